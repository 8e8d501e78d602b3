"""What templates may use, field by field, in words: the tables of site_templates/README.md.

`python tests/view_reference.py` brings them up to date, out of the frozen dataclasses that
templates see; each field's explanation is its line under `Attributes:` in the docstring of its
class.
"""

from __future__ import annotations

import dataclasses
import inspect
import re
import sys
import types
import typing
from collections.abc import Iterable, Iterator
from pathlib import Path

from markupsafe import Markup

from generator.pages import VIEWS

ROOT = Path(__file__).resolve().parents[1]
TEMPLATES = ROOT / "site_templates"
README = TEMPLATES / "README.md"
BEGIN = "<!-- The rest of this page is written by tests/view_reference.py. -->\n"
WORDS = {str: "text", int: "number", bool: "true or false", Markup: "HTML", type(None): "nothing"}


def page_types() -> list[str]:
    """The names of the page templates, which are those of the page types."""
    return sorted(path.name.removesuffix(".html.j2") for path in TEMPLATES.glob("pages/*.j2"))


def view_of(page: str) -> type:
    """The class of the `view` that a page's template gets."""
    return VIEWS[page]


def classes() -> list[type]:
    """Every class that a template gets to see: views of pages first, then what is in them."""
    seen = [view_of(page) for page in page_types()]
    for cls in seen:  # grows while it is walked
        for hint in _fields(cls).values():
            seen += [inner for inner in _classes_in(hint) if inner not in seen]
    pages = len(page_types())
    return seen[:pages] + sorted(seen[pages:], key=lambda cls: cls.__name__)


def _fields(cls: type) -> dict[str, object]:
    hints = typing.get_type_hints(cls)
    return {f.name: hints[f.name] for f in dataclasses.fields(cls)}


def properties(cls: type) -> dict[str, str]:
    """The properties of a class that has any, with what their docstrings say."""
    own = {k: v for k, v in vars(cls).items() if isinstance(v, property) and k[0] != "_"}
    return {name: inspect.getdoc(found) or "" for name, found in own.items()}


def _classes_in(hint: object) -> Iterator[type]:
    if dataclasses.is_dataclass(hint):
        yield typing.cast(type, hint)
    for inner in typing.get_args(hint):
        yield from _classes_in(inner)


def in_words(hint: object) -> str:
    """A type as somebody who writes templates would say it."""
    arguments = typing.get_args(hint)
    origin = typing.get_origin(hint)
    if origin is typing.Literal:
        return " or ".join(f"`{word}`" for word in arguments)
    if origin in (typing.Union, types.UnionType):
        return " or ".join(map(in_words, arguments))
    if origin is tuple and arguments[1:] == (...,):
        return f"list of {in_words(arguments[0])}"
    if origin is tuple:
        return f"({', '.join(map(in_words, arguments))})"
    if dataclasses.is_dataclass(hint):
        name = typing.cast(type, hint).__name__
        return f"[{name}](#{name.lower()})"
    return WORDS[typing.cast(type, hint)]


def summary(cls: type) -> str:
    """What a class is: its docstring as far as its attributes."""
    doc = inspect.getdoc(cls) or ""
    return doc.partition("\n\nAttributes:")[0]


def explanations(cls: type) -> dict[str, str]:
    """What each field holds, as `Attributes:` of its class's docstring says."""
    listed = (inspect.getdoc(cls) or "").partition("\n\nAttributes:\n")[2]
    entries = re.findall(r"^ {4}(\w+): (.*(?:\n {5,}.*)*)", listed, re.MULTILINE)
    return {name: " ".join(text.split()) for name, text in entries}


def unexplained(seen: Iterable[type]) -> list[str]:
    """Fields of classes that no line explains, and lines that explain no field."""
    wrong = []
    for cls in seen:
        where = f"{cls.__module__.replace('.', '/')}.py, class {cls.__name__}"
        told = explanations(cls)
        wrong += [f"{where}: no line on `{name}`" for name in _fields(cls) if name not in told]
        wrong += [f"{where}: there is no `{name}`" for name in told if name not in _fields(cls)]
    return wrong


def reference() -> str:
    """The tables, as they stand in the page."""
    pages = {view_of(page): page for page in page_types()}
    parts = []
    for cls in classes():
        if cls in pages:
            opening = f"The `view` of `pages/{pages[cls]}.html.j2`. {summary(cls)}"
        else:
            opening = summary(cls)
        told = explanations(cls)
        rows = [
            f"| `{name}` | {in_words(hint)} | {_cell(told.get(name, ''))} |"
            for name, hint in _fields(cls).items()
        ]
        rows += [f"| `{name}` | text | {_cell(said)} |" for name, said in properties(cls).items()]
        table = "\n".join(["| field | what it is | what it holds |", "|---|---|---|", *rows])
        parts.append(f"### {cls.__name__}\n\n{opening}\n\n{table}\n")
    return "\n".join(parts)


def _cell(text: str) -> str:
    text = text[:1].upper() + text[1:]
    return text.replace("|", "\\|")


def updated() -> str:
    """The whole page, its own words as they are, the tables as the classes are today."""
    kept, mark, _ = README.read_text(encoding="utf-8").partition(BEGIN)
    assert mark, f"{README.name} has lost the line {BEGIN!r}"
    return f"{kept}{BEGIN}\n{reference()}"


def main() -> None:
    wrong = unexplained(classes())
    if wrong:
        sys.exit("\n".join(["Explain every field under `Attributes:` in its class:", *wrong]))
    README.write_text(updated(), encoding="utf-8", newline="\n")
    print(README.relative_to(ROOT))


if __name__ == "__main__":
    main()
