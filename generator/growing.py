"""One fact as it grows: its claims added in the order of its trail, evening by evening.

What a day adds is all that is looked at, so that a fact that hundreds of days touch is told of
every one of them in little more time than of the last.
"""

from __future__ import annotations

from bisect import bisect_right, insort
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from generator.facts import Fact, Standing, Step
from generator.model import Claim
from generator.weighing import counts, is_retracted


@dataclass(frozen=True, slots=True)
class Told:
    """A claim, and what its article adds to it.

    Attributes:
        day: of publication.
        counts_by: the day that the claim counts by.
        source: the outlet.
        origin: who stands behind it: the named speaker, the relayed agency, the outlet.
        topics: every topic of the article.
    """

    claim: Claim
    day: date
    counts_by: date
    source: str
    origin: str
    topics: Set[str]


def as_told(told: Told, step: Step, published: Mapping[date, Mapping[str, Set[str]]]) -> Fact:
    """The fact of one claim that nothing disputes, withdraws or disagrees with.

    It is what a `Growing` of that claim alone gives, of which this is the short way.

    Args:
        told: the claim.
        step: its trail.
        published: as in `Growing`.
    """
    claim, of_day = told.claim, published[told.day]
    counting = counts(claim)
    could_speak = set[str]().union(*(of_day[t] for t in of_day.keys() & told.topics))
    return Fact(
        id=claim.fact,
        type=claim.type,
        topics=tuple(dict.fromkeys(claim.topics)),
        claims=(claim,),
        sources=(told.source,) if counting else (),
        origins=(told.origin,) if counting else (),
        current=(claim,) if counting else (),
        standing="single-source" if counting else "unconfirmed",
        trail=(step,),
        silent=tuple(sorted(could_speak - {told.source})),
    )


