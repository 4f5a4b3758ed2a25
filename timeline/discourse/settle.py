"""One ranking settles a group: the instant on which its members agree best, at the least cost."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from timeline.discourse.candidates import Candidate

_APART = 3.0  # what it costs that a member means another instant
_MOST_MEMBERS = 24


def settle(members: Sequence[Sequence[Candidate]], primary: int = 0) -> list[Candidate | None]:
    """The candidate of each member, None where it has none; ``primary`` is the member whose day the others follow.

    The letters' claim counts only where two others agree with it and none with the clock that is meant.
    """
    if len(members) == 1:
        return [min(members[0], key=_cost, default=None)]
    members = members[:_MOST_MEMBERS]
    cheapest: list[dict[datetime, Candidate]] = []
    for found in members:
        best: dict[datetime, Candidate] = {}
        for candidate in found:
            known = best.get(candidate.instant)
            if known is None or candidate.cost < known.cost:
                best[candidate.instant] = candidate
        cheapest.append(best)
    floors = [min((candidate.cost for candidate in best.values()), default=0.0) for best in cheapest]
    chosen, least = None, float("inf")
    for instant in dict.fromkeys(instant for best in cheapest for instant in best):
        total = 0.0
        for nth, best in enumerate(cheapest):
            if not best:
                continue
            agreeing = best.get(instant)
            apart = _APART + floors[nth] + (0.05 if nth == primary else 0)
            total += min(agreeing.cost, apart) if agreeing is not None else apart
        if total < least - 1e-9:
            chosen, least = instant, total
    return [_member(best, chosen, floors[nth]) for nth, best in enumerate(cheapest)]


def _cost(candidate: Candidate) -> float:
    return candidate.cost


def _member(best: dict[datetime, Candidate], chosen: datetime | None, floor: float) -> Candidate | None:
    """The candidate that agrees with the group; else the nearest to it among the likely ones."""
    if not best or chosen is None:
        return min(best.values(), key=_cost, default=None)
    agreeing = best.get(chosen)
    if agreeing is not None and agreeing.cost <= floor + _APART:
        return agreeing
    likely = [candidate for candidate in best.values() if candidate.cost <= floor + 1.0]
    return min(likely or best.values(), key=lambda candidate: (abs(candidate.instant - chosen), candidate.cost))
