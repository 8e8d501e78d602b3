"""Facts -> rows, one kind per claim type, and the blocks of a topic page that hold them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from generator.claims import Event, Figure, Position, Statement
from generator.facts import Fact
from generator.model import CLAIM_TYPES, Article, Claim, ClaimType, Topic
from generator.pages import terms
from generator.pages.board import StatusRow, status_rows
from generator.pages.desk import Desk
from generator.pages.fact_views import fact_view
from generator.pages.index import not_withdrawn
from generator.pages.named import legend, place_link
from generator.pages.sparks import told_period
from generator.pages.telling import figure_text, in_force
from generator.pages.views import FactView, Link, Term
from generator.text import Phrase, distinct


@dataclass(frozen=True, slots=True, kw_only=True)
class EventRow:
    """One event; what a report does not say is empty.

    Attributes:
        on: when it happened.
        actor: who did it, leading to their page; several where reports differ.
        target: what or whom it was aimed at.
        place: the place's name, leading to its page.
        means: with what.
        distance: how far, in kilometres.
        outcome: what came of it.
        fact: the event, with who reports it.
    """

    on: str
    actor: tuple[Link, ...]
    target: Phrase
    place: tuple[Link, ...]
    means: Phrase
    distance: Phrase
    outcome: Phrase
    fact: FactView


@dataclass(frozen=True, slots=True, kw_only=True)
class PositionRow:
    """Where one actor stands on one matter.

    Attributes:
        actor: whose it is, leading to their page.
        positions: one; several where reports differ.
        on_what: the matter.
        conditions: on what condition, or empty.
        on: the time that it is of.
        fact: the position, with who reports it.
    """

    actor: tuple[Link, ...]
    positions: tuple[Term, ...]
    on_what: Phrase
    conditions: Phrase
    on: str
    fact: FactView


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementRow:
    """Words of one speaker, or their refusal to say any.

    Attributes:
        on: when it was said.
        speaker: who said it, leading to their page.
        role: the speaker's office or part in it, or empty.
        form: whether it is quoted, told in other words, or refused.
        venue: where or to whom it was said, or empty.
        fact: the statement, with who reports it; its label is what was said.
    """

    on: str
    speaker: tuple[Link, ...]
    role: Phrase
    form: Term
    venue: Phrase
    fact: FactView


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureRow:
    """A number of something; `values` has several where claims differ.

    Attributes:
        of: what was counted, in words of one report.
        values: with their unit; several where reports differ.
        place: the place's name, leading to its page, or empty.
        on: the time that it is of.
        fact: the figure, with who gives it.
    """

    of: Phrase
    values: tuple[Phrase, ...]
    place: tuple[Link, ...]
    on: str
    fact: FactView


Row = StatusRow | EventRow | PositionRow | StatementRow | FigureRow


@dataclass(frozen=True, slots=True, kw_only=True)
class BlockView:
    """All facts of one claim type on a topic page, under one heading.

    Attributes:
        type: the claim type, which names the fragment of its table.
        anchor: the id of its heading.
        title: its heading.
        caption: what its table shows.
        bars: what the bars beside states show, and of which days; empty where there is none.
        legend: leads to what the badges mean.
        rows: one for each fact, of the kind that belongs to the type; of a status, for each
            subject.
    """

    type: ClaimType
    anchor: str
    title: str
    caption: str
    bars: str
    legend: Link
    rows: tuple[Row, ...]


def blocks(desk: Desk, topic: Topic, facts: Iterable[Fact]) -> tuple[BlockView, ...]:
    """The facts of a topic in blocks, its lead's claim type first, empty ones left out."""
    by_type: dict[ClaimType, list[Fact]] = {
        t: [] for t in sorted(CLAIM_TYPES, key=topic.lead.__ne__)
    }
    for fact in facts:
        by_type[fact.type].append(fact)
    return tuple(
        _block(desk, kind, newest_first(found, topic.id))
        for kind, found in by_type.items()
        if found
    )


def _block(desk: Desk, kind: ClaimType, facts: Sequence[Fact]) -> BlockView:
    rows = _ROWS[kind](desk, facts)
    barred = any(isinstance(row, StatusRow) and row.spark for row in rows)
    return BlockView(
        type=kind,
        anchor=f"block-{kind}",
        title=desk.words.say(terms.BLOCKS[kind][0]),
        caption=desk.words.say(terms.BLOCKS[kind][1]),
        bars=told_period(desk) if barred else "",
        legend=legend(desk),
        rows=rows,
    )


