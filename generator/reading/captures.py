"""Articles against the reports as received, where these are at hand.

The desk keeps captures out of the site and usually out of git, so this check runs only when
asked for, and only on those that are there.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from generator.diagnostics import Diagnostic, diagnose
from generator.evidence import folded
from generator.reading.manuscript import Manuscript
from generator.reading.passage_checks import body_quotations

ReadCapture = Callable[[str], bytes | None]
"""The bytes of a capture by its file name, or None where it is not at hand."""


def captures_in(folder: Path) -> ReadCapture:
    """Reads the captures that lie in `folder`."""
    inside = folder.resolve()

    def read(name: str) -> bytes | None:
        try:
            file = (inside / name).resolve()
            # The name comes from an article: it must not lead out of the folder.
            if file.is_relative_to(inside) and file.is_file():
                return file.read_bytes()
        except (OSError, ValueError):
            return None
        return None

    return read


def check_captures(
    manuscripts: Sequence[Manuscript], read_capture: ReadCapture
) -> Iterator[Diagnostic]:
    """Compare every article that names a capture with it."""
    for manuscript in manuscripts:
        if manuscript.record is None or manuscript.record.capture is None:
            continue
        capture = manuscript.record.capture
        raw = read_capture(capture.file)
        if raw is not None:
            yield from _compare(manuscript, capture.file, capture.sha256, raw)


def _compare(manuscript: Manuscript, name: str, sha256: str, raw: bytes) -> Iterator[Diagnostic]:
    document = manuscript.document
    actual = hashlib.sha256(raw).hexdigest()
    if actual != sha256:
        place = document.at(("capture", "sha256"))
        yield diagnose("BR305", place, file=name, actual=actual)
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        yield diagnose("BR307", document.at(("capture", "file")), file=name)
        return
    report = folded(text)
    for quotation in body_quotations(manuscript):
        if folded(quotation).strip() not in report:
            yield diagnose("BR304", document.in_body(quotation), quotation=quotation, file=name)
    count = len(text.splitlines())
    for claim in manuscript.records():
        if claim.record.lines:
            last = int(claim.record.lines.replace("–", "-").split("-")[-1])
            if last > count:
                place = claim.at("lines")
                yield diagnose("BR306", place, lines=claim.record.lines, file=name, count=count)
