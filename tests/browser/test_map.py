"""The map on a phone: words that keep their size, marks that a finger finds, and a quiet reader."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from playwright.sync_api import Page

Open = Callable[..., Any]
PHONE = 390

MARKS = """() => [...document.querySelectorAll(".map__mark")].map((mark) => {
  const box = mark.querySelector("rect").getBoundingClientRect();
  const map = mark.closest(".map__drawing").getBoundingClientRect();
  const [x, y] = [box.left + box.width / 2, box.top + box.height / 2];
  scrollTo(0, y - innerHeight / 2);
  const moved = mark.querySelector("rect").getBoundingClientRect();
  const top = document.elementFromPoint(x, moved.top + moved.height / 2);
  return {
    url: mark.getAttribute("href"),
    within: box.left >= map.left && box.right <= map.right && box.top >= map.top,
    found: mark.contains(top),
    known: !!document.getElementById(mark.getAttribute("href").slice(1)),
  };
})"""

WORDS = """() => [...document.querySelectorAll(".map__drawing text")]
  .filter((text) => getComputedStyle(text).display !== "none")
  .map((text) => [text.textContent, text.getBoundingClientRect()])
  .map(([text, box]) => ({ text, size: box.height, left: box.left, right: box.right }))"""


def overflow(page: Page) -> int:
    return int(page.evaluate("document.documentElement.scrollWidth - innerWidth"))


def test_on_a_phone_every_mark_is_found_and_every_word_is_read(open_page: Open) -> None:
    opened = open_page("map.html", width=PHONE)
    assert overflow(opened.page) <= 0
    marks = opened.page.evaluate(MARKS)
    assert len(marks) >= 3
    for mark in marks:
        assert mark["within"], mark
        assert mark["found"], mark
        assert mark["known"], mark
    words = opened.page.evaluate(WORDS)
    assert {"Ukraine", "Russie"} <= {word["text"] for word in words}
    for word in words:
        assert word["size"] >= 12, word
        assert word["left"] >= 0, word
        assert word["right"] <= PHONE, word


def test_a_mark_leads_to_its_place_in_the_list(open_page: Open) -> None:
    opened = open_page("map.html", width=PHONE)
    opened.page.locator(".map__mark", has_text="C").click()
    place = opened.page.locator(".map__place:target")
    assert place.locator(".map__title").inner_text().startswith("C Crimée")


def test_a_screen_reader_is_told_the_list_and_not_the_drawing(open_page: Open) -> None:
    opened = open_page("map.html")
    told = opened.page.locator("article").aria_snapshot()
    assert told.count("500 km") == 0
    assert 'link "Crimée"' in told
    opened.page.locator("h1").click()
    assert opened.page.locator(".map__drawing a:not([tabindex='-1'])").count() == 0


def test_a_topic_has_a_map_of_its_own_that_leads_to_the_large_one(open_page: Open) -> None:
    opened = open_page("topics/front-lines.html", width=PHONE)
    assert overflow(opened.page) <= 0
    opened.page.locator(".map__mark").first.click()
    opened.page.wait_for_url("**/map.html#place-*")
    opened.go("topics/embassies.html")
    assert opened.page.locator(".map").count() == 0
