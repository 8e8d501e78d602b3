"""Message catalogs, one `<language>.po` each: the desk's own folder first, ours beneath it."""

from __future__ import annotations

import gettext
import re
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import replace
from functools import cache
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import PoFileError, read_po

from generator.diagnostics import Diagnostic, Location, closest_word, diagnose, did_you_mean

NO_BREAK_SPACE = "\u00a0"
NARROW_NO_BREAK_SPACE = "\u202f"
OURS = Path(__file__).parent
COMPLETE = "fr"
"""A catalog of ours that holds every message; a message's id is its English text."""

_UNREADABLE = (PoFileError, ValueError)
_LEFT_OPEN = re.compile(
    r'^[^\S\n]*(?:msg\S+[^\S\n]+)?"(?!(?:[^\\\n]|\\.)*"[^\S\n]*$)', re.MULTILINE
)
"""A string whose last quotation mark is missing: Babel would cut its last letter off instead."""
_BLANK = re.compile(r"%\(\w+\)s")


def typeset_french(text: str) -> str:
    """`text` with the spaces French asks for made no-break: before : ; ! ? and inside « »."""
    text = re.sub(r" ([:»])", NO_BREAK_SPACE + r"\1", text)
    text = re.sub(r"« ", "«" + NO_BREAK_SPACE, text)
    return re.sub(r" ([;!?])", NARROW_NO_BREAK_SPACE + r"\1", text)


_TYPESETTERS: dict[str, Callable[[str], str]] = {"fr": typeset_french}
"""What a language's typography asks of every message, so that no translator types it."""


def translations(language: str, folders: Sequence[Path] = ()) -> gettext.NullTranslations:
    """The messages of `language`; what a catalog lacks is taken from the next, then English.

    Args:
        language: without region, such as `fr`.
        folders: where catalogs of the desk's own may be, nearest first.
    """
    found = gettext.NullTranslations()
    for folder in (OURS, *reversed(folders)):
        path = folder / f"{language}.po"
        if path.is_file():
            try:
                above = _compiled(path, path.stat().st_mtime_ns)
            except _UNREADABLE:
                continue  # told by `check_catalogs`, with whatever else is wrong
            above.add_fallback(found)
            found = above
    return found


def _compiled(path: Path, changed: int) -> gettext.GNUTranslations:
    compiled = _typeset(path, changed)
    return gettext.GNUTranslations(BytesIO(compiled))


@cache  # a catalog takes a while to read, and tests open many sites; `changed` tells of a save
def _typeset(path: Path, changed: int) -> bytes:
    catalog = _read(path)
    typeset = _TYPESETTERS.get(path.stem, str)
    for message in catalog:
        if isinstance(message.string, str):
            message.string = typeset(message.string)
        elif message.string:
            message.string = tuple(typeset(s) for s in message.string)
    compiled = BytesIO()
    write_mo(compiled, catalog)
    return compiled.getvalue()


def _read(path: Path) -> Catalog:
    with path.open("rb") as file:
        return read_po(file, locale=path.stem, abort_invalid=True)


_START = "Put a catalog `locale/{language}.po` in the folder that `templates` in mkdocs.yml names. "


def check_catalogs(language: str, folders: Sequence[Path], settings: str) -> list[Diagnostic]:
    """What is wrong with the catalogs that a desk's site in `language` would use, sorted.

    Args:
        language: without region.
        folders: where catalogs of the desk's own may be.
        settings: path of mkdocs.yml, which names the language.
    """
    known = {_key(message) for message in _read(OURS / f"{COMPLETE}.po") if message.id}
    translated = {_key(m) for m in _translated(OURS / f"{language}.po")}
    found: list[Diagnostic] = []
    place, start = Location(settings), _START.format(language=language)
    for folder in folders:
        path = folder / f"{language}.po"
        if not path.is_file():
            continue
        place, start = Location(path.as_posix()), ""
        if problems := list(_unreadable(path)):
            return problems
        messages = _translated(path)
        translated |= {_key(m) for m in messages}
        found += _unknown(path, known)
        found += (
            diagnose("BR512", Location(place.path, m.lineno or 1), text=text, blanks=blanks)
            for m in messages
            for text, blanks in _wrong_blanks(m)
        )
    missing = known - translated
    if missing and language != "en":
        # One without blanks, where there is one: it reads as readers will see it.
        first = min((name for name, _ in missing), key=lambda name: ("%" in name, name))
        told = {"count": len(known) - len(missing), "total": len(known), "first": first}
        found.append(diagnose("BR510", place, language=language, start=start, **told))
    return sorted(found)


def _unreadable(path: Path) -> Iterator[Diagnostic]:
    """What keeps a catalog from being read as it was meant."""
    place = Location(path.as_posix())
    try:
        _read(path)
    except PoFileError as error:
        problem = str(error).removesuffix(f" on {error.lineno}")  # which counts from 0
        yield diagnose("BR511", replace(place, line=error.lineno + 1), problem=problem)
    except ValueError as error:
        yield diagnose("BR511", place, problem=error)
    else:
        text = path.read_text(encoding="utf-8", errors="replace")
        for mark in _LEFT_OPEN.finditer(text):
            line, column = text.count("\n", 0, mark.end()) + 1, mark[0].rindex('"') + 1
            problem = "A quotation mark opens here and is never closed"
            yield diagnose("BR511", Location(place.path, line, column), problem=problem)


def _unknown(path: Path, known: Collection[tuple[str, bool]]) -> Iterator[Diagnostic]:
    """Messages that the interface does not have, so that nobody will see their translation."""
    names = {name for name, _ in known}
    for message in _read(path):
        name, plural = _key(message)
        if not name or (name, plural) in known:
            continue
        form, closest = "", None
        if name in names:
            form = " with a plural" if plural else " without a plural"
        else:
            closest = closest_word(name, names)
        told = {"name": name, "form": form, "suggestion": did_you_mean(closest)}
        yield diagnose("BR513", Location(path.as_posix(), message.lineno or 1), **told)


def _translated(path: Path) -> list[Message]:
    """The messages of a catalog that it has in full; none where there is no such file."""
    if not path.is_file():
        return []
    return [m for m in _read(path) if m.id and not m.fuzzy and all(_forms(m))]


def _key(message: Message) -> tuple[str, bool]:
    """What gettext looks a message up by: its `msgid`, and whether it has a plural."""
    return (message.id, False) if isinstance(message.id, str) else (message.id[0], True)


def _forms(message: Message) -> tuple[str, ...]:
    return (message.string,) if isinstance(message.string, str) else tuple(message.string or ("",))


def _wrong_blanks(message: Message) -> Iterator[tuple[str, str]]:
    """Translations with other blanks than their message's, which could not be filled in."""
    ids = (message.id,) if isinstance(message.id, str) else tuple(message.id)
    wanted = sorted(_BLANK.findall(ids[-1]))
    for text in _forms(message):
        if sorted(_BLANK.findall(text)) != wanted or "%" in _BLANK.sub("", text):
            yield text, ", ".join(f"`{blank}`" for blank in wanted) or "none"
