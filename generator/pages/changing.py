"""Changes in words: what a day brought, a line each, by topic, gravest first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from generator.claims import Figure
from generator.facts import Fact, StatusOn
from generator.history import Change, Turn
from generator.model import Claim
from generator.pages import terms
from generator.pages.desk import Desk, fact_anchor, fact_url
from generator.pages.telling import certainty_term, in_force, label_of, wording
from generator.pages.views import Link, Term
from generator.text import Phrase, phrase

_RANKS = {kind: rank for rank, kind in enumerate(terms.CHANGES)}


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeLine:
    """One change, in a line.

    Attributes:
        id: the same at every build: what a reader's browser remembers it by.
        kinds: what changed, gravest first.
        label: what it is about.
        url: leads to the fact.
        told: from what to what, or empty.
        on: the time that the fact is of.
        sources: who reported it that day; nobody where only time has passed.
    """

    id: str
    kinds: tuple[Term, ...]
    label: Phrase
    url: str
    told: Phrase
    on: str
    sources: tuple[Link, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicChanges:
    """What changed on one topic.

    Attributes:
        topic: its title, leading to its page.
        lines: the gravest changes first.
        more: how many more there are, or empty.
    """

    topic: Link
    lines: tuple[ChangeLine, ...]
    more: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """What a reader's browser remembers of a visit, to tell at the next what is new.

    Attributes:
        day: the newest day with a change, as `2024-11-20`.
        ids: of the changes of that day, parted by spaces.
        script: leads to `assets/visit.js`.
    """

    day: str
    ids: str
    script: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DayOfTopic:
    """What a day changed on one topic.

    Attributes:
        day: in words, leading to its brief.
        lines: the gravest changes first.
    """

    day: Link
    lines: tuple[ChangeLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectionLine:
    """A correction the desk made to an article.

    Attributes:
        id: the same at every build.
        article: its title, leading to it.
        source: the outlet, leading to its page.
        note: what was corrected, in the article's language.
    """

    id: str
    article: Link
    source: Link
    note: Phrase


def changes_on(desk: Desk, day: date) -> Mapping[str, Sequence[ChangeLine]]:
    """The changes of a day by the id of their home topic, gravest first."""
    found: dict[str, list[Turn | Change]] = defaultdict(list)
    for told in desk.history.told.get(day, ()):
        found[told.home].append(told)
    return {topic: _lines(desk, of_topic) for topic, of_topic in found.items()}


def _lines(desk: Desk, changes: Iterable[Turn | Change]) -> list[ChangeLine]:
    def order(line: ChangeLine) -> tuple[int, str, str]:
        return _rank(line), desk.words.sorting(line.label.text), line.id

    lines = (turn_line(desk, c) if isinstance(c, Turn) else _change_line(desk, c) for c in changes)
    return sorted(lines, key=order)


def _rank(line: ChangeLine) -> int:
    return min(_RANKS[kind.id] for kind in line.kinds)


def by_topic(desk: Desk, day: date, most: int) -> tuple[TopicChanges, ...]:
    """The changes of a day, topics in the desk's order, at most `most` lines each."""
    found = changes_on(desk, day)
    return tuple(
        TopicChanges(
            topic=desk.topic(topic.id),
            lines=tuple(found[topic.id][:most]),
            more=more(desk, len(found[topic.id]) - most),
        )
        for topic in desk.topics
        if topic.id in found
    )


def days_of_topic(desk: Desk, topic: str, most: int) -> tuple[DayOfTopic, ...]:
    """The newest changes of a topic, by day, until there are `most`; not its first day's."""
    days: list[DayOfTopic] = []
    articles = desk.index.articles_of_topic.get(topic, ())
    first = desk.ledger.day(articles[0].id) if articles else None
    left = most
    for day in reversed(desk.history.days):
        if day == first or left <= 0:
            break
        lines = _lines(desk, (c for c in desk.history.told.get(day, ()) if c.home == topic))
        if lines:
            days.append(DayOfTopic(day=desk.day(day), lines=tuple(lines[:left])))
            left -= len(lines)
    return tuple(days)


def visit(desk: Desk) -> Visit:
    """What there is to see of changes at this visit."""
    days = [*desk.history.told, *desk.history.corrections]
    newest = max(days, default=date.min)
    lines = [line for of_topic in changes_on(desk, newest).values() for line in of_topic]
    ids = [*(line.id for line in lines), *(line.id for line in corrections_on(desk, newest))]
    return Visit(
        day=newest.isoformat(), ids=" ".join(sorted(ids)), script=desk.url("assets/visit.js")
    )


def gravest_first(changes: Mapping[str, Sequence[ChangeLine]]) -> list[ChangeLine]:
    """Changes of all topics in one list, gravest first."""
    lines = [line for of_topic in changes.values() for line in of_topic]
    return sorted(lines, key=lambda line: (_rank(line), line.id))


