"""What can be found: articles and topic pages as words in a row, claims as ranges of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import accumulate, islice

from generator.claims import Event, Figure, Position, Statement, Status
from generator.marking import block_anchor
from generator.model import UNNAMED, Actor, Article, Claim, Place, Topic
from generator.outputs.search.words import tokens
from generator.pages import named
from generator.pages.desk import Desk
from generator.pages.telling import attribution, claim_label
from generator.pages.urls import actor_url, article_url, place_url, source_url, topic_url
from generator.text import Phrase

Range = tuple[int, int]
"""Tokens of a record from the first to before the second."""

Facets = Mapping[str, tuple[str, ...]]
"""Ids of the values of each facet."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """What a result is: an article, a topic, or a claim of an article.

    Attributes:
        anchor: the claim's id; empty where the whole page is meant.
        title: what the result is called.
        tokens: where it may be found.
        own: where its own name stands, which weighs more.
        facets: ids by facet; a facet that says nothing of it is missing.
        retracted: whether it was withdrawn.
    """

    anchor: str
    title: Phrase
    tokens: Range
    own: Range
    facets: Facets
    retracted: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """A page that is searched, once for all that can be found in it.

    Attributes:
        url: site-relative.
        language: primary subtag of its words' language, which they are stemmed in.
        tag: BCP 47 of its words, where it is not the interface's; else empty.
        day: of publication; None: of every day.
        words: as a reader sees them.
        source: the source's name among their tokens, which also finds each claim.
        blocks: first token and anchor of every paragraph, in order.
        units: the page itself first, then its claims.
    """

    url: str
    language: str
    tag: str
    day: date | None
    words: tuple[str, ...]
    source: Range
    blocks: tuple[tuple[int, str], ...]
    units: tuple[Unit, ...]


def records(desk: Desk) -> Iterator[Record]:
    """Every page of a topic, an actor, a place or a source, and every article that may be shown."""
    for topic in desk.topics:
        yield _topic(desk, topic)
    for key in named.actors(desk):
        actor = desk.library.actors.get(key)
        names = _spellings(actor) if actor else ()
        yield _name(desk, "actor", actor_url(key), desk.actor(key), names, desk.role(key).text)
    for place in named.places(desk):
        yield _name(desk, "place", place_url(place.id), desk.place(place.id), _spellings(place))
    for source in desk.sources:
        yield _name(desk, "source", source_url(source.id), desk.name(source.name), ())
    for article in desk.ledger.articles.values():
        yield _article(desk, article)


class _Row:
    """Words in a row, and where each text among their tokens stands."""

    def __init__(self) -> None:
        self.words: list[str] = []
        self.firsts = [0]
        """Of each word its first token; one more, for the end."""

    def add(self, *texts: str) -> Range:
        start = self.firsts[-1]
        for text in texts:
            words = text.split()
            self.words += words
            counts = map(len, map(tokens, words))
            self.firsts += islice(accumulate(counts, initial=self.firsts[-1]), 1, None)
        return start, self.firsts[-1]


def _topic(desk: Desk, topic: Topic) -> Record:
    row, title = _Row(), desk.text(topic.title)
    own = row.add(title.text)
    row.add(desk.lead(topic.body).striptags(), *(desk.text(q).text for q in topic.open_questions))
    facets = {"kind": ("topic",), "topic": (topic.id,)}
    return Record(
        url=topic_url(topic.id),
        language=_primary(desk.content_language),
        tag=desk.foreign(desk.content_language),
        day=None,
        words=tuple(row.words),
        source=(0, 0),
        blocks=(),
        units=(_page(title, row, own, facets, desk.content_language),),
    )


def _spellings(entry: Actor | Place) -> tuple[str, ...]:
    return (*(name for _, name in entry.name.versions), *entry.aliases)


def _name(
    desk: Desk, kind: str, url: str, title: Phrase, spellings: Iterable[str], role: str = ""
) -> Record:
    row = _Row()
    own = row.add(*dict.fromkeys((title.text, *spellings)))
    row.add(role)
    return Record(
        url=url,
        language=_primary(desk.content_language),
        tag="",
        day=None,
        words=tuple(row.words),
        source=(0, 0),
        blocks=(),
        units=(_page(title, row, own, {"kind": (kind,)}, desk.content_language),),
    )


def _article(desk: Desk, article: Article) -> Record:
    row, title = _Row(), desk.own(article, article.title)
    own = row.add(article.title)
    source = row.add(desk.source(article.source).text.text)
    row.add(article.summary or "")
    blocks = []
    for block in article.body.blocks:
        blocks.append((len(row.words), row.firsts[-1]))
        row.add(block.text)
    row.add(*(image.caption for image in article.images), *(c.note for c in article.corrections))
    shared = {"source": (article.source,), "language": (_primary(article.language),)}
    claims = [_claim(desk, claim, row, blocks, shared) for claim in article.claims]
    facets = {"kind": ("article",), "topic": tuple(sorted(article.topics)), **shared}
    return Record(
        url=article_url(article.id),
        language=_primary(article.language),
        tag=desk.foreign(article.language),
        day=desk.ledger.dated(article.id),
        words=tuple(row.words),
        source=source,
        blocks=tuple((start, block_anchor(article.body, n)) for n, (_, start) in enumerate(blocks)),
        units=(_page(title, row, own, facets, article.language), *claims),
    )


def _page(title: Phrase, row: _Row, own: Range, facets: Facets, language: str) -> Unit:
    told = {"language": (_primary(language),), **facets}
    return Unit(anchor="", title=title, tokens=(0, row.firsts[-1]), own=own, facets=told)


def _claim(
    desk: Desk,
    claim: Claim,
    row: _Row,
    blocks: list[tuple[int, int]],
    shared: Mapping[str, tuple[str, ...]],
) -> Unit:
    label = claim_label(desk, claim)
    own = row.add(label.text, *_names(desk, claim))
    fact = desk.ledger.facts[claim.fact]
    retracted = claim.retracted is not None
    facets = {
        "kind": ("statement" if claim.type == "statement" else "claim",),
        "topic": claim.topics,
        "said_by": (claim.said_by,) if claim.said_by else (),
        "subject": (claim.detail.who,) if claim.detail.who else (),
        "country": tuple(sorted(set(_countries(desk, claim)))),
        "certainty": (claim.certainty,),
        "standing": ("retracted" if retracted else fact.standing,),
        **shared,
    }
    told = {facet: values for facet, values in facets.items() if values}
    passage = _passage(desk, claim, row, blocks[claim.span.block][0])
    return Unit(
        anchor=claim.id, title=label, tokens=passage, own=own, facets=told, retracted=retracted
    )


def _passage(desk: Desk, claim: Claim, row: _Row, first: int) -> Range:
    """Where a claim's passage stands; `first` is the first word of its paragraph."""
    text = desk.ledger.articles[claim.article].body.blocks[claim.span.block].text
    start, end = claim.span.start, claim.span.end
    begun = start > 0 and not text[start - 1].isspace() and not text[start].isspace()
    before = len(text[:start].split()) - begun  # a passage may begin within a word: l’|ambassade
    return row.firsts[first + before], row.firsts[first + len(text[:end].split())]


