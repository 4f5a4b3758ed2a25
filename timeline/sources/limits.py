"""How much is read at once."""

from __future__ import annotations

from typing import Final

LIMIT: Final = 20_000_000  # bytes of one document; a novel has one million
