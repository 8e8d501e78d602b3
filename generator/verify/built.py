"""A built page, read as a browser would: its places, words, marked passages and addresses."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from html.parser import HTMLParser

LOADS = {
    ("audio", "src"),
    ("embed", "src"),
    ("iframe", "src"),
    ("image", "href"),
    ("image", "xlink:href"),
    ("img", "src"),
    ("img", "srcset"),
    ("input", "src"),
    ("object", "data"),
    ("script", "src"),
    ("source", "src"),
    ("source", "srcset"),
    ("track", "src"),
    ("video", "poster"),
    ("video", "src"),
}
"""Attributes that a browser follows by itself."""
LOADED_LINKS = re.compile(r"stylesheet|icon|pre(load|connect|fetch)|dns-|manifest", re.IGNORECASE)
"""The `rel` of a `<link>` that a browser follows by itself."""
_REFRESH = re.compile(r"^\s*[\d.]+\s*[;,]\s*url\s*=\s*['\"]?(.*?)['\"]?\s*$", re.IGNORECASE)
_STYLE_URL = re.compile(r"""url\(\s*['"]?([^'")]+)|@import\s+['"]([^'"]+)""", re.IGNORECASE)
_CANDIDATE = re.compile(r"(\S+)(?:\s+[\d.]+[wx])?\s*(?:,|$)")

_UNSEEN = re.compile(r"[\s\x00-\x1f\x7f]+")

Position = tuple[int, int]
"""Line and column, from 1."""


@dataclass(frozen=True, slots=True)
class Reference:
    """An address in a file, where it stands, and whether a browser loads it by itself."""

    address: str
    position: Position
    loads: bool = False


def seen(text: str) -> str:
    """`text` without white space and control characters: engines differ in them."""
    return _UNSEEN.sub("", text)


class BuiltPage(HTMLParser):
    """What one page holds.

    Attributes:
        ids: where each id stands first.
        repeated: ids that stand again, and where.
        references: every address a reader can follow or a browser loads.
        passages: by claim id, the words in its marks, without the numbers that lead back.
        marks: where each claim's first mark stands.
        redirects: the address that it leads on to by itself, as written; empty where it stays.
    """

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.ids: dict[str, Position] = {}
        self.repeated: list[tuple[str, Position]] = []
        self.references: list[Reference] = []
        self.passages: dict[str, list[str]] = {}
        self.marks: dict[str, Position] = {}
        self.redirects = ""
        self._open_marks: list[str | None] = []
        self._way_back = False
        self._raw = ""
        self._texts: list[str] = []
        self._starts: list[int] = []
        self._length = 0
        self._positions: list[Position] = []
        self.feed(html)
        self.close()

    @property
    def text(self) -> str:
        """All that a reader sees, with white space between elements."""
        return " ".join(self._texts)

    @property
    def words(self) -> str:
        """All that a reader sees, as `seen` has it."""
        return seen("".join(self._texts))

    def position_of(self, offset: int) -> Position:
        """Where the words at `offset` of `words` begin in the file."""
        number = bisect_right(self._starts, offset) - 1
        return self._positions[number] if number >= 0 else (1, 1)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an element's id, addresses and mark."""
        # As a browser does: of an attribute that is given twice the first counts.
        known = {name: value or "" for name, value in reversed(attrs)}
        here = self._here()
        if "id" in known:
            anchor = known["id"]
            if anchor in self.ids:
                self.repeated.append((anchor, here))
            self.ids.setdefault(anchor, here)
        self.references += _references(tag, known, here)
        if tag == "mark":
            claim = known.get("data-passage")
            self._open_marks.append(claim)
            if claim is not None:
                self.passages.setdefault(claim, [])
                self.marks.setdefault(claim, here)
        elif tag == "a":
            self._way_back = "passage-ref" in known.get("class", "").split()
        elif tag in ("script", "style"):
            self._raw = tag
        elif tag == "meta" and known.get("http-equiv", "").lower() == "refresh":
            leads_on = _REFRESH.match(known.get("content", ""))
            self.redirects = leads_on[1] if leads_on else ""

    def handle_endtag(self, tag: str) -> None:
        """Leave a mark, a link or a script."""
        if tag == "mark" and self._open_marks:
            self._open_marks.pop()
        elif tag == "a":
            self._way_back = False
        elif tag in ("script", "style"):
            self._raw = ""

    def handle_data(self, data: str) -> None:
        """Keep what a reader reads, and what a style sheet loads."""
        if self._raw:
            if self._raw == "style":
                self.references += [
                    Reference(r.address, self._here(), True) for r in style_references(data)
                ]
            return
        length = len(seen(data))
        if not length:
            return
        self._starts.append(self._length)
        self._positions.append(self._here())
        self._texts.append(data)
        self._length += length
        if not self._way_back:
            for claim in self._open_marks:
                if claim is not None:
                    self.passages[claim].append(data)

    def _here(self) -> Position:
        line, offset = self.getpos()
        return line, offset + 1


def _references(tag: str, known: dict[str, str], here: Position) -> Iterator[Reference]:
    for name, value in known.items():
        if (tag, name) in LOADS:
            several = _CANDIDATE.findall(value) if name == "srcset" else [value]
            yield from (Reference(address, here, True) for address in several)
        elif name == "href" and tag in ("a", "area"):
            yield Reference(value, here)
        elif name == "href" and tag == "link":
            yield Reference(value, here, bool(LOADED_LINKS.search(known.get("rel", ""))))
        elif name == "style":
            yield from (Reference(r.address, here, True) for r in style_references(value))
        elif tag == "meta" and name == "content" and "http-equiv" in known:
            refresh = _REFRESH.match(value)
            if refresh:
                yield Reference(refresh[1], here)


def style_references(style: str) -> Iterator[Reference]:
    """Every address that a style sheet loads."""
    for match in _STYLE_URL.finditer(style):
        line = style.count("\n", 0, match.start()) + 1
        column = match.start() - style.rfind("\n", 0, match.start())
        yield Reference((match[1] or match[2]).strip(), (line, column), True)
