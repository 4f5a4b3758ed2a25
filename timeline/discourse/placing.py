"""The desk where clock times are settled in the order of the text, a group or a lone clock time at once."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from timeline.algebra.expressions import Clock
from timeline.discourse import audience, recurrence, seasons, weekdays, weekly
from timeline.discourse.candidates import Candidate
from timeline.discourse.changes import at_the_change
from timeline.discourse.choosing import UNZONED, Group
from timeline.discourse.days import Days
from timeline.discourse.draft import Day, Draft, Settled
from timeline.discourse.following import following
from timeline.discourse.halves import Halves, american
from timeline.discourse.lending import among, listed_with_next, zone_options
from timeline.discourse.publication import Publication
from timeline.discourse.retelling import Told, tells_end
from timeline.discourse.scope import own_line
from timeline.discourse.spoken import at_the_same, counts_on, from_clock
from timeline.discourse.zones_of import Zones
from timeline.model import Document, Grain, Modality, Step, ZoneSort
from timeline.zones import convert

_ARRIVES = re.compile(r"\b(?:arriv|land|reach|touch)[a-z]*(?: [a-z]+)? (?:[A-Z][\w’'-]*[ ,]{1,2}){1,4}at $")
_DAY, _WEEK = timedelta(days=1), timedelta(days=7)
_CLOSE = 12  # characters within which a day behind a clock time is nearer than one before it
_DAWN = 6  # an hour before it belongs to the night
_STILL = timedelta(hours=1)  # for which what has begun is still announced
_LINES = 2  # below a clock time in which the same hour is of its day
_OF_BEFORE = frozenset({"date-carried", "date-of-heading", "day-after"})
_QUARTER = 15  # minutes: an hour told otherwise is told from a record
_BESIDE = 2  # mentions on each side among which the other clock of a change is looked for


class Desk:
    """Settles the drafts of one document."""

    __slots__ = ("days", "document", "halves", "publication", "put_off", "told", "zones")

    def __init__(self, document: Document, publication: Publication, zones: Zones, days: Days) -> None:
        self.document = document
        self.publication = publication
        self.zones = zones
        self.days = days
        self.halves = Halves(document.text, publication, american=american(zones.headers))
        self.put_off: Draft | None = None  # the weekday of writing that was next week's
        self.told = Told()

    def settled(self, drafts: Sequence[Draft]) -> Iterator[tuple[Draft, Settled | None]]:
        """Each draft with what its clock time comes to, None for mentions without one."""
        self.halves.look(drafts)
        at = 0
        while at < len(drafts):
            draft = drafts[at]
            if draft.clock is None:
                at_the_same(self.document.text, draft, self.zones.lead)
            last = at + 1
            while draft.group is not None and last < len(drafts) and drafts[last].group == draft.group:
                last += 1
            unit = drafts[at:last]
            if draft.clock is None:
                if draft.daypart is not None and draft.words is not None:
                    day = _day(draft)
                    option = next(iter(zone_options(self.zones, draft, day)), None)
                    draft.zone, draft.steps = (
                        (option.key, (*draft.steps, *option.steps)) if option else (None, draft.steps)
                    )
                if not self._of_another_day(draft):
                    from_clock(self.document.text, draft, self._counted_from(draft))
                self.days.note(draft, _day(draft), own=draft.day is not None and draft.day.grain in {"day", "daypart"})
                yield draft, None
            else:
                yield from zip(unit, self._unit(unit, drafts, last), strict=True)
            at = last

    def _counted_from(self, draft: Draft) -> Draft | None:
        """The clock time that hours are counted from: the text's own, but in a sentence of another clock that one."""
        lead, last = self.zones.lead, self.zones.last
        here = last is not None and last.scope.sentence == draft.scope.sentence
        if lead is None and self.days.last is not None:
            return self.days.last[0]  # on a clock of no known zone
        return last if here and lead is not None and lead.scope.sentence != draft.scope.sentence else lead

    def _of_another_day(self, draft: Draft) -> bool:
        """«On 17 December we meet an hour earlier»: than usual, not than the clock time last spoken of."""
        last = self.days.last
        if last is None or last[0].clock is not None or last[0].scope.sentence != draft.scope.sentence:
            return False
        return self.zones.lead is not None and last[0].number > self.zones.lead.number

    def _unit(self, unit: Sequence[Draft], drafts: Sequence[Draft], last: int) -> list[Settled | None]:
        behind = drafts[last] if last < len(drafts) else None
        found = [self.halves.hours(draft, behind) for draft in unit]
        if all(one is None for one in found):
            return [None] * len(unit)
        primary = _dated(unit, self.publication.day)
        recurs = weekly.recurring(self.document.text, unit, drafts, last, self.days.recurring)
        first = found[primary]
        day, evidence, assumed = self._base(unit[primary], first.minutes[0] if first else None, recurs, drafts, last)
        options = [
            zone_options(self.zones, draft, draft.day.first if draft.own_day and draft.day else day) for draft in unit
        ]
        group = Group(unit, found, seasons.pairs(unit, found, among(self.zones, unit, options)), primary)
        chosen, day_known = group.chosen(day), day is not None
        head = chosen[primary]
        if head is not None and assumed and self._is_told(unit[primary], head, evidence) and day is not None:
            day -= _DAY
            evidence = Step("date-before-publication", (day.isoformat(), (day + _DAY).isoformat()))
            chosen = group.chosen(day)
        if recurs is None and day is not None and head is not None and self._is_over(unit[primary], head):
            day += _WEEK
            _move(unit[primary], day)
            chosen = group.chosen(day)
        if recurs is not None and day is not None:
            chosen = self._after_publication(group, day, recurs, chosen)
        if recurs is None and day is not None and (there := self._elsewhere(unit[primary], head, evidence)):
            day, evidence, assumed = there[0], Step("day-rolled", (there[0].isoformat(), there[1].text)), False
            chosen = group.chosen(day)
        told = self._told_the_day_before(unit[0], head, evidence) if recurs is None and head is not None else None
        if told is not None and day is not None:
            day, evidence = day - _DAY, Step("date-carried", ((day - _DAY).isoformat(), told.text))
            chosen = group.chosen(day)
        beside = drafts[max(0, last - len(unit) - _BESIDE) : last + _BESIDE]
        text = self.document.text
        chosen = [c and at_the_change(text, draft, beside, c) for draft, c in zip(unit, chosen, strict=True)]
        made = [
            self._settle(draft, candidate, day_known, evidence if not draft.own_day else None, assumed, unit[primary])
            for draft, candidate in zip(unit, chosen, strict=True)
        ]
        self._go_on(unit, made, recurs, unit[primary])
        return made

    def _told_the_day_before(self, draft: Draft, head: Candidate, evidence: Step | None) -> Draft | None:
        """Who told the same hour a day before one that was carried over midnight: «down from 23:50Z to 00:48Z; no
        writes from 23:50Z to 00:37Z». The entries of a log do repeat their hours from day to day."""
        if evidence is None or evidence.rule not in _OF_BEFORE or draft.own_day or head.instant in self.told.by:
            return None
        if draft.point is not None and draft.point.day_shift:
            return None  # «until 6 pm next day»
        told, last, text = self.told.day_before(head.instant), self.days.last, self.document.text
        if told is None or told.zone != head.option.key or last is None or last[0].clock is None:
            return None
        if self._repeats(draft, head):
            return told
        if evidence.rule != "date-carried":
            return None
        if any(between.own_day for between in self.zones.drafts[told.number + 1 : draft.number]):
            return None  # «closed at 7pm on Friday. On Saturday, 14 May, … from 7pm»
        says = any(map(str.isalpha, text[own_line(text, draft.start, draft.end)[0] : draft.start]))
        return told if says and draft.scope.line - told.scope.line <= _LINES else None

    def _repeats(self, draft: Draft, head: Candidate) -> bool:
        """Whether prose below a log repeats its hours, both of a range or one to the minute: «Dec 3 … 22:03 …
        23:58 … Dec 4 … 00:30 … Between 22:03 and 23:58 requests failed»."""
        text, until = self.document.text, draft.until
        begin = own_line(text, draft.start, draft.end)[0]
        if draft.direction > 0 or not any(map(str.isalpha, text[begin : draft.start + 1])):
            return False
        if until is None or not isinstance(until.clock, Clock):
            return draft.direction < 0 and head.instant.minute % _QUARTER != 0
        end = head.wall.replace(hour=until.clock.hour % 24, minute=until.clock.minute or 0, second=0)
        return until.date is None and self.told.day_before(head.instant + (end - head.wall)) is not None

    def _is_over(self, draft: Draft, head: Candidate) -> bool:
        """Whether the weekday of writing, announced with its clock, was over then: «the raid is on Saturday at 3am».

        Nobody announces the small hours of a day in the course of it; the day that was put off once stays so.
        """
        written, day = self.publication.instant, weekdays.alone(draft)
        if day is None or draft.day is None or draft.day.first != self.publication.day or draft.ranged:
            return False
        put_off = self.put_off
        if put_off is not None and put_off.scope.paragraph == draft.scope.paragraph:
            return True
        late = head.wall.hour < _DAWN if written is None else head.instant + _STILL < written
        if late and draft.direction > 0:
            self.put_off = draft
        return late and draft.direction > 0

    def _is_told(self, draft: Draft, head: Candidate, evidence: Step | None) -> bool:
        """Whether what is told as past would come only after the moment of writing: «The call started at 15:02 UTC»."""
        written = self.publication.instant
        of_today = evidence is not None and evidence.rule == "date-from-publication"
        return of_today and draft.direction < 0 and written is not None and head.instant > written + _STILL

    # -- the day

    def _elsewhere(self, draft: Draft, head: Candidate | None, carried: Step | None) -> tuple[date, Draft] | None:
        """The day that one carried from another clock is on this one, and the mention that tells so."""
        if head is None or draft.own_day:
            return None
        last = self.days.last
        dated = last is not None and last[0].clock is None and last[0].scope.sentence == draft.scope.sentence
        listed = listed_with_next(self.document.text, draft, self.zones.drafts)
        told = self.told.day(draft, head, self.zones.lead, far=not dated, listed=listed)
        minute = head.wall.hour * 60 + head.wall.minute
        told = told or self.days.clocks.day(head.option.key, last[0] if last is not None else None, carried, minute)
        return told if told is not None and told[0] != head.wall.date() else None

    def _base(
        self, draft: Draft, minute: int | None, recurs: Draft | None, drafts: Sequence[Draft], last: int
    ) -> tuple[date | None, Step | None, bool]:
        if draft.own_day and draft.day is not None and draft.every is None:
            return draft.day.first, None, False
        if draft.day is not None and draft.day.grain != "day" and draft.day.first + timedelta(days=2) < draft.day.until:
            return None, None, False  # «in August at 3 pm»
        if recurs is not None and recurs.every is not None:
            written = self.publication.day
            if written is None:
                return None, Step("first-occurrence-undated"), False
            if not recurrence.tells_day(recurs.every) and recurs.since is None:
                return None, None, False  # «weekly at 15:00» says no weekday
            start = recurrence.first_day(recurs.every, max(written, recurs.since or written), recurs.exdates)
            return start, Step("first-occurrence", (written.isoformat(), start.isoformat() if start else "")), False
        behind = following(self.document.text, draft, drafts, last, first=self.days.last is None)
        known = self.days.last
        far = known is None or draft.start - known[0].end > 2 * _CLOSE
        near = behind is not None and behind.start - drafts[last - 1].end <= _CLOSE
        if behind is not None and behind.clock is None and known is not None and known[0].clock is not None:
            far = far or known[0].own_day  # «on Monday at 7 p.m., and a 9 p.m. show on Friday»
        if behind is not None and behind.day is not None and near and far:
            day = behind.day.first
            return day, Step("date-carried", (day.isoformat(), behind.text)), False
        return self.days.of(draft, behind, minute)

    def _after_publication(
        self, group: Group, day: date, recurs: Draft, chosen: list[Candidate | None]
    ) -> list[Candidate | None]:
        """The next occurrence where the first is not after publication."""
        every, written, head = recurs.every, self.publication.day, chosen[group.primary]
        if every is None or written is None or head is None:
            return chosen
        instant = self.publication.instant
        late = head.instant <= instant if instant is not None else day <= written
        if not late or day == date.max:
            return chosen
        later = recurrence.first_day(every, day + _DAY, recurs.exdates)
        return chosen if later is None else group.chosen(later)

    # -- the outcome

    def _settle(
        self,
        draft: Draft,
        chosen: Candidate | None,
        day_known: bool,
        evidence: Step | None,
        assumed: bool,
        primary: Draft,
    ) -> Settled | None:
        if chosen is None:
            return None
        option = chosen.option
        zone = option.key if option is not UNZONED else None
        steps = [evidence] if evidence is not None and not assumed else []
        guesses = [evidence] if evidence is not None and assumed else []
        if chosen.rolled and day_known and draft is not primary:
            steps.append(Step("day-rolled", (chosen.wall.date().isoformat(), primary.text)))
        unsettled = any(step.rule == "ambiguous-abbreviation" for step in option.assumed)
        if unsettled and draft.group is not None and zone is not None:
            unsettled = False
            steps.append(Step("zone-of-equivalent", (draft.words.words if draft.words else "", zone, primary.text)))
        elif option.stated:
            steps.extend(option.steps)
            guesses.extend(option.assumed)
        else:
            steps.extend(s for s in option.steps if s.rule != "zone-stated")
            guesses.extend(option.assumed)
        if unsettled:
            return Settled(chosen.wall, None, None, day_known, steps=tuple(steps), assumed=tuple(guesses))
        if zone is None or not day_known:
            return Settled(chosen.wall, zone, None, day_known, steps=tuple(steps), assumed=tuple(guesses))
        steps.extend(_to_utc(draft, chosen, zone))
        instants = chosen.second, chosen.skipped, chosen.literal
        return Settled(chosen.wall, zone, chosen.instant, True, *instants, steps=tuple(steps), assumed=tuple(guesses))

    def _go_on(
        self, unit: Sequence[Draft], made: Sequence[Settled | None], recurs: Draft | None, primary: Draft
    ) -> None:
        """Keep what a group told, and whether its first clock is the text's own from here on."""
        retold = self.told.again(unit, made, self.zones.lead)
        for nth, (draft, one) in enumerate(zip(unit, made, strict=True)):
            again = recurs if not (nth and draft.every) else draft
            of = again if again in unit else primary
            self._remember(draft, one, again, of if of is not draft else None, retold=retold)
        if retold:
            self.zones.retold(unit)
        known = self.zones.lead is not None or self.publication.home is not None
        given_up = primary.modality in (Modality.SUPERSEDED, Modality.NEGATED)  # «at 10:00 PST (was 17:00 UTC)»
        elsewhere = (
            retold
            or self.zones.streamed(primary)
            or self._is_for_others(unit)
            or (primary.number and tells_end(self.document.text, self.zones.drafts[primary.number - 1], primary))
            or (given_up and self.zones.lead is not None)
            or _arrives(self.document.text, primary)
            or (known and audience.TOLD.search(self.document.text, *unit[0].sentence) is not None)
        )
        if self.zones.last in unit and not elsewhere:
            self.zones.lead = next(draft for draft in unit if draft.zone is not None)

    def _remember(
        self, draft: Draft, one: Settled | None, recurs: Draft | None, of: Draft | None, *, retold: bool
    ) -> None:
        """Keep what was settled for the mentions that follow; an equivalent's days hang on those of ``of``."""
        if one is None:
            return
        draft.wall = one.wall if one.dated or draft.day is not None else None
        draft.zone = one.zone
        if one.zone is not None and (draft.words is None or draft.words.sort is not ZoneSort.AOE):
            self.zones.last = draft
        weekly_too = draft.day is None or weekdays.alone(draft) is not None
        if recurs is not None and recurs.every is not None and (draft.every is not None or weekly_too):
            shift = int(draft.closes_day)  # «on Fridays until midnight»
            if of is not None and of.wall is not None and one.start is not None:
                shift = (one.wall.date() - of.wall.date()).days
            moved = recurrence.moved(recurs.every, shift)
            draft.recurs = recurrence.rule(moved, recurs.last) if moved is not None else None
            draft.exdates = recurs.exdates
        if of is None:  # the half of an equivalent is another clock's
            self.halves.note(draft)
        known = one.wall.date() if one.dated or draft.own_day else None
        shift = draft.point.day_shift if draft.point is not None and not draft.own_day else 0
        if shift and self._goes_on_there(draft):
            shift = 0
        if draft.closes_day:
            shift = 1
        if known is not None and shift:
            known -= timedelta(days=shift)  # «00:30 (+1)», «until midnight»: the day spoken of goes on
        if retold:
            return
        self.told.note(draft, one.start)
        self.days.clocks.note(draft)
        if draft.recurs is None:
            rules = {step.rule for step in (*one.steps, *one.assumed)}
            follows = of is not None and not of.closes_day and "day-rolled" not in rules and not draft.own_day
            if of in (None, draft) or follows:  # its first states the day
                self.days.note(draft, known, own=draft.own_day, guessed="date-from-publication" in rules)
        elif draft.every is not None:
            self.days.note(draft, None, own=False)

    def _is_for_others(self, unit: Sequence[Draft]) -> bool:
        """Whether equivalents of two other clocks follow hours on the text's home clock, which goes on behind them."""
        lead, home = self.zones.lead, self.publication.place_zone or self.publication.home
        if lead is None or home is None or lead.words is not None or lead.zone != home or len(unit) < 2:
            return False
        return all(one.words is not None and one.zone != home for one in unit)

    def _goes_on_there(self, draft: Draft) -> bool:
        """Whether a journey goes on from where it came to the day after: «arrives Frankfurt 06:40 (+1)», below it
        «departs Frankfurt 08:15»."""
        there = draft.beside
        onward = next((later.beside for later in self.zones.drafts[draft.number + 1 : draft.number + 2]), None)
        return there is not None and onward is not None and onward.key == there.key


