"""iCalendar: each event becomes a document that says in a sentence when it is, to be compared with what others say.

The sentence is our own, in plain English and ISO 8601, so an event takes the way of any article.
A series says when it recurs and on which days it does not; an instance that was changed is a document of its own, and
its day is left out of the series (RFC 5545, 3.8.4.4).
As it is (for ``check``), a calendar is one document of which only the words for people are left: ``folds``.
"""

from __future__ import annotations

import re
import warnings
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from timeline.checks.calendar.recurrence import parts_of
from timeline.sources import html
from timeline.sources.fault import Fault
from timeline.sources.piece import Piece
from timeline.sources.recurring import Series, day_of, next_day, sentences, series_of
from timeline.zones.convert import Once, local, to_utc
from timeline.zones.rules import is_key

Changed = Mapping[str, Sequence[tuple[date, bool]]]

_EXTRA = 60  # dates of RDATE that are told
_SPACES = re.compile(r"\s+")
# what Google Calendar and Outlook write into a DESCRIPTION, which RFC 5545 has as plain text
_MARKUP = re.compile(
    r"</?(?:p|br|a|b|i|u|ul|ol|li|div|span|strong|em|font|table|html|script|style)\b[^<>]*>", re.IGNORECASE
)


def read(content: bytes, path: str, _charset: str | None = None) -> Iterator[Piece | Fault]:
    """A document for each event; a cancelled one says so."""
    import icalendar

    remedy = f"see what is wrong with: timeline check {path}"
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # that it guesses what «/vendor.example/Europe/Berlin» means
            calendars = icalendar.Calendar.from_ical(content, multiple=True)
    except Exception as error:  # the library raises ValueError, but also IndexError and KeyError on hostile files
        yield Fault("TL907", path, f"is a calendar that cannot be read ({_one_line(error)[:200]})", remedy)
        return
    if not calendars:
        yield Fault("TL907", path, "is a calendar that cannot be read (no VCALENDAR begins and ends in it)", remedy)
    for calendar in calendars:
        name = _one_line(calendar.get("X-WR-CALNAME") or calendar.get("NAME") or "")
        events = calendar.walk("VEVENT")
        changed = _changed_instances(events)
        for number, event in enumerate(events, 1):
            try:
                piece = _event(event, number, name, changed)
            except Exception as error:  # a property that only breaks when it is read
                broken = "; ".join(f"{key}: {said}" for key, said in event.errors) or _one_line(error)
                yield Fault("TL907", path, f"event {number} cannot be read ({broken[:200]})", remedy)
                continue
            if piece is not None:
                yield piece


def _changed_instances(events: Iterable[Any]) -> Changed:
    """The instances that events of their own replace, by UID: moved or cancelled ones, under the time they had.

    With each stands whether all that follow are replaced too (RFC 5545, 3.2.13).
    """
    found: dict[str, list[tuple[date, bool]]] = defaultdict(list)
    for event in events:
        again, start = event.get("RECURRENCE-ID"), event.get("DTSTART")
        moment = getattr(again, "dt", None)
        if isinstance(moment, date) and (_cancelled(event) or moment != getattr(start, "dt", None)):
            onwards = str(again.params.get("RANGE", "")).upper() == "THISANDFUTURE"
            found[str(event.get("UID"))].append((moment, onwards))
    return found


def _event(event: Any, number: int, calendar: str, changed: Changed) -> Piece | None:
    again = event.get("RECURRENCE-ID")
    if event.get("DTSTART") is None or (again is not None and _cancelled(event)):
        return None  # the series says on which days it is not
    summary = _one_line(event.get("SUMMARY") or "") or "The event"
    title = summary.rstrip(".!?")
    said, published = [_once(title, event)], _published(event)
    if not _cancelled(event) and again is None:
        said, published = _all_times(title, event, published, changed.get(str(event.get("UID")), ()))
    text = f"{summary}\n\n{' '.join(said)}\n"
    if description := str(event.get("DESCRIPTION") or "").strip():
        text += f"\n{html.blank(description) if _MARKUP.search(description) else description}\n"
    values = {
        "title": summary,
        "place": _one_line(event.get("LOCATION") or "") or None,
        "url": address if (address := str(event.get("URL") or "")).startswith(("http://", "https://")) else None,
        "publisher": calendar or None,
        "published": published,
        "zone": _zone(event["DTSTART"]),
    }
    uid = _one_line(event.get("UID") or number)[:300]
    return Piece(text, values, None, uid if again is None else f"{uid}/{again.dt.isoformat()}")


def _cancelled(event: Any) -> bool:
    return str(event.get("STATUS", "")).upper() == "CANCELLED"


def _once(title: str, event: Any, days: int = 0) -> str:
    """One occurrence in a sentence, so many days after the first."""
    start, zone = event["DTSTART"], _zone(event["DTSTART"])
    begin, end, shift = start.dt, _end(event, start.dt), timedelta(days=days)
    if _cancelled(event):
        return f"{title} {_said(begin, zone)} is cancelled."
    sentence = f"{title} starts {_said(begin + shift, zone)}"
    if end is not None:
        sentence += f" and ends {_said(end + shift, _zone(event['DTEND']) if 'DTEND' in event else zone)}"
    return f"{sentence}."


