"""``timeline read``: every stated time, resolved and explained."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from timeline.cli import _ingest, _options

if TYPE_CHECKING:
    from timeline.config import Config
    from timeline.model import Document, Finding, Statement


@click.command()
@click.argument("paths", metavar="PATH...", nargs=-1)
@click.option(
    "--format",
    "shape",
    type=click.Choice(("text", "json", "jsonl")),
    default="text",
    help="How to write.  [default: text]",
)
@click.option("--why", is_flag=True, help="Show the parse of each mention, and the readings that lost.")
@_options.documents()
def command(
    paths: tuple[str, ...],
    shape: str,
    why: bool,
    form: str,
    published: str | None,
    zone: str | None,
    place: str | None,
    lang: str | None,
) -> None:
    """Resolve and explain every stated time.

    PATH is a file or a folder; - is standard input.
    Exit codes: 0 done, 2 wrong use or configuration, 3 unreadable input, 4 a defect of ours.
    """
    if not paths:
        raise click.UsageError("name a file or a folder to read, or - for standard input")
    with _ingest.guarded("read"):
        from timeline.cli._progress import Progress
        from timeline.sources import Fault, read

        kept = _ingest.settings()
        config = kept.config
        stated = _ingest.metadata(published, zone, place, lang)
        faults: list[Fault] = []

        def documents() -> Iterator[Document]:
            with Progress("reading documents") as progress:
                for found in read(paths, stated, form=_ingest.known_form(form), dated_by_git=kept.dated_by_git):
                    if isinstance(found, Fault):
                        faults.append(found)
                        click.echo(str(found), err=True)
                        continue
                    progress.count += 1
                    yield found

        _write(documents(), shape, why, config)
    _ingest.finish(faults)


def _write(documents: Iterator[Document], shape: str, why: bool, config: Config) -> None:
    import json

    from timeline.export import as_json, as_text
    from timeline.report.wording import visible
    from timeline.zones import version

    tz, out = version(), sys.stdout
    forms = []
    for document in documents:
        statements, findings = _resolved(document, config, why)
        if shape == "text":
            lines = as_text.document(document, statements, findings, tz, why=why).split("\n")
            out.write("\n".join(map(visible, lines)))
        elif shape == "jsonl":
            form = as_json.document_form(document, statements, findings, tz, why=why)
            out.write(json.dumps(form, ensure_ascii=False) + "\n")
        else:
            forms.append(as_json.document_form(document, statements, findings, tz, why=why))
    if shape == "json":
        form = {"schema": as_json.SCHEMA, "tz": tz, "documents": forms}
        out.write(json.dumps(form, ensure_ascii=False, indent=1) + "\n")


def _resolved(document: Document, config: Config, why: bool) -> tuple[tuple[Statement, ...], tuple[Finding, ...]]:
    from timeline.checks import check
    from timeline.discourse import statements_of

    statements = statements_of(document, config, why=why)
    return statements, check((document,), statements, (), config)
