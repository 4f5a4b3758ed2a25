"""``timeline serve``: the page, the feed and the JSON API on a production server."""

from __future__ import annotations

import ipaddress
import os
import signal
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from timeline.cli import _ingest, _options

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication

THREADS = 8
GRACE = 30  # seconds that answers under way are given at the end


@click.command()
@_options.store
@click.option("--host", default="127.0.0.1", metavar="ADDRESS", help="Address to listen on.  [default: 127.0.0.1]")
@click.option(
    "--port", default=8000, type=click.IntRange(0, 65535), metavar="N", help="Port to listen on.  [default: 8000]"
)
@click.option("--base-url", metavar="URL", help="Public address; all links come from it, never from a request.")
@click.option(
    "--publish",
    type=click.Choice(["quotes", "full", "none"]),
    help="How much of a source is shown.  [default: full on a loopback address, else quotes]",
)
@click.option("--title", default="Timeline", metavar="TEXT", help="Name of page and feed.")
@click.option("--trusted-host", "hosts", multiple=True, metavar="NAME", help="Answer under this name too.")
@click.option("--frame-ancestor", "ancestors", multiple=True, metavar="ORIGIN", help="May frame /embed.")
@click.option(
    "--token-file",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="File with the bearer token that may write; also TIMELINE_TOKEN.  [default: writing is off]",
)
@click.option("--private", is_flag=True, help="Answer nothing but private feeds; `timeline token` makes their keys.")
@click.option(
    "--server", type=click.Choice(["waitress", "granian"]), default="waitress", help="What serves.  [default: waitress]"
)
@click.option("--access-log/--no-access-log", default=True, help="A line of JSON for each answer on standard error.")
def command(
    store: str | None,
    host: str,
    port: int,
    base_url: str | None,
    publish: str | None,
    title: str,
    hosts: tuple[str, ...],
    ancestors: tuple[str, ...],
    token_file: Path | None,
    private: bool,
    server: str,
    access_log: bool,
) -> None:
    """Serve the page, the calendar feed and the JSON API.

    Example: timeline serve --base-url https://times.example.org
    """
    from timeline.config import Publish
    from timeline.serve import ServeConfig
    from timeline.serve.loading import served

    local = is_loopback(host)
    if base_url is None and not local and ipaddress.ip_address(host).is_unspecified:
        raise click.UsageError(f"--host {host} is no address for links; say the public one with --base-url")
    base = (base_url or f"http://{f'[{host}]' if ':' in host else host}:{port}").rstrip("/")
    if not base.startswith(("http://", "https://")):
        raise click.UsageError(f"--base-url {base!r} is no http(s) address; write it as https://times.example.org")
    kept = _ingest.settings()
    with _ingest.opened(store, create=False):
        pass  # what is wrong with the store is told here, before a server starts
    config = ServeConfig(
        base_url=base,
        title=title,
        publish=Publish(publish or ("full" if local and base_url is None else "quotes")),
        zones=kept.config.audience,
        trusted_hosts=hosts,
        frame_ancestors=ancestors,
        token=_token(token_file),
        reading=kept.config,
        private=private,
    )
    load = partial(served, store or kept.store or "timeline.db", config, access_log)
    (_granian if server == "granian" else partial(_waitress, most=config.largest_body))(load, host, port, base)


def is_loopback(host: str) -> bool:
    """Whether only this machine can reach the address."""
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        raise click.UsageError(f"--host {host!r} is no address; write it as 127.0.0.1 or ::1") from None


def _token(path: Path | None) -> str | None:
    token = path.read_text(encoding="utf-8").strip() if path else os.environ.get("TIMELINE_TOKEN", "").strip()
    if token and len(token) < 16:
        raise click.UsageError("the token is too short to be a secret; use 16 characters or more")
    return token or None


def _waitress(load: Callable[[], WSGIApplication], host: str, port: int, base: str, most: int) -> None:
    """Serve until interrupted or terminated; answers that are under way are finished first.

    No more than ``most`` octets of a request are kept; unasked waitress would keep a gigabyte of each.
    """
    import logging

    from waitress import create_server
    from waitress.channel import HTTPChannel

    from timeline.serve.refusal import Refusal

    HTTPChannel.error_task_class = Refusal
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)  # a short queue is no news
    sockets: dict[int, Any] = {}
    try:
        server = create_server(
            load(),
            map=sockets,
            host=host,
            port=port,
            threads=THREADS,
            ident=None,
            clear_untrusted_proxy_headers=True,
            max_request_body_size=most,
        )
    except OSError as error:
        raise click.UsageError(f"cannot listen on {host} port {port}: {error.strerror or error}") from error
    click.echo(f"serving {base}/ on {host} port {port}; calendar: {base}/calendar.ics", err=True)
    _until_stopped(sockets)
    server.task_dispatcher.shutdown()
    click.echo("stopped", err=True)


def _until_stopped(sockets: dict[int, Any]) -> None:
    """Run waitress's loop; at a signal take no more connections and send what is under way, at a second one end.

    Its own way to stop closes connections whose answer is still being made.
    """
    from waitress import wasyncore
    from waitress.channel import HTTPChannel
    from waitress.server import BaseWSGIServer

    stopped_at: list[float] = []

    def stop(_signal: int, _frame: object) -> None:
        if stopped_at:
            raise SystemExit(1)
        stopped_at.append(time.monotonic())

    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
    while not stopped_at:
        wasyncore.loop(timeout=0.5, use_poll=True, map=sockets, count=1)
    for listening in [one for one in sockets.values() if isinstance(one, BaseWSGIServer)]:
        wasyncore.dispatcher.close(listening)  # its trigger stays, with which threads wake the loop
    while time.monotonic() - stopped_at[0] < GRACE:
        channels = [one for one in sockets.values() if isinstance(one, HTTPChannel)]
        if not any(one.requests or one.total_outbufs_len for one in channels):
            return
        wasyncore.loop(timeout=0.1, use_poll=True, map=sockets, count=1)


def _granian(load: Callable[[], WSGIApplication], host: str, port: int, base: str) -> None:
    """The same on granian, in processes of its own."""
    try:
        from granian import Granian
        from granian.constants import Interfaces
    except ImportError as error:
        raise click.UsageError("granian is not installed; install timeline-utc[server]") from error
    click.echo(f"serving {base}/ on {host} port {port}; calendar: {base}/calendar.ics", err=True)
    server = Granian(
        "timeline", address=host, port=port, interface=Interfaces.WSGI, blocking_threads=THREADS, log_enabled=False
    )
    server.serve(target_loader=load, wrap_loader=False)
    click.echo("stopped", err=True)
