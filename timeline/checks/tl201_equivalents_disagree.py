"""Times offered as one instant that are not.

## What it does
Compares times that a text offers as equivalents, in parentheses, behind slashes or in a row.
Each is taken on its own clock with its own offset on that day.
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

import re
from collections import defaultdict
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import combinations

from timeline.algebra.expressions import Between
from timeline.checks.parts import Moment, dates, is_example, moments, tells_of_change
from timeline.checks.rule import Context, Fault
from timeline.checks.wording import apart, city, clock, day, listed, offset, offset_then, quoted
from timeline.discourse.local_time import ELSEWHERE
from timeline.model import Document, Grain, Level, Statement
from timeline.zones import offset_at, offset_of

CODE, NAME, LEVEL = "TL201", "equivalents-disagree", Level.ERROR
# «3pm ET, the second at 8pm UTC» counts sessions.
_COUNTING = re.compile(r"(?:the\s+)?(?:first|second|third|fourth|fifth)\b(?!\s+of\b)", re.IGNORECASE)
_EVIDENCE = ("local-time", "zone-of-place", "zone-of-heading")
# «Our Friday call, normally 9am PT / 6pm CET, is at 9am PDT»: the usual hour need not hold between two changes.
# «After the change: 9am PT = 18:00 CET» tells the hours of another season than the day spoken of before.
_USUALLY = re.compile(
    r"\b(?:(?:normally|usually|ordinarily|typically)(?: (?:is|are|held))?(?: at)? ?|"
    r"(?:after|before) (?:the|that) (?:clock |time |DST )?(?:change|switch)[^.!?\n]{0,24}|"
    r"(?:until|from) then(?: on)?[,:]? |(?:remain|stay|continue)s? (?:at|on):?[\s*•-]*|"
    r"(?:in|during) (?:the )?(?:summer|winter)(?: time)?[^.!?\n]{0,16})$",
    re.IGNORECASE,
)
_CHANGE = timedelta(hours=1)
_MINUTE, _LAST_MINUTE = timedelta(minutes=1), 59
_LONGEST = timedelta(hours=26)  # zones are at most 26 hours apart


def check(group: tuple[Statement, ...], context: Context) -> Iterator[Fault]:
    """The members of a group that mean different instants."""
    members = moments(group)
    # «around 12:15 PM ET / 9:30 AM PT» is one guess said twice, «3pm ET (about 8 in London)» is two
    members = members[:1] + [m for m in members[1:] if not m.statement.approximate]
    members = [m for m in members if not _COUNTING.match(m.text) and _has_own_zone(m.statement)]
    if len(members) < 2:
        return
    if _days_are_guessed(members) or _is_usual(members, context.document.text) or _of_change(members, context):
        return
    if len(_instants(members)) > 1:
        message = _message(members, context.document)
    elif ends := _ends_that_differ(members):
        one, other = ends
        message = (
            f"{quoted(one.text)} ends at {clock(one.when.end)} UTC, "
            f"{quoted(other.text)} at {clock(other.when.end)} UTC: "
            f"{apart(one.when.end - other.when.end)} apart, though both start at {clock(one.start)}"
        )
    else:
        return
    yield Fault(message, tuple(m.statement.span for m in members), utc=tuple(m.start for m in members))


def _instants(members: list[Moment]) -> set[datetime]:
    """The instants that they mean, to the second only where all state one: «02:17:35 UTC (9:17 p.m. local time)».

    The last minute of an hour is its end: «23:59:59 UTC (midnight)», «11:59 p.m. PDT (07:00 UTC)».
    """
    if all(m.statement.grain is Grain.SECOND and m.start.second for m in members):
        return {m.start for m in members}
    minutes = {m.start.replace(second=0) for m in members}
    return {at + _MINUTE if at.minute == _LAST_MINUTE else at for at in minutes} if len(minutes) > 1 else minutes


def _has_own_zone(statement: Statement) -> bool:
    """Whether words or a place give its zone: «at 1353 (1023 GMT)» does not say whose clock the first is on.

    Nor does «local time» where places are named elsewhere in the text alone, and none of them agrees.
    """
    if any(step.rule == "local-time" and ELSEWHERE in step.arguments for step in statement.steps):
        return False
    return statement.zone_words is not None or any(step.rule in _EVIDENCE for step in statement.steps)


def _is_usual(members: list[Moment], text: str) -> bool:
    """Whether they tell the usual hour, and differ as clocks do between one change and the other."""
    start, starts = members[0].statement.span[0], [m.start for m in members]
    return _USUALLY.search(text, max(0, start - 48), start) is not None and max(starts) - min(starts) <= _CHANGE


def _of_change(members: list[Moment], context: Context) -> bool:
    """Whether they agree by their letters, on a day that nobody names, where the text speaks of the clocks' change.

    Or of what letters mean: «e.g. 14:00 UTC is 15:00 CET».
    """
    if any(True for m in members for _ in dates(m.statement)) or not _letter(members):
        return False
    text, span = context.document.text, members[0].statement.span
    return tells_of_change(text, *span) or is_example(text, span[0])


def _days_are_guessed(members: list[Moment]) -> bool:
    """Whether they are days apart though their words do not name two dates: then our reading is in doubt."""
    starts = [m.start for m in members]
    dated = sum(any(fields.day and fields.month for fields in dates(m.statement)) for m in members)
    return max(starts) - min(starts) > _LONGEST and dated < 2


def _ends_that_differ(members: list[Moment]) -> tuple[Moment, Moment] | None:
    """Two ranges that start together and do not end together."""
    ranges = [m for m in members if _is_range(m.statement)]
    return next(((a, b) for a, b in combinations(ranges, 2) if a.when.end != b.when.end), None)


def _is_range(statement: Statement) -> bool:
    expr = statement.reading.expr
    return isinstance(expr, Between) and expr.start is not None and expr.end is not None


def _message(members: list[Moment], document: Document) -> str:
    by_start: dict[datetime, list[Moment]] = defaultdict(list)
    for member in members:
        by_start[member.start].append(member)
    letter = _letter(members)
    ending = f"; {letter}" if letter else ""
    if len(members) > 2 and len(by_start) == 2:
        few, many = sorted(by_start.values(), key=len)
        if len(few) == 1:
            return _odd_one_out(few[0], many, document) + ending
    one, *rest = (said[0] for said in by_start.values())
    said = [f"{quoted(one.text)} is {_when(one.start, None, document)}"]
    said += [f"{quoted(m.text)} is {_when(m.start, one.start, document)}" for m in rest]
    gap = f": {apart(rest[0].start - one.start)} apart" if len(rest) == 1 else ""
    return f"{', '.join(said)}{gap}{_offsets([one, *rest])}{ending}"


def _odd_one_out(odd: Moment, others: list[Moment], document: Document) -> str:
    agreed = others[0].start
    names = listed([quoted(m.text) for m in others[:3]])
    return (
        f"{quoted(odd.text)} stands alone: it is {_when(odd.start, None, document)}, {names} "
        f"{'are both' if len(others) == 2 else 'are all'} {_when(agreed, odd.start, document)}: "
        f"{apart(odd.start - agreed)} apart{_offsets([odd])}"
    )


def _when(start: datetime, told: datetime | None, document: Document) -> str:
    """An instant, with its day only where another has not told it already."""
    start = start.astimezone(UTC)
    if told is None:
        return f"{clock(start)} UTC on {day(start.date(), document)}"
    return clock(start) + (f" on {day(start.date(), document)}" if start.date() != told.astimezone(UTC).date() else "")


def _offsets(members: list[Moment]) -> str:
    """The offsets that the comparison rests on, for the zones that are none themselves."""
    named = {m.zone: m for m in members if m.zone != "UTC" and offset_of(m.zone) is None}
    told = [f"{_name(m)} is {offset_then(zone, m.start)} then" for zone, m in named.items()]
    return f" ({', '.join(told[:3])})" if told else ""


def _name(member: Moment) -> str:
    """The zone in the text's words, where these are right."""
    words = member.statement.zone_words.words if member.statement.zone_words else ""
    return words if words and not member.statement.literal and "local" not in words.lower() else city(member.zone)


def _letter(members: list[Moment]) -> str:
    """What to say where the times agree if the abbreviations are taken to the letter."""
    literal = {m.statement.literal.start if m.statement.literal else m.start for m in members}
    if len(literal) != 1:
        return ""
    for m in members:
        if m.statement.literal and m.statement.zone_words:
            claimed = offset_at(m.zone, m.start) - (m.statement.literal.start - m.start)
            words = quoted(m.statement.zone_words.words)
            return f"they agree only if {words} is taken to the letter, as {offset(claimed)}"
    return ""
