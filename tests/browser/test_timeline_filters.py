"""A timeline narrowed to a topic, a standing, its last days: nothing is hidden without a word."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe import violations
from conftest import OpenPage
from playwright.sync_api import Browser, Page


@pytest.fixture
def opened(browser: Browser, fictional_site: Path) -> Iterator[OpenPage]:
    context = browser.new_context(viewport={"width": 390, "height": 800})
    page = OpenPage(context.new_page(), fictional_site.as_uri() + "/")
    page._watch()
    page.go("timeline.html")
    yield page
    context.close()


def shown(page: Page, selector: str) -> int:
    return page.locator(selector).locator("visible=true").count()


def told(page: Page) -> list[int]:
    """The numbers of what is hidden, in the order told."""
    words = page.locator(".timeline__status").inner_text()
    return [int(number) for number in re.findall(r"(\d+)(?= ·|$)", words)]


def test_what_is_chosen_is_in_the_address_and_what_is_hidden_is_counted(opened: OpenPage) -> None:
    page = opened.page
    sections, lines = shown(page, "section.block"), shown(page, ".factlist > li")
    assert page.locator(".timeline__status").inner_text() == ""
    page.get_by_label("Sujet", exact=True).select_option("topic-levee")
    page.wait_for_function("location.hash === '#topic=topic-levee'")
    assert shown(page, "section.block") == 1
    assert told(page) == [sections - 1]
    page.locator(".timeline__form [type=reset]").click()
    page.wait_for_function("location.hash === ''")
    assert shown(page, "section.block") == sections

    page.get_by_label("Faits", exact=True).select_option("contested")
    page.wait_for_function("location.hash === '#standing=contested'")
    left = shown(page, ".factlist > li")
    assert 0 < left < lines
    assert told(page) == [lines - left]
    assert shown(page, ".factlist b.contested") == left
    page.reload()  # a view can be mailed
    assert shown(page, ".factlist > li") == left
    assert page.get_by_label("Faits", exact=True).input_value() == "contested"
    # A link to a topic of the page shows it, whatever was chosen before.
    page.evaluate("location.hash = '#topic-levee'")
    page.wait_for_function("document.querySelector('.timeline__status').textContent === ''")
    assert shown(page, ".factlist > li") == lines
    assert opened.console_errors == []
    assert opened.external_requests == []


def test_a_topic_is_drawn_since_it_began_and_lists_are_of_the_days_drawn(opened: OpenPage) -> None:
    page = opened.page
    every = facts(page, ".factlist > li > a")
    opened.go("timeline.html#topic=topic-levee")
    marks = page.locator("#topic-levee >> xpath=.. >> .timeline__lane a")
    place = page.locator("#topic-levee >> xpath=.. >> .timeline").bounding_box()
    first = min(box["x"] for box in (mark.bounding_box() for mark in marks.all()) if box)
    assert place
    assert first - place["x"] < place["width"] / 6
    opened.go("timeline.html#days=7")
    late = facts(page, ".timeline__lane a:not(.timeline__out)")
    before = facts(page, ".timeline__lane a.timeline__out") - late
    assert before & every
    assert facts(page, ".factlist > li:not([hidden]) > a") == every - before
    assert opened.console_errors == []


def facts(page: Page, links: str) -> set[str]:
    """Where these links lead."""
    found = page.locator(links).evaluate_all("(all) => all.map((a) => a.getAttribute('href'))")
    return set(found)


def test_days_are_drawn_larger_and_those_before_are_counted(opened: OpenPage) -> None:
    page = opened.page
    drawn = ".timeline__lane a"
    all_, first = shown(page, drawn), page.locator(".timeline__axis").first.inner_html()
    page.get_by_label("Jours", exact=True).select_option("7")
    page.wait_for_function("location.hash === '#days=7'")
    assert page.locator(".timeline__axis").first.inner_html() != first
    left = shown(page, drawn)
    assert 0 < left < all_
    assert told(page) == [all_ - left]
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    # Whatever is still shown is within the lane, where a reader can reach it.
    within = (
        page.locator(drawn)
        .locator("visible=true")
        .evaluate_all(
            """(all) => all.every((link) => {
          const around = link.closest(".timeline");
          const [box, lane] = [link, around].map((e) => e.getBoundingClientRect());
          return box.right > lane.left - 1 && box.left < lane.right + 1;
        })"""
        )
    )
    assert within
    page.get_by_label("Moins de jours, plus grand").press("Enter")
    page.wait_for_function("location.hash === '#days=3'")
    assert page.get_by_label("Moins de jours, plus grand").is_disabled()
    more = page.get_by_label("Plus de jours")
    for _ in range(12):  # back to all of them, with the keyboard alone
        if more.is_enabled():
            more.press("Enter")
            page.wait_for_timeout(20)
    assert page.evaluate("location.hash") == ""
    assert page.locator(".timeline__axis").first.inner_html() == first
    assert shown(page, drawn) == all_
    assert violations(page, within=".timeline__form") == []


def test_the_controls_come_in_the_order_of_the_page(opened: OpenPage) -> None:
    page = opened.page
    page.locator("#timeline-topic").focus()
    names = []
    for _ in range(5):
        names.append(page.evaluate("document.activeElement.name || document.activeElement.type"))
        page.keyboard.press("Tab")
    assert names == ["topic", "standing", "days", "fewer", "reset"]  # there are no more days


def test_without_javascript_all_is_shown_and_no_control(
    browser: Browser, fictional_site: Path
) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((fictional_site / "timeline.html").as_uri() + "#standing=contested&days=7")
    assert shown(page, ".timeline__form") == 0
    assert shown(page, "section.block") == page.locator("section.block").count() > 1
    assert shown(page, ".factlist > li") == page.locator(".factlist > li").count()
    context.close()
