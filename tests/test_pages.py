"""What pages say: content, and the text a person reads on the pages made of it."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from generator.build import Site, open_site
from generator.locale import Words
from generator.reading.settings import Settings
from generator.render import Renderer
from tests.case_files import Case, Section, compare, read_case
from tests.readable import readable

FOLDER = Path(__file__).parent / "cases" / "pages"
BASE = {p.relative_to(FOLDER / "base"): p for p in (FOLDER / "base").rglob("*.*")}
NAME = "Exempleville"
"""The name of the site in every case."""


def site_of(case: Case, folder: Path, language: str) -> Site:
    """The site of a case's files over the base, written to `folder`."""
    files = {path.as_posix(): file.read_bytes() for path, file in BASE.items()}
    for path, raw in {**files, **case.given("file")}.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(raw)
    site = open_site(folder, Settings(language=language), name=NAME)
    assert site.reading.diagnostics == ()
    return site


@cache
def renderer(language: str) -> Renderer:
    """One for all cases: compiling the templates takes longer than all else."""
    return Renderer(Words(language))


def shown(site: Site, url: str) -> str:
    """The text of the page at `url`."""
    if url == "404.html":
        return readable(site.not_found("/").html)
    if url == "search_box.html":  # no page, but in the header of all
        return readable(site.search_box("search.html"))
    if url in site.redirects:  # a whole page: what is read of it is its main part
        return readable(site.redirect(url, "").partition("<main>")[2].partition("</main>")[0])
    page = next(page for page in site.pages if page.url == url)
    rendered = renderer(site.desk.words.language).render(page.template, page.view())
    return readable(rendered.html)


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.case")), ids=lambda path: path.stem)
def test_reads_exactly_so(path: Path, tmp_path: Path) -> None:
    case = read_case(path)
    assert case.introduction.strip(), "say in a line or two what the case shows"
    assert {s.kind for s in case.expected} == {"page"}
    sites: dict[str, Site] = {}

    def said(page: Section) -> str:
        language = page.note or "fr"
        if language not in sites:
            sites[language] = site_of(case, tmp_path, language)
        return shown(sites[language], page.path)

    compare(path, case, said)
