"""Candidates of a clock time: each wall time and zone that words and surroundings allow, with evidence and cost."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from timeline.algebra.expressions import Clock
from timeline.model import Step
from timeline.zones import convert

_MINUTE = timedelta(minutes=1)
_DAY = timedelta(days=1)

# What a departure from the plain reading costs; an equivalent that agrees is worth more than any.
ROLLED = 0.2  # the neighbouring day, where the day is not its own
OTHER_HALF = 0.6  # the other half of the day, where neither is stated
OTHER_ZONE = 0.5  # each less likely zone


@dataclass(frozen=True, slots=True)
class ZoneOption:
    """A zone that may be meant, with the evidence for it."""

    key: str
    cost: float
    claim: timedelta | None = None
    steps: tuple[Step, ...] = ()
    assumed: tuple[Step, ...] = ()
    stated: bool = True

    @property
    def of_heading(self) -> bool:
        """Whether words at the head of the text or list give it: «all times ET»."""
        return any(step.rule == "zone-of-heading" for step in self.steps)


def lent(options: tuple[ZoneOption, ...], rule: str, shown: str) -> tuple[ZoneOption, ...]:
    """Zones that are inherited: the words elsewhere claim no season here."""
    return tuple(
        ZoneOption(
            o.key,
            o.cost + 0.3,
            None,
            (Step(rule, (o.key, shown) if rule != "zone-of-heading" else (shown, o.key)),),
            o.assumed,
            stated=False,
        )
        for o in options
    )


@dataclass(frozen=True, slots=True)
class Candidate:
    """One reading of a clock time; ``second`` is the other instant of a repeated or skipped wall time."""

    cost: float
    instant: datetime
    wall: datetime
    option: ZoneOption
    second: datetime | None = None
    skipped: bool = False
    literal: datetime | None = None
    rolled: int = 0


@dataclass(frozen=True, slots=True)
class Hours:
    """Minutes of the day that a clock may mean, the likelier first; ``stated`` where the words leave no choice."""

    minutes: tuple[int, ...]
    seconds: int
    stated: bool
    step: Step | None = None


def hours(clock: Clock, hint: str | None, because: str | None = None) -> Hours | None:
    """The minutes of the day that a clock may mean; None for what no clock shows.

    ``hint`` is a half of the day that the surroundings speak for, and ``because`` their words.
    """
    hour, minute, second = clock.hour, clock.minute or 0, clock.second or 0
    if not (0 <= hour <= 24 and 0 <= minute < 60 and 0 <= second <= 60) or (hour == 24 and (minute or second)):
        return None
    second = min(second, 59)  # a leap second has no number of its own in UTC as computers keep it
    if clock.meridiem is not None:
        if hour > 12 or (hour == 0 and clock.meridiem == "am"):  # «17:00 pm», «00:30 am»: the hour says it already
            return Hours((hour * 60 + minute,), second, True)
        return Hours((hour % 12 * 60 + minute + (720 if clock.meridiem == "pm" else 0),), second, True)
    if clock.style == "word" and hour == 24:
        return Hours((24 * 60, 0), second, False)  # an end is rather the midnight behind a day, if nothing else says so
    if clock.style in {"word", "military"} or hour > 12 or hour == 0:
        return Hours((hour * 60 + minute,), second, True)
    early, late = hour % 12 * 60 + minute, hour % 12 * 60 + 720 + minute
    if hint is not None:
        step = Step("meridiem-shared", (hint, because)) if because else Step("meridiem-coming", (hint,))
        return Hours((late, early) if hint == "pm" else (early, late), second, False, step)
    if clock.style == "24h":
        return Hours((hour * 60 + minute, hour % 12 * 60 + minute + (0 if hour == 12 else 720)), second, False)
    # A bare hour: meetings and broadcasts begin between seven in the morning and half past six in the evening.
    first = late if hour < 7 or hour == 12 else early
    step = Step("meridiem-assumed", (f"{hour} o'clock",))
    return Hours((first, early if first == late else late), second, False, step)


def candidates(
    found: Hours,
    day: date,
    options: tuple[ZoneOption, ...],
    *,
    rolls: bool,
    shift: int,
    fold: int | None,
) -> list[Candidate]:
    """Every candidate of a clock time on a day; ``rolls`` lets it move to the neighbouring days."""
    made: list[Candidate] = []
    for option in options:
        for nth, minutes in enumerate(found.minutes if not found.stated else found.minutes[:1]):
            for roll in (0, 1, -1) if rolls else (0,):
                cost = option.cost + (OTHER_HALF if nth else 0) + (ROLLED + 0.01 * (roll < 0) if roll else 0)
                try:
                    midnight = datetime(day.year, day.month, day.day)  # noqa: DTZ001  # a wall time
                    wall = midnight + (roll + shift) * _DAY + minutes * _MINUTE + timedelta(seconds=found.seconds)
                except OverflowError:
                    continue
                placed = _placed(wall, option, cost, fold, roll)
                if placed is not None:
                    made.append(placed)
    return made


def _placed(wall: datetime, option: ZoneOption, cost: float, fold: int | None, roll: int) -> Candidate | None:
    civil = convert.to_utc(wall, option.key)
    instants = civil.instants
    if not instants:
        return None
    literal = _by_claim(wall, option.claim)
    second: datetime | None = None
    skipped = isinstance(civil, convert.Never)
    meant = instants[0]
    if len(instants) > 1:
        second = instants[1]
        if literal in instants and not skipped:  # «1:30 am EST» tells which of the two
            meant, second = literal, None
        elif fold is not None and not skipped:
            meant, second = instants[min(fold, 1)], None
    literal = literal if literal != meant and second is None else None
    return Candidate(cost, meant, wall, option, second, skipped, literal, roll)


def _by_claim(wall: datetime, claim: timedelta | None) -> datetime | None:
    if claim is None:
        return None
    try:
        return convert.to_utc(wall, convert.offset_key(claim)).instants[0]
    except (OverflowError, IndexError):
        return None
