"""A board over time: its dated history, and what a reader's browser needs to show any day."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from generator.ledger import Ledger
from generator.model import Claim, Topic
from generator.pages.changing import ChangeLine, turn_line
from generator.pages.desk import Desk
from generator.pages.urls import passage_url
from generator.pages.views import Link


@dataclass(frozen=True, slots=True, kw_only=True)
class DatedTurn:
    """A state that a subject came into, as it became known.

    Attributes:
        day: the day when it became known, leading to its brief.
        line: from which state to which, by whose reports.
    """

    day: Link
    line: ChangeLine


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardHistory:
    """The states of a topic's subjects on every day.

    Attributes:
        first: the first day that any report gives a state for, as `2024-11-20`.
        last: the day that the site speaks of, likewise.
        turns: every change of a state, newest first.
        records: JSON for `assets/asof.js`: `states`, each with its `tone` and `word`, worst first;
            `subjects`, by name, with their `claims`.
        script: leads to `assets/asof.js`.
    """

    first: str
    last: str
    turns: tuple[DatedTurn, ...]
    records: Markup
    script: str


def board_history(desk: Desk, topic: Topic) -> BoardHistory | None:
    """The history of a topic's board; None where nobody has a state."""
    subjects = desk.index.subjects_of_topic.get(topic.id, ())
    if not subjects:
        return None
    turns = sorted(
        (turn for subject in subjects for turn in desk.history.turns[topic.id, subject]),
        key=lambda turn: (-turn.day.toordinal(), desk.words.sorting(desk.actor(turn.subject).text)),
    )
    claims = [c for subject in subjects for c in desk.ledger.states[topic.id, subject]]
    return BoardHistory(
        first=min(min(map(desk.ledger.effective, claims)), desk.ledger.as_of).isoformat(),
        last=desk.ledger.as_of.isoformat(),
        turns=tuple(DatedTurn(day=desk.day(t.day), line=turn_line(desk, t)) for t in turns),
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
        ((str(desk.actor(s)), s) for s in desk.index.subjects_of_topic[topic.id]),
        key=lambda named: desk.words.sorting(named[0]),
    )
    told = [
        {"name": name, "claims": [_linked(desk, c) for c in desk.ledger.states[topic.id, key]]}
        for name, key in subjects
    ]
    text = json.dumps({"states": states, "subjects": told}, ensure_ascii=False)
    # In a script element only its end and a comment's beginning mean anything: both need a `<`.
    return Markup(text.replace("<", "\\u003c"))  # noqa: S704


def _linked(desk: Desk, claim: Claim) -> dict[str, Any]:
    article = desk.ledger.articles[claim.article]
    by = desk.source(article.source).text
    return record(desk.ledger, claim) | {"by": str(by), "url": desk.url(passage_url(claim))}


def record(ledger: Ledger, claim: Claim) -> dict[str, Any]:
    """A claim of a state by the keys of `assets/asof.js`; what is not said is left out.

    Args:
        ledger: which dates it.
        claim: its days become ISO text, which sorts as days do.
    """
    told = {
        "state": claim.detail.value,
        "day": ledger.effective(claim).isoformat(),
        "known": ledger.day(claim.article).isoformat(),
    }
    if claim.until and claim.until.latest:
        told["until"] = claim.until.latest.isoformat()
    if claim.retracted:
        told["retracted"] = claim.retracted.on.isoformat()
    if claim.certainty == "unconfirmed":
        told["unconfirmed"] = True
    return told
