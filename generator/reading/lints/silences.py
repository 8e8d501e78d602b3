"""What a desk has looked at and lets stand: each `silence` names a code, and says why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache

from generator.diagnostics import Diagnostic, closest_code, diagnose, did_you_mean, rules
from generator.evidence import folded
from generator.reading.lints.found import Found
from generator.reading.manuscript import Manuscript

UNNEEDED, IMPOSSIBLE = "BR710", "BR711"
SHORTEST = 12
"""Characters of a passage that stands for more than itself: fewer are found in any paragraph."""
MOST = 100
"""Warnings of one code that an article gets, each of which takes a search for its place, and
silences that it may have, each of which is held against each of those."""


@cache
def silenceable() -> tuple[str, ...]:
    """The codes of warnings about wording and sourcing, BR303 among them."""
    codes = (c for c in rules() if c.startswith("BR7") and c not in (UNNEEDED, IMPOSSIBLE))
    return tuple(sorted(c for c in ("BR303", *codes) if rules()[c].severity == "warning"))


def after_silences(manuscript: Manuscript, founds: Sequence[Found]) -> Iterator[Diagnostic]:
    """The problems that no silence covers, and the silences that cover none."""
    record = manuscript.record
    silences = record.silence if record else []
    known = silenceable()
    passages = [folded(silence.passage or "").strip() for silence in silences]
    by_code: dict[str, list[int]] = {}
    for number, silence in enumerate(silences[:MOST]):
        if silence.code in known:
            by_code.setdefault(silence.code, []).append(number)
    used: set[int] = set()
    told: Counter[str] = Counter()
    for one in founds:
        covering = [n for n in by_code.get(one.code, ()) if _covers(passages[n], one.words)]
        used.update(covering)
        told[one.code] += not covering
        if not covering and (told[one.code] <= MOST or rules()[one.code].severity == "error"):
            yield one.diagnostic
    for number, silence in enumerate(silences):
        place = manuscript.document.at(("silence", number, "code"))
        if silence.code not in known or number >= MOST:
            why = _why_not(silence.code, number)
            yield diagnose(
                IMPOSSIBLE, place, silenced=silence.code, why=why, known=", ".join(known)
            )
        elif number not in used and manuscript.complete:
            where = _where(passages[number])
            yield diagnose(UNNEEDED, place, silenced=silence.code, where=where)


def _covers(passage: str, words: str) -> bool:
    """Whether a silence's passage is that of a problem; none at all is everywhere."""
    if not passage:
        return True
    words = folded(words).strip()
    if passage == words:
        return True
    return (len(passage) >= SHORTEST and passage in words) or (bool(words) and words in passage)


def _where(passage: str) -> str:
    if not passage:
        return " in this article"
    if len(passage) < SHORTEST:
        return f" that is just these words (fewer than {SHORTEST} characters name no place)"
    return " there"


def _why_not(code: str, number: int) -> str:
    if number >= MOST:
        return f"an article has {MOST} silences at most. Without a `passage`, one is for all of it."
    rule = rules().get(code)
    if rule is None:
        return f"there is no such code. {did_you_mean(closest_code(code, silenceable()))}".strip()
    return f"{'an error' if rule.severity == 'error' else 'it'} cannot be silenced."
