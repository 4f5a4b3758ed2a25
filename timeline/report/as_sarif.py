"""SARIF 2.1.0 (OASIS): one run, its rules with their pages, its results with regions, relations and fixes."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from typing import Any
from urllib.parse import quote

from timeline import __version__
from timeline.checks.rule import rules
from timeline.model import Fix, Level
from timeline.report.locate import Located, Place, Position

_LEVELS = {Level.ERROR: "error", Level.WARNING: "warning", Level.INFO: "note"}
_NO_BYTE = re.compile("[\ud800-\udc7f\udd00-\udfff]")
_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"


def report(located: Sequence[Located]) -> str:
    """A log with one run; ``rules`` lists those that have results."""
    codes = sorted({one.finding.code for one in located})
    log = {
        "$schema": _SCHEMA,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {
                    "driver": {
                        "name": "timeline",
                        "version": __version__,
                        "semanticVersion": __version__,
                        "rules": [_rule(code, located) for code in codes],
                    }
                },
                "columnKind": "unicodeCodePoints",
                "newlineSequences": ["\r\n", "\n", "\r"],
                "results": [_result(one, codes.index(one.finding.code)) for one in located],
            }
        ],
    }
    return json.dumps(log, ensure_ascii=False, indent=2) + "\n"


def _rule(code: str, located: Sequence[Located]) -> dict[str, Any]:
    rule = next((r for r in rules() if r.code == code), None)
    if rule is None:
        finding = next(one.finding for one in located if one.finding.code == code)
        return {"id": code, "name": finding.name, "defaultConfiguration": {"level": _LEVELS[finding.level]}}
    return {
        "id": code,
        "name": rule.name,
        "shortDescription": {"text": rule.summary},
        "fullDescription": {"text": rule.summary},
        "help": {"text": rule.page, "markdown": rule.page},
        "defaultConfiguration": {"level": _LEVELS[rule.level]},
    }


def _result(one: Located, index: int) -> dict[str, Any]:
    finding = one.finding
    result: dict[str, Any] = {
        "ruleId": finding.code,
        "ruleIndex": index,
        "level": _LEVELS[finding.level],
        "message": {"text": finding.message},
        "locations": [_location(one.places[0])],
        "partialFingerprints": {"timelineContent/v1": one.fingerprint},
    }
    others = [_location(p, n) for n, p in enumerate([*one.places[1:], *one.related], start=1)]
    if others:
        result["relatedLocations"] = others
    if finding.fix and one.exact:
        result["fixes"] = [_fix(one, finding.fix)]
    return result


def _location(place: Place, number: int | None = None) -> dict[str, Any]:
    location: dict[str, Any] = {
        "physicalLocation": {
            "artifactLocation": {"uri": _uri(place.path)},
            "region": _region(place.start, place.end),
        }
    }
    if number is not None:
        location["id"] = number
    if place.message:
        location["message"] = {"text": place.message}
    return location


def _uri(path: str) -> str:
    """A relative reference with forward slashes; an absolute path becomes a file URI.

    A byte of a file name that is no UTF-8 is a lone surrogate here (PEP 383), and itself again in the reference.
    """
    path = _NO_BYTE.sub("\N{REPLACEMENT CHARACTER}", path)
    if "://" in path:
        return quote(path, safe="/:?#[]@!$&'()*+,;=%~", errors="surrogateescape")
    clean = quote(path.replace("\\", "/").removeprefix("./"), errors="surrogateescape")
    return f"file://{clean}" if clean.startswith("/") else clean


def _region(start: Position, end: Position) -> dict[str, int]:
    return {
        "startLine": start.line,
        "startColumn": start.column,
        "endLine": end.line,
        "endColumn": end.column,
    }


def _fix(one: Located, fix: Fix) -> dict[str, Any]:
    replacements = [
        {
            "deletedRegion": _region(one.position(edit.span[0]), one.position(edit.span[1])),
            "insertedContent": {"text": edit.text},
        }
        for edit in fix.edits
    ]
    change = {"artifactLocation": {"uri": _uri(one.path)}, "replacements": replacements}
    return {"description": {"text": fix.title}, "artifactChanges": [change]}
