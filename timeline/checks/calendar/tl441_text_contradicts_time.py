r"""A title or description that states another time than the calendar.

## What it does
Reads the times in SUMMARY and DESCRIPTION and compares with DTSTART.
It speaks where the words name one time with its zone, and that is not when the event begins; or with its date and no
zone, if the calendar names the zone (TZID); or where both begin together and the words tell another end.
A time without a date is taken on the event's day.

## Why it matters
Some readers go by the calendar, some by the words: half of them come an hour late.

```bad
DTSTART:20260915T140000Z
DTEND:20260915T150000Z
SUMMARY:Community call\, 3 pm ET
```

```bad
DTSTART;TZID=Europe/Berlin:20260915T140000
DTEND;TZID=Europe/Berlin:20260915T150000
SUMMARY:Community call
DESCRIPTION:On Tuesday 15 September 2026 at 15:00 in the hall
```

```bad
DTSTART:20260915T140000Z
DTEND:20260915T150000Z
SUMMARY:Community call\, 14:00-15:30 UTC
```

```good
DTSTART:20260915T190000Z
DTEND:20260915T200000Z
SUMMARY:Community call\, 3 pm ET
```
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime

from timeline.checks.calendar.lines import Component, Line, fault, moment
from timeline.checks.parts import dates
from timeline.checks.rule import Context, Fault
from timeline.discourse import statements_of
from timeline.model import Document, Grain, Kind, Level, Modality, Placed, Role, Statement, ZoneSort
from timeline.zones.convert import local, to_utc
from timeline.zones.rules import is_key

CODE, NAME, LEVEL = "TL441", "text-contradicts-time", Level.WARNING

_LONGEST = 4000  # characters that are read
_ESCAPE = re.compile(r"\\(.)")
_EXACT = frozenset({Grain.SECOND, Grain.MINUTE, Grain.HOUR})


def check(component: Component, context: Context) -> Iterator[Fault]:
    """The start and the text that contradicts it."""
    start = component.first("DTSTART")
    begun = _instant(start) if start else None
    if start is None or begun is None:
        return
    stated: dict[datetime, tuple[Line, Statement]] = {}
    for line in (component.first("SUMMARY"), component.first("DESCRIPTION")):
        if line is not None and any(character.isdigit() for character in line.value):
            for instant, statement in _stated(line, start, begun, context):
                stated.setdefault(instant, (line, statement))
    if len(stated) == 1 and begun not in stated:
        ((instant, (line, statement)),) = stated.items()
        words = f"{statement.text!r} in {line.name} is {instant:%Y-%m-%d %H:%M} UTC"
        yield fault(f"{words}, and the event begins at {begun:%Y-%m-%d %H:%M} UTC", (line, start))
    elif len(stated) == 1:
        yield from _end(component.first("DTEND"), begun, *stated[begun])


def _end(end: Line | None, begun: datetime, line: Line, statement: Statement) -> Iterator[Fault]:
    """The end and the range that tells another."""
    over = _instant(end) if end is not None else None
    when = statement.when if statement.kind is Kind.RANGE else None
    if end is None or over is None or not isinstance(when, Placed):
        return
    told = (begun + (when.end - when.start)).astimezone(UTC)
    if told != over:
        words = f"{statement.text!r} in {line.name} ends at {told:%Y-%m-%d %H:%M} UTC"
        yield fault(f"{words}, and the event at {over:%Y-%m-%d %H:%M} UTC", (line, end))


def _instant(line: Line) -> datetime | None:
    found = moment(line)
    if not isinstance(found, datetime) or not 1000 < found.year < 9000:
        return None
    if found.tzinfo is not None:
        return found
    if line.zone is None or not is_key(line.zone):
        return None
    return next(iter(to_utc(found, line.zone).instants), None)


def _stated(line: Line, start: Line, begun: datetime, context: Context) -> Iterator[tuple[datetime, Statement]]:
    text = _ESCAPE.sub(lambda found: "\n" if found[1] in "nN" else found[1], line.value[:_LONGEST])
    home = start.zone if start.zone is not None and is_key(start.zone) else None
    document = Document(context.document.id, text, published=begun.date(), zone=home)
    for statement in statements_of(document, context.config):
        if (
            statement.kind in {Kind.INSTANT, Kind.RANGE}
            and statement.modality is Modality.ASSERTED
            and statement.role not in {Role.END, Role.DEADLINE}
            and statement.grain in _EXACT
            and not statement.approximate
            and isinstance(statement.when, Placed)
            and isinstance(statement.local, datetime)
            and _is_told_fully(statement, home)
        ):
            yield _on_the_day(statement, statement.when, statement.local, begun), statement


def _is_told_fully(statement: Statement, home: str | None) -> bool:
    """Whether it names its zone, or its day and is on the clock of the calendar's own zone."""
    if statement.zone_words is None:
        return home is not None and any(fields.day and fields.month for fields in dates(statement))
    return statement.zone_words.sort not in {ZoneSort.LOCAL, ZoneSort.READER}


def _on_the_day(statement: Statement, placed: Placed, wall: datetime, begun: datetime) -> datetime:
    """The instant that the words mean; a bare clock time means the event's own day in the zone that it names."""
    if statement.zone is None or not statement.assumed:
        return placed.start.astimezone(UTC)
    wall = datetime.combine(local(begun, statement.zone).date(), wall.time())
    return next(iter(to_utc(wall, statement.zone).instants), placed.start)
