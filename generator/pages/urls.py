"""Where each page of the site is, and on it each fact and passage: site-relative URLs."""

from __future__ import annotations

from datetime import date

from generator.model import Claim


def article_url(article: str) -> str:
    """Site-relative URL of an article's page."""
    return f"articles/{article}.html"


def topic_url(topic: str) -> str:
    """Site-relative URL of a topic's page."""
    return f"topics/{topic}.html"


def source_url(source: str) -> str:
    """Site-relative URL of a source's page."""
    return f"sources/{source}.html"


def actor_url(actor: str) -> str:
    """Site-relative URL of the page of an actor, or of a country by its ISO 3166 code."""
    return f"actors/{actor}.html"


def place_url(place: str) -> str:
    """Site-relative URL of a place's page."""
    return f"places/{place}.html"


def day_url(day: date) -> str:
    """Site-relative URL of the brief of a day."""
    return f"days/{day.isoformat()}.html"


def passage_url(claim: Claim) -> str:
    """Site-relative URL of the passage that carries `claim`."""
    return f"{article_url(claim.article)}#{claim.id}"


def fact_anchor(fact: str) -> str:
    """A fact's id as an anchor: `/` becomes `.`, which no segment of an id may hold."""
    return fact.replace("/", ".")


def month_url(topic: str, month: str) -> str:
    """Site-relative URL of the facts of a month (`2024-11`) on a topic too long for one page."""
    return f"topics/{topic}/{month}.html"
