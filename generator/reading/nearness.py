"""Ids that are two letters apart, found without comparing each with each.

By the pigeonhole principle (PassJoin; Li, Deng, Wang, Feng: "PASS-JOIN", VLDB 2011): cut one
of two strings that are within two edits into three pieces, and at least one piece stands
unchanged in the other, moved by two places at most. So only strings that share a piece are
compared.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import accumulate, islice, pairwise
from math import log2

from rapidfuzz import fuzz, process
from rapidfuzz.distance import Levenshtein

EDITS = 2
SHORTEST = 6
"""Below this length nearly everything is two letters from something else."""


def near_pairs(ids: Iterable[str]) -> list[tuple[str, str]]:
    """Pairs of ids within two edits of each other, sorted.

    Numbers must be equal: `strike-2024-11-20` and `strike-2024-11-21` are two facts and no
    slip of the hand.
    """
    groups: dict[str, list[str]] = defaultdict(list)
    for name in set(ids):
        if len(name) >= SHORTEST:
            groups[",".join(re.findall("[0-9]+", name))].append(name)
    return sorted(pair for group in groups.values() for pair in _join(group))


def _join(names: Sequence[str]) -> Iterator[tuple[str, str]]:
    by_length: dict[int, list[str]] = defaultdict(list)
    for name in names:
        by_length[len(name)].append(name)
    cuts = {length: _cuts(alike) for length, alike in by_length.items()}
    index: dict[tuple[int, int, str], list[str]] = defaultdict(list)
    for length in sorted(by_length):
        for name in by_length[length]:
            candidates: set[str] = set()
            for shorter in range(length - EDITS, length + 1):
                for number, (start, end) in enumerate(cuts.get(shorter, ())):
                    for shift in range(-min(EDITS, start), EDITS + 1):
                        piece = name[start + shift : end + shift]
                        candidates.update(index.get((shorter, number, piece), ()))
            near = process.extract(
                name, candidates, scorer=Levenshtein.distance, score_cutoff=EDITS, limit=None
            )
            for other, _, _ in near:
                yield (name, other) if name < other else (other, name)
            for number, (start, end) in enumerate(cuts[length]):
                index[length, number, name[start:end]].append(name)


def _cuts(names: Sequence[str]) -> list[tuple[int, int]]:
    """Three pieces of names of one length, each telling about as much.

    Ids often begin alike. Pieces of equal length would then be the same in nearly all names,
    and nearly all would be compared; so it is the information (Shannon) that is cut in three.
    """
    told = list(accumulate(_information(column) + 1e-6 for column in zip(*names, strict=True)))
    pieces = EDITS + 1
    ends = [
        1 + next(p for p, sum_ in enumerate(told) if sum_ * pieces >= told[-1] * number)
        for number in range(1, pieces)
    ]
    bounds = [0, *ends, len(told)]
    return list(pairwise(bounds))


def _information(column: Sequence[str]) -> float:
    total = len(column)
    return -sum(n / total * log2(n / total) for n in Counter(column).values())


class Nearest:
    """Names the most similar of many ids, judging only those that share a word."""

    def __init__(self, ids: Collection[str]) -> None:
        self._by_word: dict[str, list[str]] = defaultdict(list)
        for name in sorted(ids):
            for word in set(re.split("[-/]", name)):
                self._by_word[word].append(name)

    def to(self, name: str, *, tried: int = 60) -> str | None:
        """The id most like `name`, itself apart, or None; rare words are tried first."""
        words = sorted(set(re.split("[-/]", name)), key=lambda w: (len(self._by_word[w]), w))
        sharing = (other for word in words for other in self._by_word[word] if other != name)
        candidates = list(dict.fromkeys(islice(sharing, tried)))
        found = process.extractOne(name, candidates, scorer=fuzz.ratio, score_cutoff=60)
        return found[0] if found else None
