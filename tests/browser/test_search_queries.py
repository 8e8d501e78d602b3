"""What readers type and what they find, in Chromium, from a disk and below a server's sub-path.

The tables are `tests/sites/search/queries.toml`, over a fictional site, and `own_queries.toml`,
over the project's own content. The README of that fictional site explains their keys.
"""

from __future__ import annotations

import itertools
import tomllib
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Error, Page
from watching import addresses

from tests.engine import SITES, documents

TABLES = {
    "fictional": SITES / "search" / "queries.toml",
    "own": Path(__file__).with_name("own_queries.toml"),
}
ASKED = {"text", "facets", "from", "to", "sort"}
EXPECTED = {"first", "top", "includes", "excludes", "count", "also", "none"}

OPEN_LIMIT = 30_000
"""Milliseconds in which the page must be ready, the first part of the index with it."""

# What a reader does: change the address, wait, and ask for more until all is shown. That the list
# is busy is said here first, so that it can only be the page that says it is not.
ASK = """async (hash) => {
  const list = document.querySelector("#search-results");
  const until = async (ready) => {
    for (const end = performance.now() + 15000; !ready(); ) {
      if (performance.now() > end) return false;
      await new Promise((resume) => setTimeout(resume, 10));
    }
    return true;
  };
  const shown = (element) => Boolean(element) && element.getClientRects().length > 0;
  const done = () => list.getAttribute("aria-busy") === "false";
  list.setAttribute("aria-busy", "true");
  location.hash = hash;
  if (!await until(done)) return { problem: "the results stay busy" };
  const more = document.querySelector("#search-more");
  while (shown(more)) {
    const before = list.children.length;
    more.click();
    if (!await until(() => done() && list.children.length > before))
      return { problem: "#search-more shows no more" };
  }
  const text = (id) => document.querySelector(id).textContent.trim();
  return {
    units: [...list.querySelectorAll(":scope > li.search-result")].map((li) => li.dataset.unit),
    status: text("#search-status"),
    also: shown(document.querySelector("#search-also")) ? text("#search-also") : "",
    none: shown(document.querySelector("#search-none")),
  };
}"""


@dataclass(frozen=True)
class Query:
    """One entry of a table: what is asked, and what must come of it."""

    site: str
    why: str
    text: str
    asked: dict[str, Any]
    expected: dict[str, Any]
    articles: dict[str, str] = field(repr=False)

    @property
    def hash(self) -> str:
        """The state of search.html that asks for it."""
        pairs = [("q", self.text)] if self.text else []
        pairs += [(k, v) for k, values in self.asked.get("facets", {}).items() for v in values]
        pairs += [(key, self.asked[key]) for key in ("from", "to", "sort") if key in self.asked]
        return "&".join(f"{key}={quote(value, safe='')}" for key, value in pairs)

    def unit(self, name: str) -> str:
        """The stable name of a result, from its short one."""
        article, mark, claim = name.partition("#")
        return self.articles.get(article, article) + mark + claim

    def short(self, unit: str) -> str:
        """The reverse, for messages."""
        names = {path: name for name, path in self.articles.items()}
        article, mark, claim = unit.partition("#")
        return names.get(article, article) + mark + claim

    def units(self, key: str) -> list[str]:
        """The results that `first`, `top`, `includes` or `excludes` names."""
        names = self.expected.get(key, [])
        return [self.unit(name) for name in ([names] if isinstance(names, str) else names)]

    def mistakes(self, answer: dict[str, Any]) -> list[str]:
        """What is not as the table says in what the page answered."""
        found, wanted = answer["units"], self.expected
        first, top, also = self.units("first"), self.units("top"), wanted.get("also")
        wrong = [f"{self.short(u)} is missing" for u in self.units("includes") if u not in found]
        wrong += [f"{self.short(u)} is found" for u in self.units("excludes") if u in found]
        if set(found[: len(first)]) != set(first):
            wrong.append(f"the first {len(first)} are not {', '.join(map(self.short, first))}")
        if top and found[:1] != top:
            wrong.append(f"the first is not {wanted['top']}")
        if wanted.get("count", len(found)) != len(found):
            wrong.append(f"{len(found)} results, not {wanted['count']}")
        if also is not None and (also not in answer["also"] or bool(also) != bool(answer["also"])):
            wrong.append(f"it says it searched besides {answer['also']!r}, not {also!r}")
        if bool(found) == answer["none"] or (wanted.get("none") and found):
            said = "shown" if answer["none"] else "not shown"
            wrong.append(f"{len(found)} results, and the word that there is none is {said}")
        if len(set(found)) != len(found):
            wrong.append("a result is found twice")
        return wrong


