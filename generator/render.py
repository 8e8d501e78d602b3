"""A view and its template -> HTML, and the headings a table of contents is made of."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from gettext import NullTranslations
from importlib.resources import files
from pathlib import Path
from traceback import walk_tb

from jinja2 import (
    ChoiceLoader,
    Environment,
    FileSystemLoader,
    PrefixLoader,
    StrictUndefined,
    TemplateNotFound,
    TemplateSyntaxError,
)
from jinja2.utils import missing
from markupsafe import Markup

from generator.diagnostics import (
    Diagnostic,
    InvalidContent,
    Location,
    closest_word,
    diagnose,
    did_you_mean,
)
from generator.locale import Words
from generator.text import AUTHORED, in_css

# Our templates write every heading they want listed with an id, and escape what is in it.
_AS_IT_STANDS = re.compile(
    r"(<(?:pre|script|style|textarea)\b.*?</(?:pre|script|style|textarea)>)", re.S
)
_BLANK = " \t\r"
_BLANKS = re.compile(rf"[{_BLANK}]{{2,}}")
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


BASE = "!base"
"""Names our own template, whatever a desk's folder holds: `!base/pages/topic.html.j2`."""

ENDING = ".j2"
"""What every template's name ends with."""


_KINDS: dict[type, str] = {tuple: "a list", str: "a text", Markup: "a text", bool: "yes or no"}


class Missing(StrictUndefined):
    """A name or a field that a template asks for and that is not there."""

    @property
    def _undefined_message(self) -> str:
        """What is not there, and on a second line what there is."""
        if self._undefined_hint:  # Jinja knows better: of a filter, of a macro it could not import
            return self._undefined_hint.rstrip(".")
        name = str(self._undefined_name)
        owner = self._undefined_obj
        if owner is missing:
            only = (
                "`view` is the only variable that a template gets, and a macro is imported first."
            )
            return f"`{name}` is not defined\n{only}"
        fields = getattr(type(owner), "__dataclass_fields__", {})
        if not fields:
            return f"{_KINDS.get(type(owner), 'what stands there')} has no `{name}`"
        problem, advice = no_field(type(owner), name)
        return f"{problem}\n{advice}"


def no_field(view: type, name: str) -> tuple[str, str]:
    """That a view has no such field, and which it has, the nearest first."""
    fields = getattr(view, "__dataclass_fields__", {})
    known = ", ".join(f"`{field}`" for field in fields)
    close = did_you_mean(closest_word(name, fields))
    return f"`{view.__name__}` has no field `{name}`", f"{close}Its fields: {known}."


def environment(folders: Sequence[Path] = (), words: Words | None = None) -> Environment:
    """Jinja as page templates see it: escaping, strict, the desk's folders before ours.

    Args:
        folders: where templates of the desk's own are, nearest first.
        words: the interface's language; None: English.
    """
    found = FileSystemLoader([*folders, templates_folder()])
    ours = PrefixLoader({BASE: FileSystemLoader(templates_folder())})
    jinja = Environment(
        loader=ChoiceLoader([ours, found]),
        autoescape=True,
        undefined=Missing,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n"],
        auto_reload=False,  # whoever serves makes a new one after a change
    )
    jinja.filters["in_css"] = in_css
    catalog = words.catalog if words else NullTranslations()
    # The extension adds this method to the environment, out of the type checker's sight.
    jinja.install_gettext_translations(catalog, newstyle=True)  # type: ignore[attr-defined]
    return jinja


class Renderer:
    """Renders page templates; one variable reaches them, `view`.

    Args:
        words: the interface's language.
        folders: where templates of the desk's own are, nearest first.
    """

    def __init__(self, words: Words, folders: Sequence[Path] = ()) -> None:
        self._environment = environment(folders, words)
        self._folders = tuple(folders)

    def render(self, template: str, view: object) -> Rendered:
        """Render `pages/<template>.html.j2` with `view`.

        Raises:
            InvalidContent: a template has a mistake; told at its file and line.
        """
        try:
            written = self._environment.get_template(f"pages/{template}.html.j2").render(view=view)
        except Exception as error:
            raise InvalidContent([template_problem(error, self._folders)]) from error
        html = lightened(written)
        headings = tuple(
            Heading(int(level), Markup(anchor).unescape(), Markup(text).striptags())  # noqa: S704
            for level, anchor, text in _HEADING.findall(html)
        )
        return Rendered(Markup(html), headings)  # noqa: S704 - the template escaped it


def lightened(html: str) -> str:
    """A page without the space that templates leave between its lines: a fifth of its weight.

    What a browser shows as it stands, or runs, stays as it is.
    """
    pieces = _AS_IT_STANDS.split(html)
    pieces[::2] = map(_narrowed, pieces[::2])
    return "".join(pieces)


def _narrowed(html: str) -> str:
    """White space as one line's end where there is one in it, else as one space."""
    # Line by line: an expression that looks at every character takes three times as long.
    first, *lines = html.split("\n")
    if lines:
        *inner, last = lines
        between = filter(None, (line.strip(_BLANK) for line in inner))
        html = "\n".join([first.rstrip(_BLANK), *between, last.lstrip(_BLANK)])
    return _BLANKS.sub(" ", html) if any(b in html for b in ("  ", "\t", "\r")) else html


def template_problem(error: Exception, folders: Sequence[Path] = ()) -> Diagnostic:
    """A mistake in a template, at its file and line as far as Jinja tells them.

    Args:
        error: what Jinja raised.
        folders: where templates of the desk's own are. What one of them hands to a macro of
            ours fails in the macro, and is wrong in the desk's template.

    Raises:
        Exception: `error` itself, where no template stands in its way.
    """
    if isinstance(error, TemplateSyntaxError):
        place = Location(error.filename or error.name or "?", error.lineno)
        return diagnose("BR501", place, problem=(error.message or "").rstrip("."), advice="")
    frames = [(f.f_code.co_filename, line) for f, line in walk_tb(error.__traceback__)]
    in_templates = [(path, line) for path, line in frames if path.endswith(ENDING)]
    if not in_templates:
        raise error
    theirs = [f for f in in_templates if any(Path(f[0]).is_relative_to(x) for x in folders)]
    place = Location(*(theirs or in_templates)[-1])
    if isinstance(error, RecursionError):
        problem, advice = "it includes itself without an end", f"Ours are named `{BASE}/…`."
    elif isinstance(error, TemplateNotFound):
        problem, advice = f"there is no template `{error.name}`", ""
    else:
        problem, _, advice = str(error).partition("\n")
    return diagnose("BR501", place, problem=problem.rstrip("."), advice=advice)
