"""Texts in several languages, and words that know theirs."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.locale import Words
from generator.text import Phrase, Run, Text, phrase, same_language

ENGLISH = Words("en")
BRITISH = Words("en-GB")
FRENCH = Words("fr")


@pytest.mark.parametrize(
    ("versions", "language", "unmarked", "expected"),
    [
        ({"en": "A toll", "fr": "Un péage"}, "fr", "", ("Un péage", "fr")),
        ({"en": "A toll", "fr": "Un péage"}, "fr-CA", "", ("Un péage", "fr")),
        ({"en": "A toll", "pt-BR": "Um pedágio"}, "pt", "", ("Um pedágio", "pt-BR")),
        ({"pt": "Uma portagem", "pt-BR": "Um pedágio"}, "pt-BR", "", ("Um pedágio", "pt-BR")),
        ({"": "Un péage"}, "en", "fr", ("Un péage", "fr")),
        ({"": "Un péage"}, "en", "", ("Un péage", "")),
        ({"fr": "Un péage", "uk": "Мито"}, "de", "uk", ("Мито", "uk")),
        ({"en": "A toll", "uk": "Мито"}, "de", "fr", ("A toll", "en")),
        ({"pl": "Opłata", "uk": "Мито"}, "de", "fr", ("Opłata", "pl")),
    ],
)
def test_the_nearest_version(
    versions: dict[str, str], language: str, unmarked: str, expected: tuple[str, str]
) -> None:
    text = Text(tuple(sorted(versions.items())))
    assert text.in_language(language, unmarked) == expected


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [("en", "en-GB", True), ("EN", "en", True), ("en", "fr", False), ("", "fr", False)],
)
def test_regions_are_one_language(one: str, other: str, same: bool) -> None:
    assert same_language(one, other) is same


def test_words_of_the_page_are_plain() -> None:
    assert BRITISH.phrase("a & b", "en") == phrase("a & b")
    assert phrase("a & b").__html__() == "a &amp; b"
    assert FRENCH.phrase("Kyiv", "") == phrase("Kyiv")


def test_words_of_another_language_say_so() -> None:
    said = ENGLISH.phrase("péage", "fr")
    assert said.__html__() == '<span lang="fr" dir="auto">péage</span>'
    assert (str(said), said.text) == ("péage", "péage")


def test_words_that_stand_in_for_others_show_it() -> None:
    said = ENGLISH.text(Text((("", "péage"),)), "fr")
    mark = '<abbr class="tongue" title="French">(fr)</abbr>'
    assert said.__html__() == f'<span lang="fr" dir="auto">péage</span> {mark}'
    assert (str(said), said.text) == ("péage (fr)", "péage")


def test_a_message_keeps_the_languages_of_what_fills_it() -> None:
    said = FRENCH.tell("%(who)s: %(what)s", who="Turquie", what=FRENCH.phrase("a toll", "en"))
    assert said.runs == (Run("Turquie"), Run("\u00a0: "), Run("a toll", "en"))


def test_joined_words_stand_once_each() -> None:
    first, second = phrase("un"), phrase("deux", "fr")
    assert str(Phrase.joined([first, Phrase(), second, first])) == "un / deux"
    assert not Phrase.joined([])


def test_the_same_words_in_two_languages_are_one() -> None:
    said = Phrase.joined([phrase("5 foyers", "fr"), phrase("5 foyers", "es"), phrase("5 foyers")])
    assert said == phrase("5 foyers", "fr")


class Read(HTMLParser):
    """The text of HTML, and its tags."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.text = ""
        self.tags: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)

    def handle_data(self, data: str) -> None:
        self.text += data


# What HTML itself turns into something else is not at issue here.
PRINTED = st.text(st.characters(exclude_characters="\r\0", exclude_categories=["Cs", "Cc"]))


@given(PRINTED, st.sampled_from(["", "fr", "ar", "x<y"]), st.booleans())
def test_whatever_the_words_they_stay_words(text: str, language: str, stands_in: bool) -> None:
    said = phrase(text, language, "French" if stands_in and language else "")
    read = Read(said.__html__())
    assert read.text == str(said)
    assert set(read.tags) <= {"span", "abbr"}
