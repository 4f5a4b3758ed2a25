"""The events of a part: its clusters, each with its time, its name and the reasons of its links."""

from __future__ import annotations

from collections.abc import Collection, Container, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from heapq import nsmallest

from timeline.happening.words import lexicon
from timeline.link.cluster import Cluster, clusters_of, why
from timeline.link.copies import Sketch, voices
from timeline.link.days import with_days
from timeline.link.identity import Identity, identities
from timeline.link.keys import Keys
from timeline.link.members import Corpus, Member
from timeline.link.score import Terms
from timeline.link.title import participants_of, place_of, title_of
from timeline.link.vote import Decision, decide
from timeline.link.words import surface
from timeline.model import AllDay, Document, Event, Floating, Grain, Link, Placed, Repeated, Skipped, When

_SAID = 0.2  # a reason says the terms of at least this weight


def events_of(
    parts: Sequence[Sequence[tuple[Member, Keys]]],
    corpus: Corpus,
    sketches: Mapping[str, Sketch],
    previous: Sequence[Event] = (),
    taken: Collection[str] = (),
    *,
    since: date | None = None,
    only_contested: bool = False,
) -> list[tuple[int, Event]]:
    """The events of some parts with the number of the part, by time."""
    clusters = [(cluster, number) for number, part in enumerate(parts) for cluster in clusters_of(part, corpus)]
    for cluster, _ in clusters:
        _sort(cluster)
    clusters.sort(key=lambda found: found[0].members[0].order[1:])
    names = identities([[m.happening for m in cluster.members] for cluster, _ in clusters], previous, taken)
    happenings = [member.happening for part in parts for member, _ in part]
    ordered = {(h.document, head) for h in happenings for side, head in h.relations if side != "for"}
    events = []
    for (cluster, number), name in zip(clusters, names, strict=True):
        whole = not only_contested or any(_in_order(member, ordered) for member in cluster.members)
        if not whole and len(cluster.members) == 1:
            continue
        cluster.members = with_days(cluster.members)
        told = {member.happening.document for member in cluster.members}
        decision = decide(cluster.members, voices({document: sketches[document] for document in told}))
        if whole or _contested(decision):
            links = _bare(cluster) if only_contested else _links(cluster, corpus)
            events.append((number, _event(cluster, decision, name, corpus, since, links)))
    return sorted(events, key=lambda found: (_begin(found[1].when), found[1].uid))


def _sort(cluster: Cluster) -> None:
    """Founder first: the earliest publication, then document and offset."""
    rows = sorted(
        zip(cluster.members, cluster.terms, cluster.partners, strict=True),
        key=lambda row: (row[0].time is None, row[0].published, row[0].order[1:]),
    )
    cluster.members = [row[0] for row in rows]
    cluster.terms = [row[1] for row in rows]
    cluster.partners = [row[2] for row in rows]


def _in_order(member: Member, ordered: Container[tuple[str, str]]) -> bool:
    """Whether a text says that it comes before or after another, or another before or after it."""
    happening = member.happening
    orders = any(side != "for" for side, _ in happening.relations)
    return orders or (happening.document, happening.head) in ordered


def _contested(decision: Decision) -> bool:
    """Whether several times are told: rivals, a start and an end, or one that was replaced."""
    return len(decision.readings) > 1 or bool(decision.superseded)


def _event(
    cluster: Cluster, decision: Decision, name: Identity, corpus: Corpus, since: date | None, links: tuple[Link, ...]
) -> Event:
    members, documents = cluster.members, corpus.documents
    statement = decision.statement
    place = place_of(members)
    who = tuple(n for n in participants_of(members) if n != place)
    grain = statement.grain if statement is not None else None
    published = [p for m in members if (p := _moment(documents[m.document])) is not None]
    return Event(
        uid=name.uid,
        title=title_of(members, documents, place, who),
        when=decision.when,
        place=place,
        participants=who,
        status=decision.status,
        disputed=decision.disputed,
        readings=decision.readings,
        links=links,
        zone=statement.zone if statement is not None else None,
        local=statement.local if statement is not None and not isinstance(statement.local, str) else None,
        grain=grain,
        approximate=statement.approximate if statement is not None else False,
        recurrence=decision.recurrence,
        exdates=decision.exdates,
        in_calendar=_in_calendar(decision, grain, since) and not _said_only(members, documents),
        findings=decision.findings,
        created=min(published, default=None),
        updated=max(published, default=None),
        superseded=decision.superseded,
        replaced=name.replaced,
    )


