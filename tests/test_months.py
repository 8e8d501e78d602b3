"""A topic with over a hundred facts: a page a month, and no link to a fact that ever breaks."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from generator.build import Site, open_site
from generator.reading.settings import Settings
from tests.case_files import read_case
from tests.test_pages import FOLDER, NAME, renderer, site_of

CASE = read_case(FOLDER / "topic-by-month.case")


def built(folder: Path, *, without: str = "") -> Site:
    """The site of the case, without some of its countries."""
    folder.mkdir()
    files = folder / "files"
    site = site_of(CASE, files, "fr")
    if without:
        article = files / "articles" / "2024-10-07-gazette.md"
        text = article.read_text(encoding="utf-8")
        article.write_text(text.replace(f", {without}", ""), encoding="utf-8")
        return open_site(files, Settings(language="fr"), name=NAME)
    return site


def html_of(site: Site, url: str) -> str:
    page = next(page for page in site.pages if page.url == url)
    return str(renderer("fr").render(page.template, page.view()).html)


def places(site: Site, url: str) -> set[str]:
    return set(re.findall(r'<(?:tr|li|div)[^>]* id="([^"]+)"', html_of(site, url)))


@pytest.fixture(scope="module")
def long(tmp_path_factory: pytest.TempPathFactory) -> Site:
    return built(tmp_path_factory.mktemp("long") / "site")


@pytest.fixture(scope="module")
def short(tmp_path_factory: pytest.TempPathFactory) -> Site:
    site = built(tmp_path_factory.mktemp("short") / "site", without="AE, AF")
    assert len(site.desk.ledger.facts) == 100
    return site


def test_each_fact_is_where_its_url_says(long: Site) -> None:
    urls = {fact.id: long.desk.fact_url(fact) for fact in long.desk.ledger.facts.values()}
    assert len(urls) == 102
    assert {url.partition("#")[0] for url in urls.values()} == {
        "topics/bridges/2024-10.html",
        "topics/bridges/2024-11.html",
    }
    there = {page: places(long, page) for page in {url.partition("#")[0] for url in urls.values()}}
    for url in urls.values():
        page, _, anchor = url.partition("#")
        assert anchor in there[page]


def test_a_link_from_before_the_topic_was_split_leads_on(short: Site, long: Site) -> None:
    before = {short.desk.fact_url(fact) for fact in short.desk.ledger.facts.values()}
    assert {url.partition("#")[0] for url in before} == {"topics/bridges.html"}
    anchors = {url.partition("#")[2] for url in before}
    assert len(anchors) == 100
    assert anchors <= places(long, "topics/bridges.html")
    leads = re.findall(r'<li id="[^"]+"><a href="([^"]+)"', html_of(long, "topics/bridges.html"))
    assert len(leads) == 101  # all of the day on which there came to be a hundred
    pages = {lead.partition("#")[0] for lead in leads}
    there = {page: places(long, f"topics/{page}") for page in pages}
    for lead in leads:
        page, _, anchor = lead.partition("#")
        assert anchor in there[page]


def test_the_topic_keeps_its_newest_month(long: Site) -> None:
    html = html_of(long, "topics/bridges.html")
    assert "Lampe posée sur le pont" in html
    assert 'href="bridges/2024-10.html"' in html
    assert html.count("<tr") < 60
