"""Every script reads in its own direction, and names in any of them lead where they say."""

from __future__ import annotations

import functools
import json
import threading
from collections.abc import Callable, Iterator
from http.server import ThreadingHTTPServer
from pathlib import Path

import pytest
from conftest import SUB_PATH, OpenPage, PagesHandler
from playwright.sync_api import Browser

from tests.engine import SITES


@pytest.fixture(scope="module")
def site(shared_site: Callable[..., Path]) -> Path:
    address = "http://localhost" + SUB_PATH
    return shared_site("scripts", SITES / "ünïcode", SITE_URL=address)


@pytest.fixture
def opened(request: pytest.FixtureRequest, browser: Browser, site: Path) -> Iterator[OpenPage]:
    handler = functools.partial(PagesHandler, directory=str(site))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        roots = {
            "file": site.as_uri() + "/",
            "http": f"http://127.0.0.1:{server.server_port}{SUB_PATH}",
        }
        context = browser.new_context(viewport={"width": 390, "height": 844})
        page = OpenPage(context.new_page(), roots[request.param])
        page._watch()
        yield page
        context.close()
        server.shutdown()


@pytest.mark.parametrize("opened", ["file", "http"], indirect=True)
def test_every_passage_opens_whatever_its_file_is_called(opened: OpenPage, site: Path) -> None:
    claims = json.loads((site / "data" / "claims.json").read_text("utf-8"))
    assert len(claims) >= 8
    for claim in claims:
        opened.go(claim["url"])
        target = opened.page.locator("mark.passage:target")
        assert target.count() == 1, claim["url"]
        assert target.inner_text().strip()
        assert opened.page.evaluate("document.documentElement.scrollWidth") <= 390
    opened.go("topics/harbour.html")
    opened.page.locator("a.words").first.click()
    opened.page.wait_for_url("**/articles/*#*")
    assert opened.page.locator("mark.passage:target").count() == 1
    assert opened.console_errors == []
    assert opened.external_requests == []


@pytest.mark.parametrize("opened", ["file"], indirect=True)
def test_arabic_and_hebrew_run_from_right_to_left(opened: OpenPage) -> None:
    direction = "element => getComputedStyle(element).direction"
    for article, expected in {
        "2023-05-04-خبر-خيالي": "rtl",
        "2023-05-05-ידיעה": "rtl",
        "2023-05-05-架空の記事": "ltr",
        "2023-05-04-émeute-à-ångström-œuvre": "ltr",
    }.items():
        opened.go(f"articles/{article}.html")
        for part in ("h1", "div.body", "mark.passage"):
            found = opened.page.locator(part).first.evaluate(direction)
            assert found == expected, (article, part)
