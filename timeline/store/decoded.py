"""Rows that were decoded before: reading a table again costs what has changed in it since."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from typing import Any

from timeline.store import codec


class Decoded:
    """The values of a table, each under its row's key with the hash of the text that it was made of.

    A value that has not changed is the same object as before, so what was made of it may be kept too.
    """

    __slots__ = ("_values",)

    def __init__(self) -> None:
        self._values: dict[Hashable, tuple[int, Any]] = {}

    def read(self, rows: Iterable[tuple[Hashable, str]]) -> tuple[Any, ...]:
        """The values of all rows, in order; what is gone is forgotten.  Safe in many threads."""
        before = self._values
        found: dict[Hashable, tuple[int, Any]] = {}
        for key, content in rows:
            known, digest = before.get(key), hash(content)
            found[key] = known if known is not None and known[0] == digest else (digest, codec.loads(content))
        self._values = found
        return tuple(value for _, value in found.values())
