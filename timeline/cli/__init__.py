"""The command line: one module a command; a command's module is imported only when it is called.

The file's presence is its registration: ``cli/<name>.py`` defines ``command``, a ``click.Command``.
Only this room and ``serve`` read the clock, the disk and the environment.
"""

from __future__ import annotations

import errno
import gc
import importlib
import io
import os
import pkgutil
import sys
from pathlib import Path
from typing import Any, Final, cast

import click

FULL: Final = frozenset({errno.ENOSPC, errno.EDQUOT})  # what a disk without room answers; no defect of ours
INTERRUPTED: Final = 130  # as shells have it: 128 and the number of the signal; 1 would say that there are findings
# Reading makes millions of small values that live as long as the program; looking through them for rings that nobody
# holds took more than half of the time with Python's own thresholds.
_COLLECT: Final = (200_000, 30, 30)


class _Commands(click.Group):
    """A group whose commands are the modules of this folder."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002  # click gives it
        return sorted(m.name for m in pkgutil.iter_modules(__path__) if not m.name.startswith("_"))

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in self.list_commands(ctx):
            return None
        command = importlib.import_module(f"{__name__}.{cmd_name}").command
        return cast(click.Command, command)

    def main(self, *args: Any, **kwargs: Any) -> Any:
        gc.set_threshold(*_COLLECT)
        _open_what_is_closed()
        _write_utf_8()
        try:
            return super().main(*args, **kwargs)
        except OSError as error:
            if error.errno not in FULL:
                raise
            sys.stdout = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115  # or the rest fails again at exit
            said = f"the output cannot be written ({error.strerror}); make room, or write it elsewhere"
            click.echo(f"Error: {said}", err=True)
            sys.exit(2)

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except KeyboardInterrupt:
            click.echo("interrupted", err=True)
            ctx.exit(INTERRUPTED)
        finally:
            if not sys.stdout.closed:  # the language server closes it when it goes
                sys.stdout.flush()  # here, where a full disk or a closed pipe can still be told of


def _open_what_is_closed() -> None:
    """Give a program that was started without standard streams (``<&-``, ``>&-``) empty ones."""
    if sys.stdin is None:
        sys.stdin = Path(os.devnull).open(encoding="utf-8")  # noqa: SIM115
    if sys.stdout is None:
        sys.stdout = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115
    if sys.stderr is None:
        sys.stderr = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115


def _write_utf_8() -> None:
    """Write UTF-8 in every locale and through every pipe, as JSON demands: no character of a text ends the run."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")


def _print_version(ctx: click.Context, _param: click.Parameter, value: bool) -> None:
    if value and not ctx.resilient_parsing:
        from timeline import __version__
        from timeline.zones import version

        click.echo(f"timeline {__version__} (tz {version()})")
        ctx.exit()


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--version",
    is_flag=True,
    expose_value=False,
    is_eager=True,
    callback=_print_version,
    help="Version of this program and of the zone data.",
)
def main() -> None:
    """Resolve stated times to UTC, find where they are wrong or sources disagree, and publish the calendar."""


if __name__ == "__main__":
    sys.exit(main())
