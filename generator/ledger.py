"""Claims -> facts: who says it, who says otherwise, who does not mention it, and since when.

Everything here is derived and nothing written by hand. Pure: no clock, and no knowledge from
after `known_by`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import cached_property
from zoneinfo import ZoneInfo

from generator.claims import Status
from generator.facts import Fact, Standing, StatusOn, Step
from generator.model import UNNAMED, Article, Claim, Library
from generator.weighing import (
    counting,
    effective,
    is_retracted,
    is_valid,
    moment,
    newest_run,
    newest_valid,
    since_when,
    states_of,
    trail,
)


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
        return self._days[article]

    @cached_property
    def _days(self) -> Mapping[str, date]:
        return {key: moment(a.published, self.zone)[0] for key, a in self.articles.items()}

    @cached_property
    def facts(self) -> Mapping[str, Fact]:
        """Every fact by id, sorted by id."""
        return {key: self._fact(key, self.known_by) for key in sorted(self.claims_of)}

    def fact_as_known(self, fact: str, known_by: date) -> Fact | None:
        """A fact as it was known on the evening of a day; None: not yet."""
        first, *_ = self.claims_of[fact]
        if self.day(first.article) > known_by:
            return None
        return self._fact(fact, min(known_by, self.known_by))

    @cached_property
    def claims_of(self) -> Mapping[str, Sequence[Claim]]:
        """The claims of each fact, by its id, in the order in which they were published."""
        groups: dict[str, list[Claim]] = defaultdict(list)
        for article in self.articles.values():
            for claim in article.claims:
                groups[claim.fact].append(claim)
        return groups

    @cached_property
    def _trails(self) -> Mapping[str, tuple[tuple[Claim, ...], tuple[Step, ...]]]:
        return {
            key: trail(claims, self.articles, self.zone) for key, claims in self.claims_of.items()
        }

    @cached_property
    def disputes(self) -> Mapping[str, Sequence[Claim]]:
        """The claims that contest or deny a fact, by its id."""
        found: dict[str, list[Claim]] = defaultdict(list)
        for claims in self.claims_of.values():
            for claim in claims:
                for other in {claim.contests, claim.denies} - {None}:
                    found[str(other)].append(claim)
        return found

    def _fact(self, key: str, known_by: date) -> Fact:
        in_order, steps = self._trails[key]
        known = self._known(in_order, known_by)
        if len(known) < len(in_order):
            in_order, steps = in_order[: len(known)], steps[: len(known)]
        disputing = [
            c
            for c in self._known(self.disputes.get(key, ()), known_by)
            if not is_retracted(c, known_by)
        ]
        taken_back = {c.id for c in disputing if self._has_come_round(c, in_order, known_by)}
        contested_by = sorted({c.fact for c in disputing if c.id not in taken_back})
        count = counting(in_order, known_by)
        agreeing, disagree = newest_run(count, self.effective)
        current = {c.id for c in agreeing}
        standing_by = [c for c in in_order if not is_retracted(c, known_by)]
        own_disputes = {o for c in standing_by for o in (c.contests, c.denies) if o}
        against = [*contested_by, *(o for o in own_disputes if o in self.claims_of)]
        others = [self._known(self.claims_of[fact], known_by) for fact in against]
        return Fact(
            id=key,
            type=in_order[0].type,
            topics=tuple(dict.fromkeys(t for c in in_order for t in c.topics)),
            claims=in_order,
            sources=tuple(sorted({self.articles[c.article].source for c in count})),
            origins=tuple(sorted({self.origin(c) for c in count})),
            current=tuple(c for c in in_order if c.id in current),
            standing=self._standing(standing_by, agreeing, bool(contested_by) or disagree),
            trail=steps,
            contested_by=tuple(contested_by),
            once_contested_by=tuple(sorted({c.fact for c in disputing} - {*contested_by})),
            contests=tuple(sorted(own_disputes)),
            silent=self._silent(standing_by, [in_order, *others]),
        )

    def _has_come_round(self, dispute: Claim, claims: Sequence[Claim], known_by: date) -> bool:
        """Whether who disputes a fact has later said that it is so."""
        origin, day = self.origin(dispute), self._days[dispute.article]
        return any(
            self.origin(c) == origin and self._days[c.article] > day
            for c in counting(claims, known_by)
        )

    def _known(self, claims: Sequence[Claim], known_by: date) -> Sequence[Claim]:
        """Those published by `known_by`."""
        if known_by >= self.known_by:
            return claims
        return [c for c in claims if self._days[c.article] <= known_by]

    def origin(self, claim: Claim) -> str:
        """Id of who stands behind `claim`: the named speaker, the relayed agency, the outlet."""
        if claim.said_by and claim.said_by != UNNAMED:
            return claim.said_by
        article = self.articles[claim.article]
        return article.relays or article.source

    def effective(self, claim: Claim) -> date:
        """The day `claim` counts by: see `generator.weighing.effective`."""
        return effective(claim, self._days[claim.article])

    def _standing(
        self, standing_by: Sequence[Claim], run: Sequence[Claim], contested: bool
    ) -> Standing:
        if not standing_by:
            return "retracted"
        if contested:
            return "contested"
        if not run:
            return "unconfirmed"
        return "corroborated" if len({self.origin(c) for c in run}) > 1 else "single-source"

    @cached_property
    def _published(self) -> Mapping[date, Mapping[str, set[str]]]:
        """Sources that published an article on a day, by the day and each topic it touches."""
        found: dict[date, dict[str, set[str]]] = {
            day: defaultdict(set) for day in self._days.values()
        }
        for article in self.articles.values():
            for topic in article.topics:
                found[self._days[article.id]][topic].add(article.source)
        return found

    def _silent(
        self, standing_by: Sequence[Claim], mentions: Iterable[Sequence[Claim]]
    ) -> tuple[str, ...]:
        """Sources that could have mentioned it beside those that stand by it, and never did."""
        carrying = {c.article for c in standing_by}
        days = {self._days[a] for a in carrying}
        topics = frozenset[str]().union(*(self.articles[a].topics for a in carrying))
        spoke = {self.articles[c.article].source for claims in mentions for c in claims}
        published = (self._published[day] for day in days)  # a day has few topics
        could = {s for of_day in published for t in of_day.keys() & topics for s in of_day[t]}
        return tuple(sorted(could - spoke))

    def status_at(
        self, topic: str, subject: str, day: date, known_by: date | None = None
    ) -> StatusOn:
        """The state of `subject` in `topic` on `day`, from what was published by `known_by`.

        The latest `on` at or before the day wins; an unconfirmed claim never displaces a
        state; equal `on` with different states is contested, and both are given.
        """
        history = self._history(topic, subject, day, known_by)
        count = [c for c in history if c.certainty != "unconfirmed"]
        newest = newest_valid(count, day, self.effective)
        latest = self.effective(newest[0]) if newest else date.min
        since, inferred = since_when(newest, count, day, self.effective)
        return StatusOn(
            states=states_of(newest),
            claims=newest,
            since=since,
            inferred=inferred,
            unconfirmed=tuple(
                c
                for c in history
                if c.certainty == "unconfirmed" and is_valid(c, day) and self.effective(c) >= latest
            ),
        )

    def carrying(self, topic: str, subject: str, day: date, known_by: date) -> tuple[Claim, ...]:
        """The claims that carry a state, as `status_at` has them, and no more.

        Args:
            topic: the topic that gives its word.
            subject: whose state.
            day: the day that it is of.
            known_by: nothing published after this day counts.
        """
        history = self._history(topic, subject, day, known_by)
        count = [c for c in history if c.certainty != "unconfirmed"]
        return newest_valid(count, day, self.effective)

    def _history(self, topic: str, subject: str, day: date, known_by: date | None) -> list[Claim]:
        """Claims of a state until `day`, published and not withdrawn by `known_by`."""
        known_by = self.known_by if known_by is None else min(known_by, self.known_by)
        return [
            c
            for c in self._known(self.states.get((topic, subject), ()), known_by)
            if self.effective(c) <= day and not is_retracted(c, known_by)
        ]

    @cached_property
    def states(self) -> Mapping[tuple[str, str], Sequence[Claim]]:
        """Claims that give a state, by home topic and subject."""
        found: dict[tuple[str, str], list[Claim]] = defaultdict(list)
        for key in sorted(self._trails):
            for claim in self._trails[key][0]:
                if isinstance(claim.detail, Status) and claim.detail.state is not None:
                    found[claim.home, claim.detail.subject].append(claim)
        return found


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
        a.id: moment(a.published, zone)[0]
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
