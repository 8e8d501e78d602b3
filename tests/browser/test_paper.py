"""Pages on paper: what is said, where it stands, and nothing that is clicked."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from generator.text import in_css

Open = Callable[..., Any]
PAGES = (
    "topics/embassies.html",
    "days/2024-11-20.html",
    "articles/2024-11-20-ambassades-fermees-a-kyiv.html",
    "index.html",
    "timeline.html",
    "search.html",
    "actors.html",
)
WIDTH = 673
"""Pixels between the margins of a sheet of A4."""
CLICKED = """() => [...document.querySelectorAll(
  ".md-header, .md-sidebar, .md-footer, .md-top, .headerlink, .cite, button, input, select, form"
)].filter((e) => e.checkVisibility()).map((e) => e.className || e.tagName)"""
FOLDED = """() => [...document.querySelectorAll("details")].filter((d) =>
  d.checkVisibility() &&
  [...d.children].some((e) => !e.checkVisibility({ contentVisibilityAuto: true }))).length"""
# Of everything that is coloured on a screen.
COLOURS = """() => [...new Set([...document.querySelectorAll(".md-content *")].filter(
  (e) => e.checkVisibility()).flatMap((e) => {
    const style = getComputedStyle(e);
    return [style.color, style.backgroundColor];
  }))].filter((c) => !/0, 0, 0, 0/.test(c)).filter((c) => new Set(c.match(/\\d+/g)).size > 1)"""


def test_a_page_on_paper_is_what_it_says(open_page: Open) -> None:
    page = open_page("index.html", width=WIDTH, dark=True)
    page.page.emulate_media(media="print", color_scheme="dark")
    for path in PAGES:
        page.go(path)
        assert page.page.evaluate(CLICKED) == [], path
        assert page.page.evaluate(FOLDED) == 0, path
        assert page.page.evaluate(COLOURS) == [], path
        assert page.page.evaluate("document.documentElement.scrollWidth") <= WIDTH, path


def test_a_sheet_says_what_it_is_of(open_page: Open) -> None:
    page = open_page(PAGES[0])
    head = page.page.evaluate(
        "getComputedStyle(document.documentElement).getPropertyValue('--on-paper')"
    )
    for said in ("Briefing Ukraine", "Ambassades à Kyiv", "20 novembre 2024"):
        assert said in head
    for size in ("A4", "Letter"):
        sheets = page.page.pdf(format=size, prefer_css_page_size=False, outline=True, tagged=True)
        assert 3 <= len(re.findall(rb"/Type /Page\b", sheets)) <= 12
        assert b"/StructTreeRoot" in sheets


def test_a_title_cannot_leave_its_string() -> None:
    hostile = 'A" </style><script>\\\n;} é'
    told = in_css(hostile)
    assert not set('"<>\n{}') & set(told)
    assert re.sub(r"\\([0-9a-f]+) ", lambda code: chr(int(code[1], 16)), told) == hostile
