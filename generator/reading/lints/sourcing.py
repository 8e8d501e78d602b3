"""Who says so: named where the report names them, counted as they are, and nobody left out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, partial

from generator.evidence import folded
from generator.model import UNNAMED
from generator.reading.lints.found import Found, found
from generator.reading.lints.hedging import of_passage, unquoted
from generator.reading.lints.lexicon import Lexicon, phrases_pattern
from generator.reading.manuscript import ClaimInHand, Manuscript
from generator.reading.registers import Registers

_ASIDE = re.compile(r"\s*\([^)]*\)")
_CLAUSE = re.compile(r"[,;:.]|$")
_BETWEEN = re.compile(r",? (?:[\w'-]+ ){0,2}")
_NEAR = 40
"""Characters after a name within which its verb of saying ends."""
_FEWEST_LETTERS = 3
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


@dataclass(frozen=True)
class Names:
    """What persons, offices and outlets are called."""

    registers: Registers

    @cached_property
    def actors(self) -> Mapping[str, str]:
        """Ids by folded name or alias, in lower case."""
        known: dict[str, str] = {}
        for key, actor in self.registers.actors.entries.items():
            for name in (*(words for _, words in actor.name.versions), *actor.aliases):
                if len(plain := _plain(name)) >= _FEWEST_LETTERS:
                    known.setdefault(plain.lower(), key)
        return known

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """Any name of an actor."""
        return phrases_pattern(name.replace("*", "") for name in self.actors)

    def outlet(self, source: str) -> re.Pattern[str]:
        """Any name of an outlet."""
        entry = self.registers.sources.entries.get(source)
        return phrases_pattern(_plain(n) for _, n in entry.name.versions) if entry else _NOBODY


_NOBODY = phrases_pattern(())


def _plain(name: str) -> str:
    return folded(_ASIDE.sub("", name)).replace('"', "").strip()


def of_claim(
    manuscript: Manuscript, claim: ClaimInHand, lexicon: Lexicon, names: Names
) -> Iterator[Found]:
    """Whose word a claim is: said, and said as the passage has it.

    Args:
        manuscript: the article, its passages found.
        claim: one of its claims whose passage was found.
        lexicon: the wording of its language.
        names: what those it may name are called.
    """
    record = claim.record
    if record.certainty in ("confirmed", "claimed") and record.said_by is None:
        key = "certainty"
        yield found("BR704", claim.at(key), record.passage, certainty=record.certainty)
    span = manuscript.spans[claim.number]
    text = manuscript.body.blocks[span.block].text
    if record.said_by is None and record.certainty == "reported":
        yield from _second_hand(
            manuscript, claim, unquoted(folded(text[span.start : span.end])), lexicon, names
        )
    elif record.said_by == UNNAMED:
        yield from _named_after_all(
            claim, [w.sentence for w in of_passage(text, span)], lexicon, names
        )
    elif record.said_by is not None:
        yield from _only_one(manuscript, claim, folded(text[span.start : span.end]), lexicon, names)


def _second_hand(
    manuscript: Manuscript, claim: ClaimInHand, passage: str, lexicon: Lexicon, names: Names
) -> Iterator[Found]:
    record = manuscript.record
    for words in lexicon.attributions.finditer(passage):
        if lexicon.no_attributions.match(passage, words.start()):
            continue
        rest = passage[words.end() :]
        whom = rest[: _clause_end(rest)].strip()
        own = record is not None and names.outlet(record.source).search(whom)
        if whom and not own:
            yield found(
                "BR709", claim.at("passage"), claim.record.passage, words=f"{words[0]} {whom}"
            )
            return


def _named_after_all(
    claim: ClaimInHand, sentences: list[str], lexicon: Lexicon, names: Names
) -> Iterator[Found]:
    for sentence in sentences:
        for name in names.pattern.finditer(sentence):
            if _speaks(sentence, name, lexicon):
                actor = names.actors[name[0].lower()]
                yield found(
                    "BR708", claim.at("said_by"), claim.record.passage, name=name[0], id=actor
                )
                return


def _speaks(sentence: str, name: re.Match[str], lexicon: Lexicon) -> bool:
    """Whether somebody named in a sentence is who says it: `according to her`, `she said`."""
    for words in lexicon.attributions.finditer(sentence, 0, name.start()):
        if _clause_end(sentence[words.end() : name.start()]) == name.start() - words.end():
            return not lexicon.no_attributions.match(sentence, words.start())
    hedges = [m.span() for m in lexicon.hedges.finditer(sentence)]
    return any(
        _BETWEEN.fullmatch(sentence, name.end(), saying.start())
        # Who `is said to` have done something says nothing.
        and not any(start <= saying.start() < end for start, end in hedges)
        for saying in lexicon.sayings.finditer(sentence, name.end(), name.end() + _NEAR)
    )


def _clause_end(text: str) -> int:
    end = _CLAUSE.search(text)
    return end.start() if end else len(text)


def _only_one(
    manuscript: Manuscript, claim: ClaimInHand, passage: str, lexicon: Lexicon, names: Names
) -> Iterator[Found]:
    plural = lexicon.plural_sources.search(passage)
    if not plural:
        return
    actor = names.registers.actors.entries.get(claim.record.said_by or "")
    body = (folded(block.text) for block in manuscript.body.blocks)
    if (actor and actor.kind == "person") or any(map(lexicon.single_source.search, body)):
        yield found(
            "BR707",
            claim.at("said_by"),
            claim.record.passage,
            words=plural[0],
            who=claim.record.said_by,
        )
