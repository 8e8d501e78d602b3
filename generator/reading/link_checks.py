"""Links between the desk's own pages lead somewhere: the engine never sees those of an article."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from html import unescape
from pathlib import PurePosixPath

from generator.diagnostics import Diagnostic, diagnose
from generator.reading.manuscript import Manuscript
from generator.reading.registers import Registers

_LINK = re.compile(r'<a [^>]*?href="([^"#?]*\.html)[^"]*"')
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:|//", re.IGNORECASE)


def pages_of(
    files: Mapping[str, bytes], manuscripts: Iterable[Manuscript], registers: Registers
) -> frozenset[str]:
    """Site-relative URL of every page that the content folder becomes."""
    return frozenset(
        {
            *("index.html", "about.html", "actors.html", "unassigned.html", "404.html"),
            *(manuscript.page for manuscript in manuscripts),
            *(f"topics/{topic}.html" for topic in registers.topics.ids),
            *(f"sources/{source}.html" for source in registers.sources.ids),
            *(f"actors/{actor}.html" for actor in registers.actors.ids),
            *(f"places/{place}.html" for place in registers.places.ids),
            *(str(PurePosixPath(path).with_suffix(".html")) for path in files),
        }
    )


def check_links(manuscript: Manuscript, pages: Collection[str]) -> Iterator[Diagnostic]:
    """Links of an article's body to pages of the site; a draft's page counts as there."""
    for piece in manuscript.body.pieces:
        found = _LINK.match(piece.text) if piece.block is None else None
        if found is None:
            continue
        target = unescape(found[1])
        if _SCHEME.match(target):
            continue
        page = posixpath.normpath(posixpath.join(posixpath.dirname(manuscript.path), target))
        if target.startswith("/") or page not in pages:
            written = target.removesuffix(".html") + ".md"
            place = manuscript.document.in_body(written)
            yield diagnose("BR210", place, target=written)
