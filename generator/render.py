"""A view and its template -> HTML, and the headings a table of contents is made of."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from traceback import walk_tb

from jinja2 import (
    Environment,
    FileSystemLoader,
    StrictUndefined,
    TemplateError,
    TemplateSyntaxError,
)
from markupsafe import Markup

from generator.diagnostics import Diagnostic, Location, diagnose
from generator.locale import Words
from generator.text import AUTHORED

# Our templates write every heading they want listed with an id, and escape what is in it.
_HEADING = re.compile(
    r'<h([23])[^>]*? id="([^"]+)"[^>]*>(.*?)(?:<a class="headerlink"[^>]*>[^<]*</a>)?</h\1>',
    re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of a rendered page: `level` 2 or 3, `anchor` its id, `text` unescaped."""

    level: int
    anchor: str
    text: str

    @property
    def authored(self) -> bool:
        """Whether it is a heading of an article or a lead, and not one of the interface."""
        return self.anchor.startswith(AUTHORED)


@dataclass(frozen=True, slots=True)
class Rendered:
    """A page's HTML and its headings in order."""

    html: Markup
    headings: tuple[Heading, ...]


def templates_folder() -> Path:
    """Where our templates are: in the wheel beside the code, in a checkout one folder up."""
    installed = Path(str(files("generator"))) / "site_templates"
    return installed if installed.exists() else installed.parent.parent / "site_templates"


class Renderer:
    """Renders page templates; one variable reaches them, `view`.

    Args:
        words: the interface's language.
        folders: where templates are looked for, in this order.
    """

    def __init__(self, words: Words, folders: Sequence[Path] = ()) -> None:
        self._environment = Environment(
            loader=FileSystemLoader([*folders, templates_folder()]),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            extensions=["jinja2.ext.i18n"],
        )
        # The extension adds this method to the environment, out of the type checker's sight.
        self._environment.install_gettext_translations(  # type: ignore[attr-defined]
            words.catalog, newstyle=True
        )

    def render(self, template: str, view: object) -> Rendered:
        """Render `pages/<template>.html.j2` with `view`.

        Raises:
            jinja2.TemplateError: the template has a mistake; it knows its file and line.
        """
        html = self._environment.get_template(f"pages/{template}.html.j2").render(view=view)
        headings = tuple(
            Heading(int(level), Markup(anchor).unescape(), Markup(text).striptags())  # noqa: S704
            for level, anchor, text in _HEADING.findall(html)
        )
        return Rendered(Markup(html), headings)  # noqa: S704 - the template escaped it


def template_problem(error: TemplateError) -> Diagnostic:
    """A mistake in a template, at its file and line as far as Jinja tells them."""
    if isinstance(error, TemplateSyntaxError):
        return diagnose(
            "BR501", Location(error.filename or error.name or "?", error.lineno), problem=error
        )
    frames = (f for f in walk_tb(error.__traceback__) if f[0].f_code.co_filename.endswith(".j2"))
    name, line = "?", 1
    for frame, number in frames:
        name, line = frame.f_code.co_filename, number
    return diagnose("BR501", Location(name, line), problem=error)
