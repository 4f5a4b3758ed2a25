"""The HTML pages: read the request, ask for the timeline, render."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from pathlib import Path
from urllib.parse import quote

from flask import Blueprint, abort, redirect, render_template, request
from werkzeug.wrappers import Response as Answer

from timeline.export.page import furnish
from timeline.export.page.cards import card
from timeline.export.page.faces import known
from timeline.export.page.sharing import google, outlook, share, structured
from timeline.model import Event, Timeline
from timeline.serve import clock, settings, timeline, web_folder
from timeline.serve.address import Address, address, zones_of
from timeline.serve.zone_picker import picked
from timeline.serve.overview import Index, index_of, overview, page_faces

blueprint = Blueprint("pages", __name__)


@blueprint.record_once
def _furnish(state: object) -> None:
    app = state.app  # type: ignore[attr-defined]
    furnish(app.jinja_env)
    app.jinja_env.globals.update(asset=asset, event_path=event_path, source_path=source_path)


def event_path(uid: str) -> str:
    """The path of an event's page."""
    return f"/events/{quote(uid, safe='@')}"


def source_path(name: str) -> str:
    """The path of a source's page."""
    return f"/sources/{quote(name, safe='/')}"


def asset(name: str) -> str:
    """The address of a static file, which changes with its content."""
    return f"/static/{name}?v={_digest(web_folder() / 'static' / name)}"


@lru_cache(maxsize=16)
def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()[:10]


def viewer() -> str | None:
    """The reader's own zone, as the page's script told it in a cookie: a name, never an offset."""
    return known(request.cookies.get("zone", ""))


def _page(name: str, found: Timeline, asked: Address, **values: object) -> str:
    return render_template(
        name,
        site=settings(),
        asked=asked,
        tz_version=found.tz,
        static=False,
        viewer=viewer(),
        now=clock(),
        path=request.path,
        **values,
    )


@blueprint.get("/")
def home() -> Answer | str:
    """The timeline page."""
    asked = address(request.args)
    found = timeline()
    index = index_of(found)
    choice = picked(request.args.get("add", ""))
    if choice.key is not None or request.args.get("add") == "":
        zones = asked.zones or index.zones(settings().zones)
        return redirect(asked.to(zones=zones_of([*zones, choice.key or ""]) if choice.key else asked.zones), 303)
    view = overview(index, asked, settings().zones, viewer(), clock())
    return _page("timeline.html", found, asked, view=view, choice=choice, index=index)


def _event(uid: str) -> Event:
    return index_of(timeline()).events.get(uid) or abort(404)


@blueprint.get("/events/<uid>")
def event(uid: str) -> str:
    """One event: rival readings in all zones, quotes, derivations, reasons, and ways to keep it."""
    found, asked = timeline(), address(request.args)
    index = index_of(found)
    what = _event(uid)
    faces = page_faces(index, asked, settings().zones, viewer(), what)
    url = settings().base_url.rstrip("/") + event_path(uid)
    shown = card(what, index.documents, faces, settings().publish != "none")
    return _page(
        "event.html",
        found,
        asked,
        card=shown,
        faces=faces,
        share=share(what, faces, url),
        google=google(what, url),
        outlook=outlook(what, url),
        structured=structured(what, url),
        findings=index.findings_of(what),
        index=index,
    )
