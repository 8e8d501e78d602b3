"""The MkDocs plugin: translates between the engine and the core, and does nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote
from zoneinfo import ZoneInfo

import jinja2
from babel import UnknownLocaleError
from markupsafe import Markup
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, CombinedEvent, event_priority, get_plugin_logger
from mkdocs.structure.files import File, InclusionLevel
from mkdocs.structure.toc import AnchorLink, TableOfContents
from mkdocs.utils import write_file
from pathspec.gitignore import GitIgnoreSpec

from generator.build import (
    KEPT_OUT,
    OUT_OF_NAVIGATION,
    Site,
    navigation,
    open_site,
    page_path,
)
from generator.diagnostics import InvalidContent, errors, summary, under
from generator.keeping import kept
from generator.locale import Words
from generator.mkdocs_config import (
    BriefingConfig,
    content_folder,
    interface_problems,
    refuse_templates_among_other_files,
    rehearsed,
    settings_of,
    source_date,
    templates_told,
)
from generator.mkdocs_redirects import redirect_files
from generator.mkdocs_search import (
    SearchBoxes,
    leave_out_search,
    leave_out_search_files,
    search_scripts,
)
from generator.mkdocs_theme import (
    keep_titles_text,
    leave_out_script,
    left_out,
    lighten,
    look_like_a_briefing,
    name_toggles,
    put_ours_beneath,
    refuse_unknown_language,
    share_pieces,
)
from generator.pages import Page
from generator.pages.article import ArticleView
from generator.reading.body import sanitise
from generator.reading.checks import from_the_future
from generator.render import Heading, Rendered, lightened, templates_folder

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.livereload import LiveReloadServer
    from mkdocs.structure.files import Files
    from mkdocs.structure.pages import Page as MkDocsPage
    from mkdocs.utils.templates import TemplateContext

log = get_plugin_logger("briefing")
LOG_AS = {"error": log.error, "warning": log.warning, "note": log.info}

SITEMAP_DAYS = date(1970, 1, 1), date(2105, 12, 31)
"""The engine writes the newest page's day into sitemap.xml.gz, which has 32 bits for it."""


