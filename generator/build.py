"""The whole path once: a content folder -> everything an engine needs to write the site."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property, partial
from pathlib import Path
from typing import Any

from markupsafe import Markup

from generator.diagnostics import Diagnostic, InvalidContent
from generator.history import History
from generator.ledger import open_ledger
from generator.locale import Words
from generator.locale.catalogs import check_catalogs
from generator.model import Article
from generator.outputs.data import claims_json, facts_json
from generator.pages import VIEWS, Desk, Page, not_found_view, redirect_view, site_pages
from generator.pages.index import Index
from generator.pages.search import SearchBoxView
from generator.pages.urls import article_url
from generator.reading.body import BodyRenderer
from generator.reading.library import Reading, load_files, read_library
from generator.reading.settings import Settings
from generator.render import Rendered, Renderer
from generator.template_checks import check_templates
from generator.text import in_css
from generator.withheld import files_named, files_of

KEPT_OUT = ("/sources.yml", "/actors.yml", "/places.yml", "/style.yml", "/README.md", "/captures/")
"""Content files that are read, or kept, but never published as they are (gitignore form)."""

OWN_FOLDERS = ("assets", "captures", "data", "search", "templates")
"""Folders of the theme, the outputs and the engine, in which no old path can lie."""

OUT_OF_NAVIGATION = ("article", "actor", "day", "month", "place", "search")
"""Templates of pages outside the navigation: thousands, and the one of the search box."""


@dataclass(frozen=True)
class Site:
    """A site ready to be written.

    Attributes:
        reading: the library, and problems of the content that stop nothing.
        pages: every page, in the order of the navigation, articles last.
        name: what the site is called.
    """

    reading: Reading
    desk: Desk
    renderer: Renderer
    pages: tuple[Page, ...]
    name: str

    @cached_property
    def hidden(self) -> frozenset[str]:
        """Paths of content files that may appear nowhere: articles, and what only they name."""
        desk, library = self.desk, self.reading.library
        withheld = [a for key, a in library.articles.items() if key not in desk.ledger.articles]
        files = {path for article in withheld for path in files_of(article)}
        if files:
            files -= {path for a in desk.ledger.articles.values() for path in files_of(a)}
            leads = [("", library.home_lead), ("", library.about)]
            leads += [("topics", topic.body) for topic in library.topics.values()]
            for folder, lead in leads:
                files -= set(files_named(desk.renderer.render(lead), folder))
        return frozenset(files.union(article.path for article in withheld))

    @cached_property
    def outputs(self) -> Mapping[str, str]:
        """Files for programs, by site-relative path."""
        return {
            "data/claims.json": claims_json(self.desk),
            "data/facts.json": facts_json(self.desk),
        }

    @cached_property
    def redirects(self) -> Mapping[str, Article]:
        """Old paths of articles that may be shown, and the article that each leads on to."""
        shown = self.desk.ledger.articles.values()
        return {alias: article for article in shown for alias in article.aliases}

    def on_paper(self, page: Page) -> str:
        """What stands at the head of every sheet of a printed page, as the inside of a CSS string.

        A brief's title names its own day, which is the one that it speaks of.
        """
        day = self.desk.as_of if page.template != "day" else ""
        asof = self.desk.words.say("As of %(day)s", day=day) if day else ""
        return in_css(" · ".join(part for part in (self.name, page.title, asof) if part))

    def redirect(self, path: str, address: str) -> str:
        """The whole page at the old path `path`, of a site served at `address`, if anywhere."""
        view = redirect_view(self.desk.at(path), self.redirects[path], address)
        return str(self.renderer.render("redirect", view).html)

    def not_found(self, base: str) -> Rendered:
        """404.html, whose links begin with `base`."""
        return self.renderer.render("not_found", not_found_view(self.desk, base))

    def search_box(self, search_page: str) -> Markup:
        """The box in a page's header, whose search page is at `search_page` from there."""
        return self.renderer.render("search_box", SearchBoxView(page=search_page)).html

    def rehearse(self) -> list[Diagnostic]:
        """Mistakes in templates that only show with a view: renders one page of each type."""
        one_of_each = {page.template: page for page in reversed(self.pages)}
        rendered: list[Callable[[], object]] = [
            partial(self.not_found, "/"),
            partial(self.search_box, "search.html"),
            *(partial(self._rendered, page) for page in one_of_each.values()),
            *(partial(self.redirect, path, "") for path in [*self.redirects][:1]),
        ]
        found: list[Diagnostic] = []
        for render in rendered:
            try:
                render()
            except InvalidContent as invalid:
                found += invalid.diagnostics
        return sorted(set(found))  # a fragment is on several pages

    def _rendered(self, page: Page) -> Rendered:
        return self.renderer.render(page.template, page.view())


