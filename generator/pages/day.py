"""The brief of a day, as a desk would mail it: what changed, and how things stood then."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial

from generator.claims import Statement
from generator.model import Article, Claim, Topic
from generator.pages import terms
from generator.pages.article import loose_paragraphs
from generator.pages.board import last_reported, summary_of_evening
from generator.pages.day_changes import (
    CorrectionLine,
    TopicChanges,
    by_topic,
    corrections_on,
    counted,
)
from generator.pages.desk import Desk
from generator.pages.telling import attribution, claim_label, fact_link
from generator.pages.urls import passage_url
from generator.pages.views import ArticleCard, Link, StateCount, Term
from generator.text import Phrase

OF_A_TOPIC = 100
PASSED_OVER = 30
REGULARS = timedelta(days=7)
"""A source that published within these days before is one whose silence is worth noting."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardThatEvening:
    """How many subjects of a topic were in which state, as known on the evening.

    Attributes:
        topic: its title, leading to its page.
        counts: by state, worst first.
    """

    topic: Link
    counts: tuple[StateCount, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A statement that a report of the day carries.

    Attributes:
        speaker: who said it, leading to their page where they have one.
        label: what was said.
        form: whether it is quoted, told in other words, or refused.
        certainty: how sure the report is.
        source: the outlet, leading to its page.
        url: leads to the passage.
    """

    speaker: Link
    label: Phrase
    form: Term
    certainty: Term
    source: Link
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PassedOver:
    """A fact that sources could have mentioned that day, and did not.

    Attributes:
        fact: its label, leading to it.
        sources: who passes it over.
    """

    fact: Link
    sources: tuple[Link, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Stale:
    """A state that nobody had reported for some time.

    Attributes:
        subject: who is in it, leading to their page.
        topic: the topic, leading to its page.
        age: for how many days, in words.
    """

    subject: Link
    topic: Link
    age: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DayView:
    """The brief of a day.

    Attributes:
        day: in words, with its weekday.
        previous: the day before it that brought anything, if any.
        next: the day after it that did, if any.
        counts: how many articles and changes it brought.
        topics: what changed, by topic.
        corrections: of the desk's own articles.
        boards: the states on its evening, as known then.
        statements: what its reports say that somebody said.
        stale: states that came to need confirming again since the brief before.
        passed_over: what some of its sources reported and others did not.
        quiet: sources that had published in the week before, and nothing on this day.
        unassigned: how many paragraphs of its articles are outside every topic, or empty.
        unassigned_url: leads to them.
        articles: its articles.
    """

    day: str
    previous: Link | None
    next: Link | None
    counts: str
    topics: tuple[TopicChanges, ...]
    corrections: tuple[CorrectionLine, ...]
    boards: tuple[BoardThatEvening, ...]
    statements: tuple[Said, ...]
    stale: tuple[Stale, ...]
    passed_over: tuple[PassedOver, ...]
    quiet: tuple[Link, ...]
    unassigned: str
    unassigned_url: str
    articles: tuple[ArticleCard, ...]


def day_view(desk: Desk, day: date) -> DayView:
    """The view of the brief of `day`, one of those that brought anything."""
    days = desk.history.days
    place = bisect_left(days, day)
    articles = _articles(desk, day)
    loose = sum(len(loose_paragraphs(article)) for article in articles)
    return DayView(
        day=desk.words.day(day, "full"),
        previous=desk.day(days[place - 1]) if place else None,
        next=desk.day(days[place + 1]) if place + 1 < len(days) else None,
        counts=counted(desk, day),
        topics=by_topic(desk, day, OF_A_TOPIC),
        corrections=corrections_on(desk, day),
        boards=tuple(_boards(desk, day)),
        statements=tuple(_statements(desk, day)),
        stale=tuple(_stale(desk, day, days[place - 1] if place else None)),
        passed_over=_passed_over(desk, day),
        quiet=_quiet(desk, day),
        unassigned=desk.words.count(
            "%(n)s paragraph outside every topic", "%(n)s paragraphs outside every topic", loose
        )
        if loose
        else "",
        unassigned_url=desk.url("unassigned.html"),
        articles=tuple(desk.card(article) for article in articles),
    )


def _boards(desk: Desk, day: date) -> Iterator[BoardThatEvening]:
    for topic in desk.topics:
        counts = summary_of_evening(desk, topic, day)
        if counts:
            yield BoardThatEvening(topic=desk.topic(topic.id), counts=counts)


def _statements(desk: Desk, day: date) -> Iterator[Said]:
    for article in _articles(desk, day):
        for claim in sorted(article.claims, key=lambda c: (c.span, c.id)):
            if isinstance(claim.detail, Statement) and claim.retracted is None:
                yield Said(
                    speaker=_speaker(desk, claim),
                    label=claim_label(desk, claim),
                    form=terms.term(desk.words, terms.FORMS, claim.detail.form),
                    certainty=terms.term(desk.words, terms.CERTAINTIES, claim.certainty),
                    source=desk.source(article.source),
                    url=desk.url(passage_url(claim)),
                )


def _speaker(desk: Desk, claim: Claim) -> Link:
    return desk.who(claim.said_by) if claim.said_by else Link(attribution(desk, claim), "")


def _stale(desk: Desk, day: date, previous: date | None) -> Iterator[Stale]:
    """States that have come to need confirming again since the brief before this one."""
    for topic in desk.topics:
        lapses = desk.once("lapses", topic.id, partial(_lapses, desk, topic))
        first = bisect_left(lapses, (previous or date.min,))
        for due, subject, reported in lapses[first : bisect_left(lapses, (day,))]:
            if due < day < _next_report(desk, topic, subject, reported):
                yield Stale(
                    subject=desk.who(subject),
                    topic=desk.topic(topic.id),
                    age=last_reported(desk, (day - reported).days),
                )


def _lapses(desk: Desk, topic: Topic) -> list[tuple[date, str, date]]:
    """Last day on which each report of a state would do, whose it is, and when it was made."""
    if topic.stale_after is None:
        return []
    lasting = timedelta(days=topic.stale_after)
    return sorted(
        (reported + lasting, subject, reported)
        for subject in desk.index.subjects_of_topic.get(topic.id, ())
        for reported in desk.index.reports_of_states[topic.id, subject]
        if date.max - reported > lasting
    )


def _next_report(desk: Desk, topic: Topic, subject: str, reported: date) -> date:
    days = desk.index.reports_of_states[topic.id, subject]
    place = bisect_right(days, reported)
    return days[place] if place < len(days) else date.max


def _passed_over(desk: Desk, day: date) -> tuple[PassedOver, ...]:
    found = [
        PassedOver(
            fact=fact_link(desk, change.after.id),
            sources=tuple(desk.source(source) for source in change.after.silent),
        )
        for change in desk.history.changes.get(day, ())
        if change.before is None and change.after.silent
    ]
    return tuple(found[:PASSED_OVER])


def _quiet(desk: Desk, day: date) -> tuple[Link, ...]:
    days = desk.history.days
    first = bisect_left(days, day - REGULARS if day - date.min > REGULARS else date.min)
    before = {a.source for d in days[first : bisect_left(days, day)] for a in _articles(desk, d)}
    quiet = before - {a.source for a in _articles(desk, day)}
    return tuple(desk.source(source.id) for source in desk.sources if source.id in quiet)


def _articles(desk: Desk, day: date) -> Sequence[Article]:
    return desk.history.articles.get(day, ())
