"""What time an event has: one vote a voice, the newest explicit correction first, rivals kept with their sources."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from timeline.link.members import Member
from timeline.link.times import Time, compare, minutes, on_series
from timeline.model import (
    AllDay,
    Document,
    Grain,
    Modality,
    Placed,
    Repeated,
    Rival,
    Role,
    Skipped,
    Statement,
    Status,
    When,
)

_SAME = 5  # minutes
_CHANGES = frozenset(("moved", "postponed", "corrected", "not-before", "renewed"))
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


@dataclass(slots=True)
class _Claim:
    """One time that is claimed, with everybody who claims it."""

    role: Role
    time: Time
    members: list[Member] = field(default_factory=list)
    voices: set[str] = field(default_factory=set)
    correction: tuple[int, int] = (-1, -1)  # publication minute and offset of the newest correction that says so


def decide(members: Sequence[Member], documents: Sequence[Document], voices: Mapping[str, str]) -> Decision:
    """The event's time by vote, with rivals, superseded times, status and the codes of what is in dispute."""
    timed = [m for m in members if m.time is not None]
    series = [m for m in timed if m.time is not None and m.time.recurring and m.asserted]
    exdates = _exceptions(timed, series)
    replaced, current = _replaced(timed, documents)
    voters = [
        m for m in timed
        if m.asserted and m not in replaced and not _instance(m, series) and (m.update != "cancelled" or not series)
    ]  # fmt: skip
    if not voters:
        voters = [m for m in timed if m not in replaced and m.happening.statement is not None and not _denied(m)]
    claims = _claims(voters, documents, voices, current)
    main = _ranked([c for c in claims if c.role is Role.START], documents) or _ranked(claims, documents)
    best = main[0] if main else None
    rivals = [c for c in main[1:] if best is not None and _disagree(best, c)]
    disputed = [c for c in rivals if best is not None and _rival(best, c)]
    statement = _representative(best) if best is not None else None
    ends = [c for c in claims if c.role is Role.END]
    codes = set()
    if best is not None:
        for claim in disputed:
            codes.add("TL301" if claim.time.instant is not None and best.time.instant is not None else "TL302")
    if replaced:
        codes.add("TL304")
    shown = (
        ([best] if best else [])
        + rivals
        + [c for c in claims if c.role is not Role.START and c is not best and c not in rivals]
    )
    return Decision(
        when=_when(best, statement, ends),
        statement=statement,
        readings=tuple(_as_rival(c) for c in shown),
        superseded=tuple(_as_rival(c) for c in _ranked(_claims(replaced, documents, voices, []), documents)),
        disputed=bool(disputed),
        status=_status(members, documents, bool(disputed), voters, bool(series)),
        recurrence=statement.recurrence if statement is not None else None,
        exdates=exdates,
        findings=tuple(sorted(codes)),
    )


def _denied(member: Member) -> bool:
    statement = member.happening.statement
    return statement is not None and statement.modality in (Modality.NEGATED, Modality.SUPERSEDED)


def _instance(member: Member, series: Sequence[Member]) -> bool:
    """Whether a single time is but one instance of the event's series."""
    if not series or member.time is None or member.time.recurring:
        return False
    return any(other.time is not None and on_series(other.time, member.time) for other in series)


def _exceptions(timed: Sequence[Member], series: Sequence[Member]) -> tuple[date, ...]:
    if not series:
        return ()
    days: set[date] = set()
    for member in timed:
        statement = member.happening.statement
        if statement is not None:
            days.update(statement.exdates)
        if member.time is None or member.time.recurring or not member.time.precise:
            continue
        if member.update == "cancelled" or (statement is not None and statement.modality is Modality.NEGATED):
            days.add(date.fromordinal(member.time.first))
    return tuple(sorted(days))


