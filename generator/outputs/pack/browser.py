"""An installed Chromium or Chrome, which prints: nothing of it is downloaded or kept."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

CHOICE = "BRIEFING_CHROMIUM"
"""The variable of the environment that names the browser."""
COMMANDS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
MAC_APPLICATIONS = ("Google Chrome", "Chromium")
WINDOWS_PROGRAMS = (r"Google\Chrome\Application\chrome.exe", r"Chromium\Application\chrome.exe")
LIMIT = 300
"""Seconds that a page may take to print."""
FLAGS = (
    *("--headless", "--disable-gpu", "--no-first-run", "--disable-extensions", "--disable-sync"),
    *("--disable-background-networking", "--disable-component-update", "--disable-quic"),
    "--host-resolver-rules=MAP * ~NOTFOUND",  # the document's policy is the other wall
    "--user-agent=briefing",  # the PDF says it was made by this: not a version, not a machine
    *("--no-pdf-header-footer", "--generate-pdf-document-outline"),
)
_MADE = re.compile(rb"/(CreationDate|ModDate) \(D:\d{14}")


class PrintingFailed(Exception):  # noqa: N818 - the browser failed, told as it said it
    """The browser wrote no PDF; the message is the last of what it said."""


@dataclass(frozen=True)
class Chromium:
    """The browser at `program`."""

    program: Path

    def pdf(self, html: str, made: str, scratch: Path) -> bytes:
        """The document `html` as a PDF, tagged and with an outline.

        Args:
            html: a document that asks for nothing but files.
            made: the day that the PDF says it was made on, `2024-11-20`.
            scratch: a folder for the browser's own files, of nobody else.

        Raises:
            PrintingFailed: there is no PDF.
        """
        page, written = scratch / "sheet.html", scratch / "sheet.pdf"
        page.write_text(html, encoding="utf-8")
        written.unlink(missing_ok=True)
        flags = [*FLAGS, f"--user-data-dir={scratch / 'profile'}", f"--print-to-pdf={written}"]
        if hasattr(os, "geteuid") and os.geteuid() == 0:
            flags.append("--no-sandbox")  # as root it starts in no other way
        try:
            done = subprocess.run(  # noqa: S603 - the browser that the desk chose or installed
                [self.program, *flags, page.as_uri()],
                stdin=subprocess.DEVNULL,
                capture_output=True,
                timeout=LIMIT,
                check=False,
            )
        except (OSError, subprocess.TimeoutExpired) as problem:
            raise PrintingFailed(str(problem)) from None
        if not written.is_file():
            said = done.stderr.decode(errors="replace").strip().splitlines()
            raise PrintingFailed(said[-1] if said else f"exit code {done.returncode}")
        # As long as what it replaces: the offsets of a PDF are counted in bytes.
        moment = made.replace("-", "").encode() + b"000000"
        return _MADE.sub(lambda found: b"/" + found[1] + b" (D:" + moment, written.read_bytes())


def find_chromium() -> Chromium | None:
    """The browser that BRIEFING_CHROMIUM names, or else one that is installed; None: neither runs.

    A choice that was made is not replaced by another.
    """
    if chosen := os.environ.get(CHOICE):
        path = Path(shutil.which(chosen) or chosen).absolute()
        return Chromium(path) if runs(path) else None
    return next((Chromium(path) for path in installed() if runs(path)), None)


def installed() -> Iterator[Path]:
    """Where a Chromium or Chrome is looked for, be it there or not."""
    for command in COMMANDS:
        found = shutil.which(command)
        if found and not is_snap(Path(found)):
            yield Path(found)
    if sys.platform == "darwin":
        for name in MAC_APPLICATIONS:
            for applications in (Path("/Applications"), Path.home() / "Applications"):
                yield applications / f"{name}.app" / "Contents" / "MacOS" / name
    if sys.platform == "win32":
        for variable in ("PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA"):
            folder = os.environ.get(variable)
            if folder:
                yield from (Path(folder, program) for program in WINDOWS_PROGRAMS)


def is_snap(path: Path) -> bool:
    """Whether it is Ubuntu's snap: shut into its own folders, it cannot open a built site."""
    if path.is_relative_to("/snap"):
        return True
    with path.open("rb") as program:
        start = program.read(4096)
    return start.startswith(b"#!") and b"/snap/bin/" in start


def runs(path: Path) -> bool:
    """Whether the program starts; one without its libraries, or a mere stub, does not."""
    if not path.is_file():
        return False
    if sys.platform == "win32":  # there `--version` opens a window
        return True
    try:
        answer = subprocess.run(  # noqa: S603 - as above
            [path, "--version"], stdin=subprocess.DEVNULL, capture_output=True, timeout=30
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return answer.returncode == 0
