"""The search: what Pagefind indexes, in files that a page may load from a server or from a disk.

A browser lets no page on `file://` fetch anything, but it runs classic scripts. So every file is
one: it hands its bytes, in base64, to the page that asked for it.
"""

from __future__ import annotations

import base64
import hashlib
import json
import zlib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from generator.outputs.search.columns import columns, facets, packs
from generator.outputs.search.manifest import labels, manifest
from generator.outputs.search.parts import Kept, Part, parts
from generator.outputs.search.records import records
from generator.outputs.search.service import SearchIndexError
from generator.pages.desk import Desk

__all__ = ["SearchIndexError", "search_files"]

_FOLDER = "search"


def search_files(desk: Desk, kept: Path | None = None) -> Iterator[tuple[str, str]]:
    """Every file of the search, by site-relative path.

    Args:
        desk: what may be shown; drafts and embargoed articles are not in its ledger.
        kept: where indexed parts are kept from one build to the next; None: nowhere.

    Raises:
        SearchIndexError: Pagefind cannot be run.
    """
    named: list[tuple[str, Part]] = []
    shared: dict[str, str] = {}
    with Kept(kept) as cabinet:
        for part in parts(records(desk)):
            indexed = cabinet.indexed(part)
            program = f"wasm.{_program(indexed.files)}.pagefind"
            source = json.dumps(indexed.files["pagefind.js"].decode())
            shared["pagefind.js"] = f"briefingSearch.program({source});\n"
            shared[f"{program}.js"] = _script([(program, indexed.files[program])])
            own = {p: f for p, f in indexed.files.items() if not p.endswith((".pagefind", ".js"))}
            own["columns"] = _packed(columns(part, indexed))
            own["facets"] = _packed(facets(part))
            own |= {f"pack/{number}": _packed(pack) for number, pack in enumerate(packs(part))}
            name = _name(part, own)
            named.append((name, part))
            for path, text in _part(name, own):
                yield f"{_FOLDER}/{name}/{path}", text
    for path, text in sorted(shared.items()):
        yield f"{_FOLDER}/{path}", text
    yield f"{_FOLDER}/labels.js", f"briefingSearch.name({_json(labels(desk, named))});\n"
    yield f"{_FOLDER}/index.js", f"briefingSearch.open({_json(manifest(desk, named))});\n"


def _program(files: Mapping[str, bytes]) -> str:
    """Which of Pagefind's programs reads a part: that of its language, where there is one."""
    (language,) = json.loads(files["pagefind-entry.json"])["languages"].values()
    return language["wasm"] or "unknown"


def _name(part: Part, own: Mapping[str, bytes]) -> str:
    """A folder's name: another content has another, so that no server's cache mixes two."""
    first = min((f"-{r.day:%Y-%m}" for r in part.records if r.day), default="")
    digest = hashlib.sha256(b"".join(own[path] for path in sorted(own))).hexdigest()
    return f"{part.language}{first}-{digest[:8]}"


def _part(name: str, own: Mapping[str, bytes]) -> Iterator[tuple[str, str]]:
    """A part's scripts: one with what every query needs, one for each other file."""
    alone = {path for path in own if path.startswith(("index/", "pack/", "facets"))}
    first = sorted(own.keys() - alone)
    yield "part.js", _script([(f"{name}/{path}", own[path]) for path in first])
    for path in sorted(alone):
        yield f"{path}.js", _script([(f"{name}/{path}", own[path])])


def _packed(content: Any) -> bytes:
    """JSON, deflated (RFC 1950), which every browser can undo."""
    return zlib.compress(_json(content).encode(), 9)


def _json(content: Any) -> str:
    return json.dumps(content, ensure_ascii=False, separators=(",", ":"))


def _script(files: list[tuple[str, bytes]]) -> str:
    """A classic script that hands files over, by name."""
    return "".join(
        f'briefingSearch.deliver({json.dumps(name)},"{base64.b64encode(content).decode()}");\n'
        for name, content in files
    )
