"""What a check found, with the words that it is about: a silence may name them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from generator.diagnostics import Diagnostic, Location, diagnose


@dataclass(frozen=True, slots=True)
class Found:
    """A problem, and the words of the article that have it.

    Attributes:
        place: where it is; a function where that takes a search, which a silence spares.
        values: what fills in the rule's texts.
    """

    code: str
    words: str
    place: Location | Callable[[], Location]
    values: Mapping[str, object]

    @property
    def diagnostic(self) -> Diagnostic:
        """The problem as it is told."""
        place = self.place if isinstance(self.place, Location) else self.place()
        return diagnose(self.code, place, **self.values)


def found(
    code: str, place: Location | Callable[[], Location], words: str, /, **values: object
) -> Found:
    """The problem `code` at `place`, of `words`; `values` fill in its texts."""
    return Found(code, words, place, values)
