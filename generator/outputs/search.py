"""What a search index is made of: a page without the markup that no index keeps."""

from __future__ import annotations

import re

_ATTRIBUTES = r'[^>"]*(?:"[^"]*"[^>"]*)*'
"""The inside of a tag: a value in quotes may hold a `>`."""
_LEFT_OUT = re.compile(
    r"<(\w+) [^<>]*\bdata-search-exclude\b[^<>]*>.*?</\1>"
    r'|<a class="headerlink"[^>]*>[^<]*</a>',
    re.DOTALL,
)
# An index cuts a page at its headings, and shows paragraphs and lists in its results.
_KEPT = r"h[1-6]|p|li|ol|ul|pre|code|sub|sup"
_MARKUP = re.compile(rf"</?(?!(?:{_KEPT})\b)[a-z]{_ATTRIBUTES}>")


def searchable(html: str) -> str:
    """`html` as a search index wants it: less than half of its length, a quarter of its tags.

    An index reads pages tag by tag, and most of ours it would only throw away: badges, links,
    tables. What is marked `data-search-exclude` is left out with everything in it; such an
    element holds no other of its own kind.
    """
    return _MARKUP.sub("", _LEFT_OUT.sub("", html))
