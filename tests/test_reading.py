"""Files -> library, where a case file cannot say it: what is read at all, ids, and the gate."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
import yaml

from generator.diagnostics import InvalidContent
from generator.reading import yaml_tree
from generator.reading.checks import from_the_future
from generator.reading.library import load_files, read_library
from generator.reading.settings import Settings
from tests.test_cases import BASE, TODAY

DEEP = 300
"""Levels of a list: more than Markdown can follow."""
PATH = "articles/2024-11-20-bridge.md"
ARTICLE = """---
title: The bridge is closed (fictional)
source: example-gazette
published: 2024-11-20
language: en
claims:
  - type: status
    topics: bridges
    passage: The bridge of Exampleton is closed.
    on: 2024-11-20
    certainty: reported
    subject: [harbour-office, FR]
    state: closed
---
The bridge of Exampleton is closed.
"""


def test_a_claim_of_several_subjects_has_an_id_for_each() -> None:
    named = ARTICLE.replace("    on: ", "    id: quays\n    on: ")
    article = read_library({**BASE, PATH: named.encode()}, Settings()).require().articles.values()
    assert [c.id for a in article for c in a.claims] == ["quays-harbour-office", "quays-fr"]


def test_the_gate_stays_shut_while_one_error_stands() -> None:
    broken = ARTICLE.replace("harbour-office", "nobody").replace("title:", "titel:")
    reading = read_library({**BASE, PATH: broken.encode()}, Settings())
    with pytest.raises(InvalidContent) as raised:
        reading.require()
    assert raised.value.diagnostics == reading.diagnostics
    assert [d.code for d in raised.value.diagnostics] == ["BR110", "BR202"]
    assert str(raised.value).endswith("2 errors, 0 warnings")


def test_warnings_open_the_gate() -> None:
    reading = read_library({**BASE, PATH: ARTICLE.replace("\n", "\r\n").encode()}, Settings())
    assert [d.severity for d in reading.diagnostics] == ["warning"]
    assert list(reading.require().articles) == ["2024-11-20-bridge"]


def test_no_file_at_all_is_an_empty_library() -> None:
    reading = read_library({}, Settings())
    assert reading.diagnostics == ()
    assert (reading.library.sources, reading.library.articles) == ({}, {})


@pytest.mark.parametrize(
    ("path", "read"),
    [
        ("articles/2024-11-20-bridge.md", True),
        ("articles/2024-11-20-bridge.txt", True),  # or its words would be lost
        ("articles/deeper/bridge.md", True),
        ("articles/bridge.png", False),
        ("articles/BRIDGE.JPG", False),
        ("topics/notes.docx", True),
        ("sources.yml", True),
        ("sources.yaml", True),
        ("about.md", True),
        ("notes/ideas.markdown", True),
        ("notes/ideas.txt", False),
        ("README.md", False),
        ("notes/README.md", True),
        ("captures/report.md", False),
        (".git/notes.md", False),
        ("articles/.draft.md", False),
    ],
)
def test_what_is_read_and_what_is_left_alone(path: str, read: bool, tmp_path: Path) -> None:
    (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / path).write_bytes(b"words")
    assert load_files(tmp_path) == ({path: b"words"} if read else {})


@pytest.mark.parametrize("key", ["draft: true", "embargo: 2031-01-01"])
def test_who_looks_ahead_on_purpose_is_not_told_so(key: str) -> None:
    early = ARTICLE.replace("published: 2024-11-20", "published: 2031-01-01")

    def told(article: str) -> list[str]:
        library = read_library({**BASE, PATH: article.encode()}, Settings()).require()
        return [d.code for d in from_the_future(library, TODAY)]

    assert told(early) == ["BR137"]
    assert told(early.replace("language:", f"{key}\nlanguage:")) == []


@pytest.mark.parametrize(
    ("published", "ahead"),
    [
        ("2030-01-01", False),
        ("2030-01-02", True),
        ("2030-01-01T12:00Z", False),
        ("2030-01-01T12:01Z", True),
        ("2030-01-01T13:30+02:00", False),
    ],
)
def test_the_future_begins_after_this_moment(published: str, ahead: bool) -> None:
    article = ARTICLE.replace("published: 2024-11-20", f"published: {published}")
    library = read_library({**BASE, PATH: article.encode()}, Settings()).require()
    found = from_the_future(library, datetime(2030, 1, 1, 12, tzinfo=UTC))
    assert [(d.code, d.path) for d in found] == ([("BR137", PATH)] if ahead else [])


def test_nesting_that_no_reader_follows_is_told() -> None:
    deep = ARTICLE + "\n" + "\n".join("    " * level + "- deeper" for level in range(DEEP))
    reading = read_library({**BASE, PATH: deep.encode()}, Settings())
    assert [d.code for d in reading.diagnostics if d.code != "BR301"] == ["BR130"]


def test_a_question_mark_in_flow_style_is_told_by_both_yaml_readers(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    front, _, _ = ARTICLE.partition("claims:")
    flow = f"{front}claims:\n  - {{type: status, on: 2024-11-20?, state: open}}\n---\nWords.\n"
    for loader in (yaml_tree.LOADER, yaml.SafeLoader):
        monkeypatch.setattr(yaml_tree, "LOADER", loader)
        found = read_library({**BASE, PATH: flow.encode()}, Settings()).diagnostics
        told = next(d for d in found if d.code == "BR106")
        assert (told.line, told.column) == (7, 34)
        assert "`2024-11-20?`" in told.message
