"""A line of JSON for each answer, for programs that watch servers."""

from __future__ import annotations

import json
import re
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, TextIO

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

_SECRET = re.compile(r"/+feeds/.*", re.DOTALL)  # the address of a private feed is its key
_LONGEST = 500


def logged(application: WSGIApplication, stream: TextIO | None = None) -> WSGIApplication:
    """The application, with a line on the stream (standard error) when an answer has been sent."""
    out = stream or sys.stderr

    def respond(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        began = time.perf_counter()
        status: list[str] = []

        def start(line: str, headers: list[tuple[str, str]], exc_info: Any = None) -> Callable[[bytes], object]:
            status[:] = [line]
            return start_response(line, headers, exc_info) if exc_info else start_response(line, headers)

        answer = application(environ, start)
        return _Counted(answer, lambda sent: out.write(_line(environ, status, sent, time.perf_counter() - began)))

    return respond


class _Counted:
    """An answer that says how many octets of it were taken when it is closed."""

    def __init__(self, answer: Iterable[bytes], told: Callable[[int], object]) -> None:
        self._answer = answer
        self._told = told
        self._sent = 0

    def __iter__(self) -> Iterator[bytes]:
        for piece in self._answer:
            self._sent += len(piece)
            yield piece

    def close(self) -> None:
        """Called by the server in the end, whatever became of the answer (PEP 3333)."""
        try:
            if (close := getattr(self._answer, "close", None)) is not None:
                close()
        finally:
            self._told(self._sent)


def _line(environ: WSGIEnvironment, status: list[str], sent: int, seconds: float) -> str:
    query = environ.get("QUERY_STRING", "")
    entry = {
        "time": datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z"),
        "remote": environ.get("REMOTE_ADDR", ""),
        "method": environ.get("REQUEST_METHOD", "")[:20],
        "path": _SECRET.sub("/feeds/...", environ.get("PATH_INFO", ""))[:_LONGEST],
        "query": query[:_LONGEST],
        "status": int(status[0].split(" ", 1)[0]) if status else 0,
        "bytes": sent,
        "ms": round(seconds * 1000, 1),
        "agent": environ.get("HTTP_USER_AGENT", "")[:200],
    }
    return json.dumps(entry) + "\n"
