"""The hour of all deadlines, said once: «All deadlines are 23:59 AoE», «Deadlines (11:59 p.m. ET)» over days."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from timeline.algebra.expressions import At, Clock, Fields
from timeline.discourse.scope import own_line
from timeline.model import Reading, ZoneSort, ZoneWords

_OF_ALL = re.compile(
    r"(?:\ball(?:[ ][a-z]+){0,2}[ ](?:deadlines?|due dates|dates|submissions)\b"
    r"(?:[ ](?:are|is|fall|close|end|due|times?|at|in|by|on))*|"
    r"\b(?:deadlines?|due dates)\b[ ]*[(–—:-][ ]*(?:all |at |by |each )*)[ (]*$",
    re.IGNORECASE,
)
_OPEN = re.compile(  # no hour is said, the day ends where it ends last
    r"\ball(?:[ ][a-z]+){0,2}[ ](?:deadlines?|due dates|dates)\b(?:[ ](?:are|is|at|in))*[ ]"
    r"(?P<zone>aoe\b|anywhere on earth)",
    re.IGNORECASE,
)
_DUE = re.compile(
    r"\b(?:deadlines?|due|submi\w+|abstracts?|papers?|manuscripts?|posters?|demos?|proposals?|applications?|registration|"
    r"nominations?|entr(?:y|ies)|camera|rebuttals?|early|regular|closes?|round|phase)\b",
    re.IGNORECASE,
)
_NOT_DUE = re.compile(
    r"\b(?:notif\w+|decisions?|announce\w+|conference|workshop days?|opens?|results?|starts?)\b", re.IGNORECASE
)
_END_OF_DAY = re.compile(r"\b(?:end of (?:the )?day|EOD)(?:,| on)? $")  # «by EOD Thursday (midnight EST)»
_SPOKEN = ("deadline", "dates", "submissions")
_LINE = 120  # characters of a line of such a list


def apart(text: str, readings: Sequence[Reading]) -> Iterator[Reading]:
    """The readings, a deadline's day with the hour of all, and the midnight of a day's end on the next."""
    hour = _hour_of_all(text, readings)
    for reading in readings:
        match reading.expr:
            case At(date=Fields() as date, clock=None, zone=None) if hour is not None and date.day is not None:
                yield replace(reading, expr=replace(hour, date=date)) if _is_due(text, reading) else reading
            case At(date=Fields(), clock=Clock(hour=0, minute=None, style="word")) as midnight:
                ends = _END_OF_DAY.search(text, max(0, reading.span[0] - 24), reading.span[0]) is not None
                yield replace(reading, expr=replace(midnight, day_shift=1)) if ends else reading
            case _:
                yield reading


def of_all(text: str, start: int) -> bool:
    """Whether a clock time is said of all deadlines: it is of no day itself."""
    return _OF_ALL.search(text, max(0, text.rfind("\n", 0, start), start - _LINE), start) is not None


def _hour_of_all(text: str, readings: Sequence[Reading]) -> At | None:
    folded = text.lower()
    if not any(word in folded for word in _SPOKEN):
        return None
    for reading in readings:
        match reading.expr:
            case At(date=None, clock=Clock(), zone=ZoneWords()) as at if of_all(text, reading.span[0]):
                return at
    stated = _OPEN.search(text) if "aoe" in folded or "anywhere on earth" in folded else None
    return At(zone=ZoneWords(stated["zone"], ZoneSort.AOE, "AoE")) if stated is not None else None


def _is_due(text: str, reading: Reading) -> bool:
    first, last = own_line(text, *reading.span)
    if last - first > _LINE or _NOT_DUE.search(text, first, last):
        return False
    return _DUE.search(text, first, last) is not None