def _to_utc(draft: Draft, chosen: Candidate, zone: str) -> Iterator[Step]:
    """How a wall time becomes an instant, and what its words would be if they were taken by the letter."""
    claim = chosen.option.claim
    if chosen.literal is not None and claim is not None and draft.words is not None:
        kept = convert.offset_key(convert.offset_at(zone, chosen.instant))
        yield Step("meant-not-literal", (draft.words.words, convert.offset_key(claim), zone, kept))
    yield Step("to-utc", (f"{chosen.wall:%Y-%m-%dT%H:%M}", zone, f"{chosen.instant:%Y-%m-%dT%H:%MZ}"))


def _dated(unit: Sequence[Draft], written: date | None) -> int:
    """The member of a group whose day the others follow, from which weekdays and dates without a year are reckoned.

    Of weekdays alone that nearest to the writing: «11:24 a.m. on Wednesday local time (7:24 p.m. EDT Tuesday)», written
    on that Tuesday.
    """
    for draft in unit[1:]:
        if draft.own_day and counts_on(draft):
            draft.day = None  # «10:00 JST = 18:00 PDT on the previous day»: the first tells the day
    own = [n for n, draft in enumerate(unit) if draft.own_day]
    plain = next((n for n, draft in enumerate(unit) if not _is_midnight(draft)), 0)
    dates = [n for n in own if weekdays.alone(unit[n]) is None]
    primary = next(iter(dates), min(own, key=lambda n: _apart(unit[n], written), default=plain))
    for draft in unit:
        if draft is unit[primary]:
            continue
        day = weekdays.beside(draft, unit[primary]) or weekdays.of_its_year(draft, unit[primary])
        if day is not None:
            weekdays.take(draft, day, unit[primary])
    return primary


def _arrives(text: str, draft: Draft) -> bool:
    """Whether a clock is that of a place where a journey ends: «arrives at London Luton at 07:45»."""
    return draft.beside is not None and _ARRIVES.search(text, max(0, draft.start - 60), draft.start) is not None


def _apart(draft: Draft, written: date | None) -> int:
    """Days between the writing and the day that a mention names."""
    return abs((draft.day.first - written).days) if written is not None and draft.day is not None else 0


def _is_midnight(draft: Draft) -> bool:
    """Whether a clock time is of the day before as well: «at midnight (1300 GMT)»."""
    return draft.clock is not None and draft.clock.style == "word" and draft.clock.hour == 0


def _move(draft: Draft, day: date) -> None:
    """Put a draft's weekday a week later."""
    draft.day = Day(day, day + timedelta(days=1), Grain.DAY, day.isoformat())
    draft.value = draft.day.value
    draft.steps, draft.assumed = (), (Step("date-after-publication", (day.isoformat(), (day - _WEEK).isoformat())),)


def _day(draft: Draft) -> date | None:
    if draft.day is None or draft.day.grain not in {"day", "daypart"}:
        return None
    return None if draft.several else draft.day.first
