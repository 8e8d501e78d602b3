"""The forms that a single value of front matter can have.

Every plain value arrives as text. A value of the wrong form raises a `PydanticCustomError`
whose type is the diagnostic's code and whose context fills in its message, so that no word
of pydantic's reaches an author.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime
from typing import Annotated, Any
from urllib.parse import urlsplit

from pydantic import BeforeValidator, PlainValidator, WithJsonSchema
from pydantic_core import PydanticCustomError

from generator.diagnostics import closest_word, did_you_mean
from generator.when import When, parse_when

_SLUG = re.compile(r"[a-z0-9][a-z0-9-]*")
_FACT = re.compile(r"[\w-]+(/[\w-]+)*")
_ABOUT = re.compile(r"[a-z0-9-]+(/[a-z0-9-]+)*")
_NUMBER = re.compile(r"[+-]?[0-9]{1,15}(\.[0-9]{1,15})?")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_MOMENT = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9]{2}:[0-9]{2}(:[0-9]{2}(\.[0-9]{1,6})?)?"
    r"(?P<offset>Z|[+-][0-9]{2}:[0-9]{2})?"
)
_EDTF = re.compile(r"[0-9XTZY?~%/.:+-]{1,64}")
_EDTF_LIKE = re.compile(r"[0-9]{4}(-[0-9]{2}){0,2}[?~%]?(/[0-9]{4}(-[0-9]{2}){0,2}[?~%]?)?")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*")
_SHA256 = re.compile(r"[0-9a-fA-F]{64}")
_LINES = re.compile(r"([1-9][0-9]{0,8})(-([1-9][0-9]{0,8}))?")

YEARS = range(1900, 2200)
"""Years a report can have been published in; beyond them it is a slip of the hand."""


def wrong(code: str, **context: object) -> PydanticCustomError:
    """The error that becomes the diagnostic `code`."""
    return PydanticCustomError(code, code, context)


def text(value: Any) -> str:
    """Words: never empty, never a list."""
    if not isinstance(value, str):
        raise wrong("BR120") if value is not None else wrong("BR113")
    if not value.strip():
        raise wrong("BR113")
    return value.strip()


def localised(value: Any) -> Any:
    """A text, or a map from language to text."""
    if not isinstance(value, dict):
        return text(value)
    if not value:
        raise wrong("BR113")
    for tag, words in value.items():
        language(tag)
        if not isinstance(words, str) or not words.strip():
            # `at` leads to the version that is wrong, which pydantic cannot know.
            raise wrong("BR113" if words is None or isinstance(words, str) else "BR120", at=tag)
    return value


def language(value: Any) -> str:
    """A BCP 47 tag, such as `fr` or `pt-BR`."""
    tag = text(value)
    if not _LANGUAGE.fullmatch(tag):
        raise wrong("BR146", value=tag)
    return tag


def boolean(value: Any) -> bool:
    """`true` or `false`; `yes` and `no` are taken too, for that is what YAML was."""
    word = text(value).lower()
    if word not in ("true", "false", "yes", "no"):
        raise wrong("BR117", value=word)
    return word in ("true", "yes")


def number(value: Any) -> float:
    """Digits, with a point before decimals."""
    digits = text(value)
    if not _NUMBER.fullmatch(digits):
        raise wrong("BR116", value=digits)
    return float(digits)


def whole_number(value: Any) -> int:
    """Digits only."""
    amount = number(value)
    if amount != int(amount):
        raise wrong("BR154", value=value)
    return int(amount)


def within(low: float, high: float) -> Callable[[Any], float]:
    """A number between two bounds."""

    def check(value: Any) -> float:
        amount = number(value)
        if not low <= amount <= high:
            raise wrong("BR150", value=value, low=f"{low:g}", high=f"{high:g}")
        return amount

    return check


def day(value: Any) -> date:
    """An ISO date."""
    written = text(value)
    if not _DAY.fullmatch(written):
        raise wrong("BR115", value=written, wanted="a date, such as `2024-11-20`")
    try:
        found = date.fromisoformat(written)
    except ValueError:
        raise wrong("BR114", value=written) from None
    if found.year not in YEARS:
        raise wrong("BR114", value=written)
    return found


def moment(value: Any) -> date | datetime:
    """An ISO date, or a date and time with offset."""
    written = text(value)
    match = _MOMENT.fullmatch(written)
    if not match:
        return day(value)
    if not match["offset"]:
        raise wrong("BR149", value=written)
    day(written[:10])
    try:
        return datetime.fromisoformat(written)
    except ValueError:
        raise wrong("BR114", value=written) from None


def when(value: Any) -> When:
    """An EDTF date or interval, `undated` or `standing`."""
    written = text(value)
    if isinstance(value, str) and written in ("undated", "standing"):
        return parse_when(written)
    if not _EDTF.fullmatch(written):
        raise wrong(
            "BR115",
            value=written,
            wanted="a date, such as `2024-11-20`, `2024-11`, `2024-11-19/2024-11-20`, "
            "or one of the words `undated` and `standing`",
        )
    try:
        return parse_when(written)
    except Exception:  # noqa: S110 - a library's parser over untrusted text
        pass
    if _EDTF_LIKE.fullmatch(written):
        raise wrong("BR114", value=written)
    raise wrong(
        "BR115",
        value=written,
        wanted="year, month and day, such as `2024-11-20`; a month, `2024-11`; an interval, "
        "`2024-11-19/2024-11-20`; or, where a report gives no day and you infer it, `2024-11-20?`",
    )


def slug(value: Any) -> str:
    """An id: lower-case letters, digits and hyphens."""
    return _matching(_SLUG, value, "lower-case letters a to z, digits and hyphens")


def about(value: Any) -> str:
    """A fact's id as an author writes it."""
    return _matching(_ABOUT, value, "lower-case letters a to z, digits, hyphens and `/`")


