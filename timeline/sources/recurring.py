"""A calendar's recurrence in words: what RRULE, RDATE and EXDATE say, as sentences of the timeline's English.

A rule that these words can say becomes one statement that recurs, or several; of any other, the next occurrences are
told one by one.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import islice

from timeline.algebra.civil import BYDAY, MONTHS, WEEKDAYS
from timeline.checks.calendar.recurrence import WALKED, days

_ORDINALS = {1: "first", 2: "second", 3: "third", 4: "fourth", 5: "fifth", -1: "last"}
_UNITS = {"DAILY": "day", "WEEKLY": "week", "MONTHLY": "month", "YEARLY": "year"}
_AHEAD = timedelta(days=366 * 5)  # a rule without an occurrence in five years is none
_LONGEST = timedelta(days=366 * 30)  # how far COUNT is followed
_EXCEPTIONS = 6  # in one sentence
_EACH = 24  # occurrences that are told one by one
_LEFT_OUT = 60  # days that are told to be left out


@dataclass(frozen=True, slots=True)
class Series:
    """A rule of a calendar, from the day of its first occurrence on."""

    parts: Mapping[str, str]  # of a rule whose days can be walked, without COUNT and UNTIL
    start: date
    last: date | None  # the last day, where the rule ends
    without: frozenset[date]


def series_of(parts: Mapping[str, str], start: date, until: date | None, without: Collection[date]) -> Series | None:
    """The series that a rule makes; None for a rule that is not told in days."""
    if not parts.keys() <= WALKED or parts["FREQ"] not in _UNITS:
        return None
    bare = {name: value for name, value in parts.items() if name not in {"COUNT", "UNTIL"}}
    last = until
    if "COUNT" in parts:
        counted = list(islice(days(bare, start, _later(start, _LONGEST)), int(parts["COUNT"])))
        last = counted[-1] if counted else start
    return Series(bare, start, last, frozenset(without))


def next_day(series: Series, after: date | None) -> date | None:
    """The first day on which it happens after a day; where it is over by then, or nothing is known, the very first."""
    first = next(_falls(series, series.start), None)
    if after is None or first is None or first > after:
        return first
    return next(_falls(series, after + timedelta(days=1)), first)


def sentences(title: str, series: Series, first: date, time: str, single: Callable[[date], str]) -> Iterator[str]:
    """What the series says from a day on: ``time`` tells its time of day, ``single`` one occurrence of it."""
    lines = list(_lines(series.parts, series.start))
    if not lines:
        yield from (single(day) for day in islice(_falls(series, first), _EACH))
        return
    for words, parts in lines:
        one = Series(parts, series.start, series.last, series.without)
        begins = next(_falls(one, first), None)
        if begins is None:
            continue
        ends = f", until {series.last.isoformat()}" if series.last is not None else ""
        missing = sorted(day for day in one.without if day >= begins and _holds(one, day))[:_LEFT_OUT]
        some = "".join(f", except {day.isoformat()}" for day in missing[:_EXCEPTIONS])
        yield f"{title} takes place {words}{time}, starting {begins.isoformat()}{ends}{some}."
        yield from (f"{title} on {day.isoformat()} is cancelled." for day in missing[_EXCEPTIONS:])


def _falls(series: Series, since: date) -> Iterator[date]:
    """The days from ``since`` on, for some years."""
    until = _later(since, _AHEAD)
    if series.last is not None:
        until = min(until, series.last)
    return (d for d in days(series.parts, series.start, until, since) if d not in series.without)


def _holds(series: Series, day: date) -> bool:
    return (series.last is None or day <= series.last) and day in days(series.parts, series.start, day, day)


def _later(day: date, by: timedelta) -> date:
    return date.fromordinal(min(day.toordinal() + by.days, date.max.toordinal()))


def _lines(parts: Mapping[str, str], start: date) -> Iterator[tuple[str, Mapping[str, str]]]:
    """The rule in words, each line with the part of the rule that it says; nothing where words cannot say all of it.

    Lines fall on different weekdays, or they would be taken for one series that is told twice.
    """
    interval, unit = int(parts.get("INTERVAL", "1")), _UNITS[parts["FREQ"]]
    every = f"every {unit}" if interval == 1 else f"every {interval} {unit}s"
    named = [item for item in parts.get("BYDAY", "").split(",") if item]
    match parts["FREQ"], sorted(parts.keys() - {"FREQ", "INTERVAL", "WKST"}):
        case "DAILY", []:
            yield every, parts
        case (("WEEKLY" | "DAILY"), ["BYDAY"]) if interval == 1 and set(named) <= set(BYDAY):
            yield f"every {_listed([WEEKDAYS[n] for n in sorted({BYDAY.index(day) for day in named})])}", parts
        case "WEEKLY", [] if interval == 1:
            yield f"every {WEEKDAYS[start.weekday()]}", parts
        case "WEEKLY", ([] | ["BYDAY"]) if set(named) <= set(BYDAY):
            for day in named or [BYDAY[start.weekday()]]:
                yield f"{every} on {WEEKDAYS[BYDAY.index(day)]}", {**parts, "BYDAY": day}
        case "MONTHLY", (["BYDAY"] | ["BYDAY", "BYSETPOS"]):
            yield from _nth_weekdays(parts, named, every)
        case "MONTHLY", [] if interval == 1 and start.day <= 28:
            yield f"on the {_nth(start.day)} of each month", parts
        case "MONTHLY", ["BYMONTHDAY"] if interval == 1 and parts["BYMONTHDAY"].isdigit():
            yield f"on the {_nth(int(parts['BYMONTHDAY']))} of each month", parts
        case "YEARLY", ([] | ["BYMONTH"] | ["BYMONTH", "BYMONTHDAY"]):
            month, day = parts.get("BYMONTH", str(start.month)), parts.get("BYMONTHDAY", str(start.day))
            if month.isdigit() and day.isdigit() and 1 <= int(month) <= 12 and 1 <= int(day) <= 31:
                yield f"{every} on {MONTHS[int(month) - 1]} {int(day)}", parts


def _nth_weekdays(parts: Mapping[str, str], named: list[str], every: str) -> Iterator[tuple[str, Mapping[str, str]]]:
    """«the last Thursday of every month»; one weekday with BYSETPOS is another way to say so."""
    places = [int(number) for number in parts.get("BYSETPOS", "").split(",") if number]
    if places and (len(named) > 1 or named[0] not in BYDAY):
        return
    numbered = [f"{place}{named[0]}" for place in places] or named
    if not all(day[:-2] and int(day[:-2]) in _ORDINALS for day in numbered):
        return
    if len({day[-2:] for day in numbered}) < len(numbered):
        first, *more = sorted(int(day[:-2]) for day in numbered)
        if every == "every month" and first > 0 and len(more) == 1 and len({day[-2:] for day in numbered}) == 1:
            said = f"{_ORDINALS[first]} and {_ORDINALS[more[0]]} {WEEKDAYS[BYDAY.index(numbered[0][-2:])]}"
            yield f"on the {said} of every month", parts
        return
    for day in numbered:
        said = f"{_ORDINALS[int(day[:-2])]} {WEEKDAYS[BYDAY.index(day[-2:])]}"
        only = {name: value for name, value in parts.items() if name != "BYSETPOS"} | {"BYDAY": day}
        yield (f"on the {said} of every month" if every == "every month" else f"{every} on the {said}"), only


def _listed(names: list[str]) -> str:
    return " and ".join((", ".join(names[:-1]), names[-1])) if len(names) > 1 else names[0]


def _nth(number: int) -> str:
    ending = "th" if number in {11, 12, 13} else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def day_of(moment: date) -> date:
    """The calendar day of a moment, on its own clock."""
    return moment.date() if isinstance(moment, datetime) else moment
