"""Who and what has a page of its own: actors, countries that a claim names, places."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from generator.model import Actor, Claim, Place
from generator.names import Names
from generator.pages.desk import Desk
from generator.pages.index import actors_of, places_of
from generator.pages.urls import actor_url, place_url
from generator.pages.views import Link
from generator.text import phrase


def actors(desk: Desk) -> tuple[str, ...]:
    """Ids of actors, and of countries that a claim names, by name."""
    shown = desk.index.said_by.keys() | desk.index.about.keys()
    named = shown | (desk.library.actors.keys() - _only_in_hidden(desk, actors_of))
    return tuple(sorted(named, key=lambda a: (desk.words.sorting(desk.actor(a).text), a)))


def places(desk: Desk) -> tuple[Place, ...]:
    """Places by name."""
    shown = desk.index.placed_at.keys()
    named = shown | (desk.library.places.keys() - _only_in_hidden(desk, places_of))
    known = [desk.library.places[key] for key in named]
    return tuple(sorted(known, key=lambda p: (desk.words.sorting(desk.place(p.id).text), p.id)))


def place_link(desk: Desk, place: str) -> Link:
    """A place's name, leading to its page."""
    return desk.nearby("place", place, lambda: Link(desk.place(place), desk.url(place_url(place))))


def country_link(desk: Desk, code: str) -> Link:
    """A country's name from its ISO 3166 code, leading to its page where it has one."""
    has_page = code in desk.index.said_by or code in desk.index.about
    return desk.who(code) if has_page else Link(desk.actor(code), "")


def legend(desk: Desk) -> Link:
    """Where the page is that says what the badges mean."""
    return Link(phrase(desk.words.say("What the badges mean")), desk.url("about.html#legend"))


def names(desk: Desk) -> Names:
    """Every name and alias of an actor or a place that has a page, and where it leads."""
    return desk.once("names", "", lambda: Names(_pages(desk)))


def _pages(desk: Desk) -> Iterator[tuple[str, str]]:
    known = (desk.library.actors.get(key) for key in actors(desk))
    pages: list[tuple[Actor | Place, str]] = [(a, actor_url(a.id)) for a in known if a]
    pages += [(place, place_url(place.id)) for place in places(desk)]
    for entry, url in pages:
        for _, name in entry.name.versions:
            yield name, url
        for alias in entry.aliases:
            yield alias, url


def _only_in_hidden(desk: Desk, ids_of: Callable[[Claim], set[str]]) -> set[str]:
    """Ids that a draft or an article under embargo names, and may be news by themselves."""
    articles = desk.library.articles.items()
    hidden = (a for key, a in articles if key not in desk.ledger.articles)
    return set().union(*(ids_of(claim) for article in hidden for claim in article.claims))
