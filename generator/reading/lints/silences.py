"""What a desk has looked at and lets stand: each `silence` names a code, and says why."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from generator.diagnostics import Diagnostic, closest_code, diagnose, did_you_mean, rules
from generator.evidence import folded
from generator.reading.lints.found import Found
from generator.reading.manuscript import Manuscript

UNNEEDED, IMPOSSIBLE = "BR710", "BR711"


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
    used: set[int] = set()
    for one in founds:
        covering = [
            number
            for number, silence in enumerate(silences)
            if silence.code == one.code in known
            and (silence.passage is None or _holds(one.words, silence.passage))
        ]
        used.update(covering)
        if not covering:
            yield one.diagnostic
    for number, silence in enumerate(silences):
        place = manuscript.document.at(("silence", number, "code"))
        if silence.code not in known:
            why = _why_not(silence.code)
            yield diagnose(
                IMPOSSIBLE, place, silenced=silence.code, why=why, known=", ".join(known)
            )
        elif number not in used and manuscript.complete:
            where = " there" if silence.passage else " in this article"
            yield diagnose(UNNEEDED, place, silenced=silence.code, where=where)


def _holds(words: str, passage: str) -> bool:
    one, other = folded(words).strip(), folded(passage).strip()
    return other in one or one in other


def _why_not(code: str) -> str:
    rule = rules().get(code)
    if rule is None:
        return f"there is no such code. {did_you_mean(closest_code(code, silenceable()))}".strip()
    return f"{'an error' if rule.severity == 'error' else 'it'} cannot be silenced."
