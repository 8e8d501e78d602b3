"""The house rules that no linter knows: which way imports point, what stays out of the tree."""

from __future__ import annotations

import ast
import re
import subprocess
import tomllib
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[1]
GENERATOR = ROOT / "generator"
MODULES = sorted(GENERATOR.rglob("*.py"))

LINES_AT_MOST = 300

# From the ground up. A room may import from its own floor and from those below.
FLOORS = (
    {"diagnostics", "explain", "locale", "model", "text", "when"},
    {"claims"},
    {"evidence", "marking", "names", "quoting", "withheld"},
    {"reading"},
    {"change", "facts", "growing", "history", "ledger", "weighing"},
    {"drawing", "render"},
    {"template_checks"},
    {"pages", "outputs", "importing"},
    {"build"},
    {"stage", "verify"},
    {"keeping", "mkdocs_config", "mkdocs_search", "mkdocs_theme"},
    {"mkdocs_redirects"},
    {"mkdocs_stage", "progress"},
    {"cli_pack"},
    {"cli", "mkdocs_plugin"},
    {"__init__"},  # the public API hands on what it likes; nobody inside goes through it
)
FLOOR = {room: floor for floor, rooms in enumerate(FLOORS) for room in rooms}

# Who alone may import what.
KEEPERS = {
    "click": {"cli.py", "cli_pack.py", "mkdocs_plugin.py", "progress.py"},
    "mkdocs": {
        "cli.py",
        "mkdocs_config.py",
        "mkdocs_redirects.py",
        "mkdocs_search.py",
        "mkdocs_stage.py",
        "mkdocs_plugin.py",
        "mkdocs_theme.py",
    },
    "pydantic": {"reading/schema.py", "reading/fields.py", "reading/findings.py"},
    "pagefind_bin": {"outputs/search/service.py"},
    "pydantic_core": {"reading/fields.py"},
}

# `as_of` is an argument: only who is asked for a site may look at the clock.
CLOCK_READERS = {"cli.py", "mkdocs_plugin.py"}
CLOCKS = {
    ("date", "today"),
    ("datetime", "now"),
    ("datetime", "today"),
    ("datetime", "utcnow"),
    ("time", "ctime"),
    ("time", "gmtime"),
    ("time", "localtime"),
    ("time", "time"),
    ("time", "time_ns"),
}

TOP_LEVEL = {
    "briefings",
    "generator",
    "site_templates",
    "tests",
    "mkdocs.yml",
    "pyproject.toml",
    "requirements.lock",
    "Makefile",
    "README.md",
    "LICENSE",
    "CONTRIBUTING.md",
    "CHANGELOG.md",
}

# Put together here, so that this file passes its own test.
REGISTRY_HOSTS = tuple(
    ".".join(parts)
    for parts in (
        ("pypi", "org"),
        ("pythonhosted", "org"),
        ("registry", "npmjs"),
        ("deb", "debian"),
        ("security", "debian"),
    )
)
PRIVATE_PATH = re.compile(r"(?<![\w.~*-])/(?:work|tmp|root|home/\w+|Users/\w+|opt/pypi)(?![\w-])")


def in_generator(module: Path) -> str:
    return module.relative_to(GENERATOR).as_posix()


def room(module: Path) -> str:
    """The first name under generator/, the part of the house that a module is in."""
    return module.relative_to(GENERATOR).with_suffix("").parts[0]


def imported(module: Path) -> Iterator[tuple[int, str]]:
    """The dotted name of everything a module imports, with its line; none stays relative."""
    package = ("generator", *module.relative_to(GENERATOR).parent.parts)
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) + 1 - node.level] if node.level else ()
            start = ".".join([*base, *([node.module] if node.module else [])])
            yield from ((node.lineno, f"{start}.{alias.name}") for alias in node.names)


def room_of_import(name: str) -> str | None:
    """The room an import leads to; None for what is not ours."""
    parts = name.split(".")
    if parts[0] != "generator":
        return None
    if len(parts) == 1:
        return "__init__"
    inside = (GENERATOR / parts[1]).is_dir() or (GENERATOR / f"{parts[1]}.py").is_file()
    return parts[1] if inside else "__init__"


def listed() -> list[str]:
    """Every file that git keeps or would take."""
    try:
        answer = subprocess.run(
            ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
            cwd=ROOT,
            capture_output=True,
            check=True,
        )
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("not a git checkout")
    names = answer.stdout.decode().split("\0")
    return sorted(name for name in names if name and (ROOT / name).is_file())


def test_every_room_has_a_floor() -> None:
    homeless = {room(module) for module in MODULES} - FLOOR.keys()
    assert not homeless, f"give them a floor in FLOORS: {sorted(homeless)}"


