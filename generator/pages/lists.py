"""Lists of facts by date: what a page of an actor, a place or a source is made of."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby

from generator.facts import Fact
from generator.model import CERTAINTIES, Claim
from generator.pages import terms
from generator.pages.desk import Desk
from generator.pages.index import not_withdrawn
from generator.pages.telling import attribution, claim_label, fact_line, in_force
from generator.pages.views import FactLine, Link
from generator.text import Phrase, distinct

NEWEST = 50
"""How many facts or articles a list shows: a source of ten thousand articles keeps a page that
opens."""
NAMED = 3
"""How many a line names of those who say the same."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DatedFact:
    """A fact in a list by date; one whose value changed is listed once for each change.

    Attributes:
        on: the time that it is of.
        fact: the fact, with where to read on.
        note: who says so, or what the list has to say of it; may be empty.
        others: facts or sources that the note speaks of, or empty.
    """

    on: str
    fact: FactLine
    note: Phrase
    others: tuple[Link, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FactList:
    """Facts by date, newest first, and what became of the older ones.

    Attributes:
        facts: the newest.
        more: how many older ones are left out, or empty.
        topics: the topics whose pages have those left out.
    """

    facts: tuple[DatedFact, ...]
    more: str
    topics: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """What becomes a line of a list.

    Attributes:
        claims: those that the line tells of.
        dated: the one whose time is the line's.
        passed: whether it is a value that another followed.
    """

    fact: Fact
    claims: Sequence[Claim]
    dated: Claim
    passed: bool = False


Note = Callable[[Entry], tuple[Phrase, tuple[Link, ...]]]


def whole(desk: Desk, fact: Fact, claims: Sequence[Claim] = ()) -> Entry:
    """A fact as one line, with the time of the newest claim that gives it its value."""
    entry = desk.once("whole", fact.id, lambda: _whole(desk, fact))
    return replace(entry, claims=claims) if claims else entry


def _whole(desk: Desk, fact: Fact) -> Entry:
    return Entry(fact, fact.claims, max(in_force(fact), key=_in_order(desk)))


def by_value(desk: Desk, fact: Fact, claims: Sequence[Claim]) -> Iterator[Entry]:
    """What `claims` give a fact, as one line; where they give one value after another, as several.

    A value that others, or time, have changed since is told as theirs, and not the fact's of now.
    """
    ordered = sorted(_asserting(claims) or claims, key=_in_order(desk))
    runs = [list(run) for _, run in groupby(ordered, key=lambda c: c.detail.value)]
    now = {c.detail.value for c in in_force(fact)}
    if len(runs) == 1 and runs[0][0].detail.value in now:
        yield whole(desk, fact, claims)
        return
    for run in runs:
        over = run is not runs[-1] or run[0].detail.value not in now
        yield Entry(fact, run, run[0], passed=over)


def _asserting(claims: Sequence[Claim]) -> Sequence[Claim]:
    return [c for c in claims if c.retracted is None and c.certainty != "unconfirmed"]


def fact_list(desk: Desk, entries: Iterable[Entry], note: Note) -> FactList:
    """The newest of `entries`, each with its `note`, and where the others are."""
    ordered = sorted(entries, key=lambda e: (-_day(desk, e.dated).toordinal(), e.fact.id))
    homes = {e.fact.topics[0] for e in ordered[NEWEST:]}
    return FactList(
        facts=tuple(_line(desk, entry, *note(entry)) for entry in ordered[:NEWEST]),
        more=older_ones(desk, len(ordered) - NEWEST),
        topics=tuple(desk.topic(t.id) for t in desk.topics if t.id in homes) if homes else (),
    )


def older_ones(desk: Desk, left_out: int) -> str:
    """How many a list leaves out, or empty."""
    if left_out < 1:
        return ""
    return desk.words.count("and %(n)s older one", "and %(n)s older ones", left_out)


def _line(desk: Desk, entry: Entry, note: Phrase, others: tuple[Link, ...]) -> DatedFact:
    fact, claim = fact_line(desk, entry.fact), entry.dated
    if entry.passed:  # of a value that is over the fact's standing says nothing
        surest = max((c.certainty for c in entry.claims), key=CERTAINTIES.index)
        certainty = terms.term(desk.words, terms.CERTAINTIES, surest)
        label = claim_label(desk, claim)
        fact = replace(fact, label=label, certainty=certainty, standing=certainty)
    on = desk.words.when(claim.on)
    if claim.on.latest is None:
        day = desk.words.day(desk.ledger.dated(claim.article))
        on = desk.words.say("%(on)s, published on %(day)s", on=on, day=day)
    return DatedFact(on=on, fact=fact, note=note, others=others)


def tellers(desk: Desk, claims: Sequence[Claim]) -> Phrase:
    """Who says so: those whom the reports name, else the outlets; the first few of them."""
    return _few(desk, claims, lambda c: attribution(desk, c) or _outlet(desk, c))


def outlets(desk: Desk, claims: Sequence[Claim]) -> Phrase:
    """In which outlets it is; the first few of them."""
    return _few(desk, claims, lambda c: _outlet(desk, c))


def _outlet(desk: Desk, claim: Claim) -> Phrase:
    return desk.source_name(desk.ledger.articles[claim.article].source)


def _few(desk: Desk, claims: Sequence[Claim], name: Callable[[Claim], Phrase]) -> Phrase:
    """Names of those behind `claims` that still stand; where none does, that they do not."""
    every = distinct(map(name, not_withdrawn(claims)))
    named, others = Phrase.joined(every[:NAMED], ", "), len(every) - NAMED
    if others > 0:
        more = desk.words.count("%(n)s other", "%(n)s others", others)
        named = desk.words.tell("%(names)s and %(others)s", names=named, others=more)
    if claims and all(claim.retracted for claim in claims):
        return desk.words.tell("%(names)s, since withdrawn", names=named)
    return named


def _in_order(desk: Desk) -> Callable[[Claim], tuple[date, str]]:
    return lambda claim: (_day(desk, claim), claim.id)


def _day(desk: Desk, claim: Claim) -> date:
    """The day a claim is listed by: its own, or where it has none that of its publication."""
    return claim.on.latest or desk.ledger.dated(claim.article)
