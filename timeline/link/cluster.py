"""Grouping: each happening joins the best cluster that shares a blocking key, then clusters that belong together merge.

Members come in canonical order, so the result does not depend on the order in which documents arrived.
Cost is near-linear: a happening is compared with at most forty clusters and twelve members of each.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import chain
from operator import attrgetter

from timeline.link.members import Corpus, Member
from timeline.link.score import (
    MOST_SLACK,
    MOST_WORDING,
    Terms,
    fits,
    may_end,
    most_elsewhere,
    score,
    slack,
    told_apart,
    wording,
)
from timeline.link.times import day_of
from timeline.model import Grain

_CLUSTERS, _COMPARED = 40, 12
_CROWD = 64  # clusters remembered under one key
_MONTH = Grain.MONTH.rank
_NAMES = 4
_NUMBER = attrgetter("number")


@dataclass(slots=True, eq=False)
class Cluster:
    """Members of one event, with the reason and the partner of each."""

    number: int
    members: list[Member] = field(default_factory=list)
    founders: list[Member] = field(default_factory=list)  # those with a time; only they are compared with
    asked: Sequence[Member] = ()  # a few of them that stand for all
    terms: list[Terms] = field(default_factory=list)
    partners: list[Member | None] = field(default_factory=list)
    changed: bool = False  # some member moves, corrects or cancels an earlier time
    plain: bool = False  # some member tells a time as it always was
    into: Cluster | None = None  # the one that it was merged into, which never is merged itself
    latest: int | None = None  # of the single times asked the day of the one that begins last, and that ends first
    earliest: int = 0
    apart: int = 0  # days by which a further time may be off and still be one with all of them


def clusters_of(members: Sequence[Member], corpus: Corpus) -> list[Cluster]:
    """The members grouped into events."""
    clusters: list[Cluster] = []
    index: dict[object, list[Cluster]] = defaultdict(list)
    for member in members:
        if not member.founds:
            continue
        keys = _keys(member)
        best = _best(member, [*keys, *_asked(member)], index, corpus)
        if best is None:
            clusters.append(Cluster(len(clusters)))
        cluster, partner, terms = best or (clusters[-1], None, [])
        _put(cluster, member, terms, partner)
        for key in keys:
            crowd = index[key]
            if not crowd or crowd[-1] is not cluster:
                crowd.append(cluster)
                if len(crowd) > _CROWD:
                    del crowd[0]
    _merge(clusters, corpus)
    for crowd in index.values():
        crowd[:] = [cluster.into or cluster for cluster in crowd]
    for member in members:  # what has no time joins what has one, and is no bridge between events
        if not member.founds and (best := _best(member, _keys(member), index, corpus)) is not None:
            _put(best[0], member, best[2], best[1])
    return [cluster for cluster in clusters if cluster.into is None]


def _put(cluster: Cluster, member: Member, terms: Terms, partner: Member | None) -> None:
    cluster.members.append(member)
    if member.founds:
        cluster.founders.append(member)
        few = len(cluster.founders) <= _COMPARED
        cluster.asked = cluster.founders if few else _sample(cluster.founders)
        if not few:
            cluster.latest, cluster.apart = None, 0
        for other in (member,) if few else cluster.asked:
            _stretch(cluster, other)
    cluster.terms.append(terms)
    cluster.partners.append(partner)
    cluster.changed = cluster.changed or (member.time is not None and member.update is not None)
    cluster.plain = cluster.plain or (member.time is not None and member.update is None)


def _stretch(cluster: Cluster, member: Member) -> None:
    """Let the days that a cluster tells of take in a member's."""
    if member.time is not None and not member.time.recurring:
        first, until = member.time.first, member.time.until
        known = cluster.latest
        cluster.latest = first if known is None else max(known, first)
        cluster.earliest = until if known is None else min(cluster.earliest, until)
        cluster.apart = max(cluster.apart, slack(member))


