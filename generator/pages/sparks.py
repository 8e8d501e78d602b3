"""The states of one subject in a small bar beside its name."""

from __future__ import annotations

from datetime import date

from markupsafe import Markup

from generator.drawing import board as drawing
from generator.drawing.timeline import Scale
from generator.model import Topic
from generator.pages.desk import Desk
from generator.weighing import states_of
from generator.when import parse_when

LONGEST = 84
"""Days that the bars go back at most: twelve weeks, each wide enough to be seen."""
NAMED = 4
"""States that are named in words, the last of them; the board's history has all."""


def period(desk: Desk) -> Scale:
    """The days that every bar of the site shows: since the first state, some weeks at most."""
    return desk.once("sparks", "period", lambda: _period(desk))


def _period(desk: Desk) -> Scale:
    today, stays = desk.ledger.as_of, desk.history.stays
    begun = [stay.start for of_subject in stays.values() for stay in of_subject]
    longest = date.fromordinal(max(today.toordinal() - LONGEST + 1, 1))
    return Scale(max(min(begun, default=today), longest), today)


def told_period(desk: Desk) -> str:
    """What the bars show, in words."""
    days = period(desk)
    return desk.words.say(
        "Bars: states over time, %(period)s; higher is graver, hatched is contested.",
        period=desk.words.when(parse_when(f"{days.first}/{days.last}")),
    )


def spark(desk: Desk, topic: Topic, subject: str) -> Markup:
    """The states of `subject` in these weeks; empty where there was one alone."""
    scale = period(desk)
    stays = [s for s in desk.history.stays[topic.id, subject] if s.end >= scale.first]
    if len({states_of(stay.claims) for stay in stays}) < 2:
        return Markup()
    spans, words = [], []
    for stay in stays:
        states = [desk.state(topic, state) for state in states_of(stay.claims)]
        tone = states[0].id if len(states) == 1 else "contested"
        spans.append((tone, *scale.span(stay.start, stay.end)))
        words.append("/".join(str(state.word) for state in states))
    last = words[-NAMED:] if len(words) <= NAMED else ["…", *words[-NAMED:]]
    return drawing.spark(spans, " → ".join(last))
