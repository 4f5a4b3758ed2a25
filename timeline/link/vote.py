"""What time an event has: one vote a voice, the newest explicit correction first, rivals kept with their sources."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from timeline.link.claims import (
    Claim,
    as_rival,
    contradicts,
    differs,
    disagreement,
    gather,
    ranked,
    representative,
    role_of,
)
from timeline.link.members import Member
from timeline.link.times import agree, beside_series, on_series
from timeline.model import AllDay, Grain, Modality, Placed, Rival, Role, Statement, Status, When

_OFF = (Modality.NEGATED, Modality.SUPERSEDED)
_FORECAST = ("renewed", "not-before")  # changes that say when something is expected now
_SERIES = 16  # statements of a series that an instance is held against
_LONGEST = 36 * 60  # minutes an end may lie after its start, where only clock times are stated


@dataclass(frozen=True, slots=True)
class Decision:
    """The time of an event and what is claimed besides."""

    when: When | None
    statement: Statement | None  # the one whose zone and wording represent it
    readings: tuple[Rival, ...]
    superseded: tuple[Rival, ...]
    disputed: bool
    status: Status
    recurrence: str | None
    exdates: tuple[date, ...]
    findings: tuple[str, ...]


def decide(members: Sequence[Member], voices: Mapping[str, str]) -> Decision:
    """The event's time by vote, with rivals, superseded times, status and the codes of what is in dispute."""
    timed = [m for m in members if m.time is not None]
    series = [m for m in timed if m.time is not None and m.time.recurring and m.asserted]
    gone, corrections = _replaced(timed)
    voters = _voters(timed, series, gone)
    claims = gather(voters, voices, corrections)
    starts = [c for c in claims if c.role is Role.START]
    sure = any(c.time.precise or c.time.recurring for c in starts)
    main = ranked(starts if sure else [c for c in claims if c.time.precise] or starts or claims)
    main.sort(key=lambda claim: bool(series) and not claim.time.recurring)  # one evening's time is not the series'
    best = main[0] if main else None
    every = [main, *(ranked([c for c in claims if c.role is role and c not in main]) for role in Role)]
    disputes = [(same[0], rival) for same in every for rival in _disputes(same)]
    statement = representative(best) if best is not None else None
    codes = {disagreement(one, rival) for one, rival in disputes} | ({"TL304"} if gone and best else set())
    past = ranked(gather([m for m in timed if id(m) in gone], voices, {}))
    return Decision(
        when=_when(best, statement, ranked([c for c in claims if c.role is Role.END and c not in main])),
        statement=statement,
        readings=_rivals(c for same in every for c in (*same[:1], *_disputes(same))),
        superseded=_rivals(sorted(past, key=lambda claim: -max(m.published for m in claim.members))),
        disputed=bool(disputes),
        status=_status(members, bool(disputes), voters, bool(series)),
        recurrence=statement.recurrence if statement is not None else None,
        exdates=_exceptions(timed, series),
        findings=tuple(sorted(codes)),
    )


def _disputes(claims: Sequence[Claim]) -> list[Claim]:
    """Of the claims of one end of an event, best first, those that contradict the best one."""
    best = claims[0] if claims and as_rival(claims[0]) is not None else None
    return [c for c in claims[1:] if best is not None and differs(best, c) and contradicts(best, c)]


def _rivals(claims: Iterable[Claim]) -> tuple[Rival, ...]:
    return tuple(rival for claim in claims if (rival := as_rival(claim)) is not None)


def _voters(timed: Sequence[Member], series: Sequence[Member], gone: set[int]) -> list[Member]:
    """Whose times count: asserted, not replaced, more than «now», and no mere instance of the event's series."""
    current = [m for m in timed if id(m) not in gone]
    current = [m for m in current if m.happening.statement is None or m.happening.statement.when is not None] or current
    asserted = [m for m in current if m.asserted and not _instance(m, series)]
    asserted = [m for m in asserted if not series or _of_series(m, series)] or asserted
    return asserted or [m for m in current if not _denied(m)]


def _denied(member: Member) -> bool:
    statement = member.happening.statement
    return statement is not None and statement.modality in _OFF


def _of_series(member: Member, series: Sequence[Member]) -> bool:
    """Whether it tells when the series is, or gives one of its occurrences another time without a word of change."""
    if member.time is None or member.time.recurring:
        return member.time is not None
    if member.update is not None:
        return False
    return any(other.time is not None and beside_series(other.time, member.time) for other in series[:_SERIES])


def _instance(member: Member, series: Sequence[Member]) -> bool:
    """Whether a single time is but one instance of the event's series."""
    if member.time is None or member.time.recurring:
        return False
    return any(other.time is not None and on_series(other.time, member.time) for other in series[:_SERIES])


