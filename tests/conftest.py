"""What tests of built sites share: each is built once, however many workers ask for it."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.engine import REPOSITORY, build, once


@pytest.fixture(scope="session")
def shared_site(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Path]:
    """Build a site strictly, once for all workers: `shared_site("name", folder, SITE_URL=…)`."""
    base = tmp_path_factory.getbasetemp()
    if os.environ.get("PYTEST_XDIST_WORKER"):
        base = base.parent  # the one that this run's workers share

    def shared(name: str, site: Path, **changes: str) -> Path:
        def make(folder: Path) -> None:
            answer = build(site, folder, **changes)
            assert answer.code == 0, answer.log

        return once(base, name, make)

    return shared


@pytest.fixture(scope="session")
def two_reports(shared_site: Callable[..., Path]) -> Path:
    """The repository's own site, as `make site` builds it."""
    return shared_site("two-reports", REPOSITORY)
