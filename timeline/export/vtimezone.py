"""VTIMEZONE for a zone (RFC 5545, 3.6.5), written from the rule that the zone data themselves state.

The footer of the TZif file tells the years to come: one RRULE for each half of the year.
What no rule tells is listed.  A comma-separated RDATE up to 2037, as the icalendar package writes it for every zone,
makes Thunderbird and ical.js show the summer after the feed was made one hour late.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from timeline.algebra.civil import BYDAY
from timeline.export.content_lines import line, offset, one_line, text_line, wall
from timeline.zones.convert import clock_at, footer, is_daylight, transitions
from timeline.zones.tzif import Change, Clock, Yearly, posix

# How far changes are listed where no yearly rule tells them (Morocco's Ramadan), and how long a rule must hold.
_HORIZON = 25
_ALWAYS = datetime(1970, 1, 1)  # noqa: DTZ001  a wall time, the customary first onset of a clock that is not changed


@dataclass(frozen=True, slots=True)
class _Half:
    """A yearly change as RRULE and first onset."""

    rule: str
    onset: datetime  # on the clock before the change
    before: Clock
    after: Clock


def vtimezone(key: str, since: datetime) -> str:
    """The component for a zone's key; right for every wall time of the year of ``since`` and later."""
    year = min(max(since.year - 1, 2), 9990)
    changes = _changes(key, year)
    halves = tuple(_halves(key, year, changes))
    listed = [c for c in changes if not halves or _onset(c).year < min(half.onset.year for half in halves)]
    parts = [line("BEGIN", "VTIMEZONE"), text_line("TZID", one_line(key))]
    if listed or not halves:
        parts += _listed(key, datetime(year, 1, 1, tzinfo=UTC), listed)
    for half in halves:
        summer = half.after.offset > half.before.offset
        rules = (line("RRULE", half.rule),)
        parts.append(
            _observance(summer, half.onset, half.before.offset, half.after.offset, half.after.abbreviation, rules)
        )
    parts.append(line("END", "VTIMEZONE"))
    return "".join(parts)


def _listed(key: str, start: datetime, changes: list[Change]) -> Iterator[str]:
    """The clock at the start, and the changes that no rule tells: those of one kind together.

    Ruby's icalendar, which Discourse uses, gives up the feed where a component has no onset before an event.  So each
    begins on a day of its own in 1970, the clock at the start as the last of them; nobody asks for times so early.
    Each RDATE stands on a line: ical.js reads the first date of a list only.
    """
    kinds: dict[tuple[bool, timedelta, timedelta, str], list[datetime]] = {}
    for change in changes:
        kind = (is_daylight(key, change.instant), change.before, change.after, change.abbreviation)
        kinds.setdefault(kind, []).append(_onset(change))
    for number, ((summer, before, after, name), onsets) in enumerate(kinds.items()):
        dates = tuple(line("RDATE", wall(onset)) for onset in onsets)
        yield _observance(summer, _ALWAYS + timedelta(days=number), before, after, name, dates)
    now = clock_at(key, start)
    onset = _ALWAYS + timedelta(days=len(kinds))
    yield _observance(is_daylight(key, start), onset, now.offset, now.offset, now.abbreviation)


def _changes(key: str, year: int) -> tuple[Change, ...]:
    start = datetime(year, 1, 1, tzinfo=UTC)
    return transitions(key, start, start.replace(year=min(year + _HORIZON, 9998)))


def _onset(change: Change) -> datetime:
    return (change.instant + change.before).replace(tzinfo=None)


def _halves(key: str, year: int, changes: tuple[Change, ...]) -> Iterator[_Half]:
    """Both halves of the yearly rule, from the first year on in which it tells all changes that happen."""
    rule = posix(footer(key))
    if rule is None:
        return
    standard, summer, begin, finish = rule
    pairs = ((begin, standard, summer), (finish, summer, standard))
    last = max((change.instant.year for change in changes), default=year)
    actual = {_onset(change) for change in changes}
    odd = [
        y
        for y in range(year, last)
        if {half.on(y) for half, _, _ in pairs} != {onset for onset in actual if onset.year == y}
    ]
    first = max(odd, default=year - 1) + 1
    ruled = [(half, before, after, list(_rules(half))) for half, before, after in pairs]
    if not all(rules for *_, rules in ruled):
        return
    for half, before, after, rules in ruled:
        for month, days, rrule in rules:
            # Where the rule holds from the start, its first onset lies before every event: that is what readers expect.
            years = range(year, max(year - 60, 1), -1) if first == year else range(first, min(first + 60, 9998))
            onsets = (half.on(y) for y in years)
            onset = next((o for o in onsets if o.month == month and o.day in days), None)
            if onset is not None:
                yield _Half(rrule, onset, before, after)


def _rules(half: Yearly) -> Iterator[tuple[int, range, str]]:
    """Month, days and RRULE of a yearly change; two where its week runs over a month's end; none for a numbered day.

    POSIX may count hours beyond the day («the last Thursday at 24:00» is Cairo's change on a Friday at midnight).
    """
    if half.sort != "M" or half.numbers[0] == 2:
        return
    month, week, weekday = half.numbers
    later = half.time // timedelta(days=1)
    named = BYDAY[(weekday + later - 1) % 7]
    length = monthrange(2001, month)[1]
    start = (length - 6 if week == 5 else 7 * week - 6) + later
    days = range(start, start + 7)
    if not later:
        yield month, days, f"FREQ=YEARLY;BYMONTH={month};BYDAY={-1 if week == 5 else week}{named}"
        return
    before = range(
        days.start + monthrange(2001, (month - 2) % 12 + 1)[1], monthrange(2001, (month - 2) % 12 + 1)[1] + 1
    )
    inside = range(max(days.start, 1), min(days.stop, length + 1))
    after = range(1, days.stop - length)
    for number, part in (((month - 2) % 12 + 1, before), (month, inside), (month % 12 + 1, after)):
        if part:
            numbers = ",".join(str(day) for day in part)
            yield number, part, f"FREQ=YEARLY;BYMONTH={number};BYMONTHDAY={numbers};BYDAY={named}"


def _observance(
    summer: bool, onset: datetime, before: timedelta, after: timedelta, name: str, more: tuple[str, ...] = ()
) -> str:
    kind = "DAYLIGHT" if summer else "STANDARD"
    parts = [
        line("BEGIN", kind),
        line("DTSTART", wall(onset)),
        *more,
        line("TZOFFSETFROM", offset(before)),
        line("TZOFFSETTO", offset(after)),
        text_line("TZNAME", one_line(name)),
        line("END", kind),
    ]
    return "".join(parts)
