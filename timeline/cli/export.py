"""``timeline export``: calendars, JSON, a table and a page that any web host can serve, from the store."""

from __future__ import annotations

import hashlib
import os
import re
import tempfile
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from timeline.cli import _ingest, _options

if TYPE_CHECKING:
    from timeline.export.as_ics import Frame
    from timeline.model import Event, Timeline

_PLAIN = re.compile(r"[^A-Za-z0-9._-]+")
_RESERVED = re.compile(r"(?i)(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)")


@click.command()
@click.option(
    "-o",
    "--output",
    "folder",
    default="exports",
    type=click.Path(file_okay=False, path_type=Path),
    metavar="DIR",
    help="Where to write.  [default: exports]",
)
@_options.store
@click.option("--base-url", metavar="URL", help="Address at which the files will be found, for links in them.")
@click.option("--title", default="Timeline", metavar="TEXT", help="Name of page and calendar.")
@click.option(
    "--publish",
    type=click.Choice(["quotes", "full", "none"]),
    default="quotes",
    help="How much of a source is shown.  [default: quotes]",
)
def command(folder: Path, store: str | None, base_url: str | None, title: str, publish: str) -> None:
    """Write the calendars, JSON, CSV and a page without a server.

    One calendar has everything, and each source has one of its own.
    The same store gives the same bytes. A calendar of a source that is gone is taken away.
    """
    if base_url is not None and not base_url.startswith(("http://", "https://")):
        raise click.UsageError(f"--base-url {base_url!r} is no http(s) address; write it as https://times.example.org")
    with _ingest.opened(store, create=False) as opened:
        found = opened.timeline()
    written = dict(files(found, title, base_url, publish))
    try:
        for name, content in written.items():
            _write(folder / name, content)
        for stale in _stale(folder, written):
            stale.unlink()
    except OSError as error:
        raise click.UsageError(f"cannot write to {folder}: {error.strerror or error}") from error
    _tell(found, folder, len(written))


def files(found: Timeline, title: str, base_url: str | None, publish: str) -> Iterator[tuple[str, bytes]]:
    """Names and contents of everything that is exported."""
    from timeline.config import Publish
    from timeline.export import as_csv, as_ics, as_page
    from timeline.export.publishing import events_text

    events = tuple(event for event in found.events if event.in_calendar)
    by_id = {document.id: document for document in found.documents}
    changed = max((as_ics.stamp(event) for event in found.events), default=None)

    def frame(path: str, name: str) -> Frame:
        return as_ics.Frame(
            name=name,
            description=f"Times as sources state them, in UTC. Zone data: {found.tz}.",
            base_url=base_url,
            path=path,
            updated=changed,
            publish=publish,
            documents=by_id,
            page="/#e-{uid}",
        )

    told: defaultdict[str, list[Event]] = defaultdict(list)  # by source
    for event in events:
        for document_id in {link.happening.document for link in event.links}:
            told[document_id].append(event)
    yield "calendar.ics", as_ics.calendar(as_ics.in_order(events), frame("/calendar.ics", title))
    for document in found.documents:
        path = f"sources/{file_name(document.id)}.ics"
        about = frame(f"/{path}", f"{title}: {document.title or document.id}")
        yield path, as_ics.calendar(as_ics.in_order(told[document.id]), about)
    yield "events.json", events_text(found.events, found.tz, publish).encode("utf-8", "replace")
    yield "events.csv", as_csv.table(found.events)
    yield from as_page.files(found, title, _ingest.settings().config.audience, Publish(publish)).items()


def file_name(name: str) -> str:
    """A document's id as the name of a file: the same on every system, and no way out of the folder.

    >>> file_name("000"), file_name("../wire 1")
    ('000', 'wire-1-57527075')
    """
    plain = _PLAIN.sub("-", name).strip(".-")[:80]
    if plain == name and not _RESERVED.match(name) and name == name.lower():
        return plain
    return f"{plain}-{hashlib.sha256(name.encode('utf-8', 'replace')).hexdigest()[:8]}".lstrip("-")


def _write(path: Path, content: bytes) -> None:
    """Write a file whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.is_file() and path.read_bytes() == content:
        return
    handle, draft = tempfile.mkstemp(dir=path.parent, prefix=".", suffix=".part")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        Path(draft).chmod(0o644)
        Path(draft).replace(path)
    except BaseException:
        Path(draft).unlink(missing_ok=True)
        raise


def _stale(folder: Path, written: dict[str, bytes]) -> Iterator[Path]:
    """Calendars of ours that belong to no source any more; nobody else's file is touched."""
    from timeline.export.as_ics import PRODID

    for path in (folder / "sources").glob("*.ics"):
        if f"sources/{path.name}" not in written and f"PRODID:{PRODID}\r\n".encode() in path.read_bytes()[:200]:
            yield path


def _tell(found: Timeline, folder: Path, number: int) -> None:
    """Say what was written, and which events no calendar can show."""
    from timeline.export.as_ics import left_out

    click.echo(f"{number} files in {folder}", err=True)
    for event, reason in left_out(event for event in found.events if event.in_calendar):
        click.echo(f"not in the calendar: {event.title[:80]!r} ({reason})", err=True)
