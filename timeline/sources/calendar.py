"""iCalendar: each event becomes a document that says in a sentence when it is, to be compared with what others say.

The sentence is our own, in plain English and ISO 8601, so an event takes the way of any article.
As it is (for ``check``), a calendar is one document of which only the words for people are left.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

from timeline.sources.fault import Fault
from timeline.sources.piece import Piece
from timeline.zones.convert import Once, to_utc
from timeline.zones.rules import is_key

_SPACES = re.compile(r"\s+")
_VALUE = re.compile(
    r"^(?:SUMMARY|DESCRIPTION|COMMENT)(?:;[^:\r\n]*)?:((?:[^\r\n]|\r?\n[ \t])*)", re.MULTILINE | re.IGNORECASE
)
_ESCAPE = re.compile(r"\\[nN]|\\[,;\\]|\r?\n[ \t]")


def blank(raw: str, _path: str) -> tuple[str, dict[str, str]] | Fault:
    """The words of a calendar, at their place; escapes and folds become spaces of the same length."""
    pieces: list[str] = []
    done = 0
    for found in _VALUE.finditer(raw):
        pieces.append(_blank(raw[done : found.start(1)]))
        pieces.append(_ESCAPE.sub(_plain, found[1]))
        done = found.end(1)
    pieces.append(_blank(raw[done:]))
    return "".join(pieces), {}


def read(content: bytes, path: str, _charset: str | None = None) -> Iterator[Piece | Fault]:
    """A document for each event that is not cancelled."""
    import icalendar

    remedy = f"see what is wrong with: timeline check {path}"
    try:
        calendars = icalendar.Calendar.from_ical(content, multiple=True)
    except Exception as error:  # the library raises ValueError, but also IndexError and KeyError on hostile files
        yield Fault("TL907", path, f"is a calendar that cannot be read ({_one_line(error)[:200]})", remedy)
        return
    if not calendars:
        yield Fault("TL907", path, "is a calendar that cannot be read (no VCALENDAR begins and ends in it)", remedy)
    for calendar in calendars:
        name = _one_line(calendar.get("X-WR-CALNAME") or calendar.get("NAME") or "")
        for number, event in enumerate(calendar.walk("VEVENT"), 1):
            try:
                piece = _event(event, number, name)
            except Exception as error:  # a property that only breaks when it is read
                broken = "; ".join(f"{key}: {said}" for key, said in event.errors) or _one_line(error)
                yield Fault("TL907", path, f"event {number} cannot be read ({broken[:200]})", remedy)
                continue
            if piece is not None:
                yield piece


def _event(event: Any, number: int, calendar: str) -> Piece | None:
    start = event.get("DTSTART")
    if start is None or str(event.get("STATUS", "")).upper() == "CANCELLED":
        return None
    summary = _one_line(event.get("SUMMARY") or "") or "The event"
    begin, end = start.dt, _end(event, start.dt)
    zone = _zone(start)
    sentence = f"{summary.rstrip('.!?')} starts {_said(begin, zone)}"
    if end is not None:
        sentence += f" and ends {_said(end, _zone(event['DTEND']) if 'DTEND' in event else zone)}"
    text = f"{summary}\n\n{sentence}.\n"
    if description := str(event.get("DESCRIPTION") or "").strip():
        text += f"\n{description}\n"
    values = {
        "title": summary,
        "place": _one_line(event.get("LOCATION") or "") or None,
        "url": address if (address := str(event.get("URL") or "")).startswith(("http://", "https://")) else None,
        "publisher": calendar or None,
        "published": _changed(event),
        "zone": zone,
    }
    uid = _one_line(event.get("UID") or number)[:300]
    again = event.get("RECURRENCE-ID")
    return Piece(text, values, None, uid if again is None else f"{uid}/{again.dt.isoformat()}")


def _end(event: Any, begin: date) -> date | None:
    """The last moment or day of the event; DTEND of whole days is the day after (RFC 5545, 3.6.1)."""
    end = event.get("DTEND")
    if end is not None:
        last = end.dt
    elif (duration := event.get("DURATION")) is not None:
        last = begin + duration.dt
    else:
        return None
    if not isinstance(last, datetime):
        last -= timedelta(days=1)
    return last if type(last) is type(begin) and last != begin else None


def _said(when: date, zone: str | None) -> str:
    """The time in words that name its zone; in UTC where the wall clock of the zone says it twice or never.

    Our own zone data places it, not those that the library found on this machine.
    """
    if not isinstance(when, datetime):
        return f"on {when.isoformat()}"
    wall = when.replace(tzinfo=None)
    if zone is None:
        if when.tzinfo is None:
            return f"on {wall.date().isoformat()} at {_clock(wall)}"
        return _said_in_utc(when.astimezone(UTC))
    found = to_utc(wall, zone)
    if isinstance(found, Once):
        return f"on {wall.date().isoformat()} at {_clock(wall)} {zone}"
    return _said_in_utc((*found.instants, when)[0])


def _said_in_utc(when: datetime) -> str:
    return f"at {when.date().isoformat()}T{_clock(when)}Z"


def _clock(when: datetime) -> str:
    return when.time().isoformat("seconds" if when.second else "minutes")


def _zone(stated: Any) -> str | None:
    """The zone that a property names; None for UTC, for no zone, and for one that only the calendar defines."""
    named = str(stated.params.get("TZID", "")), str(getattr(getattr(stated.dt, "tzinfo", None), "key", ""))
    return next((key for key in named if is_key(key) and key != "UTC"), None)


def _changed(event: Any) -> datetime | None:
    """When the calendar last said so; RFC 5545 wants these in UTC."""
    for name in ("LAST-MODIFIED", "DTSTAMP", "CREATED"):
        found = event.get(name)
        moment = getattr(found, "dt", None)
        if isinstance(moment, datetime):
            return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return None


def _one_line(value: object) -> str:
    return _SPACES.sub(" ", str(value)).strip()


def _blank(text: str) -> str:
    return re.sub(r"[^\r\n]", " ", text)


def _plain(found: re.Match[str]) -> str:
    """What an escape stands for, as long as the escape."""
    written = found.group()
    if written in {"\\n", "\\N"}:
        return " \n"
    return " " * len(written) if "\n" in written else written[1] + " "
