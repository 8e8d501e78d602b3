"""The fictional site in `tests/sites/full`: its ledger, and all of it told for a person to read."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo

from generator.claims import Event, Figure, Position, Statement, Status
from generator.facts import Fact
from generator.ledger import Ledger, open_ledger
from generator.model import Claim, Library
from generator.reading.library import load_files, read_library
from generator.reading.settings import Settings
from tests.engine import SITES

FULL = SITES / "full"
ZONE = "Europe/Paris"
LAST = date(2025, 4, 6)
MONDAYS = [date(2025, 3, 3) + timedelta(weeks=n) for n in range(5)]


@cache
def library() -> Library:
    """The site's content, read once."""
    settings = Settings(timezone=ZONE)
    return read_library(load_files(FULL / "briefings"), settings).require()


@cache
def ledger(known_by: date = LAST) -> Ledger:
    """Its ledger, as known on a day."""
    return open_ledger(library(), timezone=ZONE, known_by=known_by)


def value(claim: Claim) -> str:
    """What a claim says that another of its fact may not."""
    match claim.detail:
        case Status(state=str(state)):
            return state
        case Status(advice=str(advice), force=force):
            return f"{force}: {advice}"
        case Position(position=position, conditions=conditions):
            return f"{position}, if: {conditions}" if conditions else position
        case Figure(low=None, approx=approx, unit=unit):
            return f"{approx} ({unit})"
        case Figure(low=low, high=high, unit=unit):
            return f"{low:g} {unit}" if low == high else f"{low:g} to {high:g} {unit}"
        case Statement(form=form):
            return form
        case Event(actor=actor):
            return f"by {actor}"
    raise AssertionError(claim.detail)


def told_boards(day: date) -> Iterator[str]:
    """Every board on a day, as known on that day, and which facts stood out."""
    known = ledger(day)
    yield f"## {day:%A %-d %B %Y}, as known then"
    subjects = {
        (c.home, c.detail.subject)
        for f in known.facts.values()
        for c in f.claims
        if isinstance(c.detail, Status) and c.detail.state
    }
    for topic, subject in sorted(subjects):
        status = known.status_at(topic, subject, day)
        line = f"{topic}/{subject}: {' and '.join(status.states) or 'nothing known'}"
        line += f", since {status.since}" if status.since else ""
        line += " (inferred)" if status.inferred else ""
        line += ", contested" if status.contested else ""
        beside = sorted({value(c) for c in status.unconfirmed})
        line += f"; beside it, unconfirmed: {', '.join(beside)}" if beside else ""
        yield line
        yield from (f"    {c.article}" for c in status.claims)
    for standing in ("contested", "unconfirmed", "retracted"):
        found = [f.id for f in known.facts.values() if f.standing == standing]
        yield f"{standing}: {', '.join(found) or 'none'}"
    yield ""


def moment(published: date | datetime) -> str:
    """When an article was published, where the desk is."""
    if isinstance(published, datetime):
        return f"{published.astimezone(ZoneInfo(ZONE)):%d %b %H:%M}"
    return f"{published:%d %b}"


def told_fact(fact: Fact) -> Iterator[str]:
    """A fact with who says it, in the order of its trail, and who does not."""
    articles = ledger().articles
    yield f"## {fact.id}"
    yield f"{fact.type} of {', '.join(fact.topics)}: {fact.standing}"
    for step, claim in zip(fact.trail, fact.claims, strict=True):
        article = articles[claim.article]
        line = f"  {moment(step.published)} {'then ' if step.after_previous else ''}"
        line += f"{article.source}: {step.certainty}"
        line += f", {claim.said_by} says" if claim.said_by else ""
        line += f" (relays {article.relays})" if article.relays else ""
        line += f", {value(claim)}, on {claim.on.text}"
        line += f" until {claim.until.text}" if claim.until else ""
        line += f", RETRACTED {claim.retracted.on}" if claim.retracted else ""
        yield line + (" *" if claim in fact.current else "")
    for name in ("sources", "origins", "contests", "contested_by", "silent"):
        if ids := getattr(fact, name):
            yield f"  {name.replace('_', ' ')}: {', '.join(ids)}"
    yield ""


def told() -> str:
    """All that the ledger makes of the articles, for a person to read."""
    lines = [
        "What the ledger makes of this fictional site: boards on each Monday and on the last day,",
        "then every fact as known on the last day. A star marks the claims that a fact stands by.",
        "Rewritten by UPDATE_CASES=1: read the difference against the articles.",
        "",
        "# Boards",
        "",
    ]
    lines += [line for day in (*MONDAYS, LAST) for line in told_boards(day)]
    lines += ["# Facts", ""]
    lines += [line for fact in ledger().facts.values() for line in told_fact(fact)]
    return "\n".join(lines)
