"""Where programs of the user keep what can be made again."""

from __future__ import annotations

import os
from pathlib import Path


def folder() -> Path | None:
    """The user's cache folder for this program (XDG Base Directory Specification), if there is one."""
    if os.name != "posix":
        home = os.environ.get("LOCALAPPDATA")
        return Path(home) / "timeline" / "cache" if home else None
    home = os.environ.get("XDG_CACHE_HOME") or (os.environ.get("HOME") and os.path.join(os.environ["HOME"], ".cache"))  # noqa: PTH118
    place = Path(home) / "timeline" if home and Path(home).is_absolute() else None
    return place if place is None or _ours(place) else None


def _ours(place: Path) -> bool:
    """Whether nobody else may write there; a folder that is yet to be made will be the user's own."""
    try:
        about = place.stat()
    except OSError:
        return True
    return about.st_uid == os.getuid() and not about.st_mode & 0o022
