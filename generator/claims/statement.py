"""A statement: the saying is the news: a threat, a motive, a quotation, a refusal."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Literal

from generator.model import ClaimType


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """Words of somebody, or their refusal to say any.

    Attributes:
        speaker: front matter's `said_by`.
        form: a `refusal` asserts nothing, so it never counts.
        venue: where or through what it was said.
    """

    type: ClassVar[ClaimType] = "statement"
    aspect: ClassVar[None] = None
    value: ClassVar[None] = None

    speaker: str
    form: Literal["quote", "paraphrase", "refusal"]
    venue: str | None = None

    @property
    def who(self) -> str:
        """The speaker."""
        return self.speaker

    @property
    def counts(self) -> bool:
        """Whether anything is asserted."""
        return self.form != "refusal"
