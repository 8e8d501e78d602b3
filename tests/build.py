"""Articles, claims and ledgers in a line or two each, for tests.

Everything is invented: outlets, people and places exist nowhere, and country codes are those
that ISO 3166 leaves to its users (XA to XZ), so no test says anything about the world.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from typing import Any, Literal

from generator.claims import Event, Figure, Position, Statement, Status
from generator.facts import Fact
from generator.ledger import Ledger, open_ledger
from generator.model import Article, Certainty, Claim, Detail, Library, Retraction
from generator.text import Span, Text
from generator.when import parse_when

DAY = "2031-05-01"


def moment(text: str) -> date | datetime:
    """A day (`2031-05-01`) or, where longer, a date-time with its offset."""
    return date.fromisoformat(text) if len(text) == 10 else datetime.fromisoformat(text)


def claim(
    detail: Detail,
    *,
    id: str = "",
    topics: str | tuple[str, ...] = "embassies",
    on: str = DAY,
    certainty: Certainty = "reported",
    until: str | None = None,
    retracted: str | None = None,
    label: str | None = None,
    **others: Any,
) -> Claim:
    """A claim; `article` gives it its article, and an id where it has none."""
    return Claim(
        id=id,
        article="",
        topics=(topics,) if isinstance(topics, str) else topics,
        passage="",
        span=Span(0, 0, 0),
        on=parse_when(on),
        certainty=certainty,
        detail=detail,
        until=parse_when(until) if until else None,
        retracted=Retraction(date.fromisoformat(retracted), "mistaken") if retracted else None,
        label=Text((("", label),)) if label else None,
        **others,
    )


def state(word: str, subject: str = "XA", **common: Any) -> Claim:
    return claim(Status(subject=subject, state=word), **common)


def advice(
    force: Literal["order", "advice"],
    audience: Literal["staff", "nationals"] = "nationals",
    words: str = "stay inside",
    **common: Any,
) -> Claim:
    detail = Status(subject="XA", advice=words, audience=audience, force=force)
    return claim(detail, **common)


def event(about: str | None = "the-flood", actor: str = "ada-lindqvist", **common: Any) -> Claim:
    return claim(Event(actor=actor), about=about, **common)


def figure(number: float, about: str | None = "the-count", **common: Any) -> Claim:
    detail = Figure(unit="people", of="evacuated", low=number, high=number)
    return claim(detail, about=about, **common)


def position(word: str, about: str | None = "the-treaty", **common: Any) -> Claim:
    return claim(Position(actor="XB", position=word, on_what="the treaty"), about=about, **common)


def statement(
    form: Literal["quote", "paraphrase", "refusal"] = "quote",
    speaker: str = "ada-lindqvist",
    about: str | None = "the-threat",
    **common: Any,
) -> Claim:
    return claim(Statement(speaker=speaker, form=form), said_by=speaker, about=about, **common)


def article(
    id: str, *claims: Claim, source: str = "", published: str = DAY, **others: Any
) -> Article:
    """An article of an outlet of its own, unless `source` names one."""
    embargo = others.pop("embargo", None)
    return Article(
        id=id,
        path=f"articles/{id}.md",
        title=id.title(),
        source=source or f"outlet-{id}",
        published=moment(published),
        language="en",
        claims=tuple(
            replace(c, article=id, id=c.id or f"{id}-{n}") for n, c in enumerate(claims, 1)
        ),
        extra_topics=tuple(others.pop("topics", ())),
        embargo=moment(embargo) if embargo else None,
        **others,
    )


def library(*articles: Article) -> Library:
    return Library(articles={a.id: a for a in articles})


def ledger(*articles: Article, **options: Any) -> Ledger:
    return open_ledger(library(*articles), **options)


def fact(id: str, *articles: Article, **options: Any) -> Fact:
    """The fact `id` of a ledger of `articles`."""
    return ledger(*articles, **options).facts[id]
