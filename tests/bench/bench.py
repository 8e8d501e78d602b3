"""What a site costs to build, beside a bare Material build of the same articles.

`make bench` writes invented briefings of three sizes (see `generate.py`) and builds each, whole,
in turn with a bare Material site over the same files: A B A B, each in a process of its own, so
that a slow minute of the machine falls on both. It prints one table (see `table.py`): medians of
processor time and of time by the clock, the peak of memory, files and bytes written, then the
processor time by stage, from one more build of each. The time of a site without articles, which
has every topic and source, is the start-up, and is subtracted before sizes are compared.

Processor time is what to compare by: time by the clock counts everything else that the machine
does. `make bench ARGS="--sizes 1000 --rounds 1"` is a quick look.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

# A script finds only what lies beside it.
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.bench.stages import measure
from tests.bench.table import Cost, Pair, report
from tests.engine import REPOSITORY, environment

SIDES = {"ours": "mkdocs.yml", "bare": "bare.yml"}
PEAK_UNIT = 1 if sys.platform == "darwin" else 1024
"""Bytes in one unit of `ru_maxrss`."""


def build(folder: Path, side: str) -> Cost:
    """Build one of the two sites in `folder` in a process of its own.

    Raises:
        SystemExit: the build failed, or warned.
    """
    log, site = folder / f"{side}.txt", folder / f"site-{side}"
    command = ["mkdocs", "build", "--strict", "-f", SIDES[side], "-d", site.name]
    with log.open("w", encoding="utf-8") as output:
        started = time.perf_counter()
        child = subprocess.Popen(
            [sys.executable, "-m", *command],
            cwd=folder,
            env=environment(),
            stdout=output,
            stderr=subprocess.STDOUT,
        )
        # Not Popen.wait: only this gives the resources of one child, and of its own children.
        _, status, used = os.wait4(child.pid, 0)
        clock = time.perf_counter() - started
        child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        raise SystemExit(log.read_text(encoding="utf-8"))
    sizes = [p.stat().st_size for p in site.rglob("*") if p.is_file()]
    return Cost(
        processor=used.ru_utime + used.ru_stime,
        clock=clock,
        peak=used.ru_maxrss * PEAK_UNIT,
        files=len(sizes),
        written=sum(sizes),
    )


def write(folder: Path, articles: int, seed: int, *more: str) -> None:
    """Generate the content, in a process of its own.

    On Linux a child is never said to have taken less memory than its parent had when it began,
    so this process stays small.
    """
    module = [sys.executable, "-m", "tests.bench.generate", str(folder.resolve())]
    options = ["--articles", str(articles), "--seed", str(seed), *more]
    subprocess.run([*module, *options], check=True, cwd=REPOSITORY, env=environment())


def say(what: str) -> None:
    """Progress, beside the table."""
    print(what, file=sys.stderr, flush=True)


def main(*arguments: str) -> None:
    """Measure, as the command line asks."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--sizes", type=int, nargs="+", default=[100, 1000, 5000], help="articles")
    parser.add_argument("--rounds", type=int, default=3, help="of each pair of builds")
    parser.add_argument("--seed", type=int, default=1, help="another seed, other content")
    parser.add_argument("--no-stages", action="store_true", help="leave out the time by stage")
    options = parser.parse_args(arguments)
    # The empty site first: it takes little, and what is wrong shows at once.
    sizes = [0, *sorted(set(options.sizes) - {0})]
    with tempfile.TemporaryDirectory() as temporary:
        root = Path(temporary)
        for size in sizes:
            say(f"writing {size:,} articles")
            write(root / str(size), size, options.seed)
        pairs: dict[int, list[Pair]] = {size: [] for size in sizes}
        for number in range(1, options.rounds + 1):
            for size in sizes:
                costs = {side: build(root / str(size), side) for side in SIDES}
                pairs[size].append(Pair(**costs))
                took = ", ".join(f"{side} {cost.processor:.1f} s" for side, cost in costs.items())
                say(f"round {number} of {options.rounds}, {size:,} articles: {took}")
        stages = {}
        for size in sizes if not options.no_stages else ():
            say(f"by stage, {size:,} articles")
            stages[size] = {
                side: measure(root / str(size), config, environment())
                for side, config in SIDES.items()
            }
    print(report(pairs, stages))


if __name__ == "__main__":
    main(*sys.argv[1:])
