"""``timeline remove``: documents out of the store."""

from __future__ import annotations

import click

from timeline.cli import _ingest, _options
from timeline.cli._progress import Progress


@click.command()
@click.argument("ids", metavar="ID...", nargs=-1, required=True)
@_options.store
@click.option(
    "--purge", is_flag=True, help="Erase text, revisions and quotes too; only what withdraws the events stays."
)
def command(ids: tuple[str, ...], store: str | None, purge: bool) -> None:
    """Withdraw documents.

    Events that nobody else speaks of are cancelled in the calendar.
    """
    with (
        _ingest.guarded("remove"),
        Progress("computing events"),
        _ingest.opened(store, create=False) as opened,
    ):
        _ingest.tell(opened.remove(ids, purge=purge), opened)
