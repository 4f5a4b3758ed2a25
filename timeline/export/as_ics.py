"""Events as iCalendar (RFC 5545, 7986) that real readers read alike.

Instants are written in UTC: that is what all readers agree on.
Recurring events name their zone, because the clock on its wall is what recurs, and bring its VTIMEZONE along.
The same events and frame give the same bytes, and every byte is linted before it leaves.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from itertools import islice
from types import MappingProxyType
from urllib.parse import quote

from timeline.checks.calendar import faults_of_event
from timeline.export.calendar_times import LeftOut, Times, times_of
from timeline.export.calendar_words import description, sources, stated, summary
from timeline.export.content_lines import capped, clean, day, line, one_line, text_line, uri, utc, wall
from timeline.export.vtimezone import vtimezone
from timeline.model import Document, Event, Status
from timeline.zones.convert import local

PRODID = "-//timeline-utc//timeline//EN"
KEPT = timedelta(days=90)  # how long a withdrawn event stays in the feed

_AT_ONCE = 64  # events that are linted together
_MOST = 25  # lines of one of our own properties
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_LOG = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Frame:
    """What a calendar says of itself, and how its events are shown."""

    name: str = "Timeline"
    description: str = ""
    base_url: str | None = None  # without it neither SOURCE nor links are written
    path: str = "/calendar.ics"  # where under ``base_url`` the calendar is served
    page: str = "/events/{uid}"  # where under it an event's page is
    zone: str | None = None  # IANA key: write instants on this zone's clock instead of in UTC
    keep_cancelled: bool = True
    as_of: datetime | None = None  # withdrawn events older than 90 days are left out; None keeps them
    updated: datetime | None = None  # LAST-MODIFIED of the calendar; None: of its latest event
    publish: str = "quotes"  # quotes, full or none: how much of the sources is shown
    documents: Mapping[str, Document] = field(default_factory=lambda: MappingProxyType({}))


def calendar(events: Iterable[Event], frame: Frame = Frame()) -> bytes:
    """The whole calendar."""
    return b"".join(stream(tuple(events), frame))


def stream(events: Iterable[Event], frame: Frame = Frame()) -> Iterator[bytes]:
    """The calendar piece by piece, one event at a time; ``events`` is gone through twice."""
    return (octets for _, octets in pieces(events, frame))


def pieces(
    events: Iterable[Event], frame: Frame, known: Callable[[Event], bytes | None] = lambda _: None
) -> Iterator[tuple[Event | None, bytes]]:
    """The calendar in pieces, each with the event that it is of.

    ``known`` gives the octets of an event that were written for an equal frame before, where they still hold.
    """
    zones: dict[str, datetime] = {}
    updated = frame.updated
    for event in events:
        if frame.updated is not None and frame.zone is None and not event.recurrence:
            continue  # it has no part in the head
        times = _shown(event, frame)
        if not isinstance(times, Times):
            continue
        if frame.updated is None and (updated is None or stamp(event, frame) > updated):
            updated = stamp(event, frame)
        if times.zone is not None:
            zones[times.zone] = min(zones.get(times.zone, times.start_utc), times.start_utc)
    yield None, "".join(_head(frame, updated or _EPOCH)).encode()
    for zone in sorted(zones):
        yield None, vtimezone(zone, zones[zone]).encode()
    written: set[str] = set()
    waiting = (event for event in events if _is_first(event, written))
    while some := list(islice(waiting, _AT_ONCE)):
        yield from _checked(some, frame, known)
    yield None, line("END", "VCALENDAR").encode()


def _is_first(event: Event, written: set[str]) -> bool:
    """Whether no other event of the calendar has its UID."""
    uid = one_line(event.uid)
    if uid in written:
        _LOG.error("a second event has the UID %s and is left out", uid)
        return False
    written.add(uid)
    return True


def _checked(
    events: Sequence[Event], frame: Frame, known: Callable[[Event], bytes | None]
) -> Iterator[tuple[Event, bytes]]:
    """The VEVENTs of some events; new ones are linted together, and one by one where something is wrong with one."""
    found: list[tuple[Event, bytes]] = []
    fresh: list[bytes] = []
    for event in events:
        times = _shown(event, frame)
        if isinstance(times, LeftOut):
            continue
        block = known(event)
        if block is None:
            block = "".join(_lines(event, times, frame)).encode()
            fresh.append(block)
        found.append((event, block))
    if fresh and faults_of_event(b"".join(fresh)):
        found = [(event, one) for event in events if not isinstance(one := vevent(event, frame), LeftOut)]
    yield from found


def in_order(events: Iterable[Event]) -> tuple[Event, ...]:
    """The events that a calendar can show, by start."""
    placed = ((times_of(event), event) for event in events)
    entries = [(times.start_utc, event.uid, event) for times, event in placed if isinstance(times, Times)]
    return tuple(event for *_, event in sorted(entries, key=lambda entry: entry[:2]))


def left_out(events: Iterable[Event], frame: Frame = Frame()) -> tuple[tuple[Event, str], ...]:
    """The events that the calendar cannot show, each with the reason."""
    blocks = ((event, vevent(event, frame)) for event in events)
    return tuple((event, block.reason) for event, block in blocks if isinstance(block, LeftOut))


def vevent(event: Event, frame: Frame = Frame()) -> bytes | LeftOut:
    """One event's VEVENT, or why it is none."""
    times = _shown(event, frame)
    if isinstance(times, LeftOut):
        return times
    block = "".join(_lines(event, times, frame)).encode()
    if faults := faults_of_event(block):
        # One bad event must not hide the feed from its readers.
        reason = "; ".join(f"{finding.code} {finding.message}" for finding in faults[:3])
        _LOG.error("event %s is left out of the calendar: %s", one_line(event.uid), reason)
        return LeftOut(reason)
    return block


