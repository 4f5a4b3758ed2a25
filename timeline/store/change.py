"""What a change of the store did, where its documents come from, and who holds a key."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from timeline.store.revise import Revised


@dataclass(frozen=True, slots=True)
class Change:
    """Ids of documents, and what became of the events."""

    added: tuple[str, ...] = ()
    revised: tuple[str, ...] = ()
    withdrawn: tuple[str, ...] = ()
    unchanged: tuple[str, ...] = ()
    elsewhere: tuple[str, ...] = ()  # of the unchanged those whose path is another, where other rules may be silent
    events: Revised = field(default_factory=lambda: Revised(()))
    tz_before: str | None = None  # version of the zone data that the store was computed with until now
    tz: str = ""
    computed: bool = True  # False: nothing had changed, so nothing was computed


@dataclass(frozen=True, slots=True)
class Source:
    """An address or path that ``update`` reads again, with the metadata given for it on the command line."""

    path: str  # an address, or a file's absolute path
    via: str = "add"  # the command that brought it: build or add
    options: tuple[tuple[str, str], ...] = ()
    etag: str | None = None
    modified: str | None = None  # HTTP's Last-Modified, as the server wrote it
    retrieved: datetime | None = None


@dataclass(frozen=True, slots=True)
class Token:
    """A key that was given out: to a private feed, or to write.  The key itself is not kept, only its digest."""

    name: str
    purpose: str
    created: datetime
    revoked: datetime | None = None
