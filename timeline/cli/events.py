"""``timeline events``: what happens, on the clocks that matter, who says otherwise, and why statements were joined."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

import click

from timeline.cli import _ingest, _options

if TYPE_CHECKING:
    from timeline.model import AllDay, Event, Link, Rival, Timeline, When


@click.command()
@_options.store
@click.option("--in", "zones", metavar="ZONE,ZONE", help="Zones to show times in.  [default: those the sources name]")
@click.option("--why", is_flag=True, help="Show each statement, and why it was joined to its event.")
@click.option("--all", "everything", is_flag=True, help="Also show background, which is not in the calendar.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "csv"]),
    default="text",
    help="How to write.  [default: text]",
)
def command(store: str | None, zones: str | None, why: bool, everything: bool, form: str) -> None:
    """List events, their times in chosen zones, and their conflicts."""
    wanted = _zones(zones)
    with _ingest.opened(store, create=False) as opened:
        found = opened.timeline()
    match form:
        case "json":
            click.echo(_json(found, wanted))
        case "csv":
            from timeline.export import as_csv

            click.echo(as_csv.table(found.events), nl=False)
        case _:
            from timeline.report.wording import visible

            for line in _lines(found, wanted, why, everything):
                click.echo(visible(line))


def _zones(named: str | None) -> tuple[str, ...] | None:
    """The zones asked for; None where none were."""
    if named is None:
        return None
    from timeline.zones import ZoneError
    from timeline.zones.convert import tzinfo_of

    keys = [key.strip() for key in named.split(",") if key.strip()]
    for key in keys:
        try:
            tzinfo_of(key)
        except ZoneError as error:
            raise click.UsageError(f"--in: {error}") from error
    if not keys:
        raise click.UsageError(f"--in {named!r} names no zone; write it as --in America/Anchorage,Europe/Kyiv")
    return tuple(keys)


def _json(found: Timeline, wanted: Sequence[str] | None) -> str:
    """CONTRACT's object, each event with its times ``in`` the zones asked for."""
    import json

    from timeline.export.as_json import SCHEMA, event

    forms: list[dict[str, Any]] = []
    for one in found.events:
        form = event(one)
        if wanted is not None:
            form["in"] = {zone: _written(one.when, zone) for zone in wanted}
        forms.append(form)
    return json.dumps({"schema": SCHEMA, "tz": found.tz, "events": forms}, ensure_ascii=False, indent=1)


def _written(when: When | None, zone: str) -> str | None:
    """A start on a zone's clock as RFC 9557 writes it, "2026-07-23T17:00-04:00[America/New_York]"; a day as it is."""
    from timeline.model import AllDay, Placed, Repeated, Skipped
    from timeline.zones.convert import tzinfo_of

    match when:
        case AllDay(first=first):
            return first.isoformat()
        case Placed(start=start) | Repeated(first=Placed(start=start)) | Skipped(before=Placed(start=start)):
            return f"{start.astimezone(tzinfo_of(zone)).isoformat(timespec='minutes')}[{zone}]"
        case _:
            return None


def _lines(found: Timeline, wanted: Sequence[str] | None, why: bool, everything: bool) -> Iterator[str]:
    from timeline.link.order import orders

    shown = [event for event in found.events if everything or event.in_calendar]
    beside: dict[str, list[str]] = {}  # what is said of an event's order, by its uid
    for order in orders(found.events):
        says = f"{order.side} {order.other.title}, says {order.said.document}"
        beside.setdefault(order.event.uid, []).append(says)
    for number, event in enumerate(shown):
        if number:
            yield ""
        yield from _event(event, wanted, why, beside.get(event.uid, ()))
    hidden = len(found.events) - len(shown)
    if hidden:
        yield ""
        yield f"{hidden} more that are no dates for a calendar; see them with --all"
    if not found.events:
        yield "no events"


def _event(event: Event, wanted: Sequence[str] | None, why: bool, beside: Sequence[str]) -> Iterator[str]:
    from timeline.model import Grain

    marks = [str(status)] if (status := event.shown_status) != "confirmed" else []
    marks += ["sources disagree"] if event.disputed else []
    marks += [event.recurrence] if event.recurrence else []
    yield event.title + (f"  ({', '.join(marks)})" if marks else "")
    zones = tuple(wanted) if wanted is not None else _named(event)
    ends = "ends " if event.readings and event.readings[0].role == "end" else ""
    yield from (f"  {ends}{line}" for line in _times(event, zones))
    if event.grain is None or event.grain.rank > Grain.HOUR.rank:
        yield from (f"  {line}" for line in dict.fromkeys(beside))  # an order is stated instead of an hour
    if event.exdates:
        yield f"  not on {', '.join(day.isoformat() for day in event.exdates)}"
    yield from (f"  {rival.role}: {_rival(rival, zones)}" for rival in _contested(event))
    yield from (f"  no longer: {_rival(rival, zones)}" for rival in _own(event.superseded))
    if why:
        yield from (f"  - {line}" for link in event.links for line in _reason(link))


