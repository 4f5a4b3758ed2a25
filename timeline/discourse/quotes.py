"""What a mail quotes was written on another day: «On Tue, 3 Mar 2026 at 10:12, A. wrote:» and «Sent: …» say when.

So was an older entry of a log or a thread, below a date and a clock time that are all of its first line.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime
from itertools import islice

from timeline.algebra.expressions import At, Clock, Fields
from timeline.language.look_alikes import alone
from timeline.model import Document, Reading

_WROTE = re.compile(r"^On [^\n]{4,100}(?:\n[^\n]{1,60})?wrote:[ \t]*\n(?=[ \t\n]{0,4}>)", re.MULTILINE)
_HEAD = re.compile(
    r"^From:[^\n]{1,200}\n(?:[A-Z][\w-]{1,15}:[^\n]{0,200}\n){0,2}?(?:Sent|Date):[^\n]{4,80}\n", re.MULTILINE
)
_ANSWER = re.compile(r"\n(?![ \t]*(?:>|\n|\Z))")  # where the quoted lines end
_MOST = 6  # mails that one may quote, and entries: each is read for itself


def dated(document: Document, readings: Sequence[Reading]) -> Document:
    """The document with the day on which each mail that it quotes was written."""
    text = document.text
    if document.dated:
        return document
    quoting = "wrote:" in text or "\nFrom:" in text
    heads = sorted((*_WROTE.finditer(text), *_HEAD.finditer(text)), key=re.Match.start) if quoting else []
    parts: list[tuple[int, datetime | date | None]] = []
    if not heads:
        parts.extend(islice(_stamps(document, readings), _MOST))
    for head in heads[:_MOST]:
        day = _day_in(readings, *head.span())
        if day is None:
            continue
        parts.append((head.end(), day))
        end = _ANSWER.search(text, head.end()) if head.re is _WROTE else None
        if end is not None:
            parts.append((end.end(), document.published))
    return replace(document, dated=tuple(sorted(parts, key=_offset))) if parts else document


def _stamps(document: Document, readings: Sequence[Reading]) -> Iterator[tuple[int, datetime | date | None]]:
    """Where entries begin that a line of its own dates, and when they were written: those to come with the document."""
    published = document.published
    written = published.date() if isinstance(published, datetime) else published
    for reading in readings if written is not None else ():
        match reading.expr:
            case At(date=Fields(year=int(), month=int(), day=int(), swapped=None), clock=Clock()):
                day = _day_in((reading,), *reading.span)
                if day is not None and written is not None and alone(document.text, *reading.span):
                    yield reading.span[1], day if day < written else published


def _offset(part: tuple[int, object]) -> int:
    return part[0]


def _day_in(readings: Sequence[Reading], first: int, last: int) -> date | None:
    """The full date that the head of a mail states."""
    for reading in readings[bisect_left(readings, first, key=_start) :]:
        if reading.span[0] >= last:
            return None
        match reading.expr:
            case At(date=Fields(year=int() as year, month=int() as month, day=int() as day, swapped=None)):
                try:
                    return date(year, month, day)
                except ValueError:
                    return None
    return None


def _start(reading: Reading) -> int:
    return reading.span[0]
