"""Case files: content, and what must come of it, in sections that anybody can write and read."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

HEADER = re.compile(
    r"^(?P<header>=== (?P<kind>file|capture|messages|page)(?: (?P<path>\S+))?"
    r"(?: \((?P<note>\w+)\))?)\n",
    re.MULTILINE,
)
GIVEN = ("file", "capture")
ESCAPE = re.compile(r"\\(x[0-9A-F]{2}|u[0-9a-f]{4}|r|\{[0-9]+\*[^}]*\})")


@dataclass(frozen=True)
class Section:
    """One `=== kind path (note)` of a case, and the text below it."""

    header: str
    kind: str
    path: str
    note: str
    text: str

    @property
    def name(self) -> str:
        """Its path, whose escapes stand for more where the note says so."""
        return unescape(self.path).decode() if self.note == "escapes" else self.path

    @property
    def raw(self) -> bytes:
        """The bytes of the file it describes."""
        return unescape(self.text) if self.note == "escapes" else self.text.encode()


@dataclass(frozen=True)
class Case:
    """A case as written: an introduction for its readers, what is given, what is expected."""

    introduction: str
    sections: tuple[Section, ...]

    def given(self, kind: str) -> dict[str, bytes]:
        """Files or captures, by path."""
        return {s.name: s.raw for s in self.sections if s.kind == kind}

    @property
    def expected(self) -> tuple[Section, ...]:
        """The sections that say what must come of it."""
        return tuple(s for s in self.sections if s.kind not in GIVEN)


def unescape(text: str) -> bytes:
    """The bytes of a text in which `\\xE9`, `\\u0301`, `\\r` and `\\{10*words}` stand for more."""
    parts = ESCAPE.split(text)
    result = b""
    for number, part in enumerate(parts):
        if number % 2 == 0:
            result += part.encode()
        elif part[0] == "x":
            result += bytes.fromhex(part[1:])
        elif part[0] == "u":
            result += chr(int(part[1:], 16)).encode()
        elif part == "r":
            result += b"\r"
        else:
            times, _, words = part[1:-1].partition("*")
            result += words.encode() * int(times)
    return result


def read_case(path: Path) -> Case:
    """The case in a file."""
    introduction, *parts = HEADER.split(path.read_text(encoding="utf-8"))
    groups = zip(*(iter(parts),) * 5, strict=True)
    return Case(introduction, tuple(Section(h, k, p or "", n or "", t) for h, k, p, n, t in groups))


def compare(path: Path, case: Case, said: Callable[[Section], str]) -> Mapping[str, str]:
    """Hold what is `said` against what the case expects; UPDATE_CASES=1 writes it instead.

    Returns:
        What was said, by header.
    """
    now = {s.header: said(s) for s in case.expected}
    if os.environ.get("UPDATE_CASES"):
        text = "".join(f"{s.header}\n{now.get(s.header, s.text)}" for s in case.sections)
        path.write_text(case.introduction + text, encoding="utf-8")
    else:
        assert now == {s.header: s.text for s in case.expected}
    return now
