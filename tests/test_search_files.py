"""What the search is made of: words and their places, parts that are kept, files a disk can serve.

What readers find with it is in tests/browser/test_search_queries.py.
"""

from __future__ import annotations

import json
import re
import shutil
import unicodedata
import zlib
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from importlib import import_module
from importlib.metadata import files as files_of_package
from itertools import accumulate
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given as drawn
from hypothesis import strategies as st

from generator import Site
from generator.model import Actor
from generator.outputs.search import SearchIndexError, search_files
from generator.outputs.search.columns import packs
from generator.outputs.search.manifest import aliases
from generator.outputs.search.parts import Kept, Part, parts
from generator.outputs.search.records import Record, Unit, records
from generator.outputs.search.words import function_words, tokens
from generator.pages import terms
from generator.text import Text, phrase
from tests.engine import REPOSITORY, build, copy_of, delivered, files_of
from tests.test_verify import content_of

# Their names in the package are those of their functions.
parts_module = import_module("generator.outputs.search.parts")
service_module = import_module("generator.outputs.search.service")


@pytest.fixture(scope="module")
def content() -> Site:
    return content_of(REPOSITORY)


@pytest.fixture(scope="module")
def made(content: Site) -> Mapping[str, str]:
    return dict(search_files(content.desk))


def handed(files: Mapping[str, str]) -> dict[str, bytes]:
    """What the scripts hand over, by name, unpacked."""
    return delivered({path: text.encode() for path, text in files.items()})


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("Espagne", ["espagne"]),
        ("l’ambassade", ["ambassade"]),
        ("L'Ambassade,", ["ambassade"]),
        ("«d’Espagne»", ["espagne"]),
        ("jusqu’au", ["au"]),
        ("aujourd’hui", ["aujourd", "hui"]),
        ("Sécurité.", ["securite"]),
        ("Erdoğan", ["erdogan"]),
        ("Kırıkkale", ["kirikkale"]),
        ("CŒUR", ["coeur"]),
        ("Straße", ["strasse"]),
        ("porte-parole", ["porte", "parole"]),
        ("F-16", ["f", "16"]),
        ("F16", ["f", "16"]),
        ("20–30", ["20", "30"]),
        ("Київ", ["киів"]),
        ("—", []),
        ("«", []),
    ],
)
def test_a_word_is_folded_and_cut(word: str, expected: list[str]) -> None:
    assert list(tokens(word)) == expected


@drawn(st.text(max_size=30))
def test_tokens_are_what_pagefind_keeps_as_one_word(text: str) -> None:
    for word in text.split():
        for token in tokens(word):
            assert token.isalnum()
            assert token == token.lower()
            assert unicodedata.normalize("NFD", token) == token


@drawn(st.text(alphabet="abcàéèçœßı'’-", min_size=1, max_size=12))
def test_accents_and_case_change_no_token(word: str) -> None:
    for one in word.split():
        assert tokens(one) == tokens(one.upper().lower())
        assert tokens(one) == tokens(unicodedata.normalize("NFD", one))


def test_function_words_are_no_names() -> None:
    assert {"la", "de", "au"} <= set(function_words()["fr"])
    assert all(word.isalpha() for words in function_words().values() for word in words)


KINDS_OF_PAGES = {"topic", "actor", "place", "source", "article"}


def test_every_claim_is_a_range_of_its_article(content: Site) -> None:
    by_url = {record.url: record for record in records(content.desk)}
    articles = content.desk.ledger.articles
    pages = {page.url for page in content.pages if page.template in KINDS_OF_PAGES}
    assert by_url.keys() == pages
    for article in articles.values():
        record = by_url[f"articles/{article.id}.html"]
        all_tokens = [token for word in record.words for token in tokens(word)]
        page, *claims = record.units
        assert page.tokens == (0, len(all_tokens))
        assert [unit.anchor for unit in claims] == [claim.id for claim in article.claims]
        for unit, claim in zip(claims, article.claims, strict=True):
            block = article.body.blocks[claim.span.block].text
            passage = block[claim.span.start : claim.span.end]
            there = all_tokens[slice(*unit.tokens)]
            cut = [token for word in passage.split() for token in tokens(word)]
            # A passage may begin or end within a word, which then counts as a whole.
            assert there[1:-1] == cut[1:-1]
            label = [token for word in str(unit.title).split() for token in tokens(word)]
            assert all_tokens[slice(*unit.own)][: len(label)] == label


def test_every_file_is_a_classic_script_and_nothing_else(made: Mapping[str, str]) -> None:
    assert set(made) >= {"search/index.js", "search/pagefind.js", "search/wasm.fr.pagefind.js"}
    for path, text in made.items():
        assert re.fullmatch(r"search/[\w./-]+\.js", path)
        assert re.fullmatch(r"(briefingSearch\.\w+\(.*\);\n)+", text), path


