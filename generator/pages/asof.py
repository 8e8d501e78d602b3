"""A board over time: its dated history, and what a reader's browser needs to show any day."""

from __future__ import annotations

import json
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from markupsafe import Markup

from generator.ledger import Ledger
from generator.model import Claim, Topic
from generator.pages.changing import ChangeLine, turn_line
from generator.pages.desk import Desk
from generator.pages.views import Link


@dataclass(frozen=True, slots=True, kw_only=True)
class DayOfTurns:
    """The changes of state that became known on one day.

    Attributes:
        day: the day, leading to its brief.
        lines: of each subject, from which state to which, by whose reports.
    """

    day: Link
    lines: tuple[ChangeLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardHistory:
    """The states of a topic's subjects on every day.

    Attributes:
        first: the first day that any report gives a state for, as `2024-11-20`.
        last: the day that the site speaks of, likewise.
        turns: days with a change of a state, newest first; the state that a subject was first
            known in is none.
        records: JSON for `assets/asof.js`: `states`, each with its `tone` and `word`, worst first;
            `subjects`, by name, each a list of claims, which are `at` passages that the board's
            row leads to.
        script: leads to `assets/asof.js`.
    """

    first: str
    last: str
    turns: tuple[DayOfTurns, ...]
    records: Markup
    script: str


def board_history(desk: Desk, topic: Topic) -> BoardHistory | None:
    """The history of a topic's board; None where nobody has a state."""
    subjects = desk.index.subjects_of_topic.get(topic.id, ())
    if not subjects:
        return None
    turns = sorted(
        (turn for subject in subjects for turn in desk.history.turns[topic.id, subject][1:]),
        key=lambda turn: (-turn.day.toordinal(), desk.words.sorting(desk.actor(turn.subject).text)),
    )
    claims = [c for subject in subjects for c in desk.ledger.states[topic.id, subject]]
    return BoardHistory(
        first=min(min(map(desk.ledger.effective, claims)), desk.ledger.as_of).isoformat(),
        last=desk.ledger.as_of.isoformat(),
        turns=tuple(
            DayOfTurns(day=desk.day(day), lines=tuple(turn_line(desk, turn) for turn in of_day))
            for day, of_day in groupby(turns, key=lambda turn: turn.day)
        ),
        records=_records(desk, topic),
        script=desk.url("assets/asof.js"),
    )


def _records(desk: Desk, topic: Topic) -> Markup:
    """What is known of every subject, for a script: nothing that the page's language words."""
    states = {
        state.id: {"tone": state.tone, "word": str(desk.text(state.label))}
        for state in reversed(topic.states)
    }
    subjects = sorted(
        desk.index.subjects_of_topic[topic.id],
        key=lambda subject: desk.words.sorting(str(desk.actor(subject))),
    )
    told = [
        [record(desk.ledger, claim) | {"at": claim.id} for claim in desk.ledger.states[topic.id, s]]
        for s in subjects
    ]
    known = {"states": states, "subjects": told}
    text = json.dumps(known, ensure_ascii=False, separators=(",", ":"))
    # In a script element only its end and a comment's beginning mean anything: both need a `<`.
    return Markup(text.replace("<", "\\u003c"))  # noqa: S704


def record(ledger: Ledger, claim: Claim) -> dict[str, Any]:
    """A claim of a state by the keys of `assets/asof.js`; what is not said is left out.

    Args:
        ledger: which dates it.
        claim: its days become ISO text, which sorts as days do; one known on its day has no
            `known`.
    """
    told = {"state": claim.detail.value, "day": ledger.effective(claim).isoformat()}
    if (known := ledger.day(claim.article).isoformat()) != told["day"]:
        told["known"] = known
    if claim.until and claim.until.latest:
        told["until"] = claim.until.latest.isoformat()
    if claim.retracted:
        told["retracted"] = claim.retracted.on.isoformat()
    if claim.certainty == "unconfirmed":
        told["unconfirmed"] = True
    return told
