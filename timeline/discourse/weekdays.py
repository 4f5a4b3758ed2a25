"""A bare weekday beside a full date: the same day said again, or the neighbouring day on another clock."""

from __future__ import annotations

import re
from datetime import date, timedelta

from timeline.algebra.civil import days_in
from timeline.algebra.expressions import Date, Fields, Previous, Shift
from timeline.discourse.draft import Day, Draft
from timeline.discourse.localities import localities
from timeline.discourse.scope import heads, in_row, own_line
from timeline.discourse.stated import has_day
from timeline.model import Grain, Step

_THAT_DAY = Previous(Grain.DAY)
_WEEK = timedelta(days=7)
_THE_NEXT = re.compile(r"\bthe[ ]$", re.IGNORECASE)
_AFTER = re.compile(r"[ ](?:after|thereafter)(?=[ \t]*(?:[,.;:)\n]|$|by\b|at\b))")
_ALSO = re.compile(r"[ ]?,[ ](?:which (?:was|is) )?an?[ ]")
_SEQUEL = re.compile(
    r"\b(?:follows?|(?:goes|go) out|airs?|(?:is|be) (?:aired|broadcast)|re-?opens?|opens? again)[ ]"
    r"(?:[a-z]+[ ]){0,2}?(?:on[ ])?$"
)
_SOLD = re.compile(  # what is sold before the day that it is for: «Tickets go on sale on Friday»
    r"\b(?:(?:go(?:es)?|be|are|is) on (?:general |public )?sale|pre-?sale|book(?:ing|ings) opens?|"
    r"tickets (?:are|will be|become) (?:available|released))\b[^.!?\n]{0,40}$",
    re.IGNORECASE,
)
_OPENS = re.compile(r"[ \t#*_>•|–-]*(?:day[ ]\w{1,5}[ ]?[:,(|–-][ ]?)?", re.IGNORECASE)  # «- Friday», «Day 1 – Friday»
_BELOW = 2  # paragraphs from a heading to the text that says its weekday again
_NEAR = timedelta(days=60)  # from publication to a date whose weekday may be said again


def beside(draft: Draft, dated: Draft, *, clocked: bool = False) -> Day | None:
    """The day that a weekday of itself means beside a full date; None where it is neither that day nor next to it.

    «Saturday, 5 October: the Saturday show» says the day again; «Saturday 5 October, 22:00 UTC (Sunday 9am in
    Sydney)» names the day after, as only a clock time can, and only beside another.
    """
    weekday = alone(draft)
    if weekday is None or dated.day is None:
        return None
    apart = (weekday - dated.day.first.weekday() + 3) % 7 - 3
    if not apart:
        return dated.day
    timed = draft.daypart is not None or draft.clock is not None
    if abs(apart) > 1 or not timed or not (clocked or draft.clocked or dated.clock is not None):
        return None
    return _from(dated.day, weekday, -1)


def of_its_year(draft: Draft, dated: Draft) -> Day | None:
    """The day of a date without a year beside one with: «1 January 2027, 03:00 UTC (31 December, 10 p.m. EST)»."""
    stated, full = said(draft), said(dated)
    if not isinstance(stated, Fields) or not isinstance(full, Fields) or dated.day is None or draft.day is None:
        return None
    if stated.year is not None or full.year is None or stated.month is None or stated.day is None:
        return None
    told = dated.day.first
    years = [year for year in (told.year - 1, told.year, told.year + 1) if stated.day <= days_in(year, stated.month)]
    if not years or not date.min.year < told.year < date.max.year - 1:
        return None
    near = min((date(year, stated.month, stated.day) for year in years), key=lambda day: abs(day - told))
    return Day(near, near + timedelta(days=1), Grain.DAY, near.isoformat()) if near != draft.day.first else None


def carried(draft: Draft, dated: Draft, written: date | None, text: str, *, clocked: bool) -> Day | None:
    """The day that a bare weekday takes from its sentence's full date, or from one to come that it translates.

    ``clocked`` says that its paragraph has stated a clock time before.
    """
    if dated.day is None or alone(draft) is None:
        return None
    if written is not None and dated.day.first - written > _WEEK and _SOLD.search(text, draft.sentence[0], draft.start):
        return None
    if _THE_NEXT.search(text, max(0, draft.start - 5), draft.start) and _AFTER.match(text, draft.end):
        return _from(dated.day, alone(draft), 1)
    if _is_sequel(draft, dated, written, text):
        return _from(dated.day, alone(draft), 1)
    if (listed := _of_several(draft, dated, written, text)) is not None:
        return listed
    if dated.scope.sentence == draft.scope.sentence:
        if written is not None and draft.direction < 0 and dated.day.first > written:
            return None  # «it ends on Thursday 12 November, they said on Thursday»
        if _ALSO.fullmatch(text, dated.end, draft.start):
            return beside(draft, dated)  # «on 15 September 2008, a Monday»
        near = written is None or abs(dated.day.first - written) <= _NEAR
        return beside(draft, dated) if near or named(dated) is not None else None
    if written is None or dated.day.first <= written or draft.direction < 0:
        return None
    same = dated.scope.paragraph == draft.scope.paragraph
    timed = draft.clock is not None or draft.daypart is not None
    noted = (draft.alone or not draft.direction) and (timed or draft.start == draft.sentence[0])
    # The weekday next to a day far ahead, in notes without a verb: «Friday 26 September: fours. Sunday: singles».
    if same and noted and _WEEK < dated.day.first - written <= _NEAR:
        return _from(dated.day, alone(draft), -3) if dated.day.grain == "day" else None
    if draft.clock is not None and draft.text.endswith(")"):
        return beside(draft, dated, clocked=True)  # «Delhi: 01:30 (Friday)» below a Thursday: the day on another clock
    if not timed or not (same or _of_a_town(draft, dated, text) or _of_heading(draft, dated, text)):
        return None
    return beside(draft, dated, clocked=same and clocked)


