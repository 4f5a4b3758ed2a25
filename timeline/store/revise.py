"""What a rebuild does to events: whose SEQUENCE rises, whose content merely changed, and which are withdrawn.

RFC 5545 3.8.7.4: SEQUENCE rises when the time, the status or the place changes.
LAST-MODIFIED moves on a real change only; a moving one makes every event new at every poll.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Final

from timeline.model import AllDay, Document, Event, Placed, Repeated, Skipped, Status
from timeline.store import codec

KEPT: Final = timedelta(days=90)  # how long a cancelled event stays in the calendar


@dataclass(frozen=True, slots=True)
class Revised:
    """The events after a rebuild, and what became of them by uid."""

    events: tuple[Event, ...]
    created: tuple[str, ...] = ()
    moved: tuple[str, ...] = ()  # time, status or place changed: SEQUENCE rose
    edited: tuple[str, ...] = ()  # other content changed
    cancelled: tuple[str, ...] = ()  # no document speaks of them any more
    shifted: tuple[str, ...] = ()  # of those moved: same wall time, other UTC; the zone's law changed
    gone: frozenset[str] = frozenset()  # the cancelled, and those that were gone before


def revise(
    previous: Mapping[str, Event],
    computed: Sequence[Event],
    documents: Sequence[Document],
    changed: Collection[str],
    now: datetime,
    renamed: Collection[str] = (),
) -> Revised:
    """Computed events with revision and times of change; ``changed`` are ids of new or altered documents.

    ``renamed`` are those of them that are called otherwise now, which readers are told with each of their events.
    An event that is as it was stays the same object.
    """
    by_id = {document.id: document for document in documents}
    events: list[Event] = []
    fates: dict[str, list[str]] = {"created": [], "moved": [], "edited": [], "cancelled": []}
    shifted = []
    for event in computed:
        before = previous.get(event.uid)
        fate: str | None = "created"
        if before is None:
            at = _cause(event, by_id, by_id, now)
            first = min(event.created or at, at)
            after = replace(event, revision=0, sequence=0, created=first, updated=at)
        else:
            retold = bool(renamed) and any(link.happening.document in renamed for link in event.links)
            fate, after = _carried_on(before, event, _cause(event, by_id, changed, now), now, retold)
            if fate == "moved" and _shifted(before, event):
                shifted.append(event.uid)
        if fate:
            fates[fate].append(event.uid)
        events.append(after)
    gone = previous.keys() - {event.uid for event in computed}
    for uid, before in previous.items():
        if uid not in gone:
            continue
        if before.status is not Status.CANCELLED:
            fates["cancelled"].append(uid)
            before = withdrawn(before, max(now, before.updated or now))
        events.append(before)
    told = {fate: tuple(uids) for fate, uids in fates.items()}
    return Revised(tuple(events), **told, shifted=tuple(shifted), gone=frozenset(gone))


def _carried_on(before: Event, event: Event, at: datetime, now: datetime, retold: bool) -> tuple[str | None, Event]:
    """What became of an event that was there before, and the event with its revision; ``at``: when it was told so."""
    updated = before.updated or now
    kept = replace(event, revision=before.revision, sequence=before.sequence, created=before.created, updated=updated)
    if not retold:
        if kept == before:
            return None, before
        if fingerprint(event) == fingerprint(before):
            return None, kept
    rises = _frame(event) != _frame(before)
    later = at if at > updated else max(now, updated)
    after = replace(kept, revision=kept.revision + 1, sequence=kept.sequence + rises, updated=later)
    return "moved" if rises else "edited", after


def withdrawn(event: Event, at: datetime) -> Event:
    """The event as cancelled."""
    return replace(event, status=Status.CANCELLED, revision=event.revision + 1, sequence=event.sequence + 1, updated=at)


def erased(event: Event) -> Event:
    """What a calendar needs to withdraw the event, and nothing that any text said."""
    return Event(
        uid=event.uid,
        title="Withdrawn",
        when=event.when,
        place=None,
        participants=(),
        status=Status.CANCELLED,
        disputed=False,
        readings=(),
        links=(),
        in_calendar=event.in_calendar,
        revision=event.revision,
        created=event.created,
        updated=event.updated,
        sequence=event.sequence,
    )


def shown(gone: datetime | None, now: datetime) -> bool:
    """Whether an event belongs to the timeline: one that is gone leaves it after a while."""
    return gone is None or now - gone <= KEPT


def last_change(event: Event, gone: datetime | None, now: datetime) -> datetime:
    """When what readers are shown of the event last changed; that it left the timeline is a change too."""
    updated = event.updated or datetime.min.replace(tzinfo=UTC)
    return updated if gone is None or shown(gone, now) else gone + KEPT


def called(document: Document) -> tuple[object, ...]:
    """What readers are told of a document itself, beside its events."""
    return document.title, document.publisher, document.url, document.published


def fingerprint(event: Event) -> str:
    """A digest of what readers are shown of an event; scores and parse trees are not."""
    told = [
        (
            link.happening.document,
            link.happening.span,
            link.happening.quote,
            None
            if (s := link.happening.statement) is None
            else (s.span, s.text, s.when, s.modality, s.role, s.recurrence),
        )
        for link in event.links
    ]
    bare = replace(event, links=(), revision=0, sequence=0, created=None, updated=None)
    return hashlib.sha256(codec.dumps((bare, told)).encode()).hexdigest()


def starts(event: Event) -> str | None:
    """When the event begins, as text that sorts by time; None where it has no place on the calendar."""
    match event.when:
        case Placed(start=start) | Repeated(first=Placed(start=start)) | Skipped(before=Placed(start=start)):
            return start.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ").zfill(20)
        case AllDay(first=first):
            return first.isoformat()
        case _:
            return None


def _shifted(before: Event, after: Event) -> bool:
    """Whether the wall clock still says the same, so that only the zone's law can have moved the instant."""
    same = (before.zone, before.local) == (after.zone, after.local)
    return same and after.local is not None and before.when != after.when


def _frame(event: Event) -> tuple[object, ...]:
    return event.when, event.recurrence, event.exdates, event.status, event.place


def _cause(event: Event, documents: Mapping[str, Document], changed: Collection[str], now: datetime) -> datetime:
    """The newest publication among the documents that made the event what it is; the clock where none states one.

    A date to come is a slip or an embargo: the event has changed now.  What it was told to be changed at in 2062 could
    not change again before.
    """
    ids = {link.happening.document for link in event.links}
    times = [_moment(documents[i].published) for i in ids if i in documents and i in changed]
    return min(max((t for t in times if t is not None), default=now), now)


def _moment(published: datetime | date | None) -> datetime | None:
    if isinstance(published, datetime):
        return published.astimezone(UTC)
    if published is not None:
        return datetime.combine(published, time(), UTC)
    return None
