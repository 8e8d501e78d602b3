"""Words that say more than is known, or say it in a way the desk would not, or too long."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from generator.diagnostics import Location
from generator.evidence import folded
from generator.reading.lints.found import Found, found
from generator.reading.lints.hedging import hedge_in, hedge_of, of_passage, unquoted
from generator.reading.lints.lexicon import Lexicon
from generator.reading.lints.style import Style
from generator.reading.manuscript import ClaimInHand, Manuscript
from generator.reading.passage_checks import body_quotations
from generator.text import Block

LONGEST_QUOTATION = 300
"""Characters, under `rights: digest`: more is no longer the desk's own words."""


def of_claim(manuscript: Manuscript, claim: ClaimInHand, lexicon: Lexicon) -> Iterator[Found]:
    """Sure of what its passage hedges; dated by words that only the day of publication resolves."""
    span = manuscript.spans[claim.number]
    text = manuscript.body.blocks[span.block].text
    if claim.record.certainty == "confirmed" and claim.record.retracted is None:
        for words in of_passage(text, span):
            if hedge := hedge_of(words, lexicon):
                place = claim.at("passage")
                yield found("BR701", place, claim.record.passage, hedge=hedge)
                break
    if claim.record.on.kind == "undated":
        passage = folded(text[span.start : span.end])
        idle = [m.span() for m in lexicon.no_relative_dates.finditer(folded(text))]
        offset = len(folded(text[: span.start]))
        for date in lexicon.relative_dates.finditer(passage):
            start = date.start() + offset
            if not any(a <= start < b for a, b in idle):
                place = claim.at("on")
                yield found("BR705", place, claim.record.passage, date=date[0])
                break


def of_article(manuscript: Manuscript, lexicon: Lexicon, style: Style) -> Iterator[Found]:
    """Headings, loaded words and long quotations."""
    yield from _headings(manuscript, lexicon)
    record = manuscript.record
    assert record is not None  # noqa: S101 - whoever calls has seen it
    if record.rights in ("digest", "own"):  # else the words are the report's
        yield from _loaded(manuscript, style)
    if record.rights == "digest":
        for quotation in body_quotations(manuscript):
            if len(quotation) > LONGEST_QUOTATION:
                place = manuscript.document.in_body(quotation)
                length, most = len(quotation), LONGEST_QUOTATION
                yield found("BR303", place, quotation, length=length, most=most)


def _headings(manuscript: Manuscript, lexicon: Lexicon) -> Iterator[Found]:
    blocks = manuscript.body.blocks
    record = manuscript.record
    assert record is not None  # noqa: S101 - whoever calls has seen it
    # The title heads all of it; a heading, what stands above the next of its own rank or a higher.
    if _too_strong(record.title, manuscript, range(len(blocks)), lexicon):
        yield found("BR702", manuscript.document.at(("title",)), record.title, heading=record.title)
    at = [number for number, block in enumerate(blocks) if block.kind == "heading"]
    for start, stop in pairwise([*at, len(blocks)]):
        heading = blocks[start].text.strip()
        if _too_strong(heading, manuscript, range(start + 1, stop), lexicon):
            yield found("BR702", manuscript.document.in_body(heading), heading, heading=heading)


def _too_strong(words: str, manuscript: Manuscript, under: range, lexicon: Lexicon) -> bool:
    """Whether a heading says as a fact what everything under it hedges."""
    heading = unquoted(folded(words))
    asks = "?" in heading or lexicon.questions.match(heading)
    if asks or not lexicon.assertions.search(heading) or hedge_in(heading, lexicon):
        return False
    blocks = manuscript.body.blocks
    told = [n for n in under if _is_told(blocks[n])]
    sure = {
        manuscript.spans[claim.number].block
        for claim in manuscript.claims
        if claim.record.certainty != "unconfirmed" and claim.number in manuscript.spans
    }
    return (
        bool(told)
        and sure.isdisjoint(told)
        and all(hedge_in(folded(blocks[n].text), lexicon) for n in told)
    )


def _is_told(block: Block) -> bool:
    return block.kind == "paragraph" and bool(block.text.strip())


def _loaded(manuscript: Manuscript, style: Style) -> Iterator[Found]:
    record, document = manuscript.record, manuscript.document
    assert record is not None  # noqa: S101 - whoever calls has seen it
    loaded = style.loaded(record.language)
    if not loaded.each:
        return
    texts: list[tuple[str, Location | None]] = [(record.title, document.at(("title",)))]
    texts += [(b.text, None) for b in manuscript.body.blocks if b.kind in ("paragraph", "heading")]
    for text, place in texts:
        plain = unquoted(folded(text))
        for word in loaded.any.finditer(plain):
            advice = loaded.advice(word[0])
            why = f"{advice.why.rstrip('.')}. " if advice.why else ""
            where = place or document.in_body(plain[word.start() :])
            yield found("BR706", where, text, word=word[0], say=advice.say, why=why)
