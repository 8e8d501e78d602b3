"""Places as marks of a map, and the small map of a topic or of the home page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from generator.drawing.extent import Extent, around, extent_of, scale_km
from generator.drawing.map import SCALE, drawn
from generator.drawing.marks import Cluster, Spot, clusters
from generator.drawing.outlines import Point, outlines
from generator.facts import Fact
from generator.model import Place, Topic
from generator.pages.day_changes import more
from generator.pages.desk import Desk
from generator.pages.named import place_link, places
from generator.pages.views import Link

COARSE = (500, 300, 200, 120)
"""On a small map: the first that is light enough."""
LIGHT, HEAVIEST = 8_000, 12_000
"""Characters of a small map's land, and of all of it: what is heavier only the large map shows."""
LETTERS = 3
"""Topics that a mark names."""
PLACES = 12
"""Places that a small map names beneath it."""
WEAK = {"unconfirmed", "retracted"}

Placed = tuple[Place, Sequence[Fact]]


@dataclass(frozen=True, slots=True, kw_only=True)
class SmallMap:
    """A map that leads to the large one.

    Attributes:
        drawing: SVG; empty where it would be heavy.
        places: the first of the places on it, each leading to its page; none on the home page.
        more: how many more there are, or empty.
        url: leads to the large map.
    """

    drawing: Markup
    places: tuple[Link, ...]
    more: str
    url: str


def topic_map(desk: Desk, topic: Topic) -> SmallMap | None:
    """A map of what a topic's facts tell of; none where they name no place with coordinates."""
    facts = {fact.id for fact in desk.index.facts_of_topic.get(topic.id, ())}
    of_topic = {
        place: [fact for fact in there if fact.id in facts]
        for place, there in desk.index.placed_at.items()
    }
    return _small(desk, placed_of(desk, of_topic), words=True)


def map_small(desk: Desk) -> SmallMap | None:
    """A map of all topics without words, each mark leading to the large one; none as above."""
    return _small(desk, placed_of(desk, desk.index.placed_at), words=False)


def _small(desk: Desk, placed: Sequence[Placed], *, words: bool) -> SmallMap | None:
    if not placed:
        return None
    extent, large = extent_around(placed), desk.url("map.html")
    spots = [
        spot_of(desk, place, facts, {}, f"{large}#{map_anchor(place)}") for place, facts in placed
    ]
    marks = clusters(extent, spots)
    drawing = draw(desk, extent, marks, COARSE, LIGHT, words=words)
    return SmallMap(
        drawing=drawing if len(drawing) <= HEAVIEST else Markup(),
        places=tuple(place_link(desk, place.id) for place, _ in placed[:PLACES]) if words else (),
        more=more(desk, len(placed) - PLACES) if words else "",
        url=large,
    )


def draw(
    desk: Desk,
    extent: Extent,
    marks: Sequence[Cluster],
    grains: Sequence[int],
    heaviest: int,
    *,
    words: bool,
) -> Markup:
    """The map, with a scale and names in the reader's language where it has `words`.

    Args:
        desk: whose words they are.
        extent: what part of the earth it shows.
        marks: what stands on it.
        grains: how fine its land may be, the finest first.
        heaviest: characters that the land may have.
        words: whether it has any.
    """
    km = km_in_words(desk, scale_km(extent, SCALE)) if words else ""
    codes = (country.code for country in outlines().countries)
    countries = {code: desk.words.country(code) for code in codes if code} if words else {}
    return drawn(extent, marks, grains=grains, heaviest=heaviest, km=km, countries=countries)


def placed_of(desk: Desk, facts: Mapping[str, Sequence[Fact]]) -> list[Placed]:
    """Places with coordinates, by name, and the facts there."""
    return [
        (place, facts[place.id])
        for place in places(desk)
        if facts.get(place.id) and place.lat is not None
    ]


def _point(place: Place) -> Point:
    return (place.lon or 0.0, place.lat or 0.0)


def extent_around(placed: Sequence[Placed]) -> Extent:
    """What a map of these places shows, the areas that they are included."""
    return extent_of([p for place, _ in placed for p in around(_point(place), _radius(place))])


def _radius(place: Place) -> float:
    return place.precision or 0.0


def spot_of(
    desk: Desk, place: Place, facts: Sequence[Fact], letters: Mapping[str, str], url: str
) -> Spot:
    """A place as a mark.

    Args:
        desk: who names the place.
        place: where it is.
        facts: what is known of it.
        letters: of topics, by id; those of its facts are written on it.
        url: where it leads.
    """
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


def map_anchor(place: Place) -> str:
    """A place's anchor on the page of the map."""
    return f"place-{place.id}"


def km_in_words(desk: Desk, km: float) -> str:
    """A distance in words."""
    return desk.words.say("%(n)s km", n=desk.words.number(km))
