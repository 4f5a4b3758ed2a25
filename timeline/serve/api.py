"""The JSON API: events and documents to read, texts to read and check, and, with a token, documents to put in."""

from __future__ import annotations

import hmac
import io
import json
from collections.abc import Iterable, Sequence
from typing import Any, cast

from flask import Blueprint, Response, current_app, request

from timeline import __version__
from timeline.config import Publish
from timeline.model import Document, Event, Timeline
from timeline.serve import settings, timeline
from timeline.serve.address import chosen
from timeline.serve.feed import asked, is_shown
from timeline.serve.limits import Limit
from timeline.serve.openapi import MOST_DOCUMENTS, MOST_EVENTS, description
from timeline.serve.overview import index_of
from timeline.serve.problem import Problem

blueprint = Blueprint("api", __name__)

SCHEMA = 1
PREFIX = "/api/v1"


# -- reading ----------------------------------------------------------------------


@blueprint.get(f"{PREFIX}/events")
def events() -> Response:
    """The events that pass the filters, background included, some at a time."""
    found, wanted = timeline(), asked()
    limit, offset = _number("limit", 1000, 1, MOST_EVENTS), _number("offset", 0, 0, 10_000_000)
    pool = found.events if wanted.keep_cancelled else (e for e in found.events if e.status != "cancelled")
    passing = chosen(pool, wanted.filters, index_of(found).documents, wanted.zone)
    passing = tuple(e for e in passing if is_shown(e, wanted.status))
    if wanted.grain is not None:
        passing = tuple(e for e in passing if e.grain is None or e.grain.rank <= wanted.grain.rank)
    shown = [_event(e) for e in passing[offset : offset + limit]]
    return _json({"schema": SCHEMA, "tz": found.tz, "total": len(passing), "offset": offset, "events": shown})


@blueprint.get(f"{PREFIX}/events/<uid>")
def event(uid: str) -> Response:
    """One event."""
    found = timeline()
    one = index_of(found).events.get(uid)
    if one is None:
        raise Problem(404, f"no event {uid[:100]!r}")
    return _json({"schema": SCHEMA, "tz": found.tz, "event": _event(one)})


@blueprint.get(f"{PREFIX}/documents")
def documents() -> Response:
    """The documents; their text only where everything may be published."""
    found = timeline()
    return _json({"schema": SCHEMA, "tz": found.tz, "documents": [_document(d) for d in found.documents]})


@blueprint.get(f"{PREFIX}/openapi.json")
def openapi() -> Response:
    """This interface, described."""
    return _json(
        description(settings().base_url, writing=settings().token is not None, longest=settings().longest_text)
    )


@blueprint.get("/healthz")
def health() -> Response:
    """Whether the server can read its store."""
    return _json({"status": "ok", "version": __version__, "tz": timeline().tz}, cache="no-store")


# -- texts ------------------------------------------------------------------------


@blueprint.post(f"{PREFIX}/read")
def read() -> Response:
    """Every stated time of what is sent, resolved and explained: of one document, or of several; nothing is stored."""
    from timeline.export.as_json import document_form

    found = _computed(_sent())
    lines = [
        document_form(
            one,
            [s for s in found.statements if s.document == one.id],
            [f for f in found.findings if f.document == one.id],
            found.tz,
        )
        for one in found.documents
    ]
    several = "documents" in (request.get_json(silent=True) or {})
    body = {"schema": SCHEMA, "tz": found.tz, "documents": lines} if several else lines[0]
    return _json(body, cache="no-store")


@blueprint.post(f"{PREFIX}/check")
def check() -> Response:
    """What is wrong with the times of the documents sent, taken as one corpus; nothing is stored."""
    from timeline.checks.rule import rules
    from timeline.report.as_json import finding
    from timeline.report.locate import locate

    found = _computed(_sent())
    located = locate(found.findings, found.documents, {rule.code: rule.url for rule in rules()})
    return _json({"schema": SCHEMA, "tz": found.tz, "findings": [finding(one) for one in located]}, cache="no-store")


def _computed(sent: Sequence[Document]) -> Timeline:
    from timeline.pipeline import run

    return run(sent, settings().reading)


