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
    closest_word,
    diagnose,
    did_you_mean,
    errors,
)
from generator.model import Article, Capture, Correction, Image, Library
from generator.reading.alias_checks import check_against_paths
from generator.reading.body import BodyRenderer
from generator.reading.captures import ReadCapture, check_captures
from generator.reading.checks import check_library, check_paths
from generator.reading.frontmatter import read_document
from generator.reading.link_checks import check_links, pages_of
from generator.reading.lints.style import STYLE, read_style
from generator.reading.manuscript import Manuscript, read_manuscript
from generator.reading.registers import Registers, read_registers
from generator.reading.schema import ArticleRecord
from generator.reading.settings import Settings
from generator.reading.tangles import check_tangles, rendered

_REGISTERS = ("sources.yml", "actors.yml", "places.yml", STYLE)
_PAGES = ("index.md", "about.md")
_PICTURES = {".avif", ".gif", ".jpeg", ".jpg", ".png", ".svg", ".webp"}
_TEXTS = {".md", ".markdown", ".yml", ".yaml"}
_ARTICLE_KEYS = {"source", "published", "claims"}
_FOLDERS = ("articles", "topics")
_TAKEN = ("actors.md", "unassigned.md")
_REGISTERED = ("actors", "places", "sources")
"""Folders of the pages that each entry of a register gets."""


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

    def against_paths(self, taken: Mapping[str, str]) -> tuple[Diagnostic, ...]:
        """Compare the articles' old paths with what stands at each path of the site, sorted."""
        return tuple(sorted(set(check_against_paths(self._manuscripts, taken))))


def load_files(folder: Path) -> dict[str, bytes]:
    """The content files of a folder: paths relative to it with `/`, sorted, and their bytes.

    Everything in `articles/` and `topics/` but pictures, and every Markdown and YAML file
    elsewhere: one that lies in the wrong place must be found out, not published as it is.
    """
    files = {}
    for file in (p for p in folder.rglob("*") if p.is_file()):
        path = file.relative_to(folder)
        suffix = file.suffix.lower()
        if any(part.startswith(".") for part in path.parts) or path.parts[0] == "captures":
            continue
        ours = path.parts[0] in _FOLDERS and suffix not in _PICTURES
        if path == Path("README.md") or not (ours or suffix in _TEXTS):
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
    style = read_style(files)
    found += style.diagnostics
    renderer = BodyRenderer(settings.markdown_extensions, settings.extension_configs)
    for topic in registers.topics.documents.values():
        found += rendered(topic, renderer)[1]
    manuscripts = []
    pages = dict.fromkeys(_PAGES, "")
    for path in sorted(files):
        if _is_article(path):
            manuscript = read_manuscript(path, files[path])
            manuscript.body, wrong = rendered(manuscript.document, renderer)
            manuscripts.append(manuscript)
            found += [*manuscript.diagnostics, *wrong]
        elif path in pages:
            page = read_document(path, files[path], required=False)
            pages[path] = page.body
            found += [*page.diagnostics, *rendered(page, renderer)[1]]
        else:
            found += _unread(path, files[path])
    found += check_library(manuscripts, registers, style)
    known = pages_of(files, manuscripts, registers)
    for manuscript in manuscripts:
        found += check_links(manuscript, known)
    return Reading(
        _library(manuscripts, registers, pages),
        tuple(sorted(set(found))),
        {m.id: m.document.at(("published",)) for m in manuscripts},
        tuple(manuscripts),
    )


def _is_article(path: str) -> bool:
    pure = PurePosixPath(path)
    return _is_in(pure, "articles") and pure.suffix == ".md"


def _unread(path: str, raw: bytes) -> list[Diagnostic]:
    """A file that nothing reads: what an author wrote in it would be lost, or published raw."""
    pure = PurePosixPath(path)
    if path in _REGISTERS or (_is_in(pure, "topics") and pure.suffix == ".md"):
        return []
    if pure.parts[0] in _FOLDERS and len(pure.parts) > 1:
        wanted = f"{pure.parts[0]}/{pure.name.split('.')[0]}.md"
        return [diagnose("BR151", Location(path), suggestion=f"Did you mean `{wanted}`? ")]
    ours = path in _TAKEN or (len(pure.parts) > 1 and pure.parts[0] in _REGISTERED)
    if ours and pure.suffix == ".md":  # a page of ours would take its place
        return [diagnose("BR151", Location(path), suggestion="")]
    if pure.suffix == ".md":  # other pages are the engine's business, unless one is an article
        document = read_document(path, raw, required=False)
        if not _ARTICLE_KEYS & document.fields.keys():
            return check_tangles(document)
        wanted = f"Did you mean `articles/{pure.name}`? "
        return [diagnose("BR151", Location(path), suggestion=wanted)]
    suggestion = did_you_mean(closest_word(path, _REGISTERS))
    return [diagnose("BR151", Location(path), suggestion=suggestion)] if suggestion else []


def _is_in(path: PurePosixPath, folder: str) -> bool:
    return path.parent == PurePosixPath(folder)


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
