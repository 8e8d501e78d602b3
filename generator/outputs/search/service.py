"""Pagefind's indexing service, asked one question after the other.

Its own Python client sleeps a tenth of a second before it reads an answer, which for ten thousand
records is a quarter of an hour. The service itself reads JSON in base64 from its input, each
message ended by a comma, and answers likewise.
"""

from __future__ import annotations

import base64
import json
import subprocess
from collections.abc import Iterable, Mapping
from types import TracebackType
from typing import Any

from pagefind_bin import get_executable

_INSTALL = "Install it again: `pip install --force-reinstall 'pagefind[bin]'`."
_AGAIN = f"Build again; if that does not help: {_INSTALL[0].lower()}{_INSTALL[1:]}"


class SearchIndexError(Exception):
    """Pagefind could not be run, or did not do what it was asked; says what to do."""


class Service:
    """Pagefind, running; use it in a `with` statement.

    Raises:
        SearchIndexError: it is not installed, cannot be started, or stops half-way.
    """

    def __enter__(self) -> Service:
        """Start it."""
        try:
            self._process = subprocess.Popen(  # noqa: S603 - a program of our own dependency
                [str(get_executable()), "--service"], stdin=subprocess.PIPE, stdout=subprocess.PIPE
            )
        except OSError as error:
            raise SearchIndexError(
                f"Pagefind, which makes the search, cannot be started: {error}. {_INSTALL}"
            ) from error
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Stop it."""
        self._process.kill()
        self._process.communicate()

    def index(self, language: str, texts: Iterable[tuple[str, str]]) -> Mapping[str, bytes]:
        """Pagefind's files for records in one language, by their path.

        Args:
            language: ISO 639 code; words are stemmed as it asks, where Pagefind knows how.
            texts: pairs of a record's URL and its words.
        """
        number = self._ask({"type": "NewIndex", "config": None})["index_id"]
        for url, text in texts:
            record = {"url": url, "content": text, "language": language}
            unused: dict[str, dict[str, str]] = {"meta": {}, "filters": {}, "sort": {}}
            self._ask({"type": "AddRecord", "index_id": number, **record, **unused})
        answer = self._ask({"type": "GetFiles", "index_id": number})
        self._ask({"type": "DeleteIndex", "index_id": number})
        return {file["path"]: base64.b64decode(file["content"]) for file in answer["files"]}

    def _ask(self, question: Mapping[str, Any]) -> dict[str, Any]:
        message = json.dumps({"message_id": 1, "payload": question})
        questions, answers = self._process.stdin, self._process.stdout
        if questions is None or answers is None:  # they are pipes: see __enter__
            raise SearchIndexError(f"Pagefind is not running. {_AGAIN}")
        try:
            questions.write(base64.b64encode(message.encode()) + b",")
            questions.flush()
            pieces: list[bytes] = []
            while not pieces or not pieces[-1].endswith(b","):
                piece = answers.read1()  # type: ignore[attr-defined]
                if not piece:
                    raise SearchIndexError(f"Pagefind stopped before it had answered. {_AGAIN}")
                pieces.append(piece)
        except OSError as error:
            raise SearchIndexError(f"Pagefind stopped: {error}. {_AGAIN}") from error
        payload: dict[str, Any] = json.loads(base64.b64decode(b"".join(pieces)[:-1]))["payload"]
        if payload["type"] == "Error":
            raise SearchIndexError(f"Pagefind refused a record: {payload['message']}. {_AGAIN}")
        return payload
