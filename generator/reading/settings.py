"""What the desk chooses once for its whole site, as far as reading needs it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True)
class Settings:
    """How to read a content folder.

    Attributes:
        language: BCP 47, of the interface.
        content_language: BCP 47, of the desk's texts that name none.
        templates: folder of the desk's own page templates; its `locale/` may hold catalogs.
        timezone: IANA name; the days of articles published at a moment are those of it.
        markdown_extensions: Python-Markdown extensions for article bodies.
        extension_configs: their options, by extension.
    """

    language: str = "fr"
    content_language: str = "fr"
    templates: Path | None = None
    timezone: str = "UTC"
    markdown_extensions: tuple[str, ...] = (
        "tables",
        "footnotes",
        "def_list",
        "abbr",
        "sane_lists",
    )
    # The arrow of a footnote says enough; its title would be English on every site.
    extension_configs: Mapping[str, Any] = field(
        default_factory=lambda: {"footnotes": {"BACKLINK_TITLE": ""}}
    )

    @property
    def template_folders(self) -> tuple[Path, ...]:
        """Where templates of the desk's own are."""
        return (self.templates,) if self.templates else ()

    @property
    def catalog_folders(self) -> tuple[Path, ...]:
        """Where message catalogs of the desk's own may be."""
        return tuple(folder / "locale" for folder in self.template_folders)
