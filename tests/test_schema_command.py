"""`briefing schema`: what an editor is told fits every file of a desk, and no misspelt key."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner

from generator.cli import main
from generator.reading.editor_schema import KINDS, editor_schema
from generator.reading.schema import known_keys
from tests.engine import REPOSITORY, SITES

TYPES = {
    "string": str,
    "number": int | float,
    "integer": int,
    "array": list,
    "object": dict,
    "null": type(None),
}
DESKS = [REPOSITORY / "briefings", *(SITES / n / "briefings" for n in ("minimal", "ünïcode"))]


class Core(yaml.SafeLoader):
    """YAML 1.2 as editors read it: dates are text, and so is `on`."""


Core.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if not tag.endswith(("timestamp", "bool"))]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
Core.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile("^(?:true|false)$"), list("tf"))


def fits(value: Any, schema: dict[str, Any], parts: dict[str, Any]) -> bool:
    """Whether a value fits a schema made of the few words that ours are made of."""
    if "$ref" in schema:
        return fits(value, parts[schema["$ref"].rsplit("/", 1)[1]], parts)
    unknown = schema.keys() - {
        *("$schema", "$defs", "title", "description", "type", "enum", "const", "anyOf"),
        *("properties", "required", "additionalProperties", "items"),
    }
    assert not unknown, unknown
    types = schema.get("type", [])
    types = [types] if isinstance(types, str) else types
    if types and not any(isinstance(value, TYPES[name]) for name in types):
        return False
    if "enum" in schema and value not in schema["enum"]:
        return False
    if "const" in schema and value != schema["const"]:
        return False
    if "anyOf" in schema and not any(fits(value, s, parts) for s in schema["anyOf"]):
        return False
    if isinstance(value, list) and "items" in schema:
        return all(fits(entry, schema["items"], parts) for entry in value)
    if isinstance(value, dict):
        own = schema.get("properties", {})
        others = schema.get("additionalProperties", True)
        return set(schema.get("required", ())) <= value.keys() and all(
            fits(entry, own[key], parts)
            if key in own
            else (fits(entry, others, parts) if isinstance(others, dict) else others)
            for key, entry in value.items()
        )
    return True


def accepts(kind: str, text: str) -> bool:
    schema = editor_schema(kind)
    return fits(yaml.load(text, Core), schema, schema.get("$defs", {}))


def front(file: Path) -> str:
    return file.read_text(encoding="utf-8").split("---\n")[1]


ARTICLE = "title: x\nsource: y\npublished: 2024-11-20\nlanguage: fr\n"


def test_what_a_default_may_complete_fits() -> None:
    assert accepts("article", ARTICLE)
    assert accepts("article", f"{ARTICLE}draft: yes\nclaims: [{{passage: z, lines: 4, on: 2024}}]")
    assert accepts("sources", "gazette: {name: {fr: x, en: y}, country: NO}")


@pytest.mark.parametrize("desk", DESKS, ids=lambda desk: desk.parent.name)
def test_every_file_of_a_sound_desk_fits(desk: Path) -> None:
    for folder, kind in (("articles", "article"), ("topics", "topic")):
        for file in (desk / folder).glob("*.md"):
            assert accepts(kind, front(file)), file
    for kind in ("sources", "actors", "places"):
        if (desk / f"{kind}.yml").exists():
            assert accepts(kind, (desk / f"{kind}.yml").read_text(encoding="utf-8")), kind


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("article", "titel: x"),
        ("article", "title: x\nsource: y\npublished: 2024-11-20\nlanguage: fr\nstatus: done"),
        (
            "article",
            "title: x\nsource: y\npublished: 2024-11-20\nlanguage: fr\nclaims: [{pasage: z}]",
        ),
        ("topic", "title: x\nlead: poem"),
        ("topic", "title: x"),
        ("sources", "gazette: {kind: newspaper}"),
        ("sources", "gazette: {name: x, kind: rumour}"),
        ("actors", "ada: [x]"),
        ("places", "lind: {name: x, lat: north}"),
    ],
)
def test_what_the_check_would_refuse_does_not_fit(kind: str, text: str) -> None:
    assert not accepts(kind, text)


@pytest.mark.parametrize("kind", KINDS)
def test_the_command_prints_every_key_of_its_kind(kind: str) -> None:
    answer = CliRunner().invoke(main, ["schema", kind])
    assert answer.exit_code == 0
    printed = json.loads(answer.output)
    assert printed == editor_schema(kind)
    entry = printed.get("properties") or printed["additionalProperties"]["properties"]
    assert entry.keys() == known_keys(KINDS[kind])


def test_another_kind_is_a_misuse() -> None:
    assert CliRunner().invoke(main, ["schema", "poems"]).exit_code == 2
