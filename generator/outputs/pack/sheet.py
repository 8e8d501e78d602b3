"""A built page -> a document that is only printed: no script, no address that is asked for.

The style sheet of the site says how it looks on paper. Here links become notes: a number after
the words, and the addresses, each once, at the end.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

from markupsafe import escape

WALL = (
    "default-src 'none'; style-src 'unsafe-inline' file:; img-src file: data:; font-src file: data:"
)
"""Policy of the document: whatever it might still hold runs no script and asks no host."""
GONE = frozenset(
    ("script", "noscript", "template", "iframe", "object", "embed", "audio", "video", "base")
)
"""Elements that are left out with all that they hold: they run, or show what is elsewhere."""
VOID = frozenset(("base", "embed", "br", "hr", "img", "input", "link", "meta", "wbr", "source"))
FETCHING = frozenset(("src", "srcset", "poster", "background", "data", "ping", "xlink:href"))
_ELSEWHERE = re.compile(r"url\((?!\s*[\"']?#)|@import|image-set", re.IGNORECASE)


def sheet_of(site: Path, path: str, html: str, paper: str) -> str:
    """The page `html` of the folder `site`, to be printed.

    Args:
        site: the folder of the built site, absolute.
        path: of the page below it, with `/`.
        html: the page.
        paper: a size that CSS knows: `A4`, `Letter`.
    """
    sheet = _Sheet(site, path, html)
    sheet.feed(html)
    sheet.close()
    # First of all: it holds for what follows.
    wall = f'<!doctype html><meta http-equiv="Content-Security-Policy" content="{WALL}">'
    # A browser numbers what it has painted, and a PDF would tell how fast: nothing is painted.
    style = f"<style>@page{{size:{paper}}}@media screen{{html{{display:none}}}}</style>"
    return f"{wall}<meta charset=utf-8>{style}{''.join(sheet.out)}"


class _Sheet(HTMLParser):
    def __init__(self, site: Path, path: str, html: str) -> None:
        super().__init__(convert_charrefs=False)
        self.site, self.path, self.root = site, path, _root(html, path)
        self.out: list[str] = []
        self.addresses: dict[str, int] = {}
        self.gone = 0  # how many elements deep in what is left out
        self.inside = 0  # how many articles deep
        self.number = 0  # of the link that is open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in GONE or self.gone:
            self.gone += tag not in VOID
            return
        given = {name: value or "" for name, value in attrs if not name.startswith("on")}
        if tag == "meta" and "http-equiv" in given:
            return
        if tag == "link" and given.get("rel") != "stylesheet":
            return
        self.inside += tag == "article"
        if tag == "a":
            given = self._link(given)
        kept = {name: value for name, value in given.items() if not _ELSEWHERE.search(value)}
        if tag == "link" or FETCHING & kept.keys():
            kept = self._with_files(kept, "href" if tag == "link" else "src")
        elif tag != "a" and not kept.get("href", "#").startswith("#"):
            kept.pop("href")  # a drawing may use pieces of its own page alone
        shown = "".join(f' {name}="{escape(value)}"' for name, value in kept.items())
        self.out.append(f"<{tag}{shown}>")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if self.gone:
            self.gone -= tag not in VOID
            return
        if tag == "article":
            self.inside -= 1
            if not self.inside:
                self.out.append(_notes(self.addresses))
        if tag == "a" and self.number:  # within: a passage is a block of its own
            self.out.append(f'<sup class="note-mark">{self.number}</sup>')
            self.number = 0
        self.out.append(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        if not self.gone:
            self.out.append(data)

    def handle_entityref(self, name: str) -> None:
        self.handle_data(f"&{name};")

    def handle_charref(self, name: str) -> None:
        self.handle_data(f"&#{name};")

    def _link(self, given: dict[str, str]) -> dict[str, str]:
        """A link whose address means something off this machine, or none; it may get a note."""
        href = given.pop("href", "")
        if href.startswith("#"):
            return {**given, "href": href}
        parts = urlsplit(href)
        if parts.scheme in ("http", "https", "mailto"):
            self._note(href)
            return {**given, "href": href}
        if parts.scheme or parts.netloc or not href:
            return given
        there = posixpath.normpath(posixpath.join(posixpath.dirname(self.path), parts.path))
        if there.startswith("articles/"):  # what a line rests on
            self._note(self.root + there)
        if not self.root:
            return given
        anchor = f"#{parts.fragment}" if parts.fragment else ""
        return {**given, "href": f"{self.root}{there}{anchor}"}

    def _note(self, address: str) -> None:
        if self.inside:
            self.number = self.addresses.setdefault(address, len(self.addresses) + 1)

    def _with_files(self, given: dict[str, str], key: str) -> dict[str, str]:
        """The attributes without any that fetches, but for a file of the site under `key`."""
        kept = {n: v for n, v in given.items() if n not in FETCHING and n != key}
        value = given.get(key, "")
        parts = urlsplit(value)
        if parts.scheme or parts.netloc:
            return kept
        file = (self.site / posixpath.dirname(self.path) / unquote(parts.path)).resolve()
        if file.is_relative_to(self.site) and file.is_file():
            kept[key] = file.as_uri()
        return kept


def _root(html: str, path: str) -> str:
    """Where the site is served, as the page says itself; empty where it does not."""
    told = re.search(r'<link rel="canonical" href="(https?://[^"]*)"', html)
    return told[1].removesuffix(path) if told and told[1].endswith(path) else ""


def _notes(addresses: Iterable[str]) -> str:
    listed = "".join(f"<li>{escape(unquote(address))}</li>" for address in addresses)
    return f'<ol class="addresses">{listed}</ol>' if listed else ""
