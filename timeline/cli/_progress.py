"""A line on the terminal that says what long work is doing; nothing where nobody looks or the work is quick."""

from __future__ import annotations

import sys
import threading
import time
from types import TracebackType
from typing import Self

_PATIENCE = 1.0  # seconds before anything is shown
_BEAT = 0.2


class Progress:
    """Shows the present stage, with a count, until the block ends.

    with Progress("reading") as progress:
        progress.count += 1
        progress.stage = "linking"
    """

    def __init__(self, stage: str) -> None:
        self.stage = stage
        self.count = 0
        self._begun = time.monotonic()
        self._done = threading.Event()
        self._ticker = threading.Thread(target=self._tick, daemon=True) if sys.stderr.isatty() else None

    def __enter__(self) -> Self:
        if self._ticker:
            self._ticker.start()
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _value: BaseException | None, _at: TracebackType | None
    ) -> None:
        self._done.set()
        if self._ticker:
            self._ticker.join()

    def _tick(self) -> None:
        shown = False
        while not self._done.wait(_BEAT):
            elapsed = time.monotonic() - self._begun
            if elapsed < _PATIENCE:
                continue
            count = f" {self.count:,}" if self.count else ""
            sys.stderr.write(f"\r\x1b[K{self.stage}{count}, {elapsed:.0f} s")
            sys.stderr.flush()
            shown = True
        if shown:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()
