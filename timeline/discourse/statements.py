"""Statements: what a settled draft says, with its end, its TIMEX3 value, its role and its steps."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from timeline.algebra import civil
from timeline.algebra.expressions import Clock, Daypart, Every, Length, Vague
from timeline.algebra.place import Context, place
from timeline.algebra.timex import daypart_timex
from timeline.discourse import ends, recurrence
from timeline.discourse.draft import Day, Draft, Settled
from timeline.discourse.modality import put_off, role
from timeline.discourse.publication import Publication
from timeline.model import (
    AllDay,
    Document,
    Floating,
    Grain,
    Kind,
    Placed,
    Repeated,
    Role,
    Skipped,
    Statement,
    Step,
    Timex,
    Unplaceable,
    When,
    ZoneSort,
)
from timeline.zones import convert
from timeline.zones.convert import instant

_DAY = timedelta(days=1)


def statement(document: Document, publication: Publication, draft: Draft, settled: Settled | None) -> Statement:
    """The statement that a draft comes to."""
    expr = draft.reading.expr
    if isinstance(expr, Length | Vague):
        return _vague(document, publication, draft, expr)
    if draft.clock is not None:
        return _clocked(document, draft, draft.clock, settled)
    if draft.daypart is not None:
        return _daypart(document, publication, draft, draft.daypart)
    if draft.every is not None:
        return _recurring(document, publication, draft, draft.every)
    return _dated(document, publication, draft)


def _base(document: Document, draft: Draft, kind: Kind, when: When | None, timex: Timex, **more: Any) -> Statement:
    point = draft.point
    return Statement(
        document.id,
        draft.reading.span,
        draft.text,
        kind,
        when,
        timex,
        draft.reading,
        approximate=point is not None and point.approximate,
        zone_words=draft.words,
        group=draft.group,
        modality=draft.modality,
        exdates=draft.exdates,
        **more,
    )


def _role(document: Document, draft: Draft) -> Role | None:
    if draft.until is not None:
        return None
    if draft.open_start and not put_off(document.text, draft.start):
        return Role.DEADLINE if draft.text[:3].casefold() == "by " else Role.END
    return role(document.text, draft.start, draft.sentence[0], draft.cues)


def _vague(document: Document, publication: Publication, draft: Draft, expr: Length | Vague) -> Statement:
    found = place(expr, Context(publication.day))
    timex = Timex("DURATION", "PX") if isinstance(found, Unplaceable) else found.timex
    now = publication.wall if timex.value == "PRESENT_REF" else None
    if isinstance(expr, Vague):
        return _base(document, draft, Kind.RELATIVE, None, timex, local=now)
    grain = expr.amounts[-1].unit if expr.amounts else None
    return _base(document, draft, Kind.DURATION, None, timex, grain=grain, local=now)


def _clock_grain(clock: Clock) -> Grain:
    if clock.second is not None:
        return Grain.SECOND
    return Grain.HOUR if clock.minute is None and clock.style in {"12h", "bare", "oclock"} else Grain.MINUTE


def _clocked(document: Document, draft: Draft, clock: Clock, settled: Settled | None) -> Statement:
    grain = _clock_grain(clock)
    kind = Kind.RANGE if draft.ranged else Kind.INSTANT
    if draft.recurs is not None or draft.every is not None:
        kind = Kind.RECURRENCE
    shared: dict[str, Any] = {"grain": grain, "role": _role(document, draft), "recurrence": draft.recurs}
    if draft.impossible is not None or settled is None:
        when: When = Unplaceable(draft.impossible or f"no clock shows {draft.text!r}")
        return _base(document, draft, kind, when, Timex("TIME", _bare(clock, None)), steps=draft.steps, **shared)
    known = _tells_day(draft, settled)
    timex = _clock_timex(draft, clock, settled.wall, known)
    wall, end_wall = settled.wall, ends.wall_of(draft, settled)
    step = civil.LENGTHS[grain] if grain is not Grain.HOUR else civil.LENGTHS[Grain.MINUTE]
    shared |= {
        "steps": (*draft.steps, *settled.steps),
        "assumed": (*draft.assumed, *settled.assumed),
        "zone": settled.zone,
        "local": wall if known else wall.strftime("%H:%M"),
    }
    if settled.start is None or settled.zone is None:
        local_end = end_wall if known and draft.ranged and end_wall is not None else wall + step if known else None
        return _base(document, draft, kind, Floating(_why(draft, settled)), timex, local_end=local_end, **shared)
    length = ends.length(draft, settled, end_wall, document.language) or step
    local_end = end_wall if end_wall is not None else wall + step
    literal = Placed(settled.literal, settled.literal + length, grain) if settled.literal is not None else None
    when = _when(settled.start, settled, length, grain)
    return _base(document, draft, kind, when, timex, local_end=local_end, literal=literal, **shared)


def _tells_day(draft: Draft, settled: Settled) -> bool:
    """Whether the day of a clock time is known, though its zone may not be."""
    if settled.start is not None or draft.own_day:
        return True
    return any(step.rule.startswith(("date-", "day-")) for step in (*settled.steps, *settled.assumed))


def _clock_timex(draft: Draft, clock: Clock, wall: datetime, known: bool) -> Timex:
    """The TIMEX3 form of a clock time, with its day where that is ``known``."""
    if known:
        universal = "Z" if draft.words is not None and draft.words.sort is ZoneSort.UTC else ""
        of_before = clock.hour == 24 and clock.style != "word"  # «24:00 on Friday» is Friday's
        day = wall.date() - _DAY if of_before else wall.date()
        timex = Timex("TIME", f"{day.isoformat()}{_bare(clock, wall)}{universal}")
    else:
        open_day = draft.value if draft.value is not None and draft.value.startswith("XXXX") else ""
        timex = Timex("TIME", f"{open_day}{_bare(clock, wall)}")  # «Friday at 9» of no week
    return _set_value(draft, timex)


def _why(draft: Draft, settled: Settled) -> str:
    """Why a clock time cannot be placed on the UTC line."""
    if any(step.rule == "ambiguous-abbreviation" for step in settled.assumed):
        return f"{draft.words.words if draft.words else ''} may be several zones, and nothing settles it"
    return "nothing gives its day" if settled.zone is not None else "nothing gives its zone"


def _when(start: datetime, settled: Settled, length: timedelta, grain: Grain) -> When:
    try:
        first = Placed(start, start + length, grain)
        if settled.second is None:
            return first
        second = Placed(settled.second, settled.second + length, grain)
    except OverflowError:
        return Unplaceable("beyond the calendar's range")
    return Skipped(first, second) if settled.skipped else Repeated(first, second)


def _bare(clock: Clock, wall: datetime | None) -> str:
    """The TIMEX3 form of a time of day; 24:00 stays what it is where it is written so."""
    if clock.style == "word":
        return f"T{clock.hour % 24:02}:00"
    hour = wall.hour if wall is not None and clock.hour != 24 else clock.hour
    words = f"T{hour:02}:{clock.minute or 0:02}"
    return f"{words}:{clock.second:02}" if clock.second is not None else words


def _set_value(draft: Draft, timex: Timex) -> Timex:
    if draft.every is None:
        return timex
    found = place(draft.every, Context())
    return timex if isinstance(found, Unplaceable) else found.timex


def _daypart(document: Document, publication: Publication, draft: Draft, part: Daypart) -> Statement:
    begin, stop = civil.hours_of(part.name, part.part)
    kind = Kind.RECURRENCE if draft.every is not None else Kind.INSTANT if draft.until is None else Kind.RANGE
    shared = {"grain": Grain.DAYPART, "role": _role(document, draft), "steps": draft.steps, "assumed": draft.assumed}
    day = draft.day
    if draft.impossible:
        return _base(document, draft, kind, Unplaceable(draft.impossible), daypart_timex("", part.name), **shared)
    if day is None or day.grain != "day":
        when = Floating("nothing gives its day")
        timex, rule = daypart_timex(draft.value or "", part.name), None
        if draft.every is not None:
            timex, rule = _set_value(draft, timex), recurrence.rule(draft.every)
        return _base(document, draft, kind, when, timex, recurrence=rule, **shared)
    timex = daypart_timex(day.value, part.name)
    if part.name == "day-end" and draft.zone is not None:
        return _end_of_day(document, draft, day, timex, draft.zone)
    zone = draft.zone or next(iter(publication.near), None)
    start, end = civil.midnight(day.first) + timedelta(hours=begin), civil.midnight(day.first) + timedelta(hours=stop)
    end = max(end, _daypart_end(draft) or end)
    first, last = (instant(start, zone), instant(end, zone)) if zone else (None, None)
    if zone is None or first is None or last is None or last <= first:
        when_: When = AllDay(day.first, day.until, None, Grain.DAYPART)
        return _base(document, draft, kind, when_, timex, local=day.first, local_end=day.until, **shared)
    if draft.zone is None:
        of = "zone-of-publisher" if publication.place_zone is None else "zone-of-place"
        shared["assumed"] = (*draft.assumed, Step(of, (zone, publication.place or "")))
    placed = Placed(first, last, Grain.DAYPART)
    return _base(document, draft, kind, placed, timex, local=start, local_end=end, zone=zone, **shared)


def _daypart_end(draft: Draft) -> datetime | None:
    """Where the last day part of «Monday afternoon to last night» ends."""
    if draft.until is None or draft.until_day is None:
        return None
    last = draft.until.clock
    hours_ = civil.hours_of(last.name, last.part)[1] if isinstance(last, Daypart) else 24
    return civil.midnight(draft.until_day.first) + timedelta(hours=hours_)


def _recurring(document: Document, publication: Publication, draft: Draft, every: Every) -> Statement:
    timex = _set_value(draft, Timex("SET", "P1D"))
    first = (
        recurrence.first_day(every, max(publication.day + _DAY, draft.since or date.min), draft.exdates)
        if publication.day and publication.day < date.max and (every.weekdays or every.days or draft.since)
        else None
    )
    when: When = (
        AllDay(first, first + _DAY, None, Grain.DAY)
        if first is not None and first < date.max
        else Floating("it comes again and again")
    )
    return _base(
        document,
        draft,
        Kind.RECURRENCE,
        when,
        timex,
        grain=every.unit,
        local=first,
        recurrence=recurrence.rule(every, draft.last),
        steps=draft.steps,
        assumed=draft.assumed,
    )


def _dated(document: Document, publication: Publication, draft: Draft) -> Statement:
    kind = Kind.RANGE if draft.ranged or draft.open_start else Kind.DATE
    value = Timex(draft.value_type, draft.value or "XXXX-XX-XX")
    shared = {"role": _role(document, draft), "steps": draft.steps, "assumed": draft.assumed}
    if draft.impossible is not None:
        return _base(document, draft, kind, Unplaceable(draft.impossible), value, **shared)
    if draft.wall is not None and (draft.day is None or draft.day.grain.rank < Grain.DAY.rank):
        return _moment(document, publication, draft, draft.wall, value)
    day = draft.day
    if day is None:
        return _base(
            document, draft, kind, Floating("nothing gives the date that it is reckoned from"), value, **shared
        )
    grain = day.grain
    words = draft.words
    if words is not None and words.sort is ZoneSort.AOE:
        return _days_there(document, draft, value, "-12:00") or _end_of_day(document, draft, day, value, "-12:00")
    until = draft.until_day.until if draft.until_day is not None and draft.until_day.until > day.first else day.until
    if draft.lasting and (end := ends.after(civil.midnight(day.first), draft.lasting)) is not None:
        until = max(end.date(), day.first + _DAY)
    zone = next(iter(publication.near), None)
    return _base(
        document,
        draft,
        kind,
        AllDay(day.first, until, zone, grain),
        value,
        grain=grain,
        local=draft.wall or day.first,  # a weekend begins on Friday evening
        local_end=draft.wall_end if draft.wall is not None else until,
        **shared,
    )


def _moment(document: Document, publication: Publication, draft: Draft, wall: datetime, value: Timex) -> Statement:
    """«in three hours», reckoned from the moment of writing."""
    end_wall = draft.wall_end or wall + timedelta(minutes=1)
    if draft.until is not None and isinstance(draft.until.clock, Clock):
        end_wall = ends.clock_after(wall, draft.until.clock, draft.until_day) or end_wall
    elif draft.until_day is not None:
        end_wall = max(end_wall, civil.midnight(draft.until_day.until))
    moment = end_wall - wall <= timedelta(minutes=1)
    kind = Kind.INSTANT if moment else Kind.RANGE
    grain = draft.day.grain if draft.day is not None and not moment else Grain.MINUTE
    shared = {
        "role": _role(document, draft),
        "steps": draft.steps,
        "assumed": draft.assumed,
        "grain": grain,
        "local": wall,
        "local_end": end_wall,
    }
    zone = draft.zone or next(iter(publication.near), None)
    if zone is None and publication.instant is not None:
        zone = convert.offset_key(publication.instant.utcoffset() or timedelta())
    start = instant(wall, zone) if zone else None
    if start is None:
        return _base(document, draft, kind, Floating("nothing gives its zone"), value, **shared)
    end = instant(end_wall, zone) if zone else None
    return _base(
        document,
        draft,
        kind,
        Placed(start, end if end is not None and end > start else start + timedelta(minutes=1), grain),
        value,
        zone=zone,
        **shared,
    )


def _days_there(document: Document, draft: Draft, value: Timex, zone: str) -> Statement | None:
    """«1–14 December AoE»: from the beginning of the first day there to the end of the last."""
    if draft.day is None or draft.until_day is None or draft.until_day.until <= draft.day.until:
        return None
    walls = civil.midnight(draft.day.first), civil.midnight(draft.until_day.until)
    start, end = instant(walls[0], zone), instant(walls[1], zone)
    if start is None or end is None:
        return None
    return _base(
        document,
        draft,
        Kind.RANGE,
        Placed(start, end, Grain.DAY),
        value,
        grain=Grain.DAY,
        local=walls[0],
        local_end=walls[1],
        zone=zone,
        role=_role(document, draft),
        steps=draft.steps,
        assumed=draft.assumed,
    )


def _end_of_day(document: Document, draft: Draft, day: Day, value: Timex, zone: str) -> Statement:
    """«End of day Friday, Pacific time», and a bare date anywhere on earth: the end of that day there."""
    wall = civil.midnight(day.until)
    start = instant(wall, zone)
    shared = {
        "role": Role.DEADLINE,
        "steps": (*draft.steps, Step("end-of-day", (day.first.isoformat(),))),
        "assumed": draft.assumed,
    }
    if start is None:
        return _base(document, draft, Kind.DATE, Unplaceable("beyond the calendar's range"), value, **shared)
    minute = timedelta(minutes=1)
    return _base(
        document,
        draft,
        Kind.INSTANT,
        Placed(start, start + minute, Grain.MINUTE),
        value,
        grain=Grain.DAY,
        local=wall,
        local_end=wall + minute,
        zone=zone,
        **shared,
    )
