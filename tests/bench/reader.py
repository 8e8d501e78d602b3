"""A reader who searches, in a real Chromium: what the page makes them wait for, and what it takes.

A page is opened afresh for every query, and the word typed letter by letter as soon as the page
has loaded: everything that search loads is loaded while the reader types.
"""

from __future__ import annotations

import functools
import json
import re
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote, urlsplit

from playwright.sync_api import Browser, Page

HERE = Path(__file__).parent
SUB_PATH = "/briefing/"
BETWEEN_KEYS = 100
"""Milliseconds from one letter to the next: a fast typist."""
QUIET = 400
"""Milliseconds without a change after which results are complete."""
PATIENCE = 300_000
"""Milliseconds after which a reader gives up."""
ARGUMENTS = [
    *("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"),
    *("--disable-component-update", "--disable-sync"),
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
]


@dataclass(frozen=True)
class Side:
    """A search to measure: where one types, and where the results stand."""

    name: str
    box: str
    watched: dict[str, str]
    before: str = ""
    """A script to run before the page's own."""


OURS = Side(
    "ours",
    "#briefing-search",
    {
        "list": "#briefing-search-list",
        "status": "#briefing-search-status",
        "hit": "li:not([data-kind=all])",
    },
)
OUR_PAGE = Side(
    "ours",
    "#search-query",
    {"list": "#search-results", "status": "#search-status", "hit": ".search-result"},
)
MATERIAL = Side(
    "Material",
    ".md-search__input",
    {
        "list": ".md-search-result__list",
        "status": ".md-search-result__meta",
        "hit": ".md-search-result__item",
    },
    (HERE / "material_on_file.js").read_text(encoding="utf-8"),
)


@dataclass
class Figures:
    """What one query took: milliseconds, and bytes."""

    first: float
    """From the first key, or from the opening of the page, to the first results on the screen."""
    complete: float
    """To the last change of the results."""
    hits: int
    longest: float
    """The longest task of the main thread; 0 if none took 50 ms."""
    tasks: int
    """How many took 50 ms or more."""
    heap: int
    """After a garbage collection: objects, those of the document, buffers, WebAssembly."""
    process: int
    """Memory of the page's process that no file stands behind; 0 where it cannot be told."""
    at_first: int
    """Bytes of the search's files that were asked for before the first results stood there."""
    search: int
    """The same until the results were complete."""
    loaded: int
    """Bytes of all files the page asked for."""
    parts: dict[str, int] = field(default_factory=dict)
    """What the heap is made of."""
    later: list[float] = field(default_factory=list)
    """From each later key to its results."""


class Silent(SimpleHTTPRequestHandler):
    """Serves a site under a sub-path, and says nothing."""

    def translate_path(self, path: str) -> str:
        """Map an address to a file of the site."""
        return super().translate_path("/" + path.removeprefix(SUB_PATH))

    def log_message(self, format: str, *args: Any) -> None:
        """Stay silent."""


@contextmanager
def addresses(site: Path) -> Iterator[dict[str, str]]:
    """Where a site opens: from the disk, and from a server under a sub-path."""
    serve = functools.partial(Silent, directory=str(site))
    with ThreadingHTTPServer(("127.0.0.1", 0), serve) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        root = f"http://127.0.0.1:{server.server_port}{SUB_PATH}"
        yield {"file": site.resolve().as_uri() + "/", "http": root}
        server.shutdown()


