"""Rest for the collector of garbage while something is made that is kept to the end."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def kept() -> Iterator[None]:
    """Whatever is made within is no garbage, and is not looked through for any, then or later.

    Again and again while a site of thousands of articles is read and its facts are weighed, that
    would take a fifth of the time and find next to nothing. What was kept before is let go.
    """
    gc.unfreeze()
    gc.collect()
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
        gc.freeze()
