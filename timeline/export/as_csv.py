"""Events as a table (RFC 4180), one row an event, for spreadsheets."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from datetime import UTC, date, datetime

from timeline.export.calendar_times import Times, times_of
from timeline.export.calendar_words import sources
from timeline.export.content_lines import one_line
from timeline.model import AllDay, Event, Placed, Repeated, Skipped

COLUMNS = (
    "uid",
    "title",
    "start",
    "end",
    "all_day",
    "local",
    "zone",
    "rrule",
    "place",
    "participants",
    "status",
    "disputed",
    "in_calendar",
    "sources",
)
# A cell that begins so is a formula to a spreadsheet, and a text from the web must not become one.
_FORMULA = ("=", "+", "-", "@", "\t")


def table(events: Iterable[Event]) -> bytes:
    """The table, with a header, in UTF-8."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for event in events:
        writer.writerow([_cell(value) for value in _row(event)])
    return text.getvalue().encode("utf-8", "replace")


def _row(event: Event) -> tuple[str, ...]:
    start, end = _ends(event)
    times = times_of(event)
    return (
        event.uid,
        event.title,
        _said(start),
        _said(end),
        "true" if isinstance(times, Times) and times.all_day else "false",
        _local(event.local),
        event.zone or "",
        event.recurrence or "",
        event.place or "",
        "; ".join(event.participants),
        event.shown_status,
        "true" if event.disputed else "false",
        "true" if event.in_calendar else "false",
        "; ".join(sources(event)),
    )


def _ends(event: Event) -> tuple[datetime | date | None, datetime | date | None]:
    match event.when:
        case Placed(start, end) | Repeated(Placed(start, end), _) | Skipped(Placed(start, end), _):
            return start, end
        case AllDay(first, until):
            return first, until
        case _:
            return None, None


def _said(moment: datetime | date | None) -> str:
    if isinstance(moment, datetime):
        return moment.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="seconds") + "Z"
    return "" if moment is None else moment.isoformat()


def _local(moment: datetime | date | None) -> str:
    if isinstance(moment, datetime):
        return moment.isoformat(timespec="minutes")
    return "" if moment is None else moment.isoformat()


def _cell(value: str) -> str:
    text = one_line(value)
    return f"'{text}" if text.startswith(_FORMULA) else text
