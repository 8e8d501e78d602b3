"""`mkdocs serve`: whatever a desk edits is seen at once, and a mistake does not end it."""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.engine import REPOSITORY, copy_of, environment

PATIENCE = 30
"""Seconds a change may take to be seen; it takes about one where nothing else runs."""


@dataclass(frozen=True)
class Server:
    """A running `mkdocs serve`, the site it watches and the templates it uses."""

    process: subprocess.Popen[bytes]
    address: str
    briefings: Path
    templates: Path
    log: Path

    def shows(self, path: str, words: str) -> bool:
        """Whether a page comes to hold `words` before patience ends."""
        give_up = time.monotonic() + PATIENCE
        while time.monotonic() < give_up and self.process.poll() is None:
            try:
                with urllib.request.urlopen(self.address + path, timeout=PATIENCE) as answer:
                    if words in answer.read().decode("utf-8"):
                        return True
            except (urllib.error.URLError, ConnectionError, TimeoutError):
                pass
            time.sleep(0.1)
        return False

    def says(self, words: str) -> bool:
        """Whether the log comes to hold `words` before patience ends."""
        give_up = time.monotonic() + PATIENCE
        while time.monotonic() < give_up and self.process.poll() is None:
            if words in self.log.read_text("utf-8"):
                return True
            time.sleep(0.1)
        return False


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    site = copy_of("minimal", tmp_path)
    (site / "mine" / "pages").mkdir(parents=True)
    edit(site / "mkdocs.yml", "- briefing", "- briefing: {templates: mine}")
    package = tmp_path / "package"
    for part in ("generator", "site_templates"):
        ignored = shutil.ignore_patterns("__pycache__")
        shutil.copytree(REPOSITORY / part, package / part, ignore=ignored)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "mkdocs", "serve", "-f", str(site / "mkdocs.yml")]
    log = tmp_path / "log"
    with log.open("wb") as output:
        process = subprocess.Popen(
            [*command, "-a", f"127.0.0.1:{port}"],
            cwd=site,
            env=environment({"PYTHONPATH": str(package), "PYTHONUNBUFFERED": "1"}),
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
        address = f"http://127.0.0.1:{port}/"
        yield Server(process, address, site / "briefings", package / "site_templates", log)
        process.terminate()
        process.wait(timeout=20)


def edit(file: Path, old: str, new: str) -> None:
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new), "utf-8")


def test_every_kind_of_edit_is_seen_and_a_mistake_survived(server: Server) -> None:
    article = server.briefings / "articles" / "2023-05-03-quai-nord.md"
    page = "articles/2023-05-03-quai-nord.html"
    assert server.shows(page, "Trois grues au quai nord"), server.log.read_text("utf-8")

    edit(article, "Trois grues au quai nord", "Trois grues, vraiment")
    assert server.shows(page, "Trois grues, vraiment")
    assert server.shows("index.html", "Trois grues, vraiment")

    added = article.with_name("2023-05-04-nouveau.md")
    text = article.read_text("utf-8").replace("Trois grues, vraiment", "Un article de plus")
    added.write_text(text, "utf-8")
    assert server.shows("articles/2023-05-04-nouveau.html", "Un article de plus")
    assert server.shows("topics/harbour.html", "Un article de plus")

    edit(server.briefings / "topics" / "harbour.md", "Sainte-Aurore", "Sainte-Aube")
    edit(server.briefings / "sources.yml", "Gazette", "Courrier")
    assert server.shows("topics/harbour.html", "Port de Sainte-Aube")
    assert server.shows("sources/gazette.html", "Courrier de Sainte-Aurore")

    edit(server.templates / "pages" / "home.html.j2", "<h1", "<p>Un modèle changé</p><h1")
    assert server.shows("index.html", "Un modèle changé")

    own = server.briefings.with_name("mine") / "pages" / "about.html.j2"
    own.write_text('{% extends "!base/pages/about.html.j2" %}', "utf-8")
    edit(own, " %}", " %}{% block body %}<p>Un modèle à soi</p>{% endblock %}")
    assert server.shows("about.html", "Un modèle à soi")
    edit(own, "Un modèle à soi", "{{ view.corps }}")
    assert server.says("`AboutView` has no field `corps`")
    edit(own, "{{ view.corps }}", "Un autre modèle")
    assert server.shows("about.html", "Un autre modèle")

    edit(article, "source: gazette", "source: gazete")
    edit(added, "language: fr", "langage: fr")
    assert server.says("BR201: ")
    assert server.says("BR110: ")
    assert server.says("nothing was built")
    assert server.process.poll() is None

    edit(added, "langage: fr", "language: fr")
    edit(article, "source: gazete", "source: gazette")
    edit(article, "Trois grues, vraiment", "Trois grues, enfin")
    assert server.shows(page, "Trois grues, enfin")
    assert "Traceback" not in server.log.read_text("utf-8")
