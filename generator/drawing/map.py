"""A map: outlines that stretch with it; over them marks and words, which keep their size.

Where a mark is, is a share of the map's width and height, so that a phone and a projected page
show the same. Which marks are one, and which words have room, is reckoned for a phone; a word
that has room on a broad map only is shown there only. A topic is a letter, a standing an outline
or hatching: nothing is told by colour alone.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from markupsafe import Markup

from generator.drawing.extent import Extent, around, scale_km
from generator.drawing.land import land
from generator.drawing.marks import BROAD, FINGER, NARROW, Cluster, Spot
from generator.drawing.words import LETTER, Room, country_names, place_name, shown_number

SCALE = 0.3
"""Share of the map's width that the scale takes at most."""

HATCHING = Markup(
    '<defs><pattern id="map-contested" width="6" height="6" patternUnits="userSpaceOnUse" '
    'patternTransform="rotate(45)"><path d="M0 0V6" class="map__hatch"/></pattern></defs>'
)


def drawn(
    extent: Extent,
    marks: Sequence[Cluster],
    *,
    grains: Sequence[int],
    heaviest: int,
    km: str = "",
    countries: Mapping[str, str] | None = None,
) -> Markup:
    """The map.

    Args:
        extent: what it shows.
        marks: as `clusters` gives them.
        grains: how many units fine the land is, from left to right: the first that is light.
        heaviest: characters of land that are light; where none is, nothing is drawn.
        km: the words of the scale; without them, a map without words.
        countries: names by ISO 3166 code.
    """
    grounds = (land(extent, grain) for grain in grains)
    ground = next((svg for svg in grounds if len(svg) <= heaviest), None)
    if ground is None:
        return Markup()
    rooms = [Room(width, width / extent.ratio) for width in (NARROW, BROAD)]
    parts = [HATCHING, ground]
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
            ).format(shown_number(share * 100), km)
        ]
        names = [place_name(mark, rooms) for mark in marks]
        parts += country_names(extent, rooms, countries or {})
        parts += names
    parts += map(_mark, marks)
    wide = " map__drawing--wide" if extent.ratio > 1.5 else ""
    return Markup(
        '<svg class="map__drawing{}" width="100%" aria-hidden="true" focusable="false">{}</svg>'
    ).format(wide, Markup("").join(parts))


def _mark(mark: Cluster) -> Markup:
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
        mark.spots[0].url,
        classes,
        title,
        shown_number(mark.at[0] * 100),
        shown_number(mark.at[1] * 100),
        shown_number(-width / 2),
        shown_number(width),
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
        *(shown_number(share * 100) for share in (*at, across, down))
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
    ).format(shown_number(share * 100))
