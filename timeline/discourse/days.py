"""The day of a clock time that states none: its sentence's, a heading's, the last spoken of, publication's."""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Sequence
from datetime import date, datetime, timedelta

from timeline.algebra.expressions import Clock
from timeline.discourse import deadlines, weekdays
from timeline.discourse.counted_days import counted, day_counted
from timeline.discourse.draft import Draft
from timeline.discourse.following import of_one_noun
from timeline.discourse.headings import LISTED
from timeline.discourse.modality import role
from timeline.discourse.other_times import in_other_times
from timeline.discourse.publication import Publication
from timeline.discourse.retelling import EVENING, NIGHT, Clocks
from timeline.discourse.scope import heads, in_row, own_line
from timeline.discourse.tables import head_span
from timeline.language.look_alikes import alone
from timeline.model import Grain, Modality, Role, Step

_REACH = 1500  # characters over which a text of no date carries a day on
_DAY = timedelta(days=1)
_FAR = timedelta(days=400)  # from publication to a day that is carried on
_Found = tuple[date | None, Step | None, bool]  # the day, the evidence for it, whether it is only assumed
JUST = 15  # an entry so few minutes old is of today: «4:23», written at half past four

_OF_ALL = re.compile(  # «All times are BST, on 18 September», «These talks are on Friday», «Date: 18 September»
    rf"(?:\b(?:all|these|the above|listed)\s+(?:times|{LISTED})\b|"
    r"\btimes\s+(?:are|in|for|refer)\b|^[ \t*_-]*date[*_]*\s*:)"
    r"[^.!?;\n\d]{0,40}$",
    re.IGNORECASE | re.MULTILINE,
)
_REPORTED = re.compile(  # «officials said in a statement on Monday»
    r"\b(?:said|told|announced|added|confirmed|wrote|tweeted|posted)[ ]"
    r"(?:(?:in|an?|the|his|her|their|statement|interview|reporters|post|email|here|late|early|earlier|on)[ ])*$",
    re.IGNORECASE,
)
_SPARE = re.compile(
    r"\b(?:back-?up|fall-?back|(?:rain|snow|weather|alternate|alternative|reserve|contingency)[ ]da(?:y|te)s?)\b"
    r"[^.!?;\n\d]{0,20}$",
    re.IGNORECASE,
)
# «Until March 29», «they change now and we not until March 29»; but «it is not until March 29» is then
_UNTIL = re.compile(
    r"(?:^|[.!?;\n][ ]*|(?<!\bis )(?<!\bare )(?<!\bwas )(?<!['’]s )\bnot[ ])(?:until|till|through)[ ](?:the[ ])?$",
    re.IGNORECASE,
)
_DAY_OF = re.compile(
    r",?[ ]on[ ](?:the[ ])?(launch|match|game|race|polling|election|release|exam|competition|opening|closing|event|"
    r"show|graduation|wedding|results|moving|fight|tournament)[ -]day\b(?!,?[ ]\d)",
    re.IGNORECASE,
)
_SAME_AS = {"launch": ("launch", "lift"), "polling": ("poll", "elect", "vot"), "election": ("elect", "poll", "vot")}
_PROGRAMME = re.compile(
    r"^[ \t#*_]*(?:(?:[A-Z][\w-]+[ ])?(?i:programme|program|agenda|schedule|timetable|itinerary|running order|"
    r"run of show)(?: of [a-z ]+)?|"
    r"(?i:(?:on )?(?:launch|match|game|race|polling|election|release|exam|event|show|moving) day))"
    r"[ \t*_]*:?[ \t*_]*$",
    re.MULTILINE,
)
_EARLIER = re.compile(r"\b(?:after|following|since)\b[^.,;!?\n]{0,40}$")  # «at 6 p.m., a day after leaving at 1 a.m.»
_CELL = 24  # characters from a day in the cell of a table to the end of the cell
_BESIDE = 24  # characters from the end of a day to its midnight
_ABOUT = 40  # mentions on either side among which the day of a launch is looked for
_PROGRAMME_AHEAD = 1500  # characters of a list below its heading
_ENTRY = re.compile(r"[ \t>*•+|–\[(-]*(?:\d{1,2}[.)][ ])?(?:from |at )?", re.IGNORECASE)
_LOGGED = re.compile(r"[\])]?[ \t]+<[^<>\n]{1,30}>")  # who spoke in a log: «14:00:12 <alice> hello»
_DUE = re.compile(r"\b(?:by|due|due (?:by|on)|before|no later than|deadline:?)[ ](?:the )?$", re.IGNORECASE)
_OF_ROW = re.compile(  # «| Japan (JST, May 13) | 02:00 |»: the day of one clock, and of no other row
    r"\((?:[A-Z]{1,4}T|UTC|(?:UTC|GMT)[ ]?[+−–-][ ]?\d{1,2}(?::\d\d)?),[ ]?$"
)
_LIST_BELOW = re.compile(r"[^\n]*\n(?:[ \t]*\n)*(?:[ \t]*(?:[-*+•>|–—]|\d{1,2}[.)]\s)[^\n]*\n+)*")
_LISTED = 600  # characters of a list below the day that it is of


