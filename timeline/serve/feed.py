"""The calendar feeds: one for everything, one for each source, one for each event, and what a filter leaves.

A feed is asked for again and again for years: most answers are 304, and its bytes change only when an event does.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from typing import cast
from urllib.parse import quote, urlencode

from flask import Blueprint, Response, current_app, request

from timeline.export.as_ics import KEPT, Frame, in_order, pieces, stamp, stream
from timeline.export.as_jcal import jcal
from timeline.export.calendar_times import Times, times_of
from timeline.model import Event, Grain, Status, Timeline
from timeline.serve import clock, settings, timeline
from timeline.serve.address import LONGEST_SEARCH, Address, chosen
from timeline.serve.kept import Body, Place, Shelf
from timeline.serve.overview import index_of
from timeline.serve.problem import Problem
from timeline.zones.convert import offset_of
from timeline.zones.rules import ZoneError, canonical

blueprint = Blueprint("feed", __name__)

PUBLIC = "public, max-age=300, must-revalidate"
PRIVATE = "private, max-age=300, must-revalidate"
_SHOWN = ("confirmed", "tentative", "cancelled", "disputed")
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_BEGINNING = re.compile(rb"(?<=\r\n)(?=BEGIN:(?:VEVENT|VTIMEZONE)\r\n)")
_DESCRIPTION = "Times as sources state them, in UTC; what is disputed is tentative and says who claims what."


@dataclass(frozen=True, slots=True)
class Asked:
    """What a feed's address asks for."""

    filters: Address
    status: tuple[str, ...] = ()
    grain: Grain | None = None
    zone: str | None = None
    keep_cancelled: bool = True

    def query(self) -> str:
        """Its canonical query."""
        pairs = self.filters.pairs()
        pairs += [("status", name) for name in self.status]
        pairs += [("grain", self.grain)] if self.grain else []
        pairs += [("tz", self.zone)] if self.zone else []
        pairs += [] if self.keep_cancelled else [("cancelled", "hide")]
        return urlencode(pairs, quote_via=quote, safe="/:")


@blueprint.get("/calendar.ics")
def calendar() -> Response:
    """All events that belong on a calendar, or those that the filters leave."""
    return answer(feed(asked(), "/calendar.ics"))


@blueprint.get("/calendar.json")
def as_json() -> Response:
    """The same calendar as jCal (RFC 7265), with the same filters."""
    wanted = asked()
    (plain, _), changed, _ = feed(wanted, "/calendar.ics")
    bodies = _shelf().get(timeline(), ("jcal", plain.etag), lambda: jcal(_lines_of(plain)))
    return answer((bodies, changed, "timeline.json"), kind="application/calendar+json")


def _lines_of(body: Body) -> Iterator[bytes]:
    """A calendar's octets, cut where a component begins."""
    rest = b""
    for piece in body.chunks():
        *whole, rest = _BEGINNING.split(rest + piece)
        yield from whole
    yield rest


def make_ready() -> None:
    """Make the whole feed, so that nobody waits for it."""
    if settings().private:
        feed(Asked(Address()), "/calendar.ics", linked=False)
    else:
        feed(Asked(Address()), "/calendar.ics")


@blueprint.get("/sources/<path:name>.ics")
def source(name: str) -> Response:
    """The events that one document speaks of."""
    _known(name)
    filters = Address(source=(name,))
    known = index_of(timeline()).documents.get(name)
    title = (known and known.title) or name
    return answer(feed(Asked(filters), f"/sources/{quote(name, errors='replace')}.ics", f"{settings().title}: {title}"))


def _known(name: str) -> None:
    """Raise Problem for a source that never was.

    One that was removed is still answered: its subscribers are told that its events are withdrawn, and a reader that
    gets an error keeps what it has.
    """
    was = settings().held
    if name not in index_of(timeline()).documents and not (was is not None and was(name)):
        raise Problem(404, f"no document {name[:100]!r}; /api/v1/documents lists them")


@blueprint.get("/events/<uid>.ics")
def event(uid: str) -> Response:
    """One event."""
    found = timeline()
    one = index_of(found).events.get(uid)
    if one is None:
        raise Problem(404, f"no event {uid!r}")
    if not isinstance(times := times_of(one), Times):
        raise Problem(404, f"this event cannot stand in a calendar: {times.reason}")
    path = f"/events/{quote(uid, safe='@', errors='replace')}.ics"
    frame = _frame(found, one.title, path, None)
    bodies = _shelf().get(found, path, lambda: stream((one,), frame))
    return answer((bodies, _age(found)[1], "event.ics"))


