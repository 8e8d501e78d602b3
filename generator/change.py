"""One change of a fact from an evening to the next, and what of it is worth telling."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import takewhile
from typing import Literal

from generator.claims import Status
from generator.facts import Fact
from generator.model import CERTAINTIES, Certainty, Claim

ChangeKind = Literal[
    "retracted",
    "contested",
    "settled",
    "confirmed",
    "revised",
    "moved",
    "surer",
    "weaker",
    "corroborated",
    "withdrawn",
    "rumoured",
    "new",
]


@dataclass(frozen=True)
class Change:
    """What a day's reports, or a withdrawal, changed about a fact.

    Attributes:
        day: when it became known: that of a publication or a withdrawal.
        before: the fact as known the evening before; None: not yet.
        after: the fact as known this evening.
    """

    day: date
    before: Fact | None
    after: Fact

    @property
    def home(self) -> str:
        """The topic that holds the fact."""
        return self.after.topics[0]

    @cached_property
    def kinds(self) -> tuple[ChangeKind, ...]:
        """What is worth telling of it; nothing where another report only says the same.

        Of a state, which time alone may change, its turns tell.
        """
        if self.before is None:
            return ("new",)
        return tuple(self._kinds(self.before, self.after))

    def _kinds(self, before: Fact, after: Fact) -> Iterator[ChangeKind]:
        if after.standing == "retracted":
            if before.standing != "retracted":
                yield "retracted"
            return
        if before.standing == "retracted":
            yield "new"  # said again, by somebody who stands by it
            return
        if after.standing == "contested" != before.standing:
            yield "contested"
        elif before.standing == "contested" != after.standing:
            yield "settled"
        if _same_value(before, after):
            yield from _certainty_moved(before, after)
        elif not is_state(after) and (before.standing == "contested") == (
            after.standing == "contested"
        ):
            yield "revised" if after.type == "figure" else "moved"
        if any(withdrawn_on(claim, self.day) for claim in after.claims):
            yield "withdrawn"
        if is_state(after) and set(self.rumours):
            yield "rumoured"

    @cached_property
    def rumours(self) -> tuple[Claim, ...]:
        """Unconfirmed claims that the day adds, of a value that neither stands nor is rumoured."""
        known = self.before.claims if self.before else ()
        added = self.after.claims[len(known) :]  # what was known is the beginning of a trail
        if all(c.certainty != "unconfirmed" for c in added):
            return ()
        rumoured = takewhile(lambda claim: claim.certainty == "unconfirmed", reversed(known))
        values = {c.detail.value for c in (*rumoured, *self.after.current)}
        return tuple(
            c for c in added if c.certainty == "unconfirmed" and c.detail.value not in values
        )


def withdrawn_on(claim: Claim, day: date) -> bool:
    """Whether `claim` was withdrawn on this very day."""
    return claim.retracted is not None and claim.retracted.on == day


def strongest(fact: Fact) -> Certainty:
    """The strongest certainty of the claims a fact stands by; without any, of all of them."""
    return max((c.certainty for c in fact.current or fact.claims), key=CERTAINTIES.index)


def _same_value(before: Fact, after: Fact) -> bool:
    was, now = ({c.detail.value for c in fact.current} for fact in (before, after))
    return not was or not now or was == now


def is_state(fact: Fact) -> bool:
    """Whether it is the state of something, of which turns tell."""
    detail = fact.claims[0].detail
    return isinstance(detail, Status) and detail.state is not None


def _certainty_moved(before: Fact, after: Fact) -> Iterator[ChangeKind]:
    was, now = (CERTAINTIES.index(strongest(fact)) for fact in (before, after))
    if now > was:
        yield "confirmed" if strongest(after) == "confirmed" else "surer"
    elif now < was:
        yield "weaker"
    if before.standing == "single-source" and after.standing == "corroborated":
        yield "corroborated"
