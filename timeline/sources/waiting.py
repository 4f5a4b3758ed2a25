"""Files that may keep a reader waiting for ever: named pipes, sockets and devices are not opened."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Final

_OPEN_ALREADY: Final = ("/dev/fd/", "/dev/stdin", "/proc/self/fd/")
REMEDY: Final = "name a file, or write it into '-', the standard input"


def endless(path: Path) -> str | None:
    """What a path is, where to open it may mean to wait for ever; None for files and for what is not there.

    A pipe that this process was handed open, as shells do for ``<(command)``, is as good as standard input.
    """
    if answered(path.is_file) or answered(path.is_dir) or not answered(path.exists):
        return None
    if path.is_fifo():
        return None if os.fspath(path).startswith(_OPEN_ALREADY) else "is a named pipe"
    return "is a socket" if path.is_socket() else "is a device"


def answered(ask: Callable[[], bool]) -> bool:
    """What a path says of itself; no where a folder above it may not be searched, which raises before Python 3.14."""
    try:
        return ask()
    except OSError:
        return False
