"""What templates get to see: plain frozen values, every word chosen, every URL relative."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from generator.model import ClaimType
from generator.text import Phrase


@dataclass(frozen=True, slots=True)
class Link:
    """A text and where it leads."""

    text: Phrase
    url: str


@dataclass(frozen=True, slots=True)
class Term:
    """A word of a fixed vocabulary: its id (for style), the word shown, what it means."""

    id: str
    word: Phrase
    meaning: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimView:
    """One claim: who says it, how surely, in which passage of which article.

    Attributes:
        attribution: who says it; empty: the source, in its own voice.
        wording: what it says beyond its fact's label, or empty.
        passage: the words of the article's body.
        passage_url: leads to them.
        retracted: when and why it was withdrawn, or empty.
    """

    id: str
    certainty: Term
    attribution: Phrase
    source: Link
    article: Link
    published: str
    on: str
    wording: Phrase
    passage: str
    passage_url: str
    language: str
    lines: str
    retracted: Phrase


@dataclass(frozen=True, slots=True, kw_only=True)
class FactView:
    """One fact, with everything that says it.

    Attributes:
        url: its permanent place: its anchor on its home topic's page.
        counts: sources and origins, in words.
        caution: what cannot be known of their independence, or empty.
        several_days: whether its claims are not all of one day.
        trail: how certainty moved, one step per claim; empty where it did not.
        trail_note: that the order within a day is unknown, or empty.
        contested_by: facts that contest or deny it; `contests`: facts it contests or denies.
    """

    id: str
    anchor: str
    url: str
    type: ClaimType
    label: Phrase
    standing: Term
    counts: str
    caution: str
    several_days: bool
    claims: tuple[ClaimView, ...]
    trail: tuple[Phrase, ...]
    trail_note: str
    contested_by: tuple[Link, ...]
    contests: tuple[Link, ...]
    silent: tuple[Link, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FactLine:
    """A fact in a list: what it is, how sure, how well it stands, and where to read on.

    Attributes:
        telling: which of the two says more of it, where there is room for one badge.
    """

    url: str
    label: Phrase
    standing: Term
    certainty: Term
    telling: Literal["standing", "certainty"]


@dataclass(frozen=True, slots=True, kw_only=True)
class StateCount:
    """How many subjects are in a state, and which."""

    state: Term
    count: str
    subjects: tuple[Phrase, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleCard:
    """An article in a list."""

    link: Link
    source: Link
    published: str
    developing: bool
    claims: str
