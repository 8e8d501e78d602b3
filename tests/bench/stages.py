"""Where the time of a build goes, by stage. Run as a script in a site's folder; see `measure`.

A stage is a few functions; what one of them spends in a function of another stage is counted
there and not here. What no function claims is the engine's. The same stages serve both sites:
those that only ours has take no time in the bare one.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Mapping
from functools import wraps
from importlib import import_module
from pathlib import Path
from time import process_time
from typing import Any

ENGINE = "engine"
FUNCTIONS = {
    "reading and checks": (
        "generator.build:load_files",
        "generator.build:read_library",
        "mkdocs.structure.pages:Page.read_source",
    ),
    "Markdown": (
        "generator.reading.body:BodyRenderer.render",
        "mkdocs.structure.pages:Page.render",
    ),
    "ledger": ("generator.build:open_ledger", "generator.ledger:Ledger.facts"),
    "views": ("generator.pages:Page.view", "generator.mkdocs_plugin:open_site"),
    "page templates": ("generator.render:Renderer.render",),
    "data files": ("generator.build:Site.outputs",),
    "search": (
        "material.plugins.search.plugin:SearchPlugin.on_page_context",
        "material.plugins.search.plugin:SearchPlugin.on_post_build",
        "generator.mkdocs_plugin:BriefingPlugin.on_post_build",
    ),
    "theme": (
        "mkdocs.commands.build:_build_page",
        "mkdocs.commands.build:_build_theme_template",
    ),
    "writing": ("mkdocs.utils:write_file", "mkdocs.utils:copy_file"),
}
STAGES = (*FUNCTIONS, ENGINE)


def measure(folder: Path, config: str, environment: Mapping[str, str]) -> dict[str, float]:
    """Build the site of `folder/config` in a process of its own; seconds of processor by stage."""
    done = subprocess.run(
        [sys.executable, __file__, config],
        cwd=folder,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        check=True,
        text=True,
    )
    return dict(json.loads(done.stdout))


class Watch:
    """A stopwatch that runs for one stage at a time, the innermost."""

    def __init__(self) -> None:
        self.spent = dict.fromkeys(STAGES, 0.0)
        self._running = [ENGINE]
        self._since = process_time()

    def start(self) -> None:
        """Forget the time until now."""
        self._since = process_time()

    def _switch(self) -> None:
        now = process_time()
        self.spent[self._running[-1]] += now - self._since
        self._since = now

    def during(self, stage: str, function: Callable[..., Any]) -> Callable[..., Any]:
        """`function`, its time counted for `stage`."""

        @wraps(function)
        def watched(*args: Any, **options: Any) -> Any:
            self._switch()
            self._running.append(stage)
            try:
                return function(*args, **options)
            finally:
                self._switch()
                self._running.pop()

        return watched

    def stop(self) -> dict[str, float]:
        """Seconds by stage."""
        self._switch()
        return self.spent

    def put_on(self, stage: str, name: str) -> None:
        """Count for `stage` what the function `name` (`module:Class.function`) takes."""
        module, _, path = name.partition(":")
        owner: Any = import_module(module)
        *classes, last = path.split(".")
        for each in classes:
            owner = getattr(owner, each)
        found = owner.__dict__[last]
        if hasattr(found, "func"):  # a cached property
            found.func = self.during(stage, found.func)
        elif last == "view":  # a field that holds a function
            owner.__init__ = self._with_view(stage, owner.__init__)
        else:
            setattr(owner, last, self.during(stage, found))

    def _with_view(self, stage: str, init: Callable[..., None]) -> Callable[..., None]:
        def watched(page: Any, *args: Any, **options: Any) -> None:
            init(page, *args, **options)
            object.__setattr__(page, "view", self.during(stage, page.view))

        return watched


def main() -> None:
    """Build the site of the current folder and print the seconds by stage as JSON."""
    from mkdocs.commands.build import build
    from mkdocs.config import load_config

    watch = Watch()
    for stage, names in FUNCTIONS.items():
        for name in names:
            watch.put_on(stage, name)
    watch.start()  # what the modules take to load is start-up, and the bare site needs few of them
    config = load_config(sys.argv[1], site_dir="site-profiled")
    config.plugins.on_startup(command="build", dirty=False)
    build(config)
    print(json.dumps(watch.stop()))


if __name__ == "__main__":
    main()
