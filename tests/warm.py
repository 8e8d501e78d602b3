"""Runs modules as `python -m` would, each in a process of its own forked from one that has them.

Loading the engine takes as long as building a small site. `tests.engine.run` starts this once for
each worker of the tests; it ends with its standard input.
"""

from __future__ import annotations

import importlib
import json
import os
import runpy
import signal
import sys
from typing import Any

# What a build loads, but for what `python -m mkdocs` itself is.
LOADED = (
    "mkdocs.commands.build",
    "generator.mkdocs_plugin",
    "material.plugins.search.plugin",
    "pymdownx.superfences",
)


def main() -> None:
    """Read a request a line; answer each with the exit code of its process."""
    for module in LOADED:
        importlib.import_module(module)
    answers = os.dup(sys.stdout.fileno())
    for line in sys.stdin:
        child = os.fork()
        if child == 0:
            os.close(answers)
            become(**json.loads(line))
        code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        os.write(answers, f"{code}\n".encode())


def become(
    command: list[str], cwd: str, environment: dict[str, str], output: str, limit: int
) -> Any:
    """Turn this process into one that was started for `command`, and end with it."""
    signal.alarm(limit)  # ends it, as nothing handles that
    for number, opened in (
        (0, os.open(os.devnull, os.O_RDONLY)),
        (1, os.open(output, os.O_WRONLY | os.O_CREAT | os.O_APPEND)),
    ):
        os.dup2(opened, number)
    os.dup2(1, 2)
    os.environ.clear()
    os.environ.update(environment)
    os.chdir(cwd)
    sys.path[0] = cwd
    sys.argv = command
    runpy.run_module(command[0], run_name="__main__", alter_sys=True)
    sys.exit()


if __name__ == "__main__":
    main()
