"""Every passage stands once in its article."""

from __future__ import annotations

from collections.abc import Iterator

from generator.diagnostics import Diagnostic, diagnose
from generator.evidence import closest, locate, quotations
from generator.reading.manuscript import Manuscript


def check_passages(manuscript: Manuscript) -> Iterator[Diagnostic]:
    """Find the passage of every claim, and keep where it lies."""
    # A caption is never evidence; its place is kept so that indexes stay right.
    texts = [b.text if b.kind != "caption" else "" for b in manuscript.body.blocks]
    for claim in manuscript.checkable():
        passage = claim.record.passage
        spans = locate(passage, texts)
        if not passage:
            continue  # only a broken claim has none, and it is reported as such
        if len(spans) == 1:
            manuscript.spans[claim.number] = spans[0]
        elif spans:
            yield diagnose("BR302", claim.at("passage"), passage=passage, times=len(spans))
        else:
            near = closest(passage, texts)
            advice = (
                f"The closest words of the body are “{near.text}”: {near.difference}. "
                if near
                else "Nothing in the body comes close to it. "
            )
            yield diagnose("BR301", claim.at("passage"), passage=passage, advice=advice)


def body_quotations(manuscript: Manuscript, characters: int = 1) -> Iterator[str]:
    """What the body quotes, captions apart.

    Args:
        manuscript: the article.
        characters: blocks of fewer are passed over.
    """
    for block in manuscript.body.blocks:
        if block.kind != "caption" and len(block.text) >= characters:
            yield from filter(None, quotations(block.text))
