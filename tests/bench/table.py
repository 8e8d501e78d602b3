"""The bench's one table, and what it says of the two limits the project sets itself."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import log
from statistics import median

from tests.bench.stages import STAGES

RATIO_AT, RATIO = 1000, 1.5
"""At this many articles a build takes at most so many times what bare Material takes."""
SLOPE = 1.1
"""Build time grows at most as this power of the number of articles."""
LEAST = 0.05
"""Seconds: a stage that takes less at the smallest size has no slope worth telling."""

NOTES = """\
ours: this project; bare: Material alone over the same files, with the same theme, search and \
Markdown extensions and its articles out of the navigation too. It marks no passage, gathers \
no fact, checks nothing, and has no page for a source.
Medians of the rounds; a ratio is the median of the ratios of the pairs. CPU is user and system \
time of the whole process; peak memory is that of the largest process.
Slope: the exponent e in (CPU less start-up) ~ articles^e, from the smallest size to the largest; \
the start-up is what a site without articles takes.
By stage: CPU seconds of one more build of each, with a stopwatch in it; its ratio is to all of \
bare, and the ratios of all stages add up to that of the build."""


@dataclass(frozen=True)
class Cost:
    """One build: seconds of processor and clock, bytes of memory, what was written."""

    processor: float
    clock: float
    peak: int
    files: int
    written: int


@dataclass(frozen=True)
class Pair:
    """Two builds of the same articles, one after the other."""

    ours: Cost
    bare: Cost


Stages = Mapping[int, Mapping[str, Mapping[str, float]]]
"""Seconds of processor by size, side and stage."""
Row = tuple[str, ...]


def report(pairs: Mapping[int, Sequence[Pair]], stages: Stages) -> str:
    """The table, its notes, and the verdicts; size 0 is the start-up."""
    sizes = [size for size in pairs if size]
    rows: list[Row] = [_head(sizes)]
    if pairs[0]:
        rows += _measured(pairs, sizes)
    if stages:
        rows += _by_stage(stages, sizes)
    return "\n".join([aligned(rows), "", NOTES, "", *_verdicts(pairs, stages, sizes)])


def _head(sizes: Sequence[int]) -> Row:
    each = [f"{side} {size:,}" for size in sizes for side in ("ours", "bare", "ratio")]
    return ("articles", *each, "slope ours", "slope bare")


def _measured(pairs: Mapping[int, Sequence[Pair]], sizes: Sequence[int]) -> Iterator[Row]:
    figures: dict[str, tuple[Callable[[Cost], float], str]] = {
        "CPU, s": (lambda cost: cost.processor, ".2f"),
        "clock, s": (lambda cost: cost.clock, ".2f"),
        "peak memory, MB": (lambda cost: cost.peak / 1e6, ".0f"),
        "written, MB": (lambda cost: cost.written / 1e6, ".1f"),
        "files": (lambda cost: cost.files, ",.0f"),
    }
    for name, (of, form) in figures.items():
        cells = []
        for size in sizes:
            ours, bare = _medians(pairs[size], of)
            ratio = median(of(pair.ours) / of(pair.bare) for pair in pairs[size])
            cells += [format(ours, form), format(bare, form), f"{ratio:.2f}"]
        yield (name, *cells, "", "")
        if name == "CPU, s":
            yield from _net(pairs, sizes)


def _net(pairs: Mapping[int, Sequence[Pair]], sizes: Sequence[int]) -> Iterator[Row]:
    """Processor time less the start-up, and what that is for an article."""
    net = {size: _net_of(pairs, size) for size in sizes}
    for name, share, form in (("- less start-up, s", 1.0, ".2f"), ("- an article, ms", 1e3, ".1f")):
        cells = []
        for size, (ours, bare) in net.items():
            each = share if share == 1.0 else share / size
            cells += [format(ours * each, form), format(bare * each, form), f"{ours / bare:.2f}"]
        slopes = ["", ""]
        if share == 1.0:
            slopes = [slope({size: net[size][side] for size in sizes}) for side in (0, 1)]
        yield (name, *cells, *slopes)


def _net_of(pairs: Mapping[int, Sequence[Pair]], size: int) -> tuple[float, float]:
    ours, bare = _medians(pairs[size], lambda cost: cost.processor)
    our_start, bare_start = _medians(pairs[0], lambda cost: cost.processor)
    return max(ours - our_start, 1e-3), max(bare - bare_start, 1e-3)


def _medians(pairs: Sequence[Pair], of: Callable[[Cost], float]) -> tuple[float, float]:
    return median(of(pair.ours) for pair in pairs), median(of(pair.bare) for pair in pairs)


def slope(seconds: Mapping[int, float]) -> str:
    """The exponent of growth from the smallest size to the largest, or empty."""
    least, most = min(seconds), max(seconds)
    if least == most or seconds[least] <= 0 or seconds[most] <= 0:
        return ""
    return f"{log(seconds[most] / seconds[least]) / log(most / least):.2f}"


def _by_stage(stages: Stages, sizes: Sequence[int]) -> Iterator[Row]:
    for stage in STAGES:
        cells = []
        for size in sizes:
            ours, bare = (stages[size][side][stage] for side in ("ours", "bare"))
            whole = sum(stages[size]["bare"].values())
            cells += [f"{ours:.2f}", f"{bare:.2f}", f"{ours / whole:.2f}"]
        slopes = []
        for side in ("ours", "bare"):
            net = {size: stages[size][side][stage] - stages[0][side][stage] for size in sizes}
            slopes.append(slope(net) if net[sizes[0]] > LEAST else "")
        yield (stage, *cells, *slopes)


def aligned(rows: Sequence[Row]) -> str:
    """Markdown whose columns line up in a terminal too."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    lines = [
        "| " + " | ".join(_cell(n, text, widths[n]) for n, text in enumerate(row)) + " |"
        for row in rows
    ]
    rule = "|" + "|".join("-" * (w + 1) + (":" if n else "-") for n, w in enumerate(widths)) + "|"
    return "\n".join([lines[0], rule, *lines[1:]])


