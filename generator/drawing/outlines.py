"""Outlines of countries, from Natural Earth (public domain): `outlines.json` beside this module.

The file names its source, version and what was changed in it: Crimea is in Ukraine, as the United
Nations have it. `tests/outlines_derivation.py` derives it.
"""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

Point = tuple[float, float]
"""Longitude and latitude, in degrees; or east and south, in units of a drawing."""


@dataclass(frozen=True, slots=True)
class Line:
    """Points one after the other, and the box they lie in: west, south, east, north.

    Longitudes do not leap at the antimeridian: they may be under -180 or over 180.
    """

    points: Sequence[Point]
    box: tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Country:
    """A country's outlines; a point inside an odd number of its rings is in it.

    Attributes:
        code: ISO 3166 alpha-2, or empty where it has none.
    """

    code: str
    rings: Sequence[Line]

    def holds(self, point: Point) -> bool:
        """Whether `point` lies in it."""
        turned = [(point[0] + turn, point[1]) for turn in (-360, 0, 360)]
        return sum(_is_inside(p, ring.points) for ring in self.rings for p in turned) % 2 == 1


@dataclass(frozen=True, slots=True)
class Outlines:
    """All countries, and the borders between them, each once; coasts are no borders."""

    countries: Sequence[Country]
    borders: Sequence[Line]


@cache
def outlines() -> Outlines:
    """The outlines, read once."""
    kept = json.loads(files("generator").joinpath("drawing/outlines.json").read_text("utf-8"))
    arcs = [_points(steps) for steps in kept["arcs"]]
    uses = [0] * len(arcs)
    countries = []
    for code, rings in kept["countries"]:
        for number in (arc for ring in rings for arc in ring):
            uses[max(number, ~number)] += 1
        countries.append(Country(code, [_ring(_joined(arcs, ring)) for ring in rings]))
    borders = [_line(_unwrapped(arc)) for arc, used in zip(arcs, uses, strict=True) if used > 1]
    return Outlines(countries, borders)


def _points(steps: Sequence[int]) -> list[Point]:
    x = y = 0
    found = []
    for dx, dy in zip(steps[::2], steps[1::2], strict=True):
        x, y = x + dx, y + dy
        found.append((x / 100, y / 100))
    return found


def _joined(arcs: Sequence[Sequence[Point]], ring: Sequence[int]) -> list[Point]:
    """A ring of arcs, of which each begins where the last one ended; `~n` is `n` backwards."""
    found: list[Point] = []
    for number in ring:
        arc = arcs[number] if number >= 0 else arcs[~number][::-1]
        found += arc[1:] if found else arc
    return found


def _ring(points: Sequence[Point]) -> Line:
    """A ring; one that goes around the earth, as Antarctica's does, is closed over its pole."""
    found = _unwrapped(points)
    if abs(found[-1][0] - found[0][0]) > 180:
        pole = math.copysign(90.0, found[0][1])
        found += [(found[-1][0], pole), (found[0][0], pole)]
    return _line(found)


def _unwrapped(points: Sequence[Point]) -> list[Point]:
    """The points with longitudes that run on past 180 degrees, and do not leap to -180."""
    found: list[Point] = []
    turn = 0
    for lon, lat in points:
        if found:
            turn += 360 * round((found[-1][0] - lon - turn) / 360)
        found.append((lon + turn, lat))
    return found


def _line(points: Sequence[Point]) -> Line:
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return Line(points, (min(xs), min(ys), max(xs), max(ys)))


def _is_inside(point: Point, ring: Sequence[Point]) -> bool:
    x, y = point
    inside = False
    for (ax, ay), (bx, by) in zip(ring, [*ring[1:], ring[0]], strict=True):
        if (ay > y) != (by > y) and x < ax + (y - ay) / (by - ay) * (bx - ax):
            inside = not inside
    return inside
