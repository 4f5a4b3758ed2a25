"""What build, add and update share: reading the sources, and saying what became of them."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

import click

from timeline.cli import FULL
from timeline.cli._progress import Progress

if TYPE_CHECKING:
    from timeline.model import Document
    from timeline.sources import Fault, Metadata
    from timeline.sources.settings import Settings
    from timeline.store import Change, Store

UNREADABLE = 3


def settings() -> Settings:
    """The configuration of the folder the user stands in."""
    from timeline.sources import settings as files

    try:
        return files.load(Path.cwd())
    except files.BadSettingsError as error:
        raise click.UsageError(str(error)) from error


@contextmanager
def opened(url: str | None, *, create: bool) -> Iterator[Store]:
    """The store that the user means; what is wrong with it is told in a sentence."""
    from timeline.store import Store, StoreError

    kept = settings()
    try:
        with Store(url or kept.store or "timeline.db", kept.config, create=create) as store:
            yield store
    except StoreError as error:
        raise click.UsageError(str(error)) from error


def metadata(published: str | None, zone: str | None, place: str | None, lang: str | None) -> Metadata:
    """The metadata that the command line states."""
    from timeline.sources import BadOptionError, from_options

    try:
        return from_options(published, zone, place, lang)
    except BadOptionError as error:
        raise click.UsageError(str(error)) from error


def known_form(form: str) -> str:
    """The name of a form of standard input, if there is such a form."""
    from timeline.sources import MEDIA

    forms = sorted({"auto", *MEDIA.values()})
    if form not in forms:
        raise click.UsageError(f"--from {form!r} is no form; choose one of {', '.join(forms)}")
    return form


def gather(found: Iterable[Document | Fault], progress: Progress) -> tuple[list[Document], list[Fault]]:
    """Documents and faults apart; a fault is told at once."""
    from timeline.sources import Fault

    documents: list[Document] = []
    faults: list[Fault] = []
    for one in found:
        if isinstance(one, Fault):
            faults.append(one)
            click.echo(str(one), err=True)
        else:
            documents.append(one)
            progress.count = len(documents)
    return documents, faults


def unread(faults: Sequence[Fault]) -> Callable[[Document], bool]:
    """Whether a stored document may come from something that could not be read this time, and so must stay."""
    from timeline.sources.corpus import NAME

    wrong = [
        PurePath(fault.path).parent if PurePath(fault.path).name == NAME else PurePath(fault.path) for fault in faults
    ]

    def concerned(document: Document) -> bool:
        path = PurePath(document.origin.path if document.origin else "")
        return any(path.is_relative_to(one) or path.name == one.name for one in wrong)

    return concerned


def tell(change: Change, store: Store) -> None:
    """Say on standard error what a change did."""
    counts = [
        ("new", change.added),
        ("revised", change.revised),
        ("withdrawn", change.withdrawn),
        ("unchanged", change.unchanged),
    ]
    said = ", ".join(f"{len(ids)} {word}" for word, ids in counts if ids) or "none"
    line = f"documents: {said}"
    if change.computed:
        revised = change.events
        counts = [
            ("new", revised.created),
            ("moved", revised.moved),
            ("edited", revised.edited),
            ("cancelled", revised.cancelled),
        ]
        line += "; events: " + (", ".join(f"{len(uids)} {word}" for word, uids in counts if uids) or "no change")
    click.echo(f"{store.shown}: {line} (tz {change.tz})", err=True)
    _tell_shifted(change)


def _tell_shifted(change: Change) -> None:
    """Name the events that a new zone law has moved: their wall time stands, their instant does not."""
    if not change.events.shifted or change.tz_before == change.tz:
        return
    from timeline.report.wording import one_line
    from timeline.store.revise import starts

    click.echo(f"the zone data changed from {change.tz_before} to {change.tz}; moved by it:", err=True)
    shifted = set(change.events.shifted)
    for event in change.events.events:
        if event.uid in shifted:
            click.echo(f"  {one_line(event.title)}: {event.local} {event.zone} is now {starts(event)}", err=True)


def finish(faults: Sequence[Fault]) -> None:
    """Leave with the exit code that the faults ask for."""
    if faults:
        sys.exit(UNREADABLE)


@contextmanager
def guarded(name: str) -> Iterator[None]:
    """What is our own defect leaves with exit code 4 and says so."""
    try:
        yield
    except (click.ClickException, click.exceptions.Exit, click.Abort, BrokenPipeError):
        raise
    except Exception as error:
        if isinstance(error, OSError) and error.errno in FULL:
            raise
        from timeline.sources import BadOptionError

        if isinstance(error, BadOptionError):
            raise click.UsageError(str(error)) from error
        import traceback

        traceback.print_exc()
        click.echo(
            f"timeline {name}: a defect of ours: {type(error).__name__}; please report it with the lines above",
            err=True,
        )
        sys.exit(4)
