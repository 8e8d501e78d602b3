"""Who says so: named where the report names them, counted as they are, and nobody left out."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping
from functools import cached_property, partial
from itertools import islice

from generator.evidence import folded
from generator.model import UNNAMED
from generator.reading.lints.found import Found, found
from generator.reading.lints.lexicon import phrases_pattern
from generator.reading.lints.sentences import Paragraph, Paragraphs, Part, covered, lowered
from generator.reading.manuscript import ClaimInHand, Manuscript
from generator.reading.registers import Registers

_ASIDE = re.compile(r"\([^()]*\)")
_CLAUSE = re.compile(r"[^,;:.]+")
_BETWEEN = re.compile(r",? (?:[\w'-]{1,30} ){0,2}")
_NOTHING = re.compile(r'[\s"(),;:.]*')
"""Between two clauses, or before the first, no word."""
_NEAR = 40
"""Characters after a name within which its verb of saying ends."""
_FEWEST_LETTERS = 3
_LONGER = 5
"""Letters of a word by which an outlet may be known: « selon la Gazette »."""
_SHOWN = 60
"""Characters of a paragraph, enough to know it by."""


def unassigned(manuscript: Manuscript) -> Iterator[Found]:
    """Paragraphs in which no claim has its passage: they feed no topic."""
    carrying = {span.block for span in manuscript.spans.values()}
    for number, block in enumerate(manuscript.body.blocks):
        text = block.text.strip()
        if number not in carrying and block.kind in ("paragraph", "code") and text:
            place = partial(manuscript.document.in_body, text)
            yield found("BR703", place, text, words=_begun(text))


def _begun(text: str) -> str:
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN].rsplit(' ', 1)[0]} …"


class Names:
    """What persons, offices and outlets are called, in small letters.

    Args:
        registers: whom and what articles may name.
    """

    def __init__(self, registers: Registers) -> None:
        self._registers = registers
        self._outlets: dict[str, re.Pattern[str]] = {}

    @cached_property
    def actors(self) -> Mapping[str, str]:
        """Ids by name or alias."""
        known: dict[str, str] = {}
        for key, actor in self._registers.actors.entries.items():
            for name in (*(words for _, words in actor.name.versions), *actor.aliases):
                if len(plain := _plain(name)) >= _FEWEST_LETTERS:
                    known.setdefault(plain, key)
        return known

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """Any name of an actor."""
        return phrases_pattern(self.actors)

    def is_person(self, actor: str) -> bool:
        """Whether an id is that of one person."""
        entry = self._registers.actors.entries.get(actor)
        return entry is not None and entry.kind == "person"

    def outlet(self, source: str) -> re.Pattern[str]:
        """What an outlet is called: its name, and words of it that no other outlet has."""
        if source not in self._outlets:
            words = self._words.get(source, frozenset())
            shared = (others for key, others in self._words.items() if key != source)
            self._outlets[source] = phrases_pattern(words.difference(*shared))
        return self._outlets[source]

    @cached_property
    def _words(self) -> Mapping[str, frozenset[str]]:
        """Of each outlet, its names, their longer words, and what is in capitals alone."""
        return {
            key: frozenset(
                lowered(word)
                for _, name in entry.name.versions
                for word in (_plain(name), *re.findall(r"\w+", name))
                if len(word) >= _LONGER or (word.isupper() and len(word) > 1)
            )
            for key, entry in self._registers.sources.entries.items()
        }


def _plain(name: str) -> str:
    # What stands in brackets is no part of a name, and these are signs of our lists.
    bare = re.sub(r'["*#]|\.{3}', "", folded(_ASIDE.sub("", name)))
    return " ".join(bare.lower().split())


def of_claim(paragraphs: Paragraphs, claim: ClaimInHand, names: Names) -> Iterator[Found]:
    """Whose word a claim is: said, and said as the passage has it.

    Args:
        paragraphs: the article's.
        claim: one of its claims whose passage was found.
        names: what those it may name are called.
    """
    record = claim.record
    if record.certainty in ("confirmed", "claimed") and record.said_by is None:
        key = "certainty"
        yield found("BR704", claim.at(key), record.passage, certainty=record.certainty)
    if record.said_by is None:
        if record.certainty == "reported":
            yield from _second_hand(paragraphs, claim, names)
    elif record.said_by == UNNAMED:
        yield from _named_after_all(paragraphs, claim, names)
    else:
        yield from _only_one(paragraphs, claim, names)


def _second_hand(paragraphs: Paragraphs, claim: ClaimInHand, names: Names) -> Iterator[Found]:
    record = paragraphs.manuscript.record
    assert record is not None  # noqa: S101 - its claims are looked at
    paragraph, begin, end = paragraphs.of(claim)
    if not paragraph.attributing:
        return
    for part in paragraph.parts(begin, end):
        for words, stop in _attributed(part.sentence, paragraph):
            whom = part.sentence[words.end() : min(stop, words.end() + _SHOWN)]
            # An agency that the whole article relays is its voice, and the page says so.
            own = any(names.outlet(s).search(whom) for s in (record.source, record.relays) if s)
            if whom.strip() and not own and _governs(part, words, stop):
                told = paragraph.shown(part, words.start(), stop).rstrip()
                yield found("BR709", claim.at("passage"), claim.record.passage, words=_begun(told))
                return


def _attributed(sentence: str, paragraph: Paragraph) -> Iterator[tuple[re.Match[str], int]]:
    """Words after which somebody is named who says so, and where the clause of each ends."""
    for clause in _CLAUSE.finditer(sentence):
        for words in paragraph.lexicon.attributions.finditer(sentence, *clause.span()):
            if not paragraph.lexicon.no_attributions.match(sentence, words.start()):
                yield words, clause.end()
                break


def _governs(part: Part, words: re.Match[str], stop: int) -> bool:
    """Whether what somebody says is a passage, and not another part of its sentence."""
    if part.start <= words.start() and words.end() <= part.end:
        return True
    if words.start() >= part.end:  # `…, according to her`
        return bool(_NOTHING.fullmatch(part.sentence, part.end, words.start()))
    opening = _NOTHING.fullmatch(part.sentence, 0, words.start())
    return bool(opening and _NOTHING.fullmatch(part.sentence, min(stop, part.start), part.start))


def _named_after_all(paragraphs: Paragraphs, claim: ClaimInHand, names: Names) -> Iterator[Found]:
    paragraph, begin, end = paragraphs.of(claim)
    for part in paragraph.parts(begin, end):
        if name := _speaker(part.sentence, paragraph, names):
            shown, actor = paragraph.shown(part, *name.span()), names.actors[name[0]]
            yield found("BR708", claim.at("said_by"), claim.record.passage, name=shown, id=actor)
            return


def _speaker(sentence: str, paragraph: Paragraph, names: Names) -> re.Match[str] | None:
    """Whose word a sentence gives by name: `according to her`, `she said`."""
    if paragraph.attributing:
        for words, stop in _attributed(sentence, paragraph):
            if name := names.pattern.search(sentence, words.end(), stop):
                return name
    sayings = [saying.span() for saying in paragraph.lexicon.sayings.finditer(sentence)]
    if not sayings:
        return None
    # Who `is said to` have done something says nothing.
    hedged = covered(paragraph.lexicon.hedges, sentence)
    said = [(start, stop) for start, stop in sayings if start not in hedged]
    for name in names.pattern.finditer(sentence):
        for start, stop in islice(said, bisect_left(said, (name.end(), 0)), None):
            if stop > name.end() + _NEAR:
                break
            if _BETWEEN.fullmatch(sentence, name.end(), start):
                return name
    return None


def _only_one(paragraphs: Paragraphs, claim: ClaimInHand, names: Names) -> Iterator[Found]:
    paragraph, begin, end = paragraphs.of(claim)
    plural = paragraphs.lexicon.plural_sources.search(paragraph.plain, begin, end)
    who = claim.record.said_by or ""
    if plural and (names.is_person(who) or paragraphs.one_source):
        words = paragraph.text[slice(*plural.span())]
        yield found("BR707", claim.at("said_by"), claim.record.passage, words=words, who=who)
