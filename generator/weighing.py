"""How claims are weighed: which of them count, by which day, and which of them agree.

Pure functions; the day an article was published is given as `day`, a function of its id.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from itertools import groupby, islice
from zoneinfo import ZoneInfo

from generator.facts import Step
from generator.model import CERTAINTIES, Article, Claim

Dated = Sequence[tuple[date, Claim]]
"""Claims, each with the day that it counts by, in the order of these."""
_FROM_A_DAY = re.compile(r"\d{4}-\d\d-\d\d")


Moment = tuple[date, float | None]


def moment(published: date | datetime, zone: ZoneInfo) -> Moment:
    """The day in `zone`, and the seconds since 1970 (a clock put back shows an hour twice)."""
    if isinstance(published, datetime):
        return published.astimezone(zone).date(), published.timestamp()
    return published, None


def known_from(article: Article, zone: ZoneInfo) -> Moment:
    """When readers may know of an article: as it is published, or once its embargo is over."""
    moments = [moment(article.published, zone)]
    if article.embargo is not None:
        moments.append(moment(article.embargo, zone))
    return max(moments, key=lambda m: (m[0], m[1] or 0.0))


def amendments(article: Article) -> Iterator[date]:
    """Days on which the desk corrected `article` or withdrew a claim of it."""
    yield from (correction.on for correction in article.corrections)
    yield from (claim.retracted.on for claim in article.claims if claim.retracted)


def is_retracted(claim: Claim, known_by: date) -> bool:
    """Whether `claim` had been withdrawn by `known_by`."""
    return claim.retracted is not None and claim.retracted.on <= known_by


def is_valid(claim: Claim, day: date) -> bool:
    """Whether the validity of `claim`, if it says any, has not ended before `day`."""
    return not (claim.until and claim.until.latest and claim.until.latest < day)


def day_after(claim: Claim) -> date | None:
    """The first day on which `claim` is no longer valid, if it says any."""
    until = claim.until.latest if claim.until else None
    return until + timedelta(days=1) if until and until < date.max else None


def counts(claim: Claim) -> bool:
    """Whether `claim` counts until it is withdrawn: not hedged, and no refusal."""
    return claim.certainty != "unconfirmed" and claim.detail.counts


def counting(claims: Iterable[Claim], known_by: date) -> list[Claim]:
    """The claims that count and have not been withdrawn by `known_by`."""
    return [c for c in claims if counts(c) and not is_retracted(c, known_by)]


def effective(claim: Claim, published: date) -> date:
    """The day a claim counts by; `published`: the day its article was.

    What is over counts by its end, and what has no date by its publication. What had not ended
    when it was published nobody has seen to its end: it counts by its publication, or an
    interval that was announced by its beginning; an announced month or year, by whose end it
    will be so, by its end.
    """
    start, latest = claim.on.start, claim.on.latest
    if latest is None:
        return published
    if start is None or latest <= published:
        return latest
    if start <= published:
        return published
    return start if "/" in claim.on.text else latest


def newest_valid(dated: Dated, day: date, stands: Callable[[Claim], bool]) -> tuple[Claim, ...]:
    """Of the claims that stand, those of the latest day at or before `day`, if still valid on it.

    Args:
        dated: claims that count, or that will, by the days they count by.
        day: the day to look back from; what comes after it is passed over.
        stands: whether a claim is known and not withdrawn.
    """
    until = bisect_right(dated, day, key=_counts_by)
    newest_first = islice(reversed(dated), len(dated) - until, None)
    for _, of_one_day in groupby(newest_first, key=_counts_by):
        valid = [c for _, c in of_one_day if is_valid(c, day) and stands(c)]
        if valid:
            return tuple(reversed(valid))
    return ()


def _counts_by(dated: tuple[date, Claim]) -> date:
    return dated[0]


def states_of(claims: Iterable[Claim]) -> tuple[str, ...]:
    """The states that claims give, each once, sorted."""
    return tuple(sorted({str(c.detail.value) for c in claims}))


def since_when(
    newest: Sequence[Claim], dated: Dated, day: date, stands: Callable[[Claim], bool]
) -> tuple[date | None, bool]:
    """First day of the unbroken run of a state, and whether it is inferred.

    A state that came back because another expired did so on the day after.

    Args:
        newest: the claims that carry it on `day`; none: nothing is known.
        dated: as in `newest_valid`, those no longer valid included.
        day: the day to look back from.
        stands: as in `newest_valid`.
    """
    if not newest:
        return None, False
    history = [(by, c) for by, c in dated if by <= day and stands(c)]
    turning = {turned for by, c in history for turned in (by, day_after(c)) if turned}
    states, first = states_of(newest), day
    for turned in sorted((d for d in turning if d <= day), reverse=True):
        if states_of(newest_valid(history, turned, stands)) != states:
            break
        first = turned
    run = [(by, c) for by, c in history if c.detail.value in states and by >= first]
    starts = [
        (c.on.start or by, c.on.inferred or not _FROM_A_DAY.match(c.on.text)) for by, c in run
    ]
    if all(by != first for by, _ in run):  # it came back, and nobody said so that day
        starts.append((first, True))
    return min(starts)


def trail(
    claims: Sequence[Claim], articles: Mapping[str, Article], moments: Mapping[str, Moment]
) -> tuple[tuple[Claim, ...], tuple[Step, ...]]:
    """Claims by moment of publication, each with whether it is known to follow the last.

    A day on which any of them has no time is one moment: its order is unknown, and it is
    told weak to strong. What was known by a day is a beginning of it.

    Args:
        claims: in order of the days on which they were published.
        articles: theirs, by id.
        moments: of the articles; see `moment`.
    """
    in_order: list[tuple[Claim, bool]] = []
    for _, group in groupby(claims, key=lambda c: moments[c.article][0]):
        of_day = [(moments[c.article][1], c) for c in group]
        timed = all(at is not None for at, _ in of_day)
        of_day = [((at or 0.0) if timed else 0.0, claim) for at, claim in of_day]
        of_day.sort(key=lambda m: (m[0], CERTAINTIES.index(m[1].certainty), m[1].article, m[1].id))
        for _, alike in groupby(of_day, key=lambda m: m[0]):
            in_order += [(c, first == 0 and bool(in_order)) for first, (_, c) in enumerate(alike)]
    steps = tuple(
        Step(c.id, c.article, articles[c.article].published, c.certainty, known)
        for c, known in in_order
    )
    return tuple(claim for claim, _ in in_order), steps
