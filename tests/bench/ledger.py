"""How long facts, history and views take, at growing sizes of one invented archive.

Seconds of processor: reading and writing are left out, and no template is rendered. Run as
`python -m tests.bench.ledger`; the limit is 5 s for 10,000 articles with some 60,000 claims, and
a cost that grows like their number.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from dataclasses import replace
from math import log
from pathlib import Path
from tempfile import TemporaryDirectory
from time import process_time

from generator.history import History
from generator.keeping import kept
from generator.ledger import open_ledger
from generator.locale import Words
from generator.model import Library
from generator.pages import Desk, site_pages
from generator.pages.index import Index
from generator.reading.body import BodyRenderer
from generator.reading.library import load_files, read_library
from generator.reading.settings import Settings
from tests.bench.generate import generate

if sys.platform != "win32":
    import resource

LIMIT = 5.0
POWER = 1.15
"""What doubling the articles may cost: 2 to this power."""


def first(library: Library, articles: int) -> Library:
    """The library with only its first articles, in order of their ids."""
    return replace(library, articles=dict(sorted(library.articles.items())[:articles]))


def peak() -> str:
    """The most memory that this process has held, its library included; empty on Windows."""
    if sys.platform == "win32":
        return ""
    unit = 1 if sys.platform == "darwin" else 1024
    held = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit
    return f", at most {held / 2**20:.0f} MiB"


def measure(library: Library) -> dict[str, float]:
    """Seconds of processor by stage: the ledger's facts, the history, views by page type."""
    spent: Counter[str] = Counter()
    started = process_time()

    def lap(stage: str) -> None:
        nonlocal started
        now = process_time()
        spent[stage] += now - started
        started = now

    with kept():  # as the adapter does in a build
        started = process_time()
        ledger = open_ledger(library)
        ledger.facts  # noqa: B018 - derived when first asked for
        lap("facts")
        history = History(ledger)
        history.told, history.days  # noqa: B018
        lap("history")
        words, settings = Words("fr"), Settings(language="fr")
        renderer = BodyRenderer(settings.markdown_extensions, settings.extension_configs)
        desk = Desk(library, ledger, words, renderer, Index(history), "fr")
        pages = list(site_pages(desk, "Bench"))
        lap("list of pages")
    for page in pages:
        page.view()
        lap(page.template)
    return dict(spent)


def main(arguments: list[str] | None = None) -> int:
    """Print a table; 1 if the largest size takes longer than the limit, or grows faster."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--sizes", type=int, nargs="+", default=[2500, 5000, 10000])
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args(arguments)
    with TemporaryDirectory() as folder:
        site = Path(folder, "site")
        generate(site, articles=max(options.sizes), seed=options.seed, archive=True)
        library = read_library(load_files(site / "briefings"), Settings(language="fr")).require()
    rows = []
    for size in sorted(options.sizes):
        some = first(library, size)
        claims = sum(len(a.claims) for a in some.articles.values())
        spent = measure(some)
        rows.append((size, claims, sum(spent.values()), spent, peak()))
    for size, claims, total, spent, held in rows:
        parts = ", ".join(f"{stage} {seconds:.2f}" for stage, seconds in spent.items())
        print(f"{size:6} articles, {claims:6} claims: {total:6.2f} s{held} ({parts})")
    power = log(rows[-1][2] / rows[0][2]) / log(rows[-1][0] / rows[0][0]) if len(rows) > 1 else 0.0
    print(f"grows with the power {power:.2f} of the articles (limit {POWER})")
    return int(rows[-1][2] > LIMIT or power > POWER)


if __name__ == "__main__":
    raise SystemExit(main())
