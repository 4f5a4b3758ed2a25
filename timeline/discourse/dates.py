"""The days that mentions' own words mean: the tense around a weekday, the year carried on, the day last spoken of."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta

from timeline.algebra import civil
from timeline.algebra.expressions import (
    Amount,
    At,
    Date,
    Daypart,
    Every,
    Fields,
    Next,
    Part,
    Previous,
    Shift,
    This,
)
from timeline.algebra.named import order_by_weekday
from timeline.algebra.place import Context, Placing, place
from timeline.discourse import weekdays
from timeline.discourse.draft import Day, Draft
from timeline.discourse.history import History
from timeline.discourse.report import Report
from timeline.discourse.stated import (
    bare_weekday,
    has_day,
    hours_on,
    in_era,
    of_these_days,
    points_from_now,
    takes_year,
    to_the_day,
    yearless,
)
from timeline.language.look_alikes import alone
from timeline.model import Grain, Modality, Timex, Unplaceable


def day_first(drafts: Sequence[Draft], default: bool | None, written: date | None) -> bool:
    """Whether numeric dates put the day first: told by the dates of the document that can be read only one way.

    Where there are none, an order that puts a date at the day of writing, as the other does not, tells it.
    """
    if default is not None:
        return default
    first = second = 0
    for draft in drafts:
        stated = draft.stated
        if isinstance(stated, Fields) and (told := order_by_weekday(stated, None)) is not None:
            first += told.day != stated.day
            second += told.day == stated.day
        elif isinstance(stated, Fields) and stated.swapped is None and stated.day is not None and stated.day > 12:
            head = draft.text.lstrip("([")
            digits = head[:2] if head[:2].isdigit() else ""
            if digits and head[2:3] in "/.-" and stated.year is not None:
                first += int(digits) == stated.day
                second += int(digits) != stated.day
        elif isinstance(stated, Fields) and stated.swapped is not None and written is not None:
            plain, other = _beside(stated, written), _beside(stated.swapped, written)
            first += other and not plain
            second += plain and not other
    return first > second


def _beside(stated: Fields, written: date) -> bool:
    """Whether a full date is the day of writing or next to it."""
    if stated.year is None or stated.month is None or stated.day is None:
        return False
    try:
        return abs(date(stated.year, stated.month, stated.day) - written) <= timedelta(days=1)
    except ValueError:
        return False


_THIS_WEEK, _SAME_DAY, _NEXT_DAY = This(Grain.WEEK), Previous(Grain.DAY), Next(Grain.DAY)
_TENSES = {-1: "past", 1: "future"}
_MOST_AHEAD = timedelta(days=200)  # from one date of a list to the next, where the year turns
_CLOSE = 250  # characters over which a part of the day told of is of the day told before
_TRADING = timedelta(days=7)  # before its publication a report tells of «the day»
_OVER_A_DAY = re.compile(r"\b(?:in|within|over|during|for)\s+$", re.IGNORECASE)
_ASIDE = re.compile(r"\b(?:since|than|like|as in)\s+(?:the\s+)?$", re.IGNORECASE)

# «since 1 May is a holiday» gives a reason
_STATES = re.compile(r"[ \t]+(?:is|was|are|were|falls|fell|will|has|works)\b")
_ERA = re.compile(r"BC(\d{4})")
_YEAR_BEFORE = re.compile(r"\b(?:last|next|this) year,? (?:back )?(?:in|on) (?:early |late )?$", re.IGNORECASE)
_DONE_IN = re.compile(  # «was cited in April», written in March; «the pact, signed on Dec. 9»
    r"\b(?:was|were|[a-z]{2,}ed(?: [a-z]+(?:ly|st|nd|rd|th))?) (?:in|on) (?:early |late )?$"
)
_MOST_SINCE = re.compile(  # «the lowest since early 2009», which no «year earlier» goes on from
    r"\b(?:first|worst|best|most|least|[a-z]{3,}est)\b[^.;:\n]{0,60}\bsince\s+$",
    re.IGNORECASE,
)
_BY_THEN = re.compile(r"\b(?:by|before|until)\s+$", re.IGNORECASE)  # «at the end of the day» speaks of none
_IN_PART = re.compile(r"\b(?:in|by|during|through|into|until)\s+$", re.IGNORECASE)
_IN_A_ROW = re.compile(r"(?:an?|the) [a-z-]+ ", re.IGNORECASE)
_SINCE = re.compile(r"\bsince\s+(?:the\s+)?$", re.IGNORECASE)


class Reckoning:
    """Places the dates of a document in order, remembering what was last spoken of."""

    __slots__ = (
        "clocked",
        "dated",
        "day",
        "era",
        "first",
        "full",
        "grain",
        "history",
        "holidays",
        "last",
        "narrative",
        "report",
        "row",
        "southern",
        "text",
        "told",
        "written",
    )

    def __init__(
        self,
        text: str,
        written: date | datetime | None,
        first: bool,
        narrative: bool,
        holidays: Mapping[str, str],
        southern: bool,
        full: date | None = None,
        history: History | None = None,
    ) -> None:
        self.text = text
        self.written = written
        self.first = first
        self.narrative = narrative
        self.holidays = holidays
        self.southern = southern
        self.last: date | None = None
        self.day: date | None = None  # the last that was spoken of as a day
        self.told: Draft | None = None  # its draft
        self.dated: Draft | None = None  # the draft with the last full date
        self.grain: Grain | None = None
        self.era: int | None = None  # the year before ours last spoken of, 0 for 1 BC
        self.clocked: object = None  # the paragraph of the clock time last spoken of
        self.report = Report(text)
        self.history = history if history is not None else History(())
        self.full = full  # a date in full, by which an undated text tells its year
        self.row: tuple[int, date] | None = None  # the line and the day of the date last listed

    @property
    def today(self) -> date | None:
        """The day of writing."""
        return _day_of(self.written) if self.written is not None else None

    def place(
        self, stated: Date | At, draft: Draft, later_than: date | None = None, before: date | None = None
    ) -> Placing | Unplaceable:
        """Where a stated date lies."""
        if self.era is not None and self.narrative:
            return self._before_era(in_era(stated, self.era) if not isinstance(stated, At) else stated)
        tense = _TENSES.get(draft.direction)
        written: date | datetime | None = self.written
        year: int | None = None
        if self.narrative and isinstance(stated, Fields | Part):
            year = self._year(stated, draft.start)
        if year is not None:
            written, tense = None, None
        elif told_year := self._of_year_beside(stated, draft):
            year = told_year
        elif self.narrative and self.last is not None and not self._from_now(stated, draft):
            written, tense = self.last, None
        elif written is None and yearless(stated):
            written = self.full
        elif written is not None and tense != "future" and later_than is None and before is None:
            year = self.history.again(stated, _day_of(written)) if isinstance(stated, Fields) else None
        if self.day is not None and self._follows(stated, draft):
            stated = Shift((Amount(1, Grain.DAY),), 1, Previous())
        if stated == _THIS_WEEK and draft.text.casefold() == "the week" and not self.narrative and self.today:
            written = min(self._lately() or self.today, self.today)  # «closed higher on Friday, ending the week up»
        written = self.report.of_year(draft) or written
        if self.day is None and self.last is not None and draft.text.casefold() == "that day":
            return Placing(Timex("DATE", "PAST_REF"))  # no day of the month that was spoken of
        if before is not None:
            written, tense = before, "gone"
        elif later_than is not None:
            written, tense = later_than, "future"
        tense = self._tense(stated, draft, tense, ends=later_than is not None)
        told = draft.direction < 0 or self.clocked == draft.scope.paragraph
        if told and hours_on(stated) and isinstance(written, datetime):
            written = written.date()  # «40 minutes later, it landed»: not from the moment of writing
        spoken, grain = self._spoken(stated, draft)
        month = self.report.compared(draft)
        context = Context(
            written,
            spoken,
            grain,
            tense,
            self.first,
            self.southern,
            year or (self.last.year if self.last is not None and written is None else None),
            self.last.month if self.last is not None and written is None else None,
            month or self.report.on(draft),
            Grain.MONTH if month else self.report.grain(draft),
            self.holidays,
        )
        found = place(stated, context)
        if later_than is None and isinstance(found, Placing):
            return self._listed(found, stated, draft, context)
        return found

    def _tense(self, stated: Date | At, draft: Draft, tense: str | None, *, ends: bool) -> str | None:
        """On which side of the writing a date lies, by what it is and by the words around it; ``ends`` a range."""
        if tense is None and bare_weekday(stated):
            tense = "future" if draft.clock is not None or draft.clocked or draft.direction > 0 else "past"
        owner = self.text.startswith(("'s", "’s"), draft.end)
        if tense is None and owner and isinstance(stated, Shift) and bare_weekday(stated.anchor):
            tense = "past"  # «it comes a day after Monday's blast»
        since = not self.narrative and not ends and _SINCE.search(self.text, max(0, draft.start - 12), draft.start)
        if since and not _STATES.match(self.text, draft.end):
            tense = "gone"  # nothing has gone on since a time to come
        if isinstance(stated, Fields) and stated.quarter and stated.fiscal and tense != "future":
            tense = "past"
        if tense is None and draft.clock is None and isinstance(stated, Fields) and stated.month and not stated.day:
            tense = "past"  # news tell of months gone, and say of one that comes that it will
        if tense == "past" and isinstance(stated, Fields) and stated.month:
            done = _DONE_IN.search(self.text, max(0, draft.start - 40), draft.start)
            tense = "gone" if draft.clock is None and draft.direction < 0 and done else tense
        if draft.alone and tense == "future" and (draft.clock is None or not bare_weekday(stated)):
            tense = "coming"
        return tense

    def _of_year_beside(self, stated: Date | At, draft: Draft) -> int | None:
        """The year told right before a date that has none: «last year, in May»."""
        if self.grain != "year" or self.last is None or not isinstance(stated, Fields) or stated.year is not None:
            return None
        return self.last.year if _YEAR_BEFORE.search(self.text, max(0, draft.start - 24), draft.start) else None

    def _from_now(self, stated: object, draft: Draft) -> bool:
        """Whether a date of a history is counted from its writing all the same; in a text of no date, or none above
        it on a line of its own, nobody knows when «today» was."""
        if self.written is not None:
            return of_these_days(stated, draft.text)
        headed = self.dated is not None and alone(self.text, self.dated.start, self.dated.end)
        return not headed and points_from_now(stated, draft.text)

    def _before_era(self, stated: Date | At) -> Placing | Unplaceable:
        """What a text tells that speaks of years before our era: it lies on no calendar of ours."""
        return place(stated, Context(None, None, None, None, self.first, self.southern, holidays=self.holidays))

    def _spoken(self, stated: Date | At, draft: Draft) -> tuple[date | None, Grain | None]:
        """The time last spoken of; where a day is meant, the last that was one: no «next day» follows «in 1987»."""
        if not to_the_day(stated):
            return self.last, self.grain
        told = draft.text == "the day" or (stated == _SAME_DAY and _IN_A_ROW.match(draft.text))
        if told and self.today is not None and not self.narrative:
            return self._lately() or self.today, Grain.DAY  # «ended the day at 8,017», «fell for a third day»
        return (self.day, Grain.DAY) if self.day is not None else (self.last, self.grain)

    def _lately(self) -> date | None:
        """The day last spoken of, where it is of the days that a report tells of."""
        if self.day is None or self.today is None or self.narrative or abs(self.day - self.today) > _TRADING:
            return None
        return self.day

    def _is_most_since(self, draft: Draft) -> bool:
        """Whether a time is told to say how long nothing was like it: «the lowest since early 2009»."""
        if self.narrative or not self.text.endswith("since ", 0, draft.start):
            return False
        return _MOST_SINCE.search(self.text, max(0, draft.start - 80), draft.start) is not None

    def tells_on(self, draft: Draft) -> bool:
        """Whether a part of a day is of the day just told: «It shut on Friday. In the morning the lights went out.»"""
        day = self._lately()
        if draft.direction >= 0 or self.told is None or day is None or self.today is None or day > self.today:
            return False
        if not _IN_PART.search(self.text, max(0, draft.start - 12), draft.start) or draft.text == "overnight":
            return False
        return draft.start - self.told.end <= _CLOSE and self.told.end <= draft.start

    def _follows(self, stated: Date | At, draft: Draft) -> bool:
        """«the next day» and «the following day» follow the day last spoken of; «in the next day» does not."""
        if stated != _NEXT_DAY or "the" not in draft.text.casefold().split():
            return False
        return not _OVER_A_DAY.search(self.text, max(0, draft.start - 12), draft.start)

    def _listed(self, found: Placing, stated: Date | At, draft: Draft, context: Context) -> Placing:
        """A date of a list in the year that the lines before it lead to: «Jun 12» below «Dec 22 – Jan 2»."""
        if self.row is None or draft.direction < 0 or self.narrative or not yearless(stated):
            return found
        line, before = self.row
        if not 0 < draft.scope.line - line <= 2 or not isinstance(found.start, date) or found.start >= before:
            return found
        later = place(stated, replace(context, written=before, tense="future"))
        if not isinstance(later, Placing) or not isinstance(later.start, date):
            return found
        ahead = later.start - before
        fits = stated.weekday is None or stated.weekday == later.start.weekday()  # type: ignore[union-attr]  # Fields
        return later if fits and ahead <= _MOST_AHEAD and ahead < before - found.start else found

    def _year(self, stated: Fields | Part, place: int) -> int | None:
        """The year of a month in a history."""
        fields = stated.of if isinstance(stated, Part) else stated
        if not isinstance(fields, Fields) or fields.year is not None:
            return None
        return self.history.year_of(fields, place)

    def note(self, draft: Draft) -> None:
        """Remember the day that a mention speaks of."""
        if draft.clock is not None:
            self.clocked = draft.scope.paragraph
        if draft.value is not None and (era := _ERA.match(draft.value)):
            self.era, self.last, self.day = 1 - int(era[1]), None, None
            return
        day = draft.day
        self.report.note(draft)
        if day is None or draft.modality is Modality.NEGATED:
            return
        stated = draft.stated
        self.report.tell(draft, day, self.today)
        reckoned = isinstance(stated, Shift) and stated.anchor is None and not self.narrative
        if reckoned and stated.amounts[-1].unit.rank > 4:  # type: ignore[union-attr]  # a Shift
            return  # «two years ago» is an aside
        if (
            self.narrative
            and day.grain not in {"day", "month"}
            and draft.number
            and _ASIDE.search(self.text, max(0, draft.start - 16), draft.start)
        ) or self._is_most_since(draft):
            return
        if day.grain == "day" and has_day(stated) and draft.direction >= 0:
            self.row = (draft.scope.line, day.first)
        self.last, self.grain, self.era = day.first, day.grain, None
        if day.grain == "day":
            self.day, self.told = day.first, draft
        self.history.note(day)
        if isinstance(stated, Part) and stated.which == "after":  # what is spoken of is the period itself
            whole = self.place(stated.of, draft)
            if isinstance(whole, Placing) and whole.start is not None:
                self.last = _day_of(whole.start)
        if has_day(stated):
            self.dated = draft


def own_days(draft: Draft, reckoning: Reckoning) -> None:
    """Fill in the days that a mention's own words mean."""
    point, until = draft.point, draft.until
    dated = reckoning.dated
    if dated is not None:
        clocked = reckoning.clocked == draft.scope.paragraph
        day = weekdays.carried(draft, dated, reckoning.today, reckoning.text, clocked=clocked)
        if day is not None:
            weekdays.take(draft, day, dated)
            return
    told = reckoning.told
    if told is not None and told.day is not None and weekdays.apposed(draft, told, reckoning.text):
        weekdays.take(draft, told.day, told)
        return
    if told is not None and (day := weekdays.behind(draft, told, reckoning.today)) is not None:
        weekdays.take(draft, day, told)
        return
    if point is not None and point.date is not None:
        stated = This(Grain.DAY) if _night_to_come(draft) else point.date
        ends = draft.open_start and draft.clocked and isinstance(point.date, Fields) and point.date.month is None
        draft.day = _placed(stated, draft, reckoning, reckoning.last if ends else None)
    elif draft.every is not None:
        _bounds(draft, draft.every, reckoning)
    elif draft.daypart is not None and until is None and _of_today(draft, draft.daypart, reckoning.text):
        _today(draft, draft.daypart, reckoning)
    elif draft.daypart is not None and until is None and reckoning.tells_on(draft) and told is not None and told.day:
        draft.value = told.day.value  # told beside that day, which nothing places it on
    if until is not None and until.date is not None:
        later = draft.day.first if draft.day is not None and takes_year(until.date) else None
        steps, assumed, value, sort = draft.steps, draft.assumed, draft.value, draft.value_type
        draft.until_day = _placed(until.date, draft, reckoning, later)
        if draft.until_day is not None and isinstance(until.date, Part) and until.date.which == "start":
            draft.until_day = replace(draft.until_day, until=draft.until_day.first)  # «to the start of 2008»
        if point is not None and point.date is not None:
            if _backwards(draft) and takes_year(point.date) and draft.until_day is not None:
                draft.steps, draft.assumed = (), ()
                draft.day = _placed(point.date, draft, reckoning, None, before=draft.until_day.first)
                steps, assumed, value, sort = draft.steps, draft.assumed, draft.value, draft.value_type
            draft.steps, draft.assumed, draft.value, draft.value_type = steps, assumed, value, sort
        elif draft.clock is None or until.clock is not None:  # «11:30 a.m. through 18 June» begins on the day spoken of
            draft.day = draft.until_day
    reckoning.note(draft)


