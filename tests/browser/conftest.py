"""The built site, a browser, and pages open in it: from a disk and from a server."""

from __future__ import annotations

import functools
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, Literal
from urllib.parse import quote, urlsplit

import pytest
from playwright.sync_api import (
    Browser,
    ConsoleMessage,
    Error,
    Page,
    Request,
    Response,
    sync_playwright,
)
from provision import find_browser, in_ci

from tests.engine import REPOSITORY, copy_of

SUB_PATH = "/briefing/"
"""Where the server keeps the site: a project's site on GitHub Pages is not at the root either."""

# Seconds: without a request, for a page to be at rest; for that to come about.
QUIET = 0.1
QUIET_LIMIT = 15.0

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--disable-quic",
    # Any other host is not found, at once: no test leaves the machine.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark every test of this folder: `-m "not browser"` leaves them out."""
    for test in items:
        if Path(__file__).parent in test.path.parents:
            test.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def built_site(shared_site: Callable[..., Path]) -> Path:
    """The repository's own site, for an address: 404.html is served at any depth."""
    return shared_site("built-site", REPOSITORY, SITE_URL="http://localhost" + SUB_PATH)


@pytest.fixture(scope="session")
def fictional_site(
    shared_site: Callable[..., Path], tmp_path_factory: pytest.TempPathFactory
) -> Path:
    """`tests/sites/search`, seven weeks in four languages; what a build keeps stays in a copy."""
    return shared_site("search-site", copy_of("search", tmp_path_factory.mktemp("desk")))


class PagesHandler(SimpleHTTPRequestHandler):
    """Serves a site as GitHub Pages does: under a sub-path, its 404.html for what is missing."""

    extensions_map = SimpleHTTPRequestHandler.extensions_map | {
        ".js": "text/javascript",
        ".mjs": "text/javascript",
        ".svg": "image/svg+xml",
        ".wasm": "application/wasm",
        ".woff2": "font/woff2",
    }

    def send_head(self) -> Any:
        """Answer with a file of the site; outside the sub-path there is none."""
        if not self.path.startswith(SUB_PATH):
            self.send_error(HTTPStatus.NOT_FOUND)
            return None
        return super().send_head()

    def translate_path(self, path: str) -> str:
        """Map an address to a file of the site."""
        return super().translate_path("/" + path.removeprefix(SUB_PATH))

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Answer with the site's own page where there is one."""
        page = Path(self.directory, "404.html")
        if code != HTTPStatus.NOT_FOUND or not page.is_file():
            super().send_error(code, message, explain)
            return
        body = page.read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def list_directory(self, path: str) -> None:  # type: ignore[override]
        """List nothing: GitHub Pages has no listings."""
        self.send_error(HTTPStatus.NOT_FOUND)

    def log_message(self, format: str, *args: Any) -> None:
        """Stay silent."""


