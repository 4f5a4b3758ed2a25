"""What a format's reader gives for one document, before metadata from elsewhere are joined in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Piece:
    """Text with the metadata that stand in the file itself."""

    text: str
    values: Mapping[str, object] = field(default_factory=dict)
    raw: str | None = None  # the file's text, where the offsets of ``text`` are its offsets
    name: str = ""  # tells documents of one file apart
    line: int = 1
