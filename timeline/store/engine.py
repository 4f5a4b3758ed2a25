"""Connections: SQLite with a write-ahead log, or PostgreSQL; one writer at a time, readers on a snapshot of their own.

StoreError
  MissingStoreError          nothing there yet
  NewerStoreError       made by a newer version of this program
"""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote

from sqlalchemy import Connection, Engine, NullPool, create_engine, event, inspect, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError

from timeline.store import schema
from timeline.store.codec import DamagedError

PATIENCE: Final = 300.0  # seconds that a writer waits for another
_LOCK: Final = 7_463_021_455  # PostgreSQL's advisory lock of all our writers; any number will do if it stays
_SPEAKING: Final = (
    "documents",
    "document_revisions",
    "statements",
    "readings",
    "findings",
    "events",
    "event_revisions",
)
_VERSION_TABLE: Final = "timeline_schema"


class StoreError(Exception):
    """The store cannot be used; the message names it and the remedy."""


class MissingStoreError(StoreError):
    """There is no store at that place."""


class NewerStoreError(StoreError):
    """The store's schema is unknown to this version."""


def address(url: str) -> URL:
    """The database's address; a plain path is a SQLite file."""
    if "://" not in url:
        return URL.create("sqlite", database=url)
    try:
        found = make_url(url)
    except ArgumentError:
        raise StoreError(f"{url!r} is no store; name a file or write postgresql://user@host/name") from None
    if found.drivername in {"postgresql", "postgres"}:
        found = found.set(drivername="postgresql+psycopg")
    return found


def connect(url: URL, *, create: bool) -> Engine:
    """An engine on a store whose schema is this version's; migrates an older one.

    Only ``create`` makes a store where there is none: a database of another program is left as it is.
    """
    shown = url.render_as_string(hide_password=True)
    if url.get_backend_name() == "sqlite":
        _check_file(url.database or "", create)
    try:
        engine = _engine(url, create)
        try:
            with engine.connect() as connection:
                version = _version(connection)
            if version is None and not create:
                raise _missing(url.database if url.get_backend_name() == "sqlite" else shown)
            if version != schema.HEAD:
                _migrate(engine, shown)
        except BaseException:
            engine.dispose()
            raise
    except (ModuleNotFoundError, NoSuchModuleError) as error:
        if "psycopg" in str(error):
            raise StoreError("PostgreSQL needs another package; run: pip install 'timeline-utc[postgres]'") from None
        raise StoreError(f"no driver for {url.drivername!r}; name a SQLite file or write postgresql://...") from None
    except (DBAPIError, sqlite3.Error) as error:
        raise explained(error, shown) from None
    return engine


def explained(error: Exception, shown: str) -> StoreError:
    """What a database's complaint, or a row that cannot be read, means to the user."""
    if isinstance(error, DamagedError):
        return StoreError(f"{shown} is damaged: it holds a row that cannot be read; put back a copy, or build it anew")
    said = " ".join(str(getattr(error, "orig", error)).split())
    if "locked" in said:
        return StoreError(f"{shown}: another process has been writing for {PATIENCE:g} s; try again when it is done")
    if "not a database" in said or "malformed" in said:
        return StoreError(f"{shown} is no timeline store ({said}); name another with --store")
    if "unable to open" in said:
        return StoreError(f"{shown} cannot be opened; check its folder and permissions")
    if "readonly" in said:
        return StoreError(f"{shown} cannot be written; check its permissions")
    return StoreError(f"{shown}: {said}")


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """A connection that sees one state of the store, whatever others write meanwhile."""
    with engine.connect() as connection:
        if engine.dialect.name == "postgresql":
            connection = connection.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
        with connection.begin():
            yield connection


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """A connection that writes alone; everything or nothing of it is kept."""
    with engine.connect().execution_options(writes=True) as connection, connection.begin():
        if engine.dialect.name == "postgresql":
            connection.execute(text(f"SET LOCAL lock_timeout = '{PATIENCE:g}s'"))
            connection.execute(text(f"SELECT pg_advisory_xact_lock({_LOCK})"))
        check_version(connection)
        yield connection


def forget(engine: Engine) -> None:
    """Drop what a database keeps of rows as they were before.

    SQLite's write-ahead log still holds their pages and is folded into its file.  PostgreSQL keeps dead rows in its
    tables, which are written anew; its own log goes as its settings say.
    """
    if engine.dialect.name == "sqlite":
        connection = engine.raw_connection()
        try:
            connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")
        finally:
            connection.close()
        return
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as outside:
        outside.execute(text(f"SET lock_timeout = '{PATIENCE:g}s'"))
        outside.execute(text(f"VACUUM (FULL) {', '.join(_SPEAKING)}"))