def _of_all(text: str, draft: Draft) -> bool:
    """Whether a day is said of all times listed above it."""
    if draft.clock is not None or draft.every is not None:
        return False
    first = max(draft.sentence[0], draft.start - 80)
    return not draft.ranged and not draft.open_start and _OF_ALL.search(text, first, draft.start) is not None


def _governing(text: str, drafts: Sequence[Draft]) -> tuple[Draft, ...]:
    """The days said of all times above them: in so many words, or as the one day of a text, on a line of its own."""
    days = [draft for draft in drafts if draft.day is not None and draft.day.grain == "day"]
    sole = days[0] if len(days) == 1 and days[0].clock is None and not days[0].ranged else None
    if sole is not None and weekdays.full(sole) and heads(text, sole.start, sole.end):
        return (sole,)
    return tuple(draft for draft in days if _of_all(text, draft))


def _of_night(draft: Draft) -> bool:
    return draft.daypart is not None and draft.daypart.name == "night" and draft.clock is None


def _ends_day(draft: Draft) -> bool:
    return draft.daypart is not None and draft.daypart.name == "day-end" and draft.clock is None


def _over_midnight(draft: Draft, day: date) -> bool:
    """Whether a range ends on the next day, earlier than it began: «Dec 5, 23:00 - Dec 6, 05:00»."""
    until, last = draft.until, draft.until_day
    if until is None or not isinstance(until.clock, Clock) or draft.clock is None or last is None:
        return False
    return last.first == day + _DAY and until.clock.hour < draft.clock.hour