def _said_only(members: Sequence[Member], documents: Sequence[Document]) -> bool:
    """Whether all that has a time is somebody's saying it: «…, she said on Friday»."""
    timed = [m for m in members if m.time is not None]
    return bool(timed) and all(
        m.head in lexicon(documents[m.document].language).reporting and not m.kinds for m in timed
    )


def _bare(cluster: Cluster) -> tuple[Link, ...]:
    return tuple(Link(member.happening, "") for member in cluster.members)


def _links(cluster: Cluster, corpus: Corpus) -> tuple[Link, ...]:
    """The reason of each member; the one that opened the cluster may not be the first to speak of it."""
    shared: dict[tuple[int, int], str] = {}  # two documents -> what they share, in words
    links = [Link(cluster.members[0].happening, "first to speak of it")]
    for number, member in enumerate(cluster.members[1:], 1):
        terms, partner = cluster.terms[number], cluster.partners[number]
        if partner is None:
            terms, partner = why(member, cluster.members[:number], corpus)
        links.append(_link(member, terms, partner, corpus, shared))
    return tuple(links)


def _link(
    member: Member, terms: Terms, partner: Member | None, corpus: Corpus, shared: dict[tuple[int, int], str]
) -> Link:
    if partner is None:
        return Link(member.happening, "told of together with the others")
    telling = [name for name, weight in sorted(terms, key=_heavy) if weight >= _SAID]
    said = [_said(name, member, partner, corpus, shared) for name in telling]
    span = (
        partner.happening.statement.span if partner.happening.statement is not None else partner.happening.trigger_span
    )
    reason = ", ".join(said) + f"; compared with {partner.happening.document}"
    return Link(member.happening, reason, tuple((n, round(w, 3)) for n, w in terms), span)


def _heavy(term: tuple[str, float]) -> float:
    return -term[1]


def _said(name: str, member: Member, partner: Member, corpus: Corpus, shared: dict[tuple[int, int], str]) -> str:
    """A term with what is shared: «documents share Anchorage, ceasefire, summit»."""
    document = corpus.documents[member.document]
    if name == "documents alike":
        pair = (member.document, partner.document)
        if pair not in shared:
            one, other = corpus.vectors[member.document], corpus.vectors[partner.document]
            stems = nsmallest(3, (s for s in one if s in other), key=lambda s: (-one[s] * other[s], s))
            shared[pair] = f"documents share {', '.join(surface(stem, document) for stem in stems)}"
        return shared[pair]
    if name == "shared names":
        stems = sorted((s for s in member.names if s in partner.names), key=lambda s: (-member.names[s], s))
        return f"both name {', '.join(_written(stem, member, document) for stem in stems[:3])}"
    return name


def _written(stem: str, member: Member, document: Document) -> str:
    """A word as the member's own sentence has it, else its document."""
    said = surface(stem, replace(document, text=member.happening.quote))
    return said if said != stem else surface(stem, document)


def _moment(document: Document) -> datetime | None:
    published = document.published
    if isinstance(published, datetime):
        return published.astimezone(UTC)
    return datetime(published.year, published.month, published.day, tzinfo=UTC) if published is not None else None


def _in_calendar(decision: Decision, grain: Grain | None, since: date | None) -> bool:
    start = _begin(decision.when)
    statement = decision.statement
    if isinstance(decision.when, Floating) and statement is not None and isinstance(statement.local, datetime):
        start = statement.local.isoformat()  # a day is known: it is shown as one
    if decision.recurrence is not None and isinstance(decision.when, AllDay):
        grain = decision.when.grain  # of «every Thursday» each occurrence is a day
    if not start or (grain is not None and grain.rank > Grain.DAY.rank):
        return False
    return decision.recurrence is not None or since is None or start[:10] >= since.isoformat()


def _begin(when: When | None) -> str:
    """Sortable text of a beginning; empty where there is none."""
    match when:
        case Placed(start=start):
            return start.isoformat()
        case AllDay(first=first):
            return first.isoformat()
        case Repeated(first=first_time):
            return first_time.start.isoformat()
        case Skipped(before=before):
            return before.start.isoformat()
        case _:
            return ""
