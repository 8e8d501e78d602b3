"""A change in words: what changed, about what, from what to what, and on whose word."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypedDict

from generator.change import Change, withdrawn_on
from generator.claims import Figure
from generator.facts import Fact
from generator.history import Turn
from generator.model import CERTAINTIES, Claim
from generator.pages import terms
from generator.pages.desk import Desk
from generator.pages.telling import attribution, certainty_term, in_force, label_of, wording
from generator.pages.urls import fact_anchor
from generator.pages.views import Link, Term
from generator.text import Phrase, distinct, phrase
from generator.weighing import day_after, states_of

RANKS = {kind: rank for rank, kind in enumerate(terms.CHANGES)}


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeLine:
    """One change, in a line.

    Attributes:
        id: the same at every build: what a reader's browser remembers it by.
        kinds: what changed, gravest first.
        label: what it is about.
        url: leads to the fact.
        told: from what to what, or empty.
        certainty: how sure the surest report of that day is; none where only time has passed.
        standing: that it was disputed from its first day, or none.
        on: the time that the fact is of, or why a state turned without a report.
        said_by: who says so in that day's reports; nobody where the outlets do themselves.
        sources: the outlets of these reports.
    """

    id: str
    kinds: tuple[Term, ...]
    label: Phrase
    url: str
    told: Phrase
    certainty: Term | None
    standing: Term | None
    on: str
    said_by: tuple[Phrase, ...]
    sources: tuple[Link, ...]


def turn_line(desk: Desk, turn: Turn) -> ChangeLine:
    """How the state of a subject turned, in a line."""
    first = turn is desk.history.turns[turn.topic, turn.subject][0]
    late = turn.of != turn.day
    kind = "late" if late else "new" if first else "state"
    told = _states(desk, turn, turn.after)
    if not first and (turn.before or not late):
        told = _from_to(desk, _states(desk, turn, turn.before), told)
    claims = turn.after or turn.before
    of_the_day = [c for c in turn.after if desk.ledger.day(c.article) == turn.day]
    return ChangeLine(
        id=f"{turn.day.isoformat()}.{turn.topic}.{turn.subject}" + f".{turn.of}" * late,
        kinds=(terms.term(desk.words, terms.CHANGES, kind),),
        label=desk.actor(turn.subject),
        url=desk.url(desk.fact_url(desk.ledger.facts[claims[0].fact])),
        told=told,
        on=_because(desk, turn) or desk.words.when(claims[0].on),
        **_on_whose_word(desk, of_the_day),
    )


def _because(desk: Desk, turn: Turn) -> str:
    """Why a state turned on a day whose reports do not say so; else empty."""
    ended = (day_after(claim) == turn.day for claim in turn.before)
    if turn.of == turn.day and any(ended):
        return desk.words.say("what was reported was valid until the day before")
    withdrawn = any(withdrawn_on(claim, turn.day) for claim in turn.before)
    return desk.words.say("withdrawn") if withdrawn else ""


def _states(desk: Desk, turn: Turn, claims: Sequence[Claim]) -> Phrase:
    topic, states = desk.library.topics[turn.topic], states_of(claims)
    if not states:
        return phrase(desk.words.say("not established"))
    words = Phrase.joined(desk.state(topic, state).word for state in states)
    return desk.words.tell("%(who)s (contested)", who=words) if len(states) > 1 else words


def change_line(desk: Desk, change: Change) -> ChangeLine:
    """What a day changed about a fact, in a line."""
    fact, day = change.after, change.day
    kinds = sorted(change.kinds, key=RANKS.__getitem__)
    of_the_day = [c for c in fact.claims if desk.ledger.day(c.article) == day]
    dated = (change.rumours if "rumoured" in kinds else ()) or in_force(fact)
    return ChangeLine(
        id=f"{day.isoformat()}.{fact_anchor(fact.id)}",
        kinds=tuple(terms.term(desk.words, terms.CHANGES, kind) for kind in kinds),
        label=_label(desk, change),
        url=desk.url(desk.fact_url(fact)),
        told=Phrase.joined(_told(desk, change, kinds), " · "),
        on=desk.words.when(dated[0].on),
        **_on_whose_word(desk, of_the_day, _disputed(desk, change)),
    )


def _disputed(desk: Desk, change: Change) -> Term | None:
    """That a new fact is disputed from its first day; later, its kind says so."""
    if change.after.standing == "contested" and change.kinds == ("new",):
        return terms.term(desk.words, terms.STANDINGS, "contested")
    return None


def _label(desk: Desk, change: Change) -> Phrase:
    """What it is about; a number or a state that changed is told beside it."""
    first = change.after.claims[0]
    if "rumoured" in change.kinds:
        return desk.actor(str(first.detail.who))
    if "revised" in change.kinds and isinstance(first.detail, Figure) and not first.label:
        return desk.own(desk.ledger.articles[first.article], first.detail.of)
    return label_of(desk, change.after)


def _told(desk: Desk, change: Change, kinds: Sequence[str]) -> Iterator[Phrase]:
    """From what to what."""
    before, after = change.before, change.after
    if before is None:
        return
    was, now = _values(desk, before), _values(desk, after)
    if {"revised", "moved", "settled"} & {*kinds} and was != now:
        yield _from_to(desk, was, now)
    if {"confirmed", "surer", "weaker"} & {*kinds}:
        yield _from_to(desk, _certainty(desk, before), _certainty(desk, after))
    if "contested" in kinds and len({c.detail.value for c in after.current}) > 1:
        yield now
    if "rumoured" in kinds:
        yield Phrase.joined(wording(desk, claim) for claim in change.rumours)
    if {"retracted", "withdrawn"} & {*kinds}:
        yield from (_reason(desk, c) for c in after.claims if withdrawn_on(c, change.day))


def _reason(desk: Desk, claim: Claim) -> Phrase:
    """Why a claim was withdrawn, and by whom."""
    article = desk.ledger.articles[claim.article]
    reason = desk.own(article, claim.retracted.reason if claim.retracted else "")
    return desk.words.tell(
        "%(source)s: %(reason)s", source=desk.source_name(article.source), reason=reason
    )


def _from_to(desk: Desk, before: Phrase, after: Phrase) -> Phrase:
    return desk.words.tell("%(before)s → %(after)s", before=before, after=after)


def _values(desk: Desk, fact: Fact) -> Phrase:
    return Phrase.joined(wording(desk, claim) for claim in in_force(fact))


def _certainty(desk: Desk, fact: Fact) -> Phrase:
    return certainty_term(desk, fact).word


class _Word(TypedDict):
    certainty: Term | None
    standing: Term | None
    said_by: tuple[Phrase, ...]
    sources: tuple[Link, ...]


def _on_whose_word(desk: Desk, claims: Sequence[Claim], standing: Term | None = None) -> _Word:
    """How surely the claims of a day say it, who says so, and in which outlets."""
    surest = max((c.certainty for c in claims), key=CERTAINTIES.index, default=None)
    sources = dict.fromkeys(desk.ledger.articles[c.article].source for c in claims)
    return _Word(
        certainty=terms.term(desk.words, terms.CERTAINTIES, surest) if surest else None,
        standing=standing,
        said_by=distinct(attribution(desk, c) for c in claims),
        sources=tuple(desk.source(source) for source in sources),
    )
