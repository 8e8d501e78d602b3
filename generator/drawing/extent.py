"""The part of the earth that a map shows, and where on the map a point of it is.

Plate carrée, true to scale along the middle parallel: shapes of a region look as readers know
them, and north is up. Longitudes run on past 180 degrees where the places do.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from generator.drawing.outlines import Point

MARGIN = 0.18
"""Room around the outermost places, as a share of what lies between them."""
ALONE, SMALLEST = 6.0, 2.0
"""Degrees of latitude that a map shows at least of one town, which is seen in its country; and of
several, which are seen apart."""
TOGETHER = 0.3
"""Degrees within which several are as one."""
FLATTEST = 75.0
"""No parallel nearer to a pole is the one that is true to scale."""
NORMAL, WIDE = 4 / 3, 2.0
"""Width by height of a map, and of one that shows much of the earth."""
KM = 111.2
"""Kilometres in a degree of a meridian."""


@dataclass(frozen=True, slots=True)
class Extent:
    """A rectangle of the earth.

    Attributes:
        west: degrees; under -180 where it crosses the antimeridian.
        south: degrees.
        east: degrees; likewise over 180.
        north: degrees.
        parallel: the one that is true to scale.
        ratio: width by height, of the map.
    """

    west: float
    south: float
    east: float
    north: float
    parallel: float
    ratio: float

    @property
    def width_km(self) -> float:
        """How wide it is along its true parallel."""
        return (self.east - self.west) * KM * math.cos(math.radians(self.parallel))

    def near(self, lon: float) -> float:
        """`lon` turned around the earth so that it lies within, if any turn does."""
        return (lon - self.west) % 360 + self.west

    def share(self, point: Point) -> Point:
        """Where a point (longitude turned already) is: shares of width and height, from the top."""
        lon, lat = point
        return (
            (lon - self.west) / (self.east - self.west),
            (self.north - lat) / (self.north - self.south),
        )


def around(point: Point, km: float) -> Sequence[Point]:
    """The outermost points within `km` of `point`: west, east, south and north of it."""
    lon, lat = point
    up = km / KM
    side = up / math.cos(math.radians(min(abs(lat), FLATTEST)))
    south, north = max(lat - up, -90.0), min(lat + up, 90.0)
    return ((lon - side, lat), (lon + side, lat), (lon, south), (lon, north))


def extent_of(points: Sequence[Point]) -> Extent:
    """An extent in which `points` have their place.

    Its sides are as 4 to 3, or where it is much of the earth as 2 to 1.
    """
    west, east = _longitudes([lon for lon, _ in points])
    south, north = min(lat for _, lat in points), max(lat for _, lat in points)
    middle = min(abs((south + north) / 2), FLATTEST)
    stretch = math.cos(math.radians(middle))
    width = (east - west) * stretch * (1 + 2 * MARGIN)
    least = ALONE if max(width, north - south) < TOGETHER else SMALLEST
    height = max((north - south) * (1 + 2 * MARGIN), least)
    ratio = WIDE if width / stretch > 120 else NORMAL
    width, height = max(width, height * ratio), max(height, width / ratio)
    if width / stretch > 360 or height > 180:
        begin = (west + east) / 2 - 180
        return Extent(begin, -90.0, begin + 360, 90.0, 0.0, WIDE)
    centre = (south + north) / 2
    centre = min(max(centre, height / 2 - 90), 90 - height / 2)
    half = width / stretch / 2
    return Extent(
        (west + east) / 2 - half,
        centre - height / 2,
        (west + east) / 2 + half,
        centre + height / 2,
        middle,
        ratio,
    )


def _longitudes(found: Sequence[float]) -> Point:
    """From where to where they reach, the shorter way around the earth."""
    ordered = sorted({(lon + 180) % 360 - 180 for lon in found})
    after = [*ordered[1:], ordered[0] + 360]
    gaps = [b - a for a, b in zip(ordered, after, strict=True)]
    widest = max(range(len(gaps)), key=lambda n: (gaps[n], n))
    west = after[widest] - 360 if widest == len(gaps) - 1 else after[widest]
    return west, west + 360 - gaps[widest]


def scale_km(extent: Extent, share: float) -> int:
    """A round number of kilometres that takes about `share` of the map's width, or less."""
    most = extent.width_km * share
    power = 10 ** math.floor(math.log10(most))
    return int(max(step for step in (1, 2, 5) if step * power <= most) * power)
