"""The index in parts: a language and some months each, so that an edit makes anew only its own.

A part that has not changed is taken from a folder of kept parts. It is known by what went into
it, so no stale one can be taken; those that no site needs any more are deleted, since they may
hold words of an article that was withdrawn.
"""

from __future__ import annotations

import hashlib
import json
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from importlib.metadata import version
from itertools import chain, groupby
from pathlib import Path

from generator.outputs.search.records import Record
from generator.outputs.search.service import SearchIndexError, Service
from generator.outputs.search.words import tokens

WORDS_AT_MOST = 500_000
"""Of a part. More: an edit takes more than some seconds, and a query, whose time grows with the
square of a part's matches, holds up the page. Fewer: a query of a large archive loads more files.
"""
_MADE_BY = f"pagefind {version('pagefind_bin')}, form 1"
_FRAGMENTS, _FRAGMENT_ENDING = "fragment/", ".pf_fragment"
_SIGNATURE = len(b"pagefind_dcd")
_DATED = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class Part:
    """Records of one language, oldest first."""

    language: str
    records: tuple[Record, ...]


@dataclass(frozen=True, slots=True)
class Indexed:
    """What Pagefind made of a part.

    Attributes:
        files: its entry, its metadata and its chunks of words, by Pagefind's own path.
        names: Pagefind's name of each record, in their order.
    """

    files: Mapping[str, bytes]
    names: tuple[str, ...]


def parts(records: Iterable[Record]) -> list[Part]:
    """Records in parts; of each language the newest part comes first.

    The months of a part follow one another. What has no day, such as topics, is in the newest.
    """
    in_order = sorted(records, key=lambda r: (r.language, r.day is None, r.day or date.max, r.url))
    found: list[Part] = []
    for language, theirs in groupby(in_order, lambda r: r.language):
        of_language: list[Part] = []
        gathered: list[Record] = []
        count = 0
        for _, month in groupby(theirs, lambda r: r.day and (r.day.year, r.day.month)):
            added = list(month)
            more = sum(len(r.words) for r in added)
            if gathered and added[0].day and count + more > WORDS_AT_MOST:
                of_language.append(Part(language, tuple(gathered)))
                gathered, count = [], 0
            gathered += added
            count += more
        of_language.append(Part(language, tuple(gathered)))
        found += reversed(of_language)
    return found


class Kept:
    """Indexed parts, kept from one build to the next; a folder that takes none costs time only.

    Args:
        folder: where; None: nothing is kept.
    """

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder
        self._used: set[str] = set()

    def __enter__(self) -> Kept:
        """Begin a build."""
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        """Delete what this build had no use for, halves of files too; not after one that failed.

        Raises:
            SearchIndexError: a file cannot be deleted.
        """
        if kind is not None or not self._folder or not self._folder.is_dir():
            return
        for file in self._folder.iterdir():
            if file.name not in self._used and file.is_file():
                try:
                    file.unlink()
                except OSError as error:
                    raise SearchIndexError(
                        f"{file} cannot be deleted, and may hold words that have been withdrawn: "
                        f"{error.strerror}. Delete the folder it is in."
                    ) from error

    def indexed(self, part: Part) -> Indexed:
        """`part`, from the folder or made now.

        Raises:
            SearchIndexError: Pagefind failed.
        """
        texts = [(r.url, " ".join(chain(*map(tokens, r.words)))) for r in part.records]
        name = _key(part.language, texts) + ".zip"
        self._used.add(name)
        kept = _read(self._folder / name) if self._folder else None
        if kept:
            return kept
        with Service() as service:  # a new one each time: it keeps the memory of what it has made
            made = _indexed(service.index(part.language, texts), texts)
        if self._folder:
            with suppress(OSError):
                _write(self._folder / name, made)
        return made


def _key(language: str, texts: Sequence[tuple[str, str]]) -> str:
    told = json.dumps([_MADE_BY, language, texts], ensure_ascii=False)
    return hashlib.sha256(told.encode()).hexdigest()


def _indexed(files: Mapping[str, bytes], texts: Sequence[tuple[str, str]]) -> Indexed:
    names = dict(_names(files))
    kept = (".json", ".pf_meta", ".pf_index", ".pagefind", "/pagefind.js")
    used = {p: f for p, f in files.items() if ("/" + p).endswith(kept)}
    return Indexed(dict(sorted(used.items())), tuple(names[url] for url, _ in texts))


def _names(files: Mapping[str, bytes]) -> Iterator[tuple[str, str]]:
    """Pairs of a record's URL and Pagefind's name of it, which is that of its fragment."""
    for path, content in files.items():
        if path.startswith(_FRAGMENTS):
            told = zlib.decompress(content, wbits=31)[_SIGNATURE:]
            yield json.loads(told)["url"], path[len(_FRAGMENTS) : -len(_FRAGMENT_ENDING)]


def _read(path: Path) -> Indexed | None:
    """What is kept at `path`; None where there is nothing, or a file cut short."""
    try:
        with zipfile.ZipFile(path) as kept:
            files = {name: kept.read(name) for name in kept.namelist() if name != "names.json"}
            return Indexed(files, tuple(json.loads(kept.read("names.json"))))
    except (OSError, zipfile.BadZipFile, KeyError, ValueError):
        return None


def _write(path: Path, made: Indexed) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    half = path.with_suffix(".new")  # a build that is broken off leaves no half of a part
    with zipfile.ZipFile(half, "w") as kept:
        for name, content in {**made.files, "names.json": json.dumps(made.names).encode()}.items():
            kept.writestr(zipfile.ZipInfo(name, _DATED), content)
    half.replace(path)
