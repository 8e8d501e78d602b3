"""Bytes as they lie on disk -> text whose every character has a line and a column."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field

from generator.diagnostics import Diagnostic, Location, diagnose

LARGEST = 1_000_000
"""Bytes. A long report has twenty thousand; more is a file in the wrong folder, or hostile."""

_BOM = b"\xef\xbb\xbf"
# What YAML 1.1 calls not printable: both YAML readers refuse it, and no browser shows it.
_CONTROL = re.compile(r"[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class FileText:
    """The text of one file, with LF line ends and no byte order mark.

    Attributes:
        path: relative to the content folder.
        text: the characters, as many and in the same places as an editor shows.
    """

    path: str
    text: str
    _starts: list[int] = field(default_factory=list, compare=False, repr=False)

    def place(self, index: int) -> Location:
        """Line and column, from 1, of the character at `index`."""
        if not self._starts:
            self._starts.append(0)
            self._starts.extend(m.end() for m in re.finditer("\n", self.text))
        index = max(0, min(index, len(self.text)))
        line = bisect_right(self._starts, index)
        return Location(self.path, line, index - self._starts[line - 1] + 1)


def decode(path: str, raw: bytes) -> tuple[FileText | None, list[Diagnostic]]:
    """The text of a file, or None where it cannot be known, and what is wrong with its form."""
    top = Location(path)
    if len(raw) > LARGEST:
        return None, [diagnose("BR136", top, megabytes=f"{len(raw) / 1_000_000:.1f}")]
    found = []
    if raw.startswith(_BOM):
        found.append(diagnose("BR132", top))
        raw = raw.removeprefix(_BOM)
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        return None, [*found, _not_utf8(path, raw, error)]
    if "\r" in text:
        before = _line_feeds(text[: text.index("\r")])
        found.append(diagnose("BR133", FileText(path, before).place(len(before))))
        text = _line_feeds(text)
    if control := _CONTROL.search(text):
        place = FileText(path, text).place(control.start())
        found.append(diagnose("BR134", place, character=f"U+{ord(control.group()):04X}"))
        # A space in its place: the rest of the file is still read, in the same columns.
        text = _CONTROL.sub(" ", text)
    return FileText(path, text), found


def _line_feeds(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _not_utf8(path: str, raw: bytes, error: UnicodeDecodeError) -> Diagnostic:
    before = _line_feeds(raw[: error.start].decode("utf-8"))
    byte = raw[error.start : error.start + 1]
    return diagnose(
        "BR131",
        FileText(path, before).place(len(before)),
        byte=f"0x{byte[0]:02X}",
        guess=_guess(raw, byte),
    )


def _guess(raw: bytes, byte: bytes) -> str:
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "The file looks like UTF-16, which Windows calls “Unicode”. "
    letter = byte.decode("cp1252", "replace")
    if letter.isprintable() and letter != "\ufffd":
        return f"The file looks like Windows-1252, where this byte is `{letter}`. "
    return ""
