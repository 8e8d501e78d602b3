"""Broken claims: what they still say is checked, so that no mistake waits for another."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from generator.diagnostics import Location
from generator.reading.frontmatter import Document
from generator.reading.yaml_tree import Loc


@dataclass(frozen=True, slots=True)
class Fragment:
    """What a broken claim still says, so that its other mistakes are not kept for later.

    Attributes:
        document: the article's file.
        number: of its record in the list `claims`, from 0.
        record: those of its values that name something or stand in the body.
    """

    document: Document
    number: int
    record: FragmentRecord

    def at(self, *way: str | int) -> Location:
        """Where one of its values was written; without `way`, where the claim begins."""
        return place_of(self.document, self.number, *way)


@dataclass(frozen=True, slots=True)
class FragmentRecord:
    """Values of a broken claim, under the names that whole records give them."""

    passage: str = ""
    topics: tuple[str, ...] = ()
    subject: tuple[str, ...] = ()
    actor: tuple[str, ...] = ()
    said_by: str | None = None
    place: str | None = None


def fragment_of(fields: Any) -> FragmentRecord:
    """The values of a broken claim, as far as they are text."""
    known = fields if isinstance(fields, dict) else {}

    def words(key: str) -> tuple[str, ...]:
        value = known.get(key)
        listed = value if isinstance(value, list) else [value]
        return tuple(w for w in listed if isinstance(w, str)) if value else ()

    def word(key: str) -> str | None:
        return next(iter(words(key)), None)

    return FragmentRecord(
        passage=word("passage") or "",
        topics=words("topics"),
        subject=words("subject"),
        actor=words("actor"),
        said_by=word("said_by"),
        place=word("place"),
    )


def place_of(document: Document, number: int, *way: str | int) -> Location:
    """Where a claim's value was written: in the claim, else in `claim_defaults`."""
    loc: Loc = ("claims", number, *way)
    if way and not document.holds(loc[:3]) and document.holds(("claim_defaults", way[0])):
        return document.at(("claim_defaults", *way))
    return document.at(loc)