def counted(desk: Desk, day: date) -> str:
    """How many articles and changes a day brought, in words."""
    articles = len(desk.history.articles.get(day, ()))
    changes = len(desk.history.told.get(day, ()))
    corrections = len(desk.history.corrections.get(day, ()))
    counts = [
        desk.words.count("%(n)s article", "%(n)s articles", articles) if articles else "",
        desk.words.count("%(n)s change", "%(n)s changes", changes) if changes else "",
        desk.words.count("%(n)s correction", "%(n)s corrections", corrections)
        if corrections
        else "",
    ]
    return ", ".join(filter(None, counts))


def more(desk: Desk, n: int) -> str:
    """How many are not listed, in words, or empty."""
    return desk.words.count("and %(n)s more", "and %(n)s more", n) if n > 0 else ""


def corrections_on(desk: Desk, day: date) -> tuple[CorrectionLine, ...]:
    """The corrections of a day."""
    return tuple(
        CorrectionLine(
            id=f"{day.isoformat()}.{article.id}.{number}",
            article=desk.article(article),
            source=desk.source(article.source),
            note=desk.own(article, correction.note),
        )
        for number, (article, correction) in enumerate(desk.history.corrections.get(day, ()))
    )


def turn_line(desk: Desk, turn: Turn) -> ChangeLine:
    """How the state of a subject turned, in a line."""
    first = turn is desk.history.turns[turn.topic, turn.subject][0]
    claims = turn.after.claims or turn.before.claims
    told = _states(desk, turn, turn.after)
    return ChangeLine(
        id=f"{turn.day.isoformat()}.{turn.topic}.{turn.subject}",
        kinds=(terms.term(desk.words, terms.CHANGES, "new" if first else "state"),),
        label=desk.actor(turn.subject),
        url=desk.url(fact_url(desk.ledger.facts[claims[0].fact])),
        told=told if first else _from_to(desk, _states(desk, turn, turn.before), told),
        on=desk.words.when(claims[0].on),
        sources=_reported_by(desk, turn.after.claims, turn.day),
    )


def _states(desk: Desk, turn: Turn, status: StatusOn) -> Phrase:
    vocabulary = desk.library.topics[turn.topic].states
    if not status.states:
        return phrase(desk.words.say("not established"))
    words = Phrase.joined(desk.state(vocabulary, state).word for state in status.states)
    return desk.words.tell("%(who)s (contested)", who=words) if status.contested else words


def _change_line(desk: Desk, change: Change) -> ChangeLine:
    fact = change.after
    kinds = sorted(change.kinds, key=_RANKS.__getitem__)
    return ChangeLine(
        id=f"{change.day.isoformat()}.{fact_anchor(fact.id)}",
        kinds=tuple(terms.term(desk.words, terms.CHANGES, kind) for kind in kinds),
        label=_label(desk, change),
        url=desk.url(fact_url(fact)),
        told=Phrase.joined(_told(desk, change, kinds), " · "),
        on=desk.words.when(in_force(fact)[0].on),
        sources=_reported_by(desk, fact.claims, change.day),
    )


def _label(desk: Desk, change: Change) -> Phrase:
    """What it is about; a number that changed is told beside it."""
    first = change.after.claims[0]
    if "revised" in change.kinds and isinstance(first.detail, Figure) and not first.label:
        return desk.own(desk.ledger.articles[first.article], first.detail.of)
    return label_of(desk, change.after)


def _told(desk: Desk, change: Change, kinds: Sequence[str]) -> Iterator[Phrase]:
    """From what to what."""
    before, after = change.before, change.after
    if before is None:
        return
    if {"revised", "moved"} & {*kinds}:
        yield _from_to(desk, _values(desk, before), _values(desk, after))
    if {"confirmed", "surer", "weaker"} & {*kinds}:
        yield _from_to(desk, _certainty(desk, before), _certainty(desk, after))
    if "contested" in kinds and len({c.detail.value for c in after.current}) > 1:
        yield _values(desk, after)


def _from_to(desk: Desk, before: Phrase, after: Phrase) -> Phrase:
    return desk.words.tell("%(before)s → %(after)s", before=before, after=after)


def _values(desk: Desk, fact: Fact) -> Phrase:
    return Phrase.joined(wording(desk, claim) for claim in in_force(fact))


def _certainty(desk: Desk, fact: Fact) -> Phrase:
    return certainty_term(desk, fact).word


def _reported_by(desk: Desk, claims: Sequence[Claim], day: date) -> tuple[Link, ...]:
    """Sources whose reports of that day carry it."""
    of_the_day = (c.article for c in claims if desk.ledger.day(c.article) == day)
    sources = dict.fromkeys(desk.ledger.articles[article].source for article in of_the_day)
    return tuple(desk.source(source) for source in sources)