class Reader:
    """One page of a site, open in a browser of its own kind: nothing is kept from another."""

    def __init__(self, browser: Browser, side: Side, site: Path, root: str) -> None:
        self._browser, self._side, self._site, self._root = browser, side, site, root
        self._asked: set[Path] = set()

    def type(self, query: str, later: Sequence[str]) -> Figures:
        """Open the home page, type a query, and then the `later` keys one by one."""
        with self._open("index.html") as page:
            page.locator(self._side.box).click()
            page.keyboard.type(query, delay=BETWEEN_KEYS)
            figures = self._figures(page, "watch.keys[0]")
            for key in later:
                took = self._answer_to(page, key)
                if took is not None:
                    figures.later.append(took)
            figures.longest, figures.tasks = self._tasks(page)
        return figures

    def view(self, state: str, facet: str = "") -> Figures:
        """Open the search page in a `state`, the hash of its address; then choose a `facet`."""
        with self._open(f"search.html#{state}") as page:
            figures = self._figures(page, "0")
            if facet:
                known = self._shown(page)
                page.locator(facet).first.check()
                took = self._took(page, known)
                figures.later += [] if took is None else [took]
            figures.longest, figures.tasks = self._tasks(page)
        return figures

    @contextmanager
    def _open(self, path: str) -> Iterator[Page]:
        context = self._browser.new_context(viewport={"width": 1280, "height": 800})
        context.set_default_timeout(PATIENCE)
        watched = f"const WATCHED = {json.dumps(self._side.watched)};\n"
        script = (HERE / "search_watch.js").read_text(encoding="utf-8")
        context.add_init_script(self._side.before)
        context.add_init_script(watched + script)
        self._asked = set()
        context.on("request", lambda request: self._ask(request.url))
        page = context.new_page()
        try:
            page.goto(self._root + path, wait_until="load")
            yield page
        finally:
            context.close()

    def _ask(self, address: str) -> None:
        file = self._file(address)
        if file is not None:
            self._asked.add(file)

    def _file(self, address: str) -> Path | None:
        """The file of the site at an address; None for what is made in the page."""
        if not address.startswith(self._root):
            return None
        path = unquote(urlsplit(address.removeprefix(self._root)).path)
        file = self._site / path
        return file if file.is_file() else None

    # --- What the page saw -----------------------------------------------------------------

    def _shown(self, page: Page) -> int:
        return int(page.evaluate("__watch.shown.length"))

    def _settle(self, page: Page) -> None:
        """Wait until there are results, or there are none to come, and nothing changes more."""
        page.wait_for_function(
            """(quiet) => {
              const { shown, keys } = __watch, last = shown.at(-1);
              return last && !last.busy && last.at > (keys.at(-1) ?? 0)
                && performance.now() - last.at > quiet;
            }""",
            arg=QUIET,
            polling=50,
        )

    def _figures(self, page: Page, began: str) -> Figures:
        self._settle(page)
        seen = page.evaluate(
            f"""() => {{
              const watch = __watch, began = {began};
              const good = watch.shown.filter(({{ at, hits, busy, redrawn }}) =>
                at > began && (redrawn && hits > 0 || !busy));
              const first = (good.find(({{ hits }}) => hits > 0) ?? good.at(-1)).at;
              const fetched = performance.getEntriesByType("resource")
                .map(({{ name, startTime }}) => ({{ name, at: startTime }}));
              return {{
                first: first - began, complete: watch.shown.at(-1).at - began,
                hits: watch.shown.at(-1).hits,
                early: [...watch.asked, ...fetched].filter(({{ at }}) => at < first)
                  .map(({{ name }}) => name),
              }};
            }}"""
        )
        early = {self._file(address) for address in seen["early"]} - {None}
        parts = self._heap(page)
        return Figures(
            first=seen["first"],
            complete=seen["complete"],
            hits=seen["hits"],
            longest=0,
            tasks=0,
            heap=sum(parts.values()),
            process=self._process(),
            at_first=self._below_search(early),
            search=self._below_search(self._asked),
            loaded=sum(file.stat().st_size for file in self._asked),
            parts=parts,
        )

    def _below_search(self, files: set[Any]) -> int:
        folder = self._site / "search"
        return sum(file.stat().st_size for file in files if folder in file.parents)

    def _answer_to(self, page: Page, key: str) -> float | None:
        """Milliseconds from a key to its first results; None if it changed nothing."""
        known = self._shown(page)
        page.keyboard.press(key) if key == "Backspace" else page.keyboard.type(key)
        return self._took(page, known)

    def _took(self, page: Page, known: int) -> float | None:
        give_up = time.monotonic() + 5
        while self._shown(page) == known:
            if time.monotonic() > give_up:
                return None
            page.wait_for_timeout(20)
        self._settle(page)
        took = page.evaluate(
            """(known) => {
              const { shown, keys } = __watch, began = keys.at(-1);
              const good = shown.slice(known).find(({ redrawn, hits, busy }) =>
                redrawn && hits > 0 || !busy);
              return good ? good.at - began : null;
            }""",
            known,
        )
        return None if took is None else float(took)

    def _tasks(self, page: Page) -> tuple[float, int]:
        """The longest task since the reader went to the box, and how many were long."""
        took = page.evaluate(
            "__watch.tasks.filter((t) => t.start >= __watch.began).map((t) => t.took)"
        )
        return max(took, default=0), len(took)

    def _heap(self, page: Page) -> dict[str, int]:
        session = page.context.new_cdp_session(page)
        for _ in range(2):
            session.send("HeapProfiler.collectGarbage")
        used = session.send("Runtime.getHeapUsage")
        session.detach()
        return {
            "objects": int(used["usedSize"]),
            "document": int(used.get("embedderHeapUsedSize", 0)),
            "buffers": int(used.get("backingStorageSize", 0)),
            "WebAssembly": int(page.evaluate("__watch.wasm()")),
        }

    def _process(self) -> int:
        """The memory of the largest page process, a worker's in it; Linux tells."""
        if sys.platform != "linux":
            return 0
        session = self._browser.new_browser_cdp_session()
        known = session.send("SystemInfo.getProcessInfo")["processInfo"]
        session.detach()
        sizes = [0]
        for process in known:
            status = Path(f"/proc/{process['id']}/status")
            if process["type"] == "renderer" and status.exists():
                found = re.search(r"RssAnon:\s*(\d+) kB", status.read_text())
                sizes.append(int(found[1]) * 1024 if found else 0)
        return max(sizes)


def state_of(query: str, **facets: str) -> str:
    """The hash of the search page's address."""
    pairs = ({"q": query} if query else {}) | facets
    return "&".join(f"{key}={quote(value)}" for key, value in pairs.items())
