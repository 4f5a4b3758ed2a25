"""The tables.  What has structure of its own is JSON text in the codec's form; what is searched has a column.

JSON is kept as text: PostgreSQL's jsonb refuses the character NUL, which a hostile document may hold.
"""

from __future__ import annotations

from typing import Final

from sqlalchemy import BigInteger, Boolean, Column, Index, Integer, LargeBinary, MetaData, String, Table, Text

HEAD: Final = "0004"  # the newest migration; a test holds it to the folder

tables = MetaData()

facts = Table(  # generation, zone data and codec of the last change
    "facts",
    tables,
    Column("name", String(40), primary_key=True),
    Column("value", Text, nullable=False),
)
documents = Table(
    "documents",
    tables,
    Column("id", String(500), primary_key=True),
    Column("hash", String(64), nullable=False),
    Column("revision", Integer, nullable=False),
    Column("via", String(10), nullable=False),  # "build": kept as its folder is; "add": stays until removed
    Column("path", Text, nullable=False),  # where it was read from, JSON text
    Column("url", Text),  # JSON text
    Column("position", BigInteger, nullable=False),
    Column("retrieved", String(40), nullable=False),
    Column("changed", String(40), nullable=False),
    Column("withdrawn", String(40)),
    Column("content", Text, nullable=False),
    Index("documents_by_url", "url"),
)
document_revisions = Table(
    "document_revisions",
    tables,
    Column("id", String(500), primary_key=True),
    Column("revision", Integer, primary_key=True),
    Column("changed", String(40), nullable=False),
    Column("content", Text, nullable=False),
)
statements = Table(
    "statements",
    tables,
    Column("document", String(500), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("content", Text, nullable=False),
)
readings = Table(  # what is kept of each live document beside its text
    "readings",
    tables,
    Column("document", String(500), primary_key=True),
    Column("key", String(64), nullable=False),  # a name for all that the content depends on
    Column("content", LargeBinary, nullable=False),
    Column("outline", LargeBinary, nullable=False),
    Column("homes", LargeBinary, nullable=False),  # to which part each of its happenings belongs
)
findings = Table(
    "findings",
    tables,
    Column("event", String(255), primary_key=True),  # its UID; empty for what is found in one text
    Column("document", String(500), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("code", String(10), nullable=False),
    Column("content", Text, nullable=False),
)
events = Table(
    "events",
    tables,
    Column("uid", String(255), primary_key=True),
    Column("starts", String(40)),
    Column("status", String(12), nullable=False),
    Column("revision", Integer, nullable=False),
    Column("created", String(40), nullable=False),
    Column("updated", String(40), nullable=False),
    Column("in_calendar", Boolean, nullable=False),
    Column("hash", String(64), nullable=False),
    Column("content", Text, nullable=False),
    Column("gone", String(40)),  # since when no document speaks of it
    Column("part", BigInteger, nullable=False, server_default="0"),  # what hangs together is computed together
    Index("events_by_start", "starts"),
    Index("events_by_part", "part"),
)
event_revisions = Table(
    "event_revisions",
    tables,
    Column("uid", String(255), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("content", Text, nullable=False),
)
sources = Table(  # addresses and paths that ``update`` reads again
    "sources",
    tables,
    Column("hash", String(64), primary_key=True),
    Column("path", Text, nullable=False),  # JSON text
    Column("via", String(10), nullable=False),  # "build" or "add"
    Column("options", Text, nullable=False),  # metadata given on the command line, JSON text
    Column("etag", Text),
    Column("modified", Text),
    Column("retrieved", String(40)),
)
tokens = Table(  # of private feeds and of writers; only their digests are kept
    "tokens",
    tables,
    Column("hash", String(64), primary_key=True),
    Column("name", String(200), nullable=False),
    Column("purpose", String(20), nullable=False),
    Column("created", String(40), nullable=False),
    Column("revoked", String(40)),
)
