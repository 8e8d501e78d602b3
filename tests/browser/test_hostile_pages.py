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
        assert opened.page.evaluate("window.__ran") == [], path
        assert opened.page.locator("h1").count() == 1, path
        for landmark in ("header.md-header", "main.md-main", "footer.md-footer"):
            assert opened.page.locator(landmark).count() == 1, (path, landmark)
        width = "document.documentElement.scrollWidth - innerWidth"
        assert opened.page.evaluate(width) <= 0, path
        # Material's script has read its own settings, and no attacker's.
        if path != "404.html":
            assert opened.page.evaluate("JSON.parse(__config.textContent).base") in (".", "..")
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
