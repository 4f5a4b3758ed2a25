"""The contract's JSON: one object with all findings."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from timeline.report.locate import Located

SCHEMA = 1


def report(located: Sequence[Located]) -> str:
    """``{"schema": 1, "findings": [...]}``."""
    found = [finding(one) for one in located]
    return json.dumps({"schema": SCHEMA, "findings": found}, ensure_ascii=False, indent=2) + "\n"


def finding(one: Located) -> dict[str, Any]:
    """A finding as JSON has it."""
    said = one.finding
    return {
        "code": said.code,
        "name": said.name,
        "level": str(said.level),
        "message": said.message,
        "document": said.document,
        "path": one.path,
        "spans": [list(span) for span in said.spans],
        "line": one.start.line,
        "column": one.start.column,
        "end_line": one.end.line,
        "end_column": one.end.column,
        "text": one.text,
        "related": [
            {
                "document": r.document,
                "span": list(r.span),
                "message": r.message,
                "path": r.path,
                "line": r.start.line,
                "column": r.start.column,
            }
            for r in one.related
        ],
        "utc": [moment(instant) for instant in said.utc],
        "fix": {
            "title": said.fix.title,
            "edits": [_edit(one, edit.span, edit.text) for edit in said.fix.edits],
            "safe": said.fix.safe,
        }
        if said.fix
        else None,
        "fingerprint": one.fingerprint,
        "url": one.url,
    }


def _edit(one: Located, span: tuple[int, int], text: str) -> dict[str, Any]:
    start, end = one.position(span[0]), one.position(span[1])
    return {
        "span": list(span),
        "text": text,
        "line": start.line,
        "column": start.column,
        "end_line": end.line,
        "end_column": end.column,
    }


def moment(instant: datetime) -> str:
    """An instant as the contract writes it.

    >>> moment(datetime(2025, 8, 15, 19, 30, tzinfo=UTC))
    '2025-08-15T19:30:00Z'
    """
    return instant.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="seconds") + "Z"
