"""Search in an installed Firefox, from a disk: what readers find there, and by keyboard alone."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from firefox import ARROW_DOWN, ENTER, ESCAPE, Firefox, find_firefox, started_firefox
from test_search_queries import ASK, QUERIES, TABLES, sites

__all__ = ["sites"]  # a fixture, found by its name here

pytestmark = pytest.mark.xdist_group("firefox")  # one of them, as it takes ten seconds to start

BUSY_NO_MORE = "document.querySelector('#search-results').getAttribute('aria-busy') === 'false'"


@pytest.fixture(scope="session")
def firefox() -> Iterator[Firefox]:
    """One Firefox per worker; without any on PATH the tests skip, in CI too."""
    command = find_firefox()
    if command is None:
        pytest.skip(
            "NO FIREFOX ON PATH: install one (Debian: `apt-get install firefox-esr`). "
            "Nothing of search in Firefox was tested."
        )
    with started_firefox(command) as running:
        yield running


@pytest.mark.parametrize("site", TABLES)
def test_the_queries_find_the_same_in_firefox(
    site: str, firefox: Firefox, sites: dict[str, Path]
) -> None:
    firefox.open(f"{sites[site].as_uri()}/search.html#kind=article&kind=topic")
    firefox.wait_for(BUSY_NO_MORE)
    wrong = []
    for query in (query for query in QUERIES if query.site == site):
        answer = firefox.evaluate(f"({ASK})({json.dumps(query.hash)})")
        mistakes = [answer["problem"]] if "problem" in answer else query.mistakes(answer)
        wrong += [f"{query.text!r} ({query.why}): {mistake}" for mistake in mistakes]
    if wrong:
        pytest.fail("\n".join(wrong), pytrace=False)


def test_a_mailed_view_opens_in_firefox(firefox: Firefox, built_site: Path) -> None:
    firefox.open(f"{built_site.as_uri()}/search.html#q=espagne&kind=claim&sort=date")
    firefox.wait_for(BUSY_NO_MORE)
    kinds = "[...document.querySelectorAll('#search-results > li')].map((li) => li.dataset.kind)"
    assert set(firefox.evaluate(kinds)) == {"claim"}
    assert firefox.evaluate("document.querySelector('#search-query').value") == "espagne"
    assert firefox.evaluate("document.querySelector('#search-sort').value") == "date"
    assert firefox.evaluate("document.querySelector('[name=kind][value=claim]').checked")


def test_the_box_works_by_keyboard_in_firefox(firefox: Firefox, built_site: Path) -> None:
    firefox.open(f"{built_site.as_uri()}/index.html")
    firefox.type("/")
    assert firefox.evaluate("document.activeElement.id") == "briefing-search"
    firefox.type("espagne")
    hit = firefox.wait_for(HIT_OF_A_CLAIM)
    firefox.type(ARROW_DOWN * (hit["place"] + 1) + ENTER)
    claim = firefox.wait_for("document.querySelector('mark.passage:target')?.id")
    assert hit["unit"].endswith(f"#{claim}")
    assert firefox.evaluate("location.href") == f"{built_site.as_uri()}/{hit['unit']}"

    firefox.type("/" + "zz" + ESCAPE)
    assert firefox.evaluate("document.activeElement === document.body")


HIT_OF_A_CLAIM = """(() => {
  const list = document.querySelector("#briefing-search-list");
  const hits = [...list.querySelectorAll("[data-unit]")];
  const place = hits.findIndex((hit) => hit.dataset.unit.includes("#"));
  const settled = list.getAttribute("aria-busy") === "false" && place >= 0;
  return settled && { place, unit: hits[place].dataset.unit };
})()"""
"""The first claim in the box, once it has settled: its place from 0, and its name."""
