"""Words as the search index holds them: case, accents and elision folded, cut where they join.

The page that searches cuts a query in the same way (`theme/assets/search/words.js`), so that
accents left out on a phone find what has them. None of this is left to Pagefind: of « fermé »
and « ferme » in one record it loses places, and it does not find « d’Espagne » by its noun.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Mapping
from functools import cache, lru_cache
from importlib.resources import files

_LETTERS = str.maketrans(
    {"œ": "oe", "æ": "ae", "ß": "ss", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i"}
)
_ELISION = re.compile(
    r"^[\W_]*(?:[ldjmtsnc]|qu|jusqu|lorsqu|puisqu|quoiqu|presqu|quelqu)['’ʼ](?=[^\W_])"
)
_TOKEN = re.compile(r"\d+|[^\W\d_]+")


@lru_cache(maxsize=262144)
def tokens(word: str) -> tuple[str, ...]:
    """The tokens of a word that white space ends: `espagne` of `d’Espagne,`, two of `F-16`.

    A dash alone has none.
    """
    bare = _ELISION.sub("", word.lower())
    letters = unicodedata.normalize("NFD", bare)
    plain = "".join(c for c in letters if not unicodedata.category(c).startswith("M"))
    return tuple(_TOKEN.findall(plain.translate(_LETTERS)))


@cache
def function_words() -> Mapping[str, tuple[str, ...]]:
    """Words that say nothing by themselves, by language: a query may do without them."""
    text = files("generator").joinpath("outputs/search/function_words.toml").read_text("utf-8")
    return {
        language: tuple(sorted({token for word in words.split() for token in tokens(word)}))
        for language, words in tomllib.loads(text).items()
    }
