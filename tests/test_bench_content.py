"""The invented briefings that are measured: they build, and the same seed gives the same."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date
from pathlib import Path
from random import Random

import pytest
import yaml

from tests.bench.generate import generate
from tests.bench.stories import ACTORS, FIVE_YEARS, SOURCES, TOPICS, World
from tests.bench.vocabulary import Archive
from tests.bench.wording import LANGUAGES, VOCABULARY, Wording
from tests.engine import build, files_of, run

ARTICLES = 12


@pytest.mark.parametrize("crowded", [{}, {"days": 1, "topics": 1}], ids=["years", "one day"])
def test_generated_content_builds_strictly(tmp_path: Path, crowded: dict[str, int]) -> None:
    generate(tmp_path / "desk", articles=ARTICLES, **crowded)
    answer = build(tmp_path / "desk", tmp_path / "site")
    assert answer.code == 0, answer.log
    assert "WARNING" not in answer.log
    pages = list((tmp_path / "site" / "articles").glob("*.html"))
    assert len(pages) == ARTICLES
    assert all('class="passage"' in page.read_text(encoding="utf-8") for page in pages)


def test_no_article_builds_too(tmp_path: Path) -> None:
    generate(tmp_path / "desk", articles=0)
    answer = build(tmp_path / "desk", tmp_path / "site")
    assert answer.code == 0, answer.log


def test_a_seed_gives_the_same_bytes_and_another_gives_others(tmp_path: Path) -> None:
    for name, seed in (("one", 1), ("again", 1), ("two", 2)):
        generate(tmp_path / name, articles=ARTICLES, seed=seed)
    assert files_of(tmp_path / "one") == files_of(tmp_path / "again")
    assert files_of(tmp_path / "one") != files_of(tmp_path / "two")


def test_every_article_says_that_it_is_fictional(tmp_path: Path) -> None:
    generate(tmp_path, articles=ARTICLES)
    notices = [words["fictional"] for words in LANGUAGES.values()]
    for path in (tmp_path / "briefings" / "articles").glob("*.md"):
        text = path.read_text(encoding="utf-8")
        assert any(notice in text for notice in notices), path.name


def test_the_content_is_as_large_as_it_says() -> None:
    wording = Wording()
    world = World(Random(1), 300, FIVE_YEARS, TOPICS, wording)
    assert (VOCABULARY, SOURCES, sum(ACTORS.values())) == (30_000, 40, 300)
    assert (len(world.sources), len(world.actors)) == (40, 300)
    for language in LANGUAGES:
        assert len({wording.noun(language, rank) for rank in range(VOCABULARY)}) == VOCABULARY
    drafts = list(world.drafts())
    assert {len(draft.tellings) for draft in drafts} == set(wording.claims) == set(range(2, 11))
    assert date(2019, 1, 1) <= drafts[0].day < drafts[-1].day <= date(2023, 12, 31)


def test_words_are_drawn_as_zipfs_law_has_it() -> None:
    wording, rng = Wording(), Random(1)
    drawn = Counter(wording.rank(rng) for _ in range(40_000))
    # The first word comes ten times as often as the tenth.
    assert 8 < drawn[0] / drawn[9] < 12.5
    assert max(drawn) > VOCABULARY * 0.9


# --- An archive: what search is measured over ---------------------------------------------------


def test_an_archive_has_some_thirty_thousand_words() -> None:
    languages = Archive(1).languages
    forms = {language: words.forms for language, words in languages.items()}
    assert 28_000 < len(set().union(*forms.values())) < 32_000
    assert len(forms["fr"]) > 25_000
    assert "ambassades" in forms["fr"]
    assert sum("é" in form for form in forms["fr"]) > 5_000
    assert languages["fr"].nouns == Archive(1).languages["fr"].nouns
    assert languages["fr"].nouns != Archive(2).languages["fr"].nouns


def test_an_archives_french_elides_and_agrees() -> None:
    french = Archive(1).languages["fr"]
    known = {noun.singular: noun for noun in french.nouns}
    fermé = next(each for each in french.adjectives if each[0] == "fermé")
    assert french.phrase(known["école"], fermé, "du") == "de l’école fermée"
    assert french.phrase(known["port"], fermé, "au") == "au port fermé"
    assert french.phrase(known["gare"], fermé, "les") == "les gares fermées"
    assert french.phrase(known["hôpital"], (), "ces") == "ces hôpitaux"
    assert french.phrase(known["armée"], (), "ce") == "cette armée"


def test_an_archives_words_are_drawn_as_zipfs_law_has_it() -> None:
    french, rng = Archive(1).languages["fr"], Random(1)
    drawn = Counter(french.rank(rng, len(french.nouns)) for _ in range(200_000))
    # Ten words stand before the first, so it comes ten times as often as the hundredth.
    assert 8 < drawn[0] / drawn[99] < 12.5
    assert len(drawn) > len(french.nouns) * 0.8


def test_an_archive_is_as_large_as_it_says(tmp_path: Path) -> None:
    generate(tmp_path, articles=200, archive=True)
    lengths, claims, languages, months = [], [], Counter[str](), set()
    for path in (tmp_path / "briefings" / "articles").glob("*.md"):
        front, body = path.read_text(encoding="utf-8").removeprefix("---\n").split("\n---\n")
        said = yaml.load(front, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
        lengths.append(len(body.split()))
        claims.append(len(said["claims"]))
        languages[said["language"]] += 1
        months.add(path.name[:7])
    assert 250 <= min(lengths) <= max(lengths) <= 450
    assert 5.5 < sum(claims) / len(claims) < 6.5
    assert 0.9 < languages["fr"] / 200 < 1
    assert set(languages) == {"fr", "en"}
    assert len(months) > 50
    places = (tmp_path / "briefings" / "places.yml").read_text(encoding="utf-8")
    assert len(re.findall(r"(?m)^  aliases:\n  - [A-Z].*\n  - [А-Я]", places)) == 80


def test_an_archive_passes_every_check_and_has_the_same_bytes_again(tmp_path: Path) -> None:
    for name in ("one", "again"):
        generate(tmp_path / name, articles=40, archive=True)
    assert files_of(tmp_path / "one") == files_of(tmp_path / "again")
    answer = run("generator.cli", "check", "--strict", cwd=tmp_path / "one")
    assert (answer.code, answer.log.strip()) == (0, "0 errors, 0 warnings")
