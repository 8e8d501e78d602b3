"""A hostile desk: the site of `tests/sites/untrusted/`, its every text an attack."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from tests.engine import copy_of

PLACE = re.compile(r"⟦([a-z-]+)⟧")


def attack(name: str) -> str:
    """A text that runs `ran("<name>")` wherever it is taken for more than text."""
    script = f'<script>ran("{name}")</script>'
    escaped = script.replace("<", "&lt;").replace(">", "&gt;")
    return (
        f'{name} {script}"><img src=x onerror=ran("{name}")> {escaped} &amp;lt;b&amp;gt; '
        f"' onmouseover='ran(\"{name}\")' {{{{ 7*7 }}}} {{% raw %}} {{# 1 #}} ${{7*7}} "
        f"</title></script></style></textarea>--> javascript:ran() end-{name}"
    )


def hostile_site(folder: Path) -> tuple[Path, list[str]]:
    """A copy of the site with the attacks in it, and the names of those in front matter."""
    site = copy_of("untrusted", folder)
    names = []
    for file in sorted(site.rglob("*")):
        if file.suffix not in (".md", ".yml") or file.name == "mkdocs.yml":
            continue
        text = file.read_text(encoding="utf-8")
        names += re.findall(r"'(?:\S*)⟦([a-z-]+)⟧'", text)
        file.write_text(PLACE.sub(_inserted(text), text), encoding="utf-8")
    return site, names


def _inserted(text: str) -> Callable[[re.Match[str]], str]:
    def insert(place: re.Match[str]) -> str:
        quoted = text[: place.start()].rpartition("\n")[2].count("'") % 2
        return attack(place[1]).replace("'", "''") if quoted else attack(place[1])

    return insert
