"""The page of changes: what each of the newest days brought, and the archive of all days."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import groupby

from generator.pages.changing import ChangeLine
from generator.pages.day_changes import (
    CorrectionLine,
    TopicChanges,
    Visit,
    by_topic,
    changes_on,
    corrections_on,
    counted,
    gravest_first,
    more,
    visit,
)
from generator.pages.desk import Desk
from generator.pages.views import Link

LINES_AT_MOST = 200
OF_A_TOPIC = 12
"""Lines of one topic on one day; the day's own page has the others."""
SINCE_YESTERDAY = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class DayOfChanges:
    """What one day brought.

    Attributes:
        day: in words, leading to its brief.
        anchor: its place on the page.
        topics: its changes, by topic.
        corrections: of the desk's own articles.
    """

    day: Link
    anchor: str
    topics: tuple[TopicChanges, ...]
    corrections: tuple[CorrectionLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangesView:
    """What changed, newest day first.

    Attributes:
        as_of: the day that the site speaks of; empty where it holds no article.
        days: the newest days that brought a change.
        archive: leads to all days.
        earlier: whether there are earlier days with changes than those.
        visit: what a reader's browser remembers.
    """

    as_of: str
    days: tuple[DayOfChanges, ...]
    archive: str
    earlier: bool
    visit: Visit


@dataclass(frozen=True, slots=True, kw_only=True)
class SinceView:
    """What the day brought that the site speaks of, for the home page.

    Attributes:
        day: in words, leading to its brief.
        lines: the gravest changes, whatever their topic.
        corrections: of the desk's own articles.
        more: how many more there are, or empty.
        note: instead of lines, that nothing changed and when anything last did, or that the
            briefing begins on this day; else empty.
        all: leads to the page of changes.
        visit: what a reader's browser remembers.
    """

    day: Link
    lines: tuple[ChangeLine, ...]
    corrections: tuple[CorrectionLine, ...]
    more: str
    note: str
    all: str
    visit: Visit


@dataclass(frozen=True, slots=True, kw_only=True)
class ArchivedDay:
    """A day in the archive.

    Attributes:
        day: in words, leading to its brief.
        counts: how many articles and changes it brought.
    """

    day: Link
    counts: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Month:
    """A month of the archive.

    Attributes:
        title: the month, in words.
        anchor: its place on the page.
        days: the days that brought anything, newest first.
    """

    title: str
    anchor: str
    days: tuple[ArchivedDay, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ArchiveView:
    """Every day that brought anything.

    Attributes:
        months: newest first.
    """

    months: tuple[Month, ...]


def changes_view(desk: Desk) -> ChangesView:
    """The view of the page of changes."""
    days: list[DayOfChanges] = []
    lines, earlier = 0, False
    for day in reversed(desk.history.days):
        topics, corrections = by_topic(desk, day, OF_A_TOPIC), corrections_on(desk, day)
        if not topics and not corrections:
            continue
        if lines >= LINES_AT_MOST:
            earlier = True
            break
        lines += sum(len(topic.lines) for topic in topics) + len(corrections)
        told = DayOfChanges(
            day=desk.day(day), anchor=_anchor(day), topics=topics, corrections=corrections
        )
        days.append(told)
    return ChangesView(
        as_of=desk.as_of,
        days=tuple(days),
        archive=desk.url("archive.html"),
        earlier=earlier,
        visit=visit(desk),
    )


def since_view(desk: Desk) -> SinceView | None:
    """What is new since the day before; None where there is no article yet."""
    days = desk.history.days
    if not days:
        return None
    # A correction or a withdrawal may be newer than the newest article.
    today = max(desk.ledger.as_of, days[-1])
    begins = today == days[0]
    lines = [] if begins else gravest_first(changes_on(desk, today))
    corrections = () if begins else corrections_on(desk, today)
    return SinceView(
        day=desk.day(min(today, days[-1])),
        lines=tuple(lines[:SINCE_YESTERDAY]),
        corrections=corrections,
        more=more(desk, len(lines) - SINCE_YESTERDAY),
        note=_note(desk, begins, bool(lines or corrections)),
        all=desk.url("changes.html"),
        visit=visit(desk),
    )


def _note(desk: Desk, begins: bool, told: bool) -> str:
    if begins:
        facts = len(desk.ledger.facts)
        return desk.words.count(
            "Its %(n)s fact is new: the briefing begins on",
            "All %(n)s facts are new: the briefing begins on",
            facts,
        )
    return "" if told else desk.words.say("Nothing changed; anything last did on:")


def archive_view(desk: Desk) -> ArchiveView:
    """The view of the archive."""
    months = groupby(reversed(desk.history.days), lambda day: (day.year, day.month))
    return ArchiveView(
        months=tuple(
            Month(
                title=desk.words.month(year, month),
                anchor=f"{year:04}-{month:02}",
                days=tuple(
                    ArchivedDay(day=desk.day(day), counts=counted(desk, day)) for day in days
                ),
            )
            for (year, month), days in months
        )
    )


def _anchor(day: date) -> str:
    return f"d-{day.isoformat()}"
