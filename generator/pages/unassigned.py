"""Every paragraph outside every topic: nothing is lost."""

from __future__ import annotations

from dataclasses import dataclass

from generator.pages.article import loose_paragraphs
from generator.pages.desk import Desk
from generator.pages.views import ArticleCard


@dataclass(frozen=True, slots=True, kw_only=True)
class UnassignedArticle:
    """The paragraphs of one article that feed no topic.

    Attributes:
        article: the article.
        language: BCP 47, of the paragraphs.
        paragraphs: their text.
    """

    article: ArticleCard
    language: str
    paragraphs: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class UnassignedView:
    """Every paragraph outside every topic: nothing is lost.

    Attributes:
        title: the page's title.
        articles: the articles that have such paragraphs, newest first.
    """

    title: str
    articles: tuple[UnassignedArticle, ...]


def unassigned_view(desk: Desk) -> UnassignedView:
    """The view of the page; articles newest first, those without such a paragraph left out."""
    found = [(article, loose_paragraphs(article)) for article in desk.ledger.articles.values()]
    return UnassignedView(
        title=desk.words.say("Paragraphs outside every topic"),
        articles=tuple(
            UnassignedArticle(
                article=desk.card(article), language=article.language, paragraphs=paragraphs
            )
            for article, paragraphs in reversed(found)
            if paragraphs
        ),
    )
