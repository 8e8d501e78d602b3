"""A file's text -> front matter, body, and the place of every key in the file."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from typing import Any

from frontmatter.default_handlers import YAMLHandler

from generator.diagnostics import Diagnostic, Location, diagnose
from generator.reading.encoding import FileText, decode
from generator.reading.yaml_tree import Loc, Tree, read_yaml

_ENOUGH = 40
"""Characters by which words of a body are found again."""


class FrontMatter(YAMLHandler):
    """python-frontmatter's YAML, with boundaries that end on their own line.

    Its own pattern lets a boundary run on over blank lines, which moves every line after it.
    """

    FM_BOUNDARY = re.compile(r"^---[^\S\n]*$", re.MULTILINE)


HANDLER = FrontMatter()


@dataclass(frozen=True, slots=True)
class Document:
    """A file that was read: its front matter, and the body below.

    Attributes:
        path: relative to the content folder.
        fields: the front matter, or the whole of a `.yml` file.
        body: what follows the front matter, NFC; empty for a `.yml` file.
        readable: whether `fields` is all the author wrote; if not, nothing may be
            called missing or unknown for its sake.
        diagnostics: what is wrong with the form.
    """

    path: str
    fields: dict[str, Any] = field(default_factory=dict)
    body: str = ""
    readable: bool = True
    diagnostics: tuple[Diagnostic, ...] = ()
    _source: FileText = field(default_factory=lambda: FileText("", ""))
    _tree: Tree = field(default_factory=Tree)
    _body_start: int = 0

    def holds(self, loc: Loc) -> bool:
        """Whether the author wrote a value there."""
        return loc in self._tree.values

    def at_key(self, loc: Loc) -> Location:
        """Where a key stands, or the nearest thing around it that has a place."""
        if loc in self._tree.keys:
            return self._source.place(self._tree.keys[loc])
        return self.at(loc)

    def at(self, loc: Loc) -> Location:
        """Where a value begins, or the nearest thing around it that has a place."""
        while loc and loc not in self._tree.values:
            loc = loc[:-1]
        if not loc:
            return Location(self.path)
        return self._source.place(self._tree.values[loc])

    def in_body(self, words: str) -> Location:
        """Where `words` begin in the body, or where the body begins."""
        # Most often they stand there as they are; an expression for each takes far longer.
        begun = words[:_ENOUGH].lstrip()
        at = self._source.text.find(begun, self._body_start) if begun[:1].isalnum() else -1
        if at >= 0:
            return self._source.place(at)
        flexible = r"\W+".join(map(re.escape, re.findall(r"\w+", words)[:6]))
        text = self._source.text
        found = re.compile(flexible).search(text, self._body_start) if flexible else None
        return self._source.place(found.start() if found else self._body_start)

    def of_body(self, index: int) -> Location:
        """Where the character at `index` of `body` stands."""
        begin = self._source.place(self._body_start)
        line = begin.line + self.body.count("\n", 0, index)
        return Location(self.path, line, index - self.body.rfind("\n", 0, index))


def read_document(path: str, raw: bytes, *, required: bool = True) -> Document:
    """Read a Markdown file.

    Args:
        path: relative to the content folder.
        raw: its bytes.
        required: whether it must have front matter.
    """
    source, found = decode(path, raw)
    if source is None:
        return Document(path, readable=False, diagnostics=tuple(found))
    text = source.text
    if not HANDLER.detect(text):
        if required:
            found.append(_no_front_matter(source))
        body = unicodedata.normalize("NFC", text)
        return Document(path, {}, body, not required, tuple(found), source)
    try:
        front, _ = HANDLER.split(text)
    except ValueError:
        found.append(diagnose("BR102", Location(path)))
        return Document(path, readable=False, diagnostics=tuple(found), _source=source)
    start = text.index("\n")
    end = start + len(front)
    tree = read_yaml(source, start, end)
    below = text.find("\n", end)
    body_start = below + 1 if below >= 0 else len(text)
    return _document(source, tree, found, body_start)


def read_register(path: str, raw: bytes) -> Document:
    """Read a `.yml` file: `sources.yml`, `actors.yml` or `places.yml`."""
    source, found = decode(path, raw)
    if source is None:
        return Document(path, readable=False, diagnostics=tuple(found))
    return _document(source, read_yaml(source), found, len(source.text))


def _document(source: FileText, tree: Tree, found: list[Diagnostic], body_start: int) -> Document:
    found.extend(tree.diagnostics)
    fields, readable = tree.root, not tree.broken
    if fields is None:
        fields = {}
    elif not isinstance(fields, dict):
        if readable:
            found.append(diagnose("BR111", source.place(tree.values[()])))
        fields, readable = {}, False
    return Document(
        source.path,
        fields,
        unicodedata.normalize("NFC", source.text[body_start:]),
        readable,
        tuple(found),
        source,
        tree,
        body_start,
    )


def _no_front_matter(source: FileText) -> Diagnostic:
    if not source.text.strip():
        return diagnose("BR135", Location(source.path))
    index = len(source.text) - len(source.text.lstrip())
    return diagnose("BR101", source.place(index))
