"""Every diagnostic has a case: content that has the problem, and the exact words about it."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest

from generator.build import open_site
from generator.diagnostics import InvalidContent, as_text, errors, rules
from generator.reading.checks import from_the_future
from generator.reading.library import load_files, read_library
from generator.reading.settings import Settings
from tests.case_files import Case, compare, read_case

FOLDER = Path(__file__).parent / "cases" / "diagnostics"
CASES = sorted(FOLDER.glob("*.case"))
BASE = load_files(FOLDER / "base")
CONTENT = sorted(code for code in rules() if code[:3] not in ("BR5", "BR6"))
TODAY = datetime(2030, 1, 1, tzinfo=UTC)


def messages(case: Case, folder: Path) -> str:
    """What `briefing check` says; whoever has `aliases` asks for the pages too, from `folder`."""
    files, settings = {**BASE, **case.given("file")}, Settings(language="en")
    reading = read_library(files, settings)
    found = [*reading.diagnostics, *reading.against_captures(case.given("capture").get)]
    if not errors(found) and any(a.aliases for a in reading.library.articles.values()):
        for path, raw in files.items():
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_bytes(raw)
        try:
            open_site(folder, settings, name="Exampleton", reading=reading)
        except InvalidContent as invalid:
            found = [*invalid.diagnostics]
    return as_text(found + from_the_future(reading.library, TODAY, reading.published)) + "\n"


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_says_exactly_this(path: Path, tmp_path: Path) -> None:
    case = read_case(path)
    said = messages(case, tmp_path)
    assert [s.header for s in case.expected] == ["=== messages"]
    compare(path, case, lambda _: said)
    assert f" {path.stem.split('-')[0]}: " in said


def test_base_is_faultless() -> None:
    assert read_library(BASE, Settings()).diagnostics == ()


def test_every_code_of_content_has_a_case() -> None:
    assert set(CONTENT) == {case.stem.split("-")[0] for case in CASES}


@pytest.mark.parametrize("code", CONTENT)
def test_texts_are_whole_sentences(code: str) -> None:
    rule = rules()[code]
    assert re.match(r"BR[1-47]\d\d$", code)
    assert rule.severity in ("error", "warning")
    assert rule.message[0] in "`{" or rule.message[0].isupper()
    assert rule.hint
