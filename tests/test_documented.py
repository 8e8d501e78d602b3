"""What a desk meets is documented and has a case: codes, keys, commands, templates."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import click
import pytest
import yaml

from generator.cli import main
from generator.diagnostics import rules
from generator.model import CLAIM_TYPES
from generator.reading.schema import (
    CLAIM_RECORDS,
    ActorRecord,
    ArticleFile,
    CaptureRecord,
    ClaimRecord,
    CorrectionRecord,
    ImageRecord,
    PlaceRecord,
    Record,
    RetractionRecord,
    SilenceRecord,
    SourceRecord,
    TopicRecord,
    WordRecord,
    known_keys,
)
from tests import diagnostics_page
from tests.case_files import read_case

ROOT = Path(__file__).parents[1]
TESTS = ROOT / "tests"
GUIDE = (ROOT / "briefings" / "README.md").read_text(encoding="utf-8")
TEMPLATES = ROOT / "site_templates"
VALID_SITES = ("minimal", "withheld", "ünïcode")


# --- diagnostics ---------------------------------------------------------------------------


@pytest.mark.parametrize("code", sorted(rules()))
def test_a_code_has_a_case(code: str) -> None:
    held = [*diagnostics_page.cases().get(code, ()), *diagnostics_page.tests_naming().get(code, ())]
    assert held, (
        f"{code} has no case: write tests/cases/<folder>/{code}-<words>.case; where no case file "
        f'can hold it, name it in a test as "{code}" or "{code}-<words>"'
    )


def test_the_page_of_diagnostics_is_current() -> None:
    assert diagnostics_page.PAGE.read_text(encoding="utf-8") == diagnostics_page.page(), (
        "run `python -m tests.diagnostics_page` and read what it wrote"
    )


@pytest.mark.parametrize("page", ["briefings/README.md", "CONTRIBUTING.md"])
def test_the_page_of_diagnostics_is_linked(page: str) -> None:
    links = re.findall(r"\]\(([^)#]+)\)", (ROOT / page).read_text(encoding="utf-8"))
    assert diagnostics_page.PAGE in [(ROOT / page).parent.joinpath(p).resolve() for p in links]


# --- keys ----------------------------------------------------------------------------------


def rows(section: str, table: int = 0) -> dict[str, str]:
    """The rows of a table of the guide: what stands in their first cell, and in the others."""
    text = re.split(rf"^## {section}$", GUIDE, flags=re.MULTILINE)[1]
    tables = re.findall(r"(?:^\|.*\n)+", text.split("\n## ")[0], re.MULTILINE)
    cells = [line.strip("|").split("|", 1) for line in tables[table].splitlines()[2:]]
    return dict(cells)


def quoted(text: str) -> set[str]:
    """What stands in backticks, words that only explain a key apart."""
    return set(re.findall(r"`([\w.]+)`", re.sub(r"\([^()]*\)", "", text)))


def firsts(section: str, table: int = 0) -> set[str]:
    return set().union(*map(quoted, rows(section, table)))


@pytest.mark.parametrize(
    ("section", "record"),
    [("Article", ArticleFile), ("Claim", ClaimRecord), ("Topic", TopicRecord)],
)
def test_the_guide_has_every_key_and_no_other(section: str, record: type[Record]) -> None:
    assert firsts(section) == known_keys(record)


@pytest.mark.parametrize("kind", CLAIM_RECORDS)
def test_the_guide_has_every_key_of_a_claim_type(kind: str) -> None:
    keys = known_keys(CLAIM_RECORDS[kind])  # type: ignore[index]
    shown = quoted(rows("Claim", 1)[f" `{kind}` "])
    assert keys - known_keys(ClaimRecord) <= shown <= keys


@pytest.mark.parametrize(
    ("section", "key", "record"),
    [
        ("Article", "capture", CaptureRecord),
        ("Article", "images", ImageRecord),
        ("Article", "corrections", CorrectionRecord),
        ("Article", "silence", SilenceRecord),
        ("Claim", "retracted", RetractionRecord),
        ("Topic", "states", WordRecord),
    ],
)
def test_the_guide_has_every_key_within_a_key(section: str, key: str, record: type[Record]) -> None:
    assert known_keys(record) <= quoted(rows(section)[f" `{key}` "])


@pytest.mark.parametrize(
    ("register", "record"),
    [("sources", SourceRecord), ("actors", ActorRecord), ("places", PlaceRecord)],
)
def test_the_guide_has_every_key_of_a_register(register: str, record: type[Record]) -> None:
    row = rows("Sources, actors, places")[f" `{register}.yml` "]
    assert quoted(row) == known_keys(record)


LISTED = {
    "images": "ImageRecord",
    "corrections": "CorrectionRecord",
    "silence": "SilenceRecord",
}
"""The records that an article lists, by its key."""


def contents() -> Iterator[tuple[str, str]]:
    """Path and text of every content file of the page cases and of the sites that build."""
    for case in (TESTS / "cases" / "pages").glob("*.case"):
        yield from ((p, raw.decode()) for p, raw in read_case(case).given("file").items())
    folders = [
        TESTS / "cases/pages/base",
        *(TESTS / "sites" / s / "briefings" for s in VALID_SITES),
    ]
    for folder in folders:
        for file in (f for f in folder.rglob("*.*") if f.suffix in (".md", ".yml")):
            yield file.relative_to(folder).as_posix(), file.read_text(encoding="utf-8")


@cache
def used() -> dict[str, set[str]]:
    """The keys in use, by the name of their record."""
    found: dict[str, set[str]] = {}

    def note(record: str, fields: Any) -> None:
        found.setdefault(record, set()).update(fields or {})

    for path, text in contents():
        if path.startswith(("articles/", "topics/")):
            text = text.split("---\n")[1]
        elif not path.endswith(".yml"):
            continue
        fields = yaml.load(text, yaml.BaseLoader) or {}
        if path.startswith("articles/"):
            note("ArticleFile", fields)
            note("CaptureRecord", fields.get("capture"))
            for key, record in LISTED.items():
                for entry in fields.get(key, ()):
                    note(record, entry)
            for claim in fields.get("claims", ()):
                whole = {**fields.get("claim_defaults", {}), **claim}
                note("ClaimRecord", whole)
                note(CLAIM_RECORDS[whole["type"]].__name__, whole)
                note("RetractionRecord", whole.get("retracted"))
        elif path.startswith("topics/"):
            note("TopicRecord", fields)
            for word in (*fields.get("states", ()), *fields.get("positions", ())):
                note("WordRecord", word if isinstance(word, dict) else {})
        else:
            record = {"sources": SourceRecord, "actors": ActorRecord, "places": PlaceRecord}
            for entry in fields.values():
                note(record[Path(path).stem].__name__, entry)
    return found


RECORDS: tuple[type[Record], ...] = (
    *(ArticleFile, CaptureRecord, ImageRecord, CorrectionRecord, SilenceRecord),
    *(ClaimRecord, RetractionRecord),
    *(TopicRecord, WordRecord, SourceRecord, ActorRecord, PlaceRecord),
)


@pytest.mark.parametrize("record", RECORDS)
def test_every_key_is_used_in_valid_content(record: type[Record]) -> None:
    assert known_keys(record) - used()[record.__name__] == set()


@pytest.mark.parametrize("kind", CLAIM_RECORDS)
def test_every_key_of_a_claim_type_is_used_in_valid_content(kind: str) -> None:
    record = CLAIM_RECORDS[kind]  # type: ignore[index]
    missing = known_keys(record) - known_keys(ClaimRecord) - used()[record.__name__]
    assert missing == set()


# --- commands ------------------------------------------------------------------------------


COMMANDS = sorted(main.commands)
PAGES = ("README.md", "briefings/README.md", "CONTRIBUTING.md")


@cache
def documentation() -> str:
    return "\n".join((ROOT / page).read_text(encoding="utf-8") for page in PAGES)


@cache
def modules() -> str:
    files = sorted(TESTS.rglob("test_*.py"))
    return "\n".join(f.read_text(encoding="utf-8") for f in files if f != Path(__file__))


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_is_documented_with_an_example_and_tested(name: str) -> None:
    command = main.commands[name]
    assert f"briefing {name}" in documentation(), f"say in {' or '.join(PAGES)} what it is for"
    assert re.search(rf"Example:\n +briefing {name} ", command.help or "")
    assert re.search(rf"""main, \["{name}"|"briefing {name}""", modules())