def read_table(site: str) -> list[Query]:
    """The queries of one table."""
    table = tomllib.loads(TABLES[site].read_text(encoding="utf-8"))
    queries = []
    for entry in table["query"]:
        unknown = entry.keys() - ASKED - EXPECTED - {"why"}
        assert not unknown, f"{entry}: what is {', '.join(sorted(unknown))}?"
        assert entry.get("why"), f"{entry}: why?"
        assert entry.keys() & EXPECTED, f"{entry}: and what must be found?"
        queries.append(
            Query(
                site,
                entry["why"],
                entry["text"],
                {key: entry[key] for key in ASKED & entry.keys()},
                {key: entry[key] for key in EXPECTED & entry.keys()},
                table["articles"],
            )
        )
    return queries


QUERIES = [query for site in TABLES for query in read_table(site)]


@pytest.fixture(scope="session")
def sites(fictional_site: Path, built_site: Path) -> dict[str, Path]:
    """The two sites that the tables are about."""
    return {"fictional": fictional_site, "own": built_site}


Ask = Callable[[Query, str], dict[str, Any]]


@pytest.fixture(scope="session")
def ask(browser: Browser, sites: dict[str, Path]) -> Iterator[Ask]:
    """Ask a query in a site's search.html, opened once from each place it can be read from."""
    pages: dict[tuple[str, str], Page | str] = {}
    with ExitStack() as open_things:

        def opened(site: str, over: str) -> Page | str:
            address = open_things.enter_context(addresses(sites[site]))[over] + "search.html"
            page = browser.new_page()
            open_things.callback(page.close)
            # Asks at once, so that the page is at rest when the next query comes.
            page.goto(f"{address}#kind=article&kind=topic", wait_until="load")
            try:
                page.locator("#search-results[aria-busy=false]").wait_for(
                    state="attached", timeout=OPEN_LIMIT
                )
            except Error:
                return f"{address} does not come to rest"
            return page

        def ask_it(query: Query, over: str) -> dict[str, Any]:
            place = (query.site, over)
            if place not in pages:
                pages[place] = opened(*place)
            page = pages[place]
            if isinstance(page, str):  # once is enough: each wait is long
                pytest.fail(page, pytrace=False)
            answer: dict[str, Any] = page.evaluate(ASK, query.hash)
            assert "problem" not in answer, f"{over}: {answer['problem']}: #{query.hash}"
            return answer

        yield ask_it


def test_the_tables_name_what_exists(sites: dict[str, Path]) -> None:
    for site, folder in sites.items():
        pages = documents(folder)
        for query in (query for query in QUERIES if query.site == site):
            keys = ("first", "top", "includes", "excludes")
            for unit in itertools.chain.from_iterable(map(query.units, keys)):
                path, _, anchor = unit.partition("#")
                assert path in pages, f"{query.why}: no page {path}"
                assert not anchor or anchor in pages[path].ids, f"{query.why}: no {unit}"


def test_no_query_is_asked_twice() -> None:
    asked = [(query.site, query.hash) for query in QUERIES]
    assert sorted({each for each in asked if asked.count(each) > 1}) == []
    assert len(asked) >= 70
    assert sum(site == "own" for site, _ in asked) >= 20


# A page is ready for its first query after seconds: those of a site share a worker.
@pytest.mark.parametrize(
    "query",
    [pytest.param(q, marks=pytest.mark.xdist_group(f"queries of {q.site}")) for q in QUERIES],
    ids=lambda q: f"{q.site}: {q.text}: {q.why}",
)
def test_a_query_finds_what_the_table_says(query: Query, ask: Ask) -> None:
    from_disk, from_server = (ask(query, over) for over in ("file", "http"))
    found = [query.short(unit) for unit in from_disk["units"]]
    listed = "".join(f"\n  {n}. {unit}" for n, unit in enumerate(found, 1)) or " nothing"
    wrong = query.mistakes(from_disk)
    assert not wrong, (
        f"{query.text!r} #{query.hash} ({query.why}): {'; '.join(wrong)}.\n"
        f"It says {from_disk['status']!r}, also {from_disk['also']!r}. Found:{listed}"
    )
    assert from_server == from_disk, f"{query.text!r} ({query.why}): the server answers otherwise"