def stamp(event: Event, frame: Frame = Frame()) -> datetime:
    """When the event's content last changed; never the moment of writing, or every event is new at every sync."""
    known = event.updated or event.created
    if known is None:
        dates = (frame.documents[name].published for name in sources(event) if name in frame.documents)
        known = max((d for d in dates if isinstance(d, datetime)), default=_EPOCH)
    return known.astimezone(UTC).replace(microsecond=0)


def _shown(event: Event, frame: Frame) -> Times | LeftOut:
    if event.status is Status.CANCELLED:
        if not frame.keep_cancelled:
            return LeftOut("withdrawn")
        if frame.as_of is not None and stamp(event, frame) + KEPT <= frame.as_of:
            return LeftOut(f"withdrawn more than {KEPT.days} days ago")
    if not one_line(event.uid):
        return LeftOut("no UID")
    return times_of(event, frame.zone)


def _head(frame: Frame, updated: datetime) -> Iterator[str]:
    """The properties of the calendar.  No UID, or vdirsyncer merges the feed into one event; no METHOD."""
    name = capped(one_line(frame.name), 200) or "Timeline"
    yield line("BEGIN", "VCALENDAR")
    yield line("VERSION", "2.0")
    yield line("PRODID", PRODID)
    yield line("CALSCALE", "GREGORIAN")
    yield text_line("NAME", name)
    yield text_line("X-WR-CALNAME", name)
    if about := capped(clean(frame.description).strip(), 1000):
        yield text_line("DESCRIPTION", about)
        yield text_line("X-WR-CALDESC", about)
    yield line("LAST-MODIFIED", utc(updated))
    yield line("REFRESH-INTERVAL;VALUE=DURATION", "PT1H")  # RFC 7986, 5.7 demands the VALUE
    yield line("X-PUBLISHED-TTL", "PT1H")
    if frame.base_url:
        yield line("SOURCE;VALUE=URI", uri(frame.base_url.rstrip("/") + frame.path))


def _lines(event: Event, times: Times, frame: Frame) -> Iterator[str]:
    status = event.shown_status
    changed = utc(stamp(event, frame))
    yield line("BEGIN", "VEVENT")
    yield text_line("UID", one_line(event.uid))
    yield line("DTSTAMP", changed)
    yield from _when(times)
    yield text_line("SUMMARY", summary(event))
    yield line("STATUS", status.upper())
    # A time that is disputed, or only a day that is known, makes nobody busy.
    yield line("TRANSP", "OPAQUE" if status is Status.CONFIRMED and not times.all_day else "TRANSPARENT")
    yield line("SEQUENCE", str(max(event.sequence, 0)))
    if event.created is not None:
        yield line("CREATED", utc(event.created))
    yield line("LAST-MODIFIED", changed)
    if event.place and (place := capped(one_line(event.place), 200)):
        yield text_line("LOCATION", place)
    if event.disputed:
        yield line("CATEGORIES", "conflict")
        yield text_line("COMMENT", "The sources disagree on the time; see the end of the description")
    page = _page(event, frame)
    if page:
        yield line("URL", uri(page))
    if words := description(event, times, frame.documents, frame.publish, page):
        yield text_line("DESCRIPTION", words)
    yield from _own(event, frame)
    yield line("END", "VEVENT")


def _when(times: Times) -> Iterator[str]:
    zone = f";TZID={times.zone}" if times.zone else ""
    yield _moment_line("DTSTART", times.start, times.zone, zone)
    yield _moment_line("DTEND", times.end, times.zone, zone)
    if times.repeats is None:
        return
    yield line("RRULE", times.repeats.rule)
    for left in times.repeats.without:
        if not isinstance(left, datetime):
            yield line("EXDATE;VALUE=DATE", day(left))
        elif left.tzinfo is not None:
            yield line("EXDATE", utc(left))
        else:
            yield line(f"EXDATE{zone}", wall(left))


def _moment_line(name: str, moment: datetime | date, key: str | None, parameter: str) -> str:
    if not isinstance(moment, datetime):
        return line(f"{name};VALUE=DATE", day(moment))
    if key is None:
        return line(name, utc(moment))
    return line(name + parameter, wall(local(moment, key)))


def _own(event: Event, frame: Frame) -> Iterator[str]:
    """Our own properties, for programs."""
    if event.disputed:
        for code in [code for code in event.findings if code.startswith("TL3")] or ["TL301"]:
            yield text_line("X-TIMELINE-CONFLICT", one_line(code))
    for name, start, end in _mentions(event)[:_MOST]:
        yield text_line("X-TIMELINE-SOURCE", capped(f"{one_line(name)}:{start}-{end}", 400))
    if frame.publish != "none":
        for words in stated(event)[:_MOST]:
            yield text_line("X-TIMELINE-STATED", words)


def _mentions(event: Event) -> list[tuple[str, int, int]]:
    return list(dict.fromkeys((s.document, *s.span) for s in event.statements))


def _page(event: Event, frame: Frame) -> str | None:
    if not frame.base_url:
        return None
    return frame.base_url.rstrip("/") + frame.page.replace("{uid}", quote(one_line(event.uid), safe="@"))
