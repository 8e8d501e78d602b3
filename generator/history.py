"""What became known when: facts and states as of each evening, and what the next one changed.

Computed from the content alone, and not from edits of its files: the same articles tell the same
history, in whatever order they were written.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import Literal, TypeVar

from generator.claims import Status
from generator.facts import Fact, StatusOn
from generator.ledger import Ledger
from generator.model import CERTAINTIES, Article, Certainty, Claim, Correction

T = TypeVar("T")

ChangeKind = Literal[
    "retracted",
    "contested",
    "settled",
    "confirmed",
    "revised",
    "moved",
    "surer",
    "weaker",
    "corroborated",
    "withdrawn",
    "new",
]


@dataclass(frozen=True, slots=True)
class Change:
    """What a day's reports, or a withdrawal, changed about a fact.

    Attributes:
        day: when it became known: that of a publication or a withdrawal.
        before: the fact as known the evening before; None: not yet.
        after: the fact as known this evening.
    """

    day: date
    before: Fact | None
    after: Fact

    @property
    def home(self) -> str:
        """The topic that holds the fact."""
        return self.after.topics[0]

    @property
    def kinds(self) -> tuple[ChangeKind, ...]:
        """What is worth telling of it; nothing where another report only says the same.

        Of a state, which time alone may change, its turns tell.
        """
        if self.before is None:
            return ("new",)
        return tuple(self._kinds(self.before, self.after))

    def _kinds(self, before: Fact, after: Fact) -> Iterator[ChangeKind]:
        if after.standing == "retracted":
            if before.standing != "retracted":
                yield "retracted"
            return
        if before.standing == "retracted":
            yield "new"  # said again, by somebody who stands by it
            return
        if after.standing == "contested" != before.standing:
            yield "contested"
        elif before.standing == "contested" != after.standing:
            yield "settled"
        if not _same_value(before, after):
            if after.standing != "contested" and not is_state(after):
                yield "revised" if after.type == "figure" else "moved"
        else:
            yield from _certainty_moved(before, after)
        if any(c.retracted and c.retracted.on == self.day for c in after.claims):
            yield "withdrawn"


def strongest(fact: Fact) -> Certainty:
    """The strongest certainty of the claims a fact stands by; without any, of all of them."""
    return max((c.certainty for c in fact.current or fact.claims), key=CERTAINTIES.index)


def _same_value(before: Fact, after: Fact) -> bool:
    was, now = ({c.detail.value for c in fact.current} for fact in (before, after))
    return not was or not now or was == now


def is_state(fact: Fact) -> bool:
    """Whether it is the state of something, of which turns tell."""
    detail = fact.claims[0].detail
    return isinstance(detail, Status) and detail.state is not None


def _certainty_moved(before: Fact, after: Fact) -> Iterator[ChangeKind]:
    was, now = (CERTAINTIES.index(strongest(fact)) for fact in (before, after))
    if now > was:
        yield "confirmed" if strongest(after) == "confirmed" else "surer"
    elif now < was:
        yield "weaker"
    if before.standing == "single-source" and after.standing == "corroborated":
        yield "corroborated"


@dataclass(frozen=True, slots=True)
class Turn:
    """The state of a subject as known on an evening, where it was another the evening before.

    Attributes:
        day: by reports of this day, or because time has passed: a validity ended, or what had
            been announced for this day came.
        before: nothing known, where it is the first.
    """

    day: date
    topic: str
    subject: str
    before: StatusOn
    after: StatusOn

    @property
    def home(self) -> str:
        """The topic that gives the state its word."""
        return self.topic


@dataclass(frozen=True)
class History:
    """The days of a ledger: what was known on each evening, and what each changed."""

    ledger: Ledger

    @cached_property
    def changes(self) -> Mapping[date, Sequence[Change]]:
        """Changes of facts by day, those of a day by the id of their fact.

        All of them: applied to the facts of one evening, those of the next day give its facts.
        """
        found: dict[date, list[Change]] = defaultdict(list)
        for key, fact in self.ledger.facts.items():
            before: Fact | None = None
            days = sorted(self._days_of(key))
            for day in days:
                after = fact if day == days[-1] else self.ledger.fact_as_known(key, day)
                if after is not None and after != before:
                    found[day].append(Change(day, before, after))
                    before = after
        return found

    def _days_of(self, fact: str) -> set[date]:
        """Days on which something became known of `fact`, or of what disputes it."""
        own, disputing = self.ledger.claims_of[fact], self.ledger.disputes.get(fact, ())
        beside = [c for other in {c.fact for c in disputing} for c in self.ledger.claims_of[other]]
        first = min(self.ledger.day(c.article) for c in own)
        return {day for c in (*own, *beside) for day in self._known_days(c) if day >= first} | {
            first
        }

    def _known_days(self, claim: Claim) -> Iterator[date]:
        published = self.ledger.day(claim.article)
        yield published
        if claim.retracted:
            yield max(claim.retracted.on, published)

    @cached_property
    def turns(self) -> Mapping[tuple[str, str], Sequence[Turn]]:
        """Turns by home topic and subject, in order of their days."""
        return {
            (topic, subject): tuple(self._turns(topic, subject, claims))
            for (topic, subject), claims in self.ledger.states.items()
        }

    def _turns(self, topic: str, subject: str, claims: Iterable[Claim]) -> Iterator[Turn]:
        before = StatusOn()
        for day in sorted({day for c in claims for day in self._turning_days(c)}):
            after = self.ledger.status_at(topic, subject, day, known_by=day)
            if after.states != before.states:
                yield Turn(day, topic, subject, before, after)
                before = after

    def _turning_days(self, claim: Claim) -> Iterator[date]:
        """Days on which a claim of a state may begin or cease to carry it."""
        known = self.ledger.day(claim.article)
        days = [*self._known_days(claim), self.ledger.effective(claim)]
        if claim.until and claim.until.latest and claim.until.latest < date.max:
            days.append(claim.until.latest + timedelta(days=1))
        return (day for day in days if known <= day <= self.last)

    def state_as_known(self, topic: str, subject: str, day: date) -> StatusOn:
        """The state of `subject` on the evening of `day`, as known then."""
        turns = self.turns.get((topic, subject), ())
        place = bisect_right(turns, day, key=lambda turn: turn.day)
        return turns[place - 1].after if place else StatusOn()

    @cached_property
    def turns_on(self) -> Mapping[date, Sequence[Turn]]:
        """Turns by day, in order of topic and subject."""
        return _by_day(
            (t for key in sorted(self.turns) for t in self.turns[key]), lambda turn: turn.day
        )

    @cached_property
    def told(self) -> Mapping[date, Sequence[Turn | Change]]:
        """What is worth telling of each day: its turns, and the changes that no turn tells."""
        found: dict[date, list[Turn | Change]] = {
            day: [*turns] for day, turns in self.turns_on.items()
        }
        for day, changes in self.changes.items():
            turned = {(turn.topic, turn.subject) for turn in self.turns_on.get(day, ())}
            notable = [c for c in changes if c.kinds and not _told_by_a_turn(c, turned)]
            if notable:
                found.setdefault(day, []).extend(notable)
        return found

    @cached_property
    def corrections(self) -> Mapping[date, Sequence[tuple[Article, Correction]]]:
        """Corrections of articles by day, in order of the articles."""
        found = ((a, c) for a in self.ledger.articles.values() for c in a.corrections)
        return _by_day(found, lambda pair: pair[1].on)

    @cached_property
    def articles(self) -> Mapping[date, Sequence[Article]]:
        """Articles by the day they were published."""
        return _by_day(self.ledger.articles.values(), lambda article: self.ledger.day(article.id))

    @cached_property
    def days(self) -> tuple[date, ...]:
        """Every day on which anything was published, changed or corrected, in order."""
        told = {*self.changes, *self.turns_on, *self.corrections, *self.articles}
        return tuple(sorted(told))

    @cached_property
    def last(self) -> date:
        """The last day told of: a correction or a withdrawal may follow the newest article."""
        articles = self.ledger.articles.values()
        corrected = (c.on for a in articles for c in a.corrections)
        withdrawn = (c.retracted.on for a in articles for c in a.claims if c.retracted)
        return max([self.ledger.as_of, *corrected, *withdrawn])


def _told_by_a_turn(change: Change, turned: set[tuple[str, str]]) -> bool:
    """A state of which nothing is to tell but what its subject's turn says."""
    subjects = {(c.home, str(c.detail.who)) for c in change.after.claims}
    by_turns = {*change.kinds} <= {"new", "contested", "settled"}
    return by_turns and is_state(change.after) and bool(subjects & turned)


def _by_day(found: Iterable[T], day: Callable[[T], date]) -> Mapping[date, Sequence[T]]:
    days: dict[date, list[T]] = defaultdict(list)
    for one in found:
        days[day(one)].append(one)
    return days
