"""`briefing verify`: nothing on sound sites, and each fault at its place.

Faults are put into a built site as its files, in memory. The sites of `tests/sites/` are fictional.
"""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from generator import Site
from generator.cli import main, open_content, read_config
from generator.diagnostics import Diagnostic, rules
from generator.outputs.search import search_files
from generator.verify import verify
from generator.verify.built import BuiltPage
from generator.verify.folder import Folder
from tests.engine import REPOSITORY, SITES, build, copy_of

ARTICLE = "articles/2024-11-20-ambassades-mines-et-reponse-de-moscou.html"
TOPIC = "topics/embassies.html"

Files = dict[str, bytes]


def content_of(folder: Path) -> Site:
    return open_content(read_config(folder / "mkdocs.yml"))


def faults_of(folder: Path, files: Mapping[str, bytes]) -> list[Diagnostic]:
    """What is wrong with `files` as the built site of the desk in `folder`."""
    address = read_config(folder / "mkdocs.yml").site_url or ""
    content = content_of(folder)
    return verify(content, files, address=address, search=dict(search_files(content.desk)))


@pytest.fixture(scope="module")
def content() -> Site:
    return content_of(REPOSITORY)


@pytest.fixture(scope="module")
def search(content: Site) -> Mapping[str, str]:
    return dict(search_files(content.desk))


@pytest.fixture(scope="module")
def sound(two_reports: Path) -> Mapping[str, bytes]:
    return dict(Folder(two_reports))


def test_the_repositorys_own_site_is_sound(content: Site, sound: Mapping[str, bytes]) -> None:
    assert verify(content, sound) == []


@pytest.mark.parametrize("name", ["minimal", "ünïcode", "withheld"])
@pytest.mark.parametrize("address", ["", "https://example.org/fictif/"])
def test_a_sound_site_has_no_fault(
    name: str, address: str, shared_site: Callable[..., Path], tmp_path: Path
) -> None:
    if (read_config(SITES / name / "mkdocs.yml").site_url or "") == address:  # built elsewhere too
        assert faults_of(SITES / name, Folder(shared_site(name, SITES / name))) == []
        return
    folder = copy_of(name, tmp_path)
    config = folder / "mkdocs.yml"
    text = re.sub(r"^site_url: .*\n", "", config.read_text("utf-8"), flags=re.MULTILINE)
    config.write_text(text + (f"site_url: {address}\n" if address else ""), "utf-8")
    answer = build(folder, tmp_path / "site")
    assert answer.code == 0, answer.log
    assert faults_of(folder, Folder(tmp_path / "site")) == []


def test_hostile_content_makes_no_fault_but_its_own(untrusted: tuple[Path, Path]) -> None:
    """Pictures that the attacks ask for and do not bring, a footnote that one swallows."""
    desk, site = untrusted
    faults = faults_of(desk, Folder(site))
    assert {fault.code for fault in faults} == {"BR609", "BR613"}
    for fault in faults:
        own = "`#fn:1`" if fault.code == "BR609" else "loads `x`"
        assert own in fault.message


# --- faults --------------------------------------------------------------------------------


def put(path: str, old: str, new: str, at: str = "") -> Callable[[Files], str]:
    """A fault that has `new` in the place of `old`; gives back what its place begins with."""

    def change(files: Files) -> str:
        text = files[path].decode("utf-8")
        assert old in text, f"{path}: {old}"
        files[path] = text.replace(old, new, 1).encode("utf-8")
        return at

    return change


def into(path: str, html: str) -> Callable[[Files], str]:
    """A fault that is one more element at the end of a page."""
    return put(path, "</body>", f"\n  {html}\n</body>", at=html)


def add(path: str, text: str = "", at: str = "") -> Callable[[Files], str]:
    def change(files: Files) -> str:
        files[path] = text.encode("utf-8")
        return at

    return change


def remove(path: str) -> Callable[[Files], str]:
    def change(files: Files) -> str:
        del files[path]
        return ""

    return change


def cut(files: Files) -> str:
    files[ARTICLE] = files[ARTICLE].partition(b"</article>")[0]
    return ""


def latin(files: Files) -> str:
    files[ARTICLE] = files[ARTICLE].replace("é".encode(), b"\xe9", 1)
    return ""


