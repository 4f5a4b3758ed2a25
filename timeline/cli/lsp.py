"""``timeline lsp``: the language server, for editors."""

from __future__ import annotations

import contextlib
import logging
import os
import sys
from pathlib import Path

import click

DELAY = 250


@click.command()
@click.option(
    "--zone", metavar="IANA", help="Your own zone, for the times that hovering shows.  [default: the machine's]"
)
@click.option(
    "--delay",
    type=click.IntRange(min=0),
    default=DELAY,
    show_default=True,
    metavar="MS",
    help="Milliseconds between the last keystroke and the check.",
)
@click.option("--stdio", is_flag=True, help="Speak on standard input and output; it always does.")
def command(zone: str | None, delay: int, stdio: bool) -> None:  # noqa: ARG001  # some editors always pass --stdio
    """Check times while you write: a language server for editors.

    An editor starts it and speaks with it on standard input and output.
    Needs the extra lsp: pip install 'timeline-utc[lsp]'
    """
    from timeline.zones import ZoneError, canonical

    try:
        reader = machine_zone() if zone is None else canonical(zone)
    except ZoneError as error:
        raise click.UsageError(str(error)) from error
    try:
        import pygls  # noqa: F401
    except ImportError as error:
        raise click.UsageError(
            "the language server needs pygls; install it with: pip install 'timeline-utc[lsp]'"
        ) from error
    from timeline.lsp.server import create_server

    logging.basicConfig(level=logging.WARNING, stream=sys.stderr, format="%(levelname)s %(name)s: %(message)s")
    server = create_server(reader, delay / 1000)
    into, out = sys.stdin.buffer, sys.stdout.buffer
    with contextlib.redirect_stdout(sys.stderr):  # a stray print would break the protocol
        server.start_io(into, out)


def machine_zone(files: Path = Path("/etc")) -> str:
    """The zone of the machine: TZ, the link that sets its clock, or its name in a file; UTC where none says."""
    from timeline.zones import canonical, is_key

    said = [os.environ.get("TZ", "").removeprefix(":")]
    with contextlib.suppress(OSError):
        said.append(str((files / "localtime").readlink()))
    with contextlib.suppress(OSError, UnicodeDecodeError):
        said.append((files / "timezone").read_text(encoding="ascii").strip())
    for name in said:
        key = name.rpartition("zoneinfo/")[2]
        if key and is_key(key):
            return canonical(key)
    return "UTC"
