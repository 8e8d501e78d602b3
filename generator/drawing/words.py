"""Words of a map: names of places and countries, in one size, where there is room for them.

A name that has room on a broad map only is shown there only.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from markupsafe import Markup

from generator.drawing.extent import Extent
from generator.drawing.land import EXTENTS, countries_within
from generator.drawing.marks import Cluster
from generator.drawing.outlines import Point

HIGH, LETTER = 16, 7.2
"""In CSS pixels: height of a line of words, width of a letter."""
ROWS = 32
"""Heights of a map at which a country's name is tried."""

Box = tuple[float, float, float, float]
Span = tuple[float, float]


@dataclass(slots=True)
class Room:
    """What is taken of a map of some width, in pixels."""

    width: float
    height: float
    taken: list[Box] = field(default_factory=list)

    def box(self, at: Point, dx: float, dy: float, width: float, height: float) -> Box:
        """A box `width` by `height` pixels, its middle `dx`, `dy` pixels from `at`."""
        x, y = at[0] * self.width + dx, at[1] * self.height + dy
        return (x - width / 2, y - height / 2, x + width / 2, y + height / 2)

    def is_free(self, box: Box) -> bool:
        """Whether a box lies within, and over nothing."""
        west, north, east, south = box
        within = west >= 2 and north >= 2 and east <= self.width - 2 and south <= self.height - 2
        return within and all(
            east <= w or west >= e or south <= n or north >= s for w, n, e, s in self.taken
        )


def place_name(mark: Cluster, rooms: Sequence[Room]) -> Markup:
    """A place's name beside its mark, on the first side that has room."""
    if len(mark.spots) > 1:
        return Markup()
    name = mark.spots[0].name
    half, width = mark.width / 2 + 3, len(name) * LETTER
    sides = (
        (half + width / 2, 0.0, "start", half),
        (-half - width / 2, 0.0, "end", -half),
        (0.0, -20.0, "middle", 0.0),
        (0.0, 20.0, "middle", 0.0),
    )
    for wanted in (rooms, rooms[1:]):
        for dx, dy, anchor, x in sides:
            boxes = [room.box(mark.at, dx, dy, width, HIGH) for room in wanted]
            if all(room.is_free(box) for room, box in zip(wanted, boxes, strict=True)):
                for room, box in zip(wanted, boxes, strict=True):
                    room.taken.append(box)
                return _word("map__name", mark.at, x, dy + 4, anchor, name, len(wanted) == 1)
    return Markup()


def country_names(
    extent: Extent, rooms: Sequence[Room], names: Mapping[str, str]
) -> Iterator[Markup]:
    """Every country's name in the same type, where it has room within its outlines."""
    for code, spans in _broadest(extent):
        name = names.get(code, "")
        if not name:
            continue
        width = len(name) * LETTER * 1.1
        for wanted in (rooms, rooms[1:]):
            for begin, end, down in spans:
                at = ((begin + end) / 2, down)
                boxes = [room.box(at, 0, 0, width, HIGH) for room in wanted]
                fits = (end - begin) * wanted[0].width >= width
                if fits and all(r.is_free(b) for r, b in zip(wanted, boxes, strict=True)):
                    for room, box in zip(wanted, boxes, strict=True):
                        room.taken.append(box)
                    yield _word("map__country", at, 0, 4, "middle", name, len(wanted) == 1)
                    break
            else:
                continue
            break


@lru_cache(maxsize=EXTENTS)
def _broadest(extent: Extent) -> Sequence[tuple[str, Sequence[tuple[float, float, float]]]]:
    """Of each country within, by its code, where words have room, as `_spans`, broadest first."""
    return [
        (
            code,
            sorted(
                _spans([[extent.share(point) for point in shape] for shape in shapes]),
                key=lambda s: s[1] - s[0],
                reverse=True,
            ),
        )
        for code, shapes in countries_within(extent)
    ]


def _spans(rings: Sequence[Sequence[Point]]) -> Iterator[tuple[float, float, float]]:
    """From where to where a country lies, at some heights of the map: west, east, height.

    Over and under the words too, so that they do not lie on a border.
    """
    rows = _rows(rings)
    for row in range(1, ROWS):
        for west, east in rows[row]:
            above = _within(rows[row - 1], west, east)
            below = _within(rows[row + 1], *above)
            if below[0] < below[1]:
                yield *below, row / ROWS


def _rows(rings: Sequence[Sequence[Point]]) -> Sequence[Sequence[Span]]:
    """At each height of the map, from where to where the rings reach."""
    crossings: list[list[float]] = [[] for _ in range(ROWS + 1)]
    for ring in rings:
        ax, ay = ring[-1]
        for bx, by in ring:
            top, bottom = (ay, by) if ay < by else (by, ay)
            first, after = math.ceil(top * ROWS), math.ceil(bottom * ROWS)
            for row in range(max(first, 0), min(after, ROWS + 1)):
                crossings[row].append(ax + (row / ROWS - ay) / (by - ay) * (bx - ax))
            ax, ay = bx, by
    ordered = [sorted(row) for row in crossings]
    return [list(zip(row[::2], row[1::2], strict=True)) for row in ordered]


def _within(row: Sequence[Span], west: float, east: float) -> Span:
    """The broadest part of a span that a row has as well; one without breadth if it has none."""
    parts = [(max(west, w), min(east, e)) for w, e in row if w < east and e > west]
    return max(parts, key=lambda part: part[1] - part[0], default=(west, west))


def _word(
    family: str, at: Point, x: float, y: float, anchor: str, text: str, broad: bool
) -> Markup:
    return Markup(
        '<svg x="{}%" y="{}%" overflow="visible"><text class="{}{}" x="{}" y="{}" '
        'text-anchor="{}">{}</text></svg>'
    ).format(
        shown_number(at[0] * 100),
        shown_number(at[1] * 100),
        family,
        " map__word--broad" if broad else "",
        shown_number(x),
        shown_number(y),
        anchor,
        text,
    )


def shown_number(share: float) -> str:
    """Two decimals are finer than a pixel on any screen, and the same on every machine."""
    return f"{share:.2f}".rstrip("0").rstrip(".")
