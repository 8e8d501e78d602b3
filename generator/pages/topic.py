"""A topic's page: the editor's lead, the lead block, open questions, the rest."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from generator.facts import Fact
from generator.model import Topic
from generator.pages.asof import BoardHistory, board_history
from generator.pages.board import summary
from generator.pages.compare import ON_A_TOPIC, Comparison, comparison
from generator.pages.day_changes import DayOfTopic, days_of_topic, more
from generator.pages.desk import Desk
from generator.pages.index import FACTS_ON_A_PAGE
from generator.pages.rows import BlockView, blocks
from generator.pages.small_map import SmallMap, topic_map
from generator.pages.telling import fact_link
from generator.pages.timeline_block import TimelineBlock, timeline_of_topic
from generator.pages.urls import fact_anchor, month_url
from generator.pages.views import ArticleCard, Link, StateCount
from generator.text import Phrase, phrase

CHANGES = 5
ARTICLES = 12
CITE_SCRIPT = "assets/cite.js"


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicView:
    """A topic page: the lead block first, then the other claim types.

    Attributes:
        title: the topic's title.
        as_of: the day that the site speaks of; empty where it holds no article.
        lead: the editor's lead, which is the body of the topic's file.
        summary: how many subjects are in which state, worst first; empty where none has one.
        counts: how many facts there are on it, from how many articles.
        changes: its newest changes, by day; those of its first day, when all was new, are left out.
        all_changes: leads to the changes of all topics.
        history: the states of its subjects on every day; none where nobody has one.
        timeline: its facts on a line of days; none where they are of one day.
        blocks: its facts by claim type, first the type that the page opens with.
        questions: what is not known.
        months: of a topic split by month, each with how many facts it has, newest first; the
            blocks have those of the newest.
        moved: of such a topic, facts that were here before it was split, each with its old place.
        map: the places that its facts name; none where none has coordinates.
        compared: where each source stands on its facts.
        articles: the articles that feed it, newest first.
        older: how many older ones there are, leading to all days; none where there are none.
        cite_script: leads to `assets/cite.js`.
    """

    title: Phrase
    as_of: str
    lead: Markup
    summary: tuple[StateCount, ...]
    counts: str
    changes: tuple[DayOfTopic, ...]
    all_changes: str
    history: BoardHistory | None
    timeline: TimelineBlock | None
    blocks: tuple[BlockView, ...]
    questions: tuple[Phrase, ...]
    months: tuple[tuple[Link, str], ...]
    moved: tuple[tuple[str, Link], ...]
    map: SmallMap | None
    compared: Comparison
    articles: tuple[ArticleCard, ...]
    older: Link | None
    cite_script: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthView:
    """The facts of one month on a topic with too many for one page.

    Attributes:
        title: the topic's title.
        month: in words.
        topic: the topic's page.
        previous: the month before it that has facts, if any.
        next: the month after it that has, if any.
        counts: how many facts there are.
        blocks: its facts by claim type.
        cite_script: leads to `assets/cite.js`.
    """

    title: Phrase
    month: str
    topic: Link
    previous: Link | None
    next: Link | None
    counts: str
    blocks: tuple[BlockView, ...]
    cite_script: str


def topic_view(desk: Desk, topic: Topic) -> TopicView:
    """The view of `topic`'s page."""
    facts = desk.index.facts_of_topic.get(topic.id, ())
    articles = desk.index.articles_of_topic.get(topic.id, ())
    months = desk.index.months_of_topic.get(topic.id, {})
    newest = next(iter(months.values()), ())
    shown = [*(f for f in facts if f.type == "status"), *newest] if months else facts
    return TopicView(
        title=desk.text(topic.title),
        as_of=desk.as_of,
        lead=desk.lead(topic.body),
        summary=summary(desk, topic),
        counts=desk.counts(facts, articles),
        changes=days_of_topic(desk, topic.id, CHANGES),
        all_changes=desk.url("changes.html"),
        history=board_history(desk, topic),
        timeline=timeline_of_topic(desk, topic),
        blocks=blocks(desk, topic, shown),
        questions=tuple(desk.text(q) for q in topic.open_questions),
        months=tuple(
            (_month(desk, topic.id, month), _facts(desk, len(of_month)))
            for month, of_month in months.items()
        ),
        moved=tuple(
            (fact_anchor(f.id), fact_link(desk, f.id)) for f in _moved(desk, topic.id, months)
        ),
        map=topic_map(desk, topic),
        compared=comparison(desk, topic.id, ON_A_TOPIC),
        articles=tuple(desk.card(a) for a in articles[: -ARTICLES - 1 : -1]),
        older=Link(phrase(more(desk, n)), desk.url("archive.html"))
        if (n := len(articles) - ARTICLES) > 0
        else None,
        cite_script=desk.url(CITE_SCRIPT),
    )


def month_view(desk: Desk, topic: Topic, month: str) -> MonthView:
    """The view of the page of a month, such as `2024-11`, of a topic that is split."""
    months = desk.index.months_of_topic[topic.id]
    order = list(months)
    place = order.index(month)
    later, earlier = order[place - 1] if place else "", order[place + 1 : place + 2]
    return MonthView(
        title=desk.text(topic.title),
        month=desk.words.month(*_year_and_month(month)),
        topic=desk.topic(topic.id),
        previous=_month(desk, topic.id, earlier[0]) if earlier else None,
        next=_month(desk, topic.id, later) if later else None,
        counts=_facts(desk, len(months[month])),
        blocks=blocks(desk, topic, months[month]),
        cite_script=desk.url(CITE_SCRIPT),
    )


def _moved(desk: Desk, topic: str, months: Mapping[str, Sequence[Fact]]) -> list[Fact]:
    """Facts of earlier months that were on the topic's page before it was split.

    Those of the days in which it came to a hundred: which of a day's were, nobody knows.
    """
    if not months:
        return []

    def day(fact: Fact) -> date:
        return desk.ledger.day(fact.claims[0].article)

    facts = desk.index.facts_of_topic[topic]
    until = sorted(map(day, facts))[FACTS_ON_A_PAGE - 1]
    newest = next(iter(months))
    moved = (f for f in facts if f.type != "status" and desk.index.month(f) != newest)
    return sorted((f for f in moved if day(f) <= until), key=lambda f: (day(f), f.id))


def _month(desk: Desk, topic: str, month: str) -> Link:
    words = phrase(desk.words.month(*_year_and_month(month)))
    return Link(words, desk.url(month_url(topic, month)))


def _year_and_month(month: str) -> tuple[int, int]:
    year, number = month.split("-")
    return int(year), int(number)


def _facts(desk: Desk, n: int) -> str:
    return desk.words.count("%(n)s fact", "%(n)s facts", n)
