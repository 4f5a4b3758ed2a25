"""A zone as a page shows it: its name for people, and how it writes an instant."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache

from timeline.rulers import words
from timeline.zones import convert, display, rules

_NEAR = timedelta(hours=12)
_BLOCK = timedelta(days=32)
_FIRST = datetime(2, 1, 1, tzinfo=UTC)
_LAST = datetime(9998, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Face:
    """One of the clocks of a page."""

    key: str
    name: str  # "Anchorage"
    you: bool = False  # the reader's own
    spell: bool = False  # whether times carry their abbreviation, as the clocks change nearby

    def local(self, instant: datetime) -> datetime:
        """The naive wall time."""
        return convert.local(instant, self.key)

    def day(self, instant: datetime) -> date:
        """The local day."""
        return self.local(instant).date()

    def clock(self, instant: datetime) -> str:
        """The time of day, "01:30 BST" on a night when the clocks change."""
        said = words.clock(self.local(instant))
        return f"{said} {self.abbreviation(instant)}" if self.spell else said

    def near(self, *instants: datetime) -> Face:
        """The face as it writes these instants, with letters where the clocks change within half a day."""
        spell = any(abs(change - i) <= _NEAR for i in instants for change in _changes(self.key, _block(i)))
        return self if spell == self.spell else replace(self, spell=spell)

    def abbreviation(self, instant: datetime) -> str:
        """The zone's letters at an instant, or its offset where it has none."""
        return display.abbreviation(self.key, instant)

    def header(self, instant: datetime, offset: str) -> str:
        """What stands beneath the name: "EDT · UTC−4", or the offset alone where the zone has no letters."""
        letters = self.abbreviation(instant)
        return offset if letters.startswith("UTC") or "→" in offset or "/" in offset else f"{letters} · {offset}"

    def offset(self, instant: datetime) -> str:
        """The offset from UTC at an instant."""
        return words.offset(convert.offset_at(self.key, instant))


def _block(instant: datetime) -> int:
    return (min(max(instant, _FIRST), _LAST) - _FIRST) // _BLOCK


@lru_cache(maxsize=1024)
def _changes(key: str, block: int) -> tuple[datetime, ...]:
    """When the clocks change in a block of days or near it; a page asks for the same days a thousand times."""
    start = _FIRST + _BLOCK * block
    return tuple(change.instant for change in convert.transitions(key, start - _NEAR, start + _BLOCK + _NEAR))


def city(key: str) -> str:
    """A zone's name for people.

    >>> city("America/Argentina/Buenos_Aires"), city("UTC"), city("+05:30")
    ('Buenos Aires', 'UTC', 'UTC+5:30')
    """
    offset = convert.offset_of(key)
    return words.offset(offset) if offset else display.zone_label(key)


def face(key: str, you: bool = False) -> Face:
    """The face of a zone's key or an offset."""
    return Face(key, city(key), you)


def known(key: str) -> str | None:
    """The key that a name from an address or a browser stands for, Europe/Kyiv for Europe/Kiev; None for others."""
    key = key.strip()
    if len(key) > 64:
        return None
    if convert.offset_of(key) is not None:
        return key
    return rules.canonical(key) if rules.is_key(key) else None
