"""Temporal expressions: what words mean before anything is placed.

The operators follow SCATE (Bethard and Parker 2016); each docstring begins with a phrase that needs the operator.
``place`` turns them into civil time.
A complete mention is one of the five *mention forms* at the end of the module: ``At``, ``Between``, ``Every``,
``Length``, ``Vague``.
"""

from __future__ import annotations

from dataclasses import dataclass

from timeline.model import Grain, ZoneWords

# -- dates ------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Fields:
    """«Friday, 15 August 2025», «August», «2025», «Q3 2024», «the 15th»: the intersection of the parts that are stated.

    ``weekday`` is 0 for Monday.  ``short_year`` says that the year was written with two digits.
    ``swapped`` is the other order of a numeric date whose order the text does not settle («03/04/2025»).
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    week: int | None = None  # ISO week
    quarter: int | None = None
    half: int | None = None
    season: str | None = None  # "spring", "summer", "autumn", "winter"
    decade: int | None = None  # 1990 for «the 1990s»
    century: int | None = None  # 20 for «the 20th century»
    fiscal: bool = False
    short_year: bool = False
    swapped: Fields | None = None
    weekend: bool = False  # «this weekend»
    workday: bool = False  # «the next weekday»


@dataclass(frozen=True, slots=True)
class Holiday:
    """«Christmas Eve», «Thanksgiving 2017»: a named day; ``key`` is its name in the language's data."""

    key: str
    year: int | None = None


@dataclass(frozen=True, slots=True)
class This:
    """«today» (DAY), «this week» (WEEK), «this Friday», «this summer»: the one around the time of writing."""

    of: Grain | Fields | Holiday


@dataclass(frozen=True, slots=True)
class Next:
    """«next week», «next Friday», «the next two years» (count 2), «the next few days» (count 0)."""

    of: Grain | Fields | Holiday
    count: int = 1
    nearest: bool = False  # «the coming Friday», «the next hour»
    spoken: bool = False  # «the following Friday»: after the time last spoken of


@dataclass(frozen=True, slots=True)
class Last:
    """«last week», «last Friday», «the last two years» (count 2), «the last few days» (count 0)."""

    of: Grain | Fields | Holiday
    count: int = 1
    spoken: bool = False  # «the previous Friday»: before the time last spoken of


@dataclass(frozen=True, slots=True)
class Nth:
    """«the last Friday in May», «the third week of June», «the first day of next month»; -1 is the last.

    ``count`` is 9 for «the first nine months of 1998».
    """

    n: int
    of: Grain | Fields | Holiday
    within: Date
    count: int = 1


@dataclass(frozen=True, slots=True)
class Counted:
    """«the Friday after Christmas», «the second Monday before Easter», «the Monday closest to 5 October».

    ``sign`` is +1 after the anchor, -1 before it, 0 for the closest on either side; the anchor itself is not counted.
    """

    n: int
    of: Grain | Fields | Holiday
    anchor: Date
    sign: int


@dataclass(frozen=True, slots=True)
class Part:
    """«early June», «mid-2024», «the end of the month», «the first half of the year».

    Which is "start", "mid", "end", "close" (of a day), "half1", "half2", "after", or "weekend" of a holiday.
    """

    which: str
    of: Date


@dataclass(frozen=True, slots=True)
class Amount:
    """«two and a half hours» is (2.5, HOUR); n is None for «a few days», «several weeks»."""

    n: float | None
    unit: Grain


@dataclass(frozen=True, slots=True)
class Shift:
    """«two weeks ago», «in three hours», «tomorrow», «two days before Christmas», «an hour later».

    ``sign`` is -1 or +1.  ``anchor`` None is the time of writing; ``Previous()`` the time last spoken of.
    ``limit`` is set in «within two weeks»: the words state the length of the stretch that ends there.
    """

    amounts: tuple[Amount, ...]
    sign: int
    anchor: Date | Previous | Clock | None = None
    limit: bool = False


@dataclass(frozen=True, slots=True)
class Previous:
    """«the next day», «later that week», «that Friday»: the time last spoken of, at the grain given.

    ``year`` is 1988 in «the 1988 period», the quarter of that year that the text reports on.
    """

    grain: Grain | None = None
    year: int | None = None