def test_imports_point_one_way() -> None:
    wrong = []
    for module in MODULES:
        own = FLOOR.get(room(module), 0)
        for line, name in imported(module):
            target = room_of_import(name)
            if target is not None and FLOOR.get(target, 0) > own:
                wrong.append(f"generator/{in_generator(module)}:{line}: imports {name}, from above")
    assert not wrong, "\n".join(["", *wrong])


@pytest.mark.parametrize("package", sorted(KEEPERS))
def test_a_dependency_stays_in_its_room(package: str) -> None:
    wrong = [
        f"generator/{in_generator(module)}:{line}: imports {name}"
        for module in MODULES
        for line, name in imported(module)
        if name.split(".")[0] == package and in_generator(module) not in KEEPERS[package]
    ]
    assert not wrong, "\n".join(["", *wrong])


def test_modules_are_short() -> None:
    lengths = {
        in_generator(module): len(module.read_text(encoding="utf-8").splitlines())
        for module in MODULES
    }
    long = {name: lines for name, lines in lengths.items() if lines > LINES_AT_MOST}
    assert not long, f"more than {LINES_AT_MOST} lines: {long}"


def test_the_core_reads_no_clock() -> None:
    wrong = []
    for module in MODULES:
        if in_generator(module) in CLOCK_READERS:
            continue
        wrong += [
            f"generator/{in_generator(module)}:{line}: {name}"
            for line, name in imported(module)
            if tuple(name.split(".")) in CLOCKS  # from time import time
        ]
        for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Attribute):
                continue
            owner = node.value.attr if isinstance(node.value, ast.Attribute) else node.value
            owner = owner.id if isinstance(owner, ast.Name) else owner
            if (owner, node.attr) in CLOCKS:
                wrong.append(f"generator/{in_generator(module)}:{node.lineno}: {ast.unparse(node)}")
    assert not wrong, "\n".join(["", *wrong])


def test_the_top_level_holds_what_it_may() -> None:
    tops = {name.split("/")[0] for name in listed()}
    assert {top for top in tops if not top.startswith(".")} <= TOP_LEVEL


def test_no_file_names_a_registry_or_a_private_path() -> None:
    wrong = []
    for name in listed():
        try:
            lines = (ROOT / name).read_text(encoding="utf-8").splitlines()
        except UnicodeDecodeError:
            continue
        for number, line in enumerate(lines, start=1):
            found = [host for host in REGISTRY_HOSTS if host in line]
            found += [match.group() for match in PRIVATE_PATH.finditer(line)]
            wrong += [f"{name}:{number}: {what}" for what in found]
    assert not wrong, "\n".join(["", *wrong])


def test_the_lock_is_hashed_and_names_no_index() -> None:
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    entries = re.findall(r"^[^\s#].*(?:\n[ \t]+.*)*", lock, re.MULTILINE)
    assert entries
    assert [entry for entry in entries if "--hash=sha256:" not in entry] == []
    assert "://" not in lock


def test_the_lock_holds_every_dependency() -> None:
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    pins: dict[str, list[str]] = {}
    for name, version in re.findall(r"^([\w.-]+)==([\w.!+]+)", lock, re.MULTILINE):
        pins.setdefault(canonicalize_name(name), []).append(version)

    declared = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    wanted = [
        *declared["build-system"]["requires"],
        *declared["project"]["dependencies"],
        *declared["dependency-groups"]["dev"],
    ]
    unmet = []
    for line in wanted:
        dependency = Requirement(line)
        versions = pins.get(canonicalize_name(dependency.name), [])
        if not versions or not all(map(dependency.specifier.contains, versions)):
            unmet.append(line)
    assert not unmet, f"run `make lock`: {unmet}"


def test_the_wheel_carries_the_templates(tmp_path: Path) -> None:
    from hatchling.builders.wheel import WheelBuilder

    wheel = next(WheelBuilder(str(ROOT)).build(directory=str(tmp_path), versions=["standard"]))
    names = set(zipfile.ZipFile(wheel).namelist())
    assert {"generator/__init__.py", "generator/py.typed"} <= names
    ours = {f"generator/{name}" for name in listed() if name.startswith("site_templates/")}
    assert ours <= names
    assert any(name.startswith("generator/site_templates/pages/") for name in names)
    assert not [name for name in names if name.startswith(("tests/", "briefings/"))]


@pytest.mark.xdist_group("the house")
@pytest.mark.parametrize("first", [True, False])
def test_a_group_of_tests_shares_a_worker(first: bool, request: pytest.FixtureRequest) -> None:
    """Or what a group shares would be made, or waited for, by every worker."""
    if getattr(request.config.option, "loadgroup", False):
        assert request.node.nodeid.endswith("@the house")
