"""``timeline check``: a linter for time."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from timeline.cli import FULL, _options

if TYPE_CHECKING:
    from timeline.cli._check import Wish

LEVELS = ("error", "warning", "info")
FORMATS = ("full", "concise", "json", "jsonl", "sarif", "github", "gitlab", "junit", "checkstyle")


@click.command()
@click.argument("paths", metavar="PATH...", nargs=-1)
@click.option(
    "--format", "form", type=click.Choice(FORMATS), help="How to report; github under GitHub Actions, else full."
)
@click.option("--output", type=click.Path(dir_okay=False), metavar="FILE", help="Write the report into a file.")
@click.option("--select", metavar="CODES", help="Only these rules: codes, their beginnings or names, with commas.")
@click.option("--ignore", metavar="CODES", help="Without these rules.")
@click.option("--each", is_flag=True, help="Take every document for itself; otherwise all are one corpus and compared.")
@click.option("--store", metavar="URL", help="Compare with a store's documents too: a file, or postgresql://...")
@click.option(
    "--fail-on", type=click.Choice(LEVELS), help="The slightest level that gives exit code 1.  [default: warning]"
)
@click.option("--exit-zero", is_flag=True, help="Exit with 0 though there are findings.")
@click.option("--statistics", is_flag=True, help="Count the findings of each rule instead of listing them.")
@click.option("--fix", is_flag=True, help="Mend what is certain, in the files themselves.")
@click.option("--unsafe-fixes", is_flag=True, help="With --fix or --diff: also remedies that need a second look.")
@click.option("--diff", is_flag=True, help="Show what --fix would change; change nothing.")
@click.option(
    "--baseline", type=click.Path(dir_okay=False), metavar="FILE", help="Leave out the findings that FILE knows."
)
@click.option(
    "--write-baseline", type=click.Path(dir_okay=False), metavar="FILE", help="Write all findings into FILE as known."
)
@click.option(
    "--config",
    "settings",
    type=click.Path(dir_okay=False),
    metavar="FILE",
    help="Configuration; else the nearest timeline.toml or pyproject.toml.",
)
@_options.documents("source")
@click.option("--stdin-filename", metavar="NAME", help="What to call standard input, and by its ending how to read it.")
@click.option("--no-cache", is_flag=True, help="Read everything anew; keep nothing for the next run.")
@click.option("--jobs", type=click.IntRange(min=1), metavar="N", help="Processes that read.  [default: one a core]")
def command(paths: tuple[str, ...], **options: object) -> None:
    """Report stated times that are wrong, ambiguous, or at odds.

    PATH is a file or a folder; - is standard input.
    Exit codes: 0 no findings, 1 findings, 2 wrong use or configuration, 3 unreadable input, 4 a defect of ours.
    """
    from timeline.cli._check import Wish, run

    if not paths:
        raise click.UsageError("name a file or a folder to check, or - for standard input")
    if options["fix"] and options["diff"]:
        raise click.UsageError("--fix changes the files and --diff does not; choose one")
    if options["unsafe_fixes"] and not (options["fix"] or options["diff"]):
        raise click.UsageError("--unsafe-fixes needs --fix or --diff")
    wish = Wish(paths=paths, folder=Path.cwd(), **options)  # type: ignore[arg-type]
    _exit(run, wish)


def _exit(run: Callable[..., int], wish: Wish) -> None:
    try:
        code = run(wish, colour=_colour(), annotate="GITHUB_ACTIONS" in os.environ)
    except (click.ClickException, click.exceptions.Exit):
        raise
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)
    except Exception as error:
        if isinstance(error, OSError) and error.errno in FULL:
            raise
        import traceback

        traceback.print_exc()
        click.echo(
            f"timeline check: a defect of ours: {type(error).__name__}; please report it with the lines above", err=True
        )
        sys.exit(4)
    sys.exit(code)


def _colour() -> bool:
    """Whether people look, who have not asked for plain text (https://no-color.org)."""
    if os.environ.get("NO_COLOR"):
        return False
    return bool(os.environ.get("FORCE_COLOR")) or sys.stdout.isatty()
