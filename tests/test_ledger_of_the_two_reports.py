"""What a careful desk sees in the two reports of 20 November 2024, as the built site says it.

Read from `data/claims.json` and `data/facts.json` of a real build, as any program would.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.engine import documents

A, B = "unidentified-a", "unidentified-b"
BOTH = [A, B]
Record = dict[str, Any]


@pytest.fixture(scope="module")
def claims(two_reports: Path) -> list[Record]:
    return list(json.loads((two_reports / "data" / "claims.json").read_text("utf-8")))


@pytest.fixture(scope="module")
def facts(two_reports: Path) -> dict[str, Record]:
    found = json.loads((two_reports / "data" / "facts.json").read_text("utf-8"))
    return {fact["id"]: fact for fact in found}


@pytest.fixture
def claims_of(claims: list[Record]) -> Callable[[str], list[Record]]:
    return lambda fact: [c for c in claims if c["fact"]["id"] == fact]


@pytest.fixture
def only(claims: list[Record]) -> Callable[..., Record]:
    """The one claim whose keys have these values; texts need only be part of them."""

    def find(**wanted: Any) -> Record:
        found = [c for c in claims if all(_has(c.get(k), v) for k, v in wanted.items())]
        assert len(found) == 1, [c["id"] for c in found]
        return found[0]

    return find


def _has(value: Any, wanted: Any) -> bool:
    words = isinstance(value, str) and isinstance(wanted, str) and " " in wanted
    return wanted in value.replace("\u00a0", " ") if words else value == wanted


def certainties(fact: Record) -> list[str]:
    return [step["certainty"] for step in fact["trail"]]


@pytest.mark.parametrize("country", ["ES", "IT"])
def test_spain_and_italy_are_closed_in_both(
    country: str, facts: dict[str, Record], claims_of: Callable[[str], list[Record]]
) -> None:
    fact = facts[f"embassies/{country}/state"]
    assert fact["sources"] == fact["origins"] == BOTH
    assert fact["standing"] == "corroborated"
    assert fact["silent"] == []
    assert {c["state"] for c in claims_of(fact["id"])} == {"closed"}
    assert len([f for f in facts if f.startswith(f"embassies/{country}/")]) == 1


def test_greece_is_closed_in_one(
    facts: dict[str, Record], claims_of: Callable[[str], list[Record]]
) -> None:
    fact = facts["embassies/GR/state"]
    assert (fact["sources"], fact["standing"], fact["silent"]) == ([B], "single-source", [A])
    assert [c["state"] for c in claims_of(fact["id"])] == ["closed"]


def test_france_is_open_in_one_and_advises_in_both(
    facts: dict[str, Record], claims_of: Callable[[str], list[Record]]
) -> None:
    state = facts["embassies/FR/state"]
    assert (state["sources"], state["standing"], state["silent"]) == ([B], "single-source", [A])
    assert [c["state"] for c in claims_of(state["id"])] == ["open"]
    advice = facts["embassies/FR/advice/nationals"]
    assert advice["sources"] == BOTH
    assert {c["state"] for c in claims_of(advice["id"])} == {None}
    assert all(c["advice"] for c in claims_of(advice["id"]))


def test_the_united_kingdom_is_open_and_germany_limited(
    facts: dict[str, Record], claims_of: Callable[[str], list[Record]]
) -> None:
    for country, state in {"GB": "open", "DE": "limited"}.items():
        fact = facts[f"embassies/{country}/state"]
        assert (fact["sources"], fact["standing"]) == ([B], "single-source")
        assert [c["state"] for c in claims_of(fact["id"])] == [state]


def test_the_united_states_closed_by_their_own_word_however_many_repeat_it(
    facts: dict[str, Record], claims_of: Callable[[str], list[Record]]
) -> None:
    fact = facts["embassies/US/state"]
    assert (fact["sources"], fact["origins"]) == (BOTH, ["US"])
    assert fact["standing"] == "single-source"
    assert {c["state"] for c in claims_of(fact["id"])} == {"closed"}


def test_staff_were_ordered_to_shelter_or_advised_to_be_ready(
    facts: dict[str, Record], claims_of: Callable[[str], list[Record]]
) -> None:
    fact = facts["embassies/US/advice/staff"]
    assert fact["standing"] == "contested"
    said = {c["article"]["source"]: c["force"] for c in claims_of(fact["id"])}
    assert said == {A: "order", B: "advice"}


def test_the_mines_were_hearsay_then_confirmed_and_not_corroborated(
    facts: dict[str, Record], claims_of: Callable[[str], list[Record]]
) -> None:
    fact = facts["us-landmines-approval"]
    assert certainties(fact) == ["unconfirmed", "confirmed"]
    assert [step["article"] for step in fact["trail"]] == [
        c["article"]["id"]
        for c in sorted(claims_of(fact["id"]), key=lambda c: c["certainty"])[::-1]
    ]
    assert (fact["sources"], fact["origins"]) == ([B], ["lloyd-austin"])
    assert fact["standing"] == "single-source"
    hearsay, word = sorted(claims_of(fact["id"]), key=lambda c: str(c["article"]["source"]))
    assert (hearsay["said_by"], hearsay["certainty"]) == ("unnamed", "unconfirmed")
    assert (word["said_by"], word["certainty"]) == ("lloyd-austin", "confirmed")
    assert {c["actor"] for c in (hearsay, word)} == {"joe-biden"}
    assert {c["on"] for c in (hearsay, word)} == {"undated"}


def test_the_authorisation_was_apparent_then_dated(
    facts: dict[str, Record], claims_of: Callable[[str], list[Record]]
) -> None:
    fact = facts["long-range-strikes-authorisation"]
    assert certainties(fact) == ["unconfirmed", "reported"]
    assert fact["standing"] == "single-source"
    told = {c["article"]["source"]: (c["on"], c["certainty"]) for c in claims_of(fact["id"])}
    assert told == {A: ("undated", "unconfirmed"), B: ("2024-11-17", "reported")}


def test_military_intelligence_contests_the_threat(
    facts: dict[str, Record], only: Callable[..., Record]
) -> None:
    accusation = only(said_by="ukraine-military-intelligence")
    threat = facts[accusation["contests"]]
    assert threat["contested_by"] == [accusation["fact"]["id"]]
    assert threat["standing"] == "contested"
    own = facts[accusation["fact"]["id"]]
    assert (own["sources"], own["standing"]) == ([B], "single-source")


def test_one_report_is_silent_on_the_nuclear_threshold(
    facts: dict[str, Record], only: Callable[..., Record]
) -> None:
    claim = only(topics=["nuclear-threshold"])
    assert (claim["type"], claim["actor"], claim["on"]) == ("event", "RU", "2024-11-19")
    assert facts[claim["fact"]["id"]]["silent"] == [B]


def test_atacms_and_belgorod_are_two_facts(
    facts: dict[str, Record], claims: list[Record], only: Callable[..., Record]
) -> None:
    strikes = [c for c in claims if c["type"] == "event" and c["topics"] == ["long-range-strikes"]]
    atacms = [c for c in strikes if "ATACMS" in (c["means"] or "")]
    belgorod = [c for c in strikes if c["place"] == "belgorod-region"]
    assert [c["article"]["source"] for c in atacms] == [A]
    assert [c["article"]["source"] for c in belgorod] == [B]
    assert atacms[0]["fact"]["id"] != belgorod[0]["fact"]["id"]
    assert (belgorod[0]["means"], belgorod[0]["on"]) == (None, "undated")
    assert belgorod[0]["distance_km"] == 168
    assert (belgorod[0]["certainty"], belgorod[0]["said_by"]) == ("claimed", "UA")
    for claim in strikes:
        assert len(facts[claim["fact"]["id"]]["claims"]) == 1, "no event of these is merged"


def test_the_thousandth_day_is_19_november(only: Callable[..., Record]) -> None:
    claim = only(type="figure", unit="jours")
    assert (claim["value"], claim["on"]) == (1000, "2024-11-19")


def test_the_losses_at_kursk_are_unconfirmed(
    facts: dict[str, Record], only: Callable[..., Record]
) -> None:
    claim = only(type="figure", place="kursk-region")
    assert (claim["value"], claim["said_by"], claim["certainty"]) == (400, "RU", "unconfirmed")
    fact = facts[claim["fact"]["id"]]
    assert (fact["standing"], fact["sources"]) == ("unconfirmed", [])


def test_figures_tell_a_value_or_bounds_or_words(claims: list[Record]) -> None:
    figures = [c for c in claims if c["type"] == "figure"]
    for claim in figures:
        assert (claim["value"] is None) == (claim["approx"] is not None), claim["id"]
        assert (claim["min"], claim["max"]) == (None, None)
    assert {"des milliers"} == {c["approx"] for c in figures if c["approx"]}


def test_declining_to_comment_is_a_statement(
    facts: dict[str, Record], only: Callable[..., Record]
) -> None:
    refusal = only(form="refusal")
    assert (refusal["type"], refusal["said_by"]) == ("statement", "dmitri-peskov")
    assert refusal["topics"][0] == "kremlin-statements"
    fact = facts[refusal["fact"]["id"]]
    assert (fact["sources"], fact["standing"]) == ([], "unconfirmed")


def test_undated_things_stay_undated_or_inferred(claims: list[Record]) -> None:
    # Days the reports give in so many words; what else has one is inferred and says so.
    stated = {"2024-11-17", "2024-11-19", "2024-11-20"}
    for claim in claims:
        if claim["on"] not in stated:
            assert claim["on"] in ("undated", "standing") or claim["on"].endswith("?"), claim["id"]
    assert [
        c["id"] for c in claims if c["on"] == "2024-11-20" and "20 novembre" not in c["passage"]
    ] == []


def test_captions_and_notices_are_no_claims(claims: list[Record]) -> None:
    words = " ".join(c["passage"] for c in claims)
    for stray in ("Varsovie", "pancartes", "2s5", "brigade", "provisoire", "mise à jour"):
        assert stray not in words


CLAIM = {
    *("id", "type", "topics", "about", "contests", "denies", "certainty", "on", "said_by"),
    *("passage", "lines", "label", "url", "article", "fact"),
    # Common keys of a claim that front matter has beside those every program needs.
    *("until", "retracted"),
}
OWN = {
    "status": {"subject", "state", "advice", "for", "force"},
    "event": {"actor", "target", "place", "means", "distance_km", "outcome"},
    "position": {"actor", "position", "on_what", "conditions"},
    "statement": {"form", "venue"},
    "figure": {"value", "min", "max", "approx", "unit", "of", "place"},
}
FACT = {
    *("id", "type", "topics", "label", "standing", "sources", "origins", "claims", "trail"),
    *("contested_by", "silent", "url"),
}


def test_fields_are_those_of_the_design(claims: list[Record], facts: dict[str, Record]) -> None:
    assert {c["type"] for c in claims} == OWN.keys()
    for claim in claims:
        assert claim.keys() == CLAIM | OWN[claim["type"]], claim["id"]
        assert claim["article"].keys() == {"id", "title", "source", "published", "url"}
        assert claim["fact"].keys() == {"id", "standing", "sources", "origins"}
        assert claim["topics"]
        assert isinstance(claim["topics"], list)
        assert not isinstance(claim.get("subject", claim.get("actor")), list)
    for fact in facts.values():
        assert fact.keys() == FACT
        for step in fact["trail"]:
            assert step.keys() == {"claim", "article", "published", "certainty"}


def test_claims_and_facts_agree(claims: list[Record], facts: dict[str, Record]) -> None:
    ids = [c["id"] for c in claims]
    assert len(set(ids)) == len(ids)
    assert sorted(ids) == sorted(c for fact in facts.values() for c in fact["claims"])
    for claim in claims:
        fact = facts[claim["fact"]["id"]]
        assert claim["id"] in fact["claims"]
        assert claim["fact"] == {key: fact[key] for key in ("id", "standing", "sources", "origins")}
    for fact in facts.values():
        assert set(fact["contested_by"]) <= facts.keys()
        assert [step["claim"] for step in fact["trail"]] == fact["claims"]


def test_every_claim_and_every_fact_has_its_place_on_a_page(
    two_reports: Path, claims: list[Record], facts: dict[str, Record]
) -> None:
    pages = documents(two_reports)
    for record in (*claims, *facts.values()):
        path, _, anchor = record["url"].partition("#")
        assert anchor in pages[path].ids, record["url"]
    for claim in claims:
        assert claim["url"].startswith(claim["article"]["url"] + "#")
