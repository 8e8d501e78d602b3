"""A topic's last weeks in a small chart, and the same in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date

from markupsafe import Markup

from generator.drawing import board as drawing
from generator.drawing.board import Bar, Layer
from generator.model import Topic
from generator.pages.desk import Desk
from generator.pages.lists import whole
from generator.weighing import states_of

LONGEST, SHORTEST = 28, 7
"""Days that a chart has at most, and at least."""
CONTESTED = ""
"""Stands for the state of a subject on which reports differ."""
TOLD = 2
"""States whose numbers are told in words: the worst of those that changed."""


def card_chart(desk: Desk, topic: Topic) -> Markup:
    """The last weeks of `topic`: of states how many are in which, of other facts how many a day.

    Empty where a chart says nothing that a number does not: nothing changed in these weeks, or
    all facts are of one day.
    """
    if desk.index.subjects_of_topic.get(topic.id):
        return _states(desk, topic)
    return _facts(desk, topic)


def _days(desk: Desk, first: date) -> list[date]:
    """The days of a chart of what began on `first`, until the one that the site speaks of."""
    today = desk.ledger.as_of.toordinal()
    length = min(max(today - first.toordinal() + 1, SHORTEST), LONGEST)
    return [date.fromordinal(day) for day in range(max(today - length, 0) + 1, today + 1)]


def _states(desk: Desk, topic: Topic) -> Markup:
    subjects = desk.index.subjects_of_topic[topic.id]
    stays = [stay for who in subjects for stay in desk.history.stays[topic.id, who]]
    if not stays:
        return Markup()
    days = _days(desk, min(stay.start for stay in stays))
    worst_first = [*(state.id for state in reversed(topic.states)), CONTESTED]
    counts = {state: [0] * len(days) for state in worst_first}
    for stay in stays:
        states = states_of(stay.claims)
        of_stay = counts[states[0] if len(states) == 1 else CONTESTED]
        for place, day in enumerate(days):
            of_stay[place] += stay.start <= day <= stay.end
    told = [_told(desk, topic, state, days, counts[state]) for state in worst_first]
    changed = list(filter(None, told))
    if not changed:
        return Markup()
    tones = {state.id: state.tone for state in topic.states} | {CONTESTED: "contested"}
    layers = [Layer(tones[state], counts[state]) for state in worst_first]
    words = " · ".join(changed[:TOLD])
    svg = drawing.steps(layers, len(subjects), words, f"chart-{topic.id}")
    return _figure(desk, svg, words, days)


def _told(desk: Desk, topic: Topic, state: str, days: Sequence[date], counts: Sequence[int]) -> str:
    """How a number changed, from what by way of what to what, and when; empty where it did not."""
    turned = [
        day for day, now, before in zip(days[1:], counts[1:], counts, strict=False) if now != before
    ]
    if not turned:
        return ""
    way = [counts[0], counts[-1]]
    beyond = (n for n in (max(counts), min(counts)) if not min(way) <= n <= max(way))
    way[1:1] = sorted(beyond, key=counts.index)
    word = desk.words.say("contested")
    if state != CONTESTED:
        word = str(desk.state(topic, state).word)
    return desk.words.say(
        "%(state)s: %(numbers)s (%(when)s)",
        state=word,
        numbers=" → ".join(map(desk.words.number, way)),
        when=_between(desk, turned[0], turned[-1]),
    )


def _between(desk: Desk, first: date, last: date) -> str:
    start, end = desk.words.short_day(first), desk.words.short_day(last)
    return desk.words.say("%(start)s – %(end)s", start=start, end=end) if first < last else end


def _facts(desk: Desk, topic: Topic) -> Markup:
    facts = [f for f in desk.index.facts_of_topic.get(topic.id, ()) if f.standing != "retracted"]
    times = [whole(desk, fact).dated.on for fact in facts]
    # A fact of a month or of several days is of none of them, and counted in words alone.
    of_day = Counter((on.start, on.inferred) for on in times if on.start and on.start == on.end)
    dated = [day for day, _ in of_day if day <= desk.ledger.as_of]
    if not dated:
        return Markup()
    days = _days(desk, min(dated))
    found = [Bar(of_day[day, False], of_day[day, True]) for day in days]
    if sum(bool(bar.stated or bar.inferred) for bar in found) < 2:
        return Markup()
    others = len(facts) - sum(bar.stated + bar.inferred for bar in found)
    words = " · ".join(_told_facts(desk, days, found, others))
    return _figure(desk, drawing.bars(found, words), words, days)


def _told_facts(
    desk: Desk, days: Sequence[date], found: Sequence[Bar], others: int
) -> Iterator[str]:
    numbers = [bar.stated + bar.inferred for bar in found]
    count, most = desk.words.count, max(numbers)
    yield desk.words.say(
        "%(facts)s on %(days)s",
        facts=count("%(n)s fact", "%(n)s facts", sum(numbers)),
        days=count("%(n)s day", "%(n)s days", sum(map(bool, numbers))),
    )
    if numbers.count(most) == 1:
        day = desk.words.short_day(days[numbers.index(most)])
        yield desk.words.say("%(n)s of them on %(day)s", day=day, n=desk.words.number(most))
    if others:
        yield count("%(n)s more outside these days", "%(n)s more outside these days", others)


def _figure(desk: Desk, svg: Markup, words: str, days: Sequence[date]) -> Markup:
    """A chart above its days and its words, which are read out with the drawing."""
    return Markup(
        '<figure class="chart">{}<figcaption aria-hidden="true"><span class="chart__days">'
        "<span>{}</span> <span>{}</span></span> {}</figcaption></figure>"
    ).format(svg, desk.words.short_day(days[0]), desk.words.short_day(days[-1]), words)
