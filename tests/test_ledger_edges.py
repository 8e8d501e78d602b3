"""Edges of the ledger's rules that mutation testing found unguarded; see tests/mutation/README.md.

Outlets, people and countries are invented; see `build`.
"""

from __future__ import annotations

from dataclasses import FrozenInstanceError
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from generator.ledger import is_visible
from tests.build import article, event, fact, ledger, state


def day(number: int) -> date:
    return date(2031, 5, number)


def as_read(word: str) -> str:
    """A word as it comes from a file: equal to the program's own, and another object."""
    return "".join(list(word))


@pytest.mark.parametrize("embargo", ["2031-05-02", "2031-05-02T08:00+00:00"])
def test_an_embargo_stays_lifted(embargo: str) -> None:
    held = article("a", embargo=embargo)
    moments = [datetime(2031, 5, number, 9, tzinfo=UTC) for number in (1, 2, 30)]
    assert [is_visible(held, now, ZoneInfo("UTC")) for now in moments] == [False, True, True]


def test_a_ledger_is_never_changed() -> None:
    with pytest.raises(FrozenInstanceError):
        ledger(article("a", event())).as_of = day(9)  # type: ignore[misc]


def test_whoever_is_named_is_the_origin_whatever_the_name() -> None:
    said = [article(n, event(said_by=who)) for n, who in (("a", "zoe-berg"), ("b", "ada-lind"))]
    assert fact("the-flood", *said).origins == ("ada-lind", "zoe-berg")


def test_words_read_from_a_file_are_the_words_of_the_contract() -> None:
    unnamed = fact("the-flood", article("a", event(said_by=as_read("unnamed"))))
    assert unnamed.origins == ("outlet-a",)
    hearsay = state("closed", certainty=as_read("unconfirmed"))
    book = ledger(article("a", hearsay))
    assert book.facts["embassies/XA/state"].standing == "unconfirmed"
    beside = book.status_at("embassies", "XA", day(1))
    assert (beside.states, len(beside.unconfirmed)) == ((), 1)


@pytest.mark.parametrize("published", [1, 15, 30])
def test_a_month_still_running_counts_by_the_day_it_was_published(published: int) -> None:
    book = ledger(article("a", state("open", on="2031-05"), published=f"2031-05-{published:02}"))
    told = [book.status_at("embassies", "XA", day(n)).states for n in (published, 31)]
    assert told == [("open",), ("open",)]
    if published > 1:
        assert book.status_at("embassies", "XA", day(published - 1)).states == ()


@pytest.mark.parametrize(
    ("published", "first"),
    [("2031-05-10", 10), ("2031-05-03", 5), ("2031-05-20", 20), ("2031-05-25", 20)],
    ids=["running", "announced", "ending", "over"],
)
def test_an_interval_counts_by_its_end_once_it_is_over(published: str, first: int) -> None:
    book = ledger(article("a", state("open", on="2031-05-05/2031-05-20"), published=published))
    known = [n for n in range(1, 32) if book.status_at("embassies", "XA", day(n)).states]
    assert known == list(range(first, 32))


def test_an_announced_month_counts_by_its_end() -> None:
    book = ledger(article("a", state("open", on="2031-05"), published="2031-04-10"))
    assert [book.status_at("embassies", "XA", day(n)).states for n in (30, 31)] == [(), ("open",)]


def test_who_said_so_before_a_change_does_not_corroborate_after_it() -> None:
    words = ("closed", "open", "closed")
    said = [article(f"a{n}", state(w, on=f"2031-05-0{n}")) for n, w in enumerate(words, 1)]
    found = fact("embassies/XA/state", *said)
    assert [c.article for c in found.current] == ["a3"]
    assert found.standing == "single-source"


def test_a_state_comes_back_on_the_day_after_another_expired() -> None:
    book = ledger(
        article("a", state("open", on="2031-05-01")),
        article("b", state("closed", on="2031-05-03", until="2031-05-05")),
    )
    told = [book.status_at("embassies", "XA", day(n)) for n in (2, 5, 6, 9)]
    assert [s.states for s in told] == [("open",), ("closed",), ("open",), ("open",)]
    assert [s.since for s in told] == [day(1), day(3), day(6), day(6)]
    assert [s.inferred for s in told] == [False, False, True, True]


def test_of_what_nothing_is_known_nothing_is_inferred() -> None:
    nothing = ledger(article("a", event())).status_at("embassies", "XA", day(9))
    assert (nothing.states, nothing.since, nothing.inferred) == ((), None, False)
