"""An article as read, before it is known whether its passages and references hold."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import PurePosixPath
from typing import cast

from generator.claims import Event, Figure, Position, Statement, Status
from generator.diagnostics import Diagnostic, Location, diagnose
from generator.evidence import folded
from generator.model import Claim, Detail, Retraction, fact_id
from generator.reading.claim_records import read_claims
from generator.reading.findings import judge
from generator.reading.fragments import Fragment, place_of
from generator.reading.frontmatter import Document, read_document
from generator.reading.schema import (
    ArticleRecord,
    ClaimRecord,
    EventRecord,
    FigureRecord,
    PositionRecord,
    StatementRecord,
    StatusRecord,
)
from generator.text import Body, Span, Text

_SLUG = re.compile(r"[^\W_]+(?:[-_][^\W_]+)*")
_DATED = re.compile(r"[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?![0-9])")


@dataclass(frozen=True, slots=True)
class ClaimInHand:
    """One claim about one subject; a record with a list of subjects gives several.

    Attributes:
        number: of its record in the list `claims`, from 0.
    """

    document: Document
    number: int
    record: ClaimRecord
    detail: Detail
    id: str
    article: str

    def at(self, *way: str | int) -> Location:
        """Where one of its values was written; without `way`, where the claim begins."""
        return place_of(self.document, self.number, *way)

    @property
    def fact(self) -> str:
        """Id of its fact."""
        return fact_id(self.record.about, self.record.topics[0], self.detail, self.id)

    def claim(self, span: Span) -> Claim:
        """The claim, its passage at `span`."""
        record = self.record
        retracted = record.retracted
        return Claim(
            id=self.id,
            article=self.article,
            topics=tuple(dict.fromkeys(record.topics)),
            passage=unicodedata.normalize("NFC", record.passage),
            span=span,
            on=record.on,
            certainty=record.certainty,
            detail=self.detail,
            said_by=record.said_by,
            about=record.about,
            contests=record.contests,
            denies=record.denies,
            label=as_text(record.label) if record.label else None,
            lines=record.lines,
            until=record.until,
            retracted=Retraction(retracted.on, retracted.reason) if retracted else None,
            location=self.at(),
        )


@dataclass(slots=True)
class Manuscript:
    """An article's file, read.

    Attributes:
        record: its own keys, or None where they are not right.
        fragments: what its broken claims still say.
        complete: whether everything in it could be read, every claim included.
        body: set once it is rendered.
        spans: where each claim's passage lies, by the record's number.
    """

    document: Document
    id: str
    record: ArticleRecord | None = None
    claims: tuple[ClaimInHand, ...] = ()
    fragments: tuple[Fragment, ...] = ()
    complete: bool = False
    diagnostics: list[Diagnostic] = field(default_factory=list)
    body: Body = field(default_factory=Body)
    spans: dict[int, Span] = field(default_factory=dict)

    @property
    def path(self) -> str:
        """Relative to the content folder."""
        return self.document.path

    @property
    def page(self) -> str:
        """Site-relative path of the page that it becomes."""
        return f"articles/{self.id}.html"

    def records(self) -> Iterator[ClaimInHand]:
        """One claim for each record, whatever its number of subjects."""
        last = -1
        for claim in self.claims:
            if claim.number != last:
                yield claim
            last = claim.number

    def checkable(self) -> Iterator[ClaimInHand | Fragment]:
        """Every claim whose words and references can be checked: whole or broken."""
        yield from self.records()
        yield from self.fragments


def as_text(localised: str | dict[str, str]) -> Text:
    """The model's text of a localised value."""
    if isinstance(localised, str):
        return Text((("", localised),))
    return Text(tuple(sorted((tag, words.strip()) for tag, words in localised.items())))


def read_manuscript(path: str, raw: bytes) -> Manuscript:
    """Read an article's file; its problems are in `diagnostics`."""
    document = read_document(path, raw)
    stem = unicodedata.normalize("NFC", PurePosixPath(path).stem)
    manuscript = Manuscript(document, stem, diagnostics=list(document.diagnostics))
    manuscript.diagnostics += check_name(path, stem)
    if not document.readable:
        return manuscript
    own = {k: v for k, v in document.fields.items() if k not in ("claims", "claim_defaults")}
    manuscript.record, found = judge(ArticleRecord, own, document, what="article")
    manuscript.diagnostics += found
    read = read_claims(document)
    manuscript.diagnostics += read.diagnostics
    manuscript.fragments = tuple(read.fragments)
    manuscript.complete = read.complete and manuscript.record is not None
    manuscript.claims = tuple(
        claim
        for numbered in read.records
        for claim in _in_hand(document, stem, numbered.number, numbered.record)
    )
    return manuscript


def check_name(path: str, stem: str) -> list[Diagnostic]:
    """Whether a file's name can be the page's address: letters, digits and hyphens."""
    good = bool(_SLUG.fullmatch(stem))
    if dated := _DATED.match(stem):
        try:
            date.fromisoformat(dated.group())
        except ValueError:
            good = False
    return [] if good else [diagnose("BR139", Location(path), name=PurePosixPath(path).name)]


def _in_hand(
    document: Document, article: str, number: int, record: ClaimRecord
) -> Iterator[ClaimInHand]:
    details = list(_details(record))
    for detail in details:
        if record.id is None:
            claim_id = _default_id(article, record, detail)
        elif len(details) > 1:
            claim_id = f"{record.id}-{_slug(detail.who)}"
        else:
            claim_id = record.id
        yield ClaimInHand(document, number, record, detail, claim_id, article)


def _default_id(article: str, record: ClaimRecord, detail: Detail) -> str:
    """An id that stays when other claims come, go or change.

    It hangs on what the claim is, never on its number in the list, so links to it last.
    """
    parts = (article, folded(record.passage).strip(), detail.type)
    key = "\n".join([*parts, detail.aspect or detail.who or ""])
    digest = hashlib.sha256(key.encode()).hexdigest()[:8]
    return "-".join(filter(None, (detail.type, _slug(detail.who), digest)))


def _slug(who: str | None) -> str:
    return re.sub(r"[^a-z0-9]+", "-", (who or "").lower()).strip("-")


def _details(record: ClaimRecord) -> Iterator[Detail]:
    match record:
        case StatusRecord():
            for subject in dict.fromkeys(record.subject):
                yield Status(
                    subject=subject,
                    state=record.state,
                    advice=record.advice,
                    audience=record.audience,
                    force=record.force,
                )
        case EventRecord():
            yield Event(
                actor=record.actor,
                target=record.target,
                place=record.place,
                means=record.means,
                distance_km=record.distance_km,
                outcome=record.outcome,
            )
        case PositionRecord():
            for actor in dict.fromkeys(record.actor):
                yield Position(
                    actor=actor,
                    position=record.position,
                    on_what=record.on_what,
                    conditions=record.conditions,
                )
        case StatementRecord():
            yield Statement(speaker=record.said_by, form=record.form, venue=record.venue)
        case _:
            yield _figure(cast(FigureRecord, record))


def _figure(record: FigureRecord) -> Figure:
    exact = record.value
    return Figure(
        unit=record.unit,
        of=record.of,
        low=record.min if exact is None else exact,
        high=record.max if exact is None else exact,
        approx=record.approx,
        place=record.place,
    )
