"""The invented briefings that are measured: they build, and the same seed gives the same."""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path
from random import Random

import pytest

from tests.bench.generate import generate
from tests.bench.stories import (
    ACTORS,
    CLAIMS,
    FIVE_YEARS,
    LANGUAGES,
    SOURCES,
    TOPICS,
    VOCABULARY,
    World,
    noun,
)
from tests.engine import build, files_of

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
    world = World(Random(1), 300, FIVE_YEARS, TOPICS)
    assert (VOCABULARY, SOURCES, sum(ACTORS.values())) == (30_000, 40, 300)
    assert (len(world.sources), len(world.actors)) == (40, 300)
    for language in LANGUAGES:
        assert len({noun(language, rank) for rank in range(VOCABULARY)}) == VOCABULARY
    drafts = list(world.drafts())
    assert {len(draft.tellings) for draft in drafts} == set(CLAIMS) == set(range(2, 11))
    assert date(2019, 1, 1) <= drafts[0].day < drafts[-1].day <= date(2023, 12, 31)


def test_words_are_drawn_as_zipfs_law_has_it() -> None:
    world = World(Random(1), 0, FIVE_YEARS, TOPICS)
    drawn = Counter(world.rank() for _ in range(40_000))
    # The first word comes ten times as often as the tenth.
    assert 8 < drawn[0] / drawn[9] < 12.5
    assert max(drawn) > VOCABULARY * 0.9
