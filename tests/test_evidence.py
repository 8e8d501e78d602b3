"""Passages are found to the letter, typography apart: never fuzzily, always in their place."""

import unicodedata
from dataclasses import FrozenInstanceError

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from generator import evidence
from generator.evidence import closest, fold, locate, quotations
from generator.text import Span

TYPOGRAPHY = "«»“”„‟\"’‘'… \u00a0\u202f\n\t."
LETTERS = "aebéE1-–"
COMBINING = "\u0301\u0323\u0307\u0308\u1100\u1161\u11a8\u09c7\u09be\u212b"
"""Accents in any order, Hangul letters that join, an Indic vowel of two parts, the ångström."""

texts = st.text(TYPOGRAPHY + LETTERS + COMBINING, max_size=30) | st.text(max_size=30)


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("fermée", "ferme\u0301e"),
        ("« mot »", '"mot"'),
        ("«\u202fmot\u202f»", "“mot”"),
        ("«mot»", "„mot‟"),
        ("l’ambassade", "l'ambassade"),
        ("l‘ambassade", "l'ambassade"),
        ("300\u00a0km", "300 km"),
        ("300\u202fkm", "300 km"),
        ("deux\nlignes", "deux lignes"),
        ("deux \t\n  lignes", "deux lignes"),
        ("attendez…", "attendez..."),
    ],
)
def test_typography_is_folded(written: str, folded: str) -> None:
    assert fold(written).text == fold(folded).text
    assert locate(written, [f"x {folded} y"])
    assert locate(folded, [f"x {written} y"])


@pytest.mark.parametrize(
    ("written", "other"),
    [
        ("Ambassade", "ambassade"),
        ("fermée", "fermee"),
        ("œuvre", "oeuvre"),
        ("300 km", "200 km"),
        ("1,000", "1000"),
        ("2019–2024", "2019-2024"),
        ("le — la", "le - la"),
        ("½", "1/2"),
        ("km²", "km2"),
        ("fermera", "ferme"),
        ("deux mots", "deuxmots"),
        ("a b c", "a c b"),
        ("colour", "color"),
        ("‹ mot ›", "« mot »"),
        ("“mot”", "...mot..."),
        ("l'un", 'l"un'),
    ],
)
def test_nothing_else_is_folded(written: str, other: str) -> None:
    assert fold(written).text != fold(other).text
    assert not locate(written, [other])


@settings(deadline=None)
@given(texts)
@example("« ’…")
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text).text).text == fold(text).text


@settings(deadline=None)
@given(texts)
def test_folding_includes_composition(text: str) -> None:
    assert fold(text).text == fold(unicodedata.normalize("NFC", text)).text
    assert fold(text).text == fold(unicodedata.normalize("NFD", text)).text


