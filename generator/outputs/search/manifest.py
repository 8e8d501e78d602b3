"""What the page that searches knows before it loads any part: which there are, names, aliases."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from generator.model import Actor, Place
from generator.outputs.search.columns import FACETS, SHOWN, told
from generator.outputs.search.parts import Part
from generator.outputs.search.words import function_words, tokens
from generator.pages import terms
from generator.pages.desk import Desk
from generator.text import Phrase, phrase


def manifest(desk: Desk, parts: Sequence[tuple[str, Part]]) -> dict[str, Any]:
    """All of it, for `search/index.js`.

    Args:
        desk: names and words.
        parts: each with the name of its folder; of a language the newest comes first.
    """
    functions = function_words()
    return {
        "language": desk.words.language,
        "parts": [{"name": name, "language": part.language} for name, part in parts],
        "labels": {facet: _labels(desk, facet, parts) for facet in SHOWN},
        "aliases": list(aliases((*desk.library.actors.values(), *desk.library.places.values()))),
        "function_words": sorted(
            {word for _, part in parts for word in functions.get(part.language, ())}
        ),
    }


def labels(desk: Desk, parts: Sequence[tuple[str, Part]]) -> dict[str, Any]:
    """What the values of all other facets are called, for `search/labels.js`."""
    return {facet: _labels(desk, facet, parts) for facet in FACETS if facet not in SHOWN}


def aliases(named: Iterable[Actor | Place]) -> Iterable[list[str]]:
    """Names of one person or place, where there are several that a fold does not make one."""
    for one in named:
        names = [words for _, words in one.name.versions] + list(one.aliases)
        distinct = {_tokens(name): name for name in reversed(names)}
        if len(distinct) > 1:
            yield sorted(distinct.values(), key=names.index)


def _tokens(name: str) -> tuple[str, ...]:
    return tuple(token for word in name.split() for token in tokens(word))


def _labels(desk: Desk, facet: str, parts: Iterable[tuple[str, Part]]) -> dict[str, Any]:
    """What each value of a facet is called; with its language, where that is not the page's."""
    used = {
        value
        for _, part in parts
        for record in part.records
        for unit in record.units
        for value in unit.facets.get(facet, ())
    }
    called = {value: told(_NAMES[facet](desk, value)) for value in used}
    in_order = sorted(
        called, key=lambda value: (_rank(facet, value), desk.words.sorting(called[value][0]), value)
    )
    return {value: called[value] if called[value][1] else called[value][0] for value in in_order}


def _rank(facet: str, value: str) -> int:
    """Badges are listed from strong to weak, kinds by what is most asked for; names by letter."""
    ranked = {
        "kind": tuple(terms.KINDS),
        "certainty": tuple(reversed(terms.CERTAINTIES)),
        "standing": tuple(terms.STANDINGS),
    }.get(facet, ())
    return ranked.index(value) if value in ranked else len(ranked)


def _term(vocabulary: dict[str, tuple[str, str]]) -> Callable[[Desk, str], Phrase]:
    return lambda desk, value: terms.term(desk.words, vocabulary, value).word


def _country(desk: Desk, value: str) -> Phrase:
    return phrase(desk.words.country(value))


def _language(desk: Desk, value: str) -> Phrase:
    return phrase(desk.words.language_name(value))


_NAMES: dict[str, Callable[[Desk, str], Phrase]] = {
    "kind": _term(terms.KINDS),
    "topic": lambda desk, value: desk.topic(value).text,
    "source": lambda desk, value: desk.source(value).text,
    "said_by": lambda desk, value: desk.actor(value),
    "subject": lambda desk, value: desk.actor(value),
    "country": _country,
    "certainty": _term(terms.CERTAINTIES),
    "standing": _term(terms.STANDINGS),
    "language": _language,
}
