"""Other engines than MkDocs: the same site, but for what is the engine's own."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.engine import REPOSITORY, SITES, build, files_of

PROPERDOCS = re.compile(rb'(<meta name="generator" content="mkdocs-)ProperDocs 1\.6\.\d+,')
"""All that ProperDocs writes otherwise: the engine's name, in a tag that Material writes."""


@pytest.mark.parametrize("site", [REPOSITORY, SITES / "minimal"], ids=lambda site: site.name)
def test_properdocs_writes_the_same_bytes(
    site: Path, shared_site: Callable[..., Path], two_reports: Path, tmp_path: Path
) -> None:
    ours = two_reports if site == REPOSITORY else shared_site("minimal", site)
    answer = build(site, tmp_path / "site", engine="properdocs")
    assert answer.code == 0, answer.log
    assert "WARNING" not in answer.log
    by_mkdocs, by_properdocs = files_of(ours), files_of(tmp_path / "site")
    assert by_mkdocs.keys() == by_properdocs.keys()
    named = 0
    for path, content in by_properdocs.items():
        as_mkdocs, count = PROPERDOCS.subn(rb"\g<1>1.6.1,", content)
        assert as_mkdocs == by_mkdocs[path], path
        named += count
    assert named == sum(path.endswith(".html") for path in by_mkdocs)  # it was ProperDocs


def test_an_engine_that_tests_keep_loaded_does_what_a_fresh_one_does(tmp_path: Path) -> None:
    for name, code in {"minimal": 0, "invalid-evidence": 1}.items():
        folder = tmp_path / name
        loaded = build(SITES / name, folder / "loaded")
        fresh = build(SITES / name, folder / "fresh", PYTHONHASHSEED="7")
        assert loaded.code == fresh.code == code
        ours, its = (re.sub(r"in [\d.]+ s|/(loaded|fresh)", "", a.log) for a in (loaded, fresh))
        assert ours == its
        assert files_of(folder / "loaded") == files_of(folder / "fresh")
