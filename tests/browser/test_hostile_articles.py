"""The desk of `tests/sites/hostile`: no attack does anything, and no harmless text is harmed.

Each article is a file of its own; the README beside them says how to add one.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
import yaml
from markdown import Markdown
from playwright.sync_api import Browser, Error
from watching import PROVOKE, WATCH, addresses, search_shows_only_text, watched_page

from tests.engine import SITES, once

DESK = SITES / "hostile"
HOSTILE = sorted(file.stem for file in DESK.glob("briefings/articles/hostile-*.md"))
HARMLESS = sorted(file.stem for file in DESK.glob("briefings/articles/harmless-*.md"))
OTHER_PAGES = {
    *(
        "index.html",
        "about.html",
        "search.html",
        "unassigned.html",
        "404.html",
        "page-of-the-engine.html",
        "archive.html",
        "changes.html",
        "compare.html",
        "map.html",
        "timeline.html",
        "days/2023-05-03.html",
        "days/2023-05-04.html",
    ),
    *("topics/harbour.html", "topics/attacks.html"),
    *("sources/gazette.html", "sources/agency.html", "sources/unidentified-outlet.html"),
    *("actors.html", "actors/prototype.html", "actors/quay-actor.html", "actors/speaker.html"),
    "places/quay.html",
}
PLAIN = "harmless-less-than"
WIDE = {f"articles/hostile-{name}.html" for name in ("combining", "deep-nesting")}
WIDE |= {"unassigned.html"}
# Each walk over the site takes half a minute: its tests share a worker.
FROM_DISK = pytest.mark.xdist_group("hostile articles from a disk")
FROM_SERVER = pytest.mark.xdist_group("hostile articles from a server")
ROOTS = pytest.mark.parametrize(
    "root", [pytest.param("file", marks=FROM_DISK), pytest.param("http", marks=FROM_SERVER)]
)

INSPECT = """() => {
  const all = [...document.querySelectorAll("*")];
  // Ours: the forms of the search page, a board and the timeline, the scripts beside them, and
  // the tables that know their columns' names.
  const ours = "#search-form, #search-form *, template[data-for], script[src*='search/'],"
    + ".asof-board form, .asof-board form *, .asof-board script,"
    + ".timeline__form, .timeline__form *, script[src$='assets/timeline.js'],"
    + "script[src$='assets/asof.js'], script[src$='assets/visit.js'],"
    + "script[src$='assets/cite.js'], table.facts";
  const inside = [...document.querySelectorAll(`.md-content *:not(${ours})`)];
  const shown = (element) => element.outerHTML.slice(0, 200);
  const leads = (element) => ["href", "src", "action", "formaction", "data", "xlink:href"]
    .map((name) => element.getAttribute(name)).filter(Boolean)
    .some((to) => /^[\\0-\\x20]*(javascript|data|vbscript):/i.test(to.replace(/[\\t\\n\\r]/g, "")));
  const parts = ["html", "head", "body", "header.md-header", "main.md-main", "footer.md-footer",
    "main article", "h1", "head title", "title:not(svg title)",
    "form:not(#search-form, .asof-board__form, .timeline__form)",
    "script:not([src*='search/'], [src$='asof.js'], [src$='visit.js'], [src$='timeline.js'],"
      + "[src$='cite.js'],"
      + "[type$='/json'])",
    "style", "base",
    "meta[http-equiv]", "[id='__search']", "[id='__drawer']", "[id='__config']"];
  const ids = all.map((element) => element.id).filter(Boolean);
  return {
    ran: window.__ran,
    handlers: all.filter((e) => [...e.attributes].some((a) => /^on/i.test(a.name))).map(shown),
    running_links: all.filter(leads).map(shown),
    intruders: inside.filter((e) => e.matches(
      "script, style, iframe, object, embed, form, input, textarea, select, dialog, template, meta,"
      + "link, base, video, audio, source, math, foreignObject, [style], [popover], [ping], [name],"
      + "[srcset], [id^='__']:not(pre), [data-md-component]")).map(shown),
    twice: ids.filter((id, n) => ids.indexOf(id) !== n),
    skeleton: Object.fromEntries(parts.map((p) => [p, document.querySelectorAll(p).length])),
    outside: [...document.body.children].filter((e) => e.matches("article, h1, p, img")).map(shown),
    base: window.__config?.textContent ? JSON.parse(window.__config.textContent).base : null,
    title: document.title,
  };
}"""

SHOWN = """(wanted) => {
  const content = document.querySelector(".md-content");
  const plain = (element) => {
    const copy = element.cloneNode(true);
    copy.querySelectorAll(".headerlink, .passage-ref").forEach((each) => each.remove());
    return copy.textContent.replace(/\\s+/g, " ").trim();
  };
  const text = content.innerText.replace(/\\s+/g, " ");
  const links = {a: "href", img: "src"};
  const found = ([kind, words, to]) => {
    if (kind === "text") return text.includes(words);
    if (kind === "meta") return document.querySelector("meta[name=description]").content === words;
    return [...content.querySelectorAll(kind)].some((element) =>
      (kind === "img" ? element.alt : plain(element)) === words
      && (!to || element.getAttribute(links[kind]) === to));
  };
  return wanted.filter((each) => !found(each)).map((each) => each.join(" "));
}"""


def wanted(name: str) -> list[list[str]]:
    """What `shown/<name>.txt` asks for: the kind of element, its words, where it leads."""
    lines = (DESK / "shown" / f"{name}.txt").read_text("utf-8").splitlines()
    found = []
    for line in filter(str.strip, lines):
        kind, words = line.split(None, 1)
        words, _, to = words.partition(" -> ") if kind in ("a", "img") else (words, "", "")
        found.append([kind, " ".join(words.split()), to])
    return found


@pytest.fixture(scope="session")
def built(shared_site: Callable[..., Path]) -> Path:
    """The desk's site, built once, strictly."""
    return shared_site("hostile-desk", DESK)


