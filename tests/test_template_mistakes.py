"""Every mistake that a desk's own templates can hold has a case, with the exact words about it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from generator.build import Site, open_site
from generator.diagnostics import Diagnostic, as_text, errors, rules
from generator.pages import VIEWS, not_found_view
from generator.pages.redirect import RedirectView
from generator.pages.search import SearchBoxView
from generator.pages.topic import MonthView
from generator.reading.settings import Settings
from generator.render import Renderer
from generator.template_checks import check_templates
from tests.case_files import Case, compare, read_case
from tests.engine import SITES

FOLDER = Path(__file__).parent / "cases" / "templates"
CASES = sorted(FOLDER.glob("*.case"))


@cache
def site() -> Site:
    """A site with one page of every type."""
    folder = SITES / "minimal" / "briefings"
    return open_site(folder, Settings(language="en"), name="Exempleville (fictive)")


def problems(folder: Path) -> Iterator[Diagnostic]:
    """What is said of a folder of templates: before anything is rendered, or else then."""
    found = check_templates([folder], VIEWS)
    yield from found
    if errors(found):
        return
    yield from replace(site(), renderer=Renderer(site().desk.words, [folder])).rehearse()


def messages(case: Case, folder: Path) -> str:
    """The messages of a case whose files are templates, paths as from beside `mine/`."""
    for path, raw in case.given("file").items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(raw)
    own = folder / "mine"
    found = (replace(d, path=Path(d.path).relative_to(folder).as_posix()) for d in problems(own))
    return as_text(found) + "\n"


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_says_exactly_this(path: Path, tmp_path: Path) -> None:
    case = read_case(path)
    said = messages(case, tmp_path)
    assert [s.header for s in case.expected] == ["=== messages"]
    compare(path, case, lambda _: said)
    assert f" {path.stem.split('-')[0]}: " in said


def test_every_code_of_templates_has_a_case() -> None:
    codes = {code for code in rules() if "BR501" <= code < "BR510"}
    assert codes == {case.stem.split("-")[0] for case in CASES}


def test_one_mistake_does_not_hide_another(tmp_path: Path) -> None:
    (tmp_path / "pages").mkdir()
    for page in ("not_found", "search_box", "home"):
        own = f"{{% set nothing = [] %}}{{{{ nothing.{page} }}}}"
        (tmp_path / "pages" / f"{page}.html.j2").write_text(own, encoding="utf-8")
    named = {Path(problem.path).name for problem in problems(tmp_path)}
    assert named == {"not_found.html.j2", "search_box.html.j2", "home.html.j2"}


def test_our_own_templates_are_faultless(tmp_path: Path) -> None:
    assert list(problems(tmp_path)) == []


def test_every_page_gets_the_view_of_its_type() -> None:
    views = {page.template: type(page.view()) for page in site().pages}
    views["not_found"] = type(not_found_view(site().desk, "/"))
    views["search_box"] = SearchBoxView
    views["month"] = MonthView  # where a topic has a hundred facts: see test_months
    views["redirect"] = RedirectView  # where an article has an old path: see test_redirects
    assert views == VIEWS
