"""What a reader sees in a part of a built page, and where that part leads.

Unlike `readable`, this knows nothing of our own markup: it must answer for pages whose templates
somebody else writes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = {
    *("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source"),
    *("track", "wbr"),
}
UNSEEN = {"script", "style", "template", "svg", "head"}
INLINE = {
    *("a", "abbr", "b", "bdi", "bdo", "cite", "code", "em", "i", "mark", "q", "s", "small"),
    *("span", "strong", "sub", "sup", "time", "u", "del", "ins"),
}
HEADING = re.compile(r"h([1-6])")


@dataclass
class Element:
    """An element of a page."""

    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: list[Element | str] = field(default_factory=list)
    parent: Element | None = field(default=None, repr=False)

    def below(self) -> Iterator[Element]:
        """It and all elements inside it, in their order."""
        yield self
        for child in self.children:
            if isinstance(child, Element):
                yield from child.below()

    @property
    def level(self) -> int:
        """Of a heading, 1 to 6; else 0."""
        found = HEADING.fullmatch(self.tag)
        return int(found[1]) if found else 0

    @property
    def text(self) -> str:
        """What is read in it, all white space one space, all apostrophes straight."""
        return plain("".join(_seen(self)))


class _Parser(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.root = self.open = Element("page")

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {k: v or "" for k, v in attrs}, parent=self.open)
        self.open.children.append(element)
        if tag not in VOID:
            self.open = element

    def handle_endtag(self, tag: str) -> None:
        at: Element | None = self.open
        while at is not None and at.tag != tag:
            at = at.parent
        if at is not None and at.parent is not None:  # a stray end tag closes nothing
            self.open = at.parent

    def handle_data(self, data: str) -> None:
        self.open.children.append(data)


def plain(text: str) -> str:
    """`text` with all white space one space and all apostrophes straight."""
    return " ".join(text.replace("’", "'").split())


def _seen(element: Element) -> Iterator[str]:
    if element.tag in UNSEEN or "hidden" in element.attributes:
        return
    if "headerlink" in element.attributes.get("class", ""):
        return
    apart = element.tag not in INLINE
    yield " " if apart else ""
    for child in element.children:
        yield from _seen(child) if isinstance(child, Element) else [child]
    yield " " if apart else ""


def content(html: str) -> Element:
    """The content of a page of the theme: not its header, navigation and footer."""
    parser = _Parser()
    parser.feed(html)
    parser.close()
    whole = list(parser.root.below())
    inner = [e for e in whole if "md-content__inner" in e.attributes.get("class", "").split()]
    bodies = [e for e in whole if e.tag == "body"]
    return (inner or bodies or [parser.root])[0]


def part(page: Element, within: str) -> Element:
    """The part of `page` under the anchor `within`, or under the heading with these words.

    Raises:
        AssertionError: there is no such anchor, nor a heading with these words.
    """
    wanted = re.compile(rf"(?<!\w){re.escape(plain(within))}(?!\w)")
    for element in page.below():
        if element.attributes.get("id") == within:
            return _section(element) if element.level else element
    for element in page.below():
        if element.level and wanted.search(element.text):
            return _section(element)
    raise AssertionError(f"neither an anchor nor a heading: {within}")


def _section(heading: Element) -> Element:
    """A heading and what follows it, up to the next one that is not below it."""
    siblings = heading.parent.children if heading.parent else [heading]
    start = next(n for n, child in enumerate(siblings) if child is heading)
    kept: list[Element | str] = [heading]
    for child in siblings[start + 1 :]:
        if isinstance(child, Element) and 0 < child.level <= heading.level:
            break
        kept.append(child)
    return Element("section", children=kept)


def rows(page: Element) -> list[str]:
    """The text of every row of a table and every entry of a list."""
    return [e.text for e in page.below() if e.tag in ("tr", "li", "dd")]


def links(page: Element) -> list[str]:
    """Every address that it leads to, that of a redirect included."""
    found = [e.attributes["href"] for e in page.below() if e.attributes.get("href")]
    for element in page.below():
        refresh = re.search(r"url=['\"]?([^'\"]+)", element.attributes.get("content", ""))
        found += [refresh[1]] if element.tag == "meta" and refresh else []
    return found
