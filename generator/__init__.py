"""From a desk's reports to a briefing site.

The whole path is `open_site`; its stations are `read_library` (files -> library and
diagnostics) and `open_ledger` (claims -> facts). The MkDocs plugin and the command line are
thin callers of these.
"""

from generator.build import Site, open_site
from generator.diagnostics import Diagnostic, InvalidContent
from generator.facts import Fact, StatusOn
from generator.ledger import Ledger, open_ledger
from generator.model import Library
from generator.reading.library import Reading, load_files, read_library
from generator.reading.settings import Settings

__all__ = [
    "Diagnostic",
    "Fact",
    "InvalidContent",
    "Ledger",
    "Library",
    "Reading",
    "Settings",
    "Site",
    "StatusOn",
    "load_files",
    "open_ledger",
    "open_site",
    "read_library",
]
