"""``timeline token``: keys to the private feed, which can be revoked one by one."""

from __future__ import annotations

import click

from timeline.cli import _ingest, _options


@click.group()
def command() -> None:
    """Give out, list and revoke keys to the private feed.

    A key is shown once; the store keeps its digest.
    The feed's address is BASE/feeds/KEY/calendar.ics, so give each reader a key of their own.
    """


@command.command("add")
@click.argument("name")
@_options.store
def add(name: str, store: str | None) -> None:
    """Make a key for NAME and show it."""
    with _ingest.opened(store, create=False) as opened:
        click.echo(opened.new_token(name))


@command.command("revoke")
@click.argument("name")
@_options.store
def revoke(name: str, store: str | None) -> None:
    """Make the key of NAME worthless from now on."""
    with _ingest.opened(store, create=False) as opened:
        opened.revoke_token(name)


@command.command("list")
@_options.store
def listed(store: str | None) -> None:
    """List whom keys were given to, and when."""
    with _ingest.opened(store, create=False) as opened:
        for token in opened.tokens():
            state = f"revoked {token.revoked:%Y-%m-%d}" if token.revoked else "valid"
            click.echo(f"{token.name}\t{token.created:%Y-%m-%d}\t{state}")
