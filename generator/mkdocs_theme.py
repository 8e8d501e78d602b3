"""Material as a briefing site wants it: in the interface's language, and no piece drawn twice."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mkdocs.exceptions import PluginError
from mkdocs.plugins import get_plugin_logger

from generator.locale import N_, Words
from generator.render import templates_folder

if TYPE_CHECKING:
    import jinja2
    from jinja2.runtime import Context
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files

log = get_plugin_logger("briefing")

_TOGGLES = {True: N_("Switch to dark mode"), False: N_("Switch to light mode")}

FEATURES = ("content.action.edit", "navigation.tabs")
"""Of Material, where mkdocs.yml names none: sections in a row under the site's name."""
WITHOUT_SCRIPT = {
    *FEATURES,
    *("content.action.view", "navigation.expand", "navigation.footer", "navigation.indexes"),
    *("navigation.path", "navigation.prune", "navigation.sections", "toc.integrate"),
}
"""Features that are in the theme's templates and styles alone, and need no script of its own."""
PLAIN = {*FEATURES, "content.action.view"}
"""Features that a lighter navigation than the theme's has too."""
SCRIPT = "assets/javascripts/bundle."

WIDE = ("home", "changes", "compare", "timeline", "map", "article", "search")
"""Pages that have a use for all of the width, and need no table of their contents for it."""
IN_A_SECTION = ("topic", "source")
"""Pages whose neighbours in the navigation are worth a column."""

PARTIALS = ("nav", "tabs", "search", "palette", "javascripts/palette", "top", "logo", "footer")
BLOCKS = ("styles", "fonts", "analytics", "config", "scripts")
"""Material's own: of the page they know nothing but its place in the navigation."""


def look_like_a_briefing(config: MkDocsConfig) -> None:
    """Give the theme our colours and features, where mkdocs.yml gives none of its own."""
    if not config.theme.get("features"):
        config.theme["features"] = list(FEATURES)
    if not config.theme.get("palette"):
        config.theme["palette"] = [
            {
                "media": f"(prefers-color-scheme: {name})",
                "scheme": scheme,
                "primary": "custom",
                "accent": "custom",
                "toggle": {"icon": icon},
            }
            for name, scheme, icon in (
                ("light", "default", "material/moon-waning-crescent"),
                ("dark", "slate", "material/brightness-5"),
            )
        ]


def lighten(config: MkDocsConfig) -> None:
    """Leave out the theme's script, a third of what a phone loads, where nothing needs it."""
    needing = (
        {"analytics", "consent", "version"} & set(config.extra),
        config.extra_javascript,
        set(config.theme["features"]) - WITHOUT_SCRIPT,
    )
    if not any(needing):
        config.theme["light_frame"] = True


def put_ours_beneath(config: MkDocsConfig) -> None:
    """Put our theme after the desk's `custom_dir`, where it has one, and before Material itself."""
    ours = [str(templates_folder() / "theme")]
    if config.theme.get("light_frame") and set(config.theme["features"]) <= PLAIN:
        ours.append(str(templates_folder() / "light"))
    if ours[0] not in config.theme.dirs:
        place = 1 if config.theme.custom_dir else 0
        config.theme.dirs[place:place] = ours


def leave_out_script(files: Files, config: MkDocsConfig) -> None:
    """Leave out the files of the theme's script, a megabyte, where no page loads it."""
    for file in list(files):
        if file.src_uri.startswith(SCRIPT) and config.theme.get("light_frame"):
            files.remove(file)


def left_out(template: str, config: MkDocsConfig) -> list[str]:
    """The columns of the theme that a page does without, as `hide` in front matter names them."""
    columns = []
    if "navigation.tabs" in config.theme["features"] and template not in IN_A_SECTION:
        columns.append("navigation")
    if template in WIDE:
        columns.append("toc")
    return columns


def name_toggles(config: MkDocsConfig, words: Words) -> None:
    """Name, in the interface's language, what switches the colours, where mkdocs.yml does not."""
    palette = config.theme.get("palette")
    schemes = [entry for entry in palette if isinstance(entry, dict)] if palette else []
    for entry, following in zip(schemes, [*schemes[1:], *schemes[:1]], strict=True):
        if isinstance(entry.get("toggle"), dict):
            dark = following.get("scheme") == "slate"
            entry["toggle"].setdefault("name", words.say(_TOGGLES[dark]))


def refuse_unknown_language(config: MkDocsConfig) -> None:
    """Refuse a language that Material has no words in, before it stumbles over it.

    Raises:
        PluginError: it has none; says what to write.
    """
    language = str(config.theme.get("language") or "en")
    words = Path("partials", "languages", f"{language}.html")
    if any(Path(folder, words).is_file() for folder in config.theme.dirs):
        return
    base = language.split("-")[0]
    known = any(Path(folder, words.with_stem(base)).is_file() for folder in config.theme.dirs)
    raise PluginError(
        f"briefing: Material, the theme, has no words in `{language}`. Write `language: "
        f"{base if known else 'en'}` under `theme` in mkdocs.yml, and `language: {language}` "
        "under `briefing`."
    )


def keep_titles_text(config: MkDocsConfig) -> None:
    """Leave out the theme's tooltips, which show a title as HTML: here titles are what others say.

    A browser shows a title by itself, as the text that it is.
    """
    features = config.theme.get("features")
    if isinstance(features, list) and "content.tooltips" in features:
        config.theme["features"] = [name for name in features if name != "content.tooltips"]
        log.info("`content.tooltips` is left out: Material shows the titles of passages as HTML.")


def share_pieces(env: jinja2.Environment, config: MkDocsConfig) -> None:
    """Have the theme render once what is the same on all pages outside the navigation.

    Their number is that of the articles, and the navigation alone, with fifty entries, takes
    longer than the rest of a page.
    """
    # A page asks thirty times for a template, by name; each is there once, for the whole build.
    env.get_template = cache(env.get_template)  # type: ignore[method-assign]
    if config.theme.custom_dir:
        return  # whatever the desk put in there may look at the page
    for name in PARTIALS:
        template = env.get_template(f"partials/{name}.html")
        template.root_render_func = _once_a_folder(template.root_render_func)
    base = env.get_template("base.html")
    for name in BLOCKS:
        base.blocks[name] = _once_a_folder(base.blocks[name])


def _once_a_folder(render: Callable[[Context], Iterator[str]]) -> Callable[[Context], Any]:
    kept: dict[str, str] = {}
    listed: set[int] = set()

    def shared(context: Context) -> Iterator[str]:
        page = context.get("page")
        if not listed:  # the engine compares pages by all that they hold
            listed.update(map(id, context["nav"].pages))
        if page is None or id(page) in listed:
            yield from render(context)
            return
        folder = posixpath.dirname(page.url)
        if folder not in kept:
            kept[folder] = "".join(render(context))
        yield kept[folder]

    return shared
