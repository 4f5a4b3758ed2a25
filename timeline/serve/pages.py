"""The HTML pages: read the request, ask for the timeline, render."""

from __future__ import annotations

import gzip
import hashlib
from functools import lru_cache
from pathlib import Path
from typing import cast
from urllib.parse import quote, urlsplit

from flask import Blueprint, Flask, Response, abort, current_app, g, redirect, render_template, request
from flask.blueprints import BlueprintSetupState
from werkzeug.exceptions import HTTPException, RequestEntityTooLarge, TooManyRequests
from werkzeug.wrappers import Response as Answer

from timeline.config import Publish
from timeline.export.page import furnish, moments
from timeline.export.page.cards import card, revisions, when_words
from timeline.export.page.disagreement import by_size, by_source
from timeline.export.page.drawing import drawing
from timeline.export.page.faces import known
from timeline.export.page.following import following
from timeline.export.page.remarks import remarks
from timeline.export.page.sharing import google, outlook, share, structured
from timeline.export.page.source import source
from timeline.model import Event
from timeline.rulers.marks import drawn, spread
from timeline.serve import TOO_LONG, check_form, clock, settings, timeline, web_folder
from timeline.serve.address import Address, address, zones_of
from timeline.serve.limits import Limit
from timeline.serve.notices import notices
from timeline.serve.overview import Index, index_of, overview, page_faces, zone_chips
from timeline.serve.problem import document
from timeline.serve.zone_picker import Picked, picked

blueprint = Blueprint("pages", __name__)
CONFLICTS_PER_PAGE = 50


@blueprint.record_once
def _furnish(state: BlueprintSetupState) -> None:
    app = cast("Flask", state.app)
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


def _quoting() -> bool:
    return settings().publish is not Publish.NONE


def _index() -> Index:
    return index_of(timeline())


def _page(name: str, asked: Address, **values: object) -> str:
    index = _index()
    page = render_template(
        name,
        site=settings(),
        asked=asked,
        notices=notices(request.args, asked, index, request.path),
        index=index,
        tz_version=index.timeline.tz,
        static=False,
        viewer=viewer(),
        path=request.path,
        **values,
    )
    return page.encode("utf-8", "replace").decode()  # halves of characters, which no answer can carry


def _add_zone(asked: Address, present: tuple[str, ...], path: str) -> tuple[Picked, Answer | None]:
    """What the zone picker's words came to, and the canonical address once they name one zone."""
    if "add" not in request.args:
        return Picked(), None
    choice = picked(request.args["add"])
    if choice.key is not None:
        return choice, redirect(asked.to(path, zones=zones_of([*(asked.zones or present), choice.key])), 303)
    return choice, None if choice.typed else redirect(asked.to(path), 303)


@blueprint.get("/")
def home() -> Answer | str:
    """The timeline page."""
    asked, index = address(request.args), _index()
    choice, elsewhere = _add_zone(asked, index.zones(settings().zones), "/")
    if elsewhere is not None:
        return elsewhere
    view = overview(index, asked, settings().zones, viewer(), clock(), _quoting())
    return _page("timeline.html", asked, view=view, choice=choice, follow=_following(asked))


def _following(asked: Address) -> object:
    return following(
        settings().base_url, asked.pairs(leaving={"tz", "view", "day", "from", "to", "page"}), settings().title
    )


@blueprint.get("/embed")
def embed() -> str:
    """The drawing and the table without a script, for a frame on another site."""
    g.frame_ancestors = settings().frame_ancestors
    asked = address(request.args)
    return _page("embed.html", asked, view=overview(_index(), asked, settings().zones, None, clock(), _quoting()))


def _event(index: Index, uid: str) -> Event:
    return index.events.get(uid) or abort(404)


@blueprint.get("/events/<uid>")
def event(uid: str) -> Answer | str:
    """One event: rival readings in all zones, quotes, derivations, reasons, and ways to keep it."""
    asked, index, config = address(request.args), _index(), settings()
    what = _event(index, uid)
    path = event_path(uid)
    faces = page_faces(index, asked, config.zones, viewer(), what)
    keys = tuple(face.key for face in faces if not face.you)
    choice, elsewhere = _add_zone(asked, keys, path)
    if elsewhere is not None:
        return elsewhere
    url = config.base_url.rstrip("/") + path
    window = moments.surroundings(what, clock())
    found = moments.columns(what, clock(), index.publisher)
    return _page(
        "event.html",
        asked,
        card=card(what, index.documents, faces, _quoting()),
        faces=faces,
        view={"faces": faces, "chips": zone_chips(asked, faces, keys, path)},
        choice=choice,
        columns=found,
        stated=when_words(what.when) if what.when is not None else ("no time is stated", None),
        clocks=moments.table(found, faces) if found else (),
        picture=window and drawing(window, faces, tuple(drawn(spread([what]), window)), clock(), index.publisher),
        around=(asked.with_window(window) if window else asked).to(),
        share=share(what, faces, url),
        google=google(what, url),
        outlook=outlook(what, url),
        structured=structured(what, url),
        findings=remarks(index.findings_of(what), _quoting()),
        revisions=revisions(config.history(uid) if config.history else (), what),
    )


