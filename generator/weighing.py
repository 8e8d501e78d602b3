"""How claims are weighed: which of them count, by which day, and which of them agree.

Pure functions; the day an article was published is given as `day`, a function of its id.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from itertools import groupby
from zoneinfo import ZoneInfo

from generator.facts import Step
from generator.model import CERTAINTIES, Article, Claim

_FROM_A_DAY = re.compile(r"\d{4}-\d\d-\d\d")


def moment(published: date | datetime, zone: ZoneInfo) -> tuple[date, float | None]:
    """The day in `zone`, and the seconds since 1970 (a clock put back shows an hour twice)."""
    if isinstance(published, datetime):
        return published.astimezone(zone).date(), published.timestamp()
    return published, None


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


def counting(claims: Iterable[Claim], known_by: date) -> list[Claim]:
    """The claims that count: not hedged, not withdrawn by `known_by`, and no refusal."""
    return [
        c
        for c in claims
        if c.certainty != "unconfirmed" and c.detail.counts and not is_retracted(c, known_by)
    ]


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


def newest_run(
    claims: Sequence[Claim], effective: Callable[[Claim], date]
) -> tuple[list[Claim], bool]:
    """The newest claims that agree without a break, and whether the newest day disagrees.

    Judged by time: closed in November and open in December is a change, not a dispute.
    """
    if len(claims) < 2:
        return list(claims), False
    run: list[Claim] = []
    by_day = sorted(claims, key=lambda c: (effective(c), c.id), reverse=True)
    for _, group in groupby(by_day, key=effective):
        of_one_day = list(group)
        values: set[Hashable] = {c.detail.value for c in of_one_day}
        if not run and len(values) > 1:
            return of_one_day, True
        if run and values != {run[0].detail.value}:
            break
        run += of_one_day
    return run, False


def newest_valid(
    claims: Sequence[Claim], day: date, effective: Callable[[Claim], date]
) -> tuple[Claim, ...]:
    """Of claims that count, those of the latest day at or before `day`, if still valid on it."""
    valid = [c for c in claims if effective(c) <= day and is_valid(c, day)]
    latest = max(map(effective, valid), default=None)
    return tuple(c for c in valid if effective(c) == latest)


def states_of(claims: Iterable[Claim]) -> tuple[str, ...]:
    """The states that claims give, each once, sorted."""
    return tuple(sorted({str(c.detail.value) for c in claims}))


def since_when(
    newest: Sequence[Claim],
    history: Sequence[Claim],
    day: date,
    effective: Callable[[Claim], date],
) -> tuple[date | None, bool]:
    """First day of the unbroken run of a state, and whether it is inferred.

    A state that came back because another expired did so on the day after.

    Args:
        newest: the claims that carry it on `day`; none: nothing is known.
        history: every claim that counted until then, those no longer valid included.
        day: the day to look back from.
        effective: the day each claim counts by.
    """
    if not newest:
        return None, False
    begins = {effective(c) for c in history}
    ends = {after for c in history if (after := day_after(c))}
    first = day
    for turning in sorted((d for d in begins | ends if d <= day), reverse=True):
        if states_of(newest_valid(history, turning, effective)) != states_of(newest):
            break
        first = turning
    states = states_of(newest)
    run = [c for c in history if c.detail.value in states and effective(c) >= first]
    starts = [
        (c.on.start or effective(c), c.on.inferred or not _FROM_A_DAY.match(c.on.text)) for c in run
    ]
    if all(effective(c) != first for c in run):  # it came back, and nobody said so that day
        starts.append((first, True))
    return min(starts)


def trail(
    claims: Sequence[Claim], articles: Mapping[str, Article], zone: ZoneInfo
) -> tuple[tuple[Claim, ...], tuple[Step, ...]]:
    """Claims by moment of publication, each with whether it is known to follow the last.

    A day on which any of them has no time is one moment: its order is unknown, and it is
    told weak to strong. What was known by a day is a beginning of it.
    """
    by_day: dict[date, list[tuple[float | None, Claim]]] = defaultdict(list)
    for claim in claims:
        day, at = moment(articles[claim.article].published, zone)
        by_day[day].append((at, claim))
    in_order: list[tuple[Claim, bool]] = []
    for day in sorted(by_day):
        timed = all(at is not None for at, _ in by_day[day])
        moments = [((at or 0.0) if timed else 0.0, claim) for at, claim in by_day[day]]
        moments.sort(key=lambda m: (m[0], CERTAINTIES.index(m[1].certainty), m[1].article, m[1].id))
        for _, group in groupby(moments, key=lambda m: m[0]):
            in_order += [(c, first == 0 and bool(in_order)) for first, (_, c) in enumerate(group)]
    steps = tuple(
        Step(c.id, c.article, articles[c.article].published, c.certainty, known)
        for c, known in in_order
    )
    return tuple(claim for claim, _ in in_order), steps
