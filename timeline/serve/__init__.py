"""The web application: the page, the feed and the JSON API over one timeline.

    load() -> Timeline -> pages (HTML), feed (.ics), api (JSON)

``create_app`` gets a function that gives the timeline, so a view does three things: read the request, ask, render.
This room reads the clock and the disk; the rooms below get both as arguments.
"""

from __future__ import annotations

import importlib
import importlib.util
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import cast
from urllib.parse import urlsplit

from flask import Flask, Response, current_app, g

from timeline.config import Config, Publish
from timeline.export.page import web_folder
from timeline.model import Document, Event, Timeline

__all__ = ["ServeConfig", "clock", "create_app", "settings", "timeline", "web_folder"]

# No inline script or style anywhere, so no nonce.  JSON-LD is a data block, which script-src does not govern
# (HTML Standard, "prepare the script element").
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors {ancestors}"
)
TOO_LONG = "timeline.too_long"  # in the WSGI environment of a request whose body the server would not take
BLUEPRINTS = ("feed", "api", "pages")  # of two handlers of errors the last one stands: that of the pages


def _now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class ServeConfig:
    """Settings of the server."""

    base_url: str = "http://127.0.0.1:8000"  # absolute addresses come from here, never from the Host header
    title: str = "Timeline"
    publish: Publish = Publish.QUOTES
    zones: tuple[str, ...] = ()  # IANA keys shown where the address names none
    trusted_hosts: tuple[str, ...] = ()  # answered besides the host of base_url
    frame_ancestors: tuple[str, ...] = ()  # origins that may frame /embed
    token: str | None = None  # bearer token for writing; None: writing is off
    longest_text: int = 200_000  # characters that /check takes
    reading: Config = field(default_factory=Config)
    now: Callable[[], datetime] = _now
    history: Callable[[str], Sequence[Event]] | None = None  # earlier revisions of an event, by UID
    posts_a_minute: int = 60  # texts that one address may send
    add: Callable[[Sequence[Document]], object] | None = None  # puts documents into the store
    remove: Callable[[Sequence[str], bool], object] | None = None  # withdraws documents by id; True purges
    admits: Callable[[str], bool] | None = None  # whether a key opens the private feed; None: there is none
    held: Callable[[str], bool] | None = None  # whether the store ever had a document of that id
    private: bool = False  # answer nothing but the private feed

    @property
    def largest_body(self) -> int:
        """Octets of a request that are taken: a text may arrive with each character as two escapes of six."""
        return 13 * self.longest_text + 65_536


def settings() -> ServeConfig:
    """The settings of the application that answers this request."""
    return cast("ServeConfig", current_app.extensions["timeline"][1])


def timeline() -> Timeline:
    """The timeline as this request sees it: loaded once, so that all parts of one answer agree."""
    if "timeline" not in g:
        g.timeline = current_app.extensions["timeline"][0]()
    return cast("Timeline", g.timeline)


def clock() -> datetime:
    """This request's present moment in UTC."""
    if "now" not in g:
        g.now = settings().now()
    return cast("datetime", g.now)


def create_app(load: Callable[[], Timeline], config: ServeConfig = ServeConfig()) -> Flask:
    """The WSGI application over the timeline that ``load`` gives."""
    web = web_folder()
    app = Flask(__name__, static_folder=str(web / "static"), template_folder=str(web / "templates"))
    app.extensions["timeline"] = (load, config)
    app.config["TRUSTED_HOSTS"] = sorted(
        {urlsplit(config.base_url).hostname or "localhost", *_loopback(config), *config.trusted_hosts}
    )
    app.config["MAX_CONTENT_LENGTH"] = 4 * config.longest_text + 10_000
    app.config["MAX_FORM_MEMORY_SIZE"] = app.config["MAX_CONTENT_LENGTH"]
    app.config["SEND_FILE_MAX_AGE_DEFAULT"] = 3600
    for name in BLUEPRINTS:
        if importlib.util.find_spec(f"{__name__}.{name}"):
            app.register_blueprint(importlib.import_module(f"{__name__}.{name}").blueprint)
    app.after_request(_guard)
    return app


def _loopback(config: ServeConfig) -> tuple[str, ...]:
    """Names under which a server of this machine is called; none once it has a public address."""
    local = ("127.0.0.1", "localhost", "[::1]")
    return local if (urlsplit(config.base_url).hostname or "localhost") in {"127.0.0.1", "localhost", "::1"} else ()


def _guard(response: Response) -> Response:
    """Put the security headers on every answer; /embed alone may be framed, and only where the settings say so."""
    allowed = g.get("frame_ancestors", ())
    headers = response.headers
    headers.setdefault("Content-Security-Policy", POLICY.format(ancestors=" ".join(allowed) or "'none'"))
    headers.setdefault("X-Content-Type-Options", "nosniff")
    headers.setdefault("Referrer-Policy", "strict-origin-when-cross-origin")
    headers.setdefault("Cross-Origin-Opener-Policy", "same-origin")
    headers.setdefault("Permissions-Policy", "camera=(), geolocation=(), microphone=()")
    if not allowed:
        headers.setdefault("X-Frame-Options", "DENY")
    return response
