"""Wording and sourcing: no alarm on clean passages, the right one on each that deserves it."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import yaml
from click.testing import CliRunner

from generator.cli import main
from generator.diagnostics import rules
from generator.explain import grounds
from generator.reading.library import load_files, read_library
from generator.reading.settings import Settings

CASES = Path(__file__).parent / "cases"
BASE = load_files(CASES / "diagnostics" / "base")
PASSAGES = tomllib.loads((CASES / "lints" / "passages.toml").read_text(encoding="utf-8"))
STYLE = """# Fictional.
loaded:
  fr:
    - avoid: [régime]
      say: gouvernement
  en:
    - avoid: regime
      say: government
      why: It takes sides.
wording:
  en:
    hedges: [gossip has it]
"""


def article(number: int, given: dict[str, Any]) -> str:
    """The article that a passage is tried in."""
    claim = {
        "type": "event",
        "topics": ["bridges"],
        "actor": "unnamed",
        "label": f"Event {number} (fictional)",
        "on": given.get("on", "2024-11-20"),
        "certainty": given.get("certainty", "confirmed"),
        "said_by": given.get("said_by", "harbour-office"),
        "passage": given.get("passage", given["text"]),
    }
    if claim["said_by"] == "none":
        del claim["said_by"]
    claims = [claim]
    if more := given.get("more"):
        claims.append(
            {
                **claim,
                "topics": ["bridges"],
                "passage": more,
                "label": f"Another {number} (fictional)",
            }
        )
    front: dict[str, Any] = {
        "title": given.get("title", "Exampleville (fictional)"),
        "source": "example-gazette",
        "published": "2024-11-20",
        "language": given["language"],
        "claims": claims,
    }
    if "relays" in given:
        front["relays"] = given["relays"]
    heading = f"## {given['heading']}\n\n" if "heading" in given else ""
    # Every value is text, as an author would write it.
    written = yaml.safe_dump(front, allow_unicode=True, default_style='"', width=1000)
    return f"---\n{written}---\n{heading}{given['text']}\n\n{more or ''}\n"


def codes(passages: list[dict[str, Any]]) -> list[list[str]]:
    """What is told of each."""
    paths = [f"articles/passage-{number}.md" for number in range(len(passages))]
    files = {
        path: article(number, given).encode()
        for number, (path, given) in enumerate(zip(paths, passages, strict=True))
    }
    said = read_library({**BASE, "style.yml": STYLE.encode(), **files}, Settings()).diagnostics
    return [sorted({d.code for d in said if d.path == path}) for path in paths]


def test_passages_give_the_alarms_that_they_deserve() -> None:
    clean, alarms = PASSAGES["clean"], PASSAGES["alarm"]
    assert len(clean) >= 40 <= len(alarms)
    assert {p["language"] for p in clean} == {p["language"] for p in alarms} == {"fr", "en"}
    told = codes([*clean, *alarms])
    expected: list[list[str]] = [[] for _ in clean] + [[p["code"]] for p in alarms]
    wrong = [
        f"{passage['text']}: told {said}, not {wanted}"
        for passage, said, wanted in zip([*clean, *alarms], told, expected, strict=True)
        if said != wanted
    ]
    assert not wrong, "\n".join(["", *wrong])
    assert {f"BR70{n}" for n in (1, 2, 4, 5, 6, 7, 8, 9)} == {p["code"] for p in alarms}


def test_explain_tells_what_a_rule_means_and_rests_on() -> None:
    told = CliRunner().invoke(main, ["explain", "br701"])
    assert told.exit_code == 0
    assert told.output.startswith("BR701, error: Confirmed over words that hedge\n")
    for words in ("What to do: ", "Example:\n  articles/", "Rests on:\n  - Reuters Handbook"):
        assert words in told.output
    for code, rule in rules().items():
        output = CliRunner().invoke(main, ["explain", code]).output
        assert output.startswith(f"{code}, {rule.severity}: ")
        if code.startswith("BR7"):
            for part in (rule.title, rule.meaning, "Rests on:"):
                assert part in output


def test_explain_names_the_nearest_code() -> None:
    told = CliRunner().invoke(main, ["explain", "BR70"])
    assert told.exit_code == 2
    assert "There is no code BR70. Did you mean `BR70" in told.output


def test_what_a_rule_rests_on_is_used() -> None:
    assert {key for rule in rules().values() for key in rule.rests_on} == grounds().keys()
