"""An article's `claims` and `claim_defaults` -> records, each problem where it was written."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Any

from generator.diagnostics import Diagnostic, Location, closest_word, diagnose, did_you_mean
from generator.model import CLAIM_TYPES
from generator.reading.findings import (
    called,
    judge,
    judge_value,
    missing_key,
    silent_dropped,
    unknown_key,
)
from generator.reading.fragments import Fragment, fragment_of, place_of
from generator.reading.frontmatter import Document
from generator.reading.schema import CLAIM_RECORDS, ClaimRecord, known_keys
from generator.reading.yaml_tree import Loc

_KEYS = {kind: known_keys(record) for kind, record in CLAIM_RECORDS.items()}
_ALL_KEYS = frozenset().union(*_KEYS.values())
_COMMON_KEYS = known_keys(ClaimRecord)
# A default never completes a claim with the other way of saying the same.
_EXCLUSIVE = (frozenset({"state", "advice"}), frozenset({"value", "min", "max", "approx"}))


@dataclass(frozen=True, slots=True)
class NumberedRecord:
    """A claim's record, and its place in the list `claims`."""

    number: int
    record: ClaimRecord


@dataclass(slots=True)
class ClaimRecords:
    """The claims of one article that could be read; `complete`: all of them."""

    records: list[NumberedRecord] = field(default_factory=list)
    fragments: list[Fragment] = field(default_factory=list)
    diagnostics: list[Diagnostic] = field(default_factory=list)
    complete: bool = True


@dataclass(frozen=True, slots=True)
class _Defaults:
    """The usable `claim_defaults`, and the keys whose default is reported as broken."""

    values: dict[str, Any]
    broken: frozenset[str]


def read_claims(document: Document) -> ClaimRecords:
    """Read the claims of an article."""
    result = ClaimRecords()
    defaults = _defaults(document, result.diagnostics)
    claims = document.fields.get("claims")
    if claims is None:
        claims = []
    elif not isinstance(claims, list):
        result.diagnostics.append(diagnose("BR118", document.at(("claims",)), key="claims"))
        result.complete = False
        return result
    for number, fields in enumerate(claims):
        record, found = _claim(document, number, fields, defaults)
        result.diagnostics.extend(found)
        if record is None or found:
            result.complete = False
            result.fragments.append(Fragment(document, number, fragment_of(fields)))
        else:
            result.records.append(NumberedRecord(number, record))
    return result


def _defaults(document: Document, found: list[Diagnostic]) -> _Defaults:
    fields = document.fields.get("claim_defaults")
    if fields is None:
        return _Defaults({}, frozenset())
    if not isinstance(fields, dict):
        place = document.at(("claim_defaults",))
        found.append(diagnose("BR119", place, key=called(("claim_defaults",))))
        return _Defaults({}, _ALL_KEYS)
    values, broken = {}, set()
    for key, value in silent_dropped(fields).items():
        problems = _default(document, key, value)
        found.extend(problems)
        if problems:
            broken.add(key)
        else:
            values[key] = value
    return _Defaults(values, frozenset(broken))


def _default(document: Document, key: str, value: Any) -> list[Diagnostic]:
    loc = ("claim_defaults", key)
    if key not in _ALL_KEYS:
        return [unknown_key(key, _ALL_KEYS, "claim", document.at_key(loc), _COMMON_KEYS)]
    if key == "type":
        return [] if value in CLAIM_TYPES else [_unknown_type(document, value, document.at(loc))]
    problems: list[Diagnostic] = []
    for kind in CLAIM_TYPES:
        if key in _KEYS[kind]:
            problems = judge_value(CLAIM_RECORDS[kind], key, value, document, loc)
            if not problems:
                return []
    return problems


