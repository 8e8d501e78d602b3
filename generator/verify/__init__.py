"""A built site held against its content: what is missing, what leads nowhere, what must not be.

Engines fail in silence: one that does not know our plugin still writes pages, of raw Markdown.
So nothing here asks the engine; what must be there follows from the content.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import accumulate, zip_longest

from generator.build import Site
from generator.diagnostics import Diagnostic, Location, diagnose
from generator.verify.addresses import Addresses
from generator.verify.built import BuiltPage, Position, seen, style_references
from generator.verify.expected import Expected, ExpectedPage

__all__ = ["verify"]

Watch = Callable[[Sequence[str]], Iterable[str]]


def verify(
    site: Site,
    built: Mapping[str, bytes],
    *,
    address: str = "",
    search: Mapping[str, str] | None = None,
    watch: Watch = iter,
) -> list[Diagnostic]:
    """Every fault of a built site, at its place in the built files, sorted.

    Args:
        site: what the content makes, opened for the same moment as the built site.
        built: bytes of the built files by site-relative path; each is asked for once or twice.
        address: where the site is served (`site_url`); empty where it has no address.
        search: the files of its search by site-relative path, which Pagefind has made anew;
            None: its search is not looked at.
        watch: gets the pages that will be read, and hands them on one by one.

    Raises:
        InvalidContent: a page template has a mistake.
    """
    found = _Verification(site, built, address)
    return sorted({*found.faults(watch), *found.of_search(search or {})})


class _Verification:
    def __init__(self, site: Site, built: Mapping[str, bytes], address: str) -> None:
        self._built = built
        self._addresses = Addresses(built.keys(), address)
        self._expected = Expected(site, self._addresses.base)
        self._anchors: dict[str, frozenset[str]] = {}
        self._places: list[tuple[str, Position, str, str, str]] = []
        self._leading: Counter[str] = Counter()  # links to each page that is missing
        self._asked: dict[tuple[str, str], list[tuple[str, Position, str]]] = defaultdict(list)

    def faults(self, watch: Watch) -> Iterator[Diagnostic]:
        for path, text in self._expected.outputs.items():
            yield from self._output(path, text.encode())
        for path in self._expected.kept_out(self._built):
            yield diagnose("BR611", Location(path))
        pages = [path for path in self._built if path.endswith((".html", ".htm"))]
        for path in watch(pages):
            yield from self._page(path)
        for path in self._built:
            if path.endswith(".css"):
                style = self._built[path].decode("utf-8", "replace")
                for reference in style_references(style):
                    self._loaded(path, reference.address, reference.position)
        yield from self._missing_pages()
        yield from self._asked_for()
        for path, position, written, page, anchor in self._places:
            if page in self._anchors and anchor not in self._anchors[page]:
                yield _at("BR609", path, position, address=written, page=page, anchor=anchor)

    def of_search(self, search: Mapping[str, str]) -> Iterator[Diagnostic]:
        """Files of the search that are missing, changed, or of another build."""
        for path, text in search.items():
            yield from self._output(path, text.encode())
        folders = {path.partition("/")[0] + "/" for path in search}
        for path in self._built:
            if path.startswith(tuple(folders)) and path not in search:
                yield diagnose("BR618", Location(path))

    def _missing_pages(self) -> Iterator[Diagnostic]:
        """Pages that are not there; links to them are counted, since they are right."""
        for url in self._expected.pages:
            if url not in self._built:
                source = self._expected.source(url) or "the whole content"
                links = _counted(self._leading[url], "link leads", "links lead")
                yield diagnose("BR601", Location(url), source=source, links=links)

    def _asked_for(self) -> Iterator[Diagnostic]:
        """Files that are missing, or of another host, each at the first place that loads it."""
        for (code, _), places in self._asked.items():
            path, position, written = min(places)
            others = len(places) - 1
            more = f" ({_counted(others, 'more place does', 'more places do')})" if others else ""
            yield _at(code, path, position, address=written, more=more)

    def _output(self, path: str, text: bytes) -> Iterator[Diagnostic]:
        if path not in self._built:
            yield diagnose("BR614", Location(path))
            return
        ours, theirs = text.splitlines(), self._built[path].splitlines()
        if ours != theirs:
            pairs = enumerate(zip_longest(ours, theirs), 1)
            yield diagnose("BR615", Location(path, next(n for n, (a, b) in pairs if a != b)))

    def _page(self, path: str) -> Iterator[Diagnostic]:
        try:
            html = self._built[path].decode("utf-8")
        except UnicodeDecodeError as error:
            line = len(self._built[path][: error.start].split(b"\n"))
            yield diagnose("BR603", Location(path, line), problem="it is not UTF-8")
            return
        page = BuiltPage(html)
        expected = self._expected.page(path)
        if path in self._expected.redirects:
            yield from self._redirect(path, page)
        elif expected is None:
            folder, draft = path.rpartition("/")[0], path in self._expected.hidden
            if draft or (folder in self._expected.folders and not page.redirects):
                why = ": its article is a draft or under embargo" if draft else ""
                yield diagnose("BR610", Location(path), why=why)
                return
        else:
            stranger = _stranger(expected, page)
            if stranger is not None:
                yield stranger
                return
            if "</html>" not in html[-2000:].lower():
                end = (html.count("\n") + 1, 1)
                yield _at("BR603", path, end, problem="it is cut short, `</html>` is missing")
            yield from _against(expected, page, html)
        self._anchors[path] = frozenset(page.ids)
        for anchor, position in page.repeated:
            yield _at("BR605", path, position, anchor=anchor, line=page.ids[anchor][0])
        for reference in page.references:
            if reference.loads:
                self._loaded(path, reference.address, reference.position)
            else:
                yield from self._link(path, reference.address, reference.position)

    def _redirect(self, path: str, page: BuiltPage) -> Iterator[Diagnostic]:
        """An old path leads on to the page of its article."""
        wanted, written = self._expected.redirects[path], page.redirects
        if not written:
            yield diagnose("BR619", Location(path), target=wanted, found="it leads nowhere")
        elif self._addresses.target(path, written).path != wanted:
            found = f"it leads to `{written}`"
            yield diagnose("BR619", Location(path), target=wanted, found=found)

    def _link(self, path: str, written: str, position: Position) -> Iterator[Diagnostic]:
        target = self._addresses.target(path, written)
        if not target.exists and target.path in self._expected.pages:
            self._leading[target.path] += 1
        elif not target.exists:
            yield _at("BR608", path, position, address=written)
        elif target.path and target.anchor not in ("", "top"):  # `#top` needs no element
            self._places.append((path, position, written, target.path, target.anchor))

    def _loaded(self, path: str, written: str, position: Position) -> None:
        target = self._addresses.target(path, written)
        if target.host:
            self._asked["BR612", written].append((path, position, written))
        elif not target.exists:
            self._asked["BR613", target.path].append((path, position, written))


def _counted(number: int, one: str, many: str) -> str:
    """`1 link leads`, `2 links lead`."""
    return f"{number} {one if number == 1 else many}"


def _at(code: str, path: str, position: Position, **values: object) -> Diagnostic:
    return diagnose(code, Location(path, *position), **values)


def _stranger(expected: ExpectedPage, page: BuiltPage) -> Diagnostic | None:
    """A page that has next to nothing of ours: told once, and not place by place."""
    places = BuiltPage(expected.html).ids if not page.ids.keys() & {"top"} else {}
    missing = places.keys() - page.ids.keys()
    if len(missing) * 2 <= len(places):
        return None
    return diagnose("BR602", Location(expected.url), missing=len(missing), count=len(places))


def _against(expected: ExpectedPage, page: BuiltPage, html: str) -> Iterator[Diagnostic]:
    """Places, passages and words that a page must have."""
    whole = expected.html in html
    wanted = dict.fromkeys(expected.facts)
    if not whole:
        ours = BuiltPage(expected.html)
        wanted |= dict.fromkeys(ours.ids)
        yield from _words(expected, ours, page)
    for anchor in wanted:
        if anchor not in page.ids and anchor not in expected.passages:
            yield diagnose("BR604", Location(expected.url), anchor=anchor)
    for claim, passage in expected.passages.items():
        if claim not in page.ids or claim not in page.passages:
            yield diagnose("BR606", Location(expected.url), claim=claim, passage=passage)
            continue
        found = "".join(page.passages[claim])
        if seen(found) != seen(passage):
            position = page.marks[claim]
            values = {"claim": claim, "passage": passage, "found": " ".join(found.split())}
            yield _at("BR607", expected.url, position, **values)


def _words(expected: ExpectedPage, ours: BuiltPage, page: BuiltPage) -> Iterator[Diagnostic]:
    """The first words of a page that are not there, or not there in this order."""
    wanted, there = ours.words, page.words
    if wanted in there:
        return
    low, high = 0, len(wanted)  # the longest beginning that is there
    while low < high:
        middle = (low + high + 1) // 2
        if wanted[:middle] in there:
            low = middle
        else:
            high = middle - 1
    position = page.position_of(there.find(wanted[:low]) + low) if low else (1, 1)
    words = ours.text.split()
    starts = [0, *accumulate(len(seen(word)) for word in words)]
    first = bisect_right(starts, low) - 1
    yield _at("BR616", expected.url, position, words=" ".join(words[first : first + 8]))
