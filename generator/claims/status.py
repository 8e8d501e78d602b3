"""A status: the state something is in, or the advice somebody gives."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Literal

from generator.model import ClaimType


@dataclass(frozen=True, slots=True, kw_only=True)
class Status:
    """Either `state` or `advice` is set, never both.

    Attributes:
        subject: whose state or advice: an actor id or a country code.
        state: a word of the topic's `states`.
        advice: what is advised, in the desk's words.
        audience: front matter's `for`: whom the advice is for.
        force: an `order` binds, `advice` does not.
    """

    type: ClassVar[ClaimType] = "status"
    counts: ClassVar[bool] = True

    subject: str
    state: str | None = None
    advice: str | None = None
    audience: Literal["staff", "nationals"] = "nationals"
    force: Literal["order", "advice"] = "advice"

    @property
    def who(self) -> str:
        """The subject."""
        return self.subject

    @property
    def aspect(self) -> str:
        """`FR/state` or `FR/advice/nationals`: advice never corroborates a state."""
        if self.state is not None:
            return f"{self.subject}/state"
        return f"{self.subject}/advice/{self.audience}"

    @property
    def value(self) -> str:
        """The state, or the advice's force: its words may differ without a dispute."""
        return self.state if self.state is not None else self.force
