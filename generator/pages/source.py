"""A source's page: what it is, what it published, where it stands alone or says nothing."""

from __future__ import annotations

from dataclasses import dataclass

from generator.model import Source
from generator.pages.desk import Desk
from generator.pages.telling import fact_line
from generator.pages.views import ArticleCard, FactLine
from generator.text import Phrase


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceView:
    """A source: what it is, what it published, where it stands alone or is silent.

    Attributes:
        title: the outlet's name.
        kind: what it is: a newspaper, an agency.
        country: the name of its country, or empty.
        language_name: the name of its language, or empty.
        url: its address on the web, or empty.
        state_affiliated: whether a state stands behind it.
        reliability: a letter from A to F, of the Admiralty code, or empty.
        articles: its articles, newest first.
        alone: the facts that nobody else reports.
        shared: the facts that others report too.
        silent: what others reported and it did not, though it wrote on the topic that day.
    """

    title: Phrase
    kind: str
    country: str
    language_name: str
    url: str
    state_affiliated: bool
    reliability: str
    articles: tuple[ArticleCard, ...]
    alone: tuple[FactLine, ...]
    shared: tuple[FactLine, ...]
    silent: tuple[FactLine, ...]


def source_view(desk: Desk, source: Source) -> SourceView:
    """The view of `source`'s page."""
    articles = desk.index.articles_of_source.get(source.id, ())
    told = desk.index.told_by.get(source.id, ())
    return SourceView(
        title=desk.name(source.name),
        kind=desk.source_kind(source),
        country=desk.words.country(source.country) if source.country else "",
        language_name=desk.words.language_name(source.language) if source.language else "",
        url=source.url or "",
        state_affiliated=source.state_affiliated,
        reliability=source.reliability or "",
        articles=tuple(desk.card(a) for a in reversed(articles)),
        alone=tuple(fact_line(desk, f) for f in told if desk.index.tellers(f) == {source.id}),
        shared=tuple(fact_line(desk, f) for f in told if desk.index.tellers(f) != {source.id}),
        silent=tuple(fact_line(desk, f) for f in desk.index.passed_over_by.get(source.id, ())),
    )
