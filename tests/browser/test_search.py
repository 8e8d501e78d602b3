"""The box and the page of the search: what is seen, where a result leads, what when files are gone.

What is found is in test_search_queries.py, keyboard and axe are in files of their own.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from conftest import OpenPage
from playwright.sync_api import Browser
from searching import IDLE, listed, search, type_in_box
from watching import addresses

from generator.outputs.search.words import tokens

Open = Callable[..., Any]
OVER = pytest.mark.parametrize("over", ["file", "http"])


@OVER
def test_a_claim_opens_at_its_passage(over: str, open_page: Open) -> None:
    opened = open_page("topics/landmines.html", over=over)
    page = opened.page
    page.keyboard.press("/")
    units = type_in_box(page, "Espagne")
    claim = next(unit for unit in units if "#" in unit)
    page.locator(f"[data-unit='{claim}'] a").click()
    page.wait_for_function("document.querySelector('mark.passage:target') !== null")
    assert page.url == opened.root + claim
    assert "Espagne" in page.locator("mark.passage:target").inner_text()
    assert opened.console_errors == []
    assert opened.external_requests == []


@OVER
def test_an_article_opens_at_the_paragraph_that_has_the_words(over: str, open_page: Open) -> None:
    opened = open_page("index.html", over=over)
    page = opened.page
    articles = [u for u in search(opened, "q=infrastructures&kind=article") if "#" not in u]
    assert articles
    page.locator(f"[data-unit='{articles[0]}'] a").first.click()
    place = page.locator(".place:target")
    place.wait_for(state="attached")
    paragraph = place.locator("xpath=..")
    assert "infrastructures" in paragraph.inner_text()
    plain = page.locator(".body p").last.evaluate("(p) => getComputedStyle(p).backgroundColor")
    assert paragraph.evaluate("(p) => getComputedStyle(p).backgroundColor") != plain


def test_words_that_were_found_are_marked(open_page: Open) -> None:
    opened = open_page("index.html")
    assert search(opened, "q=securite")
    marks = opened.page.locator(".search-result mark")
    found = {token for text in marks.all_inner_texts() for token in tokens(text)}
    assert found == {"securite"}
    texts = opened.page.locator(".search-result__excerpt").all_inner_texts()
    assert all(len(text.split()) < 45 for text in texts)


def test_a_view_can_be_mailed(open_page: Open) -> None:
    opened = open_page("index.html")
    first = search(opened, "q=ambassade&kind=claim&certainty=confirmed&sort=date")
    assert first
    page = opened.page
    assert page.locator("#search-query").input_value() == "ambassade"
    assert page.locator("[name=certainty][value=confirmed]").is_checked()
    page.reload()
    assert listed(page) == first


def test_counts_say_how_many_there_would_be(open_page: Open) -> None:
    opened = open_page("index.html")
    page = opened.page
    search(opened, "q=ambassade&kind=claim")
    counted = page.locator("[data-facet] li").evaluate_all(
        """(rows) => rows.map((row) => [row.querySelector("input").name,
          row.querySelector("input").value, row.querySelector(".search-facet__count").innerText])"""
    )
    checked = [row for row in counted if row[0] in ("certainty", "source", "standing", "kind")]
    assert len(checked) > 5
    for facet, value, count in checked:
        chosen = f"kind={value}" if facet == "kind" else f"kind=claim&{facet}={value}"
        page.evaluate("(hash) => { location.hash = hash; }", f"q=ambassade&{chosen}")
        listed(page, f"q=ambassade&{chosen}")
        assert re.search(r"\d+", page.inner_text("#search-status"))[0] == count, (facet, value)


def test_nothing_found_offers_what_would_be(open_page: Open) -> None:
    opened = open_page("index.html")
    page = opened.page
    assert search(opened, "q=Naryzhkine") == []  # no spelling of actors.yml, but near to two
    offers = page.locator("#search-none a")
    assert any("Narychkine" in text for text in offers.all_inner_texts())
    offers.filter(has_text="Narychkine").first.click()
    assert listed(page, "q=Sergue%C3%AF+Narychkine")
    assert search(opened, "q=xylophonique+ambassade") == []
    offers.filter(has_text="xylophonique").click()
    assert listed(page, "q=ambassade")
    assert search(opened, "q=ambassade&certainty=confirmed&kind=topic") == []
    offers.first.click()
    assert listed(page, "q=ambassade")


def test_one_letter_is_asked_for_more(open_page: Open) -> None:
    opened = open_page("index.html")
    assert search(opened, "q=a") == []
    assert "deux lettres" in opened.page.inner_text("#search-status")


def test_words_are_cut_alike_on_both_sides(open_page: Open, built_site: Path) -> None:
    """words.js and words.py: one cuts what is typed, the other what is indexed."""
    words = {word for page in built_site.rglob("*.html") for word in page.read_text().split()}
    words |= {
        "L’État",
        "jusqu'au",
        "F-16",
        "Kırıkkale",
        "Œuvre",
        "Straße",
        "Київ,",
        "السلام",
        "²",
        "۱۲",
    }
    opened = open_page("search.html")
    opened.page.wait_for_function(IDLE)
    given = sorted(words)
    cut = opened.page.evaluate("(words) => words.map((word) => briefingSearch.tokens(word))", given)
    assert {w: c for w, c in zip(given, cut, strict=True) if tuple(c) != tokens(w)} == {}


@pytest.fixture(scope="module")
def broken(built_site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return Path(shutil.copytree(built_site, tmp_path_factory.mktemp("broken") / "site"))


@pytest.mark.parametrize(
    ("files", "damage"),
    [
        ("search/index.js", None),
        ("search/pagefind.js", None),
        ("search/wasm.fr.pagefind.js", b"briefingSearch.deliver("),
        ("search/*/part.js", None),
        ("search/*/part.js", b'briefingSearch.deliver("'),
        ("search/*/index/*.js", None),
        ("search/*/pack/0.js", b""),
        ("assets/search/engine.js", None),
    ],
)
def test_a_file_that_is_missing_or_damaged_is_named(
    files: str, damage: bytes | None, browser: Browser, broken: Path
) -> None:
    kept = {file: file.read_bytes() for file in broken.glob(files)}
    assert kept
    for file in kept:
        file.unlink() if damage is None else file.write_bytes(damage)
    page = browser.new_page()
    try:
        with addresses(broken) as roots:
            for root in roots.values():
                page.goto(f"{root}search.html#q=ambassade")
                page.locator("#search-failure").wait_for(timeout=15_000)
                told = page.inner_text("#search-failure")
                assert re.sub(r".*/", "", files) in told or "index/" in told, told
                assert page.locator("#search-results > li").count() == 0
                page.goto(f"{root}index.html")
                page.keyboard.press("/")
                page.keyboard.type("ambassade")
                page.locator(".search-box__failure").wait_for(timeout=15_000)
    finally:
        page.close()
        for file, content in kept.items():
            file.write_bytes(content)


@OVER
def test_without_javascript_there_are_lists(over: str, browser: Browser, built_site: Path) -> None:
    with addresses(built_site) as roots:
        page = browser.new_page(java_script_enabled=False)
        page.goto(f"{roots[over]}articles/2024-11-20-ambassades-fermees-a-kyiv.html")
        page.locator("#briefing-search").fill("ambassade")
        page.locator(".search-box__button").click()
        page.wait_for_url("**/search.html?q=ambassade")
        text = page.inner_text("article")
        assert "JavaScript" in text
        links = page.locator("article a").evaluate_all("(links) => links.map((a) => a.pathname)")
        for folder in ("topics", "sources", "articles"):
            assert [link for link in links if f"/{folder}/" in link], folder
        assert page.locator("#search-form").is_hidden()
        page.close()


def test_words_typed_before_the_script_came_are_searched(open_page: Open) -> None:
    opened = open_page("search.html?q=Espagne")
    assert listed(opened.page)
    assert opened.page.url.endswith("search.html?q=Espagne#q=Espagne")


@OVER
def test_no_more_is_loaded_than_a_query_needs(over: str, open_page: Open) -> None:
    opened: OpenPage = open_page("topics/landmines.html", over=over)
    asked: list[str] = []
    opened.page.on("request", lambda request: asked.append(request.url))
    opened.page.wait_for_timeout(300)
    assert not [url for url in asked if "/search/" in url]  # a page that is only read
    opened.page.keyboard.press("/")
    type_in_box(opened.page, "Espagne")
    # A browser asks for the icon when it likes.
    inside = [url.removeprefix(opened.root) for url in asked if url.startswith(opened.root)]
    scripts = [path for path in inside if not path.endswith(".svg")]
    assert all(re.fullmatch(r"(assets/)?search/[\w./-]+\.js", path) for path in scripts), scripts
    assert not [path for path in scripts if "facets" in path or "labels" in path]
    assert len(scripts) == len(set(scripts))
    assert opened.external_requests == []


def test_the_themes_search_is_gone(built_site: Path) -> None:
    names = [path.relative_to(built_site).as_posix() for path in built_site.rglob("*")]
    assert not [name for name in names if "lunr" in name or "/workers" in name]
    assert "search/search_index.json" not in names
    page = (built_site / "index.html").read_text("utf-8")
    assert "search.highlight" not in page
    assert "md-search__input" not in page
