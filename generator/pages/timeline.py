"""Facts on a line of days: states as bands, all else as marks, topic by topic."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from generator.drawing import timeline as drawing
from generator.drawing.timeline import Scale
from generator.model import Topic
from generator.pages.desk import Desk
from generator.pages.lanes import RANKS, days_of, mark_of, scale_of, spells
from generator.pages.lists import FactList, fact_list, tellers, whole
from generator.pages.telling import standing_term
from generator.pages.terms import STANDINGS
from generator.pages.ticks import ticks
from generator.pages.timeline_key import Sign, timeline_key
from generator.pages.views import Link, Term

SUBJECTS = 40
"""Lanes of states of one topic; the board has all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StateSpan:
    """A state of a subject for some days.

    Attributes:
        states: one; several: contested.
        when: from when until when.
        url: leads to the fact.
    """

    states: tuple[Term, ...]
    when: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StateLane:
    """The states of one subject on the line of days.

    Attributes:
        name: of whom it is, leading to their page.
        now: the state on the day that the site speaks of; several where reports differ.
        drawing: SVG.
        spans: what is drawn, in words, in order.
    """

    name: Link
    now: tuple[Term, ...]
    drawing: Markup
    spans: tuple[StateSpan, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicLanes:
    """A topic on the timeline.

    Attributes:
        topic: its title, leading to its page.
        anchor: its place on the page.
        states: a lane for each subject that has a state.
        facts: SVG: the lane of its other facts; empty where none is dated.
        undrawn: how many subjects and facts the lanes leave out, and why, line by line.
        standings: how the facts that have a date stand, each once.
        table: the facts that have a date, in words, newest first.
    """

    topic: Link
    anchor: str
    states: tuple[StateLane, ...]
    facts: Markup
    undrawn: tuple[str, ...]
    standings: tuple[Term, ...]
    table: FactList


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineView:
    """Every topic on one line of days.

    Attributes:
        as_of: the day that the site speaks of; empty where it holds no article.
        axis: SVG: the days, months or years.
        hatching: SVG: what contested spans are drawn with.
        key: the signs of the drawing.
        topics: those with a dated fact.
        standings: how their facts stand, each once.
        first: the first day of the line, as `2024-11-20`.
        days: how many days the line has.
        today: the number of the day that the site speaks of, the first being 0.
        script: leads to `assets/timeline.js`.
    """

    as_of: str
    axis: Markup
    hatching: Markup
    key: tuple[Sign, ...]
    topics: tuple[TopicLanes, ...]
    standings: tuple[Term, ...]
    first: str
    days: int
    today: int
    script: str


def timeline_view(desk: Desk) -> TimelineView:
    """The view of the timeline of all topics."""
    scale = scale_of(desk, desk.ledger.facts.values())
    lanes = (topic_lanes(desk, topic, scale) for topic in desk.topics)
    topics = tuple(one for one in lanes if one.states or one.facts)
    standings = {term.id: term for one in topics for term in one.standings}
    return TimelineView(
        as_of=desk.as_of,
        axis=drawing.axis(scale, ticks(desk.words, scale.first, scale.last)),
        hatching=drawing.HATCHING,
        key=timeline_key(desk),
        topics=topics,
        standings=tuple(standings[key] for key in STANDINGS if key in standings),
        first=scale.first.isoformat(),
        days=(scale.last - scale.first).days + 1,
        today=(desk.ledger.as_of - scale.first).days,
        script=desk.url("assets/timeline.js"),
    )


def topic_lanes(desk: Desk, topic: Topic, scale: Scale) -> TopicLanes:
    """What is drawn of `topic`: the facts that are at home there."""
    subjects = sorted(
        desk.index.subjects_of_topic.get(topic.id, ()),
        key=lambda subject: desk.words.sorting(desk.actor(subject).text),
    )
    lanes = (_lane(desk, topic, subject, scale) for subject in subjects[:SUBJECTS])
    others = [
        whole(desk, f)
        for f in desk.index.facts_of_topic.get(topic.id, ())
        if f.topics[0] == topic.id and f.type != "status"
    ]
    dated = [(entry, days) for entry in others if (days := days_of(desk, entry))]
    drawn = [one for one in dated if one[1][1] >= scale.first and one[1][0] <= scale.last]
    later = sum(days[0] > scale.last for _, days in dated)
    place = f"topic-{topic.id}"
    drawn.sort(key=lambda one: (RANKS.index(one[0].fact.standing), one[0].fact.id))
    marks = [mark_of(desk, entry, *days) for entry, days in drawn]
    standings = (standing_term(desk, entry.fact) for entry, _ in dated)
    svg, crowded = drawing.marks(scale, marks, f"#{place}")
    return TopicLanes(
        topic=desk.topic(topic.id),
        anchor=place,
        states=tuple(lane for lane in lanes if lane.spans),
        facts=svg if marks else Markup(),
        undrawn=_undrawn(
            desk,
            subjects=len(subjects) - SUBJECTS,
            undated=len(others) - len(dated),
            earlier=len(dated) - len(drawn) - later,
            later=later,
            crowded=crowded,
        ),
        standings=tuple({term.id: term for term in standings}.values()),
        table=fact_list(
            desk, (entry for entry, _ in dated), lambda e: (tellers(desk, e.claims), ())
        ),
    )


def _lane(desk: Desk, topic: Topic, subject: str, scale: Scale) -> StateLane:
    found = list(spells(desk, topic, subject, scale))
    return StateLane(
        name=desk.who(subject),
        now=tuple(desk.state(topic, key) for key in desk.status(topic.id, subject).states),
        drawing=drawing.bands(scale, (spell.band for spell in found)),
        spans=tuple(StateSpan(states=one.states, when=one.when, url=one.band.url) for one in found),
    )


def _undrawn(
    desk: Desk, subjects: int, undated: int, earlier: int, later: int, crowded: int
) -> tuple[str, ...]:
    count = desk.words.count
    lines: Sequence[str] = (
        count(
            "%(n)s more subject is on the topic's board.",
            "%(n)s more subjects are on the topic's board.",
            subjects,
        )
        if subjects > 0
        else "",
        count("%(n)s fact has no date.", "%(n)s facts have no date.", undated) if undated else "",
        count("%(n)s fact is older.", "%(n)s facts are older.", earlier) if earlier else "",
        count("%(n)s fact is still to come.", "%(n)s facts are still to come.", later)
        if later
        else "",
        count(
            "%(n)s more fact is in the list only.",
            "%(n)s more facts are in the list only.",
            crowded,
        )
        if crowded
        else "",
    )
    return tuple(filter(None, lines))
