"""A folder as one ZIP archive: the same files, the same bytes."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable
from pathlib import Path

FOLDER = "briefing"
"""What is unpacked is in a folder of its own."""

EPOCH = (1980, 1, 1, 0, 0, 0)
"""The earliest moment that a ZIP archive knows."""


def write_archive(folder: Path, files: Iterable[str], into: Path) -> None:
    """Write the `files` of `folder`, paths with `/`, into the archive `into`, in their order."""
    with zipfile.ZipFile(into, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name in files:
            entry = zipfile.ZipInfo(f"{FOLDER}/{name}", EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 3  # whatever machine it is written on
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, (folder / name).read_bytes())
