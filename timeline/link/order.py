"""Order on the timeline: a text says that one thing comes after another, and the times say otherwise."""

from __future__ import annotations

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
    found: list[Contradiction] = []
    for event in events:
        for link in event.links:
            happening = link.happening
            for side, head in happening.relations:
                near = spoken.get((happening.document, head), ())
                other = min(near, key=lambda told: abs(told[0] - happening.trigger_span[0]), default=None)
                if other is not None and other[1].uid != event.uid and _broken(event, other[1], side):
                    found.append(Contradiction(event, other[1], side, happening))
    return tuple(found)


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
