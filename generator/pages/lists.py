"""Lists of facts by date: what a page of an actor, a place or a source is made of."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from generator.facts import Fact
from generator.model import Claim
from generator.pages.desk import Desk
from generator.pages.index import not_withdrawn
from generator.pages.telling import attribution, fact_line, in_force
from generator.pages.views import FactLine, Link
from generator.text import Phrase, distinct

NEWEST = 50
"""How many facts or articles a list shows: a source of ten thousand articles keeps a page that
opens."""
NAMED = 3
"""How many a line names of those who say the same."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DatedFact:
    """A fact in a list by date.

    Attributes:
        on: the time that it is of.
        fact: the fact, with where to read on.
        note: who says so, or what the list has to say of it; may be empty.
        others: facts or sources that the note speaks of, or empty.
    """

    on: str
    fact: FactLine
    note: Phrase
    others: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FactList:
    """Facts by date, newest first, and what became of the older ones.

    Attributes:
        facts: the newest.
        more: how many older ones are left out, or empty.
        topics: the topics whose pages have those left out.
    """

    facts: tuple[DatedFact, ...] = ()
    more: str = ""
    topics: tuple[Link, ...] = ()


Entry = Callable[[Fact], DatedFact]


def fact_list(desk: Desk, facts: Iterable[Fact], entry: Entry) -> FactList:
    """The newest of `facts`, each as `entry` tells it, and where the others are."""
    ordered = sorted(facts, key=lambda f: (-_latest(desk, f).toordinal(), f.id))
    older = ordered[NEWEST:]
    homes = {f.topics[0] for f in older}
    return FactList(
        facts=tuple(map(entry, ordered[:NEWEST])),
        more=older_ones(desk, len(older)),
        topics=tuple(desk.topic(t.id) for t in desk.topics if t.id in homes),
    )


def older_ones(desk: Desk, left_out: int) -> str:
    """How many a list leaves out, or empty."""
    if not left_out:
        return ""
    return desk.words.count("and %(n)s older one", "and %(n)s older ones", left_out)


def dated(desk: Desk, fact: Fact, note: Phrase, others: tuple[Link, ...] = ()) -> DatedFact:
    """A fact with the time of its newest claim.

    Args:
        desk: of the page.
        fact: what is listed.
        note: what the list has to say of it, or empty.
        others: facts or sources that the note speaks of.
    """
    newest = max(in_force(fact), key=lambda c: (_day(desk, c), c.id))
    on = desk.words.when(newest.on)
    if newest.on.latest is None:
        day = desk.words.day(desk.ledger.day(newest.article))
        on = desk.words.say("%(on)s, published on %(day)s", on=on, day=day)
    return DatedFact(on=on, fact=fact_line(desk, fact), note=note, others=others)


def tellers(desk: Desk, claims: Sequence[Claim]) -> Phrase:
    """Who says so: those whom the reports name, else the outlets; the first few of them."""
    return _few(desk, claims, lambda c: attribution(desk, c) or _outlet(desk, c))


def outlets(desk: Desk, claims: Sequence[Claim]) -> Phrase:
    """In which outlets it is; the first few of them."""
    return _few(desk, claims, lambda c: _outlet(desk, c))


def _outlet(desk: Desk, claim: Claim) -> Phrase:
    return desk.source(desk.ledger.articles[claim.article].source).text


def _few(desk: Desk, claims: Sequence[Claim], name: Callable[[Claim], Phrase]) -> Phrase:
    """Names of those behind `claims` that still stand; where none does, that they do not."""
    every = distinct(map(name, not_withdrawn(claims)))
    named, others = Phrase.joined(every[:NAMED], ", "), len(every) - NAMED
    if others > 0:
        more = desk.words.count("%(n)s other", "%(n)s others", others)
        named = desk.words.tell("%(names)s and %(others)s", names=named, others=more)
    if all(claim.retracted for claim in claims):
        return desk.words.tell("%(names)s, since withdrawn", names=named)
    return named


def _latest(desk: Desk, fact: Fact) -> date:
    return desk.once("latest", fact.id, lambda: max(_day(desk, c) for c in in_force(fact)))


def _day(desk: Desk, claim: Claim) -> date:
    """The day a claim is listed by: its own, or where it has none that of its publication."""
    return claim.on.latest or desk.ledger.day(claim.article)
