"""What readers meet in a real browser: from a fact to its passage, on any screen, on paper."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Mapping
from itertools import pairwise
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest
from axe import violations
from playwright.sync_api import Page

from tests.engine import Document, broken_links, documents

Open = Callable[..., Any]
PHONE = 390
TOPICS = ("embassies", "long-range-strikes", "landmines", "kremlin-statements")
NAMED = ("actors.html", "actors/RU.html", "places/kursk-region.html")
SAMPLE = (
    *("index.html", "about.html", "map.html", "timeline.html", "unassigned.html", *NAMED),
    *(f"topics/{t}.html" for t in TOPICS),
)

TEXTS = """
(function* () {
  // Every visible run of text, its element and the colour behind it.
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const canvas = Object.assign(document.createElement("canvas"), { width: 1, height: 1 });
  const pen = canvas.getContext("2d", { willReadFrequently: true });
  const known = new Map();
  const rgba = (colour) => {
    if (known.has(colour)) return known.get(colour);
    pen.clearRect(0, 0, 1, 1);
    pen.fillStyle = colour;
    pen.fillRect(0, 0, 1, 1);
    const [r, g, b, a] = pen.getImageData(0, 0, 1, 1).data;
    known.set(colour, [r, g, b, a / 255]);
    return known.get(colour);
  };
  const over = (top, below) => top.slice(0, 3).map((c, i) => c * top[3] + below[i] * (1 - top[3]));
  while (walker.nextNode()) {
    const text = walker.currentNode.textContent.trim(), element = walker.currentNode.parentElement;
    if (!text || element.closest("script, style, noscript, template")) continue;
    const range = document.createRange();
    range.selectNodeContents(walker.currentNode);
    const box = range.getBoundingClientRect();
    if (!box.width || !box.height) continue;
    if (!element.checkVisibility({ visibilityProperty: true, opacityProperty: true })) continue;
    const layers = [];
    let opacity = 1;
    for (let e = element; e; e = e.parentElement) {
      layers.push(rgba(getComputedStyle(e).backgroundColor));
      opacity *= getComputedStyle(e).opacity;
    }
    const behind = layers.reverse().reduce((below, top) => over(top, below), [255, 255, 255]);
    const [r, g, b, a] = rgba(getComputedStyle(element).color);
    const ink = [r, g, b, a * opacity];
    yield { element, text, behind, ink: over(ink, behind), box };
  }
})
"""

FAINT = (
    """() => {
  const texts = """
    + TEXTS
    + """;
  const light = (rgb) => {
    const [r, g, b] = rgb.map((c) => c / 255)
      .map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const faint = {};
  for (const { element, text, behind, ink } of texts()) {
    const [dark, bright] = [light(ink), light(behind)].sort((a, b) => a - b);
    const contrast = (bright + 0.05) / (dark + 0.05);
    const style = getComputedStyle(element), size = parseFloat(style.fontSize);
    const large = size >= 24 || (size >= 18.66 && style.fontWeight >= 700);
    if (contrast < (large ? 3 : 4.5)) {
      const words = text.slice(0, 40);
      faint[`${element.tagName}.${element.className}`] = `${contrast.toFixed(2)} “${words}”`;
    }
  }
  return Object.entries(faint).map(([where, what]) => `${where}: ${what}`);
}"""
)

UNLIT = (
    """async (ids) => {
  const texts = """
    + TEXTS
    + """;
  const probe = document.createElement("div");
  probe.style.background = "var(--passage-target)";
  document.querySelector(".md-typeset").append(probe);
  const wanted = getComputedStyle(probe).backgroundColor.match(/[\\d.]+/g).slice(0, 3).join();
  probe.remove();
  const wrong = {};
  for (const id of ids) {
    location.hash = id;
    await new Promise((go) => requestAnimationFrame(() => requestAnimationFrame(go)));
    const named = [...document.querySelectorAll("[data-passage]")]
      .filter((mark) => mark.dataset.passage === id);
    const problems = [];
    for (const { element, text, behind } of texts()) {
      if (element.closest(".passage-ref")) continue;
      const inside = named.some((mark) => mark.contains(element));
      const shines = behind.map(Math.round).join() === wanted;
      if (inside !== shines) problems.push(`${inside ? "unlit" : "wrongly lit"}: ${text}`);
    }
    const box = document.getElementById(id).getBoundingClientRect();
    const header = document.querySelector(".md-header").getBoundingClientRect();
    if (box.top < header.bottom - 1 || box.top > innerHeight) problems.push("out of view");
    if (!named.length || problems.length) wrong[id] = problems;
  }
  return wrong;
}"""
)

IN_VIEW = """(id) => {
  const box = document.getElementById(id).getBoundingClientRect();
  const header = document.querySelector(".md-header").getBoundingClientRect();
  return box.top >= header.bottom - 1 && box.top < innerHeight;
}"""


@pytest.fixture(scope="session")
def pages(built_site: Path) -> Mapping[str, Document]:
    return documents(built_site)


@pytest.fixture(scope="session")
def claims(built_site: Path) -> list[dict[str, Any]]:
    return list(json.loads((built_site / "data" / "claims.json").read_text("utf-8")))


def targets(path: str, page: Document) -> set[str]:
    """Where the links of a page lead inside the site: `path#anchor`."""
    found = set()
    for link in page.links:
        address = urlsplit(link)
        if not address.scheme and not address.netloc:
            inside = unquote(address.path)
            to = os.path.normpath(Path(path).parent / inside) if inside else path
            found.add(to + (f"#{unquote(address.fragment)}" if address.fragment else ""))
    return found


def articles_and_sources(pages: Mapping[str, Document]) -> list[str]:
    return [path for path in pages if path.startswith(("articles/", "sources/"))]


def test_every_passage_is_two_clicks_from_home(
    pages: Mapping[str, Document], claims: list[dict[str, Any]]
) -> None:
    # Only what stands in the page itself: the theme's menu is not counted on.
    one = targets("index.html", pages["index.html"])
    two = {t for path in {t.partition("#")[0] for t in one} for t in targets(path, pages[path])}
    assert [claim["url"] for claim in claims if claim["url"] not in one | two] == []


def test_every_link_leads_somewhere(built_site: Path, pages: Mapping[str, Document]) -> None:
    inside = {path: page for path, page in pages.items() if path != "404.html"}
    assert broken_links(built_site, inside) == []


def test_each_passage_leads_back_to_its_row(
    pages: Mapping[str, Document], claims: list[dict[str, Any]]
) -> None:
    for claim in claims:
        article = claim["article"]["url"]
        back = [
            element.attributes["href"]
            for element in pages[article].all("a")
            if element.attributes.get("class") == "passage-ref"
        ]
        row = f"../topics/{claim['topics'][0]}.html#{claim['fact']['id'].replace('/', '.')}"
        assert row in back
        assert claim["url"] in targets(
            f"topics/{claim['topics'][0]}.html", pages[row[3:].partition("#")[0]]
        )


@pytest.mark.parametrize("over", ["file", "http"])
def test_a_reader_walks_from_home_to_a_passage_and_back(over: str, open_page: Open) -> None:
    opened = open_page("index.html", over=over)
    page = opened.page
    topics = page.locator(".card h3 a").count()
    assert topics >= 4
    for number in range(0, topics, 6):
        opened.go("index.html")
        page.locator(".card h3 a").nth(number).click()
        page.wait_for_url("**/topics/*.html")
        passage = page.locator("a.words").last
        words = passage.inner_text()
        passage.click()
        page.wait_for_url("**/articles/*.html#*")
        claim = page.url.partition("#")[2]
        page.wait_for_function(IN_VIEW, arg=claim)
        assert page.evaluate(UNLIT, [claim]) == {}
        marked = page.locator(f'[data-passage="{claim}"]').first.inner_text()
        assert words.split()[0] in marked
        note = page.locator(f'ol.notes a[href="#{claim}"]')
        assert note.count() == 1
        row = page.evaluate(
            """(id) => {
              const mark = [...document.querySelectorAll(`[data-passage="${id}"]`)].at(-1);
              const links = [...document.querySelectorAll(".passage-ref")];
              const after = Node.DOCUMENT_POSITION_FOLLOWING;
              const note = document.querySelector(`ol.notes a[href="#${id}"]`).closest("li");
              const href = note.querySelector(".notes__fact").getAttribute("href");
              const back = links.find((a) => a.getAttribute("href") === href
                && mark.compareDocumentPosition(a) & after && a.textContent == note.value);
              back.click();
              return href.split("#")[1];
            }""",
            claim,
        )
        page.wait_for_url("**/topics/*.html#*")
        page.wait_for_function(IN_VIEW, arg=row)
        assert page.locator(f'[id="{row}"] a.words[href$="#{claim}"]').count() == 1
    assert opened.console_errors == []
    assert opened.external_requests == []


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_every_passage_lights_up_whole_and_alone(
    dark: bool, open_page: Open, claims: list[dict[str, Any]]
) -> None:
    wrong = {}
    opened = open_page("index.html", dark=dark)
    for article in sorted({claim["article"]["url"] for claim in claims}):
        opened.go(article)
        ids = [claim["id"] for claim in claims if claim["article"]["url"] == article]
        assert ids
        wrong |= opened.page.evaluate(UNLIT, ids)
    assert wrong == {}


@pytest.mark.parametrize(
    ("dark", "width"),
    [(False, 1440), (True, PHONE)],
    ids=["light", "dark-phone"],
)
def test_every_word_stands_out_from_what_is_behind_it(
    dark: bool, width: int, open_page: Open, pages: Mapping[str, Document]
) -> None:
    """WCAG 2.2, success criterion 1.4.3: 4.5 to 1; 3 to 1 for large text."""
    opened = open_page("index.html", dark=dark, width=width)
    scheme = opened.page.locator("body").get_attribute("data-md-color-scheme")
    assert scheme == ("slate" if dark else "default")
    faint = {}
    for path in (*SAMPLE, "topics/front-lines.html", *articles_and_sources(pages)):
        opened.go(path)
        found = opened.page.evaluate(FAINT)
        if found:
            faint[path] = found
    assert faint == {}


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_axe_finds_nothing_in_any_type_of_page(
    open_page: Open, pages: Mapping[str, Document], dark: bool
) -> None:
    """What Material puts around it included."""
    opened = open_page("index.html", dark=dark)
    looked_at = {"index.html", "timeline.html", "topics/embassies.html"}
    if not dark:  # where only the colours are others, those pages have them all
        looked_at.update({path.split("/")[0]: path for path in pages if "/" in path}.values())
        looked_at |= {path for path in pages if "/" not in path} - {"404.html", "search.html"}
    found = {}
    for path in sorted(looked_at):
        opened.go(path)
        # The frame is the same on all pages of a kind: it is looked at on the first few.
        whole = path in ("index.html", "topics/embassies.html", "timeline.html")
        if wrong := violations(opened.page, within="html" if whole else "article"):
            found[path] = wrong
    assert found == {}


def test_tables_say_what_they_are(pages: Mapping[str, Document]) -> None:
    tables = 0
    for path, page in pages.items():
        for number, element in enumerate(page.elements):
            if element.tag == "table":
                tables += 1
                assert page.elements[number + 1].tag == "caption", path
            if element.tag == "th":
                scope = element.attributes.get("scope")
                assert scope == ("col" if "thead" in element.inside else "row"), path
        rows = [e for e in page.all("tr") if "tbody" in e.inside]
        heads = [e for e in page.all("th") if "tbody" in e.inside]
        assert len(rows) == len(heads), f"{path}: each row has one heading"
    assert tables


def test_headings_step_down_one_level_at_a_time(pages: Mapping[str, Document]) -> None:
    for path, page in pages.items():
        levels = [int(e.tag[1]) for e in page.elements if e.tag in ("h1", "h2", "h3", "h4")]
        assert (levels[0], levels.count(1)) == (1, 1), path
        assert all(after <= before + 1 for before, after in pairwise(levels)), (path, levels)


def test_languages_are_declared(
    pages: Mapping[str, Document], claims: list[dict[str, Any]]
) -> None:
    for path, page in pages.items():
        assert page.all("html")[0].attributes["lang"] == "fr", path
        for element in page.elements:
            if element.attributes.get("class") == "body":
                assert element.attributes.get("lang") == "fr", path
    for article in {claim["article"]["url"] for claim in claims}:
        assert pages[article].all("h1")[0].attributes["lang"] == "fr"


def test_a_missing_page_leads_on_from_any_depth(open_page: Open) -> None:
    opened = open_page("a/b/c/no-such-page.html", over="http")
    assert opened.response.status == 404
    links = opened.page.locator("article a").evaluate_all("links => links.map((a) => a.href)")
    # 404.html knows the address the site was built for, of which the server here keeps the path.
    paths = [urlsplit(link).path for link in links]
    assert paths
    assert all(path.startswith("/briefing/") for path in paths)
    for path in paths:
        answer = opened.page.request.get(opened.root + path.removeprefix("/briefing/"))
        assert answer.status == 200, path
    styled = "getComputedStyle(document.querySelector('.md-header')).position"
    assert opened.page.evaluate(styled) == "sticky"


LISTED = """() => [...document.querySelectorAll(".md-sidebar--secondary a.md-nav__link")]
  .map((a) => [a.hash.slice(1), a.innerText.trim()])"""

HEADINGS = """() => [...document.querySelectorAll("article :is(h2, h3)")].map((h) => {
  const copy = h.cloneNode(true);
  copy.querySelectorAll(".headerlink").forEach((a) => a.remove());
  return [encodeURIComponent(h.id), copy.textContent.trim()];
})"""

HIDDEN_ROWS = """() => [...document.querySelectorAll("table.facts tbody tr")]
  .filter((row) => !row.checkVisibility({ visibilityProperty: true }) || !row.offsetHeight)
  .map((row) => row.textContent.trim())"""

# What only makes sense on a screen may be hidden: signs that link to a heading, controls.
SAID = "() => document.querySelector('article').innerText.replaceAll('¶', '').split(/\\s+/)"
# What is folded is told whole on paper.
CONTROLS = """@media screen {
  .asof-board__form, .timeline__form, .cite, .days, .neighbours { display: none !important }
  details::details-content { content-visibility: visible; display: block }
}"""


def test_without_javascript_and_on_paper_every_page_says_the_same(
    open_page: Open, pages: Mapping[str, Document]
) -> None:
    scripted, plain = open_page("index.html"), open_page("index.html", javascript=False)
    for path in (*SAMPLE, *articles_and_sources(pages)):
        scripted.go(path)
        plain.go(path)
        says_the_same_without_scripts(scripted.page, plain.page)
        lists_its_headings(plain.page)
        says_the_same_on_paper(scripted.page)


def says_the_same_without_scripts(scripted: Page, plain: Page) -> None:
    seen = [page.locator("article").inner_text() for page in (scripted, plain)]
    # A board on any day is a script's, as is a part of a timeline; all of it is there without.
    for form in scripted.locator(".asof-board__form, .timeline__form").all():
        seen[0] = seen[0].replace(form.inner_text(), "")
    assert seen[0].split() == seen[1].split(), plain.url
    assert plain.evaluate(HIDDEN_ROWS) == [], plain.url


def lists_its_headings(page: Page) -> None:
    listed, shown = page.evaluate(LISTED), page.evaluate(HEADINGS)
    plain = [[unquote(anchor), " ".join(text.split())] for anchor, text in shown]
    assert [[unquote(a), " ".join(t.split())] for a, t in listed] == plain, page.url


def says_the_same_on_paper(page: Page) -> None:
    page.add_style_tag(content=CONTROLS)
    screen = page.evaluate(SAID)
    page.emulate_media(media="print")
    assert page.evaluate(SAID) == screen, page.url
    assert page.locator(".md-header").is_visible() is False
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), page.url
    assert page.evaluate(HIDDEN_ROWS) == [], page.url
    page.emulate_media(media="screen")
