"""What grouping needs to know of a draft: its clock and the offsets that its zone may have."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from functools import lru_cache

from timeline.discourse.candidates import hours
from timeline.discourse.draft import Draft
from timeline.discourse.groups import Candidate
from timeline.discourse.lending import zone_options
from timeline.discourse.localities import beside
from timeline.discourse.zones_of import Zones
from timeline.model import ZoneSort, ZoneWords
from timeline.zones import convert

_FEW = 4  # clock times of an entry
_ANY_DAY = date(2024, 7, 15)


def equivalent(draft: Draft, zones: Zones) -> Candidate | None:
    """What grouping looks at; None for a mention without a clock."""
    clock = draft.clock
    if clock is None:
        return None
    found = hours(clock, _half(draft))
    if found is None:
        return None
    words = draft.words
    offsets: tuple[int, ...] = ()
    key = None
    if words is not None:
        key = f"{words.sort}:{words.key}"
        if words.sort is not ZoneSort.LOCAL and words.sort is not ZoneSort.READER:
            year = draft.day.first.year if draft.day is not None else 2024
            keys = tuple(
                (o.key, o.claim) for o in zone_options(zones, draft, draft.day.first if draft.day else None)[:3]
            )
            offsets = tuple(
                dict.fromkeys(
                    m
                    for k, claim in keys
                    for m in _offsets(k, None if claim is None else int(claim.total_seconds()) // 60, year)
                )
            )
        elif words.sort is ZoneSort.LOCAL:
            offsets = tuple(range(-720, 841, 30))
    return Candidate(
        draft.start,
        max(draft.end, draft.clear),
        key,
        offsets,
        found.minutes[0],
        not found.stated,
        draft.day.first if draft.day is not None else None,
        draft.scope.sentence,
        draft.until is not None and draft.until.clock is not None,
    )


def told_there(draft: Draft, zones: Zones) -> tuple[ZoneWords, int] | None:
    """The place behind a clock time under «all times CEST» that shows what its entry tells: «10:00 – talks (streamed,
    4 a.m. in New York)»; «15:00 in Paris» of an entry that is on the heading's clock says where it is."""
    text, line = zones.document.text, draft.scope.line
    entry = [d for d in zones.drafts[max(0, draft.number - _FEW) : draft.number] if d.clock and d.scope.line == line]
    before = next((d for d in reversed(entry) if d.words is None), None)
    above = [words for at, words in zones.headers if at <= draft.start]
    found = beside(text, draft.start, draft.end) if before is not None and above else None
    if before is None or found is None or found[1] <= draft.end:
        return None
    days = (d.day.first for d in reversed(zones.drafts[: draft.number]) if d.day is not None and d.day.grain == "day")
    day = next(days, zones.publication.day) or _ANY_DAY
    one, other = _minute(before, above[-1], zones, day), _minute(draft, found[0], zones, day)
    return found if one is not None and one == other else None


def _minute(draft: Draft, words: ZoneWords, zones: Zones, day: date) -> int | None:
    """The minute of the half day in UTC that a clock time on a day is, as if it stood beside a zone."""
    shown = hours(draft.clock, _half(draft)) if draft.clock is not None else None
    options = zone_options(zones, replace(draft, beside=words), day)[:1]
    if shown is None or not options:
        return None
    noon = datetime(day.year, day.month, day.day, 12, tzinfo=UTC)
    return (shown.minutes[0] - int(convert.offset_at(options[0].key, noon).total_seconds()) // 60) % 720


def _half(draft: Draft) -> str | None:
    """The half of the day that the end of a range lends to its start."""
    clock = draft.until.clock if draft.until is not None else None
    return getattr(clock, "meridiem", None)


@lru_cache(maxsize=2048)
def _offsets(key: str, claim: int | None, year: int) -> tuple[int, ...]:
    """Minutes east of UTC that a zone keeps in a year, and what the letters claim."""
    year = min(max(year, 2), 9998)
    kept = [
        int(convert.offset_at(key, datetime(year, month, 15, tzinfo=UTC)).total_seconds()) // 60 for month in (1, 7)
    ]
    return tuple(dict.fromkeys([*kept, *([] if claim is None else [claim])]))
