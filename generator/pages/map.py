"""Where it happened: places on a map, and beneath it what is known of each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from markupsafe import Markup

from generator.claims import Event
from generator.drawing import map as drawing
from generator.drawing.extent import Extent, around, extent_of, scale_km
from generator.drawing.map import Spot
from generator.drawing.outlines import Point, outlines
from generator.facts import Fact
from generator.model import Place, Topic
from generator.pages.day_changes import more
from generator.pages.desk import Desk
from generator.pages.index import not_withdrawn, places_of
from generator.pages.lists import FactList, fact_list, older_ones, tellers, whole
from generator.pages.named import place_link, places
from generator.pages.place import place_precision
from generator.pages.rows import newest_first
from generator.pages.telling import fact_line
from generator.pages.views import FactLine, Link

NEWEST = 5
"""Facts of a place beneath the map; its own page has all."""
DISTANCES = 10
"""Distances beneath it."""
FINE, COARSE, COARSEST = 1200, 500, 300
"""How many units fine land is, from left to right: on the map, on a topic's, on the home page."""
LETTERS = 3
"""Topics that a mark names."""
PLACES = 12
"""Places that a small map names beneath it."""
WEAK = {"unconfirmed", "retracted"}

Placed = tuple[Place, Sequence[Fact]]


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


@dataclass(frozen=True, slots=True, kw_only=True)
class SmallMap:
    """A map that leads to the large one.

    Attributes:
        drawing: SVG.
        places: the first of the places on it, each leading to its page; none on the home page.
        more: how many more there are, or empty.
        url: leads to the large map.
    """

    drawing: Markup
    places: tuple[Link, ...]
    more: str
    url: str


def map_view(desk: Desk) -> MapView:
    """The view of the map."""
    placed = _placed(desk, desk.index.placed_at)
    homes = {fact.topics[0] for _, facts in placed for fact in facts}
    topics = [topic for topic in desk.topics if topic.id in homes]
    letters = {topic.id: _letter(n) for n, topic in enumerate(topics)}
    if not placed:
        undrawn = _undrawn(desk)
        return MapView(
            as_of=desk.as_of, drawing=Markup(), topics=(), marks=(), distances=(), undrawn=undrawn
        )
    extent = _extent(placed)
    spots = [_spot(desk, place, facts, letters, f"#{_anchor(place)}") for place, facts in placed]
    told = {spot.url: _place(desk, *of) for spot, of in zip(spots, placed, strict=True)}
    clusters = drawing.clusters(extent, spots)
    return MapView(
        as_of=desk.as_of,
        drawing=drawing.drawn(
            extent,
            clusters,
            [cluster.spots[0].url for cluster in clusters],
            grain=FINE,
            km=_km(desk, scale_km(extent, drawing.SCALE)),
            countries=_countries(desk),
        ),
        topics=tuple((letters[t.id], f"topic-{t.id}", desk.topic(t.id)) for t in topics),
        marks=tuple(
            MapMark(
                key=cluster.key,
                standing=cluster.standing,
                several=len(cluster.spots) > 1,
                places=tuple(told[spot.url] for spot in cluster.spots),
            )
            for cluster in clusters
        ),
        distances=tuple(islice(_distances(desk, extent, placed), DISTANCES)),
        undrawn=_undrawn(desk),
    )


def topic_map(desk: Desk, topic: Topic) -> SmallMap | None:
    """A map of what a topic's facts tell of; none where they name no place with coordinates."""
    facts = {fact.id for fact in desk.index.facts_of_topic.get(topic.id, ())}
    of_topic = {
        place: [fact for fact in there if fact.id in facts]
        for place, there in desk.index.placed_at.items()
    }
    return _small(desk, _placed(desk, of_topic), COARSE, words=True)


def map_small(desk: Desk) -> SmallMap | None:
    """A map of all topics without words, each mark leading to the large one; none as above."""
    return _small(desk, _placed(desk, desk.index.placed_at), COARSEST, words=False)


def _small(desk: Desk, placed: Sequence[Placed], grain: int, *, words: bool) -> SmallMap | None:
    if not placed:
        return None
    extent, large = _extent(placed), desk.url("map.html")
    spots = [_spot(desk, place, facts, {}, f"{large}#{_anchor(place)}") for place, facts in placed]
    clusters = drawing.clusters(extent, spots)
    return SmallMap(
        drawing=drawing.drawn(
            extent,
            clusters,
            [cluster.spots[0].url for cluster in clusters],
            grain=grain,
            km=_km(desk, scale_km(extent, drawing.SCALE)) if words else "",
            countries=_countries(desk) if words else {},
        ),
        places=tuple(place_link(desk, place.id) for place, _ in placed[:PLACES]) if words else (),
        more=more(desk, len(placed) - PLACES) if words else "",
        url=large,
    )


def _placed(desk: Desk, facts: Mapping[str, Sequence[Fact]]) -> list[Placed]:
    """Places with coordinates, by name, and the facts there."""
    return [
        (place, facts[place.id])
        for place in places(desk)
        if facts.get(place.id) and place.lat is not None
    ]


def _undrawn(desk: Desk) -> tuple[MapPlace, ...]:
    facts = desk.index.placed_at
    return tuple(
        _place(desk, place, facts[place.id])
        for place in places(desk)
        if facts.get(place.id) and place.lat is None
    )


def _point(place: Place) -> Point:
    return (place.lon or 0.0, place.lat or 0.0)


def _extent(placed: Sequence[Placed]) -> Extent:
    return extent_of([p for place, _ in placed for p in around(_point(place), _radius(place))])


def _radius(place: Place) -> float:
    return place.precision or 0.0


def _spot(
    desk: Desk, place: Place, facts: Sequence[Fact], letters: Mapping[str, str], url: str
) -> Spot:
    name = desk.place(place.id).text
    homes = {letters[fact.topics[0]] for fact in facts if fact.topics[0] in letters}
    found = sorted(homes, key=lambda letter: (len(letter), letter))
    count = desk.words.count("%(n)s fact", "%(n)s facts", len(facts))
    standings = {fact.standing for fact in facts}
    standing = "unconfirmed" if standings <= WEAK else ""
    return Spot(
        point=_point(place),
        key="".join(found[:LETTERS]) + ("…" if len(found) > LETTERS else ""),
        name=name,
        title=f"{name} · {count}",
        standing="contested" if "contested" in standings else standing,
        radius=_radius(place),
        url=url,
    )


def _anchor(place: Place) -> str:
    return f"place-{place.id}"


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
        anchor=_anchor(place),
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
                km=_km(desk, km), fact=fact_line(desk, fact), line=drawing.distance(extent, km)
            )


def _km(desk: Desk, km: float) -> str:
    return desk.words.say("%(n)s km", n=desk.words.number(km))


def _countries(desk: Desk) -> Mapping[str, str]:
    codes = (country.code for country in outlines().countries)
    return {code: desk.words.country(code) for code in codes if code}
