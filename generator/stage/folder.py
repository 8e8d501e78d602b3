"""Writing a staged site: a folder is ours to replace only where we made it."""

from __future__ import annotations

import shutil
from pathlib import Path

MARK = ".briefing-stage"
SAYS = "Written by `briefing stage`, which replaces mkdocs.yml, docs/ and theme/ in this folder.\n"


class StageFolder:
    """A folder that `briefing stage` fills.

    Args:
        folder: where; it need not exist.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    @property
    def foreign(self) -> bool:
        """Whether something else is in it, which must not be lost."""
        folder = self._folder
        return folder.exists() and any(folder.iterdir()) and not (folder / MARK).is_file()

    def clear(self) -> None:
        """Make it, with nothing in it of the last stage; what an engine built there stays."""
        self._folder.mkdir(parents=True, exist_ok=True)
        (self._folder / MARK).write_text(SAYS, "utf-8")
        (self._folder / "mkdocs.yml").unlink(missing_ok=True)
        for name in ("docs", "theme"):
            shutil.rmtree(self._folder / name, ignore_errors=True)

    def write(self, path: str, content: bytes) -> None:
        """Write a file at `path` below it."""
        file = self._folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)

    def copy(self, path: str, source: Path) -> None:
        """Copy the file `source` to `path` below it."""
        file = self._folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source, file)
