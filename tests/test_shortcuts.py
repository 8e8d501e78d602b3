"""What makes a build fast changes nothing of what it writes."""

from __future__ import annotations

from pathlib import Path

import pytest
from markupsafe import escape
from material.plugins.search.plugin import Parser

from generator.build import open_site
from generator.outputs.search import searchable
from generator.reading.settings import Settings
from tests.bench.generate import generate
from tests.bench.stories import LANGUAGES
from tests.engine import build, files_of


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("shortcuts") / "desk"
    generate(folder, articles=12, days=2)
    return folder


def sections(html: str) -> list[tuple[str | None, list[str], list[str]]]:
    """A page as Material's search plugin cuts it: ids, and words of titles and texts."""
    parser = Parser()
    parser.feed(html)
    parser.close()
    found = [(s.id, "".join(s.title).split(), "".join(s.text).split()) for s in parser.data]
    # Material leaves a heading without words where a whole section is not for search.
    return [(id, title, words) for id, title, words in found if title or words]


def test_search_reads_the_same_words_in_less_markup(desk: Path) -> None:
    site = open_site(desk / "briefings", Settings(), name="A fictional briefing")
    seen = set()
    for page in site.pages:
        html = str(site.renderer.render(page.template, page.view()).html)
        less = searchable(html)
        assert sections(less) == sections(html), page.url
        assert len(less) < len(html)
        seen.add(page.template)
    assert seen >= {"home", "topic", "source", "unassigned", "about", "article"}


def test_no_paragraph_is_found_twice(desk: Path) -> None:
    site = open_site(desk / "briefings", Settings(), name="A fictional briefing")
    pages = {page.url: page for page in site.pages}
    found = ""
    for article in site.desk.ledger.articles.values():
        for url in (f"articles/{article.id}.html", "unassigned.html"):
            page = pages[url]
            found += searchable(str(site.renderer.render(page.template, page.view()).html))
    notices = [words["fictional"] for words in LANGUAGES.values()]
    articles = len(site.desk.ledger.articles)
    assert sum(found.count(str(escape(notice))) for notice in notices) == articles


@pytest.mark.parametrize(
    ("html", "left"),
    [
        ('<p>a <a href="x" title="1 > 0">b</a>&lt;i&gt;</p>', "<p>a b&lt;i&gt;</p>"),
        ('<h2 id="s">T<a class="headerlink" href="#s" title="x">¶</a></h2>', '<h2 id="s">T</h2>'),
        ("<div><div data-search-exclude><p>no</p></div>yes</div>", "yes"),
        ('<mark id="c" class="passage">a<a href="u" data-search-exclude>1</a></mark>', "a"),
        ("<ul><li><pre>  a\n b</pre></li></ul>", "<ul><li><pre>  a\n b</pre></li></ul>"),
        ("1 < 2 and <picture>3</picture> > 2", "1 < 2 and 3 > 2"),
    ],
)
def test_markup_that_no_index_keeps_is_dropped(html: str, left: str) -> None:
    assert searchable(html) == left


def test_pieces_of_the_theme_that_are_shared_are_those_of_every_page(desk: Path) -> None:
    shared, alone = desk.parent / "shared", desk.parent / "alone"
    assert build(desk, shared).code == 0
    # With a theme folder of the desk's own nothing is shared, for it might look at the page.
    settings = desk / "mkdocs.yml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(text.replace("theme:\n", "theme:\n  custom_dir: look\n"), encoding="utf-8")
    (desk / "look").mkdir()
    assert build(desk, alone).code == 0
    assert files_of(shared) == files_of(alone)
    articles = [path for path in files_of(shared) if path.startswith("articles/")]
    assert len(articles) == 12
