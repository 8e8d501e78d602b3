"""The search in the engine: the theme's own is left out, ours is written and has its box."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from markupsafe import Markup
from mkdocs.exceptions import PluginError
from mkdocs.plugins import get_plugin_logger

from generator.build import Site
from generator.outputs.search import SearchIndexError, search_files

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files

log = get_plugin_logger("briefing")

THEMES_FILES = ("assets/javascripts/lunr/", "assets/javascripts/workers/")
PAGE = "search.html"
KEPT = Path(".cache", "briefing", "search")
"""Indexed parts, beside mkdocs.yml, where the theme's plugins keep theirs."""


def leave_out_search(config: MkDocsConfig) -> None:
    """Leave out the theme's search, where mkdocs.yml lists it: the site has a better one.

    It would search a second index, which nothing keeps drafts out of, and not from a disk.
    """
    plugin = config.plugins.get("material/search") or config.plugins.get("search")
    if plugin is not None and plugin.config.get("enabled", True):
        plugin.config["enabled"] = False
        log.info("`search` in mkdocs.yml is left out: the briefing has a search of its own.")


def leave_out_search_files(files: Files) -> None:
    """Leave out what the theme's search would load: a worker and stemmers, a megabyte."""
    for file in list(files):
        if file.src_uri.startswith(THEMES_FILES):
            files.remove(file)


def search_scripts(site: Site, config: MkDocsConfig) -> Iterator[tuple[str, str]]:
    """The files of the search, by site-relative path: made of the views and not of the pages.

    Raises:
        PluginError: Pagefind cannot be run.
    """
    kept = Path(config.config_file_path or "mkdocs.yml").parent / KEPT
    try:
        yield from search_files(site.desk, kept)
    except SearchIndexError as error:
        raise PluginError(f"briefing: {error}") from error


class SearchBoxes:
    """The box in the header of each page of `site`, rendered once for all pages of a folder."""

    def __init__(self, site: Site) -> None:
        self._in_folder = cache(lambda folder: site.search_box(posixpath.relpath(PAGE, folder)))

    def on(self, url: str) -> Markup:
        """The box on the page at `url`, which is site-relative."""
        return self._in_folder(posixpath.dirname(url) or ".")
