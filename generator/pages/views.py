"""What templates get to see: plain frozen values, every word chosen, every URL relative."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from generator.model import ClaimType
from generator.text import Phrase


@dataclass(frozen=True, slots=True)
class Link:
    """A text and where it leads.

    Attributes:
        text: the words that lead there.
        url: relative to the page; begins with `#` where it is on the page itself; empty where
            the words lead nowhere, such as those for somebody whom no report names.
    """

    text: Phrase
    url: str


@dataclass(frozen=True, slots=True)
class Term:
    """A word of a fixed vocabulary: its id (for style), the word shown, what it means.

    Attributes:
        id: its name in style sheets.
        word: the word shown.
        meaning: what it means, or empty.
    """

    id: str
    word: Phrase
    meaning: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimView:
    """One claim: who says it, how surely, in which passage of which article.

    Attributes:
        id: the id of its passage in the article.
        certainty: how sure the report is.
        attribution: who says it; empty: the source, in its own voice.
        source: the outlet, leading to its page.
        article: the article's title, leading to its page.
        published: when the article was: day, and time where it is known.
        on: the time that it speaks of.
        wording: what it says beyond its fact's label, or empty.
        passage: the words of the article's body that carry it.
        passage_url: leads to them.
        language: BCP 47, of the passage, where it is not the page's; else empty.
        lines: the lines of the report that say it, such as `4-6`, or empty.
        validity: until when it is, or was, said to hold, or empty.
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
    validity: str
    retracted: Phrase


@dataclass(frozen=True, slots=True, kw_only=True)
class TrailDay:
    """What was said of a fact on one day.

    Attributes:
        day: in words.
        steps: how surely, and by whom, in the order of publication.
    """

    day: str
    steps: tuple[Phrase, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FactView:
    """One fact, with everything that says it.

    Attributes:
        id: its id, the same on every page and in the data files.
        anchor: its id as a place on a page.
        url: its permanent place, which is its anchor on its home topic's page.
        type: the type of all its claims.
        label: the fact in a few words.
        standing: how well it stands: corroborated, contested, of a single origin.
        counts: how many sources and origins say it, or empty.
        caution: what cannot be known of their independence, or empty.
        several_days: whether its claims are not all of one day.
        claims: all of them, by moment of publication.
        reversed: that newer reports give another value than earlier ones, which still stand, or
            none; `reversed`, of figures `revised`.
        trail: of several claims, who said it how surely on which day.
        trail_note: that the order within a day is unknown, or empty.
        contested_by: facts that contest or deny it.
        once_contested_by: facts that did, until who said so said otherwise.
        contests: facts that it contests or denies.
        silent: sources that wrote on the topic that day and do not mention it.
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
    reversed: Term | None
    trail: tuple[TrailDay, ...]
    trail_note: str
    contested_by: tuple[Link, ...]
    once_contested_by: tuple[Link, ...]
    contests: tuple[Link, ...]
    silent: tuple[Link, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FactLine:
    """A fact in a list: what it is, how sure, how well it stands, and where to read on.

    Attributes:
        url: where to read on.
        label: the fact in a few words.
        standing: how well it stands.
        certainty: the strongest certainty of its claims.
        telling: which of the two says more of it, where there is room for one badge.
    """

    url: str
    label: Phrase
    standing: Term
    certainty: Term
    telling: Literal["standing", "certainty"]


@dataclass(frozen=True, slots=True, kw_only=True)
class StateCount:
    """How many subjects are in a state, and which.

    Attributes:
        state: the state; its id is its tone, `good`, `mixed`, `bad` or `neutral`.
        count: how many subjects are in it.
        subjects: their names.
        standings: how well these facts stand, and how many of them do; of an earlier day none.
    """

    state: Term
    count: str
    subjects: tuple[Phrase, ...]
    standings: tuple[tuple[Term, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleCard:
    """An article in a list.

    Attributes:
        link: its title, leading to its page.
        source: the outlet, leading to its page.
        published: day, and time where it is known.
        developing: whether the source announced that it would update the report.
        corrected: the day when it was last corrected, or empty.
        claims: how many claims it has.
    """

    link: Link
    source: Link
    published: str
    developing: bool
    corrected: str
    claims: str
