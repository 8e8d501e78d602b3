"""Hostile content in a real browser: nothing runs, nothing is asked for, nothing is covered."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from conftest import OpenPage
from playwright.sync_api import Browser
from watching import PROVOKE, addresses, search_shows_only_text, watched_page

from tests.untrusted import attack


@pytest.fixture(scope="module")
def hostile(untrusted: tuple[Path, Path]) -> Path:
    return untrusted[1]


@pytest.fixture(scope="module")
def roots(hostile: Path) -> Iterator[dict[str, str]]:
    with addresses(hostile) as both:
        yield both


@pytest.fixture
def watched(
    request: pytest.FixtureRequest, browser: Browser, roots: dict[str, str]
) -> Iterator[tuple[OpenPage, list[str]]]:
    with watched_page(browser, roots[request.param]) as opened:
        yield opened


LOOKS = """() => ({
  ran: window.__ran,
  counts: ["h1", "header.md-header", "main.md-main", "footer.md-footer"]
    .map((part) => document.querySelectorAll(part).length),
  too_wide: document.documentElement.scrollWidth > innerWidth,
  base: location.href.endsWith("/404.html") ? null : JSON.parse(__config.textContent).base,
})"""

BOTH_WAYS = pytest.mark.parametrize("watched", ["file", "http"], indirect=True)


@BOTH_WAYS
def test_nothing_runs_and_nothing_is_asked_for(
    watched: tuple[OpenPage, list[str]], hostile: Path
) -> None:
    opened, dialogs = watched
    for file in sorted(hostile.rglob("*.html")):
        path = file.relative_to(hostile).as_posix()
        if path == "404.html" and opened.root.startswith("file:"):
            continue
        opened.go(path)
        if 'http-equiv="refresh"' in file.read_text("utf-8"):  # an old path leads on by itself
            opened.page.wait_for_url("**/articles/2023-05-03-hostile.html")
        opened.page.evaluate(PROVOKE)
        found = opened.page.evaluate(LOOKS)
        # Material's script has read its own settings, and no attacker's.
        assert found.pop("base") in ((None,) if path == "404.html" else (".", "..")), path
        assert found == {"ran": [], "counts": [1, 1, 1, 1], "too_wide": False}, path
    opened.page.wait_for_timeout(200)
    assert opened.page.evaluate("window.__ran") == []
    assert dialogs == []
    assert opened.external_requests == []
    # A picture of the site that is not there may be asked for, and no other file.
    assert [error for error in opened.console_errors if not error.endswith("/x)")] == []


@BOTH_WAYS
def test_titles_are_shown_as_written(watched: tuple[OpenPage, list[str]]) -> None:
    opened, _ = watched
    opened.go("articles/2023-05-03-hostile.html")
    shown = " ".join(opened.page.locator("h1").inner_text().split())
    assert shown == attack("article-title")
    assert " ".join(opened.page.title().split()).startswith(attack("article-title"))


@BOTH_WAYS
def test_search_results_are_text(watched: tuple[OpenPage, list[str]]) -> None:
    opened, dialogs = watched
    search_shows_only_text(opened, ("article", "onerror", "fictif", "grue"))
    assert dialogs == []


@BOTH_WAYS
def test_a_query_in_the_address_runs_nothing(watched: tuple[OpenPage, list[str]]) -> None:
    opened, dialogs = watched
    attempt = quote('<img src=x onerror=ran("query")>"\'')
    opened.go(f"articles/2023-05-03-hostile.html?h={attempt}&q={attempt}#{attempt}")
    opened.page.wait_for_timeout(300)
    assert opened.page.evaluate("window.__ran") == []
    assert dialogs == []
    assert opened.external_requests == []
