"""Bodies -> rendered, or a line on why not: Markdown takes minutes over some texts.

Python-Markdown looks for the end of whatever begins, again from each beginning, so thousands of
beginnings cost the square of their number: ten thousand `[` cost minutes. Each count here takes
one pass, and is far from what any article holds.
"""

from __future__ import annotations

import re

from generator.diagnostics import Diagnostic, diagnose
from generator.reading.body import BodyRenderer
from generator.reading.frontmatter import Document
from generator.text import Body

MOST_OPEN = 100
"""Brackets open at once, between two blank lines; tags begun in a text and not ended."""

MOST_LINES = 300
"""Headings, rules and definitions in lines that no blank line parts."""

MOST_TAGS = 10_000
"""HTML tags in a text."""

MOST_NOTES = 500
"""Places that name a footnote: each is compared with all that name the same one."""

MOST_FENCES = 200
"""Fences of code, of which those that nothing closes cost a look through all that follows."""

HEADROOM = 100
"""Frames of the stack: a page renders its lead again, further down; what fits here must there."""

_BRACKET = re.compile(r"(?P<open>[\[(])|(?P<close>[\])])|\n[^\S\n]*\n")
_UNFINISHED = re.compile(r"<(?:!\[|[a-z/?][^<>]*(?=<|\Z))", re.IGNORECASE)
_TAG = re.compile(r"<[a-z/]", re.IGNORECASE)
_NOTE = re.compile(r"\[\^")
_FENCE = re.compile(r"^(?:`{3}|~{3})", re.MULTILINE)
_LINE = re.compile(
    r"^[ ]{0,3}(?:(?P<blank>[^\S\n]*)|(?:[#:=]|(?:[-*_][ \t]*){3}).*)$", re.MULTILINE
)


def rendered(document: Document, renderer: BodyRenderer) -> tuple[Body, list[Diagnostic]]:
    """A document's body, or an empty one and what is wrong with it."""
    if found := check_tangles(document):
        return Body(), found
    try:
        return _lower_down(HEADROOM, renderer, document.body), []
    except RecursionError:
        return Body(), [diagnose("BR130", document.in_body(""), levels="a few dozen")]


def _lower_down(frames: int, renderer: BodyRenderer, text: str) -> Body:
    return _lower_down(frames - 1, renderer, text) if frames else renderer.render(text)


def check_tangles(document: Document) -> list[Diagnostic]:
    """Whether Markdown would take minutes over a document's body."""
    found = _tangle(document.body)
    return [diagnose("BR155", document.of_body(found[0]), what=found[1])] if found else []


def _tangle(text: str) -> tuple[int, str] | None:
    """Where a text goes too far, and how; None for any that a desk would write."""
    depth = 0
    for bracket in _BRACKET.finditer(text):
        if bracket["open"]:
            depth += 1
        else:
            depth = max(0, depth - 1) if bracket["close"] else 0
        if depth > MOST_OPEN:
            return bracket.start(), f"more than {MOST_OPEN} brackets are open at once"
    lines = 0
    for line in _LINE.finditer(text):
        lines = 0 if line["blank"] is not None else lines + 1
        if lines > MOST_LINES:
            what = (
                f"more than {MOST_LINES} headings, rules or definitions follow without a blank line"
            )
            return line.start(), what
    for most, pattern, what in (
        (MOST_OPEN, _UNFINISHED, "tags are begun and not ended"),
        (MOST_TAGS, _TAG, "HTML tags stand in it"),
        (MOST_NOTES, _NOTE, "footnotes are named in it"),
        (MOST_FENCES, _FENCE, "fences of code stand in it"),
    ):
        for number, tag in enumerate(pattern.finditer(text)):
            if number == most:
                return tag.start(), f"more than {most} {what}"
    return None
