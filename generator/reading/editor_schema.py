"""JSON Schema of front matter and registers, for editors that complete keys while one writes.

An editor reads YAML its own way (`4` is a number, `true` no text) and judges a claim before
`claim_defaults` is added to it. So what it is told allows a little more than `briefing check`,
which has the last word.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from generator.reading.schema import (
    ActorRecord,
    ArticleFile,
    ClaimRecord,
    PlaceRecord,
    Record,
    SourceRecord,
    TopicRecord,
)
from generator.reading.style_schema import StyleRecord

KINDS: Mapping[str, type[Record]] = {
    "article": ArticleFile,
    "topic": TopicRecord,
    "sources": SourceRecord,
    "actors": ActorRecord,
    "places": PlaceRecord,
    "style": StyleRecord,
}
"""What can be described, and the record that each file, or each entry of a register, holds."""

_REGISTERS = {"sources", "actors", "places"}


def editor_schema(kind: str) -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of a register, or of the front matter of an article or topic.

    Args:
        kind: a key of `KINDS`.

    Raises:
        KeyError: there is no such kind.
    """
    described: dict[str, Any] = _lenient(KINDS[kind].model_json_schema())
    parts = described.pop("$defs", {})
    for name in (c.__name__ for c in ClaimRecord.__subclasses__()):
        if name in parts:  # whatever else a claim needs may stand in `claim_defaults`
            parts[name]["required"] = ["passage"]
    if kind in _REGISTERS:
        described = {"type": "object", "additionalProperties": described}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": kind,
        **{key: value for key, value in described.items() if key != "title"},
        **({"$defs": parts} if parts else {}),
    }


def _lenient(schema: Any) -> Any:
    """The same without what an editor would call wrong, and `check` would not."""
    if isinstance(schema, list):
        return [_lenient(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    # Which type a claim is of may come from `claim_defaults`: any branch that fits will do.
    renamed = {"anyOf" if key == "oneOf" else key: value for key, value in schema.items()}
    lenient = {
        key: _lenient(value)
        for key, value in renamed.items()
        if key not in ("discriminator", "format", "default")
        and not (key == "title" and isinstance(value, str))
    }
    if lenient.get("type") == "string" and not {"enum", "const"} & lenient.keys():
        lenient["type"] = ["string", "number"]
    elif lenient.get("type") == "boolean":
        lenient = {"enum": [True, False, "yes", "no"]}
    elif lenient.get("type") == "array":
        words = lenient["items"]
        lenient = {"anyOf": [lenient, words]} if words.get("type") else lenient
    return lenient
