"""Plain text: all of it is prose, except front matter."""

from __future__ import annotations

from timeline.sources import front_matter
from timeline.sources.fault import Fault
from timeline.sources.mask import mask


def read(raw: str, path: str) -> tuple[str, dict[str, str]] | Fault:
    """The text with its front matter blanked, and the front matter's values."""
    found = front_matter.split(raw, path)
    if isinstance(found, Fault):
        return found
    values, begin = found
    return mask(raw, [(0, begin)] if begin else [(0, 1)] if raw.startswith("\ufeff") else []), values
