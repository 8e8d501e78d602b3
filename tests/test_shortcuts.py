"""What makes a build fast changes nothing of what it writes."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.bench.generate import generate
from tests.engine import build, files_of


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("shortcuts") / "desk"
    generate(folder, articles=12, days=2)
    return folder


def test_pieces_of_the_theme_that_are_shared_are_those_of_every_page(desk: Path) -> None:
    shared, alone = desk.parent / "shared", desk.parent / "alone"
    assert build(desk, shared).code == 0
    # With a theme folder of the desk's own nothing is shared, for it might look at the page.
    settings = desk / "mkdocs.yml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(text.replace("theme:\n", "theme:\n  custom_dir: look\n"), encoding="utf-8")
    (desk / "look").mkdir()
    assert build(desk, alone).code == 0
    assert files_of(shared) == files_of(alone)
    articles = [path for path in files_of(shared) if path.startswith("articles/")]
    assert len(articles) == 12
