"""The bench runs, and its table says what was measured; how long anything takes is not asserted."""

from __future__ import annotations

import re

import pytest

from tests.bench import bench
from tests.bench.stages import STAGES
from tests.bench.table import Cost, Pair, report


def rows(table: str) -> dict[str, list[str]]:
    lines = [line for line in table.splitlines() if line.startswith("|")]
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    return {first: others for first, *others in cells}


def test_it_builds_both_sites_and_prints_one_table(capsys: pytest.CaptureFixture[str]) -> None:
    bench.main("--sizes", "3", "--rounds", "1")
    told = rows(capsys.readouterr().out)
    assert told["articles"][:3] == ["ours 3", "bare 3", "ratio 3"]
    ours, bare, ratio = (float(cell) for cell in told["CPU, s"][:3])
    assert ours > 0
    assert bare > 0
    assert ratio == pytest.approx(ours / bare, rel=0.05)
    # Ours has a page for each of the forty sources; bare Material has its search, 36 scripts.
    assert int(told["files"][0]) - int(told["files"][1]) > 40 - 36
    assert float(told["Markdown"][1]) > 0
    assert (float(told["ledger"][1]), float(told["views"][1])) == (0, 0)
    assert list(told)[-len(STAGES) :] == list(STAGES)


def cost(processor: float, **others: float) -> Cost:
    known = {"clock": 1.0, "peak": 1e6, "files": 1, "written": 1e6} | others
    return Cost(processor=processor, **known)  # type: ignore[arg-type]


def pair(ours: float, bare: float) -> Pair:
    return Pair(cost(ours), cost(bare))


def spent(**stages: float) -> dict[str, float]:
    return dict.fromkeys(STAGES, 0.0) | stages


def test_ratios_are_those_of_pairs_and_growth_leaves_out_the_start_up() -> None:
    told = report(
        {
            0: [pair(1, 1)] * 3,
            100: [pair(2, 2)] * 3,
            # Whole minutes of the machine may be slow: the ratio of each pair is what counts.
            1000: [pair(11, 11), pair(60, 30), pair(44, 22)],
            10_000: [pair(10_001, 101)] * 3,
        },
        {},
    )
    table = rows(told)
    assert table["articles"][3] == "ours 1,000"
    assert table["CPU, s"][3:6] == ["44.00", "22.00", "2.00"]
    assert table["- less start-up, s"][:3] == ["1.00", "1.00", "1.00"]
    assert table["- an article, ms"][-4] == "10.0"
    assert table["- less start-up, s"][-2:] == ["2.00", "1.00"]


def test_a_limit_that_is_missed_names_the_stage_that_costs_it() -> None:
    pairs = {0: [pair(1, 1)], 100: [pair(2, 2)], 1000: [pair(40, 10)]}
    stages = {
        0: {"ours": spent(), "bare": spent()},
        100: {"ours": spent(search=0.5, views=0.5), "bare": spent(theme=1)},
        1000: {"ours": spent(search=5, views=34), "bare": spent(theme=9)},
    }
    told = report(pairs, stages)
    assert (
        "4.00, at most 1.5 wanted: missed; the most over bare Material is in views, 34.0 s" in told
    )
    assert re.search(r"Slope from 100 .* missed; the most beyond .* is in views, 29\.0 s", told)


def test_a_limit_that_is_kept_is_said_to_be() -> None:
    told = report({0: [pair(1, 1)], 100: [pair(2, 2)], 1000: [pair(11, 10)]}, {})
    assert "Ratio at 1,000 articles: 1.10, at most 1.5 wanted: kept." in told
    assert "Slope from 100 to 1,000 articles: 1.00, at most 1.1 wanted: kept." in told