def raw(files: Files) -> str:
    """What an engine without the plugin makes of an article."""
    files[ARTICLE] = b'<!doctype html><html><body><h1 id="titre">Titre</h1></body></html>'
    return ""


def stale(files: Files) -> str:
    files["topics/landmines.html"] = files[TOPIC]
    return ""


DATA = '"certainty": "reported"'
CLAIM = "status-gr-314fb822"
MARK = f'<mark id="{CLAIM}" class="passage" data-passage="{CLAIM}">'
NEAR = "topics/landmines.html"
ELSEWHERE = "https://example.org/x"

# Each: how to make it, the file it is told at, what else it makes wrong.
FAULTS: dict[str, tuple[Callable[[Files], str], str, set[str]]] = {
    "BR601-page": (remove(TOPIC), TOPIC, set()),
    "BR601-404": (remove("404.html"), "404.html", set()),
    "BR602-raw": (raw, ARTICLE, set()),
    "BR602-empty": (add("index.html"), "index.html", set()),
    "BR603-cut": (cut, ARTICLE, set()),
    "BR603-encoding": (latin, ARTICLE, set()),
    "BR604-fact": (put(TOPIC, ' id="embassies.GR.state"', ""), TOPIC, {"BR609"}),
    "BR604-heading": (put(ARTICLE, ' id="untold"', ""), ARTICLE, {"BR609"}),
    "BR605-id": (into(ARTICLE, '<p id="untold">'), ARTICLE, set()),
    "BR606-mark": (put(ARTICLE, MARK, "<mark>"), ARTICLE, {"BR609"}),
    "BR607-words": (put(ARTICLE, MARK, MARK + "Pas ", at=MARK), ARTICLE, {"BR607", "BR616"}),
    "BR608-link": (into(TOPIC, '<a href="../articles/nowhere.html">?</a>'), TOPIC, set()),
    "BR608-outside": (into(TOPIC, '<a href="../../index.html">?</a>'), TOPIC, set()),
    "BR608-root": (into(TOPIC, '<a href="/index.html">?</a>'), TOPIC, set()),
    "BR608-folder": (into(TOPIC, '<a href="../articles/">?</a>'), TOPIC, set()),
    "BR608-redirect": (
        into(TOPIC, '<meta http-equiv="refresh" content="0; url=gone.html">'),
        TOPIC,
        set(),
    ),
    "BR609-own-page": (into(TOPIC, '<a href="#nowhere">?</a>'), TOPIC, set()),
    "BR609-from-404": (into("404.html", f'<a href="/{ARTICLE}#no">?</a>'), "404.html", set()),
    "BR610-gone": (add("articles/2024-11-19-gone.html"), "articles/2024-11-19-gone.html", set()),
    "BR611-register": (add("actors.yml"), "actors.yml", set()),
    "BR611-capture": (add("captures/report.txt"), "captures/report.txt", set()),
    "BR611-markdown": (add("topics/embassies.md"), "topics/embassies.md", set()),
    "BR612-script": (into(TOPIC, f'<script src="{ELSEWHERE}.js"></script>'), TOPIC, set()),
    "BR612-picture": (into(TOPIC, f'<img srcset="data:, 1x, {ELSEWHERE} 2x">'), TOPIC, set()),
    "BR612-style": (into(TOPIC, f'<p style="background:url({ELSEWHERE})">'), TOPIC, set()),
    "BR612-sheet": (
        add("assets/briefing.css", f'p {{}}\n @import "{ELSEWHERE}";', at="@import"),
        "assets/briefing.css",
        set(),
    ),
    "BR612-font": (into(TOPIC, '<link rel="preconnect" href="//example.org">'), TOPIC, set()),
    "BR613-stylesheet": (remove("assets/briefing.css"), "404.html", set()),
    "BR613-script": (into(TOPIC, '<script src="../assets/no.js"></script>'), TOPIC, set()),
    "BR614-data": (remove("data/facts.json"), "data/facts.json", set()),
    "BR615-data": (put("data/claims.json", DATA, DATA + " "), "data/claims.json", set()),
    "BR616-words": (put(TOPIC, "Italie", "Utopie"), TOPIC, set()),
    "BR616-other-page": (stale, NEAR, {"BR604", "BR605", "BR608", "BR609"}),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_is_found_at_its_place(
    fault: str, content: Site, sound: Mapping[str, bytes]
) -> None:
    inject, path, consequences = FAULTS[fault]
    files = dict(sound)
    begins_with = inject(files)
    found = verify(content, files)
    code = fault.split("-")[0]
    here = [d for d in found if (d.code, d.path) == (code, path)]
    assert here, found
    assert {d.code for d in found} <= {code} | consequences
    if begins_with:
        lines = files[path].decode("utf-8").splitlines()
        assert any(lines[d.line - 1][d.column - 1 :].startswith(begins_with) for d in here)


def test_what_no_reader_sees_is_no_fault(content: Site, sound: Mapping[str, bytes]) -> None:
    files = dict(sound)
    put(TOPIC, "Italie", " \n\u00a0Ita\x02lie\t")(files)
    assert verify(content, files) == []


def test_a_missing_page_is_told_once_with_the_links_that_lead_to_it(
    content: Site, sound: Mapping[str, bytes]
) -> None:
    files = {path: raw for path, raw in sound.items() if path != TOPIC}
    (fault,) = verify(content, files)
    pages = [BuiltPage(raw.decode()) for path, raw in files.items() if path.endswith(".html")]
    addresses = [r.address.partition("#")[0] for page in pages for r in page.references]
    links = sum(address.endswith("embassies.html") for address in addresses)
    assert links > 20
    assert fault.message == f"The page is missing; {links} links lead to it."


def test_a_link_that_is_wrong_is_told_beside_a_missing_page(
    content: Site, sound: Mapping[str, bytes]
) -> None:
    files = dict(sound)
    del files[TOPIC]
    into(NEAR, '<a href="embassy.html">?</a>')(files)
    assert {(d.code, d.path) for d in verify(content, files)} == {("BR601", TOPIC), ("BR608", NEAR)}


@pytest.mark.parametrize("code", ["BR612", "BR613"])
def test_what_every_page_loads_is_told_once(
    code: str, content: Site, sound: Mapping[str, bytes]
) -> None:
    files = dict(sound)
    pages = sorted(path for path in files if path.endswith(".html"))
    if code == "BR613":
        del files["assets/briefing.css"]
    else:
        for page in pages:
            into(page, f'<img src="{ELSEWHERE}">')(files)
    into(NEAR, '<script src="../assets/no.js"></script>')(files)  # a second file, a second fault
    first, second = sorted(verify(content, files), key=lambda d: "no.js" in d.message)
    assert (first.code, first.path) == (code, pages[0])
    assert f" ({len(pages) - 1} more places do)" in first.message
    assert (second.code, second.path) == ("BR613", NEAR)
    assert "more place" not in second.message


def test_every_code_is_injected_or_tested_below() -> None:
    injected = {fault.split("-")[0] for fault in FAULTS}
    assert injected | {"BR617", "BR618", "BR619"} == {
        code for code in rules() if code.startswith("BR6")
    }


def test_drafts_that_were_published_and_old_paths_that_lead_astray_are_named(
    shared_site: Callable[..., Path],
) -> None:
    folder = SITES / "withheld"
    site = shared_site("withheld", folder)
    files = dict(Folder(site))
    content = content_of(folder)
    draft = next(p for p in content.hidden if "brouillonimite" in p).replace(".md", ".html")
    old, older = content.redirects
    leads_on = files[old]
    stale = "archives/brouillonimi-chemin.html"  # where the draft was, when it was none
    picture = "articles/brouillonimi-image.png"
    files |= {draft: b"<html></html>", picture: b"png"}
    files |= {stale: leads_on, old: leads_on.replace(b"quai", b"pont")}
    found = faults_of(folder, files)
    assert [(d.code, d.path) for d in found if d.code != "BR608"] == [
        ("BR610", stale),
        ("BR619", old),
        ("BR610", draft),
        ("BR611", picture),
    ]
    assert all("draft or under embargo" in d.message for d in found if d.code == "BR610")
    assert {d.path for d in found if d.code == "BR608"} == {old}
    files = dict(Folder(site)) | {old: files["index.html"]}
    del files[older]
    found = [d for d in faults_of(folder, files) if d.path in (old, older)]
    assert [d.message for d in found if d.code in ("BR601", "BR619")] == [
        "This old path must lead on to `articles/2023-05-03-quai-nord.html`, and it leads nowhere.",
        "The page is missing; 0 links lead to it.",
    ]


def test_links_to_the_sites_own_address_are_checked(tmp_path: Path) -> None:
    address = "https://example.org/fictif/"
    folder = copy_of("minimal", tmp_path)
    with (folder / "mkdocs.yml").open("a", encoding="utf-8") as config:
        config.write(f"site_url: {address}\n")
    assert build(folder, tmp_path / "site").code == 0
    files = dict(Folder(tmp_path / "site"))
    for page, link in {"index.html": f"{address}gone.html", "404.html": "/index.html"}.items():
        good = f'<a href="{address}">+</a><a href="https://example.com/">+</a><a href="?q">+</a>'
        into(page, f'{good}<a href="?q#top">+</a><a href="{link}">-</a>')(files)
    found = faults_of(folder, files)
    assert [(d.code, d.path) for d in found] == [("BR608", "404.html"), ("BR608", "index.html")]


# --- the command ---------------------------------------------------------------------------


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["verify", *arguments])


