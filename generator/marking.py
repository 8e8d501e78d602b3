"""Passages marked and anchored in an article's HTML, and names in it that lead somewhere."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise, takewhile

from markupsafe import Markup, escape

from generator.text import Body, Span

_VOID = re.compile(r"<(?:br|hr|img|wbr)\b")
_ENDS_A_BLOCK = re.compile(r"</(?:blockquote|dl|figure|h[1-6]|ol|p|pre|table|ul)>")
_NAMELESS = re.compile(r"<(/?)(?:a|blockquote|code|kbd|q)\b")
"""In these no name leads to its page: they hold what is another's, or leads elsewhere."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A name in a block: characters `start` to `end` of its text, and where it leads."""

    start: int
    end: int
    url: str


@dataclass(frozen=True, slots=True)
class Part:
    """Whole blocks of an article, up to and with one that passages end in.

    Attributes:
        html: each passage in `<mark class="passage" data-passage=ID>`, the first piece with
            the id.
        passages: ids of those that end here and have something after them, in that order.
    """

    html: Markup
    passages: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Marked:
    """An article's HTML with its passages marked.

    Attributes:
        parts: all of it, in order, cut so that a note may stand below the passages it is on.
        split: ids of passages that markup or another passage cuts into several pieces.
    """

    parts: tuple[Part, ...]
    split: tuple[str, ...]

    @property
    def html(self) -> Markup:
        """All of it in one piece."""
        return Markup("").join(part.html for part in self.parts)


def block_anchor(body: Body, number: int) -> str:
    """The id of a block in its article's page; no claim's id holds a dot where this one does."""
    return body.blocks[number].anchor or f"p.{number}"


def mark(
    body: Body,
    passages: Mapping[str, Span],
    after: Mapping[str, Markup],
    *,
    places: bool = False,
    names: Mapping[int, Sequence[Mention]] | None = None,
    way: Callable[[str], str] = str,
) -> Marked:
    """Mark `passages` (spans by claim id) in `body`, each followed by its `after`.

    A passage survives inline markup and may cross it, or another passage: it is cut into as
    many `<mark>` pieces as the nesting of HTML asks for. With `places`, a link may lead to each
    block: it begins with an empty element whose id is its `block_anchor`.

    Of `names`, by block and in order, the first that leads to a page is a link to it: one that
    neither markup nor the edge of a passage cuts, and not in a link, in code or in a quotation
    set apart. `way` gives the link of the page to where a mention leads.
    """
    placed = {n for n, block in enumerate(body.blocks) if not block.anchor} if places else set()
    marker = _Marker(passages, after, placed, names or {}, way)
    for piece in body.pieces:
        if piece.block is None:
            marker.markup(piece.text)
        else:
            marker.text(piece.text, piece.block)
    return Marked(marker.parts(), marker.split())


@dataclass(frozen=True, slots=True)
class _Tag:
    """What a piece of markup opens (1), closes (-1) or leaves as it is (0).

    Attributes:
        links: a link.
        nameless: an element in which no name leads to its page.
        depth: any element.
        ends_a_block: whether it closes what a note may stand below.
    """

    links: int
    nameless: int
    depth: int
    ends_a_block: bool


@lru_cache(maxsize=1024)
def _tag(html: str) -> _Tag:
    closes = html.startswith("</")
    opens = html.startswith("<") and not closes and not _VOID.match(html)
    nameless = _NAMELESS.match(html)
    return _Tag(
        links=(html.startswith("<a ") or html == "<a>") - (html == "</a>"),
        nameless=0 if not nameless else -1 if nameless[1] else 1,
        depth=opens - closes,
        ends_a_block=closes and bool(_ENDS_A_BLOCK.match(html)),
    )


