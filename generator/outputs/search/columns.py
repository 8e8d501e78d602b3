"""What the page that searches needs to know of a part's records, besides where words stand.

Column by column: a column holds like next to like, and so takes a tenth of the room of rows. The
readers of both forms are in `theme/assets/search/archive.js`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
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
RECORDS_IN_A_PACK = 24
_EPOCH = date(1970, 1, 1)


def columns(part: Part, indexed: Indexed) -> dict[str, Any]:
    """A part's records and units, column by column.

    `name` (Pagefind's), `day` (since 1970, or null), `units` (how many) and where the source's
    name stands have an entry for each record; the rest one for each unit, in the order of the
    records. A facet is the list of all combinations of its values, and for each unit the number
    of its combination.
    """
    records = part.records
    units = [unit for record in records for unit in record.units]
    return {
        "name": indexed.names,
        "day": [(r.day - _EPOCH).days if r.day else None for r in records],
        "units": [len(r.units) for r in records],
        "source": _ranges(r.source for r in records),
        "tokens": _ranges(u.tokens for u in units),
        "own": _ranges(u.own for u in units),
        "retracted": [number for number, unit in enumerate(units) if unit.retracted],
        "facets": {facet: _facet(facet, units) for facet in FACETS},
    }


def packs(part: Part) -> Iterator[list[dict[str, Any]]]:
    """What results show of records, some records a pack."""
    for first in range(0, len(part.records), RECORDS_IN_A_PACK):
        yield [_shown(record) for record in part.records[first : first + RECORDS_IN_A_PACK]]


def _ranges(ranges: Iterable[Range]) -> list[list[int]]:
    """Where they start, and how many tokens they have."""
    pairs = list(ranges)
    return [[start for start, _ in pairs], [end - start for start, end in pairs]]


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
        "units": [[unit.anchor, *told(unit.title)] for unit in record.units],
    }


def _odd(words: Sequence[str]) -> list[int]:
    """Words that have not one token: how far each is from the one before, and how many it has."""
    odd, last = [], 0
    for number, word in enumerate(words):
        count = len(tokens(word))
        if count != 1:
            odd += [number - last, count]
            last = number
    return odd


def told(phrase: Phrase) -> tuple[str, str]:
    """A phrase as one text, and its language where all of it is in another than the page's."""
    languages = {run.language for run in phrase.runs}
    return str(phrase), languages.pop() if len(languages) == 1 else ""
