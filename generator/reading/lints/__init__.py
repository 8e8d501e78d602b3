"""Wording and sourcing: what an article says more surely, or of fewer people, than it knows.

The lexicons beside this module are data that anybody can lengthen; `style.yml` in the content
folder adds a desk's own. Where a language has none, only what needs no words is checked.
`briefing explain` tells what each rule rests on.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.diagnostics import Diagnostic
from generator.reading.lints import sourcing, wording
from generator.reading.lints.found import Found
from generator.reading.lints.sentences import Paragraphs
from generator.reading.lints.silences import after_silences
from generator.reading.lints.sourcing import Names
from generator.reading.lints.style import Style
from generator.reading.manuscript import Manuscript
from generator.reading.schema import ArticleRecord

__all__ = ["Names", "check_wording"]


def check_wording(manuscript: Manuscript, names: Names, style: Style) -> Iterator[Diagnostic]:
    """An article's wording and sourcing, what it silences apart.

    Args:
        manuscript: the article, its passages found.
        names: what those are called whom it may name.
        style: the desk's own choice of words.
    """
    if manuscript.record is not None:
        yield from after_silences(manuscript, [*_of(manuscript, manuscript.record, names, style)])


def _of(
    manuscript: Manuscript, record: ArticleRecord, names: Names, style: Style
) -> Iterator[Found]:
    paragraphs = Paragraphs(manuscript, style.lexicon(record.language))
    yield from wording.of_article(paragraphs, style)
    records = list(manuscript.records())
    for claim in records:
        if claim.number in manuscript.spans:
            yield from wording.of_claim(paragraphs, claim)
            yield from sourcing.of_claim(paragraphs, claim, names)
    # A claim whose passage is not found may be that of any paragraph.
    if manuscript.complete and len(manuscript.spans) == len(records):
        yield from sourcing.unassigned(manuscript)
