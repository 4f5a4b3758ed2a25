"""``timeline add``: documents into the store beside those that are there."""

from __future__ import annotations

import click

from timeline.cli import _ingest, _options
from timeline.cli._progress import Progress


@click.command()
@click.argument("paths", metavar="PATH|URL...", nargs=-1, required=True)
@_options.store
@_options.documents()
@_options.network
@click.option("--full-text", is_flag=True, help="Fetch the articles that a feed's entries lead to.")
def command(
    paths: tuple[str, ...],
    store: str | None,
    published: str | None,
    zone: str | None,
    place: str | None,
    lang: str | None,
    form: str,
    allow_private: bool,
    timeout: float | None,
    full_text: bool,
) -> None:
    """Put documents into the store, beside those that are there.

    PATH is a file or a folder; - is standard input; URL is an http(s) address.
    One that is there already, by its id or its address, becomes its next revision.
    Prints the ids of what is new or revised; `timeline update` reads the same places again.
    """
    with _ingest.guarded("add"), Progress("reading documents") as progress:
        from timeline.cli import _reread
        from timeline.sources import read

        limit = _ingest.settings().max_bytes
        manner = _reread.manner(_ingest.known_form(form), limit, full_text, allow_private, timeout)
        told = {"published": published, "zone": zone, "place": place, "lang": lang}
        files = [path for path in paths if not _reread.is_address(path)]
        found = read(files, _ingest.metadata(**told), form=manner.form, extract=True, limit=limit)
        documents, faults = _ingest.gather(found, progress)
        unread = {fault.path for fault in faults}
        seen = [*_reread.sources_of([path for path in files if path not in unread], "add", told)]
        addresses = [path for path in paths if _reread.is_address(path)]
        for source in _reread.sources_of(addresses, "add", {**told, "full-text": "yes" if full_text else None}):
            more, wrong = _ingest.gather(_reread.documents_of(source, manner, seen), progress)
            documents += more
            faults += wrong
        if documents:
            with _ingest.opened(store, create=True) as opened:
                progress.stage, progress.count = "computing events", 0
                change = opened.add(documents, seen)
                _ingest.tell(change, opened)
                for name in (*change.added, *change.revised):
                    click.echo(name)
    _ingest.finish(faults)
