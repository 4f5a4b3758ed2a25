"""A stated length that its range does not have.

## What it does
Compares a length with the range of clock times beside it: "a two-hour session, 9 to 12", "14:00-15:30 (60 minutes)".
Of days it speaks where a range has fewer than are told ("a three-day workshop on 14-15 October"), or more by two and no
weekend between.

## Why it matters
Either the length or one of the ends is wrong, and the room is booked by one of them.

```bad
On 14 August 2025 there is a two-hour session from 09:00 to 12:00.
```

```good
On 14 August 2025 there is a three-hour session from 09:00 to 12:00.
```
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from timeline.algebra.expressions import Amount, Between, Length
from timeline.checks.parts import clocks, minute_of_day, offered
from timeline.checks.rule import Context, Fault
from timeline.checks.wording import apart, quoted
from timeline.model import AllDay, Document, Grain, Level, Placed, Statement

CODE, NAME, LEVEL = "TL122", "duration-mismatch", Level.WARNING

_DAY = 24 * 60
_SATURDAY = 5
_MOST_DAYS = 60
_UNITS = {Grain.SECOND: timedelta(seconds=1), Grain.MINUTE: timedelta(minutes=1), Grain.HOUR: timedelta(hours=1)}
# «two-hour session, 9 to 12»: the occasion stands between; «9 to 12 (two hours)», «9 to 12, lasting two hours».
_OCCASION = (
    "session|meeting|call|workshop|webinar|talk|tutorial|class|course|event|slot|block|lecture|seminar|training|"
    "interview|window|livestream|stream|broadcast|show|conference|summit|congress|symposium|festival|fair|school|camp|"
    "retreat|hackathon|sprint|tournament"
)
_BETWEEN_BEFORE = re.compile(rf"[ \t]+(?:\w+[ \t]+){{0,2}}(?:{_OCCASION})\b[^.;!?\n\d]{{0,40}}", re.IGNORECASE)
_CLOCK_LAST = re.compile(r"(?:[:.]\d\d|[ap]\.?m\.?|noon|midnight)(?: [A-Z]{2,5})?$", re.IGNORECASE)
_BETWEEN_AFTER = re.compile(
    r"[ \t]*(?:\([ \t]*|,?[ \t]*(?:(?:that is|i\.e\.),?[ \t]+)?(?:for|lasting|which lasts|a total of)[ \t]+)",
    re.IGNORECASE,
)
# not «12:15-13:15 (45 minutes talk, 15 minutes discussion)», which tells the parts
_WHOLE = re.compile(r"[ \t]*(?:long|total|in (?:total|all|length)|altogether)?[ \t]*(?:[,;][^()\d]*)?\)", re.IGNORECASE)
# «it lasts three hours, from 9 to 11»; not «parking for 2 hours from 9:00 to 17:00», which allows two of them
_LASTS = re.compile(r"\b(?:last(?:s|ed|ing)?|takes?|took)[ \t]+\Z", re.IGNORECASE)
_FROM = re.compile(r",[ \t]+from[ \t]+|[ \t]*\([ \t]*(?:from[ \t]+)?", re.IGNORECASE)
_APART_AFTER = re.compile(r"[ \t]*(?:later|earlier|before|after|ago|each|per|break|of)\b", re.IGNORECASE)


def check(document: Document, context: Context) -> Iterator[Fault]:
    """Lengths and ranges that stand together and disagree."""
    neighbours = zip(context.statements, context.statements[1:], strict=False)
    for one, other in neighbours:
        between = document.text[one.span[1] : other.span[0]] if other.span[0] - one.span[1] <= 80 else None
        if between is None:
            continue
        length, stretch = (one, other) if isinstance(one.reading.expr, Length) else (other, one)
        if not _belong(document.text, length, length is one, between) or _APART_AFTER.match(
            document.text, length.span[1], length.span[1] + 20
        ):
            continue
        if (told := _days_told(length)) and (days := _days(stretch)) and (len(days) < told or _leave_out(days, told)):
            yield Fault(f"{quoted(stretch.text)} has {len(days)} days, not {told:g}", (stretch.span, length.span))
        stated, lasting = _length(length), _lasting(stretch)
        if stated and lasting and stated != lasting:
            yield Fault(
                f"{quoted(stretch.text)} lasts {apart(lasting)}, not {quoted(length.text)}", (stretch.span, length.span)
            )


def _belong(text: str, length: Statement, first: bool, between: str) -> bool:
    """Whether a length and a range are of one occasion, by the words between them and before the length."""
    if not first:
        parts = "(" in between and not _WHOLE.match(text, length.span[1], length.span[1] + 80)
        return _BETWEEN_AFTER.fullmatch(between) is not None and not parts
    start = length.span[0]
    lasts = _LASTS.search(text, max(0, start - 20), start) is not None and _FROM.fullmatch(between) is not None
    return lasts or _BETWEEN_BEFORE.fullmatch(between) is not None


def _length(statement: Statement) -> timedelta | None:
    expr = statement.reading.expr
    if not isinstance(expr, Length) or expr.approximate or not offered(statement):
        return None
    parts = [_amount(amount) for amount in expr.amounts]
    return sum((p for p in parts if p), timedelta()) if parts and all(parts) else None


def _amount(amount: Amount) -> timedelta | None:
    unit = _UNITS.get(amount.unit)
    return unit * amount.n if unit and amount.n and amount.n < 1000 else None


def _days_told(statement: Statement) -> float | None:
    """How many days a length has that is told in days alone."""
    expr = statement.reading.expr
    if not isinstance(expr, Length) or expr.approximate or len(expr.amounts) != 1 or not offered(statement):
        return None
    return expr.amounts[0].n if expr.amounts[0].unit is Grain.DAY else None


def _days(statement: Statement) -> tuple[date, ...]:
    """The days of a range that states its first and its last."""
    expr, when = statement.reading.expr, statement.when
    if not isinstance(expr, Between) or not isinstance(when, AllDay) or not offered(statement):
        return ()
    both = expr.start is not None and expr.end is not None and statement.grain is Grain.DAY
    length = (when.until - when.first).days
    return tuple(when.first + timedelta(days=n) for n in range(length)) if both and 1 < length <= _MOST_DAYS else ()


def _leave_out(days: tuple[date, ...], told: float) -> bool:
    """Whether a range has days too many, which are neither nights counted as days nor a weekend."""
    return len(days) > told + 1 and all(day.weekday() < _SATURDAY for day in days)


def _lasting(statement: Statement) -> timedelta | None:
    """How long a range of two clock times lasts."""
    expr = statement.reading.expr
    if not isinstance(expr, Between) or expr.start is None or expr.end is None:
        return None
    if statement.approximate or not offered(statement):
        return None
    if expr.end.date is not None and (expr.start.date is not None or _CLOCK_LAST.search(statement.text)):
        return None  # «9 to 12 on Friday» is of one day, «9 until Friday 12» of two
    start, end = minute_of_day(expr.start), minute_of_day(expr.end)
    if start is not None and end is not None:
        return timedelta(minutes=(end - start) % _DAY)
    if len(list(clocks(statement))) == 2 and isinstance(statement.when, Placed):
        return statement.when.end - statement.when.start
    return None
