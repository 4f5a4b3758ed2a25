"""Parts: happenings that hang together, so that what becomes of one depends on its own part alone.

Two happenings that can found an event hang together if they may be one: they share a key and their score is above zero.
For a happening joins a cluster, and two clusters merge, only where a mean of scores is above zero, so some pair's is.
A happening without a time goes with the one that it fits best, of its own text if one does; and what a text puts before
or after another thing goes with that, for the order is held against the times of both.

Of the many that share a key only neighbours in time are compared (the sorted neighbourhood of Hernández and Stolfo
1995), so the cost stays near-linear, and a part does not depend on the order in which documents arrived.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from math import inf

from timeline.link.keys import Keys, far
from timeline.link.members import Corpus, Member
from timeline.link.score import MOST_WORDING, told_apart, wording

NEIGHBOURS = 24  # under a key, on each side
_WIDTH = 32  # bits that a member's number takes beside its position
_NUMBER = (1 << _WIDTH) - 1

Members = Mapping[int, Member] | Sequence[Member]  # by number, in canonical order
Index = Mapping[int, Sequence[int]]  # key -> what is found under it, as places in time


def place_of(number: int, keys: Keys) -> int:
    """Where a member stands among those of one key: by time, then by number."""
    return (keys.position << _WIDTH) + number


def index_of(numbers: Iterable[int], keys: Sequence[Keys], wanted: frozenset[int] | None = None) -> Index:
    """What is found under which key, in order of time; ``wanted`` are the only keys that matter."""
    index: dict[int, list[int]] = defaultdict(list)
    for number in numbers:
        own = keys[number]
        if wanted is None or not wanted.isdisjoint(own.put):
            place = place_of(number, own)
            for key in own.put if wanted is None else wanted.intersection(own.put):
                index[key].append(place)
    for found in index.values():
        found.sort()
    return index


def number_in(place: int) -> int:
    """Whose place that is."""
    return place & _NUMBER


def around(crowd: Sequence[int], place: int) -> Sequence[int]:
    """The neighbours of a place among those of one key."""
    if len(crowd) <= NEIGHBOURS:
        return crowd
    at = bisect_left(crowd, place)
    return crowd[max(0, at - NEIGHBOURS) : at + NEIGHBOURS + 1]


def neighbours(number: int, own: Keys, index: Index) -> set[int]:
    """The numbers of those that a member is compared with: near in time under some key that it looks under."""
    place = place_of(number, own)
    found: set[int] = set()
    for key in own.ask:
        crowd = index.get(key)
        if crowd:
            found.update([other & _NUMBER for other in around(crowd, place)])
    found.discard(number)
    return found


def affinity(one: Member, other: Member, corpus: Corpus) -> float:
    """The score of a pair if it is above zero, else zero."""
    found = told_apart(one, other, corpus)
    if found is None or found[0] + MOST_WORDING <= 0:
        return 0.0
    return max(0.0, found[0] + wording(one, other))


def closest(number: int, members: Members, near: Iterable[int], corpus: Corpus) -> tuple[int, float]:
    """The number of the one that a member without a time goes with, and their score; (-1, 0.0) if it is none.

    If one of its own text fits, the other texts are not asked.
    """
    member = members[number]
    own: list[int] = []
    others: list[int] = []
    for other in sorted(near):
        (own if members[other].document == member.document else others).append(other)
    for group in (own, others):
        best, found = 0.0, -1
        for other in group:
            value = affinity(member, members[other], corpus)
            if value > best:
                best, found = value, other
        if found >= 0:
            return found, best
    return -1, 0.0


def parts_of(
    numbers: Sequence[int],
    members: Members,
    keys: Sequence[Keys],
    index: Index,
    corpus: Corpus,
) -> tuple[list[list[int]], dict[int, float]]:
    """The parts of some members, none of which hangs together with any other; what goes with no event is in none.

    Numbers ascend in canonical order.  With the parts comes how well what has no time fits where it goes; what goes
    with its own text stays there, however well it may fit elsewhere.
    """
    top = {number: number for number in numbers}
    for number in numbers:
        if members[number].founds:
            _join_founders(number, members, keys, index, corpus, top)
    fit: dict[int, float] = {}
    for number in numbers:
        if not members[number].founds:
            partner, score = closest(number, members, neighbours(number, keys[number], index), corpus)
            if partner < 0:
                del top[number]
                continue
            top[number] = _top(partner, top)
            fit[number] = inf if members[partner].document == members[number].document else score
    for one, other in orders(top, members):
        _unite(one, other, top)
    found: dict[int, list[int]] = defaultdict(list)
    for number in top:
        found[_top(number, top)].append(number)
    return list(found.values()), fit


def orders(numbers: Iterable[int], members: Members) -> Iterator[tuple[int, int]]:
    """Those of which a text says that one comes before or after what the other may be."""
    spoken: dict[tuple[int, str], list[int]] = defaultdict(list)
    said: list[tuple[int, int, str]] = []
    for number in numbers:
        member = members[number]
        spoken[member.document, member.head].append(number)
        said += [(number, member.document, head) for side, head in member.happening.relations if side != "for"]
    for number, document, head in said:
        yield from ((number, other) for other in spoken.get((document, head), ()))


def _join_founders(
    number: int,
    members: Members,
    keys: Sequence[Keys],
    index: Index,
    corpus: Corpus,
    top: dict[int, int],
) -> None:
    """Unite a member with those before it that it may be one with."""
    own, member = keys[number], members[number]
    for other in neighbours(number, own, index):
        if other < number and other in top and not far(own.reach, keys[other].reach):
            one, two = _top(number, top), _top(other, top)
            if one != two and affinity(member, members[other], corpus) > 0:
                top[max(one, two)] = min(one, two)


def _unite(one: int, other: int, top: dict[int, int]) -> None:
    first, second = _top(one, top), _top(other, top)
    top[max(first, second)] = min(first, second)


def _top(number: int, top: dict[int, int]) -> int:
    """The number that stands for all that were united with one."""
    while (above := top[number]) != number:
        top[number] = top[above]
        number = above
    return number
