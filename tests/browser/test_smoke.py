"""Every page of the built site opens, from a disk and below a server's sub-path, and asks for
nothing else; every link of it leads somewhere, as the browser reads it once scripts have run.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest
from searching import type_in_box

from tests.engine import Document, documents

Open = Callable[..., Any]

ADDRESSES = """() => [...document.querySelectorAll("[href], [src]")].map((element) =>
  new URL(element.getAttribute("href") ?? element.getAttribute("src"), document.baseURI).href)"""

# A disk's style sheets may be applied, but not read.
STYLED = """() => {
  const sheets = [...document.querySelectorAll("link[rel=stylesheet]")].map((link) => link.sheet);
  return sheets.length >= 3 && sheets.every((sheet) => sheet &&
    (location.protocol === "file:" || sheet.cssRules.length > 0));
}"""

MISSING = ["missing.html", "topics/no-such-topic.html", "articles/", "é/b c/d/missing"]
"""Addresses where there is no page, at every depth that readers mistype."""


@pytest.fixture(scope="session")
def pages(built_site: Path) -> Mapping[str, Document]:
    return documents(built_site)


def astray(opened: Any, site: Path, pages: Mapping[str, Document]) -> list[str]:
    """The addresses in an open page that lead to no file of the site, or to no place in it."""
    wrong = []
    for address in sorted(set(opened.page.evaluate(ADDRESSES))):
        parts, root = urlsplit(address), urlsplit(opened.root)
        if (parts.scheme, parts.netloc) != (root.scheme, root.netloc):
            continue  # the canonical address, a report where it was published
        inside = unquote(parts.path.removeprefix(root.path))
        if parts.scheme != "file":
            inside = inside or "index.html"  # a disk does not answer so
        if not parts.path.startswith(root.path) or not (site / inside).is_file():
            wrong.append(f"{address}: no such file")
        elif parts.fragment and unquote(parts.fragment) not in pages[inside].ids:
            wrong.append(f"{address}: no such place")
    return wrong


@pytest.mark.parametrize("over", ["file", "http"])
def test_every_page_opens_and_leads_somewhere(
    over: str, built_site: Path, pages: Mapping[str, Document], open_page: Open
) -> None:
    assert "index.html" in pages
    opened = open_page("index.html", over=over)
    problems = []
    for path in pages:
        if path == "404.html" and over == "file":
            continue  # only a server shows it, under any address: its links are absolute
        opened.go(path)
        problems += [f"{path}: error: {error}" for error in opened.console_errors]
        problems += [f"{path}: external: {address}" for address in opened.external_requests]
        problems += [f"{path}: {wrong}" for wrong in astray(opened, built_site, pages)]
        headings = opened.page.locator("h1").count()
        if headings != 1:
            problems.append(f"{path}: {headings} h1")
        if not opened.page.evaluate(STYLED):
            problems.append(f"{path}: a style sheet is missing")
        opened.console_errors.clear()
        opened.external_requests.clear()
    assert not problems, "\n".join(["", *problems])


def test_a_missing_page_is_answered_by_the_sites_own(
    built_site: Path, pages: Mapping[str, Document], open_page: Open
) -> None:
    opened = open_page("index.html", over="http")
    problems = []
    for path in MISSING:
        opened.go(path)
        assert opened.response.status == 404
        # That the page itself is missing is the one thing the console may say.
        problems += [e for e in opened.console_errors if opened.page.url not in e]
        problems += astray(opened, built_site, pages)
        assert opened.page.evaluate(STYLED), path
        assert opened.page.locator("h1").count() == 1
        opened.console_errors.clear()
    assert problems == []
    assert opened.external_requests == []
    opened.page.locator(".md-content a[href*='/topics/']").first.click()
    opened.page.wait_for_url("**/briefing/topics/*.html")
    opened.settle()
    assert opened.console_errors == []


def test_the_search_of_a_missing_page_finds_pages(built_site: Path, open_page: Open) -> None:
    opened = open_page(MISSING[-1], over="http")
    opened.page.keyboard.press("/")
    assert type_in_box(opened.page, "ambassade")
    found = opened.page.locator(".search-box__panel a")
    for address in [link.evaluate("(a) => a.href") for link in found.all()]:
        inside = unquote(urlsplit(address).path.removeprefix(urlsplit(opened.root).path))
        assert (built_site / inside).is_file(), address


@pytest.mark.parametrize("over", ["file", "http"])
def test_no_test_sees_what_another_left_in_a_page(over: str, open_page: Open) -> None:
    opened = open_page("changes.html", over=over)
    kept = "[localStorage.left, sessionStorage.left, document.cookie].filter(Boolean).length"
    opened.page.evaluate(
        """() => {
          localStorage.left = sessionStorage.left = "1";
          document.cookie = "left=1";
          console.error("left");
          new Image().src = "https://example.org/left.png";
        }"""
    )
    opened.settle()
    assert opened.page.evaluate(kept) == (2 if over == "file" else 3)  # a disk has no cookies
    assert opened.console_errors
    assert opened.external_requests
    assert opened.clear()
    opened.go("changes.html")
    assert opened.page.evaluate(kept) == 0
    assert opened.console_errors == []
    assert opened.external_requests == []
