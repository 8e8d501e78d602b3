"""Material as a briefing wants it where mkdocs.yml leaves that open, else as the desk says."""

from __future__ import annotations

from pathlib import Path

import pytest
from mkdocs.config.defaults import MkDocsConfig

from generator.mkdocs_config import load
from generator.mkdocs_theme import FEATURES, left_out, lighten, look_like_a_briefing


def themed(folder: Path, theme: str = "", more: str = "") -> MkDocsConfig:
    """What becomes of a mkdocs.yml with these lines under `theme`, and these beside it."""
    (folder / "docs").mkdir()
    path = folder / "mkdocs.yml"
    path.write_text(f"site_name: Fictif\ntheme:\n  name: material\n{theme}{more}", "utf-8")
    config, said = load(path)
    assert config, said
    look_like_a_briefing(config)
    lighten(config)
    return config


def test_a_desk_that_says_nothing_gets_our_look_and_no_script(tmp_path: Path) -> None:
    theme = themed(tmp_path).theme
    assert theme["features"] == list(FEATURES)
    assert [entry["scheme"] for entry in theme["palette"]] == ["default", "slate"]
    assert theme["light_frame"]


def test_a_desk_keeps_what_it_names(tmp_path: Path) -> None:
    theme = themed(tmp_path, "  features: [toc.integrate]\n  palette: {primary: teal}\n").theme
    assert theme["features"] == ["toc.integrate"]
    assert theme["palette"]["primary"] == "teal"


@pytest.mark.parametrize(
    ("theme", "more"),
    [
        ("  features: [toc.follow]\n", ""),
        ("", "extra_javascript: [mine.js]\n"),
        ("", "extra: {consent: {title: Fictif}}\n"),
    ],
)
def test_the_themes_script_stays_where_something_needs_it(
    tmp_path: Path, theme: str, more: str
) -> None:
    assert not themed(tmp_path, theme, more).theme.get("light_frame")


def test_without_tabs_the_navigation_stays_on_every_page(tmp_path: Path) -> None:
    config = themed(tmp_path, "  features: [navigation.sections]\n")
    assert left_out("day", config) == []
    assert left_out("home", config) == ["toc"]