def open_site(
    folder: Path,
    settings: Settings,
    *,
    name: str,
    now: datetime | None = None,
    reading: Reading | None = None,
) -> Site:
    """Read and check `folder`; past the gate, open its ledger and lay out its pages.

    Args:
        folder: the content.
        settings: how to read it, and the site's language and time zone.
        name: the site's name.
        now: the moment the site is built for; None: its newest publication.
        reading: what has been read of `folder`; None: it is read now.

    Raises:
        InvalidContent: at least one error stands; it carries every problem of every file.
    """
    reading = reading or read_library(load_files(folder), settings)
    library = reading.require()
    words = Words(settings.language, settings.catalog_folders)
    ledger = open_ledger(library, timezone=settings.timezone, now=now)
    renderer = BodyRenderer(settings.markdown_extensions, settings.extension_configs)
    index = Index(History(ledger))
    desk = Desk(
        library,
        ledger,
        words,
        renderer,
        index,
        settings.content_language,
    )
    renders = Renderer(words, settings.template_folders)
    site = Site(reading, desk, renders, tuple(site_pages(desk, name)), name)
    if clashes := _clashes(site, folder):
        raise InvalidContent([*reading.diagnostics, *clashes])
    return site


def _clashes(site: Site, folder: Path) -> tuple[Diagnostic, ...]:
    """Old paths that something else has."""
    reading = site.reading
    if not any(article.aliases for article in reading.library.articles.values()):
        return ()  # nothing to look for in the folder
    return reading.against_paths(_paths(site, folder))


def _paths(site: Site, folder: Path) -> dict[str, str]:
    """What stands, or will once nothing is withheld, at each path of the site, in words."""
    found = dict.fromkeys(OWN_FOLDERS, "a folder of the site's own")
    for file in (file for file in folder.rglob("*") if file.is_file()):
        path = file.relative_to(folder)
        if path.suffix == ".md":  # as the engine names pages
            path = path.with_name("index.md") if path.stem == "README" else path
            path = path.with_suffix(".html")
        found[path.as_posix()] = "a file of the content folder, or its page"
    pages = [page.url for page in site.pages]
    withheld = map(article_url, site.reading.library.articles)
    found |= dict.fromkeys([*withheld, *pages, "404.html"], "a page of this site")
    return found | {"sitemap.xml": "the list of pages for search engines"}


def check_interface(settings: Settings, config: str) -> list[Diagnostic]:
    """What is wrong with a desk's own templates and message catalogs, sorted by file.

    Args:
        settings: which ones they are.
        config: path of mkdocs.yml, which names the language.
    """
    language = Words(settings.language).locale.language
    found = check_catalogs(language, settings.catalog_folders, config)
    return sorted([*found, *check_templates(settings.template_folders, VIEWS)])


def page_path(page: Page) -> str:
    """Path below the content folder of the Markdown file that a page is, or stands for."""
    return page.source or page.url.removesuffix(".html") + ".md"


def navigation(site: Site) -> list[dict[str, Any]]:
    """The navigation where the desk gives none: paths by title, sections for topics and sources."""
    say = site.desk.words.say
    titles = {"topic": say("Topics"), "source": say("Sources")}
    entries: dict[str, Any] = {}
    for page in site.pages:
        if page.template in titles:
            section = entries.setdefault(titles[page.template], [])
            section.append({page.title: page_path(page)})
        elif page.template not in OUT_OF_NAVIGATION:
            entries[page.title] = page_path(page)
    return [{title: entry} for title, entry in entries.items()]
