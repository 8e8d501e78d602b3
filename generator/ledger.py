"""Claims -> facts: who says it, who says otherwise, who does not mention it, and since when.

Everything here is derived and nothing written by hand. Pure: no clock, and no knowledge from
after `known_by`.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cached_property
from itertools import groupby
from zoneinfo import ZoneInfo

from generator.claims import Status
from generator.facts import Fact, Standing, StatusOn, Step
from generator.model import CERTAINTIES, UNNAMED, Article, Claim, Library

_FROM_A_DAY = re.compile(r"\d{4}-\d\d-\d\d")


def is_visible(article: Article, now: datetime | None, zone: ZoneInfo) -> bool:
    """Whether `article` may appear: no draft, and its embargo reached by `now` (None: not)."""
    if article.draft:
        return False
    if article.embargo is None:
        return True
    if now is None:
        return False
    if isinstance(article.embargo, datetime):
        return now >= article.embargo
    return now >= datetime.combine(article.embargo, time(), zone)


@dataclass(frozen=True)
class Ledger:
    """The facts of a library, as known on a day.

    Attributes:
        articles: the visible ones by id, in order of publication day and id.
        as_of: the day the site speaks of.
        known_by: nothing published after this day counts.
        zone: where days begin and end.
    """

    articles: Mapping[str, Article]
    as_of: date
    known_by: date
    zone: ZoneInfo

    def day(self, article: str) -> date:
        """The day `article` was published."""
        return _moment(self.articles[article].published, self.zone)[0]

    @cached_property
    def facts(self) -> Mapping[str, Fact]:
        """Every fact by id, sorted by id."""
        groups: dict[str, list[Claim]] = defaultdict(list)
        disputes: dict[str, set[str]] = defaultdict(set)
        for article in self.articles.values():
            for claim in article.claims:
                groups[claim.fact].append(claim)
                for other in (claim.contests, claim.denies):
                    if other and not self._retracted(claim, self.known_by):
                        disputes[other].add(claim.fact)
        return {
            key: self._fact(key, groups[key], {f: groups[f] for f in disputes.get(key, ())})
            for key in sorted(groups)
        }

    def _fact(
        self, key: str, claims: Sequence[Claim], contested_by: Mapping[str, Sequence[Claim]]
    ) -> Fact:
        trail = self._trail(claims)
        in_order = tuple(claim for claim, _ in trail)
        counting = self._counting(in_order, self.known_by)
        agreeing, disagree = self._run(counting)
        current = {c.id for c in agreeing}
        topics = dict.fromkeys(t for c in in_order for t in c.topics)
        standing_by = [c for c in in_order if not self._retracted(c, self.known_by)]
        own_disputes = {o for c in standing_by for o in (c.contests, c.denies) if o}
        return Fact(
            id=key,
            type=in_order[0].type,
            topics=tuple(topics),
            claims=in_order,
            sources=tuple(sorted({self.articles[c.article].source for c in counting})),
            origins=tuple(sorted({self.origin(c) for c in counting})),
            current=tuple(c for c in in_order if c.id in current),
            standing=self._standing(in_order, agreeing, bool(contested_by) or disagree),
            trail=tuple(
                Step(c.id, c.article, self.articles[c.article].published, c.certainty, known)
                for c, known in trail
            ),
            contested_by=tuple(sorted(contested_by)),
            contests=tuple(sorted(own_disputes)),
            silent=self._silent(standing_by, [in_order, *contested_by.values()]),
        )

    def origin(self, claim: Claim) -> str:
        """Id of who stands behind `claim`: the named speaker, the relayed agency, the outlet."""
        if claim.said_by and claim.said_by != UNNAMED:
            return claim.said_by
        article = self.articles[claim.article]
        return article.relays or article.source

    def _retracted(self, claim: Claim, known_by: date) -> bool:
        return claim.retracted is not None and claim.retracted.on <= known_by

    def _counting(self, claims: Iterable[Claim], known_by: date) -> list[Claim]:
        return [
            c
            for c in claims
            if c.certainty != "unconfirmed" and c.detail.counts and not self._retracted(c, known_by)
        ]

    def _effective(self, claim: Claim) -> date:
        """The day a claim counts by.

        An interval counts by its end, and one without a date by its publication; a month or a
        year still running when it was published has not been seen to its end.
        """
        published = self.day(claim.article)
        if claim.on.latest is None:
            return published
        running = claim.on.start is not None and claim.on.start <= published < claim.on.latest
        return published if running and "/" not in claim.on.text else claim.on.latest

    def _run(self, counting: Sequence[Claim]) -> tuple[list[Claim], bool]:
        """The newest claims that agree without a break, and whether the newest day disagrees.

        Judged by time: closed in November and open in December is a change, not a dispute.
        """
        run: list[Claim] = []
        by_day = sorted(counting, key=lambda c: (self._effective(c), c.id), reverse=True)
        for _, group in groupby(by_day, key=self._effective):
            claims = list(group)
            values: set[Hashable] = {c.detail.value for c in claims}
            if not run and len(values) > 1:
                return claims, True
            if run and values != {run[0].detail.value}:
                break
            run += claims
        return run, False

    def _standing(self, claims: Sequence[Claim], run: Sequence[Claim], contested: bool) -> Standing:
        if all(self._retracted(c, self.known_by) for c in claims):
            return "retracted"
        if contested:
            return "contested"
        if not run:
            return "unconfirmed"
        return "corroborated" if len({self.origin(c) for c in run}) > 1 else "single-source"

    def _trail(self, claims: Iterable[Claim]) -> list[tuple[Claim, bool]]:
        """Claims by moment of publication, each with whether it is known to follow the last.

        A day on which any of them has no time is one moment: its order is unknown, and it is
        told weak to strong.
        """
        by_day: dict[date, list[tuple[float | None, Claim]]] = defaultdict(list)
        for claim in claims:
            day, at = _moment(self.articles[claim.article].published, self.zone)
            by_day[day].append((at, claim))
        trail: list[tuple[Claim, bool]] = []
        for day in sorted(by_day):
            timed = all(at is not None for at, _ in by_day[day])
            moments = [((at or 0.0) if timed else 0.0, claim) for at, claim in by_day[day]]
            moments.sort(
                key=lambda m: (m[0], CERTAINTIES.index(m[1].certainty), m[1].article, m[1].id)
            )
            for _, group in groupby(moments, key=lambda m: m[0]):
                trail += [(c, first == 0 and bool(trail)) for first, (_, c) in enumerate(group)]
        return trail

    @cached_property
    def _published(self) -> Mapping[tuple[date, str], frozenset[str]]:
        """Sources that published an article touching a topic on a day, by both."""
        found: dict[tuple[date, str], set[str]] = defaultdict(set)
        for article in self.articles.values():
            for topic in article.topics:
                found[self.day(article.id), topic].add(article.source)
        return {key: frozenset(sources) for key, sources in found.items()}

    def _silent(
        self, standing_by: Sequence[Claim], mentions: Iterable[Sequence[Claim]]
    ) -> tuple[str, ...]:
        """Sources that could have mentioned it beside those that stand by it, and never did."""
        carrying = {c.article for c in standing_by}
        days = {self.day(a) for a in carrying}
        topics = frozenset[str]().union(*(self.articles[a].topics for a in carrying))
        spoke = {self.articles[c.article].source for claims in mentions for c in claims}
        could = {s for d in days for t in topics for s in self._published.get((d, t), ())}
        return tuple(sorted(could - spoke))

    def status_at(
        self, topic: str, subject: str, day: date, known_by: date | None = None
    ) -> StatusOn:
        """The state of `subject` in `topic` on `day`, from what was published by `known_by`.

        The latest `on` at or before the day wins; an unconfirmed claim never displaces a
        state; equal `on` with different states is contested, and both are given.
        """
        known_by = self.known_by if known_by is None else min(known_by, self.known_by)
        history = [
            c
            for c in self._states.get((topic, subject), ())
            if self.day(c.article) <= known_by
            and self._effective(c) <= day
            and not self._retracted(c, known_by)
        ]
        valid = [c for c in history if not (c.until and c.until.latest and c.until.latest < day)]
        run, _ = self._run(self._counting(valid, known_by))
        latest = max((self._effective(c) for c in run), default=None)
        newest = tuple(c for c in run if self._effective(c) == latest)
        since, inferred = self._since(newest, self._counting(history, known_by))
        return StatusOn(
            states=tuple(sorted({str(c.detail.value) for c in newest})),
            claims=newest,
            since=since,
            inferred=inferred,
            unconfirmed=tuple(c for c in valid if c.certainty == "unconfirmed"),
        )

    @cached_property
    def _states(self) -> Mapping[tuple[str, str], Sequence[Claim]]:
        """Claims that give a state, by home topic and subject."""
        found: dict[tuple[str, str], list[Claim]] = defaultdict(list)
        for fact in self.facts.values():
            for claim in fact.claims:
                if isinstance(claim.detail, Status) and claim.detail.state is not None:
                    found[claim.home, claim.detail.subject].append(claim)
        return found

    def _since(self, newest: Sequence[Claim], history: Sequence[Claim]) -> tuple[date | None, bool]:
        """First day of the unbroken run of the state of `newest`, and whether it is inferred.

        Claims that are no longer valid break the run while they were: a state that came back
        because another expired did so on the day after.
        """
        if not newest:
            return None, False
        states = {c.detail.value for c in newest}
        starts: list[tuple[date, bool]] = []
        for claim in sorted(history, key=self._effective, reverse=True):
            if claim.detail.value in states:
                inferred = claim.on.inferred or not _FROM_A_DAY.match(claim.on.text)
                starts.append((claim.on.start or self._effective(claim), inferred))
            elif starts:
                break
            elif claim.until and claim.until.latest:
                return claim.until.latest + timedelta(days=1), True
        return min(starts, default=(None, False))


def _moment(published: date | datetime, zone: ZoneInfo) -> tuple[date, float | None]:
    """The day in `zone`, and the seconds since 1970 (a clock put back shows an hour twice)."""
    if isinstance(published, datetime):
        return published.astimezone(zone).date(), published.timestamp()
    return published, None


def open_ledger(
    library: Library,
    *,
    timezone: str = "UTC",
    now: datetime | None = None,
    known_by: date | None = None,
) -> Ledger:
    """Open the ledger of what `library` may show.

    Args:
        library: as read.
        timezone: IANA name; where days begin and end.
        now: the moment the site is built for (`SOURCE_DATE_EPOCH`), which lifts embargoes;
            None: the newest publication, and no embargo is lifted.
        known_by: leave out what was published after this day; None: leave out nothing.
    """
    zone = ZoneInfo(timezone)
    days = {
        a.id: _moment(a.published, zone)[0]
        for a in library.articles.values()
        if is_visible(a, now, zone)
    }
    newest = max(days.values(), default=date.min)
    horizon = date.max if known_by is None else known_by
    return Ledger(
        articles={
            key: library.articles[key]
            for key in sorted(days, key=lambda k: (days[k], k))
            if days[key] <= horizon
        },
        as_of=min(now.astimezone(zone).date() if now else newest, horizon),
        known_by=horizon,
        zone=zone,
    )
