"""Hostile content stays text: in every page, attribute, title and data file of a built site.

What a browser makes of it is in `browser/test_hostile_pages.py`.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.engine import (
    Document,
    Element,
    broken_links,
    build,
    copy_of,
    delivered,
    documents,
    files_of,
)
from tests.untrusted import attack, hostile_site

# What no page shows: read by other tools, of a word nobody uses, or only in a meta tag.
NOT_SHOWN = {"image-file", "state-label", "home-title"}
IN_A_TAG = {"extra-description", "extra-author", "extra-tag"}
LANDMARKS = ("html", "head", "title", "body", "header", "main", "article", "footer", "h1")
LOADING = {"src", "srcset", "poster", "data", "background", "xlink:href"}


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[str]]:
    folder = tmp_path_factory.mktemp("hostile")
    site, names = hostile_site(folder)
    if os.name == "posix":
        name = '"><img src=x onerror=ran("file-name")>.md'
        (site / "briefings" / name).write_text("Un nom de fichier hostile, fictif.\n", "utf-8")
    answer = build(site, folder / "built")
    assert answer.code == 0, answer.log
    return folder / "built", names


@pytest.fixture(scope="module")
def pages(hostile: tuple[Path, list[str]]) -> Mapping[str, Document]:
    return documents(hostile[0])


@pytest.fixture(scope="module")
def harmless(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Document]:
    """Pages of the same shape, nothing in them an attack."""
    folder = tmp_path_factory.mktemp("harmless")
    site = copy_of("untrusted", folder)
    for file in (*site.rglob("briefings/**/*.md"), *site.rglob("briefings/*.yml")):
        text = re.sub(r"⟦([a-z-]+)⟧", r"\1", file.read_text("utf-8"))
        file.write_text(text.partition('\n<div id="__config"')[0] + "\n", "utf-8")
    answer = build(site, folder / "built")
    assert answer.code == 0, answer.log
    return documents(folder / "built")


def one_space(text: str) -> str:
    return " ".join(text.split())


def test_every_attack_is_shown_as_it_was_written(
    hostile: tuple[Path, list[str]], pages: Mapping[str, Document]
) -> None:
    shown = one_space(" ".join(page.text for page in pages.values()))
    names = set(hostile[1])
    assert len(names) > 30
    assert {name for name in names if attack(name) in shown} == names - NOT_SHOWN - IN_A_TAG


def test_no_element_or_attribute_comes_from_an_attack(pages: Mapping[str, Document]) -> None:
    for path, page in pages.items():
        for element in page.elements:
            assert not [name for name in element.attributes if name.startswith("on")], path
            assert element.tag not in ("iframe", "object", "embed", "base", "video")
            assert not leads_astray(element), (path, element)
        ours = {"search-box", "search-page", "asof-board__form", "timeline__form"}
        ours.add("md-header__option")
        assert {e.attributes.get("class") for e in page.all("form")} <= ours, path
        assert not [e for e in page.all("meta") if "http-equiv" in e.attributes], path


def test_an_old_path_leads_to_its_article_whatever_it_is_called(
    hostile: tuple[Path, list[str]],
) -> None:
    old = [hostile[0] / "old {{ 7+7 }}", hostile[0] / "javascript&colon;ran(4)"]
    (first,), (second,) = (list(folder.glob("*.html")) for folder in old)
    for page in (Document(file.read_text("utf-8")) for file in (first, second)):
        article = "../articles/2023-05-03-hostile.html"
        assert page.links == [article]
        assert [e.attributes for e in page.all("script")] == [
            {"src": "../assets/redirect.js", "data-to": article}
        ]
        (refresh,) = [e for e in page.all("meta") if "http-equiv" in e.attributes]
        assert refresh.attributes["content"] == f"0; url={article}"
        assert attack("article-title") in page.text
        assert not [a for e in page.elements for a in e.attributes if a.startswith("on")]
        ours = {"html", "head", "meta", "title", "link", "script", "body", "main", "h1", "p", "a"}
        assert {e.tag for e in page.elements} == ours


def leads_astray(element: Element) -> bool:
    loaded = [value for name, value in element.attributes.items() if name in LOADING]
    if element.tag == "link":
        loaded.append(element.attributes.get("href", ""))
    outside = [x for x in loaded if re.match(r"\s*([a-z][\w+.-]*:|[/\\]{2})", x, re.IGNORECASE)]
    if element.tag == "link" and element.attributes.get("rel") in ("canonical", "prev", "next"):
        outside = []
    target = re.sub(r"[\x00-\x20]", "", element.attributes.get("href", "")).lower()
    return bool(outside) or target.startswith(("javascript:", "data:", "vbscript:"))


def test_the_skeleton_of_every_page_is_whole(
    pages: Mapping[str, Document], harmless: Mapping[str, Document]
) -> None:
    for path, page in pages.items():
        if path not in harmless:
            continue
        for tag in ("script", "style", "form", "input", *LANDMARKS):
            ours, theirs = len(page.all(tag)), len(harmless[path].all(tag))
            assert ours == theirs, (path, tag, ours, theirs)
        for tag in ("html", "head", "title", "body", "main", "h1"):
            assert len([e for e in page.all(tag) if "svg" not in e.inside]) == 1, (path, tag)
        # What follows the content still stands where it belongs.
        assert page.all("footer")[0].inside[-2:] == ("body", "div"), path
        assert page.all("article")[0].inside[-3:] == ("main", "div", "div"), path


def test_no_id_of_the_page_or_the_theme_is_taken(pages: Mapping[str, Document]) -> None:
    for path, page in pages.items():
        ids = [e.attributes["id"] for e in page.elements if "id" in e.attributes]
        twice = {i for i in ids if ids.count(i) > 1}
        assert twice == set(), path
        own = [e for e in page.elements if e.attributes.get("id", "").startswith("__")]
        assert not [e for e in own if "article" in e.inside], path


def test_the_title_survives_being_stripped_of_tags(pages: Mapping[str, Document]) -> None:
    """Material's `striptags` turns `&lt;script&gt;` into a tag: escaped once more, it is text."""
    html = pages["articles/2023-05-03-hostile.html"]
    title = html.all("title")
    assert len(title) == 1
    assert not [e for e in html.elements if "title" in e.inside]
    described = [
        e.attributes["content"]
        for e in html.all("meta")
        if e.attributes.get("name") == "description"
    ]
    assert described == [attack("summary")]


