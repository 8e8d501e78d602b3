"""The home page: the situation at a glance, for somebody with ten seconds."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from generator.model import Topic
from generator.pages.board import summary
from generator.pages.changes import SinceView, since_view
from generator.pages.charts import card_chart
from generator.pages.compare import Compared, compared, disputes
from generator.pages.day_changes import more
from generator.pages.desk import Desk
from generator.pages.rows import newest_first
from generator.pages.small_map import SmallMap, map_small
from generator.pages.telling import fact_line
from generator.pages.timeline_block import TimelineBlock, timeline_of_late
from generator.pages.views import ArticleCard, FactLine, Link, StateCount
from generator.text import phrase

LATEST_FACTS = 2
LATEST_ARTICLES = 10
LATEST_DISPUTES = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicCard:
    """A topic on the home page: its state in a line, and what was last reported.

    Attributes:
        link: its title, leading to its page.
        chart: SVG: its last weeks, in words too; empty where it would say nothing more.
        summary: how many subjects are in which state, worst first; empty where none has one.
        counts: how many facts there are on it, from how many articles.
        latest: the newest facts of the type that its page opens with.
        more: how many more of that type there are, or empty.
    """

    link: Link
    chart: Markup
    summary: tuple[StateCount, ...]
    counts: str
    latest: tuple[FactLine, ...]
    more: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HomeView:
    """The situation at a glance.

    Attributes:
        title: the site's name.
        as_of: the day that the site speaks of; empty where it holds no article.
        lead: the editor's lead, of `index.md`.
        counts: how many facts there are, from how many articles.
        since: what is new since the day before; none where there is no article yet.
        topics: every topic, in the desk's order.
        disputes: on how many facts sources differ, or empty.
        disputed: the newest of them, each dispute once.
        more_disputed: that there are others, and where, or empty.
        map: where the facts are that name a place; none where none does.
        timeline: what reports of the last weeks told; none where all of it is of one day.
        articles: the newest articles, newest first.
        unassigned: leads to the paragraphs outside every topic, where there are any.
    """

    title: str
    as_of: str
    lead: Markup
    counts: str
    since: SinceView | None
    topics: tuple[TopicCard, ...]
    disputes: str
    disputed: tuple[Compared, ...]
    more_disputed: str
    map: SmallMap | None
    timeline: TimelineBlock | None
    articles: tuple[ArticleCard, ...]
    unassigned: Link | None


def home_view(desk: Desk, title: str, unassigned: bool) -> HomeView:
    """The view of the home page; `unassigned`: whether any paragraph is outside every topic."""
    articles = list(desk.ledger.articles.values())
    facts = desk.ledger.facts.values()
    contested = [fact for fact in facts if fact.standing == "contested"]
    disputed = disputes(desk, contested)
    shown = disputed[:LATEST_DISPUTES]
    link = Link(
        phrase(desk.words.say("Paragraphs outside every topic")), desk.url("unassigned.html")
    )
    return HomeView(
        title=title,
        as_of=desk.as_of,
        lead=desk.lead(desk.library.home_lead),
        counts=desk.counts(facts, articles),
        since=since_view(desk),
        topics=tuple(_card(desk, t) for t in desk.topics),
        disputes=_disputes(desk, len(contested)),
        disputed=tuple(compared(desk, f) for f in shown),
        more_disputed=_more_disputed(desk, len(disputed) - len(shown)),
        map=map_small(desk),
        timeline=timeline_of_late(desk),
        articles=tuple(desk.card(a) for a in articles[: -LATEST_ARTICLES - 1 : -1]),
        unassigned=link if unassigned else None,
    )


def _disputes(desk: Desk, n: int) -> str:
    if not n:
        return ""
    return desk.words.count("Sources differ on %(n)s fact", "Sources differ on %(n)s facts", n)


def _more_disputed(desk: Desk, n: int) -> str:
    if not n:
        return ""
    return desk.words.count(
        "And %(n)s more, on the page of its topic.",
        "And %(n)s more, on the pages of their topics.",
        n,
    )


def _card(desk: Desk, topic: Topic) -> TopicCard:
    facts = desk.index.facts_of_topic.get(topic.id, ())
    articles = desk.index.articles_of_topic.get(topic.id, ())
    # A board's states are in its summary already; its lead type says what a topic is about.
    shown = [f for f in facts if f.type == topic.lead and f.type != "status"]
    latest = newest_first(shown, topic.id)[:LATEST_FACTS]
    return TopicCard(
        link=desk.topic(topic.id),
        chart=card_chart(desk, topic),
        summary=summary(desk, topic),
        counts=desk.counts(facts, articles),
        latest=tuple(fact_line(desk, f) for f in latest),
        more=more(desk, len(shown) - len(latest)),
    )
