"""What invented articles are written in: few forms of sentence, and 30,000 nouns a language."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from itertools import accumulate
from pathlib import Path
from random import Random

VOCABULARY = 30_000
"""Words in each language, all different; the rank of a word gives how often it is drawn."""
LANGUAGES = tomllib.loads(Path(__file__).with_name("words.toml").read_text(encoding="utf-8"))


def invented(number: int, syllables: Sequence[str]) -> str:
    """A word for every number, and another for another number."""
    word = ""
    number += len(syllables)  # two syllables at least
    while number:
        number, rest = divmod(number, len(syllables))
        word += syllables[rest]
    return word


class Wording:
    """Languages in which nouns stand in a few forms of sentence: quick to write."""

    shares: Mapping[str, int] = {"fr": 40, "en": 30, "es": 15, "uk": 15}
    """How many of a hundred articles are in each language."""
    claims: Sequence[int] = (2, 3, 3, 4, 4, 4, 5, 5, 6, 7, 8, 9, 10)
    """How many an article makes; each is as likely as any other."""
    titles = 25
    """How many nouns the titles share."""

    def __init__(self) -> None:
        self._weights = list(accumulate(1 / rank for rank in range(1, VOCABULARY + 1)))

    def rank(self, rng: Random) -> int:
        """A noun's rank, drawn as Zipf's law has it."""
        return rng.choices(range(VOCABULARY), cum_weights=self._weights)[0]

    def noun(self, language: str, rank: int) -> str:
        """The noun of this rank: the frequent ones are real words, the rare ones are not."""
        real = LANGUAGES[language]["nouns"]
        if rank < len(real):
            return str(real[rank])
        return invented(rank - len(real), LANGUAGES[language]["syllables"])

    def aliases(self, name: str) -> list[str]:
        """Other spellings under which a person or a place is known: none."""
        return []

    def paragraphs(self, language: str, told: Sequence[str], rng: Random) -> list[list[str]]:
        """What stands around the sentences that are `told`: sentences without full stops."""
        paragraphs: list[list[str]] = [[] for _ in range(len(told) + 2)]
        for paragraph in paragraphs:
            for _ in range(rng.randrange(1, 5)):
                form = rng.choice(LANGUAGES[language]["fillers"])
                ranks = [self.rank(rng) for _ in range(4)]
                paragraph.append(form.format(*(self.noun(language, r) for r in ranks))[:-1])
        return paragraphs
