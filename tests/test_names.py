"""Names in a body lead to their pages: at first mention, to the letter, never in a quotation."""

from __future__ import annotations

import re
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.marking import mark
from generator.names import Names
from generator.quoting import quoted
from generator.reading.body import BodyRenderer
from generator.text import Block, Span

RENDERER = BodyRenderer(["tables", "footnotes", "attr_list"])
# Fictional persons and places; what they are called in other scripts is as invented.
NAMES = Names(
    [
        ("Ada Lindqvist", "ada"),
        ("Lindqvist", "ada"),
        ("Ада Линдквист", "ada"),
        ("阿达", "ada"),
        ("آدا", "ada"),
        ("दा", "ada"),
        ("Lindqvist-sur-Mer", "sea"),
        ("Port d’Exempleville", "port"),
        ("Exempleville", "town"),
        ("Bo", "bo"),
        ("R.U.", "ru"),
        ("Elm", "tree"),
        ("Elm", "street"),
        ("Elm Tower", "tower"),
        ("…", "nobody"),
    ]
)


def linked(markdown: str, passage: str = "") -> str:
    """The text of a body; each link to a name's page as `[name](page)`, a passage as `{words}`."""
    body = RENDERER.render(markdown)
    spans = {}
    for number, block in enumerate(body.blocks):
        if passage and passage in block.text:
            start = block.text.index(passage)
            spans["claim"] = Span(number, start, start + len(passage))
    html = mark(body, spans, {}, names=NAMES.mentions(body)).html
    html = re.sub(r'<a class="name" href="(\w+)">(.*?)</a>', r"[\2](\1)", str(html))
    html = re.sub("<mark[^>]*>", "{", html).replace("</mark>", "}")
    return re.sub("<[^>]*>", "", html).strip()


@pytest.mark.parametrize(
    ("markdown", "expected"),
    [
        # The first mention of each, by whatever name; the longest name wins.
        ("Ada Lindqvist, puis Lindqvist.", "[Ada Lindqvist](ada), puis Lindqvist."),
        ("Lindqvist-sur-Mer et Lindqvist", "[Lindqvist-sur-Mer](sea) et [Lindqvist](ada)"),
        ("Au Port d'Exempleville.", "Au [Port d&#39;Exempleville](port)."),
        ("Au Port\u00a0d’Exempleville, à Exempleville", None),
        # Whole words, in the case they are written in.
        ("Lindqvists, ALindqvist, lindqvist, LINDQVIST, Lindqvist_", ""),
        ("Bo-Lindqvist et Lindqvist-Bo, Bo@exemple, exemple.Bo", ""),
        ("d’Exempleville", "d’[Exempleville](town)"),
        ("l’Exempleville de Bo’s", "l’[Exempleville](town) de [Bo](bo)’s"),
        ("(Bo)/Exempleville-", "([Bo](bo))/[Exempleville](town)-"),
        ("R.U. et R.U.A", "[R.U.](ru) et R.U.A"),
        ("Bo\u0301 et B\u00f3", ""),
        # Other scripts; those that part no words, and marks that belong to a letter.
        ("Ада Линдквист", "[Ада Линдквист](ada)"),
        ("据阿达说", "据[阿达](ada)说"),
        ("قالت آدا", "قالت [آدا](ada)"),
        ("दादा दाे", ""),
        # A name of two is nobody's, though a longer one of one of them is.
        ("Elm, Elm Tower, Elm", "Elm, [Elm Tower](tower), Elm"),
        ("…", ""),
        # Not in quotations, however they are marked.
        ("« Bo » dit « Bo », Bo", "« Bo » dit « Bo », [Bo](bo)"),
        ('“Bo” „Bo“ ”Bo” ‘Bo’ "Bo" ‹Bo› 「Bo」 »Bo«', ""),
        ("“Bo”, Bo, “Bo”", "“Bo”, [Bo](bo), “Bo”"),
        ("„Bo“ Bo „Bo“", "„Bo“ [Bo](bo) „Bo“"),
        ("« a “Bo” Bo » Bo", "« a “Bo” Bo » [Bo](bo)"),
        ("« Bo sans fin. Exempleville", ""),
        ("Bo », Exempleville", "Bo », [Exempleville](town)"),
        ("« Bo\n\nBo\n\nBo », Bo", "« Bo\nBo\nBo », [Bo](bo)"),
        ("« Bo\n\n« Bo »\n\nBo", "« Bo\n« Bo »\n[Bo](bo)"),
        ("> Bo\n\nBo", "Bo\n\n[Bo](bo)"),
        ("<q>Bo</q> Bo", "Bo [Bo](bo)"),
        # Nor in headings, links, code; nor where markup cuts the name.
        ("## Bo\n\nBo", "Bo\n[Bo](bo)"),
        ("[Bo](x.md) `Bo` <kbd>Bo</kbd> Bo", "Bo Bo Bo [Bo](bo)"),
        ("    Bo\n\nBo", "Bo\n\n[Bo](bo)"),
        ("Ada **Lindqvist**, *Exempleville*", "Ada Lindqvist, [Exempleville](town)"),
        ("**Ada** Lindqvist, Ada Lindqvist", "Ada Lindqvist, [Ada Lindqvist](ada)"),
        ("| a | Bo |\n|---|---|\n| Bo | b |", "a\nBo\n\n\n\n\n[Bo](bo)\nb"),
        ("&lt;b&gt; & Bo", "&lt;b&gt; &amp; [Bo](bo)"),
    ],
)
def test_leads_to_a_page(markdown: str, expected: str | None) -> None:
    if expected is None:
        expected = "Au [Port\u00a0d’Exempleville](port), à [Exempleville](town)"
    found = linked(markdown)
    assert found == expected if expected else "](" not in found, found