def test_descriptions_of_other_pages_stay_in_their_tag(pages: Mapping[str, Document]) -> None:
    tags = {
        e.attributes.get("name"): e.attributes.get("content")
        for e in pages["extra.html"].all("meta")
    }
    assert tags["description"] == attack("extra-description")
    assert tags["author"] == attack("extra-author")


def test_nothing_is_evaluated(pages: Mapping[str, Document]) -> None:
    text = pages["topics/harbour.html"].text
    assert "{{ 7*7 }} {% raw %}" in text
    assert not re.search(r"\b49\b", " ".join(page.text for page in pages.values()))


def test_links_of_hostile_pages_lead_somewhere(
    hostile: tuple[Path, list[str]], pages: Mapping[str, Document]
) -> None:
    inside = {path: page for path, page in pages.items() if path != "404.html"}
    # An article may spoil its own footnotes, by a tag that swallows whatever follows.
    lost = [link for link in broken_links(hostile[0], inside) if ": #fn:1:" not in link]
    assert lost == []


def test_nothing_is_written_outside_the_site(hostile: tuple[Path, list[str]]) -> None:
    beside = {file.name for file in hostile[0].parent.iterdir()}
    assert beside == {"built", "untrusted"}
    assert not list(hostile[0].parent.rglob("escape.html"))


def test_data_files_hold_the_texts_untouched(hostile: tuple[Path, list[str]]) -> None:
    claims = json.loads((hostile[0] / "data" / "claims.json").read_text("utf-8"))
    by_type = {claim["type"]: claim for claim in claims}
    assert by_type["event"]["target"] == attack("event-target")
    assert by_type["position"]["on_what"] == attack("on-what")
    assert claims[0]["article"]["title"] == attack("article-title")
    packs = [
        json.loads(text)
        for name, text in delivered(files_of(hostile[0])).items()
        if "/pack/" in name
    ]
    titles = {unit[1] for pack in packs for record in pack for unit in record["units"]}
    assert attack("article-title") in titles


PLAIN = """
from mkdocs.plugins import event_priority

@event_priority(-1000)
def on_env(env, config, files):
    env.autoescape = False
    return env
"""
FEATURES = """
copyright: '<b>Tous droits</b> réservés'
extra:
  social:
    - icon: material/web
      link: https://example.org/
      name: Un lien
"""


def test_escaping_leaves_the_themes_own_output_unchanged(tmp_path: Path) -> None:
    """On harmless content, the theme with autoescape writes the bytes it writes without."""
    written = []
    for name, hook in {"escaping": "", "as-it-comes": PLAIN}.items():
        site = copy_of("minimal", tmp_path / name)
        config = (site / "mkdocs.yml").read_text("utf-8")
        config = config.replace("  font: false\n", "  font: false\n" + THEME) + FEATURES
        (site / "hook.py").write_text(hook, "utf-8")
        (site / "mkdocs.yml").write_text(config + "hooks: [hook.py]\n", "utf-8")
        extra = (
            "---\ntitle: En plus\ndescription: Harmless\n---\n\n# Titre\n\n## Partie\n\n`code`\n"
        )
        (site / "briefings" / "extra.md").write_text(extra, "utf-8")
        answer = build(site, tmp_path / f"{name}-site")
        assert answer.code == 0, answer.log
        written.append(files_of(tmp_path / f"{name}-site"))
    escaped, plain = written
    assert escaped.keys() == plain.keys()
    assert [path for path in escaped if escaped[path] != plain[path]] == []
    assert b"<b>Tous droits</b>" in escaped["extra.html"]


THEME = """\
  logo: assets/favicon.svg
  icon:
    repo: material/web
  palette:
    - scheme: default
      toggle: {icon: material/weather-night, name: Sombre}
    - scheme: slate
      toggle: {icon: material/weather-sunny, name: Clair}
  features:
    - announce.dismiss
    - content.code.copy
    - content.tooltips
    - header.autohide
    - navigation.footer
    - navigation.indexes
    - navigation.path
    - navigation.sections
    - navigation.tabs
    - navigation.top
    - search.highlight
    - search.share
    - search.suggest
    - toc.follow
"""
