"""The index of actors and places: every name with a page of its own, in the alphabet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from generator.facts import Fact
from generator.pages import named, terms
from generator.pages.desk import Desk
from generator.pages.place import place_kind
from generator.pages.views import Link


@dataclass(frozen=True, slots=True, kw_only=True)
class NameEntry:
    """A name in the index.

    Attributes:
        link: the name, leading to its page.
        kind: what it is, or empty.
        counts: how many facts its page has, in words.
    """

    link: Link
    kind: str
    counts: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorsView:
    """Every actor, country and place with a page, by name.

    Attributes:
        actors: actors, and the countries that a claim names.
        places: places.
    """

    actors: tuple[NameEntry, ...]
    places: tuple[NameEntry, ...]


def actors_view(desk: Desk) -> ActorsView:
    """The view of the index."""
    return ActorsView(
        actors=tuple(_actor(desk, key) for key in named.actors(desk)),
        places=tuple(
            NameEntry(
                link=named.place_link(desk, place.id),
                kind=place_kind(desk, place),
                counts=_counts(desk, desk.index.placed_at.get(place.id, ())),
            )
            for place in named.places(desk)
        ),
    )


def _actor(desk: Desk, key: str) -> NameEntry:
    actor = desk.library.actors.get(key)
    facts = [*desk.index.said_by.get(key, ()), *desk.index.about.get(key, ())]
    return NameEntry(
        link=desk.who(key),
        kind=desk.words.say(terms.ACTOR_KINDS[actor.kind] if actor else terms.COUNTRY),
        counts=_counts(desk, facts),
    )


def _counts(desk: Desk, facts: Sequence[Fact]) -> str:
    number = len({fact.id for fact in facts})
    if not number:
        return desk.words.say("no fact yet")
    return desk.words.count("%(n)s fact", "%(n)s facts", number)