def _exceptions(timed: Sequence[Member], series: Sequence[Member]) -> tuple[date, ...]:
    """Days on which the series does not take place."""
    if not series:
        return ()
    days: set[date] = set()
    for member in timed:
        statement = member.happening.statement
        if statement is None or member.time is None:
            continue
        days.update(statement.exdates)
        off = member.update in ("cancelled", "superseded") or statement.modality in _OFF
        if off and member.time.precise and not member.time.recurring:
            days.add(date.fromordinal(member.time.first))
    return tuple(sorted(days))


def _replaced(timed: Sequence[Member]) -> tuple[set[int], dict[int, tuple[int, int]]]:
    """Identities of the members whose time was replaced, and the corrections with their age."""
    changes = [m for m in timed if m.changes and m.asserted]
    corrections = {id(m): (m.published, m.order[2]) for m in changes}
    gone = {id(m) for m in timed if m.update == "superseded" or (m.update != "cancelled" and _superseded(m))}
    if not changes:
        return gone, corrections
    newest = max(changes, key=lambda m: corrections[id(m)])
    outcome = next((m for m in timed if newest.update in _FORECAST and _outcome(m, newest)), None)
    if outcome is not None:
        newest = outcome
        corrections[id(newest)] = (newest.published, newest.order[2])
    for member in timed:
        if id(member) in gone or member.time is None or newest.time is None:
            continue
        if role_of(member) is not role_of(newest) and not _one_end(timed, member, newest):
            continue
        if member.time.recurring and not newest.time.recurring:
            continue  # one evening of the series is moved, not the series
        if _older(member, newest) and not agree(newest.time, member.time):
            gone.add(id(member))
    return gone, corrections


def _outcome(member: Member, newest: Member) -> bool:
    """Whether a text tells at what minute that came to pass which was expected at another."""
    time = member.time
    return (
        time is not None
        and time.instant is not None
        and member.asserted
        and newest.published < member.published
        and time.instant <= member.published
    )


def _one_end(timed: Sequence[Member], member: Member, newest: Member) -> bool:
    """«to be completed on 1 May», «completion is delayed to 1 June»: nobody tells another end of it."""
    return newest.role is None and all(m.role is member.role for m in timed if not m.changes)


def _superseded(member: Member) -> bool:
    statement = member.happening.statement
    return statement is not None and statement.modality is Modality.SUPERSEDED


def _older(member: Member, newest: Member) -> bool:
    if member.published != newest.published or member.document != newest.document:
        return member.published < newest.published
    same = member.happening.trigger_span == newest.happening.trigger_span
    return same and not member.changes and member.order[2] < newest.order[2]


def _when(best: Claim | None, statement: Statement | None, ends: Sequence[Claim]) -> When | None:
    """The best time, with an end where the sources give one."""
    if best is None or statement is None:
        return None
    when = statement.when
    if best.role is not Role.START:
        return when
    if isinstance(when, Placed) and best.time.instant is not None:
        start = best.time.instant
        later = (c for c in ends if c.time.instant is not None and start < c.time.instant <= start + _LONGEST)
        finish = next((rival.when for c in later if (rival := as_rival(c)) is not None), None)
        if isinstance(finish, Placed) and finish.start > when.start:
            return Placed(when.start, finish.start, when.grain)
    if isinstance(when, AllDay):
        for claim in ends:
            if claim.time.precise and best.time.first < claim.time.last <= best.time.first + 366:
                return AllDay(when.first, date.fromordinal(claim.time.last + 1), when.zone, Grain.DAY)
    return when


def _status(members: Sequence[Member], disputed: bool, voters: Sequence[Member], series: bool) -> Status:
    cancelling = max((m.published for m in members if m.update == "cancelled"), default=None)
    revived = max((m.published for m in members if m.changes), default=-1)
    newest = max(voters, key=lambda m: (m.published, m.order[2]), default=None)
    final = cancelling is not None and cancelling > revived and (newest is None or newest.published <= cancelling)
    if final and not series:
        return Status.CANCELLED
    loose = (Modality.PROPOSED, Modality.CONDITIONAL)
    statements = [m.happening.statement for m in voters]
    unsure = all(s is not None and s.modality in loose for s in statements)
    not_before = newest is not None and newest.update == "not-before"
    put_off = max((m.published for m in members if m.update == "postponed" and m.time is None), default=-1)
    unsure = unsure or (newest is not None and put_off > newest.published)
    return Status.TENTATIVE if disputed or unsure or not_before else Status.CONFIRMED