def _sent() -> tuple[Document, ...]:
    """The documents of the request: one object, or several under "documents".  Raises Problem."""
    if wait := _limit().wait(request.remote_addr or ""):
        raise Problem(429, f"too many requests; try again in {wait} s", {"Retry-After": str(wait)})
    request.max_content_length = settings().largest_body
    if request.mimetype != "application/json":
        raise Problem(415, f"Content-Type {request.mimetype[:60]!r} cannot be read; send application/json")
    try:
        body = json.loads(request.get_data())
    except (ValueError, RecursionError) as error:
        raise Problem(400, f"the body is no JSON that can be read: {str(error)[:100]}") from None
    listed = body.get("documents", [body]) if isinstance(body, dict) else None
    if not isinstance(listed, list) or not listed:
        raise Problem(422, 'send one document, {"text": "..."}, or several, {"documents": [{"text": "..."}]}')
    if len(listed) > MOST_DOCUMENTS:
        raise Problem(422, f"{len(listed)} documents are more than {MOST_DOCUMENTS} at once")
    return _checked(listed)


def _checked(listed: Iterable[object]) -> tuple[Document, ...]:
    from timeline.sources.jsonl import read as read_lines
    from timeline.sources.metadata import Metadata

    found: list[Document] = []
    for number, one in enumerate(listed, 1):
        line = io.BytesIO(json.dumps(one).encode() + b"\n")
        for document_or_fault in read_lines(line, "request", "request", Metadata(), Metadata(), 1 << 40):
            if not isinstance(document_or_fault, Document):
                raise Problem(422, f"document {number}: {document_or_fault.message}; {document_or_fault.remedy}")
            if len(document_or_fault.text) > settings().longest_text:
                raise Problem(413, f"document {number} has more than {settings().longest_text} characters")
            found.append(_named(document_or_fault, one, number))
    if len({one.id for one in found}) < len(found):
        raise Problem(409, "two documents have one id")
    return tuple(found)


def _named(read_document: Document, given: object, number: int) -> Document:
    from dataclasses import replace

    stated = isinstance(given, dict) and given.get("id")
    return replace(read_document, id=read_document.id if stated else f"document-{number}", origin=None)


def _limit() -> Limit:
    limit = Limit(settings().posts_a_minute)
    return cast("Limit", current_app.extensions.setdefault("timeline.limit", limit))


# -- writing ------------------------------------------------------------------------


@blueprint.post(f"{PREFIX}/documents")
def add() -> Response:
    """Put documents in; those that are there already become their next revision."""
    _authorised()
    sent, put = _sent(), settings().add
    if put is None:
        raise Problem(403, "this server has no store to write to")
    put(sent)
    return _json({"schema": SCHEMA, "documents": [one.id for one in sent]}, status=201, cache="no-store")


@blueprint.delete(f"{PREFIX}/documents/<path:name>")
def remove(name: str) -> Response:
    """Withdraw a document; ``?purge=true`` erases its text and quotes too."""
    _authorised()
    purge = request.args.get("purge", "false")
    if purge not in {"true", "false"}:
        raise Problem(400, f"unknown value {purge[:40]!r} for purge; use true or false")
    take = settings().remove
    if take is None:
        raise Problem(403, "this server has no store to write to")
    if name not in index_of(timeline()).documents:
        raise Problem(404, f"no document {name[:100]!r}")
    take((name,), purge == "true")
    return Response(status=204)


def _authorised() -> None:
    """Raise Problem unless the request carries the token; RFC 6750 names the header."""
    token = settings().token
    if token is None:
        raise Problem(403, "writing is off on this server; start it with a token")
    kind, _, given = request.headers.get("Authorization", "").partition(" ")
    if kind.lower() != "bearer" or not hmac.compare_digest(given.strip().encode(), token.encode()):
        raise Problem(401, "writing needs the bearer token", {"WWW-Authenticate": 'Bearer realm="timeline"'})


# -- answers ------------------------------------------------------------------------


def _event(one: Event) -> dict[str, Any]:
    from timeline.export.publishing import event_form

    return event_form(one, settings().publish)


def _document(one: Document) -> dict[str, Any]:
    form = {
        "id": one.id,
        "title": one.title,
        "url": one.url,
        "publisher": one.publisher,
        "published": one.published.isoformat() if one.published else None,
        "zone": one.zone,
        "place": one.place,
        "lang": one.language,
    }
    return {**form, "text": one.text} if settings().publish == Publish.FULL else form


def _number(name: str, default: int, least: int, most: int) -> int:
    text = request.args.get(name)
    if text is None:
        return default
    if not (text.isascii() and text.isdigit() and len(text) < 12 and least <= int(text) <= most):
        raise Problem(400, f"{name} {text[:40]!r} is no number from {least} to {most}")
    return int(text)


def _json(body: object, *, status: int = 200, cache: str = "public, max-age=60") -> Response:
    text = json.dumps(body, ensure_ascii=False).encode("utf-8", "replace") + b"\n"
    response = Response(text, status, content_type="application/json; charset=utf-8")
    response.headers["Cache-Control"] = cache
    if request.method == "GET" and cache != "no-store":
        response.add_etag()
        response.make_conditional(request)
    return response