def check_version(connection: Connection) -> None:
    """Refuse a store that a newer version has migrated, maybe while this one was running."""
    version = _version(connection)
    if version is not None and version > schema.HEAD:
        raise NewerStoreError(
            f"the store has schema {version} of a newer version; this one knows {schema.HEAD}: update timeline-utc"
        )


def _check_file(database: str, create: bool) -> None:
    path = Path(database)
    if not database or database == ":memory:":
        raise StoreError("a store is a file; name one with --store")
    if path.is_dir():
        raise StoreError(f"{database!r} is a folder; name a file with --store")
    if not path.exists() and not create:
        raise _missing(database)
    if not path.parent.is_dir():
        raise StoreError(f"there is no folder {str(path.parent)!r}; make it, or name another store with --store")


def _missing(place: str | None) -> MissingStoreError:
    return MissingStoreError(f"there is no store at {place!r}; make one with: timeline build PATH --store {place}")


def _engine(url: URL, create: bool) -> Engine:
    if url.get_backend_name() == "postgresql":
        return create_engine(url, pool_pre_ping=True)
    if url.get_backend_name() != "sqlite":
        raise StoreError(f"{url.get_backend_name()!r} is not supported; name a SQLite file or write postgresql://...")
    path = Path(url.database or "")
    writable = all(os.access(place, os.W_OK) for place in (path, path.parent) if place.exists())
    engine = (
        create_engine(url, connect_args={"timeout": PATIENCE})
        if writable
        else create_engine(url, creator=lambda: _as_it_is(path), poolclass=NullPool)
    )

    @event.listens_for(engine, "connect")
    def _configure(connection: Any, _record: Any) -> None:
        # pysqlite's own idea of transactions leaves DDL and reads outside of them
        connection.isolation_level = None
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA secure_delete = ON")  # what is purged is overwritten
        connection.execute("PRAGMA synchronous = FULL")
        if writable and (create or _is_ours(connection)):
            _write_ahead(connection)

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        writes = connection.get_execution_options().get("writes")
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine


def _as_it_is(path: Path) -> sqlite3.Connection:
    """A connection to a file that cannot be written, or whose folder cannot.

    SQLite keeps an index of its log beside the file even to read; where there is no log, it can be told that none is
    needed.  Each connection asks anew, for whoever may write there may have begun to.
    """
    still = "" if Path(f"{path}-wal").exists() else "&immutable=1"
    return sqlite3.connect(
        f"file:{quote(str(path))}?mode=ro{still}", uri=True, timeout=PATIENCE, check_same_thread=False
    )


def _is_ours(connection: sqlite3.Connection) -> bool:
    return connection.execute("SELECT 1 FROM sqlite_master WHERE name = ?", (_VERSION_TABLE,)).fetchone() is not None


def _write_ahead(connection: sqlite3.Connection) -> None:
    """Switch to the write-ahead log; while another process does so SQLite answers "locked" without waiting."""
    deadline = time.monotonic() + 10
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL").fetchone()
            return
        except sqlite3.OperationalError as error:
            if "locked" not in str(error) or time.monotonic() > deadline:
                raise
            time.sleep(0.02)


def _version(connection: Connection) -> str | None:
    """The schema's number; None where there is none yet."""
    if not inspect(connection).has_table(_VERSION_TABLE):
        return None
    row = connection.execute(text(f"SELECT version_num FROM {_VERSION_TABLE}")).first()  # noqa: S608  # our own name
    return str(row[0]) if row else None


def _migrate(engine: Engine, shown: str) -> None:
    """Bring the schema up to date in one transaction.  Alembic is heavy and imported only here."""
    with writing(engine) as connection:
        version = _version(connection)
        if version == schema.HEAD:
            return  # another process was quicker
        if version is None:
            foreign = sorted(set(inspect(connection).get_table_names()) & set(schema.tables.tables))
            if foreign:
                raise StoreError(f"{shown} holds another program's tables ({', '.join(foreign)}); name another store")
        from alembic import command
        from alembic.config import Config

        config = Config()
        config.set_main_option("script_location", str(Path(__file__).parent / "migrations").replace("%", "%%"))
        config.attributes["connection"] = connection
        config.attributes["version_table"] = _VERSION_TABLE
        command.upgrade(config, "head")
