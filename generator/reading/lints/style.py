"""`style.yml`: what a desk adds to the wording that is looked for, and what it would not print."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from generator.diagnostics import Diagnostic
from generator.reading.findings import judge
from generator.reading.frontmatter import read_register
from generator.reading.lints.lexicon import Lexicon, lexicon, phrases_pattern
from generator.reading.style_schema import LoadedRecord, StyleRecord

STYLE = "style.yml"


@dataclass(slots=True)
class Style:
    """A desk's choice of words.

    Attributes:
        record: of the file; empty where there is none.
        diagnostics: what is wrong with it.
    """

    record: StyleRecord = field(default_factory=StyleRecord)
    diagnostics: list[Diagnostic] = field(default_factory=list)
    _lexicons: dict[str, Lexicon] = field(default_factory=dict)
    _loaded: dict[str, Loaded] = field(default_factory=dict)

    def lexicon(self, language: str) -> Lexicon:
        """The wording of a language, with the desk's additions."""
        tongue = _tongue(language)
        if tongue not in self._lexicons:
            added: dict[str, list[str]] = {}
            for key, record in (self.record.wording or {}).items():
                if _tongue(key) == tongue:
                    for name, phrases in record.model_dump().items():
                        added.setdefault(name, []).extend(phrases or ())
            self._lexicons[tongue] = lexicon(tongue, added)
        return self._lexicons[tongue]

    def loaded(self, language: str) -> Loaded:
        """The words of a language that the desk would not print in its own voice."""
        tongue = _tongue(language)
        if tongue not in self._loaded:
            self._loaded[tongue] = Loaded.of(
                [
                    entry
                    for key, entries in (self.record.loaded or {}).items()
                    if _tongue(key) == tongue
                    for entry in entries
                ]
            )
        return self._loaded[tongue]


@dataclass(frozen=True, slots=True)
class Loaded:
    """Loaded words: one expression for all, and the one of each entry to tell which it was."""

    any: re.Pattern[str]
    each: tuple[tuple[re.Pattern[str], LoadedRecord], ...]

    @classmethod
    def of(cls, entries: list[LoadedRecord]) -> Loaded:
        """All of `entries` in one."""
        return cls(
            phrases_pattern(word for entry in entries for word in entry.avoid),
            tuple((phrases_pattern(entry.avoid), entry) for entry in entries),
        )

    def advice(self, word: str) -> LoadedRecord:
        """What the desk says of a word that `any` found."""
        return next(entry for pattern, entry in self.each if pattern.fullmatch(word))


def _tongue(language: str) -> str:
    return language.split("-")[0].lower()


def read_style(files: Mapping[str, bytes]) -> Style:
    """Read `style.yml`, where a desk has one."""
    if STYLE not in files:
        return Style()
    document = read_register(STYLE, files[STYLE])
    style = Style(diagnostics=list(document.diagnostics))
    if document.readable:
        record, found = judge(StyleRecord, document.fields, document, what="style.yml")
        style.diagnostics += found
        style.record = record or StyleRecord()
    return style
