"""Every id that an article refers to exists; if not, the closest one is named."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import Any

from babel import Locale
from babel.core import get_global
from rapidfuzz import fuzz, process

from generator.diagnostics import Diagnostic, Location, closest_word, diagnose, did_you_mean
from generator.model import UNNAMED
from generator.reading.fragments import Fragment
from generator.reading.manuscript import ClaimInHand, Manuscript
from generator.reading.registers import Register, Registers, countries
from generator.reading.schema import PositionRecord, StatusRecord
from generator.text import Text

_WHO = ("subject", "actor", "said_by")
"""Keys of a claim that name actors or countries."""


def check_references(
    manuscripts: Sequence[Manuscript], registers: Registers
) -> Iterator[Diagnostic]:
    """Sources, topics, actors, places and words of a topic's vocabulary; then facts."""
    references = _References(registers)
    for manuscript in manuscripts:
        yield from references.of_article(manuscript)
        for claim in manuscript.checkable():
            yield from references.of_claim(claim)
    yield from _countries(registers)
    yield from _pages_of_countries(manuscripts, registers)
    # Where an article cannot be read, a fact that it holds would be called unknown.
    if all(manuscript.complete for manuscript in manuscripts):
        yield from _disputed_facts(manuscripts)


class _References:
    """Looks ids up, and remembers what it once found closest."""

    def __init__(self, registers: Registers) -> None:
        self._registers = registers
        self._closest: dict[tuple[str, str], str | None] = {}

    def of_article(self, manuscript: Manuscript) -> Iterator[Diagnostic]:
        """The source, the relayed agency and the extra topics, whatever else may be wrong."""
        document, fields = manuscript.document, manuscript.document.fields
        for key in ("source", "relays"):
            name = fields.get(key)
            if isinstance(name, str) and name:
                yield from self._source(name, document.at((key,)))
        topics = fields.get("topics")
        for number, topic in enumerate(topics if isinstance(topics, list) else [topics]):
            if isinstance(topic, str):
                yield from self._topic(topic, document.at(("topics", number)))

    def of_claim(self, claim: ClaimInHand | Fragment) -> Iterator[Diagnostic]:
        """Topics, people, place, and the words that the home topic gives."""
        record = claim.record
        for number, topic in enumerate(record.topics):
            yield from self._topic(topic, claim.at("topics", number))
        for key in _WHO:
            for number, who in enumerate(_several(getattr(record, key, None))):
                if not (key != "subject" and who == UNNAMED):
                    yield from self._actor(who, claim.at(key, number))
        place = getattr(record, "place", None)
        if place:
            yield from self._place(place, claim.at("place"))
        if isinstance(claim, ClaimInHand):
            yield from self._word(claim)

    def _source(self, name: str, place: Location) -> Iterator[Diagnostic]:
        register = self._registers.sources
        if name not in register.ids and register.complete:
            known = _names(register)
            yield diagnose("BR201", place, id=name, suggestion=self._suggest("s", name, known))

    def _topic(self, name: str, place: Location) -> Iterator[Diagnostic]:
        ids = self._registers.topics.ids
        if name not in ids:
            yield diagnose(
                "BR204",
                place,
                id=name,
                suggestion=did_you_mean(closest_word(name, ids)),
                topics=", ".join(f"`{t}`" for t in sorted(ids)) or "none yet",
            )

    def _actor(self, name: str, place: Location) -> Iterator[Diagnostic]:
        register = self._registers.actors
        if name in register.ids or name in countries() or not register.complete:
            return
        country = _country(name)
        suggestion = (
            did_you_mean(country) if country else self._suggest("a", name, _names(register))
        )
        yield diagnose("BR202", place, id=name, suggestion=suggestion)

    def _place(self, name: str, place: Location) -> Iterator[Diagnostic]:
        register = self._registers.places
        if name not in register.ids and register.complete:
            known = _names(register)
            yield diagnose("BR203", place, id=name, suggestion=self._suggest("p", name, known))

    def _word(self, claim: ClaimInHand) -> Iterator[Diagnostic]:
        record = claim.record
        topic = self._registers.topics.entries.get(record.topics[0])
        if topic is None:
            return  # unknown or broken, and reported as such
        if isinstance(record, StatusRecord) and record.state is not None:
            code, key, word, words = "BR207", "state", record.state, topic.states
        elif isinstance(record, PositionRecord):
            code, key, word, words = "BR208", "position", record.position, topic.positions
        else:
            return
        known = [w.id for w in words]
        if word not in known:
            yield diagnose(
                code,
                claim.at(key),
                word=word,
                topic=topic.id,
                suggestion=did_you_mean(closest_word(word, known)),
                words=", ".join(f"`{w}`" for w in known) or "none yet",
            )

    def _suggest(self, kind: str, name: str, known: dict[str, str]) -> str:
        if (kind, name) not in self._closest:
            self._closest[kind, name] = _closest_id(name, known)
        return did_you_mean(self._closest[kind, name])