class _Marker:
    def __init__(
        self,
        passages: Mapping[str, Span],
        after: Mapping[str, Markup],
        placed: set[int],
        names: Mapping[int, Sequence[Mention]],
        way: Callable[[str], str],
    ) -> None:
        self.out: list[str] = []
        self._after = after
        self._placed = placed
        self._by_block: dict[int, list[tuple[Span, str]]] = {}
        for claim, span in passages.items():
            self._by_block.setdefault(span.block, []).append((span, claim))
        for spans in self._by_block.values():  # the longer of two that begin together is outside
            spans.sort(key=lambda s: (s[0].start, -s[0].end, s[1]))
        self._position: dict[int, int] = {}
        self._pieces: dict[str, int] = {}
        self._names = {block: deque(mentions) for block, mentions in names.items()}
        self._way = way
        self._leading: set[str] = set()
        self._nameless = 0
        self._links = 0
        self._pending: list[str] = []
        self._depth = 0
        self._ended: list[str] = []
        self._parts: list[Part] = []

    def parts(self) -> tuple[Part, ...]:
        if self.out or not self._parts:
            self._cut()
        return tuple(self._parts)

    def _cut(self) -> None:
        # Safe: the markup passed the sanitiser, and every text piece is escaped as it is written.
        html = Markup("".join(self.out))  # noqa: S704
        self._parts.append(Part(html, tuple(self._ended)))
        self.out, self._ended = [], []

    def split(self) -> tuple[str, ...]:
        return tuple(sorted(claim for claim, count in self._pieces.items() if count > 1))

    def markup(self, html: str) -> None:
        self.out.append(html)
        tag = _tag(html)
        self._links += tag.links
        self._nameless += tag.nameless
        self._depth += tag.depth
        if self._pending:
            self._flush()
        if self._ended and tag.ends_a_block and not self._depth:
            self._cut()

    def _flush(self) -> None:
        if not self._links:  # a link inside a link is not HTML: wait until the author's ends
            self.out.extend(self._pending)
            self._pending.clear()

    def text(self, text: str, block: int) -> None:
        if block in self._placed and not text.isspace():  # between two cells nothing may stand
            self._placed.remove(block)
            self.out.append(f'<span class="place" id="p.{block}"></span>')
        begin = self._position.get(block, 0)
        end = self._position[block] = begin + len(text)
        of_block = self._by_block.get(block)
        if not of_block:
            self._words(text, begin, block)
            return
        spans = [(s, c) for s, c in of_block if s.start < end and s.end > begin]
        cuts = {begin, end, *(x for s, _ in spans for x in (s.start, s.end) if begin < x < end)}
        edges = sorted(cuts)
        inside: list[str] = []
        for start, stop in pairwise(edges):
            covering = [c for s, c in spans if s.start < stop and s.end > start]
            segment = text[start - begin : stop - begin]
            if segment.isspace():  # a mark around the white space between two cells is not HTML
                covering = list(takewhile(covering.__contains__, inside))
            inside = self._switch(inside, covering)
            self._words(segment, start, block)
            ending = [c for s, c in spans if s.end == stop and c in self._after]
            if ending:
                kept = next((n for n, c in enumerate(inside) if c in ending), len(inside))
                inside = self._switch(inside, inside[:kept])
                self._pending += [self._after[c] for c in ending]
                self._ended += ending
                self._flush()
        self._switch(inside, [])

    def _words(self, segment: str, begin: int, block: int) -> None:
        """Write a text that no markup and no passage cuts, with its names leading somewhere."""
        mentions = self._names.get(block)
        if not mentions:
            self.out.append(escape(segment))
            return
        end, done = begin + len(segment), 0
        while mentions and mentions[0].start < end:
            mention = mentions.popleft()
            whole = mention.start >= begin and mention.end <= end
            if whole and not self._nameless and mention.url not in self._leading:
                self._leading.add(mention.url)
                first, last = mention.start - begin, mention.end - begin
                name = f'<a class="name" href="{escape(self._way(mention.url))}">'
                self.out += [escape(segment[done:first]), name]
                self.out += [escape(segment[first:last]), "</a>"]
                done = last
        self.out.append(escape(segment[done:]))

    def _switch(self, inside: list[str], wanted: list[str]) -> list[str]:
        """Close and open marks so that exactly those of `wanted` are open."""
        if inside == wanted:
            return wanted
        shared = 0
        while shared < min(len(inside), len(wanted)) and inside[shared] == wanted[shared]:
            shared += 1
        self.out.extend("</mark>" for _ in inside[shared:])
        for claim in wanted[shared:]:
            first = claim not in self._pieces
            self._pieces[claim] = self._pieces.get(claim, 0) + 1
            name = escape(claim)  # it may hold the name of the article's file
            anchor = f'id="{name}" ' if first else ""
            self.out.append(f'<mark {anchor}class="passage" data-passage="{name}">')
        return wanted
