"""Watches what hostile pages try: what they run, on their own or as a reader moves about."""

from __future__ import annotations

import functools
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from http.server import ThreadingHTTPServer
from pathlib import Path
from urllib.parse import quote

from conftest import SUB_PATH, OpenPage, PagesHandler
from playwright.sync_api import Browser
from searching import IDLE, type_in_box

WATCH = """
window.__ran = [];
window.ran = (name) => window.__ran.push(String(name));
for (const name of ["alert", "confirm", "prompt", "print"]) window[name] = () => window.ran(name);
"""
"""Before a page's own scripts: whatever an attack calls is remembered."""

PROVOKE = """() => {
  const kinds = ["mouseover", "mouseenter", "pointerover", "pointermove", "focus", "focusin",
    "toggle", "load", "error", "animationstart", "keydown", "contextmenu", "wheel", "scroll"];
  for (const element of document.querySelectorAll("article, article *, title, header *")) {
    for (const kind of kinds) element.dispatchEvent(new Event(kind));
  }
}"""
"""What a reader's pointer and keyboard would set off, clicks apart: those would leave the page."""

STRANGE_RESULTS = "script, img, iframe, svg, form, [onload], [onmouseover], [onclick], [style]"
"""What no search result is made of, unless content was taken for HTML."""


@contextmanager
def addresses(site: Path) -> Iterator[dict[str, str]]:
    """Where a built site opens: from the disk, and from a server under a sub-path."""
    serve = functools.partial(PagesHandler, directory=str(site))
    with ThreadingHTTPServer(("127.0.0.1", 0), serve) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        address = f"http://127.0.0.1:{server.server_port}{SUB_PATH}"
        yield {"file": site.as_uri() + "/", "http": address}
        server.shutdown()
        thread.join()


@contextmanager
def watched_page(browser: Browser, root: str) -> Iterator[tuple[OpenPage, list[str]]]:
    """A page for the site at `root` in which nothing goes unnoticed, and the dialogs it opens."""
    context = browser.new_context()
    context.add_init_script(WATCH)
    opened = OpenPage(context.new_page(), root)
    opened._watch()
    dialogs: list[str] = []
    opened.page.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
    yield opened, dialogs
    context.close()


def search_shows_only_text(opened: OpenPage, queries: Iterable[str]) -> None:
    """Type each query on the home page: its results are words, and nothing of them runs."""
    opened.go("index.html")
    for query in queries:
        opened.page.keyboard.press("/")
        assert type_in_box(opened.page, query), query
        opened.page.evaluate(PROVOKE)
        assert opened.page.locator(f".search-box__panel :is({STRANGE_RESULTS})").count() == 0, query
        assert opened.page.evaluate("window.__ran") == [], query
        opened.page.keyboard.press("Escape")
    opened.go(f"search.html#q={quote(query)}")
    opened.page.wait_for_function(IDLE)
    assert opened.page.locator(".search-result").count(), query
    assert opened.page.locator(f".search-results :is({STRANGE_RESULTS})").count() == 0
    assert opened.page.evaluate("window.__ran") == []
    assert opened.external_requests == []
