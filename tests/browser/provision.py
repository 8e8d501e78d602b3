"""Find the Chromium that the browser tests drive, and fetch one where there is none.

`python tests/browser/provision.py` prints the path of the browser. Without one it says loudly what
was tried, and exits with 1 if CI is set: there the browser tests must run. Elsewhere they skip.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from generator.outputs.pack.browser import CHOICE, installed, runs

# Seconds. A stalled download must not eat the time of the tests.
DOWNLOAD_LIMIT = 300
PACKAGE_LISTS_LIMIT = 180
PACKAGE_LIMIT = 900


def in_ci() -> bool:
    """Whether CI is set, as CI services set it."""
    return os.environ.get("CI", "").lower() not in ("", "0", "false")


def find_browser() -> Path | None:
    """Return a Chromium or Chrome that runs on this machine, or None; install nothing.

    Raises:
        FileNotFoundError: the variable BRIEFING_CHROMIUM names something that does not run. A
            choice that was made is not replaced by another.
    """
    chosen = os.environ.get(CHOICE)
    if chosen:
        path = Path(shutil.which(chosen) or chosen).absolute()
        if not runs(path):
            raise FileNotFoundError(f"{CHOICE} is {chosen}, which is no browser that runs here")
        return path
    return next((path for path in _candidates() if runs(path)), None)


def _candidates() -> Iterator[Path]:
    yield from installed()
    playwrights = _playwrights_own()
    if playwrights is not None:
        yield playwrights


def _playwrights_own() -> Path | None:
    """Where Playwright keeps the Chromium it downloads, be it there or not."""
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        return None
    with sync_playwright() as playwright:
        return Path(playwright.chromium.executable_path)


def install_browser() -> Path | None:
    """Fetch a browser, by Playwright or else by the system's packages; None if neither gave one."""
    _say("No Chromium or Chrome here. Trying Playwright's own download.")
    _run([sys.executable, "-m", "playwright", "install", "chromium"], DOWNLOAD_LIMIT)
    found = find_browser()
    if found:
        return found

    if not shutil.which("apt-get"):
        _say("No apt-get here: the system's package is not tried.")
        return None
    as_root = _as_root()
    if as_root is None:
        _say("Neither root nor password-free sudo: the system's package is not tried.")
        return None
    _say("Trying the system's package.")
    apt_get = [*as_root, "apt-get", "--quiet", "--option", "DPkg::Lock::Timeout=120"]
    # The install may still go through on the lists of an earlier update.
    _run([*apt_get, "update"], PACKAGE_LISTS_LIMIT)
    _run([*apt_get, "install", "--yes", "--no-install-recommends", "chromium"], PACKAGE_LIMIT)
    return find_browser()


def _as_root() -> list[str] | None:
    """What to put before a command to run it as root; None if that would need a password."""
    variables = ["env", "DEBIAN_FRONTEND=noninteractive"]
    if os.geteuid() == 0:
        return variables
    if shutil.which("sudo") and _run(["sudo", "-n", "true"], 30):
        return ["sudo", "-n", *variables]
    return None


def _run(command: list[str], limit: int) -> bool:
    """Run a command within `limit` seconds; show the end of what it said if it fails."""
    try:
        process = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
            start_new_session=True,
        )
    except OSError as problem:
        _say(f"{' '.join(command)}: {problem}")
        return False
    try:
        output, _ = process.communicate(timeout=limit)
    except subprocess.TimeoutExpired:
        _stop(process)
        _say(f"{' '.join(command)}: stopped after {limit} s")
        return False
    if process.returncode:
        _say(f"{' '.join(command)}: exit code {process.returncode}")
        for line in output.splitlines()[-12:]:
            _say(f"    {line}")
    return process.returncode == 0


def _stop(process: subprocess.Popen[str]) -> None:
    """Stop a command and what it started: a download runs in a child of its own."""
    with contextlib.suppress(OSError):
        if sys.platform == "win32":
            process.kill()
        else:
            os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def _say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


def main() -> int:
    """Print the path of the browser, fetched if need be; 1 if there is none and CI is set."""
    try:
        found = find_browser() or install_browser()
    except FileNotFoundError as problem:
        _say(str(problem))
        return 1
    if found:
        print(f"Browser for the tests: {found}")
        return 0
    _say("=" * 72)
    _say("NO BROWSER: nothing of what readers see in a browser can be tested here.")
    _say(f"Install Chromium or Chrome, or set {CHOICE} to the path of one.")
    _say("CI is set: this is a failure." if in_ci() else "The browser tests will be skipped.")
    _say("=" * 72)
    return 1 if in_ci() else 0


if __name__ == "__main__":
    sys.exit(main())
