"""The interface's words in the reader's language: messages, dates, countries, numbers.

A message's id is its English text. A language is one file, `<language>.po`, in the format
every translation tool reads; English needs none. `catalogs` reads them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from functools import cache, lru_cache
from pathlib import Path
from typing import Literal

from babel import Locale
from babel.dates import (
    format_date,
    format_interval,
    format_skeleton,
    format_time,
    get_timezone_gmt,
)
from babel.lists import format_list
from babel.numbers import format_decimal

from generator.locale.catalogs import translations
from generator.text import Phrase, Run, Text, phrase, same_language
from generator.when import When, parse_when


def N_(message: str) -> str:  # noqa: N802 - gettext's own name for "translate me later"
    """Mark `message` for the catalog; whoever shows it translates it."""
    return message


_BLANK = re.compile(r"%\((\w+)\)s")
_DAY_NUMBER = re.compile(r"\d\d?\b")
_FIRST = {"fr": "d'er'"}
"""How a language writes a month's first day (CLDR pattern), where it does not write 1."""


class Words:
    """Everything a page says by itself, in one language.

    Args:
        language: a BCP 47 tag; its region chooses how dates and numbers look.
        folders: where message catalogs of the desk's own may be, nearest first.
    """

    def __init__(self, language: str, folders: Sequence[Path] = ()) -> None:
        self.language = language
        self.locale = _locale(language)
        self.catalog = translations(self.locale.language, folders)
        self._translated = cache(self.catalog.gettext)
        self._texts: dict[tuple[Text, str], Phrase] = {}
        self._whens: dict[str, str] = {}

    def say(self, message: str, **values: object) -> str:
        """The message, translated and filled in: `say("%(n)s facts", n=3)`."""
        return self._fill(self._translated(message), values)

    def count(self, one: str, many: str, n: int, **values: object) -> str:
        """The message in the plural form that `n` asks for; `%(n)s` is the formatted number."""
        return self._fill(self.catalog.ngettext(one, many, n), {"n": self.number(n), **values})

    def tell(self, message: str, **values: Phrase | str) -> Phrase:
        """The message, translated, its blanks filled with words that keep their languages."""
        runs: list[Run] = []
        for part in _parts(self._translated(message)):
            value = part if isinstance(part, Run) else values[part]
            if isinstance(value, Phrase):
                runs += value.runs
            elif isinstance(value, Run):
                runs.append(value)
            elif value:
                runs.append(Run(value))
        return Phrase(tuple(runs))

    def phrase(self, text: str, language: str, *, falls_back: bool = False) -> Phrase:
        """Words in `language` (BCP 47; empty: in every language the same).

        Args:
            text: the words.
            language: theirs.
            falls_back: whether they stand in for a version in the page's language, which a
                reader is shown.
        """
        if not text or not language or same_language(language, self.language):
            return phrase(text)
        return phrase(text, language, self.language_name(language) if falls_back else "")

    def text(self, text: Text, unmarked: str) -> Phrase:
        """A text in the page's language, or visibly in another; `unmarked` as in `Text`."""
        known = self._texts.get((text, unmarked))
        if known is None:
            words, language = text.in_language(self.language, unmarked)
            known = self._texts[text, unmarked] = self.phrase(words, language, falls_back=True)
        return known

    @staticmethod
    def _fill(message: str, values: dict[str, object]) -> str:
        return message % values if values else message

    def listed(self, words: Iterable[str]) -> str:
        """`a, b and c`."""
        return format_list(list(words), locale=self.locale)

    def sorting(self, text: str) -> str:
        """A key that sorts names as readers expect: accents and case aside."""
        return _sorting(text)

    def number(self, value: float) -> str:
        """A number with the language's separators."""
        return _number(value, self.language)

    def country(self, code: str) -> str:
        """A country's name from its ISO 3166 code; the code where Babel knows none."""
        return str(self.locale.territories.get(code, code))

    def language_name(self, tag: str) -> str:
        """A language's name from its BCP 47 tag; the tag where Babel knows none."""
        return str(self.locale.languages.get(tag.split("-")[0].lower(), tag))

    def day(self, day: date, style: Literal["long", "full"] = "long") -> str:
        """`20 novembre 2024`; with style `full`, the weekday too."""
        return _day(day, style, self.language)

    def month(self, year: int, month: int) -> str:
        """`novembre 2024`."""
        return self._period(parse_when(f"{year:04}-{month:02}"))

    def short_day(self, day: date) -> str:
        """A day on a scale: `20 nov.`."""
        return format_skeleton("MMMd", day, locale=self.locale)

    def short_month(self, day: date) -> str:
        """A month on a scale: `nov. 2024`."""
        return format_skeleton("yMMM", day, locale=self.locale)

    def moment(self, published: date | datetime) -> str:
        """A day, with the time and offset where it has them."""
        if not isinstance(published, datetime):
            return self.day(published)
        time, offset = _time(published.isoformat(), self.language)
        day = self.day(published.date())
        return self.say("%(day)s, %(time)s (%(offset)s)", day=day, time=time, offset=offset)

    def time(self, published: datetime) -> str:
        """The time of day, with its offset."""
        time, offset = _time(published.isoformat(), self.language)
        return self.say("%(time)s (%(offset)s)", time=time, offset=offset)

    def when(self, when: When) -> str:
        """A date as far as it is known: a day, a month, an interval, or that there is none."""
        known = self._whens.get(when.text)
        if known is None:
            known = self._whens[when.text] = self._when(when)
        return known

    def _when(self, when: When) -> str:
        if when.kind == "undated":
            return self.say("undated")
        if when.kind == "standing":
            return self.say("standing")
        span = self._span(when)
        return self.say("%(date)s (inferred)", date=span) if when.inferred else span

    def _span(self, when: When) -> str:
        """An interval's two sides, or the one that is known, each as exact as it was given."""
        sides = [parse_when(side) if side.strip(".") else None for side in when.text.split("/")]
        start, end = sides[0], sides[-1]
        if start and end:
            return self._interval(start, end)
        if start:
            if start.start == start.end:
                return self.say("since %(day)s", day=self._period(start))
            return self.say("since %(period)s", period=self._period(start))
        if end:
            if end.start == end.end:
                return self.say("until %(day)s", day=self._period(end))
            return self.say("until %(period)s", period=self._period(end))
        return when.text

    def _interval(self, start: When, end: When) -> str:
        first, last = self._period(start), self._period(end)
        if first == last:
            return first
        if (start.start, end.start) != (start.end, end.end):
            return self.say("%(start)s – %(end)s", start=first, end=last)
        return self.say("%(start)s to %(end)s", start=_without_shared_end(first, last), end=last)

    def _period(self, when: When) -> str:
        """One EDTF date: a day, or the months or years it stands for."""
        start, end = when.start, when.end
        if start is None or end is None:
            return when.text
        if start == end:
            return self.day(start)
        whole_years = (start.month, start.day, end.month, end.day) == (1, 1, 12, 31)
        return _months(start, end, "y" if whole_years else "yMMMM", self.language)


