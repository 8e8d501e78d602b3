"""Every page of the built site opens, from a disk and from a server, and asks for nothing else."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

REDIRECT = re.compile(r"<meta[^>]+http-equiv=[\"']?refresh", re.IGNORECASE)


def pages_of(site: Path) -> list[str]:
    """Every HTML page by its path in the site, except those that only lead to another."""
    return sorted(
        file.relative_to(site).as_posix()
        for file in site.rglob("*.html")
        if not REDIRECT.search(file.read_text(encoding="utf-8")[:4096])
    )


@pytest.mark.parametrize("over", ["file", "http"])
def test_every_page_opens(over: str, built_site: Path, open_page: Callable[..., Any]) -> None:
    pages = pages_of(built_site)
    if over == "file":
        pages.remove(
            "404.html"
        )  # only a server shows it, under any address: its links are absolute
    problems = []
    for path in pages:
        opened = open_page(path, over=over)
        problems += [f"{path}: error: {error}" for error in opened.console_errors]
        problems += [f"{path}: external: {address}" for address in opened.external_requests]
        headings = opened.page.locator("h1").count()
        if headings != 1:
            problems.append(f"{path}: {headings} h1")
        opened.close()
    assert not problems, "\n".join(["", *problems])
    assert "index.html" in pages


def test_a_missing_page_is_answered_by_the_sites_own(open_page: Callable[..., Any]) -> None:
    opened = open_page("topics/no-such-topic.html", over="http")
    assert opened.response.status == 404
    assert opened.external_requests == []
    assert opened.page.locator("h1").count() == 1
