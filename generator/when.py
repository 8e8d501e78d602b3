"""Dates as reports give them: known, inferred, approximate, open, or not given at all.

The notation is EDTF (Extended Date/Time Format, ISO 8601-2:2019, levels 0 and 1).
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Literal

UNDATED = "undated"
STANDING = "standing"
# A day or a month; beyond 12 EDTF has seasons.
_PLAIN = re.compile(r"([0-9]{4})-(0[1-9]|1[0-2])(?:-([0-9]{2}))?([?~%]?)")
_LONGEST = 64
"""Characters; the parser's time grows with the square of what it is given."""


@dataclass(frozen=True, slots=True)
class When:
    """The time of what is claimed.

    Attributes:
        text: as written: an EDTF date or interval, `undated` or `standing`.
        kind: `dated`; `undated`: the report gives no date; `standing`: true without one.
        start: first day, or None where open or not given.
        end: last day, or None where open or not given.
        inferred: marked `?`, `~` or `%`: not stated in so many words.
    """

    text: str
    kind: Literal["dated", "undated", "standing"]
    start: date | None = None
    end: date | None = None
    inferred: bool = False

    @property
    def latest(self) -> date | None:
        """The day this counts by: an interval counts by its end, an open end by its start."""
        return self.end or self.start


def day_of(published: date | datetime) -> date:
    """The day of a publication as it is written, whatever the desk's timezone."""
    return published.date() if isinstance(published, datetime) else published


@lru_cache(maxsize=65536)
def parse_when(text: str) -> When:
    """Read `text` as an EDTF date, an interval of two, `undated` or `standing`.

    Raises:
        ValueError: it is none of these, the date does not exist, or an interval ends before
            it begins.
    """
    if text == UNDATED:
        return When(text, "undated")
    if text == STANDING:
        return When(text, "standing")
    start, end, inferred = _plain(text) or _edtf(text)
    if start and end and end < start:
        raise ValueError(f"{text} ends before it begins")
    return When(text, "dated", start, end, inferred)


def _plain(text: str) -> tuple[date, date, bool] | None:
    """A day, a month or an interval of them: nearly every date, for edtf takes milliseconds."""
    sides = [_PLAIN.fullmatch(side) for side in text.split("/", 2)]
    first, last = sides[0], sides[-1]
    if first is None or last is None or len(sides) > 2:
        return None
    start = date(int(first[1]), int(first[2]), int(first[3] or 1))
    year, month = int(last[1]), int(last[2])
    end = date(year, month, int(last[3] or monthrange(year, month)[1]))
    return start, end, bool(first[4] or last[4])


def _edtf(text: str) -> tuple[date | None, date | None, bool]:
    import edtf  # slow to import, and only uncertain dates need it

    if any(part in ("", "..") for part in text.split("/")):
        if text.count("/") != 1 or set(text) <= set("./"):
            raise ValueError(f"{text} is not a date or an interval of two")
        (start, _, unsure), (_, end, doubtful) = (
            (None, None, False) if side in ("", "..") else _plain(side) or _edtf(side)
            for side in text.split("/")
        )
        return start, end, unsure or doubtful
    if len(text) > _LONGEST or text.startswith(("[", "{")):  # sets of dates are level 2
        raise ValueError(f"{text[:_LONGEST]} is not a date or an interval of two")
    try:
        parsed = edtf.parse_edtf(text)
    except edtf.parser.edtf_exceptions.EDTFParseException as error:
        raise ValueError(f"{text} is not an EDTF date") from error
    try:
        start_day = date(*parsed.lower_strict()[:3])
        end_day = date(*parsed.upper_strict()[:3])
    except (TypeError, ValueError, OverflowError) as error:
        raise ValueError(f"{text} is not a date of the calendar") from error
    return start_day, end_day, any(mark in text for mark in "?~%")