def test_pagefind_is_untouched(made: Mapping[str, str]) -> None:
    program = json.loads(made["search/pagefind.js"][len("briefingSearch.program(") : -len(");\n")])
    assert 'pagefind_version="1.' in program[:100]
    packaged = [f for f in files_of_package("pagefind_bin") or [] if f.name == "pagefind"]
    assert packaged
    # The program is part of the binary, compressed: what it hands out is what is shipped.
    with service_module.Service() as service:
        given = service.index("fr", [("a", "mot")])
    assert given["pagefind.js"].decode() == program
    wasm = zlib.decompress(given["wasm.fr.pagefind"], wbits=31)
    assert handed(made)["wasm.fr.pagefind"] == wasm


def test_units_keep_their_facets(content: Site, made: Mapping[str, str]) -> None:
    files = handed(made)
    (columns,) = (json.loads(text) for name, text in files.items() if name.endswith("/columns"))
    (facets,) = (json.loads(text) for name, text in files.items() if name.endswith("/facets"))
    in_order = [r for part in parts(records(content.desk)) for r in part.records]
    units = [unit for record in in_order for unit in record.units]
    assert len(columns["length"]) == sum(columns["units"]) == len(units)
    assert list(accumulate(columns["start"])) == [unit.tokens[0] for unit in units]
    for facet, (values, of) in facets.items():
        assert [tuple(values[number]) for number in of] == [u.facets.get(facet, ()) for u in units]
    kinds = {(kind,) for kind in terms.KINDS}
    assert {tuple(values) for values in facets["kind"][0]} == kinds


def test_own_tokens_are_where_the_page_looks_for_them(content: Site) -> None:
    """A page's first, and those of its claims, one after the other, its last: see archive.js."""
    for record in records(content.desk):
        page, *claims = record.units
        assert page.own[0] == 0
        assert record.source[0] in (0, page.own[1])
        ends = [*(claim.own[0] for claim in claims[1:]), page.tokens[1]]
        assert [claim.own[1] for claim in claims] == ends[: len(claims)]


@pytest.mark.parametrize("claims", [0, 1, 6, 70])
def test_a_file_has_at_least_twenty_units(claims: int) -> None:
    many = [_record(f"articles/{n}.html", date(2031, 5, 1), "mot") for n in range(100)]
    many = [replace(record, units=record.units * (1 + claims)) for record in many]
    found = list(packs(Part("fr", tuple(many))))
    assert len(found) <= max(1, sum(len(record.units) for record in many) / 20)
    assert [shown["url"] for pack in found for shown in pack] == [r.url for r in many]


def _record(url: str, day: date | None, words: str, language: str = "fr") -> Record:
    unit = Unit(anchor="", title=phrase(url), tokens=(0, len(words.split())), own=(0, 1), facets={})
    return Record(
        url=url,
        language=language,
        tag="",
        day=day,
        words=tuple(words.split()),
        source=(0, 0),
        blocks=(),
        units=(unit,),
    )


def test_parts_are_months_of_one_language_newest_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parts_module, "WORDS_AT_MOST", 10)
    given_records = [
        *(
            _record(f"a/{m}-{n}", date(2031, m, 1 + n), "un deux trois")
            for m in (1, 2, 3)
            for n in (0, 1)
        ),
        _record("a/huge", date(2031, 4, 1), "mot " * 50),
        _record("t/topic", None, "sujet"),
        _record("a/other", date(2031, 1, 1), "one", "en"),
    ]
    found = parts(reversed(given_records))
    assert [(p.language, [r.url for r in p.records]) for p in found] == [
        ("en", ["a/other"]),
        ("fr", ["a/huge", "t/topic"]),
        ("fr", ["a/3-0", "a/3-1"]),
        ("fr", ["a/2-0", "a/2-1"]),
        ("fr", ["a/1-0", "a/1-1"]),
    ]


def test_only_a_part_that_changed_is_indexed_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parts_module, "WORDS_AT_MOST", 2)
    asked: list[list[str]] = []
    index = service_module.Service.index

    def counted(self: Any, language: str, texts: Any) -> Mapping[str, bytes]:
        asked.append([url for url, _ in texts])
        return index(self, language, texts)

    monkeypatch.setattr(service_module.Service, "index", counted)
    old = _record("a/old", date(2031, 1, 1), "vieux mot")
    new = _record("a/new", date(2031, 2, 1), "nouveau mot")

    def made(*given_records: Record) -> list[tuple[str, ...]]:
        with Kept(tmp_path) as kept:
            return [kept.indexed(part).names for part in parts(given_records)]

    first = made(old, new)
    assert asked == [["a/new"], ["a/old"]]
    assert made(old, new) == first
    assert len(asked) == 2
    changed = replace(new, words=("autre", "mot"))
    assert made(old, changed)[1] == first[1]
    assert asked[2:] == [["a/new"]]
    assert len(list(tmp_path.iterdir())) == 2  # nothing is left of the words that were changed

    for kept in tmp_path.iterdir():  # cut short, as by a full disk
        kept.write_bytes(kept.read_bytes()[:100])
    assert made(old, changed)[1] == first[1]
    assert len(asked) == 5


