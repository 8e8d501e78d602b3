"""`briefing pack --pdf`: tagged, with an outline, the same each time, and nothing asked of anyone.

`tests/sites/full` is fictional, and so is what the hostile pages here say.
"""

from __future__ import annotations

import re
import shutil
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from provision import find_browser
from pypdf import PdfReader

from generator.cli import main
from generator.outputs.pack import Chromium, browser, sheet_of

TITLE = "Ambassades à Kyiv"


@pytest.fixture
def chromium(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Chromium:
    """The browser of the tests, which `briefing pack` takes too."""
    request.getfixturevalue("browser")  # skips, or fails, where there is none
    program = find_browser()
    assert program
    monkeypatch.setenv("BRIEFING_CHROMIUM", str(program))
    return Chromium(program)


@pytest.fixture
def asked() -> Iterator[tuple[str, list[str]]]:
    """A server of this machine: its address, and what it was asked for."""
    paths: list[str] = []

    class Listening(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            paths.append(self.path)
            self.send_response(204)
            self.end_headers()

        def log_message(self, format: str, *args: object) -> None:
            """Stay silent."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Listening) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}", paths
        server.shutdown()


def pack(site: Path, to: Path, *more: str) -> Result:
    return CliRunner().invoke(main, ["pack", str(site), "-o", str(to), *more])


def text_of(pdf: PdfReader) -> str:
    return " ".join(" ".join(page.extract_text() for page in pdf.pages).split())


@pytest.fixture
def small_site(built_site: Path, tmp_path: Path) -> Path:
    """The built site with one of its topics, since each takes a second to print."""
    kept = {"embassies.html"}

    def left_out(folder: str, names: list[str]) -> set[str]:
        return set(names) - kept if Path(folder).name == "topics" else {"search"} & set(names)

    return Path(shutil.copytree(built_site, tmp_path / "site", ignore=left_out))


def test_a_brief_and_every_topic(small_site: Path, tmp_path: Path, chromium: Chromium) -> None:
    told = pack(small_site, tmp_path / "packed", "--pdf")
    assert told.exit_code == 0, told.output
    names = ("briefing.zip", "days/2024-11-20.pdf", "topics/embassies.pdf")
    paths = [tmp_path / "packed" / name for name in names]
    assert told.stdout.splitlines() == [str(path) for path in paths]
    assert all(path.stat().st_size for path in paths)

    written = paths[2].read_bytes()
    assert b"file:" not in written
    assert b"/Lang (fr)" in written
    pdf = PdfReader(paths[2])
    assert pdf.metadata
    assert TITLE in str(pdf.metadata.title)
    assert pdf.trailer["/Root"]["/MarkInfo"]["/Marked"]
    first, below = pdf.outline[0], pdf.outline[1]
    assert first.title == TITLE
    assert {"État des lieux", "Qui dit quoi"} <= {entry.title for entry in below}
    said = text_of(pdf)
    for fact in ("Espagne", "Grèce", "Royaume-Uni", "Menace d’une « attaque importante »"):
        assert fact in said
    assert "1. http://localhost/briefing/articles/" in said
    assert f"1 / {len(pdf.pages)}" in said


def test_the_same_page_gives_the_same_pdf(
    built_site: Path, tmp_path: Path, chromium: Chromium
) -> None:
    page = built_site / "days/2024-11-20.html"
    made = []
    for name in ("one", "other"):  # in folders of other names
        (tmp_path / name).mkdir()
        html = sheet_of(built_site, "days/2024-11-20.html", page.read_text("utf-8"), "Letter")
        made.append(chromium.pdf(html, "2024-11-20", tmp_path / name))
    assert made[0] == made[1]
    assert b"(D:20241120000000" in made[0]
    assert re.search(rb"/MediaBox \[0 0 61[12][.\d]* 79[12]", made[0])


HOSTILE = """<!doctype html><html lang="ar"><head><title>A page (fictional)</title>
<link rel="stylesheet" href="{host}/style.css"><style>body {{ background: url({host}/css) }}</style>
<meta http-equiv="refresh" content="0; url={host}/refresh"></head><body>
<article><h1>مرحبا Привіт</h1><script>document.title = "changed"; fetch("{host}/js")</script>
<img src="{host}/img"><img src=secret.png srcset="{host}/set 2x"><img src="../secret.png">
<iframe src="{host}/frame"></iframe><object data="{host}/object"></object>
<p style="background: url({host}/attribute)" onclick="alert()">Said.</p>
<svg><image href="{host}/svg"/><use xlink:href="{host}/use#a"/></svg>
<a href="javascript:alert()">run</a> <a href="../../secret.html">out</a> <a href="{host}/link">x</a>
</article></body></html>"""


def test_nothing_is_asked_of_anyone(
    tmp_path: Path,
    chromium: Chromium,
    asked: tuple[str, list[str]],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    host, paths = asked
    site = tmp_path / "site"
    (site / "articles").mkdir(parents=True)
    (tmp_path / "secret.png").write_bytes(b"not of the site")
    hostile = HOSTILE.format(host=host)
    html = sheet_of(site, "articles/a.html", hostile, "A4")
    for refused in (
        "<script",
        "<iframe",
        "<object",
        "onclick",
        "javascript:",
        "secret",
        "<img src",
    ):
        assert refused not in html
    assert html.count(host) == 3  # in a style sheet, which the policy holds; a link and its note

    # The policy holds alone, where the browser may ask any host and nothing was left out.
    open_flags = tuple(flag for flag in browser.FLAGS if "host-resolver" not in flag)
    assert len(open_flags) == len(browser.FLAGS) - 1
    monkeypatch.setattr(browser, "FLAGS", open_flags)
    wall = html[: html.index("<meta charset")]
    loose = hostile.removeprefix("<!doctype html>").replace("refresh", "")
    assert chromium.pdf(wall + loose, "2024-11-20", tmp_path).startswith(b"%PDF")
    assert paths == []
    chromium.pdf(loose, "2024-11-20", tmp_path)
    assert {"/style.css", "/img", "/js"} <= set(paths)
