"""Every mistake that a desk's own message catalog can hold has a case, with the exact words."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from generator.diagnostics import as_text
from generator.locale.catalogs import check_catalogs
from tests.case_files import Case, compare, read_case

FOLDER = Path(__file__).parent / "cases" / "catalogs"


def messages(case: Case) -> str:
    """What is said of a case's catalogs, each of the language that its name says."""
    found = []
    for name, raw in case.given("file").items():
        path = Path(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(raw)
        found += check_catalogs(path.stem, [path.parent], "mkdocs.yml")
    # How many messages there are is the interface's business.
    return re.sub(r"(?<=of )\d+(?= messages)", "100", as_text(found)) + "\n"


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.case")), ids=lambda path: path.stem)
def test_says_exactly_this(path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    case = read_case(path)
    said = messages(case)
    assert [s.header for s in case.expected] == ["=== messages"]
    compare(path, case, lambda _: said)
    assert f" {path.stem.split('-')[0]}: " in said


def test_a_whole_catalog_is_faultless() -> None:
    assert check_catalogs("fr", [], "mkdocs.yml") == []
    assert check_catalogs("en", [], "mkdocs.yml") == []
