"""Whole sites through the real `mkdocs build --strict`: what appears, what fails, what stays out.

The sites are plain folders under `tests/sites/`; everything in them is fictional.
"""

from __future__ import annotations

import gzip
import io
import json
import os
import random
import re
import shutil
import zipfile
import zlib
from datetime import datetime
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner

from generator.cli import main
from tests.engine import SITES, broken_links, build, copy_of, delivered, documents, files_of

VALID = ["minimal", "ünïcode"]
INVALID = {
    "invalid-in-many-files": {"BR101", "BR109", "BR110", "BR114", "BR116", "BR121", "BR138"},
    "invalid-evidence": {"BR301", "BR302", "BR404"},
    "invalid-encoding": {"BR131", "BR134"},
}

# Articles of `invalid-encoding`: bytes that editors and linters would stumble over.
FRONT_MATTER = "source: gazette\npublished: 2023-05-03\nlanguage: fr\n---\n\nTexte fictif.\n"
BYTES = {
    "2023-05-03-latin-1.md": f"---\ntitle: Un été\n{FRONT_MATTER}".encode("latin-1"),
    "2023-05-04-nul.md": f"---\ntitle: Un\0 quai\n{FRONT_MATTER}".encode(),
}


def expected_pages(briefings: Path) -> set[str]:
    """The pages a content folder must become."""
    registers = {
        name: yaml.safe_load((briefings / f"{name}.yml").read_text(encoding="utf-8"))
        for name in ("actors", "places", "sources")
    }
    articles = (file.read_text(encoding="utf-8") for file in briefings.glob("articles/*.md"))
    days = {re.search(r"^published: ([\d-]{10})", text, re.MULTILINE)[1] for text in articles}
    return {
        *(
            "actors.html",
            "archive.html",
            "changes.html",
            "compare.html",
            "map.html",
            "timeline.html",
        ),
        *(f"days/{day}.html" for day in days),
        *("index.html", "about.html", "search.html", "unassigned.html", "404.html"),
        *(f"articles/{file.stem}.html" for file in briefings.glob("articles/*.md")),
        *(f"topics/{file.stem}.html" for file in briefings.glob("topics/*.md")),
        *(f"{name}/{key}.html" for name, register in registers.items() for key in register),
    }


def readable(site: Path) -> str:
    """All that a built site says to anybody: names and contents of files, archives unpacked."""
    parts = []
    files = files_of(site)
    for path, content in {**files, **delivered(files)}.items():
        content = gzip.decompress(content) if path.endswith(".gz") else content
        parts.append(path + "\n" + content.decode("utf-8", "replace"))
    return "\n".join(parts)


