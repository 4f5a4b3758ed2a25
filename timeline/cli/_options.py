"""Options that several commands have, told in the same words by each."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import click

Command = Callable[..., Any]

store = click.option("--store", metavar="URL", help="File or postgresql:// address.  [default: timeline.db]")


def documents(form: str = "form") -> Callable[[Command], Command]:
    """What is known of documents that do not say it, and how standard input is read, as ``form``."""
    from_ = click.option(
        "--from",
        form,
        default="auto",
        metavar="FORM",
        help="How to read standard input: auto, text, markdown, jsonl, ...",
    )
    told = (
        click.option("--published", metavar="ISO", help="Publication date of documents that do not say."),
        click.option("--zone", metavar="IANA", help="Home zone of documents that do not say."),
        click.option("--place", metavar="NAME", help="Place of documents that do not say."),
        click.option("--lang", metavar="CODE", help="Language of documents that do not say."),
        from_,
    )

    def decorated(function: Command) -> Command:
        for option in reversed(told):
            function = option(function)
        return function

    return decorated


def network(function: Command) -> Command:
    """How addresses are fetched."""
    function = click.option(
        "--timeout", type=click.FloatRange(min=0.1), metavar="SECONDS", help="For each address.  [default: 30]"
    )(function)
    return click.option("--allow-private", is_flag=True, help="Fetch from private and loopback addresses too.")(
        function
    )
