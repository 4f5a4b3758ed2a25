"""``timeline build``: documents into the store, and events out of them."""

from __future__ import annotations

import click

from timeline.cli import _ingest, _options
from timeline.cli._progress import Progress


@click.command()
@click.argument("paths", metavar="[PATH...]", nargs=-1)
@_options.store
@_options.documents()
def command(
    paths: tuple[str, ...],
    store: str | None,
    published: str | None,
    zone: str | None,
    place: str | None,
    lang: str | None,
    form: str,
) -> None:
    """Bring the store into step with PATH, and compute the events.

    PATH is a file or a folder; - is standard input.
    Documents that are gone from PATH are withdrawn; what `timeline add` brought stays.
    Without PATH the events are computed again from what the store holds, as after an update of the zone data.
    """
    with _ingest.guarded("build"), Progress("reading documents") as progress:
        if not paths:
            with _ingest.opened(store, create=False) as opened:
                progress.stage = "computing events"
                _ingest.tell(opened.recompute(), opened)
            return
        from timeline.cli._reread import sources_of
        from timeline.sources import read

        told = {"published": published, "zone": zone, "place": place, "lang": lang}
        stated, limit = _ingest.metadata(**told), _ingest.settings().max_bytes
        found = read(paths, stated, form=_ingest.known_form(form), extract=True, limit=limit)
        documents, faults = _ingest.gather(found, progress)
        if documents or not faults:
            with _ingest.opened(store, create=True) as opened:
                progress.stage, progress.count = "computing events of documents", len(documents)
                sources = sources_of(paths, "build", told)
                _ingest.tell(opened.synchronise(documents, _ingest.unread(faults), sources), opened)
    _ingest.finish(faults)
