"""What the index of an archive costs, and nothing else of a build. A script, run in its folder.

A process of its own, since what a process once held counts as its peak for ever. The site is
opened first, as every build opens it; then the index is made from what it holds, and written.
Pagefind runs in processes of its own: theirs is counted too.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import threading
import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

if sys.platform != "win32":
    import resource

DEEP = re.MULTILINE | re.DOTALL
UNIT = 1 if sys.platform == "darwin" else 1024
"""Bytes in one unit of `ru_maxrss`."""


@dataclass(frozen=True)
class Indexing:
    """What making the index took: seconds, and bytes."""

    processor: float
    """Of this process and of Pagefind's."""
    child: float
    """Pagefind's share of it."""
    clock: float
    before: int
    """Peak of memory when the site was open, before the first record."""
    peak: int
    """Peak of memory at the end, that of Pagefind's largest process added where it can be seen."""
    files: int
    written: int


def measure(folder: Path, environment: Mapping[str, str]) -> Indexing:
    """Index the archive in `folder`, its `mkdocs.yml` beside `briefings/`, from nothing."""
    done = subprocess.run(
        [sys.executable, str(Path(__file__).resolve())],
        cwd=folder,
        env=environment,
        stdout=subprocess.PIPE,
        check=True,
        text=True,
    )
    return Indexing(**json.loads(done.stdout.splitlines()[-1]))


def _used() -> tuple[float, float]:
    ours, theirs = (
        resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    )
    return ours.ru_utime + ours.ru_stime, theirs.ru_utime + theirs.ru_stime


def _peak(who: int) -> int:
    return resource.getrusage(who).ru_maxrss * UNIT


class Watch(threading.Thread):
    """The most memory that any process started from here held, as Linux tells it.

    What the system counts as a child's peak begins with what its parent held when it began.
    """

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self.peak = 0

    def run(self) -> None:
        """Look twenty times a second."""
        while True:
            for children in Path("/proc/self/task").glob("*/children"):
                for child in children.read_text().split():
                    with suppress(OSError):
                        told = Path("/proc", child, "status").read_text()
                        # Before it has become Pagefind, it is a copy of this process.
                        held = re.search(r"^Name:\s*pagefind$.*VmHWM:\s*(\d+) kB", told, DEEP)
                        self.peak = max(self.peak, int(held[1]) * 1024 if held else 0)
            time.sleep(0.05)


def main() -> None:
    """Open the site of the current folder, index it, and print what that took as JSON."""
    from mkdocs.config import load_config

    from generator.build import open_site
    from generator.mkdocs_config import settings_of
    from generator.outputs.search import search_files

    config = load_config("mkdocs.yml")
    site = open_site(Path(config.docs_dir), settings_of(config), name=config.site_name)
    assert site.desk.ledger.facts  # gathered once, and every page needs them
    before, known, clock = _peak(resource.RUSAGE_SELF), _used(), time.perf_counter()
    watch = Watch()
    watch.start()
    sizes = []
    for path, content in search_files(site.desk):
        file = Path("indexed", path)
        file.parent.mkdir(parents=True, exist_ok=True)
        whole = content.encode() if isinstance(content, str) else content
        sizes.append(file.write_bytes(whole))
    clock = time.perf_counter() - clock
    ours, theirs = (now - then for now, then in zip(_used(), known, strict=True))
    told = Indexing(
        processor=ours + theirs,
        child=theirs,
        clock=clock,
        before=before,
        peak=_peak(resource.RUSAGE_SELF) + watch.peak,
        files=len(sizes),
        written=sum(sizes),
    )
    print(json.dumps(vars(told)))


if __name__ == "__main__":
    main()