class Growing:
    """A fact, from its first evening on.

    Args:
        fact: its id.
        told: its claims, in the order of its trail.
        trail: a step for each of them.
        disputing: the claims that contest or deny it.
        spoke: of each fact that disputes it, or that it disputes, the day on which each source
            first spoke of that one.
        published: sources that published an article on a day, by the day and each topic.
    """

    def __init__(
        self,
        fact: str,
        told: Sequence[Told],
        trail: tuple[Step, ...],
        *,
        disputing: Sequence[Told],
        spoke: Mapping[str, Mapping[str, date]],
        published: Mapping[date, Mapping[str, Set[str]]],
    ) -> None:
        self._fact, self._told, self._trail = fact, told, trail
        self._claims = tuple(t.claim for t in told)
        self._disputing, self._spoke_against, self._published = disputing, spoke, published
        self._withdrawals = sorted(c.retracted.on for c in self._claims if c.retracted)
        self._begin(0)

    def _begin(self, withdrawn: int) -> None:
        """Forget everything; `withdrawn`: how many withdrawals there have been."""
        self._withdrawn = withdrawn
        self._known = 0
        self._topics: dict[str, None] = {}
        self._spoke: set[str] = set()
        self._stands = False
        self._contests: set[str] = set()
        self._days: set[date] = set()
        self._touched: set[str] = set()
        self._could_speak: set[str] = set()
        self._sources: set[str] = set()
        self._said: dict[str, date] = {}
        self._count: list[tuple[date, str, int]] = []

    @property
    def evenings(self) -> list[date]:
        """Evenings on which it may be known otherwise than on the one before, in order."""
        first = self._told[0].day
        heard = (day for days in self._spoke_against.values() for day in days.values())
        days = {*heard, *(day for t in (*self._told, *self._disputing) for day in _known_days(t))}
        return sorted(day for day in {first, *days} if day >= first)

    def on(self, evening: date) -> Fact | None:
        """The fact as known on an evening; None: not yet.

        Evenings are best asked for in order: an earlier one, like a withdrawal, begins anew.
        """
        withdrawn = bisect_right(self._withdrawals, evening)
        back = self._known and self._told[self._known - 1].day > evening
        if withdrawn != self._withdrawn or back:
            self._begin(withdrawn)
        while self._known < len(self._told) and self._told[self._known].day <= evening:
            self._add(self._known, self._told[self._known], evening)
            self._known += 1
        return self._as_known(evening) if self._known else None

    def _add(self, place: int, told: Told, evening: date) -> None:
        claim = told.claim
        self._topics.update(dict.fromkeys(claim.topics))
        self._spoke.add(told.source)
        if is_retracted(claim, evening):
            return
        self._stands = True
        self._contests.update(other for other in (claim.contests, claim.denies) if other)
        self._give_occasion(told)
        if counts(claim):
            self._sources.add(told.source)
            self._said[told.origin] = told.day
            insort(self._count, (told.counts_by, claim.id, place))

    def _give_occasion(self, told: Told) -> None:
        """Whoever wrote on the day and the topics of what stands by it could speak of it."""
        new = told.topics - self._touched
        self._touched |= new
        days = [(day, new) for day in self._days] if new else []
        if told.day not in self._days:
            self._days.add(told.day)
            days.append((told.day, self._touched))
        elif new:
            days.append((told.day, new))
        for day, topics in days:
            of_day = self._published[day]
            self._could_speak.update(*(of_day[t] for t in of_day.keys() & topics))

    def _as_known(self, evening: date) -> Fact:
        run, disagree = self._newest_run()
        disputing = [
            d for d in self._disputing if d.day <= evening and not is_retracted(d.claim, evening)
        ]
        # Who disputes it, and has later said that it is so, has come round.
        disputed = {d.claim.fact for d in disputing if self._said.get(d.origin, d.day) <= d.day}
        contested_by = tuple(sorted(disputed))
        return Fact(
            id=self._fact,
            type=self._claims[0].type,
            topics=tuple(self._topics),
            claims=self._claims[: self._known],
            sources=tuple(sorted(self._sources)),
            origins=tuple(sorted(self._said)),
            current=tuple(self._claims[place] for place in run),
            standing=self._standing(run, bool(contested_by) or disagree),
            trail=self._trail[: self._known],
            contested_by=contested_by,
            once_contested_by=tuple(sorted({d.claim.fact for d in disputing} - disputed)),
            contests=tuple(sorted(self._contests)),
            silent=tuple(sorted(self._could_speak - self._spoke - self._heard(disputed, evening))),
        )

    def _newest_run(self) -> tuple[list[int], bool]:
        """Places in the trail of the newest claims that agree without a break.

        And whether the newest day disagrees. Judged by time: closed in November and open in
        December is a change, not a dispute.
        """
        run: list[int] = []
        value = None
        for _, group in groupby(reversed(self._count), key=lambda counted: counted[0]):
            of_one_day = [place for _, _, place in group]
            values = {self._claims[place].detail.value for place in of_one_day}
            if not run and len(values) > 1:
                return sorted(of_one_day), True
            if run and values != {value}:
                break
            run += of_one_day
            (value,) = values
        return sorted(run), False

    def _standing(self, run: Sequence[int], contested: bool) -> Standing:
        if not self._stands:
            return "retracted"
        if contested:
            return "contested"
        if not run:
            return "unconfirmed"
        return "corroborated" if len({self._told[p].origin for p in run}) > 1 else "single-source"

    def _heard(self, disputed: Set[str], evening: date) -> set[str]:
        """Sources that spoke of a fact that disputes it, or that it disputes."""
        against = (disputed | self._contests) & self._spoke_against.keys()
        heard = (self._spoke_against[fact].items() for fact in against)
        return {source for first in heard for source, day in first if day <= evening}


def _known_days(told: Told) -> Iterator[date]:
    yield told.day
    if told.claim.retracted:
        yield max(told.claim.retracted.on, told.day)