def _keys(member: Member) -> list[object]:
    """Blocking keys: what happens with when, and what happens with who."""
    subjects = sorted({member.head, *member.kinds, *member.other_kinds})
    time, text = member.time, member.document
    rare = sorted(member.names, key=lambda name: (-member.names[name], name))[:_NAMES]
    keys: list[object] = []
    if time is not None and not time.recurring:
        if time.last - time.first <= 1:
            for day in range(time.first - 1, time.last + 2):
                keys += [(subject, day) for subject in subjects]
                keys += [(name, day) for name in rare]
            keys += [("in", text, "day", day) for day in range(time.first, time.last + 1)]
        elif time.last - time.first < 32:
            keys += [("week", subject, day // 8) for subject in subjects for day in range(time.first, time.last + 8, 8)]
        month = _month(time.first)
        keys += [(subject, "month", month) for subject in subjects]
    if time is not None and time.recurring:
        keys += [(subject, "series") for subject in subjects]
    if member.announced:
        keys += [(subject, "announced") for subject in subjects]
    keys += [(subject, name) for subject in subjects for name in rare]
    keys.append(("in", text, member.happening.trigger_span))
    if member.update is not None:
        keys.append(("in", text, "change"))
    keys += [("in", text, subject) for subject in subjects]
    return keys


def _asked(member: Member) -> Iterable[object]:
    """Further keys that are looked up only: a single time asks for its series, what is announced for its time."""
    if member.time is not None and not member.time.recurring:
        for subject in (member.head, *sorted(member.kinds)):
            yield (subject, "series")
    if member.announced and member.published:
        month = _month(day_of(member.published))
        yield from (
            (subject, "month", near) for subject in sorted({member.head, *member.kinds}) for near in (month, month + 1)
        )


def _month(day: int) -> int:
    """The calendar month of a day, counted from year 1."""
    found = date.fromordinal(day)
    return found.year * 12 + found.month


def _best(
    member: Member, keys: Sequence[object], index: dict[object, list[Cluster]], corpus: Corpus
) -> tuple[Cluster, Member, Terms] | None:
    near = _near(keys, index, _CLUSTERS)
    at_home = index.get(("in", member.document, member.happening.trigger_span), ())
    home = set(at_home)
    ceiling = most_elsewhere(member)
    if home:
        near.sort(key=lambda cluster: cluster not in home)
    reach = _reach(member)
    best: tuple[float, Cluster, Member] | None = None
    for cluster in near:
        if best is not None and best[0] >= ceiling and cluster not in home:
            break  # no other trigger can do better than this one's own
        if reach is not None and _far(reach, cluster):
            continue
        found = _against(member, cluster, corpus, least=0.0 if best is None else best[0])
        if found is not None and (best is None or found[0] > best[0]):
            best = (found[0], cluster, found[1])
    if best is None:
        return None
    terms: Terms = []
    score(member, best[2], corpus, terms)
    return best[1], best[2], terms


def _near(keys: Iterable[object], index: Mapping[object, Sequence[Cluster]], most: int) -> list[Cluster]:
    """The clusters that share most with the keys, a key that few clusters have counting more; of equals the oldest."""
    shared: dict[Cluster, float] = {}
    known = shared.get
    for key in keys:
        crowd = index.get(key)
        if crowd:
            worth = 1.0 / len(crowd)
            for cluster in crowd:
                shared[cluster] = known(cluster, 0.0) + worth
    near = list(shared)
    if len(near) > most:  # most are far behind, and putting them in order would cost more than finding them
        least = sorted(shared.values())[-most]
        near = [cluster for cluster, worth in shared.items() if worth >= least]
    near.sort(key=_NUMBER)
    near.sort(key=shared.__getitem__, reverse=True)
    return near[:most]


def _against(
    member: Member, cluster: Cluster, corpus: Corpus, fitting: bool = False, least: float | None = None
) -> tuple[float, Member] | None:
    """Mean of the better half of the scores against a cluster, and the best partner; None after a veto.

    None too where the mean does not exceed ``least``, most often before any wording is compared.
    """
    changed = cluster.changed or member.update is not None
    found: list[tuple[float, Member]] = []
    strange = known = False
    for other in cluster.asked:
        apart = told_apart(member, other, corpus)
        if apart is not None:
            known = known or other.changes
            if not fitting or fits(member, other):
                found.append((apart[0], other))
        elif may_end(other, member):
            continue  # by another word: so it is no reason for, and none against
        elif not changed or _both_told(member, other):
            return None
        elif not other.changes:
            strange = True
    if strange and not known and member.update is None:
        return None  # a time that nobody changes is the old one or a new one
    if not found or (least is not None and _better([total for total, _ in found], changed) + MOST_WORDING <= least):
        return None
    scores = [(total + wording(member, other), other) for total, other in found]
    mean = _better([total for total, _ in scores], changed)
    return (mean, max(scores, key=_total)[1]) if least is None or mean > least else None


def _both_told(one: Member, other: Member) -> bool:
    """Whether one text tells two times that are not one, and neither as a change: a change is of one of them."""
    return one.document == other.document and one.update is None and other.update is None


def _reach(member: Member) -> tuple[int, int, int] | None:
    """First and last day of a single time, and by how many days another may be off; None where any time may do."""
    time = member.time
    if time is None or time.recurring or member.update is not None:
        return None
    return time.first, time.until, slack(member)


def _far(reach: tuple[int, int, int], cluster: Cluster) -> bool:
    """Whether some time of a cluster lies so far from a member's that it is a veto, whatever else is said."""
    first, until, apart = reach
    if cluster.latest is None or cluster.changed:
        return False
    if apart < MOST_SLACK and (cluster.apart < apart or cluster.apart == MOST_SLACK):
        apart = cluster.apart
    return until + apart < cluster.latest or cluster.earliest + apart < first


def _total(scored: tuple[float, Member]) -> float:
    return scored[0]


def _better(totals: list[float], changed: bool) -> float:
    """The mean of the better half; the best one where a change of time makes the others differ."""
    totals.sort(reverse=True)
    half = totals[: 1 if changed else max(1, (len(totals) + 1) // 2)]
    return sum(half) / len(half)


def _sample(members: Sequence[Member]) -> Sequence[Member]:
    if len(members) <= _COMPARED:
        return members
    step = len(members) / _COMPARED
    return [members[int(n * step)] for n in range(_COMPARED)]


def _merge(clusters: Sequence[Cluster], corpus: Corpus) -> None:
    """One pass over pairs of clusters that share a key; the later joins the earlier."""
    index: dict[object, list[Cluster]] = defaultdict(list)
    for cluster in clusters:
        # in order, for sums of fractions depend on it
        keys = tuple(dict.fromkeys(chain.from_iterable(map(_keys, _sample(cluster.members)))))
        for other in _near(keys, index, _CLUSTERS // 4):
            if _together(cluster, other, corpus):
                for member, terms, partner in zip(cluster.members, cluster.terms, cluster.partners, strict=True):
                    _put(other, member, terms, partner)
                if not cluster.terms[0]:
                    at = len(other.members) - len(cluster.members)
                    other.terms[at], other.partners[at] = why(cluster.members[0], other.members[:at], corpus)
                cluster.into = other
                break
        home = cluster.into or cluster
        for key in keys:
            if len(index[key]) < _CROWD:
                index[key].append(home)


def _together(one: Cluster, other: Cluster, corpus: Corpus) -> bool:
    changed = one.changed or other.changed
    fitting = one.plain and other.plain  # a change of time has its old time already, and joins no second event
    means: list[float] = []
    for member in _sample(one.members):
        reach = _reach(member)
        far = reach is not None and _far(reach, other)
        found = None if far else _against(member, other, corpus, fitting)
        if found is None:
            if changed:
                continue
            return False
        means.append(found[0])
    means.sort(reverse=True)
    half = means[: 1 if changed else max(1, (len(means) + 1) // 2)]
    return bool(means) and sum(half) / len(half) > 0


def why(member: Member, others: Sequence[Member], corpus: Corpus) -> tuple[Terms, Member | None]:
    """The best partner among others, and the terms of that score."""
    best: tuple[float, Member] | None = None
    for other in _sample(others):
        value = score(member, other, corpus)
        if value is not None and (best is None or value > best[0]):
            best = (value, other)
    if best is None:
        return [], None
    terms: Terms = []
    score(member, best[1], corpus, terms)
    return terms, best[1]