Date = Fields | Holiday | This | Next | Last | Nth | Counted | Part | Shift | Previous

# -- times of day -----------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Clock:
    """«11:30 a.m.», «2200», «noon», «24:00», «7» in «7-9pm».

    ``meridiem`` is "am" or "pm" where stated, None where it is not; ``hour`` is as written (so «3 pm» has hour 3).
    ``style`` is how it is written: "12h", "24h", "military" (2200), "oclock", "word" (noon, midnight, hour 12 or 0),
    "bare" (an hour alone).
    """

    hour: int
    minute: int | None = None
    second: int | None = None
    meridiem: str | None = None
    style: str = "24h"


@dataclass(frozen=True, slots=True)
class Daypart:
    """«this afternoon», «overnight»; name is "morning", "midday", "afternoon", "evening", "night", "dawn", "dusk",
    "lunch", "business-end" («close of business»), "day-end" («end of day»); part as in Part («early morning»)."""

    name: str
    part: str | None = None


# -- mention forms ----------------------------------------------------------


@dataclass(frozen=True, slots=True)
class At:
    """«Friday at 11:30 a.m. local time», «tomorrow», «3pm ET», «16:00 (UTC)»: date, clock and zone, each if stated.

    At least one of date and clock is stated.  ``zone`` holds the words that govern this clock inside the mention.
    ``also`` holds further zones («8 ET/PT», «CEST (GMT+2)») and ``twin`` a second clock for the last of them («8/7c»).
    ``day_shift`` is +1 for «(next day)», -1 for «(previous day)».
    """

    date: Date | None = None
    clock: Clock | Daypart | None = None
    zone: ZoneWords | None = None
    also: tuple[ZoneWords, ...] = ()
    twin: Clock | None = None
    day_shift: int = 0
    approximate: bool = False
    fold: int | None = None  # 0 for «1:30am before the change», 1 for «after the change»


@dataclass(frozen=True, slots=True)
class Between:
    """«9–11:30am PDT», «from 22:00 UTC on the 14th until 02:00», «Sep 12 to Sep 13», «since Monday», «until 5pm».

    An open side is None.  Parts stated once stay where they are stated; sharing them is discourse's work, except that a
    meridiem or month which the words share («10-2PM», «3-5 June») is already filled in.
    ``exclusive`` says that «until Friday» leaves Friday out.
    ``lasting`` is how long «from 4 pm for thirty minutes» goes on from its start.
    """

    start: At | None
    end: At | None
    exclusive: bool = False
    lasting: tuple[Amount, ...] = ()


@dataclass(frozen=True, slots=True)
class Every:
    """«every other Tuesday at 9:30am PT except Dec 24», «last Thursday of the month», «Mondays 10:00–11:00», «daily».

    ``unit`` and ``interval`` are FREQ and INTERVAL; ``weekdays``, ``ordinal``, ``days``, ``months`` are BYDAY, its
    number (-1: last), BYMONTHDAY, BYMONTH.  ``at`` and ``until_clock`` give the time of day and the end of a range.
    """

    unit: Grain
    interval: int = 1
    weekdays: tuple[int, ...] = ()
    ordinal: int | None = None
    days: tuple[int, ...] = ()
    months: tuple[int, ...] = ()
    at: At | None = None
    until_clock: Clock | None = None
    start: Date | None = None
    end: Date | None = None
    count: int | None = None
    exceptions: tuple[Date, ...] = ()
    season: str | None = None  # «every winter»
    more: tuple[int, ...] = ()  # further ordinals: 3 in «the first and third Tuesday of the month»


@dataclass(frozen=True, slots=True)
class Length:
    """«two hours», «90-minute», «three decades»: an amount of time, TIMEX3 DURATION.

    ``parts`` is what is counted in «three nights», «two summers»: "NI", "SU", "WE"; the amounts are what they span.
    """

    amounts: tuple[Amount, ...]
    approximate: bool = False
    parts: str | None = None


@dataclass(frozen=True, slots=True)
class Vague:
    """«now», «recently», «soon»: TIMEX3 PRESENT_REF, PAST_REF, FUTURE_REF."""

    reference: str


Expression = At | Between | Every | Length | Vague
