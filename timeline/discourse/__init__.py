"""Readings -> Statements: which day, which zone, which instant a stated time means, and why.

Date, zone, "local" and equivalents determine one another.
So each clock time gets candidates (day x zone x half of the day) with their evidence, equivalents constrain them
jointly, one ranking settles the group, and the winner's evidence is the explanation.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from itertools import pairwise, zip_longest

from timeline.algebra.expressions import At, Clock, Fields, Holiday, Length, Previous, Shift
from timeline.config import Config
from timeline.discourse import (
    bounds,
    dates,
    day_lists,
    days,
    deadlines,
    groups,
    invisible,
    localities,
    midnight,
    modality,
    moves,
    publication,
    quotes,
    series,
    tense,
    town_clocks,
)
from timeline.discourse.cues import cues
from timeline.discourse.draft import Draft, Settled, drafted
from timeline.discourse.equivalents import equivalent, told_there
from timeline.discourse.history import History, full_date, is_narrative
from timeline.discourse.lending import learn, listed_with_next
from timeline.discourse.placing import Desk
from timeline.discourse.reckoning import Reckoning
from timeline.discourse.scope import own_line, scopes
from timeline.discourse.stated import bare_weekday, hours_on, yearless
from timeline.discourse.statements import statement
from timeline.discourse.tables import clock_cell, row_label
from timeline.discourse.zones_of import Zones
from timeline.language import load
from timeline.model import Document, Modality, Reading, Span, Statement
from timeline.recognise import recognise

__all__ = ["statements_of"]


def statements_of(
    document: Document,
    config: Config = Config(),  # noqa: B008  # frozen
    *,
    why: bool = False,
) -> tuple[Statement, ...]:
    """Every stated time of a document, resolved and explained, in order; ``why`` adds parses and what lost."""
    if (seen := invisible.without(document)) is not None:
        shown, places = seen
        found = resolved(shown, recognise(shown, why=why), config)
        return tuple(invisible.restored(one, document.text, places) for one in found)
    return resolved(document, recognise(document, why=why), config)


def resolved(document: Document, readings: tuple[Reading, ...], config: Config) -> tuple[Statement, ...]:
    """The statements that readings of a document come to; where its parts were written at different times, each is
    understood from its own."""
    document = quotes.dated(document, readings)
    if not document.dated:
        return _resolved(document, readings, config)
    found = []
    written = dict.fromkeys(document.published_at(reading.span[0]) for reading in readings)
    for number, published in enumerate(written):
        of_then = replace(document, published=published, dated=())
        for stated in _resolved(of_then, readings, config):
            if document.published_at(stated.span[0]) == published:
                group = None if stated.group is None else stated.group * len(written) + number
                found.append(replace(stated, group=group))
    return tuple(sorted(found, key=_span))


def _span(stated: Statement) -> Span:
    return stated.span


def _resolved(document: Document, readings: tuple[Reading, ...], config: Config) -> tuple[Statement, ...]:
    if not readings:
        return ()
    text = document.text
    if "/" in text:
        readings = tuple(town_clocks.added(text, readings))
    readings = tuple(series.weekly(text, series.monthly(text, moves.apart(text, readings))))
    readings = tuple(deadlines.apart(text, tuple(day_lists.apart(text, readings))))
    written = publication.publication(document, readings, config)
    drafts = _drafts(document, readings)
    first = dates.day_first(drafts, config.day_first, written.day)
    southern = any(country in _SOUTHERN for country in written.countries[:1])
    reckoning = Reckoning(
        document.text,
        written.wall,
        first,
        is_narrative(drafts, written.day),
        _named_days(document, written),
        southern,
        full_date(drafts) if written.day is None else None,
        History(drafts),
    )
    for draft, behind in zip_longest(drafts, drafts[1:]):
        dates.own_days(draft, behind, reckoning)
    bounds.bound(drafts, document.text, written.day)
    settled = _settled(document, written, drafts)
    return tuple([statement(document, written, draft, found) for draft, found in settled])


def _settled(
    document: Document, written: publication.Publication, drafts: list[Draft]
) -> Iterable[tuple[Draft, Settled | None]]:
    """Each draft with what its clock time comes to; where a text has neither a clock time nor a zone, as most of the
    news, nothing of it is asked."""
    if not any(draft.clock is not None or (draft.daypart is not None and draft.words is not None) for draft in drafts):
        return [(draft, None) for draft in drafts]
    zones = Zones(document, written, drafts)
    for draft in drafts if zones.pairs else ():
        if draft.clock is not None and draft.words is None:
            draft.beside, draft.clear = zones.paired(draft), draft.end
    for draft in drafts if "|" in document.text else ():
        if draft.clock is not None and draft.words is None:
            cell = clock_cell(document.text, draft.start, draft.end, document.language)
            label = row_label(document.text, draft.start, draft.end) if cell is None and draft.own_day else None
            draft.beside, draft.clear = cell or label, draft.end
    for draft in drafts if not zones.pairs else ():
        if draft.clock is not None and draft.words is None and draft.point is not None and not draft.point.twin:
            headed = bool(zones.headers) and not _in_brackets(document.text, draft, drafts)
            found = localities.beside(document.text, draft.start, draft.end, headed=headed)
            found = told_there(draft, zones) if found is None and headed else found
            shared = found is not None and listed_with_next(document.text, draft, drafts)
            draft.beside, draft.clear = (None, 0) if shared or found is None else found
    _zones_in_turn(drafts, document.text)
    for draft, number in zip(drafts, groups.group(document.text, [equivalent(d, zones) for d in drafts]), strict=True):
        draft.group = number
    learn(zones, (pair for pair in pairwise(drafts) if _tells_letters(document.text, *pair)))
    return Desk(document, written, zones, days.Days(document.text, written, drafts)).settled(drafts)


def _tells_letters(text: str, one: Draft, other: Draft) -> bool:
    """Whether one clock time may tell the letters of the other's zone: equivalents do, also those that hold most of the
    year («11:00 CST (usually 18:00 CET)»), and in one sentence those that differ by half an hour, which is no chance:
    «at 1430 IST, based on 0900 UTC»."""
    if one.group is not None and one.group == other.group:
        return True
    if one.clock is None or other.clock is None or one.scope.sentence != other.scope.sentence:
        return False
    if _USUALLY.fullmatch(text, one.end, other.start):
        return True
    return (one.clock.minute or 0) % 60 != (other.clock.minute or 0) % 60


def _zones_in_turn(drafts: list[Draft], text: str) -> None:
    """Give «10am/1pm PT/ET» the zones in the order of the clocks."""
    for one, other in pairwise(drafts):
        point = other.point
        if one.clock is None or one.words is not None or point is None or point.zone is None or len(point.also) != 1:
            continue
        if other.clock not in (None, one.clock) and point.twin is None and text[one.end : other.start].strip() == "/":
            one.beside, one.clear = point.zone, one.end
            other.point = replace(point, zone=point.also[0], also=())


def _in_brackets(text: str, draft: Draft, drafts: list[Draft]) -> bool:
    """Whether a clock time stands in brackets behind another, as its equivalent: «11 a.m. (4 p.m. in Oslo)»."""
    before = drafts[draft.number - 1] if draft.number else None
    return before is not None and before.clock is not None and text[before.end : draft.start].strip(" \t*_") == "("


def _named_days(document: Document, written: publication.Publication) -> Mapping[str, str]:
    """The rules of named days as the document's country keeps them."""
    language = load(document.language)
    return next((language.national[at] for at in written.countries[:1] if at in language.national), language.holidays)