def _names(register: Register[Any]) -> dict[str, str]:
    """Ids by everything they are called, in lower case."""
    known: dict[str, str] = {}
    for name in sorted(register.ids):
        entry = register.entries.get(name)
        called: Iterable[str] = ()
        if entry is not None:
            text: Text = entry.name
            called = [words for _, words in text.versions]
            called = [*called, *getattr(entry, "aliases", ())]
        for words in (name, *called):
            known.setdefault(words.lower(), name)
    return known


def _closest_id(name: str, known: dict[str, str]) -> str | None:
    wanted = name.lower()
    if wanted in known:
        return known[wanted]
    found = process.extractOne(wanted, list(known), scorer=fuzz.ratio, score_cutoff=65)
    return known[found[0]] if found else None


def _country(name: str) -> str | None:
    """The code of a country written in another way: `fr`, `FRA`, `UK`, `France`."""
    upper = name.upper()
    if upper in countries():
        return upper
    replaced = get_global("territory_aliases").get(upper, ())
    if len(replaced) == 1 and replaced[0] in countries():
        return str(replaced[0])
    return _country_names().get(name.lower())


@cache
def _country_names() -> dict[str, str]:
    """Codes by English and French name, in lower case."""
    return {
        name.lower(): code
        for language in ("fr", "en")
        for code, name in Locale(language).territories.items()
        if code in countries()
    }


def _countries(registers: Registers) -> Iterator[Diagnostic]:
    """`country` in sources.yml, actors.yml and places.yml."""
    kinds: tuple[Register[Any], ...] = (registers.sources, registers.actors, registers.places)
    for register in kinds:
        for name, entry in register.entries.items():
            if entry.country and entry.country not in countries():
                yield diagnose(
                    "BR206",
                    register.documents[name].at((name, "country")),
                    value=entry.country,
                    suggestion=did_you_mean(_country(entry.country)),
                )


def _pages_of_countries(
    manuscripts: Sequence[Manuscript], registers: Registers
) -> Iterator[Diagnostic]:
    """No actor's page takes the place of a country's on a disk that folds case."""
    alike = {name.upper(): name for name in sorted(registers.actors.ids)}
    alike = {code: name for code, name in alike.items() if code in countries()}
    named: dict[str, Location] = {}
    for claim in (c for m in manuscripts for c in m.checkable()) if alike else ():
        for key in _WHO:
            for who in _several(getattr(claim.record, key, None)):
                if who in alike:
                    named[who] = min(named.get(who, claim.at(key)), claim.at(key))
    for code, place in sorted(named.items()):
        entry = registers.actors.documents[alike[code]].at_key((alike[code],))
        where = f"{place.path}:{place.line}"
        yield diagnose("BR213", entry, id=alike[code], country=code, other=where)


def _several(value: Any) -> Sequence[str]:
    return [value] if isinstance(value, str) else value or []


def _disputed_facts(manuscripts: Sequence[Manuscript]) -> Iterator[Diagnostic]:
    """`contests` and `denies` name a fact that some claim asserts."""
    facts = sorted({claim.fact for m in manuscripts for claim in m.claims})
    known = frozenset(facts)
    closest: dict[str, str | None] = {}
    for manuscript in manuscripts:
        for claim in manuscript.records():
            for key in ("contests", "denies"):
                fact = getattr(claim.record, key)
                if fact is None or fact in known:
                    continue
                if fact not in closest:
                    closest[fact] = closest_word(fact, facts)
                yield diagnose(
                    "BR205",
                    claim.at(key),
                    key=key,
                    id=fact,
                    suggestion=did_you_mean(closest[fact]),
                )
