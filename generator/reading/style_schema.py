"""The keys of `style.yml`, checked at the border like those of front matter."""

from __future__ import annotations

from generator.reading.fields import Language, OneOrMore, Words
from generator.reading.schema import Record


class LoadedRecord(Record):
    """Words that the desk does not print in its own voice, and what it prints instead."""

    avoid: OneOrMore
    say: Words
    why: Words | None = None


class WordingRecord(Record):
    """A desk's additions to the wording that checks look for; generator/reading/lints has ours."""

    hedges: OneOrMore | None = None
    openers: OneOrMore | None = None
    excused_by: OneOrMore | None = None
    excused_after: OneOrMore | None = None
    attributions: OneOrMore | None = None
    no_attributions: OneOrMore | None = None
    sayings: OneOrMore | None = None
    plural_sources: OneOrMore | None = None
    single_source: OneOrMore | None = None
    relative_dates: OneOrMore | None = None
    no_relative_dates: OneOrMore | None = None
    nowadays: OneOrMore | None = None
    full_dates: OneOrMore | None = None
    assertions: OneOrMore | None = None
    questions: OneOrMore | None = None


class StyleRecord(Record):
    """What a desk's `style.yml` may hold, each by language."""

    loaded: dict[Language, list[LoadedRecord]] | None = None
    wording: dict[Language, WordingRecord] | None = None
