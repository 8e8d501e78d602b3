"""The site as a host serves it, below a sub-path: links, the page for what is missing, editing."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import pytest

from tests.engine import REPOSITORY, Document, build, copy_of, documents

HOST = "https://desk.example/name/"
EDIT = "https://github.com/desk/name/edit/main/briefings/"


@pytest.fixture(scope="module")
def hosted(shared_site: Callable[..., Path]) -> Path:
    return shared_site("hosted", REPOSITORY, SITE_URL=HOST, EDIT_URI=EDIT)


@pytest.fixture(scope="module")
def pages(hosted: Path) -> Mapping[str, Document]:
    return documents(hosted)


def addresses(page: Document) -> list[str]:
    """Whatever a page leads to or loads."""
    names = ("href", "src")
    return [e.attributes[name] for e in page.elements for name in names if name in e.attributes]


@pytest.mark.parametrize("depth", ["", "topics/", "topics/deep/deeper/"])
def test_every_address_of_every_page_is_there_below_the_sub_path(
    depth: str, hosted: Path, pages: Mapping[str, Document]
) -> None:
    """404.html is shown for whatever address is missing, at any depth; the rest where they are."""
    wrong = []
    for path, page in pages.items():
        if depth and path != "404.html":
            continue
        shown_at = urljoin(HOST, depth + "missing.html" if path == "404.html" else path)
        for address in addresses(page):
            target = urlsplit(urljoin(shown_at, address))
            if target.netloc != urlsplit(HOST).netloc:
                continue
            inside = unquote(target.path.removeprefix("/name/")) or "index.html"
            if not target.path.startswith("/name/") or not (hosted / inside).is_file():
                wrong.append(f"{path}: {address}: no such file")
            elif target.fragment and inside in pages and inside != "404.html":
                there = unquote(target.fragment) in pages[inside].ids
                wrong += [] if there else [f"{path}: {address}: no such place"]
    assert not wrong, "\n".join(["", *wrong])


def test_search_engines_are_told_the_whole_address(
    hosted: Path, pages: Mapping[str, Document]
) -> None:
    sitemap = (hosted / "sitemap.xml").read_text("utf-8")
    listed = re.findall(r"<loc>(.*?)</loc>", sitemap)
    assert {address.removeprefix(HOST) or "index.html" for address in listed} == {
        path for path in pages if path != "404.html"
    }
    for path, page in pages.items():
        canonical = [
            e.attributes["href"] for e in page.all("link") if e.attributes.get("rel") == "canonical"
        ]
        assert canonical == ([] if path == "404.html" else [HOST + path]), path


def edited(page: Document) -> str | None:
    links = [e.attributes["href"] for e in page.all("a") if e.attributes.get("rel") == "edit"]
    assert len(links) <= 1
    return links[0] if links else None


OF_NO_FILE = {
    *("404.html", "search.html", "unassigned.html"),
    *("actors.html", "archive.html", "changes.html", "compare.html", "map.html", "timeline.html"),
}


def test_a_page_leads_to_the_file_it_is_written_in(
    hosted: Path, pages: Mapping[str, Document]
) -> None:
    for path, page in pages.items():
        link = edited(page)
        if path in OF_NO_FILE or re.match(r"days/|actors/[A-Z]{2}\.html", path):
            assert link is None
            continue
        assert link is not None, path
        file = unquote(link.removeprefix(EDIT))
        assert (REPOSITORY / "briefings" / file).is_file(), path
        folder = path.partition("/")[0]
        registers = {"sources", "actors", "places"}
        assert file == (f"{folder}.yml" if folder in registers else path.replace(".html", ".md"))


@pytest.mark.parametrize(
    "setting", [f"edit_uri: {EDIT}", f"edit_uri_template: '{EDIT}{{path!q}}'"], ids=["uri", "own"]
)
def test_names_of_files_are_written_as_addresses(setting: str, tmp_path: Path) -> None:
    folder = copy_of("ünïcode", tmp_path)
    strange = "méthode 100% d'équipe #2.md"  # of the desk's own, and none of our page types
    (folder / "briefings" / strange).write_text("# Fictif\n", "utf-8")
    (folder / "briefings" / "about.md").unlink()
    config = folder / "mkdocs.yml"
    text = config.read_text("utf-8")
    text = text.replace("  font: false\n", "  font: false\n  features: [content.action.edit]\n")
    config.write_text(f"{text}{setting}\n", "utf-8")
    answer = build(folder, tmp_path / "site")
    assert answer.code == 0, answer.log
    found = documents(tmp_path / "site")
    links = [link for page in found.values() if (link := edited(page))]
    assert [link for link in links if not re.fullmatch(r"[\w:/.~%'-]+", link, re.ASCII)] == []
    names = {unquote(link.removeprefix(EDIT)) for link in links}
    written = {
        file.relative_to(folder / "briefings").as_posix()
        for file in folder.glob("briefings/**/*.md")
    }
    assert names == written | {"sources.yml", "actors.yml", "places.yml"}
    assert strange in written
    assert edited(found["about.html"]) is None  # nobody wrote it: there is no file to edit


def test_without_an_address_to_edit_at_no_page_offers_it(two_reports: Path) -> None:
    assert [p for p, page in documents(two_reports).items() if edited(page)] == []
