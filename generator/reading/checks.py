"""All checks that need more than one record, and the one that needs a clock."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime

from generator.diagnostics import Diagnostic, Location, diagnose
from generator.model import Library
from generator.reading.alias_checks import check_aliases
from generator.reading.date_checks import check_dates
from generator.reading.fact_checks import check_facts
from generator.reading.lints import Names, check_wording
from generator.reading.lints.style import Style
from generator.reading.manuscript import Manuscript
from generator.reading.old_paths import same_file
from generator.reading.passage_checks import check_passages
from generator.reading.references import check_references
from generator.reading.registers import Registers

__all__ = ["check_library", "check_paths", "from_the_future"]


def check_library(
    manuscripts: Sequence[Manuscript], registers: Registers, style: Style
) -> Iterator[Diagnostic]:
    """Dates, passages, wording, references, old paths and facts."""
    names = Names(registers)
    for manuscript in manuscripts:
        yield from check_dates(manuscript)
        yield from check_passages(manuscript)
        # At once: the texts that were folded to find passages in are still at hand.
        yield from check_wording(manuscript, names, style)
    yield from check_references(manuscripts, registers)
    yield from check_aliases(manuscripts)
    yield from check_facts(manuscripts, registers.topics.ids)


def check_paths(paths: Iterable[str]) -> Iterator[Diagnostic]:
    """No two files become one on a disk that folds case, or that composes accents."""
    first: dict[str, str] = {}
    for path in sorted(paths):
        other = first.setdefault(same_file(path), path)
        if other != path:
            same = unicodedata.normalize("NFC", path) == unicodedata.normalize("NFC", other)
            how = "the way its accents are encoded" if same else "capital letters"
            yield diagnose("BR209", Location(path), other=other, how=how)


def from_the_future(
    library: Library, now: datetime, places: Mapping[str, Location] | None = None
) -> list[Diagnostic]:
    """Articles published after `now`: most often a slip of the hand in the year.

    Args:
        library: what was read.
        now: with offset; its day is that of the desk's timezone.
        places: where each article's `published` stands, by article id.
    """
    found = []
    for article in library.articles.values():
        # Whoever sets an embargo, or still drafts, looks ahead on purpose.
        if article.draft or article.embargo is not None:
            continue
        published = article.published
        ahead = published > now if isinstance(published, datetime) else published > now.date()
        if ahead:
            place = (places or {}).get(article.id, Location(article.path))
            found.append(diagnose("BR137", place, published=published.isoformat()))
    return sorted(found)
