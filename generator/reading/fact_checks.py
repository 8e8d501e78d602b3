"""Claims that speak of one fact fit together, on the whole site."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence

from generator.claims import Event, Figure, Position, Status
from generator.diagnostics import Diagnostic, Location, diagnose
from generator.evidence import folded
from generator.reading.manuscript import ClaimInHand, Manuscript, as_text
from generator.reading.nearness import Nearest, near_pairs

_ANCHORS = {
    *("top", "claims", "images", "corrections", "unassigned", "articles"),
    *("changes", "compare", "disagreements", "open-questions", "asof-on", "asof-known"),
}
_ANCHOR_PREFIXES = ("s-", "block-")
"""What the templates and the headings of a body use as anchors."""


def check_facts(manuscripts: Sequence[Manuscript], topics: Collection[str]) -> Iterator[Diagnostic]:
    """Ids used once only, `about`s that agree, and no claim that contests itself.

    Args:
        manuscripts: the articles.
        topics: ids of the topics that there are.
    """
    claims = [claim for manuscript in manuscripts for claim in manuscript.claims]
    records = [claim for manuscript in manuscripts for claim in manuscript.records()]
    yield from _duplicate_ids(claims)
    yield from _contesting_themselves(claims)
    by_about: dict[str, list[ClaimInHand]] = defaultdict(list)
    for claim in records:
        if claim.record.about:
            by_about[claim.record.about].append(claim)
    joined: dict[str, list[ClaimInHand]] = defaultdict(list)
    for claim in claims:
        joined[claim.fact].append(claim)
    # An `about` may also name another claim's id, or the fact of a status.
    by_hand = {fact: found for fact, found in joined.items() if any(c.record.about for c in found)}
    yield from _differing(by_hand, topics)
    yield from _mixed(by_hand)
    yield from _reserved(claims)
    yield from _alike(claims)
    # An article that cannot be read may hold the second use of an `about`.
    if all(manuscript.complete for manuscript in manuscripts):
        yield from _lonely(by_about, records, {f for f, c in by_hand.items() if len(c) > 1})


def _order(claim: ClaimInHand) -> Location:
    return claim.at()


def _duplicate_ids(claims: Sequence[ClaimInHand]) -> Iterator[Diagnostic]:
    first: dict[str, ClaimInHand] = {}
    for claim in sorted(claims, key=_order):
        other = first.setdefault(claim.id, claim)
        if other is not claim:
            place = claim.at("id") if claim.record.id else claim.at()
            where = other.at()
            yield diagnose("BR401", place, id=claim.id, other=f"{where.path}:{where.line}")


def _contesting_themselves(claims: Sequence[ClaimInHand]) -> Iterator[Diagnostic]:
    for claim in claims:
        for key in ("contests", "denies"):
            if getattr(claim.record, key) in (claim.fact, claim.id):
                yield diagnose("BR406", claim.at(key), key=key, id=claim.fact)


def _mixed(by_fact: Mapping[str, list[ClaimInHand]]) -> Iterator[Diagnostic]:
    """One fact is one subject's state, or its advice to one audience, or one actor's position."""
    for fact in sorted(by_fact):
        claims = sorted(by_fact[fact], key=_order)
        for claim in claims:
            one, other = _concern(claim), _concern(claims[0])
            if one != other and claim.detail.type == claims[0].detail.type:
                place = claim.at("about") if claim.record.about else claim.at()
                yield diagnose("BR408", place, about=fact, one=one, other=other)


def _concern(claim: ClaimInHand) -> str | None:
    detail = claim.detail
    if isinstance(detail, Position):
        return detail.actor
    return detail.aspect if isinstance(detail, Status) else None


def _reserved(claims: Sequence[ClaimInHand]) -> Iterator[Diagnostic]:
    """An id is an anchor in a page, which has anchors of its own."""
    for claim in claims:
        for key in ("id", "about"):
            value = getattr(claim.record, key)
            if value and (value in _ANCHORS or value.startswith(_ANCHOR_PREFIXES)):
                yield diagnose("BR409", claim.at(key), key=key, id=value)


def _alike(claims: Sequence[ClaimInHand]) -> Iterator[Diagnostic]:
    """Claims of two articles that say they are of one thing, and nobody said of which fact."""
    first: dict[tuple[object, ...], ClaimInHand] = {}
    for claim in sorted(claims, key=_order):
        key = _likeness(claim)
        other = first.setdefault(key, claim) if key else claim
        told_apart = claim.record.about and other.record.about
        if other.fact != claim.fact and other.article != claim.article and not told_apart:
            where = other.at()
            yield diagnose("BR407", claim.at(), other=f"{where.path}:{where.line}")


def _likeness(claim: ClaimInHand) -> tuple[object, ...]:
    """What two claims of one thing have in common, word for word; empty: nothing to go by."""
    detail, record = claim.detail, claim.record
    common = (detail.type, record.topics[0], detail.who, record.on.text)
    if isinstance(detail, Figure):
        return (*common, folded(detail.of).casefold(), folded(detail.unit).casefold())
    if isinstance(detail, Event) and record.label:
        words = as_text(record.label).versions
        return (*common, *(folded(text).casefold() for _, text in words))
    return ()


def _differing(
    by_about: Mapping[str, list[ClaimInHand]], topics: Collection[str]
) -> Iterator[Diagnostic]:
    """Claims of one fact share type and home topic; the few are told from the many."""
    for about in sorted(by_about):
        claims = sorted(by_about[about], key=_order)
        types = Counter(claim.detail.type for claim in claims)
        # A topic that is not there is most often a slip, told as such (BR204): once is enough.
        at_home = [claim for claim in claims if claim.record.topics[0] in topics]
        homes = Counter(claim.record.topics[0] for claim in at_home)
        # most_common keeps the order of first use where counts are equal.
        usual_type = types.most_common(1)[0][0]
        usual_home = homes.most_common(1)[0][0] if homes else ""
        for claim in claims:
            if claim.detail.type != usual_type:
                other = next(c for c in claims if c.detail.type == usual_type).at()
                yield diagnose(
                    "BR402",
                    claim.at("about"),
                    about=about,
                    type=claim.detail.type,
                    usual=usual_type,
                    other=f"{other.path}:{other.line}",
                )
        for claim in at_home:
            if claim.record.topics[0] != usual_home:
                other = next(c for c in claims if c.record.topics[0] == usual_home).at()
                yield diagnose(
                    "BR403",
                    claim.at("topics", 0),
                    about=about,
                    topic=claim.record.topics[0],
                    usual=usual_home,
                    other=f"{other.path}:{other.line}",
                )


def _lonely(
    by_about: Mapping[str, list[ClaimInHand]],
    records: Sequence[ClaimInHand],
    shared: Collection[str],
) -> Iterator[Diagnostic]:
    """An `about` that looks like a slip of the hand: nearly another, or used only once."""
    first = {
        about: min(claim.at("about") for claim in claims) for about, claims in by_about.items()
    }
    # Places in order, as numbers: the pairs may be many.
    rank = {about: n for n, about in enumerate(sorted(first, key=lambda a: first[a]))}
    named = set()
    for one, other in near_pairs(by_about):
        # The rarer is the slip; where both are as rare, the later.
        slip, meant = sorted((one, other), key=lambda a: (len(by_about[a]), -rank[a]))
        if slip not in named:
            named.add(slip)
            yield diagnose("BR405", first[slip], about=slip, nearest=meant)
    disputed = {fact for c in records for fact in (c.record.contests, c.record.denies)}
    nearest = Nearest(by_about)
    for about, claims in by_about.items():
        if len(claims) == 1 and not (about in named or about in disputed or about in shared):
            found = nearest.to(about)
            hint = f"The nearest one is `{found}`: did you mean that? " if found else ""
            yield diagnose("BR404", first[about], about=about, suggestion=hint)
