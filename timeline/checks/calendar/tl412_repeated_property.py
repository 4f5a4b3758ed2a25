"""A property that may stand once and stands twice.

## What it does
Counts the properties that RFC 5545, 3.6 and RFC 7986 allow once, whatever the language.

## Why it matters
One reader takes the first, another the last: two calendars show two times.

```bad
DTSTART:20260915T090000Z
DTSTART:20260916T090000Z
```

```good
DTSTART:20260915T090000Z
```
"""

from __future__ import annotations

from collections.abc import Iterator

from timeline.checks.calendar.lines import Calendar, fault
from timeline.checks.rule import Context, Fault
from timeline.model import Level

CODE, NAME, LEVEL = "TL412", "repeated-property", Level.ERROR

_WORDS = """
UID DTSTAMP DTSTART DTEND DURATION CLASS CREATED DESCRIPTION GEO LAST-MODIFIED LOCATION ORGANIZER PRIORITY
SEQUENCE STATUS SUMMARY TRANSP URL RECURRENCE-ID COLOR DUE COMPLETED PERCENT-COMPLETE
"""
_MORE = """
VERSION PRODID CALSCALE METHOD UID LAST-MODIFIED URL REFRESH-INTERVAL SOURCE COLOR
"""

_EVENT = frozenset(_WORDS.split())
_ONCE = {
    "VCALENDAR": frozenset(_MORE.split()),
    "VEVENT": _EVENT,
    "VTODO": _EVENT,
    "VJOURNAL": _EVENT - {"DESCRIPTION"},
    "VTIMEZONE": frozenset({"TZID", "LAST-MODIFIED", "TZURL"}),
    "STANDARD": frozenset({"DTSTART", "TZOFFSETFROM", "TZOFFSETTO"}),
    "DAYLIGHT": frozenset({"DTSTART", "TZOFFSETFROM", "TZOFFSETTO"}),
}


def check(calendar: Calendar, _context: Context) -> Iterator[Fault]:
    """Each property that stands too often."""
    for outer in calendar.components:
        for component in outer.walk():
            once = _ONCE.get(component.name, frozenset())
            for name, lines in component.lines.items():
                if len(lines) > 1 and name in once:
                    yield fault(f"{name} stands {len(lines)} times in {component.name}", tuple(lines[:10]))