@pytest.fixture(scope="session")
def walk(shared_folder: Path, built: Path, browser: Browser) -> Callable[[str], dict[str, Any]]:
    """What every page did and held, opened from the disk ("file") or from a server ("http")."""

    def walked(root: str) -> dict[str, Any]:
        def make(folder: Path) -> None:
            folder.mkdir()
            record = json.dumps(_walk(browser, built, root))
            (folder / "record.json").write_text(record, "utf-8")

        folder = once(shared_folder, f"hostile-desk-{root}", make)
        record: dict[str, Any] = json.loads((folder / "record.json").read_text("utf-8"))
        return record

    return walked


def _walk(browser: Browser, built: Path, root: str) -> dict[str, Any]:
    pages: dict[str, Any] = {}
    with addresses(built) as roots, watched_page(browser, roots[root]) as (opened, dialogs):
        for file in sorted(built.rglob("*.html")):
            path = file.relative_to(built).as_posix()
            if path not in _pages(root):
                continue
            opened.page.goto(opened.root + quote(path), wait_until="load")
            wide = opened.page.evaluate("document.documentElement.scrollWidth - innerWidth")
            opened.page.evaluate(PROVOKE)
            pages[path] = opened.page.evaluate(INSPECT) | {"too_wide": max(0, wide)}
            if file.stem in HARMLESS:
                pages[path]["missing"] = opened.page.evaluate(SHOWN, wanted(file.stem))
        opened.settle()
        return {
            "pages": pages,
            "ran_last": opened.page.evaluate("window.__ran"),
            "dialogs": dialogs,
            "requests": opened.external_requests,
            "errors": opened.console_errors,
        }


Walk = Callable[[str], dict[str, Any]]


def each(walked: dict[str, Any], what: str) -> dict[str, Any]:
    """The pages where there is anything of `what`."""
    return {path: page[what] for path, page in walked["pages"].items() if page[what]}


def _pages(root: str) -> set[str]:
    """The pages to open: attacks from a server, where a page may do more; words from the disk."""
    if root == "file":  # the links of 404.html begin with the address it is served at
        return {f"articles/{name}.html" for name in HARMLESS} | OTHER_PAGES - {"404.html"}
    return {f"articles/{name}.html" for name in (*HOSTILE, PLAIN)} | OTHER_PAGES


@ROOTS
def test_every_page_was_opened(walk: Walk, root: str, built: Path) -> None:
    assert len(HOSTILE) >= 40
    assert len(HARMLESS) >= 20
    assert walk(root)["pages"].keys() == _pages(root)
    made = {
        file.relative_to(built).as_posix()
        for file in built.rglob("*.html")
        if 'http-equiv="refresh"' not in file.read_text("utf-8")  # old paths: see test_untrusted
    }
    assert made == _pages("file") | _pages("http")


@ROOTS
def test_nothing_runs(walk: Walk, root: str) -> None:
    assert each(walk(root), "ran") == {}
    assert walk(root)["ran_last"] == []
    assert walk(root)["dialogs"] == []
    assert each(walk(root), "handlers") == {}
    assert each(walk(root), "running_links") == {}


@ROOTS
def test_nothing_is_asked_for(walk: Walk, root: str) -> None:
    assert walk(root)["requests"] == []
    # A picture of the site that is not there may be asked for, and no other file.
    known = re.compile(r"/briefing/[^:]*x(%3C[^/]*/code%3E)?\)$|/hostile-desk/[^:]*x(%3C.*)?\)$")
    assert [error for error in walk(root)["errors"] if not known.search(error)] == []


