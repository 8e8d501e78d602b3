"""The words of an archive: some 30,000, drawn as Zipf's law has it, in grammatical sentences.

The frequent ones are real. The rest are built of syllables and endings by the seed: they look
like words of their language, agree in gender and number, elide, and have stems and accents, so
that an index has as much to do with them as with real ones. They mean nothing.
"""

from __future__ import annotations

import re
import tomllib
from bisect import bisect
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path
from random import Random
from typing import Any

from tests.bench.wording import LANGUAGES, Wording

WORDS = tomllib.loads(Path(__file__).with_name("vocabulary.toml").read_text(encoding="utf-8"))
FORMS = {"fr": 26_000, "en": 5_000}
"""About how many there are in each language, plurals and feminines counted."""
NOUNS, ADJECTIVES, VERBS = 0.3, 0.07, 0.025
"""Words of each class for every form; a French noun has two, a verb seven."""
WORDS_AN_ARTICLE = (250, 400)
FLAT = 10
"""The most frequent words are function words: those that are drawn begin at this rank."""
VOWELS = "aeiouyhéèêîôâœ"
RESPELT = {"c": "k", "qu": "kw", "j": "dj", "f": "ph"}
CYRILLIC = str.maketrans("abcdefghijklmnopqrstuvwyz", "абкдефгхийклмнопкрстуввиз")


@dataclass(frozen=True)
class Noun:
    """A noun's two forms, and its gender: `m` or `f`."""

    singular: str
    plural: str
    gender: str


class Vocabulary:
    """The words and the grammar of one language; the same seed gives the same words."""

    def __init__(self, language: str, seed: int) -> None:
        self._rng = Random(f"{language} {seed}")
        self._words: dict[str, Any] = WORDS[language]
        self._taken: set[str] = set()
        size = FORMS[language]
        self.nouns = [_noun(word) for word in self._all("noun", int(size * NOUNS))]
        self.adjectives = [
            tuple(word.split("/")) for word in self._all("adjective", int(size * ADJECTIVES))
        ]
        self.verbs = [self._verb(word) for word in self._all("verb", int(size * VERBS))]
        self._weights = {
            count: list(accumulate(1 / (rank + FLAT) for rank in range(1, count + 1)))
            for count in (len(self.nouns), len(self.adjectives), len(self.verbs))
        }
        self._sentences = [re.split(r"\{(.*?)\}", form) for form in self._words["sentences"]]

    def _all(self, kind: str, count: int) -> Iterator[str]:
        """The real words, and others with the endings that such words have."""
        yield from self._words[f"{kind}s"][:count]
        for _ in range(count - len(self._words[f"{kind}s"])):
            yield self._built(self._words[f"{kind}_endings"])

    def _built(self, endings: Sequence[str]) -> str:
        choice = self._rng.choice
        while True:
            stem = "".join(
                choice(self._words["onsets"]) + choice(self._words["nuclei"])
                for _ in range(self._rng.choice((1, 1, 2)))
            )
            stem += choice(self._words["codas"])
            if stem not in self._taken:
                self._taken.add(stem)
                return "/".join(
                    ending if ending in ("m", "f") else stem + ending
                    for ending in choice(endings).split("/")
                )

    def _verb(self, infinitive: str) -> dict[str, str]:
        stem = infinitive.removesuffix("e").removesuffix("er")
        return {name: stem + ending for name, ending in self._words["verb_forms"].items()}

    @property
    def forms(self) -> set[str]:
        """Every form that a word may take."""
        nouns = {form for noun in self.nouns for form in (noun.singular, noun.plural)}
        adjectives = {form for adjective in self.adjectives for form in adjective}
        return nouns | adjectives | {form for verb in self.verbs for form in verb.values()}

    def rank(self, rng: Random, count: int) -> int:
        """Which of `count` words, drawn as Zipf's law has it."""
        weights = self._weights[count]
        return bisect(weights, rng.random() * weights[-1])

    def phrase(self, noun: Noun, adjective: Sequence[str] = (), determiner: str = "") -> str:
        """A noun with its adjective and determiner, elided and in agreement."""
        forms = self._words["determiners"].get(determiner, {"m": "", "f": ""})
        plural = "plural" in forms
        words = [noun.plural if plural else noun.singular]
        if adjective:
            words.append(adjective[(noun.gender == "f") + 2 * plural])
        if self._words is WORDS["en"]:
            words.reverse()
        said = forms["plural"] if plural else forms[noun.gender]
        if words[0][0] in VOWELS and "vowel" in forms:
            vowel = forms["vowel"]
            said = vowel if isinstance(vowel, str) else vowel[noun.gender]
        return said + " ".join(words)

    def sentence(self, rng: Random) -> str:
        """A sentence without its full stop."""
        parts = list(rng.choice(self._sentences))
        for number in range(1, len(parts), 2):
            parts[number] = self._filled(parts[number], rng)
        said = "".join(parts)
        return said[0].upper() + said[1:]

    def _filled(self, slot: str, rng: Random) -> str:
        determiner, *rest = slot.split(" ")
        if not rest:
            return self.verbs[self.rank(rng, len(self.verbs))][determiner]
        noun = self.nouns[self.rank(rng, len(self.nouns))]
        if len(rest) == 1:
            return self.phrase(noun, (), determiner)
        return self.phrase(noun, self.adjectives[self.rank(rng, len(self.adjectives))], determiner)


def _noun(word: str) -> Noun:
    singular, gender, *plural = word.split("/")
    return Noun(singular, plural[0] if plural else singular + "s", gender)


class Archive(Wording):
    """A French desk's archive: nearly all in French, articles of 250 to 400 words."""

    shares: Mapping[str, int] = {"fr": 96, "en": 4}
    claims = range(2, 11)
    titles = 2_000

    def __init__(self, seed: int) -> None:
        self.languages = {language: Vocabulary(language, seed) for language in FORMS}

    def rank(self, rng: Random) -> int:
        """A noun's rank, drawn as Zipf's law has it."""
        french = self.languages["fr"]
        return french.rank(rng, len(french.nouns))

    def noun(self, language: str, rank: int) -> str:
        """The noun of this rank, with an adjective."""
        words = self.languages[language]
        adjective = words.adjectives[rank * 7 % len(words.adjectives)]
        return words.phrase(words.nouns[rank % len(words.nouns)], adjective)

    def aliases(self, name: str) -> list[str]:
        """The name as another desk spells it, and in another script."""
        low = name.lower()
        other = low
        for letters, others in RESPELT.items():
            other = other.replace(letters, others)
        if other == low:
            other += "e"
        return [other.title(), low.translate(CYRILLIC).title()]

    def paragraphs(self, language: str, told: Sequence[str], rng: Random) -> list[list[str]]:
        """As many sentences around those that are `told` as make it an article's length."""
        paragraphs: list[list[str]] = [[] for _ in range(len(told) + 2)]
        missing = rng.randrange(*WORDS_AN_ARTICLE)
        missing -= sum(len(text.split()) for text in (LANGUAGES[language]["fictional"], *told))
        words = self.languages[language]
        while missing > 0:
            sentence = words.sentence(rng)
            rng.choice(paragraphs).append(sentence)
            missing -= len(sentence.split())
        return paragraphs
