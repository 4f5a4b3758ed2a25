"""What a change of some documents does to the parts: which it touches, and of what members they consist then.

A part stays as it was unless one of its members is changed or gone, a new one may be one with one of them, a happening
without a time fits a new one better than what it went with, or, where many share a key, the change shifts who are
neighbours under it.
Whatever else there is need not be opened: the outlines tell who may meet whom, and only those are compared.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from math import inf
from typing import NamedTuple

from timeline.link.copies import Sketch
from timeline.link.days import with_own_days
from timeline.link.keys import Keys, far
from timeline.link.members import Corpus, Member, members_in, note
from timeline.link.outline import Outline
from timeline.link.parts import (
    NEIGHBOURS,
    Index,
    affinity,
    around,
    closest,
    index_of,
    neighbours,
    number_in,
    orders,
    parts_of,
    place_of,
)
from timeline.link.portrait import Portrait
from timeline.model import Document, Happening

Homes = Sequence[tuple[int, float]]  # of each happening its part, 0 if none, and how well it fits where it goes


class Text(NamedTuple):
    """An opened document, with what happens in it."""

    document: Document
    happenings: Sequence[Happening]
    portrait: Portrait


class Known(NamedTuple):
    """What is known without opening a document, by its id."""

    outlines: Mapping[str, Outline]  # of all documents as they are now
    former: Mapping[str, Outline]  # of those that have changed, as they were
    homes: Mapping[str, Homes]  # of all as they were


@dataclass(slots=True)
class Desk:
    """The documents that were opened, and their happenings by number.

    Each lies at the place that it has among all, whenever it is opened: how alike two are is a sum whose last digit
    depends on which of them comes first.
    """

    fetch: Callable[[Sequence[str]], Iterable[Text]]
    places: Mapping[str, int]  # of all documents, by id
    corpus: Corpus
    members: dict[int, Member] = field(default_factory=dict)
    sketches: dict[str, Sketch] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Roll:
    """All happenings as they are now, and of documents that have changed as they were, in canonical order."""

    keys: Sequence[Keys]
    who: Sequence[tuple[str, int]]  # a document, and which of its happenings
    numbers: Mapping[str, Sequence[int]]  # of the happenings of each document as it is now
    fresh: frozenset[int]
    gone: frozenset[int]


class Touched(NamedTuple):
    """The parts that are made anew, how well what has no time fits in, and the labels of those that they replace."""

    parts: list[list[int]]
    fit: Mapping[int, float]
    numbers: Sequence[int]  # the members of all of them, and those that go with no event now
    replaced: frozenset[int]


def desk_of(known: Known, fetch: Callable[[Sequence[str]], Iterable[Text]]) -> Desk:
    """A desk with room for all documents, and nothing on it."""
    places = {name: place for place, name in enumerate(sorted(known.outlines))}
    return Desk(
        fetch, places, Corpus([Document("", "")] * len(places), [{}] * len(places), [frozenset()] * len(places))
    )


def roll_of(known: Known) -> Roll:
    """All happenings in canonical order."""
    rows = []
    for was, outlines in ((False, known.outlines), (True, known.former)):
        for name, outline in outlines.items():
            for n, ((rank, at, trigger), keys) in enumerate(zip(outline.orders, outline.keys, strict=True)):
                rows.append((rank, name, at, trigger, n, was, keys))
    rows.sort()  # no two are alike up to their keys
    numbers = {name: [0] * len(outline.orders) for name, outline in known.outlines.items()}
    gone = []
    for number, (_, name, _, _, n, was, _) in enumerate(rows):
        if was:
            gone.append(number)
        else:
            numbers[name][n] = number
    changed = known.outlines.keys() - (known.homes.keys() - known.former.keys())
    fresh = frozenset(number for name in changed for number in numbers[name])
    return Roll([row[6] for row in rows], [(row[1], row[4]) for row in rows], numbers, fresh, frozenset(gone))


def touched(roll: Roll, known: Known, desk: Desk, more: Iterable[int] = ()) -> Touched:
    """The parts that a change touches; ``more`` are labels of others that are to be made anew."""
    homes = _Homes(roll, known)
    numbers = set(roll.fresh)
    replaced = {homes.part(number) for number in roll.gone}.union(more)
    if len(numbers) + len(roll.gone) < len(roll.who):
        pairs, lost = _moved(roll, homes)
        replaced |= lost
        _open(desk, roll, {number for pair in pairs for number in pair})
        for one, other in pairs:
            found = affinity(desk.members[one], desk.members[other], desk.corpus)
            if found > 0 and (found >= homes.fit(one) or roll.who[one][0] == roll.who[other][0]):
                numbers.add(one)
                replaced |= {homes.part(one), homes.part(other)}
    while True:
        replaced.discard(0)
        numbers.update(homes.members(replaced))
        _open(desk, roll, numbers)
        index = index_of(_present(roll), roll.keys, frozenset(key for n in numbers for key in roll.keys[n].ask))
        further = _drawn_in(numbers, roll, index, homes, desk) - replaced
        if not further:
            break
        replaced |= further
    ordered = sorted(numbers)
    parts, fit = parts_of(ordered, desk.members, roll.keys, index, desk.corpus)
    return Touched(parts, fit, ordered, frozenset(replaced))


def homes_of(roll: Roll, known: Known, found: Touched, first: int) -> dict[str, list[tuple[int, float]]]:
    """Where happenings go now, of the documents that have some among the touched; ``first`` labels the first part."""
    homes: dict[str, list[tuple[int, float]]] = {}
    unchanged = known.homes.keys() - known.former.keys()
    names = {roll.who[number][0] for number in found.numbers}
    for name in names | (known.outlines.keys() - unchanged):
        none = [(0, 0.0)] * len(known.outlines[name].orders)
        homes[name] = list(known.homes[name]) if name in unchanged else none
    for number in found.numbers:
        name, n = roll.who[number]
        homes[name][n] = (0, 0.0)
    for part, numbers in enumerate(found.parts, first):
        for number in numbers:
            name, n = roll.who[number]
            homes[name][n] = (part, found.fit.get(number, 0.0))
    return homes


class _Homes:
    """Where happenings went until now, by number."""

    def __init__(self, roll: Roll, known: Known) -> None:
        self._roll, self._known = roll, known
        self._members: dict[int, list[int]] = defaultdict(list)
        for name in known.homes.keys() - known.former.keys():
            for number, (part, _) in zip(roll.numbers[name], known.homes[name], strict=True):
                if part:
                    self._members[part].append(number)

    def _at(self, number: int) -> tuple[int, float]:
        name, n = self._roll.who[number]
        return (0, 0.0) if number in self._roll.fresh else self._known.homes[name][n]

    def part(self, number: int) -> int:
        """The part of a happening; 0 if it is new, or went with no event."""
        return self._at(number)[0]

    def fit(self, number: int) -> float:
        """How well it fits there; 0 for what found it, for then every new one counts."""
        return self._at(number)[1]

    def members(self, parts: Iterable[int]) -> Iterator[int]:
        """Those that were in some parts and still are."""
        for part in parts:
            yield from self._members.get(part, ())


def _moved(roll: Roll, homes: _Homes) -> tuple[set[tuple[int, int]], set[int]]:
    """Pairs that may meet now and could not before, and the parts of those that were neighbours and are no more."""
    pairs: set[tuple[int, int]] = set()
    lost: set[int] = set()
    keys = frozenset(key for number in roll.fresh | roll.gone for key in roll.keys[number].put)
    before = index_of((n for n in range(len(roll.who)) if n not in roll.fresh), roll.keys, keys)
    now = index_of(_present(roll), roll.keys, keys)
    for key, askers in _askers(roll, keys).items():
        former, present = before.get(key, ()), now.get(key, ())
        for place in _beside(askers, former, roll.gone) | _beside(askers, present, roll.fresh):
            number = number_in(place)
            old, new = (set(map(number_in, around(found, place))) for found in (former, present))
            pairs.update((number, other) for other in new - old if _may_meet(number, other, roll, homes))
            lost.update(homes.part(n) for n in old - new - roll.gone if homes.part(n) == homes.part(number))
    asking = [number for number in roll.fresh if roll.keys[number].put]
    index = index_of(_present(roll), roll.keys, frozenset(key for number in asking for key in roll.keys[number].ask))
    for number in asking:
        found = neighbours(number, roll.keys[number], index) - roll.fresh
        pairs.update((number, other) for other in found if _may_meet(number, other, roll, homes))
    return pairs, lost


def _askers(roll: Roll, keys: frozenset[int]) -> dict[int, list[int]]:
    """Who of the unchanged looks under which of the keys, in order of time."""
    found: dict[int, list[int]] = defaultdict(list)
    for number, own in enumerate(roll.keys):
        if not keys.isdisjoint(own.ask) and number not in roll.fresh and number not in roll.gone:
            place = place_of(number, own)
            for key in keys.intersection(own.ask):
                found[key].append(place)
    for places in found.values():
        places.sort()
    return found


def _beside(askers: Sequence[int], crowd: Sequence[int], changed: frozenset[int]) -> set[int]:
    """Those that have a changed one among their neighbours, or other neighbours because of it."""
    found: set[int] = set()
    for at, place in enumerate(crowd):
        if number_in(place) in changed:
            first, last = at - NEIGHBOURS - 1, at + NEIGHBOURS + 1
            low = bisect_left(askers, crowd[first]) if first >= 0 else 0
            high = bisect_right(askers, crowd[last]) if last < len(crowd) else len(askers)
            found.update(askers[low:high])
    return found


def _may_meet(asker: int, other: int, roll: Roll, homes: _Homes) -> bool:
    """Whether two that meet under a key may be one as far as the outlines tell."""
    if not roll.keys[asker].put:
        return homes.fit(asker) < inf or roll.who[asker][0] == roll.who[other][0]
    return other < asker and not far(roll.keys[asker].reach, roll.keys[other].reach)


def _drawn_in(numbers: set[int], roll: Roll, index: Index, homes: _Homes, desk: Desk) -> set[int]:
    """The parts to which those without a time go now, or with which an order binds them, beside those at hand."""
    if len(numbers) == len(roll.who) - len(roll.gone):
        return set()
    found: set[int] = set()
    for number in numbers:
        if not roll.keys[number].put:
            near = neighbours(number, roll.keys[number], index)
            _open(desk, roll, near)
            partner, _ = closest(number, desk.members, near, desk.corpus)
            if partner >= 0 and partner not in numbers:
                found.add(homes.part(partner))
    names = {roll.who[number][0] for number in numbers}
    at_hand = [n for name in names for n in roll.numbers[name] if n in numbers or homes.part(n)]
    for one, other in orders(at_hand, desk.members):
        if (one in numbers) != (other in numbers):
            found.add(homes.part(other if one in numbers else one))
    return found


def _present(roll: Roll) -> Iterator[int]:
    return (number for number in range(len(roll.who)) if number not in roll.gone)


def _open(desk: Desk, roll: Roll, numbers: Iterable[int]) -> None:
    """Open the documents of some happenings."""
    wanted = {roll.who[number][0] for number in numbers} - desk.sketches.keys()
    for document, happenings, (vector, names, sketch) in desk.fetch(sorted(wanted)) if wanted else ():
        place = desk.places[document.id]
        desk.corpus.documents[place], desk.corpus.vectors[place], desk.corpus.named[place] = document, vector, names
        desk.sketches[document.id] = sketch
        members = with_own_days(members_in(place, desk.corpus, happenings))
        note(desk.corpus, members)
        desk.members.update(zip(roll.numbers[document.id], members, strict=True))
