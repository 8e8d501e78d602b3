"""What became known when: facts and states as of each evening, and what the next one changed.

Computed from the content alone, and not from edits of its files: the same articles tell the same
history, in whatever order they were written.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property
from itertools import zip_longest
from typing import TypeVar

from generator.change import Change, is_state
from generator.facts import Fact
from generator.ledger import Ledger
from generator.model import Article, Claim, Correction
from generator.weighing import amendments, counting, day_after, states_of

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Turn:
    """The state of a subject as known on an evening, where it was another the evening before.

    Attributes:
        day: by reports of this day, or because time has passed: a validity ended, or what had
            been announced for this day came.
        before: claims that carried the state the evening before; none: nothing was known.
        after: claims that carry it this evening.
        of: the day that the state is of; an earlier one where only the past is known better.
    """

    day: date
    topic: str
    subject: str
    before: tuple[Claim, ...]
    after: tuple[Claim, ...]
    of: date

    @property
    def home(self) -> str:
        """The topic that gives the state its word."""
        return self.topic


@dataclass(frozen=True, slots=True)
class Stay:
    """Days, both included, on which a subject is in the same states, as known today.

    Attributes:
        claims: those that carry the states on the first day.
    """

    start: date
    end: date
    claims: tuple[Claim, ...]


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
            if self.ledger.stays_as_told(key):
                day = self.ledger.day(fact.claims[0].article)
                found[day].append(Change(day, None, fact))
                continue
            before: Fact | None = None
            growing = self.ledger.growing(key)
            *days, last = (day for day in growing.evenings if day <= self.ledger.known_by)
            for day in [*days, last]:
                after = fact if day == last else growing.on(day)
                if after is not None and after != before:
                    found[day].append(Change(day, before, after))
                    before = after
        return found

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
        before: tuple[Claim, ...] = ()
        for day in sorted({day for c in claims for day in self._turning_days(c)}):
            after = self.ledger.carrying(topic, subject, day, known_by=day)
            if states_of(after) != states_of(before):
                yield Turn(day, topic, subject, before, after, day)
                before = after

    @cached_property
    def learned(self) -> Sequence[Turn]:
        """What became known of the past alone, in order of topic, subject and publication."""
        return tuple(
            turn
            for topic, subject in sorted(self.ledger.states)
            for claim in counting(self.ledger.states[topic, subject], self.last)
            if (turn := self._learned(topic, subject, claim))
        )

    def _learned(self, topic: str, subject: str, claim: Claim) -> Turn | None:
        """What `claim` changed about a day before its publication, and not about that day."""
        known, of = self.ledger.day(claim.article), self.ledger.effective(claim)
        if of >= known or claim in self.state_as_known(topic, subject, known):
            return None
        eve = known - timedelta(days=1)
        before = self.ledger.carrying(topic, subject, of, known_by=eve)
        after = self.ledger.carrying(topic, subject, of, known_by=known)
        same = states_of(after) == states_of(before)
        # A state that is known already, and began somewhat earlier than was known, is no news.
        stands = claim.detail.value in states_of(self.state_as_known(topic, subject, eve))
        if same or claim not in after or (stands and not before):
            return None
        return Turn(known, topic, subject, before, after, of)

    def _turning_days(self, claim: Claim) -> Iterator[date]:
        """Days on which a claim of a state may begin or cease to carry it."""
        known = self.ledger.day(claim.article)
        days = [*self._known_days(claim), self.ledger.effective(claim)]
        return (day for day in (*days, day_after(claim)) if day and known <= day <= self.last)

    def state_as_known(self, topic: str, subject: str, day: date) -> tuple[Claim, ...]:
        """The claims that carry the state of `subject` on the evening of `day`, as known then."""
        turns = self.turns.get((topic, subject), ())
        place = bisect_right(turns, day, key=lambda turn: turn.day)
        return turns[place - 1].after if place else ()

    @cached_property
    def stays(self) -> Mapping[tuple[str, str], Sequence[Stay]]:
        """The states of each subject one after the other, until the day the ledger speaks of.

        By home topic and subject.
        """
        return {key: self._stays(*key) for key in self.ledger.states}

    def _stays(self, topic: str, subject: str) -> list[Stay]:
        ledger, today = self.ledger, self.ledger.as_of
        claims = ledger.states[topic, subject]
        turning = {ledger.effective(c) for c in claims} | {d for c in claims if (d := day_after(c))}
        days = sorted(day for day in turning if day <= today)
        found: list[Stay] = []
        for day, following in zip_longest(days, days[1:]):
            end = following - timedelta(days=1) if following else today
            carried = ledger.carrying(topic, subject, day, ledger.known_by)
            last = found[-1] if found else None
            unbroken = last is not None and last.end == day - timedelta(days=1)
            if last and unbroken and states_of(last.claims) == states_of(carried):
                found[-1] = replace(last, end=end)
            elif carried:
                found.append(Stay(day, end, carried))
        return found

    @cached_property
    def turns_on(self) -> Mapping[date, Sequence[Turn]]:
        """Turns by day, in order of topic and subject; what was learned of the past comes last."""
        turns = (turn for key in sorted(self.turns) for turn in self.turns[key])
        return _by_day([*turns, *self.learned], lambda turn: turn.day)

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
        """Articles by the day from which they may be known."""
        return _by_day(self.ledger.articles.values(), lambda article: self.ledger.day(article.id))

    @cached_property
    def days(self) -> tuple[date, ...]:
        """Every day on which anything was published, changed or corrected, in order."""
        told = {*self.changes, *self.turns_on, *self.corrections, *self.articles}
        return tuple(sorted(told))

    @cached_property
    def last(self) -> date:
        """The last day told of: a correction or a withdrawal may follow the newest article."""
        amended = (day for a in self.ledger.articles.values() for day in amendments(a))
        return max([self.ledger.as_of, *amended])


def _told_by_a_turn(change: Change, turned: set[tuple[str, str]]) -> bool:
    """A state of which nothing is to tell but what its subject's turn says."""
    if not {*change.kinds} <= {"new", "contested", "settled"} or not is_state(change.after):
        return False
    return any((c.home, str(c.detail.who)) in turned for c in change.after.claims)


def _by_day(found: Iterable[T], day: Callable[[T], date]) -> Mapping[date, Sequence[T]]:
    days: dict[date, list[T]] = defaultdict(list)
    for one in found:
        days[day(one)].append(one)
    return days
