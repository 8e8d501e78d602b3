"""Whether words hedge, and which: a sentence at a time, quotations and denials apart.

What excuses a hedge is looked for once in a sentence, not once for each hedge.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from generator.reading.lints.lexicon import Hearsay, Lexicon
from generator.reading.lints.sentences import Paragraph

# A negation or an adverb may stand between an auxiliary and the word that it goes with.
_BETWEEN = re.compile(
    r"(?: (?:pas|plus|jamais|toujours|bien|donc|aussi|encore|désormais|alors|ainsi|même|très|trop"
    r"|peut-être|sans doute|été|\w+ment)"
    r"(?![\w-]))*+ "
)
_NEAR = 30
"""Characters within which an auxiliary stands before its participle."""


def hedge_of(paragraph: Paragraph, begin: int, end: int) -> str:
    """The first words that hedge a part of a paragraph, or nothing.

    What stands outside the part counts where it opens a sentence and so governs all of it.

    Args:
        paragraph: what is searched.
        begin: where the part begins in its text.
        end: where the part ends.
    """
    if not paragraph.doubtful:
        return ""
    for part in paragraph.parts(begin, end):
        opened, hedges = _hedges(part.sentence, paragraph.lexicon)
        if opened:
            return paragraph.shown(part, *opened)
        for start, stop in hedges:
            if start >= part.start and stop <= part.end:
                return paragraph.shown(part, start, stop)
    return ""


def hedge_in(paragraph: Paragraph) -> str:
    """The first words that hedge anything in a paragraph, or nothing."""
    return hedge_of(paragraph, 0, len(paragraph.text))


Place = tuple[int, int]


@lru_cache(maxsize=256)  # many claims may have their passages in one sentence
def _hedges(sentence: str, lexicon: Lexicon) -> tuple[Place | None, tuple[Place, ...]]:
    """Where words open a sentence so that all of it is hedged, and where others hedge a part."""
    opener = lexicon.openers.match(sentence, len(sentence) - len(sentence.lstrip('"( ')))
    if opener:
        return opener.span(), ()
    hedges = [*_hedging(sentence, lexicon), *_hearsay(sentence, lexicon.hearsay)]
    return None, tuple(sorted(hedges))


def _hedging(sentence: str, lexicon: Lexicon) -> Iterator[Place]:
    found = [m.span() for m in lexicon.hedges.finditer(sentence)]
    if found:
        denied = _first_end(lexicon.excused_by, sentence)
        proved = _last_start(lexicon.excused_after, sentence)
        yield from ((a, b) for a, b in found if a < denied and b > proved)


def _hearsay(sentence: str, hearsay: Hearsay) -> Iterator[Place]:
    forms = [*hearsay.forms.finditer(sentence)]
    if not forms:
        return
    before = min(_first_end(hearsay.not_after, sentence), _said(sentence, hearsay))
    after = _last_start(hearsay.not_followed_by, sentence)
    for form in forms:
        between = _BETWEEN.match(sentence, form.end())
        another = between and hearsay.not_before.match(sentence, between.end())
        if form.start() < before and form.end() > after and not another:
            yield form.span()


def _said(sentence: str, hearsay: Hearsay) -> int:
    """Where words begin that depend on what somebody said in the past: the future, from then."""
    said = [m.end() for m in hearsay.was_saying.finditer(sentence)][:1]
    for m in hearsay.said_that.finditer(sentence):
        if hearsay.auxiliaries.search(sentence, max(0, m.start() - _NEAR), m.start()):
            said.append(m.end())
            break
    that = hearsay.that.search(sentence, min(said)) if said else None
    return that.end() if that else len(sentence)


def _first_end(pattern: re.Pattern[str], sentence: str) -> int:
    found = pattern.search(sentence)
    return found.end() if found else len(sentence)


def _last_start(pattern: re.Pattern[str], sentence: str) -> int:
    return max((m.start() for m in pattern.finditer(sentence)), default=0)
