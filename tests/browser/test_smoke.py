"""Every page of the built site opens, from a disk and below a server's sub-path, and asks for
nothing else; every link of it leads somewhere, as the browser reads it once scripts have run; and
it fits a phone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
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

# What a reader of a narrow screen would have to scroll to.
BEYOND = """() => [...document.querySelectorAll("article *")]
  .filter((e) => e.checkVisibility())
  .filter((e) => e.getBoundingClientRect().right > innerWidth + 1)
  .map((e) => `${e.tagName}.${e.className}`)
  .concat(document.documentElement.scrollWidth > innerWidth ? ["the page"] : [])"""

# Cells of tables on a phone, where each row is a card and each cell says what it is.
UNLABELLED = """() => [...document.querySelectorAll("table.facts tbody tr")].flatMap((row) => {
  const heads = [...row.closest("table").querySelectorAll("thead th")];
  const is_block = (element) => getComputedStyle(element).display === "block";
  const label = (cell) => getComputedStyle(cell, "::before").content.replace(/^"|"$/g, "");
  return [...row.cells].filter((cell, i) => !is_block(row) || !is_block(cell)
    || (cell.tagName !== "TH" && label(cell) !== heads[i].textContent)).map((c) => c.textContent);
})"""

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


def one_of_each_kind(pages: Mapping[str, Document]) -> list[str]:
    """The pages at the top, each of its own kind, and of each folder the longest and shortest."""
    chosen = {path for path in pages if "/" not in path}
    for folder in {path.partition("/")[0] for path in pages} - chosen:
        inside = [path for path in pages if path.startswith(f"{folder}/")]
        length = {path: len(pages[path].elements) for path in inside}
        chosen |= {min(inside, key=length.__getitem__), max(inside, key=length.__getitem__)}
    return sorted(chosen)


def faults(opened: Any, path: str, site: Path, pages: Mapping[str, Document]) -> Iterator[str]:
    """What is wrong with a page of the site, opened."""
    opened.console_errors.clear()
    opened.external_requests.clear()
    opened.go(path)
    yield from (f"error: {error}" for error in opened.console_errors)
    yield from (f"external: {address}" for address in opened.external_requests)
    yield from astray(opened, site, pages)
    # Not by a locator: the first of a page costs as much as a tenth of its loading.
    headings = opened.page.evaluate("document.querySelectorAll('h1').length")
    if headings != 1:
        yield f"{headings} h1"
    if not opened.page.evaluate(STYLED):
        yield "a style sheet is missing"


def test_every_page_opens_on_a_phone_from_a_disk_and_leads_somewhere(
    built_site: Path, pages: Mapping[str, Document], open_page: Open
) -> None:
    opened = open_page("index.html", width=390, height=844)
    problems, tables = [], 0
    for path in pages:
        if path == "404.html":
            continue  # only a server shows it, under any address: its links are absolute
        problems += [f"{path}: {fault}" for fault in faults(opened, path, built_site, pages)]
        problems += [f"{path}: beyond: {what}" for what in opened.page.evaluate(BEYOND)]
        problems += [f"{path}: no card: {cell}" for cell in opened.page.evaluate(UNLABELLED)]
        tables += sum("facts" in e.attributes.get("class", "") for e in pages[path].all("table"))
    assert not problems, "\n".join(["", *problems])
    assert tables


def test_each_kind_of_page_opens_from_a_server_and_leads_somewhere(
    built_site: Path, pages: Mapping[str, Document], open_page: Open
) -> None:
    """Pages of a kind load the same files: where their links lead is held by test_hosting.py."""
    opened = open_page("index.html", over="http")
    problems = [
        f"{path}: {fault}"
        for path in one_of_each_kind(pages)
        for fault in faults(opened, path, built_site, pages)
    ]
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