def test_a_build_that_fails_keeps_what_it_did_not_come_to(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = parts([_record("a/old", date(2031, 1, 1), "vieux mot")])
    new = parts([_record("a/new", date(2031, 2, 1), "nouveau mot")])
    with Kept(tmp_path) as kept:
        kept.indexed(old[0])
    (tmp_path / "half.new").write_text("broken off")
    before = files_of(tmp_path)

    def stopped(self: Any, language: str, texts: Any) -> Mapping[str, bytes]:
        raise SearchIndexError("stopped")

    with monkeypatch.context() as patch:
        patch.setattr(service_module.Service, "index", stopped)
        with pytest.raises(SearchIndexError), Kept(tmp_path) as kept:
            kept.indexed(new[0])
    assert files_of(tmp_path) == before
    with Kept(tmp_path) as kept:
        kept.indexed(old[0])
    assert files_of(tmp_path).keys() == before.keys() - {"half.new"}


def test_a_folder_that_takes_nothing_stops_no_build(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with Kept(tmp_path / "file" / "search") as kept:
        (part,) = parts([_record("a/new", date(2031, 2, 1), "mot")])
        assert len(kept.indexed(part).names) == 1


def test_what_cannot_be_deleted_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "stale.zip").write_text("withdrawn")

    def refused(self: Path) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "unlink", refused)
    with pytest.raises(SearchIndexError, match=r"stale\.zip .*Delete the folder"), Kept(tmp_path):
        pass


def test_the_same_content_gives_the_same_bytes(content: Site, made: Mapping[str, str]) -> None:
    assert dict(search_files(content_of(REPOSITORY).desk)) == made


def test_names_that_a_fold_makes_one_are_one() -> None:
    actor = Actor(
        id="a", name=Text((("fr", "Élan"), ("en", "Elan"))), kind="person", aliases=("Ілан", "ELAN")
    )
    alone = Actor(id="b", name=Text((("", "Béa"),)), kind="person", aliases=("bea",))
    assert list(aliases([actor, alone])) == [["Élan", "Ілан"]]


def test_a_missing_pagefind_is_told_with_what_to_do(
    monkeypatch: pytest.MonkeyPatch, content: Site
) -> None:
    def missing() -> Path:
        raise FileNotFoundError("no such program")

    monkeypatch.setattr(service_module, "get_executable", missing)
    with pytest.raises(SearchIndexError, match="pip install --force-reinstall"):
        list(search_files(content.desk))


def test_a_pagefind_that_stops_is_told(monkeypatch: pytest.MonkeyPatch, content: Site) -> None:
    monkeypatch.setattr(service_module, "get_executable", lambda: shutil.which("true"))
    with pytest.raises(SearchIndexError, match=r"stopped.*Build again"):
        list(search_files(content.desk))


def test_a_site_without_articles_has_its_topics(tmp_path: Path) -> None:
    desk = copy_of("minimal", tmp_path)
    shutil.rmtree(desk / "briefings" / "articles")
    found = dict(search_files(content_of(desk).desk))
    assert "search/index.js" in found


@pytest.mark.parametrize("entry", ["search", "search:\n      lang: fr"])
def test_the_themes_search_is_left_out_where_it_is_listed(entry: str, tmp_path: Path) -> None:
    desk = copy_of("minimal", tmp_path)
    config = (desk / "mkdocs.yml").read_text("utf-8")
    assert "  - search\n" in config  # as many a desk has it, by habit
    listed = config.replace("  - search\n", f"  - {entry}\n")
    (desk / "mkdocs.yml").write_text(listed, "utf-8")
    answer = build(desk, tmp_path / "site")
    assert answer.code == 0, answer.log
    assert "`search` in mkdocs.yml is left out" in answer.log
    names = set(files_of(tmp_path / "site"))
    assert "search/index.js" in names
    assert "search/search_index.json" not in names
    assert not [name for name in names if "lunr" in name or "/workers/" in name]
    page = (tmp_path / "site" / "index.html").read_text("utf-8")
    assert page.count('role="search"') == 1
    assert "md-search" not in page.replace("__search", "")
