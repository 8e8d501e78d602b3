"""The frame of a page by keyboard: the drawer on a phone, the first link, the contents."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from conftest import OpenPage

TOPIC = "topics/embassies.html"
FOCUSED = """() => {
  const { tagName, textContent, ariaLabel, ariaExpanded } = document.activeElement;
  return [tagName, (ariaLabel ?? textContent).trim(), ariaExpanded];
}"""
IN_DRAWER = "() => document.activeElement.closest('.md-sidebar--primary') !== null"

Open = Callable[..., OpenPage]


def test_a_closed_drawer_is_out_of_the_way_and_its_handle_opens_it(open_page: Open) -> None:
    page = open_page(TOPIC, width=390).page
    for _ in range(2):
        page.keyboard.press("Tab")
    assert page.evaluate(FOCUSED) == ["BUTTON", "Navigation", "false"]
    for _ in range(6):
        page.keyboard.press("Tab")
        assert not page.evaluate(IN_DRAWER)
    page.locator(".md-header__button[aria-expanded]").focus()
    page.keyboard.press("Enter")
    assert page.evaluate(FOCUSED)[2] == "true"
    page.wait_for_function(
        "getComputedStyle(document.querySelector('.md-sidebar--primary')).visibility === 'visible'"
    )
    for _ in range(4):
        page.keyboard.press("Tab")
    assert page.evaluate(IN_DRAWER)
    page.keyboard.press("Escape")
    assert page.evaluate(FOCUSED) == ["BUTTON", "Navigation", "false"]


def test_without_javascript_the_navigation_can_be_reached_all_the_same(open_page: Open) -> None:
    page = open_page(TOPIC, width=390, javascript=False).page
    page.locator(".md-nav--primary a", has_text="Mines antipersonnel").focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert page.url.endswith("topics/landmines.html")


@pytest.mark.parametrize("width", [390, 1440])
def test_the_contents_of_a_page_are_there_once(open_page: Open, width: int) -> None:
    page = open_page(TOPIC, width=width).page
    shown = [nav for nav in page.locator("nav.md-nav--secondary").all() if nav.is_visible()]
    assert len(shown) == 1
    shown[0].locator("a").nth(2).click()
    assert page.url.endswith("#block-statement")


def test_the_first_link_skips_to_the_title(open_page: Open) -> None:
    page = open_page(TOPIC).page
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.url.endswith("#top")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('article') !== null")
