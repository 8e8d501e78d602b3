"""A built site as it lies in its folder: which of its pages are briefs, which are topics."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

SIGNS = ("index.html", "assets/briefing.css", "data/facts.json")
"""Files of every site that this project builds, whatever its content."""
_DAY = re.compile(r"days/(\d{4}-\d{2}-\d{2})\.html")
_LEADS_ON = re.compile(r"http-equiv=[\"']?refresh", re.IGNORECASE)


@dataclass(frozen=True)
class BuiltSite:
    """The site in `folder`."""

    folder: Path

    @property
    def is_one(self) -> bool:
        """Whether a site of ours is there."""
        return all((self.folder / sign).is_file() for sign in SIGNS)

    @cached_property
    def files(self) -> tuple[str, ...]:
        """Every file below the folder, with `/`, sorted."""
        found = (file for file in self.folder.rglob("*") if file.is_file())
        return tuple(sorted(file.relative_to(self.folder).as_posix() for file in found))

    @cached_property
    def days(self) -> tuple[str, ...]:
        """The days that have a brief, `2024-11-20`, oldest first."""
        return tuple(found[1] for file in self.files if (found := _DAY.fullmatch(file)))

    @cached_property
    def topics(self) -> tuple[str, ...]:
        """The pages of topics, and those of their months, by path; old paths left out."""
        pages = [f for f in self.files if f.startswith("topics/") and f.endswith(".html")]
        return tuple(page for page in pages if not _LEADS_ON.search(self.text(page)))

    def text(self, path: str) -> str:
        """A file as text."""
        return (self.folder / path).read_text(encoding="utf-8")
