"""The workflows that GitHub runs: pinned, with no more rights than they need, and in step."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml

REPOSITORY = Path(__file__).resolve().parents[1]
WORKFLOWS = sorted((REPOSITORY / ".github" / "workflows").glob("*.yml"))
PINNED = re.compile(r"[\w-]+/[\w/-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+")

# Texts that whoever opens a pull request chooses.
UNTRUSTED = re.compile(r"\$\{\{[^}]*(github\.event\.|github\.head_ref|inputs\.)")


def read(workflow: Path) -> dict[str, Any]:
    # `on` is a word that YAML 1.1 takes for true.
    return yaml.load(workflow.read_text("utf-8"), Loader=yaml.BaseLoader)


def jobs() -> list[Any]:
    return [
        pytest.param(job, id=f"{workflow.stem}-{name}")
        for workflow in WORKFLOWS
        for name, job in read(workflow)["jobs"].items()
    ]


def test_both_are_there() -> None:
    assert [workflow.name for workflow in WORKFLOWS] == ["checks.yml", "pages.yml"]


@pytest.mark.parametrize("workflow", WORKFLOWS, ids=lambda path: path.stem)
def test_every_action_is_pinned_to_a_commit_and_says_which_version(workflow: Path) -> None:
    used = re.findall(r"uses: (.*)", workflow.read_text("utf-8"))
    assert used
    assert [action for action in used if not PINNED.fullmatch(action)] == []
    assert [action for action in used if not action.startswith("actions/")] == []


def test_an_action_has_one_version_everywhere() -> None:
    used = {a for w in WORKFLOWS for a in re.findall(r"uses: (.*)", w.read_text("utf-8"))}
    assert len(used) == len({action.split("@")[0] for action in used})


@pytest.mark.parametrize("workflow", WORKFLOWS, ids=lambda path: path.stem)
def test_a_workflow_may_only_read(workflow: Path) -> None:
    assert read(workflow)["permissions"] == {"contents": "read"}
    assert "pull_request_target" not in workflow.read_text("utf-8")
    assert "secrets." not in workflow.read_text("utf-8")


@pytest.mark.parametrize("job", jobs())
def test_a_job_ends_and_leaves_no_key_behind(job: dict[str, Any]) -> None:
    assert int(job["timeout-minutes"]) <= 45
    for step in job["steps"]:
        assert not UNTRUSTED.search(step.get("run", "")), step
        if step.get("uses", "").startswith("actions/checkout@"):
            assert step["with"]["persist-credentials"] == "false"


def test_only_the_deployment_may_write() -> None:
    pages = read(REPOSITORY / ".github/workflows/pages.yml")["jobs"]
    assert pages["deploy"]["permissions"] == {"pages": "write", "id-token": "write"}
    assert set(pages["build"]["permissions"].values()) == {"read"}
    assert not [step for step in pages["deploy"]["steps"] if "run" in step]


def test_an_hour_with_nothing_to_do_puts_no_deployment_out_of_the_queue() -> None:
    """Of the runs of one group that wait, GitHub keeps only the newest."""
    pages = read(REPOSITORY / ".github/workflows/pages.yml")
    idle = re.search(r"schedule' && (.*?) && 'idle'", pages["concurrency"]["group"])
    assert idle
    assert idle[1] == "vars.FOLLOW_THE_CLOCK != 'true'"
    assert pages["jobs"]["build"]["if"].endswith("|| vars.FOLLOW_THE_CLOCK == 'true'")
    assert pages["jobs"]["deploy"]["needs"] == "build"
    assert pages["concurrency"]["cancel-in-progress"] == "false"


def test_what_is_published_was_built_strictly_and_verified() -> None:
    steps = read(REPOSITORY / ".github/workflows/pages.yml")["jobs"]["build"]["steps"]
    (making,) = [number for number, step in enumerate(steps) if "make site" in step.get("run", "")]
    (sending,) = [
        number
        for number, step in enumerate(steps)
        if "upload-pages-artifact@" in step.get("uses", "")
    ]
    assert making < sending
    # One step: both read SITE_URL, and the hour that is followed, from the same environment.
    assert steps[making]["run"].index("make site") < steps[making]["run"].index("verify site")
    assert steps[sending]["with"]["path"] == "site"
    makefile = (REPOSITORY / "Makefile").read_text("utf-8")
    assert re.search(r"^site:.*\n\t.*mkdocs build --strict", makefile, re.MULTILINE)


def test_the_pins_are_kept_fresh() -> None:
    (update,) = read(REPOSITORY / ".github/dependabot.yml")["updates"]
    assert update["package-ecosystem"] == "github-actions"
    assert update["directory"] == "/"  # that is .github/workflows


def test_every_python_that_we_support_is_tested() -> None:
    project = tomllib.loads((REPOSITORY / "pyproject.toml").read_text("utf-8"))["project"]
    versions = read(REPOSITORY / ".github/workflows/checks.yml")["jobs"]["tests"]["strategy"]
    tested = versions["matrix"]["python"]
    assert project["requires-python"] == f">={tested[0]}"
    minors = [int(version.removeprefix("3.")) for version in tested]
    assert minors == list(range(minors[0], minors[-1] + 1))


def test_what_the_workflows_make_is_in_the_makefile() -> None:
    targets = set(re.findall(r"^([a-z]+):", (REPOSITORY / "Makefile").read_text("utf-8"), re.M))
    asked = {
        target
        for workflow in WORKFLOWS
        for line in re.findall(r"\bmake ([a-z ]+)", workflow.read_text("utf-8"))
        for target in line.split()
    }
    assert asked <= targets
    assert {"site", "test"} <= asked
