"""The rival times of an event as the rules on events see them: claims with the statements that make them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from timeline.checks.parts import asserted, placed
from timeline.checks.rule import Context
from timeline.checks.wording import day, listed, moment, quoted
from timeline.model import AllDay, Document, Event, Placed, Related, Rival, Role, Statement, When
from timeline.zones.convert import local, to_utc


@dataclass(frozen=True, slots=True)
class Claim:
    """A rival time with the first of the statements that make it."""

    rival: Rival
    statement: Statement
    document: Document


def claims(event: Event, context: Context) -> tuple[Claim, ...]:
    """The event's rival times, best first, each with a statement that asserts it."""
    by_mention = {(s.document, *s.span): s for s in event.statements}
    found = []
    for rival in event.readings:
        stated = (by_mention.get(mention) for mention in rival.mentions)
        voice = next((s for s in stated if s is not None and asserted(s) and s.document in context.documents), None)
        if voice is not None:
            found.append(Claim(rival, voice, context.documents[voice.document]))
    return tuple(found)


def pairs(event: Event, context: Context) -> Iterator[tuple[Claim, Claim]]:
    """Claims of one role that are rivals: the best with each of the others."""
    by_role: dict[str, list[Claim]] = {}
    for claim in claims(event, context):
        by_role.setdefault(claim.rival.role, []).append(claim)
    for same in by_role.values():
        yield from ((_on_the_day(same[0], other), other) for other in same[1:])


def _on_the_day(best: Claim, other: Claim) -> Claim:
    """A claim to hold another against: of a series, the occurrence on the day of a single time."""
    one, two, zone = placed(best.rival.when), placed(other.rival.when), best.statement.zone
    if one is None or two is None or zone is None:
        return best
    if best.statement.recurrence is None or other.statement.recurrence is not None:
        return best
    wall = datetime.combine(local(two.start, zone).date(), local(one.start, zone).time())
    start = next(iter(to_utc(wall, zone).instants), None)
    if start is None:
        return best  # beyond the calendar
    return replace(best, rival=replace(best.rival, when=Placed(start, start + (one.end - one.start), one.grain)))


def said(when: When, document: Document) -> str:
    """A rival time in words."""
    stretch = placed(when)
    if stretch:
        return moment(stretch.start, document)
    return day(when.first, document) if isinstance(when, AllDay) else "another time"


def related(claim: Claim) -> Related:
    """Where the other claim stands."""
    return Related(
        claim.document.id,
        claim.statement.span,
        f"{quoted(claim.statement.text)}: {said(claim.rival.when, claim.document)}",
    )


def told(best: Claim, other: Claim) -> str:
    """Both times with who says them: «19:30 UTC on 15 August in wire-1, 19:00 UTC on 15 August in wire-2»."""
    if best.statement.recurrence is not None and other.statement.recurrence is not None:
        times = quoted(best.statement.text), quoted(other.statement.text)
    else:
        times = said(best.rival.when, best.document), said(other.rival.when, other.document)
    if set(best.rival.documents) == set(other.rival.documents):
        return f"{times[0]} and at {times[1]} in {voices(best)}"
    return f"{times[0]} in {voices(best)}, {times[1]} in {voices(other)}"


def comes(claim: Claim) -> str:
    """What a claim says that an event does at its time."""
    return "ends" if claim.rival.role is Role.END else "is"


def voices(claim: Claim) -> str:
    """Who makes a claim: the document, and how many more."""
    names = list(dict.fromkeys(claim.rival.documents))
    return listed(names) if len(names) <= 2 else f"{names[0]} and {len(names) - 1} more"
