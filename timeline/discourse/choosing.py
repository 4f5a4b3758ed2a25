"""The readings of a group of equivalents, or of a lone clock time, that agree best on a day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from timeline.discourse.candidates import Candidate, Hours, ZoneOption, candidates
from timeline.discourse.draft import Draft
from timeline.discourse.settle import settle

UNZONED = ZoneOption("", 0.0, None, stated=False)
_NOMINAL = (date(2024, 7, 15), date(2024, 1, 15))  # a summer's and a winter's day, where no date is known


@dataclass(frozen=True, slots=True)
class Group:
    """Clock times with their hours and zones; the others follow the day of the ``primary`` one."""

    unit: Sequence[Draft]
    found: Sequence[Hours | None]
    options: Sequence[tuple[ZoneOption, ...]]
    primary: int

    def chosen(self, day: date | None) -> list[Candidate | None]:
        """The candidates that agree best; without a day those of the season in which the equivalents agree."""
        if day is not None:
            return settle(self._all(day), self.primary)
        nominal = _NOMINAL if len(self.unit) > 1 else _NOMINAL[:1]
        trials = [settle(self._all(day), self.primary) for day in nominal]
        return min(trials, key=lambda chosen: len({c.instant for c in chosen if c}))

    def _all(self, day: date) -> list[list[Candidate]]:
        """The candidates of each member; one without a day follows the member before it that has one."""
        made = []
        for nth, draft in enumerate(self.unit):
            if draft.own_day and draft.day is not None and nth > self.primary:
                day = draft.day.first
            made.append(self._candidates(nth, day))
        return made

    def _candidates(self, nth: int, day: date) -> list[Candidate]:
        draft, found, options = self.unit[nth], self.found[nth], self.options[nth]
        if found is None or draft.point is None:
            return []
        base = draft.day.first if draft.own_day and draft.day is not None else day
        shift = draft.point.day_shift
        if not options:
            utc = (ZoneOption("UTC", 0.0, None, stated=False),)
            made = candidates(found, base, utc, rolls=False, shift=shift, fold=None)
            return [replace(candidate, option=UNZONED) for candidate in made]
        rolls = nth != self.primary and not draft.own_day and not shift
        return candidates(found, base, options, rolls=rolls, shift=shift, fold=draft.point.fold)
