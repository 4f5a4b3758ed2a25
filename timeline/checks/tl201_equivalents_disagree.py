"""Times offered as one instant that are not.

## What it does
Compares times that a text offers as equivalents, in parentheses, behind slashes or in a row, each on its own clock with its own offset on that day.
With three or more, the one that stands alone is named.
Where they agree only if an abbreviation is taken to the letter, that is said.

## Why it matters
Readers in one of the zones come at the wrong hour.

```bad published=2025-08-01
On 14 August 2025 we meet at 3pm ET (8pm UTC).
```

```good published=2025-08-01
On 14 August 2025 we meet at 3pm ET (7pm UTC).
```
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import combinations

from timeline.algebra.expressions import Between
from timeline.checks.parts import asserted, has_clock, placed
from timeline.checks.rule import Context, Fault
from timeline.checks.wording import apart, city, clock, day, listed, offset, offset_then, quoted
from timeline.model import Document, Level, Statement
from timeline.zones import offset_at, offset_of

CODE, NAME, LEVEL = "TL201", "equivalents-disagree", Level.ERROR


def check(group: tuple[Statement, ...], context: Context) -> Iterator[Fault]:
    """The members of a group that mean different instants."""
    members = [s for s in group if asserted(s) and has_clock(s) and placed(s) and not s.approximate]
    if len(members) < 2:
        return
    starts = {_start(s) for s in members}
    if len(starts) > 1:
        message = _message(members, context.document)
    elif ends := _ends_that_differ(members):
        one, other = ends
        message = (
            f"{quoted(one.text)} ends at {clock(_end(one))} UTC, {quoted(other.text)} at {clock(_end(other))} UTC: "
            f"{apart(_end(one) - _end(other))} apart, though both start at {clock(_start(one))}"
        )
    else:
        return
    yield Fault(message, tuple(s.span for s in members), utc=tuple(_start(s) for s in members))


def _start(statement: Statement) -> datetime:
    when = placed(statement)
    assert when
    return when.start


def _end(statement: Statement) -> datetime:
    when = placed(statement)
    assert when
    return when.end


def _ends_that_differ(members: list[Statement]) -> tuple[Statement, Statement] | None:
    """Two ranges that start together and do not end together."""
    ranges = [s for s in members if _is_range(s)]
    return next(((a, b) for a, b in combinations(ranges, 2) if _end(a) != _end(b)), None)


def _is_range(statement: Statement) -> bool:
    expr = statement.reading.expr
    return isinstance(expr, Between) and expr.start is not None and expr.end is not None


def _message(members: list[Statement], document: Document) -> str:
    by_start: dict[datetime, list[Statement]] = defaultdict(list)
    for member in members:
        by_start[_start(member)].append(member)
    says = "; " + _letter(members) if _letter(members) else ""
    alone = [start for start, said in by_start.items() if len(said) == 1]
    if len(members) > 2 and len(by_start) == 2 and len(alone) == 1:
        (odd,) = by_start[alone[0]]
        others = next(said for start, said in by_start.items() if start != alone[0])
        agreed = _start(others[0])
        names = listed([quoted(s.text) for s in others[:3]])
        return (
            f"{quoted(odd.text)} stands alone: it is {_when(alone[0], agreed, document)}, {names} "
            f"{'are both' if len(others) == 2 else 'are all'} {_when(agreed, alone[0], document)}: "
            f"{apart(alone[0] - agreed)} apart{_offsets([odd])}{says}"
        )
    one, *rest = (said[0] for said in by_start.values())
    first = _start(one)
    said = [f"{quoted(one.text)} is {_when(first, None, document)}"]
    said += [f"{quoted(s.text)} is {_when(_start(s), first, document)}" for s in rest]
    gap = f": {apart(_start(rest[0]) - first)} apart" if len(rest) == 1 else ""
    return f"{', '.join(said)}{gap}{_offsets([one, *rest])}{says}"


def _when(start: datetime, other: datetime | None, document: Document) -> str:
    """An instant, with its day only where the one before it has not told it."""
    start = start.astimezone(UTC)
    words = f"{clock(start)} UTC" if other is None else clock(start)
    return (
        f"{words} on {day(start.date(), document)}"
        if other is None or start.date() != other.astimezone(UTC).date()
        else words
    )


def _offsets(members: list[Statement]) -> str:
    """The offsets that the comparison rests on, for the zones that are none themselves."""
    told = {
        s.zone: f"{_name(s)} is {offset_then(s.zone, _start(s))} then"
        for s in members
        if s.zone and s.zone != "UTC" and offset_of(s.zone) is None
    }
    return f" ({', '.join(list(told.values())[:3])})" if told else ""


def _name(statement: Statement) -> str:
    words = statement.zone_words.words if statement.zone_words else ""
    assert statement.zone
    return words if words and not statement.literal and words.lower() != "local time" else city(statement.zone)


def _letter(members: list[Statement]) -> str:
    """What to say where the times agree if the abbreviations are taken to the letter."""
    literal = {(s.literal.start if s.literal else _start(s)) for s in members}
    by_letter = [s for s in members if s.literal]
    if len(literal) != 1 or not by_letter:
        return ""
    one = by_letter[0]
    assert one.zone and one.literal and one.zone_words
    kept = offset_at(one.zone, _start(one)) - (one.literal.start - _start(one))
    return f"they agree only if {quoted(one.zone_words.words)} is taken to the letter, as {offset(kept)}"