@pytest.mark.parametrize("name", COMMANDS)
def test_an_option_is_explained_and_tested(name: str) -> None:
    for parameter in main.commands[name].params:
        if isinstance(parameter, click.Option):
            assert parameter.help, f"briefing {name} {parameter.opts[0]} has no help"
            assert f'"{parameter.opts[0]}"' in modules(), f"{parameter.opts[0]}: no test"


def test_every_command_that_is_documented_exists() -> None:
    named = set(re.findall(r"`(?:\.venv/bin/)?briefing ([a-z]+)", documentation()))
    assert named <= set(COMMANDS)


# --- templates -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "template", sorted(p.name for f in ("pages", "fragments") for p in (TEMPLATES / f).iterdir())
)
def test_a_template_is_documented(template: str) -> None:
    page = TEMPLATES / "README.md"
    if not page.exists():
        pytest.skip("site_templates/README.md is not written yet")
    assert template.split(".")[0] in page.read_text(encoding="utf-8")


def template_of(page: str) -> str:
    """The template of a page, by the page's path."""
    folder, _, name = page.rpartition("/")
    if folder.startswith("topics/"):
        return "month"
    return folder.rstrip("s") or {"index.html": "home", "404.html": "not_found"}.get(
        name, name.removesuffix(".html")
    )


def test_every_page_template_is_rendered_by_a_case() -> None:
    cases = (TESTS / "cases" / "pages").glob("*.case")
    rendered = {template_of(s.path) for case in cases for s in read_case(case).expected}
    assert {p.name.split(".")[0] for p in (TEMPLATES / "pages").iterdir()} == rendered


def test_every_fragment_is_used_by_a_template() -> None:
    everything = "".join(p.read_text(encoding="utf-8") for p in TEMPLATES.rglob("*.j2"))
    named = set(re.findall(r'(?:import|from|include) "fragments/(\w+)\.html', everything))
    # The tables of the claim types are chosen by type when a page is rendered.
    assert {p.name.split(".")[0] for p in (TEMPLATES / "fragments").iterdir()} == (
        named | set(CLAIM_TYPES)
    )
