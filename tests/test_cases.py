"""Every diagnostic has a case: content that has the problem, and the exact words about it."""

from __future__ import annotations

import os
import re
from datetime import UTC, datetime
from pathlib import Path

import pytest

from generator.diagnostics import as_text, rules
from generator.reading.checks import from_the_future
from generator.reading.library import load_files, read_library
from generator.reading.settings import Settings

FOLDER = Path(__file__).parent / "cases" / "diagnostics"
CASES = sorted(FOLDER.glob("*.case"))
BASE = load_files(FOLDER / "base")
CONTENT = sorted(code for code in rules() if code < "BR5")
TODAY = datetime(2030, 1, 1, tzinfo=UTC)
MESSAGES = "=== messages\n"
SECTION = re.compile(
    r"^=== (?P<kind>file|capture) (?P<path>\S+)(?P<escapes> \(escapes\))?\n", re.MULTILINE
)
ESCAPE = re.compile(r"\\(x[0-9A-F]{2}|u[0-9a-f]{4}|r|\{[0-9]+\*[^}]*\})")


def unescape(text: str) -> bytes:
    """The bytes of a text in which `\\xE9`, `\\u0301`, `\\r` and `\\{10*words}` stand for more."""
    parts = ESCAPE.split(text)
    result = b""
    for number, part in enumerate(parts):
        if number % 2 == 0:
            result += part.encode()
        elif part[0] == "x":
            result += bytes.fromhex(part[1:])
        elif part[0] == "u":
            result += chr(int(part[1:], 16)).encode()
        elif part == "r":
            result += b"\r"
        else:
            times, _, words = part[1:-1].partition("*")
            result += words.encode() * int(times)
    return result


def read_case(text: str) -> tuple[dict[str, bytes], dict[str, bytes], str]:
    """Files, captures and expected messages of a case."""
    content, _, expected = text.partition(MESSAGES)
    parts = SECTION.split(content)
    files = dict(BASE)
    captures: dict[str, bytes] = {}
    for kind, path, escapes, body in zip(*(iter(parts[1:]),) * 4, strict=True):
        name = unescape(path).decode() if escapes else path
        raw = unescape(body) if escapes else body.encode()
        (files if kind == "file" else captures)[name] = raw
    return files, captures, expected


def messages(files: dict[str, bytes], captures: dict[str, bytes]) -> str:
    """What `briefing check` says."""
    reading = read_library(files, Settings(language="en"))
    found = [*reading.diagnostics, *reading.against_captures(captures.get)]
    return as_text(found + from_the_future(reading.library, TODAY, reading.published)) + "\n"


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_says_exactly_this(case: Path) -> None:
    text = case.read_text(encoding="utf-8")
    files, captures, expected = read_case(text)
    said = messages(files, captures)
    if os.environ.get("UPDATE_CASES"):
        case.write_text(text.partition(MESSAGES)[0] + MESSAGES + said, encoding="utf-8")
        expected = said
    assert said == expected
    assert f" {case.stem.split('-')[0]}: " in said


def test_base_is_faultless() -> None:
    assert read_library(BASE, Settings()).diagnostics == ()


def test_every_code_of_content_has_a_case() -> None:
    assert set(CONTENT) == {case.stem.split("-")[0] for case in CASES}


@pytest.mark.parametrize("code", CONTENT)
def test_texts_are_whole_sentences(code: str) -> None:
    rule = rules()[code]
    assert re.match(r"BR[1-4]\d\d$", code)
    assert rule.severity in ("error", "warning")
    assert rule.message[0] in "`{" or rule.message[0].isupper()
    assert rule.hint
