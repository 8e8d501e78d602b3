"""What a built site must hold: derived from the content alone, never from what was built."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from generator.build import KEPT_OUT, Site
from generator.model import Article
from generator.pages import Page
from generator.pages.urls import article_url
from generator.text import Span


@dataclass(frozen=True, slots=True)
class ExpectedPage:
    """One page.

    Attributes:
        url: its site-relative path.
        html: its content as the generator writes it.
        facts: anchors of the facts that have their permanent place here.
        passages: the words of each passage by claim id.
    """

    url: str
    html: str
    facts: tuple[str, ...]
    passages: Mapping[str, str]


class Expected:
    """What `site` must become when it is served below the path `base`."""

    def __init__(self, site: Site, base: str) -> None:
        self._site = site
        self._base = base
        self._pages: dict[str, Page] = {page.url: page for page in site.pages}
        self.redirects = {path: article_url(a.id) for path, a in site.redirects.items()}
        self.pages = (*self._pages, "404.html", *self.redirects)
        # `index.html` and `about.html` lie beside pages of the desk's other plugins.
        self.folders = {url.rpartition("/")[0] for url in self._pages} - {""}
        self.outputs = site.outputs
        withheld = [a for a in site.reading.library.articles.values() if a.path in site.hidden]
        self.hidden = {article_url(a.id) for a in withheld}.union(*(a.aliases for a in withheld))

    def page(self, url: str) -> ExpectedPage | None:
        """The page at `url`, rendered now; None where none belongs."""
        if url == "404.html":
            html = str(self._site.not_found(self._base).html)
            return ExpectedPage(url, html, (), {})
        page = self._pages.get(url)
        if page is None:
            return None
        html = str(self._site.renderer.render(page.template, page.view()).html)
        facts, passages = self._facts.get(url, ()), self._passages.get(url, {})
        return ExpectedPage(url, html, tuple(facts), passages)

    def source(self, url: str) -> str:
        """The content that the page at `url` is made from; empty where it is no one file."""
        if url in self.redirects:
            return self._site.redirects[url].path
        page = self._pages.get(url)
        return page.source or "" if page else ""

    @cached_property
    def _facts(self) -> Mapping[str, list[str]]:
        places: dict[str, list[str]] = defaultdict(list)
        for fact in self._site.desk.ledger.facts.values():
            url, _, anchor = self._site.desk.fact_url(fact).partition("#")
            places[url].append(anchor)
        return dict(places)

    @cached_property
    def _passages(self) -> Mapping[str, Mapping[str, str]]:
        return {
            article_url(article.id): {c.id: _words(article, c.span) for c in article.claims}
            for article in self._site.desk.ledger.articles.values()
        }

    def kept_out(self, files: Iterable[str]) -> Iterator[str]:
        """Those of `files` that are the desk's own."""
        folders = tuple(name[1:] for name in KEPT_OUT if name.endswith("/"))
        names = {name[1:] for name in KEPT_OUT}
        texts = {page.source for page in self._pages.values()} | self._site.hidden
        for path in files:
            if path in names or path in texts or path.startswith(folders):
                yield path


def _words(article: Article, span: Span) -> str:
    return article.body.blocks[span.block].text[span.start : span.end]
