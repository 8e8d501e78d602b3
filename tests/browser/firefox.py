"""An installed Firefox, told over WebDriver BiDi what to open, run and type; no driver between."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from websockets.sync.client import ClientConnection, connect

from generator.outputs.pack.browser import is_snap

COMMANDS = ("firefox", "firefox-esr")

# Seconds: until it listens; for any one answer; until it has ended once asked to.
START_LIMIT = 60
ANSWER_LIMIT = 60
END_LIMIT = 15

# Keys without a character, by the code points that WebDriver gives them.
TAB, ENTER, ESCAPE = "\ue004", "\ue007", "\ue00c"
ARROW_UP, ARROW_DOWN = "\ue013", "\ue015"

# Whatever is not a file is asked of a proxy that is not there: no test leaves the machine.
PREFERENCES = """
user_pref("network.proxy.type", 1);
user_pref("network.proxy.socks", "127.0.0.1");
user_pref("network.proxy.socks_port", 9);
user_pref("network.proxy.socks_remote_dns", true);
user_pref("datareporting.policy.dataSubmissionEnabled", false);
"""


def find_firefox() -> Path | None:
    """Return the first Firefox on PATH, or None; one shut into Ubuntu's snap does not count."""
    found = (shutil.which(command) for command in COMMANDS)
    return next((Path(path) for path in found if path and not is_snap(Path(path))), None)


@contextmanager
def started_firefox(command: Path) -> Iterator[Firefox]:
    """Run a Firefox with one tab and a profile of its own; none of its processes stays behind.

    Raises:
        RuntimeError: it did not start; with what it said.
    """
    with TemporaryDirectory(prefix="firefox-", ignore_cleanup_errors=True) as profile:
        Path(profile, "user.js").write_text(PREFERENCES, encoding="utf-8")
        log = Path(profile, "output.log")
        with log.open("wb") as output:
            options = ["--headless", "--no-remote", "--remote-debugging-port=0"]
            program = subprocess.Popen(
                [command, *options, "--profile", profile],
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                start_new_session=True,  # a group, which can be ended as one
            )
        try:
            address = _address(program, log) + "/session"
            with connect(address, max_size=None, proxy=None) as socket:
                firefox = Firefox(socket)
                yield firefox
                firefox.ask("browser.close")
                program.wait(END_LIMIT)
        finally:
            with suppress(ProcessLookupError):
                os.killpg(program.pid, signal.SIGKILL)
            program.wait()


def _address(program: subprocess.Popen[bytes], log: Path) -> str:
    """Wait for the address at which it listens."""
    give_up = time.monotonic() + START_LIMIT
    while True:
        ended = program.poll() is not None or time.monotonic() > give_up
        said = log.read_text(encoding="utf-8", errors="replace")
        if found := re.search(r"WebDriver BiDi listening on (ws://\S+)\n", said):
            return found[1]
        if ended:
            raise RuntimeError(f"Firefox did not start. It said: {said.strip() or 'nothing'}")
        time.sleep(0.05)


class Firefox:
    """The one tab of a Firefox.

    Every method raises RuntimeError with what Firefox said if it refuses, and TimeoutError if it
    gives no answer.
    """

    def __init__(self, socket: ClientConnection) -> None:
        self._socket = socket
        self._last_id = 0
        self.ask("session.new", capabilities={})
        self._tab = self.ask("browsingContext.getTree")["contexts"][0]["context"]

    def open(self, url: str) -> None:
        """Load a page anew, even one that differs from the last by its fragment alone."""
        for address in ("about:blank", url):
            self.ask("browsingContext.navigate", context=self._tab, url=address, wait="complete")

    def evaluate(self, expression: str) -> Any:
        """Return the value of a JavaScript expression, awaited, as JSON would carry it."""
        answer = self.ask(
            "script.evaluate",
            expression=f"(async () => JSON.stringify((await ({expression})) ?? null))()",
            target={"context": self._tab},
            awaitPromise=True,
        )
        if answer["type"] == "exception":
            raise RuntimeError(f"{answer['exceptionDetails']['text']}, in: {expression}")
        return json.loads(answer["result"]["value"])

    def wait_for(self, expression: str, seconds: float = 15.0) -> Any:
        """Return the value of an expression as soon as it holds."""
        give_up = time.monotonic() + seconds
        while not (value := self.evaluate(expression)):
            if time.monotonic() > give_up:
                raise TimeoutError(f"not within {seconds} s: {expression}")
            time.sleep(0.02)
        return value

    def type(self, text: str) -> None:
        """Press and release the key of each character in turn, `ENTER` and the like among them."""
        keys = [{"type": kind, "value": key} for key in text for kind in ("keyDown", "keyUp")]
        source = {"type": "key", "id": "keyboard", "actions": keys}
        self.ask("input.performActions", context=self._tab, actions=[source])

    def ask(self, command: str, **parameters: Any) -> Any:
        """Send a command of the protocol and return its result."""
        self._last_id += 1
        message = {"id": self._last_id, "method": command, "params": parameters}
        self._socket.send(json.dumps(message))
        answer: dict[str, Any] = {}
        while answer.get("id") != self._last_id:  # events, which nobody asked for, are passed over
            answer = json.loads(self._socket.recv(ANSWER_LIMIT))
        if answer["type"] == "error":
            raise RuntimeError(f"{command}: {answer['error']}: {answer['message']}")
        return answer["result"]
