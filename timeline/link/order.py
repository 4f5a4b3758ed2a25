"""Order on the timeline: a text says that one thing comes after another, be it instead of a time or against it."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from timeline.link.times import minutes
from timeline.model import AllDay, Event, Grain, Happening, Placed, Repeated, Skipped, Statement

_NEAR = 7  # days: what lies further off is another thing of the name, last year's launch


@dataclass(frozen=True, slots=True)
class Order:
    """``event`` is said to be ``side`` ("after" or "before") ``other``."""

    event: Event
    other: Event
    side: str
    head: str  # of the other, as the text calls it
    said: Happening  # the sentence that says so


def contradictions(events: Sequence[Event]) -> tuple[Order, ...]:
    """Every stated order that the events' best times do not keep, in the order of events and links.

    Only what is announced has an order to keep: a story of the past says «after» loosely, of many things of one kind.
    """
    broken = (order for order in orders(events) if _broken(order.event, order.other, order.side))
    return tuple(order for order in broken if _at_its_time(order.other, order.said.document, order.head))


def orders(events: Sequence[Event]) -> Iterator[Order]:
    """Every order of two events that is stated."""
    spoken: dict[tuple[str, str], list[tuple[int, Event]]] = defaultdict(list)
    for event in events:
        for link in event.links:
            spoken[link.happening.document, link.happening.head].append((link.happening.trigger_span[0], event))
    for told in spoken.values():
        told.sort(key=_place)
    for event in events:
        for link in event.links:
            happening = link.happening
            for side, head in happening.relations:
                if side == "for":
                    continue  # it goes with the other, be it before or after
                other = _nearest(spoken.get((happening.document, head), ()), happening.trigger_span[0])
                if other is not None and other.uid != event.uid:
                    yield Order(event, other, side, head, happening)


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
    near = one[0] - two[0] <= (_NEAR * 24 * 60 if one[2] else _NEAR)
    return two[0] < one[0] and near and not _over(first) and not _over(second)


def _at_its_time(event: Event, document: str, head: str) -> bool:
    """Whether an event's time is told of what a document calls so, and not only of another thing joined with it."""
    told = [link.happening for link in event.links]
    kinds = {kind for one in told if (one.document, one.head) == (document, head) for kind in one.kinds}
    dated = (one for one in told if one.statement is not None and _to_the_day(one.statement))
    return any(one.head == head or kinds.intersection(one.kinds) for one in dated)


def _to_the_day(statement: Statement) -> bool:
    return statement.grain is not None and statement.grain.rank <= Grain.DAY.rank


def _over(event: Event) -> bool:
    """Whether an event was past when the first text that tells of it came out."""
    bounds = _bounds(event)
    if event.created is None or bounds is None:
        return False
    # both ends are exclusive: what was on the day before is over
    return bounds[1] <= (minutes(event.created) if bounds[2] else event.created.toordinal())


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
