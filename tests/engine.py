"""The engine as an author runs it: `mkdocs build`, in a process and a folder of its own."""

from __future__ import annotations

import base64
import functools
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path

from generator.verify.addresses import Addresses
from generator.verify.folder import Folder

REPOSITORY = Path(__file__).resolve().parents[1]
SITES = Path(__file__).parent / "sites"
LIMIT = 240
"""Seconds that a build, or waiting for another worker's, may take."""

# What the machine's own settings must not decide.
UNSET = ("SOURCE_DATE_EPOCH", "SITE_URL", "PYTHONPATH", "MKDOCS_CONFIG_FILE")
# What is read when a site is built, not when Python or the engine starts.
LATE = {"SITE_URL", "EDIT_URI", "SOURCE_DATE_EPOCH"}
VOID = {"br", "hr", "img", "input", "link", "meta", "wbr", "source", "path", "col", "base"}


@dataclass(frozen=True)
class Answer:
    """How a command ended, and all it said."""

    code: int
    log: str


def environment(changes: Mapping[str, str] | None = None) -> dict[str, str]:
    """This process's environment without what would decide a build, and with `changes`."""
    kept = {name: value for name, value in os.environ.items() if name not in UNSET}
    return kept | {"NO_MKDOCS_2_WARNING": "1", "PYTHONUTF8": "1", **(changes or {})}


def run(*command: str, cwd: Path, **changes: str) -> Answer:
    """Run a module of this Python, such as `mkdocs build`, in `cwd`."""
    if command[0] == "mkdocs" and hasattr(os, "fork") and not changes.keys() - LATE:
        return _run_warm(command, cwd, changes)
    done = subprocess.run(
        [sys.executable, "-m", *command],
        cwd=cwd,
        env=environment(changes),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        timeout=LIMIT,
    )
    return Answer(done.returncode, done.stdout)


def _run_warm(command: tuple[str, ...], cwd: Path, changes: Mapping[str, str]) -> Answer:
    """Run it in a process that need not load the engine first."""
    warm = _warm()
    assert warm.stdin
    assert warm.stdout
    with tempfile.TemporaryDirectory() as folder:
        log = Path(folder, "log")
        request = {
            "command": command,
            "cwd": str(cwd),
            "environment": environment(changes),
            "output": str(log),
            "limit": LIMIT,
        }
        warm.stdin.write(json.dumps(request) + "\n")
        warm.stdin.flush()
        code = warm.stdout.readline()
        assert code, "the process of tests.warm has ended"
        return Answer(int(code), log.read_text(encoding="utf-8"))


@functools.cache
def _warm() -> subprocess.Popen[str]:
    """The process of `tests.warm`, one for each worker; it ends when its input does."""
    return subprocess.Popen(
        [sys.executable, "-m", "tests.warm"],
        cwd=REPOSITORY,
        env=environment(),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        encoding="utf-8",
    )


def build(
    site: Path,
    into: Path,
    *,
    cwd: Path | None = None,
    strict: bool = True,
    engine: str = "mkdocs",
    **changes: str,
) -> Answer:
    """Build the site whose mkdocs.yml is in `site`; `changes` are environment variables."""
    command = [engine, "build", "-f", str(site / "mkdocs.yml"), "-d", str(into)]
    return run(*command, *(["--strict"] if strict else []), cwd=cwd or site, **changes)


def copy_of(name: str, folder: Path) -> Path:
    """A copy of `tests/sites/<name>` to change at will."""
    return Path(shutil.copytree(SITES / name, folder / name))


def once(shared: Path, name: str, make: Callable[[Path], None]) -> Path:
    """The folder `shared/name`, made by the first of several processes that asks for it."""
    folder, verdict = shared / name, shared / f"{name}.verdict"
    try:
        (shared / f"{name}.lock").mkdir()  # only one can
    except FileExistsError:
        give_up = time.monotonic() + LIMIT
        while not verdict.exists() and time.monotonic() < give_up:
            time.sleep(0.1)
    else:
        draft = shared / f"{name}.draft"
        try:
            make(folder)
            draft.write_text("", encoding="utf-8")
        except Exception as problem:
            draft.write_text(str(problem) or repr(problem), encoding="utf-8")
        draft.replace(verdict)
    problem = verdict.read_text(encoding="utf-8") if verdict.exists() else "not made in time"
    assert not problem, problem
    return folder


def files_of(folder: Path) -> dict[str, bytes]:
    """Every file of a folder: bytes by path."""
    if not folder.exists():
        return {}
    found = (file for file in sorted(folder.rglob("*")) if file.is_file())
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in found}


_DELIVERED = re.compile(rb'briefingSearch\.deliver\("([^"]+)","([^"]+)"\)')


def delivered(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """What the scripts of the search among `files` hand to a page, by name, unpacked."""
    found = {}
    for content in files.values():
        for name, packed in _DELIVERED.findall(content):
            given = base64.b64decode(packed)
            # RFC 1950 and RFC 1952: ours and Pagefind's; an entry is neither.
            compressed = given[:1] == b"x" or given[:2] == b"\x1f\x8b"
            found[name.decode()] = zlib.decompress(given, wbits=47) if compressed else given
    return found


@dataclass(frozen=True)
class Element:
    """A start tag of a page."""

    tag: str
    attributes: Mapping[str, str]
    inside: tuple[str, ...]


class Document(HTMLParser):
    """A page's elements in order, its text, and the links it holds."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[Element] = []
        self.text = ""
        self._open: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Remember an element and where it stands."""
        known = {name: value or "" for name, value in attrs}
        self.elements.append(Element(tag, known, tuple(self._open)))
        if tag not in VOID:
            self._open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """An empty element of SVG."""
        self.elements.append(Element(tag, dict.fromkeys(dict(attrs), ""), tuple(self._open)))

    def handle_endtag(self, tag: str) -> None:
        """Leave an element."""
        while tag in self._open and self._open.pop() != tag:
            pass

    def handle_data(self, data: str) -> None:
        """Keep what a reader would read."""
        if not {"script", "style"} & set(self._open):
            self.text += data

    def all(self, tag: str) -> list[Element]:
        """Every element of one kind."""
        return [e for e in self.elements if e.tag == tag]

    @property
    def ids(self) -> set[str]:
        """Every id."""
        return {e.attributes["id"] for e in self.elements if "id" in e.attributes}

    @property
    def links(self) -> list[str]:
        """Every address a reader can follow."""
        return [e.attributes["href"] for e in self.all("a") if "href" in e.attributes]


def documents(site: Path) -> dict[str, Document]:
    """Every page of a built site by its path; redirects left out."""
    pages = {}
    for file in sorted(site.rglob("*.html")):
        html = file.read_text(encoding="utf-8")
        if not re.search(r"http-equiv=[\"']?refresh", html[:4096], re.IGNORECASE):
            pages[file.relative_to(site).as_posix()] = Document(html)
    return pages


def broken_links(site: Path, pages: Mapping[str, Document]) -> list[str]:
    """Every link inside the site that leads to no file, or to no id of its page."""
    broken = []
    addresses = Addresses(Folder(site).keys(), "")
    for path, page in pages.items():
        for link in page.links:
            target = addresses.target(path, link)
            if not target.exists:
                broken.append(f"{path}: {link}: no such file")
            elif target.anchor and target.path in pages:
                there = target.anchor in pages[target.path].ids
                broken += [] if there else [f"{path}: {link}: no such place"]
    return broken