_SOUTHERN = frozenset({"AU", "NZ", "ZA", "AR", "CL", "UY", "PY", "BO", "PE", "ZW", "NA", "BW"})


def _drafts(document: Document, readings: tuple[Reading, ...]) -> list[Draft]:
    text = document.text
    places, sentences = scopes(text, [reading.span for reading in readings])
    drafts: list[Draft] = []
    for number, (reading, scope, sentence) in enumerate(zip(readings, places, sentences, strict=True)):
        draft = drafted(number, _lasting(reading, text, sentence), text, scope)
        draft.sentence = sentence
        draft.cues = cues(text, draft.start, draft.end)
        midnight.settle(draft, text)
        point = draft.point
        if point is not None or draft.every is not None:
            draft.modality = modality.modality(text, draft.start, draft.end, sentence[0], draft.cues)
            if point is None or point.clock is not None or not _independent(point.date):
                negated = draft.modality is Modality.NEGATED  # «not 6pm, as was printed» says nothing of when
                draft.direction = 0 if negated else tense.direction(text, draft.start, draft.end, *sentence)
                draft.alone = not draft.direction and tense.says_no_more(text, draft.start, draft.end, *sentence)
                if not (draft.alone and draft.clock is not None and yearless(draft.stated)):
                    draft.direction = draft.direction or int(draft.alone)
        before = next((one for one in reversed(drafts[-2:]) if one.point is not None or one.every is not None), None)
        if before is not None and before.scope.sentence == scope.sentence:
            draft.clocked = before.clock is not None
            if draft.clock is not None and draft.direction >= 0 and point is not None and point.date is None:
                before.clocked = True  # «Sunday, all games ET: Jets at Bills, 1 p.m.»
        if before is not None and draft.clock is not None and draft.stated is None and draft.direction >= 0:
            before.clocked = before.clocked or _heads_list(text, before, draft)
        drafts.append(draft)
    return drafts


