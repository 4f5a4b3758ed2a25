"""A calendar as jCal (RFC 7265), the JSON form of iCalendar that programs in a browser read without a parser.

It is made of the very lines of our calendar, so both say the same.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from typing import Any

from timeline.checks.calendar.lines import Component, Line, read

_TYPES = {
    "DTSTAMP": "date-time",
    "DTSTART": "date-time",
    "DTEND": "date-time",
    "CREATED": "date-time",
    "LAST-MODIFIED": "date-time",
    "EXDATE": "date-time",
    "RDATE": "date-time",
    "RRULE": "recur",
    "TZOFFSETFROM": "utc-offset",
    "TZOFFSETTO": "utc-offset",
    "SEQUENCE": "integer",
    "URL": "uri",
    "SOURCE": "uri",
    "REFRESH-INTERVAL": "duration",
}
_ESCAPE = re.compile(r"\\(.)")
_NUMBERS = {"INTERVAL", "COUNT", "BYMONTH", "BYMONTHDAY", "BYSETPOS"}


def jcal(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """The jCal of a calendar that comes in pieces: its own properties, then components whole, then its end."""
    waiting = iter(pieces)
    head = read(next(waiting)).components[0]
    yield _json(["vcalendar", _component(head)[1]])[:-1] + b",["
    comma = b""
    for piece in waiting:
        for component in read(piece).components:
            yield comma + _json(_component(component))
            comma = b","
    yield b"]]\n"


def _json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def _component(component: Component) -> list[Any]:
    properties = [_property(line) for lines in component.lines.values() for line in lines]
    return [component.name.lower(), properties, [_component(part) for part in component.parts]]


def _property(line: Line) -> list[Any]:
    """Name, parameters, type and value; the type of a name that no RFC knows is unknown (RFC 7265, 5.1)."""
    kind = "unknown" if line.name.startswith("X-") else _TYPES.get(line.name, "text")
    if kind == "date-time" and line.parameters.get("VALUE") == "DATE":
        kind = "date"
    parameters = {name.lower(): value for name, value in line.parameters.items() if name != "VALUE"}
    return [line.name.lower(), parameters, kind, _value(kind, line.value)]


def _value(kind: str, value: str) -> Any:
    match kind:
        case "text":
            return _ESCAPE.sub(lambda found: "\n" if found[1] in "nN" else found[1], value)
        case "integer":
            return int(value)
        case "date":
            return f"{value[:4]}-{value[4:6]}-{value[6:8]}"
        case "date-time":
            return f"{value[:4]}-{value[4:6]}-{value[6:11]}:{value[11:13]}:{value[13:]}"
        case "utc-offset":
            return f"{value[:3]}:{value[3:5]}" + (f":{value[5:]}" if value[5:] else "")
        case "recur":
            return dict(_part(*part.split("=", 1)) for part in value.split(";"))
        case _:
            return value


def _part(name: str, value: str) -> tuple[str, Any]:
    """A part of a rule; a list where several values stand."""
    if name == "UNTIL":
        return "until", _value("date-time" if "T" in value else "date", value)
    values: list[Any] = [int(one) if name in _NUMBERS else one for one in value.split(",")]
    return name.lower(), values if len(values) > 1 else values[0]
