"""What a site costs to build, and what one ten times its size costs.

`python tests/bench/bench.py` writes invented sites (see `generate.py`) and builds them in turn,
A B A B, each in a process of its own, so that a slow minute of the machine falls on all of them.
It prints the medians of processor time and of time by the clock, the peak of memory, and how
many files and bytes were written. The time of an empty site, which has every topic and source
but no article, is the start-up; it is subtracted before two sizes are compared. Processor time
is what to compare by: time by the clock counts everything else that the machine does. With
`--profile` each size is built once more, and the table shows in which stage the time goes and
how much each stage grows.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from statistics import median

# A script finds only what lies beside it.
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.bench.generate import generate
from tests.bench.stages import STAGES, measure
from tests.bench.stories import FIVE_YEARS, TOPICS

QUIET = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
PEAK_UNIT = 1 if sys.platform == "darwin" else 1024
"""Bytes in one unit of `ru_maxrss`."""


@dataclass(frozen=True)
class Cost:
    """One build: seconds of processor and clock, bytes of memory, what was written."""

    processor: float
    clock: float
    peak: int
    files: int
    written: int


def build(folder: Path) -> Cost:
    """Build the site in `folder` in a process of its own.

    Raises:
        SystemExit: the build failed, or warned.
    """
    log = folder / "log.txt"
    with log.open("w", encoding="utf-8") as output:
        started = time.perf_counter()
        child = subprocess.Popen(
            [sys.executable, "-m", "mkdocs", "build", "--strict"],
            cwd=folder,
            env=QUIET,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
        # Not Popen.wait: only this gives the resources of one child.
        _, status, used = os.wait4(child.pid, 0)
        clock = time.perf_counter() - started
        child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        raise SystemExit(log.read_text(encoding="utf-8"))
    sizes = [p.stat().st_size for p in (folder / "site").rglob("*") if p.is_file()]
    return Cost(
        processor=used.ru_utime + used.ru_stime,
        clock=clock,
        peak=used.ru_maxrss * PEAK_UNIT,
        files=len(sizes),
        written=sum(sizes),
    )


def report(costs: dict[int, list[Cost]]) -> None:
    """Print a line for every size, and how the time grows from each to the next."""
    start_up = median(cost.processor for cost in costs[0])
    print(
        f"{'articles':>8} {'CPU s':>8} {'clock s':>8} {'peak MB':>8} {'files':>7} "
        f"{'site MB':>8} {'less start-up':>14} {'ms/article':>11}"
    )
    net = {}
    for size, rounds in costs.items():
        processor = median(cost.processor for cost in rounds)
        net[size] = processor - start_up
        print(
            f"{size:8} {processor:8.2f} {median(c.clock for c in rounds):8.2f} "
            f"{max(c.peak for c in rounds) / 1e6:8.0f} {rounds[0].files:7} "
            f"{rounds[0].written / 1e6:8.1f} {net[size]:14.2f} "
            + (f"{net[size] / size * 1000:11.1f}" if size else "")
        )
    for small, large in pairwise(size for size in costs if size):
        grown = net[large] / net[small]
        print(f"{large / small:g} times the articles: {grown:.1f} times the time")


def profile(sizes: Sequence[int], root: Path) -> None:
    """Print seconds by stage for every size (the empty site first), and how each grows."""
    print("\n" + f"{'seconds of processor in':<24}" + "".join(f"{size:>9}" for size in sizes))
    spent = [measure(root / str(size), QUIET) for size in sizes]
    for stage in STAGES:
        seconds = [each[stage] for each in spent]
        first, last = seconds[1] - seconds[0], seconds[-1] - seconds[0]  # less the empty site
        growth = f"   x {last / first:.1f}" if len(sizes) > 2 and first > 0.01 else ""
        print(f"{stage:<24}" + "".join(f"{s:9.2f}" for s in seconds) + growth)


def main() -> None:
    """Measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=[100, 1000], help="articles")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--days", type=int, default=FIVE_YEARS, help="days of publication")
    parser.add_argument("--topics", type=int, default=len(TOPICS), help="topics in use")
    parser.add_argument("--profile", action="store_true", help="say where the time goes, too")
    options = parser.parse_args()
    costs: dict[int, list[Cost]] = {size: [] for size in (0, *sorted(options.sizes))}
    with tempfile.TemporaryDirectory() as temporary:
        root = Path(temporary)
        for size in costs:
            generate(root / str(size), articles=size, days=options.days, topics=options.topics)
        for _ in range(options.rounds):
            for size, rounds in costs.items():
                rounds.append(build(root / str(size)))
        if options.rounds:
            report(costs)
        if options.profile:
            profile(list(costs), root)


if __name__ == "__main__":
    main()
