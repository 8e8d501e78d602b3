"""The ground of a map: land as one shape, the borders over it; in the map's own units."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from markupsafe import Markup

from generator.drawing.extent import Extent
from generator.drawing.outlines import Line, Point, outlines

SMALLEST = 3
"""Points of a shape: an island that has fewer left is less than a dot."""


Shape = Sequence[Point]
"""Points one after the other, the last of a country's shape leading back to the first."""

EXTENTS = 8
"""Of so many what lies within is kept: maps of several grains, and of several pages, share one."""


@lru_cache(maxsize=EXTENTS * 4)
def land(extent: Extent, grain: int) -> Markup:
    """Land and borders within `extent`, in `grain` units from left to right.

    Nothing is drawn finer than a unit: the fewer, the lighter.
    """
    height = round(grain / extent.ratio)
    countries = (shape for _, shapes in countries_within(extent) for shape in shapes)
    shapes = (_path(_grained(shape, grain, extent), True) for shape in countries)
    lines = (_path(_grained(line, grain, extent), False) for line in _borders_within(extent))
    return Markup(
        '<svg viewBox="0 0 {} {}" width="100%" height="100%" preserveAspectRatio="none">'
        '<path class="map__land" d="{}"/><path class="map__border" d="{}"/></svg>'
    ).format(grain, height, "".join(shapes), "".join(lines))


@lru_cache(maxsize=EXTENTS)
def countries_within(extent: Extent) -> Sequence[tuple[str, Sequence[Shape]]]:
    """What of each country lies within, by its code, which may be empty; others are left out."""
    found = (
        (country.code, [s for ring in country.rings for s in visible(extent, ring, closed=True)])
        for country in outlines().countries
    )
    return [(code, shapes) for code, shapes in found if shapes]


@lru_cache(maxsize=EXTENTS)
def _borders_within(extent: Extent) -> Sequence[Shape]:
    return [piece for b in outlines().borders for piece in visible(extent, b, closed=False)]


def visible(extent: Extent, line: Line, *, closed: bool) -> Iterator[Shape]:
    """What of a line, or of what a closed one surrounds, lies within; turned around the earth."""
    west, south, east, north = line.box
    if south > extent.north or north < extent.south:
        return
    for turn in (-360.0, 0.0, 360.0):
        if west + turn > extent.east or east + turn < extent.west:
            continue
        points = [(x + turn, y) for x, y in line.points] if turn else line.points
        if closed:
            inside = clipped(extent, points, (west + turn, south, east + turn, north))
            if inside:
                yield inside
        else:
            yield from cut(extent, points)


def clipped(extent: Extent, ring: Shape, box: tuple[float, float, float, float]) -> Shape:
    """What of a surrounded area lies within (Sutherland and Hodgman: side by side).

    Args:
        extent: what is shown.
        ring: what surrounds the area.
        box: where that lies; beyond most sides nothing does.
    """
    west, south, east, north = box
    if west < extent.west:
        ring = _cut_off(ring, 0, extent.west, 1)
    if east > extent.east:
        ring = _cut_off(ring, 0, extent.east, -1)
    if south < extent.south:
        ring = _cut_off(ring, 1, extent.south, 1)
    if north > extent.north:
        ring = _cut_off(ring, 1, extent.north, -1)
    return ring


def _cut_off(ring: Shape, axis: int, edge: float, sign: int) -> Shape:
    """What of an area lies on that side of an edge where `sign` leads to."""
    found: list[Point] = []
    if not ring:
        return found
    last = ring[-1]
    was_in = sign * (last[axis] - edge) >= 0
    for point in ring:
        is_in = sign * (point[axis] - edge) >= 0
        if is_in != was_in:
            found.append(_crossing(last, point, axis, edge))
        if is_in:
            found.append(point)
        last, was_in = point, is_in
    return found


def cut(extent: Extent, line: Shape) -> Iterator[list[Point]]:
    """The pieces of a line within; each goes on to the first point outside, which nobody sees."""
    piece: list[Point] = []
    was_in, last = False, None
    for point in line:
        is_in = extent.west <= point[0] <= extent.east and extent.south <= point[1] <= extent.north
        if is_in and not was_in and last is not None:
            piece = [last]
        if is_in or was_in:
            piece.append(point)
        if was_in and not is_in:
            yield piece
            piece = []
        was_in, last = is_in, point
    if was_in and len(piece) > 1:
        yield piece


def _crossing(a: Point, b: Point, axis: int, edge: float) -> Point:
    share = (edge - a[axis]) / (b[axis] - a[axis])
    other = a[1 - axis] + share * (b[1 - axis] - a[1 - axis])
    return (edge, other) if axis == 0 else (other, edge)


def _grained(points: Shape, grain: int, extent: Extent) -> list[tuple[int, int]]:
    """The points in units, without those that are next to the one before."""
    found: list[tuple[int, int]] = []
    height = grain / extent.ratio
    west, north = extent.west, extent.north
    degrees, high = extent.east - west, north - extent.south
    last_x = last_y = 0
    for lon, lat in points:  # `Extent.share` written out: there are hundreds of thousands
        x, y = round((lon - west) / degrees * grain), round((north - lat) / high * height)
        if not found or not (-2 < x - last_x < 2 and -2 < y - last_y < 2):
            found.append((x, y))
            last_x, last_y = x, y
    return found


def _path(points: Sequence[tuple[int, int]], closed: bool) -> str:
    if len(points) < (SMALLEST if closed else 2):
        return ""
    (x, y), steps = points[0], ""
    begin = f"M{x} {y}l"
    for to_x, to_y in points[1:]:
        down = f"{to_y - y}"
        gap = "" if down.startswith("-") else " "
        across = f"{to_x - x}"
        steps += (" " if steps and not across.startswith("-") else "") + across + gap + down
        x, y = to_x, to_y
    return begin + steps + ("z" if closed else "")
