"""Texts in several languages, words that know theirs, and a body cut to find words in it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from markupsafe import escape

AUTHORED = "s-"
"""What ids of headings in articles and leads begin with, so that none takes that of a claim or
of the theme."""


def in_css(text: str) -> str:
    """`text` as the inside of a string of CSS, in a `<style>` as in a file of its own."""
    return re.sub(r"[^\w .,:;!?()·–’-]", lambda found: f"\\{ord(found[0]):x} ", text)


@lru_cache(maxsize=1024)
def same_language(one: str, other: str) -> bool:
    """Whether two BCP 47 tags are of one language, regions apart: `en` and `en-GB` are."""
    return one.split("-")[0].lower() == other.split("-")[0].lower()


@dataclass(frozen=True, slots=True)
class Text:
    """A text in one or more languages.

    Attributes:
        versions: pairs of language (BCP 47; empty: the author named none) and text.
    """

    versions: tuple[tuple[str, str], ...]

    def in_language(self, language: str, unmarked: str = "") -> tuple[str, str]:
        """The words nearest to `language`, and the language that they are in.

        Args:
            language: the one that is wanted: exactly it, else any region of it.
            unmarked: the language of words whose author named none, and the one to fall back
                to; English comes next, then the first there is.
        """
        versions = [(tag or unmarked, words) for tag, words in self.versions]
        for wanted in (language, unmarked, "en"):
            for tag, words in versions:
                if tag == wanted:
                    return words, tag
            for tag, words in versions:
                if same_language(tag, wanted):
                    return words, tag
        return versions[0][1], versions[0][0]


@dataclass(frozen=True, slots=True)
class Run:
    """Words in one language.

    Attributes:
        text: the words.
        language: BCP 47, where it is not the page's; else empty.
        instead_of: where the page's language has no version of them, the name of theirs in the
            page's language, which is shown; else empty.
    """

    text: str
    language: str = ""
    instead_of: str = ""


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words for a page, which know their language: a template writes `{{ phrase }}`.

    As HTML each run in another language than the page's says so with `lang`, and shows it
    where it stands in for a missing version. In an attribute write `{{ phrase | string }}`.

    Attributes:
        runs: the words in order, cut where their language changes.
    """

    runs: tuple[Run, ...] = ()

    @property
    def text(self) -> str:
        """The words alone."""
        return self.runs[0].text if len(self.runs) == 1 else "".join([r.text for r in self.runs])

    def __str__(self) -> str:
        return "".join(
            f"{run.text} ({run.language})" if run.instead_of else run.text for run in self.runs
        )

    def __bool__(self) -> bool:
        return bool(self.text)

    def __html__(self) -> str:
        return "".join(map(_html, self.runs))

    @classmethod
    def joined(cls, phrases: Iterable[Phrase], separator: str = " / ") -> Phrase:
        """All of them in one, each once, empty ones left out."""
        found = distinct(phrases)
        if len(found) == 1:
            return found[0]
        runs: list[Run] = []
        for phrase in found:
            runs += [Run(separator), *phrase.runs] if runs else phrase.runs
        return cls(tuple(runs))


def distinct(phrases: Iterable[Phrase]) -> tuple[Phrase, ...]:
    """Each of them once, in order, empty ones left out: the same words in two languages are one."""
    first: dict[str, Phrase] = {}
    for phrase in phrases:
        first.setdefault(phrase.text, phrase)
    first.pop("", None)
    return tuple(first.values())


def phrase(text: str, language: str = "", instead_of: str = "") -> Phrase:
    """A phrase of one run; see `Run`."""
    return Phrase((Run(text, language, instead_of),) if text else ())


def _html(run: Run) -> str:
    # Not Markup.format: a page holds thousands of runs, and it takes six times as long.
    text, language = escape(run.text), escape(run.language)
    if not language:
        return str(text)
    words = f'<span lang="{language}" dir="auto">{text}</span>'
    if not run.instead_of:
        return words
    return f'{words} <abbr class="tongue" title="{escape(run.instead_of)}">({language})</abbr>'


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
