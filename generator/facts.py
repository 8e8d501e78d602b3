"""What the ledger derives from claims: facts, their trail, and a state on a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from generator.model import Certainty, Claim, ClaimType

Standing = Literal["single-source", "corroborated", "contested", "unconfirmed", "retracted"]


@dataclass(frozen=True, slots=True)
class Step:
    """One claim in a fact's trail.

    Attributes:
        published: as in front matter.
        after_previous: whether it is known to have been published after the step before it.
    """

    claim: str
    article: str
    published: date | datetime
    certainty: Certainty
    after_previous: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """What one or more claims say of one thing.

    Attributes:
        topics: every topic of its claims; the first is its home.
        claims: in the order of the trail, retracted ones included.
        sources: outlets of its counting claims, sorted.
        origins: who says it where named, else the relayed agency, else the outlet; sorted.
        current: the counting claims it stands by: the newest, and those before them that agree
            without a break; where the newest disagree, all of these.
        standing: `retracted`: every claim withdrawn; `contested`: another fact disputes it, or the
            newest counting claims give different values; `unconfirmed`: no claim counts;
            `corroborated`: two origins give the current value; else `single-source`. A claim
            counts unless it is withdrawn, unconfirmed or a refusal.
        contested_by: facts that contest or deny it.
        once_contested_by: facts that did, until who said so said otherwise.
        contests: facts that it contests or denies.
        silent: sources that had the occasion to mention or dispute it, and did not.
    """

    id: str
    type: ClaimType
    topics: tuple[str, ...]
    claims: tuple[Claim, ...]
    sources: tuple[str, ...]
    origins: tuple[str, ...]
    current: tuple[Claim, ...]
    standing: Standing
    trail: tuple[Step, ...]
    contested_by: tuple[str, ...] = ()
    once_contested_by: tuple[str, ...] = ()
    contests: tuple[str, ...] = ()
    silent: tuple[str, ...] = ()

    @property
    def labelled(self) -> Claim | None:
        """The claim whose label is the fact's: the earliest published that has one."""
        return next((c for c in self.claims if c.label), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusOn:
    """The state of a subject on a day, as known on a day.

    Attributes:
        states: one word; several: contested, all shown; none: nothing known.
        claims: those that carry it.
        since: first day of the unbroken run of this state, where the claims give one.
        inferred: that day is inferred, or the claims are undated and counted by publication.
        unconfirmed: claims that stand beside it and displace nothing.
    """

    states: tuple[str, ...] = ()
    claims: tuple[Claim, ...] = ()
    since: date | None = None
    inferred: bool = False
    unconfirmed: tuple[Claim, ...] = ()

    @property
    def contested(self) -> bool:
        """Whether counting claims give different states for the same time."""
        return len(self.states) > 1
