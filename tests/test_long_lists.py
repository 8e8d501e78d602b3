"""Pages of sources, actors and places stay short; how much they leave out is told."""

from __future__ import annotations

from pathlib import Path

from generator.build import Site, open_site
from generator.pages.actor import ActorView
from generator.pages.lists import NEWEST
from generator.pages.place import PlaceView
from generator.pages.source import SourceView
from generator.reading.settings import Settings
from tests.test_pages import BASE

ARTICLES = 60
# Fictional, as all of `tests/cases/pages/base`.
ARTICLE = """---
title: Day {day} (fictional)
source: {source}
published: 2024-{month:02}-{day:02}
language: en
claims:
  - type: event
    topics: tolls
    on: 2024-{month:02}-{day:02}
    certainty: reported
    actor: anna-example
    place: exampleville
    label: {source} {month} {day}
    passage: Anna Exemple did it.
corrections:
  - on: 2024-12-01
    note: A slip.
---
Anna Exemple did it.
"""


def long_site(folder: Path) -> Site:
    """Two sources with sixty articles each, which tell of the same days and of nothing else."""
    files = {folder / path: file.read_text("utf-8") for path, file in BASE.items()}
    for number in range(ARTICLES):
        month, day = divmod(number, 28)
        for source in ("gazette", "radio"):
            path = folder / "articles" / f"{source}-{number}.md"
            files[path] = ARTICLE.format(source=source, month=month + 1, day=day + 1)
    for path, text in files.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return open_site(folder, Settings(language="en"), name="Exampleville")


def test_lists_show_the_newest_and_count_the_others(tmp_path: Path) -> None:
    site = long_site(tmp_path)
    views = {page.url: page.view() for page in site.pages}
    source, actor = views["sources/gazette.html"], views["actors/anna-example.html"]
    place = views["places/exampleville.html"]
    assert isinstance(source, SourceView)
    assert isinstance(actor, ActorView)
    assert isinstance(place, PlaceView)
    lists = {"alone": source.alone, "silent": source.silent, "did": actor.did}
    for name, listed in {**lists, "happened": place.happened}.items():
        assert len(listed.facts) == NEWEST, name
        left_out = 2 * ARTICLES - NEWEST if name in ("did", "happened") else ARTICLES - NEWEST
        assert listed.more == f"and {left_out} older ones", name
        assert [link.url for link in listed.topics] == ["../topics/tolls.html"], name
    assert source.alone.facts[0].fact.label.text == "gazette 3 4"
    assert (len(source.articles), source.more_articles) == (NEWEST, "and 10 older ones")
    assert (len(source.amendments), source.more_amendments) == (NEWEST, "and 10 older ones")
    assert source.articles[0].link.text.text == "Day 4 (fictional)"
    page = next(page for page in site.pages if page.url == "sources/gazette.html")
    html = site.renderer.render(page.template, source).html
    assert html.count("older ones") == 4