def _cell(number: int, text: str, width: int) -> str:
    return text.rjust(width) if number else text.ljust(width)


def _verdicts(
    pairs: Mapping[int, Sequence[Pair]], stages: Stages, sizes: Sequence[int]
) -> Iterator[str]:
    """Whether the limits are kept; where one is not, the stage that costs it."""
    if pairs.get(RATIO_AT):
        ratio = median(p.ours.processor / p.bare.processor for p in pairs[RATIO_AT])
        line = f"Ratio at {RATIO_AT:,} articles: {ratio:.2f}, at most {RATIO} wanted: "
        yield line + ("kept." if ratio <= RATIO else f"missed{_costliest(stages)}.")
    if pairs[0] and len(sizes) > 1:
        grown = float(slope({size: _net_of(pairs, size)[0] for size in sizes}) or "nan")
        line = f"Slope from {sizes[0]:,} to {sizes[-1]:,} articles: {grown:.2f}, at most {SLOPE} "
        yield line + ("wanted: kept." if grown <= SLOPE else f"wanted: missed{_steepest(stages)}.")


def _costliest(stages: Stages) -> str:
    if RATIO_AT not in stages:
        return ""
    ours, bare = stages[RATIO_AT]["ours"], stages[RATIO_AT]["bare"]
    worst = max(STAGES, key=lambda stage: ours[stage] - bare[stage])
    return f"; the most over bare Material is in {worst}, {ours[worst] - bare[worst]:.1f} s"


def _steepest(stages: Stages) -> str:
    """The stage that takes most beyond what it would had it grown with the articles alone."""
    sizes = [size for size in stages if size]
    if not sizes:
        return ""
    over = {
        stage: (stages[sizes[-1]]["ours"][stage] - stages[0]["ours"][stage])
        - (stages[sizes[0]]["ours"][stage] - stages[0]["ours"][stage]) * sizes[-1] / sizes[0]
        for stage in STAGES
    }
    worst = max(over, key=lambda stage: over[stage])
    return f"; the most beyond proportion is in {worst}, {over[worst]:.1f} s"
