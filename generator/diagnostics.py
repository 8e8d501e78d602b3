"""Problems an author can mend: where, what, and what to do about it.

Codes are permanent: a code is never reused for another problem. BR1xx is form,
BR2xx references, BR3xx evidence, BR4xx facts, BR5xx templates, BR6xx the built site,
BR7xx wording and sourcing.
The texts are data, in `rules.toml` beside this module, so that they can be read, reviewed
and translated as one piece.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from functools import cache
from pathlib import Path
from typing import Literal

from rapidfuzz import fuzz, process

Severity = Literal["error", "warning", "note"]
"""An error stops a build, a warning one that is strict, a note none."""


@dataclass(frozen=True, slots=True, order=True)
class Location:
    """A point in a file: `path` relative to the content folder, `line` and `column` from 1."""

    path: str
    line: int = 1
    column: int = 1


@dataclass(frozen=True, slots=True, order=True)
class Diagnostic:
    """One problem, at one place, with a hint that says what to do.

    Ordered by path, line and column, so that a sorted list reads like the files.

    Attributes:
        path: of the file, relative to the content folder.
        line: from 1.
        column: from 1, in characters.
        code: `BRnnn`; permanent.
    """

    path: str
    line: int
    column: int
    code: str
    severity: Severity
    message: str
    hint: str

    def __str__(self) -> str:
        head = f"{self.path}:{self.line}:{self.column}: {self.severity} {self.code}: {self.message}"
        hint = "".join(f"\n    {line}" for line in self.hint.splitlines())
        return head + hint


class InvalidContent(Exception):  # noqa: N818 - the author's content is invalid, not the program
    """Raised at the gate: at least one error stands, so nothing is rendered.

    Attributes:
        diagnostics: every problem of every file, sorted.
    """

    def __init__(self, diagnostics: Iterable[Diagnostic]) -> None:
        self.diagnostics = tuple(sorted(diagnostics))
        super().__init__(as_text(self.diagnostics))


@dataclass(frozen=True, slots=True)
class Rule:
    """What `rules.toml` says of one code; `message` and `hint` are `str.format` templates.

    Attributes:
        title: what it is called, where it has a name.
        meaning: why it matters to readers.
        rests_on: keys of `grounds.toml`, the works that ask for the same.
    """

    code: str
    severity: Severity
    message: str
    hint: str
    title: str = ""
    meaning: str = ""
    rests_on: tuple[str, ...] = ()


@cache
def rules() -> dict[str, Rule]:
    """All rules by code, as `rules.toml` lists them."""
    text = Path(__file__).with_name("rules.toml").read_text(encoding="utf-8")
    return {code: Rule(code=code, **entry) for code, entry in tomllib.loads(text).items()}


def diagnose(code: str, place: Location, **values: object) -> Diagnostic:
    """Build the diagnostic of `code` at `place`, its texts filled in with `values`.

    A value is shown on one line and never longer than 200 characters: content is untrusted,
    and a message must stay readable in a log.
    """
    rule = rules()[code]
    shown = {name: _shown(value) for name, value in values.items()}
    return Diagnostic(
        path=place.path,
        line=place.line,
        column=place.column,
        code=code,
        severity=rule.severity,
        message=rule.message.format(**shown),
        hint=rule.hint.format(**shown).strip(),
    )


def _shown(value: object) -> str:
    text = "".join(c if c.isprintable() else " " for c in str(value))
    if len(text) <= 200:
        return text
    cut = text[:199]
    if cut.count("`") % 2:  # of a list of words, those that are there whole
        cut = cut[: cut.rindex("`")]
    return cut + "…"


def closest_word(word: str, known: Iterable[str]) -> str | None:
    """The word of `known` that `word` was most likely meant to be, or None."""
    # Sorted, so that of two equally near words always the same one is named.
    found = process.extractOne(word.lower(), sorted(known), scorer=fuzz.ratio, score_cutoff=60)
    return found[0] if found else None


def closest_code(code: str, known: Iterable[str]) -> str | None:
    """The code of `known` that `code` was most likely meant to be, or None."""
    near = closest_word(code, [other.lower() for other in known])
    return near.upper() if near else None


def did_you_mean(closest: str | None) -> str:
    """The opening of a hint: names the closest known word, or nothing when none is near."""
    return f"Did you mean `{closest}`? " if closest else ""


def errors(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Those that stop a build, sorted."""
    return tuple(sorted(d for d in diagnostics if d.severity == "error"))


def failing(diagnostics: Iterable[Diagnostic], *, strict: bool) -> bool:
    """Whether a check fails: an error stands, or, where it is strict, a warning."""
    severities = {diagnostic.severity for diagnostic in diagnostics}
    return "error" in severities or (strict and "warning" in severities)


def under(diagnostics: Iterable[Diagnostic], root: str) -> list[Diagnostic]:
    """The same, sorted, each path below `root`: the content folder as seen from elsewhere."""
    prefix = root.rstrip("/") + "/" if root else ""
    return [replace(d, path=prefix + d.path) for d in sorted(diagnostics)]


def as_text(diagnostics: Iterable[Diagnostic], *, root: str = "") -> str:
    """One block per problem, sorted, and a closing count.

    Args:
        diagnostics: the problems.
        root: folder of the content as seen by the reader, such as `briefings`, so that an
            editor or a terminal can open the path.
    """
    listed = under(diagnostics, root)
    return "\n".join([*(str(d) for d in listed), summary(listed)])


def as_json(diagnostics: Iterable[Diagnostic], *, root: str = "") -> str:
    """A JSON list of objects with the fields of `Diagnostic`, sorted; `root` as in `as_text`."""
    return json.dumps([asdict(d) for d in under(diagnostics, root)], ensure_ascii=False, indent=2)


def as_github(diagnostics: Iterable[Diagnostic], *, root: str = "") -> str:
    """GitHub workflow commands, which show each problem beside its line in a pull request.

    Args:
        diagnostics: the problems.
        root: folder of the content relative to the repository, such as `briefings`.
    """
    return "\n".join(
        f"::{_ANNOTATIONS[d.severity]} file={_property(d.path)},line={d.line},"
        f"col={d.column},title={d.code}::{_command(d.message)}%0A{_command(d.hint)}"
        for d in under(diagnostics, root)
    )


_ANNOTATIONS: dict[Severity, str] = {"error": "error", "warning": "warning", "note": "notice"}
"""What GitHub calls each severity."""


def _command(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _command(text).replace(":", "%3A").replace(",", "%2C")


def summary(diagnostics: Iterable[Diagnostic]) -> str:
    """The closing count: `2 errors, 1 warning`; nobody need act on a note."""
    counts: dict[Severity, int] = {"error": 0, "warning": 0}
    for diagnostic in diagnostics:
        if diagnostic.severity in counts:
            counts[diagnostic.severity] += 1
    return ", ".join(f"{n} {word}{'' if n == 1 else 's'}" for word, n in counts.items())
