"""A VTIMEZONE that contradicts the tz database.

## What it does
Works out the offset that the VTIMEZONE gives at the time of each event, and compares it with the zone's of that name.

## Why it matters
Laws change, files stay: readers who believe the file and readers who know the zone see two times.

```bad
BEGIN:VTIMEZONE
TZID:Europe/Istanbul
BEGIN:STANDARD
DTSTART:19961027T040000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
TZOFFSETFROM:+0300
TZOFFSETTO:+0200
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:19850420T030000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
TZOFFSETFROM:+0200
TZOFFSETTO:+0300
END:DAYLIGHT
END:VTIMEZONE
BEGIN:VEVENT
UID:talk@example.org
DTSTAMP:20260801T120000Z
DTSTART;TZID=Europe/Istanbul:20261215T090000
DTEND;TZID=Europe/Istanbul:20261215T100000
END:VEVENT
```

```good
BEGIN:VTIMEZONE
TZID:Europe/Istanbul
BEGIN:STANDARD
DTSTART:20160327T030000
TZOFFSETFROM:+0200
TZOFFSETTO:+0300
END:STANDARD
END:VTIMEZONE
BEGIN:VEVENT
UID:talk@example.org
DTSTAMP:20260801T120000Z
DTSTART;TZID=Europe/Istanbul:20261215T090000
DTEND;TZID=Europe/Istanbul:20261215T100000
END:VEVENT
```
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

from timeline.checks.calendar.lines import Calendar, Component, Line, fault, moment
from timeline.checks.calendar.recurrence import days, parts_of
from timeline.checks.rule import Context, Fault
from timeline.model import Level
from timeline.zones.convert import to_utc
from timeline.zones.rules import is_key

CODE, NAME, LEVEL = "TL434", "outdated-timezone", Level.WARNING

_YEAR = timedelta(days=366)


def check(calendar: Calendar, _context: Context) -> Iterator[Fault]:
    """Each zone's first event for which file and database differ."""
    zones = {line.value: zone for zone in calendar.every("VTIMEZONE") for line in zone.all("TZID")[:1]}
    answered: dict[tuple[str, datetime], timedelta | None] = {}
    told: set[str] = set()
    for event in calendar.every("VEVENT"):
        line = event.first("DTSTART")
        stated = moment(line) if line else None
        name = line.zone if line else None
        if line is None or name is None or name in told or not isinstance(stated, datetime) or stated.year > 9990:
            continue
        if name not in zones or not is_key(name):
            continue
        wall = stated.replace(tzinfo=None)
        hour = wall.replace(minute=0, second=0)
        if (name, hour) not in answered:
            answered[name, hour] = _offset(zones[name], wall)
        offset = answered[name, hour]
        instants = to_utc(wall, name).instants
        if offset is None or not instants:
            continue
        told_by_file = (wall - offset).replace(tzinfo=UTC)
        if told_by_file not in instants:
            told.add(name)
            message = f"{stated:%Y-%m-%d %H:%M} in {name} is {told_by_file:%H:%M} UTC by the file's VTIMEZONE"
            yield fault(f"{message}, and {instants[0]:%H:%M} UTC by the tz database", (line,))


def _offset(zone: Component, wall: datetime) -> timedelta | None:
    """The offset after the latest onset that the VTIMEZONE tells before a wall time."""
    latest, offset = None, None
    for part in zone.parts:
        start, after = part.first("DTSTART"), part.first("TZOFFSETTO")
        begun = moment(start) if start else None
        if not isinstance(begun, datetime) or after is None:
            continue
        onset = max((o for o in _onsets(part, begun.replace(tzinfo=None), wall) if o <= wall), default=None)
        if onset is not None and (latest is None or onset > latest):
            latest, offset = onset, _amount(after)
    return offset


def _onsets(part: Component, begun: datetime, wall: datetime) -> Iterator[datetime]:
    yield begun
    for line in part.all("RDATE"):
        for value in line.value.split(",")[:500]:
            listed = moment(Line(line.span, "", value, {}))
            if isinstance(listed, datetime):
                yield listed.replace(tzinfo=None)
    for line in part.all("RRULE")[:3]:
        parts = parts_of(line.value)
        if isinstance(parts, str) or parts["FREQ"] != "YEARLY" or begun > wall or "COUNT" in parts:
            continue
        last = wall
        until = moment(Line(line.span, "", parts.get("UNTIL", ""), {}))
        if isinstance(until, datetime):
            last = min(last, until.replace(tzinfo=None) + timedelta(days=1))
        # The rule of an onset repeats yearly, so the latest one is found in the last two years.
        for day in days(parts, begun.date(), last.date()) if last - begun < 2 * _YEAR else _recent(parts, begun, last):
            onset = datetime.combine(day, begun.time())
            if not isinstance(until, datetime) or onset <= last:
                yield onset


def _recent(parts: dict[str, str], begun: datetime, last: datetime) -> Iterator[date]:
    from_year = begun.replace(year=last.year - 1, day=min(begun.day, 28))
    return days(parts, from_year.replace(month=1, day=1).date(), last.date())


def _amount(line: Line) -> timedelta | None:
    text = line.value.strip()
    if len(text) not in {5, 7} or not text[1:].isdigit():
        return None
    amount = timedelta(hours=int(text[1:3]), minutes=int(text[3:5]), seconds=int(text[5:7] or 0))
    return -amount if text[0] == "-" else amount
