"""What the page that searches needs to know of a part's records, besides where words stand.

Column by column: a column holds like next to like, and so takes a tenth of the room of rows. The
readers of both forms are in `theme/assets/search/archive.js`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise
from typing import Any

from generator.outputs.search.parts import Indexed, Part
from generator.outputs.search.records import Range, Record, Unit
from generator.outputs.search.words import tokens
from generator.text import Phrase

FACETS = (
    *("kind", "topic", "source", "said_by", "subject"),
    *("country", "certainty", "standing", "language"),
)
"""What units are narrowed by, besides the year and month of publication."""
SHOWN = ("kind", "source", "certainty")
"""Those that every result shows."""
UNITS_IN_A_PACK = 40
_EPOCH = date(1970, 1, 1)


def columns(part: Part, indexed: Indexed) -> dict[str, Any]:
    """What every query needs to know of a part's records and units, column by column.

    Of each record: Pagefind's `name`, the `day` (since 1970, or null), how many `units`, and how
    many tokens the name of its `source` has, which follows its own. Of each unit: where its
    `tokens` start, from the unit before on, and how many they are, and how many its `own` are.
    Own tokens of a page are its first, those of its claims, one after the other, its last.
    `packs` has the number of the first record of each.
    """
    records = part.records
    units = [unit for record in records for unit in record.units]
    starts = [unit.tokens[0] for unit in units]
    return {
        "name": indexed.names,
        "day": [(r.day - _EPOCH).days if r.day else None for r in records],
        "units": [len(r.units) for r in records],
        "source": [_length(r.source) for r in records],
        "start": [start - before for before, start in pairwise([0, *starts])],
        "length": [_length(unit.tokens) for unit in units],
        "own": [_length(unit.own) for unit in units],
        "packs": [first for first, _ in _packs(part)],
    }


def facets(part: Part) -> dict[str, list[list[Any]]]:
    """What units are narrowed by: by facet, all combinations of its values, and each unit's."""
    units = [unit for record in part.records for unit in record.units]
    return {facet: _facet(facet, units) for facet in FACETS}


def packs(part: Part) -> Iterator[list[dict[str, Any]]]:
    """What results show of records, some records a pack."""
    for _, records in _packs(part):
        yield [_shown(record) for record in records]


def _packs(part: Part) -> Iterator[tuple[int, list[Record]]]:
    """Packs, each with the number of its first record: few enough files, and small enough."""
    first, units = 0, 0
    pack: list[Record] = []
    for number, record in enumerate(part.records):
        if units >= UNITS_IN_A_PACK:
            yield first, pack
            first, pack, units = number, [], 0
        pack.append(record)
        units += len(record.units)
    yield first, pack


def _length(tokens: Range) -> int:
    return tokens[1] - tokens[0]


def _facet(facet: str, units: Sequence[Unit]) -> list[list[Any]]:
    numbers: dict[tuple[str, ...], int] = {}
    of = [numbers.setdefault(unit.facets.get(facet, ()), len(numbers)) for unit in units]
    return [[list(values) for values in numbers], of]


def _shown(record: Record) -> dict[str, Any]:
    return {
        "url": record.url,
        "language": record.tag,
        "words": " ".join(record.words),
        "odd": _odd(record.words),
        "blocks": [start for start, _ in record.blocks],
        "anchors": [anchor for _, anchor in record.blocks],
        "units": [_result(unit) for unit in record.units],
    }


def _result(unit: Unit) -> list[Any]:
    title, language = told(unit.title)
    shown = [(unit.facets.get(facet) or [""])[0] for facet in SHOWN]
    return [unit.anchor, title, language, *shown, int(unit.retracted)]


def _odd(words: Sequence[str]) -> list[int]:
    """Words that have not one token: how far each is from the one before, and how many it has."""
    odd, last = [], 0
    for number, count in enumerate(map(len, map(tokens, words))):
        if count != 1:
            odd += [number - last, count]
            last = number
    return odd


def told(phrase: Phrase) -> tuple[str, str]:
    """A phrase as one text, and its language where all of it is in another than the page's."""
    languages = {run.language for run in phrase.runs}
    return str(phrase), languages.pop() if len(languages) == 1 else ""
