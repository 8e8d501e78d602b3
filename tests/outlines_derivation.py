"""Derives `generator/drawing/outlines.json`: `python -m tests.outlines_derivation FILE`.

FILE is `countries-50m.json` of the npm package world-atlas 2.0.2, which holds the countries of
Natural Earth 4.1.0 at 1:50m with every border once ("arcs"). Natural Earth is in the public domain.
The same file gives the same bytes.
"""

from __future__ import annotations

import hashlib
import itertools
import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from babel.core import get_global

DERIVED = Path(__file__).parent.parent / "generator" / "drawing" / "outlines.json"
SOURCE = "04342cdc1e3016bcd7db1630de95684d67b79fe3c8c460321e87aef469502394"
TOLERANCE = 0.02
"""How far a line may move, in degrees: about two kilometres, what 1:50m is exact to."""
SMALLEST = 0.004
"""Square degrees; smaller islands are left out, unless a country has no larger one."""

JOINED = {"Somaliland": "706", "N. Cyprus": "196"}
"""Drawn apart by Natural Earth, and recognised by no more than one state: with which they go."""
CRIMEA = (34.1, 44.95)
"""Simferopol. Natural Earth draws what it lies in as Russia."""
NAMELESS = {"Kosovo": "XK"}

Point = tuple[float, float]
Ring = list[int]


class Atlas:
    """A TopoJSON file: countries as polygons, polygons as rings, rings as arcs."""

    def __init__(self, atlas: dict[str, Any]) -> None:
        scale, move = atlas["transform"]["scale"], atlas["transform"]["translate"]
        self.arcs: list[list[Point]] = []
        for steps in atlas["arcs"]:
            x = y = 0
            arc = []
            for dx, dy in steps:
                x, y = x + dx, y + dy
                arc.append((x * scale[0] + move[0], y * scale[1] + move[1]))
            self.arcs.append(arc)
        self.countries: dict[str, list[list[Ring]]] = {}
        for shape in atlas["objects"]["countries"]["geometries"]:
            polygons = shape["arcs"] if shape["type"] == "MultiPolygon" else [shape["arcs"]]
            name = shape["properties"]["name"]
            key = JOINED.get(name) or shape.get("id") or name
            self.countries.setdefault(key, []).extend(polygons)

    def points(self, ring: Ring) -> list[Point]:
        """A ring's points; each arc begins where the one before it ends."""
        found: list[Point] = []
        for number in ring:
            arc = self.arcs[number] if number >= 0 else self.arcs[~number][::-1]
            found += arc[1:] if found else arc
        return found

    def give(self, point: Point, from_: str, to: str) -> None:
        """The polygon of one country that `point` lies in becomes another's."""
        polygon = next(p for p in self.countries[from_] if _inside(point, self.points(p[0])))
        self.countries[from_].remove(polygon)
        self.countries[to].append(polygon)

    def dissolve(self, key: str) -> None:
        """Leave out the lines between polygons of one country, and join what is around them."""
        rings = [ring for polygon in self.countries[key] for ring in polygon]
        used = {arc for ring in rings for arc in ring}
        if not any(~arc in used for arc in used):
            return
        left = [arc for ring in rings for arc in ring if ~arc not in used]
        joined = list(self._stitched(left))
        # Which of them are holes does not matter: the drawing fills by even and odd.
        self.countries[key] = [[ring] for ring in joined]

    def _stitched(self, arcs: list[int]) -> Iterator[Ring]:
        begins: dict[Point, list[int]] = {}
        for number in arcs:
            begins.setdefault(self.points([number])[0], []).append(number)
        while any(begins.values()):
            start = next(point for point, found in begins.items() if found)
            ring = [begins[start].pop(0)]
            at = self.points([ring[0]])[-1]
            while at != start:
                ring.append(begins[at].pop(0))
                at = self.points([ring[-1]])[-1]
            yield ring


def _inside(point: Point, ring: Sequence[Point]) -> bool:
    x, y = point
    crossed = False
    for (ax, ay), (bx, by) in itertools.pairwise(ring):
        if (ay > y) != (by > y) and x < ax + (y - ay) / (by - ay) * (bx - ax):
            crossed = not crossed
    return crossed


