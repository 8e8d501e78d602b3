"""Who says what: facts against sources, where these agree, differ or are silent."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass

from generator.facts import Fact
from generator.model import Claim
from generator.pages.day_changes import more
from generator.pages.desk import Desk
from generator.pages.rows import newest_first
from generator.pages.telling import claim_view, fact_line
from generator.pages.urls import topic_url
from generator.pages.views import ClaimView, FactLine, Link
from generator.text import Phrase

ON_A_TOPIC = 40
OF_A_TOPIC = 10
"""Facts of one topic on the page of all; the topic's own page has more of them."""
SIDE_BY_SIDE = 4
"""Sources that have room for a column each on a desk's screen."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherSide:
    """What is said against a fact.

    Attributes:
        fact: the fact that disputes it, or that it disputes; none where its own claims differ.
        claims: who says so, and in which passage.
    """

    fact: Link | None
    claims: tuple[ClaimView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """A fact, and where each source stands on it.

    Attributes:
        fact: the fact.
        says: the claims of it as it stands, each source's newest; of two values that are held
            against each other those of the one said first. What newer reports replaced is in
            the fact's trail.
        differs: what is said against it: another value for the same time, another fact.
        silent: sources that wrote on the topic that day and do not mention it.
        echoes: that several outlets pass on one origin, or empty.
        several_days: whether what is said was not all published on one day.
    """

    fact: FactLine
    says: tuple[ClaimView, ...]
    differs: tuple[OtherSide, ...]
    silent: tuple[Link, ...]
    echoes: tuple[Phrase, ...]
    several_days: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """The facts of one topic that more than one source could tell.

    Attributes:
        topic: its title, leading to its own comparison.
        differing: facts that sources differ on, the newest first.
        rows: the others, likewise.
        sources: those that `rows` speak of, where these are few enough for a column each; else
            empty.
        more: how many more there are, or empty.
        alone: how many facts only one source tells, and none was silent on, or empty.
    """

    topic: Link
    differing: tuple[Compared, ...]
    rows: tuple[Compared, ...]
    sources: tuple[Link, ...]
    more: str
    alone: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CompareView:
    """Who says what, topic by topic.

    Attributes:
        as_of: the day that the site speaks of; empty where it holds no article.
        topics: those with a fact that more than one source could tell.
    """

    as_of: str
    topics: tuple[Comparison, ...]


def compare_view(desk: Desk) -> CompareView:
    """The view of the page that compares sources."""
    found = (comparison(desk, topic.id, OF_A_TOPIC) for topic in desk.topics)
    return CompareView(
        as_of=desk.as_of, topics=tuple(one for one in found if one.differing or one.rows)
    )


def comparison(desk: Desk, topic: str, most: int) -> Comparison:
    """Where sources stand on the facts at home in `topic`, at most `most` of them."""
    at_home = [f for f in desk.index.facts_of_topic.get(topic, ()) if f.topics[0] == topic]
    told = [f for f in at_home if _is_comparable(desk, f)]
    mirrored = _mirrored(desk, told)
    shown = (fact for fact in newest_first(told, topic) if fact.id not in mirrored)
    facts = sorted(shown, key=lambda fact: not _sides(desk, fact))
    rows = [compared(desk, fact) for fact in facts[:most]]
    differing = tuple(row for row in rows if row.differs)
    agreed = tuple(row for row in rows if not row.differs)
    place = "disagreements" if differing else "compare"
    return Comparison(
        topic=Link(desk.topic(topic).text, desk.url(f"{topic_url(topic)}#{place}")),
        differing=differing,
        rows=agreed,
        sources=_side_by_side(desk, agreed),
        more=more(desk, len(facts) - most),
        alone=_alone(desk, len(at_home) - len(told)),
    )


def _side_by_side(desk: Desk, rows: Iterable[Compared]) -> tuple[Link, ...]:
    named = {s for row in rows for s in [*(c.source for c in row.says), *row.silent]}
    if len(named) > SIDE_BY_SIDE:
        return ()
    return tuple(sorted(named, key=lambda s: (desk.words.sorting(s.text.text), s.url)))


def disputes(desk: Desk, facts: Iterable[Fact]) -> list[Fact]:
    """Of `facts` that sources differ on one for each dispute, the newest first."""
    found = newest_first(facts, "")
    mirrored = _mirrored(desk, found)
    return [fact for fact in found if fact.id not in mirrored]


def _alone(desk: Desk, n: int) -> str:
    return (
        desk.words.count(
            "%(n)s more fact: no other source published on the topic that day.",
            "%(n)s more facts: no other source published on the topic that day.",
            n,
        )
        if n
        else ""
    )


def _is_comparable(desk: Desk, fact: Fact) -> bool:
    return bool(fact.silent or len(desk.index.tellers(fact)) > 1 or _sides(desk, fact))


Side = tuple[str | None, Sequence[Claim]]
"""What is said against a fact: by which other one, if not by itself, and in which claims."""


def _sides(desk: Desk, fact: Fact) -> Sequence[Side]:
    """What is said against a fact: other values of its own, then facts that dispute each other."""
    return desk.once("sides", fact.id, lambda: _sides_of(desk, fact))


def _sides_of(desk: Desk, fact: Fact) -> Sequence[Side]:
    others = [*_by_value(fact.current)[1:], *_by_value(_rumours(desk, fact))]
    facts = desk.ledger.facts
    disputing = dict.fromkeys([*fact.contested_by, *fact.contests])
    named = [(key, _standing_by(facts[key].claims)) for key in disputing if key in facts]
    return [*((None, claims) for claims in others), *named]


def _mirrored(desk: Desk, facts: Iterable[Fact]) -> set[str]:
    """Ids of `facts` that stand, whole, on the other side of one that they dispute."""
    shown: set[tuple[str | None, str]] = set()
    mirrored: set[str] = set()
    for fact in sorted(facts, key=lambda fact: not fact.contested_by):
        sides = [key for key, _ in _sides(desk, fact)]
        if sides and all((key, fact.id) in shown for key in sides):
            mirrored.add(fact.id)
        else:
            shown.update((fact.id, key) for key in sides if key)
    return mirrored


def _rumours(desk: Desk, fact: Fact) -> list[Claim]:
    """Unconfirmed claims of another value that nothing newer has overtaken."""
    values = {claim.detail.value for claim in fact.current}
    newest = max(map(desk.ledger.effective, fact.current), default=None)
    return [
        claim
        for claim in _standing_by(fact.claims)
        if claim.certainty == "unconfirmed"
        and newest is not None
        and claim.detail.value not in values
        and desk.ledger.effective(claim) >= newest
    ]


def _by_value(claims: Iterable[Claim]) -> list[Sequence[Claim]]:
    """Claims that agree, in order of what was said first."""
    groups: dict[Hashable, list[Claim]] = defaultdict(list)
    for claim in claims:
        groups[claim.detail.value].append(claim)
    return list(groups.values())


def _standing_by(claims: Iterable[Claim]) -> list[Claim]:
    return [claim for claim in claims if claim.retracted is None]


def compared(desk: Desk, fact: Fact) -> Compared:
    """Where each source stands on `fact`."""
    sides = [(key, _last_words(desk, claims)) for key, claims in _sides(desk, fact)]
    value = fact.current[0].detail.value if fact.current else None
    stand = _standing_by(fact.claims) or fact.claims
    says = _last_words(desk, [c for c in stand if not fact.current or c.detail.value == value])
    last = {_teller(desk, c): c for c in stand if c.certainty != "unconfirmed"}
    # Who has said otherwise since does not stand on both sides.
    still = [c for c in says if last.get(_teller(desk, c), c).detail.value == c.detail.value]
    says = still or says
    told = [*says, *(claim for _, claims in sides for claim in claims)]
    return Compared(
        fact=fact_line(desk, fact),
        says=tuple(claim_view(desk, claim) for claim in says),
        differs=tuple(
            OtherSide(
                fact=_link(fact_line(desk, desk.ledger.facts[key])) if key else None,
                claims=tuple(claim_view(desk, claim) for claim in claims),
            )
            for key, claims in sides
        ),
        silent=tuple(desk.source(source) for source in fact.silent),
        echoes=tuple(_echoes(desk, fact)),
        several_days=len({desk.ledger.day(claim.article) for claim in told}) > 1,
    )


def _link(line: FactLine) -> Link:
    return Link(line.label, line.url)


def _last_words(desk: Desk, claims: Sequence[Claim]) -> list[Claim]:
    """Each source's newest claim, by each speaker, in the order in which these were made."""
    kept = {claim.id for claim in {_teller(desk, c): c for c in claims}.values()}
    return [claim for claim in claims if claim.id in kept]


def _teller(desk: Desk, claim: Claim) -> tuple[str, str | None]:
    """The source that says it, and whom it names for it."""
    return desk.ledger.articles[claim.article].source, claim.said_by


def _echoes(desk: Desk, fact: Fact) -> Iterable[Phrase]:
    """Of each origin that stands behind several outlets, that they are one."""
    outlets: dict[str, dict[str, None]] = defaultdict(dict)
    for claim in fact.current:
        outlets[desk.ledger.origin(claim)][desk.ledger.articles[claim.article].source] = None
    for origin, of_origin in outlets.items():
        if len(of_origin) > 1:
            known = origin in desk.library.sources
            yield desk.words.tell(
                "One origin, %(origin)s, behind %(outlets)s.",
                origin=desk.source_name(origin) if known else desk.actor(origin),
                outlets=Phrase.joined(
                    (desk.source_name(outlet) for outlet in of_origin if outlet != origin), ", "
                ),
            )
