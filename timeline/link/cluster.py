"""Grouping: each happening joins the best cluster that shares a blocking key, then clusters that belong together merge.

It is done part by part: no score is above zero between members of two parts, so none has a say in another.

Members come in canonical order, so the result does not depend on the order in which documents arrived.
Cost is near-linear: a happening is compared with at most forty clusters and twelve members of each.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain
from operator import attrgetter

from timeline.link.keys import Keys, reach_of
from timeline.link.members import Corpus, Member
from timeline.link.score import (
    MOST_SLACK,
    MOST_WORDING,
    Terms,
    fits,
    may_end,
    score,
    slack,
    told_apart,
    wording,
)

_CLUSTERS, _COMPARED = 40, 12
_CROWD = 64  # clusters remembered under one key
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


def clusters_of(part: Sequence[tuple[Member, Keys]], corpus: Corpus) -> list[Cluster]:
    """The members of a part, in canonical order, grouped into events."""
    clusters: list[Cluster] = []
    index: dict[int, list[Cluster]] = defaultdict(list)
    met: dict[Cluster, dict[Cluster, None]] = defaultdict(dict)  # the earlier ones that some member may belong to too
    for member, keys in part:
        if not member.founds:
            continue
        best, others = _best(member, _near(keys, index), corpus)
        if best is None:
            clusters.append(Cluster(len(clusters)))
        cluster, partner, terms = best or (clusters[-1], None, [])
        _put(cluster, member, terms, partner)
        for other in others:
            if other is not cluster:
                later, earlier = (cluster, other) if other.number < cluster.number else (other, cluster)
                met[later][earlier] = None
        for key in keys.put:
            crowd = index[key]
            if not crowd or crowd[-1] is not cluster:
                crowd.append(cluster)
                if len(crowd) > _CROWD:
                    del crowd[0]
    _merge(clusters, met, corpus)
    for crowd in index.values():
        crowd[:] = [cluster.into or cluster for cluster in crowd]
    for member, keys in part:  # what has no time joins what has one, and is no bridge between events
        if not member.founds:
            best, _ = _best(member, _near(keys, index), corpus)
            if best is not None:
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


def _best(
    member: Member, near: Sequence[Cluster], corpus: Corpus
) -> tuple[tuple[Cluster, Member, Terms] | None, list[Cluster]]:
    """The cluster that a member joins, with the partner and the terms; and all that it may belong to."""
    best: tuple[float, Cluster, Member] | None = None
    others: list[Cluster] = []
    for cluster in near:
        found = _compared(member, cluster, corpus)
        if not found or max(found, key=_total)[0] + MOST_WORDING <= 0:
            continue
        others.append(cluster)
        least = 0.0 if best is None else best[0]
        if _better([total for total, _ in found], cluster.changed or member.update is not None) + MOST_WORDING > least:
            mean, partner = _worded(member, found, cluster.changed or member.update is not None)
            if mean > least:
                best = (mean, cluster, partner)
    if best is None:
        return None, others
    terms: Terms = []
    score(member, best[2], corpus, terms)
    return (best[1], best[2], terms), others


def _near(keys: Keys, index: Mapping[int, Sequence[Cluster]]) -> list[Cluster]:
    """The clusters within reach that share a key, the oldest first.

    Of a great many those that share most, a key that few clusters have counting more.
    """
    crowds = [crowd for key in keys.ask if (crowd := index.get(key))]
    found = set(chain.from_iterable(crowds))
    reach = keys.reach
    near = [cluster for cluster in found if not _far(reach, cluster)] if reach is not None else list(found)
    if len(near) > _CLUSTERS:
        shared = dict.fromkeys(near, 0.0)
        for crowd in crowds:
            worth = 1.0 / len(crowd)
            for cluster in crowd:
                if cluster in shared:
                    shared[cluster] += worth
        near.sort(key=_NUMBER)
        near.sort(key=shared.__getitem__, reverse=True)
        del near[_CLUSTERS:]
    near.sort(key=_NUMBER)
    return near


def _compared(
    member: Member, cluster: Cluster, corpus: Corpus, fitting: bool = False
) -> list[tuple[float, Member]] | None:
    """The scores against a cluster before any wording is compared; None after a veto."""
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
    return found


def _worded(member: Member, found: Sequence[tuple[float, Member]], changed: bool) -> tuple[float, Member]:
    """The mean of the better half of the scores against a cluster, and the best partner."""
    scores = [(total + wording(member, other), other) for total, other in found]
    return _better([total for total, _ in scores], changed), max(scores, key=_total)[1]


def _both_told(one: Member, other: Member) -> bool:
    """Whether one text tells two times that are not one, and neither as a change: a change is of one of them."""
    return one.document == other.document and one.update is None and other.update is None


def _far(reach: tuple[int, int, int], cluster: Cluster) -> bool:
    """Whether some time of a cluster lies so far from a member's that it is a veto, whatever else is said."""
    if cluster.latest is None or cluster.changed:
        return False
    first, until, apart = reach
    apart = MOST_SLACK if MOST_SLACK in (apart, cluster.apart) else min(apart, cluster.apart)
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


def _merge(clusters: Sequence[Cluster], met: Mapping[Cluster, Iterable[Cluster]], corpus: Corpus) -> None:
    """One pass over pairs of clusters of which some members may be one; the later joins the earlier."""
    for cluster in clusters:
        others = dict.fromkeys(other.into or other for other in sorted(met.get(cluster, ()), key=_NUMBER))
        for other in others:
            if _together(cluster, other, corpus):
                for member, terms, partner in zip(cluster.members, cluster.terms, cluster.partners, strict=True):
                    _put(other, member, terms, partner)
                if not cluster.terms[0]:
                    at = len(other.members) - len(cluster.members)
                    other.terms[at], other.partners[at] = why(cluster.members[0], other.members[:at], corpus)
                cluster.into = other
                break


def _together(one: Cluster, other: Cluster, corpus: Corpus) -> bool:
    changed = one.changed or other.changed
    fitting = one.plain and other.plain  # a change of time has its old time already, and joins no second event
    means: list[float] = []
    for member in _sample(one.members):
        reach = reach_of(member)
        far = reach is not None and _far(reach, other)
        found = None if far else _compared(member, other, corpus, fitting)
        if not found:
            if changed:
                continue
            return False
        means.append(_worded(member, found, other.changed or member.update is not None)[0])
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
