"""A small timeline on the page of a topic or an actor; `timeline.html` has all of it, in words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from generator.drawing import timeline as drawing
from generator.drawing.timeline import Scale
from generator.facts import Fact
from generator.model import Topic
from generator.pages.desk import Desk
from generator.pages.lanes import Spell, days_of, mark_of, scale_of, spells
from generator.pages.lists import Entry, whole
from generator.pages.ticks import ticks
from generator.pages.views import Link
from generator.text import phrase

SUBJECTS, MARKS, TOPICS = 4, 10, 5
"""Lanes of states, marks in a lane and lanes of topics that a page has room for."""
LATE = 28
"""Days that the home page looks back."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawnLane:
    """A lane of states, or of facts.

    Attributes:
        name: whose states or which facts it has, leading to their page; an empty URL: nowhere.
        drawing: SVG.
    """

    name: Link
    drawing: Markup


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineBlock:
    """A few lanes on one line of days.

    Attributes:
        hatching: SVG: what contested spans are drawn with.
        lanes: of states first.
        axis: SVG: the days, months or years.
        undrawn: how many facts it leaves out, or empty.
        whole: leads to the timeline that has all, in words too.
    """

    hatching: Markup
    lanes: tuple[DrawnLane, ...]
    axis: Markup
    undrawn: str
    whole: Link


_Dated = tuple[Entry, tuple[date, date]]


def timeline_of_topic(desk: Desk, topic: Topic) -> TimelineBlock | None:
    """The states of those that changed, and the facts that are at home in `topic`.

    None where all that is drawn begins on one day: the table says as much.
    """
    own = [f for f in desk.index.facts_of_topic.get(topic.id, ()) if f.topics[0] == topic.id]
    scale = scale_of(desk, own)
    states = _states(
        (desk.who(subject), list(spells(desk, topic, subject, scale)))
        for subject in desk.index.subjects_of_topic.get(topic.id, ())
    )
    # The latest to change; whoever is left out has a bar on the board.
    states.sort(key=lambda one: desk.words.sorting(one[0].text.text))
    states.sort(key=lambda one: one[1][-1].band.start, reverse=True)
    facts = _dated(desk, scale, own)
    name = Link(phrase(desk.words.say("Other facts") if states else ""), "")
    place = desk.url(f"timeline.html#topic-{topic.id}")
    return _block(desk, scale, states, [(name, facts)] if facts else [], place)


def timeline_of_late(desk: Desk) -> TimelineBlock | None:
    """What reports of the last weeks told, a lane a topic: of the topics with the most of it."""
    begin = desk.ledger.as_of.toordinal() - LATE
    late = [
        fact
        for fact in desk.ledger.facts.values()
        if desk.ledger.day(fact.claims[-1].article).toordinal() > begin
    ]
    scale = scale_of(desk, late)
    by_topic: dict[str, list[_Dated]] = {topic.id: [] for topic in desk.topics}
    for one in _dated(desk, scale, late):
        by_topic[one[0].fact.topics[0]].append(one)
    most = sorted(by_topic, key=lambda topic: -len(by_topic[topic]))[:TOPICS]
    lanes = [(desk.topic(key), of) for key, of in by_topic.items() if of and key in most]
    return _block(desk, scale, [], lanes, desk.url("timeline.html"))


def timeline_of_actor(desk: Desk, key: str) -> TimelineBlock | None:
    """The states of an actor or a country, and what it said and did, a lane a topic."""
    facts = {f.id: f for by in (desk.index.about, desk.index.said_by) for f in by.get(key, ())}
    scale = scale_of(desk, facts.values())
    states = _states(
        (desk.topic(topic.id), list(spells(desk, topic, key, scale)))
        for topic in desk.topics
        if (topic.id, key) in desk.ledger.states
    )
    dated = _dated(desk, scale, facts.values())
    by_topic = ((t.id, [o for o in dated if o[0].fact.topics[0] == t.id]) for t in desk.topics)
    lanes = [(desk.topic(topic), of) for topic, of in by_topic if of]
    return _block(desk, scale, states, lanes, desk.url("timeline.html"))


def _states(found: Iterable[tuple[Link, list[Spell]]]) -> list[tuple[Link, list[Spell]]]:
    """Of whom more than one state is known: a band alone says what the board does."""
    return [(name, of) for name, of in found if len(of) > 1]


def _dated(desk: Desk, scale: Scale, facts: Iterable[Fact]) -> list[_Dated]:
    """What has its days on the line, states apart: the disputed first, then the newest."""
    entries = (whole(desk, fact) for fact in facts if fact.type != "status")
    found = [(entry, days) for entry in entries if (days := days_of(desk, entry))]
    on_line = (one for one in found if one[1][1] >= scale.first and one[1][0] <= scale.last)

    def order(one: _Dated) -> tuple[bool, int, str]:
        return one[0].fact.standing != "contested", -one[1][1].toordinal(), one[0].fact.id

    return sorted(on_line, key=order)


def _block(
    desk: Desk,
    scale: Scale,
    states: Sequence[tuple[Link, list[Spell]]],
    facts: Sequence[tuple[Link, list[_Dated]]],
    place: str,
) -> TimelineBlock | None:
    lanes, left_out = [], len(states[SUBJECTS:]) + sum(len(of) for _, of in facts[TOPICS:])
    days = {spell.band.start for _, of in states for spell in of}
    for name, spelt in states[:SUBJECTS]:
        lanes.append(DrawnLane(name=name, drawing=drawing.bands(scale, (s.band for s in spelt))))
    for name, dated in facts[:TOPICS]:
        marks = [mark_of(desk, entry, *of) for entry, of in dated[:MARKS]]
        svg, crowded = drawing.marks(scale, marks, place)
        lanes.append(DrawnLane(name=name, drawing=svg))
        left_out += crowded + len(dated) - len(marks)
        days |= {mark.start for mark in marks}
    if len(days) < 2:
        return None
    svgs = Markup("").join(lane.drawing for lane in lanes)
    return TimelineBlock(
        hatching=drawing.HATCHING if "contested" in svgs else Markup(),
        lanes=tuple(lanes),
        axis=drawing.axis(scale, ticks(desk.words, scale.first, scale.last)),
        undrawn=desk.words.count("%(n)s more is not drawn.", "%(n)s more are not drawn.", left_out)
        if left_out
        else "",
        whole=Link(phrase(desk.words.say("The whole timeline, in words too")), place),
    )
