"""Where a stated date lies, reckoned from what was told before: the day last spoken of, its year, a report."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta

from timeline.algebra import civil
from timeline.algebra.expressions import (
    Amount,
    At,
    Date,
    Fields,
    Last,
    Next,
    Part,
    Previous,
    Shift,
    This,
)
from timeline.algebra.place import Context, Placing, place
from timeline.discourse import certainty, weekdays
from timeline.discourse.draft import Day, Draft
from timeline.discourse.history import History
from timeline.discourse.report import Report
from timeline.discourse.stated import (
    bare_weekday,
    has_day,
    hours_on,
    in_era,
    is_quarter,
    lacks_year,
    of_these_days,
    points_from_now,
    to_the_day,
    yearless,
)
from timeline.language.look_alikes import alone
from timeline.model import Grain, Modality, Timex, Unplaceable

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
_YEAR_OPENS = re.compile(r"\W{0,8}(?:In|During) (\d{4}), [^,;:()]{1,90}")
_OPENS_NEXT = re.compile(r"(?:[.;:!?,\n–—]|\b(?:and|then))[ ]*the next$", re.IGNORECASE)
_ONE_BEFORE = re.compile(r"the (?:previous|preceding|prior) ", re.IGNORECASE)
_MOST_SINCE = re.compile(  # «the lowest since early 2009», which no «year earlier» goes on from
    r"\b(?:first|worst|best|most|least|[a-z]{3,}est)\b[^.;:\n]{0,60}\bsince\s+$",
    re.IGNORECASE,
)
_SAME = re.compile(r"(?:,| [-–—]{1,2}|[-–—])[ ]?(?:on )?")
_ENDED = re.compile(r" (?:(?:that |which )?ended|ending|through|to)(?: on)? ")
_WITHIN_WEEK, _WITHIN_QUARTER = timedelta(days=2), timedelta(days=45)  # before its end, wherever a firm has that
_ENTRY = re.compile(r"[ \t>*•+|–-]*(?:\d{1,2}[.)][ ])?(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]{0,6}[.,]? )?")
_HEADING = re.compile(r"[ \t>*#_=|–-]*")  # what may stand before a year on a line of its own: «## 2027»
_HEADED = re.compile(r"[ \t*_=:|–-]*(?=\n)")  # and behind it
_IN_PART = re.compile(r"\b(?:in|by|during|through|into|until)\s+$", re.IGNORECASE)
_IN_A_ROW = re.compile(r"(?:an?|the) (?!same )[a-z-]+ ", re.IGNORECASE)
_LIMIT = re.compile(r"\b(?:by|before|until|till)\s+(?:the\s+)?$", re.IGNORECASE)
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
        "headed",
        "history",
        "holidays",
        "last",
        "narrative",
        "report",
        "row",
        "southern",
        "teller",
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
        self.teller: Draft | None = None  # the draft that told the time last spoken of
        self.dated: Draft | None = None  # the draft with the last full date
        self.grain: Grain | None = None
        self.era: int | None = None  # the year before ours last spoken of, 0 for 1 BC
        self.clocked: object = None  # the paragraph of the clock time last spoken of
        self.report = Report(text)
        self.history = history if history is not None else History(())
        self.full = full  # a date in full, by which an undated text tells its year
        self.row: tuple[int, date] | None = None  # the line and the day of the date last listed
        self.headed: tuple[int, int] | None = None  # the line of a year that heads a list, and the year, 0 for none

    @property
    def today(self) -> date | None:
        """The day of writing."""
        return day_of(self.written) if self.written is not None else None

    def place(
        self, stated: Date | At, draft: Draft, later_than: date | None = None, before: date | None = None
    ) -> Placing | Unplaceable:
        """Where a stated date lies."""
        if self.era is not None and self.narrative:
            return self._before_era(in_era(stated, self.era) if not isinstance(stated, At) else stated)
        bounded = later_than is not None or before is not None
        written, tense, year = self._from_when(stated, draft, bounded=bounded)
        stated = self._beside_told(stated, draft)
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
            written, tense = later_than, "coming" if _ends_yearless(draft) else "future"
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
        if later_than is None and isinstance(found, Placing) and year is None:
            return self._listed(found, stated, draft, context)
        return found

    def _from_when(
        self, stated: Date | At, draft: Draft, *, bounded: bool
    ) -> tuple[date | datetime | None, str | None, int | None]:
        """When a date is reckoned from, on which side of that it lies, and its year where others tell it."""
        tense = _TENSES.get(draft.direction)
        if self.narrative and isinstance(stated, Fields | Part):
            year = self._year(stated, draft.start)
            if year is not None:
                return None, None, year
        if told_year := self._of_year_beside(stated, draft):
            return self.written, tense, told_year
        if self.narrative and self.last is not None and not self._from_now(stated, draft):
            return self.last, None, None
        if self.written is None:
            return self.full if yearless(stated) else None, tense, None
        if isinstance(stated, Fields) and tense != "future" and not bounded:
            return self.written, tense, self.history.again(stated, day_of(self.written))
        return self.written, tense, None

    def _tense(self, stated: Date | At, draft: Draft, tense: str | None, *, ends: bool) -> str | None:
        """On which side of the writing a date lies, by what it is and by the words around it; ``ends`` a range."""
        if tense is None and bare_weekday(stated):
            tense = "future" if draft.clock is not None or draft.clocked or draft.direction > 0 else "past"
        owner = self.text.startswith(("'s", "’s", " 's"), draft.end)
        if tense is None and owner and isinstance(stated, Shift) and bare_weekday(stated.anchor):
            tense = "past"  # «it comes a day after Monday's blast»
        since = not self.narrative and not ends and _SINCE.search(self.text, max(0, draft.start - 12), draft.start)
        if since and not _STATES.match(self.text, draft.end):
            tense = "gone"  # nothing has gone on since a time to come
        named = stated.of if isinstance(stated, Part) else stated
        if isinstance(named, Fields):
            tense = self._tense_of(named, draft, tense)
        if draft.alone and tense == "future" and (draft.clock is None or not bare_weekday(stated)):
            tense = "coming"
        return tense

    def _tense_of(self, named: Fields, draft: Draft, tense: str | None) -> str | None:
        """On which side of the writing a quarter, a month, a day or a weekday lies."""
        if named.quarter and named.fiscal and tense != "future":
            return "past"
        if draft.clock is not None:
            return tense
        if tense == "future" and bare_weekday(named) and self._was_lately(named, draft):
            return "past"
        if tense is None and named.month and not named.day:
            tense = "past"  # news tell of months gone, and say of one that comes that it will
        if tense == "past" and named.month:
            done = certainty.has_happened(self.text, draft.start, draft.sentence[0], day=bool(named.day))
            return "gone" if done else tense
        return "coming" if tense == "future" and self._is_sure(named, draft) else tense

    def _was_lately(self, named: Fields, draft: Draft) -> bool:
        """Whether a weekday whose plans came to nothing was a day or two ago: «the race on Sunday was canceled»."""
        if self.today is None or named.weekday is None or (self.today.weekday() - named.weekday) % 7 not in (1, 2):
            return False
        return certainty.was_called_off(self.text, draft.start, draft.end)

    def _is_sure(self, stated: Fields, draft: Draft) -> bool:
        """Whether what is announced lies beyond today, whatever is nearer."""
        if bare_weekday(stated):
            return certainty.goes_on(self.text, draft.start, draft.sentence[0])
        month = stated.month is not None and stated.day is None
        return month and certainty.is_to_come(self.text, draft.start, draft.sentence[0])

    def _of_year_beside(self, stated: Date | At, draft: Draft) -> int | None:
        """The year told before a date that has none: «last year, in May», «In 2010, snow lay until April», «2027» over
        the entries of a list."""
        if (headed := self._year_above(stated, draft)) is not None:
            return headed
        if lacks_year(stated) and (opening := _YEAR_OPENS.fullmatch(self.text, draft.sentence[0], draft.start)):
            return int(opening[1])
        if self.grain != "year" or self.last is None or not isinstance(stated, Fields) or stated.year is not None:
            return None
        return self.last.year if _YEAR_BEFORE.search(self.text, max(0, draft.start - 24), draft.start) else None

    def _year_above(self, stated: Date | At, draft: Draft) -> int | None:
        """The year that heads the list in which a date begins an entry; none where its weekday is another year's."""
        if self.headed is None or not yearless(stated) or not isinstance(stated, Fields):
            return None
        if not self.headed[1] or not self._begins_line(draft):
            return None
        try:
            day = date(self.headed[1], stated.month or 1, stated.day or 1)
        except ValueError:
            return None
        if stated.weekday is not None and stated.weekday != day.weekday():
            self.headed = None
            return None
        return day.year

    def _begins_line(self, draft: Draft) -> bool:
        """Whether a mention is the first of an entry, nothing but its weekday before it."""
        begin = self.text.rfind("\n", max(0, draft.start - 30), draft.start) + 1
        return begin > 0 and _ENTRY.fullmatch(self.text, begin, draft.start) is not None

    def _head(self, draft: Draft) -> None:
        """Remember a year that heads the lines below it, of which there may be none: years in a row head columns."""
        begin = self.text.rfind("\n", max(0, draft.start - 12), draft.start) + 1
        if not _HEADING.fullmatch(self.text, begin, draft.start) or not _HEADED.match(self.text, draft.end):
            return
        line, above = draft.scope.line, self.headed
        in_row = above is not None and line - above[0] <= 1
        self.headed = line, 0 if in_row or draft.day is None else draft.day.first.year

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

    def explained(self, draft: Draft, behind: Draft) -> Day | None:
        """What the date right behind it says of a day, a week or a quarter: «the next day, March 4»."""
        weekday = weekdays.alone(draft) if draft.daypart is not None else None
        if weekday is not None and weekdays.full(behind) and _SAME.fullmatch(self.text, draft.end, behind.start):
            day = self._day_of(behind)
            if day is not None and day.first.weekday() == weekday:
                return day
        if (draft.stated == _NEXT_DAY or to_the_day(draft.stated)) and not hours_on(draft.stated):
            apposed = has_day(behind.stated) and _SAME.fullmatch(self.text, draft.end, behind.start)
            if apposed and (day := self._day_of(behind)) is not None:
                return day
        return self._ended(draft, behind)

    def _day_of(self, draft: Draft) -> Day | None:
        """The day that a date names."""
        found = self.place(draft.stated, draft) if draft.stated is not None else None
        if not isinstance(found, Placing) or found.start is None:
            return None
        day = day_of(found.start)
        return Day(day, day + timedelta(days=1), Grain.DAY, day.isoformat())

    def _ended(self, draft: Draft, behind: Draft) -> Day | None:
        """The week or quarter whose last day is told right behind it: «the week ended March 16»."""
        unit = Grain.WEEK if draft.stated == _THIS_WEEK else Grain.QUARTER if is_quarter(draft.stated) else None
        if unit is Grain.QUARTER and self.report.on(draft) is not None:
            return None  # a firm's first quarter may be the calendar's third
        if unit is None or behind.stated is None or not _ENDED.fullmatch(self.text, draft.end, behind.start):
            return None
        found = self.place(behind.stated, behind)
        if isinstance(found, Unplaceable) or found.end is None or found.grain not in (Grain.DAY, Grain.MONTH):
            return None
        within = day_of(found.end) - (_WITHIN_WEEK if unit is Grain.WEEK else _WITHIN_QUARTER)
        whole = civil.around(civil.midnight(within), unit)
        return Day(whole.start.date(), whole.end.date(), unit, civil.value(whole.start, unit))

    def _spoken(self, stated: Date | At, draft: Draft) -> tuple[date | None, Grain | None]:
        """The time last spoken of; where a day is meant, the last that was one: no «next day» follows «in 1987»."""
        if self._is_due(stated, draft):
            return None, None
        if not to_the_day(stated):
            return self.last, self.grain
        told = draft.text == "the day" or (stated == _SAME_DAY and _IN_A_ROW.match(draft.text))
        if told and self.today is not None and not self.narrative:
            return min(
                self._lately() or self.today, self.today
            ), Grain.DAY  # «ended the day at 8,017», «fell for a third day»
        return (self.day, Grain.DAY) if self.day is not None else (self.last, self.grain)

    def _is_due(self, stated: Date | At, draft: Draft) -> bool:
        """Whether something is due by a day of the month, below a paragraph on a day to come: «papers go out before the
        24th» under «Next meeting: 1 October»."""
        told, today = self.told, self.today
        if told is None or self.day is None or today is None or self.day <= today or self.narrative:
            return False
        alone = isinstance(stated, Fields) and stated == Fields(day=stated.day)
        apart = alone and "\n\n" in self.text[told.end : draft.start]
        return apart and _LIMIT.search(self.text, max(0, draft.start - 16), draft.start) is not None

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

    def _beside_told(self, stated: Date | At, draft: Draft) -> Date | At:
        """«up 2 percent in August, and 3 percent in the previous month»: before the month told in the sentence; «He
        resigned in 2009. The next year he died»: after the year told."""
        teller = self.teller
        if teller is None or self.narrative:
            return stated
        match stated:
            case Last(of=Grain() as of, count=1) if of == self.grain and _ONE_BEFORE.match(draft.text):
                if teller.scope.sentence == draft.scope.sentence:
                    return Shift((Amount(1, of),), -1, Previous(of))
            case Next(spoken=False) if (
                stated != _NEXT_DAY and draft.direction < 0 and 0 < draft.start - teller.end <= _CLOSE
            ):
                end = draft.start + draft.text.casefold().find("next") + len("next")
                opens = _OPENS_NEXT.search(self.text, max(0, draft.start - 16), end)
                if opens is not None and self.last is not None and self.today is not None and self.last < self.today:
                    return replace(stated, spoken=True)
        return stated

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
        if day.grain == "year" and draft.clock is None:
            self._head(draft)
        self.report.tell(draft, day, self.today)
        if isinstance(stated, Shift) and stated.sign < 0 and self.report.compared(draft) is not None:
            return  # «exports rose in July from a year earlier» tells of July
        reckoned = isinstance(stated, Shift) and stated.anchor is None and not self.narrative
        if isinstance(stated, Next) and stated.count != 1 and draft.direction < 0:
            return  # «worked for the next five decades» tells of a time that nobody gave
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
        self.last, self.grain, self.era, self.teller = day.first, day.grain, None, draft
        if day.grain == "day" and not day.value.endswith("-WE"):  # «that day» is none of a weekend's
            self.day, self.told = day.first, draft
        self.history.note(day, draft, self.text)
        if isinstance(stated, Part) and stated.which == "after":  # what is spoken of is the period itself
            whole = self.place(stated.of, draft)
            if isinstance(whole, Placing) and whole.start is not None:
                self.last = day_of(whole.start)
        if has_day(weekdays.said(draft)):
            self.dated = draft


def _ends_yearless(draft: Draft) -> bool:
    """Whether a range runs from a date without a year: «January 5 – December 31», not «the week to May 4»."""
    first = draft.point.date if draft.point is not None and draft.every is None else None
    month = first.of if isinstance(first, Part) else first
    return isinstance(month, Fields) and month.month is not None and month.year is None


def day_of(moment: date | datetime) -> date:
    """The day of a moment."""
    return moment.date() if isinstance(moment, datetime) else moment
