"""The desk: names, words and links as one page of the site shows them."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import Any, TypeVar

from markupsafe import Markup

from generator.facts import Fact, StatusOn
from generator.history import History
from generator.ledger import Ledger
from generator.locale import Words
from generator.marking import mark
from generator.model import UNNAMED, Article, Claim, Library, Source, State, Topic
from generator.pages import terms
from generator.pages.index import Index
from generator.pages.urls import (
    actor_url,
    article_url,
    day_url,
    fact_anchor,
    month_url,
    source_url,
    topic_url,
)
from generator.pages.views import ArticleCard, Link, Term
from generator.reading.body import BodyRenderer
from generator.text import Body, Phrase, Piece, Text, phrase, same_language
from generator.withheld import unlinked

T = TypeVar("T")


@dataclass(frozen=True)
class Desk:
    """Looks things up for the page at `page` (site-relative URL), whose links are relative.

    Attributes:
        renderer: for the editors' leads.
        index: the ledger's facts and articles, grouped once for all pages.
        content_language: BCP 47, of the desk's texts that name none.
    """

    library: Library
    ledger: Ledger
    words: Words
    renderer: BodyRenderer
    index: Index
    content_language: str
    page: str = "index.html"
    _kept: dict[tuple[str, str], Any] = field(default_factory=dict, repr=False, compare=False)

    def at(self, page: str) -> Desk:
        """The same desk, seen from another page."""
        return replace(self, page=page)

    def once(self, what: str, key: str, make: Callable[[], T]) -> T:
        """What `make` gives, kept under `what` and `key` for every page of the site."""
        try:
            kept: T = self._kept[what, key]
        except KeyError:
            kept = self._kept[what, key] = make()
        return kept

    def nearby(self, what: str, key: str, make: Callable[[], T]) -> T:
        """As `once`, for what leads to other pages: kept for every page of this one's folder."""
        return self.once(what + self._from, key, make)

    @cached_property
    def _from(self) -> str:
        return f" from {posixpath.dirname(self.page)}/"

    @property
    def history(self) -> History:
        """What became known on which day."""
        return self.index.history

    @property
    def as_of(self) -> str:
        """The day the site speaks of, in words; empty when it holds no article."""
        return self.words.day(self.ledger.as_of, "full") if self.ledger.articles else ""

    @property
    def topics(self) -> tuple[Topic, ...]:
        """Topics in the desk's order."""
        return tuple(sorted(self.library.topics.values(), key=lambda t: (t.order, t.id)))

    @property
    def sources(self) -> tuple[Source, ...]:
        """Sources by name."""

        def name(source: Source) -> str:
            return self.words.sorting(self.name(source.name).text)

        known = self.library.sources.values()
        return self.once("sources", "by name", lambda: tuple(sorted(known, key=name)))

    def counts(self, facts: Collection[Fact], articles: Collection[Article]) -> str:
        """How much there is, in words."""
        if not facts and not articles:
            return self.words.say("no article yet")
        return self.words.say(
            "%(facts)s from %(articles)s",
            facts=self.words.count("%(n)s fact", "%(n)s facts", len(facts)),
            articles=self.words.count("%(n)s article", "%(n)s articles", len(articles)),
        )

    def url(self, target: str) -> str:
        """`target` (site-relative) as a link of this page."""
        if self.has(target):
            return target[len(self.page) :]
        for up, below in self._ways:
            if target.startswith(below):
                return up + target[len(below) :]
        return target

    def has(self, target: str) -> bool:
        """Whether `target` (site-relative) is a place on this very page."""
        return target.startswith(self.page) and target.startswith("#", len(self.page))

    @cached_property
    def _ways(self) -> Sequence[tuple[str, str]]:
        """The folders that the page lies in, its own first, the site's last; the way up to each."""
        *folders, _ = self.page.split("/")
        paths = ["".join(f"{name}/" for name in folders[:n]) for n in range(len(folders) + 1)]
        return [("../" * up, path) for up, path in enumerate(reversed(paths))]

    def fact_url(self, fact: Fact) -> str:
        """Site-relative URL of a fact: its anchor on the page where it is at home for good.

        That is its first topic's page; or, where this is too long for one, that of the month in
        which the fact was first published, states and advice excepted.
        """
        return self.once("fact", fact.id, lambda: self._fact_url(fact))

    def _fact_url(self, fact: Fact) -> str:
        home = fact.topics[0]
        page = topic_url(home)
        if fact.type != "status" and self.index.is_split(home):
            page = month_url(home, self.index.month(fact))
        return f"{page}#{fact_anchor(fact.id)}"

    def foreign(self, language: str) -> str:
        """`language` (BCP 47) where it is not the interface's; else empty."""
        return "" if same_language(language, self.words.language) else language

    def text(self, text: Text) -> Phrase:
        """A text of the desk in the page's language, or visibly in another."""
        return self.words.text(text, self.content_language)

    def name(self, text: Text) -> Phrase:
        """A name; one that is given without a language is the same in all of them."""
        return self.words.text(text, "")

    def own(self, article: Article, words: str | None) -> Phrase:
        """Words of an article's front matter, which are in its language; empty where none."""
        return self.words.phrase(words or "", article.language)

    def label(self, claim: Claim) -> Phrase:
        """A claim's label, or empty."""
        if claim.label is None:
            return Phrase()
        return self.words.text(claim.label, self.ledger.articles[claim.article].language)

    def actor(self, key: str) -> Phrase:
        """Name of an actor or country, or that the report names nobody."""
        return self.once("actor", key, lambda: self._named(key))

    def _named(self, key: str) -> Phrase:
        if key == UNNAMED:
            return phrase(self.words.say("somebody not named"))
        actor = self.library.actors.get(key)
        return self.name(actor.name) if actor else phrase(self.words.country(key))

    def who(self, key: str) -> Link:
        """Name of an actor or country, leading to their page; of somebody not named, nowhere."""
        if key == UNNAMED:
            return Link(self.actor(key), "")
        return self.nearby("actor", key, lambda: Link(self.actor(key), self.url(actor_url(key))))

    def role(self, key: str) -> Phrase:
        """An actor's role, or empty."""
        actor = self.library.actors.get(key)
        return self.text(actor.role) if actor and actor.role else Phrase()

    def place(self, key: str | None) -> Phrase:
        """A place's name, or empty."""
        return self.name(self.library.places[key].name) if key else Phrase()

    def topic(self, key: str) -> Link:
        """A topic's title, leading to its page."""
        title = self.library.topics[key].title
        return self.nearby("topic", key, lambda: Link(self.text(title), self.url(topic_url(key))))

    def source(self, key: str) -> Link:
        """A source's name, leading to its page."""
        return self.nearby(
            "source", key, lambda: Link(self.source_name(key), self.url(source_url(key)))
        )

    def source_name(self, key: str) -> Phrase:
        """A source's name."""
        return self.once("source", key, lambda: self.name(self.library.sources[key].name))

    def day(self, day: date) -> Link:
        """A day in words, with its weekday, leading to its brief."""
        return Link(phrase(self.words.day(day, "full")), self.url(day_url(day)))

    def status(self, topic: str, subject: str) -> StatusOn:
        """The state of `subject` on the day that the site speaks of, as known now."""
        today = self.ledger.as_of
        find = self.ledger.status_at
        return self.once("status", f"{topic}/{subject}", lambda: find(topic, subject, today))

    def state(self, topic: Topic, key: str) -> Term:
        """A topic's word for a state; its tone is the badge's id."""
        return self.once("state", f"{topic.id}/{key}", lambda: self._term(topic.states, key))

    def position(self, topic: Topic, key: str) -> Term:
        """A topic's word for a position; its tone is the badge's id."""
        return self.once("position", f"{topic.id}/{key}", lambda: self._term(topic.positions, key))

    def _term(self, vocabulary: Iterable[State], key: str) -> Term:
        state = next(s for s in vocabulary if s.id == key)
        return Term(state.tone, self.text(state.label))

    def home(self, claim: Claim) -> Topic:
        """The topic that gives a claim its vocabulary."""
        return self.library.topics[claim.home]

    def card(self, article: Article) -> ArticleCard:
        """An article as lists show it."""
        return ArticleCard(
            link=self.article(article),
            source=self.source(article.source),
            published=self.published(article),
            developing=article.status == "developing",
            corrected=self.corrected(article),
            claims=self.words.count("%(n)s claim", "%(n)s claims", len(article.claims)),
        )

    def published(self, article: Article) -> str:
        """When an article was published: the day, and the time where it is known."""
        return self.once("moment", article.id, lambda: self.words.moment(article.published))

    def corrected(self, article: Article) -> str:
        """The day when an article was last corrected, or empty."""
        last = max((correction.on for correction in article.corrections), default=None)
        return self.words.day(last) if last else ""

    def article(self, article: Article) -> Link:
        """An article's title, leading to its page."""
        return self.nearby("article", article.id, lambda: self._article(article))

    def _article(self, article: Article) -> Link:
        title = self.once("title", article.id, lambda: self.own(article, article.title))
        return Link(title, self.url(article_url(article.id)))

    def source_kind(self, source: Source) -> str:
        """What kind of outlet it is; a kind the interface has no word for stands as written."""
        return self.words.say(terms.SOURCE_KINDS.get(source.kind, source.kind))

    @property
    def withheld(self) -> frozenset[str]:
        """Site-relative URLs of the articles that may not be shown."""
        return self.once("withheld", "", self._withheld)

    def _withheld(self) -> frozenset[str]:
        return frozenset(map(article_url, self.library.articles.keys() - self.ledger.articles))

    def shown(self, html: str) -> str:
        """Sanitised HTML of this page, in which no link leads to an article that is withheld."""
        return unlinked(html, posixpath.dirname(self.page) or ".", self.withheld)

    def shown_body(self, body: Body) -> Body:
        """A text of this page, its links as in `shown`."""
        if not self.withheld:
            return body
        cut = (p if p.block is not None else Piece(self.shown(p.text)) for p in body.pieces)
        return Body(tuple(cut), body.blocks)

    def lead(self, markdown: str) -> Markup:
        """An editor's Markdown as sanitised HTML, its language told where it is not the page's."""
        html = mark(self.shown_body(self.renderer.render(markdown)), {}, {}).html
        language = self.foreign(self.content_language)
        if not html or not language:
            return html
        return Markup('<div lang="{}" dir="auto">{}</div>').format(language, html)
