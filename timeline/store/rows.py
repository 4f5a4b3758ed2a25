"""Values to rows and rows to values; every function works inside the transaction it is given."""

from __future__ import annotations

import json
from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from itertools import islice
from typing import Any, Final, TypeVar

from sqlalchemy import (
    ColumnElement,
    Connection,
    Table,
    and_,
    bindparam,
    delete,
    func,
    insert,
    select,
    true,
    update,
)

from timeline.model import Document, Event, Finding, Statement, Status
from timeline.store import codec, schema
from timeline.store.change import Change, Source
from timeline.store.revise import Revised, called, erased, starts

Value = TypeVar("Value")
_CHUNK: Final = 500  # rows or bound values at once; SQLite's oldest limit is 999


# -- documents -----------------------------------------------------------------


def documents(connection: Connection) -> tuple[Document, ...]:
    """The live documents, in order."""
    return tuple(codec.loads(content) for _, content in document_texts(connection))


def document_texts(connection: Connection) -> Iterator[tuple[Hashable, str]]:
    """The live documents by id, encoded, in order."""
    table = schema.documents
    found = select(table.c.id, table.c.content).where(table.c.withdrawn.is_(None))
    yield from ((row.id, row.content) for row in connection.execute(found.order_by(table.c.position, table.c.id)))


def put(connection: Connection, given: Sequence[Document], via: str, now: datetime) -> Change:
    """Insert documents, or revise those whose content differs; what is given twice is as it was given last."""
    table = schema.documents
    given = list({document.id: document for document in given}.values())
    known = _known(connection, [document.id for document in given])
    last = connection.execute(select(func.max(table.c.position))).scalar()
    place = 0 if via == "build" or last is None else last + 1
    added: list[str] = []
    revised: list[str] = []
    unchanged: list[str] = []
    elsewhere: list[str] = []
    for position, document in enumerate(given, place):
        seen = known.get(document.id)
        row = _row(document, seen, via, position, now)
        if seen is None:
            row |= {"id": document.id, "revision": 0, "changed": now.isoformat()}
            connection.execute(insert(table).values(row))
            added.append(document.id)
            continue
        if seen.hash == row["hash"] and seen.withdrawn is None:
            unchanged.append(document.id)
            if (seen.position, seen.via, seen.path) == (row["position"], row["via"], row["path"]):
                continue
            row["retrieved"] = seen.retrieved
            if seen.path != row["path"]:
                elsewhere.append(document.id)
        elif seen.hash == row["hash"]:
            added.append(document.id)
            row |= {"withdrawn": None, "changed": now.isoformat()}
        else:
            (revised if seen.withdrawn is None else added).append(document.id)
            _keep_revision(connection, seen)
            row |= {"withdrawn": None, "changed": now.isoformat(), "revision": seen.revision + 1}
        connection.execute(update(table).where(table.c.id == document.id).values(row))
    return Change(tuple(added), tuple(revised), unchanged=tuple(unchanged), elsewhere=tuple(elsewhere))


def _row(document: Document, seen: Any | None, via: str, position: int, now: datetime) -> dict[str, Any]:
    """The row of a document, which keeps its place and its way in from the one that was ``seen`` before."""
    return {
        "hash": codec.digest(codec.dumps(replace(document, origin=None))),
        "via": via if seen is None or via == "add" else seen.via,
        "path": json.dumps(document.origin.path if document.origin else ""),
        "url": json.dumps(document.url) if document.url else None,
        "position": position if seen is None or via == "build" else seen.position,
        "retrieved": now.isoformat(),
        "content": codec.dumps(document),
    }


def same_address(connection: Connection, given: Sequence[Document]) -> tuple[Document, ...]:
    """The documents, each under the id of the live one with its address: a re-published article is a revision.

    One that is there by its id keeps it, and of several with one address the first is the article.
    """
    table = schema.documents
    ids: dict[str, str] = {}
    for chunk in chunks(sorted({json.dumps(document.url) for document in given if document.url})):
        found = select(table.c.url, table.c.id).where(table.c.url.in_(chunk), table.c.withdrawn.is_(None))
        ids |= {row.url: row.id for row in connection.execute(found.order_by(table.c.position.desc()))}
    known = _known(connection, [document.id for document in given])
    taken = {name for name, row in known.items() if row.withdrawn is None}
    wanted = []
    for document in given:
        name = ids.get(json.dumps(document.url)) if document.url and document.id not in taken else None
        if name is not None and name not in taken:
            taken.add(name)
            document = replace(document, id=name)
        wanted.append(document)
    return tuple(wanted)


