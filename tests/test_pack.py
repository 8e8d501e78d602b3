"""`briefing pack`: the archive for a USB stick, and what is said when it cannot be made."""

from __future__ import annotations

import sys
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from generator.cli import main
from generator.outputs.pack import sheet_of
from tests.engine import Document, files_of

HEAD = '<link rel="canonical" href="https://example.org/desk/topics/quay.html">'
PAGE = """<html lang="fr"><head>{head}</head><body><nav><a href="../index.html">Home</a></nav>
<article><h1 id="top">Quay &amp; <b>sons</b></h1><a href="#top">here</a>
<a href="../articles/one.html#p1">« one »</a> <a href="../articles/one.html#p2">« two »</a>
<a href="https://example.net/?a=1&amp;b=2">out</a> <a href="../sources/radio.html">Radio</a>
</article></body></html>"""


def pack(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, ["pack", *map(str, arguments)])


def test_the_archive_is_the_site(two_reports: Path, tmp_path: Path) -> None:
    for name in ("one", "other"):
        told = pack(two_reports, "-o", tmp_path / name)
        assert told.exit_code == 0, told.output
        assert told.stdout == f"{tmp_path / name / 'briefing.zip'}\n"
    assert files_of(tmp_path / "one") == files_of(tmp_path / "other")
    with zipfile.ZipFile(tmp_path / "one/briefing.zip") as archive:
        archive.extractall(tmp_path)
    assert files_of(tmp_path / "briefing") == files_of(two_reports)


@pytest.mark.skipif(sys.platform == "win32", reason="the stand-in is a shell script")
def test_every_day_on_the_paper_that_is_asked_for(
    two_reports: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    browser = tmp_path / "browser"  # which hands on the document that it is to print
    browser.write_text(
        "#!/bin/sh\n"
        "for word; do case $word in --print-to-pdf=*) into=${word#*=} ;; esac; done\n"
        '[ -z "$into" ] || cp "${word#file://}" "$into"\n'
    )
    browser.chmod(0o755)
    monkeypatch.setenv("BRIEFING_CHROMIUM", str(browser))
    told = pack(two_reports, "--to", tmp_path / "packed", "--pdf", "--days", "--paper", "Letter")
    assert told.exit_code == 0, told.output
    assert "@page{size:Letter}" in (tmp_path / "packed/days/2024-11-20.pdf").read_text("utf-8")

    browser.write_text('#!/bin/sh\n[ "$1" = --version ] || { echo No display >&2; exit 1; }\n')
    told = pack(two_reports, "--to", tmp_path / "packed", "--pdf")
    assert (told.exit_code, "was not printed: No display" in told.output) == (1, True)


@pytest.mark.parametrize("root", ["https://example.org/desk/", ""])
def test_links_become_notes(tmp_path: Path, root: str) -> None:
    html = sheet_of(tmp_path, "topics/quay.html", PAGE.format(head=HEAD if root else ""), "A4")
    page = Document(html)
    out = "https://example.net/?a=1&b=2"
    inside = [f"{root}articles/one.html#p1", f"{root}articles/one.html#p2"]
    if root:
        assert page.links == [
            f"{root}index.html",
            "#top",
            *inside,
            out,
            f"{root}sources/radio.html",
        ]
    else:  # an address of this machine would lead nobody anywhere
        assert page.links == ["#top", out]
    assert f'<ol class="addresses"><li>{root}articles/one.html</li><li>' in html
    assert html.count("<li>") == 2
    assert html.count('<sup class="note-mark">1</sup>') == 2
    assert html.count('<sup class="note-mark">2</sup>') == 1
    assert "Quay & sons" in page.text


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--pdf", "--day", "2024-11-21"], "There is no brief of 2024-11-21. Days of this site: "),
        (["--day", "2024-11-20"], "Days are printed: add --pdf."),
        (["--pdf"], "No Chromium or Chrome runs here"),
    ],
)
def test_what_cannot_be_packed_is_told(
    two_reports: Path,
    tmp_path: Path,
    arguments: list[str],
    said: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("BRIEFING_CHROMIUM", str(tmp_path / "none"))
    told = pack(two_reports, "-o", tmp_path / "packed", *arguments)
    assert told.exit_code == 2
    assert said in told.output
    assert not (tmp_path / "packed").exists()


def test_only_a_site_is_packed_and_not_into_itself(two_reports: Path, tmp_path: Path) -> None:
    told = pack(tmp_path)
    assert (told.exit_code, "holds no briefing site" in told.output) == (2, True)
    told = pack(two_reports, "-o", two_reports / "packed")
    assert (told.exit_code, "is in the site" in told.output) == (2, True)