@blueprint.get("/sources/<path:name>")
def source_page(name: str) -> str:
    """A document with every mention marked, as much of it as may be shown."""
    asked, index, config = address(request.args), _index(), settings()
    wanted = index.documents.get(name) or abort(404)
    faces = page_faces(index, asked, config.zones, viewer())
    shown = source(wanted, index.statements_of(name), index.findings_in(name), index.event_of, faces, config.publish)
    safe = wanted.url if wanted.url and urlsplit(wanted.url).scheme in ("http", "https") else None
    return _page("source.html", asked, source=shown, faces=faces, link=safe)


@blueprint.get("/conflicts")
def conflicts() -> str:
    """What disagrees, by size and by source."""
    asked, index = address(request.args), _index()
    faces = page_faces(index, asked, settings().zones, viewer())
    disputed = [e for e in index.timeline.events if e.disputed]
    first = CONFLICTS_PER_PAGE * (asked.page - 1)
    return _page(
        "conflicts.html",
        asked,
        cards=by_size(disputed, index.documents, faces, first, first + CONFLICTS_PER_PAGE),
        total=len(disputed),
        pages=-(-len(disputed) // CONFLICTS_PER_PAGE),
        standings=by_source(disputed, index.documents),
    )


@blueprint.route("/check", methods=["GET", "POST"])
def check() -> tuple[str, int] | str:
    """A pasted text's times and findings at once; nothing is stored."""
    asked = address(request.args)
    if request.method == "GET":
        return _page("check.html", asked, result=None, fault="", given=check_form.Given())
    limit = current_app.extensions.setdefault("timeline.limit", Limit(settings().posts_a_minute))
    if wait := cast("Limit", limit).wait(request.remote_addr or ""):
        raise TooManyRequests(f"too many texts at once; try again in {wait} s", retry_after=wait)
    given = check_form.given(request.form)
    try:
        pasted = check_form.document(given, request.files.get("file"), settings().longest_text, clock())
    except check_form.UnfitError as fault:
        return _page("check.html", asked, result=None, fault=str(fault), given=given), 422
    faces = page_faces(_index(), asked, settings().zones, viewer())
    result = check_form.checked(pasted, faces, settings().reading)
    return _page("check.html", asked, result=result, fault="", given=given)


@blueprint.before_app_request
def _refuse() -> None:
    if TOO_LONG in request.environ:
        raise RequestEntityTooLarge


@blueprint.app_errorhandler(HTTPException)
def failed(error: HTTPException) -> Answer | HTTPException:
    """An error as a page for people, and as a problem document (RFC 9457) for programs."""
    if error.response is not None:
        return error.get_response()
    code, why = error.code or 500, error.description or error.name
    if isinstance(error, RequestEntityTooLarge):
        why = f"this is more than is read here; send at most {settings().longest_text} characters of text at once"
    headers = {name: value for name, value in error.get_headers() if name in {"Allow", "Retry-After"}}
    if not _for_people():
        return document(code, why, {**headers, "Vary": "Accept"})
    page = render_template("error.html", site=settings(), name=error.name, why=why, static=False, viewer=None, path="")
    return Response(page, code, {**headers, "Vary": "Accept"}, mimetype="text/html")


def _for_people() -> bool:
    if request.path.startswith("/api/") or request.path.endswith(".ics") or request.path == "/healthz":
        return False
    return request.accept_mimetypes.best_match(["application/problem+json", "text/html"]) == "text/html"


@blueprint.after_app_request
def _send(response: Response) -> Response:
    """Pages are for one reader and always asked for again; text is compressed."""
    if response.mimetype == "text/html":
        response.headers.setdefault(
            "Cache-Control", "private, no-cache" if request.method in ("GET", "HEAD") else "no-store"
        )
        response.vary.add("Cookie")
    if (
        response.mimetype in ("text/html", "text/css", "text/javascript")
        and response.status_code == 200
        and "Content-Encoding" not in response.headers
        and request.accept_encodings["gzip"] > 0
        and request.method == "GET"
    ):
        response.direct_passthrough = False
        response.set_data(gzip.compress(response.get_data(), 6, mtime=0))
        response.headers["Content-Encoding"] = "gzip"
        response.vary.add("Accept-Encoding")
        if (tag := response.get_etag()[0]) is not None:
            response.set_etag(f"{tag}-gz")
    return response
