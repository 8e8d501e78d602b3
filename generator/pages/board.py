"""A topic's status board: who is in what state since when, and who advises what."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from markupsafe import Markup

from generator.claims import Status
from generator.facts import Fact
from generator.model import Topic
from generator.pages import terms
from generator.pages.desk import Desk
from generator.pages.fact_views import fact_view
from generator.pages.sparks import spark
from generator.pages.telling import in_force, standing_term
from generator.pages.views import FactView, Link, StateCount, Term
from generator.text import Phrase
from generator.weighing import counting, is_valid, states_of


@dataclass(frozen=True, slots=True, kw_only=True)
class AdviceRow:
    """Advice to one audience: what force it has according to whom, and the fact.

    Attributes:
        audience: whom it is for: staff, or nationals.
        forces: order, advice, or both where reports differ.
        lapsed: that all of it was valid until a day that is over, or empty.
        fact: the advice, with who gives it.
    """

    audience: str
    forces: tuple[str, ...]
    lapsed: str
    fact: FactView


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusRow:
    """One subject of a status board.

    Attributes:
        subject: who is in the state, leading to their page.
        states: one; several: contested; none: only advice is known.
        since: the day since when it is known, or empty.
        spark: SVG: its states of the last weeks; empty where there was one alone.
        lapsed: that all that was reported was valid until a day that is over, or empty.
        stale: that it was last reported long ago, or empty.
        facts: those that its states come from; none where only advice is known.
        unconfirmed: states somebody gives without certainty, which displace nothing.
        advice: what the subject orders or advises.
    """

    subject: Link
    states: tuple[Term, ...]
    since: str
    spark: Markup
    lapsed: str
    stale: str
    facts: tuple[FactView, ...]
    unconfirmed: tuple[Term, ...]
    advice: tuple[AdviceRow, ...]


def subjects(facts: Iterable[Fact]) -> list[tuple[str, str]]:
    """Home topic and subject of every status among `facts`, each once, in their order."""
    found = dict.fromkeys(
        (c.home, c.detail.subject) for f in facts for c in f.claims if isinstance(c.detail, Status)
    )
    return list(found)


def summary(desk: Desk, topic: Topic) -> tuple[StateCount, ...]:
    """How many subjects of `topic` are in which state today, worst first, and which."""
    counted = _counted(desk, topic, lambda subject: desk.status(topic.id, subject).states)
    standings: dict[str, Counter[Term]] = defaultdict(Counter)
    for subject in desk.index.subjects_of_topic.get(topic.id, ()):
        now = desk.status(topic.id, subject)
        for key in dict.fromkeys(claim.fact for claim in now.claims):  # in order, for equal counts
            for state in now.states:
                standings[state][standing_term(desk, desk.ledger.facts[key])] += 1
    return tuple(
        replace(
            count,
            standings=tuple(
                (term, desk.words.number(n)) for term, n in standings[state].most_common()
            ),
        )
        for state, count in counted.items()
    )


def summary_of_evening(desk: Desk, topic: Topic, evening: date) -> tuple[StateCount, ...]:
    """The same on an earlier evening, as it was known then."""
    days = desk.index.turning_days.get(topic.id, ())
    place = bisect_right(days, evening)
    if not place:
        return ()
    turned = days[place - 1]  # nothing has turned since: of all evenings until then once
    known = desk.history.state_as_known
    return desk.once(
        "evening",
        f"{topic.id}/{place}",
        lambda: tuple(
            _counted(desk, topic, lambda who: states_of(known(topic.id, who, turned))).values()
        ),
    )


def _counted(
    desk: Desk, topic: Topic, states: Callable[[str], tuple[str, ...]]
) -> dict[str, StateCount]:
    names: dict[str, list[Phrase]] = {s.id: [] for s in reversed(topic.states)}
    for subject in desk.index.subjects_of_topic.get(topic.id, ()):
        now = states(subject)
        name = desk.actor(subject)
        if len(now) > 1:  # contested: it is listed under each of its states
            name = desk.words.tell("%(who)s (contested)", who=name)
        for state in now:
            names[state].append(name)
    return {
        state: StateCount(
            state=desk.state(topic, state),
            count=desk.words.number(len(who)),
            subjects=tuple(sorted(who, key=lambda name: desk.words.sorting(name.text))),
        )
        for state, who in names.items()
        if who
    }


def status_rows(desk: Desk, facts: Sequence[Fact]) -> tuple[StatusRow, ...]:
    """One row a subject: worst state first, then by name; advice alone comes last."""
    own: dict[tuple[str, str], list[Fact]] = defaultdict(list)
    for fact in facts:
        for key in subjects([fact]):
            own[key].append(fact)
    rows = [_status_row(desk, home, who, found) for (home, who), found in own.items()]
    return tuple(
        row
        for _, row in sorted(rows, key=lambda r: (r[0], desk.words.sorting(r[1].subject.text.text)))
    )


def _status_row(desk: Desk, home: str, subject: str, own: Sequence[Fact]) -> tuple[int, StatusRow]:
    topic = desk.library.topics[home]
    order = [s.id for s in topic.states]
    state_facts = [f for f in own if _is_state(f)]
    now = desk.status(home, subject)
    advice = sorted((f for f in own if not _is_state(f)), key=lambda f: f.id, reverse=True)
    row = StatusRow(
        subject=desk.who(subject),
        states=tuple(desk.state(topic, s) for s in now.states),
        since=_since(desk, now.since, now.inferred),
        spark=spark(desk, topic, subject) if state_facts else Markup(),
        lapsed="" if now.states else _lapsed(desk, state_facts),
        stale=_stale(desk, topic, state_facts),
        facts=tuple(fact_view(desk, f) for f in state_facts),
        unconfirmed=tuple(desk.state(topic, str(c.detail.value)) for c in now.unconfirmed),
        advice=tuple(_advice(desk, f) for f in advice),
    )
    worst = max((order.index(s) for s in now.states), default=-1)
    return -worst, row


def _is_state(fact: Fact) -> bool:
    return any(isinstance(c.detail, Status) and c.detail.state is not None for c in fact.claims)


def _since(desk: Desk, since: date | None, inferred: bool) -> str:
    if since is None:
        return ""
    day = desk.words.day(since)
    return desk.words.say("%(date)s (inferred)", date=day) if inferred else day


def _lapsed(desk: Desk, facts: Iterable[Fact]) -> str:
    """Until when the last state was valid, where none is any more."""
    claims = counting((c for f in facts for c in f.claims), desk.ledger.known_by)
    over = [c.until for c in claims if c.until and not is_valid(c, desk.ledger.as_of)]
    last = max(over, key=lambda until: until.latest or date.min, default=None)
    if last is None:
        return ""
    return desk.words.say("what was reported has ended: %(until)s", until=desk.words.when(last))


def _stale(desk: Desk, topic: Topic, facts: Sequence[Fact]) -> str:
    days = [desk.ledger.day(c.article) for f in facts for c in f.claims if not c.retracted]
    if topic.stale_after is None or not days:
        return ""
    age = (desk.ledger.as_of - max(days)).days
    return last_reported(desk, age) if age > topic.stale_after else ""


def last_reported(desk: Desk, age: int) -> str:
    """How many days ago a state was last reported, in words."""
    return desk.words.count("last reported %(n)s day ago", "last reported %(n)s days ago", age)


def _advice(desk: Desk, fact: Fact) -> AdviceRow:
    said = in_force(fact)
    valid = [c for c in said if is_valid(c, desk.ledger.as_of)]
    details = [c.detail for c in valid or said if isinstance(c.detail, Status)]
    forces = dict.fromkeys(desk.words.say(terms.FORCES[d.force]) for d in details)
    return AdviceRow(
        audience=desk.words.say(terms.AUDIENCES[details[0].audience]),
        forces=tuple(forces),
        lapsed="" if valid else _lapsed(desk, [fact]),
        fact=fact_view(desk, fact),
    )
