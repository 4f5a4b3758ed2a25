"""Clock times without a day of their own: «moved to 7:30 a.m.» takes its event's day, not the newspaper's."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime

from timeline.link.members import Member
from timeline.link.times import ASSUMED, time_of
from timeline.model import Placed, Statement, Step
from timeline.zones import ZoneError
from timeline.zones.convert import tzinfo_of


def with_days(members: Sequence[Member]) -> list[Member]:
    """The members of an event; those whose day was only assumed get the day that most of the others state."""
    stated = Counter(
        m.time.first for m in members if m.time is not None and m.time.precise and not m.time.open and m.asserted
    )
    if not stated or any(m.time is not None and m.time.recurring for m in members):
        return list(members)
    day = date.fromordinal(max(sorted(stated), key=lambda first: stated[first]))
    return [_on(member, day) if member.time is not None and member.time.open else member for member in members]


def with_own_days(members: Sequence[Member]) -> list[Member]:
    """The members in their order; «the quake struck at 13:53» is on the one day that its text tells of the quake."""
    days: dict[tuple[int, str, frozenset[str]], set[int]] = {}
    for m in members:
        if m.time is not None and m.time.precise and not m.time.open and not m.time.recurring and m.asserted:
            days.setdefault((m.document, m.head, m.modifiers), set()).add(m.time.first)
    found = [_of_own(m, days.get((m.document, m.head, m.modifiers), set())) for m in members]
    return sorted(found, key=lambda member: member.order)


def _of_own(member: Member, days: set[int]) -> Member:
    time = member.time
    if time is None or not time.open or not member.happening.definite or not member.kinds or len(days) != 1:
        return member
    moved = _on(member, date.fromordinal(min(days)))
    return moved if moved is member else replace(moved, order=(0, *member.order[1:]))


def _on(member: Member, day: date) -> Member:
    statement = member.happening.statement
    if statement is None or not isinstance(statement.local, datetime) or statement.local.date() == day:
        return member
    moved = _placed(statement, day)
    if moved is None:
        return member
    return replace(member, happening=replace(member.happening, statement=moved), time=time_of(moved))


def _placed(statement: Statement, day: date) -> Statement | None:
    """The statement with its clock on another day; None where that is no single instant of its zone."""
    if not isinstance(statement.local, datetime):
        return None
    local = datetime.combine(day, statement.local.time())
    assumed = (*(s for s in statement.assumed if s.rule not in ASSUMED), Step("date-of-event", (day.isoformat(),)))
    if not isinstance(statement.when, Placed) or statement.zone is None:
        return replace(statement, local=local, local_end=None, assumed=assumed)
    try:
        start = local.replace(tzinfo=tzinfo_of(statement.zone)).astimezone(UTC)
    except (ZoneError, OverflowError):
        return None
    when = Placed(start, start + (statement.when.end - statement.when.start), statement.when.grain)
    return replace(statement, when=when, local=local, local_end=None, assumed=assumed)