class BriefingPlugin(BasePlugin[BriefingConfig]):  # type: ignore[no-untyped-call]
    """Turns the content folder into the pages of a briefing site."""

    @event_priority(100)  # before a plugin that stumbles over what is refused here
    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Refuse what would break the site; put our look beneath the desk's own.

        Raises:
            PluginError: a setting would break the site, or names a language that is none.
        """
        if config.use_directory_urls:
            raise PluginError(
                "briefing: add `use_directory_urls: false` to mkdocs.yml. `use_directory_urls` "
                "must be false, or links fail when the site is opened from a USB stick."
            )
        try:
            words = Words(settings_of(config).language)
        except (ValueError, UnknownLocaleError) as error:
            raise PluginError(f"briefing: `theme.language` in mkdocs.yml: {error}.") from None
        refuse_unknown_language(config)
        refuse_templates_among_other_files(config)
        look_like_a_briefing(config)
        name_toggles(config, words)
        keep_titles_text(config)
        lighten(config)
        leave_out_search(config)
        put_ours_beneath(config)
        desks_own = config.exclude_docs.patterns if config.exclude_docs else ()
        kept_out = GitIgnoreSpec.from_lines(KEPT_OUT)
        config.exclude_docs = GitIgnoreSpec([*desks_own, *kept_out.patterns])
        return config

    def on_pre_build(self, config: MkDocsConfig) -> None:
        """Read and check all content, before the engine empties the folder of the last site."""
        with kept():
            self._site = self._open(config)

    def on_files(self, files: Files, config: MkDocsConfig) -> Files:
        """Give every page a file."""
        self._pages: dict[str, Page] = {}
        self._search_boxes = SearchBoxes(self._site)
        for found in list(files):
            if found.src_uri in self._site.hidden:
                files.remove(found)
        leave_out_search_files(files)
        leave_out_script(files, config)
        for page in self._site.pages:
            uri = page_path(page)
            self._pages[uri] = page
            file: File | None = files.get_file_from_path(uri)
            if file is None:
                file = File.generated(config, uri, content="")
                file.edit_uri = page.register
                files.append(file)
            if page.template in OUT_OF_NAVIGATION:  # thousands in it cost minutes
                file.inclusion = InclusionLevel.NOT_IN_NAV
        if not config.edit_uri_template:  # that says itself what is quoted: `{path!q}`
            for found in files.documentation_pages():
                if found.edit_uri == found.src_uri:  # the engine takes a name for an address
                    found.edit_uri = quote(found.src_uri)
        for path, content in self._site.outputs.items():
            files.append(File.generated(config, path, content=content))
        for redirect in list(redirect_files(self._site, files, config)):
            files.append(redirect)
        if config.nav is None:
            config.nav = navigation(self._site)
        return files

    def _open(self, config: MkDocsConfig) -> Site:
        settings, folder = settings_of(config), content_folder(config)
        found, site = interface_problems(config), None
        try:
            site = open_site(
                Path(config.docs_dir), settings, name=config.site_name, now=source_date()
            )
        except InvalidContent as invalid:
            found += under(invalid.diagnostics, folder)
        else:
            # The real clock is only ever in the log: it never changes a page.
            now = datetime.now(ZoneInfo(settings.timezone))
            early = from_the_future(site.reading.library, now, site.reading.published)
            found += under((*site.reading.diagnostics, *early), folder)
            if not errors(found):
                found += rehearsed(config, site)
        for diagnostic in found:
            LOG_AS[diagnostic.severity]("%s", diagnostic)
        if site is None or errors(found):
            raise PluginError(f"briefing: {summary(found)}; nothing was built.")
        return site

    def on_pre_page(self, page: MkDocsPage, config: MkDocsConfig, files: Files) -> MkDocsPage:
        """Spare our pages the engine's Markdown, which takes as long to set up as an article."""
        if page.file.src_uri in self._pages:
            page.render = lambda config, files: setattr(page, "content", "")  # type: ignore[method-assign]
        return page

    def on_page_read_source(self, page: MkDocsPage, config: MkDocsConfig) -> str | None:
        """Keep the engine from reading what the core has read and checked."""
        return "" if page.file.src_uri in self._pages else None

    def on_page_markdown(
        self, markdown: str, page: MkDocsPage, config: MkDocsConfig, files: Files
    ) -> str:
        """Say early what the theme and the search need to know of a page."""
        ours = self._pages.get(page.file.src_uri)
        page.update_date = self._changed(ours).isoformat()
        if ours:
            page.meta = {"title": ours.title, "on_paper": self._site.on_paper(ours)}
            if ours.template == "article" and ours.language:
                page.meta["title_language"] = ours.language
            if ours.description:
                page.meta["description"] = ours.description
            page.meta["hide"] = left_out(ours.template, config)
        return markdown

    def _changed(self, ours: Page | None) -> date:
        """The day the sitemap gives for a page: by default the engine puts that of the build."""
        day = ours.changed if ours and ours.changed else self._site.desk.ledger.as_of
        return min(max(day, SITEMAP_DAYS[0]), SITEMAP_DAYS[1])

    def on_page_content(
        self, html: str, page: MkDocsPage, config: MkDocsConfig, files: Files
    ) -> str:
        """Put our page in the place of the empty one, with its contents and anchors."""
        ours = self._pages.get(page.file.src_uri)
        if ours is None:
            return self._site.desk.at(page.file.dest_uri).shown(sanitise(html))
        view = ours.view()
        if isinstance(view, ArticleView):  # the theme's head lets all pieces of one light up
            page.meta["split_passages"] = view.split
        rendered = self._render(ours.template, view)
        top = AnchorLink(str(page.title), "top", 1)  # where the theme's first link skips to
        top.children = list(_anchor_links(rendered.headings, ours.language))
        page.toc = TableOfContents([top] if 'id="top"' in rendered.html else top.children)
        page.present_anchor_ids = {heading.anchor for heading in rendered.headings}
        # A bare string: the search plugin cuts it up, and Markup would escape each cut again.
        return str(rendered.html)

    def _render(self, template: str, view: object) -> Rendered:
        with templates_told():
            return self._site.renderer.render(template, view)

    @event_priority(0)
    def _escape_in_theme(
        self, env: jinja2.Environment, /, *, config: MkDocsConfig, files: Files
    ) -> jinja2.Environment:
        """Escape in the theme too: titles and descriptions are front matter."""
        env.autoescape = True
        if config.copyright:  # the one HTML text of mkdocs.yml that Material shows as it is
            said = Markup(sanitise(config.copyright))  # noqa: S704
            language = settings_of(config).content_language
            config.copyright = Markup('<span lang="{}" dir="auto">{}</span>').format(language, said)
        return env

    @event_priority(-10_000)  # it compiles them: as everybody else has left the environment
    def _share_pieces(
        self, env: jinja2.Environment, /, *, config: MkDocsConfig, files: Files
    ) -> jinja2.Environment:
        """Render once what is the same on every article's page."""
        share_pieces(env, config)
        return env

    on_env = CombinedEvent(_escape_in_theme, _share_pieces)

    def on_page_context(
        self, context: TemplateContext, /, *, page: MkDocsPage, config: MkDocsConfig, nav: object
    ) -> TemplateContext:
        """Tell the escaping theme that a page's content is HTML: ours, or sanitised."""
        page.content = Markup(page.content or "")  # noqa: S704 - see on_page_content
        context["search_box"] = self._search_boxes.on(page.url)  # type: ignore[typeddict-unknown-key]
        return context

    def on_template_context(
        self, context: TemplateContext, /, *, template_name: str, config: MkDocsConfig
    ) -> TemplateContext:
        """Give 404.html its text; it is served at any depth, so its links need the base."""
        if template_name == "404.html":
            base = str(context["base_url"]).rstrip("/") + "/"
            # The theme's context is typed by its own keys; ours is one more.
            context["not_found"] = self._site.not_found(base).html  # type: ignore[typeddict-unknown-key]
            context["search_box"] = self._site.search_box(f"{base}search.html")  # type: ignore[typeddict-unknown-key]
        return context

    def on_post_page(self, output: str, *, page: MkDocsPage, config: MkDocsConfig) -> str:
        """Write it without the space that the theme's templates leave."""
        return lightened(output)

    def on_post_build(self, config: MkDocsConfig) -> None:
        """Write the search."""
        for path, text in search_scripts(self._site, config):
            write_file(text.encode(), str(Path(config.site_dir, path)))

    def on_serve(
        self, server: LiveReloadServer, config: MkDocsConfig, builder: object
    ) -> LiveReloadServer:
        """Rebuild when a template changes; the engine watches the content itself."""
        for folder in (templates_folder(), *settings_of(config).template_folders):
            server.watch(str(folder))
        return server


def _anchor_links(headings: tuple[Heading, ...], language: str) -> Iterator[AnchorLink]:
    top: AnchorLink | None = None
    for heading in headings:
        title = heading.text
        if language and heading.authored:
            title = Markup('<span lang="{}" dir="auto">{}</span>').format(language, title)
        link = AnchorLink(title, heading.anchor, heading.level)
        if heading.level == 3 and top is not None:
            top.children.append(link)
        else:
            if top is not None:
                yield top
            top = link
    if top is not None:
        yield top
