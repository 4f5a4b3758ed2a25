"""The OpenAPI 3.1 description of the JSON API."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from timeline import __version__
from timeline.model import Grain, Kind, Level, Modality, Role, Status
from timeline.serve.address import LONGEST_SEARCH
from timeline.zones.rules import packaged

MOST_EVENTS = 10_000
MOST_DOCUMENTS = 100

Schema = dict[str, Any]


def description(base_url: str, *, writing: bool, longest: int) -> Schema:
    """The document; writing operations stand in it where a token has been set."""
    paths: Schema = {
        "/api/v1/events": {"get": _events()},
        "/api/v1/events/{uid}": {"get": _event()},
        "/api/v1/documents": {"get": _documents()},
        "/api/v1/read": {"post": _post("read", "Resolve and explain every stated time", _ref("Read"))},
        "/api/v1/check": {"post": _post("check", "Find what is wrong with stated times", _ref("Findings"))},
        "/api/v1/openapi.json": {"get": _get("openapi", "This description", {"type": "object"})},
        "/healthz": {"get": _get("health", "Whether the store can be read", _ref("Health"))},
    }
    components: Schema = {"schemas": _schemas(longest)}
    if writing:
        paths["/api/v1/documents"]["post"] = _add()
        paths["/api/v1/documents/{id}"] = {"delete": _remove()}
        components["securitySchemes"] = {"token": {"type": "http", "scheme": "bearer"}}
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "timeline",
            "version": __version__,
            "summary": "Stated times, resolved to UTC, and where sources disagree",
            "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
        },
        "servers": [{"url": base_url}],
        "paths": paths,
        "components": components,
    }


# -- operations ---------------------------------------------------------------------


def _ref(name: str) -> Schema:
    return {"$ref": f"#/components/schemas/{name}"}


def _problem(*statuses: int) -> Schema:
    content = {"application/problem+json": {"schema": _ref("Problem")}}
    words = {
        400: "A value means nothing",
        401: "The token is missing or wrong",
        403: "Writing is off",
        404: "There is none",
        405: "Not for this method",
        409: "Two documents have one id",
        413: "Too long",
        415: "Not JSON",
        422: "The JSON holds no documents that can be read",
        429: "Too many requests",
    }
    return {str(status): {"description": words[status], "content": content} for status in statuses}


def _ok(schema: Schema, status: int = 200) -> Schema:
    return {str(status): {"description": "Done", "content": {"application/json": {"schema": schema}}}}


def _get(name: str, summary: str, schema: Schema) -> Schema:
    return {"operationId": name, "summary": summary, "responses": {**_ok(schema), **_problem(405)}}


def _post(name: str, summary: str, schema: Schema) -> Schema:
    body = {"required": True, "content": {"application/json": {"schema": _ref("Sent")}}}
    responses = {**_ok(schema), **_problem(400, 405, 409, 413, 415, 422, 429)}
    return {"operationId": name, "summary": summary, "requestBody": body, "responses": responses}


def _query(name: str, words: str, schema: Schema, **more: object) -> Schema:
    return {"name": name, "in": "query", "description": words, "schema": schema, **more}


def _events() -> Schema:
    text = {"type": "string", "maxLength": LONGEST_SEARCH}
    day = {"anyOf": [{"const": ""}, _written("date"), _written("date-time")]}
    several = {"style": "form", "explode": True}
    statuses = ["confirmed", "tentative", "cancelled", "disputed", ""]
    return {
        "operationId": "events",
        "summary": "Events with every rival time and who says so",
        "parameters": [
            _query("source", "ids of documents", {"type": "array", "items": {"type": "string"}}, **several),
            _query("place", "a part of the place's name", text),
            _query("participant", "a part of a participant's name", text),
            _query("q", "words of title, place, people, quotes or sources", text),
            _query("since", "the first day", day),
            _query("until", "the last day", day),
            _query("status", "as a calendar shows it", {"type": "array", "items": {"enum": statuses}}, **several),
            _query("grain", "the coarsest grain", {"enum": [*(str(grain) for grain in Grain), ""]}),
            _query("cancelled", "what becomes of withdrawn events", {"enum": ["keep", "hide"]}),
            _query("limit", "how many", {"type": "integer", "minimum": 1, "maximum": MOST_EVENTS, "default": 1000}),
            _query("offset", "how many to pass over", {"type": "integer", "minimum": 0, "maximum": 10_000_000}),
        ],
        "responses": {**_ok(_ref("Events")), **_problem(400, 404, 405)},
    }


def _event() -> Schema:
    return {
        "operationId": "event",
        "summary": "One event",
        "parameters": [{"name": "uid", "in": "path", "required": True, "schema": {"type": "string", "minLength": 1}}],
        "responses": {**_ok(_ref("OneEvent")), **_problem(404, 405)},
    }


def _documents() -> Schema:
    return _get("documents", "The documents behind the timeline", _ref("Documents"))


def _add() -> Schema:
    operation = _post("add", "Put documents in", {})
    operation["responses"] = {**_ok(_ref("Added"), 201), **_problem(400, 401, 403, 405, 409, 413, 415, 422, 429)}
    return {**operation, "security": [{"token": []}]}


def _remove() -> Schema:
    return {
        "operationId": "remove",
        "summary": "Withdraw a document",
        "parameters": [
            {"name": "id", "in": "path", "required": True, "schema": {"type": "string", "minLength": 1}},
            _query("purge", "erase its text and quotes too", {"type": "boolean", "default": False}),
        ],
        "security": [{"token": []}],
        "responses": {"204": {"description": "Withdrawn"}, **_problem(400, 401, 403, 404, 405)},
    }


# -- schemas ------------------------------------------------------------------------

_TEXT: Schema = {"type": "string"}
_MAYBE: Schema = {"type": ["string", "null"]}
_FLAG: Schema = {"type": "boolean"}
_WHOLE: Schema = {"type": "integer"}
_SPAN: Schema = {"type": "array", "items": {"type": "integer", "minimum": 0}, "minItems": 2, "maxItems": 2}


def _names(values: Iterable[object], maybe: bool = False) -> Schema:
    names: list[str | None] = [str(value) for value in values]
    return {"enum": [*names, None] if maybe else names}


def _list(items: Schema) -> Schema:
    return {"type": "array", "items": items}


def _object(**properties: Schema) -> Schema:
    return {"type": "object", "required": list(properties), "properties": properties}


def _schemas(longest: int) -> Schema:
    common = {"schema": {"const": 1}, "tz": _TEXT}
    return {
        "Sent": {"anyOf": [_ref("Document"), _several()]},
        "Document": _sent_document(longest),
        "Health": _object(status={"const": "ok"}, version=_TEXT, tz=_TEXT),
        "Problem": _object(type=_TEXT, title=_TEXT, status=_WHOLE, detail=_TEXT),
        "Events": _object(**common, total=_WHOLE, offset=_WHOLE, events=_list(_ref("Event"))),
        "OneEvent": _object(**common, event=_ref("Event")),
        "Documents": _object(**common, documents=_list(_ref("KeptDocument"))),
        "Added": _object(schema={"const": 1}, documents=_list(_TEXT)),
        "Read": {"anyOf": [_ref("ReadDocument"), _object(**common, documents=_list(_ref("ReadDocument")))]},
        "Findings": _object(**common, findings=_list(_ref("Finding"))),
        "ReadDocument": _object(**common, id=_TEXT, mentions=_list(_ref("Mention")), findings=_list(_ref("Finding"))),
        "KeptDocument": _object(
            id=_TEXT,
            title=_MAYBE,
            url=_MAYBE,
            publisher=_MAYBE,
            published=_MAYBE,
            zone=_MAYBE,
            place=_MAYBE,
            lang=_TEXT,
        ),
        "Mention": _mention(),
        "Finding": _object(
            code={"type": "string", "pattern": r"^TL\d{3}$"},
            name=_TEXT,
            level=_names(Level),
            message=_TEXT,
            spans=_list(_SPAN),
            related=_list(_object(document=_TEXT, span=_SPAN, message=_TEXT)),
            utc=_list(_TEXT),
            fix={"type": ["object", "null"]},
        ),
        "Event": _event_schema(),
        "Rival": _object(
            role=_names(Role), utc=_MAYBE, date=_MAYBE, documents=_list(_TEXT), mentions=_list({"type": "array"})
        ),
    }


def _several() -> Schema:
    listed = {"type": "array", "items": _ref("Document"), "minItems": 1, "maxItems": MOST_DOCUMENTS}
    return {"type": "object", "required": ["documents"], "properties": {"documents": listed}}


def _sent_document(longest: int) -> Schema:
    zones: list[str | None] = [*sorted(packaged().names()), None]
    return {
        "type": "object",
        "required": ["text"],
        "properties": {
            "text": {"type": "string", "description": f"at most {longest} characters, else 413"},
            "id": {"type": ["string", "number", "null"], "maxLength": 500, "pattern": _PLAIN},
            "title": _MAYBE,
            "url": {"type": ["string", "null"], "pattern": "^(|[Hh][Tt][Tt][Pp][Ss]?://.*)$"},
            "publisher": _MAYBE,
            "published": {"anyOf": [{"enum": [None, ""]}, _written("date"), _written("date-time")]},
            "zone": {"enum": [*zones, ""]},
            "place": _MAYBE,
            "lang": {"type": ["string", "null"], "pattern": r"^(|[Ee][Nn]([_-][A-Za-z0-9]{2,8})*)$"},
        },
    }


_PLAIN = r"^[^\u0000-\u001f\u007f-\u009f\u2028\u2029]*$"


def _written(form: str) -> Schema:
    """A date or a time with its offset, in years in which an offset cannot leave the calendar."""
    return {"type": "string", "format": form, "pattern": r"^[1-8]\d{3}-"}


def _mention() -> Schema:
    return _object(
        start=_WHOLE,
        end=_WHOLE,
        text=_TEXT,
        kind=_names(Kind),
        utc_start=_MAYBE,
        utc_end=_MAYBE,
        local=_MAYBE,
        local_end=_MAYBE,
        zone=_MAYBE,
        zone_words=_MAYBE,
        grain=_names(Grain, maybe=True),
        approximate=_FLAG,
        literal_utc=_MAYBE,
        rrule=_MAYBE,
        timex=_object(type=_TEXT, value=_TEXT),
        group={"type": ["integer", "null"]},
        alternatives=_list(_TEXT),
        role=_names(Role, maybe=True),
        modality=_names(Modality),
        assumed=_list(_TEXT),
        steps=_list(_TEXT),
    )


def _event_schema() -> Schema:
    return _object(
        uid=_TEXT,
        title=_TEXT,
        start=_MAYBE,
        end=_MAYBE,
        all_day=_FLAG,
        grain=_names(Grain, maybe=True),
        approximate=_FLAG,
        local=_MAYBE,
        zone=_MAYBE,
        rrule=_MAYBE,
        exdates=_list(_TEXT),
        place=_MAYBE,
        participants=_list(_TEXT),
        status=_names(Status),
        disputed=_FLAG,
        in_calendar=_FLAG,
        readings=_list(_ref("Rival")),
        statements=_list({"type": "object"}),
        findings=_list(_TEXT),
        revision=_WHOLE,
        updated=_MAYBE,
    )
