"""Names that last: an event keeps its UID through rebuilds, revisions, added sources and merges."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from uuid import UUID, uuid5

from timeline.model import Event, Happening

_NAMESPACE = UUID("6f2d8c1e-4b0a-5c7d-9e35-0a7b1f6d2c84")


@dataclass(frozen=True, slots=True)
class Identity:
    """The UID of a group of happenings, the event that had it before, and UIDs that were merged into it."""

    uid: str
    before: Event | None = None
    replaced: tuple[str, ...] = ()


def mention(happening: Happening) -> tuple[str, int, int]:
    """Where a happening stands: its time's span, else its trigger's."""
    span = happening.statement.span if happening.statement is not None else happening.trigger_span
    return (happening.document, *span)


def identities(
    groups: Sequence[Sequence[Happening]], previous: Sequence[Event], others: Collection[str] = ()
) -> list[Identity]:
    """A UID for each group, other than those of ``others``; the first happening of a group is its founder.

    Of the earlier events that share mentions with a group the oldest lends its UID; on a split the part with most of
    the mentions keeps it.
    """
    owner = {mention(link.happening): event for event in previous for link in event.links}
    shared: list[Counter[str]] = [
        Counter(owner[place].uid for happening in group if (place := mention(happening)) in owner) for group in groups
    ]
    keeps: dict[str, int] = {}
    for number, counts in enumerate(shared):
        for uid, count in counts.items():
            if uid not in keeps or count > shared[keeps[uid]][uid]:
                keeps[uid] = number
    known = {event.uid: event for event in previous}
    age = {
        event.uid: (event.created is None, event.created.isoformat() if event.created else "", n)
        for n, event in enumerate(previous)
    }
    ordinals: dict[tuple[str, str], int] = defaultdict(int)
    taken = {*known, *others}
    result: list[Identity] = []
    for number, group in enumerate(groups):
        mine = sorted((uid for uid in shared[number] if keeps[uid] == number), key=lambda uid: age[uid])
        founder = group[0]
        ordinal = ordinals[founder.document, founder.head]
        ordinals[founder.document, founder.head] += 1
        if mine:
            merged = tuple(dict.fromkeys((*mine[1:], *(old for uid in mine for old in known[uid].replaced))))
            result.append(Identity(mine[0], known[mine[0]], merged))
            continue
        uid = _first(founder, ordinal)
        while uid in taken:
            ordinal += 1
            uid = _first(founder, ordinal)
        taken.add(uid)
        result.append(Identity(uid))
    return result


def _first(founder: Happening, ordinal: int) -> str:
    return str(uuid5(_NAMESPACE, f"{founder.document}\x1f{founder.head}\x1f{ordinal}"))
