"""Errors as RFC 9457 problem documents, for everything that programs read."""

from __future__ import annotations

import json
from collections.abc import Mapping
from http import HTTPStatus

from flask import Response
from werkzeug.exceptions import HTTPException


class Problem(HTTPException):
    """A request that cannot be answered, with a sentence that names the value and the remedy."""

    def __init__(self, status: int, detail: str, headers: Mapping[str, str] | None = None) -> None:
        super().__init__(detail, response=document(status, detail, headers))
        self.code = status


def document(status: int, detail: str, headers: Mapping[str, str] | None = None) -> Response:
    """The problem document of a status; without a type of its own, its title is the status's (RFC 9457, 4.2.1)."""
    body = {"type": "about:blank", "title": HTTPStatus(status).phrase, "status": status, "detail": detail}
    text = json.dumps(body, ensure_ascii=False) + "\n"
    response = Response(text, status, dict(headers or {}), content_type="application/problem+json; charset=utf-8")
    response.headers.setdefault("Cache-Control", "no-store")  # what is not there today may be there tomorrow
    return response
