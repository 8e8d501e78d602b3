"""A bar for whoever waits at a terminal."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from typing import TypeVar

import click

T = TypeVar("T")


def told(what: str, steps: Iterable[T], length: int | None = None) -> Iterator[T]:
    """`steps` one by one, with a bar for whoever waits at a terminal."""
    quiet = not sys.stderr.isatty()
    with click.progressbar(steps, length, label=what, file=sys.stderr, hidden=quiet) as bar:
        yield from bar
