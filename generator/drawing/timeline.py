"""A timeline: one small inline SVG for each lane, drawn in shares of its width.

Shares, and not pixels, run from left to right: a lane fits a phone and a projected page alike,
its words keep their size, and a circle stays round. What is uncertain or contested looks so by
its outline or hatching, never by colour alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from markupsafe import Markup, escape

ROW = 18
"""Height of a row of marks, in CSS pixels."""
BAND = 22
"""Height of a band, likewise."""
WIDTH = 4.0
"""Share of a lane that a mark takes at least, in percent: a finger's width on a phone."""
ROWS = 8
"""Rows of marks in a lane; what finds no place in them is counted."""

LABEL = 18.0
"""Share of an axis that a tick's words take, on a phone, in percent."""

LETTER, NARROW, BROAD = 6.5, 350, 700
"""Widths in CSS pixels: of a letter of a band, of a lane on a phone, of one on a desk."""

HATCHING = Markup(
    '<svg class="timeline__hatching" width="0" height="0" aria-hidden="true" focusable="false">'
    '<defs><pattern id="timeline-contested" width="6" height="6" patternUnits="userSpaceOnUse" '
    'patternTransform="rotate(45)"><path d="M0 0V6" class="timeline__hatch"/></pattern></defs>'
    "</svg>"
)
"""What contested spans are drawn with; once in a page that has a lane."""


@dataclass(frozen=True, slots=True)
class Scale:
    """Days on a line, from the beginning of `first` to the end of `last`."""

    first: date
    last: date

    def share(self, day: date) -> float:
        """Where `day` begins, in percent of the line; what lies outside is at its edge."""
        days = (self.last - self.first).days + 1
        return min(max((day - self.first).days / days, 0.0), 1.0) * 100

    def span(self, start: date, end: date) -> tuple[float, float]:
        """Where `start` begins and how long it is until the end of `end`, in percent."""
        begin = self.share(start)
        after = end + timedelta(days=1) if end < date.max else end
        return begin, self.share(after) - begin


@dataclass(frozen=True, slots=True)
class Band:
    """A state from one day to another, both included.

    Attributes:
        word: the state, as the page words it.
        title: the state with its subject and time, for a pointer and a screen reader.
        tone: `good`, `mixed`, `bad` or `neutral`.
        contested: whether reports give different states for it.
        inferred: whether the day it begins on is not stated in so many words.
        url: where to read on.
    """

    start: date
    end: date
    word: str
    title: str
    tone: str
    contested: bool
    inferred: bool
    url: str


@dataclass(frozen=True, slots=True)
class Mark:
    """A fact on the days that it is of.

    Attributes:
        title: the fact in words, with its time and standing, for a pointer and a screen reader.
        standing: id of its standing, a class of the mark.
        inferred: whether the time is approximate or not stated in so many words.
        vague: whether it is a month or a year, not told to the day: its ends are drawn as open.
        unbegun: whether no beginning is given.
        unended: whether no end is given.
        url: where to read on.
    """

    start: date
    end: date
    title: str
    standing: str
    inferred: bool
    url: str
    vague: bool = False
    unbegun: bool = False
    unended: bool = False


def bands(scale: Scale, of_subject: Iterable[Band]) -> Markup:
    """A lane of states, one after the other."""
    return _lane(BAND, [_band(scale, band) for band in of_subject])


# Bands and marks are written in one piece, each text escaped: there are thousands of them, and a
# format string that escapes by itself takes ten times longer.


def _band(scale: Scale, band: Band) -> str:
    begin, length = scale.span(band.start, band.end)
    drawn = _band_drawn(band, begin, length) + _word(band.word, begin, length)
    return _linked(band, drawn)


def _linked(shown: Band | Mark, drawn: str) -> str:
    url, title = escape(shown.url), escape(shown.title)
    return f'<a href="{url}" class="{_classes(shown)}"><title>{title}</title>{drawn}</a>'


def _band_drawn(band: Band, begin: float, length: float) -> str:
    place = f'x="{_number(begin)}%" width="{_number(length)}%" height="{BAND}"'
    hatching = f'<rect {place} fill="url(#timeline-contested)"/>' if band.contested else ""
    return f"<rect {place}/>{hatching}"


def _classes(drawn: Band | Mark) -> str:
    kind, how = ("band", drawn.tone) if isinstance(drawn, Band) else ("mark", drawn.standing)
    classes = f"timeline__{kind} timeline__{kind}--{escape(how)}"
    return classes + (f" timeline__{kind}--inferred" if drawn.inferred else "")


def _word(word: str, begin: float, length: float) -> str:
    """A word in a band, where it has room: cut in the middle it would say something else."""
    needed = len(word) * LETTER + 12
    if needed > length / 100 * BROAD:
        return ""
    only = ' class="timeline__word--broad"' if needed > length / 100 * NARROW else ""
    return f'<text x="{_number(begin)}%" dx="6" y="{BAND - 7}"{only}>{escape(word)}</text>'


