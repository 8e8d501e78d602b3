"""A topic's page: the editor's lead, the lead block, open questions, the rest."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from generator.model import Topic
from generator.pages.asof import BoardHistory, board_history
from generator.pages.board import summary
from generator.pages.compare import ON_A_TOPIC, Comparison, comparison
from generator.pages.day_changes import DayOfTopic, days_of_topic
from generator.pages.desk import Desk
from generator.pages.rows import BlockView, blocks
from generator.pages.views import ArticleCard, StateCount
from generator.text import Phrase

CHANGES = 8


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
        blocks: its facts by claim type, first the type that the page opens with.
        questions: what is not known.
        compared: where each source stands on its facts.
        articles: the articles that feed it, newest first.
    """

    title: Phrase
    as_of: str
    lead: Markup
    summary: tuple[StateCount, ...]
    counts: str
    changes: tuple[DayOfTopic, ...]
    all_changes: str
    history: BoardHistory | None
    blocks: tuple[BlockView, ...]
    questions: tuple[Phrase, ...]
    compared: Comparison
    articles: tuple[ArticleCard, ...]


def topic_view(desk: Desk, topic: Topic) -> TopicView:
    """The view of `topic`'s page."""
    facts = desk.index.facts_of_topic.get(topic.id, ())
    articles = desk.index.articles_of_topic.get(topic.id, ())
    return TopicView(
        title=desk.text(topic.title),
        as_of=desk.as_of,
        lead=desk.lead(topic.body),
        summary=summary(desk, topic),
        counts=desk.counts(facts, articles),
        changes=days_of_topic(desk, topic.id, CHANGES),
        all_changes=desk.url("changes.html"),
        history=board_history(desk, topic),
        blocks=blocks(desk, topic, facts),
        questions=tuple(desk.text(q) for q in topic.open_questions),
        compared=comparison(desk, topic.id, ON_A_TOPIC),
        articles=tuple(desk.card(a) for a in reversed(articles)),
    )
