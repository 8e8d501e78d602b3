"""What `briefing stage` writes, taken from mkdocs.yml: the adapter's part of it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from mkdocs.exceptions import PluginError
from mkdocs.structure.files import InclusionLevel, get_files
from mkdocs.utils.yaml import yaml_load
from yaml.representer import RepresenterError

from generator.build import Site, page_path
from generator.mkdocs_config import settings_of
from generator.mkdocs_redirects import redirect_pages
from generator.mkdocs_search import search_scripts
from generator.render import templates_folder
from generator.stage import (
    configuration,
    desk_page,
    not_found_template,
    search_box_template,
    staged_pages,
)

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File

NOT_FOUND = "404.html"
REPLACED = ("briefing", "search")
"""Plugins whose work is in what is staged."""


def copies(site: Site, config: MkDocsConfig) -> dict[str, Path]:
    """Files that are copied as they are: sources by staged path.

    Leaves `config` as the plugin leaves it: what it keeps out is out, our theme is in.

    Raises:
        PluginError: the plugin cannot use the configuration.
    """
    config.plugins["briefing"].on_config(config)
    dirs = config.theme.dirs
    ours, staged = templates_folder() / "theme", templates_folder() / "staged"
    own = [*dirs[: dirs.index(str(ours))], str(staged), str(ours)]
    found = {f"theme/{path}": file for folder in reversed(own) for path, file in _below(folder)}
    found.pop(f"theme/{NOT_FOUND}")  # of ours, or of the desk: `texts` writes one with our page
    for file in _published(config):
        if not file.is_documentation_page() and file.src_uri not in site.hidden:
            found[f"docs/{file.src_uri}"] = Path(config.docs_dir, file.src_uri)
    return found


def texts(site: Site, config: MkDocsConfig) -> Iterator[tuple[str, str]]:
    """Files that are written, by staged path; `copies` comes first.

    Raises:
        InvalidContent: a page template has a mistake.
        PluginError: mkdocs.yml names a Python object among what is staged, or Pagefind fails.
    """
    settings = settings_of(config)
    base = (urlsplit(config.site_url or "/").path.rstrip("/") or "") + "/"
    yield f"theme/{NOT_FOUND}", not_found_template(site, base)
    for path, text in site.outputs.items():
        yield f"docs/{path}", text
    for path, text in redirect_pages(site, config):
        yield f"docs/{path}", text
    for path, text in staged_pages(site):
        yield f"docs/{path}", text
    yield "theme/search-box.html", search_box_template(site)
    for path, text in search_scripts(site, config):
        yield f"docs/{path}", text
    ours = {page_path(page) for page in site.pages} | site.hidden
    for file in _published(config):
        if file.is_documentation_page() and file.src_uri not in ours:
            raw = Path(config.docs_dir, file.src_uri).read_bytes()
            yield f"docs/{file.src_uri}", desk_page(site, file.src_uri, raw, settings)
    yield "mkdocs.yml", _configuration(site, config)  # last: half a stage cannot be built


def _configuration(site: Site, config: MkDocsConfig) -> str:
    given, language = _given(config), settings_of(config).content_language
    try:
        return configuration(site, given, language)
    except RepresenterError as error:
        raise PluginError(
            f"briefing: {error.args[0]} in mkdocs.yml; what is staged must be plain YAML."
        ) from None


def _published(config: MkDocsConfig) -> Iterator[File]:
    left_out = (InclusionLevel.EXCLUDED, InclusionLevel.DRAFT)
    yield from (file for file in get_files(config) if file.inclusion not in left_out)


def _below(folder: str) -> Iterator[tuple[str, Path]]:
    for file in sorted(Path(folder).rglob("*")):
        if file.is_file():
            yield file.relative_to(folder).as_posix(), file


def _given(config: MkDocsConfig) -> dict[str, Any]:
    """mkdocs.yml as the desk wrote it, without our plugin but with what it settles."""
    # Once more from the file: the engine empties some entries of what it has read.
    with Path(config.config_file_path).open("rb") as file:
        given = yaml_load(file)
    theme = given.get("theme")
    named = theme if isinstance(theme, dict) else {"name": theme or "material"}
    # The plugin names some of these, and leaves out what would show titles as HTML.
    settled = {key: config.theme[key] for key in ("palette", "features") if key in named}
    given["theme"] = {**named, **settled}
    plugins = given["plugins"]
    entries = plugins if isinstance(plugins, list) else [{k: v} for k, v in plugins.items()]
    # The site brings a search of its own.
    given["plugins"] = [e for e in entries if _name(e).rpartition("/")[2] not in REPLACED]
    return given


def _name(entry: str | dict[str, Any]) -> str:
    """Of an entry of `plugins`: a name, or a name with options."""
    return entry if isinstance(entry, str) else next(iter(entry), "")
