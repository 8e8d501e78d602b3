"""A board on any day, and what is new since the last visit: what only a browser shows."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from conftest import OpenPage
from playwright.sync_api import Browser

from generator.ledger import Ledger
from generator.model import Claim
from generator.pages.asof import record
from tests.build import article, ledger, state

ASSETS = Path(__file__).parents[2] / "site_templates" / "theme" / "assets"
FIRST = date(2031, 5, 1)


@pytest.fixture
def opened(browser: Browser, fictional_site: Path) -> Iterator[OpenPage]:
    context = browser.new_context(viewport={"width": 390, "height": 800})
    page = OpenPage(context.new_page(), fictional_site.as_uri() + "/")
    page._watch()
    yield page
    context.close()


def any_world(draw: random.Random) -> Ledger:
    """Reports of one state over a few days: interval, validity, withdrawal and doubt included."""

    def day() -> str:
        return (FIRST + timedelta(draw.randrange(7))).isoformat()

    def claims() -> list[Claim]:
        return [
            state(
                draw.choice(["open", "limited", "closed"]),
                on=draw.choice([day(), "undated", "2031-05", f"{FIRST.isoformat()}/{day()}"]),
                certainty=draw.choice(["reported", "reported", "confirmed", "unconfirmed"]),
                until=draw.choice([None, None, day()]),
                retracted=draw.choice([None, None, None, day()]),
            )
            for _ in range(draw.randrange(1, 3))
        ]

    return ledger(*(article(f"a{n}", *claims(), published=day()) for n in range(4)))


def test_the_browser_knows_every_state_that_the_ledger_knows(browser: Browser) -> None:
    draw = random.Random(20241120)
    days = [FIRST + timedelta(n) for n in range(-1, 9)]
    asked: list[tuple[list[dict[str, Any]], str, str]] = []
    expected: list[tuple[list[str], int, int]] = []
    for _ in range(120):
        book = any_world(draw)
        told = [record(book, claim) for claim in book.states["embassies", "XA"]]
        for day in days:
            known = draw.choice(days)
            now = book.status_at("embassies", "XA", day, known)
            asked.append((told, day.isoformat(), known.isoformat()))
            expected.append((list(now.states), len(now.claims), len(now.unconfirmed)))
    page = browser.new_page()
    page.add_script_tag(path=ASSETS / "asof.js")
    answers = page.evaluate(
        """(asked) => asked.map((of) => briefingStatusAt(...of)).map(
          ({ states, claims, unconfirmed }) => [states, claims.length, unconfirmed.length])""",
        asked,
    )
    page.close()
    assert [tuple(answer) for answer in answers] == expected
    assert len({json.dumps(states) for states, *_ in expected}) > 4


def test_a_board_tells_any_day_as_known_on_any(opened: OpenPage) -> None:
    page = opened.page
    opened.go("topics/embassies.html#on=2021-12-21")
    told = page.locator(".asof-board [role=status]")
    before = told.inner_text()
    assert "mardi 21 décembre 2021" in before
    assert "Ravélie" in before
    assert "Fermée" in before
    opened.go("topics/embassies.html#on=2021-12-21&known=2021-12-19")
    assert "dimanche 19 décembre 2021" in told.inner_text()
    assert "Ravélie non établi" in " ".join(told.inner_text().split())
    page.locator("#asof-known").fill("")
    page.locator("#asof-on").fill("2022-01-11")
    page.wait_for_function("location.hash === '#on=2022-01-11'")
    assert "Ouverte à capacité réduite" in told.inner_text()
    page.reload()  # a view can be mailed
    assert page.locator("#asof-on").input_value() == "2022-01-11"
    assert "Ouverte à capacité réduite" in told.inner_text()
    carried = told.locator("a").first.get_attribute("href")
    page.locator(".asof-board button").click()
    page.wait_for_function("location.hash === ''")
    assert told.inner_text() == ""
    assert carried is not None
    opened.go(carried.removeprefix("../"))
    assert page.locator("mark.passage:target").count() == 1
    assert opened.console_errors == []
    assert opened.external_requests == []


def test_what_is_new_since_the_last_visit_is_marked(opened: OpenPage) -> None:
    page = opened.page
    opened.go("changes.html")
    told = page.locator("[data-visit]")
    assert not told.is_visible()  # a first visit
    assert page.locator("b.unseen").count() == 0
    # As if that visit had been before the last two days.
    page.evaluate(
        """() => {
          const key = Object.keys(localStorage).find((key) => key.startsWith("briefing-visit:"));
          localStorage.setItem(key, JSON.stringify({ day: "2022-01-20", ids: [] }));
          sessionStorage.clear();
        }"""
    )
    page.reload()
    newer = page.locator("[data-change]").evaluate_all(
        "(all) => all.filter((line) => line.dataset.change.slice(0, 10) >= '2022-01-20').length"
    )
    assert newer > 1
    assert page.locator("b.unseen").count() == newer
    assert told.inner_text() == f"Depuis votre dernière visite\u00a0: {newer}"
    opened.go("index.html")  # the same visit goes on
    assert page.locator("b.unseen").count() > 0
    page.evaluate("sessionStorage.clear()")
    page.reload()  # and the next begins
    assert told.is_visible()
    assert page.locator("b.unseen").count() == 0
    assert opened.console_errors == []


def test_without_javascript_no_board_offers_a_day_to_choose(
    browser: Browser, fictional_site: Path
) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((fictional_site / "topics" / "embassies.html").as_uri())
    assert page.locator(".asof-board").count() == 1
    assert not page.locator(".asof-board summary").is_visible()
    assert page.get_by_text("Chaque changement d’état").is_visible()
    context.close()


def test_days_to_come_are_those_of_the_site(opened: OpenPage) -> None:
    page = opened.page
    opened.go("topics/embassies.html#on=2999-01-01&known=2999-01-01")
    assert page.locator("#asof-known").input_value() == page.locator("#asof-on").get_attribute(
        "max"
    )
    assert "2999" not in page.locator(".asof-board [role=status]").inner_text()
