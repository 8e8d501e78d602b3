"""Words that say more than is known, or say it in a way the desk would not, or too long."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import partial
from itertools import pairwise

from generator.diagnostics import Location
from generator.reading.lints.found import Found, found
from generator.reading.lints.hedging import hedge_in, hedge_of
from generator.reading.lints.sentences import Paragraph, Paragraphs, covered
from generator.reading.lints.style import Loaded, Style
from generator.reading.manuscript import ClaimInHand, Manuscript
from generator.reading.passage_checks import body_quotations
from generator.when import When, day_of

LONG_AHEAD = 300
"""Days: fewer may well be what a report announces; a slip in the year is a year ahead."""
LONGEST_QUOTATION = 300
"""Characters, under `rights: digest`: more is no longer the desk's own words."""

_VOICE = ("paragraph", "heading")
_FOLLOWING = 60
"""Characters after a word by which its place in the body is known."""


def of_claim(paragraphs: Paragraphs, claim: ClaimInHand) -> Iterator[Found]:
    """Sure of what its passage hedges; dated far ahead, or by words that resolve only that day.

    Args:
        paragraphs: the article's.
        claim: one of its claims whose passage was found.
    """
    record = claim.record
    sure = record.certainty == "confirmed" and record.retracted is None
    if sure and (hedge := hedge_of(*paragraphs.of(claim))):
        yield found("BR701", claim.at("passage"), record.passage, hedge=hedge)
    ahead = _days_ahead(paragraphs.manuscript, record.on)
    if ahead > LONG_AHEAD:
        yield found("BR712", claim.at("on"), record.passage, on=record.on.text, days=ahead)
    kind = record.on.kind
    if kind != "dated" and (date := _relative_date(*paragraphs.of(claim), kind)):
        yield found("BR705", claim.at("on"), record.passage, date=date, on=kind)


def _days_ahead(manuscript: Manuscript, on: When) -> int:
    """How many days after its report was published a claim's time begins."""
    record, begins = manuscript.record, on.start or on.latest
    if record is None or begins is None:
        return 0
    return (begins - day_of(record.published)).days


def _relative_date(paragraph: Paragraph, begin: int, end: int, kind: str) -> str:
    """The first words of a passage that date it by the day of its report, or nothing."""
    lexicon = paragraph.lexicon
    if not lexicon.relative_dates.search(paragraph.plain, begin, end):
        return ""
    for part in paragraph.parts(begin, end):
        if lexicon.full_dates.search(part.sentence):
            continue  # it says itself which day it means
        idle = covered(lexicon.no_relative_dates, part.sentence)
        for date in lexicon.relative_dates.finditer(part.sentence, part.start, part.end):
            # What is true without a date may well be so today.
            now = kind == "standing" and lexicon.nowadays.fullmatch(date[0])
            if date.start() not in idle and not now:
                return paragraph.shown(part, *date.span())
    return ""


def of_article(paragraphs: Paragraphs, style: Style) -> Iterator[Found]:
    """Headings, loaded words and long quotations."""
    manuscript = paragraphs.manuscript
    record = manuscript.record
    assert record is not None  # noqa: S101 - whoever calls has seen it
    yield from _headings(paragraphs, record.title)
    if record.rights in ("digest", "own"):  # else the words are the report's
        yield from _loaded(paragraphs, record.title, style.loaded(record.language))
    if record.rights == "digest":
        for quotation in body_quotations(manuscript, LONGEST_QUOTATION + 1):
            if len(quotation) > LONGEST_QUOTATION:
                place = partial(manuscript.document.in_body, quotation)
                length, most = len(quotation), LONGEST_QUOTATION
                yield found("BR303", place, quotation, length=length, most=most)


def _headings(paragraphs: Paragraphs, title: str) -> Iterator[Found]:
    manuscript = paragraphs.manuscript
    document, blocks = manuscript.document, manuscript.body.blocks
    sure = {
        manuscript.spans[claim.number].block
        for claim in manuscript.claims
        if claim.record.certainty != "unconfirmed" and claim.number in manuscript.spans
    }
    told = [n for n, block in enumerate(blocks) if block.kind == "paragraph" and block.text.strip()]

    def too_strong(heading: str, under: Sequence[int]) -> bool:
        """Whether it says as a fact what everything under it hedges."""
        return (
            bool(under)
            and sure.isdisjoint(under)
            and _asserts(Paragraph(heading, paragraphs.lexicon))
            and all(hedge_in(paragraphs[number]) for number in under)
        )

    # The title heads all of it; a heading, what stands above the next of its own rank or a higher.
    if too_strong(title, told):
        yield found("BR702", document.at(("title",)), title, heading=title)
    at = [number for number, block in enumerate(blocks) if block.kind == "heading"]
    for start, stop in pairwise([*at, len(blocks)]):
        heading = blocks[start].text.strip()
        if too_strong(heading, told[bisect_left(told, start) : bisect_left(told, stop)]):
            yield found("BR702", partial(document.in_body, heading), heading, heading=heading)


def _asserts(heading: Paragraph) -> bool:
    """Whether a heading says that something is so: it asks nothing, and hedges nothing."""
    asks = "?" in heading.plain or heading.lexicon.questions.match(heading.plain)
    return bool(
        not asks and heading.lexicon.assertions.search(heading.plain) and not hedge_in(heading)
    )


def _loaded(paragraphs: Paragraphs, title: str, loaded: Loaded) -> Iterator[Found]:
    if not loaded.each:
        return
    document, blocks = paragraphs.manuscript.document, paragraphs.manuscript.body.blocks
    texts: list[tuple[Paragraph, Location | None]] = [
        (Paragraph(title, paragraphs.lexicon), document.at(("title",)))
    ]
    texts += [(paragraphs[n], None) for n, b in enumerate(blocks) if b.kind in _VOICE]
    for paragraph, place in texts:
        for word in loaded.any.finditer(paragraph.plain):
            advice = loaded.advice(word[0])
            why = f"{advice.why.rstrip('.')}. " if advice.why else ""
            words = paragraph.text[word.start() : word.end()]
            following = paragraph.text[word.start() : word.end() + _FOLLOWING]
            where = place or partial(document.in_body, following)
            yield found("BR706", where, paragraph.text, word=words, say=advice.say, why=why)
