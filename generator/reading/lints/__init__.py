"""Wording and sourcing: what an article says more surely, or of fewer people, than it knows.

The lexicons beside this module are data that anybody can lengthen; `style.yml` in the content
folder adds a desk's own. Where a language has none, only what needs no words is checked.
`briefing explain` tells what each rule rests on.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generator.diagnostics import Diagnostic
from generator.reading.lints import sourcing, wording
from generator.reading.lints.found import Found
from generator.reading.lints.silences import after_silences
from generator.reading.lints.style import Style
from generator.reading.manuscript import Manuscript
from generator.reading.registers import Registers

__all__ = ["check_wording"]


def check_wording(
    manuscripts: Sequence[Manuscript], registers: Registers, style: Style
) -> Iterator[Diagnostic]:
    """Every article's wording and sourcing, what it silences apart.

    Args:
        manuscripts: the articles, their passages found.
        registers: whom and what they name.
        style: the desk's own choice of words.
    """
    names = sourcing.Names(registers)
    for manuscript in manuscripts:
        if manuscript.record is not None:
            yield from after_silences(manuscript, [*_of(manuscript, names, style)])


def _of(manuscript: Manuscript, names: sourcing.Names, style: Style) -> Iterator[Found]:
    record = manuscript.record
    if record is None:
        return
    lexicon = style.lexicon(record.language)
    yield from wording.of_article(manuscript, lexicon, style)
    records = list(manuscript.records())
    for claim in records:
        if claim.number in manuscript.spans:
            yield from wording.of_claim(manuscript, claim, lexicon)
            yield from sourcing.of_claim(manuscript, claim, lexicon, names)
    # A claim whose passage is not found may be that of any paragraph.
    if manuscript.complete and len(manuscript.spans) == len(records):
        yield from sourcing.unassigned(manuscript)