def _night_to_come(draft: Draft) -> bool:
    """«They will stay overnight»; told without a verb, or of what was, it is the night before."""
    return draft.direction > 0 and draft.text.casefold() == "overnight"


def _of_today(draft: Draft, part: Daypart, text: str) -> bool:
    """Whether a part of the day that states no day is of the day of writing: an entry, or a limit («by EOD»)."""
    if draft.alone or part.name not in {"day-end", "business-end"}:
        return draft.alone
    limit = draft.text.isupper() or _BY_THEN.search(text, max(0, draft.start - 8), draft.start) is not None
    return limit and draft.direction >= 0


def _today(draft: Draft, part: Daypart, reckoning: Reckoning) -> None:
    """The day of writing, or the next where that part of it is over."""
    written = reckoning.written
    if written is None:
        return
    over = isinstance(written, datetime) and written.hour >= civil.hours_of(part.name, part.part)[1]
    steps = draft.steps
    draft.day = _placed(Shift((Amount(1, Grain.DAY),), 1) if over else This(Grain.DAY), draft, reckoning, None)
    draft.steps, draft.assumed = steps, (*draft.assumed, *draft.steps[len(steps) :])


def _backwards(draft: Draft) -> bool:
    """Whether a range of days ends before it begins: «Monday to last night», «March to date» written in February."""
    return draft.day is not None and draft.until_day is not None and draft.until_day.until <= draft.day.first


