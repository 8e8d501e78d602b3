"""The wording that the checks look for: one TOML file per language, and a desk's additions.

Each list becomes one regular expression, compiled once. They are searched in folded text in small
letters (`sentences.lowered`): quotation marks are `"`, apostrophes `'`, spaces single. None of
them looks at a character more than a few times, however hostile the text.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path
from typing import Any

from generator.evidence import folded

_FOLDER = Path(__file__).parent
_NEVER = re.compile(r"(?!)")
_GAP = r"(?: [^ .;:!?]++){0,3} "
_NUMBER = r"\d{1,4}(?:er|st|nd|rd|th)?"
_WORD = r"[\w-]+"
"""Begins where `_WHOLE` lets a word begin, so each run of letters is tried once."""
_WHOLE = r"(?<![\w-])(?:{})(?![\w-])"


@dataclass(frozen=True, slots=True)
class Hearsay:
    """The conditional of hearsay, told apart from the others; empty where a language has none.

    Attributes:
        forms: verb forms that can be hearsay.
        not_before: next words that make them something else.
        not_after: what makes them something else, earlier in the sentence.
        not_followed_by: the same, later in the sentence.
        said_that: participles of saying, on whose `that` they may depend.
        auxiliaries: what makes a past tense of those.
        was_saying: past tenses of saying in one word.
        that: what joins the two.
    """

    forms: re.Pattern[str] = _NEVER
    not_before: re.Pattern[str] = _NEVER
    not_after: re.Pattern[str] = _NEVER
    not_followed_by: re.Pattern[str] = _NEVER
    said_that: re.Pattern[str] = _NEVER
    auxiliaries: re.Pattern[str] = _NEVER
    was_saying: re.Pattern[str] = _NEVER
    that: re.Pattern[str] = _NEVER


@dataclass(frozen=True, slots=True, eq=False)  # one is made for each language: none equals another
class Lexicon:
    """One language's wording; the comments of its file say what each list is for.

    Attributes:
        doubts: whatever may hedge, in one expression: most texts hold none, and are done with.
    """

    hedges: re.Pattern[str] = _NEVER
    openers: re.Pattern[str] = _NEVER
    excused_by: re.Pattern[str] = _NEVER
    excused_after: re.Pattern[str] = _NEVER
    attributions: re.Pattern[str] = _NEVER
    no_attributions: re.Pattern[str] = _NEVER
    sayings: re.Pattern[str] = _NEVER
    plural_sources: re.Pattern[str] = _NEVER
    single_source: re.Pattern[str] = _NEVER
    relative_dates: re.Pattern[str] = _NEVER
    no_relative_dates: re.Pattern[str] = _NEVER
    nowadays: re.Pattern[str] = _NEVER
    full_dates: re.Pattern[str] = _NEVER
    assertions: re.Pattern[str] = _NEVER
    questions: re.Pattern[str] = _NEVER
    hearsay: Hearsay = Hearsay()
    doubts: re.Pattern[str] = _NEVER


def lexicon(language: str, additions: Mapping[str, Iterable[str]] | None = None) -> Lexicon:
    """The wording of `language` (BCP 47; its first part counts), with a desk's `additions`."""
    lists = dict(_lists(language.split("-")[0].lower()))
    hearsay = lists.pop("hearsay", {})
    for name, phrases in (additions or {}).items():
        lists[name] = [*lists.get(name, ()), *phrases]
    doubts = [*lists.get("hedges", ()), *lists.get("openers", ()), *hearsay.get("forms", ())]
    return Lexicon(
        **{name: phrases_pattern(phrases) for name, phrases in lists.items()},
        hearsay=Hearsay(
            **{f.name: phrases_pattern(hearsay.get(f.name, ())) for f in fields(Hearsay)}
        ),
        doubts=phrases_pattern(doubts),
    )


@cache
def _lists(language: str) -> Mapping[str, Any]:
    file = _FOLDER / f"{language}.toml"
    known = {f.stem for f in _FOLDER.glob("*.toml")}
    return tomllib.loads(file.read_text(encoding="utf-8")) if language in known else {}


def phrases_pattern(phrases: Iterable[str]) -> re.Pattern[str]:
    """One expression that finds any of `phrases` as whole words, the longest of those that fit.

    It is for text in small letters: without regard to case it would take four times as long.
    """
    written = sorted(
        {folded(p).strip().lower() for p in phrases if p.strip()}, key=lambda p: (-len(p), p)
    )
    return re.compile(_WHOLE.format("|".join(map(_phrase, written)))) if written else _NEVER


def _phrase(phrase: str) -> str:
    escaped = re.escape(phrase).replace(r"\ ", " ").replace(r"\#", _NUMBER)
    escaped = re.sub(r"(?:^|(?<= ))\\\*", lambda _: r"\w*", escaped).replace(r"\*", r"\w*+")
    # Folding has made three dots of the ellipsis.
    begun = re.sub(r"^(?:\\\.){3} ", lambda _: f"{_WORD} ", escaped)
    return re.sub(r" (?:\\\.){3} ", lambda _: _GAP, begun)
