"""A reading on its way to a statement: what it states by itself, and where it stands."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from timeline.algebra.expressions import Amount, At, Between, Clock, Date, Daypart, Every
from timeline.discourse.scope import Scope
from timeline.model import Grain, Modality, Reading, Span, Step, ZoneSort, ZoneWords


@dataclass(slots=True)  # never changed; not frozen, for that makes it three times as slow to make
class Day:
    """A stretch of calendar days that words mean, with its TIMEX3 value; the day after the last is ``until``."""

    first: date
    until: date
    grain: Grain
    value: str


@dataclass(slots=True)
class Draft:
    """A reading with what is known of it so far; the only value of this room that changes, until it is a statement."""

    number: int
    reading: Reading
    text: str
    scope: Scope
    point: At | None  # the point that is placed: the mention's own, or the start of a range or recurrence
    until: At | None  # the end of a range
    every: Every | None = None
    open_start: bool = False  # «until 5 pm»: the point is an end
    group: int | None = None
    direction: int = 0
    clocked: bool = False  # whether a clock time stands before it in its sentence, or one that is announced behind it
    sentence: Span = (0, 0)
    cues: frozenset[str] = frozenset()  # what the words around it may tell
    modality: Modality = Modality.ASSERTED
    day: Day | None = None  # the days that its own words mean
    until_day: Day | None = None
    value: str | None = None  # TIMEX3 value of its date as placed
    value_type: str = "DATE"
    impossible: str | None = None  # why its date cannot be
    steps: tuple[Step, ...] = ()
    assumed: tuple[Step, ...] = ()
    wall: datetime | None = None  # as settled
    zone: str | None = None
    recurs: str | None = None  # RRULE
    beside: ZoneWords | None = None  # the place beside a clock time that states no zone: «3 p.m. in London»
    clear: int = 0  # where that place ends
    exdates: tuple[date, ...] = ()  # days on which a recurrence is left out
    since: date | None = None  # a recurrence's first day and its last, where they are stated
    last: date | None = None
    alone: bool = False  # its sentence says nothing else: «fri», «at 3am»
    lasting: tuple[Amount, ...] = ()  # how long it goes on from its start
    wall_end: datetime | None = None  # the end of a stretch that is reckoned to the minute

    @property
    def ranged(self) -> bool:
        """Whether it states an end or a length besides its start."""
        return self.until is not None or bool(self.lasting)

    @property
    def start(self) -> int:
        return self.reading.span[0]

    @property
    def end(self) -> int:
        return self.reading.span[1]

    @property
    def stated(self) -> Date | None:
        """The date that it states."""
        return self.point.date if self.point is not None else None

    @property
    def clock(self) -> Clock | None:
        """The time of day that it states by the clock."""
        return self.point.clock if self.point is not None and isinstance(self.point.clock, Clock) else None

    @property
    def daypart(self) -> Daypart | None:
        return self.point.clock if self.point is not None and isinstance(self.point.clock, Daypart) else None

    @property
    def words(self) -> ZoneWords | None:
        """The words for its zone; a range may have them at its end."""
        point = self.point
        if point is not None and point.zone is not None:
            if point.zone.sort in {ZoneSort.LOCAL, ZoneSort.READER} and point.also:
                return point.also[0]  # «local time (Central European Time)», «my time (GMT+1)»
            return point.zone
        if self.until is not None and self.until.zone is not None:
            return self.until.zone
        return self.beside

    @property
    def own_day(self) -> bool:
        """Whether its own words name the day."""
        return self.day is not None and self.day.grain == "day" and not self.several

    @property
    def closes_day(self) -> bool:
        """Whether it is the midnight that ends the day spoken of."""
        return self.clock is not None and self.clock.hour == 24

    @property
    def several(self) -> bool:
        """Whether its own words name days of which a clock time may be any: «the weekend»."""
        if self.day is None or self.day.grain != "day" or self.ranged:
            return False
        return (self.day.until - self.day.first).days > 1


def drafted(number: int, reading: Reading, text: str, scope: Scope) -> Draft:
    """The draft of a reading, with the point that is to be placed."""
    words = text[reading.span[0] : reading.span[1]]
    match reading.expr:
        case At() as at:
            return Draft(number, reading, words, scope, at, None)
        case Between(start=None, end=end):
            return Draft(number, reading, words, scope, end, None, open_start=True)
        case Between(start=start, end=end, lasting=lasting):
            return Draft(number, reading, words, scope, start, end, lasting=lasting)
        case Every() as every:
            end = At(clock=every.until_clock) if every.until_clock is not None else None
            return Draft(number, reading, words, scope, every.at, end, every)
    return Draft(number, reading, words, scope, None, None)


@dataclass(frozen=True, slots=True)
class Settled:
    """What a clock time comes to: wall time, zone, the instant that is meant, and others that the words allow."""

    wall: datetime
    zone: str | None
    start: datetime | None
    dated: bool = False  # whether its day is known, though its zone may not be
    second: datetime | None = None  # the other instant of a repeated or skipped wall time
    skipped: bool = False
    literal: datetime | None = None
    steps: tuple[Step, ...] = ()
    assumed: tuple[Step, ...] = ()
