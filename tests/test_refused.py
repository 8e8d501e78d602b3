"""Content that can never be built: each file is told by its own code, soon, and nothing falls over.

The files are in `tests/sites/hostile-refused`; `tests/sites/hostile/README.md` says how to add one.
"""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.case_files import unescape
from tests.engine import REPOSITORY, copy_of, environment, files_of

SECONDS = 120
MEGABYTES = 1500
"""Of address space, the engine and the theme included: a bomb needs gigabytes."""

NAMED = {"actors.yml": "BR128", "places.yml": "BR129"}
LIMITED = f"""
import runpy, sys
try:
    import resource
    resource.setrlimit(resource.RLIMIT_AS, ({MEGABYTES} * 2**20,) * 2)
except ImportError:  # Windows has no such limit
    pass
sys.argv[:] = ["mkdocs", "build", "--strict", "-f", sys.argv[1], "-d", sys.argv[2]]
runpy.run_module("mkdocs", run_name="__main__")
"""


def expected(briefings: Path) -> dict[str, str]:
    """The code that each file must be refused by, as its name says."""
    coded = {}
    for file in briefings.rglob("*.md"):
        if code := re.match(r"br\d{3}", file.name):
            coded[file.relative_to(briefings).as_posix()] = code[0].upper()
    return coded | NAMED


@pytest.fixture(scope="module")
def refused(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, int, str]:
    """The desk with its escapes written out, how its build ended, and all that it said."""
    folder = tmp_path_factory.mktemp("refused")
    site = copy_of("hostile-refused", folder)
    for file in (site / "escaped").rglob("*.md"):
        written = site / "briefings" / file.relative_to(site / "escaped")
        written.write_bytes(unescape(file.read_text("utf-8")))
    done = subprocess.run(
        [sys.executable, "-c", LIMITED, str(site / "mkdocs.yml"), str(folder / "built")],
        cwd=site,
        env=environment({"PYTHONPATH": str(REPOSITORY)}),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        timeout=SECONDS,
    )
    return site, done.returncode, done.stdout.decode("utf-8")


def test_every_file_is_refused_by_its_own_code(refused: tuple[Path, int, str]) -> None:
    site, code, log = refused
    assert code == 1, log[-2000:]
    told = set(re.findall(r"briefings/(.+?):\d+:\d+: error (BR\d{3}):", log))
    told |= set(re.findall(r"briefings/(.+?): error (BR\d{3}):", log))
    wanted = expected(site / "briefings")
    assert len(wanted) > 50
    assert {path: c for path, c in wanted.items() if (path, c) not in told} == {}


def test_nothing_is_built_run_or_thrown(refused: tuple[Path, int, str]) -> None:
    site, _, log = refused
    assert "nothing was built" in log
    assert "Traceback" not in log
    assert "MemoryError" not in log
    assert files_of(site.parent / "built") == {}
    assert not (site / "ran").exists()
    # What an author's file says never steers the terminal that shows the log.
    assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f]", log)