@blueprint.get("/feeds/<key>/calendar.ics")
def private(key: str) -> Response:
    """The feed under an address that is its key; a key that was revoked leads nowhere."""
    admits = settings().admits
    if admits is None or len(key) > 200 or not admits(key):
        raise Problem(404, "there is no such feed")
    bodies, changed, name = feed(asked(), "/calendar.ics", linked=not settings().private)
    response = answer((bodies, changed, name), PRIVATE)
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["X-Robots-Tag"] = "noindex"
    return response


@blueprint.before_app_request
def closed() -> None:
    """Where only the private feed is served, everything else is not there."""
    if (
        settings().private
        and not request.path.startswith("/feeds/")
        and request.path not in {"/healthz", "/robots.txt"}
    ):
        raise Problem(404, "this server answers private feeds only")


@blueprint.get("/robots.txt")
def robots() -> Response:
    """Feeds may be fetched (Google's reader asks first); what computes may not be crawled."""
    return Response("User-agent: *\nAllow: /\nDisallow: /check\nDisallow: /feeds/\n", mimetype="text/plain")


# -- what is asked ------------------------------------------------------------


def asked() -> Asked:
    """The request's query.  Raises Problem for a value that means nothing: a wrong feed would be wrong for years."""
    args = request.args
    words = [w for value in args.getlist("status") for w in value.split(",") if w]
    if unknown := [w for w in words if w not in _SHOWN]:
        raise Problem(400, f"unknown status {unknown[0][:40]!r}; use {', '.join(_SHOWN)}")
    cancelled = args.get("cancelled", "keep")
    if cancelled not in {"keep", "hide"}:
        raise Problem(400, f"unknown value {cancelled[:40]!r} for cancelled; use keep or hide")
    for name in ("q", "place", "participant"):
        if len(args.get(name, "")) > LONGEST_SEARCH:
            raise Problem(400, f"{name} is longer than {LONGEST_SEARCH} characters")
    filters = Address(
        source=tuple(dict.fromkeys(s for s in args.getlist("source") if s)),
        place=args.get("place", ""),
        participant=args.get("participant", ""),
        since=_day("since"),
        until=_day("until"),
        q=args.get("q", "").strip(),
    )
    for name in filters.source:
        _known(name)
    return Asked(filters, tuple(dict.fromkeys(words)), _grain(), _zone(), cancelled == "keep")


def _day(name: str) -> date | None:
    text = request.args.get(name, "")
    if not text:
        return None
    try:
        day = date.fromisoformat(text[:10])
        if len(text) > 10:
            day = datetime.fromisoformat(text).date()
    except ValueError:
        raise Problem(400, f"{name} {text[:40]!r} is no date; write it as 2026-01-31") from None
    if not 2 <= day.year <= 9997:
        raise Problem(400, f"{name} {text[:40]!r} is beyond the calendar")
    return day


def _grain() -> Grain | None:
    text = request.args.get("grain", "")
    if text and text not in set(Grain):
        raise Problem(400, f"unknown grain {text[:40]!r}; use {', '.join(Grain)}")
    return Grain(text) if text else None


def _zone() -> str | None:
    text = request.args.get("tz", "").strip()
    if not text:
        return None
    try:
        key = canonical(text[:100])
    except ZoneError as error:
        raise Problem(400, str(error)) from None
    return None if offset_of(key) is not None else key


# -- what is answered -----------------------------------------------------------

Answer = tuple[tuple[Body, Body], datetime, str]


def feed(wanted: Asked, path: str, name: str | None = None, linked: bool = True) -> Answer:
    """The bodies of a feed, when it last changed, and its file name; ``linked`` says that its events have pages."""
    found = timeline()
    query = wanted.query()
    whole = f"{path}?{query}" if query and path == "/calendar.ics" else path
    today = _today()
    frame = _frame(found, name or settings().title, whole, wanted.zone, wanted.keep_cancelled, today)
    if not linked:
        frame = replace(frame, base_url=None)
    shelf, places = _shelf(), dict[str, Place]()
    former = shelf.former.get(linked) if wanted.zone is None else None
    bodies = shelf.get(
        found,
        (path, query, today, linked),
        lambda: _taking_over(_events(found, wanted), frame, places, former),
    )
    if places and not query and path == "/calendar.ics":
        shelf.former[linked] = bodies[0], places
    return bodies, _age(found)[1], "timeline.ics"


