"""What holds of any history: each evening is the one before, and what the day changed.

The worlds are those of `test_ledger_properties`; outlets, people and countries are invented.
"""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given, settings

from generator.facts import Fact
from generator.history import History
from generator.ledger import Ledger
from generator.model import Article
from generator.weighing import states_of
from tests.build import ledger
from tests.test_ledger_properties import known, worlds

FIRST = date(2031, 4, 29)
EVENINGS = [FIRST + timedelta(n) for n in range(8)]
BOARDS = [("embassies", "XA"), ("embassies", "XB")]


def history(book: Ledger) -> History:
    return History(book)


def facts_as_known(world: list[Article], evening: date) -> dict[str, Fact]:
    """The facts of a ledger opened on that evening, which cannot know what comes."""
    return dict(ledger(*world, known_by=evening).facts)


@settings(deadline=None)
@given(worlds, known)
def test_a_fact_as_known_is_that_of_the_ledger_opened_then(
    world: list[Article], evening: date
) -> None:
    book = ledger(*world)
    then = {key: book.growing(key).on(evening) for key in book.facts}
    assert {key: fact for key, fact in then.items() if fact} == facts_as_known(world, evening)


@settings(deadline=None)
@given(worlds)
def test_changes_lead_from_each_evening_to_the_next(world: list[Article]) -> None:
    told = history(ledger(*world))
    known_now: dict[str, Fact] = {}
    for evening in EVENINGS:
        for change in told.changes.get(evening, ()):
            assert change.before == known_now.get(change.after.id)
            assert change.before != change.after
            known_now[change.after.id] = change.after
        assert known_now == facts_as_known(world, evening)
    assert known_now == told.ledger.facts
    assert set(told.changes) <= set(EVENINGS)


@settings(deadline=None)
@given(worlds)
def test_turns_lead_from_each_evening_to_the_next(world: list[Article]) -> None:
    told = history(ledger(*world))
    states: dict[tuple[str, str], tuple[str, ...]] = {}
    for evening in EVENINGS:
        if evening > told.last:
            break
        for turn in told.turns_on.get(evening, ()):
            assert states_of(turn.before) != states_of(turn.after)
            if turn.of != turn.day:  # of the past, which was known otherwise the day before
                past = turn.topic, turn.subject, turn.of
                eve = evening - timedelta(days=1)
                assert states_of(turn.before) == told.ledger.status_at(*past, eve).states
                assert states_of(turn.after) == told.ledger.status_at(*past, evening).states
                continue
            assert states_of(turn.before) == states.get((turn.topic, turn.subject), ())
            states[turn.topic, turn.subject] = states_of(turn.after)
        for topic, subject in BOARDS:
            then = told.ledger.status_at(topic, subject, evening, known_by=evening)
            assert states.get((topic, subject), ()) == then.states
            assert states_of(told.state_as_known(topic, subject, evening)) == then.states


@settings(deadline=None)
@given(worlds)
def test_stays_tell_the_state_of_every_day_as_known_today(world: list[Article]) -> None:
    told = history(ledger(*world))
    for board in told.ledger.states:
        stays = told.stays[board]
        assert all(stay.start <= stay.end for stay in stays)
        assert all(before.end < after.start for before, after in pairwise(stays))
        for evening in EVENINGS:
            if evening > told.ledger.as_of:
                break
            then = [s for s in stays if s.start <= evening <= s.end]
            states = states_of(then[0].claims) if then else ()
            assert states == told.ledger.status_at(*board, evening).states


@settings(deadline=None)
@given(worlds)
def test_what_is_worth_telling_says_how_the_fact_stands_now(world: list[Article]) -> None:
    for changes in history(ledger(*world)).changes.values():
        for change in changes:
            kinds, after, before = change.kinds, change.after, change.before
            assert len(set(kinds)) == len(kinds)
            assert ("new" in kinds) == (
                before is None or (before.standing == "retracted" and bool(kinds))
            )
            assert not {"contested", "settled"} <= set(kinds)
            for standing in ("contested", "retracted", "corroborated"):
                assert standing not in kinds or after.standing == standing
