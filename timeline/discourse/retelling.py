"""One instant told once more on the clocks of other places: «kick-off 3pm GMT … Sydney: 2 a.m. Sunday»."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from datetime import date, datetime, timedelta

from timeline.discourse.candidates import Candidate
from timeline.discourse.draft import Draft, Settled
from timeline.model import Step
from timeline.zones import convert

_NEAR = 12  # mentions within which an instant is told once more
_DAY = timedelta(days=1)
NIGHT = 6 * 60  # minutes of the day; a clock time before it, announced, belongs to the coming night
EVENING = 17 * 60
_CARRIED = frozenset({"date-carried", "day-after"})


class Clocks:
    """The day last stated, on the clocks of its equivalents: «Thursday at 8 p.m. PST (04:00 UTC)» is Friday in UTC."""

    __slots__ = ("days",)

    def __init__(self) -> None:
        self.days: dict[str, tuple[Draft, date]] = {}

    def note(self, draft: Draft) -> None:
        """Remember the day that an equivalent has on its own clock."""
        if draft.group is not None and draft.zone is not None and draft.wall is not None:
            self.days[draft.zone] = (draft, draft.wall.date() - _DAY * draft.closes_day)

    def keep(self, draft: Draft) -> None:
        """Forget them where a mention states another day, and is none of the equivalents itself."""
        if all(draft.group is None or other.group != draft.group for other, _ in self.days.values()):
            self.days.clear()

    def day(self, zone: str, last: Draft | None, evidence: Step | None, minute: int) -> tuple[date, Draft] | None:
        """The day that one carried on from the last mention is on another clock, and who told it there."""
        if last is None or evidence is None or evidence.rule not in _CARRIED or evidence.arguments[1:] != (last.text,):
            return None
        if (known := self.days.get(zone)) is None:
            return None
        teller, day = known
        if teller.wall is not None and teller.wall.hour * 60 >= EVENING and minute < NIGHT:
            return day + _DAY, teller  # «at 8:50 in Tokyo (2350 GMT Wednesday); then at 0130 GMT»
        passed = evidence.rule == "day-after" and day.isoformat() < str(evidence.arguments[0])
        return None if passed else (day, teller)  # «close at 10 p.m. local time (2200 GMT); then at midnight»


class Told:
    """The instants that a text has told, and who told each last."""

    __slots__ = ("by",)

    def __init__(self) -> None:
        self.by: dict[datetime, Draft] = {}

    def note(self, draft: Draft, instant: datetime | None) -> None:
        """Remember that a mention told an instant; of equivalents the first, whose clock is the text's own."""
        if instant is None:
            return
        teller = self.by.get(instant)
        if teller is None or draft.group is None or teller.group != draft.group:
            self.by[instant] = draft

    def day_before(self, instant: datetime) -> Draft | None:
        """Who told the same hour of the day before an instant."""
        with suppress(OverflowError):  # at the calendar's beginning
            return self.by.get(instant - _DAY)
        return None

    def again(self, unit: Sequence[Draft], made: Sequence[Settled | None], lead: Draft | None) -> bool:
        """Whether clock times tell once more, for others, what the text's own clock (that of ``lead``) told.

        What follows goes on with the text's own day and clock, not with theirs.
        """
        if lead is None or any(one is not None and one.zone == lead.zone for one in made):
            return False
        return any(one and one.start and self._teller(one.start, unit[0], lead) for one in made)

    def day(
        self, draft: Draft, head: Candidate, lead: Draft | None, *, far: bool, listed: bool = False
    ) -> tuple[date, Draft] | None:
        """The day on which a clock elsewhere shows an instant told before, and who told it.

        It is that before or after; where nothing else was told on that clock, and no day is stated (``far``), any.
        ``listed`` says that the clock is that of the next in a list: «9pm and midnight AEDT (10:00 and 13:00 GMT)».
        """
        of_place = draft.beside is not None or any(step.rule == "zone-of-place" for step in head.option.assumed)
        if lead is None or (draft.words is None and not of_place and not listed) or head.option.key in ("", lead.zone):
            return None  # «7 p.m. your time» is on nobody's clock
        if self._teller(head.instant, draft, lead) is not None:
            return None
        if far and (of_place or all(teller.zone != head.option.key for teller in self.by.values())):
            return self._day_there(draft, head)
        for shift in (_DAY, -_DAY):
            with suppress(OverflowError):  # at the calendar's ends
                if (teller := self._teller(head.instant + shift, draft, lead)) is not None:
                    return head.wall.date() + shift, teller
        return None

    def _day_there(self, draft: Draft, head: Candidate) -> tuple[date, Draft] | None:
        """The day on which the clock of the place beside shows what was told: «viewers in Oslo tune in at 7 p.m.»."""
        for instant, teller in reversed(self.by.items()):
            if draft.number - teller.number > _NEAR:
                break
            there = convert.local(instant, head.option.key)
            if teller.zone != head.option.key and there.time() == head.wall.time():
                return there.date(), teller
        return None

    def _teller(self, instant: datetime, draft: Draft, lead: Draft) -> Draft | None:
        """Who told an instant on the text's own clock shortly before."""
        teller = self.by.get(instant)
        near = teller is not None and teller.zone == lead.zone and draft.number - teller.number <= _NEAR
        return teller if near else None


def tells_end(text: str, one: Draft, other: Draft) -> bool:
    """Whether a clock time in brackets tells the end of the range before it: «from 8 a.m. until 6 p.m. (1700 GMT)»."""
    if one.words is not None or one.group is not None or one.until is None or one.until.clock is None:
        return False
    single = other.clock is not None and other.words is not None and other.until is None
    return single and text[one.end : other.start].strip() == "("
