"""Message catalogs of a desk's own: a language is one file, a few words are another."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from generator.diagnostics import as_text
from generator.locale import Words
from generator.locale.catalogs import OURS, check_catalogs
from tests.engine import build, copy_of, run

FRENCH = (OURS / "fr.po").read_text("utf-8")


def told(folder: Path, language: str) -> str:
    found = check_catalogs(language, [folder], "mkdocs.yml")
    return as_text(found).replace(folder.as_posix(), "mine/locale")


def write(folder: Path, language: str, text: str) -> None:
    (folder / f"{language}.po").write_text(text, "utf-8")


def another_language() -> str:
    """A whole catalog in an invented language: every French word backwards, blanks kept."""

    def turned(match: re.Match[str]) -> str:
        parts = re.split(r"(%\(\w+\)s|\\.)", match[2])
        return match[1] + '"' + "".join(p[::-1] if not n % 2 else p for n, p in enumerate(parts))

    return re.sub(r'^(msgstr(?:\[\d\])? )"(.+)(?="$)', turned, FRENCH, flags=re.MULTILINE)


def test_ours_need_nothing(tmp_path: Path) -> None:
    for language in ("fr", "en"):
        assert told(tmp_path, language) == "0 errors, 0 warnings"


def test_a_language_is_one_file(tmp_path: Path) -> None:
    write(tmp_path, "eo", another_language())
    assert told(tmp_path, "eo") == "0 errors, 0 warnings"
    words = Words("eo", [tmp_path])
    assert words.say("Newest articles") == Words("fr").say("Newest articles")[::-1]
    assert words.count("%(n)s fact", "%(n)s facts", 1) == "1tiaf "
    assert words.count("%(n)s fact", "%(n)s facts", 2) == "2stiaf "


def test_a_catalog_without_a_header_has_its_languages_plurals(tmp_path: Path) -> None:
    few = "".join(f'msgstr[{n}] "%(n)s {word}"\n' for n, word in enumerate(("un", "due", "mol")))
    write(tmp_path, "pl", f'msgid "%(n)s fact"\nmsgid_plural "%(n)s facts"\n{few}')
    assert "BR51" not in told(tmp_path, "pl").replace("BR510", "")
    words = Words("pl", [tmp_path])
    said = [words.count("%(n)s fact", "%(n)s facts", n) for n in (1, 3, 5, 22)]
    assert said == ["1 un", "3 due", "5 mol", "22 due"]


def test_a_few_words_of_ours_can_be_others(tmp_path: Path) -> None:
    write(tmp_path, "fr", 'msgid "Newest articles"\nmsgstr "À lire : du neuf"\n')
    assert told(tmp_path, "fr") == "0 errors, 0 warnings"
    words = Words("fr", [tmp_path])
    assert words.say("Newest articles") == "À lire\u00a0: du neuf"
    assert words.say("Published") == Words("fr").say("Published")


def test_what_a_language_lacks_is_counted(tmp_path: Path) -> None:
    whole = told(tmp_path, "eo")
    total = len(re.findall(r'^msgid "', FRENCH, re.MULTILINE)) - 1  # the first is the header
    said = f"0 of {total} messages are translated into `eo`; the others, such as “"
    assert whole.startswith(f"mkdocs.yml:1:1: note BR510: {said}")
    assert "Put a catalog `locale/eo.po` in the folder that `templates`" in whole
    assert whole.endswith("\n0 errors, 0 warnings")
    write(tmp_path, "eo", 'msgid "Published"\nmsgstr "Aperis"\n')
    part = told(tmp_path, "eo")
    assert part.startswith(f"mine/locale/eo.po:1:1: note BR510: 1 of {total} messages")
    assert "Put a catalog" not in part


@pytest.mark.parametrize(
    ("text", "place", "words"),
    [
        ('msgid "As of %(day)s"\nmsgstr "Au jour"\n', "1:1", "`%(day)s`"),
        ('\nmsgid "As of %(day)s"\nmsgstr "Au %(jour)s"\n', "2:1", "`%(day)s`"),
        ('msgid "Published"\nmsgstr "Paru à 100 %"\n', "1:1", "none"),
        (
            'msgid "%(n)s fact"\nmsgid_plural "%(n)s facts"\nmsgstr[0] "un"\nmsgstr[1] "%(n)s"\n',
            "1:1",
            "`%(n)s`",
        ),
    ],
)
def test_blanks_must_be_those_of_the_message(
    text: str, place: str, words: str, tmp_path: Path
) -> None:
    write(tmp_path, "fr", text)
    said = told(tmp_path, "fr")
    assert said.startswith(f"mine/locale/fr.po:{place}: error BR512: ")
    assert f"each as it stands: {words}." in said


@pytest.mark.parametrize("raw", [b"nothing of the kind", b"\xff\xfe", b'msgid "\xe9"\n'])
def test_what_is_no_catalog_is_told_in_a_line(raw: bytes, tmp_path: Path) -> None:
    (tmp_path / "fr.po").write_bytes(raw)
    assert told(tmp_path, "fr").startswith("mine/locale/fr.po:1:1: error BR511: ")


def test_a_site_in_a_third_language(tmp_path: Path) -> None:
    folder = copy_of("minimal", tmp_path)
    config = folder / "mkdocs.yml"
    text = config.read_text("utf-8").replace("  language: fr\n", "  language: eo\n")
    text = text.replace("- briefing", "- briefing:\n      content_language: fr")
    config.write_text(text, "utf-8")
    strict = build(folder, tmp_path / "site")
    assert strict.code == 0, strict.log  # what stays English is no mistake
    assert re.search(r"note BR510: 0 of \d+ messages are translated into `eo`", strict.log)
    checked = run("generator.cli", "check", "--strict", "--format", "github", cwd=folder)
    assert checked.code == 0
    assert checked.log.startswith("::notice file=mkdocs.yml,line=1,col=1,title=BR510::")
    (listed,) = json.loads(run("generator.cli", "check", "--format", "json", cwd=folder).log)
    assert (listed["severity"], listed["code"]) == ("note", "BR510")
    (folder / "mine" / "locale").mkdir(parents=True)
    write(folder / "mine" / "locale", "eo", another_language())
    text = text.replace("content_language: fr", "content_language: fr\n      templates: mine")
    config.write_text(text, "utf-8")
    answer = build(folder, tmp_path / "site")
    assert answer.code == 0, answer.log
    html = (tmp_path / "site" / "index.html").read_text("utf-8")
    assert Words("fr").say("Newest articles")[::-1] in html


def test_a_broken_catalog_stops_the_build_and_the_check(tmp_path: Path) -> None:
    folder = copy_of("minimal", tmp_path)
    (folder / "mine" / "locale").mkdir(parents=True)
    write(folder / "mine" / "locale", "fr", "nothing of the kind")
    config = folder / "mkdocs.yml"
    text = config.read_text("utf-8").replace("- briefing", "- briefing:\n      templates: mine")
    config.write_text(text, "utf-8")
    answer = build(folder, tmp_path / "site")
    assert answer.code == 1
    assert "mine/locale/fr.po:1:1: error BR511: This message catalog cannot be read" in answer.log
    assert "Traceback" not in answer.log
