"""The README is run as it stands: its files make a site, its outputs are what is printed."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.engine import Document

REPOSITORY = Path(__file__).parents[1]
README = (REPOSITORY / "README.md").read_text(encoding="utf-8")
MAKEFILE = (REPOSITORY / "Makefile").read_text(encoding="utf-8")
BLOCK = re.compile(
    r"^( *)```\w+ (file|output|run|second)=(\S+)\n(.*?)^\1```$", re.MULTILINE | re.DOTALL
)
BLOCKS = {
    (kind, name): re.sub(f"^{indent}", "", text, flags=re.MULTILINE)
    for indent, kind, name, text in BLOCK.findall(README)
}
FIRST = "briefings/articles/2024-05-03-port-du-nord.md"


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """A folder with nothing but mkdocs.yml and what the README says to write."""
    shutil.copy(REPOSITORY / "mkdocs.yml", tmp_path)
    for (kind, name), text in BLOCKS.items():
        if kind == "file":
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
    return tmp_path


def run(folder: Path, *command: str, **changes: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", *command],
        cwd=folder,
        env=os.environ | changes,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


def test_a_third_crisis_by_the_readme_alone(desk: Path) -> None:
    built = run(desk, "mkdocs", "build", "--strict")
    assert built.returncode == 0, built.stderr
    page = (desk / "site/topics/evacuations.html").read_text(encoding="utf-8")
    assert "Évacuations à Elvane (île fictive)" in page
    assert "120 habitants" in page
    assert "2 mai 2024" in page
    assert "Gazette d’Elvane (fictive)" in page
    passage = re.search(r'href="\.\./articles/2024-05-03-port-du-nord\.html#([^"]+)"', page)
    assert passage
    article = (desk / "site/articles/2024-05-03-port-du-nord.html").read_text(encoding="utf-8")
    assert f'<mark id="{passage[1]}"' in article
    assert "Kyiv" not in (desk / "site/index.html").read_text(encoding="utf-8")


def name_the_fact(desk: Path) -> None:
    """Give the first report's claim the `about` that the README adds to it."""
    first, line = desk / FIRST, "    unit: habitants\n"
    text = first.read_text(encoding="utf-8")
    first.write_text(text.replace(line, line + BLOCKS["second", "about"]), encoding="utf-8")


def test_a_second_report_of_the_same_thing(desk: Path) -> None:
    name_the_fact(desk)
    for (kind, name), text in BLOCKS.items():
        if kind == "second" and "/" in name:
            with (desk / name).open("a", encoding="utf-8") as file:
                file.write(text)
    built = run(desk, "mkdocs", "build", "--strict")
    assert built.returncode == 0, built.stderr
    page = Document((desk / "site/topics/evacuations.html").read_text(encoding="utf-8")).text
    for shown in ("120 habitants", "90 habitants", "Radio Littoral (fictive)", "contesté"):
        assert shown in page


def test_a_warning_ends_a_strict_build_whose_site_is_written(desk: Path) -> None:
    name_the_fact(desk)  # which no second report is about
    checked = run(desk, "generator.cli", "check")
    assert checked.returncode == 0
    assert checked.stdout.endswith("\n0 errors, 1 warning\n")
    assert run(desk, "mkdocs", "build", "--strict").returncode == 1
    assert (desk / "site/topics/evacuations.html").exists()
    assert re.search(r"^site:.*\n\t.*mkdocs build --strict", MAKEFILE, re.MULTILINE)


