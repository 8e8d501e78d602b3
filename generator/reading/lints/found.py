"""What a check found, with the words that it is about: a silence may name them."""

from __future__ import annotations

from dataclasses import dataclass

from generator.diagnostics import Diagnostic, Location, diagnose


@dataclass(frozen=True, slots=True)
class Found:
    """A problem, and the words of the article that have it."""

    diagnostic: Diagnostic
    words: str


def found(code: str, place: Location, words: str, /, **values: object) -> Found:
    """The problem `code` at `place`, of `words`; `values` fill in its texts."""
    return Found(diagnose(code, place, **values), words)
