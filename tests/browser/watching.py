"""Watches what hostile pages try: what they run, on their own or as a reader moves about."""

from __future__ import annotations

import functools
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import ThreadingHTTPServer
from pathlib import Path

from conftest import SUB_PATH, OpenPage, PagesHandler
from playwright.sync_api import Browser

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
