"""A map: outlines that stretch with it; over them marks and words, which keep their size.

Where a mark is, is a share of the map's width and height, so that a phone and a projected page
show the same. Which marks are one, and which words have room, is reckoned for a phone; a word
that has room on a broad map only is shown there only. A topic is a letter, a standing an outline
or hatching: nothing is told by colour alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from markupsafe import Markup

from generator.drawing.extent import Extent, around, scale_km
from generator.drawing.land import land, visible
from generator.drawing.outlines import Point, outlines

NARROW, BROAD = 340, 680
"""Widths in CSS pixels: of a map on a phone, of one on a desk."""
FINGER = 26
"""How far apart two marks are at least, on a phone; nearer ones are one."""
HIGH, LETTER = 16, 7.2
"""In CSS pixels: height of a line of words, width of a letter."""
SCALE = 0.3
"""Share of the map's width that the scale takes at most."""
ROWS = 32
"""Heights of a map at which a country's name is tried."""

HATCHING = Markup(
    '<defs><pattern id="map-contested" width="6" height="6" patternUnits="userSpaceOnUse" '
    'patternTransform="rotate(45)"><path d="M0 0V6" class="map__hatch"/></pattern></defs>'
)

Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """A place on the map.

    Attributes:
        key: what tells it from others in the list beneath; a letter for each topic.
        name: shown beside it, where there is room.
        title: what is there, for a pointer.
        standing: `contested`, `unconfirmed` or empty, a class of the mark.
        radius: kilometres within which it is; 0: a point.
        url: where to read on, when it stands alone.
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


@dataclass(slots=True)
class Room:
    """What is taken of a map of some width, in pixels."""

    width: float
    height: float
    taken: list[Box] = field(default_factory=list)

    def box(self, at: Point, dx: float, dy: float, width: float, height: float) -> Box:
        """A box whose middle is `dx`, `dy` pixels from `at`."""
        x, y = at[0] * self.width + dx, at[1] * self.height + dy
        return (x - width / 2, y - height / 2, x + width / 2, y + height / 2)

    def is_free(self, box: Box) -> bool:
        """Whether a box lies within, and over nothing."""
        west, north, east, south = box
        within = west >= 2 and north >= 2 and east <= self.width - 2 and south <= self.height - 2
        return within and all(
            east <= w or west >= e or south <= n or north >= s for w, n, e, s in self.taken
        )


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


def drawn(
    extent: Extent,
    marks: Sequence[Cluster],
    urls: Sequence[str],
    *,
    grain: int,
    km: str = "",
    countries: Mapping[str, str] | None = None,
) -> Markup:
    """The map.

    Args:
        extent: what it shows.
        marks: as `clusters` gives them.
        urls: where each of them leads.
        grain: how many units fine the land is, from left to right.
        km: the words of the scale; without them, a map without words.
        countries: names by ISO 3166 code.
    """
    rooms = [Room(width, width / extent.ratio) for width in (NARROW, BROAD)]
    parts = [HATCHING, land(extent, grain)]
    parts += [_area(extent, spot) for mark in marks for spot in mark.spots if spot.radius]
    for room in rooms:
        room.taken += [room.box(mark.at, 0, 0, mark.width + 4, 24) for mark in marks]
    if km:
        share = scale_km(extent, SCALE) / extent.width_km
        for room in rooms:
            width = max(share * room.width, len(km) * LETTER) + 16
            room.taken.append((0, room.height - 32, width, room.height))
        parts += [
            Markup(
                '<g class="map__scale"><svg y="100%" overflow="visible">'
                '<line x1="8" x2="{}%" y1="-8" y2="-8"/>'
                '<text x="8" y="-14">{}</text></svg></g>'
            ).format(_number(share * 100), km)
        ]
        names = [_named(mark, rooms) for mark in marks]
        parts += _countries(extent, rooms, countries or {})
        parts += names
    parts += [_mark(mark, url) for mark, url in zip(marks, urls, strict=True)]
    wide = " map__drawing--wide" if extent.ratio > 1.5 else ""
    return Markup(
        '<svg class="map__drawing{}" width="100%" aria-hidden="true" focusable="false">{}</svg>'
    ).format(wide, Markup("").join(parts))


def _mark(mark: Cluster, url: str) -> Markup:
    standing = mark.standing
    title = "\n".join(spot.title for spot in mark.spots)
    width = mark.width
    classes = "map__mark" + (f" map__mark--{standing}" if standing else "")
    classes += " map__mark--several" if len(mark.spots) > 1 else ""
    return Markup(
        '<a href="{}" class="{}" tabindex="-1"><title>{}</title>'
        '<svg x="{}%" y="{}%" overflow="visible">'
        '<rect x="{}" y="-10" width="{}" height="20" rx="{}"/>'
        '<text y="4">{}</text></svg></a>'
    ).format(
        url,
        classes,
        title,
        _number(mark.at[0] * 100),
        _number(mark.at[1] * 100),
        _number(-width / 2),
        _number(width),
        10 if len(mark.spots) == 1 else 3,
        mark.key,
    )


def _area(extent: Extent, spot: Spot) -> Markup:
    """What a place that is no point may be: the circle, as broad and high as the map has it."""
    lon, lat = spot.point
    at = extent.share((extent.near(lon), lat))
    west, east, south, north = around((extent.near(lon), lat), spot.radius)
    across = (east[0] - west[0]) / 2 / (extent.east - extent.west)
    down = (north[1] - south[1]) / 2 / (extent.north - extent.south)
    if across * BROAD < FINGER / 2:
        return Markup()
    return Markup('<ellipse class="map__area" cx="{}%" cy="{}%" rx="{}%" ry="{}%"/>').format(
        *(_number(share * 100) for share in (*at, across, down))
    )


def _named(mark: Cluster, rooms: Sequence[Room]) -> Markup:
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


def _countries(extent: Extent, rooms: Sequence[Room], names: Mapping[str, str]) -> Iterable[Markup]:
    """Every country's name in the same type, where it has room within its outlines."""
    for country in outlines().countries:
        name = names.get(country.code, "")
        rings = [ring for line in country.rings for ring in visible(extent, line, closed=True)]
        if not name or not rings:
            continue
        shown = [[extent.share(point) for point in ring] for ring in rings]
        width = len(name) * LETTER * 1.1
        spans = sorted(_spans(shown), key=lambda s: s[1] - s[0], reverse=True)
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


