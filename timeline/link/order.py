"""Order on the timeline: a text says that one thing comes after another, and the times say otherwise."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from timeline.link.times import minutes
from timeline.model import AllDay, Event, Happening, Placed, Repeated, Skipped


@dataclass(frozen=True, slots=True)
class Contradiction:
    """``event`` is said to be ``side`` ("after" or "before") ``other``, and is placed the other way round."""

    event: Event
    other: Event
    side: str
    said: Happening  # the sentence that says so


def contradictions(events: Sequence[Event]) -> tuple[Contradiction, ...]:
    """Every stated order that the events' best times do not keep, in the order of events and links."""
    spoken: dict[tuple[str, str], list[tuple[int, Event]]] = defaultdict(list)
    for event in events:
        for link in event.links:
            spoken[link.happening.document, link.happening.head].append((link.happening.trigger_span[0], event))
    for told in spoken.values():
        told.sort(key=_place)
    found: list[Contradiction] = []
    for event in events:
        for link in event.links:
            happening = link.happening
            for side, head in happening.relations:
                other = _nearest(spoken.get((happening.document, head), ()), happening.trigger_span[0])
                if other is not None and other.uid != event.uid and _broken(event, other, side):
                    found.append(Contradiction(event, other, side, happening))
    return tuple(found)


def _place(told: tuple[int, Event]) -> int:
    return told[0]


def _nearest(told: Sequence[tuple[int, Event]], at: int) -> Event | None:
    """The event of which a text speaks nearest to a place, of two as near the first."""
    n = bisect_left(told, at, key=_place)
    around = told[max(0, n - 1) : n + 1]
    return min(around, key=lambda one: abs(one[0] - at))[1] if around else None


def _broken(event: Event, other: Event, side: str) -> bool:
    first, second = (other, event) if side == "after" else (event, other)
    one, two = _bounds(first), _bounds(second)
    if one is None or two is None or (one[2] != two[2]):
        return False  # a day and a clock time of that day are in no order
    return two[0] < one[0]


def _bounds(event: Event) -> tuple[int, int, bool] | None:
    """Start and end in comparable numbers, and whether they are clock times."""
    match event.when:
        case AllDay(first=first, until=until):
            return first.toordinal(), until.toordinal(), False
        case (
            Placed(start=start, end=end)
            | Repeated(first=Placed(start=start, end=end))
            | Skipped(before=Placed(start=start, end=end))
        ):
            return minutes(start), minutes(end), True
        case _:
            return None
