"""Where it happened: places on a map, and beneath it what is known of each."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice

from markupsafe import Markup

from generator.claims import Event
from generator.drawing.extent import Extent
from generator.drawing.map import distance
from generator.drawing.marks import clusters
from generator.facts import Fact
from generator.model import Place
from generator.pages.desk import Desk
from generator.pages.index import not_withdrawn, places_of
from generator.pages.lists import FactList, fact_list, older_ones, tellers, whole
from generator.pages.named import place_link, places
from generator.pages.place import place_precision
from generator.pages.rows import newest_first
from generator.pages.small_map import (
    Placed,
    draw,
    extent_around,
    km_in_words,
    map_anchor,
    placed_of,
    spot_of,
)
from generator.pages.telling import fact_line
from generator.pages.views import FactLine, Link

NEWEST = 5
"""Facts of a place beneath the map; its own page has all."""
DISTANCES = 10
"""Distances beneath it."""
FINE = (1200, 600, 300)
"""How many units fine land may be, from left to right: the first that is light enough."""
HEAVIEST = 130_000
"""Characters of land; with its marks and words a map stays under 200,000."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MapPlace:
    """A place beneath the map.

    Attributes:
        name: leading to its page.
        anchor: its place on the page.
        precision: within how many kilometres of its coordinates it lies, or empty.
        facts: the newest of what happened or was counted there.
    """

    name: Link
    anchor: str
    precision: str
    facts: FactList


@dataclass(frozen=True, slots=True, kw_only=True)
class MapMark:
    """A mark of the map, with the place or the places that it stands for.

    Attributes:
        key: what the mark has written on it: letters of topics, or how many places it is.
        standing: `contested`, `unconfirmed` or empty: how the mark looks.
        several: whether it is several places that lie close together.
        places: by name.
    """

    key: str
    standing: str
    several: bool
    places: tuple[MapPlace, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Distance:
    """A distance that a report gives; in which direction it is, none says.

    Attributes:
        km: in words.
        fact: what it is told of.
        line: SVG: as long as it is on the map; empty where it is longer than the map is wide.
    """

    km: str
    fact: FactLine
    line: Markup


@dataclass(frozen=True, slots=True, kw_only=True)
class MapView:
    """Every place that a fact names, on one map.

    Attributes:
        as_of: the day that the site speaks of; empty where it holds no article.
        drawing: SVG; empty where no place has coordinates.
        topics: the letter of each topic with a place on the map, its anchor, and its title,
            leading to its page.
        marks: the marks of the map, by the name of their first place.
        distances: the newest that are told of a place on the map.
        undrawn: places without coordinates.
    """

    as_of: str
    drawing: Markup
    topics: tuple[tuple[str, str, Link], ...]
    marks: tuple[MapMark, ...]
    distances: tuple[Distance, ...]
    undrawn: tuple[MapPlace, ...]


def map_view(desk: Desk) -> MapView:
    """The view of the map."""
    placed = placed_of(desk, desk.index.placed_at)
    homes = {fact.topics[0] for _, facts in placed for fact in facts}
    topics = [topic for topic in desk.topics if topic.id in homes]
    letters = {topic.id: _letter(n) for n, topic in enumerate(topics)}
    if not placed:
        undrawn = _undrawn(desk)
        return MapView(
            as_of=desk.as_of, drawing=Markup(), topics=(), marks=(), distances=(), undrawn=undrawn
        )
    extent = extent_around(placed)
    spots = [
        spot_of(desk, place, facts, letters, f"#{map_anchor(place)}") for place, facts in placed
    ]
    told = {spot.url: _place(desk, *of) for spot, of in zip(spots, placed, strict=True)}
    marks = clusters(extent, spots)
    return MapView(
        as_of=desk.as_of,
        drawing=draw(desk, extent, marks, FINE, HEAVIEST, words=True),
        topics=tuple((letters[t.id], f"topic-{t.id}", desk.topic(t.id)) for t in topics),
        marks=tuple(
            MapMark(
                key=cluster.key,
                standing=cluster.standing,
                several=len(cluster.spots) > 1,
                places=tuple(told[spot.url] for spot in cluster.spots),
            )
            for cluster in marks
        ),
        distances=tuple(islice(_distances(desk, extent, placed), DISTANCES)),
        undrawn=_undrawn(desk),
    )


def _undrawn(desk: Desk) -> tuple[MapPlace, ...]:
    facts = desk.index.placed_at
    return tuple(
        _place(desk, place, facts[place.id])
        for place in places(desk)
        if facts.get(place.id) and place.lat is None
    )


def _letter(number: int) -> str:
    """A, B … Z, then AA: as columns are named."""
    more, last = divmod(number, 26)
    return (_letter(more - 1) if more else "") + chr(ord("A") + last)


def _place(desk: Desk, place: Place, facts: Sequence[Fact]) -> MapPlace:
    here = (whole(desk, f, [c for c in f.claims if place.id in places_of(c)]) for f in facts)
    listed = fact_list(desk, here, lambda e: (tellers(desk, e.claims), ()))
    left_out = len(facts) - NEWEST
    return MapPlace(
        name=place_link(desk, place.id),
        anchor=map_anchor(place),
        precision=place_precision(desk, place),
        facts=FactList(
            facts=listed.facts[:NEWEST],
            more=older_ones(desk, left_out),
            topics=(place_link(desk, place.id),) if left_out > 0 else (),
        ),
    )


def _distances(desk: Desk, extent: Extent, placed: Sequence[Placed]) -> Iterable[Distance]:
    """What reports give, the newest first; claims of one fact may give several."""
    facts = {fact.id: fact for _, there in placed for fact in there}
    for fact in newest_first(facts.values(), ""):
        found = {
            claim.detail.distance_km: None
            for claim in not_withdrawn(fact.claims)
            if isinstance(claim.detail, Event) and claim.detail.distance_km is not None
        }
        for km in sorted(found):
            yield Distance(
                km=km_in_words(desk, km), fact=fact_line(desk, fact), line=distance(extent, km)
            )
