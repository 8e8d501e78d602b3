"""The vocabulary: frozen values that every other module speaks in.

Nothing here reads a file or knows a template.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from typing import Literal, Protocol

from generator.diagnostics import Location
from generator.text import Body, Span, Text
from generator.when import When

ClaimType = Literal["status", "event", "position", "statement", "figure"]
Certainty = Literal["unconfirmed", "claimed", "reported", "confirmed"]
Rights = Literal["digest", "licensed", "public-domain", "own"]

CLAIM_TYPES: tuple[ClaimType, ...] = ("status", "event", "position", "statement", "figure")
CERTAINTIES: tuple[Certainty, ...] = ("unconfirmed", "claimed", "reported", "confirmed")
"""Weak to strong."""
UNNAMED = "unnamed"
"""`said_by` of "reports say": somebody, whom the report does not name."""


class Detail(Protocol):
    """What the five kinds of claim have in common; one module of `claims` each."""

    @property
    def type(self) -> ClaimType:
        """The claim type's name in front matter."""

    @property
    def who(self) -> str | None:
        """Id of the subject, actor or speaker it is about."""

    @property
    def aspect(self) -> str | None:
        """Last part of the fact's id where the claim needs no `about`, else None."""

    @property
    def value(self) -> Hashable:
        """What two claims of one fact must share to agree; None: nothing to differ in."""

    @property
    def counts(self) -> bool:
        """Whether it asserts anything at all: a refusal to comment does not."""


@dataclass(frozen=True, slots=True)
class Retraction:
    """Why and when (ISO date) a claim was withdrawn."""

    on: date
    reason: str


def fact_id(about: str | None, home: str, detail: Detail, claim: str) -> str:
    """Id of the fact of a claim: same `about`, same fact; a status needs none.

    Args:
        about: what the claim's author calls it, if anything.
        home: the claim's first topic.
        detail: what is claimed; a status names its own fact.
        claim: the claim's id, of a fact that has no other name.
    """
    return about or (f"{home}/{detail.aspect}" if detail.aspect else claim)


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One thing said to be so, in one article.

    Attributes:
        id: unique on the site, and the passage's anchor in the article page.
        topics: topic ids, the first is its home.
        passage: words of the body that carry it, as front matter gives them.
        span: where they lie in the article's body.
        detail: the keys of its type.
        location: where its record begins in the front matter.
    """

    id: str
    article: str
    topics: tuple[str, ...]
    passage: str
    span: Span
    on: When
    certainty: Certainty
    detail: Detail
    said_by: str | None = None
    about: str | None = None
    contests: str | None = None
    denies: str | None = None
    label: Text | None = None
    lines: str | None = None
    until: When | None = None
    retracted: Retraction | None = None
    location: Location = field(default=Location(""), compare=False)

    @property
    def type(self) -> ClaimType:
        """The claim type."""
        return self.detail.type

    @property
    def home(self) -> str:
        """The topic that gives the vocabulary and holds the fact's anchor."""
        return self.topics[0]

    @property
    def fact(self) -> str:
        """Id of the fact it is a claim of."""
        return fact_id(self.about, self.home, self.detail, self.id)


@dataclass(frozen=True, slots=True)
class Capture:
    """The report as received: `sha256` in hex, and the file's name in the captures folder."""

    sha256: str
    file: str


@dataclass(frozen=True, slots=True)
class Image:
    """A picture the report carried; its caption is never evidence."""

    caption: str
    credit: str | None = None
    file: str | None = None


@dataclass(frozen=True, slots=True)
class Correction:
    """A correction the desk made, shown with its date."""

    on: date
    note: str


@dataclass(frozen=True, kw_only=True)
class Article:
    """One report, as the desk keeps it.

    Attributes:
        id: file name without folder and ending.
        path: relative to the content folder, with `/`.
        published: a date, or a date-time with offset.
        markdown: the body as written, NFC, LF line ends.
        body: the same, rendered, sanitised and cut.
        extra_topics: front matter's `topics`, beside those of the claims.
    """

    id: str
    path: str
    title: str
    source: str
    published: date | datetime
    language: str
    markdown: str = ""
    body: Body = field(default_factory=Body)
    claims: tuple[Claim, ...] = ()
    url: str | None = None
    archive_url: str | None = None
    retrieved: date | None = None
    authors: tuple[str, ...] = ()
    summary: str | None = None
    rights: Rights = "digest"
    capture: Capture | None = None
    relays: str | None = None
    status: Literal["developing", "final"] = "final"
    draft: bool = False
    embargo: date | datetime | None = None
    images: tuple[Image, ...] = ()
    corrections: tuple[Correction, ...] = ()
    aliases: tuple[str, ...] = ()
    extra_topics: tuple[str, ...] = ()

    @cached_property
    def topics(self) -> frozenset[str]:
        """Every topic it touches."""
        return frozenset(self.extra_topics).union(*(c.topics for c in self.claims))


@dataclass(frozen=True, slots=True)
class State:
    """A word of a topic's vocabulary; `tone` is `good`, `bad`, `mixed` or `neutral`."""

    id: str
    label: Text
    tone: str = "neutral"


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """A subject the desk follows: one file in `topics/`, no Python.

    Attributes:
        lead: the claim type its page opens with.
        states: what a status may be, from normal to worst.
        positions: what a position may be.
        stale_after: days after which a state needs confirming again.
        body: the editor's lead, Markdown.
    """

    id: str
    path: str
    title: Text
    lead: ClaimType
    order: int = 0
    states: tuple[State, ...] = ()
    positions: tuple[State, ...] = ()
    stale_after: int | None = None
    open_questions: tuple[Text, ...] = ()
    keywords: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    body: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """An outlet; one that a report does not name is a source of its own.

    Attributes:
        kind: a word such as `agency` or `newspaper`; `unidentified` where nobody knows.
        language: BCP 47.
        country: ISO 3166 code.
        reliability: A to F, the Admiralty scale; None: not judged.
    """

    id: str
    name: Text
    kind: str = "unidentified"
    url: str | None = None
    language: str | None = None
    country: str | None = None
    state_affiliated: bool = False
    reliability: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """A person, office, state, organisation or group.

    Attributes:
        kind: one of the five.
        country: ISO 3166 code.
        aliases: other names it is searched by.
    """

    id: str
    name: Text
    kind: str
    role: Text | None = None
    country: str | None = None
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A place; `lat` and `lon` in degrees (WGS 84), `precision` its radius in kilometres."""

    id: str
    name: Text
    lat: float | None = None
    lon: float | None = None
    country: str | None = None
    kind: str | None = None
    precision: float | None = None
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Library:
    """Everything the content folder holds, by id; order of files never matters.

    Attributes:
        articles: drafts and embargoed articles included; the ledger leaves them out.
        home_lead: body of index.md, Markdown.
        about: body of about.md, Markdown.
    """

    articles: Mapping[str, Article] = field(default_factory=dict)
    topics: Mapping[str, Topic] = field(default_factory=dict)
    sources: Mapping[str, Source] = field(default_factory=dict)
    actors: Mapping[str, Actor] = field(default_factory=dict)
    places: Mapping[str, Place] = field(default_factory=dict)
    home_lead: str = ""
    about: str = ""