def marks(scale: Scale, facts: Sequence[Mark], others: str) -> tuple[Markup, int]:
    """A lane of facts, stacked where they meet, and how many found no place.

    Args:
        scale: the line they are on.
        facts: what is drawn, in order of importance.
        others: where the facts are that found no place.
    """
    ends: list[list[tuple[float, float]]] = []
    drawn: list[str] = []
    left_out: dict[float, int] = {}
    for mark in facts:
        begin, length = scale.span(mark.start, mark.end)
        taken = (begin, begin + max(length, WIDTH))
        row = next((n for n, row in enumerate(ends) if _is_free(row, taken)), len(ends))
        if row == ROWS:
            left_out[begin] = left_out.get(begin, 0) + 1
            continue
        if row == len(ends):
            ends.append([])
        ends[row].append(taken)
        drawn.append(_mark(mark, begin, length, row))
    height = len(ends) * ROW
    for begin, count in left_out.items():
        place = f'x="{_number(begin)}%" y="{height + ROW - 5}"'
        drawn.append(f'<a href="{escape(others)}"><text {place}>+{count}</text></a>')
    return _lane(height + (ROW if left_out else 0), drawn), sum(left_out.values())


def _is_free(row: Iterable[tuple[float, float]], wanted: tuple[float, float]) -> bool:
    return all(end <= wanted[0] or begin >= wanted[1] for begin, end in row)


def _mark(mark: Mark, begin: float, length: float, row: int) -> str:
    return _linked(mark, _shape(mark, begin, length, row * ROW + ROW // 2))


def _shape(mark: Mark, begin: float, length: float, middle: int) -> str:
    """A circle for a day, a bar for several, with an arrow where it has no end."""
    if mark.unbegun or mark.unended:
        bar = _bar(begin, length, middle, 3) if mark.start < mark.end else ""
        left = _arrow(begin, middle, -1) if mark.unbegun else ""
        right = _arrow(begin + length, middle, 1) if mark.unended else ""
        return bar + left + right
    if mark.vague:
        # What is of a month is of some day in it: its middle is as sure as its ends are not.
        core = _bar(begin + length / 5, length * 3 / 5, middle)
        return f'<g class="timeline__vague">{_bar(begin, length, middle)}</g>{core}'
    if mark.start < mark.end:
        return _bar(begin, length, middle)
    return f'<circle cx="{_number(begin + length / 2)}%" cy="{middle}" r="6"/>'


def _bar(begin: float, length: float, middle: int, height: int = 8) -> str:
    place = f'x="{_number(begin)}%" y="{middle - height // 2}" width="{_number(length)}%"'
    return f'<rect {place} height="{height}" rx="{height // 2}"/>'


def _arrow(share: float, middle: int, way: int) -> str:
    """A point at `share` that leads on to the right (1) or to the left (-1)."""
    place = f'x="{_number(share)}%" y="{middle}"'
    return f'<svg {place} overflow="visible"><path d="M{-way} 0l{-9 * way} -7v14z"/></svg>'


SIGN = 44
"""Width of a sign in a key, in CSS pixels."""


def sign_of_band(*, inferred: bool = False, contested: bool = False) -> Markup:
    """A band as a key shows it."""
    band = Band(_DAY, _DAY, "", "", "neutral", contested, inferred, "")
    return _sign(_band_drawn(band, 3, 94), _classes(band), BAND)


def sign_of_mark(
    *,
    standing: str = "single-source",
    days: bool = False,
    inferred: bool = False,
    vague: bool = False,
    unended: bool = False,
) -> Markup:
    """A mark as a key shows it: of one day, or with `days` of several.

    `standing`, `inferred`, `vague` and `unended` are those of a `Mark`.
    """
    last = _DAY + timedelta(days=days)
    mark = Mark(_DAY, last, "", standing, inferred, "", vague=vague, unended=unended)
    return _sign(_shape(mark, 10, 75, ROW // 2), _classes(mark), ROW)


_DAY = date(2000, 1, 1)


def _sign(drawn: str, classes: str, height: int) -> Markup:
    return Markup(
        '<svg class="timeline__sign" width="{}" height="{}" aria-hidden="true" '
        'focusable="false"><g class="{}">{}</g></svg>'
    ).format(SIGN, height, classes, Markup(drawn))  # noqa: S704 - escaped as it was drawn


def axis(scale: Scale, ticks: Sequence[tuple[date, str]]) -> Markup:
    """The line itself: where days, months or years begin."""
    drawn = [
        Markup('<line x1="{0}%" x2="{0}%" y1="0" y2="{1}"/>').format(_number(share), BAND)
        for share in (scale.share(day) for day, _ in ticks)
    ]
    free = 100.0  # from the right: a word that another leaves no room for is left out
    for day, label in sorted(ticks, reverse=True):
        share = scale.share(day)
        late = share + LABEL > 100
        begin = share - LABEL if late else share
        if begin >= 0 and begin + LABEL <= free:
            free = begin
            drawn.append(
                Markup('<text x="{}%" y="16" dx="{}" text-anchor="{}">{}</text>').format(
                    _number(share), -4 if late else 4, "end" if late else "start", label
                )
            )
    return Markup(
        '<svg class="timeline__axis" width="100%" height="{}" aria-hidden="true" '
        'focusable="false">{}</svg>'
    ).format(BAND, Markup("").join(drawn))


def _lane(height: int, drawn: Iterable[str]) -> Markup:
    return Markup(  # noqa: S704 - escaped as they were drawn
        f'<svg class="timeline__lane" width="100%" height="{height}" role="group">'
        f"{''.join(drawn)}</svg>"
    )


def _number(share: float) -> str:
    """Two decimals are finer than a pixel on any screen, and the same on every machine."""
    return f"{share:.2f}".rstrip("0").rstrip(".")
