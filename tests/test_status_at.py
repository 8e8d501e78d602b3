"""The state of a subject on a day, as known on a day.

Outlets, people and countries are invented; see `build`.
"""

from __future__ import annotations

from datetime import date

import pytest

from tests.build import advice, article, ledger, state


def day(number: int) -> date:
    return date(2031, 5, number)


class TestStatusOn:
    def test_nothing_known(self) -> None:
        status = ledger(article("a", state("open"))).status_at("embassies", "XB", day(9))
        assert (status.states, status.claims, status.since) == ((), (), None)
        assert not status.contested

    @pytest.mark.parametrize(
        ("on", "word"), [(1, None), (2, "closed"), (4, "closed"), (5, "open"), (9, "open")]
    )
    def test_the_latest_at_or_before_the_day_wins(self, on: int, word: str | None) -> None:
        book = ledger(
            article("a", state("open", on="2031-05-05")),
            article("b", state("closed", on="2031-05-02"), published="2031-05-09"),
        )
        assert book.status_at("embassies", "XA", day(on)).states == ((word,) if word else ())

    def test_on_a_day_as_known_on_a_day(self) -> None:
        book = ledger(
            article("a", state("open", on="2031-05-01"), published="2031-05-01"),
            article("b", state("closed", on="2031-05-02"), published="2031-05-06"),
        )

        def told(on: int, known_by: int) -> tuple[str, ...]:
            return book.status_at("embassies", "XA", day(on), day(known_by)).states

        assert told(3, 3) == ("open",)
        assert told(3, 6) == ("closed",)  # learnt later, true already
        assert told(1, 6) == ("open",)
        assert told(3, 5) == ("open",)

    def test_the_ledger_knows_no_more_than_it_was_opened_with(self) -> None:
        late = article("a", state("open"), published="2031-05-06")
        book = ledger(late, known_by=day(5))
        assert book.facts == {}
        assert book.status_at("embassies", "XA", day(9), day(9)).states == ()

    def test_an_interval_that_is_over_counts_by_its_end(self) -> None:
        book = ledger(
            article("a", state("closed", on="2031-05-01/2031-05-05"), published="2031-05-06"),
            article("b", state("open", on="2031-05-04")),
        )
        assert book.status_at("embassies", "XA", day(3)).states == ()
        assert book.status_at("embassies", "XA", day(4)).states == ("open",)
        status = book.status_at("embassies", "XA", day(5))
        assert (status.states, status.since) == (("closed",), day(1))

    @pytest.mark.parametrize("on", ["undated", "standing"])
    def test_undated_counts_by_publication_and_says_so(self, on: str) -> None:
        book = ledger(
            article("a", state("open", on=on), published="2031-05-03"),
            article("b", state("closed", on="2031-05-02")),
        )
        status = book.status_at("embassies", "XA", day(3))
        assert (status.states, status.since, status.inferred) == (("open",), day(3), True)
        status = book.status_at("embassies", "XA", day(2))
        assert (status.states, status.since, status.inferred) == (("closed",), day(2), False)

    def test_an_inferred_date_is_marked(self) -> None:
        book = ledger(article("a", state("open", on="2031-05-02?")))
        assert book.status_at("embassies", "XA", day(3)).inferred

    def test_until_its_last_day(self) -> None:
        book = ledger(
            article("a", state("open", on="2031-05-01")),
            article("b", state("closed", on="2031-05-02", until="2031-05-04")),
        )
        told = [book.status_at("embassies", "XA", day(n)).states for n in range(1, 6)]
        assert told == [("open",), ("closed",), ("closed",), ("closed",), ("open",)]

    def test_hearsay_stands_beside_and_displaces_nothing(self) -> None:
        book = ledger(
            article("a", state("open", on="2031-05-01")),
            article("b", state("closed", on="2031-05-02", certainty="unconfirmed")),
        )
        status = book.status_at("embassies", "XA", day(2))
        assert status.states == ("open",)
        assert [c.article for c in status.unconfirmed] == ["b"]
        assert not status.contested
        assert book.status_at("embassies", "XA", day(1)).unconfirmed == ()

    def test_one_time_and_two_states_is_contested_and_both_are_shown(self) -> None:
        book = ledger(
            article("a", state("open", on="2031-05-02")),
            article("b", state("closed", on="2031-05-01/2031-05-02"), published="2031-05-02"),
            article("c", state("limited", on="2031-05-01")),
        )
        status = book.status_at("embassies", "XA", day(2))
        assert status.contested
        assert status.states == ("closed", "open")
        assert {c.article for c in status.claims} == {"a", "b"}
        assert book.status_at("embassies", "XA", day(1)).states == ("limited",)

    def test_a_retraction_is_known_from_its_day(self) -> None:
        book = ledger(
            article("a", state("open", on="2031-05-01")),
            article("b", state("closed", on="2031-05-02", retracted="2031-05-04")),
        )
        told = [book.status_at("embassies", "XA", day(9), day(n)).states for n in (3, 4)]
        assert told == [("closed",), ("open",)]
        hearsay = state("closed", certainty="unconfirmed", retracted="2031-05-04")
        book = ledger(article("a", hearsay))
        beside = [book.status_at("embassies", "XA", day(9), day(n)).unconfirmed for n in (3, 4)]
        assert [len(claims) for claims in beside] == [1, 0]

    def test_since_the_first_day_of_the_unbroken_run(self) -> None:
        words = ["open", "closed", "open", "open"]
        book = ledger(
            *(article(f"a{n}", state(w, on=f"2031-05-0{n}")) for n, w in enumerate(words, 1))
        )
        status = book.status_at("embassies", "XA", day(9))
        assert (status.states, status.since) == (("open",), day(3))
        assert [c.article for c in status.claims] == ["a4"]

    def test_advice_is_no_state(self) -> None:
        book = ledger(article("a", advice("order")), article("b", state("open", topics="ports")))
        assert book.status_at("embassies", "XA", day(9)).states == ()

    def test_since_it_came_back_also_on_a_day_that_tells_of_another(self) -> None:
        book = ledger(
            article("a", state("open", on="2031-05-01")),
            article("b", state("closed", on="2031-05-02", until="2031-05-03")),
            article("c", state("closed", on="undated", until="2031-05-03"), published="2031-05-04"),
        )
        status = book.status_at("embassies", "XA", day(9))
        assert (status.states, status.since, status.inferred) == (("open",), day(4), True)
