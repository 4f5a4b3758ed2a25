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
    score,
    slack,
    told_apart,
    wording,
)
from timeline.link.times import Time, day_of
from timeline.model import Grain

_CLUSTERS, _COMPARED = 40, 12
_CROWD = 64  # clusters remembered under one key
_MONTH = Grain.MONTH.rank
_NAMES = 4
_ANY = "any"  # clock
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
    met: dict[Cluster, dict[Cluster, None]] = defaultdict(dict)  # the earlier ones that some member may belong to too
    for member in members:
        if not member.founds:
            continue
        put, ask = _keys(member)
        near = _near(member, ask, index)
        best, others = _best(member, near, corpus)
        if best is None:
            clusters.append(Cluster(len(clusters)))
        cluster, partner, terms = best or (clusters[-1], None, [])
        _put(cluster, member, terms, partner)
        for other in others:
            if other is not cluster:
                later, earlier = (cluster, other) if other.number < cluster.number else (other, cluster)
                met[later][earlier] = None
        for key in put:
            crowd = index[key]
            if not crowd or crowd[-1] is not cluster:
                crowd.append(cluster)
                if len(crowd) > _CROWD:
                    del crowd[0]
    _merge(clusters, met, corpus)
    for crowd in index.values():
        crowd[:] = [cluster.into or cluster for cluster in crowd]
    for member in members:  # what has no time joins what has one, and is no bridge between events
        if not member.founds:
            best, _ = _best(member, _near(member, _keys(member)[1], index), corpus)
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


def _keys(member: Member) -> tuple[list[object], list[object]]:
    """Blocking keys, what happens with when and what happens with who: those to be found by, and those to look under.

    Two single times on known days meet by those days, or by one clock and a name where the day may have slipped; a
    series meets by its weekdays.  Only what may be told of any day meets all that happens to somebody, in a month or
    in a text.
    """
    subjects = sorted({member.head, *member.kinds, *member.other_kinds})
    time, text = member.time, member.document
    rare = sorted(member.names, key=lambda name: (-member.names[name], name))[:_NAMES]
    put: list[object] = [("in", text, member.happening.trigger_span)]
    if member.update is not None:
        put.append(("in", text, "change"))
    if member.announced:
        put += [(subject, "announced") for subject in subjects]
    ask = put.copy()
    lasting: list[object] = [(subject, name) for subject in subjects for name in rare]
    lasting += [("in", text, subject) for subject in subjects]
    if time is None:
        months = _months_ahead(member)
        ask += [(subject, "month", month) for subject in sorted({member.head, *member.kinds}) for month in months]
    else:
        put += _timed_keys(member, time, subjects, rare, (time.clock, _ANY), 0)
        ask += _timed_keys(member, time, subjects, rare, (_ANY,) if time.clock is None else (time.clock, None), 1)
        if not time.recurring:
            lasting += [(subject, "month", _month(time.first)) for subject in subjects]
    put += lasting
    if time is None or _loose(member, time):
        return put + [(key, "loose") for key in lasting], ask + lasting
    return put, ask + [(key, "loose") for key in lasting]


def _timed_keys(
    member: Member,
    time: Time,
    subjects: Sequence[str],
    rare: Sequence[str],
    clocks: Iterable[int | str | None],
    around: int,
) -> list[object]:
    """Keys by days and clocks; ``around`` is how many days beside its own a single time looks under."""
    own = sorted({member.head, *member.kinds})
    whose = [(subject, name) for subject in own for name in rare]
    if time.recurring:
        days: Iterable[int] = time.weekdays or range(7)
        found: list[object] = [(key, "on", day) for key in whose for day in days]
        return found + [(subject, "on", day, clock) for subject in subjects for day in days for clock in clocks]
    first, last = time.first, time.last
    found = [("in", member.document, day) for day in range(first, min(last, first + 1) + 1)]
    if member.mail is not None:
        found += [("in", member.mail, day) for day in range(first, min(last, first + 1) + 1)]
    if last - first <= 1:
        found += [(word, day) for word in (*subjects, *rare) for day in range(first - around, last + around + 1)]
    elif last - first < 32:
        found += [(subject, "week", day // 8) for subject in subjects for day in range(first, last + 8, 8)]
    if member.ahead:
        found += [(key, "at", clock) for key in whose for clock in clocks]
    if around:  # for a series: on its own clock the day may be another
        days = [(first + shift) % 7 for shift in (-2, -1, 0)]
        found += [(key, "on", day) for key in whose for day in days]
        found += [(subject, "on", day, clock) for subject in own for day in days for clock in clocks]
    return found


def _loose(member: Member, time: Time) -> bool:
    """Whether a time may be one with a time of another day: its own day is open, or many, or it was changed."""
    return member.update is not None or (not time.recurring and (time.open or time.last - time.first > 1))


def _months_ahead(member: Member) -> Sequence[int]:
    """The months in which what is announced without a time may be."""
    if not member.announced or not member.published:
        return ()
    month = _month(day_of(member.published))
    return month, month + 1


def _month(day: int) -> int:
    """The calendar month of a day, counted from year 1."""
    found = date.fromordinal(day)
    return found.year * 12 + found.month


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


def _near(member: Member, keys: Sequence[object], index: Mapping[object, Sequence[Cluster]]) -> list[Cluster]:
    """The clusters within reach that share a key, the oldest first.

    Of a great many those that share most, a key that few clusters have counting more.
    """
    crowds = [crowd for key in keys if (crowd := index.get(key))]
    found = set(chain.from_iterable(crowds))
    reach = _reach(member)
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
        reach = _reach(member)
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
