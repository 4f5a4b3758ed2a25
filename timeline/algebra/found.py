"""What a date is reckoned from, and a date on its way: found so far, with its value and its steps."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from types import MappingProxyType

from timeline.algebra import civil
from timeline.algebra.civil import Stretch
from timeline.model import Grain, Step

Naive = datetime | date

# The values of this room that are made anew for every mention are never changed, and yet not frozen: to make a frozen
# one takes three times as long.


@dataclass(slots=True)
class Context:
    """What a time is reckoned from; every moment is naive, on the clock of the place of writing.

    ``reference`` is the time last spoken of, ``reference_grain`` how finely it was stated.
    ``tense`` is "past" or "future" where the sentence tells, "coming" where an entry in a field is meant, which
    speaks of nothing that is over, and "gone" where nothing that is still to come can be
    meant: «since March».  ``year`` and ``month`` are what the explicit dates of
    the text govern; ``year`` is set only where they, and not the time of writing, say which year a bare «September»
    is of, as in a history.
    """

    written: Naive | None = None
    reference: Naive | None = None
    reference_grain: Grain | None = None
    tense: str | None = None
    day_first: bool = False
    southern: bool = False
    year: int | None = None
    month: int | None = None
    quarter: date | None = None  # a day of the quarter that the text reports on
    reported: Grain = Grain.QUARTER  # YEAR where its figures are those of nine months, or of the year so far
    holidays: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(slots=True)
class Found:
    """A date on its way: where it lies, its TIMEX3 value, how it was derived."""

    stretch: Stretch | None
    value: str
    type: str = "DATE"
    steps: tuple[Step, ...] = ()
    assumed: tuple[Step, ...] = ()
    clocked: bool = False

    def by(self, rule: str, *arguments: object) -> Found:
        """The same, with a step more."""
        step = Step(rule, tuple([str(argument) for argument in arguments]))
        return Found(self.stretch, self.value, self.type, (*self.steps, step), self.assumed, self.clocked)

    def behind(self, other: Found) -> Found:
        """The same, derived by the steps of another, in which it lies or from which it is counted."""
        return Found(self.stretch, self.value, self.type, other.steps, other.assumed, self.clocked)

    def assuming(self, rule: str, *arguments: str) -> Found:
        """The same, with one assumption."""
        return Found(self.stretch, self.value, self.type, self.steps, (Step(rule, arguments),), self.clocked)


def written_on(context: Context) -> datetime | None:
    written = context.written
    if written is None:
        return None
    return written.replace(tzinfo=None) if isinstance(written, datetime) else civil.midnight(written)


def last_spoken_of(context: Context) -> datetime | None:
    spoken = context.reference
    if spoken is None:
        return written_on(context)
    return spoken.replace(tzinfo=None) if isinstance(spoken, datetime) else civil.midnight(spoken)


def found_at(stretch: Stretch, value: str | None = None) -> Found:
    return Found(stretch, value if value is not None else civil.value(stretch.start, stretch.grain))
