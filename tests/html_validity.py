"""Built pages against the Nu HTML checker: nothing beyond what Material itself is known for.

Run by hand, with a `vnu.jar` and Java: `python -m tests.html_validity vnu.jar site`. The
baseline beside this file has a line for each complaint that is Material's; whatever else the
checker says is ours, and ends this with 1.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

BASELINE = Path(__file__).with_name("html_validity.txt")


def complaints(jar: Path, folders: Iterable[Path]) -> list[tuple[str, str]]:
    """What the checker says of every page below `folders`: the place, and the words."""
    command = ["java", "-Xss8m", "-jar", str(jar), "--format", "json", "--skip-non-html"]
    ran = subprocess.run(
        [*command, *map(str, folders)], capture_output=True, text=True, check=False
    )
    told = json.loads(ran.stderr)["messages"]
    return [(f"{m['url']}:{m.get('lastLine', '?')}", m["message"]) for m in told]


def main(jar: str, *folders: str) -> int:
    """Print what is beyond the baseline; 1 where anything is."""
    known = {line for line in BASELINE.read_text("utf-8").splitlines() if line and line[0] != "#"}
    found = complaints(Path(jar), map(Path, folders))
    ours = [(place, words) for place, words in found if words not in known]
    for place, words in ours:
        print(f"{place}: {words}")
    print(f"{len(ours)} beyond the baseline, {len(found) - len(ours)} of Material's own")
    return bool(ours)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
