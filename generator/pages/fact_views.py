"""A fact with everything that says it: claims, trail, disputes, silences."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby, pairwise

from generator.claims import Figure, Position, Status
from generator.facts import Fact
from generator.model import Claim
from generator.pages import terms
from generator.pages.desk import Desk
from generator.pages.telling import (
    attribution,
    claim_view,
    fact_label,
    fact_link,
    own_wording,
    several_days,
    standing_term,
    wording,
)
from generator.pages.urls import fact_anchor
from generator.pages.views import FactView, Term, TrailDay
from generator.text import Phrase, phrase
from generator.weighing import counting


@dataclass(frozen=True, slots=True)
class _Said:
    """A claim, with who says it and how surely, which a trail and its note both tell."""

    claim: Claim
    teller: Phrase
    certainty: Phrase


def fact_view(desk: Desk, fact: Fact) -> FactView:
    """A fact with all its claims, trail, disputes and silences."""
    said = [_Said(c, _teller(desk, c), _certainty_then(desk, c)) for c in fact.claims]
    return FactView(
        id=fact.id,
        anchor=fact_anchor(fact.id),
        url=desk.url(desk.fact_url(fact)),
        type=fact.type,
        label=fact_label(desk, fact),
        standing=standing_term(desk, fact),
        counts=_counts(desk, fact),
        caution=_caution(desk, fact),
        several_days=several_days(fact),
        claims=tuple(claim_view(desk, c) for c in fact.claims),
        reversed=_reversed(desk, fact),
        trail=_trail(desk, said),
        trail_note=_trail_note(desk, fact, said),
        contested_by=tuple(fact_link(desk, f) for f in fact.contested_by),
        once_contested_by=tuple(fact_link(desk, f) for f in fact.once_contested_by),
        contests=tuple(fact_link(desk, f) for f in fact.contests if f in desk.ledger.facts),
        silent=tuple(desk.source(s) for s in fact.silent),
    )


def _counts(desk: Desk, fact: Fact) -> str:
    """How many say it as it stands; who said otherwise before is in the list of claims."""
    if not fact.current:
        return ""
    sources = {desk.ledger.articles[c.article].source for c in fact.current}
    origins = {desk.ledger.origin(c) for c in fact.current}
    count, listed = desk.words.count, len(desk.index.tellers(fact))
    if len(sources) == len(origins) == listed == 1:
        return ""  # the badge says so
    some = count("%(n)s source", "%(n)s sources", len(sources))
    behind = count("%(n)s origin", "%(n)s origins", len(origins))
    if len(sources) == listed:
        return desk.words.say("%(sources)s, %(origins)s", sources=some, origins=behind)
    return desk.words.say(
        "%(sources)s of %(all)s, %(origins)s", sources=some, all=listed, origins=behind
    )


def _caution(desk: Desk, fact: Fact) -> str:
    """That agreement may be an echo; of origins that differ, nobody asks whether they do."""
    origins = {desk.ledger.origin(c) for c in fact.current}
    outlets = (desk.library.sources.get(origin) for origin in origins)
    agree = len(origins) > 1 and len({c.detail.value for c in fact.current}) == 1
    if agree and any(o and o.kind == "unidentified" for o in outlets):
        return desk.words.say(
            "Whether they are independent cannot be known: outlets not identified."
        )
    return ""


def _trail(desk: Desk, said: Sequence[_Said]) -> tuple[TrailDay, ...]:
    """Of several claims, by day, who said it and how surely; who say the same are told together."""
    if len(said) < 2:
        return ()
    return tuple(
        TrailDay(day=desk.words.day(day), steps=tuple(_steps(desk, of_day)))
        for day, of_day in groupby(said, key=lambda s: desk.ledger.day(s.claim.article))
    )


def _steps(desk: Desk, said: Iterable[_Said]) -> Iterator[Phrase]:
    for certainty, alike in groupby(said, key=lambda s: s.certainty):
        who = Phrase.joined((_with_time(desk, one) for one in alike), " · ")
        yield desk.words.tell("%(certainty)s (%(who)s)", certainty=certainty, who=who)


def _teller(desk: Desk, claim: Claim) -> Phrase:
    source = desk.source_name(desk.ledger.articles[claim.article].source)
    return Phrase.joined([attribution(desk, claim), source], ", ")


def _with_time(desk: Desk, said: _Said) -> Phrase:
    """Who says it, and at what time of the day it was published, where that is known."""
    published = desk.ledger.articles[said.claim.article].published
    if not isinstance(published, datetime):
        return said.teller
    return Phrase.joined([said.teller, phrase(desk.words.time(published))], ", ")


def _certainty_then(desk: Desk, claim: Claim) -> Phrase:
    """How sure a claim was, of what where its fact has several values, and if it still stands."""
    word = terms.term(desk.words, terms.CERTAINTIES, claim.certainty).word
    valued = isinstance(claim.detail, Figure | Position) or (
        isinstance(claim.detail, Status) and claim.detail.state
    )
    if valued and own_wording(desk, claim):
        word = desk.words.tell(
            "%(state)s, %(certainty)s", state=wording(desk, claim), certainty=word
        )
    if claim.retracted:
        return desk.words.tell("%(certainty)s, since withdrawn", certainty=word)
    return word


def _trail_note(desk: Desk, fact: Fact, said: Sequence[_Said]) -> str:
    """That the order within a day is unknown, where what is said on that day differs."""
    if all(
        step.after_previous or before.certainty == now.certainty
        for step, (before, now) in zip(fact.trail[1:], pairwise(said), strict=True)
    ):
        return ""
    return desk.words.say("Published on the same day: the order is not known.")


def _reversed(desk: Desk, fact: Fact) -> Term | None:
    """That newer claims give another value, where the older ones were not simply withdrawn."""
    if fact.standing == "contested" or fact.type in ("event", "statement"):
        return None
    now = {c.detail.value for c in fact.current}
    ever = {c.detail.value for c in counting(fact.claims, date.max)}
    if ever <= now:
        return None
    word = "revised" if fact.type == "figure" else "reversed"
    return terms.term(desk.words, terms.STANDINGS, word)