def _names(desk: Desk, claim: Claim) -> Iterator[str]:
    """Who, where, with what: a passage may only say « the spokesman », a label leave it out."""
    yield attribution(desk, claim).text
    if claim.detail.who and claim.detail.who != claim.said_by:
        yield desk.actor(claim.detail.who).text
    match claim.detail:
        case Status(advice=advice):
            yield advice or ""
        case Event(target=target, place=place, means=means, outcome=outcome):
            yield from (target or "", desk.place(place).text, means or "", outcome or "")
        case Position(on_what=on_what, conditions=conditions):
            yield from (on_what, conditions or "")
        case Statement(venue=venue):
            yield venue or ""
        case Figure(of=of, place=place):
            yield from (of, desk.place(place).text)


def _countries(desk: Desk, claim: Claim) -> Iterable[str]:
    for key in (claim.detail.who, claim.said_by):
        actor = desk.library.actors.get(key or "")
        if actor and actor.country:
            yield actor.country
        elif key and not actor and key != UNNAMED:
            yield key  # an ISO 3166 code is an actor without a record
    if isinstance(claim.detail, Event | Figure) and claim.detail.place:
        country = desk.library.places[claim.detail.place].country
        if country:
            yield country


def _primary(tag: str) -> str:
    return tag.split("-")[0].lower()