@pytest.mark.parametrize("name", VALID)
def test_a_valid_site_builds_from_anywhere(name: str, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    site = tmp_path / "site"
    answer = build(copy_of(name, tmp_path), site, cwd=elsewhere)
    assert answer.code == 0, answer.log
    assert "Traceback" not in answer.log
    assert "WARNING" not in answer.log
    pages = documents(site)
    assert pages.keys() == expected_pages(SITES / name / "briefings")
    assert [path for path, page in pages.items() if len(page.all("h1")) != 1] == []
    del pages["404.html"]  # its links begin with the address the site is served at
    assert broken_links(site, pages) == []
    for name in ("claims", "facts"):
        assert json.loads((site / "data" / f"{name}.json").read_text("utf-8"))


@pytest.mark.parametrize("name", INVALID)
def test_an_invalid_site_fails_in_the_words_of_the_check(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = copy_of(name, tmp_path)
    if name == "invalid-encoding":
        (folder / "briefings" / "articles").mkdir()
        for file, content in BYTES.items():
            (folder / "briefings" / "articles" / file).write_bytes(content)
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    site = tmp_path / "site"
    site.mkdir()
    (site / "index.html").write_text("from an earlier build", encoding="utf-8")
    built = build(folder, site, cwd=elsewhere)
    config = str(folder / "mkdocs.yml")
    monkeypatch.chdir(elsewhere)
    checked = CliRunner().invoke(main, ["check", "--config", config])
    assert (built.code, checked.exit_code) == (1, 1)
    assert set(re.findall(r"\b(BR\d{3}):", checked.output)) >= INVALID[name]
    assert said(built.log) == said(checked.output)
    count = checked.output.splitlines()[-1]
    assert re.search(rf"ERROR +- +briefing: {count}; nothing was built\.$", built.log, re.MULTILINE)
    assert "Traceback" not in built.log + checked.output
    assert files_of(site) == {"index.html": b"from an earlier build"}  # not touched


def said(log: str) -> list[str]:
    """The lines about problems, without the marks the engine's log puts before them."""
    lines = (re.sub(r"^(ERROR|WARNING) +- +briefing: ", "", x) for x in log.splitlines())
    return [line for line in lines if re.search(r" BR\d{3}: |^    ", line)]


def test_directory_urls_are_refused_with_the_reason(tmp_path: Path) -> None:
    answer = build(copy_of("invalid-directory-urls", tmp_path), tmp_path / "site")
    assert answer.code == 1
    assert "`use_directory_urls` must be false" in answer.log
    assert "USB stick" in answer.log
    assert "Traceback" not in answer.log
    assert files_of(tmp_path / "site") == {}


def test_a_language_that_is_none_is_told_in_a_line(tmp_path: Path) -> None:
    folder = copy_of("minimal", tmp_path)
    config = folder / "mkdocs.yml"
    text, changed = re.subn(r"language: \w+", "language: klingon", config.read_text("utf-8"))
    assert changed
    config.write_text(text, "utf-8")
    answer = build(folder, tmp_path / "site")
    assert answer.code == 1
    assert "`theme.language` in mkdocs.yml: unknown locale 'klingon'" in answer.log
    assert "Traceback" not in answer.log


def test_a_region_that_the_theme_does_not_have_is_told_and_can_be_had(tmp_path: Path) -> None:
    folder = copy_of("minimal", tmp_path)
    config = folder / "mkdocs.yml"
    config.write_text(config.read_text("utf-8").replace("language: fr", "language: en-GB"), "utf-8")
    refused = build(folder, tmp_path / "site")
    assert refused.code == 1
    advice = (
        "Write `language: en` under `theme` in mkdocs.yml, and `language: en-GB` under `briefing`."
    )
    assert advice in " ".join(refused.log.split())
    assert "Traceback" not in refused.log
    text = config.read_text("utf-8").replace("language: en-GB", "language: en")
    config.write_text(text.replace("- briefing", "- briefing:\n      language: en-GB"), "utf-8")
    assert build(folder, tmp_path / "site").code == 0
    assert "3 May 2023" in documents(tmp_path / "site")["index.html"].text


@pytest.mark.parametrize(
    ("option", "variables", "message"),
    [
        ("timezone: Mars/Olympus", {}, "`Mars/Olympus` is not a timezone"),
        ("time_zone: UTC", {}, "time_zone"),
        ("timezone: UTC", {"SOURCE_DATE_EPOCH": "tomorrow"}, "SOURCE_DATE_EPOCH is 'tomorrow'"),
    ],
    ids=["unknown-timezone", "unknown-option", "date-that-is-none"],
)
def test_a_wrong_setting_is_told_in_a_line(
    option: str, variables: dict[str, str], message: str, tmp_path: Path
) -> None:
    folder = copy_of("minimal", tmp_path)
    config = folder / "mkdocs.yml"
    text = config.read_text("utf-8")
    config.write_text(text.replace("- briefing", f"- briefing:\n      {option}"), "utf-8")
    answer = build(folder, tmp_path / "site", **variables)
    assert answer.code == 1
    assert message in answer.log
    assert "Traceback" not in answer.log


EMBARGO = int(datetime.fromisoformat("2023-06-01T08:00:00+02:00").timestamp())


WITHHELD = {"2023-05-04-brouillonimite": "brouillonim", "2023-05-05-embargoline": "embargolin"}
"""Articles of `withheld`, and how each word begins that is theirs alone: no stemmer cuts that."""
ONLY_THEIRS = {
    "brouillonim": ("antarct", "dddddd01", "2023-07-", "juillet 2023", "2023-05-04"),
    "embargolin": ("bouvet", "eeeeee02", "2023-08-", "août 2023", "2023-05-05"),
}
"""What else is theirs alone: a country, a fingerprint, days of publication and of changes."""
DESKS_OWN = ("lisezmoitude", "registremotte", "capturesque")
SHOWN_NOWHERE = {"capture", "event"}
"""What no page says of any article: its report's file, a label in a language that is not asked."""


def test_nothing_of_a_withheld_article_is_anywhere(tmp_path: Path) -> None:
    desk, site = copy_of("withheld", tmp_path), tmp_path / "site"
    draft = desk / "briefings" / "articles" / "2023-05-04-brouillonimite.md"
    text = draft.read_text("utf-8")

    def everything(moment: int | None) -> tuple[str, str]:
        """All that the site says, and all that is kept for its next build."""
        answer = build(desk, site, **({"SOURCE_DATE_EPOCH": str(moment)} if moment else {}))
        assert answer.code == 0, answer.log
        kept = files_of(desk / ".cache")
        assert [path for path in kept if path.endswith(".zip")]
        said = readable(site).lower()
        assert "trois grues" in said
        assert not [word for word in DESKS_OWN if word in said]
        return said, "\n".join(path + "\n" + _unpacked(raw) for path, raw in kept.items())

    # First all is public: each word is found, or its absence would prove nothing.
    draft.write_text(text.replace("draft: true\n", ""), "utf-8")
    said, kept = everything(EMBARGO)
    for article, beginning in WITHHELD.items():
        source = (desk / "briefings" / "articles" / f"{article}.md").read_text("utf-8")
        words = set(re.findall(rf"{beginning}i?-([\w-]+)", source)) | {"contenu", "autre-contenu"}
        words |= {"acteur", "endroit"}
        assert len(words) > 40
        assert {w for w in words if not re.search(rf"{beginning}i?-{w}\b", said)} == SHOWN_NOWHERE
        assert [word for word in ONLY_THEIRS[beginning] if word not in said] == []
        assert beginning in kept
    # Then it is withheld: nothing of it is left, in the folder of the site or in what is kept.
    draft.write_text(text, "utf-8")
    for moment, withheld in {EMBARGO: 1, EMBARGO - 1: 2, None: 2}.items():
        said = "\n".join(everything(moment))
        for beginning in list(WITHHELD.values())[:withheld]:
            found = {said[m.start() - 40 : m.end() + 20] for m in re.finditer(beginning, said)}
            assert found == set(), moment
            assert [word for word in ONLY_THEIRS[beginning] if word in said] == []
    names = files_of(site)
    assert not [p for p in names if p.endswith((".yml", ".md")) or "captures" in p or "README" in p]
    # What the article that is shown says of them stays, without the way there.
    page = documents(site)["articles/2023-05-03-quai-nord.html"]
    assert "un article à venir, dans un autre et dans celui-ci" in " ".join(page.text.split())
    assert "2023-05-03-quai-nord.html" in page.links
    assert "articles/quai.png" in names


def _unpacked(content: bytes) -> str:
    """What a kept part of the search holds, each of its files unpacked too."""
    with zipfile.ZipFile(io.BytesIO(content)) as kept:
        files = [kept.read(name) for name in kept.namelist()]
    gzipped = (zlib.decompress(f, wbits=31) if f[:2] == b"\x1f\x8b" else f for f in files)
    return "\n".join(file.decode("utf-8", "replace") for file in gzipped)


def test_publication_in_the_future_is_told_in_the_log_only(tmp_path: Path) -> None:
    folder = copy_of("minimal", tmp_path)
    article = next(folder.glob("briefings/articles/*.md"))
    text = article.read_text("utf-8").replace("published: 2023", "published: 2098")
    article.write_text(text, "utf-8")
    calm = build(folder, tmp_path / "site", strict=False)
    assert calm.code == 0
    assert re.search(r"WARNING +- +briefing: briefings/articles/\S+: warning BR137: ", calm.log)
    # Under --strict any warning fails, after the same bytes have been written.
    strict = build(folder, tmp_path / "strict")
    assert strict.code == 1
    assert "1 warnings" in strict.log
    assert files_of(tmp_path / "strict") == files_of(tmp_path / "site")
    assert "BR137" not in readable(tmp_path / "site")


CLOCK = """
import datetime, time

AHEAD = 400 * 24 * 3600 + 7777
real, real_time = datetime.datetime, time.time


class Kind(type(real)):
    def __instancecheck__(cls, value):
        return isinstance(value, real)


class Shifted(real, metaclass=Kind):
    @classmethod
    def now(cls, tz=None):
        return real.now(tz) + datetime.timedelta(seconds=AHEAD)

    @classmethod
    def utcnow(cls):
        return cls.now(datetime.timezone.utc).replace(tzinfo=None)


datetime.datetime = Shifted
time.time = lambda: real_time() + AHEAD
"""
"""Where a build has this as its `sitecustomize`, more than a year has passed."""


@pytest.mark.parametrize("name", ["ünïcode", "withheld"])
def test_the_content_alone_decides_every_byte(name: str, tmp_path: Path) -> None:
    clock = tmp_path / "clock"
    clock.mkdir()
    (clock / "sitecustomize.py").write_text(CLOCK, "utf-8")
    here = with_address(copy_of(name, tmp_path / "here"))
    there = shuffled_copy(here, tmp_path / "a much longer way" / "to there")
    first = build(here, tmp_path / "first", TZ="UTC", LC_ALL="C.UTF-8", PYTHONHASHSEED="1")
    second = build(
        there,
        tmp_path / "below" / "second",
        cwd=tmp_path,
        TZ="Pacific/Kiritimati",
        LC_ALL="C",
        LANG="tr_TR.UTF-8",
        PYTHONHASHSEED="4242",
        PYTHONPATH=str(clock),
    )
    assert (first.code, second.code) == (0, 0), first.log + second.log
    ours, theirs = files_of(tmp_path / "first"), files_of(tmp_path / "below" / "second")
    assert ours.keys() == theirs.keys()
    assert [path for path in ours if ours[path] != theirs[path]] == []
    days = set(re.findall(r"<lastmod>(.*?)</lastmod>", ours["sitemap.xml"].decode()))
    assert days
    assert all(day.startswith("2023-05-0") for day in days), days


def with_address(site: Path) -> Path:
    """The same site with an address, so that its sitemap names pages."""
    config = site / "mkdocs.yml"
    text = config.read_text("utf-8")
    if "site_url" not in text:
        config.write_text(text + "site_url: https://example.org/fictif/\n", "utf-8")
    return site


def shuffled_copy(site: Path, into: Path) -> Path:
    """A copy whose files were made in another order and at another time."""
    files = sorted(file for file in site.rglob("*") if file.is_file())
    random.Random(7).shuffle(files)
    for number, file in enumerate(files):
        copy = into / file.relative_to(site)
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(file, copy)
        os.utime(copy, (10**9 + number, 10**9 + number))
    return into


def test_pages_of_another_kind_pass_through(tmp_path: Path) -> None:
    folder = copy_of("minimal", tmp_path)
    (folder / "briefings" / "extra.md").write_text(
        "---\ntitle: En plus\n---\n\n# Titre\n\n{{ 7*7 }}\n\n"
        "## Une partie\n\n[article](articles/2023-05-03-quai-nord.md) [plus haut](#une-partie)\n\n"
        "<script>alert(1)</script><b onclick='alert(1)'>gras</b>\n",
        "utf-8",
    )
    answer = build(folder, tmp_path / "site")
    assert answer.code == 0, answer.log
    page = documents(tmp_path / "site")["extra.html"]
    assert "{{ 7*7 }}" in page.text
    assert "une-partie" in page.ids
    assert "articles/2023-05-03-quai-nord.html" in page.links
    assert broken_links(tmp_path / "site", {"extra.html": page}) == []
    html = (tmp_path / "site" / "extra.html").read_text("utf-8")
    assert "<b>gras</b>" in html
    assert "alert(1)" not in html
