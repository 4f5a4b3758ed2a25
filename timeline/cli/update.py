"""``timeline update``: read again what build and add have read."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from timeline.cli import _ingest, _options
from timeline.cli._progress import Progress

if TYPE_CHECKING:
    from timeline.store import Source


@click.command()
@_options.store
@_options.network
def command(store: str | None, allow_private: bool, timeout: float | None) -> None:
    """Read the store's sources again: changed articles become revisions.

    An address is asked whether it has changed since; one that cannot be reached keeps what it gave before.
    """
    with (
        _ingest.guarded("update"),
        Progress("reading sources") as progress,
        _ingest.opened(store, create=False) as opened,
    ):
        from timeline.cli import _reread

        manner = _reread.manner("auto", _ingest.settings().max_bytes, False, allow_private, timeout)
        sources = opened.sources()
        if not sources:
            raise click.UsageError(f"{opened.shown} has no sources to read again; bring some with: timeline add PATH")
        built = [source for source in sources if source.via == "build"]
        seen: list[Source] = []
        if built:
            documents, faults = _ingest.gather(_reread.built(built, manner), progress)
            if documents or not faults:
                _ingest.tell(opened.synchronise(documents, keep=_ingest.unread(faults)), opened)
        else:
            faults = []
        added = []
        for source in sources:
            if source.via == "add":
                more, wrong = _ingest.gather(_reread.documents_of(source, manner, seen), progress)
                added += more
                faults += wrong
        if added or seen:
            _ingest.tell(opened.add(added, seen, revive=False), opened)
    _ingest.finish(faults)
