"""A page's HTML -> the text that a person reads, in a form that is easy to write by hand.

    # Heading          as many # as its level
    - item             an entry of a list; further lines of it are indented
    1. item            of a numbered one
    Source | Gazette   a term and what is said of it; the cells of a table's row, first lines only,
      Qui:             and below the row each cell's further lines, under its column's name
        …
    [confirmé]         a badge
    {words} (1)        a marked passage, and the number of its claim
    <name -> page>     a name in an article, and the page it leads to
    words -> page#id   a link to a passage, and where it leads (likewise links from the site's root)
    ~~words~~          struck out
    > words            a quotation set apart

A list without an entry is one that a script fills; what is only a pattern for it is left out.
A list that follows another has an empty line before it. White space of every kind is one space,
and what only a pointer shows is left out.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from html.parser import HTMLParser
from itertools import groupby

BLOCKS = {
    *(
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "p",
        "ul",
        "ol",
        "li",
        "dl",
        "dt",
        "dd",
        "div",
        "section",
    ),
    *("form", "noscript", "fieldset", "legend", "details", "summary", "select", "option"),
    *("table", "caption", "thead", "tbody", "tr", "th", "td", "blockquote", "pre", "figure", "hr"),
}
LISTS = {"ul", "ol"}
UNSEEN = {"template", "script", "svg"}
VOID = {"br", "hr", "img", "input"}

# What the style sheet makes of a page, so far as it changes how the words are read.
OWN_LINE = {
    *("notes__head", "wording", "words", "validity", "withdrawal", "role"),
    *("articles__from", "change__from", "change__note", "factlist__note"),
}
STRUCK_OUT = {"words", "wording"}


@dataclass
class Element:
    """An element of a page."""

    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: list[Element | str] = field(default_factory=list)

    @property
    def classes(self) -> set[str]:
        return set(self.attributes.get("class", "").split())

    @property
    def elements(self) -> list[Element]:
        return [c for c in self.children if isinstance(c, Element)]

    def all(self, *tags: str) -> list[Element]:
        """Elements of these tags inside it, not looking inside those it finds."""
        found: list[Element] = []
        for child in self.elements:
            found += [child] if child.tag in tags else child.all(*tags)
        return found


class _Parser(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.open = [Element("page")]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs})
        self.open[-1].children.append(element)
        if tag not in VOID:
            self.open.append(element)

    def handle_endtag(self, tag: str) -> None:
        assert self.open[-1].tag == tag, f"</{tag}> closes <{self.open[-1].tag}>"
        self.open.pop()

    def handle_data(self, data: str) -> None:
        self.open[-1].children.append(data)


def readable(html: str) -> str:
    """The text of a page, each line ended."""
    parser = _Parser()
    parser.feed(str(html))  # Markup would escape what the parser unescapes
    parser.close()
    return "".join(f"{line}\n" for line in _lines(parser.open[0])).lstrip("\n")


def _seen(children: Iterable[Element | str]) -> list[Element | str]:
    return [c for c in children if isinstance(c, str) or c.tag not in UNSEEN]


def _is_block(child: Element | str) -> bool:
    return isinstance(child, Element) and (child.tag in BLOCKS or bool(child.classes & OWN_LINE))


def _lines(element: Element, struck: bool = False) -> list[str]:
    """The lines of an element's content: runs of words, and blocks between them."""
    struck = struck or "withdrawn" in element.classes
    if element.classes & OWN_LINE:
        line = " ".join(_words(element).split())
        return [f"~~{line}~~" if struck and element.classes & STRUCK_OUT else line]
    lines: list[str] = []
    before = ""
    for blocks, children in groupby(_seen(element.children), _is_block):
        if blocks:
            for child in children:
                assert isinstance(child, Element)
                lines += [""] if child.tag in LISTS and before in LISTS else []
                lines += _block(child, struck)
                before = child.tag
        elif words := " ".join(_joined(children).split()):
            lines.append(words)
            before = ""
    return lines


def _block(element: Element, struck: bool) -> list[str]:
    tag = element.tag
    if tag[1:].isdigit():  # h1 to h6
        return ["", f"{'#' * int(tag[1:])} {' '.join(_lines(element))}"]
    if tag in LISTS:
        lines = []
        for number, entry in enumerate(element.all("li"), 1):
            mark = f"{entry.attributes.get('value', number)}. " if tag == "ol" else "- "
            lines += _hung(mark, _lines(entry, struck))
        return lines
    if tag == "blockquote":
        return [f"> {line}" for line in _lines(element)]
    if tag == "dl":
        names, values = element.all("dt"), element.all("dd")
        return [
            " | ".join([*_lines(name), " ".join(_lines(value))])
            for name, value in zip(names, values, strict=True)
        ]
    if tag == "table":
        return _table(element, struck)
    return _lines(element, struck)


def _hung(mark: str, lines: list[str]) -> list[str]:
    first, *rest = [line for line in lines if line] or [""]
    return [mark + first, *(f"  {line}" for line in rest)]


def _table(table: Element, struck: bool) -> list[str]:
    lines = [line for caption in table.all("caption") for line in _lines(caption)]
    columns: list[str] = []
    for row in table.all("tr"):
        cells = [_lines(cell, struck) for cell in row.all("th", "td")]
        lines.append(" | ".join(cell[0] if cell else "" for cell in cells))
        if not columns:
            columns = [cell[0] if cell else "" for cell in cells]
            continue
        for name, cell in zip(columns, cells, strict=False):
            if cell[1:]:
                lines += [f"  {name}:", *(f"    {line}" for line in cell[1:])]
    return lines


def _words(child: Element | str) -> str:
    """Words within a line."""
    if isinstance(child, str):
        return child
    if child.tag == "br":
        return " "
    if "headerlink" in child.classes:
        return ""
    words = _joined(child.children)
    href = child.attributes.get("href", "")
    if child.tag == "b" and child.classes:
        return f"[{words}]"
    if child.tag == "mark":
        return f"{{{words}}}"
    if "passage-ref" in child.classes:
        return f" ({words})"
    if "name" in child.classes:
        return f"<{words} -> {href}>"
    if "words" in child.classes or href.startswith("/"):
        return f"{words} -> {href}"
    return words


def _joined(children: Iterable[Element | str]) -> str:
    return "".join(map(_words, children))
