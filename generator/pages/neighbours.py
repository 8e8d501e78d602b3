"""Where to read on from an article: those before and after it, and what others told that day."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from generator.model import Article
from generator.pages.desk import Desk
from generator.pages.telling import fact_line
from generator.pages.views import FactLine, Link

TOPICS = 3
UNTOLD = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Neighbours:
    """The articles before and after one.

    Attributes:
        topic: on which topic, leading to its page; none: of all articles.
        previous: the one published before it; none where it is the first.
        next: the one published after it; none where it is the last.
    """

    topic: Link | None
    previous: Link | None
    next: Link | None


def neighbours(desk: Desk, article: Article) -> tuple[Neighbours, ...]:
    """Of all articles, then of the topics that most of its claims are on."""
    most = Counter(claim.home for claim in article.claims).most_common(TOPICS)
    rows = (_neighbours(desk, article, topic) for topic in ("", *(topic for topic, _ in most)))
    return tuple(row for row in rows if row.previous or row.next)


def _neighbours(desk: Desk, article: Article, topic: str) -> Neighbours:
    """Its neighbours in `topic`; empty: among all articles."""
    index, ledger = desk.index, desk.ledger
    of_topic: Sequence[Article] = (
        desk.once("articles in order", "", lambda: list(ledger.articles.values()))
        if not topic
        else index.articles_of_topic[topic]
    )
    places: Mapping[str, int] = desk.once(
        "places of articles", topic, lambda: {a.id: n for n, a in enumerate(of_topic)}
    )
    here = places[article.id]
    return Neighbours(
        topic=desk.topic(topic) if topic else None,
        previous=desk.article(of_topic[here - 1]) if here else None,
        next=desk.article(of_topic[here + 1]) if here + 1 < len(of_topic) else None,
    )


def untold(desk: Desk, article: Article) -> tuple[FactLine, ...]:
    """Facts on its topics that other sources told on its day, and its own source did not."""
    day = desk.ledger.day(article.id)
    on_its_topics = (
        fact
        for fact in desk.index.passed_over_on.get(day, ())
        if article.source in fact.silent and not article.topics.isdisjoint(fact.topics)
    )
    return tuple(fact_line(desk, fact) for fact in islice(on_its_topics, UNTOLD))
