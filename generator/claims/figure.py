"""A figure: a number of something, exact, between two bounds, or only in words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from generator.model import ClaimType


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """How many of what; its period is the claim's `on`.

    Attributes:
        low: lower bound; with `high` equal to it, the exact number; None when only in words.
        high: upper bound.
        approx: the words, where the report gives no number ("des milliers").
        unit: what is counted.
        of: what the number measures.
    """

    type: ClassVar[ClaimType] = "figure"
    counts: ClassVar[bool] = True
    aspect: ClassVar[None] = None
    who: ClassVar[None] = None

    unit: str
    of: str
    low: float | None = None
    high: float | None = None
    approx: str | None = None
    place: str | None = None

    @property
    def value(self) -> tuple[float | None, float | None, str | None]:
        """Bounds and words must agree; not the unit's words, which are the report's language."""
        return (self.low, self.high, self.approx)
