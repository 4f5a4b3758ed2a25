"""A baseline: the findings that a team has decided to live with for now, known by their content and not by their line.

The file is JSON with one finding a line, so that it can be read, reviewed and merged.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from timeline.report.locate import Located

SCHEMA = 1


@dataclass(frozen=True, slots=True)
class Entry:
    """A known finding."""

    fingerprint: str
    code: str
    path: str
    text: str


class BadBaselineError(ValueError):
    """A file that is no baseline."""


def written(located: Sequence[Located]) -> str:
    """The baseline of these findings, sorted, so that writing it twice changes nothing."""
    entries = sorted((one.known_as, one.finding.code, one.fingerprint, one.text) for one in located)
    rows = [
        json.dumps({"path": path, "code": code, "text": text, "fingerprint": fingerprint}, ensure_ascii=False)
        for path, code, fingerprint, text in entries
    ]
    body = ",\n  ".join(rows)
    return (
        f'{{"schema": {SCHEMA}, "findings": [\n  {body}\n]}}\n' if rows else f'{{"schema": {SCHEMA}, "findings": []}}\n'
    )


def entries(text: str) -> tuple[Entry, ...]:
    """The entries of a baseline file."""
    try:
        value = json.loads(text)
        if value["schema"] != SCHEMA:
            raise BadBaselineError(f"its schema is {value['schema']!r}, this version reads {SCHEMA}")
        return tuple(Entry(r["fingerprint"], r["code"], r["path"], r["text"]) for r in value["findings"])
    except (json.JSONDecodeError, KeyError, TypeError) as error:
        raise BadBaselineError(f"it is no baseline ({type(error).__name__}: {error})") from error


def compare(located: Sequence[Located], known: Sequence[Entry]) -> tuple[tuple[Located, ...], tuple[Entry, ...]]:
    """The findings that are new, and the entries that nothing answers to any more."""
    left = Counter(entry.fingerprint for entry in known)
    new = []
    for one in located:
        if left[one.fingerprint] > 0:
            left[one.fingerprint] -= 1
        else:
            new.append(one)
    stale = []
    for entry in known:
        if left[entry.fingerprint] > 0:
            left[entry.fingerprint] -= 1
            stale.append(entry)
    return tuple(new), tuple(stale)
