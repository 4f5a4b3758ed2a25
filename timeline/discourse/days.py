"""The day of a clock time that states none: its sentence's, a heading's, the last spoken of, publication's."""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Sequence
from datetime import date, datetime, timedelta

from timeline.discourse import deadlines, weekdays
from timeline.discourse.draft import Draft
from timeline.discourse.modality import role
from timeline.discourse.publication import Publication
from timeline.discourse.scope import heads
from timeline.model import Grain, Modality, Role, Step

_REACH = 1500  # characters over which a text of no date carries a day on
_NIGHT = 6 * 60  # a clock time before it, announced, belongs to the coming night
_EVENING = 17 * 60
JUST = 15  # an entry so few minutes old is of today: «4:23», written at half past four


_OF_ALL = re.compile(  # «All times are BST, on 18 September», «These talks are on Friday», «Date: 18 September»
    r"(?:\b(?:all|these|the above|listed)\s+(?:times|sessions|talks|events|races|games|matches|classes|meetings|"
    r"slots|screenings|performances|shows|lectures)\b|\btimes\s+(?:are|in|for|refer)\b|^[ \t*_-]*date[*_]*\s*:)"
    r"[^.!?;\n\d]{0,40}$",
    re.IGNORECASE | re.MULTILINE,
)


_REPORTED = re.compile(  # «officials said in a statement on Monday»
    r"\b(?:said|told|announced|added|confirmed|wrote|tweeted|posted)[ ]"
    r"(?:(?:in|an?|the|his|her|their|statement|interview|reporters|post|email|here|late|early|earlier|on)[ ])*$",
    re.IGNORECASE,
)


_UNTIL = re.compile(r"(?:^|[.!?;\n][ ]*)(?:until|till|through)[ ](?:the[ ])?$", re.IGNORECASE)


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


class Days:
    """What is carried from mention to mention: the day last stated in the sentence, paragraph, heading and text."""

    __slots__ = ("below", "coming", "gone", "guessed", "heading", "last", "publication", "recurring", "text")

    def __init__(self, text: str, publication: Publication, drafts: Sequence[Draft] = ()) -> None:
        self.text = text
        self.publication = publication
        self.last: tuple[Draft, date] | None = None
        self.guessed = False  # whether the last day was publication's, for want of another
        self.heading: tuple[Draft, date] | None = None
        self.coming: tuple[Draft, date] | None = None
        self.gone: tuple[Draft, date] | None = None
        self.recurring: Draft | None = None
        self.below = _governing(text, drafts)

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
        if own and draft.clock is None and _UNTIL.search(self.text, max(0, draft.start - 16), draft.start):
            return  # «Until March 29 the call is at 15:00»
        self.last, self.guessed = (draft, day), guessed
        if not own:
            return
        self.recurring = None
        written = self.publication.day
        if written is None or day > written or (day == written and draft.direction >= 0):
            self.coming = (draft, day)
        else:
            self.gone = (draft, day)
        if draft.clock is None and heads(self.text, draft.start, draft.end):
            self.heading = (draft, day)

    def of(self, draft: Draft, following: Draft | None, minute: int | None) -> tuple[date | None, Step | None, bool]:
        """The day for a clock time, the evidence for it, and whether it is only assumed."""
        if deadlines.of_all(self.text, draft.start):
            return None, None, False
        scope, written = draft.scope, self.publication.day
        if self.last is not None:
            other, day = self.last
            stated = self.guessed and following is not None  # «from 9:30 to 10:00 starting Wednesday»
            if other.scope.sentence == scope.sentence and not stated:
                return self._rolled(day, other, draft, minute)
        if following is not None and following.day is not None:
            return following.day.first, Step("date-carried", (following.day.first.isoformat(), following.text)), False
        if self.last is not None:
            other, day = self.last
            near = other.scope.paragraph == scope.paragraph or other.scope.line == scope.line
            if near and self._reaches(draft, other) and self._fits(draft, day):
                return self._rolled(day, other, draft, minute)
        if self.heading is not None:
            other, day = self.heading
            return day, Step("date-of-heading", (day.isoformat(), other.text)), False
        nth = bisect(self.below, draft.start, key=lambda other: other.start)
        if nth < len(self.below) and (governing := self.below[nth].day) is not None:
            shown = (governing.first.isoformat(), self.below[nth].text)
            return governing.first, Step("date-of-heading", shown), False
        carried = self.gone if draft.direction < 0 else self.coming
        if written is None:
            carried = self.last if self.last and self._reaches(draft, self.last[0]) else None
        if carried is not None and (draft.direction or written is None or (carried[1] - written).days in range(8)):
            other, day = carried
            if written is None or abs((day - written).days) <= 400:
                return self._rolled(day, other, draft, minute)
        if written is None:
            return None, None, False
        wall = self.publication.wall
        over = isinstance(wall, datetime) and minute is not None and minute + JUST < wall.hour * 60 + wall.minute
        if draft.alone and over and written < date.max:
            day = written + timedelta(days=1)
            return day, Step("date-after-publication", (day.isoformat(), written.isoformat())), True
        night = draft.direction > 0 and minute is not None and minute < _NIGHT and self.publication.instant is None
        if night and written < date.max:
            day = written + timedelta(days=1)
            return day, Step("date-after-publication", (day.isoformat(), written.isoformat())), True
        return written, Step("date-from-publication", (written.isoformat(),)), True

    def _reaches(self, draft: Draft, other: Draft) -> bool:
        """Whether a day is near enough to be carried on, in a text of no date."""
        return self.publication.day is not None or draft.start - other.end <= _REACH

    def _fits(self, draft: Draft, day: date) -> bool:
        """Whether a day agrees with the tense of a clock time."""
        written = self.publication.day
        if written is None or draft.direction == 0:
            return True
        return day >= written if draft.direction > 0 else day <= written

    def _rolled(self, day: date, other: Draft, draft: Draft, minute: int | None) -> tuple[date, Step, bool]:
        """The day itself, or the next where the clock has passed midnight since the time spoken of before.

        It has in «starts at 22:00, doors at 00:30» and in «opens at 6 a.m. and closes at midnight».
        """
        if _of_night(other) and minute is not None and minute < _NIGHT and day < date.max:
            rolled = day + timedelta(days=1)  # «tonight: at 3 a.m. the clocks go back»
            return rolled, Step("day-after", (rolled.isoformat(), other.text)), False
        wall = other.wall if draft.point is None or not draft.point.day_shift else None  # «03:20 (+1)» says it itself
        if wall is None or minute is None or other.clock is None or wall.date() != day or day == date.max:
            return day, Step("date-carried", (day.isoformat(), other.text)), False
        before = wall.hour * 60 + wall.minute
        closes = (
            minute < before
            and other.scope.sentence == draft.scope.sentence
            and role(self.text, draft.start, draft.sentence[0]) is Role.END
        )
        if minute < _NIGHT and (before >= _EVENING or closes):
            rolled = day + timedelta(days=1)
            return rolled, Step("day-after", (rolled.isoformat(), other.text)), False
        if self.guessed and day == self.publication.day:
            return day, Step("date-from-publication", (day.isoformat(),)), True
        return day, Step("date-carried", (day.isoformat(), other.text)), False
