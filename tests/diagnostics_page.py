"""Writes generator/DIAGNOSTICS.md from rules.toml and the cases: run it as a module.

A code's example is what its first case file expects. Where no case file can hold a problem,
since it is one of a built site or of a message catalog, the tests that name the code stand
for it.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from generator.diagnostics import Rule, rules
from generator.explain import blank, resting_on
from tests.case_files import read_case

TESTS = Path(__file__).parent
PAGE = TESTS.parent / "generator" / "DIAGNOSTICS.md"
GROUPS = {
    "BR1": "The form of a file",
    "BR2": "References",
    "BR3": "Evidence",
    "BR4": "Facts",
    "BR5": "Templates and message catalogs",
    "BR6": "The built site",
    "BR7": "Wording and sourcing",
}
INTRODUCTION = """# Diagnostics

Every problem that `briefing` and a build can name: what it means, what to do, and how it reads.
`…` stands for what is filled in. An error stops the build, a warning only under `--strict`, a note
never.
Codes are permanent: none is ever given to another problem.

Written by `python -m tests.diagnostics_page` from `rules.toml` and the cases in `tests/cases/`.
"""


@cache
def cases() -> dict[str, list[Path]]:
    """The case files of each code, by the code that their name begins with."""
    found: dict[str, list[Path]] = {}
    for path in sorted((TESTS / "cases").rglob("BR*.case")):
        found.setdefault(path.stem.split("-")[0], []).append(path)
    return found


@cache
def tests_naming() -> dict[str, list[str]]:
    """The test modules in which a code stands in quotation marks, alone or before a hyphen."""
    found: dict[str, list[str]] = {}
    for path in sorted(TESTS.glob("test_*.py")):
        for code in sorted(set(re.findall(r'"(BR\d{3})[-"]', path.read_text(encoding="utf-8")))):
            found.setdefault(code, []).append(f"tests/{path.name}")
    return found


def example(code: str) -> str:
    """The first message of `code` in its first case, with its hint."""
    for path in cases().get(code, ()):
        for section in read_case(path).expected:
            for message in re.split(r"\n(?! )", section.text):
                if f" {code}: " in message:
                    return message
    return ""


def page() -> str:
    """The page as it should stand."""
    parts = [INTRODUCTION]
    group = ""
    for code, rule in sorted(rules().items()):
        if code[:3] != group:
            group = code[:3]
            parts.append(f"## {group}xx: {GROUPS[group]}\n")
        parts.append(_entry(rule))
    return "\n".join(parts)


def _entry(rule: Rule) -> str:
    lines = [f"### {rule.code}", "", f"{rule.severity.capitalize()}: {_blank(rule.message)}", ""]
    lines += [rule.meaning, ""] if rule.meaning else []
    lines += [f"What to do: {_blank(rule.hint)}", ""]
    rests = resting_on(rule)
    lines += ["Rests on:", "", *(f"- {line}" for line in rests), ""] if rests else []
    shown = example(rule.code)
    if shown:
        lines += ["```text", shown, "```", ""]
    else:
        lines += [f"Its cases are in {', '.join(f'`{t}`' for t in tests_naming()[rule.code])}.", ""]
    return "\n".join(lines)


def _blank(template: str) -> str:
    """A text with `…` where it is filled in."""
    shown = blank(template)
    return "as the example says; it names what is nearest." if shown == "…" else shown


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