def withdraw(connection: Connection, ids: Iterable[str], now: datetime) -> None:
    """Mark documents as gone."""
    table = schema.documents
    for chunk in chunks(ids):
        still = table.c.withdrawn.is_(None)
        connection.execute(update(table).where(table.c.id.in_(chunk), still).values(withdrawn=now.isoformat()))


def erase_documents(connection: Connection, ids: Sequence[str], now: datetime) -> None:
    """Delete documents with all their revisions; a digest of the id keeps ``update`` from bringing them back."""
    for chunk in chunks(ids):
        connection.execute(delete(schema.documents).where(schema.documents.c.id.in_(chunk)))
        connection.execute(delete(schema.document_revisions).where(schema.document_revisions.c.id.in_(chunk)))
    put(connection, [Document(_tombstone(name), "") for name in ids], "add", now)
    withdraw(connection, [_tombstone(name) for name in ids], now)


def not_removed(connection: Connection, given: Sequence[Document]) -> tuple[Document, ...]:
    """The documents without those that a user has removed."""
    known = _known(connection, [name for document in given for name in (document.id, _tombstone(document.id))])
    removed = {name for name, row in known.items() if row.withdrawn is not None}
    return tuple(d for d in given if d.id not in removed and _tombstone(d.id) not in removed)


def held(connection: Connection, name: str) -> bool:
    """Whether the store has or had a document of that id."""
    return bool(_known(connection, [name, _tombstone(name)]))


def _tombstone(name: str) -> str:
    return f"removed:{codec.digest(name)}"