def _claim(
    document: Document, number: int, fields: Any, defaults: _Defaults
) -> tuple[ClaimRecord | None, list[Diagnostic]]:
    loc: Loc = ("claims", number)
    if not isinstance(fields, dict):
        return None, [diagnose("BR119", document.at(loc), key=called(loc))]
    own = silent_dropped(fields)
    kind = own.get("type", defaults.values.get("type"))

    def at(where: Loc) -> Location:
        return place_of(document, number, *where[2:])

    if kind not in CLAIM_TYPES:
        return None, _typeless(document, loc, own, kind, defaults)
    whole = {**own, **_fitting(defaults.values, own, _KEYS[kind])}
    found = []
    for key in sorted(whole.keys() & _ALL_KEYS - _KEYS[kind]):
        types = " or ".join(f"`{t}`" for t in CLAIM_TYPES if key in _KEYS[t])
        found.append(
            diagnose("BR124", document.at_key((*loc, key)), key=key, type=kind, types=types)
        )
        del whole[key]
    # An empty value is kept, so that a required one is called empty and not missing.
    record, problems = judge(
        CLAIM_RECORDS[kind],
        whole,
        document,
        loc,
        what=f"{kind} claim",
        excused=defaults.broken - fields.keys(),
        at=at,
    )
    found += problems + _shape(document, loc, kind, whole, own, defaults.broken)
    return record, found


def _fitting(
    defaults: dict[str, Any], own: dict[str, Any], keys: Collection[str]
) -> dict[str, Any]:
    """The defaults for keys on which a claim is silent."""
    taken = set(own)
    for group in _EXCLUSIVE:
        if taken & group:
            taken |= group
    return {k: v for k, v in defaults.items() if k in keys and k not in taken}


def _typeless(
    document: Document, loc: Loc, own: dict[str, Any], kind: Any, defaults: _Defaults
) -> list[Diagnostic]:
    """What can be said of a claim whose type is not known: its common keys."""
    found = []
    if kind is not None:
        found.append(_unknown_type(document, kind, document.at((*loc, "type"))))
    elif "type" not in defaults.broken:
        found.append(missing_key("type", "claim", document.at(loc)))
    found += [
        unknown_key(key, _ALL_KEYS, "claim", document.at_key((*loc, key)), _COMMON_KEYS)
        for key in own
        if key not in _ALL_KEYS
    ]
    common = {k: v for k, v in {**defaults.values, **own}.items() if k in _COMMON_KEYS}
    _, problems = judge(
        ClaimRecord,
        {**common, "type": CLAIM_TYPES[0]},
        document,
        loc,
        what="claim",
        excused=defaults.broken,
    )
    return found + problems


def _unknown_type(document: Document, kind: Any, place: Location) -> Diagnostic:
    if not isinstance(kind, str):
        return diagnose("BR120", place, key="type")
    return diagnose(
        "BR125",
        place,
        type=kind,
        suggestion=did_you_mean(closest_word(kind, CLAIM_TYPES)),
        types=", ".join(f"`{t}`" for t in CLAIM_TYPES),
    )


def _shape(
    document: Document,
    loc: Loc,
    kind: str,
    whole: dict[str, Any],
    own: dict[str, Any],
    broken: Collection[str],
) -> list[Diagnostic]:
    """Which keys of one type go together, and which exclude each other."""
    if kind == "status":
        return _status_shape(document, loc, whole, own, broken)
    if kind == "figure":
        return _figure_shape(document, loc, whole, broken)
    return []


def _status_shape(
    document: Document,
    loc: Loc,
    whole: dict[str, Any],
    own: dict[str, Any],
    broken: Collection[str],
) -> list[Diagnostic]:
    if "state" in whole and "advice" in whole:
        return [diagnose("BR123", document.at_key((*loc, "advice")))]
    if "advice" in whole:
        return []
    if "state" not in whole:
        return [] if {"state", "advice"} & set(broken) else [diagnose("BR122", document.at(loc))]
    return [
        diagnose("BR152", document.at_key((*loc, key)), key=key)
        for key in ("for", "force")
        if key in own
    ]


def _figure_shape(
    document: Document, loc: Loc, whole: dict[str, Any], broken: Collection[str]
) -> list[Diagnostic]:
    bounds = {"min", "max"} & whole.keys()
    ways = [way for way in ("value", "approx") if way in whole] + (["min"] if bounds else [])
    if not ways:
        excused = {"value", "min", "max", "approx"} & set(broken)
        return [] if excused else [diagnose("BR126", document.at(loc))]
    if len(ways) > 1:
        return [diagnose("BR127", document.at(loc))]
    if len(bounds) == 1:
        other = "max" if "min" in bounds else "min"
        return [missing_key(other, "figure claim", document.at(loc))]
    if bounds:
        low, high = whole["min"], whole["max"]
        try:
            if float(low) > float(high):
                return [diagnose("BR153", document.at((*loc, "min")), low=low, high=high)]
        except (TypeError, ValueError):
            return []  # not numbers, and reported as such
    return []