@pytest.mark.parametrize(
    ("apart", "together"),
    [
        ("e\u0301", "\u00e9"),
        ("\u1100\u1161\u11a8", "\uac01"),  # Hangul letters, of which none is an accent
        ("\u09c7\u09be", "\u09cb"),  # a Bengali vowel of two parts
    ],
)
def test_what_one_character_is_made_of_is_one_character(apart: str, together: str) -> None:
    text = f"ab {apart} cd " * 30  # longer than the small numbers that Python keeps
    folded = fold(text)
    assert folded.text == fold(f"ab {together} cd " * 30).text
    at = folded.text.index("cd")
    assert folded.original(at, at + 1) == (4 + len(apart), 5 + len(apart))
    assert locate(f"{together} cd ab", [text[: 2 * len(text) // 30]]) == (
        Span(0, 3, 9 + len(apart)),
    )


@settings(deadline=None)
@given(texts)
@example("q\u0307\u0323")
def test_offsets_run_forward_through_the_text(text: str) -> None:
    folded = fold(text)
    places = [folded.original(at, at + 1) for at in range(len(folded.text))]
    starts, ends = [start for start, _ in places], [end for _, end in places]
    assert starts == sorted(starts)
    assert ends == sorted(ends)
    assert all(0 <= start < end <= len(text) for start, end in places)
    if text:
        assert (starts[0], ends[-1]) == (0, len(text))
        assert folded.original(0, len(folded.text)) == (0, len(text))


@settings(deadline=None)
@given(texts, st.data())
def test_the_source_of_a_folded_span_folds_to_it(text: str, data: st.DataObject) -> None:
    folded = fold(text)
    assume(folded.text)
    start = data.draw(st.integers(0, len(folded.text) - 1))
    end = data.draw(st.integers(start + 1, len(folded.text)))
    first, last = folded.original(start, end)
    again = fold(text[first:last]).text
    wanted = folded.text[start:end]

    def between_characters(at: int) -> bool:  # not within an ellipsis or a composed character
        if at in (0, len(folded.text)):
            return True
        return folded.original(at - 1, at)[1] <= folded.original(at, at + 1)[0]

    if between_characters(start) and between_characters(end):
        assert again == wanted
    else:
        assert wanted in again


@settings(deadline=None)
@given(texts, st.data())
def test_any_part_of_a_text_is_located_where_it_stands(text: str, data: st.DataObject) -> None:
    text = unicodedata.normalize("NFC", text)
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    passage = text[start:end]
    wanted = fold(passage).text.strip()
    spans = locate(passage, ["elsewhere", text])
    if not wanted:
        assert spans == ()
        return
    start += len(passage) - len(passage.lstrip())
    end -= len(passage) - len(passage.rstrip())
    assert [s for s in spans if s.block == 1 and s.start <= start and end <= s.end]
    assert len(set(spans)) == len(spans)
    for span in spans:
        assert wanted in fold(["elsewhere", text][span.block][span.start : span.end]).text


@settings(deadline=None)
@given(texts, texts)
def test_what_is_located_literally_or_between_is_there(passage: str, text: str) -> None:
    wanted = fold(passage).text.strip()
    for span in locate(passage, [text]):
        found = fold(text[span.start : span.end]).text
        halves = [
            (wanted[:cut].strip(), wanted[cut + 3 :].strip())
            for cut in range(len(wanted))
            if wanted.startswith("...", cut)
        ]
        assert wanted in found or any(a in found and b in found for a, b in halves if a and b)


def test_all_places_of_an_ambiguous_passage_are_given() -> None:
    body = ["La porte est close. La porte est close.", "Rien.", "La  porte"]
    assert locate("La porte", body) == (Span(0, 0, 8), Span(0, 20, 28), Span(2, 0, 9))
    assert locate("aba", ["ababa"]) == (Span(0, 0, 3), Span(0, 2, 5))


def test_the_span_between_first_and_last_words() -> None:
    body = ["Le port de Lind est fermé depuis lundi, selon la mairie.", "Il rouvrira jeudi."]
    assert locate("Le port … depuis lundi", body) == (Span(0, 0, 38),)
    assert locate("Le port...depuis lundi", body) == (Span(0, 0, 38),)
    assert locate("Le port … rouvrira", body) == ()  # never across paragraphs
    assert locate("depuis lundi … Le port", body) == ()  # nor backwards
    assert locate("port … Absent", body) == locate("Absent … port", body) == ()
    assert locate("… lundi", body) == locate("Le port …", body) == ()


def test_first_and_last_words_may_not_overlap() -> None:
    assert locate("est close … close la", ["est close la"]) == ()
    assert locate("est close … close la", ["est close la, close la"]) == (Span(0, 0, 22),)


def test_an_ellipsis_of_the_body_is_matched_literally_first() -> None:
    body = ["Nous verrons … plus tard, et nous verrons encore plus tard."]
    assert locate("verrons … plus tard", body) == (Span(0, 5, 24),)


def test_several_readings_of_first_and_last_words_are_ambiguous() -> None:
    assert locate("a … d", ["a b d c d"]) == (Span(0, 0, 5), Span(0, 0, 9))
    assert locate("a … d", ["a a d"]) == (Span(0, 0, 5), Span(0, 2, 5))


def test_an_ellipsis_at_the_beginning_is_a_word_like_others() -> None:
    assert locate("… a … b", ["x… a, puis b"]) == (Span(0, 1, 12),)


def test_two_readings_of_one_place_are_one() -> None:
    assert locate("a.... b", ["a. x . b"]) == (Span(0, 0, 8),)
    assert locate(".", ["…"]) == (Span(0, 0, 1),)


def test_a_hostile_text_is_answered_at_once() -> None:
    assert len(locate("a … a", ["a " * 20_000])) == 100
    assert locate("a … b", ["a " * 20_000]) == ()


@pytest.mark.parametrize("passage", ["", "  ", "\u00a0\n"])
def test_an_empty_passage_stands_nowhere(passage: str) -> None:
    assert locate(passage, ["some words", ""]) == ()
    assert closest(passage, ["some words", ""]) is None


@pytest.mark.parametrize(
    ("passage", "words", "difference"),
    [
        ("le pont est ouvert à tous", "le pont est fermé", "“ouvert” where the body has “fermé”"),
        ("hier le pont est fermé", "le pont est fermé", "has “hier” where the body has “que”"),
        ("le pont est aussi fermé", "le pont est fermé", "has “aussi”, the body has not"),
        ("fermmé", "fermé", "has “fermmé” where the body has “fermé"),
        ("le pont est fermé à tous depuis lundi soir", "le pont est", "“soir” where"),
        (
            "le pont fermé à tous depuis lundi",
            "le pont est fermé à tous depuis lundi",
            "the body has “est”, the passage has not",
        ),
        (
            "depuis lundi midi. Il rouvrira",
            "depuis lundi midi. Il rouvrira",
            "more than one paragraph",
        ),
    ],
)
def test_the_closest_words_name_the_difference(passage: str, words: str, difference: str) -> None:
    body = ["On dit que le pont est fermé à tous depuis lundi midi.", "Il rouvrira jeudi."]
    assert not locate(passage, body)
    found = closest(passage, body)
    assert found is not None
    assert words in found.text
    assert difference in found.difference


@pytest.mark.parametrize(
    ("passage", "body", "words"),
    [
        ("fermèe", "la porte est fermée à tous", "fermée"),
        ("fermmé", "le pont est fermé", "fermé"),
        ("le pont est fermmé", "on dit que le pont est fermé", "le pont est fermé"),
    ],
)
def test_the_closest_words_are_whole(passage: str, body: str, words: str) -> None:
    found = closest(passage, [body])
    assert found is not None
    assert found.text == words


def test_of_paragraphs_as_close_the_first_is_named() -> None:
    found = closest("le port est fermé", ["le pont est fermé", "le porc est fermé"])
    assert found is not None
    assert found.text == "le pont est fermé"


def test_a_heading_of_one_word_is_not_the_closest_to_a_passage_with_it() -> None:
    body = ["Belport", "Selon la mairie, à Belport Mille personnes ont quitté le quai."]
    found = closest("à Belport mille personnes ont quitté le quai", body)
    assert found is not None
    assert found.difference == "the passage has “mille” where the body has “Mille”"


@pytest.mark.parametrize("value", [fold("mot"), closest("mott", ["mot"])])
def test_what_is_kept_and_handed_on_is_never_changed(value: object) -> None:
    with pytest.raises(FrozenInstanceError):
        value.text = "autre"  # type: ignore[attr-defined]


def test_nothing_is_close_to_other_words() -> None:
    assert closest("xylophone quartz", ["Le port est fermé depuis lundi."]) is None
    assert closest("xylophone", []) is None


@settings(deadline=None)
@given(texts, st.lists(texts, max_size=3))
def test_what_is_closest_is_in_the_body(passage: str, body: list[str]) -> None:
    found = closest(passage, body)
    if found is not None:
        assert found.text in " ".join(fold(text).text.strip() for text in body)
        assert found.difference


def test_quotations_are_what_stands_between_marks() -> None:
    text = 'Il a dit « oui » puis “peut-être”, enfin "non", et « rien de “tel” ici ».'
    assert quotations(text) == ("oui", "peut-être", "non", "rien de “tel” ici")
    assert quotations("Elle : « j'ai lu « Le Port » hier ».") == ("j'ai lu « Le Port » hier",)
    assert quotations("L'heure d'été, 5 « pouces") == ()


@settings(deadline=None)
@given(texts)
def test_a_quotation_is_verbatim_in_its_text(text: str) -> None:
    assert all(q in text and q == q.strip() for q in quotations(text))


@given(texts)
def test_what_is_searched_is_what_the_way_back_leads_from(text: str) -> None:
    assert evidence.folded(text) == fold(text).text
