"""Nothing else has an old path: no other article, no page and no file of the site."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import PurePosixPath

from generator.diagnostics import Diagnostic, Location, diagnose
from generator.reading.manuscript import Manuscript
from generator.reading.old_paths import same_file


def check_aliases(manuscripts: Iterable[Manuscript]) -> Iterator[Diagnostic]:
    """Every old path leads to one article."""
    first: dict[str, tuple[str, str]] = {}
    for manuscript, alias, place in _aliases(manuscripts):
        key = same_file(alias)
        if key not in first:
            first[key] = alias, manuscript.path
            continue
        other, path = first[key]
        whose = "twice in this article" if path == manuscript.path else f"in `{path}` too"
        how = "" if other == alias else f", as `{other}`: on many disks the two are one file"
        yield diagnose("BR212", place, alias=alias, whose=whose + how)


def check_against_paths(
    manuscripts: Iterable[Manuscript], taken: Mapping[str, str]
) -> Iterator[Diagnostic]:
    """No old path is that of a page or file of the site, or lies where only a file can.

    Args:
        manuscripts: the articles.
        taken: what stands at each path, in words, by site-relative path.
    """
    aliases = list(_aliases(manuscripts))
    known = {same_file(path): path for path in taken}
    folders = {same_file(folder) for path in taken for folder in _folders(path)}
    files = {same_file(alias): (alias, "an old path too") for _, alias, _ in aliases}
    files |= {key: (path, taken[path]) for key, path in known.items()}
    for manuscript, alias, place in aliases:
        key = same_file(alias)
        above = next((files[f] for f in map(same_file, _folders(alias)) if f in files), None)
        if key == same_file(manuscript.page):
            by = "it is the path of this article itself"
        elif key in known and known[key] == alias:
            by = f"it is {taken[alias]}"
        elif key in known:
            by = f"on many disks it is one file with `{known[key]}`, {taken[known[key]]}"
        elif key in folders:
            by = "it is a folder of this site"
        elif above:
            by = f"it lies in `{above[0]}`, which is {above[1]}"
        else:
            continue
        yield diagnose("BR211", place, alias=alias, by=by)


def _aliases(manuscripts: Iterable[Manuscript]) -> Iterator[tuple[Manuscript, str, Location]]:
    for manuscript in manuscripts:
        given = manuscript.record.aliases if manuscript.record else ()
        for number, alias in enumerate(given):
            yield manuscript, alias, manuscript.document.at(("aliases", number))


def _folders(path: str) -> list[str]:
    """The folders that a file is in, the nearest first."""
    return [folder.as_posix() for folder in PurePosixPath(path).parents][:-1]
