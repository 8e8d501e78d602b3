"""A map's drawing: recognised borders, everything within it, nothing over another, light."""

from __future__ import annotations

import json
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.drawing.extent import Extent, around, extent_of, scale_km
from generator.drawing.land import cut, land
from generator.drawing.map import distance, drawn
from generator.drawing.marks import BROAD, FINGER, NARROW, Spot, clusters
from generator.drawing.outlines import Country, Point, outlines
from generator.locale import Words
from generator.pages.map import FINE, HEAVIEST
from generator.pages.small_map import COARSE, LIGHT
from tests.outlines_derivation import DERIVED

COUNTRIES = {country.code: country for country in outlines().countries if country.code}
NAMES = {code: Words("fr").country(code) for code in COUNTRIES}
UKRAINE = ((30.5, 50.4), (37.6, 55.7), (34.4, 45.3))


def spot(point: Point, name: str = "Quay (fictional)", standing: str = "", key: str = "A") -> Spot:
    return Spot(
        point=point,
        key=key,
        name=name,
        title=f"{name}: 1 fact",
        standing=standing,
        radius=0,
        url="#place-quay",
    )


def drawing(extent: Extent, *spots: Spot, km: str = "100 km") -> str:
    marks = clusters(extent, spots)
    return str(drawn(extent, marks, grains=FINE, heaviest=HEAVIEST, km=km, countries=NAMES))


def holders(point: Point) -> set[str]:
    """Countries that a point lies in."""
    return {country.code for country in outlines().countries if country.holds(point)}


@pytest.mark.parametrize(
    ("point", "country"),
    [
        ((34.10, 44.95), "UA"),  # Simferopol
        ((33.53, 44.62), "UA"),  # Sevastopol
        ((36.30, 45.30), "UA"),  # by Kerch
        ((33.90, 46.05), "UA"),  # north of the isthmus
        ((38.97, 45.03), "RU"),  # Krasnodar, across the strait
        ((37.80, 48.00), "UA"),  # Donetsk
        ((37.62, 55.75), "RU"),
        ((33.36, 35.30), "CY"),  # north of Nicosia
        ((44.06, 9.56), "SO"),  # Hargeisa
        ((-178.0, 66.5), "RU"),  # beyond the antimeridian
        ((27.5, -29.5), "LS"),  # surrounded by another country
        ((0.0, -85.0), "AQ"),
        ((-22.1, 0.1), None),  # the open sea
    ],
)
def test_every_place_lies_in_the_country_that_it_is_recognised_to_be_of(
    point: Point, country: str | None
) -> None:
    assert holders(point) == ({country} if country else set())


def test_no_border_is_drawn_between_crimea_and_the_rest_of_ukraine() -> None:
    isthmus = Extent(33.2, 45.7, 34.9, 46.3, 46.0, 4 / 3)
    drawn_there = [p for line in outlines().borders for p in cut(isthmus, line.points)]
    assert drawn_there == []
    east = Extent(37.0, 47.3, 41.0, 50.3, 49.0, 4 / 3)
    assert any(p for line in outlines().borders for p in cut(east, line.points))


def test_the_outlines_say_where_they_are_from() -> None:
    text = DERIVED.read_text(encoding="utf-8")
    kept = json.loads(text)
    assert len(text) < 400_000
    assert kept["source"].startswith("Natural Earth")
    assert "4.1.0" in kept["version"]
    assert kept["licence"].startswith("public domain")
    assert "Crimea is part of Ukraine" in kept["changed"]
    assert {"UA", "RU", "XK", "PS", "TW", "EH"} <= COUNTRIES.keys()
    assert all(isinstance(country, Country) for country in COUNTRIES.values())


points = st.tuples(st.floats(-180, 180), st.floats(-89, 89))