def test_a_passage_keeps_its_mark() -> None:
    assert linked("Hier Bo a parlé.", "Hier Bo a") == "{Hier [Bo](bo) a} parlé."
    assert linked("Hier Bo a parlé.", "Bo") == "Hier {[Bo](bo)} a parlé."
    # An edge within the name would cut the link: the next mention leads there.
    assert linked("Ada Lindqvist, Lindqvist", "Ada") == "{Ada} Lindqvist, [Lindqvist](ada)"
    assert linked("Ada Lindqvist. Ada Lindqvist", "Lindqvist. A") == (
        "Ada {Lindqvist. A}da Lindqvist"
    )
    assert linked("Ada Lindqvist et Ada Lindqvist", "qvist et") == (
        "Ada Lind{qvist et} [Ada Lindqvist](ada)"
    )


@settings(deadline=None)
@given(st.lists(st.text('Bo «»“”„"‘’ \n', max_size=12), max_size=4))
def test_what_stands_between_guillemets_is_quoted(texts: list[str]) -> None:
    blocks = [Block("paragraph", text) for text in texts]
    ranges = quoted(blocks)
    for text, found in zip(texts, ranges, strict=True):
        for pair in re.finditer("«[^«»]*»|“[^“”„]*”", text):
            assert any(s <= pair.start() and pair.end() <= e for s, e in found)
        assert all(0 <= s < e <= max(len(text), 1) for s, e in found if text)


def test_many_names_take_no_longer_than_few() -> None:
    """Thousands of names that begin alike, and a text that begins each of them everywhere."""
    many = Names((f"Ministry of {'x' * (n % 50)} {n}", f"{n}") for n in range(20_000))
    body = RENDERER.render("Ministry of x 1 and " * 5_000)
    began = time.process_time()
    assert len(many.mentions(body)[0]) == 5_000
    quotes = RENDERER.render("Ministry of x 1 « and » " * 5_000)
    assert len(many.mentions(quotes)[0]) == 5_000
    assert time.process_time() - began < 5
