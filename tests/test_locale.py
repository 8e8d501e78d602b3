"""The interface's words: every message in its catalogs, dates and names as readers say them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime

import pytest
from babel.messages.catalog import Message
from hypothesis import example, given, settings
from hypothesis import strategies as st

from generator.locale import Words
from generator.locale.catalogs import typeset_french
from generator.when import parse_when
from tests import extraction

FRENCH = Words("fr")
ENGLISH = Words("en")
LANGUAGES = extraction.languages()

PLACEHOLDER = re.compile(r"%\(\w+\)s")
PLAIN_SPACE = re.compile(r" [:;!?»]|« ")
NO_SPACE = re.compile(r"[^\s\d][:;!?»]|«\S")


def translated(language: str) -> Iterator[tuple[Message, list[tuple[str, str]]]]:
    """Each message of a catalog with its ids and their translations, form by form."""
    for message in extraction.read(language):
        if isinstance(message.id, str) and message.id:
            yield message, [(message.id, str(message.string))]
        elif message.id:
            texts = tuple(message.string or ())
            ids = (message.id[0], *[message.id[1]] * (len(texts) - 1))
            yield message, list(zip(ids, texts, strict=True))


def shown(id_: extraction.Id) -> list[str]:
    """A message as the French interface says it, in every form."""
    if isinstance(id_, str):
        return [FRENCH.catalog.gettext(id_)]
    return [FRENCH.catalog.ngettext(*id_, n) for n in (1, 2)]


def test_french_is_there() -> None:
    assert "fr" in LANGUAGES
    assert len(extraction.messages()) > 100


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_message_has_its_translation(language: str) -> None:
    known = {m.id for m, forms in translated(language) if all(text for _, text in forms)}
    missing = extraction.messages() - known
    assert not missing, "run `python tests/extraction.py`, then translate them"


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_translation_waits_or_is_left_over(language: str) -> None:
    catalog = extraction.read(language)
    assert not catalog.obsolete
    assert not [m.id for m in catalog if m.id and m.fuzzy]  # gettext does not show them
    assert {m.id for m, _ in translated(language)} <= extraction.messages()


@pytest.mark.parametrize("language", LANGUAGES)
def test_placeholders_are_kept(language: str) -> None:
    wrong = [
        text
        for _, forms in translated(language)
        for id_, text in forms
        if sorted(PLACEHOLDER.findall(id_)) != sorted(PLACEHOLDER.findall(text))
        or "%" in PLACEHOLDER.sub("", text)
    ]
    assert not wrong


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_catalog_is_as_the_extraction_writes_it(language: str) -> None:
    path = extraction.CATALOGS / f"{language}.po"
    assert path.read_text(encoding="utf-8") == extraction.updated(language), (
        "run `python tests/extraction.py`"
    )


def test_french_is_typeset() -> None:
    texts = [text for id_ in extraction.messages() for text in shown(id_)]
    assert not [t for t in texts if PLAIN_SPACE.search(t)]
    assert not [t for t in texts if NO_SPACE.search(PLACEHOLDER.sub("x", t))]
    assert not [t for t in texts if "'" in t or "..." in t], "they are ’ and …"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("%(who)s : %(what)s", "%(who)s\u00a0: %(what)s"),
        ("« %(words)s »", "«\u00a0%(words)s\u00a0»"),
        ("Vraiment ?", "Vraiment\u202f?"),
        ("Non ! Si ; non ?!", "Non\u202f! Si\u202f; non\u202f?!"),
        ("« Quoi ? »", "«\u00a0Quoi\u202f?\u00a0»"),
        ("à 10:30, https://example.org/?a=b;c", "à 10:30, https://example.org/?a=b;c"),
        ("du 19 au 20 – et après", "du 19 au 20 – et après"),
    ],
)
def test_typesets(text: str, expected: str) -> None:
    assert typeset_french(text) == expected


@given(st.text("a1 \u00a0\u202f:;!?«»%()/.\n") | st.text())
@example("«  »")
@example(" : ; ! ?")
def test_typesetting_changes_spaces_only_and_once(text: str) -> None:
    typeset = typeset_french(text)
    assert typeset_french(typeset) == typeset
    assert len(typeset) == len(text)
    assert all(
        a == b or (a == " " and b in "\u00a0\u202f") for a, b in zip(text, typeset, strict=True)
    )
    assert not PLAIN_SPACE.search(typeset)


def test_english_says_the_ids() -> None:
    for id_ in extraction.messages():
        if isinstance(id_, str):
            assert ENGLISH.say(id_) == id_
        else:
            for n, form in enumerate(id_, start=1):
                assert ENGLISH.count(*id_, n) == form % {"n": n}


@pytest.mark.parametrize(
    ("n", "expected"),
    [
        (0, "0 fait"),
        (1, "1 fait"),
        (2, "2 faits"),
        (12345, "12\u202f345 faits"),
    ],
)
def test_counts_in_french(n: int, expected: str) -> None:
    assert FRENCH.count("%(n)s fact", "%(n)s facts", n) == expected


def test_counts_in_english() -> None:
    said = [ENGLISH.count("%(n)s fact", "%(n)s facts", n) for n in (0, 1, 12345)]
    assert said == ["0 facts", "1 fact", "12,345 facts"]


@pytest.mark.parametrize(
    ("day", "long", "full"),
    [
        ("2031-05-20", "20 mai 2031", "mardi 20 mai 2031"),
        ("2031-08-01", "1er août 2031", "vendredi 1er août 2031"),
        ("2031-02-11", "11 février 2031", "mardi 11 février 2031"),
    ],
)
def test_days_in_french(day: str, long: str, full: str) -> None:
    assert FRENCH.day(date.fromisoformat(day)) == long
    assert FRENCH.day(date.fromisoformat(day), "full") == full


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "May 1, 2031"),
        ("en-GB", "1 May 2031"),
        ("fr-CA", "1er mai 2031"),
        ("de", "1. Mai 2031"),
    ],
)
def test_first_days_elsewhere(language: str, said: str) -> None:
    assert Words(language).day(date(2031, 5, 1)) == said


@pytest.mark.parametrize(
    ("text", "french", "english"),
    [
        ("2031-05-20", "20 mai 2031", "May 20, 2031"),
        ("2031-05-20?", "20 mai 2031 (date déduite)", "May 20, 2031 (inferred)"),
        ("2031-05", "mai 2031", "May 2031"),
        ("2031", "2031", "2031"),
        ("2031~", "2031 (date déduite)", "2031 (inferred)"),
        ("203X", "2030–2039", "2030\u2009–\u20092039"),
        ("2031-21", "mars\u2009–\u2009mai 2031", "March\u2009–\u2009May 2031"),
        ("undated", "non daté", "undated"),
        ("standing", "situation durable", "standing"),
    ],
)
def test_dates(text: str, french: str, english: str) -> None:
    assert FRENCH.when(parse_when(text)) == french
    assert ENGLISH.when(parse_when(text)) == english


@pytest.mark.parametrize(
    ("text", "french", "english"),
    [
        (
            "2031-05-19/2031-05-20?",
            "du 19 au 20 mai 2031 (date déduite)",
            "May 19 to May 20, 2031 (inferred)",
        ),
        ("2031-05-01/2031-05-20", "du 1er au 20 mai 2031", "May 1 to May 20, 2031"),
        ("2031-04-20/2031-05-20", "du 20 avril au 20 mai 2031", "April 20 to May 20, 2031"),
        (
            "2031-12-31/2032-01-01",
            "du 31 décembre 2031 au 1er janvier 2032",
            "December 31, 2031 to January 1, 2032",
        ),
        (
            "2031-05-20/2032-05-20",
            "du 20 mai 2031 au 20 mai 2032",
            "May 20, 2031 to May 20, 2032",
        ),
        ("2031-05-20/2031-05-20", "20 mai 2031", "May 20, 2031"),
        ("2031-04/2031-05-20", "avril 2031 – 20 mai 2031", "April 2031 – May 20, 2031"),
        ("2031/2033", "2031 – 2033", "2031 – 2033"),
        ("2031-05-20/..", "depuis le 20 mai 2031", "since May 20, 2031"),
        ("2031-05-01/", "depuis le 1er mai 2031", "since May 1, 2031"),
        ("2031-05/..", "depuis mai 2031", "since May 2031"),
        ("../2031-05-20?", "jusqu’au 20 mai 2031 (date déduite)", "until May 20, 2031 (inferred)"),
        ("/2031", "jusqu’en 2031", "until 2031"),
    ],
)
def test_intervals(text: str, french: str, english: str) -> None:
    assert FRENCH.when(parse_when(text)) == french
    assert ENGLISH.when(parse_when(text)) == english


def test_an_interval_elsewhere() -> None:
    assert Words("en-GB").when(parse_when("2031-05-19/2031-05-20")) == "19 to 20 May 2031"


@settings(max_examples=30)  # the parser is slow
@given(st.dates(min_value=date(1000, 1, 1)), st.dates(min_value=date(1000, 1, 1)))
def test_an_interval_loses_no_day(first: date, second: date) -> None:
    start, end = sorted((first, second))
    said = FRENCH.when(parse_when(f"{start}/{end}"))
    assert said.endswith(FRENCH.day(end))
    assert str(start.day) in said
    assert str(start.year) in said
    assert FRENCH.day(start).split()[1] in said


def test_moments_keep_their_time_and_offset() -> None:
    assert FRENCH.moment(date(2031, 5, 1)) == "1er mai 2031"
    morning = datetime.fromisoformat("2031-05-01T10:30:00+02:00")
    assert FRENCH.moment(morning) == "1er mai 2031 à 10:30 (UTC+02:00)"
    assert FRENCH.moment(datetime.fromisoformat("2031-05-01T00:05Z")).endswith(
        "à 00:05 (UTC+00:00)"
    )


def test_names_and_numbers_in_french() -> None:
    assert [FRENCH.country(code) for code in ("US", "GB")] == ["États-Unis", "Royaume-Uni"]
    assert FRENCH.country("not-a-country") == "not-a-country"
    assert FRENCH.language_name("uk") == "ukrainien"
    assert FRENCH.language_name("en-GB") == "anglais"
    assert FRENCH.number(1234.5) == "1\u202f234,5"
    assert FRENCH.listed(["Ada", "Bo", "Cy"]) == "Ada, Bo et Cy"


def test_names_sort_without_accents_and_case() -> None:
    names = ["Zambie", "États-Unis", "Égypte", "espagne", "ÉRYTHRÉE", "Equateur", "Île-Noire"]
    assert sorted(names, key=FRENCH.sorting) == [
        "Égypte",
        "Equateur",
        "ÉRYTHRÉE",
        "espagne",
        "États-Unis",
        "Île-Noire",
        "Zambie",
    ]


def test_a_region_has_its_base_language_s_words() -> None:
    assert Words("fr-CA").say("undated") == "non daté"
    assert Words("de").say("undated") == "undated"
