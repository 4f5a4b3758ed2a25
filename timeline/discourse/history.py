"""Whether a text tells history, and the year of a month in one: it goes on from the times told to the next in full."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from timeline.algebra.expressions import Fields, Last, Next, Part, Shift, This
from timeline.discourse.draft import Day, Draft
from timeline.discourse.stated import bare_weekday
from timeline.model import Grain

_NARRATIVE = timedelta(days=550)  # explicit dates this far from publication: the text tells history
_SEASON_MONTHS = {"spring": 4, "summer": 7, "autumn": 10, "winter": 12}
_A_YEAR = timedelta(days=366)
_NEXT_WITHIN = 3000  # characters to the next full date that still belongs to the same telling

# What a year costs, in months: how far the telling would go on, or go back, from one time to the next.
_FURTHEST_ON, _FURTHEST_BACK = 20.0, 40.0
_BACK = 1.0  # for going back at all
_BEYOND = 4.0  # for going beyond the next time that is dated in full
_OTHER_YEAR = 12.0  # for leaving the year named since, as by «the truce of 1976», which may be an aside
_HOW_LONG = re.compile(  # «that lasted until the fall of the city in February 1945»
    r"\b(?:until|till)\b[^.;:,\n]{1,60}\bin (?:early |late )?$"
)
_WHICH = re.compile(r"\b(?:the|an?|his|her|their|its)\s+$")  # «a leader of the August 1792 uprising»
_ONE = re.compile(
    r"[ ](?!(?:and|or|to|in|on|at|was|were|had|the|by|for|with|from|that|when|as|it|he|she|they)\b)[A-Za-z]"
)
_ASIDE = 24  # months by which a time lies beyond the next, where it was an aside


def is_narrative(drafts: Sequence[Draft], written: date | None) -> bool:
    """Whether the explicit years of a text lie far from its publication, as in history."""
    if written is None:
        return True
    far = past = near = gone = running = reckoned = 0
    for draft in drafts:
        stated = draft.stated
        reckoned += _from_writing(stated)
        if isinstance(stated, Fields) and stated.year is not None:
            gone += stated.year < written.year - 1
            running += stated.year >= written.year - 1
        if isinstance(stated, Fields) and stated.year is not None and stated.month is not None:
            away = abs(stated.year - written.year)
            far += away * 365 > _NARRATIVE.days and stated.year < written.year
            past += stated.year < written.year - 1
            near += away == 0
    by_years = gone >= 3 and gone > 4 * running and 2 * gone >= 3 * reckoned
    return by_years or (far >= 3 and far > 2 * near) or (past >= 6 and past > 2 * near)


def full_date(drafts: Sequence[Draft]) -> date | None:
    """The first date of a text that is stated in full."""
    for draft in drafts:
        stated = draft.stated
        if isinstance(stated, Fields) and stated.year and stated.month and stated.day and stated.swapped is None:
            try:
                return date(stated.year, stated.month, stated.day)
            except ValueError:
                continue
    return None


def _from_writing(stated: object) -> bool:
    """Whether a date is reckoned from the day of writing, as news do: «today», «Friday», «last week»."""
    if isinstance(stated, Shift):
        return stated.anchor is None
    return isinstance(stated, This | Last | Next) or bare_weekday(stated)


class History:
    """The times told so far, and those that are dated in full further on."""

    __slots__ = ("full", "months", "places", "told", "year")

    def __init__(self, drafts: Sequence[Draft]) -> None:
        full = list(_dated(drafts))
        self.places = [place for place, _ in full]
        self.months = [month for _, month in full]
        self.full = {(day.month, day.day): day for draft in drafts if (day := full_date([draft])) is not None}
        self.told: tuple[float, ...] = ()  # the last two, the latest first, as months
        self.year: int | None = None  # named since, alone

    def note(self, day: Day, draft: Draft, text: str) -> None:
        """Remember a time that is told of."""
        if self._is_aside(day, draft, text):
            return
        if day.grain == Grain.YEAR:
            self.year = day.first.year
        elif day.grain not in (Grain.DECADE, Grain.CENTURY):
            self.told, self.year = (_month(day.first), *self.told[:1]), None

    def _is_aside(self, day: Day, draft: Draft, text: str) -> bool:
        """Whether a month in full tells how long something went on, or which of several a thing of the past was."""
        stated = draft.stated
        if not isinstance(stated, Fields) or stated.year is None or stated.month is None:
            return False
        if _HOW_LONG.search(text, max(draft.sentence[0], draft.start - 80), draft.start):
            return True
        back = bool(self.told) and _month(day.first) < self.told[0] - 1
        return (
            back
            and _WHICH.search(text, max(0, draft.start - 8), draft.start) is not None
            and _ONE.match(text, draft.end) is not None
        )

    def again(self, stated: Fields, written: date) -> int | None:
        """The year of «15 January» in a text that has «2025-01-15», not a year from its writing."""
        day = self.full.get((stated.month or 0, stated.day or 0))
        if day is None or stated.year is not None or stated.weekday not in (None, day.weekday()):
            return None
        return day.year if abs(day - written) < _A_YEAR else None

    def year_of(self, stated: Fields, place: int) -> int | None:
        """The year that a month without one is of; None where nothing tells."""
        month = stated.month if stated.month is not None else _SEASON_MONTHS.get(stated.season or "")
        if month is None:
            return None
        part = month - 1 + (stated.day / 31 if stated.day else 0.5)
        told, ahead = self._around(place)
        years = {int(time // 12) + step for time in (told, ahead) if time is not None for step in (-1, 0, 1)}
        if self.year is not None:
            years.add(self.year)
        return min(sorted(years), key=lambda year: self._cost(year, year * 12 + part, told, ahead), default=None)

    def _around(self, place: int) -> tuple[float | None, float | None]:
        """The time told last and the next dated in full, where the telling leads from one to the other."""
        at = bisect_right(self.places, place)
        ahead = self.months[at] if at < len(self.places) and self.places[at] - place <= _NEXT_WITHIN else None
        if not self.told or ahead is None or ahead >= self.told[0] - 1:
            return (self.told[0] if self.told else None), ahead
        before = self.told[-1]
        if before - 1 <= ahead < self.told[0] - _ASIDE:
            return before, ahead  # «the treaty, in force until 1978» was an aside
        return self.told[0], None  # another part of the telling begins in between

    def _cost(self, year: int, month: float, told: float | None, ahead: float | None) -> float:
        return (
            (_way(told, month, _BACK) if told is not None else 0.0)
            + (_OTHER_YEAR if self.year not in (None, year) else 0.0)
            + (_way(month, ahead, _BEYOND) if ahead is not None else 0.0)
        )


def _way(one: float, other: float, back: float) -> float:
    """What it costs to tell one time after another; within a month the order is free."""
    if other >= one - 1:
        return min(max(other - one, 0.0), _FURTHEST_ON)
    return min(back + one - other, _FURTHEST_BACK)


def _month(day: date) -> float:
    return day.year * 12 + day.month - 1 + day.day / 31


def _dated(drafts: Sequence[Draft]) -> Iterator[tuple[int, float]]:
    """Where months with their years are stated."""
    for draft in drafts:
        stated = draft.stated
        fields = stated.of if isinstance(stated, Part) else stated
        if isinstance(fields, Fields) and fields.year is not None and fields.year > 0 and fields.month is not None:
            yield draft.start, fields.year * 12 + fields.month - 1 + (fields.day / 31 if fields.day else 0.5)
