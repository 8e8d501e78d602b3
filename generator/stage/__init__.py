"""The site as plain Markdown and a configuration without our plugin, for engines that run none.

A staged page is our page's HTML in one `<div>`, which Markdown leaves as it is. What engines and
Material's templates show unescaped, titles above all, is escaped here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import PurePosixPath
from posixpath import dirname
from typing import Any

import yaml
from markupsafe import Markup, escape

from generator.build import OUT_OF_NAVIGATION, Site, navigation, page_path
from generator.pages import Page
from generator.pages.article import ArticleView
from generator.reading.body import BodyRenderer, sanitise
from generator.reading.frontmatter import read_document
from generator.reading.settings import Settings
from generator.render import Heading

KEPT = (
    *("site_name", "site_description", "site_author", "site_url", "copyright"),
    *("theme", "plugins", "extra", "extra_css", "extra_javascript"),
)
"""Settings of mkdocs.yml that mean the same to every engine; others name what is not staged."""
TOLD = ("title", "description", "author")
_TITLE = re.compile(r"<h1[^>]*>(.*?)</h1>", re.DOTALL)
_FENCE = re.compile(r"(`|~)(?=\1\1)")
_BLANK = re.compile(r"^ (?= *$)", re.MULTILINE)


def staged_pages(site: Site) -> Iterator[tuple[str, str]]:
    """Every page as a Markdown file: its path below the content folder, and its text.

    Raises:
        InvalidContent: a page template has a mistake.
    """
    for page in site.pages:
        view = page.view()
        rendered = site.renderer.render(page.template, view)
        meta = _meta(site, page, view) | _contents(rendered.headings, page.language)
        yield page_path(page), markdown_file(meta, rendered.html)


def desk_page(site: Site, path: str, raw: bytes, settings: Settings) -> str:
    """A page that is the desk's own and none of ours, as a Markdown file.

    Args:
        site: what is staged with it.
        path: relative to the content folder.
        raw: the file.
        settings: how mkdocs.yml wants it rendered.
    """
    document = read_document(path, raw, required=False)
    renderer = BodyRenderer(settings.markdown_extensions, settings.extension_configs)
    html = site.desk.at(path).shown(renderer.html(document.body))
    heading = _TITLE.search(html)
    shown = Markup(heading[1]).striptags() if heading else PurePosixPath(path).stem  # noqa: S704
    kept = {key: plain(str(document.fields[key])) for key in TOLD if key in document.fields}
    return markdown_file({"title": plain(shown), **kept}, html)


def _meta(site: Site, page: Page, view: object) -> dict[str, object]:
    meta: dict[str, object] = {"title": plain(page.title), "on_paper": site.on_paper(page)}
    if page.description:
        meta["description"] = plain(page.description)
    if page.template == "article" and page.language:
        meta["title_language"] = page.language
    if isinstance(view, ArticleView) and view.split:
        meta["split_passages"] = [plain(claim) for claim in view.split]
    return meta


def _contents(headings: Iterable[Heading], language: str) -> dict[str, object]:
    """A page's contents for the theme's `partials/toc.html`, headings of level 3 below others."""
    listed: list[dict[str, Any]] = []
    for heading in headings:
        text = plain(heading.text)
        if language and heading.authored:
            text = str(
                Markup('<span lang="{}" dir="auto">{}</span>').format(language, heading.text)
            )
        entry = {"anchor": plain(heading.anchor), "text": text}
        if heading.level == 3 and listed:
            listed[-1].setdefault("below", []).append(entry)
        else:
            listed.append(entry)
    return {"contents": listed} if listed else {}


def markdown_file(meta: Mapping[str, object], html: str) -> str:
    """A page's Markdown: front matter, and HTML that Markdown hands on as it is."""
    return f"---\n{_yaml(meta)}---\n\n<div>\n{as_markdown(html)}\n</div>\n"


def as_markdown(html: str) -> str:
    """`html` without what Markdown changes even inside of HTML: the same to a browser.

    That is a tab, a line of spaces, and what opens a fenced block; all may stand in a `<pre>`.
    """
    kept = html.replace("\t", "&#9;")
    kept = _FENCE.sub(lambda match: f"&#{ord(match[1])};", kept)
    return _BLANK.sub("&#32;", kept)


def plain(text: str) -> str:
    """`text` as the HTML it has to be where a theme escapes nothing."""
    return str(escape(text))


def not_found_template(site: Site, base: str) -> str:
    """The theme's 404.html with our page in it; its links begin with `base`."""
    html = str(site.not_found(base).html).replace("{", "&#123;")  # no syntax of the theme's
    return f'{{% extends "main.html" %}}\n{{% block content %}}\n{html}\n{{% endblock %}}\n'


def search_box_template(site: Site) -> str:
    """The search box for the theme's header, whose address each page has its own of."""
    here = "the-search-page"
    html = str(site.search_box(here)).replace("{", "&#123;")  # no syntax of the theme's
    return html.replace(here, "{{ 'search.html' | url }}")


def configuration(site: Site, given: Mapping[str, Any], content_language: str) -> str:
    """mkdocs.yml of the staged site.

    Args:
        site: what is staged.
        given: the desk's mkdocs.yml, read; its plugins without ours.
        content_language: BCP 47, of the copyright line.
    """
    kept = {key: given[key] for key in KEPT if given.get(key)}
    for key in ("site_name", "site_description", "site_author"):
        if key in kept:
            kept[key] = plain(str(kept[key]))
    if "copyright" in kept:
        said = Markup(sanitise(kept["copyright"]))  # noqa: S704
        kept["copyright"] = str(
            Markup('<span lang="{}" dir="auto">{}</span>').format(content_language, said)
        )
    paths = [page_path(p) for p in site.pages if p.template in OUT_OF_NAVIGATION]
    # Those that lie in a folder by their folder: they are thousands.
    left_out = sorted(
        {f"/{folder}/" if (folder := dirname(path)) else f"/{path}" for path in paths}
    )
    # Zensical's own look is another than Material's, which our style sheet is written over.
    kept["theme"] = {"variant": "classic", **kept["theme"], "custom_dir": "theme"}
    return _yaml(
        {
            **kept,
            "plugins": given["plugins"],  # without any, an engine adds its search
            "docs_dir": "docs",
            "site_dir": "site",
            "use_directory_urls": False,
            # The pages are HTML: an extension could only change them.
            "markdown_extensions": [],
            "nav": given.get("nav") or _escaped(navigation(site)),
            "not_in_nav": "".join(f"{path}\n" for path in left_out),
        }
    )


def _escaped(nav: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [
        {plain(title): _escaped(to) if isinstance(to, list) else to for title, to in entry.items()}
        for entry in nav
    ]


def _yaml(value: object) -> str:
    return yaml.safe_dump(value, allow_unicode=True, sort_keys=False, width=10**6)
