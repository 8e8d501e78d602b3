"""How tests use search in a page: the box of the header, and search.html."""

from __future__ import annotations

from typing import Any

import pytest
from conftest import OpenPage
from playwright.sync_api import Page, TimeoutError

BOX = "form:has(#briefing-search)"
NO_SUCH_WORD = "xylophonique"

# The list follows what was typed, which the link to all results carries along.
SETTLED = """(words) => {
  const form = document.querySelector("form:has(#briefing-search)");
  const carried = [...form.querySelectorAll("a[href*='search.html#']")]
    .map((link) => new URLSearchParams(link.hash.slice(1)).get("q"));
  const list = form.querySelector("#briefing-search-list");
  return list.getAttribute("aria-busy") === "false" && carried.includes(words);
}"""

# Where the keyboard is: on a hit, by focus or by what the input says of it, or elsewhere.
CURRENT = """(() => {
  const focused = document.activeElement;
  const active = focused.getAttribute("aria-activedescendant");
  const link = (active && document.getElementById(active)) || focused;
  const hit = link.closest("#briefing-search-list [data-unit]");
  const box = (hit ?? link).getBoundingClientRect();
  return {
    id: focused.id,
    unit: hit ? hit.dataset.unit : null,
    seen: box.top >= 0 && box.bottom <= innerHeight && box.height > 0,
    leads: (link.href ?? link.querySelector?.("a[href]")?.href) || null,
  };
})()"""

HITS = "[...document.querySelectorAll('#briefing-search-list [data-unit]')]"
UNITS = "[...document.querySelectorAll('#search-results > li')].map((li) => li.dataset.unit)"
IDLE = "document.querySelector('#search-results').getAttribute('aria-busy') === 'false'"

# The page's hash changes at once, before the page hears of it and draws.
DRAWN = f"(hash) => document.querySelector('#search-results').dataset.state === hash && {IDLE}"


def type_in_box(page: Page, words: str) -> list[str]:
    """Type words into the box, which has the focus; return the units it lists once it is done."""
    page.keyboard.type(words)
    page.wait_for_function(SETTLED, arg=words)
    units: list[str] = page.evaluate(f"{HITS}.map((hit) => hit.dataset.unit)")
    return units


def current(page: Page) -> dict[str, Any]:
    """Where the keyboard is: `id` of what has the focus, `unit` of the hit, whether it is seen."""
    place: dict[str, Any] = page.evaluate(CURRENT)
    return place


def search(opened: OpenPage, state: str) -> list[str]:
    """Load search.html anew in a state; return the units it lists once it is done."""
    opened.page.goto("about:blank")
    opened.go(f"search.html#{state}")
    return listed(opened.page)


def listed(page: Page, state: str | None = None) -> list[str]:
    """The units that search.html lists, once it is done and, if one is given, in that state."""
    if state is None:
        page.wait_for_function(IDLE)
    else:
        wanted = f"#{state}" if state else ""
        try:
            page.wait_for_function(DRAWN, arg=wanted, timeout=10_000)
        except TimeoutError:
            pytest.fail(f"the state is {page.evaluate('location.hash')}, not {wanted}")
    units: list[str] = page.evaluate(UNITS)
    return units