def fact(value: Any) -> str:
    """A fact's id as it is referred to: a status fact has a country code in it."""
    return _matching(_FACT, value, "letters a to z, digits, hyphens and `/`")


def _matching(pattern: re.Pattern[str], value: Any, allowed: str) -> str:
    word = text(value)
    if not pattern.fullmatch(word):
        raise wrong("BR141", value=word, allowed=allowed)
    return word


def link(value: Any) -> str:
    """An address that begins with http:// or https://."""
    address = text(value)
    try:
        parts = urlsplit(address)
        good = parts.scheme in ("http", "https") and bool(parts.hostname)
    except ValueError:
        good = False
    if not good or re.search(r"[\s<>\"]", address):
        raise wrong("BR140", value=address)
    return address


def sha256(value: Any) -> str:
    """64 hexadecimal digits."""
    digits = text(value)
    if not _SHA256.fullmatch(digits):
        raise wrong("BR147", value=digits)
    return digits.lower()


def lines(value: Any) -> str:
    """A line of the capture, or a range of them."""
    written = text(value).replace("–", "-")
    match = _LINES.fullmatch(written)
    if not match or (match[3] and int(match[3]) < int(match[1])):
        raise wrong("BR148", value=written)
    return written


def one_or_more(value: Any) -> Any:
    """A list; a single word stands for a list of one."""
    if isinstance(value, str):
        return [value]
    if isinstance(value, list) and not value:
        raise wrong("BR113")
    return value


def word_of(*words: str) -> Callable[[Any], str]:
    """One word of a fixed list."""

    def check(value: Any) -> str:
        word = text(value)
        if word not in words:
            raise wrong(
                "BR121",
                value=word,
                suggestion=did_you_mean(closest_word(word, words)),
                words=", ".join(f"`{w}`" for w in words),
            )
        return word

    return check


Words = Annotated[str, BeforeValidator(text)]
Localised = Annotated[str | dict[str, str], BeforeValidator(localised)]
Time = Annotated[When, PlainValidator(when), WithJsonSchema({"type": "string"})]
Language = Annotated[str, BeforeValidator(language)]
Country = Words
"""An ISO 3166 code; `references` judges it, so that the hint can name the right one."""
Boolean = Annotated[bool, BeforeValidator(boolean)]
Number = Annotated[float, BeforeValidator(number)]
WholeNumber = Annotated[int, BeforeValidator(whole_number)]
Amount = Annotated[float, BeforeValidator(within(0, 1e15))]
Latitude = Annotated[float, BeforeValidator(within(-90, 90))]
Longitude = Annotated[float, BeforeValidator(within(-180, 180))]
Day = Annotated[date, BeforeValidator(day)]
Moment = Annotated[date | datetime, BeforeValidator(moment)]
Slug = Annotated[str, BeforeValidator(slug)]
About = Annotated[str, BeforeValidator(about)]
FactId = Annotated[str, BeforeValidator(fact)]
Link = Annotated[str, BeforeValidator(link)]
Sha256 = Annotated[str, BeforeValidator(sha256)]
Lines = Annotated[str, BeforeValidator(lines)]
OneOrMore = Annotated[list[Words], BeforeValidator(one_or_more)]
