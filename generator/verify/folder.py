"""A folder as a mapping: built files are many and large, so each is read when it is asked for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path


class Folder(Mapping[str, bytes]):
    """The files below `folder`: bytes by path relative to it, with `/`, sorted."""

    def __init__(self, folder: Path) -> None:
        files = (file for file in folder.rglob("*") if file.is_file())
        named = {_printable(file.relative_to(folder).as_posix()): file for file in files}
        self._files = dict(sorted(named.items()))

    def __getitem__(self, path: str) -> bytes:
        return self._files[path].read_bytes()

    def __iter__(self) -> Iterator[str]:
        return iter(self._files)

    def __len__(self) -> int:
        return len(self._files)

    def __contains__(self, path: object) -> bool:
        return path in self._files  # without reading it, as Mapping would


def _printable(name: str) -> str:
    """A name that is no UTF-8 stays one that can be printed."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
