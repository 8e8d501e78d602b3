"""An event: somebody did something; an authorisation or a decision is one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from generator.model import ClaimType


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """What happened, by whom, to what, where and with what; its `label` says it in words.

    Attributes:
        distance_km: kilometres, as the report gives them.
    """

    type: ClassVar[ClaimType] = "event"
    counts: ClassVar[bool] = True
    aspect: ClassVar[None] = None
    value: ClassVar[None] = None

    actor: str
    target: str | None = None
    place: str | None = None
    means: str | None = None
    distance_km: float | None = None
    outcome: str | None = None

    @property
    def who(self) -> str:
        """The actor."""
        return self.actor