def _bounds(draft: Draft, every: Every, reckoning: Reckoning) -> None:
    """The days between which a recurrence runs, and those on which it is left out."""
    value, sort = draft.value, draft.value_type
    today = reckoning.today
    start = _placed(every.start, draft, reckoning, today) if every.start is not None else None
    draft.since = start.first if start is not None else None
    end = _placed(every.end, draft, reckoning, draft.since or today) if every.end is not None else None
    draft.last = _before(end.until) if end is not None else None
    days = [_placed(stated, draft, reckoning, draft.since or today) for stated in every.exceptions]
    draft.exdates = tuple(day.first for day in days if day is not None and day.grain == "day")
    draft.value, draft.value_type = value, sort


def _before(day: date) -> date:
    return day - timedelta(days=1) if day > date.min else day


def _day_of(moment: date | datetime) -> date:
    return moment.date() if isinstance(moment, datetime) else moment


def _placed(
    stated: Date, draft: Draft, reckoning: Reckoning, later: date | None, before: date | None = None
) -> Day | None:
    found = reckoning.place(stated, draft, later, before)
    if isinstance(found, Unplaceable):
        draft.impossible = found.reason
        return None
    draft.value, draft.value_type = found.timex.value, found.timex.type
    draft.steps = (*draft.steps, *found.steps)
    draft.assumed = (*draft.assumed, *found.assumed)
    if found.start is None or found.grain is None:
        return None
    start = _day_of(found.start)
    end = found.end if found.end is not None else found.start
    if isinstance(end, datetime):
        last = end.date() if (end.hour or end.minute or end.second) == 0 and end.date() > start else _after(end.date())
    else:
        last = end if end > start else _after(start)
    if isinstance(found.start, datetime) and (found.grain.rank < 3 or found.start.time() != time()):
        draft.wall = found.start  # «in three hours»: reckoned from the moment of writing; «this weekend»: from an hour
        draft.wall_end = found.end if isinstance(found.end, datetime) else None
    return Day(start, last, found.grain, found.timex.value)


def _after(day: date) -> date:
    try:
        return day + timedelta(days=1)
    except OverflowError:
        return day