def _of_several(draft: Draft, dated: Draft, written: date | None, text: str) -> Day | None:
    """The one of several days that a weekday names which begins a line below them: «24–26 May» over «Friday: doors»."""
    if dated.until_day is None or dated.clock is not None or dated.day is None or draft.direction < 0:
        return None
    last = dated.until_day.until - timedelta(days=1)
    if last - dated.day.first >= _WEEK or (written is not None and last < written):
        return None
    begin, _ = own_line(text, draft.start, draft.end)
    if begin <= dated.start or _OPENS.fullmatch(text, begin, draft.start) is None:
        return None
    found = _from(dated.day, alone(draft), 0)
    return found if found is not None and found.first <= last else None


def _is_sequel(draft: Draft, dated: Draft, written: date | None, text: str) -> bool:
    """Whether it comes after what is on a day ahead: «The Fed meets on 24 March. The ECB follows on Thursday»."""
    if written is None or dated.day is None or draft.direction < 0 or draft.scope.paragraph != dated.scope.paragraph:
        return False
    ahead = dated.day.grain == "day" and timedelta(0) < dated.day.first - written <= _NEAR
    return ahead and _SEQUEL.search(text, max(draft.sentence[0], draft.start - 48), draft.start) is not None


def _from(day: Day, weekday: int | None, least: int) -> Day | None:
    """The first of a weekday that is so many days or more behind a day."""
    if weekday is None or not 2 * _WEEK < day.first - date.min < date.max - date.min - 2 * _WEEK:
        return None
    first = day.first + timedelta(days=least + (weekday - day.first.weekday() - least) % 7)
    return Day(first, first + timedelta(days=1), Grain.DAY, first.isoformat())


def beside_told(draft: Draft, told: Draft, text: str, written: date | None) -> Day | None:
    """The day that the one told last gives the words beside it, or those of the same paragraph."""
    return told.day if told.day is not None and apposed(draft, told, text) else behind(draft, told, written)


def behind(draft: Draft, told: Draft, written: date | None) -> Day | None:
    """The day of «from 9pm on Thursday to 9pm on Friday», written on a Friday: the one behind, not that of writing."""
    weekday = alone(draft)
    if weekday is None or written is None or weekday != written.weekday() or draft.direction < 0 or told.day is None:
        return None
    if alone(told) is None or told.day.first <= written or told.scope.paragraph != draft.scope.paragraph:
        return None
    return _from(told.day, weekday, 0)


_APPOSED = re.compile(r"(?:,| [-–—]{1,2})[ ]|[-–—]{1,2}")
_OF_WHAT = re.compile(r"[ ][^\W\d_]")


def apposed(draft: Draft, told: Draft, text: str) -> bool:
    """Whether it says of the day just told beside what it lies: «on Nov. 3, the day before the vote»."""
    stated = draft.stated
    beside = isinstance(stated, Shift) and stated.anchor == _THAT_DAY and draft.clock is None
    if not beside or not draft.text.casefold().startswith("the day ") or told.clock is not None:
        return False
    return bool(_APPOSED.fullmatch(text, told.end, draft.start) and _OF_WHAT.match(text, draft.end))


def _of_heading(draft: Draft, dated: Draft, text: str) -> bool:
    """Whether a weekday right below a heading says its day again: «10 am – Tuesday, May 12» over «at 10 on Tuesday»."""
    near = 0 < draft.scope.paragraph - dated.scope.paragraph <= _BELOW
    return near and heads(text, dated.start, dated.end) and alone(draft) == named(dated)


def _of_a_town(draft: Draft, dated: Draft, text: str) -> bool:
    """Whether a row below a date with its clock tells a town's: «| Tokyo | Thu 00:00 |»."""
    if dated.clock is None or draft.clock is None or not in_row(text, draft.start):
        return False
    row = localities(text, *own_line(text, draft.start, draft.end))
    return draft.words is not None or any(place.zone for place in row)


def named(draft: Draft) -> int | None:
    """The weekday that a mention names, Monday being 0."""
    stated = said(draft)
    return stated.weekday if isinstance(stated, Fields) else None


def full(draft: Draft) -> bool:
    """Whether a mention states month and day."""
    return has_day(draft.stated)


def alone(draft: Draft) -> int | None:
    """The weekday that is all a mention says of its day."""
    weekday = named(draft)
    return weekday if weekday is not None and said(draft) == Fields(weekday=weekday) else None


def said(draft: Draft) -> Date | None:
    """What a mention says of its day, behind a range of clock times of the whole: «03:00-09:00 UTC Sunday»."""
    return draft.until.date if _behind(draft) and draft.until is not None else draft.stated


def _behind(draft: Draft) -> bool:
    point, until = draft.point, draft.until
    return draft.stated is None and point is not None and point.date is None and until is not None


def take(draft: Draft, day: Day, dated: Draft) -> None:
    """Give a mention the day that stands beside a full date."""
    draft.day, draft.value = day, day.value
    end = draft.until.date if draft.until is not None else None
    if _behind(draft):
        draft.until_day = day
    elif isinstance(end, Fields) and end == Fields(weekday=end.weekday):
        draft.until_day = _from(day, end.weekday, 0)  # «(Saturday 10:30 pm to Sunday 3:30 am AEDT)»
    draft.steps, draft.assumed = (Step("date-carried", (day.value, dated.text)),), ()
