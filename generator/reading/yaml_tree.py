"""YAML -> plain values with a place for every key and every value.

Every plain scalar is text: `NO` is Norway, `3.10` keeps its zero, and no date is built
before the schema asks for one. Anchors, aliases and tags are refused while they stream by,
before anything could be expanded, and nesting is bounded: hostile YAML costs nothing.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from typing import Any

import yaml

from generator.diagnostics import Diagnostic, diagnose
from generator.reading.encoding import FileText
from generator.reading.yaml_problems import explain

Loc = tuple[str | int, ...]
"""The way to a value: `("claims", 0, "on")`."""

DEEPEST = 12
"""Levels of nesting; the contract needs five."""

# LibYAML reads the front matter of an article five times faster; where it is not built in,
# the pure reader gives the same values and the same places.
LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

_NODES = {yaml.ScalarEvent, yaml.MappingStartEvent, yaml.SequenceStartEvent}
_ENDS = {yaml.MappingEndEvent, yaml.SequenceEndEvent}
_COMMENT = re.compile(r"[ \t]+#[^\n]*")


@dataclass(slots=True)
class Tree:
    """What a YAML text says, and where.

    Attributes:
        root: dicts, lists, strings and None.
        keys: index in the file's text of each key, by the way to it.
        values: the same of each value.
        diagnostics: what is wrong with the YAML.
        broken: reading stopped early, so what is missing may well be there.
    """

    root: Any = None
    keys: dict[Loc, int] = field(default_factory=dict)
    values: dict[Loc, int] = field(default_factory=dict)
    diagnostics: list[Diagnostic] = field(default_factory=list)
    broken: bool = False


@dataclass(slots=True)
class _Frame:
    """A mapping or a list that is still open."""

    loc: Loc
    container: dict[str, Any] | list[Any]
    flow: bool
    key: str | None = None
    waiting: bool = False
    """Whether a mapping has its key and waits for the value."""


class _Stop(Exception):  # noqa: N818 - what follows cannot be read
    """The YAML cannot be read further."""


def read_yaml(source: FileText, start: int = 0, end: int | None = None) -> Tree:
    """Read the YAML between two indexes of a file's text."""
    text = source.text[start:end]
    reader = _Reader(source, text, start)
    try:
        for event in yaml.parse(text, Loader=LOADER):
            reader.take(event)
    except _Stop:
        reader.tree.broken = True
    except yaml.MarkedYAMLError as error:
        reader.tree.diagnostics.append(explain(error, source, text, start))
        reader.tree.broken = True
    return reader.tree


class _Reader:
    """Builds the tree event by event, without recursion."""

    def __init__(self, source: FileText, text: str, start: int) -> None:
        self.tree = Tree()
        self._source = source
        self._text = text
        self._start = start
        self._open: list[_Frame] = []
        self._documents = 0

    def take(self, event: Any) -> None:
        """Take the next event of the parser."""
        kind = type(event)
        if kind in _NODES:  # nearly all are
            self._node(event)
        elif kind in _ENDS:
            self._open.pop()
        elif kind is yaml.AliasEvent:
            self._report("BR128", _index(event), mark="*", name=event.anchor)
            raise _Stop
        elif kind is yaml.DocumentStartEvent:
            self._documents += 1
            if self._documents > 1:
                self._report("BR103", _index(event), problem="a second `---` begins here")
                raise _Stop

    def _node(self, event: Any) -> None:
        index = _index(event)
        if event.anchor is not None:
            self._report("BR128", index, mark="&", name=event.anchor)
        if event.tag is not None:
            self._report("BR129", index, tag=event.tag.replace("tag:yaml.org,2002:", "!!"))
        if type(event) is yaml.ScalarEvent:
            self._scalar(event, index)
            return
        if len(self._open) >= DEEPEST:
            self._report("BR130", index, levels=DEEPEST)
            raise _Stop
        loc = self._loc(index)
        container: dict[str, Any] | list[Any]
        container = {} if isinstance(event, yaml.MappingStartEvent) else []
        self._put(loc, container, index)
        self._open.append(_Frame(loc, container, bool(event.flow_style)))

    def _scalar(self, event: Any, index: int) -> None:
        plain = not event.style
        value = event.value
        if not value.isascii():
            value = unicodedata.normalize("NFC", value)
        frame = self._open[-1] if self._open else None
        if plain and frame and frame.flow and "?" in value:
            # LibYAML lets it pass, the pure reader and every other tool do not.
            self._report("BR106", self._text.index("?", index), value=value)
        if frame and isinstance(frame.container, dict) and not frame.waiting:
            self._key(frame, value, index)
            return
        if plain and not (frame and frame.flow):
            self._cut_short(event.end_mark.index)
        self._put(self._loc(index), None if plain and not value else value, index)

    def _key(self, frame: _Frame, key: str, index: int) -> None:
        frame.waiting = True
        frame.key = key
        if not key:
            self._report("BR103", index, problem="a key has no name here")
            raise _Stop
        loc = (*frame.loc, key)
        if loc in self.tree.keys:
            first = self._source.place(self.tree.keys[loc])
            self._report("BR109", index, key=key, line=first.line)
            # Read to its end and forgotten: the first one stands.
            frame.key = None
            return
        self.tree.keys[loc] = self._start + index

    def _loc(self, index: int) -> Loc:
        """Where the value that begins now belongs."""
        if not self._open:
            return ()
        frame = self._open[-1]
        if isinstance(frame.container, list):
            return (*frame.loc, len(frame.container))
        if not frame.waiting:
            self._report("BR103", index, problem="a list or a mapping stands where a key belongs")
            raise _Stop
        # The value of a duplicate key: a way that no key of a file can have.
        return (*frame.loc, frame.key) if frame.key is not None else (*frame.loc, -1)

    def _put(self, loc: Loc, value: Any, index: int) -> None:
        if not self._open:
            self.tree.root = value
        else:
            frame = self._open[-1]
            frame.waiting = False
            if isinstance(frame.container, list):
                frame.container.append(value)
            elif frame.key is not None:
                frame.container[frame.key] = value
        self.tree.values[loc] = self._start + index

    def _cut_short(self, end: int) -> None:
        comment = _COMMENT.match(self._text, end)
        if comment:
            lost = comment.group().strip()
            self._report("BR108", end + comment.group().index("#"), lost=lost)

    def _report(self, code: str, index: int, **values: object) -> None:
        place = self._source.place(self._start + index)
        self.tree.diagnostics.append(diagnose(code, place, **values))


def _index(event: yaml.Event) -> int:
    return int(event.start_mark.index) if event.start_mark else 0