def _known(connection: Connection, ids: Sequence[str]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for chunk in chunks(ids):
        rows = connection.execute(select(schema.documents).where(schema.documents.c.id.in_(chunk)))
        found |= {row.id: row for row in rows}
    return found


def _keep_revision(connection: Connection, seen: Any) -> None:
    values = {"id": seen.id, "revision": seen.revision, "changed": seen.changed, "content": seen.content}
    connection.execute(insert(schema.document_revisions).values(values))


def renamed(connection: Connection, revised: Sequence[str]) -> frozenset[str]:
    """Of documents that were revised just now, those that readers are told other things of than before."""
    table, past = schema.documents, schema.document_revisions
    same = and_(past.c.id == table.c.id, past.c.revision == table.c.revision - 1)
    found: set[str] = set()
    for chunk in chunks(revised):
        both = select(table.c.id, table.c.content, past.c.content.label("former")).join(past, same)
        for row in connection.execute(both.where(table.c.id.in_(chunk))):
            if called(codec.loads(row.content)) != called(codec.loads(row.former)):
                found.add(row.id)
    return frozenset(found)


# -- what was computed -----------------------------------------------------------


def events_again(connection: Connection, uids: Collection[str], purged: Collection[str]) -> Iterator[Event]:
    """Events of which no document spoke any more: those of the UIDs, and all of them if documents are purged."""
    table = schema.events
    gone = select(table.c.content).where(table.c.gone.is_not(None))
    for chosen in [gone] if purged else [gone.where(table.c.uid.in_(chunk)) for chunk in chunks(uids)]:
        yield from map(codec.loads, connection.execute(chosen).scalars())


def event_texts(connection: Connection) -> Iterator[tuple[Hashable, str]]:
    """All events by UID, encoded."""
    table = schema.events
    found = connection.execute(select(table.c.uid, table.c.content).order_by(table.c.uid))
    yield from ((row.uid, row.content) for row in found)


def statement_texts(connection: Connection) -> Iterator[tuple[tuple[str, int], str]]:
    """All statements by document and number, encoded, in order."""
    table = schema.statements
    found = connection.execute(select(table).order_by(*table.primary_key))
    yield from (((row.document, row.number), row.content) for row in found)


def finding_texts(connection: Connection) -> Iterator[tuple[Hashable, str]]:
    """All findings by what they are about, encoded."""
    table = schema.findings
    found = connection.execute(select(*table.primary_key, table.c.content).order_by(*table.primary_key))
    yield from (((row.event, row.document, row.number), row.content) for row in found)


def gone(connection: Connection) -> dict[str, datetime]:
    """The uids of which no document speaks any more, with since when."""
    table = schema.events
    found = connection.execute(select(table.c.uid, table.c.gone).where(table.c.gone.is_not(None)))
    return {row.uid: codec.moment(row.gone) for row in found}


def without(event: Event, purged: frozenset[str]) -> Event:
    """The event with nothing of the purged documents in it: a cancelled one that quotes them is emptied."""
    if not purged or event.status is not Status.CANCELLED:
        return event
    quoted = {link.happening.document for link in event.links}
    quoted.update(name for rival in event.readings for name in rival.documents)
    return erased(event) if quoted & purged else event


def put_statements(
    connection: Connection, stated: Mapping[str, Sequence[Statement]], gone: Iterable[str], *, everything: bool
) -> None:
    """Write the statements of some documents, and drop those of documents that are gone, or of all others."""
    table = schema.statements
    wanted: dict[tuple[Any, ...], dict[str, Any]] = {
        (name, number): {"document": name, "number": number, "content": codec.dumps(statement)}
        for name, found in stated.items()
        for number, statement in enumerate(found)
    }
    some = [table.c.document.in_(chunk) for chunk in chunks({*stated, *gone})]
    _replace(connection, table, [true()] if everything else some, wanted)


def put_findings(
    connection: Connection,
    found: Mapping[str, Sequence[Finding]],
    about: Mapping[str, Sequence[Finding]],
    former: tuple[Iterable[str], Iterable[str]],
    *,
    everything: bool,
) -> None:
    """Write what was found in some documents and about some events; ``former`` names those that had any before."""
    table = schema.findings
    wanted: dict[tuple[Any, ...], dict[str, Any]] = {}
    for owner, findings in (*(("", said) for said in found.values()), *about.items()):
        for number, finding in enumerate(findings):
            key = (owner, finding.document, number)
            names = dict(zip(("event", "document", "number"), key, strict=True))
            wanted[key] = {**names, "code": finding.code, "content": codec.dumps(finding)}
    documents, events = former
    some: list[ColumnElement[bool]] = [table.c.event.in_(chunk) for chunk in chunks(events)]
    some += [and_(table.c.event == "", table.c.document.in_(chunk)) for chunk in chunks(documents)]
    _replace(connection, table, [true()] if everything else some, wanted)


def _replace(
    connection: Connection,
    table: Table,
    some: Iterable[ColumnElement[bool]],
    wanted: Mapping[tuple[Any, ...], dict[str, Any]],
) -> None:
    """Of the rows that are meant delete those that are gone or differ, and insert those that are new or differ."""
    keys = tuple(table.primary_key.columns)
    found = (row for one in some for row in connection.execute(select(*keys, table.c.content).where(one)))
    stored = {tuple(row[:-1]): row[-1] for row in found}
    stale = [key for key, content in stored.items() if key not in wanted or wanted[key]["content"] != content]
    if stale:
        same = and_(*(column == bindparam(f"which_{column.name}") for column in keys))
        names = [f"which_{column.name}" for column in keys]
        gone = [dict(zip(names, key, strict=True)) for key in stale]
        connection.execute(delete(table).where(same), gone)
    _insert(connection, table, [row for key, row in wanted.items() if stored.get(key) != row["content"]])


def put_events(
    connection: Connection,
    revised: Revised,
    parts: Mapping[str, int],
    previous: Mapping[str, Event],
    purged: frozenset[str],
    now: datetime,
) -> None:
    """Insert new events and update changed ones, with their parts; former states become history."""
    table = schema.events
    stored: dict[str, Any] = {}
    for chunk in chunks([event.uid for event in revised.events]):
        columns = (table.c.uid, table.c.hash, table.c.part, table.c.gone)
        stored |= {row.uid: row for row in connection.execute(select(*columns).where(table.c.uid.in_(chunk)))}
    fresh, replaced, moved, past = [], [], [], []
    for event in revised.events:
        seen, part = stored.get(event.uid), parts.get(event.uid, 0)
        since = (seen.gone if seen is not None else None) or now.isoformat()
        gone = since if event.uid in revised.gone else None
        if seen is None or event is not previous.get(event.uid):
            row = _event_row(event, codec.dumps(event)) | {"gone": gone, "part": part}
            if seen is None:
                fresh.append(row)
                continue
            if seen.hash != row["hash"]:
                replaced.append({**row, "which": row.pop("uid")})
                past.append(previous[event.uid])
                continue
        if (seen.part, seen.gone) != (part, gone):
            moved.append({"which": event.uid, "new_part": part, "new_gone": gone})
    _insert(connection, table, fresh)
    one = update(table).where(table.c.uid == bindparam("which"))
    if replaced:
        names = [name for name in replaced[0] if name != "which"]
        connection.execute(one.values({name: bindparam(name) for name in names}), replaced)
    if moved:
        connection.execute(one.values(part=bindparam("new_part"), gone=bindparam("new_gone")), moved)
    _keep_history(connection, past)
    if purged:
        _purge_history(connection, purged)


def _event_row(event: Event, content: str) -> dict[str, Any]:
    created, updated = event.created, event.updated
    return {
        "uid": event.uid,
        "starts": starts(event),
        "status": event.status.value,
        "revision": event.revision,
        "created": created.isoformat() if created else "",
        "updated": updated.isoformat() if updated else "",
        "in_calendar": event.in_calendar,
        "hash": codec.digest(content),
        "content": content,
    }


def _keep_history(connection: Connection, past: Sequence[Event]) -> None:
    table = schema.event_revisions
    counts: dict[str, int] = {}
    for chunk in chunks([event.uid for event in past]):
        found = select(table.c.uid, func.max(table.c.number)).where(table.c.uid.in_(chunk)).group_by(table.c.uid)
        counts |= {row[0]: row[1] + 1 for row in connection.execute(found)}
    lines = [{"uid": event.uid, "number": counts.get(event.uid, 0), "content": codec.dumps(event)} for event in past]
    _insert(connection, table, lines)


def _purge_history(connection: Connection, purged: frozenset[str]) -> None:
    """Delete former states of events that quote the purged documents."""
    table = schema.event_revisions
    quoting = set()
    for row in connection.execute(select(table.c.uid, table.c.content)):
        event = codec.loads(row.content)
        if {link.happening.document for link in event.links} & purged:
            quoting.add(row.uid)
    for chunk in chunks(sorted(quoting)):
        connection.execute(delete(table).where(table.c.uid.in_(chunk)))


# -- facts and sources -------------------------------------------------------------


def facts(connection: Connection) -> dict[str, str]:
    """What is known of the last change."""
    return {row.name: row.value for row in connection.execute(select(schema.facts))}


def put_facts(connection: Connection, values: Mapping[str, str]) -> None:
    """Write facts over the former ones."""
    connection.execute(delete(schema.facts).where(schema.facts.c.name.in_(list(values))))
    connection.execute(insert(schema.facts), [{"name": name, "value": value} for name, value in values.items()])


def put_sources(connection: Connection, given: Iterable[Source], via: str) -> None:
    """Write sources over their former state; what ``build`` brought is all that its last call named."""
    if via == "build":
        connection.execute(delete(schema.sources).where(schema.sources.c.via == "build"))
    for source in given:
        _put_source(connection, source)


def _put_source(connection: Connection, source: Source) -> None:
    key = codec.digest(source.path)
    connection.execute(delete(schema.sources).where(schema.sources.c.hash == key))
    row = {
        "hash": key,
        "path": json.dumps(source.path),
        "via": source.via,
        "options": json.dumps(dict(source.options), sort_keys=True),
        "etag": source.etag,
        "modified": source.modified,
        "retrieved": source.retrieved.isoformat() if source.retrieved else None,
    }
    connection.execute(insert(schema.sources).values(row))


def forget_sources(connection: Connection, gone: Iterable[Document]) -> None:
    """Drop the sources that gave nothing but these documents: addresses, and files of which no other is left."""
    live = select(schema.documents.c.path).where(schema.documents.c.withdrawn.is_(None))
    needed = {json.loads(path) for path in connection.execute(live).scalars()}
    places = {place for d in gone for place in (d.id, d.url, d.origin.path if d.origin else None) if place} - needed
    for source in sources(connection):
        if source.path in places or any(source.path.endswith(f"/{place}") for place in places):
            connection.execute(delete(schema.sources).where(schema.sources.c.hash == codec.digest(source.path)))


def sources(connection: Connection) -> tuple[Source, ...]:
    """All sources, by path."""
    found = [
        Source(
            path=json.loads(row.path),
            via=row.via,
            options=tuple(sorted(json.loads(row.options).items())),
            etag=row.etag,
            modified=row.modified,
            retrieved=codec.moment(row.retrieved) if row.retrieved else None,
        )
        for row in connection.execute(select(schema.sources))
    ]
    return tuple(sorted(found, key=lambda source: source.path))


def _insert(connection: Connection, table: Table, lines: Sequence[Mapping[str, Any]]) -> None:
    if lines:
        connection.execute(insert(table), list(lines))


def chunks(values: Iterable[Value]) -> Iterator[list[Value]]:
    """Values in lists of as many as one query may name."""
    source = iter(values)
    while chunk := list(islice(source, _CHUNK)):
        yield chunk
