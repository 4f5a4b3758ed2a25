r"""A line that is no content line.

## What it does
Each line must be a name, perhaps parameters, a colon and a value (RFC 5545, 3.1).  A name that is no registered
property and does not begin with "X-" is taken for the second line of a text that was not folded.

## Why it matters
Most often a line break inside a text was written as it is instead of as `\n`.  Some readers drop the line, some the
event, some the whole feed.

```bad
DESCRIPTION:First line
second line of the description
```

```good
DESCRIPTION:First line\nsecond line of the description
```
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from timeline.checks.calendar.lines import Calendar, fault
from timeline.checks.rule import Context, Fault
from timeline.model import Level

CODE, NAME, LEVEL = "TL402", "broken-line", Level.ERROR

_WORDS = """
BEGIN END CALSCALE METHOD PRODID VERSION ATTACH CATEGORIES CLASS COMMENT DESCRIPTION GEO LOCATION
PERCENT-COMPLETE PRIORITY RESOURCES STATUS SUMMARY COMPLETED DTEND DUE DTSTART DURATION FREEBUSY TRANSP TZID
TZNAME TZOFFSETFROM TZOFFSETTO TZURL ATTENDEE CONTACT ORGANIZER RECURRENCE-ID RELATED-TO URL UID EXDATE RDATE
RRULE EXRULE ACTION REPEAT TRIGGER CREATED DTSTAMP LAST-MODIFIED SEQUENCE REQUEST-STATUS XML TZUNTIL
TZID-ALIAS-OF BUSYTYPE NAME REFRESH-INTERVAL SOURCE COLOR IMAGE CONFERENCE CALENDAR-ADDRESS LOCATION-TYPE
PARTICIPANT-TYPE RESOURCE-TYPE STRUCTURED-DATA STYLED-DESCRIPTION ACKNOWLEDGED PROXIMITY CONCEPT LINK REFID
"""

# RFC 5545, 7986, 9073, 9074, 9253 and 7953 register these; iCalendar names of old follow.
_KNOWN = frozenset(_WORDS.split())
_OWN = re.compile(r"X-[A-Z0-9-]+")


def check(calendar: Calendar, _context: Context) -> Iterator[Fault]:
    """Lines without a colon, and lines that begin like a sentence."""
    for line in calendar.lines:
        if not line.name:
            yield fault(f"no content line: {line.value[:40]!r}; write a line break in a text as \\n", (line,))
        elif line.name not in _KNOWN and not _OWN.fullmatch(line.name):
            yield fault(
                f"no property is named {line.name[:40]!r}; is this the rest of a text that was not folded?", (line,)
            )
