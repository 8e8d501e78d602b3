"""Where the addresses of a built site lead."""

from __future__ import annotations

import posixpath
from collections.abc import Collection
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

WITHOUT_REQUEST = {"about", "blob", "data", "javascript", "mailto", "tel"}
"""Schemes that ask no host."""


@dataclass(frozen=True, slots=True)
class Target:
    """Where an address leads.

    Attributes:
        path: the file inside the site; empty: outside of it.
        anchor: the place on that page; empty: its top.
        host: whether another host would be asked.
        exists: whether the file is there; for what is outside, nobody knows.
    """

    path: str = ""
    anchor: str = ""
    host: bool = False
    exists: bool = True


class Addresses:
    """Resolves the addresses of a site's files.

    Args:
        files: site-relative path of every file.
        address: where the site is served (`site_url`); empty where it has no address.
    """

    def __init__(self, files: Collection[str], address: str) -> None:
        self._files = files
        self._address = address.rstrip("/") + "/" if address else ""
        self._known: dict[tuple[str | None, str], Target] = {}
        self.base = urlsplit(self._address).path or "/"

    def target(self, page: str, address: str) -> Target:
        """Where `address` on the file `page` (both as written there) leads."""
        address = address.strip()
        if address[:1] in ("", "#", "?"):
            return Target(page, _anchor(address.partition("#")[2]))
        # The navigation is the same on all pages of a folder; 404.html is served at any depth.
        folder = None if page == "404.html" else posixpath.dirname(page)
        key = (folder, address)
        if key not in self._known:
            self._known[key] = self._resolve(folder, address)
        return self._known[key]

    def _resolve(self, folder: str | None, address: str) -> Target:
        served = bool(self._address) and (address + "/").startswith(self._address)
        if served:  # our own site, named in full
            folder, address = "", address[len(self._address) :] or "index.html"
        try:
            parts = urlsplit(address)
        except ValueError:  # an address no browser would follow either
            return Target()
        if parts.scheme or parts.netloc:
            return Target(host=parts.scheme.lower() not in WITHOUT_REQUEST)
        path, anchor = unquote(parts.path), _anchor(parts.fragment)
        if path.startswith("/"):
            # Every page but 404.html opens from a folder too, where such an address leads to the
            # root of the disk.
            if folder is not None or not path.startswith(self.base):
                return Target(path, anchor, exists=False)
            path = path[len(self.base) :] or "index.html"
        if served and path.endswith("/"):
            path += "index.html"
        inside = posixpath.normpath(posixpath.join(folder or "", path))
        return Target(inside, anchor, exists=inside in self._files and not path.endswith("/"))


def _anchor(fragment: str) -> str:
    """The id that a fragment names, without what it says of words to highlight."""
    return unquote(fragment).partition(":~:")[0]
