"""Clock times of no day that a text has told: those of a week to come, of months past, of what holds later on."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from timeline.discourse.draft import Day, Draft
from timeline.discourse.moves import holds_thereafter

_WITHIN = re.compile(r"\b(?:in|during)[ ](?:late |early |mid-?)?$", re.IGNORECASE)
_ONWARD = re.compile(r"\b(?:from|as of|start(?:s|ing) in|beginning in)[ ]$", re.IGNORECASE)  # «from November on at 9am»
_UNTIL_THEN = re.compile(r"\b(?:until|before|up to) then,?[ ](?:it(?: is|['’]s)[ ])?(?:at[ ])?$", re.IGNORECASE)
_SO_LONG = re.compile(r"\b(?:until|till|through|up to)\b", re.IGNORECASE)  # «until May at 9am, at 10am after that»
_OF_SEVERAL = 60  # characters from a clock time to the weekend on one of whose days it is
_FEW = 4  # mentions before it in which a month or a year is looked for


def in_other_times(text: str, draft: Draft, drafts: Sequence[Draft], written: date | None, told: date | None) -> bool:
    """Whether the sentence of a clock time tells of a month or year long gone, or of a weekend, a week or months to
    come, of which it is: «In July 2025 it shook Napier at 11.06pm», «next week that would be at 8am», «from May on at
    9am»; ``told`` is the day last spoken of."""
    if _UNTIL_THEN.search(text, max(draft.sentence[0], draft.start - 24), draft.start):
        return True
    if holds_thereafter(text, draft.end) and _SO_LONG.search(text, draft.sentence[0], draft.start):
        return True
    for other in reversed(drafts[max(0, draft.number - _FEW) : draft.number]):
        settled = other.clock is not None and other.wall is not None
        if other.scope.sentence != draft.scope.sentence:
            break
        if other.own_day or settled:
            return False
        if other.several:
            return True
        if other.day is not None and other.day.grain == "week":
            return other.every is None and written is not None and other.day.first > written
        if other.day is not None and other.day.grain in {"month", "year", "season"}:
            return _in_months(text, other, other.day, written, told)
    behind = next(iter(drafts[draft.number + 1 : draft.number + 2]), None)
    if behind is None or not behind.several or behind.scope.sentence != draft.scope.sentence:
        return False
    return behind.start - draft.end <= _OF_SEVERAL and "," not in text[draft.end : behind.start]


def _in_months(text: str, other: Draft, months: Day, written: date | None, told: date | None) -> bool:
    """Whether what is told in a month or a year is not of the day last spoken of."""
    within = _WITHIN.search(text, max(0, other.start - 12), other.start) is not None
    onward = _ONWARD.search(text, max(0, other.start - 16), other.start) is not None
    gone = written is not None and months.until <= written
    coming = told is None or months.first > told
    return (within and gone) or (onward and coming)
