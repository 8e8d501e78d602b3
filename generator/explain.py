"""A rule in full, as `briefing explain` tells it: what it means, what to do, what it rests on."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path

from generator.diagnostics import Rule, rules

_FOLDER = Path(__file__).parent
_FILLED_IN = re.compile(r"(?<!\{)\{\w+\}(?!\})")


@cache
def grounds() -> dict[str, tuple[str, str]]:
    """What rules rest on, by key: the work, and what it asks for in our words."""
    text = (_FOLDER / "grounds.toml").read_text(encoding="utf-8")
    return {key: (entry["work"], entry["asks"]) for key, entry in tomllib.loads(text).items()}


def blank(template: str) -> str:
    """A text of `rules.toml` with `…` where it is filled in."""
    # `str.format` doubles the braces that it leaves alone.
    return _FILLED_IN.sub("…", template).replace("{{", "{").replace("}}", "}")


def resting_on(rule: Rule) -> list[str]:
    """A line for each work that a rule rests on."""
    return [f"{work}: {asks}." for work, asks in map(grounds().__getitem__, rule.rests_on)]


def explanation(code: str) -> str:
    """The rule `code` for a terminal: title, severity, meaning, remedy, example, grounds.

    Raises:
        KeyError: there is no such code.
    """
    rule = rules()[code]
    parts = [f"{code}, {rule.severity}: {rule.title or blank(rule.message)}"]
    parts += [rule.meaning] if rule.meaning else []
    parts.append(f"What to do: {blank(rule.hint)}")
    if shown := _example(code):
        parts.append("Example:\n" + "\n".join(f"  {line}" for line in shown.splitlines()))
    rests = resting_on(rule)
    parts += ["Rests on:\n" + "\n".join(f"  - {line}" for line in rests)] if rests else []
    return "\n\n".join(parts)


def _example(code: str) -> str:
    """How the code reads, from the page that the cases in tests/cases/ write."""
    page = (_FOLDER / "DIAGNOSTICS.md").read_text(encoding="utf-8")
    found = re.search(rf"^### {code}$(?:(?!^### ).)*?^```text\n(.*?)^```$", page, re.M | re.S)
    return found[1].rstrip() if found else ""
