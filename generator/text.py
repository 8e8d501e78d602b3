"""Texts in several languages, and a body cut so that words can be found in it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Text:
    """A text in one or more languages.

    Attributes:
        versions: pairs of language (BCP 47; empty: that of the content) and text.
    """

    versions: tuple[tuple[str, str], ...]

    def in_language(self, language: str) -> str:
        """The text in `language`, else in its base language, else unmarked, else the first."""
        known = dict(self.versions)
        for wanted in (language, language.split("-")[0], ""):
            if wanted in known:
                return known[wanted]
        return self.versions[0][1]


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of an article's HTML: markup as it stands, or unescaped text of one block.

    Attributes:
        block: index into `Body.blocks` of the block the text belongs to; None for markup.
    """

    text: str
    block: int | None = None


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, heading, list item or table row: the unit a passage lies within.

    Attributes:
        kind: `paragraph`, `heading`, `code` or `caption`; a caption is never evidence.
        text: its text without markup, the concatenation of its pieces.
        level: of a heading, 2 to 6; else 0.
        anchor: a heading's id in the page; else empty.
    """

    kind: Literal["paragraph", "heading", "code", "caption"]
    text: str
    level: int = 0
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Body:
    """An article's sanitised HTML, cut so that passages can be found and marked in it."""

    pieces: tuple[Piece, ...] = ()
    blocks: tuple[Block, ...] = ()


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Where a passage lies: characters `start` to `end` of `Body.blocks[block].text`."""

    block: int
    start: int
    end: int
