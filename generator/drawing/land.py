"""The ground of a map: land as one shape, the borders over it; in the map's own units."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from markupsafe import Markup

from generator.drawing.extent import Extent
from generator.drawing.outlines import Line, Point, outlines

SMALLEST = 3
"""Points of a shape: an island that has fewer left is less than a dot."""


def land(extent: Extent, grain: int) -> Markup:
    """Land and borders within `extent`, in `grain` units from left to right.

    Nothing is drawn finer than a unit: the fewer, the lighter.
    """
    height = round(grain / extent.ratio)
    found = outlines()
    rings = (ring for country in found.countries for ring in country.rings)
    shapes = (_path(s, True) for s in _drawn(extent, grain, rings, closed=True))
    lines = (_path(s, False) for s in _drawn(extent, grain, found.borders, closed=False))
    return Markup(
        '<svg viewBox="0 0 {} {}" width="100%" height="100%" preserveAspectRatio="none">'
        '<path class="map__land" d="{}"/><path class="map__border" d="{}"/></svg>'
    ).format(grain, height, "".join(shapes), "".join(lines))


def _drawn(
    extent: Extent, grain: int, lines: Iterable[Line], *, closed: bool
) -> Iterator[list[tuple[int, int]]]:
    for line in lines:
        for points in visible(extent, line, closed=closed):
            yield _grained(points, grain, extent)


def visible(extent: Extent, line: Line, *, closed: bool) -> Iterator[list[Point]]:
    """What of a line, or of what a closed one surrounds, lies within; turned around the earth."""
    west, south, east, north = line.box
    if south > extent.north or north < extent.south:
        return
    for turn in (-360.0, 0.0, 360.0):
        if west + turn > extent.east or east + turn < extent.west:
            continue
        points = [(x + turn, y) for x, y in line.points]
        if closed:
            inside = clipped(extent, points)
            if inside:
                yield inside
        else:
            yield from cut(extent, points)


def clipped(extent: Extent, ring: Sequence[Point]) -> list[Point]:
    """What of a surrounded area lies within (Sutherland and Hodgman: side by side)."""
    found = list(ring)
    for axis, edge, sign in _sides(extent):
        before, found = found, []
        for at, point in enumerate(before):
            last = before[at - 1]
            is_in, was_in = sign * (point[axis] - edge) >= 0, sign * (last[axis] - edge) >= 0
            if is_in != was_in:
                found.append(_crossing(last, point, axis, edge))
            if is_in:
                found.append(point)
    return found


def cut(extent: Extent, line: Sequence[Point]) -> Iterator[list[Point]]:
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


def _sides(extent: Extent) -> Sequence[tuple[int, float, int]]:
    return (
        (0, extent.west, 1),
        (0, extent.east, -1),
        (1, extent.south, 1),
        (1, extent.north, -1),
    )


def _crossing(a: Point, b: Point, axis: int, edge: float) -> Point:
    share = (edge - a[axis]) / (b[axis] - a[axis])
    other = a[1 - axis] + share * (b[1 - axis] - a[1 - axis])
    return (edge, other) if axis == 0 else (other, edge)


def _grained(points: Iterable[Point], grain: int, extent: Extent) -> list[tuple[int, int]]:
    """The points in units, without those that are next to the one before."""
    found: list[tuple[int, int]] = []
    height = grain / extent.ratio
    for point in points:
        across, down = extent.share(point)
        x, y = round(across * grain), round(down * height)
        if not found or max(abs(x - found[-1][0]), abs(y - found[-1][1])) > 1:
            found.append((x, y))
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
