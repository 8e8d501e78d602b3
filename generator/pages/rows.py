"""Facts -> rows, one kind per claim type, and the blocks of a topic page that hold them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from generator.claims import Event, Figure, Position, Statement
from generator.facts import Fact
from generator.model import CLAIM_TYPES, Claim, ClaimType, Topic
from generator.pages import terms
from generator.pages.board import StatusRow, status_rows
from generator.pages.desk import Desk
from generator.pages.telling import (
    attribution,
    fact_view,
    figure_text,
    in_force,
    not_withdrawn,
)
from generator.pages.views import FactView, Term


@dataclass(frozen=True, slots=True, kw_only=True)
class EventRow:
    """One event; what a report does not say is empty."""

    on: str
    actor: str
    target: str
    place: str
    means: str
    distance: str
    outcome: str
    fact: FactView


@dataclass(frozen=True, slots=True, kw_only=True)
class PositionRow:
    """Where one actor stands on one matter."""

    actor: str
    positions: tuple[Term, ...]
    on_what: str
    conditions: str
    on: str
    fact: FactView


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementRow:
    """Words of one speaker, or their refusal to say any."""

    on: str
    speaker: str
    role: str
    form: Term
    venue: str
    fact: FactView


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureRow:
    """A number of something; `values` has several where claims differ."""

    of: str
    values: tuple[str, ...]
    place: str
    on: str
    fact: FactView


Row = StatusRow | EventRow | PositionRow | StatementRow | FigureRow


@dataclass(frozen=True, slots=True, kw_only=True)
class BlockView:
    """All facts of one claim type on a topic page, under one heading."""

    type: ClaimType
    anchor: str
    title: str
    caption: str
    rows: tuple[Row, ...]


def blocks(desk: Desk, topic: Topic, facts: Iterable[Fact]) -> tuple[BlockView, ...]:
    """The facts of a topic in blocks, its lead's claim type first, empty ones left out."""
    by_type: dict[ClaimType, list[Fact]] = {
        t: [] for t in sorted(CLAIM_TYPES, key=topic.lead.__ne__)
    }
    for fact in facts:
        by_type[fact.type].append(fact)
    return tuple(
        BlockView(
            type=kind,
            anchor=f"block-{kind}",
            title=desk.words.say(terms.BLOCKS[kind][0]),
            caption=desk.words.say(terms.BLOCKS[kind][1]),
            rows=_ROWS[kind](desk, newest_first(found, topic.id)),
        )
        for kind, found in by_type.items()
        if found
    )


def newest_first(facts: Iterable[Fact], topic: str) -> list[Fact]:
    """Facts by the day they are of, newest first; those without one come last.

    Within a day those whose home is `topic` come first, and those more claims speak of.
    """

    def key(fact: Fact) -> tuple[int, bool, int, str]:
        days = [c.on.latest.toordinal() for c in fact.claims if c.on.latest]
        return (-max(days, default=0), fact.topics[0] != topic, -len(fact.claims), fact.id)

    return sorted(facts, key=key)


def _said(values: Iterable[str]) -> str:
    """What the claims of a fact give for one column: each wording once, empty ones left out."""
    return " / ".join(dict.fromkeys(v for v in values if v))


def _on(desk: Desk, claims: Sequence[Claim]) -> str:
    """When, as dated claims tell it; an undated one adds nothing to them."""
    dated = [c.on for c in claims if c.on.kind == "dated"]
    return _said(desk.words.when(on) for on in dated or [c.on for c in claims])


def _event(desk: Desk, facts: Sequence[Fact]) -> tuple[EventRow, ...]:
    rows = []
    for fact in facts:
        claims = not_withdrawn(fact)
        details = [c.detail for c in claims if isinstance(c.detail, Event)]
        rows.append(
            EventRow(
                on=_on(desk, claims),
                actor=_said(desk.actor(d.actor) for d in details),
                target=_said(d.target or "" for d in details),
                place=_said(desk.place(d.place) for d in details),
                means=_said(d.means or "" for d in details),
                distance=_said(
                    desk.words.say("%(n)s km", n=desk.words.number(d.distance_km))
                    for d in details
                    if d.distance_km is not None
                ),
                outcome=_said(d.outcome or "" for d in details),
                fact=fact_view(desk, fact),
            )
        )
    return tuple(rows)


def _position(desk: Desk, facts: Sequence[Fact]) -> tuple[PositionRow, ...]:
    rows = []
    for fact in facts:
        claims = in_force(fact)
        details = [c.detail for c in claims if isinstance(c.detail, Position)]
        vocabulary = desk.home(fact.claims[0]).positions
        rows.append(
            PositionRow(
                actor=_said(desk.actor(d.actor) for d in details),
                positions=tuple(dict.fromkeys(desk.state(vocabulary, d.position) for d in details)),
                on_what=_said(d.on_what for d in details),
                conditions=_said(d.conditions or "" for d in details),
                on=_on(desk, claims),
                fact=fact_view(desk, fact),
            )
        )
    return tuple(sorted(rows, key=lambda r: (desk.words.sorting(r.actor), r.fact.id)))


def _statement(desk: Desk, facts: Sequence[Fact]) -> tuple[StatementRow, ...]:
    rows = []
    for fact in facts:
        claims = not_withdrawn(fact)
        details = [c.detail for c in claims if isinstance(c.detail, Statement)]
        rows.append(
            StatementRow(
                on=_on(desk, claims),
                speaker=_said(attribution(desk, c) for c in claims),
                role=_said(desk.role(d.speaker) for d in details),
                form=terms.term(desk.words, terms.FORMS, details[0].form),
                venue=_said(d.venue or "" for d in details),
                fact=fact_view(desk, fact),
            )
        )
    return tuple(rows)


def _figure(desk: Desk, facts: Sequence[Fact]) -> tuple[FigureRow, ...]:
    rows = []
    for fact in facts:
        claims = in_force(fact)
        details = [c.detail for c in claims if isinstance(c.detail, Figure)]
        rows.append(
            FigureRow(
                of=_said(d.of for d in details),
                values=tuple(dict.fromkeys(figure_text(desk, d) for d in details)),
                place=_said(desk.place(d.place) for d in details),
                on=_on(desk, claims),
                fact=fact_view(desk, fact),
            )
        )
    return tuple(rows)


_ROWS: dict[ClaimType, Callable[[Desk, Sequence[Fact]], tuple[Row, ...]]] = {
    "status": status_rows,
    "event": _event,
    "position": _position,
    "statement": _statement,
    "figure": _figure,
}
