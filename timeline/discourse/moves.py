"""«moved from 3 pm to 4 pm ET» reads like a range, and is two times: the one given up and the one that holds."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from timeline.algebra.expressions import At, Between
from timeline.model import Reading, Tree

MOVED = (  # what is done to a time that another takes the place of
    r"mov(?:ed|es|ing|e)|reschedul\w+|postpon\w+|adjourn\w*|deferr\w+|put (?:back|off)|held over|delay\w+|"
    r"shift\w*|chang\w+|push\w+|pull\w+|brought forward|bumped"
)
_MOVED = re.compile(
    rf"\b(?:{MOVED}|push|pull|reset|"
    r"(?:deadline|registration|submission\w*|date|period|hours)\b[^.!?\n]{0,20}\bextend\w+|"
    r"extend\w*\b[^.!?\n]{0,20}\b(?:deadline|registration|submission|date|period|hours))\b"
    r"[^.!?\n]{0,45}?(?:\bfrom\s+)?$",
    re.IGNORECASE,
)
_TO = re.compile(r"\s+(?:to|until)\s+", re.IGNORECASE)


def apart(text: str, readings: tuple[Reading, ...]) -> Iterator[Reading]:
    """The readings, those of a move taken apart."""
    for reading in readings:
        expr = reading.expr
        if not isinstance(expr, Between) or expr.start is None or expr.end is None:
            yield reading
            continue
        start, end = reading.span
        between = _TO.search(text, start, end)
        from_ = text[start : start + 5].casefold() == "from " or text[max(0, start - 5) : start].casefold() == "from "
        if between is None or not from_ or not _MOVED.search(text, max(0, start - 70), start):
            yield reading
            continue
        yield _part(reading, (start, between.start()), _shared(expr.start, expr.end))
        yield _part(reading, (between.end(), end), _shared(expr.end, expr.start))


def _shared(one: At, other: At) -> At:
    """A time with the date and zone that the other one states for both."""
    return replace(one, date=one.date or other.date, zone=one.zone or other.zone)


def _part(reading: Reading, span: tuple[int, int], at: At) -> Reading:
    return replace(reading, span=span, expr=at, tree=reading.tree and Tree("move", span, (reading.tree,)))
