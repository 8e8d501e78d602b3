"""Search by keyboard alone: every control is reached, seen to have the focus, and of use."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page
from searching import NO_SUCH_WORD, current, listed, search, type_in_box

Open = Callable[..., Any]

ARTICLE = "articles/2024-11-20-ambassades-fermees-a-kyiv.html"
PAGES = ("index.html", "about.html", "topics/embassies.html", ARTICLE, "search.html")

# What must be reached on search.html: its own controls, and every one the reader sees besides.
CONTROLS = """() => [...document.querySelectorAll(
    "#search-query, #search-from, #search-to, #search-sort, #search-more, [data-facet] input, "
    + ".search-result__title, article :is(a[href], button, input, select, summary)")]
  .filter((e) => e.checkVisibility() && !e.matches(".headerlink"))"""

# Of a date the browser marks the part that is being typed, within.
MARKED = """(() => {
  const style = getComputedStyle(document.activeElement);
  return document.activeElement.type === "date"
    || style.outlineStyle !== "none" || style.boxShadow !== "none";
})()"""

NAME = """(e) => e.id || (e.name ? `${e.name}=${e.value}` : "")
  || e.getAttribute("href") || e.textContent.trim()"""


def number(text: str) -> int:
    """The number that a text has first, whatever parts its thousands."""
    found = re.search(r"\d[\d\s\u202f.,]*", text)
    assert found, f"no number in {text!r}"
    return int(re.sub(r"\D", "", found[0]))


def focus_is_on(page: Page, selector: str) -> bool:
    """Whether what has the focus fits a selector."""
    fits: bool = page.evaluate("(selector) => document.activeElement.matches(selector)", selector)
    return fits


@pytest.mark.parametrize(("key", "width"), [("/", 390), ("Control+k", 1280)])
def test_a_key_leads_to_the_box_and_escape_back(key: str, width: int, open_page: Open) -> None:
    opened = open_page("index.html", width=width)
    page = opened.page
    for path in PAGES:
        opened.go(path)
        page.evaluate("document.activeElement.blur()")
        link = page.locator("article a:visible").first
        if path != "search.html":
            link.focus()
        before = page.evaluate_handle("document.activeElement")
        page.keyboard.press(key)
        assert current(page)["id"] == "briefing-search", path
        assert page.locator("#briefing-search").is_visible(), path
        assert page.locator("#briefing-search").input_value() == "", path
        assert type_in_box(page, "espagne"), path
        assert page.locator("#briefing-search-list").is_visible(), path
        page.keyboard.press("Escape")
        assert not page.locator("#briefing-search-list").is_visible(), path
        assert before.evaluate("(before) => document.activeElement === before"), path
    assert opened.console_errors == []


def test_a_key_leads_to_the_box_on_a_missing_page(open_page: Open) -> None:
    page = open_page("no/such/page.html", over="http").page
    page.keyboard.press("/")
    assert current(page)["id"] == "briefing-search"


def test_a_slash_stays_one_where_words_are_typed(open_page: Open) -> None:
    page = open_page("search.html").page
    page.locator("#search-query").focus()
    page.keyboard.type("1/2")
    assert page.locator("#search-query").input_value() == "1/2"
    page.locator("#briefing-search").focus()
    page.keyboard.type("1/2")
    assert page.locator("#briefing-search").input_value() == "1/2"


@pytest.mark.parametrize("width", [390, 1280])
def test_arrows_lead_through_the_hits_and_back(width: int, open_page: Open) -> None:
    page = open_page("index.html", width=width, height=600).page
    page.keyboard.press("/")
    units = type_in_box(page, "espagne")
    assert 2 < len(units) <= 8
    for unit in units:
        page.keyboard.press("ArrowDown")
        assert current(page)["unit"] == unit
        assert current(page)["seen"], f"{unit} is out of sight"
    page.keyboard.press("ArrowDown")
    last = current(page)
    assert last["leads"].endswith("search.html#q=espagne")
    assert last["seen"]
    for unit in reversed(units):
        page.keyboard.press("ArrowUp")
        assert current(page)["unit"] == unit
    page.keyboard.press("ArrowUp")
    assert current(page)["unit"] is None
    assert current(page)["id"] == "briefing-search"
    page.keyboard.type("s")
    assert page.locator("#briefing-search").input_value() == "espagnes"


def test_what_is_found_is_announced(open_page: Open) -> None:
    page = open_page("index.html").page
    status = page.locator("#briefing-search-status")
    assert status.get_attribute("role") == "status"
    page.keyboard.press("/")
    units = type_in_box(page, "espagne")
    assert number(status.inner_text()) >= len(units)
    page.keyboard.press("Escape")
    page.keyboard.press("/")
    shown = type_in_box(page, "ambassade")  # of which there are more than the box shows
    assert number(status.inner_text()) == len(shown)
    assert "premiers" in status.inner_text()
    page.keyboard.press("Escape")
    page.keyboard.press("/")
    assert not type_in_box(page, NO_SUCH_WORD)
    assert status.inner_text().strip()
    assert not re.search("[1-9]", status.inner_text())
    hidden = "(e) => Boolean(e.closest('[hidden], [aria-hidden=true]')) || !e.checkVisibility()"
    assert not status.evaluate(hidden)


@pytest.mark.parametrize("over", ["file", "http"])
def test_enter_opens_the_article_at_its_passage(over: str, open_page: Open) -> None:
    opened = open_page("topics/landmines.html", over=over)
    page = opened.page
    page.keyboard.press("Control+k")
    units = type_in_box(page, "espagne")
    claim = next(unit for unit in units if "#" in unit)
    while current(page)["unit"] != claim:
        page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/articles/*.html#*")
    assert page.url == opened.root + claim
    target = page.locator("mark.passage:target")
    assert target.get_attribute("id") == claim.partition("#")[2]
    assert target.evaluate("(e) => e.getBoundingClientRect().top") >= 48, "below the header"
    assert "Espagne" in target.inner_text()


def test_the_last_choice_of_the_box_leads_to_all_results(open_page: Open) -> None:
    page = open_page(ARTICLE).page
    page.keyboard.press("/")
    for _ in range(1 + len(type_in_box(page, "espagne"))):
        page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search.html#q=espagne")
    assert listed(page)
    assert page.locator("#search-query").input_value() == "espagne"


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("state", ["kind=claim", "q=espagne", f"q={NO_SUCH_WORD}+espagne"])
def test_tab_reaches_every_control_of_the_page(state: str, width: int, open_page: Open) -> None:
    opened = open_page("index.html", width=width)
    page = opened.page
    found = search(opened, state)
    for folded in page.locator("article details:not([open]) > summary:visible").all():
        folded.focus()
        page.keyboard.press("Enter")
    wanted = page.evaluate(f"({CONTROLS})().map({NAME})")
    assert {"search-query", "search-from", "search-to", "search-sort"} <= set(wanted)
    assert len(wanted) >= 4 + len(found)
    assert page.locator("#search-more").is_visible() == (len(found) == 20)
    page.locator("#search-query").focus()
    reached, unmarked = [], []
    while page.evaluate("document.activeElement.closest('article') !== null"):
        reached.append(page.evaluate(f"({NAME})(document.activeElement)"))
        if not page.evaluate(MARKED):
            unmarked.append(reached[-1])
        page.keyboard.press("Tab")
        assert len(reached) < 300, "Tab does not leave the page"
    assert set(wanted) - set(reached) == set()
    assert unmarked == [], "nothing shows that these have the focus"


def test_space_chooses_in_every_facet_and_back_returns(open_page: Open) -> None:
    opened = open_page("index.html")
    page = opened.page
    everything = search(opened, "q=espagne")
    facets = page.locator("fieldset[data-facet]:visible").evaluate_all(
        "all => all.map((e) => e.dataset.facet)"
    )
    assert {"kind", "topic", "source", "country", "certainty", "month"} <= set(facets)
    for facet in facets:
        box = page.locator(f"input[type=checkbox][name={facet}]").last
        value = box.get_attribute("value")
        promised = page.locator(f"label:has([name={facet}][value='{value}']) .search-facet__count")
        count = number(promised.inner_text())
        box.focus()
        page.keyboard.press("Space")
        found = listed(page, f"q=espagne&{facet}={value}")
        assert number(page.locator("#search-status").inner_text()) == count, facet
        assert len(found) == min(count, 20), facet
        assert focus_is_on(page, f"[name={facet}][value='{value}']:checked"), facet
        page.go_back()
        assert listed(page, "q=espagne") == everything, facet
        assert page.locator("fieldset[data-facet] input:checked").count() == 0, facet
    assert opened.console_errors == []


def test_days_and_order_are_set_by_keyboard(open_page: Open) -> None:
    opened = open_page("index.html")
    page = opened.page
    everything = search(opened, "q=espagne")
    # Pages of topics, actors, places and sources are of no day.
    dated = [unit for unit in everything if unit.startswith("articles/")]
    assert dated != everything
    # Days whose number is their month's: whichever the browser asks for first.
    page.locator("#search-from").focus()
    page.keyboard.type("12122024")
    assert listed(page, "q=espagne&from=2024-12-12") == []
    page.go_back()
    assert listed(page, "q=espagne") == everything
    page.locator("#search-query").focus()
    page.locator("#search-from").focus()
    page.keyboard.type("11112024")
    assert listed(page, "q=espagne&from=2024-11-11") == dated
    page.locator("#search-to").focus()
    page.keyboard.type("12122024")
    assert listed(page, "q=espagne&from=2024-11-11&to=2024-12-12") == dated
    page.locator("#search-sort").focus()
    page.keyboard.press("ArrowDown")
    state = "q=espagne&from=2024-11-11&to=2024-12-12&sort=date"
    assert sorted(listed(page, state)) == sorted(dated)
    assert focus_is_on(page, "#search-sort")


def test_more_leads_on_to_the_first_new_result(open_page: Open) -> None:
    opened = open_page("index.html")
    page = opened.page
    first = search(opened, "kind=claim")
    assert len(first) == 20
    page.locator("#search-more").focus()
    page.keyboard.press("Enter")
    page.wait_for_function("document.querySelectorAll('#search-results > li').length > 20")
    assert listed(page)[:20] == first
    assert focus_is_on(page, "#search-results > li:nth-child(21) a")


def test_a_result_opens_and_back_returns_to_the_view(open_page: Open) -> None:
    opened = open_page("index.html")
    page = opened.page
    state = "q=espagne&kind=claim&sort=date"
    units = search(opened, state)
    page.locator(".search-result__title").nth(1).focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/articles/*.html#*")
    assert page.url == opened.root + units[1]
    assert page.locator("mark.passage:target").count() == 1
    page.go_back()
    assert listed(page, state) == units
    assert page.locator("[name=kind][value=claim]").is_checked()


def test_where_nothing_is_found_enter_looks_for_less(open_page: Open) -> None:
    opened = open_page("index.html")
    page = opened.page
    state = f"q=espagne+{NO_SUCH_WORD}"
    assert not search(opened, state)
    page.locator("#search-none a").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_function("document.querySelectorAll('#search-results > li').length > 0")
    assert not page.locator("#search-none").is_visible()
    page.go_back()
    assert listed(page, state) == []


def test_words_typed_into_the_page_are_looked_for(open_page: Open) -> None:
    opened = open_page("search.html")
    page = opened.page
    page.locator("#search-query").focus()
    page.keyboard.type("espagne")
    assert listed(page, "q=espagne")
    assert focus_is_on(page, "#search-query")