def test_the_commands_that_publish(tmp_path: Path) -> None:
    """Run as they stand, with a repository of this machine in the place of GitHub's."""
    folder, github = tmp_path / "briefing", tmp_path / "github"
    environment = {"PATH": os.environ["PATH"], "HOME": str(tmp_path), "GIT_CONFIG_NOSYSTEM": "1"}

    def shell(commands: str, cwd: Path = folder) -> str:
        script = commands.replace("https://github.com/YOUR-ACCOUNT/briefing.git", str(github))
        done = subprocess.run(
            ["sh", "-ec", script], cwd=cwd, env=environment, capture_output=True, text=True
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    folder.mkdir()
    shell("git init --bare github", tmp_path)
    (folder / "sample.md").write_text("A fictional sample.", encoding="utf-8")
    shell("git init")
    shell(BLOCKS["run", "author"])
    shell("git add -A; git commit -m Sample")
    (folder / "sample.md").unlink()
    (folder / "ours.md").write_text("A fictional report.", encoding="utf-8")
    shell(BLOCKS["run", "publish"])
    assert shell("git log --format='%s, %an' main", github) == "Our first briefing, YOUR NAME\n"
    (folder / "ours.md").write_text("A fictional correction.", encoding="utf-8")
    shell(BLOCKS["run", "next"])
    published = shell("git log --format=%s main; git show main:ours.md", github)
    assert published == "What has changed\nOur first briefing\nA fictional correction."
    named = shell("git log --all --name-only --format=", github)
    assert set(named.split()) == {"ours.md"}


def test_what_is_said_when_something_is_wrong(desk: Path) -> None:
    article = desk / "briefings/articles/2024-05-03-port-du-nord.md"
    text = article.read_text(encoding="utf-8")
    text = text.replace("certainty: reported", "certainty: sure")
    text = text.replace("passage: cent vingt habitants", "passage: cent vingt touristes")
    article.write_text(text, encoding="utf-8")
    checked = run(desk, "generator.cli", "check")
    assert checked.returncode == 1
    assert checked.stdout == BLOCKS["output", "wrong"]
    built = run(desk, "mkdocs", "build")
    assert built.returncode != 0
    assert "Traceback" not in built.stderr
    for line in BLOCKS["output", "wrong"].splitlines()[:-1]:
        assert line.strip() in built.stderr
    assert not list((desk / "site").glob("**/*.html"))


def test_a_failed_build_leaves_the_last_good_site(desk: Path) -> None:
    assert run(desk, "mkdocs", "build").returncode == 0
    page = desk / "site/topics/evacuations.html"
    good = page.read_bytes()
    article = desk / "briefings/articles/2024-05-03-port-du-nord.md"
    article.write_text("no front matter", encoding="utf-8")
    assert run(desk, "mkdocs", "build").returncode == 1
    assert page.read_bytes() == good


def test_what_is_said_of_a_page_left_over(desk: Path) -> None:
    assert run(desk, "mkdocs", "build").returncode == 0
    verified = run(desk, "generator.cli", "verify", "site")
    assert (verified.stdout, verified.returncode) == ("0 errors, 0 warnings\n", 0)
    article = "articles/2024-05-03-port-du-nord.html"
    shutil.copy(desk / "site" / article, desk / "site/articles/2024-05-01-rumeur.html")
    verified = run(desk, "generator.cli", "verify", "site")
    assert (verified.stdout, verified.returncode) == (BLOCKS["output", "verify"], 1)


def test_another_engine_builds_what_is_staged(desk: Path) -> None:
    modules, said = {"briefing": "generator.cli"}, ""
    for line in BLOCKS["run", "staged"].splitlines():
        command, *arguments = line.removeprefix(".venv/bin/").split()
        answer = run(desk, modules.get(command, command), *arguments)
        assert answer.returncode == 0, answer.stdout + answer.stderr
        said += answer.stdout if command in modules else ""
    assert said == BLOCKS["output", "staged"]


def test_what_is_packed(desk: Path) -> None:
    """Printed as the README has it, by whatever browser: what it prints has tests of its own."""
    assert run(desk, "mkdocs", "build").returncode == 0
    command = BLOCKS["run", "pack"].removeprefix(".venv/bin/briefing ").split()
    browser = desk / "browser"
    browser.write_text(
        "#!/bin/sh\n"
        'for flag; do case $flag in --print-to-pdf=*) echo PDF > "${flag#*=}" ;; esac; done\n'
    )
    browser.chmod(0o755)
    packed = run(desk, "generator.cli", *command, BRIEFING_CHROMIUM=str(browser))
    assert (packed.stdout, packed.stderr) == (BLOCKS["output", "pack"], "")


def test_every_link_of_the_documentation_leads_somewhere() -> None:
    for page in REPOSITORY.glob("*.md"):
        for target in re.findall(r"\]\(([^)#:]+)\)", page.read_text(encoding="utf-8")):
            assert (page.parent / target).exists(), f"{page.name}: {target}"


def test_every_make_target_of_the_documentation_exists() -> None:
    for page in REPOSITORY.glob("*.md"):
        for target in re.findall(r"`make (\w+)", page.read_text(encoding="utf-8")):
            assert re.search(rf"^{target}:", MAKEFILE, re.MULTILINE), f"{page.name}: {target}"
