"""`data/claims.json` and `data/facts.json`: what the site says, checkable by a program.

Order is that of ids, so the same content gives the same bytes.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import fields
from datetime import date, datetime
from typing import Any

from generator.claims import Figure
from generator.facts import Fact
from generator.model import Claim, Detail
from generator.pages.desk import Desk
from generator.pages.telling import fact_label
from generator.pages.urls import article_url, passage_url
from generator.when import When

_RENAMED = {"audience": "for", "speaker": "said_by"}
"""Keys of a claim type that front matter calls by another name."""


def claims_json(desk: Desk) -> str:
    """A list of objects, one per claim and subject, by id."""
    claims = sorted(
        (c for fact in desk.ledger.facts.values() for c in fact.claims), key=lambda c: c.id
    )
    return _json([_claim(desk, claim) for claim in claims])


def facts_json(desk: Desk) -> str:
    """A list of objects, one per fact, by id."""
    return _json([_fact(desk, fact) for fact in desk.ledger.facts.values()])


def _claim(desk: Desk, claim: Claim) -> dict[str, Any]:
    article = desk.ledger.articles[claim.article]
    facts = desk.ledger.facts  # of what may be shown: no draft leaves through a reference
    fact = facts[claim.fact]
    block = article.body.blocks[claim.span.block].text
    record = {
        "id": claim.id,
        "type": claim.type,
        "topics": list(claim.topics),
        "about": claim.about,
        "contests": claim.contests if claim.contests in facts else None,
        "denies": claim.denies if claim.denies in facts else None,
        "certainty": claim.certainty,
        "on": claim.on.text,
        "until": claim.until.text if claim.until else None,
        "said_by": claim.said_by,
        "passage": block[claim.span.start : claim.span.end],
        "lines": claim.lines,
        "label": desk.label(claim).text or None,
        "url": passage_url(claim),
        "retracted": {"on": claim.retracted.on, "reason": claim.retracted.reason}
        if claim.retracted
        else None,
        "article": {
            "id": article.id,
            "title": article.title,
            "source": article.source,
            "published": article.published,
            "url": article_url(article.id),
        },
        "fact": {
            "id": fact.id,
            "standing": fact.standing,
            "sources": list(fact.sources),
            "origins": list(fact.origins),
        },
    }
    return record | _own_keys(claim.detail)


def _own_keys(detail: Detail) -> dict[str, Any]:
    """The keys of a claim's type, called as front matter calls them."""
    # The detail classes are dataclasses, which the Detail protocol does not say.
    own = {f.name: getattr(detail, f.name) for f in fields(detail)}  # type: ignore[arg-type]
    if isinstance(detail, Figure):
        low, high = _plain_number(own.pop("low")), _plain_number(own.pop("high"))
        exact = low == high
        own["value"] = low if exact else None
        own["min"], own["max"] = (None, None) if exact else (low, high)
    return {_RENAMED.get(key, key): value for key, value in own.items()}


def _plain_number(number: float | None) -> float | None:
    """A whole number without a decimal point: `400`, as it was written."""
    return int(number) if number is not None and number.is_integer() else number


def _fact(desk: Desk, fact: Fact) -> dict[str, Any]:
    return {
        "id": fact.id,
        "type": fact.type,
        "topics": list(fact.topics),
        "label": fact_label(desk, fact).text,
        "standing": fact.standing,
        "sources": list(fact.sources),
        "origins": list(fact.origins),
        "claims": [claim.id for claim in fact.claims],
        "trail": [
            {
                "claim": step.claim,
                "article": step.article,
                "published": step.published,
                "certainty": step.certainty,
            }
            for step in fact.trail
        ],
        "contested_by": list(fact.contested_by),
        "silent": list(fact.silent),
        "url": desk.fact_url(fact),
    }


def _json(records: Iterable[dict[str, Any]]) -> str:
    """A record a line: a change is a line of a comparison, and `indent` costs five times more."""
    lines = (json.dumps(r, ensure_ascii=False, default=_plain) for r in records)
    return "[\n" + ",\n".join(lines) + "\n]\n"


def _plain(value: object) -> str:
    if isinstance(value, When):
        return value.text
    if isinstance(value, date | datetime):
        return value.isoformat()
    raise TypeError(f"no JSON for {type(value).__name__}")
