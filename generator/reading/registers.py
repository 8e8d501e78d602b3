"""Topics, sources, actors and places: what articles refer to by id."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import PurePosixPath
from typing import Any, Generic, TypeVar

from babel import Locale

from generator.diagnostics import Diagnostic, diagnose
from generator.model import Actor, Place, Source, State, Topic
from generator.reading.findings import judge, missing_key
from generator.reading.frontmatter import Document, read_document, read_register
from generator.reading.manuscript import as_text, check_name
from generator.reading.schema import (
    ActorRecord,
    PlaceRecord,
    Record,
    SourceRecord,
    TopicRecord,
    WordRecord,
)

T = TypeVar("T")

_ID = re.compile(r"[a-z0-9][a-z0-9-]*")
# Babel also lists groupings and test codes, which are no country.
_NO_COUNTRY = frozenset({"EU", "EZ", "QO", "UN", "XA", "XB", "ZZ"})


@cache
def countries() -> frozenset[str]:
    """The ISO 3166 alpha-2 codes, and XK for Kosovo."""
    codes = map(str, Locale("en").territories)
    return frozenset(c for c in codes if re.fullmatch("[A-Z]{2}", c)) - _NO_COUNTRY


@dataclass(slots=True)
class Register(Generic[T]):
    """The entries of one kind.

    Attributes:
        entries: those that are right, by id.
        ids: all of them, so that a broken entry makes nobody's reference unknown.
        complete: whether every id is known.
        documents: their files, by id, with the way to the entry.
    """

    entries: dict[str, T] = field(default_factory=dict)
    ids: set[str] = field(default_factory=set)
    complete: bool = True
    diagnostics: list[Diagnostic] = field(default_factory=list)
    documents: dict[str, Document] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Registers:
    """Everything that articles refer to."""

    topics: Register[Topic]
    sources: Register[Source]
    actors: Register[Actor]
    places: Register[Place]


def read_registers(files: Mapping[str, bytes]) -> Registers:
    """Read `topics/*.md`, `sources.yml`, `actors.yml` and `places.yml`."""
    return Registers(
        _read_topics(files),
        _read("sources.yml", files, SourceRecord, _source, "source"),
        _read("actors.yml", files, ActorRecord, _actor, "actor"),
        _read("places.yml", files, PlaceRecord, _place, "place"),
    )


def _read(
    path: str,
    files: Mapping[str, bytes],
    model: type[Any],
    build: Callable[[str, Any], T],
    what: str,
) -> Register[T]:
    register: Register[T] = Register()
    if path not in files:
        return register
    document = read_register(path, files[path])
    register.diagnostics += document.diagnostics
    register.complete = document.readable
    for name, fields in document.fields.items():
        register.ids.add(name)
        register.documents[name] = document
        if not _ID.fullmatch(name):
            allowed = "lower-case letters a to z, digits and hyphens"
            register.diagnostics.append(
                diagnose("BR141", document.at_key((name,)), key=what, value=name, allowed=allowed)
            )
        record, found = judge(model, fields, document, (name,), what=what)
        register.diagnostics += found
        if record is not None:
            register.diagnostics += _half_a_point(record, document, name)
            register.entries[name] = build(name, record)
    return register


def _half_a_point(record: Record, document: Document, name: str) -> Iterable[Diagnostic]:
    if isinstance(record, PlaceRecord) and (record.lat is None) != (record.lon is None):
        key = "lat" if record.lat is None else "lon"
        yield missing_key(key, "place", document.at((name,)))


def _read_topics(files: Mapping[str, bytes]) -> Register[Topic]:
    register: Register[Topic] = Register()
    for path in sorted(files):
        if PurePosixPath(path).parent != PurePosixPath("topics") or not path.endswith(".md"):
            continue
        document = read_document(path, files[path])
        stem = unicodedata.normalize("NFC", PurePosixPath(path).stem)
        register.ids.add(stem)
        register.documents[stem] = document
        register.diagnostics += document.diagnostics
        register.diagnostics += check_name(path, stem)
        if not document.readable:
            continue
        record, found = judge(TopicRecord, document.fields, document, what="topic")
        register.diagnostics += found
        if record is not None:
            register.diagnostics += _repeated_words(record, document)
            register.entries[stem] = _topic(stem, record, document)
    return register


def _repeated_words(record: TopicRecord, document: Document) -> Iterable[Diagnostic]:
    for key, words in (("states", record.states), ("positions", record.positions)):
        first: dict[str, int] = {}
        for number, word in enumerate(words):
            if word.id in first:
                line = document.at((key, first[word.id])).line
                yield diagnose("BR109", document.at((key, number)), key=word.id, line=line)
            first.setdefault(word.id, number)


def _topic(name: str, record: TopicRecord, document: Document) -> Topic:
    return Topic(
        id=name,
        path=document.path,
        title=as_text(record.title),
        lead=record.lead,
        order=record.order,
        states=tuple(map(_state, record.states)),
        positions=tuple(map(_state, record.positions)),
        stale_after=record.stale_after,
        open_questions=tuple(map(as_text, record.open_questions)),
        keywords={tag: tuple(words) for tag, words in record.keywords.items()},
        body=document.body,
    )


def _state(word: WordRecord) -> State:
    return State(word.id, as_text(word.label), word.tone)


def _source(name: str, record: SourceRecord) -> Source:
    return Source(
        id=name,
        name=as_text(record.name),
        kind=record.kind,
        url=record.url,
        language=record.language,
        country=record.country,
        state_affiliated=record.state_affiliated,
        reliability=record.reliability,
    )


def _actor(name: str, record: ActorRecord) -> Actor:
    return Actor(
        id=name,
        name=as_text(record.name),
        kind=record.kind,
        role=as_text(record.role) if record.role else None,
        country=record.country,
        aliases=tuple(record.aliases),
    )


def _place(name: str, record: PlaceRecord) -> Place:
    return Place(
        id=name,
        name=as_text(record.name),
        lat=record.lat,
        lon=record.lon,
        country=record.country,
        kind=record.kind,
        precision=record.precision,
        aliases=tuple(record.aliases),
    )