def _area(ring: Sequence[Point]) -> float:
    pairs = itertools.pairwise(ring)
    return abs(sum(ax * by - bx * ay for (ax, ay), (bx, by) in pairs)) / 2


def _simplified(line: Sequence[Point]) -> list[Point]:
    """Ramer, Douglas and Peucker: without the points that lie within the tolerance of a line."""
    keep = {0, len(line) - 1}
    parts = [(0, len(line) - 1)]
    while parts:
        first, last = parts.pop()
        (ax, ay), (bx, by) = line[first], line[last]
        dx, dy = bx - ax, by - ay
        length = dx * dx + dy * dy
        worst, at = 0.0, 0
        for n in range(first + 1, last):
            x, y = line[n]
            share = max(0.0, min(1.0, ((x - ax) * dx + (y - ay) * dy) / length)) if length else 0
            off = (x - ax - share * dx) ** 2 + (y - ay - share * dy) ** 2
            if off > worst:
                worst, at = off, n
        if worst > TOLERANCE**2:
            keep.add(at)
            parts += [(first, at), (at, last)]
    return [line[n] for n in sorted(keep)]


def derived(atlas: Atlas) -> str:
    """The outlines as a file: hundredths of a degree, each arc's points as steps."""
    atlas.give(CRIMEA, "643", "804")
    aliases = get_global("territory_aliases")
    numbers: dict[int, int] = {}
    arcs: list[list[int]] = []

    def numbered(number: int) -> int:
        one = number if number >= 0 else ~number
        if one not in numbers:
            numbers[one] = len(arcs)
            arcs.append(_steps(_simplified(atlas.arcs[one])))
        return numbers[one] if number >= 0 else ~numbers[one]

    shapes = []
    for key in sorted(atlas.countries):
        atlas.dissolve(key)
        sizes = [(max(_area(atlas.points(r)) for r in p), p) for p in atlas.countries[key]]
        sizes.sort(key=lambda one: -one[0])
        polygons = [p for _, p in sizes]
        shown = [p for size, p in sizes[1:] if size >= SMALLEST]
        rings = [[numbered(a) for a in ring] for p in [polygons[0], *shown] for ring in p]
        code = NAMELESS.get(key) or (aliases.get(key) or [""])[0]
        shapes.append([code, rings])
    shapes.sort()
    head = {
        "source": "Natural Earth, 1:50m Cultural Vectors, Admin 0 - Countries",
        "version": "4.1.0, as in npm world-atlas 2.0.2 (countries-50m.json)",
        "licence": "public domain (https://www.naturalearthdata.com/about/terms-of-use/)",
        "changed": "Crimea is part of Ukraine, Northern Cyprus of Cyprus, Somaliland of Somalia; "
        "lines simplified, small islands left out. Derived by tests/outlines_derivation.py",
    }
    parts = [f"{json.dumps(k)}: {json.dumps(v)}" for k, v in head.items()]
    lines = ",\n".join(json.dumps(arc, separators=(",", ":")) for arc in arcs)
    of = ",\n".join(json.dumps(shape, separators=(",", ":")) for shape in shapes)
    return "{{\n{},\n{}: [\n{}\n],\n{}: [\n{}\n]\n}}\n".format(
        ",\n".join(parts), '"arcs"', lines, '"countries"', of
    )


def _steps(line: Sequence[Point]) -> list[int]:
    steps: list[int] = []
    x = y = 0
    for lon, lat in line:
        to_x, to_y = round(lon * 100), round(lat * 100)
        if not steps or (to_x, to_y) != (x, y):
            steps += [to_x - x, to_y - y]
        x, y = to_x, to_y
    return steps


if __name__ == "__main__":
    given = Path(sys.argv[1]).read_bytes()
    if hashlib.sha256(given).hexdigest() != SOURCE:
        sys.exit(f"{sys.argv[1]} is not countries-50m.json of world-atlas 2.0.2")
    DERIVED.write_text(derived(Atlas(json.loads(given))), encoding="utf-8")
