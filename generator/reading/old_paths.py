"""The form of an old path: a redirect is written there, so any disk and any server must take it."""

from __future__ import annotations

import re
import unicodedata
from typing import Any

from generator.reading.fields import text, wrong

_NOT_IN_NAMES = frozenset('\\:*?"<>|#%')
"""What Windows refuses, and what means something else in an address."""
_DEVICE = re.compile(r"(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[0-9¹²³])", re.IGNORECASE)
_NAME_AT_MOST, _PATH_AT_MOST = 200, 900
"""Bytes: file systems take 255 and some thousands, and the site lies in folders itself."""


def same_file(path: str) -> str:
    """A key that two paths share where a disk that folds case or composes accents has one file."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", path).casefold())


def old_path(value: Any) -> str:
    """The path of the page that leads on: `old/page.html`; `old/` stands for `old/index.html`."""
    path = unicodedata.normalize("NFC", text(value))
    problem = _problem(path)
    if problem:
        raise wrong("BR156", value=path, problem=problem)
    return f"{path}index.html" if path.endswith("/") else path


def _problem(path: str) -> str:
    """What keeps `path` from being the path of a page on any disk and any server, or nothing."""
    if "://" in path or path.startswith("//"):
        return "it is the address of a site"
    if path.startswith("/"):
        return "it begins with `/`, but the site may lie in any folder"
    if not path.endswith((".html", "/")):
        return "it ends neither with `.html` nor with `/`"
    if len(path.encode()) > _PATH_AT_MOST:
        return "it is too long"
    names = path.removesuffix("/").split("/")
    return next(filter(None, map(_problem_of_name, names)), "")


def _problem_of_name(name: str) -> str:
    refused = next((c for c in name if c in _NOT_IN_NAMES or not c.isprintable()), "")
    if not name:
        return "a folder in it has no name"
    if name.startswith("."):
        return f"`{name}` begins with a dot"
    if name != name.strip() or name.endswith("."):
        return f"`{name}` begins or ends with a blank, or ends with a dot"
    if refused:
        shown = f"`{refused}`" if refused.isprintable() else "a character that cannot be seen"
        return f"it holds {shown}"
    if _DEVICE.fullmatch(name.partition(".")[0].rstrip()):
        return f"`{name}` is the name of a device on Windows"
    return "a name in it is too long" if len(name.encode()) > _NAME_AT_MOST else ""
