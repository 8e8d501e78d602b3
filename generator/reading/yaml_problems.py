"""What a YAML reader objects to -> what an author did, in plain words."""

from __future__ import annotations

import re
from typing import Any

import yaml

from generator.diagnostics import Diagnostic, diagnose
from generator.reading.encoding import FileText

# LibYAML's words and the pure reader's, for the same mistakes.
_PLAIN_WORDS = (
    ("could not find expected ':'", "this line has no `key:` before its text"),
    ("unknown escape character", "inside double quotes a backslash has a meaning of its own"),
    ("-' indicator", "this line belongs to no list or key"),
    ("expected <block end>", "this line fits neither the list nor the keys above it"),
    ("expected key", "this line fits neither the list nor the keys above it"),
    ("block sequence entries are not allowed", "a `-` cannot begin a list at this place"),
    ("sequence entries are not allowed", "a `-` cannot begin a list at this place"),
    ("<document start>", "text follows the end of the YAML"),
    ("comment or", "after `|` or `>` the text begins on the next line"),
)
_KEY_BEFORE = re.compile(r"^\s*(?:- +)*[^\s:#][^:]*:[ \t]+\S")


def explain(error: yaml.MarkedYAMLError, source: FileText, text: str, start: int) -> Diagnostic:
    """The diagnostic of a YAML syntax error, at the place where the author's hand slipped.

    Args:
        error: as a YAML reader raised it.
        source: the file.
        text: the YAML that was read.
        start: where it begins in the file's text.
    """
    code, index, values = _judge(error, text)
    return diagnose(code, source.place(start + index), **values)


def _judge(error: yaml.MarkedYAMLError, text: str) -> tuple[str, int, dict[str, object]]:
    problem, context = error.problem or "", error.context or ""
    at = _index(error.problem_mark, 0)
    opened = _index(error.context_mark, at)
    here = text[at : at + 1]
    line = text[text.rfind("\n", 0, at) + 1 : at]
    if "quoted scalar" in context and ("end of stream" in problem or "separator" in problem):
        return "BR104", opened, {"quote": text[opened : opened + 1]}
    if here == "\t" or "tab character" in problem:
        return "BR105", at, {}
    if "flow" in context:
        if here == "?":
            return "BR106", at, {"value": _word_around(text, at)}
        return "BR144", opened, {"bracket": text[opened : opened + 1]}
    if "mapping values are not allowed" in problem:
        if _KEY_BEFORE.match(line):
            return "BR107", at, _colon(line)
        return "BR145", at - len(line.lstrip()), {}
    if "cannot start any token" in problem:
        return "BR143", at, {"character": here}
    if "alias" in context or "anchor" in context:
        return "BR128", opened, {"mark": text[opened : opened + 1], "name": ""}
    if "tag" in context:
        return "BR129", opened, {"tag": _word_around(text, opened)}
    if line.rstrip().endswith(("'", '"')):
        return "BR142", at, {"quote": line.rstrip()[-1]}
    if "simple key" in context:
        at = opened
    return "BR103", at, {"problem": _in_plain_words(problem)}


def _index(mark: Any, otherwise: int) -> int:
    return otherwise if mark is None else int(mark.index)


def _word_around(text: str, index: int) -> str:
    before = re.search(r"[^\s,\[\]{}]*$", text[:index])
    after = re.match(r"[^\s,\[\]{}]*", text[index:])
    return (before.group() if before else "") + (after.group() if after else "")


def _colon(line: str) -> dict[str, object]:
    key, _, value = line.partition(":")
    return {"key": key.strip(" -"), "value": value.strip()}


def _in_plain_words(problem: str) -> str:
    for theirs, ours in _PLAIN_WORDS:
        if theirs in problem:
            return ours
    return problem or "it is not valid YAML"
