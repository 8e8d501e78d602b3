"""A source beside others that tell the same fact: who was first, who says otherwise."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Literal

from generator.facts import Fact
from generator.model import Claim
from generator.pages.desk import Desk
from generator.pages.lists import Entry
from generator.pages.telling import attribution, fact_link, in_force
from generator.pages.views import Link
from generator.text import Phrase

Order = Literal["alone", "first", "same day", "later", "before", "withdrawn"]
"""When a source told a fact as it stands, beside others; `before`: only as it once stood."""


Tellers = Mapping[str, tuple[int, Claim]]


def _tellers(desk: Desk, fact: Fact) -> Tellers:
    """The first claim of each source that tells `fact` as it stands, after how many moments.

    Where the order is not known the moment is the same. Of a fact that never changed, whoever
    hedged told it too.
    """
    return desk.once("tellers", fact.id, lambda: _first_claims(desk, fact))


def _first_claims(desk: Desk, fact: Fact) -> Tellers:
    standing = [c for c in fact.claims if c.retracted is None]
    values = {c.detail.value for c in in_force(fact)}
    changed = any(c.detail.value not in values for c in standing)
    told = {c.id for c in (in_force(fact) if changed else standing) if c.retracted is None}
    found: dict[str, tuple[int, Claim]] = {}
    moment = 0
    for step, claim in zip(fact.trail, fact.claims, strict=True):
        moment += step.after_previous
        if claim.id in told:
            found.setdefault(desk.ledger.articles[claim.article].source, (moment, claim))
    return found


def order_of(desk: Desk, fact: Fact, source: str) -> Order:
    """When `source`, one of those that tell `fact`, told it beside the others."""
    told = _tellers(desk, fact)
    if desk.index.tellers(fact) == {source} or told.keys() == {source}:
        return "alone"
    if source not in told:
        return "before" if _own(desk, fact, source) else "withdrawn"
    own, others = told[source][0], min(m for other, (m, _) in told.items() if other != source)
    if own == others:
        return "same day"
    return "first" if own < others else "later"


def _own(desk: Desk, fact: Fact, source: str) -> list[Claim]:
    """The claims that `source` makes of `fact` and did not withdraw, in the order of the trail."""
    # Once a fact: for each of its sources anew, the work would grow with their square.
    return desk.once("own claims", fact.id, lambda: _by_source(desk, fact)).get(source, [])


def _by_source(desk: Desk, fact: Fact) -> Mapping[str, list[Claim]]:
    found: dict[str, list[Claim]] = defaultdict(list)
    for claim in fact.claims:
        if not claim.retracted:
            found[desk.ledger.articles[claim.article].source].append(claim)
    return found


def before(desk: Desk, fact: Fact, source: str) -> Entry:
    """What `source` last said of a fact that has changed since."""
    own = _own(desk, fact, source)
    return Entry(fact, own, own[-1], passed=True)


def beside(desk: Desk, fact: Fact, source: str, order: Order) -> Phrase:
    """Who else told `fact`, and whose report it was where the source only passed it on.

    Args:
        desk: of the page.
        fact: what is told.
        source: id of the one whose page it is.
        order: when it told the fact beside the others.
    """
    if order == "alone":
        return Phrase()
    told = {**_tellers(desk, fact)}
    _, claim = told.pop(source)
    first = min(moment for moment, _ in told.values())
    others = (desk.source_name(other) for other, (moment, _) in told.items() if moment == first)
    names = Phrase.joined(others, ", ")
    if order == "later":
        return desk.words.tell("after %(names)s", names=names)
    if order == "same day":
        return desk.words.tell("with %(names)s", names=names)
    told_before = desk.words.tell("before %(names)s", names=names)
    if not desk.ledger.articles[claim.article].relays or claim.said_by:
        return told_before
    return desk.words.tell(
        "%(told)s; %(relayed)s", told=told_before, relayed=attribution(desk, claim)
    )


def against(desk: Desk, fact: Fact, source: str) -> tuple[Link, ...]:
    """What other sources hold against what this one says: facts, and who gives another value."""
    if source not in fact.sources or fact.standing != "contested":
        return ()
    facts = desk.ledger.facts
    disputing = [k for k in fact.contested_by if _others(desk, facts[k].claims, source)]
    values = {c.detail.value for c in fact.current if c not in _others(desk, [c], source)}
    differing = [c for c in _others(desk, fact.current, source) if values - {c.detail.value}]
    outlets = dict.fromkeys(desk.ledger.articles[c.article].source for c in differing)
    return (*(fact_link(desk, k) for k in disputing), *(desk.source(s) for s in outlets))


def _others(desk: Desk, claims: Iterable[Claim], source: str) -> list[Claim]:
    """Those of `claims` that stand in articles of other sources and were not withdrawn."""
    articles = desk.ledger.articles
    return [c for c in claims if articles[c.article].source != source and c.retracted is None]
