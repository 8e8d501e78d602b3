"""`briefing check`: its three formats, its exit codes, its configuration."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from markdown.extensions.toc import slugify_unicode

from generator.cli import main, read_config
from generator.mkdocs_config import settings_of
from tests.engine import run
from tests.test_cases import BASE

ARTICLE = """---
title: The bridge is closed (fictional)
source: {source}
published: {published}
language: en
silence:
  - code: BR703
    reason: Fictional.
---
The harbour mistress said: “Nobody knows why.”
"""
CONFIG = """site_name: Fictional
docs_dir: content
theme: {name: material, language: fr-CA}
markdown_extensions:
  - toc: {slugify: !!python/name:markdown.extensions.toc.slugify_unicode }
plugins:
  - search
  - briefing: {timezone: Europe/Paris}
extra: {key: !ENV [NOT_SET, none]}
"""


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "mkdocs.yml").write_text(CONFIG)
    for path, raw in BASE.items():
        file = tmp_path / "content" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(raw)
    (tmp_path / "content" / "articles").mkdir()
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write(desk: Path, source: str = "example-gazette", published: str = "2024-11-20") -> Path:
    file = desk / "content" / "articles" / "2024-11-20-bridge.md"
    file.write_text(ARTICLE.format(source=source, published=published), encoding="utf-8")
    return file


def check(*options: str) -> Result:
    return CliRunner().invoke(main, ["check", *options])


def test_good_content_exits_0(desk: Path) -> None:
    write(desk)
    result = check("--strict")
    assert (result.exit_code, result.output) == (0, "0 errors, 0 warnings\n")


def test_findings_exit_1_and_their_paths_can_be_opened(desk: Path) -> None:
    write(desk, source="nobody")
    result = check()
    assert result.exit_code == 1
    assert result.output.startswith("content/articles/2024-11-20-bridge.md:3:9: error BR201: ")
    assert Path(result.output.split(":")[0]).is_file()


def test_warnings_fail_only_when_strict(desk: Path) -> None:
    write(desk, published="2150-01-01")
    assert check().exit_code == 0
    assert "warning BR137" in check().output
    assert check("--strict").exit_code == 1


def test_json(desk: Path) -> None:
    write(desk, source="nobody")
    found = json.loads(check("--format", "json").output)
    assert found[0]["path"] == "content/articles/2024-11-20-bridge.md"
    assert (found[0]["line"], found[0]["column"], found[0]["code"]) == (3, 9, "BR201")


def test_github_annotations(desk: Path) -> None:
    write(desk, source="nobody")
    assert check("--format", "github").output.startswith(
        "::error file=content/articles/2024-11-20-bridge.md,line=3,col=9,title=BR201::There is"
    )


def test_misuse_exits_2(desk: Path) -> None:
    assert check("--format", "poem").exit_code == 2
    result = check("--config", "nowhere.yml")
    assert result.exit_code == 2
    assert "--config" in result.output
    (desk / "mkdocs.yml").write_text("docs_dir: elsewhere")
    assert check().exit_code == 2
    (desk / "mkdocs.yml").write_text("a: [")
    assert check().exit_code == 2


def test_an_option_that_does_not_exist_is_told_and_nothing_else(desk: Path) -> None:
    (desk / "mkdocs.yml").write_text(CONFIG.replace("timezone: Europe/Paris", "template: mine"))
    result = check()
    assert result.exit_code == 2
    assert result.output == (
        "Error: mkdocs.yml cannot be used.\n"
        "Config value 'plugins': Plugin 'briefing' option 'template': There is no such option. "
        "Did you mean `templates`? The options are `content_language`, `language`, `templates`, "
        "`timezone`.\n"
    )
    built = run("mkdocs", "build", cwd=desk)
    assert built.code == 1
    assert result.output.splitlines()[1] in built.log
    assert not (desk / "site").exists()


def test_every_wrong_option_is_told(desk: Path) -> None:
    wrong = "timezone: Mars, zone: Mars, templates: nowhere"
    (desk / "mkdocs.yml").write_text(CONFIG.replace("timezone: Europe/Paris", wrong))
    output = check().output
    assert "`Mars` is not a timezone." in output
    assert "option 'zone': There is no such option. Did you mean `timezone`?" in output


def test_what_the_engine_only_warns_of_is_still_told(desk: Path) -> None:
    (desk / "mkdocs.yml").write_text(CONFIG.replace("extra:", "extras:"))
    result = check()
    assert result.exit_code == 0
    assert "Config value 'extras': Unrecognised configuration name: extras" in result.stderr
    assert result.stdout == "0 errors, 0 warnings\n"


def test_captures(desk: Path) -> None:
    report = "“Nobody knows why”, it said.\n"
    (desk / "captures").mkdir()
    (desk / "captures" / "bridge.txt").write_text(report, encoding="utf-8")
    (desk / "secret.txt").write_text("outside")
    file = write(desk)
    digest = hashlib.sha256(report.encode()).hexdigest()
    for name, code in (("bridge.txt", "BR304"), ("../secret.txt", ""), ("missing.txt", "")):
        capture = f"language: en\ncapture: {{file: {name}, sha256: {digest}}}"
        write(desk)
        text = file.read_text(encoding="utf-8")
        file.write_text(text.replace("language: en", capture), encoding="utf-8")
        assert check().exit_code == 0
        result = check("--captures", "captures")
        assert result.exit_code == (1 if code else 0)
        assert code in result.output


def test_configuration_is_read_as_the_engine_reads_it(desk: Path) -> None:
    settings = settings_of(read_config(Path("mkdocs.yml")))
    assert (settings.language, settings.timezone) == ("fr-CA", "Europe/Paris")
    assert {"tables", "toc"} <= set(settings.markdown_extensions)
    assert settings.extension_configs["toc"]["slugify"] is slugify_unicode
    broken = "site_name: x\ndocs_dir: content\nplugins: [briefing: {timezone: Mars}]"
    (desk / "mkdocs.yml").write_text(broken)
    assert check().exit_code == 2


def test_help_shows_an_example() -> None:
    result = CliRunner().invoke(main, ["check", "--help"])
    assert "Example:\n    briefing check --strict" in result.output