@cache
def _locale(language: str) -> Locale:
    return Locale.parse(language, sep="-")


# Babel takes its time, and a site shows few numbers and days, but thousands of times. They are
# kept by the language's tag: a locale takes longer to look up than a day to write.
@lru_cache(maxsize=4096)
def _number(value: float, language: str) -> str:
    return format_decimal(value, locale=_locale(language))


@lru_cache(maxsize=4096)
def _time(moment: str, language: str) -> tuple[str, str]:
    # By its text: moments of two offsets may be equal, and are not told alike.
    at, locale = datetime.fromisoformat(moment), _locale(language)
    time = format_time(at.timetz(), "short", locale=locale)
    return time, get_timezone_gmt(at, "long", locale=locale)


@lru_cache(maxsize=4096)
def _day(day: date, style: Literal["long", "full"], language: str) -> str:
    locale = _locale(language)
    pattern = locale.date_formats[style].pattern
    if day.day == 1:
        pattern = re.sub(r"\bd\b", _FIRST.get(locale.language, "d"), pattern)
    return format_date(day, pattern, locale=locale)


@lru_cache(maxsize=4096)
def _months(start: date, end: date, skeleton: str, language: str) -> str:
    return format_interval(start, end, skeleton, locale=_locale(language))


@lru_cache(maxsize=65536)
def _sorting(text: str) -> str:
    letters = unicodedata.normalize("NFD", text)
    return "".join(c for c in letters if not unicodedata.combining(c)).casefold()


@lru_cache(maxsize=1024)
def _parts(message: str) -> list[Run | str]:
    """A message's own words, and between them the names of its blanks."""
    parts = enumerate(_BLANK.split(message))
    return [part if number % 2 else Run(part) for number, part in parts if part]


def _without_shared_end(first: str, last: str) -> str:
    """`first` without the words it ends with as `last` does: of two days, month and year."""
    words, others = first.split(), last.split()
    while words[-1:] == others[-1:] and not _DAY_NUMBER.match(words[-1]):
        words.pop()
        others.pop()
    return " ".join(words).rstrip(",")
