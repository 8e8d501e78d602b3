"""A content folder -> the library, and every problem of every file."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from generator.diagnostics import (
    Diagnostic,
    InvalidContent,
    Location,
    diagnose,
    did_you_mean,
    errors,
)
from generator.model import Article, Capture, Correction, Image, Library
from generator.reading.body import BodyRenderer
from generator.reading.captures import ReadCapture, check_captures
from generator.reading.checks import check_library, check_paths
from generator.reading.fields import closest_word
from generator.reading.frontmatter import read_document
from generator.reading.manuscript import Manuscript, read_manuscript
from generator.reading.registers import Registers, read_registers
from generator.reading.schema import ArticleRecord
from generator.reading.settings import Settings

_REGISTERS = ("sources.yml", "actors.yml", "places.yml")
_PAGES = ("index.md", "about.md")
_SUFFIXES = {".md", ".markdown", ".yml", ".yaml"}
_FOLDERS = ("articles", "topics")


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read, and what is wrong with it.

    Attributes:
        library: whatever could be read.
        diagnostics: every problem, sorted.
        published: where each article's `published` stands, by article id.
    """

    library: Library
    diagnostics: tuple[Diagnostic, ...] = ()
    published: Mapping[str, Location] = field(default_factory=dict)
    _manuscripts: tuple[Manuscript, ...] = field(default=(), repr=False, compare=False)

    def require(self) -> Library:
        """The library, if nothing is wrong with it.

        Raises:
            InvalidContent: at least one error stands.
        """
        if errors(self.diagnostics):
            raise InvalidContent(self.diagnostics)
        return self.library

    def against_captures(self, read_capture: ReadCapture) -> tuple[Diagnostic, ...]:
        """Compare the articles with the reports as received, sorted."""
        return tuple(sorted(set(check_captures(self._manuscripts, read_capture))))


def load_files(folder: Path) -> dict[str, bytes]:
    """The content files of a folder: paths relative to it with `/`, sorted, and their bytes."""
    files = {}
    found = [p for p in folder.iterdir() if p.is_file()]
    for name in _FOLDERS:
        found += [p for p in (folder / name).rglob("*") if p.is_file()]
    for file in found:
        path = file.relative_to(folder)
        hidden = any(part.startswith(".") for part in path.parts)
        if hidden or file.suffix.lower() not in _SUFFIXES or path == Path("README.md"):
            continue
        # A name that is no UTF-8 stays one that can be printed.
        name = path.as_posix().encode("utf-8", "surrogateescape").decode("utf-8", "replace")
        files[name] = file.read_bytes()
    return dict(sorted(files.items()))


def read_library(files: Mapping[str, bytes], settings: Settings) -> Reading:
    """Read the files of a content folder; the order of `files` never matters.

    Args:
        files: bytes by path relative to the content folder.
        settings: what the desk chose for its site.
    """
    found = list(check_paths(files))
    registers = read_registers(files)
    for register in (registers.topics, registers.sources, registers.actors, registers.places):
        found += register.diagnostics
    renderer = BodyRenderer(settings.markdown_extensions, settings.extension_configs)
    manuscripts = []
    pages = dict.fromkeys(_PAGES, "")
    for path in sorted(files):
        if _is_article(path):
            manuscript = read_manuscript(path, files[path])
            _render(manuscript, renderer)
            manuscripts.append(manuscript)
            found += manuscript.diagnostics
        elif path in pages:
            page = read_document(path, files[path], required=False)
            pages[path] = page.body
            found += page.diagnostics
        else:
            found += _unread(path)
    found += check_library(manuscripts, registers)
    return Reading(
        _library(manuscripts, registers, pages),
        tuple(sorted(set(found))),
        {m.id: m.document.at(("published",)) for m in manuscripts},
        tuple(manuscripts),
    )


def _is_article(path: str) -> bool:
    pure = PurePosixPath(path)
    return pure.parent == PurePosixPath("articles") and pure.suffix == ".md"


def _unread(path: str) -> list[Diagnostic]:
    """A file that nothing reads: what an author wrote in it would be lost in silence."""
    pure = PurePosixPath(path)
    if len(pure.parts) == 1:
        # Other pages are the engine's business.
        if path in _REGISTERS or pure.suffix == ".md":
            return []
        suggestion = did_you_mean(closest_word(path, _REGISTERS))
        return [diagnose("BR151", Location(path), suggestion=suggestion)]
    if pure.parts[0] == "topics" and len(pure.parts) == 2 and pure.suffix == ".md":
        return []
    wanted = f"{pure.parts[0]}/{pure.stem}.md"
    return [diagnose("BR151", Location(path), suggestion=f"Did you mean `{wanted}`? ")]


def _render(manuscript: Manuscript, renderer: BodyRenderer) -> None:
    try:
        manuscript.body = renderer.render(manuscript.document.body)
    except RecursionError:
        manuscript.diagnostics.append(
            diagnose("BR130", manuscript.document.in_body(""), levels="a few dozen")
        )


def _library(
    manuscripts: Sequence[Manuscript], registers: Registers, pages: Mapping[str, str]
) -> Library:
    return Library(
        articles={m.id: _article(m, m.record) for m in manuscripts if m.record is not None},
        topics=dict(sorted(registers.topics.entries.items())),
        sources=dict(sorted(registers.sources.entries.items())),
        actors=dict(sorted(registers.actors.entries.items())),
        places=dict(sorted(registers.places.entries.items())),
        home_lead=pages["index.md"],
        about=pages["about.md"],
    )


def _article(manuscript: Manuscript, record: ArticleRecord) -> Article:
    capture = record.capture
    return Article(
        id=manuscript.id,
        path=manuscript.path,
        title=unicodedata.normalize("NFC", record.title),
        source=record.source,
        published=record.published,
        language=record.language,
        markdown=manuscript.document.body,
        body=manuscript.body,
        claims=tuple(
            claim.claim(manuscript.spans[claim.number])
            for claim in manuscript.claims
            if claim.number in manuscript.spans
        ),
        url=record.url,
        archive_url=record.archive_url,
        retrieved=record.retrieved,
        authors=tuple(record.authors),
        summary=record.summary,
        rights=record.rights,
        capture=Capture(capture.sha256, capture.file) if capture else None,
        relays=record.relays,
        status=record.status,
        draft=record.draft,
        embargo=record.embargo,
        images=tuple(Image(i.caption, i.credit, i.file) for i in record.images),
        corrections=tuple(Correction(c.on, c.note) for c in record.corrections),
        aliases=tuple(record.aliases),
        extra_topics=tuple(record.topics),
    )