def _named(event: Event) -> tuple[str, ...]:
    """The zones that the sources of an event name, its own first; UTC always last."""
    zones = [event.zone, *(statement.zone for statement in event.statements)]
    return (*dict.fromkeys(zone for zone in zones if zone is not None and zone != "UTC"), "UTC")


def _contested(event: Event) -> Sequence[Rival]:
    """The times of each end of an event of which several are told, or that replace another."""
    found = _own(event.readings)
    roles = [rival.role for rival in found] + [rival.role for rival in _own(event.superseded)]
    return [rival for rival in found if roles.count(rival.role) > 1]


def _own(rivals: Sequence[Rival]) -> Sequence[Rival]:
    """Rivals without the one end that a range has which is shown whole."""
    ends = [rival for rival in rivals if rival.role == "end"]
    whole = {mention for rival in rivals if rival.role == "start" for mention in rival.mentions}
    alone = len(ends) == 1 and whole.issuperset(ends[0].mentions)
    return [rival for rival in rivals if not alone or rival is not ends[0]]


def _times(event: Event, zones: Sequence[str]) -> Iterator[str]:
    from timeline.model import AllDay, Floating, Repeated, Skipped, Unplaceable

    match when := event.when:
        case None:
            yield "no time is stated"
        case AllDay():
            yield _days(when)
        case Floating(reason=reason) | Unplaceable(reason=reason):
            yield f"{_said(event.local)}, {reason}" if isinstance(event.local, datetime) else reason
        case Repeated(first=first, second=second):
            yield from (f"{_clock(first, zone)} or {_clock(second, zone)}  {zone}" for zone in zones)
        case Skipped(before=before, after=after):
            yield from (f"{_clock(before, zone)} or {_clock(after, zone)}  {zone}" for zone in zones)
        case _:
            yield from (f"{_clock(when, zone)}  {zone}" for zone in zones)


def _clock(when: When | None, zone: str) -> str | None:
    """A time on a zone's clock; a day stays a day, and what has no instant is None."""
    from timeline.model import AllDay, Grain, Placed, Repeated, Skipped
    from timeline.zones.convert import local

    match when:
        case AllDay():
            return _days(when)
        case Placed(start=start, end=end, grain=grain):
            begin = local(start, zone)
            if grain.rank > Grain.HOUR.rank or (end - start).total_seconds() <= 60:
                return _said(begin)
            finish = local(end, zone)
            return (
                f"{_said(begin)}–{finish:%H:%M}"
                if finish.date() == begin.date()
                else f"{_said(begin)} – {_said(finish)}"
            )
        case Repeated(first=reading) | Skipped(before=reading):
            return _clock(reading, zone)
        case _:
            return None


def _said(moment: datetime) -> str:
    return f"{moment:%a} {moment.date()} {moment:%H:%M}"


def _days(when: AllDay) -> str:
    last = when.until.fromordinal(when.until.toordinal() - 1)
    return f"{when.first:%a} {when.first}" + (f" to {last:%a} {last}" if last > when.first else "")


def _rival(rival: Rival, zones: Sequence[str]) -> str:
    """A rival time in UTC and on the first of the clocks that are shown, with who says it."""
    from timeline.model import AllDay, Floating

    says = f"{'says' if len(rival.documents) == 1 else 'say'} {', '.join(rival.documents)}"
    match rival.when:
        case AllDay():
            return f"{_days(rival.when)}, {says}"
        case Floating(reason=reason):
            return f"{reason}, {says}"
    clock = f" ({_clock(rival.when, zones[0])} {zones[0]})" if zones[0] != "UTC" else ""
    return f"{_clock(rival.when, 'UTC')} UTC{clock}, {says}"


def _reason(link: Link) -> Iterator[str]:
    happening = link.happening
    statement = happening.statement
    said = f"“{statement.text}”" if statement is not None else f"“{happening.trigger}”, without a time"
    yield f"{happening.document}: {' '.join(said.split())}: {link.reason}"