def _replaced(
    timed: Sequence[Member], documents: Sequence[Document]
) -> tuple[list[Member], list[tuple[int, int, Member]]]:
    """Members whose time a newer correction replaced, and the corrections, newest last."""
    changes = sorted(
        ((m.published, m.order[2], m) for m in timed if m.update in _CHANGES and m.asserted),
        key=lambda change: change[:2],
    )
    gone = [
        m
        for m in timed
        if m.update == "superseded" or (m.happening.statement and m.happening.statement.modality is Modality.SUPERSEDED)
    ]
    if changes:
        published, _, newest = changes[-1]
        for member in timed:
            if member in gone or member.time is None or newest.time is None or _role(member) is not _role(newest):
                continue
            older = member.published < published or (
                member.document == newest.document and member.update not in _CHANGES and member.order[2] < newest.order[2]
                and member.happening.trigger_span == newest.happening.trigger_span
            )  # fmt: skip
            if older and not _agree(newest.time, member.time):
                gone.append(member)
    return gone, changes


def _role(member: Member) -> Role:
    return member.role or Role.START


def _agree(one: Time, other: Time) -> bool:
    if one.instant is not None and other.instant is not None:
        return abs(one.instant - other.instant) <= _SAME
    fit = compare(one, other)
    return fit is not None and fit[0] != "the night between two days"


def _claims(
    members: Iterable[Member],
    documents: Sequence[Document],
    voices: Mapping[str, str],
    changes: Sequence[tuple[int, int, Member]],
) -> list[_Claim]:
    newest = {id(m): (published, offset) for published, offset, m in changes}
    claims: list[_Claim] = []
    for member in sorted(members, key=lambda m: m.order):
        if member.time is None:
            continue
        _place(claims, member, _role(member), member.time, newest, documents, voices)
        if member.time.end is not None and _role(member) is Role.START:
            end = member.time.end
            tail = Time(member.time.last, member.time.last, end, end + 1, end, member.time.rank)
            _place(claims, member, Role.END, tail, newest, documents, voices)
    return claims


def _place(
    claims: list[_Claim],
    member: Member,
    role: Role,
    time: Time,
    newest: Mapping[int, tuple[int, int]],
    documents: Sequence[Document],
    voices: Mapping[str, str],
) -> None:
    claim = next((c for c in claims if c.role is role and _same(c.time, time)), None)
    if claim is None:
        claim = _Claim(role, time)
        claims.append(claim)
    claim.members.append(member)
    claim.voices.add(voices[documents[member.document].id])
    claim.correction = max(claim.correction, newest.get(id(member), (-1, -1)))


def _same(one: Time, other: Time) -> bool:
    if one.recurring != other.recurring:
        return False
    if one.instant is not None and other.instant is not None:
        return abs(one.instant - other.instant) <= _SAME
    return (one.instant is None) == (other.instant is None) and one.first == other.first and one.last == other.last


def _ranked(claims: Sequence[_Claim], documents: Sequence[Document]) -> list[_Claim]:
    """Claims, best first: a correction, then fine grain, then votes (coarser claims that agree vote too), then zone, then age."""

    def order(claim: _Claim) -> tuple[object, ...]:
        support = set(claim.voices)
        for other in claims:
            if (
                other is not claim
                and other.time.rank >= claim.time.rank
                and other.time.instant is None
                and _agree(claim.time, other.time)
            ):
                support |= other.voices
        stated = any(
            m.happening.statement is not None and m.happening.statement.zone_words is not None for m in claim.members
        )
        earliest = min(m.published for m in claim.members)
        clock = claim.time.instant is not None or claim.time.recurring
        return (
            tuple(-n for n in claim.correction), not clock, claim.time.first != claim.time.last, -len(claim.voices), -len(support),
            not stated, earliest, claim.members[0].order,
        )  # fmt: skip

    return sorted(claims, key=order)


def _disagree(best: _Claim, claim: _Claim) -> bool:
    if best.time.recurring or claim.time.recurring:
        return best.time.recurring and claim.time.recurring and best.time.clock != claim.time.clock
    if best.time.instant is not None and claim.time.instant is not None:
        inside = best.time.end is not None and best.time.instant <= claim.time.instant < best.time.end
        return abs(best.time.instant - claim.time.instant) > _SAME and not inside
    return not _agree(best.time, claim.time)