# -- what recurs --------------------------------------------------------------


def _all_times(
    title: str, event: Any, published: datetime | None, changed: Sequence[tuple[date, bool]]
) -> tuple[list[str], datetime | None]:
    """The sentences of an event that may recur, and when they were written.

    A recurring time is one to come, so what is over by the time of its last change is told from its beginning.
    """
    begin, zone = event["DTSTART"].dt, _zone(event["DTSTART"])
    extra = [f"{title} starts {_said(moment, zone)}." for moment in _dates(event, "RDATE")[:_EXTRA]]
    replaced = [(_civil(moment, begin, zone), onwards) for moment, onwards in changed]
    without = {*(_civil(moment, begin, zone) for moment in _dates(event, "EXDATE")), *(day for day, _ in replaced)}
    series = _series(event, begin, zone, without)
    if series is not None and (ends := [day - timedelta(days=1) for day, onwards in replaced if onwards]):
        series = replace(series, last=min((*ends, series.last or date.max)))
    if series is None:
        return ([] if extra and day_of(begin) in without else [_once(title, event)]) + extra, published
    written = None if published is None else _civil(published, begin, zone)
    first = next_day(series, written)
    if first is None:
        return [_once(title, event), *extra], published
    if written is not None and first <= written:
        published = datetime.combine(first, time(), UTC) - timedelta(days=1)
    single = lambda day: _once(title, event, (day - day_of(begin)).days)  # noqa: E731
    said = list(sentences(title, series, first, _time_of_day(event, begin, zone), single))
    return (said or [_once(title, event)]) + extra, published


def _series(event: Any, begin: date, zone: str | None, without: set[date]) -> Series | None:
    rule = event.get("RRULE")
    if rule is None or isinstance(rule, list):
        return None
    if isinstance(begin, datetime) and begin.tzinfo not in (None, UTC) and zone is None and begin.utcoffset():
        return None  # on a clock that only this calendar defines
    parts = parts_of(rule.to_ical().decode())
    if isinstance(parts, str):
        return None
    until = _last_day(parts["UNTIL"], begin, zone) if "UNTIL" in parts else None
    return series_of(parts, day_of(begin), until, without)


def _last_day(text: str, begin: date, zone: str | None) -> date:
    """The last day on which an occurrence may begin, by UNTIL."""
    day = date(int(text[:4]), int(text[4:6]), int(text[6:8]))
    if "T" not in text or not isinstance(begin, datetime):
        return day
    last = datetime.combine(day, time(int(text[9:11]), int(text[11:13]), min(int(text[13:15]), 59)))
    if text.endswith("Z") and zone is not None:
        last = local(last.replace(tzinfo=UTC), zone)
    return last.date() - timedelta(days=last.time() < begin.time())


def _dates(event: Any, name: str) -> list[date]:
    """The dates of a property that lists them, RDATE or EXDATE; of a period its beginning."""
    found = event.get(name)
    lists = found if isinstance(found, list) else [] if found is None else [found]
    moments = [one.dt for listed in lists for one in getattr(listed, "dts", ())]
    return [moment[0] if isinstance(moment, tuple) else moment for moment in moments]


def _civil(moment: date, begin: date, zone: str | None) -> date:
    """The day of a moment on the clock of the event's start."""
    if not isinstance(moment, datetime) or moment.tzinfo is None:
        return day_of(moment)
    if zone is not None and isinstance(begin, datetime):
        return local(moment.astimezone(UTC), zone).date()
    return moment.astimezone(UTC).date()


def _time_of_day(event: Any, begin: date, zone: str | None) -> str:
    """«from 19:30 to 21:00 Europe/London», with a space before it; nothing for whole days."""
    if not isinstance(begin, datetime):
        return ""
    named = f" {zone}" if zone is not None else "" if begin.tzinfo is None else " UTC"
    end = _end(event, begin)
    if isinstance(end, datetime):
        last = end.astimezone(begin.tzinfo) if end.tzinfo and begin.tzinfo else end
        if (end.tzinfo is None) == (begin.tzinfo is None) and timedelta(0) < last - begin < timedelta(days=1):
            return f" from {_clock(begin)} to {_clock(last)}{named}"
    return f" at {_clock(begin)}{named}"


# -- one time -------------------------------------------------------------------


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


def _published(event: Any) -> datetime | None:
    """When the calendar last said so; RFC 5545 wants these in UTC."""
    for name in ("LAST-MODIFIED", "DTSTAMP", "CREATED"):
        found = event.get(name)
        moment = getattr(found, "dt", None)
        if isinstance(moment, datetime):
            return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return None


def _one_line(value: object) -> str:
    return _SPACES.sub(" ", str(value)).strip()