class Days:
    """What is carried from mention to mention: the day last stated in the sentence, paragraph, heading and text."""

    __slots__ = (
        "below",
        "clocks",
        "columns",
        "coming",
        "counted",
        "drafts",
        "gone",
        "guessed",
        "heading",
        "last",
        "publication",
        "recurring",
        "row",
        "stamp",
        "text",
        "timed",
    )

    def __init__(self, text: str, publication: Publication, drafts: Sequence[Draft] = ()) -> None:
        self.text = text
        self.publication = publication
        self.drafts = drafts
        self.last: tuple[Draft, date] | None = None
        self.guessed = False  # whether the last day was publication's, for want of another
        self.heading: tuple[Draft, date] | None = None
        self.coming: tuple[Draft, date] | None = None
        self.gone: tuple[Draft, date] | None = None
        self.recurring: Draft | None = None
        self.timed: tuple[Draft, date] | None = None  # the last that has a clock time
        self.clocks = Clocks()
        self.stamp: tuple[Draft, date] | None = None  # the entry of a log that was last begun
        self.row: tuple[int, tuple[tuple[Draft, date] | None, ...]] | None = None  # a row with a day, and those before
        self.columns: dict[int, tuple[Draft, date]] = {}  # days in the cells of tables, by where they stand
        self.below = _governing(text, drafts)
        self.counted = counted(text, drafts)

    def note(self, draft: Draft, day: date | None, *, own: bool, guessed: bool = False) -> None:
        """Remember a day that a mention states, or a clock time's day once it is known."""
        if draft.every is not None:
            if draft.every.unit.rank >= Grain.DAY.rank:  # «every 30 minutes until 10 pm» ends once a day
                self.recurring = draft
            return
        if day is None or draft.modality is Modality.NEGATED:
            return
        if own and draft.clock is None and _REPORTED.search(self.text, max(0, draft.start - 40), draft.start):
            return  # when somebody spoke is not when it happens
        if own and draft.clock is None and _UNTIL.search(self.text, max(0, draft.start - 24), draft.start):
            return  # «Until March 29 the call is at 15:00»
        if own and _SPARE.search(self.text, max(0, draft.start - 40), draft.start):
            return  # «Rain date: Sunday»
        if own and draft.modality is Modality.SUPERSEDED and draft.clock is None and self._is_replaced(draft):
            return  # «now 18 April (was 11 April), 11:59 pm»
        self._leave_row(draft)
        if own and self.row is None and _OF_ROW.search(self.text, max(0, draft.start - 16), draft.start):
            self.row = draft.scope.line, (self.last, self.coming, self.gone)
        self.last, self.guessed = (draft, day), guessed
        if own and draft.clock is None and self.text.find("|", draft.end, draft.end + _CELL) >= 0:
            self.columns[draft.start] = self.last
        if draft.clock is not None and not guessed and not self._is_due(draft):
            self.timed = self.last
        if draft.clock is not None and self._begins_entry(draft):
            self.stamp = (draft, day)
        if not own:
            return
        self.clocks.keep(draft)
        self.recurring = None
        written = self.publication.day
        if written is None or day > written or (day == written and draft.direction >= 0):
            self.coming = (draft, day)
        else:
            self.gone = (draft, day)
        if draft.clock is None and heads(self.text, draft.start, draft.end):
            self.heading = (draft, day)

    def _is_replaced(self, draft: Draft) -> bool:
        """Whether its sentence has told the day that holds before this one, which held before."""
        return self.last is not None and self.last[0].own_day and self.last[0].scope.sentence == draft.scope.sentence

    def _leave_row(self, draft: Draft) -> None:
        """Go back to the day spoken of before a row that has one of its own."""
        if self.row is not None and self.row[0] != draft.scope.line:
            self.last, self.coming, self.gone = self.row[1]
            self.row = None

    def of(self, draft: Draft, following: Draft | None, minute: int | None) -> _Found:
        """The day for a clock time, the evidence for it, and whether it is only assumed."""
        self._leave_row(draft)
        told = self.last[1] if self.last is not None else None
        if deadlines.of_all(self.text, draft.start) or in_other_times(
            self.text, draft, self.drafts, self.publication.day, told
        ):
            return None, None, False
        if self.stamp is None and self._begins_entry(draft) and _LOGGED.match(self.text, draft.end, draft.end + 40):
            return _headed(*self.heading) if self.heading is not None else self._of_publication(draft, None)
        return (
            self._of_counted(draft)
            or self._of_near(draft, following, minute)
            or self._of_those_told(draft, minute)
            or self._of_publication(draft, minute)
        )

    def _of_counted(self, draft: Draft) -> _Found | None:
        """The day that is counted from the first of several: «Day 2»; none where nobody knows the first."""
        place = day_counted(self.text, draft, self.drafts, self.counted) if self.counted else None
        if place is None:
            return None
        if place.of is None or place.day is None:
            return None, None, False
        return place.day, Step("date-counted", (place.day.isoformat(), place.of.text)), False

    def _of_near(self, draft: Draft, following: Draft | None, minute: int | None) -> _Found | None:
        """The day that its sentence, its list, its paragraph or a heading gives a clock time."""
        if (named := self._of_named_day(draft)) is not None:
            return _carried(*named)
        if (column := self._of_column(draft)) is not None:
            return _headed(*column)
        headed = self.heading[0].start if self.heading is not None else -1
        if self.stamp is not None and headed < self.stamp[0].start and self._begins_entry(draft):
            return self._rolled(*self.stamp, draft, minute)
        stated = following is not None and (
            self.guessed  # «from 9:30 to 10:00 starting Wednesday»
            or of_one_noun(self.text, draft, following)
        )
        same = self.last is not None and self.last[0].scope.sentence == draft.scope.sentence and not stated
        if self.last is not None and same and not self._turns_back(*self.last, draft):
            return self._rolled(*self.last, draft, minute)
        if following is not None and following.day is not None:
            return _carried(following, following.day.first)
        if self.last is not None:
            other, day = self._of_what_is_due(draft) or self.last
            near = other.scope.paragraph == draft.scope.paragraph or other.scope.line == draft.scope.line
            near = near or self._introduces(other, draft)
            if near and self._reaches(draft, other) and self._fits(draft, day) and not self._is_over(other, day, draft):
                return self._rolled(other, day, draft, minute)
        if self.heading is not None:
            other, day = self._goes_on(draft) or self.heading
            return self._rolled(other, day, draft, minute) if other.clock is not None else _headed(other, day)
        nth = bisect(self.below, draft.start, key=lambda other: other.start)
        governing = self.below[nth] if nth < len(self.below) else None
        return _headed(governing, governing.day.first) if governing is not None and governing.day is not None else None

    def _of_column(self, draft: Draft) -> tuple[Draft, date] | None:
        """The day that heads the column of a table's cell, whose row states none."""
        other = self.last[0] if self.last is not None else None
        if not self.columns or (other is not None and other.own_day and other.scope.line == draft.scope.line):
            return None
        span = head_span(self.text, draft.start)
        return next((self.columns[at] for at in range(*span) if at in self.columns), None) if span is not None else None

    def _of_those_told(self, draft: Draft, minute: int | None) -> _Found | None:
        """The day last told in the direction of a clock time, anywhere before it."""
        written = self.publication.day
        if self.coming is not None and self._of_programme(draft):
            return self._rolled(*self.coming, draft, minute)
        if self.last is not None and not self.guessed and self._lists(draft, self.last[0]):
            return self._rolled(*self.last, draft, minute)
        carried = self.gone if draft.direction < 0 else self.coming
        if carried is None and not draft.direction and in_row(self.text, draft.start):
            carried = self.gone  # the rows of a report, which have no verb
            if carried is not None and written is not None and (written - carried[1]).days < 8:
                return self._rolled(*carried, draft, minute)
        if written is None:
            near = self.last is not None and self._reaches(draft, self.last[0])
            return self._rolled(*self.last, draft, minute) if near and self.last is not None else (None, None, False)
        if carried is None or abs(carried[1] - written) > _FAR:
            return None
        soon = bool(draft.direction) or (carried[1] - written).days in range(8)
        return self._rolled(*carried, draft, minute) if soon else None

    def _lists(self, draft: Draft, other: Draft) -> bool:
        """Whether both begin their lines, as the entries of a programme do of which one has told the day."""
        lines = ((own_line(self.text, one.start, one.end)[0], one.start) for one in (draft, other))
        return draft.clock is not None and all(_ENTRY.fullmatch(self.text, *line) for line in lines)

    def _of_publication(self, draft: Draft, minute: int | None) -> _Found:
        """The day of writing, or the next where the hour is over by then: that of an entry, of the small hours."""
        written, wall = self.publication.day, self.publication.wall
        if written is None:
            return None, None, False
        if minute is not None and written < date.max:
            over = isinstance(wall, datetime) and minute + JUST < wall.hour * 60 + wall.minute
            night = draft.direction > 0 and minute < NIGHT and self.publication.instant is None
            night = night and not alone(self.text, draft.start, draft.end)  # an entry of a log has been
            if (draft.alone and over) or night:
                day = written + _DAY
                return day, Step("date-after-publication", (day.isoformat(), written.isoformat())), True
        return written, Step("date-from-publication", (written.isoformat(),)), True

    def _of_what_is_due(self, draft: Draft) -> tuple[Draft, date] | None:
        """The day told before a deadline's: «Thu Dec 10, 7:30pm. Comments by Dec 18! We start at 7:15»."""
        if self.last is None or self.timed is None:
            return None
        due, timed = self.last[0], self.timed[0]
        if due is timed or due.scope.paragraph != timed.scope.paragraph or not self._is_due(due):
            return None
        of_it = role(self.text, draft.start, draft.sentence[0], draft.cues) in (Role.END, Role.DEADLINE)
        return None if of_it else self.timed

    def _is_due(self, draft: Draft) -> bool:
        """Whether something else is due on a day: «Comments by Dec 18», «must be received by noon Monday»."""
        if not draft.own_day or (draft.clock is not None and draft.direction < 0):
            return False  # «was mended by 02:30 UTC the next day»
        return _DUE.search(self.text, max(0, draft.start - 24), draft.start) is not None

    def _begins_entry(self, draft: Draft) -> bool:
        """Whether a clock time begins an entry of a log: «10:45 a.m.: the clocks are holding»."""
        if draft.every is not None or draft.ranged:
            return False
        if self.text[draft.end : draft.end + 2] != ": " and not _LOGGED.match(self.text, draft.end, draft.end + 40):
            return False
        return _ENTRY.fullmatch(self.text, own_line(self.text, draft.start, draft.end)[0], draft.start) is not None

    def _of_named_day(self, draft: Draft) -> tuple[Draft, date] | None:
        """«at 09:47 on launch day»: the day that the text gives the launch."""
        match = _DAY_OF.match(self.text, draft.end)
        if match is None:
            return None
        stems = _SAME_AS.get(match[1].casefold(), (match[1].casefold(),))
        number = draft.number
        for other in (*self.drafts[max(0, number - _ABOUT) : number][::-1], *self.drafts[number + 1 : number + _ABOUT]):
            if other.own_day and other.day is not None and other.every is None:
                words = self.text[slice(*other.sentence)].casefold()
                if other.sentence != draft.sentence and any(stem in words for stem in stems):
                    return other, other.day.first
        return None

    def _of_programme(self, draft: Draft) -> bool:
        """Whether a clock time begins an entry of a programme, in a text that speaks of one day to come."""
        if self.gone is not None or draft.direction < 0 or draft.own_day:
            return False
        first = own_line(self.text, draft.start, draft.end)[0]
        if _ENTRY.fullmatch(self.text, first, draft.start) is None:
            return False
        if _PROGRAMME.search(self.text, max(0, first - _PROGRAMME_AHEAD), first) is None:
            return False
        return len({other.day.first for other in self.drafts if other.own_day and other.day is not None}) == 1

    def _goes_on(self, draft: Draft) -> tuple[Draft, date] | None:
        """The entry right above in the list below a heading: «10:35 PM», under it «12:35 AM» of the night."""
        other, day = self.last or (draft, None)
        if day is None or self.heading is None or other.clock is None or other.own_day or other.recurs is not None:
            return None
        return (other, day) if self.heading[0].scope.line < other.scope.line >= draft.scope.line - 2 else None

    def _reaches(self, draft: Draft, other: Draft) -> bool:
        """Whether a day is near enough to be carried on, in a text of no date."""
        return self.publication.day is not None or draft.start - other.end <= _REACH

    def _introduces(self, other: Draft, draft: Draft) -> bool:
        """Whether a day stands in the paragraph above the list of a clock time: «Join us on September 16th!»."""
        begin = own_line(self.text, draft.start, draft.end)[0]
        if draft.scope.paragraph - other.scope.paragraph != 1 or not other.own_day or begin - other.end > _LISTED:
            return False
        if self.coming is not None and other.number > self.coming[0].number >= other.number - 1:
            return False  # «The next is on September 22nd, the last was on August 20»
        if self._is_due(other) or role(self.text, other.start, other.sentence[0], other.cues) is Role.DEADLINE:
            return False
        listed = in_row(self.text, draft.start)
        return listed and _LIST_BELOW.fullmatch(self.text, other.end, begin) is not None

    def _fits(self, draft: Draft, day: date) -> bool:
        """Whether a day agrees with the tense of a clock time."""
        written = self.publication.day
        if written is None or draft.direction == 0:
            return True
        return day >= written if draft.direction > 0 else day <= written

    def _turns_back(self, other: Draft, day: date, draft: Draft) -> bool:
        """Whether a clause of its own tells what was, behind a day to come: «due on Friday; at 7 a.m. it fell»."""
        written = self.publication.day
        if written is None or day <= written or draft.direction >= 0:
            return False
        return self.text.find(";", other.end, draft.start) >= 0

    def _is_over(self, other: Draft, day: date, draft: Draft) -> bool:
        """Whether a day is told as gone, and another is to come: «Monday's try was scrubbed. The show begins at 7»."""
        written = self.publication.day
        told = other.direction < 0 < draft.direction and self.coming is not None
        return told and written is not None and day <= written

    def _rolled(self, other: Draft, day: date, draft: Draft, minute: int | None) -> _Found:
        """The day itself, or the next where the clock has passed midnight since the time spoken of before."""
        if minute is None or day == date.max:
            return _carried(other, day)
        if minute == 0 and _ends_day(other) and draft.start - other.end <= _BESIDE:
            return _next(other, day)  # «by the end of Thursday (midnight EST)»
        if minute < NIGHT and _of_night(other):
            return _next(other, day)  # «tonight: at 3 a.m. the clocks go back»
        if minute < NIGHT and other.closes_day:
            return _next(other, day)  # «open until midnight; the last bus goes at 00:30»
        if self._ends_before_dawn(other, day, minute) and other.scope.sentence != draft.scope.sentence:
            return _before(other, day)
        tells_itself = draft.point is not None and draft.point.day_shift  # «03:20 (+1)»
        if tells_itself or other.wall is None or other.clock is None or other.wall.date() != day:
            return _carried(other, day)
        if self._past_midnight(other, other.wall, draft, minute):
            return _next(other, day)
        if self.guessed and day == self.publication.day:
            return day, Step("date-from-publication", (day.isoformat(),)), True
        return _carried(other, day)

    def _ends_before_dawn(self, other: Draft, day: date, minute: int) -> bool:
        """Whether something lasts into the small hours of tomorrow, and the evening before is spoken of: «the watch is
        in effect until 2 a.m. Tuesday. The storm will be here by 10 p.m.»"""
        written = self.publication.day
        if written is None or day != written + _DAY or minute < EVENING or not other.own_day or other.wall is None:
            return False
        small = other.wall.date() == day and other.wall.hour * 60 < NIGHT
        return small and role(self.text, other.start, other.sentence[0], other.cues) is Role.END

    def _past_midnight(self, other: Draft, wall: datetime, draft: Draft, minute: int) -> bool:
        """Whether midnight lies between two clock times: «starts at 22:00, doors at 00:30»."""
        before = wall.hour * 60 + wall.minute
        if minute >= before:
            return False
        if _over_midnight(other, wall.date()):
            return True
        if minute >= NIGHT or _EARLIER.search(self.text, other.end, draft.start):
            return False
        if before >= EVENING:
            return True
        written = self.publication.day
        ahead = draft.direction >= 0 or (written is not None and wall.date() > written)
        if minute == 0 and before >= NIGHT and ahead and draft.scope.line - other.scope.line in (0, 1):
            return True  # «11:45 AM Panel» over «12:00 AM Close»: a list goes on to the midnight that ends the day
        closes = role(self.text, draft.start, draft.sentence[0], draft.cues) is Role.END
        return closes and other.scope.sentence == draft.scope.sentence  # «opens at 6 a.m. and closes at midnight»


def _carried(other: Draft, day: date) -> _Found:
    return day, Step("date-carried", (day.isoformat(), other.text)), False


def _headed(other: Draft, day: date) -> _Found:
    return day, Step("date-of-heading", (day.isoformat(), other.text)), False


def _before(other: Draft, day: date) -> _Found:
    return day - _DAY, Step("date-carried", ((day - _DAY).isoformat(), other.text)), False


def _next(other: Draft, day: date) -> _Found:
    return day + _DAY, Step("day-after", ((day + _DAY).isoformat(), other.text)), False