def test_a_build_without_the_plugin_is_found_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = copy_of("minimal", tmp_path)
    monkeypatch.chdir(folder)
    config = folder / "mkdocs.yml"
    whole = config.read_text("utf-8")
    bare = re.sub(r"^  - briefing\b.*\n(    .*\n)*", "", whole, flags=re.MULTILINE)
    assert bare != whole
    config.write_text(bare, "utf-8")
    answer = build(folder, folder / "site", strict=False)
    assert answer.code == 0, answer.log  # the engine sees nothing wrong
    told = run("site")
    assert told.exit_code == 1
    assert "mkdocs.yml:1:1: error BR617: " in told.output
    config.write_text(whole, "utf-8")
    told = run("site")
    assert told.exit_code == 1
    pages = {page.url for page in content_of(folder).pages} | {"404.html"}
    out = set(re.findall(r"^site/(\S+):1:1: error BR60[12]: ", told.output, re.MULTILINE))
    assert out == pages
    assert "site/sources.yml:1:1: error BR611: " in told.output
    assert "Traceback" not in told.output


def test_the_formats_and_exit_codes(
    shared_site: Callable[..., Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = copy_of("minimal", tmp_path)
    monkeypatch.chdir(folder)
    shutil.copytree(shared_site("minimal", SITES / "minimal"), folder / "site")
    assert (run("site").exit_code, run("site").output) == (0, "0 errors, 0 warnings\n")
    assert json.loads(run("site", "--format", "json").output) == []
    (folder / "site" / "about.html").unlink()
    text = run("site")
    assert text.exit_code == 1
    assert text.output.startswith("site/")
    listed = [Diagnostic(**entry) for entry in json.loads(run("site", "--format", "json").output)]
    assert "BR601" in {d.code for d in listed}
    assert "::error file=site/about.html,line=1," in run("site", "--format", "github").output
    for misuse in (["nowhere"], [], ["site", "--config", "nowhere.yml"]):
        assert run(*misuse).exit_code == 2
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "tomorrow")
    assert run("site").exit_code == 2


def test_content_with_errors_is_told_as_check_tells_it(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    folder = copy_of("invalid-evidence", tmp_path)
    monkeypatch.chdir(folder)
    (folder / "site").mkdir()
    told = run("site")
    assert told.exit_code == 1
    assert told.output == CliRunner().invoke(main, ["check"]).output


def test_files_of_the_search_that_are_missing_changed_or_stale_are_told(
    content: Site, sound: Mapping[str, bytes], search: Mapping[str, str]
) -> None:
    assert verify(content, sound, search=search) == []
    pack = next(path for path in search if "/pack/" in path)
    stale = pack.replace("pack/0", "pack/77")
    files: Files = {**sound, stale: sound[pack], "search/pagefind.js": b"changed"}
    del files[pack]
    found = {(d.code, d.path) for d in verify(content, files, search=search)}
    assert found == {("BR614", pack), ("BR615", "search/pagefind.js"), ("BR618", stale)}
