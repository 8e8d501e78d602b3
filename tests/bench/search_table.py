"""What searching an archive costs, in one table, and which of the project's limits it keeps."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from statistics import median

from tests.bench.indexing import Indexing
from tests.bench.reader import Figures
from tests.bench.table import Row, aligned

PLACES = ("ours file", "ours http", "Material file", "Material http")
NOTES = """\
ours: this project; Material: its own search over the same files, with a French stemmer, as the \
bench of whole builds makes it. file: from the disk; http: from a server on this machine, under a \
sub-path. Material's does not work on file:// by itself: for the measurement its worker is \
replaced by a frame.
Index: making it from an open site, in a process of its own. CPU is user and system time, \
Pagefind's included; memory is the peak of the process, the open site in it, and that of \
Pagefind's added. Of Material's plugin no memory can be told apart from the build's.
Box: the home page is opened afresh and a query typed at once, a letter every 100 ms. First \
results: from the first key to the frame that shows a result of what was typed by then, loading \
included. A later key: from the key to its results, once the first query is answered. Longest \
task: of the main thread, from the moment the reader goes to the box; tasks below 50 ms are not \
told by the browser, and are 0. Heap: after a garbage collection, WebAssembly and buffers \
included; Material's on http is mostly in a worker, so see the memory of the process. Loaded: \
bytes on the disk of the files below search/, as a server without compression would send them.
Page: search.html opened with its state in the address, from the start of the navigation."""


@dataclass(frozen=True)
class Measure:
    """A figure of visits: how to read it, how to write it, and the most that ours may be."""

    name: str
    of: Callable[[Figures], Sequence[float]]
    form: str = ",.0f"
    most: float | None = None
    each: bool = False
    """Whether to tell it query by query too."""


BOX = (
    Measure("first results, ms", lambda f: [f.first], most=1000, each=True),
    Measure("complete, ms", lambda f: [f.complete]),
    Measure("a later key, ms", lambda f: f.later, most=150, each=True),
    Measure("longest task, ms", lambda f: [f.longest], most=200, each=True),
    Measure("tasks of 50 ms or more", lambda f: [f.tasks]),
    Measure("heap, MB", lambda f: [f.heap / 1e6], ",.1f", 150),
    Measure("memory of the process, MB", lambda f: [f.process / 1e6]),
    Measure("loaded, KB", lambda f: [f.search / 1e3], most=500, each=True),
    Measure("- before first results, KB", lambda f: [f.at_first / 1e3]),
    Measure("- by the whole page, KB", lambda f: [f.loaded / 1e3]),
)
PAGE = (
    Measure("page: first results, ms", lambda f: [f.first], each=True),
    Measure("page: complete, ms", lambda f: [f.complete], each=True),
    Measure("page: a facet chosen, ms", lambda f: f.later),
    Measure("page: longest task, ms", lambda f: [f.longest], most=200, each=True),
    Measure("page: heap, MB", lambda f: [f.heap / 1e6], ",.1f", 150),
    Measure("page: loaded, KB", lambda f: [f.search / 1e3], each=True),
)

Visits = Mapping[str, Mapping[str, Sequence[Figures]]]
"""What was seen by place and query, once for each round."""
Found = Mapping[str, Mapping[str, Sequence[float]]]
"""A figure by place and query, as often as it was measured."""


def report(
    articles: int, ours: Indexing, material: tuple[float, int, int], box: Visits, page: Visits
) -> str:
    """The table, its notes, and what misses a limit.

    Args:
        articles: how many were searched.
        ours: what our index took.
        material: seconds of processor that Material's took, its files, and their bytes.
        box: visits that typed into the box.
        page: visits of the search page.
    """
    rows: list[Row] = [(f"{articles:,} articles", *PLACES, "at most", "")]
    missed: list[str] = []
    rows += _index(ours, material, missed)
    for measures, visits in ((BOX, box), (PAGE, page)):
        for measure in measures:
            found = {
                place: {
                    query: [value for figures in seen for value in measure.of(figures)]
                    for query, seen in of_place.items()
                }
                for place, of_place in visits.items()
            }
            rows += _rows(measure, found, missed)
    return "\n".join([aligned(rows), "", NOTES, "", *(missed or ["Every limit is kept."])])


def _index(ours: Indexing, material: tuple[float, int, int], missed: list[str]) -> Iterator[Row]:
    processor, files, written = material
    figures: tuple[tuple[str, float, str, str, float | None], ...] = (
        ("index: CPU, s", ours.processor, ".1f", f"{processor:.1f}", 60),
        ("- of it Pagefind, s", ours.child, ".1f", "", None),
        ("index: clock, s", ours.clock, ".1f", "", None),
        ("index: peak memory, MB", ours.peak / 1e6, ",.0f", "", 2000),
        ("- of it the open site, MB", ours.before / 1e6, ",.0f", "", None),
        ("index: size, MB", ours.written / 1e6, ".1f", f"{written / 1e6:.1f}", None),
        ("index: files", ours.files, ",", f"{files:,}", None),
    )
    for name, figure, form, theirs, most in figures:
        mark = _judged(name, figure, form, most, missed)
        yield (name, format(figure, form), "", theirs, "", _most(most), mark)


def _rows(measure: Measure, found: Found, missed: list[str]) -> Iterator[Row]:
    """The median and the worst of all visits, and the median of each query."""
    all_of = {
        place: [(value, query) for query, values in of_place.items() for value in values]
        for place, of_place in found.items()
    }
    ours = [(v, q, place) for place in PLACES[:2] for v, q in all_of.get(place, [])]
    if not ours:
        return
    for name, of in (("median", median), ("worst", max)):
        cells = [
            format(of([value for value, _ in all_of[place]]), measure.form)
            if all_of.get(place)
            else ""
            for place in PLACES
        ]
        most = measure.most if name == "worst" else None
        figure, query, place = max(ours)
        what = f"{measure.name}, at worst ({query}; {place})"
        mark = _judged(what, figure, measure.form, most, missed)
        yield (f"{measure.name}: {name}", *cells, _most(most), mark)
    for query in dict.fromkeys(query for _, query, _ in ours) if measure.each else ():
        values = [found.get(place, {}).get(query) for place in PLACES]
        cells = [format(median(seen), measure.form) if seen else "" for seen in values]
        yield (f"- {query}", *cells, "", "")


def _most(most: float | None) -> str:
    return "" if most is None else f"{most:,.0f}"


def _judged(what: str, figure: float, form: str, most: float | None, missed: list[str]) -> str:
    """What to write beside a limit; one that is missed is told again below the table."""
    if most is None:
        return ""
    if figure <= most:
        return "kept"
    over = f"missed by {format(figure - most, form)}"
    missed.append(f"{what}: {format(figure, form)}, at most {most:,.0f} wanted: {over}.")
    return over
