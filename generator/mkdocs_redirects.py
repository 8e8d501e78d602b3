"""Redirects in the engine: files beside its pages, in no navigation, sitemap or search."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, InclusionLevel

from generator.build import Site
from generator.mkdocs_config import templates_told
from generator.reading.old_paths import same_file

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files


def redirect_files(site: Site, files: Files, config: MkDocsConfig) -> Iterator[File]:
    """A file for each old path that leads on to an article.

    Args:
        site: whose articles have the old paths.
        files: all others of the site.
        config: says where the site is served.

    Raises:
        PluginError: another plugin or the theme has a file there, or a template has a mistake.
    """
    others = {same_file(file.dest_uri): file.dest_uri for file in files} if site.redirects else {}
    for path, text in redirect_pages(site, config):
        if same_file(path) in others:
            raise PluginError(
                f"briefing: `{path}` is an old path of {site.redirects[path].path} and a file of "
                f"this site, `{others[same_file(path)]}`. Take it out of `aliases`."
            )
        # Included whatever `exclude_docs` says: that is about what lies in the content folder.
        yield File.generated(config, path, content=text, inclusion=InclusionLevel.INCLUDED)


def redirect_pages(site: Site, config: MkDocsConfig) -> Iterator[tuple[str, str]]:
    """Each old path, and the page that stands there.

    Raises:
        PluginError: a template has a mistake.
    """
    for path in site.redirects:
        with templates_told():
            text = site.redirect(path, config.site_url or "")
        yield path, text
