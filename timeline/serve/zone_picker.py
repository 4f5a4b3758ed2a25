"""The zone picker: what somebody typed, as one zone or as a choice of several."""

from __future__ import annotations

from dataclasses import dataclass

from timeline.export.page.faces import known

LONGEST = 80
MOST_CHOICES = 12


@dataclass(frozen=True, slots=True)
class Choice:
    """One zone that may be meant, with the words that tell it from the others."""

    key: str
    words: str


@dataclass(frozen=True, slots=True)
class Picked:
    """What the words came to: a zone, several to choose from, or nothing known."""

    typed: str = ""
    key: str | None = None
    choices: tuple[Choice, ...] = ()

    @property
    def unknown(self) -> bool:
        """Whether the words name no zone."""
        return bool(self.typed) and self.key is None and not self.choices


def picked(typed: str) -> Picked:
    """The zone that a city, a country, an IANA name, an offset or an abbreviation means."""
    typed = " ".join(typed.split())[:LONGEST]
    if not typed:
        return Picked()
    for name in (typed, typed.replace(" ", "_")):
        if (key := known(name)) is not None:
            return Picked(typed, key)
    return Picked(typed)
