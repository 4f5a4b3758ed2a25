"""Documents, statements and events with their revisions, in SQLite or PostgreSQL.

Every change is one transaction: the documents change, the events that this touches are computed, and what became of
them is written, or nothing is.
Readers see the state before or after it, never one between.
"""

from __future__ import annotations

import os
import secrets
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Self

from sqlalchemy import Connection, select
from sqlalchemy.exc import DBAPIError

from timeline import __version__
from timeline.cache import program
from timeline.config import Config
from timeline.model import Document, Event, Timeline
from timeline.store import codec, rows, schema, tokens
from timeline.store.change import Change, Source, Token
from timeline.store.decoded import Decoded
from timeline.store.engine import (
    MissingStoreError,
    NewerStoreError,
    StoreError,
    address,
    connect,
    explained,
    forget,
    reading,
    writing,
)
from timeline.store.readings import put_readings
from timeline.store.revise import Revised, last_change, revise, shown, starts
from timeline.store.shelf import Shelf
from timeline.zones.rules import version as tz_version

if TYPE_CHECKING:
    from timeline.renew import Outcome

__all__ = ["Change", "MissingStoreError", "NewerStoreError", "Source", "Store", "StoreError", "Token", "clock"]

Compute = Callable[[Shelf, Config], "Outcome"]


