"""A clock time that no clock shows.

## What it does
Reports hours over 12 with a.m. or p.m. ("15:30 pm"), minutes over 59 ("9:75 am"), hours over 24 ("25:00 UTC",
"2026-12-04T25:00Z").

## Why it matters
A reader has to guess which digit is wrong.

```bad
Doors open at 15:30 pm.
```

```good
Doors open at 3:30 pm.
```
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from timeline.checks.rule import Context, Fault
from timeline.checks.wording import quoted
from timeline.model import Document, Edit, Fix, Level

CODE, NAME, LEVEL = "TL115", "impossible-clock", Level.WARNING
MOST = 50

_STATED = re.compile(
    # It begins with the digit itself and looks back afterwards, which spares looking back from every character.
    r"(?P<hour>\d(?:(?<![\w.:,/$€£+-].)|(?<=[\dm]-.)|(?<=m\.-.)|(?<=\d-\d\dT.))\d?)[:.](?P<minute>\d{2})(?P<second>:\d{2})?"
    r"(?:[ \t]?(?P<meridiem>[ap]\.m\.|[ap]m|[AP]\.M\.|[AP]M)(?![\w]|\.\w)"
    r"|[ \t]?(?P<zone>UTC|GMT|[ECMP][SD]?T|CES?T|BST)\b"
    r"|(?:Z|(?<=T\d\d:\d\d)[+-]\d\d:\d\d|(?<=T\d\d:\d\d:\d\d)[+-]\d\d:\d\d)(?![\w:]))"
)


def check(document: Document, _context: Context) -> Iterator[Fault]:
    """The impossible clock times of a document."""
    count = 0
    for match in _STATED.finditer(document.text):
        fault = _fault(match)
        if fault and count < MOST:
            count += 1
            yield fault


def _fault(match: re.Match[str]) -> Fault | None:
    hour, minute = int(match["hour"]), int(match["minute"])
    words = quoted(match[0])
    if ":" not in match[0]:
        return None  # «12.75 PM» may be an amount
    if minute > 59:
        return Fault(f"{words} does not exist: an hour has 60 minutes", (match.span(),))
    if match["meridiem"] is None:
        wrong = hour > 24 or (hour == 24 and minute > 0)
        return Fault(f"{words} does not exist: a day has 24 hours", (match.span(),)) if wrong else None
    if hour <= 12:
        return None
    if hour > 24:
        return Fault(f"{words} does not exist: a day has 24 hours", (match.span(),))
    half = match["meridiem"][0].lower()
    if half == "a":
        return Fault(f"{words} does not exist: {hour}:{match['minute']} is in the afternoon", (match.span(),))
    fixed = f"{hour - 12}:{match['minute']}{match['second'] or ''} {match['meridiem']}" if hour < 24 else ""
    fix = Fix(f"write {fixed}", (Edit(match.span(), fixed),)) if fixed else None
    return Fault(f"{words} counts the hours twice: to 24, and by halves of the day", (match.span(),), fix=fix)
