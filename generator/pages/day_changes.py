"""What a day brought: its changes by topic, gravest first, and its corrections."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from generator.change import Change
from generator.history import Turn
from generator.pages.changing import RANKS, ChangeLine, change_line, turn_line
from generator.pages.desk import Desk
from generator.pages.views import Link
from generator.text import Phrase


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicChanges:
    """What changed on one topic.

    Attributes:
        topic: its title, leading to its page.
        lines: the gravest changes first.
        more: how many more there are, or empty.
    """

    topic: Link
    lines: tuple[ChangeLine, ...]
    more: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """What a reader's browser remembers of a visit, to tell at the next what is new.

    Attributes:
        day: the newest day with a change, as `2024-11-20`.
        ids: of the changes of that day, parted by spaces.
        script: leads to `assets/visit.js`.
    """

    day: str
    ids: str
    script: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DayOfTopic:
    """What a day changed on one topic.

    Attributes:
        day: in words, leading to its brief.
        lines: the gravest changes first.
    """

    day: Link
    lines: tuple[ChangeLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectionLine:
    """A correction the desk made to an article.

    Attributes:
        id: the same at every build.
        article: its title, leading to it.
        source: the outlet, leading to its page.
        note: what was corrected, in the article's language.
    """

    id: str
    article: Link
    source: Link
    note: Phrase


def changes_on(desk: Desk, day: date) -> Mapping[str, Sequence[ChangeLine]]:
    """The changes of a day by the id of their home topic, gravest first."""
    found: dict[str, list[Turn | Change]] = defaultdict(list)
    for told in desk.history.told.get(day, ()):
        found[told.home].append(told)
    return {topic: _lines(desk, of_topic) for topic, of_topic in found.items()}


def _lines(desk: Desk, changes: Iterable[Turn | Change]) -> list[ChangeLine]:
    def order(line: ChangeLine) -> tuple[int, str, str]:
        return _rank(line), desk.words.sorting(line.label.text), line.id

    lines = (turn_line(desk, c) if isinstance(c, Turn) else change_line(desk, c) for c in changes)
    return sorted(lines, key=order)


def _rank(line: ChangeLine) -> int:
    return min(RANKS[kind.id] for kind in line.kinds)


def by_topic(desk: Desk, day: date, most: int) -> tuple[TopicChanges, ...]:
    """The changes of a day, topics in the desk's order, at most `most` lines each."""
    found = changes_on(desk, day)
    return tuple(
        TopicChanges(
            topic=desk.topic(topic.id),
            lines=tuple(found[topic.id][:most]),
            more=more(desk, len(found[topic.id]) - most),
        )
        for topic in desk.topics
        if topic.id in found
    )


def days_of_topic(desk: Desk, topic: str, most: int) -> tuple[DayOfTopic, ...]:
    """The newest changes of a topic, by day, until there are `most`; not its first day's."""
    days: list[DayOfTopic] = []
    articles = desk.index.articles_of_topic.get(topic, ())
    first = desk.ledger.day(articles[0].id) if articles else None
    left = most
    for day in reversed(desk.history.days):
        if day == first or left <= 0:
            break
        lines = _lines(desk, (c for c in desk.history.told.get(day, ()) if c.home == topic))
        if lines:
            days.append(DayOfTopic(day=desk.day(day), lines=tuple(lines[:left])))
            left -= len(lines)
    return tuple(days)


def visit(desk: Desk) -> Visit:
    """What there is to see of changes at this visit."""
    days = [*desk.history.told, *desk.history.corrections]
    newest = max(days, default=date.min)
    lines = [line for of_topic in changes_on(desk, newest).values() for line in of_topic]
    ids = [*(line.id for line in lines), *(line.id for line in corrections_on(desk, newest))]
    return Visit(
        day=newest.isoformat(), ids=" ".join(sorted(ids)), script=desk.url("assets/visit.js")
    )


def gravest_first(changes: Mapping[str, Sequence[ChangeLine]]) -> list[ChangeLine]:
    """Changes of all topics in one list, gravest first."""
    lines = [line for of_topic in changes.values() for line in of_topic]
    return sorted(lines, key=lambda line: (_rank(line), line.id))


def counted(desk: Desk, day: date) -> str:
    """How many articles and changes a day brought, in words."""
    articles = len(desk.history.articles.get(day, ()))
    changes = len(desk.history.told.get(day, ()))
    corrections = len(desk.history.corrections.get(day, ()))
    counts = [
        desk.words.count("%(n)s article", "%(n)s articles", articles) if articles else "",
        desk.words.count("%(n)s change", "%(n)s changes", changes) if changes else "",
        desk.words.count("%(n)s correction", "%(n)s corrections", corrections)
        if corrections
        else "",
    ]
    return ", ".join(filter(None, counts))


def more(desk: Desk, n: int) -> str:
    """How many are not listed, in words, or empty."""
    return desk.words.count("and %(n)s more", "and %(n)s more", n) if n > 0 else ""


def corrections_on(desk: Desk, day: date) -> tuple[CorrectionLine, ...]:
    """The corrections of a day."""
    return tuple(
        CorrectionLine(
            id=f"{day.isoformat()}.{article.id}.{number}",
            article=desk.article(article),
            source=desk.source(article.source),
            note=desk.own(article, correction.note),
        )
        for number, (article, correction) in enumerate(desk.history.corrections.get(day, ()))
    )
