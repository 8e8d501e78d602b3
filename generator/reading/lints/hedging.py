"""Whether words hedge, and which: a sentence at a time, quotations and denials apart."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from generator.evidence import folded
from generator.reading.lints.lexicon import Hearsay, Lexicon
from generator.text import Span

_SENTENCE_END = re.compile(r"""(?<=[.!?;])["')]*\s+""")
_QUOTATION = re.compile(r'"[^"]*"')
# A negation or an adverb may stand between an auxiliary and the word that it goes with.
_BETWEEN = re.compile(
    r"(?: (?:pas|plus|jamais|toujours|bien|donc|aussi|encore|peut-être|sans doute|été|\w+ment)"
    r"(?![\w-]))* "
)
_NEAR = 30
"""Characters within which an auxiliary stands before its participle."""


@dataclass(frozen=True, slots=True)
class InSentence:
    """Words of one sentence, within it.

    Attributes:
        sentence: folded, with what it quotes blanked: those are another's words.
        start: where the words begin.
        end: where they end.
    """

    sentence: str
    start: int
    end: int


def sentences(text: str) -> list[str]:
    """The sentences of a folded text, a semicolon ending one too."""
    return [s for s in _SENTENCE_END.split(text) if s]


def unquoted(text: str) -> str:
    """A folded text of the same length, what it quotes blanked."""
    return _QUOTATION.sub(lambda m: '"' + " " * (len(m[0]) - 2) + '"', text)


def of_passage(text: str, span: Span) -> Iterator[InSentence]:
    """The sentences that a passage runs through, each with the part that is the passage's.

    Args:
        text: of the block that holds the passage.
        span: where the passage lies in it.
    """
    before, after = folded(text[: span.start]), folded(text[span.end :])
    passage = folded(text[span.start : span.end])
    whole = unquoted(before + passage + after)
    begin, end = len(before), len(before) + len(passage)
    start = 0
    for boundary in [*_SENTENCE_END.finditer(whole), None]:
        stop = boundary.start() if boundary else len(whole)
        if start < end and stop > begin:
            sentence = whole[start:stop]
            yield InSentence(sentence, max(0, begin - start), min(len(sentence), end - start))
        start = boundary.end() if boundary else stop


def hedge_of(words: InSentence, lexicon: Lexicon) -> str:
    """The words that hedge a part of a sentence, or nothing.

    What stands outside the part counts where it opens the sentence and so governs all of it.
    """
    sentence = words.sentence
    opener = lexicon.openers.match(sentence.lstrip('"( '))
    if opener:
        return opener[0]
    for found in lexicon.hedges.finditer(sentence, words.start, words.end):
        if not lexicon.excused_by.search(sentence[: found.start()]) and not (
            lexicon.excused_after.search(sentence, found.end())
        ):
            return found[0]
    for found in lexicon.hearsay.forms.finditer(sentence, words.start, words.end):
        if _is_hearsay(sentence, found, lexicon.hearsay):
            return found[0]
    return ""


def _is_hearsay(sentence: str, form: re.Match[str], hearsay: Hearsay) -> bool:
    before = sentence[: form.start()]
    between = _BETWEEN.match(sentence, form.end())
    if between and hearsay.not_before.match(sentence, between.end()):
        return False
    if hearsay.not_after.search(before) or hearsay.not_followed_by.search(sentence, form.end()):
        return False
    return not _was_said(before, hearsay)


def _was_said(before: str, hearsay: Hearsay) -> bool:
    """Whether a form depends on what somebody said in the past: the future, seen from then."""
    said = [m.end() for m in hearsay.was_saying.finditer(before)]
    said += [
        m.end()
        for m in hearsay.said_that.finditer(before)
        if hearsay.auxiliaries.search(before, max(0, m.start() - _NEAR), m.start())
    ]
    return any(hearsay.that.search(before, end) for end in said)


def hedge_in(text: str, lexicon: Lexicon) -> str:
    """The first words that hedge a folded text, or nothing."""
    for sentence in sentences(unquoted(text)):
        if found := hedge_of(InSentence(sentence, 0, len(sentence)), lexicon):
            return found
    return ""
