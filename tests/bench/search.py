"""What searching an archive costs: to index, and for the reader. Beside Material's own search.

`make bench-search` writes 10,000 invented articles (`generate.py --archive`), builds the site and
a bare Material site over the same files, makes the index once more by itself, and then searches
both in a real Chromium, from the disk and from a server. It prints one table: the figures, the
limits the project sets itself, and by how much one is missed.

Times in the browser are by the clock, so the machine should have nothing else to do; its load is
told below the table. `make bench-search ARGS="--articles 1000"` is a quick look, and with
`--folder FOLDER` what was written and built stays there and is used again.
"""

from __future__ import annotations

import argparse
import os
import re
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

# A script finds only what lies beside it.
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import yaml
from playwright.sync_api import Browser, sync_playwright

from tests.bench import indexing, stages
from tests.bench.bench import build, say, write
from tests.bench.reader import (
    ARGUMENTS,
    MATERIAL,
    OUR_PAGE,
    OURS,
    Figures,
    Reader,
    Side,
    addresses,
    state_of,
)
from tests.bench.search_table import report
from tests.browser.provision import find_browser
from tests.engine import environment

LATER = ("Backspace", "Backspace")
"""Later keys; after them the letters that they took away, and the beginning of another word."""
YEAR = "input[name=year]"
NONSENSE = "zxqvkw"
MATERIALS_INDEX = Path("search", "search_index.json")


def queries(folder: Path) -> dict[str, str]:
    """What to look for, by what it is: words by the share of articles that hold them."""
    held: Counter[str] = Counter()
    told: Counter[str] = Counter()
    articles = sorted((folder / "briefings" / "articles").glob("*.md"))
    for article in articles:
        front, _, body = article.read_text(encoding="utf-8").partition("\n---\n")
        held.update(_words(body))
        told.update(_words(" ".join(re.findall(r"(?m)^  passage: (.*)", front))))

    def near(wanted: float, words: Counter[str]) -> str:
        return min(words, key=lambda word: (abs(words[word] - wanted), word))

    common, middling = (near(len(articles) / share, told) for share in (2, 30))
    rare = near(2, held)
    places = yaml.safe_load((folder / "briefings" / "places.yml").read_text(encoding="utf-8"))
    first = next(iter(places.values()))
    found = {word: f"{word} (in {held[word]:,} articles)" for word in (common, middling, rare)}
    return {
        **found,
        f"{common} {middling}": f"{common} {middling} (two words)",
        first["aliases"][0].lower(): f"{first['aliases'][0]} (for {first['name']})",
        first["aliases"][1].lower(): f"{first['aliases'][1]} (for {first['name']})",
        NONSENSE: f"{NONSENSE} (nowhere)",
    }


def _words(text: str) -> set[str]:
    return set(re.findall(r"(?<!\w)[a-zéè]{6,12}(?!\w)", text))


def views(words: Sequence[str]) -> dict[str, tuple[str, str]]:
    """States of the search page by their names, each with a facet to choose then."""
    common, middling = words[:2]
    return {
        f"{common}": (state_of(common), YEAR),
        f"{common}, claims of one topic": (state_of(common, kind="claim", topic="embassies"), ""),
        f"{middling}": (state_of(middling), YEAR),
        "claims of one topic": (state_of("", kind="claim", topic="embassies"), ""),
        "everything, by date": (state_of("", kind="article", sort="date"), ""),
    }


@contextmanager
def chromium() -> Iterator[Browser]:
    """The browser that the tests use.

    Raises:
        SystemExit: there is none.
    """
    path = find_browser()
    if path is None:
        raise SystemExit("No Chromium here: `python tests/browser/provision.py` fetches one.")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield browser
        browser.close()


def typed(
    browser: Browser, side: Side, site: Path, words: Mapping[str, str], rounds: int
) -> dict[str, dict[str, list[Figures]]]:
    """Every query typed into the box, by place and query."""
    found: dict[str, dict[str, list[Figures]]] = {}
    with addresses(site) as roots:
        for over, root in roots.items():
            seen = found.setdefault(f"{side.name} {over}", {})
            for number in range(1, rounds + 1):
                for query, name in words.items():
                    keys = (*LATER, *query[-2:], " ", "p", "a")
                    figures = Reader(browser, side, site, root).type(query, keys)
                    seen.setdefault(name, []).append(figures)
                    _tell(f"round {number}, {side.name}, {over}, {name}", figures)
    return found


def viewed(
    browser: Browser, site: Path, states: Mapping[str, tuple[str, str]], rounds: int
) -> dict[str, dict[str, list[Figures]]]:
    """Every state of the search page, by place and name."""
    found: dict[str, dict[str, list[Figures]]] = {}
    with addresses(site) as roots:
        for over, root in roots.items():
            seen = found.setdefault(f"{OUR_PAGE.name} {over}", {})
            for number in range(1, rounds + 1):
                for name, (state, facet) in states.items():
                    figures = Reader(browser, OUR_PAGE, site, root).view(state, facet)
                    seen.setdefault(name, []).append(figures)
                    _tell(f"round {number}, page, {over}, {name}", figures)
    return found


def _tell(what: str, seen: Figures) -> None:
    say(f"{what}: {seen.hits} hits, first {seen.first:.0f} ms, longest task {seen.longest:.0f} ms")


def main(*arguments: str) -> None:
    """Measure, as the command line asks."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--articles", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1, help="another seed, other content")
    parser.add_argument("--rounds", type=int, default=3, help="of each query, in ours")
    parser.add_argument("--folder", type=Path, help="where to write, and to find what is there")
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as temporary:
        folder = (options.folder or Path(temporary, "archive")).resolve()
        if not (folder / "briefings").exists():
            say(f"writing {options.articles:,} articles")
            write(folder, options.articles, options.seed, "--archive")
        sites = {side: folder / f"site-{side}" for side in ("ours", "bare")}
        for side, site in sites.items():
            if not site.exists():
                say(f"building {side}")
                cost = build(folder, side)
                say(f"  {cost.processor:.0f} s of CPU, {cost.peak / 1e6:,.0f} MB")
        say("indexing ours, and Material's")
        ours = indexing.measure(folder, environment())
        processor = stages.measure(folder, "bare.yml", environment())["search"]
        index = sites["bare"] / MATERIALS_INDEX
        material = (processor, 1, index.stat().st_size)
        script = index.with_suffix(".js")  # which its bundle asks for on file://
        script.write_text(f"var __index = {index.read_text(encoding='utf-8')}", encoding="utf-8")
        words = queries(folder)
        loads = [os.getloadavg()[0]]
        with chromium() as browser:
            box = typed(browser, OURS, sites["ours"], words, options.rounds)
            page = viewed(browser, sites["ours"], views(list(words)), options.rounds)
            loads.append(os.getloadavg()[0])
            box |= typed(browser, MATERIAL, sites["bare"], words, 1)
        loads.append(os.getloadavg()[0])
        print(report(options.articles, ours, material, box, page))
        told = ", then ".join(f"{load:.1f}" for load in loads)
        print(f"Load of the machine before, after ours and after Material's: {told}.")


if __name__ == "__main__":
    main(*sys.argv[1:])
