"""A citation, made in the browser from the row of a fact."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import OpenPage

SPAIN = [
    "Espagne : Fermée (corroboré)",
    "Source non identifiée A, 20 novembre 2024, rapporté : « L’Italie et l’Espagne ont, elles",
    "Source non identifiée B, 20 novembre 2024, rapporté : « L’Italie, l’Espagne et la Grèce ont",
    "http://localhost/briefing/topics/embassies.html#embassies.ES.state",
]

Open = Callable[..., OpenPage]


def cited(opened: OpenPage, fact: str) -> list[str]:
    """The lines that `Cite` shows beneath a fact."""
    place = opened.page.locator(f'[id="{fact}"]')
    place.locator("a.cite").click()
    opened.page.wait_for_selector(".citation[data-copied]")
    text = str(place.locator(".citation").text_content())
    return text.replace("\N{NO-BREAK SPACE}", " ").split("\n")


def test_a_citation_tells_the_fact_its_sources_days_passages_and_address(open_page: Open) -> None:
    opened = open_page("topics/embassies.html")
    lines = cited(opened, "embassies.ES.state")
    assert len(lines) == len(SPAIN)
    assert all(line.startswith(start) for line, start in zip(lines, SPAIN, strict=True)), lines
    selected = opened.page.evaluate("getSelection().toString()")
    assert len(selected.strip().split("\n")) == len(SPAIN)
    opened.page.locator('[id="embassies.ES.state"] a.cite').click()
    assert opened.page.locator(".citation").count() == 0
    assert not opened.console_errors


def test_a_citation_says_what_each_side_of_a_dispute_says(open_page: Open) -> None:
    lines = cited(open_page("topics/embassies.html"), "embassies.US.advice.staff")
    assert "contesté" in lines[0]
    assert "ordre : s’abriter sur place, confirmé" in lines[1]
    assert "conseil : se préparer à gagner un lieu sûr, confirmé" in lines[2]


@pytest.mark.parametrize("topic", ["embassies", "long-range-strikes", "front-lines"])
def test_a_fact_of_whatever_type_is_cited_by_its_label(
    topic: str, open_page: Open, built_site: Path
) -> None:
    opened = open_page(f"topics/{topic}.html")
    facts = json.loads((built_site / "data" / "facts.json").read_text("utf-8"))
    labels = {fact["id"].replace("/", "."): fact["label"] for fact in facts}
    anchors = opened.page.locator("a.cite").evaluate_all(
        "(links) => links.map((link) => link.closest('[id]').id)"
    )
    assert anchors
    for anchor in anchors:
        label = " ".join(labels[anchor].split())
        assert " ".join(cited(opened, anchor)[0].split()).startswith(f"{label} ("), anchor


def test_a_fact_of_another_topic_is_cited_at_home(open_page: Open, built_site: Path) -> None:
    opened = open_page("topics/kremlin-statements.html")
    elsewhere = opened.page.locator('a.cite[href*=".html#"]')
    if not elsewhere.count():
        pytest.fail("no fact here is at home on another topic: choose another page")
    place = str(elsewhere.first.get_attribute("href")).split("#")[1]
    address = cited(opened, place)[-1]
    assert address.startswith("http://localhost/briefing/topics/")
    assert "kremlin-statements" not in address


def test_without_javascript_cite_leads_to_the_fact_itself(open_page: Open) -> None:
    opened = open_page("topics/embassies.html", javascript=False)
    opened.page.locator('[id="embassies.ES.state"] a.cite').click()
    assert opened.page.url.endswith("topics/embassies.html#embassies.ES.state")
