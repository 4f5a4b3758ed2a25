"""The bounds of a recurrence that stand apart from it: «Mondays at 6 pm in the hall, starting Jan 12»."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import timedelta

from timeline.discourse.draft import Draft

_SINCE = re.compile(r"\b(?:starting|beginning|from|effective|commencing|as of)(?:\s+on)?\s+$", re.IGNORECASE)
_UNTIL = re.compile(r"\b(?:until|till|through|thru|ending|up to)(?:\s+on)?\s+$", re.IGNORECASE)
_BESIDE = re.compile(r"[ \t]?[,;:(–—-]?[ \t]*(?:from )?\Z")
_BOUNDS = 3  # mentions behind a recurrence among which its first and last day are looked for


def bound(drafts: Sequence[Draft], text: str) -> None:
    """Give recurrences their first and last day from the mentions behind them in their sentence."""
    for nth, draft in enumerate(drafts):
        if draft.every is None:
            continue
        _between(drafts, nth, text)
        for other in drafts[nth + 1 : nth + 1 + _BOUNDS]:
            lead = max(0, other.start - 24), other.start
            if other.scope.sentence != draft.scope.sentence or other.every is not None:
                break
            if other.day is None or other.day.grain != "day":
                continue
            if draft.since is None and _SINCE.search(text, *lead):
                draft.since = other.day.first
            elif draft.last is None and (other.open_start or _UNTIL.search(text, *lead)):
                draft.last = (other.until_day or other.day).until - timedelta(days=1)


def _between(drafts: Sequence[Draft], nth: int, text: str) -> None:
    """«June 2 to June 27, Mon–Fri 9:00–13:00», «Tuesdays 7pm, June 3 – July 8»: the days stand right beside it."""
    draft = drafts[nth]
    for other in (*drafts[max(0, nth - 1) : nth], *drafts[nth + 1 : nth + 2]):
        first, last = sorted((draft, other), key=lambda one: one.start)
        if other.day is None or other.until_day is None or other.clock is not None or other.every is not None:
            continue
        if other.day.grain != "day" or other.until_day.grain != "day" or draft.since or draft.last:
            continue
        if _BESIDE.fullmatch(text[first.end : last.start]):
            draft.since, draft.last = other.day.first, other.until_day.until - timedelta(days=1)
