"""axe-core finds nothing wrong with search, in its states, on a phone and a desk, light and dark.

Whole pages of search are looked at, with every rule, and what Material brings included.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from axe import violations
from searching import BOX, NO_SUCH_WORD, search, type_in_box

Open = Callable[..., Any]

SCREENS = pytest.mark.parametrize(("width", "dark"), [(390, True), (1280, False)])
"""Both widths and both colours: axe asks half a second a state, and they do not hang together."""


@SCREENS
def test_the_box(width: int, dark: bool, open_page: Open) -> None:
    page = open_page("index.html", width=width, dark=dark).page
    found = {"closed": violations(page, within=BOX)}
    page.keyboard.press("/")
    found["open and empty"] = violations(page, within=BOX)
    assert type_in_box(page, "espagne")
    found["with results"] = violations(page, within=BOX)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    found["on a result"] = violations(page, within=BOX)
    page.keyboard.press("Escape")
    page.keyboard.press("/")
    assert not type_in_box(page, NO_SUCH_WORD)
    found["nothing found"] = violations(page, within=BOX)
    assert {state: lines for state, lines in found.items() if lines} == {}


@SCREENS
def test_the_page(width: int, dark: bool, open_page: Open) -> None:
    opened = open_page("index.html", width=width, dark=dark)
    page = opened.page
    search(opened, "")
    found = {"without words": violations(page)}
    assert search(opened, "q=espagne&kind=claim&kind=article&sort=date")
    assert page.locator("[data-facet] input[type=checkbox]:checked").count() == 2
    for folded in page.locator("article details:not([open]) > summary:visible").all():
        folded.click()
    found["results and facets"] = violations(page)
    assert not search(opened, f"q={NO_SUCH_WORD}+espagne")
    assert page.locator("#search-none a").first.is_visible()
    found["nothing found"] = violations(page)
    assert {state: lines for state, lines in found.items() if lines} == {}


def test_axe_would_tell(open_page: Open) -> None:
    page = open_page("index.html").page
    page.evaluate("document.querySelector('#briefing-search').setAttribute('role', 'radio')")
    assert [line for line in violations(page, within=BOX) if "#briefing-search" in line]
    page.evaluate("document.querySelector('article h1').setAttribute('role', 'radio')")
    assert [line for line in violations(page) if line.startswith("aria-")]
    assert violations(page, within="article") != violations(page, within="article", but=["h1"])
