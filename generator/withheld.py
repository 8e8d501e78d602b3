"""Articles that may not be shown: no link leads to their pages, their pictures stay out too."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Collection, Iterator
from html import unescape
from pathlib import PurePosixPath
from urllib.parse import unquote

from generator.model import Article
from generator.text import Body

_LINK = re.compile(r'<a [^>]*?href="([^"?#]+)[^>]*>')
_NAMED = re.compile(r'<(?:a|img) [^>]*?(?:href|src)="([^"?#]+)')
_NOT_AN_ARTICLES = (".css", ".html", ".js", ".md", ".yml")
"""What an article may name, and never brings."""


def unlinked(html: str, folder: str, withheld: Collection[str]) -> str:
    """Sanitised HTML with the words of links to withheld pages, but not the way there.

    Args:
        html: of a page, or a piece of it.
        folder: of the page, from which its links lead.
        withheld: site-relative URLs of the pages that may not be shown.
    """

    def kept(link: re.Match[str]) -> str:
        # HTML's placeholder for a link that is not there now.
        return "<a>" if _from(folder, link[1]) in withheld else link[0]

    return _LINK.sub(kept, html) if withheld else html


def files_named(body: Body, folder: str) -> Iterator[str]:
    """Pictures and other files that a text in `folder` names: paths below the content folder.

    Of pages and style sheets it says nothing: those belong to no one text.
    """
    for piece in body.pieces:
        named = _NAMED.match(piece.text) if piece.block is None else None
        if named and not named[1].endswith(_NOT_AN_ARTICLES):
            yield _from(folder, named[1])


def files_of(article: Article) -> Iterator[str]:
    """The files that an article's body or its `images` name, the latter from either folder."""
    folder = str(PurePosixPath(article.path).parent)
    yield from files_named(article.body, folder)
    for image in article.images:
        if image.file and not image.file.endswith(_NOT_AN_ARTICLES):
            yield from (_from(folder, image.file), _from("", image.file))


def _from(folder: str, address: str) -> str:
    return posixpath.normpath(posixpath.join(folder, unquote(unescape(address))))
