"""A position: a lasting attitude, commitment, membership or non-membership."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from generator.model import ClaimType


@dataclass(frozen=True, slots=True, kw_only=True)
class Position:
    """Where somebody stands on something.

    Attributes:
        position: a word of the topic's `positions`.
        on_what: the matter, in the desk's words.
        conditions: what it is conditional on.
    """

    type: ClassVar[ClaimType] = "position"
    counts: ClassVar[bool] = True
    aspect: ClassVar[None] = None

    actor: str
    position: str
    on_what: str
    conditions: str | None = None

    @property
    def who(self) -> str:
        """The actor."""
        return self.actor

    @property
    def value(self) -> str:
        """The position: two claims of one fact that give two positions disagree."""
        return self.position
