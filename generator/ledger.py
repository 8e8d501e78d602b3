"""Claims -> facts: who says it, who says otherwise, who does not mention it, and since when.

Everything here is derived and nothing written by hand. Pure: no clock, and no knowledge from
after `known_by`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import cached_property
from zoneinfo import ZoneInfo

from generator.claims import Status
from generator.facts import Fact, StatusOn, Step
from generator.growing import Growing, Told, as_told
from generator.model import UNNAMED, Article, Claim, Library
from generator.weighing import (
    Dated,
    Moment,
    amendments,
    counts,
    effective,
    is_retracted,
    is_valid,
    known_from,
    moment,
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
        """The day from which `article` may be known: see `generator.weighing.known_from`."""
        return self._days[article]

    def dated(self, article: str) -> date:
        """The day of publication that `article` bears."""
        return self._published_on[article]

    @cached_property
    def _published_on(self) -> Mapping[str, date]:
        return {key: moment(a.published, self.zone)[0] for key, a in self.articles.items()}

    @cached_property
    def _days(self) -> Mapping[str, date]:
        return {key: day for key, (day, _) in self._moments.items()}

    @cached_property
    def _moments(self) -> Mapping[str, Moment]:
        return {key: known_from(article, self.zone) for key, article in self.articles.items()}

    @cached_property
    def facts(self) -> Mapping[str, Fact]:
        """Every fact by id, sorted by id."""
        known = ((key, self._as_known(key)) for key in sorted(self._trails))
        return {key: fact for key, fact in known if fact}

    def _as_known(self, fact: str) -> Fact | None:
        claims, steps = self._trails[fact]
        if not self.stays_as_told(fact):
            return self.growing(fact).on(self.known_by)
        told = self._told(claims[0])
        return as_told(told, steps[0], self._published) if told.day <= self.known_by else None

    def stays_as_told(self, fact: str) -> bool:
        """Whether a fact is one claim that disputes nothing, undisputed and never withdrawn.

        Most facts are, and are known alike on every evening from their first.
        """
        claims, _ = self._trails[fact]
        only = claims[0]
        disputes = only.contests or only.denies or fact in self._disputes
        return len(claims) == 1 and not disputes and only.retracted is None

    def growing(self, fact: str) -> Growing:
        """A fact from its first evening on."""
        claims, steps = self._trails[fact]
        disputing = self._disputes.get(fact, ())
        disputed = {other for c in claims for other in (c.contests, c.denies) if other}
        against = {c.fact for c in disputing} | (disputed & self._claims_of.keys())
        return Growing(
            fact,
            [self._told(claim) for claim in claims],
            steps,
            disputing=[self._told(claim) for claim in disputing],
            spoke={key: self._spoke(key) for key in against},
            published=self._published,
        )

    def _told(self, claim: Claim) -> Told:
        article, day = self.articles[claim.article], self.day(claim.article)
        counts_by, origin = self.effective(claim), self.origin(claim)
        return Told(claim, day, counts_by, article.source, origin, article.topics)

    def _spoke(self, fact: str) -> Mapping[str, date]:
        """The day on which each source first spoke of a fact."""
        first: dict[str, date] = {}
        for claim in self._claims_of[fact]:
            first.setdefault(self.articles[claim.article].source, self.day(claim.article))
        return first

    @cached_property
    def _claims_of(self) -> Mapping[str, Sequence[Claim]]:
        """The claims of each fact, by its id, in the order in which they were published."""
        groups: dict[str, list[Claim]] = defaultdict(list)
        for article in self.articles.values():
            for claim in article.claims:
                groups[claim.fact].append(claim)
        return groups

    @cached_property
    def _trails(self) -> Mapping[str, tuple[tuple[Claim, ...], tuple[Step, ...]]]:
        return {
            key: trail(claims, self.articles, self._moments)
            for key, claims in self._claims_of.items()
        }

    @cached_property
    def _disputes(self) -> Mapping[str, Sequence[Claim]]:
        """The claims that contest or deny a fact, by its id."""
        found: dict[str, list[Claim]] = defaultdict(list)
        for claims in self._claims_of.values():
            for claim in claims:
                for other in {claim.contests, claim.denies} - {None}:
                    found[str(other)].append(claim)
        return found

    def origin(self, claim: Claim) -> str:
        """Id of who stands behind `claim`: the named speaker, the relayed agency, the outlet."""
        if claim.said_by and claim.said_by != UNNAMED:
            return claim.said_by
        article = self.articles[claim.article]
        return article.relays or article.source

    def effective(self, claim: Claim) -> date:
        """The day `claim` counts by: see `generator.weighing.effective`."""
        return effective(claim, self.dated(claim.article))

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

    def status_at(
        self, topic: str, subject: str, day: date, known_by: date | None = None
    ) -> StatusOn:
        """The state of `subject` in `topic` on `day`, from what was published by `known_by`.

        The latest `on` at or before the day wins; an unconfirmed claim never displaces a
        state; equal `on` with different states is contested, and both are given.
        """
        dated, stands = self._dated.get((topic, subject), ()), self._standing(known_by)
        newest = newest_valid(dated, day, stands)
        latest = self.effective(newest[0]) if newest else date.min
        since, inferred = since_when(newest, dated, day, stands)
        return StatusOn(
            states=states_of(newest),
            claims=newest,
            since=since,
            inferred=inferred,
            unconfirmed=tuple(
                c
                for c in self.states.get((topic, subject), ())
                if c.certainty == "unconfirmed"
                and latest <= self.effective(c) <= day
                and is_valid(c, day)
                and stands(c)
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
        return newest_valid(self._dated.get((topic, subject), ()), day, self._standing(known_by))

    def _standing(self, known_by: date | None) -> Callable[[Claim], bool]:
        """Whether a claim was published by `known_by`, and not withdrawn by then."""
        horizon = self.known_by if known_by is None else min(known_by, self.known_by)
        return lambda c: self._days[c.article] <= horizon and not is_retracted(c, horizon)

    @cached_property
    def _dated(self) -> Mapping[tuple[str, str], Dated]:
        """Claims that count, or that will, by topic and subject and by the days they count by."""
        return {
            key: sorted(((self.effective(c), c) for c in claims if counts(c)), key=lambda d: d[0])
            for key, claims in self.states.items()
        }

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
            None: that of the newest publication, correction or withdrawal, and no embargo is
            lifted.
        known_by: leave out what could not be known by this day; None: leave out nothing.
    """
    zone = ZoneInfo(timezone)
    visible = [a for a in library.articles.values() if is_visible(a, now, zone)]
    days = {a.id: known_from(a, zone)[0] for a in visible}
    horizon = date.max if known_by is None else known_by
    known = [a for a in visible if days[a.id] <= horizon]
    amended = (day for a in known for day in amendments(a) if day <= horizon)
    newest = max((*(days[a.id] for a in known), *amended), default=date.min)
    return Ledger(
        articles={a.id: a for a in sorted(known, key=lambda a: (days[a.id], a.id))},
        as_of=min(now.astimezone(zone).date() if now else newest, horizon),
        known_by=horizon,
        zone=zone,
    )
