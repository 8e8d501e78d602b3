"""The page that searches, and the box in every page's header that leads to it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from generator.model import Article
from generator.pages.desk import Desk
from generator.pages.views import Link

LATEST_DAYS = 30
"""How many days are listed for who has no JavaScript; the rest is on the sources' pages."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DayOfArticles:
    """The articles of one day.

    Attributes:
        day: in words.
        articles: their titles, leading to them.
    """

    day: str
    articles: tuple[Link, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchView:
    """The search page; its results are a script's, and what is here is for who has none.

    Attributes:
        topics: every topic, in the desk's order.
        sources: every source, by name.
        days: the newest days that have articles, newest first.
    """

    topics: tuple[Link, ...]
    sources: tuple[Link, ...]
    days: tuple[DayOfArticles, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchBoxView:
    """The box in the header of a page.

    Attributes:
        page: leads to the search page.
    """

    page: str


def search_view(desk: Desk) -> SearchView:
    """The view of the search page."""
    return SearchView(
        topics=tuple(desk.topic(topic.id) for topic in desk.topics),
        sources=tuple(desk.source(source.id) for source in desk.sources),
        days=_days(desk, tuple(desk.ledger.articles.values())),
    )


def _days(desk: Desk, articles: Sequence[Article]) -> tuple[DayOfArticles, ...]:
    newest_first = groupby(reversed(articles), lambda article: desk.ledger.day(article.id))
    found = []
    for (day, theirs), _ in zip(newest_first, range(LATEST_DAYS), strict=False):
        links = tuple(desk.article(article) for article in theirs)
        found.append(DayOfArticles(day=desk.words.day(day, "full"), articles=links))
    return tuple(found)
