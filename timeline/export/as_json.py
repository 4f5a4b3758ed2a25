"""The contract's JSON: a document's mentions and findings, and an event; pure functions from values to text."""

from __future__ import annotations

import json
import re
from bisect import bisect_left
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from typing import Any

from timeline.export.derivation import sentence
from timeline.model import (
    AllDay,
    Document,
    Event,
    Finding,
    Floating,
    Link,
    Placed,
    Repeated,
    Rival,
    Skipped,
    Statement,
    Tree,
    When,
)

SCHEMA = 1


def document_form(
    document: Document, statements: Sequence[Statement], findings: Sequence[Finding], tz: str, *, why: bool = False
) -> dict[str, Any]:
    """A document's object: its mentions and what is wrong with them; ``why`` adds the parses."""
    return {
        "schema": SCHEMA,
        "id": document.id,
        "tz": tz,
        "mentions": [mention(statement, why=why) for statement in statements],
        "findings": [finding(one, document) for one in findings],
    }


def moment(instant: datetime) -> str:
    """A UTC instant; fractions of a second are shown only where there are any.

    >>> moment(datetime(2025, 8, 15, 19, 30, tzinfo=UTC))
    '2025-08-15T19:30:00Z'
    """
    return instant.astimezone(UTC).replace(tzinfo=None).isoformat() + "Z"


def mention(statement: Statement, *, why: bool = False) -> dict[str, Any]:
    """A statement as the contract's mention."""
    placed, others = _readings(statement.when)
    form = {
        "start": statement.span[0],
        "end": statement.span[1],
        "text": statement.text,
        "kind": str(statement.kind),
        "utc_start": moment(placed.start) if placed else None,
        "utc_end": moment(placed.end) if placed else None,
        "local": _civil(statement.local, statement),
        "local_end": _civil(statement.local_end, statement),
        "zone": statement.zone,
        "zone_words": statement.zone_words.words if statement.zone_words else None,
        "grain": str(statement.grain) if statement.grain else None,
        "approximate": statement.approximate,
        "literal_utc": moment(statement.literal.start) if statement.literal else None,
        "rrule": statement.recurrence,
        "exdates": [day.isoformat() for day in statement.exdates],
        "timex": {"type": statement.timex.type, "value": statement.timex.value},
        "group": statement.group,
        "alternatives": [moment(other.start) for other in others],
        "role": str(statement.role) if statement.role else None,
        "modality": str(statement.modality),
        "assumed": [sentence(step) for step in statement.assumed],
        "steps": [sentence(step) for step in statement.steps],
    }
    if why:
        form["tree"] = tree(statement.reading.tree) if statement.reading.tree is not None else None
        form["rivals"] = [tree(lost.tree) | {"lost": sentence(lost.why)} for lost in statement.reading.rivals]
    return form


def tree(node: Tree) -> dict[str, Any]:
    """A parse: the rule, the span that it covers, and its parts."""
    return {"rule": node.rule, "span": list(node.span), "parts": [tree(part) for part in node.parts]}


def _readings(when: When | None) -> tuple[Placed | None, tuple[Placed, ...]]:
    """The reading that stands first, and the others."""
    match when:
        case Placed():
            return when, ()
        case Repeated(first=first, second=second):
            return first, (second,)
        case Skipped(before=before, after=after):
            return before, (after,)
    return None, ()


def _civil(value: datetime | date | str | None, statement: Statement) -> str | None:
    if isinstance(value, datetime):
        exact = value.second or (statement.grain is not None and statement.grain == "second")
        return value.isoformat(timespec="seconds" if exact else "minutes")
    return value.isoformat() if isinstance(value, date) else value


def finding(one: Finding, document: Document | None = None) -> dict[str, Any]:
    """A finding; within its document's object it does not name the document again."""
    form: dict[str, Any] = {"code": one.code, "name": one.name, "level": str(one.level), "message": one.message}
    if document is None:
        form["document"] = one.document
    form["spans"] = [list(span) for span in one.spans]
    if document is not None and one.spans:
        at = min(one.spans[0][0], len(document.text))
        form["line"], form["column"] = line_and_column(document.text, at)
    form["related"] = [
        {"document": other.document, "span": list(other.span), "message": other.message} for other in one.related
    ]
    form["utc"] = [moment(instant) for instant in one.utc]
    form["fix"] = None
    if one.fix:
        edits = [{"span": list(edit.span), "text": edit.text} for edit in one.fix.edits]
        form["fix"] = {"title": one.fix.title, "edits": edits, "safe": one.fix.safe}
    return form


