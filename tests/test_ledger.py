"""Facts: what is one, who stands behind it, and how well it stands.

Outlets, people and countries are invented; see `build`.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from generator.claims import Event
from generator.model import Article, Claim
from tests.build import (
    advice,
    article,
    claim,
    event,
    fact,
    figure,
    ledger,
    position,
    state,
    statement,
)

STATE = "embassies/XA/state"


def day(number: int) -> date:
    return date(2031, 5, number)


class TestWhatIsOneFact:
    def test_the_same_about_is_the_same_fact(self) -> None:
        found = fact("the-flood", article("a", event()), article("b", event()))
        assert [c.article for c in found.claims] == ["a", "b"]

    def test_a_state_needs_no_about_and_advice_is_another_fact(self) -> None:
        facts = ledger(
            article("a", state("closed"), advice("order"), advice("order", "staff")),
            article("b", state("closed"), state("closed", "XB")),
        ).facts
        assert list(facts) == [
            "embassies/XA/advice/nationals",
            "embassies/XA/advice/staff",
            STATE,
            "embassies/XB/state",
        ]
        assert len(facts[STATE].claims) == 2

    def test_any_other_claim_without_about_stands_alone(self) -> None:
        twice = [article(n, event(about=None), figure(3, about=None)) for n in "ab"]
        assert list(ledger(*twice).facts) == ["a-1", "a-2", "b-1", "b-2"]

    def test_an_event_is_never_merged_by_its_likeness(self) -> None:
        armed = claim(Event(actor="ada-lindqvist", means="a drone", place="lind"))
        assert len(ledger(article("a", armed), article("b", event(about=None))).facts) == 2

    def test_its_label_is_that_of_its_earliest_publication(self) -> None:
        found = fact(
            "the-flood",
            article("a", event(label="Later"), published="2031-05-02"),
            article("b", event(label="Earlier"), published="2031-05-01"),
            article("c", event(), published="2031-04-30"),
        )
        assert found.labelled is not None
        assert found.labelled.article == "b"

    def test_its_home_comes_first_among_its_topics(self) -> None:
        found = fact(
            "the-flood",
            article("a", event(topics=("floods", "ports"))),
            article("b", event(topics=("floods", "aid", "ports"))),
        )
        assert (found.topics, found.type) == (("floods", "ports", "aid"), "event")


class TestOrigins:
    def test_the_outlet_where_nobody_else_is_named(self) -> None:
        assert fact("the-flood", article("a", event())).origins == ("outlet-a",)

    def test_who_says_it_where_named(self) -> None:
        found = fact("the-flood", article("a", event(said_by="XB"), relays="wire"))
        assert (found.sources, found.origins) == (("outlet-a",), ("XB",))

    def test_the_relayed_agency(self) -> None:
        found = fact("the-flood", article("a", event(), relays="wire"))
        assert (found.sources, found.origins) == (("outlet-a",), ("wire",))

    def test_an_unnamed_speaker_is_not_an_origin(self) -> None:
        assert fact("the-flood", article("a", event(said_by="unnamed"))).origins == ("outlet-a",)
        relayed = article("a", event(said_by="unnamed"), relays="wire")
        assert fact("the-flood", relayed).origins == ("wire",)

    def test_only_counting_claims_have_sources_and_origins(self) -> None:
        found = fact(
            "the-flood",
            article("a", event()),
            article("b", event(certainty="unconfirmed")),
            article("c", event(retracted="2031-05-01")),
        )
        assert (found.sources, found.origins) == (("outlet-a",), ("outlet-a",))


class TestStanding:
    @pytest.mark.parametrize("certainty", ["claimed", "reported", "confirmed"])
    def test_one_outlet_is_a_single_source(self, certainty: str) -> None:
        assert fact("the-flood", article("a", event(certainty=certainty))).standing == (
            "single-source"
        )

    def test_two_origins_corroborate(self) -> None:
        two = [article(n, event()) for n in "ab"]
        assert fact("the-flood", *two).standing == "corroborated"

    @pytest.mark.parametrize(
        "two",
        [
            pytest.param(
                [article(n, event(said_by="XB")) for n in "ab"], id="one government, two outlets"
            ),
            pytest.param([article(n, event(), relays="wire") for n in "ab"], id="one agency"),
            pytest.param(
                [article("a", event(), relays="wire"), article("b", event(), source="wire")],
                id="the agency itself",
            ),
            pytest.param(
                [article(n, event(), source="gazette") for n in "ab"], id="one outlet twice"
            ),
            pytest.param([article("a", event(), event())], id="one article twice"),
            pytest.param(
                [article("a", event()), article("b", event(certainty="unconfirmed"))],
                id="hearsay does not corroborate",
            ),
            pytest.param(
                [article("a", event()), article("b", event(retracted="2031-05-01"))],
                id="nor what was retracted",
            ),
        ],
    )
    def test_one_origin_does_not(self, two: list[Article]) -> None:
        assert fact("the-flood", *two).standing == "single-source"

    def test_a_refusal_does_not_count(self) -> None:
        refused = replace(statement("refusal"), said_by="bo-ekman")
        found = fact("the-threat", article("a", statement()), article("b", refused))
        assert (found.standing, found.origins) == ("single-source", ("ada-lindqvist",))
        assert fact("the-threat", article("a", statement("refusal"))).standing == "unconfirmed"

    def test_hearsay_alone_is_unconfirmed(self) -> None:
        two = [article(n, event(certainty="unconfirmed")) for n in "ab"]
        found = fact("the-flood", *two)
        assert (found.standing, found.sources, found.origins) == ("unconfirmed", (), ())

    def test_retracted_when_every_claim_is(self) -> None:
        gone = event(retracted="2031-05-02")
        assert fact("the-flood", article("a", gone)).standing == "retracted"
        assert len(fact("the-flood", article("a", gone)).claims) == 1  # it stays visible
        kept = article("b", event(certainty="unconfirmed"))
        assert fact("the-flood", article("a", gone), kept).standing == "unconfirmed"

    @pytest.mark.parametrize(
        ("known_by", "standing"), [(1, "single-source"), (2, "retracted"), (3, "retracted")]
    )
    def test_a_retraction_counts_from_its_day(self, known_by: int, standing: str) -> None:
        gone = article("a", event(retracted="2031-05-02"))
        assert fact("the-flood", gone, known_by=day(known_by)).standing == standing

    @pytest.mark.parametrize(
        ("one", "other"),
        [
            (state("open"), state("closed")),
            (state("open", on="2031-05-01?"), state("closed")),
            (advice("order", about="go"), advice("advice", about="go")),
            (figure(3, about="go"), figure(4, about="go")),
            (position("member", about="go"), position("outsider", about="go")),
        ],
    )
    def test_different_values_for_one_time_are_contested(self, one: Claim, other: Claim) -> None:
        found = ledger(article("a", one), article("b", other)).facts
        assert [f.standing for f in found.values()] == ["contested"]
        hearsay = replace(other, certainty="unconfirmed")
        found = ledger(article("a", one), article("b", hearsay)).facts
        assert [f.standing for f in found.values()] == ["single-source"]

    def test_different_words_of_the_same_advice_are_not(self) -> None:
        found = fact(
            "embassies/XA/advice/nationals",
            article("a", advice("order", words="stay inside")),
            article("b", advice("order", words="do not go out")),
        )
        assert found.standing == "corroborated"

    def test_a_change_over_time_is_not_a_dispute(self) -> None:
        found = fact(
            STATE,
            article("a", state("closed", on="2031-05-01")),
            article("b", state("open", on="2031-05-09")),
        )
        assert found.standing == "single-source"

    def test_agreement_is_about_the_newest_value(self) -> None:
        before = [article(n, state("closed", on="2031-05-01")) for n in "ab"]
        after = [article(n, state("open", on=f"2031-05-0{i}")) for i, n in enumerate("cd", 5)]
        assert fact(STATE, *before, after[0]).standing == "single-source"
        assert fact(STATE, *before, *after).standing == "corroborated"

    @pytest.mark.parametrize("how", ["contests", "denies"])
    def test_another_fact_contests_it(self, how: str) -> None:
        flood = article("a", event())
        dispute = event("no-flood", said_by="XB", **{how: "the-flood"})
        facts = ledger(flood, article("b", dispute)).facts
        assert facts["the-flood"].standing == "contested"
        assert facts["the-flood"].contested_by == ("no-flood",)
        assert facts["no-flood"].contests == ("the-flood",)
        assert facts["no-flood"].standing == "single-source"

    def test_a_retracted_dispute_is_none(self) -> None:
        dispute = event("no-flood", denies="the-flood", retracted="2031-05-03")
        both = [article("a", event()), article("b", dispute)]
        assert fact("the-flood", *both).standing == "single-source"
        assert fact("the-flood", *both, known_by=day(2)).standing == "contested"
