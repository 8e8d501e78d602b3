"""A place's page: what happened there, and what is counted there."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from generator.facts import Fact
from generator.model import Place
from generator.pages import terms
from generator.pages.actor import variants
from generator.pages.desk import Desk
from generator.pages.index import places_of
from generator.pages.lists import FactList, fact_list, tellers, whole
from generator.pages.named import country_link
from generator.pages.views import Link
from generator.text import Phrase


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceView:
    """A place: where it is, how exactly that is known, and what happened there.

    Attributes:
        title: the name.
        kind: what it is: a city, a region; or empty.
        country: the country's name, leading to its page where it has one; None: not given.
        coordinates: in degrees, or empty.
        precision: within how many kilometres of them what is told of the place lies, or empty.
        variants: other spellings and names that reports use.
        happened: events there.
        counted: figures of what is there.
    """

    title: Phrase
    kind: str
    country: Link | None
    coordinates: str
    precision: str
    variants: tuple[Phrase, ...]
    happened: FactList
    counted: FactList


def place_view(desk: Desk, place: Place) -> PlaceView:
    """The view of `place`'s page."""
    facts = desk.index.placed_at.get(place.id, ())

    def listed(told: Iterable[Fact]) -> FactList:
        here = (whole(desk, f, [c for c in f.claims if place.id in places_of(c)]) for f in told)
        return fact_list(desk, here, lambda e: (tellers(desk, e.claims), ()))

    return PlaceView(
        title=desk.place(place.id),
        kind=place_kind(desk, place),
        country=country_link(desk, place.country) if place.country else None,
        coordinates=_coordinates(desk, place),
        precision=place_precision(desk, place),
        variants=variants(desk, place.name, place.aliases),
        happened=listed(f for f in facts if f.type == "event"),
        counted=listed(f for f in facts if f.type != "event"),
    )


def place_kind(desk: Desk, place: Place) -> str:
    """What a place is; a kind the interface has no word for stands as written."""
    kind = place.kind or ""
    return desk.words.say(terms.PLACE_KINDS[kind]) if kind in terms.PLACE_KINDS else kind


def _coordinates(desk: Desk, place: Place) -> str:
    if place.lat is None or place.lon is None:
        return ""
    north, east = desk.words.number(abs(place.lat)), desk.words.number(abs(place.lon))
    say = desk.words.say
    return say(
        "%(latitude)s, %(longitude)s",
        latitude=say("%(n)s° N", n=north) if place.lat >= 0 else say("%(n)s° S", n=north),
        longitude=say("%(n)s° E", n=east) if place.lon >= 0 else say("%(n)s° W", n=east),
    )


def place_precision(desk: Desk, place: Place) -> str:
    """In words, for an area must not be read as a point."""
    if place.precision is None or place.lat is None:
        return ""
    radius = desk.words.number(place.precision)
    return desk.words.say("an area: up to %(n)s km around these coordinates", n=radius)