def line_and_column(text: str, at: int) -> tuple[int, int]:
    """Where an offset lies, both from 1.

    >>> line_and_column("one\\ntwo", 5)
    (2, 2)
    """
    breaks = _breaks(text)
    line = bisect_left(breaks, at)
    return line + 1, at - (breaks[line - 1] if line else -1)


@lru_cache(maxsize=1)
def _breaks(text: str) -> tuple[int, ...]:
    """The offsets of a text's line breaks: found once, for it may hold very many times and findings."""
    return tuple(match.start() for match in re.finditer("\n", text))


# -- events ----------------------------------------------------------------------


def events(found: Sequence[Event], tz: str) -> str:
    """The object of ``timeline events --format json``."""
    return json.dumps(
        {"schema": SCHEMA, "tz": tz, "events": [event(one) for one in found]}, ensure_ascii=False, indent=1
    )


def event(one: Event, shown: bool = True) -> dict[str, Any]:
    """An event with every rival time and who says so; ``shown`` is false where no words of the sources may be."""
    start, end = _whole_day(one) or _bounds(one.when)
    return {
        "uid": one.uid,
        "title": one.title,
        "start": start,
        "end": end,
        "all_day": isinstance(one.when, AllDay),
        "grain": str(one.grain) if one.grain else None,
        "approximate": one.approximate,
        "local": one.local.isoformat(timespec="minutes")
        if isinstance(one.local, datetime)
        else one.local.isoformat()
        if one.local
        else None,
        "zone": one.zone,
        "rrule": one.recurrence,
        "exdates": [day.isoformat() for day in one.exdates],
        "place": one.place,
        "participants": list(one.participants),
        "status": str(one.shown_status),
        "disputed": one.disputed,
        "in_calendar": one.in_calendar,
        "readings": [_rival(rival) for rival in one.readings],
        "superseded": [_rival(rival) for rival in one.superseded],
        "statements": [
            _linked(link, said, shown) for link in one.links if (said := link.happening.statement) is not None
        ],
        "findings": list(one.findings),
        "revision": one.revision,
        "updated": moment(one.updated) if one.updated else None,
    }


def _whole_day(one: Event) -> tuple[str, str] | None:
    """The day of an event whose clock time has no zone, as the calendar shows it."""
    if not isinstance(one.when, Floating) or not isinstance(one.local, datetime):
        return None
    day = one.local.date()
    return day.isoformat(), (day + timedelta(days=1) if day < date.max else day).isoformat()


def _bounds(when: When | None) -> tuple[str | None, str | None]:
    if isinstance(when, AllDay):
        return when.first.isoformat(), when.until.isoformat()
    placed, _ = _readings(when)
    return (moment(placed.start), moment(placed.end)) if placed else (None, None)


def _instant_and_day(when: When | None) -> dict[str, str | None]:
    start, _ = _bounds(when)
    dated = isinstance(when, AllDay)
    return {"utc": None if dated else start, "date": start if dated else None}


def _rival(rival: Rival) -> dict[str, Any]:
    return {
        "role": str(rival.role),
        **_instant_and_day(rival.when),
        "documents": list(rival.documents),
        "mentions": [list(mention) for mention in rival.mentions],
    }


def _linked(link: Link, said: Statement, shown: bool) -> dict[str, Any]:
    return {
        "document": said.document,
        "span": list(said.span),
        "quote": link.happening.quote if shown else "",
        **_instant_and_day(said.when),
        "role": str(link.happening.role or said.role or "start"),
        "modality": str(said.modality),
        "steps": [sentence(step, shown) for step in (*said.steps, *said.assumed)],
        "linked_because": link.reason if shown else "",  # it names words that sources share
    }