def _taking_over(
    events: tuple[Event, ...], frame: Frame, places: dict[str, Place], former: tuple[Body, Mapping[str, Place]] | None
) -> Iterator[bytes]:
    """The calendar in pieces, with the octets that the whole one last had where event and documents are the same.

    Without changes the store gives the same objects, so identity tells.  ``places`` receives where each event stands.
    """
    position = 0

    def made_of(one: Event) -> tuple[object, ...]:
        return one, *(frame.documents.get(link.happening.document) for link in one.links)

    def before(one: Event) -> bytes | None:
        place = former[1].get(one.uid) if former is not None else None
        if former is None or place is None or len(now := made_of(one)) != len(place.made_of):
            return None
        same = all(a is b for a, b in zip(now, place.made_of, strict=True))
        return former[0].part(place.position, place.length) if same else None

    for one, octets in pieces(events, frame, before):
        if one is not None:
            places[one.uid] = Place(made_of(one), position, len(octets))
        position += len(octets)
        yield octets


def _frame(
    found: Timeline,
    name: str,
    path: str,
    zone: str | None,
    keep_cancelled: bool = True,
    as_of: datetime | None = None,
) -> Frame:
    return Frame(
        name=name,
        description=f"{_DESCRIPTION} Zone data: {found.tz}.",
        base_url=settings().base_url,
        path=path,
        zone=zone,
        keep_cancelled=keep_cancelled,
        as_of=as_of,
        updated=_age(found)[0],
        publish=str(settings().publish),
        documents=index_of(found).documents,
    )


_ages: list[tuple[Timeline, datetime, tuple[datetime, datetime]]] = []


def _age(found: Timeline) -> tuple[datetime, datetime]:
    """When the latest of its events changed, and when anything did; kept, since every request asks.

    It is that of the whole timeline for every filter: the time of what a filter leaves would go back when an event
    leaves it, and a reader that asks by date would keep the event for ever.
    """
    today = _today()
    for known, day, age in tuple(_ages):
        if known is found and day == today:
            return age
    latest = max((stamp(one) for one in found.events), default=_EPOCH)
    ends = (stamp(one) + KEPT for one in found.events if one.status is Status.CANCELLED)
    left = max((end for end in ends if end <= today), default=_EPOCH)
    if left != _midnight(left):
        left = _midnight(left) + timedelta(days=1)  # a withdrawn event leaves with the day's end
    age = latest, max(filter(None, (found.changed, latest, left))).replace(microsecond=0)
    _ages[:] = [(found, today, age)]
    return age


def _today() -> datetime:
    return _midnight(clock())


def _midnight(moment: datetime) -> datetime:
    return moment.astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0)


def _events(found: Timeline, wanted: Asked) -> tuple[Event, ...]:
    """The events that pass, by start: those of the calendar, or all of a grain where the address asks for more."""
    deep = wanted.grain is not None or wanted.filters.since is not None
    coarsest = (wanted.grain or Grain.DAY).rank
    pool = (e for e in found.events if e.in_calendar or (deep and (e.grain or Grain.DAY).rank <= coarsest))
    passing = chosen(pool, wanted.filters, index_of(found).documents, wanted.zone)
    return in_order(e for e in passing if is_shown(e, wanted.status))


def is_shown(one: Event, status: tuple[str, ...]) -> bool:
    """Whether the event has one of the statuses, as a calendar shows them."""
    if not status:
        return True
    shown = one.shown_status
    return shown in status or (one.disputed and shown is not Status.CANCELLED and "disputed" in status)


def _shelf() -> Shelf:
    return cast("Shelf", current_app.extensions.setdefault("timeline.feeds", Shelf()))


def answer(made: Answer, control: str = PUBLIC, kind: str = "text/calendar; charset=utf-8") -> Response:
    """The response with its validators; 304 where the reader has it already."""
    (plain, packed), changed, name = made
    body = packed if request.accept_encodings["gzip"] > 0 else plain
    if _is_fresh(body, changed):
        response = Response(status=304)
        del response.headers["Content-Type"]
    else:
        octets = b"" if request.method == "HEAD" else body.chunks()
        response = Response(octets, content_type=kind)
        response.headers["Content-Length"] = str(body.length)
        response.headers["Accept-Ranges"] = "none"
        response.headers["Content-Disposition"] = f'inline; filename="{name}"'
        if body is packed:
            response.headers["Content-Encoding"] = "gzip"
    response.headers["ETag"] = body.etag
    response.last_modified = changed
    response.headers["Cache-Control"] = control
    response.headers["Vary"] = "Accept-Encoding"
    return response


def _is_fresh(body: Body, changed: datetime) -> bool:
    """RFC 9110, 13.2.2: If-None-Match, where it is sent, decides alone; a date that is none is passed over."""
    if "If-None-Match" in request.headers:
        tags = request.if_none_match
        return tags.star_tag or tags.contains_weak(body.etag.strip('"'))
    since = request.if_modified_since
    return since is not None and changed - since < timedelta(seconds=1)
