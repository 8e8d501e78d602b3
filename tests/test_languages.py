"""The interface in French and in English, read whole: no word of one in the other.

What an author wrote in another language says so with `lang`, so that all the rest of a page is
the interface, names, and texts that the desk gives in the page's language.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from html.parser import HTMLParser
from pathlib import Path

import pytest

from generator.locale import Words
from tests import extraction
from tests.engine import REPOSITORY, VOID, build, copy_of

READ_OUT = ("title", "aria-label", "placeholder", "alt", "data-label", "label")
"""Attributes that a reader sees or hears."""

# Words that no sentence goes without, and that the other language does not have.
EVERYDAY = {
    "fr": "le la les des du une et est pour dans sur par qui que aux au pas selon avec cette ou son"
    " ses leur leurs ce ne sont été être d’un d’une l’ambassade",
    "en": "the of and is to in by with from not for this that who what when which are was has have"
    " their its an or be been says said",
}
NAMES = {"briefing", "ukraine", "source", "sources", "position", "positions", "place", "date"}
NAMES |= {"personnel", "kyiv", "second", "change", "point", "cite", "large"}
"""Of both languages, or of neither."""


class Reading(HTMLParser):
    """What a page says, with the language it says it in."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.said: list[tuple[str, str]] = []
        self._open: list[tuple[str, str]] = [("", "")]
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        known = {name: value or "" for name, value in attrs}
        language = known.get("lang") or self._open[-1][1]
        self.said += [(language, known[name]) for name in READ_OUT if known.get(name)]
        if tag not in VOID:
            self._open.append((tag, language))

    def handle_endtag(self, tag: str) -> None:
        if tag in [name for name, _ in self._open]:
            while self._open.pop()[0] != tag:
                pass

    def handle_data(self, data: str) -> None:
        if data.strip() and self._open[-1][0] not in ("script", "style", "code"):
            self.said.append((self._open[-1][1], " ".join(data.split())))


@pytest.fixture(scope="module")
def sites(shared_site: Callable[..., Path], tmp_path_factory: pytest.TempPathFactory) -> object:
    """The repository's site as it is, and with `theme.language: en` and nothing else changed."""
    return {
        "fr": shared_site("two-reports", REPOSITORY),
        "en": shared_site("two-reports-in-english", in_english(tmp_path_factory.mktemp("en"))),
    }


def in_english(folder: Path) -> Path:
    config = (REPOSITORY / "mkdocs.yml").read_text("utf-8")
    assert config.count("  language: fr\n") == 1
    config = config.replace("  language: fr\n", "  language: en\n")
    config = config.replace("docs_dir: briefings", f"docs_dir: {REPOSITORY / 'briefings'}")
    (folder / "mkdocs.yml").write_text(config, "utf-8")
    return folder


def pages(site: Path) -> Mapping[str, Reading]:
    return {
        file.relative_to(site).as_posix(): Reading(file.read_text("utf-8"))
        for file in sorted(site.rglob("*.html"))
    }


def words(text: str) -> set[str]:
    return set(re.findall(r"[^\W\d_]+(?:[’'][^\W\d_]+)?", text.lower()))


def of_interface(language: str) -> set[str]:
    """Every word of the interface in a language, and those that none of its sentences lacks."""
    catalog = Words(language).catalog
    found = set(EVERYDAY[language].split())
    for id_ in extraction.messages():
        if isinstance(id_, str):
            found |= words(re.sub(r"%\(\w+\)s", "", catalog.gettext(id_)))
        else:
            for n in (1, 2):
                found |= words(re.sub(r"%\(\w+\)s", "", catalog.ngettext(*id_, n)))
    return found


@pytest.mark.parametrize(("language", "other"), [("en", "fr"), ("fr", "en")])
def test_no_word_of_the_other_language_is_in_the_interface(
    sites: dict[str, Path], language: str, other: str
) -> None:
    foreign = of_interface(other) - of_interface(language) - NAMES
    assert len(foreign) > 100
    read = pages(sites[language])
    assert len(read) > 15
    wrong = [
        f"{path}: {text.strip()}: {', '.join(sorted(found))}"
        for path, page in read.items()
        for tongue, text in page.said
        if tongue == language and (found := words(text) & foreign)
    ]
    assert not wrong, "\n".join(["", *wrong])


def test_every_text_of_a_page_has_a_language(sites: dict[str, Path]) -> None:
    for language, site in sites.items():
        for path, page in pages(site).items():
            names = {"und"} if path.startswith(("actors/", "places/")) else set()  # aliases
            assert {tongue for tongue, _ in page.said} <= {"fr", "en"} | names, path
            assert any(tongue == language for tongue, _ in page.said), path


def test_french_articles_stay_french_on_an_english_site(sites: dict[str, Path]) -> None:
    page = pages(sites["en"])["articles/2024-11-20-ambassades-fermees-a-kyiv.html"]
    by_language: dict[str, str] = {"fr": "", "en": ""}
    for tongue, text in page.said:
        by_language[tongue] += " " + text
    title = "Kyiv : l’ambassade américaine ferme par crainte d’une attaque aérienne"
    assert by_language["fr"].count(title) >= 3  # the tab, the header, the page
    assert title not in by_language["en"]
    assert "What others told that day" in by_language["en"]


FALLBACK = """\
---
title: Péages
lead: event
open_questions: Qui paie ?
---

Texte fictif du chapeau.
"""


def test_what_has_no_version_in_the_language_says_so(tmp_path: Path) -> None:
    folder = copy_of("minimal", tmp_path)
    (folder / "briefings" / "topics" / "tolls.md").write_text(FALLBACK, "utf-8")
    config = folder / "mkdocs.yml"
    text = config.read_text("utf-8").replace("  language: fr\n", "  language: en\n")
    text = text.replace("- briefing", "- briefing:\n      content_language: fr")
    config.write_text(text, "utf-8")
    answer = build(folder, tmp_path / "site")
    assert answer.code == 0, answer.log
    html = (tmp_path / "site" / "topics" / "tolls.html").read_text("utf-8")
    mark = '<abbr class="tongue" title="French">(fr)</abbr>'
    assert f'<h1 id="top"><span lang="fr" dir="auto">Péages</span> {mark}</h1>' in html
    assert f'<span lang="fr" dir="auto">Qui paie ?</span> {mark}' in html
    assert '<div lang="fr" dir="auto"><p>Texte fictif du chapeau.</p>' in html
    assert "<title>Péages (fr) - " in html
