"""Reads iCalendar bytes into content lines and components (RFC 5545, 3.1 and 3.4) and keeps what is wrong with them.

Nothing is mended or refused on the way: the rules of this folder look at what stands there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from functools import lru_cache

from timeline.checks.rule import Fault
from timeline.model import Span
from timeline.zones.convert import Civil, to_utc
from timeline.zones.rules import is_key

_NAME = re.compile(r"[A-Za-z0-9-]+")
_BARE = re.compile(r"([A-Za-z0-9-]+):")  # a name without parameters, as most lines have
_PARAMETER = re.compile(r';([A-Za-z0-9-]+)=((?:"[^"]*"|[^";:,]*)(?:,(?:"[^"]*"|[^";:,]*))*)')
_DATE = re.compile(r"\d{8}", re.ASCII)
_DATE_TIME = re.compile(r"(\d{8})T(\d{2})(\d{2})(\d{2})(Z?)", re.ASCII)


@dataclass(frozen=True, slots=True)
class Line:
    """A content line, unfolded; ``name`` is "" where the text is none."""

    span: Span  # of its physical lines in the text
    name: str  # upper case
    value: str
    parameters: dict[str, str]  # names in upper case; values as they stand, without enclosing quotes

    @property
    def zone(self) -> str | None:
        """Its TZID."""
        return self.parameters.get("TZID")


@dataclass(slots=True)
class Component:
    """A component with its lines by name; built while reading, then left alone."""

    name: str
    begin: Line
    lines: dict[str, list[Line]] = field(default_factory=dict)
    parts: list[Component] = field(default_factory=list)
    closed: bool = False

    def all(self, name: str) -> list[Line]:
        """Every line of a property."""
        return self.lines.get(name, [])

    def first(self, name: str) -> Line | None:
        """The first line of a property."""
        found = self.lines.get(name)
        return found[0] if found else None

    def walk(self) -> Iterator[Component]:
        """This component and all inside it; nesting may be hostile, so no recursion."""
        waiting = [self]
        while waiting:
            component = waiting.pop()
            yield component
            waiting.extend(reversed(component.parts))


@dataclass(frozen=True, slots=True)
class Calendar:
    """A calendar file as it stands."""

    text: str
    octets: bytes
    decoded: bool  # whether the octets are UTF-8
    lines: tuple[Line, ...]
    components: tuple[Component, ...]  # outermost; one VCALENDAR in a good file
    stray: tuple[Line, ...]  # lines outside a component, END lines that close nothing

    def every(self, name: str) -> Iterator[Component]:
        """Every component of a name, in the order of the file."""
        for outer in self.components:
            for component in outer.walk():
                if component.name == name:
                    yield component


def fault(message: str, places: tuple[Line | Span, ...]) -> Fault:
    """What a rule of this folder reports of some lines or spans."""
    return Fault(message, tuple(place.span if isinstance(place, Line) else place for place in places))


def read(raw: bytes | str) -> Calendar:
    """The file's lines and components; a byte order mark is passed over."""
    octets = raw if isinstance(raw, bytes) else raw.encode("utf-8", "surrogatepass")
    try:
        text, decoded = octets.decode(), True
    except UnicodeDecodeError:
        text, decoded = octets.decode("utf-8", "replace"), isinstance(raw, str)
    if isinstance(raw, str):
        text = raw  # offsets are those of the text as given
    lines = tuple(_content(span, whole) for span, whole in _unfolded(text))
    components, stray = _nested(lines)
    return Calendar(text, octets, decoded, lines, components, stray)


def _unfolded(text: str) -> Iterator[tuple[Span, str]]:
    start = position = 1 if text.startswith("\ufeff") else 0
    parts: list[str] = []
    end = position
    for physical in text[position:].split("\n"):
        bare = physical.removesuffix("\r")
        if parts and bare[:1] in {" ", "\t"}:
            parts.append(bare[1:])
        else:
            if parts and (whole := "".join(parts)):
                yield (start, end), whole
            parts, start = [bare], position
        end = position + len(bare)
        position += len(physical) + 1
    if whole := "".join(parts):
        yield (start, end), whole


def _content(span: Span, whole: str) -> Line:
    if bare := _BARE.match(whole):
        return Line(span, bare[1].upper(), whole[bare.end() :], {})
    name = _NAME.match(whole)
    if name is None:
        return Line(span, "", whole, {})
    position = name.end()
    parameters: dict[str, str] = {}
    while found := _PARAMETER.match(whole, position):
        parameters.setdefault(found[1].upper(), found[2].strip('"'))
        position = found.end()
    if whole[position : position + 1] != ":":
        return Line(span, "", whole, {})
    return Line(span, name[0].upper(), whole[position + 1 :], parameters)


def _nested(lines: tuple[Line, ...]) -> tuple[tuple[Component, ...], tuple[Line, ...]]:
    outer: list[Component] = []
    stray: list[Line] = []
    open_: list[Component] = []
    for line in lines:
        if line.name == "BEGIN":
            component = Component(line.value.strip().upper(), line)
            (open_[-1].parts if open_ else outer).append(component)
            open_.append(component)
        elif line.name == "END":
            if open_ and open_[-1].name == line.value.strip().upper():
                open_.pop().closed = True
            else:
                stray.append(line)
        elif open_:
            open_[-1].lines.setdefault(line.name, []).append(line)
        else:
            stray.append(line)
    return tuple(outer), tuple(stray)


def moment(line: Line) -> date | datetime | None:
    """The DATE or DATE-TIME of a line: aware for UTC, naive with TZID or floating; None where it is neither.

    >>> moment(Line((0, 0), "DTSTART", "20250815T193000Z", {}))
    datetime.datetime(2025, 8, 15, 19, 30, tzinfo=datetime.timezone.utc)
    """
    return moment_of(line.value.strip())


@lru_cache(maxsize=8192)
def moment_of(value: str) -> date | datetime | None:
    """The DATE or DATE-TIME that a value says."""
    try:
        if found := _DATE_TIME.fullmatch(value):
            day, hour, minute, second, utc = found.groups()
            return datetime(
                int(day[:4]),
                int(day[4:6]),
                int(day[6:]),
                int(hour),
                int(minute),
                min(int(second), 59) if second == "60" else int(second),  # a leap second
                tzinfo=UTC if utc else None,
            )
        if _DATE.fullmatch(value):
            return date(int(value[:4]), int(value[4:6]), int(value[6:]))
    except ValueError:
        return None
    return None


def walls(component: Component) -> Iterator[tuple[Line, datetime, Civil]]:
    """The lines of an event's start and end that tell a wall time in a zone of the tz database: the time, and its
    instants."""
    for name in ("DTSTART", "DTEND"):
        line = component.first(name)
        stated = moment(line) if line else None
        if line is not None and line.zone is not None and isinstance(stated, datetime) and is_key(line.zone):
            yield line, stated, to_utc(stated.replace(tzinfo=None), line.zone)
