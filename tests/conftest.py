"""What tests of built sites share: each is built once, however many workers ask for it."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.engine import REPOSITORY, build, once
from tests.untrusted import hostile_site


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Keep tests of one `xdist_group` in one worker.

    pytest-xdist 3.8 writes a test's group where pytest 9.2 no longer reads it, and spreads the
    tests of a group over all workers: pytest-dev/pytest-xdist, issue 1386.
    """
    if not getattr(config.option, "loadgroup", False):
        return
    for item in items:
        group = item.get_closest_marker("xdist_group")
        if group and hasattr(item, "_id") and not item.nodeid.endswith(f"@{group.args[0]}"):
            item._id = type(item._id).parse(f"{item.nodeid}@{group.args[0]}")


@pytest.fixture(scope="session")
def shared_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that all workers of a run share, for what `once` makes."""
    base = tmp_path_factory.getbasetemp()
    return base.parent if os.environ.get("PYTEST_XDIST_WORKER") else base


@pytest.fixture(scope="session")
def shared_site(shared_folder: Path) -> Callable[..., Path]:
    """Build a site strictly, once for all workers: `shared_site("name", folder, SITE_URL=…)`."""

    def shared(name: str, site: Path, **changes: str) -> Path:
        def make(folder: Path) -> None:
            answer = build(site, folder, **changes)
            assert answer.code == 0, answer.log

        return once(shared_folder, name, make)

    return shared


@pytest.fixture(scope="session")
def two_reports(shared_site: Callable[..., Path]) -> Path:
    """The repository's own site, as `make site` builds it."""
    return shared_site("two-reports", REPOSITORY)


@pytest.fixture(scope="session")
def untrusted(
    shared_site: Callable[..., Path], tmp_path_factory: pytest.TempPathFactory
) -> tuple[Path, Path]:
    """The desk whose every text is an attack, and its site."""
    desk, _ = hostile_site(tmp_path_factory.mktemp("untrusted"))
    return desk, shared_site("untrusted-site", desk)