_USUALLY = re.compile(r"[ ]\((?:usually|normally|typically|mostly)[ ]", re.IGNORECASE)
_TOLD = re.compile(r"\b(?:results?|scores?|recap|review|roundup|summary|yesterday|last)\b", re.IGNORECASE)


def _heads_list(text: str, before: Draft, draft: Draft) -> bool:
    """Whether a bare weekday in a heading is that of a clock time listed below: «TUESDAY'S PICKS», «Kites (8/7c)»."""
    if (
        before.clock is not None
        or not bare_weekday(before.stated)
        or draft.scope.line - before.scope.line not in (1, 2)
    ):
        return False
    first, last = own_line(text, before.start, before.end)
    line = text[first:last].rstrip()
    return len(line) <= _HEADING and not line.endswith((".", "!", "?")) and _TOLD.search(line) is None


_HEADING = 40  # characters of a line that heads a list
_HOUR = re.compile(r"(\d{1,2})[ ]?[hH]")
_HOURS_LISTED = re.compile(r"\b\d{1,2}[.:]\d\d[ ]?h\b")  # «keynote 9.30h, briefing 12h»
_SPENT = re.compile(
    r"\b(?:spen[dt]|took|takes?|last(?:s|ed)|for|after|of|wait(?:ed)?|another|within|in)[ ]$", re.IGNORECASE
)


def _lasting(reading: Reading, text: str, sentence: Span) -> Reading:
    """«it lost a third in six months»: a length, and no time to come; «17h in Lisbon»: an hour, and no length."""
    match reading.expr:
        case Length() if hour := _HOUR.fullmatch(text, *reading.span):
            start, end = reading.span
            spent = int(hour[1]) > 23 or _SPENT.search(text, max(0, start - 10), start)
            listed = _HOURS_LISTED.search(text, *sentence) is not None
            if not spent and (listed or localities.beside(text, start, end) is not None):
                return replace(reading, expr=At(clock=Clock(int(hour[1]), 0)))
        case At(date=Shift(amounts=amounts, sign=1, anchor=None, limit=False), clock=None, approximate=approximate):
            if tense.took(text, *reading.span, *sentence):
                return replace(reading, expr=Length(amounts, approximate))
    return reading


def _comes_every_year(anchor: object) -> bool:
    return isinstance(anchor, Holiday | Fields) and anchor.year is None


def _independent(stated: object) -> bool:
    """Whether a date means the same in every tense."""
    if hours_on(stated):
        return False
    if isinstance(stated, Shift) and (bare_weekday(stated.anchor) or _comes_every_year(stated.anchor)):
        return False  # «the day after Monday», «three days after Christmas»
    return isinstance(stated, Shift | Previous) or (isinstance(stated, Fields) and stated.year is not None)
