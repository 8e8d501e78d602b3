"""The public names: reachable, documented with what they take, raise and hold, and used."""

from __future__ import annotations

import ast
import importlib
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

import generator

ROOT = Path(generator.__file__).parent
MODULES = sorted(ROOT.rglob("*.py"))
Definition = ast.FunctionDef | ast.ClassDef

SEVERAL = 4
"""Parameters or fields: from here on they need words of their own."""
TOLD_BY_THEIR_MODULE = {"cli.py", "cli_pack.py", "reading/fields.py"}
"""Exit codes, and the one error that a validator raises: said once, at the top."""


@dataclass(frozen=True)
class Name:
    """A public class, function or method, and where it is defined."""

    module: Path
    path: str
    node: Definition

    @property
    def doc(self) -> str:
        return ast.get_docstring(self.node) or ""

    def __str__(self) -> str:
        return f"generator/{self.module.relative_to(ROOT).as_posix()}: {self.path}"


def tree(module: Path) -> ast.Module:
    return ast.parse(module.read_text(encoding="utf-8"))


def public(body: list[ast.stmt]) -> Iterator[Definition]:
    for node in body:
        if isinstance(node, Definition) and not node.name.startswith("_"):
            yield node


def names() -> Iterator[Name]:
    for module in MODULES:
        for node in public(tree(module).body):
            yield Name(module, node.name, node)
            if isinstance(node, ast.ClassDef):
                for method in public(node.body):
                    yield Name(module, f"{node.name}.{method.name}", method)


NAMES = list(names())
FUNCTIONS = [n for n in NAMES if isinstance(n.node, ast.FunctionDef)]
CLASSES = [n for n in NAMES if isinstance(n.node, ast.ClassDef)]


def decorators(name: Name) -> str:
    return " ".join(map(ast.unparse, name.node.decorator_list))


def explains(doc: str, word: str) -> bool:
    """Whether a docstring speaks of a parameter or field: in a section, or in backticks."""
    return bool(re.search(rf"^ *{word}:|`{word}`", doc, re.MULTILINE))


def test_the_public_api_is_sorted_and_reachable() -> None:
    assert generator.__all__ == sorted(set(generator.__all__))
    for name in generator.__all__:
        assert getattr(generator, name).__doc__, name


def test_everything_the_package_imports_is_public() -> None:
    imported = {
        alias.asname or alias.name
        for node in tree(ROOT / "__init__.py").body
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    }
    assert imported == set(generator.__all__)


@pytest.mark.parametrize("module", [m for m in MODULES if m.name != "__init__.py"])
def test_every_module_can_be_imported_alone(module: Path) -> None:
    name = ".".join(("generator", *module.relative_to(ROOT).with_suffix("").parts))
    assert importlib.import_module(name).__doc__


def test_every_docstring_begins_with_one_sentence() -> None:
    docs = [(str(m.relative_to(ROOT)), ast.get_docstring(tree(m)) or "") for m in MODULES]
    wrong = []
    for where, doc in [*docs, *((str(n), n.doc) for n in NAMES)]:
        first = doc.split("\n\n")[0].replace("\n", " ")
        line = doc.split("\n")[0]
        if not line.endswith((".", "…”.")) or re.search(r"[.!?] [A-Z]", line) or line != first:
            wrong.append(f"{where}: {line!r}")
    assert not wrong, "\n".join(["", *wrong])


def raised(function: Definition) -> Iterator[str]:
    """What a function raises itself, by name; what it hands on has no name here."""
    for node in ast.walk(function):
        if isinstance(node, ast.Raise) and node.exc is not None:
            call = node.exc.func if isinstance(node.exc, ast.Call) else node.exc
            yield ast.unparse(call).split(".")[-1]


def test_what_a_function_raises_is_said() -> None:
    wrong = [
        f"{name} raises {error}"
        for name in FUNCTIONS
        if name.module.relative_to(ROOT).as_posix() not in TOLD_BY_THEIR_MODULE
        for error in sorted(set(raised(name.node)))
        if error[0].isupper()
        and not re.search(rf"Raises:\n(?:.*\n)*? +[\w.]*{error}:", name.doc + "\n")
    ]
    assert not wrong, "\n".join(["", *wrong])


def parameters(function: Definition) -> list[str]:
    assert isinstance(function, ast.FunctionDef)
    arguments = function.args
    every = [*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs]
    return [a.arg for a in every if a.arg not in ("self", "cls")]


def test_several_parameters_are_explained() -> None:
    wrong = []
    for name in FUNCTIONS:
        # The engine names and documents what it hands to a hook.
        if name.path.startswith("BriefingPlugin.on_") or "command" in decorators(name):
            continue
        taken = parameters(name.node)
        silent = [p for p in taken if not explains(name.doc, p)]
        if len(taken) >= SEVERAL and silent:
            wrong.append(f"{name} does not explain {', '.join(silent)}")
    assert not wrong, "\n".join(["", *wrong])


def test_what_is_explained_is_there() -> None:
    wrong = []
    for name in NAMES:
        is_class = isinstance(name.node, ast.ClassDef)
        section = re.search(
            rf"^{'Attributes' if is_class else 'Args'}:\n((?:    .*\n|\n)+)", name.doc + "\n", re.M
        )
        if not section:
            continue
        explained = re.findall(r"^    (\w+):", section[1], re.MULTILINE)
        if is_class:
            source = ast.unparse(name.node)
            here = set(re.findall(r"\b(?:self\.)?(\w+)\s*[:=]", source))
        else:
            here = set(parameters(name.node))
        wrong += [f"{name}: there is no {word}" for word in explained if word not in here]
    assert not wrong, "\n".join(["", *wrong])


def test_nothing_public_is_unused() -> None:
    texts = {m: m.read_text(encoding="utf-8") for m in MODULES}
    everything = "\n".join(texts.values()) + "\n".join(
        p.read_text(encoding="utf-8") for p in (ROOT.parent / "site_templates").rglob("*.j2")
    )
    entries = {"main", "BriefingPlugin"}  # pyproject.toml names them
    used = Counter(re.findall(r"\w+", everything))
    wrong = []
    for name in NAMES:
        if "command" in decorators(name) or name.path.split(".")[-1].startswith(("on_", "handle_")):
            continue
        if used[name.node.name] < 2 and name.node.name not in entries:
            wrong.append(str(name))
    assert not wrong, "\n".join(["used by tests alone, or by nobody:", *wrong])
