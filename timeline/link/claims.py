"""Times that are claimed for one event: who claims each, which is best, and which contradict it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta

from timeline.link.members import Member
from timeline.link.slips import told_twice
from timeline.link.times import BESIDE, Time, agree, compare, day_of, end_of, minutes
from timeline.model import Placed, Rival, Role, Statement, When

SAME = 5  # minutes within which two clock times are one
_CONSIDERED = 64  # claims that may lend their support; beyond that an event is a heap of times


@dataclass(slots=True, eq=False)
class Claim:
    """One time that is claimed, with everybody who claims it."""

    role: Role
    time: Time
    members: list[Member] = field(default_factory=list)
    voices: set[str] = field(default_factory=set)
    correction: tuple[int, int] = (-1, -1)  # publication minute and offset of the newest correction that says so


def role_of(member: Member) -> Role:
    """A time with no other role is a start."""
    return member.role or Role.START


def gather(
    members: Iterable[Member], voices: Mapping[str, str], corrections: Mapping[int, tuple[int, int]]
) -> list[Claim]:
    """The claims of members, the end of a range as a claim of its own; ``corrections`` by the identity of a member."""
    claims: list[Claim] = []
    index: dict[tuple[object, ...], Claim] = {}
    for member in sorted(members, key=lambda m: m.order):
        time = member.time
        if time is None:
            continue
        _add(claims, index, member, role_of(member), time, voices, corrections)
        if time.end is not None and role_of(member) is Role.START:
            _add(claims, index, member, Role.END, end_of(time, time.end), voices, corrections)
    return claims


def _add(
    claims: list[Claim],
    index: dict[tuple[object, ...], Claim],
    member: Member,
    role: Role,
    time: Time,
    voices: Mapping[str, str],
    corrections: Mapping[int, tuple[int, int]],
) -> None:
    near = [0] if time.instant is None else [time.instant + shift for shift in range(-SAME, SAME + 1)]
    days = (time.first, time.last, time.clock) if time.instant is None else ()
    claim = next((index[key] for at in near if (key := (role, time.recurring, at, days)) in index), None)
    if claim is None:
        claim = Claim(role, time)
        claims.append(claim)
        index[role, time.recurring, time.instant or 0, days] = claim
    if time.about and not claim.time.about:
        claim.time = replace(claim.time, about=True)
    claim.members.append(member)
    claim.voices.add(voices[member.happening.document])
    claim.correction = max(claim.correction, corrections.get(id(member), (-1, -1)))


def ranked(claims: Sequence[Claim]) -> list[Claim]:
    """Best first: a correction, a clock time, most votes (coarser times that agree lend support), a zone, age."""

    def corrected(claim: Claim) -> tuple[int, int]:
        """The newest correction that it is or tells more exactly: «put off to Friday», «Friday, 9 p.m.»."""
        near = (c for c in claims[:_CONSIDERED] if c.time.rank > claim.time.rank and agree(claim.time, c.time))
        return max(claim.correction, *(c.correction for c in near), (-1, -1))

    def order(claim: Claim) -> tuple[object, ...]:
        support = set(claim.voices)
        for other in claims[:_CONSIDERED]:
            if other.time.instant is None and other.time.rank >= claim.time.rank and agree(claim.time, other.time):
                support |= other.voices
        statements = [m.happening.statement for m in claim.members]
        return (
            tuple(-n for n in corrected(claim)),
            claim.time.instant is None and not claim.time.recurring,
            claim.time.clock is None,
            not claim.time.precise,
            -len(claim.voices),
            -len(support),
            not any(s is not None and s.zone_words is not None for s in statements),
            min(m.published for m in claim.members),
            claim.members[0].order,
        )

    return sorted(claims, key=order)


def differs(best: Claim, claim: Claim) -> bool:
    """Whether a claim is another time than the best one, and not a moment within it."""
    if best.time.recurring != claim.time.recurring:
        return compare(best.time, claim.time) == BESIDE
    if best.time.recurring:
        return best.time.clock != claim.time.clock
    if best.time.instant is not None and claim.time.instant is not None:
        inside = best.time.end is not None and best.time.instant <= claim.time.instant < best.time.end
        return not inside and not agree(best.time, claim.time)
    # one instant has another day in each zone in which it is told
    told = [m.time for m in best.members[:_CONSIDERED] if m.time is not None]
    return not any(agree(time, claim.time) for time in told)


def contradicts(best: Claim, claim: Claim) -> bool:
    """Whether somebody is wrong: a voice that does not share the best time says another one of the very same thing."""
    told = {m.document for m in best.members}
    if _gone(best, claim) or _gone(claim, best):
        return False  # one time was over when the other was announced
    if all(m.document in told for m in claim.members):
        return told_twice(best.members, claim.members)  # else one text tells of two moments
    if _came_to_pass(best, claim) or _came_to_pass(claim, best):
        return False
    heads = {m.head for m in best.members}
    kinds = {kind for m in best.members for kind in m.kinds}
    ids, mails = {m.happening.document for m in best.members}, {m.mail for m in best.members}
    return any(
        m.head in heads or m.kinds & kinds or m.mail in ids or m.happening.document in mails for m in claim.members
    )  # a mail and the invitation in it are of one thing


def _came_to_pass(plan: Claim, outcome: Claim) -> bool:
    """The end that was planned, and the one that was told afterwards."""
    planned = all(member.published < plan.time.low for member in plan.members)
    return planned and plan.role is Role.END and all(m.published >= outcome.time.low for m in outcome.members)


def _gone(old: Claim, new: Claim) -> bool:
    """Whether a time was over when the other was announced; a series goes on after its first day."""
    return not old.time.recurring and all(
        old.time.last < day_of(member.published) <= new.time.first for member in new.members
    )


def disagreement(best: Claim, claim: Claim) -> str:
    """The code of a contradiction: TL301 between clock times, TL302 where one of the two is a day."""
    return "TL302" if best.time.clock is None or claim.time.clock is None else "TL301"


def representative(claim: Claim) -> Statement | None:
    """The statement that shows a claim: with an end, in a place's own zone before UTC, in the zone most often used."""
    found = [m.happening.statement for m in claim.members if m.happening.statement is not None]
    zones = Counter(statement.zone for statement in found)

    def order(numbered: tuple[int, Statement]) -> tuple[object, ...]:
        number, statement = numbered
        offset = statement.zone is None or statement.zone == "UTC" or statement.zone[:1] in "+-"
        return (-_length(statement), offset, -zones[statement.zone], number)

    return min(enumerate(found), key=order, default=(0, None))[1]


def _length(statement: Statement) -> timedelta:
    return statement.when.end - statement.when.start if isinstance(statement.when, Placed) else timedelta(0)


def as_rival(claim: Claim) -> Rival | None:
    """The claim as the event shows it."""
    statement = representative(claim)
    if statement is None or statement.when is None:
        return None
    when: When = statement.when
    if claim.role is Role.END and isinstance(when, Placed) and minutes(when.start) != claim.time.low:
        when = Placed(when.end, when.end + timedelta(minutes=1), when.grain)  # the end of a range
    statements = [m.happening.statement for m in claim.members]
    mentions = sorted({(s.document, *s.span) for s in statements if s is not None})
    return Rival(claim.role, when, tuple(sorted({mention[0] for mention in mentions})), tuple(mentions))
