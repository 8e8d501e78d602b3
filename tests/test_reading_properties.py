"""Whatever the bytes, reading gives diagnostics and never an exception."""

from __future__ import annotations

import random
import re

import pytest
import yaml
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from rapidfuzz.distance import Levenshtein

from generator.reading import yaml_tree
from generator.reading.encoding import FileText
from generator.reading.library import Reading, read_library
from generator.reading.nearness import near_pairs
from generator.reading.settings import Settings
from tests.case_files import read_case
from tests.test_cases import BASE, CASES

ARTICLE = """---
title: The bridge is closed (fictional)
source: example-gazette
published: 2024-11-20T08:00+01:00
language: en
authors: [Bea Example]
silence: [{code: BR703, reason: Nothing to claim., passage: Nobody said why.}]
claim_defaults:
  on: 2024-11-20
  certainty: reported
claims:
  - type: status
    topics: bridges
    passage: The bridge of Exampleton is closed.
    subject: [harbour-office, FR]
    state: closed
    label: {en: "Closed", fr: 'Fermé'}
  - type: figure
    topics: [tolls, bridges]
    passage: Twelve people … why.
    min: 12
    max: 13
    unit: people
    of: askers
    retracted: {on: 2024-11-22, reason: counted twice}
---
The bridge of Exampleton is closed. *Twelve* people asked “why”.

Nobody said why.
"""
PATH = "articles/2024-11-20-bridge.md"
STYLE = b"""loaded: {en: [{avoid: [shut, "slam*"], say: closed, why: 'It tells of a temper.'}]}
wording: {en: {hedges: [gossip has it, "talk ... has it"]}}
"""
GOOD = {
    **BASE,
    PATH: ARTICLE.replace("people … why.", "people … “why”.").encode(),
    "style.yml": STYLE,
}
SLOW_MACHINE = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
PATHS = st.sampled_from(
    [PATH, "sources.yml", "topics/bridges.md", "index.md", "places.yml", "style.yml"]
)
# What is special in YAML, Markdown and UTF-8, and so breaks readers.
SPICE = st.sampled_from(
    rb"""--- |: | #|'|"|[|{|}|*a|&a |!!str |? |- |<<: |-|@|%|,|...| |  |#|`""".split(b"|")
    + b"\t \n \r \r\n \x00 \xff \xef\xbb\xbf \xc2\x85 \xe2\x80\xa8 e\xcc\x81".split(b" ")
)


def read(files: dict[str, bytes]) -> Reading:
    reading = read_library(files, Settings(language="en"))
    for diagnostic in reading.diagnostics:
        raw = files[diagnostic.path].decode("utf-8", "replace").removeprefix("\ufeff")
        lines = raw.replace("\r\n", "\n").replace("\r", "\n").split("\n")
        assert 1 <= diagnostic.line <= len(lines)
        assert 1 <= diagnostic.column <= len(lines[diagnostic.line - 1]) + 1
        assert diagnostic.message
        assert diagnostic.hint
    return reading


def test_the_good_article_is_good() -> None:
    reading = read(GOOD)
    assert reading.diagnostics == ()
    assert len(reading.require().articles["2024-11-20-bridge"].claims) == 3


@SLOW_MACHINE
@given(PATHS, st.binary(max_size=400))
@example(PATH, b"---\n? [a]\n: b\n---\n")
@example(PATH, b"---\nclaims: [{on: 9999-99~}]\nurl: http://[\n---\n")
def test_any_bytes(path: str, raw: bytes) -> None:
    read({**GOOD, path: raw})


@SLOW_MACHINE
@given(PATHS, st.text(max_size=400))
def test_any_front_matter(path: str, text: str) -> None:
    read({**GOOD, path: b"---\n" + text.encode("utf-8", "replace") + b"\n---\nText.\n"})


@settings(SLOW_MACHINE, max_examples=300)
@given(
    PATHS,
    st.lists(st.tuples(st.integers(0, 900), st.integers(0, 12), st.one_of(SPICE, st.binary()))),
)
def test_mutations(path: str, mutations: list[tuple[int, int, bytes]]) -> None:
    raw = GOOD.get(path, b"---\ntitle: x\n---\n")
    for start, length, inserted in mutations:
        raw = raw[:start] + inserted + raw[start + length :]
    read({**GOOD, path: raw})


@settings(SLOW_MACHINE, max_examples=300)
@given(
    st.sampled_from(re.findall(r"(?<=: )[^\n]+", ARTICLE)),
    st.one_of(st.text(max_size=30), st.from_regex(r"[0-9XuE?~%/.:TZ-]{1,14}", fullmatch=True)),
)
def test_any_value(old: str, new: str) -> None:
    raw = ARTICLE.replace(old, '"' + new.replace("\\", "").replace('"', "") + '"', 1)
    read({**GOOD, PATH: raw.encode("utf-8", "replace")})


@pytest.mark.parametrize("nested", ["[", "{a: ", "- ", "> "])
def test_nesting_costs_nothing(nested: str) -> None:
    # Fewer in the body: Python-Markdown looks at each open bracket again and again.
    deep, body = nested * 50_000, nested * 300
    read({**GOOD, PATH: f"---\na: {deep}\n---\n{body}\n".encode()})
    read({**GOOD, PATH: f"---\n{deep}\n---\n{body}\n".encode()})


def test_order_of_files_never_matters() -> None:
    for case in CASES:
        files = {**BASE, **read_case(case).given("file")}
        shuffled = list(files.items())
        random.Random(case.stem).shuffle(shuffled)
        one, other = read(files), read(dict(shuffled))
        assert one.library == other.library
        assert one.diagnostics == other.diagnostics


@pytest.mark.parametrize(
    "change",
    [lambda raw: raw.replace(b"\n", b"\r\n"), lambda raw: b"\xef\xbb\xbf" + raw],
    ids=["CRLF", "BOM"],
)
def test_the_form_of_a_file_never_changes_the_library(change) -> None:  # type: ignore[no-untyped-def]
    changed = read({path: change(raw) for path, raw in GOOD.items()})
    assert changed.library == read(GOOD).library
    assert {d.severity for d in changed.diagnostics} == {"warning"}


def test_claim_ids_stay_when_other_claims_change() -> None:
    before = read(GOOD).library.articles["2024-11-20-bridge"].claims
    without = GOOD[PATH].decode()
    start, end = without.index("  - type: status"), without.index("  - type: figure")
    reading = read({**GOOD, PATH: (without[:start] + without[end:]).encode()})
    after = reading.library.articles["2024-11-20-bridge"].claims
    assert [c.id for c in after] == [before[-1].id]


def test_both_yaml_readers_give_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    text = FileText(PATH, GOOD[PATH].decode().split("---\n")[1])
    one = yaml_tree.read_yaml(text)
    monkeypatch.setattr(yaml_tree, "LOADER", yaml.SafeLoader)
    assert yaml_tree.read_yaml(text) == one


@SLOW_MACHINE
@given(st.sets(st.text("abc-", min_size=6, max_size=11), max_size=40))
def test_near_pairs_are_those_of_comparing_each_with_each(ids: set[str]) -> None:
    expected = sorted((a, b) for a in ids for b in ids if a < b and Levenshtein.distance(a, b) <= 2)
    assert near_pairs(ids) == expected
