"""Markdown -> sanitised HTML, cut into the blocks and pieces in which passages are found.

Sanitising is the last step after every Markdown extension, so that nothing an extension
does with hostile text reaches a page.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import partial
from html import escape
from html.parser import HTMLParser
from typing import Any, Literal

import nh3
from markdown import Markdown
from markdown.extensions.toc import slugify_unicode

from generator.text import AUTHORED, Block, Body, Piece

HEADINGS = {"h1": 2, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6}
"""Level of a heading in the page: the page's title is its only `h1`."""
BLOCKS = {*HEADINGS, "p", "li", "dt", "dd", "tr", "pre", "figcaption", "caption"}
CONTAINERS = {"ul", "ol", "dl", "table", "thead", "tbody", "blockquote", "figure", "hr"}
CAPTIONS = {"figcaption", "caption"}
INLINE = {
    *("a", "abbr", "b", "bdi", "bdo", "br", "cite", "code", "del", "dfn", "em", "i", "img", "ins"),
    *("kbd", "q", "s", "small", "strong", "sub", "sup", "time", "u", "var", "wbr", "th", "td"),
}
ATTRIBUTES = {
    "*": {"lang", "dir", "id"},
    "a": {"href", "title"},
    "abbr": {"title"},
    "img": {"src", "alt", "title", "width", "height"},
    "ol": {"start"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
    "time": {"datetime"},
}
SCHEMES = {"http", "https", "mailto"}
_FOOTNOTE_ID = re.compile(r"fn(ref)?\d*:[\w-]+")
_MARKDOWN_LINK = re.compile(r"^([^:?#]+)\.md(#.*)?$")
_ELSEWHERE = re.compile(r"[a-z][a-z0-9+.-]*:|[/\\]", re.IGNORECASE)
_IGNORED_IN_URL = re.compile(r"[\x00-\x20]")


def _attribute(tag: str, name: str, value: str) -> str | None:
    if name == "id":  # any other id could stand in for one of the page's own anchors
        # An article's headings get ids of our own; elsewhere links lead to the engine's, and
        # those of the theme begin with an underscore.
        kept = tag in HEADINGS and not value.startswith("_")
        return value if kept or _FOOTNOTE_ID.fullmatch(value) else None
    if name == "href" and tag == "a":
        return _MARKDOWN_LINK.sub(r"\1.html\2", value)
    if name == "src" and _ELSEWHERE.match(_IGNORED_IN_URL.sub("", value)):
        return None  # a picture from outside the site would be a request when the page is read
    return value


_cleaner = nh3.Cleaner(
    tags=BLOCKS | CONTAINERS | INLINE,
    clean_content_tags={"script", "style", "template", "iframe", "object", "svg", "math"},
    attributes=ATTRIBUTES,
    attribute_filter=_attribute,
    url_schemes=SCHEMES,
    link_rel="noopener noreferrer",
)


def sanitise(html: str) -> str:
    """`html` with nothing left that can run, request or break out of its place."""
    return _cleaner.clean(html)


class BodyRenderer:
    """Renders Markdown with one set of extensions; an instance serves any number of texts."""

    def __init__(
        self, extensions: Sequence[str] = (), extension_configs: Mapping[str, Any] | None = None
    ) -> None:
        # Ids of headings are ours, so links to those of `toc` would lead nowhere.
        used = [name for name in extensions if name not in ("toc", "markdown.extensions.toc")]
        configs = {
            name: options for name, options in (extension_configs or {}).items() if name in used
        }
        self._fresh = partial(Markdown, extensions=used, extension_configs=configs)
        self._markdown = self._fresh()

    def render(self, markdown: str) -> Body:
        """Render, sanitise and cut `markdown`."""
        cutter = _Cutter()
        cutter.feed(self.html(markdown))
        cutter.close()
        return cutter.body()

    def html(self, markdown: str) -> str:
        """Render and sanitise `markdown`."""
        try:
            return sanitise(self._markdown.reset().convert(markdown))
        except RecursionError:  # what was open in that text would still be, in the next one
            self._markdown = self._fresh()
            raise


class _Cutter(HTMLParser):
    """Cuts sanitised (so well-formed) HTML into pieces; text belongs to its innermost block."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._pieces: list[Piece] = []
        self._tags: list[str] = []
        self._open: list[int] = []
        self._loose: int | None = None
        self._anchors: set[str] = set()
        self._numbers: dict[str, int] = {}
        self._header_row = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in BLOCKS or tag in CONTAINERS:
            self._loose = None
        if tag in ("thead", "tbody"):
            self._header_row = tag == "thead"
        if tag in BLOCKS:
            block = "thead" if tag == "tr" and self._header_row else tag
            if self._open and self._tags[self._open[-1]] in CAPTIONS and tag not in HEADINGS:
                block = "figcaption"  # a paragraph of a caption is a caption
            self._open.append(len(self._tags))
            self._tags.append(block)
        if tag in HEADINGS:  # its id is only known with its text: `body` puts it here
            self._pieces.append(Piece("", len(self._tags) - 1))
        else:
            self._pieces.append(Piece(self.get_starttag_text() or ""))
        if tag == "br":  # the words on both sides of it are two
            self.handle_data("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in BLOCKS or tag in CONTAINERS:
            self._loose = None
        if tag in BLOCKS and self._open:
            self._open.pop()
        name = f"h{HEADINGS[tag]}" if tag in HEADINGS else tag
        self._pieces.append(Piece(f"</{name}>"))

    def handle_data(self, data: str) -> None:
        if not self._open and self._loose is None and data.strip():
            self._loose = len(self._tags)
            self._tags.append("p")
        block = self._open[-1] if self._open else self._loose
        self._pieces.append(Piece(data, block) if block is not None else Piece(escape(data)))

    def body(self) -> Body:
        texts = [""] * len(self._tags)
        for piece in self._pieces:
            if piece.block is not None:
                texts[piece.block] += piece.text
        blocks = tuple(self._block(tag, text) for tag, text in zip(self._tags, texts, strict=True))
        pieces = tuple(
            Piece(f'<h{blocks[p.block].level} id="{blocks[p.block].anchor}">')
            if p.block is not None and not p.text
            else p
            for p in self._pieces
        )
        return Body(pieces, blocks)

    def _block(self, tag: str, text: str) -> Block:
        if tag in HEADINGS:
            return Block("heading", text, HEADINGS[tag], self._anchor(text))
        kinds: dict[str, Literal["heading", "code", "caption"]] = {
            "thead": "heading",
            "pre": "code",
            "figcaption": "caption",
            "caption": "caption",
        }
        return Block(kinds.get(tag, "paragraph"), text)

    def _anchor(self, text: str) -> str:
        base = anchor = AUTHORED + slugify_unicode(text, "-")
        while anchor in self._anchors:  # thousands may be alike: go on where the last one ended
            self._numbers[base] = self._numbers.get(base, 1) + 1
            anchor = f"{base}-{self._numbers[base]}"
        self._anchors.add(anchor)
        return escape(anchor)
