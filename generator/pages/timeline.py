"""Facts on a line of days: states as bands, all else as marks, topic by topic."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from generator.drawing import timeline as drawing
from generator.drawing.timeline import Band, Mark, Scale
from generator.facts import Fact, StatusOn
from generator.history import Stay
from generator.model import Topic
from generator.pages.desk import Desk
from generator.pages.lists import Entry, FactList, fact_list, tellers, whole
from generator.pages.telling import fact_line
from generator.pages.ticks import ticks
from generator.pages.views import Link, Term
from generator.text import Phrase
from generator.weighing import states_of
from generator.when import parse_when

SHORTEST = 6
"""Days between the first and the last of a line: a week at least."""
AHEAD = 31
"""Days that a line goes on beyond the one that the site speaks of, where anything is announced."""
MOST = 5
"""How many times longer a line may be than what nine facts in ten need."""
RANKS = ("contested", "corroborated", "single-source", "unconfirmed", "retracted")
"""Standings, in the order in which their facts find a place in a crowded lane."""
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
        table: the facts that have a date, in words, newest first.
    """

    topic: Link
    anchor: str
    states: tuple[StateLane, ...]
    facts: Markup
    undrawn: tuple[str, ...]
    table: FactList


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineView:
    """Every topic on one line of days.

    Attributes:
        as_of: the day that the site speaks of; empty where it holds no article.
        axis: SVG: the days, months or years.
        hatching: SVG: what contested spans are drawn with.
        topics: those with a dated fact.
    """

    as_of: str
    axis: Markup
    hatching: Markup
    topics: tuple[TopicLanes, ...]


def timeline_view(desk: Desk) -> TimelineView:
    """The view of the timeline of all topics."""
    scale = scale_of(desk, desk.ledger.facts.values())
    lanes = (topic_lanes(desk, topic, scale) for topic in desk.topics)
    return TimelineView(
        as_of=desk.as_of,
        axis=drawing.axis(scale, ticks(desk.words, scale.first, scale.last)),
        hatching=drawing.HATCHING,
        topics=tuple(one for one in lanes if one.states or one.facts),
    )


def scale_of(desk: Desk, facts: Iterable[Fact]) -> Scale:
    """A line on which nearly all `facts` have their place."""
    today = desk.ledger.as_of.toordinal()
    begins = sorted(days[0].toordinal() for f in facts if (days := _days(desk, whole(desk, f))))
    begins = [day for day in begins if day <= today + AHEAD]
    last = max([today, *begins[-1:]])
    # A single fact of long ago would leave no room to tell the days of now apart.
    most = (last - begins[len(begins) // 10]) * MOST if begins else SHORTEST
    first = next((day for day in begins if day >= last - max(most, SHORTEST)), last)
    first = max(min(first, last - SHORTEST), date.min.toordinal())
    return Scale(date.fromordinal(first), date.fromordinal(last))


def _days(desk: Desk, entry: Entry) -> tuple[date, date] | None:
    """The days that a fact is of, both included; None: it has no date.

    What has no end goes on until the day that the site speaks of.
    """
    on = entry.dated.on
    if on.kind != "dated" or on.latest is None:
        return None
    start = on.start or on.latest
    last = max(start, desk.ledger.as_of) if on.end is None else on.end  # open: it goes on
    return start, max(last, start)


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
    dated = [(entry, days) for entry in others if (days := _days(desk, entry))]
    drawn = [one for one in dated if one[1][1] >= scale.first and one[1][0] <= scale.last]
    later = sum(days[0] > scale.last for _, days in dated)
    place = f"topic-{topic.id}"
    drawn.sort(key=lambda one: (RANKS.index(one[0].fact.standing), one[0].fact.id))
    marks = [_mark(desk, entry, *days) for entry, days in drawn]
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
        table=fact_list(
            desk, (entry for entry, _ in dated), lambda e: (tellers(desk, e.claims), ())
        ),
    )


def _mark(desk: Desk, entry: Entry, start: date, end: date) -> Mark:
    line = fact_line(desk, entry.fact)
    return Mark(
        start=start,
        end=end,
        title=f"{desk.words.when(entry.dated.on)} · {line.label} · {line.standing.word}",
        standing=line.standing.id,
        inferred=entry.dated.on.inferred,
        url=line.url,
    )


def _lane(desk: Desk, topic: Topic, subject: str, scale: Scale) -> StateLane:
    bands = []
    spans = []
    for stay in desk.history.stays(topic.id, subject):
        if stay.end < scale.first:
            continue
        terms = tuple(desk.state(topic.states, key) for key in states_of(stay.claims))
        word = str(Phrase.joined(term.word for term in terms))
        url = desk.url(desk.fact_url(desk.ledger.facts[stay.claims[-1].fact]))
        status = desk.ledger.status_at(topic.id, subject, stay.end)
        when = _when(desk, stay, status)
        bands.append(
            Band(
                start=stay.start,
                end=stay.end,
                word=word,
                title=f"{desk.actor(subject)} · {word} · {when}",
                tone=terms[0].id if len(terms) == 1 else "neutral",
                contested=len(terms) > 1,
                inferred=status.inferred,
                url=url,
            )
        )
        spans.append(StateSpan(states=terms, when=when, url=url))
    return StateLane(
        name=desk.who(subject),
        now=tuple(desk.state(topic.states, key) for key in desk.status(topic.id, subject).states),
        drawing=drawing.bands(scale, bands),
        spans=tuple(spans),
    )


def _when(desk: Desk, stay: Stay, status: StatusOn) -> str:
    """From when until when, as the board has it; what has not ended has only a beginning."""
    begun = f"{status.since or stay.start}{'?' if status.inferred else ''}"
    ended = "" if stay.end == desk.ledger.as_of else stay.end
    return desk.words.when(parse_when(f"{begun}/{ended}"))


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
