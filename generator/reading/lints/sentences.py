"""An article's blocks as the checks search them: folded, in small letters, a sentence at a time.

Each is folded and cut once, whatever the number of claims that have their passages in it.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from generator.evidence import fold, folded
from generator.reading.lints.lexicon import Lexicon
from generator.reading.manuscript import ClaimInHand, Manuscript
from generator.text import Span

# No sentence ends with an initial or a title: « Si M. Dupont … » is one.
_SENTENCE_END = re.compile(
    r"""(?<=[.!?;])(?<!\b[A-ZÀ-Þ]\.)(?<!\b(?:MM|Mr|Me|Dr|Pr|St|cf|No)\.)(?<!\b(?:Mrs|Gen|Col|Sgt)\.)"""
    r"""["')]*\s+"""
)
_QUOTATION = re.compile(r'"[^"]*"')


def lowered(text: str) -> str:
    """`text` in small letters, as long as it was."""
    small = text.lower()
    if len(small) == len(text):
        return small
    return "".join(low if len(low := c.lower()) == 1 else c for c in text)


def unquoted(text: str) -> str:
    """A folded text of the same length, what it quotes blanked: those are another's words."""
    if '"' not in text:
        return text
    return _QUOTATION.sub(lambda m: '"' + " " * (len(m[0]) - 2) + '"', text)


def covered(pattern: re.Pattern[str], sentence: str) -> set[int]:
    """The characters of a sentence that a pattern's matches take."""
    return {n for match in pattern.finditer(sentence) for n in range(*match.span())}


@dataclass(frozen=True, slots=True)
class Part:
    """What a passage has of one sentence.

    Attributes:
        number: of the sentence in its paragraph, from 0.
        sentence: in small letters, what it quotes blanked.
        start: where the passage begins in it.
        end: where the passage ends in it.
    """

    number: int
    sentence: str
    start: int
    end: int


class Paragraph:
    """A block, searched for what one language's wording hedges, dates and attributes."""

    def __init__(self, text: str, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self.text = folded(text)
        self._original = text

    @cached_property
    def plain(self) -> str:
        """In small letters, what it quotes blanked."""
        return lowered(self._unquoted)

    @cached_property
    def _unquoted(self) -> str:
        return unquoted(self.text)

    @cached_property
    def doubtful(self) -> bool:
        """Whether anything in it may hedge."""
        return bool(self.lexicon.doubts.search(self.plain))

    @cached_property
    def attributing(self) -> bool:
        """Whether it may say that somebody else says something."""
        return bool(self.lexicon.attributions.search(self.plain))

    @cached_property
    def starts(self) -> tuple[int, ...]:
        """Where each sentence begins; a semicolon ends one too."""
        # Quotations are blanked first: what ends in one is no sentence of the paragraph's.
        ends = (m.end() for m in _SENTENCE_END.finditer(self._unquoted))
        return (0, *(end for end in ends if end < len(self.text)))

    @cached_property
    def sentences(self) -> tuple[str, ...]:
        """In order, what they quote blanked."""
        stops = (*self.starts[1:], len(self.plain))
        return tuple(self.plain[start:stop] for start, stop in zip(self.starts, stops, strict=True))

    def within(self, span: Span, passage: str) -> tuple[int, int]:
        """Where in `text` the passage at `span` begins and ends.

        Args:
            span: in the block's own text.
            passage: as the claim writes it. Most are in the paragraph once, word for word, and
                the way back from the original is long.
        """
        wanted = folded(passage).strip()
        at = self.text.find(wanted)
        if at >= 0:
            return at, at + len(wanted)
        whole = fold(self._original)

        def place(original: int) -> int:
            at = range(len(whole.text))
            return bisect_left(at, original, key=lambda n: whole.original(n, n + 1)[0])

        return place(span.start), place(span.end)

    def parts(self, begin: int, end: int) -> Iterator[Part]:
        """The sentences that characters `begin` to `end` run through, and what is theirs of each.

        Args:
            begin: where a passage begins in `text`.
            end: where it ends.
        """
        for number in range(bisect_right(self.starts, begin) - 1, bisect_left(self.starts, end)):
            start, sentence = self.starts[number], self.sentences[number]
            yield Part(number, sentence, max(0, begin - start), min(len(sentence), end - start))

    def shown(self, part: Part, start: int, end: int) -> str:
        """The words at `start` to `end` of a part's sentence, as the paragraph writes them."""
        offset = self.starts[part.number]
        return self.text[offset + start : offset + end]


class Paragraphs:
    """Those of an article, each made when it is first looked at."""

    def __init__(self, manuscript: Manuscript, lexicon: Lexicon) -> None:
        self.manuscript = manuscript
        self.lexicon = lexicon
        self._made: dict[int, Paragraph] = {}

    def __getitem__(self, number: int) -> Paragraph:
        if number not in self._made:
            text = self.manuscript.body.blocks[number].text
            self._made[number] = Paragraph(text, self.lexicon)
        return self._made[number]

    @cached_property
    def one_source(self) -> bool:
        """Whether any of them says that there is one source alone."""
        numbers = range(len(self.manuscript.body.blocks))
        return any(self.lexicon.single_source.search(self[n].plain) for n in numbers)

    def of(self, claim: ClaimInHand) -> tuple[Paragraph, int, int]:
        """The paragraph that has a claim's passage, and where the passage begins and ends."""
        span = self.manuscript.spans[claim.number]
        paragraph = self[span.block]
        return paragraph, *paragraph.within(span, claim.record.passage)
