"""Facts -> views: one module per page type, and the list of all pages of a site."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial

from generator.pages import named
from generator.pages.about import AboutView, about_view
from generator.pages.actor import ActorView, actor_view
from generator.pages.actors import ActorsView, actors_view
from generator.pages.article import ArticleView, article_view, loose_paragraphs
from generator.pages.changes import ArchiveView, ChangesView, archive_view, changes_view
from generator.pages.compare import CompareView, compare_view
from generator.pages.day import DayView, day_view
from generator.pages.desk import Desk
from generator.pages.home import HomeView, home_view
from generator.pages.map import MapView, map_view
from generator.pages.not_found import NotFoundView, not_found_view
from generator.pages.place import PlaceView, place_view
from generator.pages.redirect import RedirectView, redirect_view
from generator.pages.search import SearchBoxView, SearchView, search_view
from generator.pages.source import SourceView, source_view
from generator.pages.timeline import TimelineView, timeline_view
from generator.pages.topic import MonthView, TopicView, month_view, topic_view
from generator.pages.unassigned import UnassignedView, unassigned_view
from generator.pages.urls import (
    actor_url,
    article_url,
    day_url,
    month_url,
    place_url,
    source_url,
    topic_url,
)

__all__ = ["VIEWS", "Desk", "Page", "not_found_view", "redirect_view", "site_pages"]

VIEWS: Mapping[str, type] = {
    "about": AboutView,
    "actor": ActorView,
    "actors": ActorsView,
    "archive": ArchiveView,
    "article": ArticleView,
    "changes": ChangesView,
    "compare": CompareView,
    "day": DayView,
    "home": HomeView,
    "map": MapView,
    "month": MonthView,
    "not_found": NotFoundView,
    "place": PlaceView,
    "redirect": RedirectView,
    "search": SearchView,
    "search_box": SearchBoxView,
    "source": SourceView,
    "timeline": TimelineView,
    "topic": TopicView,
    "unassigned": UnassignedView,
}
"""The class of `view`, by page template."""


@dataclass(frozen=True, slots=True)
class Page:
    """A page of the site.

    Attributes:
        url: site-relative, ending in `.html`.
        template: name of its template in `site_templates/pages/`.
        title: plain text.
        description: plain text for search engines and previews.
        view: makes its view; called once, when the page is rendered.
        source: path of the Markdown file it comes from, or None where it is generated.
        register: path of the content file that a generated page tells of, if any.
        changed: the day of its newest content; None: the day the site speaks of.
        language: BCP 47, of its author's words (title and headings of an article, headings of a
            lead), where it is not the interface's; else empty.
    """

    url: str
    template: str
    title: str
    description: str
    view: Callable[[], object]
    source: str | None = None
    changed: date | None = None
    language: str = ""
    register: str | None = None


def site_pages(desk: Desk, site_name: str) -> Iterator[Page]:
    """Every page of the site, in the order of the navigation."""
    say = desk.words.say
    left_over = any(loose_paragraphs(a) for a in desk.ledger.articles.values())
    language = desk.foreign(desk.content_language)
    home: Callable[[], object] = partial(home_view, desk.at("index.html"), site_name, left_over)
    yield Page("index.html", "home", say("The situation"), "", home, "index.md", None, language)
    url = "changes.html"
    yield Page(url, "changes", say("What changed"), "", partial(changes_view, desk.at(url)))
    url = "compare.html"
    yield Page(url, "compare", say("Who says what"), "", partial(compare_view, desk.at(url)))
    url = "timeline.html"
    yield Page(url, "timeline", say("Timeline"), "", partial(timeline_view, desk.at(url)))
    url = "map.html"
    yield Page(url, "map", say("Map"), "", partial(map_view, desk.at(url)))
    for topic in desk.topics:
        url, title = topic_url(topic.id), str(desk.text(topic.title))
        promise = say("%(topic)s: every fact, who says it and how surely.", topic=title)
        view = partial(topic_view, desk.at(url), topic)
        yield Page(url, "topic", title, promise, view, topic.path, None, language)
    yield from _months(desk)
    for source in desk.sources:
        url, title = source_url(source.id), str(desk.name(source.name))
        told_of = partial(source_view, desk.at(url), source)
        yield Page(url, "source", title, "", told_of, register="sources.yml")
    yield from _names(desk)
    url = "archive.html"
    yield Page(url, "archive", say("Days"), "", partial(archive_view, desk.at(url)))
    url = "unassigned.html"
    title = say("Paragraphs outside every topic")
    yield Page(url, "unassigned", title, "", partial(unassigned_view, desk.at(url)))
    url = "search.html"
    yield Page(url, "search", say("Search"), "", partial(search_view, desk.at(url)))
    url = "about.html"
    about = partial(about_view, desk.at(url))
    yield Page(url, "about", say("About this briefing"), "", about, "about.md", None, language)
    for day in desk.history.days:
        url = day_url(day)
        title = say("Brief of %(day)s", day=desk.words.day(day, "full"))
        yield Page(url, "day", title, "", partial(day_view, desk.at(url), day), changed=day)
    for article in desk.ledger.articles.values():
        url = article_url(article.id)
        told = partial(article_view, desk.at(url), article)
        summary = article.summary or ""
        changed = max([desk.ledger.day(article.id), *(c.on for c in article.corrections)])
        its = desk.foreign(article.language)
        yield Page(url, "article", article.title, summary, told, article.path, changed, its)


def _months(desk: Desk) -> Iterator[Page]:
    for topic in desk.topics:
        for month in desk.index.months_of_topic.get(topic.id, ()):
            url, name = month_url(topic.id, month), desk.text(topic.title)
            year, number = month.split("-")
            title = desk.words.say(
                "%(topic)s, %(month)s", topic=name, month=desk.words.month(int(year), int(number))
            )
            view = partial(month_view, desk.at(url), topic, month)
            yield Page(url, "month", title, "", view, register=topic.path)


def _names(desk: Desk) -> Iterator[Page]:
    """The index of actors and places, and a page for each of them."""
    url, title = "actors.html", desk.words.say("Actors and places")
    yield Page(url, "actors", title, "", partial(actors_view, desk.at(url)))
    for key in named.actors(desk):
        url, title = actor_url(key), str(desk.actor(key))
        told_of = partial(actor_view, desk.at(url), key)
        register = "actors.yml" if key in desk.library.actors else None
        yield Page(url, "actor", title, "", told_of, register=register)
    for place in named.places(desk):
        url, title = place_url(place.id), str(desk.place(place.id))
        happened = partial(place_view, desk.at(url), place)
        yield Page(url, "place", title, "", happened, register="places.yml")
