"""A STATUS, TRANSP, CLASS, ACTION, COLOR or CALSCALE that does not exist.

## What it does
Compares with the values that RFC 5545 and RFC 7986 list; a COLOR is a CSS colour name.

## Why it matters
libical gives up on the event; others show it as if nothing were said.

```bad
STATUS:POSTPONED
```

```bad
COLOR:#4682b4
```

```good
STATUS:TENTATIVE
COLOR:steelblue
```
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from timeline.checks.calendar.lines import Calendar, fault
from timeline.checks.rule import Context, Fault
from timeline.model import Level

CODE, NAME, LEVEL = "TL416", "unknown-value", Level.ERROR

_WORDS = """
aliceblue antiquewhite aqua aquamarine azure beige bisque black blanchedalmond blue blueviolet brown burlywood
cadetblue chartreuse chocolate coral cornflowerblue cornsilk crimson cyan darkblue darkcyan darkgoldenrod
darkgray darkgreen darkgrey darkkhaki darkmagenta darkolivegreen darkorange darkorchid darkred darksalmon
darkseagreen darkslateblue darkslategray darkslategrey darkturquoise darkviolet deeppink deepskyblue dimgray
dimgrey dodgerblue firebrick floralwhite forestgreen fuchsia gainsboro ghostwhite gold goldenrod gray green
greenyellow grey honeydew hotpink indianred indigo ivory khaki lavender lavenderblush lawngreen lemonchiffon
lightblue lightcoral lightcyan lightgoldenrodyellow lightgray lightgreen lightgrey lightpink lightsalmon
lightseagreen lightskyblue lightslategray lightslategrey lightsteelblue lightyellow lime limegreen linen
magenta maroon mediumaquamarine mediumblue mediumorchid mediumpurple mediumseagreen mediumslateblue
mediumspringgreen mediumturquoise mediumvioletred midnightblue mintcream mistyrose moccasin navajowhite navy
oldlace olive olivedrab orange orangered orchid palegoldenrod palegreen paleturquoise palevioletred papayawhip
peachpuff peru pink plum powderblue purple red rosybrown royalblue saddlebrown salmon sandybrown seagreen
seashell sienna silver skyblue slateblue slategray slategrey snow springgreen steelblue tan teal thistle
tomato turquoise violet wheat white whitesmoke yellow yellowgreen
"""

_OWN = re.compile(r"X-[A-Z0-9-]+")
_STATUS = {
    "VEVENT": {"TENTATIVE", "CONFIRMED", "CANCELLED"},
    "VTODO": {"NEEDS-ACTION", "COMPLETED", "IN-PROCESS", "CANCELLED"},
    "VJOURNAL": {"DRAFT", "FINAL", "CANCELLED"},
}
_VALUES = {
    "TRANSP": {"OPAQUE", "TRANSPARENT"},
    "CALSCALE": {"GREGORIAN"},
    "VERSION": {"2.0"},
}
# CSS Color Module Level 3, 4.3
_COLOURS = frozenset(_WORDS.split())


def check(calendar: Calendar, _context: Context) -> Iterator[Fault]:
    """Each value that is not listed."""
    for outer in calendar.components:
        for component in outer.walk():
            for name, known in (("STATUS", _STATUS.get(component.name)), *_VALUES.items()):
                for line in component.all(name):
                    value = line.value.strip().upper()
                    if known and value not in known and not (name != "VERSION" and _OWN.fullmatch(value)):
                        listed = ", ".join(sorted(known))
                        yield fault(f"unknown {name} {line.value[:30]!r}; use {listed}", (line,))
            for line in component.all("COLOR"):
                if line.value.strip().lower() not in _COLOURS:
                    yield fault(f"unknown COLOR {line.value[:30]!r}; use a CSS colour name", (line,))