def _rival(best: _Claim, claim: _Claim) -> bool:
    """Whether a differing time is about the very same thing: then somebody is wrong."""
    if (
        best.voices == claim.voices
        and len(best.voices) == 1
        and best.members[0].happening.trigger_span != claim.members[0].happening.trigger_span
    ):
        return False  # one text tells of two moments
    heads = {m.head for m in best.members}
    kinds = {k for m in best.members for k in m.kinds}
    return any(m.head in heads or m.kinds & kinds for m in claim.members)


def _representative(claim: _Claim) -> Statement | None:
    """The statement that shows a claim: a place's own zone before UTC, the most frequent zone, the first in canonical order."""
    found = [m.happening.statement for m in claim.members if m.happening.statement is not None]
    if not found:
        return None
    zones = Counter(s.zone for s in found)

    def order(numbered: tuple[int, Statement]) -> tuple[object, ...]:
        number, s = numbered
        return (s.zone is None or s.zone == "UTC", s.zone is not None and s.zone[:1] in "+-", -zones[s.zone], number)

    ranged = [s for s in found if isinstance(s.when, Placed) and s.when.end - s.when.start == _longest(found)]
    return min(enumerate(ranged or found), key=order)[1]


def _longest(found: Sequence[Statement]) -> object:
    return max((s.when.end - s.when.start for s in found if isinstance(s.when, Placed)), default=None)


def _when(best: _Claim | None, statement: Statement | None, ends: Sequence[_Claim]) -> When | None:
    if best is None or statement is None:
        return None
    when = statement.when
    if isinstance(when, Repeated | Skipped):
        return when
    if isinstance(when, Placed) and best.time.instant is not None and best.time.end is None and best.role is Role.START:
        start = best.time.instant
        later = [c for c in ends if c.time.instant is not None and start < c.time.instant <= start + _LONGEST]
        if later:
            finish = max(later, key=lambda c: (len(c.voices), -(c.time.instant or 0)))
            source = _representative(finish)
            if source is not None and isinstance(source.when, Placed):
                stop = (
                    source.when.end if finish.time.end is not None or source.role is not Role.END else source.when.start
                )
                return Placed(when.start, max(stop, when.end), when.grain)
    if isinstance(when, AllDay) and best.role is Role.START:
        for claim in ends:
            if (
                claim.time.instant is None
                and best.time.first < claim.time.last <= best.time.first + 366
                and claim.time.precise
            ):
                return AllDay(when.first, date.fromordinal(claim.time.last + 1), when.zone, Grain.DAY)
    return when


def _as_rival(claim: _Claim) -> Rival:
    statement = _representative(claim)
    mentions = sorted(
        {
            (m.happening.document, *m.happening.statement.span)
            for m in claim.members
            if m.happening.statement is not None
        }
    )
    when: When | None = statement.when if statement is not None else None
    if (
        claim.role is Role.END
        and claim.time.instant is not None
        and isinstance(when, Placed)
        and minutes(when.start) != claim.time.instant
    ):
        when = Placed(when.end, when.end, when.grain)
    assert when is not None
    return Rival(claim.role, when, tuple(sorted({m.happening.document for m in claim.members})), tuple(mentions))


def _status(
    members: Sequence[Member], documents: Sequence[Document], disputed: bool, voters: Sequence[Member], series: bool
) -> Status:
    cancelling = [m.published for m in members if m.update == "cancelled"]
    revived = [m.published for m in members if m.update in _CHANGES]
    if cancelling and not series and max(cancelling) >= max((m.published for m in voters), default=0):
        if not revived or max(revived) < max(cancelling):
            return Status.CANCELLED
    loose = (Modality.PROPOSED, Modality.CONDITIONAL)
    newest = max(voters, key=lambda m: (m.published, m.order[2]), default=None)
    if newest is not None and newest.update == "not-before":
        return Status.TENTATIVE
    if voters and all(m.happening.statement is not None and m.happening.statement.modality in loose for m in voters):
        return Status.TENTATIVE
    return Status.TENTATIVE if disputed else Status.CONFIRMED
