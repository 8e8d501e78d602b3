"""The ledger's facts and articles, grouped once for all pages."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TypeVar

from generator.claims import Event, Figure
from generator.facts import Fact
from generator.history import History
from generator.ledger import Ledger
from generator.model import UNNAMED, Article, Claim

K = TypeVar("K", bound=Hashable)
T = TypeVar("T")

FACTS_ON_A_PAGE = 100
"""A topic with more is split by month."""


@dataclass(frozen=True)
class Index:
    """Groups by topic, source, actor and place; facts by id, articles by day and id."""

    history: History

    @property
    def ledger(self) -> Ledger:
        """The ledger they are of."""
        return self.history.ledger

    def tellers(self, fact: Fact) -> frozenset[str]:
        """Sources that make any claim of `fact`, as known today, counting or not."""
        return self._tellers[fact.id]

    @cached_property
    def _tellers(self) -> Mapping[str, frozenset[str]]:
        articles = self.ledger.articles
        return {
            key: frozenset([articles[c.article].source for c in fact.claims])
            for key, fact in self.ledger.facts.items()
        }

    @cached_property
    def facts_of_topic(self) -> Mapping[str, Sequence[Fact]]:
        """Facts by each of their topics."""
        return _grouped((t, f) for f in self.ledger.facts.values() for t in f.topics)

    def is_split(self, topic: str) -> bool:
        """Whether a topic has too many facts for one page."""
        return len(self.facts_of_topic.get(topic, ())) > FACTS_ON_A_PAGE

    def month(self, fact: Fact) -> str:
        """The month (`2024-11`) in which a fact was first published, which stays the same."""
        return self.ledger.day(fact.claims[0].article).isoformat()[:7]

    @cached_property
    def months_of_topic(self) -> Mapping[str, Mapping[str, Sequence[Fact]]]:
        """Of each topic that is split, its facts by the month of their first report, newest first.

        States and advice are not among them: the board is that of today.
        """
        return {
            topic: dict(sorted(months.items(), reverse=True))
            for topic, facts in self.facts_of_topic.items()
            if self.is_split(topic)
            and (months := _grouped((self.month(f), f) for f in facts if f.type != "status"))
        }

    @cached_property
    def articles_of_topic(self) -> Mapping[str, Sequence[Article]]:
        """Articles by each topic they touch."""
        return _grouped((t, a) for a in self.ledger.articles.values() for t in a.topics)

    @cached_property
    def articles_of_source(self) -> Mapping[str, Sequence[Article]]:
        """Articles by source."""
        return _grouped((a.source, a) for a in self.ledger.articles.values())

    @cached_property
    def subjects_of_topic(self) -> Mapping[str, Sequence[str]]:
        """Who has a state, by the topic that gives its words."""
        return _grouped(self.ledger.states)

    @cached_property
    def turning_days(self) -> Mapping[str, Sequence[date]]:
        """Days on which the state of any subject of a topic turned, in order."""
        days = _grouped(
            (turn.topic, day) for day, all_ in self.history.turns_on.items() for turn in all_
        )
        return {topic: sorted(set(of_topic)) for topic, of_topic in days.items()}

    @cached_property
    def reports_of_states(self) -> Mapping[tuple[str, str], Sequence[date]]:
        """Days on which a state was reported, and not withdrawn since, by topic and subject."""
        day = self.ledger.day
        return {
            key: sorted({day(c.article) for c in claims if not c.retracted})
            for key, claims in self.ledger.states.items()
        }

    @cached_property
    def relaying(self) -> Mapping[str, Sequence[Article]]:
        """Articles by the source whose report they pass on."""
        return _grouped((a.relays, a) for a in self.ledger.articles.values() if a.relays)

    @cached_property
    def told_by(self) -> Mapping[str, Sequence[Fact]]:
        """Facts by each source that makes any claim of them."""
        return _grouped((s, f) for f in self.ledger.facts.values() for s in self.tellers(f))

    @cached_property
    def said_by(self) -> Mapping[str, Sequence[Fact]]:
        """Facts by each actor or country that is said to say so, or whose statement they are."""
        return _grouped(
            (who, f)
            for f in self.ledger.facts.values()
            for who in {c.said_by: None for c in f.claims}
            if who and who != UNNAMED
        )

    @cached_property
    def about(self) -> Mapping[str, Sequence[Fact]]:
        """Facts by the actor or country whose deed, state or position they tell of."""
        return _grouped(
            (who, f)
            for f in self.ledger.facts.values()
            if f.type != "statement"
            for who in {c.detail.who: None for c in f.claims}
            if who and who != UNNAMED
        )

    @cached_property
    def placed_at(self) -> Mapping[str, Sequence[Fact]]:
        """Events and figures by the place that they name."""
        return _grouped(
            (place, f)
            for f in self.ledger.facts.values()
            for place in sorted(set[str]().union(*map(places_of, f.claims)))
        )

    @cached_property
    def passed_over_on(self) -> Mapping[date, Sequence[Fact]]:
        """Facts that some source was silent on, by each day on which others told them."""
        day = self.ledger.day
        return _grouped(
            (on, f)
            for f in self.ledger.facts.values()
            if f.silent
            for on in dict.fromkeys(day(c.article) for c in f.claims)
        )

    @cached_property
    def passed_over_by(self) -> Mapping[str, Sequence[Fact]]:
        """Facts by each source that was silent on them."""
        return _grouped((s, f) for f in self.ledger.facts.values() for s in f.silent)


def not_withdrawn(claims: Sequence[Claim]) -> Sequence[Claim]:
    """`claims` without those withdrawn; where all are, these."""
    return [c for c in claims if c.retracted is None] or claims


def actors_of(claim: Claim) -> set[str]:
    """Ids of the actors and countries that a claim names."""
    return {who for who in (claim.said_by, claim.detail.who) if who and who != UNNAMED}


def places_of(claim: Claim) -> set[str]:
    """Ids of the places that a claim names: one, or none."""
    place = claim.detail.place if isinstance(claim.detail, Event | Figure) else None
    return {place} if place else set()


def _grouped(pairs: Iterable[tuple[K, T]]) -> Mapping[K, Sequence[T]]:
    groups: dict[K, list[T]] = defaultdict(list)
    for key, value in pairs:
        groups[key].append(value)
    return groups
