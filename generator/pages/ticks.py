"""The days, months or years that a line of days is marked with."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from generator.locale import Words

Tick = tuple[date, str]
FEW = 6
"""Ticks at most: a phone has no room for more."""


def ticks(words: Words, first: date, last: date) -> tuple[Tick, ...]:
    """Days and their labels, the newest on `last` or before it, a few between it and `first`."""
    days = (last - first).days + 1
    for step in (1, 2, 7, 14):
        if days <= step * FEW:
            back = range(0, days, step)
            return tuple((day, words.short_day(day)) for n in back for day in [last - timedelta(n)])
    for months in (1, 2, 3, 6):
        found = [day for day in _months(first, last) if (day.month - 1) % months == 0]
        if len(found) <= FEW:
            return tuple((day, words.short_month(day)) for day in found)
    years = range(first.year + 1, last.year + 1)
    every = len(years) // FEW + 1
    return tuple((date(year, 1, 1), str(year)) for year in years[::every])


def _months(first: date, last: date) -> Iterator[date]:
    """The first day of each month after `first`, until `last`."""
    number = first.year * 12 + first.month
    while (day := date(number // 12, number % 12 + 1, 1)) <= last:
        yield day
        number += 1
