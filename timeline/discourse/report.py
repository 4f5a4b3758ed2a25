"""What a report of figures tells of: a quarter, or a longer stretch whose «year earlier» is no quarter."""

from __future__ import annotations

import re
from datetime import date

from timeline.algebra.expressions import Amount, Fields, Last, Length, Nth, Part, Shift, This
from timeline.discourse.draft import Day, Draft
from timeline.discourse.stated import tells_of_quarter
from timeline.model import Grain

_FIGURE = r"[$€£¥]?[\d.,]+(?: ?%| (?:percent|per cent|million|billion|trillion|cents|points))?\s+"
_COMPARED = re.compile(
    rf"\b(?:(?:from|than|with|to|against|versus|vs\.?|over|on|below|above)\s+(?:{_FIGURE})?|and\s+{_FIGURE})$",
    re.IGNORECASE,
)
_COMPARED_IN = re.compile(rf"\b(?:from|than|with|to|against)\s+{_FIGURE}(?:in|for)\s+$", re.IGNORECASE)
_LATE = 120  # days from a quarter's end to the report of it
_GOES_ON = 1500  # characters for which a report of a quarter goes on
_PARAGRAPH = re.compile(r"\n[ \t]*\n|\n[ \t]{2}")
_THIS_YEAR = This(Grain.YEAR)
_TOLD = re.compile(r"\b(?:for|in|during|through|over)\s+(?:the\s+)?$", re.IGNORECASE)


class Report:
    """The quarter whose figures are being told, and where the text goes over to those of a longer stretch."""

    __slots__ = ("longer", "month", "quarter", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        self.quarter: tuple[int, date] | None = None  # where it was reported on, and its first day
        self.longer: int | None = None
        self.month: tuple[object, date] | None = None  # the sentence of the month told last, and its first day

    def on(self, draft: Draft) -> date | None:
        """The quarter that is reported on where a draft stands: «a year earlier» is then a quarter too."""
        if self.quarter is None or draft.start - self.quarter[0] > _GOES_ON:
            return None
        return self.quarter[1]

    def of_year(self, draft: Draft) -> date | None:
        """A day of the year of which «the full year» is said, where the report is of its last quarter."""
        if draft.stated != _THIS_YEAR or draft.direction > 0 or not _the_year(draft):
            return None
        quarter = self.on(draft)
        return quarter if quarter is not None and quarter.month > 9 else None

    def compared(self, draft: Draft) -> date | None:
        """The month whose figure is compared: «exports rose in July from a year earlier»."""
        if self.month is None or self.month[0] != draft.scope.sentence or not isinstance(draft.stated, Shift):
            return None
        return self.month[1] if _COMPARED.search(self.text, max(0, draft.start - 40), draft.start) else None

    def _is_beside(self, draft: Draft) -> bool:
        """Whether a month is one that another is compared with: «1.5 percent in May from 2 percent in April»."""
        if self.month is None or self.month[0] != draft.scope.sentence:
            return False
        return _COMPARED_IN.search(self.text, max(0, draft.start - 40), draft.start) is not None

    def grain(self, draft: Draft) -> Grain:
        """How long the stretch is whose «year earlier» is meant: a longer one than a quarter until a new paragraph."""
        if self.longer is None or draft.start - self.longer > _GOES_ON:
            return Grain.QUARTER
        return Grain.QUARTER if _PARAGRAPH.search(self.text, self.longer, draft.start) else Grain.YEAR

    def note(self, draft: Draft) -> None:
        """Notice a longer stretch: «For the nine months, net was $3 million»."""
        if _longer(draft) and _TOLD.search(self.text, max(0, draft.start - 16), draft.start):
            self.longer = draft.end

    def tell(self, draft: Draft, day: Day, today: date | None) -> None:
        """Remember the quarter that a draft tells of; a firm's fourth may end before the calendar's does."""
        stated = draft.stated
        if day.grain == "month" and isinstance(stated, Fields | Last) and not self._is_beside(draft):
            self.month = draft.scope.sentence, day.first
        if day.grain != "quarter":
            return
        over = today is None or day.until <= today
        lately = today is not None and over and (today - day.until).days < _LATE and isinstance(stated, Fields)
        if not tells_of_quarter(stated) and not lately:
            return
        if not over and (self.quarter is not None or draft.direction >= 0):
            return
        known = self.on(draft)
        anew = isinstance(stated, Fields) and stated.fiscal  # another firm's
        if known is None or anew or day.first >= known:  # «after a flat second quarter» is an aside
            self.quarter, self.longer = (draft.start, day.first), None


def _longer(draft: Draft) -> bool:
    """«nine months», «the first six months», «the year» that ended, «the first half»; not «the six-month bill»."""
    match draft.reading.expr:
        case Length(amounts=(Amount(n=float() | int() as n, unit=Grain.MONTH),)):
            return n > 3 and "-" not in draft.text
        case Length(amounts=(Amount(n=1, unit=Grain.YEAR),)):
            return draft.text == "the year"
    match draft.stated:
        case Nth(of=Grain.MONTH, count=count):
            return count > 3
        case Part(which="half1" | "half2"):
            return True
        case This(of=Grain.YEAR):
            return _the_year(draft)
    return False


def _the_year(draft: Draft) -> bool:
    return draft.text.casefold() in ("the year", "the full year", "the entire year", "the whole year")
