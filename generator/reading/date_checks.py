"""Dates that cannot be: what was amended before it was published."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from generator.diagnostics import Diagnostic, Location, diagnose
from generator.reading.manuscript import Manuscript
from generator.when import day_of


def check_dates(manuscript: Manuscript) -> Iterator[Diagnostic]:
    """Nothing is corrected or withdrawn before it is there."""
    record = manuscript.record
    if record is None:
        return
    published = record.published
    # Whose midnight it was, only the desk's timezone tells.
    first = day_of(published) - timedelta(days=isinstance(published, datetime))
    amended: list[tuple[str, date, Location]] = [
        ("correction", correction.on, manuscript.document.at(("corrections", number, "on")))
        for number, correction in enumerate(record.corrections)
    ]
    amended += [
        ("withdrawal", claim.record.retracted.on, claim.at("retracted", "on"))
        for claim in manuscript.records()
        if claim.record.retracted
    ]
    for what, on, place in amended:
        if on < first:
            yield diagnose(
                "BR157", place, what=what, on=on.isoformat(), published=published.isoformat()
            )
