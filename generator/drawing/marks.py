"""Marks of a map: the places that it shows, those that would lie over each other as one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from generator.drawing.extent import Extent
from generator.drawing.outlines import Point

NARROW, BROAD = 340, 680
"""Widths in CSS pixels: of a map on a phone, of one on a desk."""
FINGER = 26
"""How far apart two marks are at least, on a phone; nearer ones are one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """A place on the map.

    Attributes:
        key: what tells it from others in the list beneath; a letter for each topic.
        name: shown beside it, where there is room.
        title: what is there, for a pointer.
        standing: `contested`, `unconfirmed` or empty, a class of the mark.
        radius: kilometres within which it is; 0: a point.
        url: where to read on; of several marks that are one, the first counts.
    """

    point: Point
    key: str
    name: str
    title: str
    standing: str
    radius: float
    url: str


@dataclass(slots=True)
class Cluster:
    """Spots that are one mark, and its place in shares of the map."""

    spots: list[Spot]
    at: Point

    @property
    def key(self) -> str:
        """What is written on it: how many, where it is several."""
        return self.spots[0].key if len(self.spots) == 1 else str(len(self.spots))

    @property
    def standing(self) -> str:
        """Contested where any of it is, unconfirmed where all of it is; else empty."""
        found = {spot.standing for spot in self.spots}
        return next((s for s in ("contested", "") if s in found), "unconfirmed")

    @property
    def width(self) -> float:
        """In pixels, whatever the map's."""
        return 13 + 7 * max(len(self.key), 1)


def clusters(extent: Extent, spots: Sequence[Spot]) -> list[Cluster]:
    """The marks: spots that would lie over each other on a phone are one."""
    found: list[Cluster] = []
    for spot in spots:
        lon, lat = spot.point
        found.append(Cluster([spot], extent.share((extent.near(lon), lat))))
    merged = True
    while merged:
        merged, kept = False, list[Cluster]()
        for one in found:
            near = next((other for other in kept if _touch(extent, one, other)), None)
            if near is None:
                kept.append(one)
                continue
            merged = True
            a, b = len(near.spots), len(one.spots)
            near.at = (
                (near.at[0] * a + one.at[0] * b) / (a + b),
                (near.at[1] * a + one.at[1] * b) / (a + b),
            )
            near.spots += one.spots
        found = kept
    return found


def _touch(extent: Extent, one: Cluster, other: Cluster) -> bool:
    across = abs(one.at[0] - other.at[0]) * NARROW - (one.width + other.width) / 2
    down = abs(one.at[1] - other.at[1]) * NARROW / extent.ratio
    return across < FINGER - 20 and down < FINGER
