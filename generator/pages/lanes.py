"""What lanes of a timeline are made of: a line of days, facts as marks, states as bands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from generator.drawing.timeline import Band, Mark, Scale
from generator.facts import Fact, StatusOn
from generator.history import Stay
from generator.model import Topic
from generator.pages.desk import Desk
from generator.pages.lists import Entry, whole
from generator.pages.telling import fact_line
from generator.pages.views import Term
from generator.text import Phrase
from generator.weighing import states_of
from generator.when import When, parse_when

SHORTEST = 6
"""Days between the first and the last of a line: a week at least."""
AHEAD = 31
"""Days that a line goes on beyond the one that the site speaks of, where anything is announced."""
MOST = 5
"""How many times longer a line may be than what nine facts in ten need."""
RANKS = ("contested", "corroborated", "single-source", "unconfirmed", "retracted")
"""Standings, in the order in which their facts find a place in a crowded lane."""


@dataclass(frozen=True, slots=True)
class Spell:
    """A state of a subject for some days, drawn and in words.

    Attributes:
        band: as it is drawn.
        states: one; several: contested.
        when: from when until when.
    """

    band: Band
    states: tuple[Term, ...]
    when: str


def scale_of(desk: Desk, facts: Iterable[Fact]) -> Scale:
    """A line on which nearly all `facts` have their place."""
    today = desk.ledger.as_of.toordinal()
    begins = sorted(day.toordinal() for fact in facts for day in _begins(desk, fact))
    begins = [day for day in begins if day <= today + AHEAD]
    last = max([today, *begins[-1:]])
    # A single fact of long ago would leave no room to tell the days of now apart.
    most = (last - begins[len(begins) // 10]) * MOST if begins else SHORTEST
    first = next((day for day in begins if day >= last - max(most, SHORTEST)), last)
    first = max(min(first, last - SHORTEST), date.min.toordinal())
    return Scale(date.fromordinal(first), date.fromordinal(last))


def _begins(desk: Desk, fact: Fact) -> set[date]:
    """The day on which a fact begins; of a state each on which it may have changed."""
    if fact.type == "status":
        return {desk.ledger.effective(claim) for claim in fact.claims}
    days = days_of(desk, whole(desk, fact))
    return {days[0]} if days else set()


def days_of(desk: Desk, entry: Entry) -> tuple[date, date] | None:
    """The days that a fact is of, both included; None: it has no date.

    What has no end goes on until the day that the site speaks of.
    """
    on = entry.dated.on
    if on.kind != "dated" or on.latest is None:
        return None
    start = on.start or on.latest
    last = max(start, desk.ledger.as_of) if on.end is None else on.end  # open: it goes on
    return start, max(last, start)


def mark_of(desk: Desk, entry: Entry, start: date, end: date) -> Mark:
    """A fact (`entry`) on `desk` as a mark on its days, `start` to `end`, those of `days_of`."""
    line, on = fact_line(desk, entry.fact), entry.dated.on
    return Mark(
        start=start,
        end=end,
        title=f"{desk.words.when(on)} · {line.label} · {line.standing.word}",
        standing=line.standing.id,
        inferred=on.inferred,
        url=line.url,
        vague=_is_vague(on),
        unbegun=on.start is None,
        unended=on.end is None,
    )


def _is_vague(on: When) -> bool:
    """Whether a time is told in months or years, not in days."""
    sides = (parse_when(side) for side in on.text.split("/") if side.strip("."))
    return any(side.start != side.end for side in sides)


def spells(desk: Desk, topic: Topic, subject: str, scale: Scale) -> Iterator[Spell]:
    """The states of `subject` in `topic` on the line `scale`, in order, as `desk` knows them."""
    for stay in desk.history.stays[topic.id, subject]:
        if stay.end < scale.first:
            continue
        terms = tuple(desk.state(topic, key) for key in states_of(stay.claims))
        word = str(Phrase.joined(term.word for term in terms))
        status = desk.ledger.status_at(topic.id, subject, stay.end)
        when = _when(desk, stay, status)
        told = [str(desk.actor(subject)), word, when]
        told += [desk.words.say("contested")] if len(terms) > 1 else []
        band = Band(
            start=stay.start,
            end=stay.end,
            word=word,
            title=" · ".join(told),
            tone=terms[0].id if len(terms) == 1 else "neutral",
            contested=len(terms) > 1,
            inferred=status.inferred,
            url=desk.url(desk.fact_url(desk.ledger.facts[stay.claims[-1].fact])),
        )
        yield Spell(band, terms, when)


def _when(desk: Desk, stay: Stay, status: StatusOn) -> str:
    """From when until when, as the board has it; what has not ended has only a beginning."""
    begun = f"{status.since or stay.start}{'?' if status.inferred else ''}"
    ended = "" if stay.end == desk.ledger.as_of else stay.end
    return desk.words.when(parse_when(f"{begun}/{ended}"))