def _spans(rings: Sequence[Sequence[Point]]) -> Iterable[tuple[float, float, float]]:
    """From where to where a country lies, at some heights of the map: west, east, height."""
    for row in range(1, ROWS):
        down = row / ROWS
        found = sorted(
            ax + (down - ay) / (by - ay) * (bx - ax)
            for ring in rings
            for (ax, ay), (bx, by) in zip(ring, [*ring[1:], ring[0]], strict=True)
            if (ay > down) != (by > down)
        )
        for west, east in zip(found[::2], found[1::2], strict=True):
            yield west, east, down


def _word(
    family: str, at: Point, x: float, y: float, anchor: str, text: str, broad: bool
) -> Markup:
    return Markup(
        '<svg x="{}%" y="{}%" overflow="visible"><text class="{}{}" x="{}" y="{}" '
        'text-anchor="{}">{}</text></svg>'
    ).format(
        _number(at[0] * 100),
        _number(at[1] * 100),
        family,
        " map__word--broad" if broad else "",
        _number(x),
        _number(y),
        anchor,
        text,
    )


def distance(extent: Extent, km: float) -> Markup:
    """A line as long as `km` are on a map of the same width; empty where it does not fit."""
    share = km / extent.width_km
    if not 0.005 < share <= 1:
        return Markup()
    return Markup(
        '<svg class="map__distance" width="100%" height="10" aria-hidden="true" '
        'focusable="false"><line x1="0" x2="{0}%" y1="5" y2="5"/><line x1="0" x2="0" y1="0" '
        'y2="10"/><line x1="{0}%" x2="{0}%" y1="0" y2="10"/></svg>'
    ).format(_number(share * 100))


def _number(share: float) -> str:
    """Two decimals are finer than a pixel on any screen, and the same on every machine."""
    return f"{share:.2f}".rstrip("0").rstrip(".")