@pytest.fixture(scope="session")
def site_server(built_site: Path) -> Iterator[str]:
    """The address of the built site on a local server, with a slash at its end."""
    handler = functools.partial(PagesHandler, directory=str(built_site))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}{SUB_PATH}"
        server.shutdown()
        thread.join()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium per worker; without any the tests skip, and fail if CI is set."""
    try:
        path = find_browser()
    except FileNotFoundError as problem:
        pytest.fail(str(problem), pytrace=False)
    if path is None:
        reason = (
            "NO BROWSER: install Chromium or Chrome, or run `python tests/browser/provision.py`. "
            "Nothing of what readers see in a browser was tested."
        )
        if in_ci():
            pytest.fail(reason, pytrace=False)
        pytest.skip(reason)
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, headless=True, args=ARGUMENTS)
        yield chromium
        chromium.close()


@dataclass
class OpenPage:
    """A page open in the browser, and what it did since before it was asked for."""

    page: Page
    root: str
    """The address of the site it is part of; whatever it asks for from elsewhere is external."""
    console_errors: list[str] = field(default_factory=list)
    """Errors on the console, missing files and policy violations among them, and uncaught ones."""
    external_requests: list[str] = field(default_factory=list)
    """Addresses outside the site that were asked for, data: and blob: excepted."""
    response: Response | None = None
    """The answer to the last `go`."""
    _underway: set[Request] = field(default_factory=set)
    _last_request: float = field(default_factory=time.monotonic)

    def go(self, path: str) -> None:
        """Open another page of the site, `topics/embassies.html#greece` for example."""
        path, _, fragment = path.partition("#")
        path, _, query = path.partition("?")
        address = self.root + quote(path)
        address += f"?{query}" if query else ""
        address += f"#{fragment}" if fragment else ""
        self.response = self.page.goto(address, wait_until="load")
        self.settle()

    def settle(self) -> None:
        """Wait until the page has asked for nothing for a tenth of a second."""
        give_up = time.monotonic() + QUIET_LIMIT
        while time.monotonic() < give_up:
            self.page.wait_for_timeout(QUIET * 250)  # lets events in; milliseconds
            if not self._underway and time.monotonic() - self._last_request > QUIET:
                return
        addresses = ", ".join(request.url for request in self._underway)
        pytest.fail(f"{self.page.url} did not come to rest: waiting for {addresses or 'nothing'}")

    def close(self) -> None:
        """Close the page and forget its cookies and storage."""
        self.page.context.close()

    def clear(self) -> bool:
        """Make the page as good as new, if that is possible: a new one costs a second of work."""
        page, context = self.page, self.page.context
        if page.is_closed() or context.pages != [page] or not page.url.startswith(self.root):
            return False
        try:
            page.evaluate("() => { localStorage.clear(); sessionStorage.clear(); }")
            context.clear_cookies()
            page.goto("about:blank")
            page.mouse.move(-1, -1)
            page.emulate_media(media="null")
        except Error:
            return False
        self.console_errors, self.external_requests = [], []
        self.response = None
        self._underway.clear()
        return True

    def _watch(self) -> None:
        context = self.page.context
        context.on("console", self._on_console)
        context.on("weberror", lambda error: self.console_errors.append(str(error.error)))
        context.on("request", self._on_request)
        context.on("requestfinished", self._on_end)
        context.on("requestfailed", self._on_end)
        self.page.on("websocket", lambda socket: self._on_address(socket.url))

    def _on_console(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self.console_errors.append(f"{message.text} ({message.location['url']})")

    def _on_request(self, request: Request) -> None:
        self._last_request = time.monotonic()
        if urlsplit(request.url).scheme in ("data", "blob"):
            return
        self._underway.add(request)
        self._on_address(request.url)

    def _on_end(self, request: Request) -> None:
        self._underway.discard(request)

    def _on_address(self, address: str) -> None:
        if not address.startswith(self.root):
            self.external_requests.append(address)


@pytest.fixture(scope="session")
def idle_pages() -> dict[str, list[OpenPage]]:
    """Pages that a test has done with, cleared, by how they were opened."""
    return {}


@pytest.fixture
def open_page(
    browser: Browser, built_site: Path, site_server: str, idle_pages: dict[str, list[OpenPage]]
) -> Iterator[Callable[..., Any]]:
    """Open a page of the built site: `open_page("index.html", over="http", width=390, dark=True)`.

    `over` is "file", as by double-click, or "http", as from GitHub Pages. Whatever else
    Playwright's `new_context` takes may be given too. Each page has a context of its own, and no
    test sees what another left in it: after the test it is cleared, for a test that asks alike.
    """
    opened: list[tuple[str, OpenPage]] = []
    roots = {"file": built_site.as_uri() + "/", "http": site_server}

    def open_it(
        path: str,
        *,
        over: Literal["file", "http"] = "file",
        width: int = 1440,
        height: int = 900,
        dark: bool = False,
        javascript: bool = True,
        **options: Any,
    ) -> OpenPage:
        way = repr((over, width, height, dark, javascript, sorted(options.items())))
        if idle_pages.get(way):
            page = idle_pages[way].pop()
        else:
            context = browser.new_context(
                viewport={"width": width, "height": height},
                color_scheme="dark" if dark else "light",
                java_script_enabled=javascript,
                **options,
            )
            page = OpenPage(context.new_page(), roots[over])
            page._watch()
        opened.append((way, page))
        page.go(path)
        return page

    yield open_it
    for way, page in opened:
        if page.clear():
            idle_pages.setdefault(way, []).append(page)
        else:
            page.close()