@ROOTS
def test_no_element_of_an_attack_is_in_a_page(walk: Walk, root: str) -> None:
    assert each(walk(root), "intruders") == {}
    assert each(walk(root), "twice") == {}
    assert each(walk(root), "outside") == {}


@ROOTS
def test_the_skeleton_of_every_page_is_whole(walk: Walk, root: str) -> None:
    pages = walk(root)["pages"]
    plain = pages[f"articles/{PLAIN}.html"]["skeleton"]
    assert (plain["h1"], plain["main article"], plain["head title"]) == (1, 1, 1)
    changed = {
        path: {part: (n, plain[part]) for part, n in page["skeleton"].items() if n != plain[part]}
        for path, page in pages.items()
    }
    # A passage in several pieces has a style of the theme's own, which lights them up together.
    may = {"style": (plain["style"] + 1, plain["style"])}
    # What is not a page of ours has no words for the edges of its sheets.
    unsigned = {"style": (plain["style"] - 1, plain["style"])}
    assert {
        path: parts for path, parts in changed.items() if parts not in ({}, may, unsigned)
    } == {}
    # Sixty quotations within each other, and letters that no line can break, a reader scrolls to.
    assert each(walk(root), "too_wide").keys() <= WIDE
    bases = {path: page["base"] for path, page in pages.items() if path != "404.html"}
    assert set(bases.values()) == {".", ".."}


@FROM_DISK
@pytest.mark.parametrize("name", HARMLESS)
def test_harmless_text_is_shown_as_written(walk: Walk, name: str) -> None:
    page = walk("file")["pages"][f"articles/{name}.html"]
    assert page["missing"] == []
    title = yaml.safe_load((DESK / f"briefings/articles/{name}.md").read_text().split("---")[1])
    assert page["title"].startswith(" ".join(title["title"].split()))


@ROOTS
def test_pointing_at_what_explains_itself_runs_nothing(
    browser: Browser, built: Path, root: str
) -> None:
    """Real pointing and focus: the theme could show as HTML what a title says."""
    with addresses(built) as roots, watched_page(browser, roots[root]) as (opened, dialogs):
        for path in ("articles/hostile-every-field.html", "articles/hostile-abbreviations.html"):
            opened.go(path)
            titled = opened.page.locator(".md-content [title]:not(.headerlink):visible").all()
            assert titled
            for element in titled[:7]:
                element.hover()
                element.focus()
                opened.page.wait_for_timeout(150)
            opened.page.evaluate(PROVOKE)
            assert opened.page.evaluate("window.__ran") == [], path
            assert opened.page.locator(".md-tooltip2 *:not(div)").count() == 0
        assert (dialogs, opened.external_requests) == ([], [])


def test_every_harmless_file_says_what_must_be_shown() -> None:
    assert {file.stem for file in (DESK / "shown").glob("*.txt")} == set(HARMLESS)
    assert all(wanted(name) for name in HARMLESS)


@ROOTS
def test_search_results_are_text(browser: Browser, built: Path, root: str) -> None:
    with addresses(built) as roots, watched_page(browser, roots[root]) as (opened, dialogs):
        search_shows_only_text(opened, ("hostile", "script", "onerror", "grue"))
        assert dialogs == []


def test_the_attacks_are_attacks(browser: Browser) -> None:
    """Without the generator, each would run, ask another host, or hold what runs at a click."""
    configured = yaml.safe_load((DESK / "mkdocs.yml").read_text("utf-8"))["markdown_extensions"]
    names = [name if isinstance(name, str) else next(iter(name)) for name in configured]
    markdown = Markdown(extensions=["tables", "footnotes", "abbr", "def_list", *names])
    context = browser.new_context()
    context.add_init_script(WATCH)
    asked: list[str] = []
    context.route("**/*", lambda route: (asked.append(route.request.url), route.abort()))
    page = context.new_page()
    harmless_here, ran = [], 0
    for name in HOSTILE:
        text = (DESK / "briefings" / "articles" / f"{name}.md").read_text("utf-8")
        asked.clear()
        html = f"<!doctype html><article>{markdown.reset().convert(text)}</article>"
        try:
            page.set_content(html, wait_until="domcontentloaded")
            found = page.evaluate(f"() => {{ {WATCH_AGAIN} ({PROVOKE})(); return ({INSPECT})(); }}")
        except Error:  # it has led the page away
            asked.append(name)
            found = {}
            page.close()
            page = context.new_page()
        ran += bool(found.get("ran"))
        if not (asked or any(found[what] for what in ("ran", "handlers", "running_links"))):
            harmless_here.append(name)
    context.close()
    assert harmless_here == []
    assert ran >= 40


WATCH_AGAIN = "window.__ran ??= []; window.ran ??= (name) => window.__ran.push(String(name));"
