"""What a desk hands on: the site as one archive for a USB stick, its briefs and topics as PDF."""

from generator.outputs.pack.archive import write_archive
from generator.outputs.pack.browser import Chromium, PrintingFailed, find_chromium
from generator.outputs.pack.built import BuiltSite
from generator.outputs.pack.sheet import sheet_of

__all__ = [
    "BuiltSite",
    "Chromium",
    "PrintingFailed",
    "find_chromium",
    "sheet_of",
    "write_archive",
]
