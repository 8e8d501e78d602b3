"""Pydantic's errors -> diagnostics at the line of the key, in plain words."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from functools import cache
from typing import Any, TypeVar

from pydantic import TypeAdapter, ValidationError

from generator.diagnostics import Diagnostic, Location, closest_word, diagnose, did_you_mean
from generator.reading.frontmatter import Document
from generator.reading.schema import Record, known_keys
from generator.reading.yaml_tree import Loc

R = TypeVar("R", bound=Record)
Where = Callable[[Loc], Location]


def silent_dropped(fields: Mapping[str, Any]) -> dict[str, Any]:
    """The keys that say something: `url:` with nothing behind it is as good as no `url`."""
    return {key: value for key, value in fields.items() if value is not None}


def judge(
    model: type[R],
    fields: Any,
    document: Document,
    loc: Loc = (),
    *,
    what: str,
    excused: Collection[str] = (),
    at: Where | None = None,
) -> tuple[R | None, list[Diagnostic]]:
    """Validate a mapping of `document`.

    Args:
        model: the keys it may have.
        fields: the mapping as the author wrote it.
        document: the file.
        loc: where the mapping lies in it.
        what: what it is, for messages: `article`, `status claim`.
        excused: keys that may be missing, because the default for them is reported already.
        at: where a value lies, if not where `document` says.
    """
    if not isinstance(fields, dict):
        return None, [diagnose("BR119", document.at(loc), key=called(loc))]
    try:
        return model.model_validate(silent_dropped(fields)), []
    except ValidationError as error:
        problems = error.errors(include_url=False, include_input=False)
        # A misspelt key is one mistake: the key it was meant to be is not called missing too.
        excused = {*excused, *_meant(problems, model)}
        return None, [
            _translate(problem, model, document, loc, what, at or document.at)
            for problem in problems
            if problem["type"] != "missing" or str(problem["loc"][0]) not in excused
        ]


def _meant(problems: Sequence[Any], model: type[Record]) -> Iterator[str]:
    for problem in problems:
        if problem["type"] == "extra_forbidden" and len(problem["loc"]) == 1:
            yield closest_word(str(problem["loc"][0]), known_keys(model)) or ""


def judge_value(model: type[Record], key: str, value: Any, document: Document, loc: Loc) -> Any:
    """Validate one value as `key` of `model`; the list of its diagnostics.

    Args:
        model: the record that would hold it.
        key: as an author writes it.
        value: as the author wrote it.
        document: the file.
        loc: where the value lies in it.
    """
    try:
        _adapter(model, key).validate_python(value)
    except ValidationError as error:
        return [
            _translate(problem, model, document, loc, "claim", document.at)
            for problem in error.errors(include_url=False, include_input=False)
        ]
    return []


@cache
def _adapter(model: type[Record], key: str) -> TypeAdapter[Any]:
    for name, field in model.model_fields.items():
        if key == (field.alias or name):
            return TypeAdapter(field.rebuild_annotation())
    raise KeyError(key)


def unknown_key(
    key: str,
    known: Collection[str],
    what: str,
    place: Location,
    listed: Collection[str] = (),
) -> Diagnostic:
    """A key that `known` does not hold, with the closest one, or else all (or `listed`).

    Args:
        key: as the author wrote it.
        known: the keys there are.
        what: what it was written in, for the message: `article`, `claim`.
        place: where it stands.
        listed: those of `known` worth naming where none is near; empty: all.
    """
    suggestion = did_you_mean(closest_word(key, known))
    return diagnose(
        "BR110",
        place,
        key=key,
        what=what,
        suggestion=suggestion or f"Known keys: {', '.join(sorted(listed or known))}.",
    )


def _translate(
    problem: Any, model: type[Record], document: Document, base: Loc, what: str, at: Where
) -> Diagnostic:
    context = dict(problem.get("ctx") or {})
    own = tuple(part for part in problem["loc"] if part != "[key]")
    loc = (*base, *own)
    if "at" in context:
        loc = (*loc, context.pop("at"))
    key = _name(loc)
    code = problem["type"]
    if code.startswith("BR"):
        return diagnose(code, at(loc), key=key, **context)
    if code == "extra_forbidden":
        inner = own[:-1]
        keys = known_keys(_model_at(model, inner))
        return unknown_key(key, keys, _within(inner) or what, document.at_key(loc))
    if code == "missing":
        if document.holds(loc):
            return diagnose("BR113", document.at(loc), key=key)
        if what == "topic" and own == ("title",):
            return diagnose("BR138", at(loc))
        return missing_key(key, _within(own[:-1]) or what, at(loc[:-1]))
    if code == "list_type":
        return diagnose("BR118", at(loc), key=key)
    if code in ("model_type", "dict_type"):
        return diagnose("BR119", at(loc), key=called(loc))
    return diagnose("BR120", at(loc), key=key)


_UNSAID = {
    "on": " Where the report gives no date: `on: undated`.",
    "actor": " Where the report names nobody: `actor: unnamed`.",
}
"""What to write where a report does not say it: nothing is ever guessed."""


def missing_key(key: str, what: str, place: Location) -> Diagnostic:
    """That `what` lacks a key that it needs."""
    return diagnose("BR112", place, key=key, what=what, unsaid=_UNSAID.get(key, ""))


def _name(loc: Loc) -> str:
    """The last key on the way: that of the list, for an entry of one."""
    return next((part for part in reversed(loc) if isinstance(part, str)), "")


def _within(inner: Loc) -> str:
    """What a nested mapping is, for messages: `capture`, `entry of images`."""
    return f"entry of {_name(inner)}" if inner and isinstance(inner[-1], int) else _name(inner)


def called(loc: Loc) -> str:
    """How a value is spoken of: by its key, or as an entry of a list."""
    entry = loc[-1] if loc else ""
    return f"Entry {entry + 1} of `{_name(loc)}`" if isinstance(entry, int) else f"`{entry}`"


def _model_at(model: type[Record], inner: Loc) -> type[Record]:
    """The record within `model` that a nested key belongs to."""
    for part in inner:
        if isinstance(part, str) and part in model.model_fields:  # else the key of a map
            model = _nested(model, part)
    return model


@cache
def _nested(model: type[Record], key: str) -> type[Record]:
    pending: list[Any] = [model.model_fields[key].annotation]
    while pending:
        kind = pending.pop()
        if isinstance(kind, type) and issubclass(kind, Record):
            return kind
        pending.extend(getattr(kind, "__args__", ()))
    raise KeyError(key)