def clock() -> datetime:
    """The present second; SOURCE_DATE_EPOCH where it is set, so that a rebuild writes the same bytes."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if epoch.isascii() and epoch.isdigit() and len(epoch) < 12:
        return datetime.fromtimestamp(int(epoch), UTC)
    return datetime.now(UTC).replace(microsecond=0)


def _when(facts: Mapping[str, str]) -> datetime:
    """When an event of the store was last made, changed or withdrawn, by the clock of whoever did it."""
    return codec.moment(facts["changed"]) if "changed" in facts else datetime.min.replace(tzinfo=UTC)


def _renewed(shelf: Shelf, config: Config) -> Outcome:
    from timeline.renew import renew  # loads the lexicons, which nobody needs who only reads

    return renew(shelf, config)


def _in_time(event: Event) -> tuple[str, str]:
    return starts(event) or "", event.uid


class Store:
    """The store at a path or URL; made there if ``create`` says so."""

    def __init__(
        self,
        url: str = "timeline.db",
        config: Config | None = None,
        *,
        create: bool = True,
        compute: Compute = _renewed,
        now: Callable[[], datetime] = clock,
    ) -> None:
        where = address(url)
        self.shown = where.render_as_string(hide_password=True) if "://" in url else url
        self._config = config or Config()
        self._compute = compute
        self._now = now
        self._engine = connect(where, create=create)
        self._decoded = (Decoded(), Decoded(), Decoded(), Decoded())  # documents, statements, events, findings

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Give the connections back."""
        self._engine.dispose()

    # -- reading -------------------------------------------------------------

    def generation(self) -> int:
        """A number that rises with every change; what was read under the same number is still true."""
        with self._reading() as connection:
            return codec.number(rows.facts(connection).get("generation", "0"))

    def timeline(self) -> Timeline:
        """Everything the store holds: live documents, their statements, events (cancelled ones last), findings.

        Asked again, it decodes what has changed; what has not is the same object as before.
        """
        with self._reading() as connection:
            documents, statements, events, findings = (
                known.read(read(connection))
                for known, read in zip(
                    self._decoded,
                    (rows.document_texts, rows.statement_texts, rows.event_texts, rows.finding_texts),
                    strict=True,
                )
            )
            now, facts, gone = self._now(), rows.facts(connection), rows.gone(connection)
            place = {document.id: n for n, document in enumerate(documents)}
            found = sorted(set(findings), key=lambda f: (place[f.document], f.spans, f.code, f.message))
            events = tuple(sorted(events, key=lambda event: (event.uid in gone, _in_time(event))))
            return Timeline(
                documents=documents,
                statements=statements,
                events=tuple(event for event in events if shown(gone.get(event.uid), now)),
                findings=tuple(found),
                tz=facts.get("tz", tz_version()),
                changed=max((_when(facts), *(last_change(event, gone.get(event.uid), now) for event in events))),
            )

    def documents(self) -> tuple[Document, ...]:
        """The live documents, in order."""
        with self._reading() as connection:
            return rows.documents(connection)

    def held(self, id: str) -> bool:  # noqa: A002  # the domain's word
        """Whether a document of that id is there or once was, even if it was purged."""
        with self._reading() as connection:
            return rows.held(connection, id)

    def document_history(self, id: str) -> tuple[Document, ...]:  # noqa: A002  # the domain's word
        """Earlier revisions of a document, oldest first."""
        table = schema.document_revisions
        with self._reading() as connection:
            found = connection.execute(select(table.c.content).where(table.c.id == id).order_by(table.c.revision))
            return tuple(codec.loads(row[0]) for row in found)

    def events(self) -> tuple[Event, ...]:
        """All events, cancelled ones last."""
        with self._reading() as connection:
            gone = rows.gone(connection)
            found = [codec.loads(content) for _, content in rows.event_texts(connection)]
            return tuple(sorted(found, key=lambda event: (event.uid in gone, _in_time(event))))

    def history(self, uid: str) -> tuple[Event, ...]:
        """Earlier states of an event, oldest first."""
        table = schema.event_revisions
        with self._reading() as connection:
            found = connection.execute(select(table.c.content).where(table.c.uid == uid).order_by(table.c.number))
            return tuple(codec.loads(row[0]) for row in found)

    # -- changing ------------------------------------------------------------

    def synchronise(
        self,
        documents: Iterable[Document],
        keep: Callable[[Document], bool] = lambda _: False,
        sources: Sequence[Source] | None = None,
    ) -> Change:
        """Make the store's documents these.

        What an earlier call brought and is gone now is withdrawn, unless ``keep`` holds it (its file could not be read
        this time); what ``add`` brought stays.  ``sources`` are what ``update`` will read again.
        """
        given = tuple(documents)

        def alter(connection: Connection, now: datetime) -> Change:
            done = rows.put(connection, given, "build", now)
            present = {document.id for document in given}
            table = schema.documents
            live = select(table.c.id, table.c.content).where(table.c.withdrawn.is_(None), table.c.via == "build")
            gone = [
                row.id
                for row in connection.execute(live)
                if row.id not in present and not keep(codec.loads(row.content))
            ]
            rows.withdraw(connection, gone, now)
            if sources is not None:
                rows.put_sources(connection, sources, "build")
            return replace(done, withdrawn=tuple(gone))

        return self._change(alter)

    def add(self, documents: Iterable[Document], sources: Sequence[Source] = (), *, revive: bool = True) -> Change:
        """Put documents in; one that is there already, by id or address, becomes its next revision.

        Without ``revive`` those that were removed stay so.
        """
        given = tuple(documents)

        def alter(connection: Connection, now: datetime) -> Change:
            rows.put_sources(connection, sources, "add")
            wanted = rows.same_address(connection, given)
            return rows.put(connection, wanted if revive else rows.not_removed(connection, wanted), "add", now)

        return self._change(alter)

    def remove(self, ids: Iterable[str], purge: bool = False) -> Change:
        """Withdraw documents; ``purge`` erases their text, revisions and quotes too.

        Raises StoreError for an id that the store does not hold.
        """
        wanted = tuple(dict.fromkeys(ids))

        def alter(connection: Connection, now: datetime) -> Change:
            table = schema.documents
            found = connection.execute(select(table.c.id, table.c.content).where(table.c.id.in_(wanted)))
            known = {row.id: codec.loads(row.content) for row in found}
            if missing := [repr(i) for i in wanted if i not in known]:
                raise StoreError(
                    f"{self.shown} holds no document {', '.join(missing)}; see: timeline events --format json"
                )
            rows.withdraw(connection, wanted, now)
            rows.forget_sources(connection, known.values())
            if purge:
                rows.erase_documents(connection, wanted, now)
            return Change(withdrawn=wanted)

        change = self._change(alter, purged=frozenset(wanted) if purge else frozenset())
        if purge:
            try:
                forget(self._engine)
            except DBAPIError as error:
                raise explained(error, self.shown) from None
        return change

    def recompute(self) -> Change:
        """Compute everything again from the documents that are there."""
        return self._change(lambda _connection, _now: Change(), force=True)

    def sources(self) -> tuple[Source, ...]:
        """What ``update`` reads again, by path."""
        with self._reading() as connection:
            return rows.sources(connection)

    # -- tokens ----------------------------------------------------------------

    def new_token(self, name: str, purpose: str = "feed") -> str:
        """A new key of 256 random bits, shown this once.  Raises StoreError for a name that is in use."""
        secret = secrets.token_urlsafe(32)
        with self._writing() as connection:
            if any(token.name == name and token.revoked is None for token in tokens.known(connection)):
                raise StoreError(f"{self.shown} has a token {name!r} already; revoke it or choose another name")
            tokens.put(connection, secret, Token(name, purpose, self._now()))
        return secret

    def revoke_token(self, name: str) -> None:
        """Make a key worthless from now on.  Raises StoreError for a name that has none."""
        with self._writing() as connection:
            if not tokens.revoke(connection, name, self._now()):
                names = ", ".join(repr(token.name) for token in tokens.known(connection) if token.revoked is None)
                raise StoreError(f"{self.shown} has no token {name!r}; there are {names or 'none'}")

    def token(self, secret: str, purpose: str = "feed") -> Token | None:
        """Whose key this is; None for one that is unknown, revoked or for another purpose."""
        with self._reading() as connection:
            found = tokens.known(connection, secret)
        return next((token for token in found if token.purpose == purpose and token.revoked is None), None)

    def tokens(self) -> tuple[Token, ...]:
        """All keys that were given out, revoked ones too."""
        with self._reading() as connection:
            return tokens.known(connection)

    def _change(
        self,
        alter: Callable[[Connection, datetime], Change],
        *,
        purged: frozenset[str] = frozenset(),
        force: bool = False,
    ) -> Change:
        """One transaction: the documents change, and everything that follows from them."""
        now = self._now()
        with self._writing() as connection:
            done = alter(connection, now)
            facts = rows.facts(connection)
            ground = {
                "tz": tz_version(),
                "program": f"{__version__} {program()}",
                "config": repr(self._config),
                "codec": str(codec.VERSION),
            }
            done = replace(done, tz_before=facts.get("tz"), tz=ground["tz"])
            changed = frozenset((*done.added, *done.revised, *done.withdrawn))
            same = all(facts.get(name) == value for name, value in ground.items())
            touched = changed.union(done.elsewhere)
            if not touched and not force and same:
                return replace(done, computed=False)
            shelf = Shelf(connection, touched if same and not force else None, forget=force)
            revised = self._put(connection, shelf, self._compute(shelf, self._config), done, changed, purged, now)
            generation = str(codec.number(facts.get("generation", "0")) + 1)
            told = {**ground, "generation": generation}
            news = revised.created or revised.moved or revised.edited or revised.cancelled
            if news or facts.get("tz") != ground["tz"]:  # a feed names its zone data
                told["changed"] = max(now, _when(facts)).isoformat()
            rows.put_facts(connection, told)
            return replace(done, events=revised)

    def _put(
        self,
        connection: Connection,
        shelf: Shelf,
        made: Outcome,
        done: Change,
        changed: frozenset[str],
        purged: frozenset[str],
        now: datetime,
    ) -> Revised:
        """Write what a change has made of what it touches; what became of the events."""
        everything = made.replaced is None
        computed = [event for _, event in made.events]
        former = [*shelf.events(made.replaced), *rows.events_again(connection, {e.uid for e in computed}, purged)]
        previous = {event.uid: event for event in former}
        renamed = rows.renamed(connection, done.revised)
        revised = revise(previous, computed, tuple(made.documents.values()), changed, now, renamed)
        revised = replace(revised, events=tuple(rows.without(event, purged) for event in revised.events))
        gone = changed.difference(made.statements)
        rows.put_statements(connection, made.statements, gone, everything=everything)
        owners = {*gone, *made.found}, {*previous, *(event.uid for event in computed)}
        rows.put_findings(connection, made.found, made.about, owners, everything=everything)
        parts = {event.uid: part for part, event in made.events}
        rows.put_events(connection, revised, parts, previous, purged, now)
        put_readings(connection, made.kept, made.homes, gone, everything=everything)
        return revised

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        try:
            with reading(self._engine) as connection:
                yield connection
        except (DBAPIError, codec.DamagedError) as error:
            raise explained(error, self.shown) from None

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        try:
            with writing(self._engine) as connection:
                yield connection
        except (DBAPIError, codec.DamagedError) as error:
            raise explained(error, self.shown) from None