def newest_first(facts: Iterable[Fact], topic: str) -> list[Fact]:
    """Facts by the day they are of, newest first; those without one come last.

    Within a day those whose home is `topic` come first, and those more claims speak of.
    """

    def key(fact: Fact) -> tuple[int, bool, int, str]:
        days = [c.on.latest.toordinal() for c in fact.claims if c.on.latest]
        return (-max(days, default=0), fact.topics[0] != topic, -len(fact.claims), fact.id)

    return sorted(facts, key=key)


def told_on(desk: Desk, claims: Sequence[Claim]) -> str:
    """When, as dated claims tell it; an undated one adds nothing to them."""
    dated = [c.on for c in claims if c.on.kind == "dated"]
    return " / ".join(dict.fromkeys(desk.words.when(on) for on in dated or [c.on for c in claims]))


def _each(links: Iterable[Link]) -> tuple[Link, ...]:
    return tuple(dict.fromkeys(links))


D = TypeVar("D", Event, Position, Statement, Figure)


def _of_kind(desk: Desk, claims: Sequence[Claim], kind: type[D]) -> list[tuple[D, Article]]:
    """The claims' details of one kind, each with its article, whose language its words have."""
    return [
        (c.detail, desk.ledger.articles[c.article]) for c in claims if isinstance(c.detail, kind)
    ]


def _event(desk: Desk, facts: Sequence[Fact]) -> tuple[EventRow, ...]:
    rows = []
    for fact in facts:
        claims = not_withdrawn(fact.claims)
        details = _of_kind(desk, claims, Event)
        rows.append(
            EventRow(
                on=told_on(desk, claims),
                actor=_each(desk.who(d.actor) for d, _ in details),
                target=Phrase.joined(desk.own(a, d.target) for d, a in details),
                place=_each(place_link(desk, d.place) for d, _ in details if d.place),
                means=Phrase.joined(desk.own(a, d.means) for d, a in details),
                distance=Phrase.joined(
                    desk.words.tell("%(n)s km", n=desk.words.number(d.distance_km))
                    for d, _ in details
                    if d.distance_km is not None
                ),
                outcome=Phrase.joined(desk.own(a, d.outcome) for d, a in details),
                fact=fact_view(desk, fact),
            )
        )
    return tuple(rows)


def _position(desk: Desk, facts: Sequence[Fact]) -> tuple[PositionRow, ...]:
    rows = []
    for fact in facts:
        claims = in_force(fact)
        details = _of_kind(desk, claims, Position)
        home = desk.home(fact.claims[0])
        rows.append(
            PositionRow(
                actor=_each(desk.who(d.actor) for d, _ in details),
                positions=tuple(dict.fromkeys(desk.position(home, d.position) for d, _ in details)),
                on_what=Phrase.joined(desk.own(a, d.on_what) for d, a in details),
                conditions=Phrase.joined(desk.own(a, d.conditions) for d, a in details),
                on=told_on(desk, claims),
                fact=fact_view(desk, fact),
            )
        )
    return tuple(sorted(rows, key=lambda r: (desk.words.sorting(r.actor[0].text.text), r.fact.id)))


def _statement(desk: Desk, facts: Sequence[Fact]) -> tuple[StatementRow, ...]:
    rows = []
    for fact in facts:
        claims = not_withdrawn(fact.claims)
        details = _of_kind(desk, claims, Statement)
        rows.append(
            StatementRow(
                on=told_on(desk, claims),
                speaker=_each(desk.who(d.speaker) for d, _ in details),
                role=Phrase.joined(desk.role(d.speaker) for d, _ in details),
                form=terms.term(desk.words, terms.FORMS, details[0][0].form),
                venue=Phrase.joined(desk.own(a, d.venue) for d, a in details),
                fact=fact_view(desk, fact),
            )
        )
    return tuple(rows)


def _in_our_words(named: Sequence[Phrase]) -> Phrase:
    """Of the same thing named in several languages, the name in the page's, if there is one."""
    return next((p for p in named if not any(run.language for run in p.runs)), named[0])


def _figure(desk: Desk, facts: Sequence[Fact]) -> tuple[FigureRow, ...]:
    rows = []
    for fact in facts:
        claims = in_force(fact)
        details = _of_kind(desk, claims, Figure)
        rows.append(
            FigureRow(
                of=_in_our_words([desk.own(a, d.of) for d, a in details]),
                values=distinct(figure_text(desk, d, a) for d, a in details),
                place=_each(place_link(desk, d.place) for d, _ in details if d.place),
                on=told_on(desk, claims),
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