@settings(deadline=None)
@given(st.lists(points, min_size=1, max_size=8))
def test_every_place_is_within_the_map_and_marks_do_not_touch(places: list[Point]) -> None:
    extent = extent_of(places)
    assert extent.south >= -90.001
    assert extent.north <= 90.001
    assert extent.east - extent.west <= 360.001
    marks = clusters(extent, [spot(place) for place in places])
    assert sum(len(mark.spots) for mark in marks) == len(places)
    for mark in marks:
        assert all(-1e-6 <= share <= 1 + 1e-6 for share in mark.at)
    for n, one in enumerate(marks):
        for other in marks[:n]:
            across = abs(one.at[0] - other.at[0]) * NARROW
            down = abs(one.at[1] - other.at[1]) * NARROW / extent.ratio
            assert across >= (one.width + other.width) / 2 or down >= FINGER
    assert 0 < scale_km(extent, 0.3) <= extent.width_km * 0.3


def test_places_on_both_sides_of_the_antimeridian_are_near() -> None:
    extent = extent_of([(178.4, -18.1), (-171.8, -13.8)])
    assert extent.east - extent.west < 30
    marks = clusters(extent, [spot((178.4, -18.1)), spot((-171.8, -13.8))])
    assert len(marks) == 2


def test_one_town_is_seen_in_its_country_and_an_area_whole() -> None:
    alone = extent_of([(30.5, 50.4)])
    assert 5 < alone.north - alone.south < 8
    area = extent_of(around((34.0, 45.0), 500))
    assert area.north - area.south > 9
    assert area.width_km > 1000


def test_what_is_contested_or_unconfirmed_looks_so_without_colour() -> None:
    extent = extent_of(UKRAINE)
    lone = drawing(extent, spot(UKRAINE[0], standing="contested"))
    assert "map__mark--contested" in lone
    assert 'id="map-contested"' in lone
    both = (spot(UKRAINE[0], standing="unconfirmed"), spot((30.6, 50.5), standing="unconfirmed"))
    together = drawing(extent, *both)
    assert "map__mark--unconfirmed map__mark--several" in together
    assert '<text y="4">2</text>' in together
    assert "map__mark--unconfirmed" not in drawing(extent, both[0], spot((30.6, 50.5)))


def test_words_of_content_are_escaped() -> None:
    attack = '"><script>'
    svg = drawing(extent_of(UKRAINE), spot(UKRAINE[0], name=attack, key="<b>"))
    assert "<script>" not in svg
    assert "<b>" not in svg
    assert "&#34;&gt;&lt;script&gt;" in svg


def test_names_are_drawn_where_they_have_room_and_not_over_marks() -> None:
    extent = extent_of(UKRAINE)
    svg = drawing(extent, spot(UKRAINE[0], "Kyiv"), spot(UKRAINE[1], "Moscou" * 40))
    assert re.search(r'class="map__name"[^>]*>Kyiv<', svg)
    assert re.search(r'class="map__country"[^>]*>Ukraine<', svg)
    assert svg.count("Moscou" * 40) == 1  # its title: there is no room for it
    without = drawing(extent, spot(UKRAINE[0], "Kyiv"), km="")
    assert "map__name" not in without
    assert "map__country" not in without


def test_a_map_of_the_whole_earth_with_any_number_of_places_is_light() -> None:
    places = [(lon, lat) for lon in range(-180, 180, 11) for lat in range(-60, 80, 7)]
    spots = [spot(place, f"Place {n} (fictional)") for n, place in enumerate(places)]
    extent = extent_of(places)
    svg = drawing(extent, *spots)
    assert svg == drawing(extent, *spots)
    assert 50_000 < len(svg.encode()) < 200_000
    assert len(land(extent, COARSE[-1])) < LIGHT


def test_a_distance_is_as_long_as_on_the_map_or_not_drawn() -> None:
    extent = extent_of(UKRAINE)
    assert 'x2="50%"' in distance(extent, extent.width_km / 2)
    assert not distance(extent, extent.width_km * 1.01)
    assert BROAD == 2 * NARROW
