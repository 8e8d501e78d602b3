"""The keys that front matter may have, checked at the border only; briefings/README.md tells them.

`ArticleFile` is what `editor_schema` describes. Claims are validated one by one, so that a
broken claim never hides the next one's problems.
"""

from __future__ import annotations

from typing import Annotated, Literal, get_args

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from generator.model import CERTAINTIES, CLAIM_TYPES, Certainty, ClaimType, Rights
from generator.reading.fields import (
    About,
    Amount,
    Boolean,
    Country,
    Day,
    FactId,
    Language,
    Latitude,
    Lines,
    Link,
    Localised,
    Longitude,
    Moment,
    Number,
    OneOrMore,
    Sha256,
    Slug,
    Time,
    WholeNumber,
    Words,
    one_or_more,
    word_of,
)
from generator.reading.old_paths import old_path

_Outlet = Literal["agency", "broadcaster", "newspaper", "magazine", "website", "social"]
_NoOutlet = Literal["official", "ngo", "think-tank", "other", "unidentified"]
OldPath = Annotated[str, BeforeValidator(old_path)]


class Record(BaseModel):
    """A mapping of the contract: no key that it does not know."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=False)


class RetractionRecord(Record):
    """When a claim was withdrawn, and why."""

    on: Day
    reason: Words


class ClaimRecord(Record):
    """The keys that every claim may have."""

    type: ClaimType
    topics: OneOrMore
    passage: Words
    on: Time
    certainty: Annotated[Certainty, BeforeValidator(word_of(*CERTAINTIES[::-1]))]
    said_by: Words | None = None
    about: About | None = None
    contests: FactId | None = None
    denies: FactId | None = None
    label: Localised | None = None
    lines: Lines | None = None
    until: Time | None = None
    retracted: RetractionRecord | None = None
    id: Slug | None = None


class StatusRecord(ClaimRecord):
    """A state something is in, or the advice somebody gives."""

    type: Literal["status"]
    subject: OneOrMore
    state: Words | None = None
    advice: Words | None = None
    audience: Annotated[
        Literal["staff", "nationals"], BeforeValidator(word_of("staff", "nationals"))
    ] = Field("nationals", alias="for")
    force: Annotated[Literal["order", "advice"], BeforeValidator(word_of("order", "advice"))] = (
        "advice"
    )


class EventRecord(ClaimRecord):
    """What somebody did."""

    type: Literal["event"]
    actor: Words
    label: Localised
    target: Words | None = None
    place: Words | None = None
    means: Words | None = None
    distance_km: Amount | None = None
    outcome: Words | None = None


class PositionRecord(ClaimRecord):
    """Where somebody stands."""

    type: Literal["position"]
    actor: OneOrMore
    position: Words
    on_what: Words
    conditions: Words | None = None


class StatementRecord(ClaimRecord):
    """What somebody said, or refused to say."""

    type: Literal["statement"]
    said_by: Words
    form: Annotated[
        Literal["quote", "paraphrase", "refusal"],
        BeforeValidator(word_of("quote", "paraphrase", "refusal")),
    ]
    venue: Words | None = None


class FigureRecord(ClaimRecord):
    """How many of what: exactly one of `value`, `min` with `max`, and `approx`."""

    type: Literal["figure"]
    value: Number | None = None
    min: Number | None = None
    max: Number | None = None
    approx: Words | None = None
    unit: Words
    of: Words
    place: Words | None = None


CLAIM_RECORDS: dict[ClaimType, type[ClaimRecord]] = {
    "status": StatusRecord,
    "event": EventRecord,
    "position": PositionRecord,
    "statement": StatementRecord,
    "figure": FigureRecord,
}


class CaptureRecord(Record):
    """The report as received."""

    sha256: Sha256
    file: Words


class SilenceRecord(Record):
    """A warning that stands, and why."""

    code: Words
    reason: Words
    passage: Words | None = None


class ImageRecord(Record):
    """A picture of the report."""

    caption: Words
    credit: Words | None = None
    file: Words | None = None


class CorrectionRecord(Record):
    """A correction the desk made."""

    on: Day
    note: Words


class ArticleRecord(Record):
    """An article's own keys, without its claims."""

    title: Words
    source: Words
    published: Moment
    language: Language
    url: Link | None = None
    archive_url: Link | None = None
    retrieved: Day | None = None
    authors: OneOrMore = []
    summary: Words | None = None
    rights: Annotated[
        Rights, BeforeValidator(word_of("digest", "licensed", "public-domain", "own"))
    ] = "digest"
    capture: CaptureRecord | None = None
    relays: Words | None = None
    status: Annotated[
        Literal["developing", "final"], BeforeValidator(word_of("developing", "final"))
    ] = "final"
    draft: Boolean = False
    embargo: Moment | None = None
    images: list[ImageRecord] = []
    corrections: list[CorrectionRecord] = []
    aliases: Annotated[list[OldPath], BeforeValidator(one_or_more)] = []
    topics: OneOrMore = []
    silence: list[SilenceRecord] = []


class ArticleFile(ArticleRecord):
    """All keys of an article's front matter: what `briefing schema` describes to editors."""

    claim_defaults: dict[str, object] = {}
    claims: list[
        Annotated[
            StatusRecord | EventRecord | PositionRecord | StatementRecord | FigureRecord,
            Field(discriminator="type"),
        ]
    ] = []


class WordRecord(Record):
    """A word of a topic's vocabulary."""

    id: Slug
    label: Localised
    tone: Annotated[
        Literal["good", "bad", "mixed", "neutral"],
        BeforeValidator(word_of("good", "bad", "mixed", "neutral")),
    ] = "neutral"


def _short_word(value: object) -> object:
    """A word alone is its own label."""
    return {"id": value, "label": value} if isinstance(value, str) else value


Vocabulary = list[Annotated[WordRecord, BeforeValidator(_short_word)]]


class TopicRecord(Record):
    """A subject the desk follows."""

    title: Localised
    lead: Annotated[ClaimType, BeforeValidator(word_of(*CLAIM_TYPES))]
    order: WholeNumber = 0
    states: Vocabulary = []
    positions: Vocabulary = []
    stale_after: WholeNumber | None = None
    open_questions: Annotated[list[Localised], BeforeValidator(one_or_more)] = []
    keywords: dict[Language, OneOrMore] = {}


class SourceRecord(Record):
    """An outlet."""

    name: Localised
    kind: Annotated[
        _Outlet | _NoOutlet, BeforeValidator(word_of(*get_args(_Outlet), *get_args(_NoOutlet)))
    ] = "unidentified"
    url: Link | None = None
    language: Language | None = None
    country: Country | None = None
    state_affiliated: Boolean = False
    reliability: (
        Annotated[
            Literal["A", "B", "C", "D", "E", "F"],
            BeforeValidator(word_of("A", "B", "C", "D", "E", "F")),
        ]
        | None
    ) = None


class ActorRecord(Record):
    """A person, office, state, organisation or group."""

    name: Localised
    kind: Annotated[
        Literal["person", "office", "state", "organisation", "group"],
        BeforeValidator(word_of("person", "office", "state", "organisation", "group")),
    ]
    role: Localised | None = None
    country: Country | None = None
    aliases: OneOrMore = []


class PlaceRecord(Record):
    """A place on the map."""

    name: Localised
    lat: Latitude | None = None
    lon: Longitude | None = None
    country: Country | None = None
    kind: Words | None = None
    precision: Amount | None = None
    aliases: OneOrMore = []


def known_keys(record: type[Record]) -> frozenset[str]:
    """The keys an author may write in `record`."""
    return frozenset(field.alias or name for name, field in record.model_fields.items())
