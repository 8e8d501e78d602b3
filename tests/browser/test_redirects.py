"""Old paths lead on from a disk: with JavaScript to the place asked for, without it to the page."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Browser

from tests.engine import SITES

ARTICLE = "articles/2023-05-03-quai-nord.html"


def test_an_old_path_leads_on(browser: Browser, shared_site: Callable[..., Path]) -> None:
    site = shared_site("withheld", SITES / "withheld")
    found = re.search(r'<mark id="([^"]+)"', (site / ARTICLE).read_text("utf-8"))
    assert found
    old = ("archives/quai-nord.html", "vieux/index.html")
    for script, place in ((True, f"#{found[1]}"), (True, ""), (False, "")):
        page = browser.new_page(java_script_enabled=script)
        for path in old:
            page.goto(f"{(site / path).as_uri()}{place}")
            page.wait_for_url(f"{(site / ARTICLE).as_uri()}{place}")
        page.close()
