"""Passages and quotations: found to the letter, typography apart.

What is folded is typography and nothing else: Unicode composition, the
shapes of quotation marks and apostrophes, kinds and runs of white space, the ellipsis.
Matching is never fuzzy: a passage is there, or the build stops.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache
from itertools import islice
from operator import itemgetter

from rapidfuzz import fuzz

from generator.text import Span

# Space just inside guillemets is part of them: « mot », "mot" and “mot” are one.
_MARKS = dict.fromkeys(["« ", " »", *"«»“”„‟"], '"') | {"’": "'", "‘": "'", "…": "..."}
_SPACE = re.compile(r"\s+")
# What is folded into more characters, or fewer, than it has. The engine looks for a pattern that
# begins with a set of characters several times faster than for one of alternatives.
_RESIZED = re.compile(r"[\s«…](?:(?<=…)|(?<!«)\s*»|\s+)")
_QUOTATION = re.compile(r"""«((?:[^«»]|«[^«»]*»)*)»|“([^“”]*)”|"([^"]*)\"""")
_ELLIPSIS = "..."
_MANY = 100
_COMPARED = 300
_ACROSS = "the passage runs over more than one paragraph"


@dataclass(frozen=True, slots=True)
class Folded:
    """A text with its typography folded.

    Attributes:
        text: the folded text.
        begins: for each character of the text's NFC, where in the original it begins.
        stops: likewise, where it ends.
        resized: what has more characters in `text` than in the NFC, or fewer: where it begins
            and ends in the one, then in the other.
    """

    text: str
    begins: Sequence[int]
    stops: Sequence[int]
    resized: Sequence[tuple[int, int, int, int]]

    def original(self, start: int, end: int) -> tuple[int, int]:
        """Where in the original characters `start` to `end` of `text`, at least one, lie."""
        if not self.resized:
            return self.begins[start], self.stops[end - 1]
        return self.begins[self._composed(start)[0]], self.stops[self._composed(end - 1)[1] - 1]

    def _composed(self, at: int) -> tuple[int, int]:
        number = bisect_right(self.resized, at, key=itemgetter(0)) - 1
        if number < 0:
            return at, at + 1
        _, after, start, end = self.resized[number]
        return (start, end) if at < after else (end + at - after, end + at - after + 1)


@lru_cache(maxsize=4096)
def folded(text: str) -> str:
    """`text` with its typography folded; idempotent.

    Most texts are only searched, so the way back, which takes longer, is `fold`'s.
    """
    plain = text if unicodedata.is_normalized("NFC", text) else _compose(text)[0]
    # Of white space only the plain space is printable. Alone, as between words, it stays.
    if "  " in plain or not plain.isprintable():
        plain = _SPACE.sub(" ", plain)
    for mark, same in _MARKS.items():
        plain = plain.replace(mark, same)
    return plain


@lru_cache(maxsize=4096)
def fold(text: str) -> Folded:
    """Fold the typography of `text` as `folded` does, keeping the way back to the original."""
    composed, begins, stops = _compose(text)
    plain = folded(text)
    if len(plain) == len(composed) and "…" not in composed:  # nothing else becomes longer
        return Folded(plain, begins, stops, ())
    resized: list[tuple[int, int, int, int]] = []
    longer = 0
    for match in _RESIZED.finditer(composed):
        start, end = match.span()
        length = len(_ELLIPSIS) if match[0] == "…" else 1
        at = start + longer
        resized.append((at, at + length, start, end))
        longer += length - (end - start)
    return Folded(plain, begins, stops, tuple(resized))


def _compose(text: str) -> tuple[str, Sequence[int], Sequence[int]]:
    """NFC of `text`, and for each character where in the original it begins and ends."""
    if unicodedata.is_normalized("NFC", text):
        return text, range(len(text)), range(1, len(text) + 1)
    composed: list[str] = []
    begins: list[int] = []
    stops: list[int] = []
    start = 0
    for end in range(1, len(text) + 1):
        cluster = text[start:end]
        if end < len(text) and _joins(cluster, text[end]):
            continue
        piece = unicodedata.normalize("NFC", cluster)
        composed.append(piece)
        begins.extend([start] * len(piece))
        stops.extend([end] * len(piece))
        start = end
    return "".join(composed), begins, stops


def _joins(cluster: str, following: str) -> bool:
    if unicodedata.combining(following):
        return True
    apart = unicodedata.normalize("NFC", cluster) + unicodedata.normalize("NFC", following)
    return unicodedata.normalize("NFC", cluster + following) != apart


def locate(passage: str, texts: Sequence[str]) -> tuple[Span, ...]:
    """Every place at which `passage` stands in `texts`, one text per block.

    A literal match is tried first; without one, `first words … last words` stands for the
    span between them within one block. None: not found; several: ambiguous (the first
    hundred: a hostile text could hold millions).
    """
    wanted = folded(passage).strip()
    if not wanted:
        return ()
    return _several(_literal(wanted, texts)) or _several(_between(wanted, texts))


def _several(spans: Iterator[Span]) -> tuple[Span, ...]:
    # Once each: "a.... b" reads in two ways that lie in one place.
    return tuple(dict.fromkeys(islice(spans, _MANY)))


def _occurrences(wanted: str, text: str, start: int = 0) -> Iterator[int]:
    at = text.find(wanted, start)
    while at >= 0:
        yield at
        at = text.find(wanted, at + 1)


def _literal(wanted: str, texts: Sequence[str]) -> Iterator[Span]:
    for block, text in enumerate(texts):
        for at in _occurrences(wanted, folded(text)):
            yield Span(block, *fold(text).original(at, at + len(wanted)))


def _between(wanted: str, texts: Sequence[str]) -> Iterator[Span]:
    for cut in islice(_occurrences(_ELLIPSIS, wanted), _MANY):
        first, last = wanted[:cut].strip(), wanted[cut + len(_ELLIPSIS) :].strip()
        if not first or not last:
            continue
        for block, text in enumerate(texts):
            plain = folded(text)
            for begin in _occurrences(first, plain):
                if plain.find(last, begin + len(first)) < 0:
                    break
                for end in _occurrences(last, plain, begin + len(first)):
                    yield Span(block, *fold(text).original(begin, end + len(last)))


@dataclass(frozen=True, slots=True)
class Closest:
    """The words of the body nearest to a passage that is not in it.

    Attributes:
        text: those words.
        difference: where the two part, in one line.
    """

    text: str
    difference: str


def closest(passage: str, texts: Sequence[str]) -> Closest | None:
    """The part of `texts` most like `passage`, or None when nothing is like it."""
    # A hint shows its beginning; comparing more would take minutes for a hostile passage.
    wanted = folded(passage).strip()[:_COMPARED]
    bodies = [folded(text) for text in texts]
    if wanted and wanted in " ".join(body.strip() for body in bodies):
        return Closest(wanted, _ACROSS)
    best_score, best = 60.0, ""
    for body in bodies:
        match = fuzz.partial_ratio_alignment(wanted, body, score_cutoff=best_score)
        if match is None or not body.strip():
            continue
        # A heading that is a word of the passage is like that word, not like the passage.
        score = match.score * min(1.0, len(body.strip()) / len(wanted))
        if score > best_score:
            best_score = score
            best = _aligned(wanted, body, match.dest_start, match.dest_end)
    return Closest(best, _difference(wanted, best)) if best else None


def _aligned(wanted: str, text: str, start: int, end: int) -> str:
    """The words of `text` that face those of `wanted`, near characters `start` to `end`."""
    # As many characters as in the passage were compared: where it misses or adds a word, the
    # words that face it begin or end a little further out.
    reach = len(wanted) // 3
    near = _whole_words(text, max(0, start - reach), end + reach).split()
    alignment = SequenceMatcher(None, wanted.split(), near, autojunk=False).get_opcodes()
    if all(operation != "equal" for operation, *_ in alignment):
        return _whole_words(text, start, end)
    _, a, b, c, d = alignment[0]
    first = max(c, d - (b - a))
    _, a, b, c, d = alignment[-1]
    return " ".join(near[first : min(d, c + (b - a))])


def _whole_words(text: str, start: int, end: int) -> str:
    begin = text.rfind(" ", 0, start + 1) + 1
    stop = text.find(" ", end)
    return text[begin : stop if stop >= 0 else len(text)].strip()


def _difference(passage: str, body: str) -> str:
    ours, theirs = passage.split(), body.split()
    for operation, a, b, c, d in SequenceMatcher(None, ours, theirs, autojunk=False).get_opcodes():
        said, there = " ".join(ours[a:b]), " ".join(theirs[c:d])
        if operation == "replace":
            return f"the passage has “{said}” where the body has “{there}”"
        if operation == "delete":
            return f"the passage has “{said}”, the body has not"
        if operation == "insert":
            return f"the body has “{there}”, the passage has not"
    return _ACROSS


def quotations(text: str) -> tuple[str, ...]:
    """What stands between quotation marks in `text`, without the marks."""
    return tuple("".join(filter(None, match)).strip() for match in _QUOTATION.findall(text))
