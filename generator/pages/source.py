"""A source's page: what it is, what it published, where it stands alone, first or contradicted."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from generator.facts import Fact
from generator.model import Article, Source
from generator.pages.beside import Order, against, before, beside, order_of
from generator.pages.desk import Desk
from generator.pages.lists import NEWEST, FactList, fact_list, older_ones, outlets, whole
from generator.pages.telling import fact_label, fact_link
from generator.pages.views import ArticleCard, Link
from generator.text import Phrase, phrase


@dataclass(frozen=True, slots=True, kw_only=True)
class Amendment:
    """A correction of an article, or the withdrawal of a claim.

    Attributes:
        on: the day.
        link: the corrected article, or the fact whose claim was withdrawn.
        note: what was corrected, or why it was withdrawn.
    """

    on: str
    link: Link
    note: Phrase


@dataclass(frozen=True, slots=True, kw_only=True)
class Relay:
    """Another source in whose reports this one's stand, or the other way round.

    Attributes:
        source: its name, leading to its page.
        count: in how many articles.
    """

    source: Link
    count: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceView:
    """A source: what it is, what it published, and how that stands beside what others did.

    The lists of facts, articles and corrections show the newest; each tells how many older ones
    it leaves out. Nothing is counted up to a score.

    Attributes:
        title: the outlet's name.
        kind: what it is: a newspaper, an agency.
        country: the name of its country, or empty.
        language_name: the name of its language, or empty.
        url: its address on the web, or empty.
        state_affiliated: whether a state stands behind it.
        reliability: a letter from A to F, of the Admiralty code, or empty.
        relays: whose reports it passes on.
        relayed_by: who passes on its reports.
        articles: its articles, newest first.
        more_articles: how many older ones there are, or empty.
        alone: the facts that nobody else reports.
        first: those that it was the first to report, and who followed.
        same_day: those that it reported on the same day as others: which came first is not known.
        later: those that it reported after others.
        before: those of which it told a value that others, or time, have changed since.
        contradicted: those that it reports and that others contest, and what stands against them.
        amendments: corrections of its articles, and claims of theirs that were withdrawn.
        more_amendments: how many older ones there are, or empty.
        silent: what others reported and it did not, though it wrote on the topic that day.
    """

    title: Phrase
    kind: str
    country: str
    language_name: str
    url: str
    state_affiliated: bool
    reliability: str
    relays: tuple[Relay, ...]
    relayed_by: tuple[Relay, ...]
    articles: tuple[ArticleCard, ...]
    more_articles: str
    alone: FactList
    first: FactList
    same_day: FactList
    later: FactList
    before: FactList
    contradicted: FactList
    amendments: tuple[Amendment, ...]
    more_amendments: str
    silent: FactList


def source_view(desk: Desk, source: Source) -> SourceView:
    """The view of `source`'s page."""
    articles = desk.index.articles_of_source.get(source.id, ())
    told = desk.index.told_by.get(source.id, ())
    by_order: dict[Order, list[Fact]] = defaultdict(list)
    for fact in told:
        by_order[order_of(desk, fact, source.id)].append(fact)

    def listed(order: Order) -> FactList:
        entries = (whole(desk, f) for f in by_order[order])
        return fact_list(desk, entries, lambda e: (beside(desk, e.fact, source.id, order), ()))

    disputed = {f.id: found for f in told if (found := against(desk, f, source.id))}
    amended = _amendments(desk, articles)
    passed_on = Counter(a.relays for a in articles if a.relays)
    passing_on = Counter(a.source for a in desk.index.relaying.get(source.id, ()))
    return SourceView(
        title=desk.name(source.name),
        kind=desk.source_kind(source),
        country=desk.words.country(source.country) if source.country else "",
        language_name=desk.words.language_name(source.language) if source.language else "",
        url=source.url or "",
        state_affiliated=source.state_affiliated,
        reliability=source.reliability or "",
        relays=_relays(desk, passed_on),
        relayed_by=_relays(desk, passing_on),
        articles=tuple(desk.card(a) for a in list(reversed(articles))[:NEWEST]),
        more_articles=older_ones(desk, len(articles) - NEWEST),
        alone=listed("alone"),
        first=listed("first"),
        same_day=listed("same day"),
        later=listed("later"),
        before=fact_list(
            desk,
            (before(desk, f, source.id) for f in by_order["before"]),
            lambda e: (desk.words.tell("now: %(fact)s", fact=fact_label(desk, e.fact)), ()),
        ),
        contradicted=fact_list(
            desk,
            (whole(desk, desk.ledger.facts[key]) for key in disputed),
            lambda e: (phrase(desk.words.say("Contested by:")), disputed[e.fact.id]),
        ),
        amendments=tuple(amendment for _, amendment in amended[:NEWEST]),
        more_amendments=older_ones(desk, len(amended) - NEWEST),
        silent=fact_list(
            desk,
            (whole(desk, f) for f in desk.index.passed_over_by.get(source.id, ())),
            lambda e: (outlets(desk, e.claims), ()),
        ),
    )


def _relays(desk: Desk, counted: Counter[str]) -> tuple[Relay, ...]:
    return tuple(
        Relay(source=desk.source(key), count=desk.words.count("%(n)s article", "%(n)s articles", n))
        for key, n in sorted(counted.items(), key=lambda c: (-c[1], c[0]))
    )


def _amendments(desk: Desk, articles: Sequence[Article]) -> list[tuple[date, Amendment]]:
    """Corrections and withdrawals, newest first."""
    found: list[tuple[date, str, Link, Phrase]] = []
    for article in articles:
        for correction in article.corrections:
            note = desk.own(article, correction.note)
            found.append((correction.on, article.id, desk.article(article), note))
        for claim in article.claims:
            if claim.retracted:
                reason = desk.own(article, claim.retracted.reason)
                note = desk.words.tell("withdrawn: %(reason)s", reason=reason)
                found.append((claim.retracted.on, claim.id, fact_link(desk, claim.fact), note))
    found.sort(key=lambda entry: (-entry[0].toordinal(), entry[1]))
    return [
        (day, Amendment(on=desk.words.day(day), link=link, note=note))
        for day, _, link, note in found
    ]
