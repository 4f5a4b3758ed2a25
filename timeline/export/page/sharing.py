"""An event to pass on: text that is right in the chosen zones, links into calendars, data for search engines."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from html import escape
from urllib.parse import urlencode

from timeline.export.page.faces import Face
from timeline.export.page.text import iso, plain
from timeline.model import AllDay, Event, Placed, Repeated, Role, Skipped, Status
from timeline.rulers import words
from timeline.rulers.marks import claims_of
from timeline.zones import convert

_MARKDOWN = re.compile(r"([\\`*_{}\[\]()#+\-.!|<>~])")
SHOWN_LENGTH = timedelta(hours=1)  # what a calendar shows for an instant without an end


@dataclass(frozen=True, slots=True)
class Share:
    """One sentence about an event in the forms that places to paste it into want."""

    plain: str
    markdown: str
    html: str
    chat: str  # a chat timestamp, which every reader sees in their own zone


def instants(event: Event) -> tuple[datetime, ...]:
    """The instants that are claimed for the start, best first; none where only a date, or nothing, is known."""
    match event.when:
        case Placed() as placed:
            first = [placed.start]
        case Repeated(one, two) | Skipped(one, two):
            first = [one.start, two.start]
        case _:
            return ()
    rivals = (c.start for c in claims_of(event) if not isinstance(c.when, AllDay)) if event.disputed else ()
    return tuple(dict.fromkeys((*first, *rivals)))


def on_clocks(instant: datetime, faces: Sequence[Face]) -> str:
    """An instant on several clocks; a day that differs from the first is named.

    >>> from timeline.export.page.faces import face
    >>> from datetime import UTC
    >>> on_clocks(datetime(2025, 8, 15, 22, 30, tzinfo=UTC), [face("America/Anchorage"), face("Europe/Moscow")])
    'Fri 15 Aug 2025, 14:30 Anchorage / Sat 16 Aug, 01:30 Moscow'
    """
    first = faces[0].day(instant)
    said = [f"{words.day(first)} {first.year}, {_clock(instant, faces[0])}"]
    for face in faces[1:]:
        day = face.day(instant)
        said.append(_clock(instant, face) if day == first else f"{words.day(day)}, {_clock(instant, face)}")
    return " / ".join(said)


def _clock(instant: datetime, face: Face) -> str:
    return f"{face.near(instant).clock(instant)} {face.name}"


def share(event: Event, faces: Sequence[Face], url: str | None) -> Share | None:
    """The sentence to pass on, or None where the event has no instant."""
    found = instants(event)
    if not found:
        return None
    title = plain(event.title)
    if event.status is Status.CANCELLED:
        title = f"Cancelled: {title}"
    about = "about " if event.approximate else ""
    times = [about + on_clocks(instant, faces) for instant in found]
    joiner = "; or, as others say, " if event.disputed else "; or "
    tagged = [f'<time datetime="{iso(i)}">{escape(t)}</time>' for i, t in zip(found, times, strict=True)]
    return Share(
        f"{title}: {joiner.join(times)}" + (f" {url}" if url else ""),
        f"**{_escaped(title)}**: {joiner.join(map(_escaped, times))}" + (f" ([details]({url}))" if url else ""),
        f"<p>{escape(title)}: {joiner.join(tagged)}</p>",
        f"{title}: {joiner.join(f'{about}<t:{int(i.timestamp())}:F>' for i in found)}",
    )


def _escaped(said: str) -> str:
    return _MARKDOWN.sub(r"\\\1", said)


def _span(event: Event) -> tuple[datetime, datetime] | None:
    match event.when:
        case Placed(start, end) | Repeated(Placed(start, end), _) | Skipped(Placed(start, end), _):
            ends = [r.when.start for r in event.readings if r.role is Role.END and isinstance(r.when, Placed)]
            stop = ends[0] if ends and ends[0] > start else end
            if stop - start < SHOWN_LENGTH and start.year < 9999:
                stop = start + SHOWN_LENGTH
            return start, stop
        case _:
            return None


def google(event: Event, url: str | None) -> str | None:
    """The address that offers the event to Google Calendar."""
    span = _span(event)
    if span is not None:
        dates = "/".join(f"{i:%Y%m%dT%H%M%SZ}" for i in span)
    elif isinstance(event.when, AllDay):
        dates = f"{event.when.first:%Y%m%d}/{event.when.until:%Y%m%d}"
    else:
        return None
    query = {
        "action": "TEMPLATE",
        "text": _summary(event),
        "dates": dates,
        "location": plain(event.place or ""),
        "details": url or "",
    }
    if event.recurrence and event.zone:
        query |= {"recur": f"RRULE:{event.recurrence}", "ctz": event.zone}
    return "https://calendar.google.com/calendar/render?" + urlencode({k: v for k, v in query.items() if v})


def outlook(event: Event, url: str | None) -> str | None:
    """The address that offers the event to Outlook; it knows no repetition."""
    span = _span(event)
    if span is not None:
        times = {"startdt": iso(span[0]), "enddt": iso(span[1])}
    elif isinstance(event.when, AllDay):
        times = {"startdt": iso(event.when.first), "enddt": iso(event.when.until), "allday": "true"}
    else:
        return None
    query = {
        "path": "/calendar/action/compose",
        "rru": "addevent",
        "subject": _summary(event),
        **times,
        "location": plain(event.place or ""),
        "body": url or "",
    }
    return "https://outlook.live.com/calendar/0/deeplink/compose?" + urlencode({k: v for k, v in query.items() if v})


def _summary(event: Event) -> str:
    note = " (cancelled)" if event.status is Status.CANCELLED else " (time disputed)" if event.disputed else ""
    return plain(event.title)[:200] + note


def _local(instant: datetime, event: Event) -> str:
    """The instant on the event's own clock with its offset, as search engines want it.

    An offset with seconds, as clocks had before time zones, has no such form.
    """
    offset = convert.offset_at(event.zone, instant) if event.zone else timedelta()
    if event.zone is None or offset % timedelta(minutes=1):
        return iso(instant)
    return convert.local(instant, event.zone).isoformat(timespec="seconds") + convert.offset_key(offset)


def structured(event: Event, url: str | None) -> dict[str, object]:
    """The event as schema.org describes one; its best-supported time, as the calendar has it."""
    data: dict[str, object] = {"@context": "https://schema.org", "@type": "Event", "name": plain(event.title)}
    match event.when:
        case Placed(start):
            span = _span(event)
            data["startDate"] = _local(start, event)
            if span and span[1] - start > SHOWN_LENGTH:
                data["endDate"] = _local(span[1], event)
        case AllDay(first, until):
            data["startDate"] = iso(first)
            if (until - first).days > 1:
                data["endDate"] = iso(until - timedelta(days=1))
        case Repeated(first, _) | Skipped(first, _):
            data["startDate"] = _local(first.start, event)
        case _:
            pass
    status = "EventCancelled" if event.status is Status.CANCELLED else "EventScheduled"
    data["eventStatus"] = f"https://schema.org/{status}"
    if event.place:
        data["location"] = {"@type": "Place", "name": plain(event.place)}
    if event.participants:
        data["performer"] = [{"@type": "Thing", "name": plain(name)} for name in event.participants]
    if url:
        data["url"] = url
    return data
