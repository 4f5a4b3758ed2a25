"""An abbreviation or name of winter time for a day in summer, or the other way round.

## What it does
Compares the season that a zone's words claim (EST, PDT, CET) with the one that is kept there on the stated day.
GMT and UTC are always meant to the letter.
Of a heading ("all times EST") it speaks once, and only if its letters are wrong for all times below it.
Of the head of a table's column it speaks once too, if they are wrong for some.
Where nothing but the publication gives the day, it speaks only if the season does not change around it, nor until a
day that is told next; and not of the letters as such ("EST is always UTC-5", "forms such as 3 pm EST").

## Why it matters
Most readers take "3 pm EST" in August for New York's clock, programs and careful readers for UTC-5, an hour later.
Where one is meant, `EDT` or the seasonless `ET` says it.

```bad published=2025-08-01
The call is on 14 August 2025 at 3 pm EST.
```

```good published=2025-08-01
The call is on 14 August 2025 at 3 pm EDT.
```
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from difflib import SequenceMatcher
from functools import lru_cache
from itertools import islice

from timeline.checks.parts import dates, is_example, offered, placed, points, sentence, tells_of_change
from timeline.checks.rule import Context, Fault
from timeline.checks.wording import city, clock, day, moment, offset, offset_then, quoted
from timeline.discourse.localities import localities
from timeline.model import AllDay, Document, Edit, Fix, Level, Placed, Span, Statement, ZoneSort, ZoneWords
from timeline.zones import abbreviation, abbreviations, is_daylight, keeps_all_year, meanings, offset_at, offset_of

CODE, NAME, LEVEL = "TL101", "wrong-season-abbreviation", Level.WARNING

_SEASON_NAME = re.compile(r"\b(standard|daylight)(?= (?:saving )?time\b)", re.IGNORECASE)
# Where only the publication gives the day, the letters must be wrong for some days on end.
_GUESSED = ("date-from-publication", "date-after-publication", "date-before-publication")
_LETTERS_AS_SUCH = re.compile(
    r"\b(?:(?i:always|never|usually|typically|generally|normally|frequently|often|(?:all|whole) year|year[- ]round|"
    r"in (?:the )?(?:winter|summer)|pars(?:es?|ed|er|ing)|format(?:s|ted)?|convert(?:s|ed|ing)?|strings?)|"
    r"[A-Z]{2,4}T(?: is|:| =|,) (?:UTC|GMT) ?[+−–-]\d)",
)
_A_YEAR = re.compile(r"(?<![\w.:/-])(?:19|20)\d\d(?![a-zA-Z\d:/-]|\.\d)")
_NEAR = 40  # characters
_MARK = "\"'“”‘’`"
MOST_SPANS = 20
_HEADED = 20  # times below one of which it may be the heading: «all kick-offs 3pm BST»
_MOMENT = timedelta(seconds=1)
_AROUND = (timedelta(days=-2), timedelta(days=3))


@dataclass(frozen=True, slots=True)
class _Claim:
    """A time with the words that claim an offset for it: its own, or those of a heading («all times EST»)."""

    statement: Statement
    words: str
    zone: str
    start: datetime  # by the clock that is meant
    literal: datetime  # by the letter
    spots: tuple[Span, ...]  # of the words, where they are its own

    @property
    def offset(self) -> timedelta:
        """What the letter claims."""
        return offset_at(self.zone, self.start) - (self.literal - self.start)


def check(document: Document, context: Context) -> Iterator[Fault]:
    """The times whose letter differs from what is meant; those below one heading together."""
    headed: dict[str, list[_Claim]] = defaultdict(list)
    for claim in filter(None, (_claim(statement, document.text) for statement in context.statements)):
        if not claim.spots:
            headed[claim.words].append(claim)
        elif _is_wrong(claim, context):
            yield _fault(claim, (claim.statement.span,), claim.spots, context)
    for words, below in headed.items():
        wrong = [claim for claim in below if _is_wrong(claim, context)]
        if wrong and (len(wrong) == len(below) or wrong[0].statement.zone_words is not None):
            spots = _spots(words, document.text, (0, len(document.text)))
            spots = spots if len(spots) == 1 else ()  # «all times EST» may not be the only place of these letters
            yield _fault(wrong[0], tuple(c.statement.span for c in wrong[:MOST_SPANS]), spots, context)


def _spots(words: str, text: str, within: Span) -> tuple[Span, ...]:
    """The first places of a zone's words."""
    pattern = re.compile(rf"(?<![A-Z]){re.escape(words)}(?!\w)")
    return tuple(match.span() for match in islice(pattern.finditer(text, *within), 2)) if words else ()


def _claim(statement: Statement, text: str) -> _Claim | None:
    when, zone, own = placed(statement.when), statement.zone, statement.zone_words
    if when is None or zone is None or not offered(statement):
        return None
    if own is not None:
        spots = _spots(own.words, text, statement.span)
        changes = offset_at(zone, when.end) != offset_at(zone, when.start)  # «10 PM PST on 1 November to 4 AM PST»
        literal = statement.literal.start if statement.literal is not None else when.start
        return _Claim(statement, own.words, zone, when.start, literal, spots[:1] if changes else spots)
    words = next((str(s.arguments[0]) for s in statement.steps if s.rule == "zone-of-heading"), None)
    known = not any(step.rule in _GUESSED for step in (*statement.assumed, *statement.steps))
    claimed = _claimed(words, zone) if words is not None and known else None
    if words is None or claimed is None:
        return None
    return _Claim(statement, words, zone, when.start, when.start + offset_at(zone, when.start) - claimed, ())


def _claimed(words: str, zone: str) -> timedelta | None:
    """The offset that a heading's words claim for a zone."""
    letters = meanings(ZoneWords(words, ZoneSort.ABBREVIATION, words.upper()))
    named = letters or meanings(ZoneWords(words, ZoneSort.NAME, words.casefold()))
    return next((m.offset for m in named if m.zone == zone and m.season is not None), None)


def _is_wrong(claim: _Claim, context: Context) -> bool:
    statement, text = claim.statement, context.document.text
    if claim.literal == claim.start or not _wrong_all_along(statement, claim.zone, claim.start, context):
        return False
    dated = any(True for _ in dates(statement))
    if not dated and claim.literal in _beside(statement, context) and _explains(statement, context):
        return False
    if _is_cited(statement, text) or (not dated and _has_unread_year(statement, text)):
        return False
    if offset_at(claim.zone, claim.literal - _MOMENT) == claim.offset:
        return False  # «summer time ends at 3 am CEST», the moment at which the letters change
    return not _kept_all_year(claim.statement, claim.words, context)


def _fault(claim: _Claim, spans: tuple[Span, ...], spots: tuple[Span, ...], context: Context) -> Fault:
    """What is said of a claim; ``spots`` are where its words stand."""
    statement, zone, start, literal = claim.statement, claim.zone, claim.start, claim.literal
    kept = "daylight" if is_daylight(zone, start) else "standard"
    right = _right(claim.words, zone, kept, abbreviation(zone, start))
    day_there = (statement.local if isinstance(statement.local, datetime) else start).date()
    by_clock = f"{clock(start)} UTC" if start.date() == day_there else moment(start, context.document)
    beside = _beside(statement, context)
    message = (
        f"{_letters(claim)} {offset(claim.offset)}, but {city(zone)} keeps "
        f"{offset_then(zone, start)}{f' ({right})' if right else ''} on {day(day_there, context.document)}: "
        f"{quoted(statement.text)} is {by_clock} by {city(zone)}'s clock, {clock(literal)} by the letter"
    )
    fix = None
    if right and spots and literal not in beside:
        generic = _generic(claim.words, zone)
        title = f"write {quoted(right)}" + (f" or {quoted(generic)}" if generic else "")
        fix = Fix(title, tuple(Edit(spot, right) for spot in spots), safe=start in beside)
    return Fault(message, spans, utc=(start, literal), fix=fix)


def _letters(claim: _Claim) -> str:
    """The words that make the claim: the letters alone, or with the offset beside them where that agrees."""
    also = [w.words for p in points(claim.statement) for w in p.also if offset_of(w.key) == claim.offset]
    return f"{quoted(claim.words)} and {quoted(also[0])} both claim" if also else f"{quoted(claim.words)} claims"


def _explains(statement: Statement, context: Context) -> bool:
    """Whether its text tells of the clocks' change, or what letters mean.

    «Between the two changes the call is at 14:00 GMT (10:00 EDT)», «e.g. 14:00 UTC is 15:00 CET».
    """
    text = context.document.text
    begin = min(s.span[0] for s in context.statements if s.group == statement.group)
    return tells_of_change(text, *statement.span) or is_example(text, begin)


def _kept_all_year(statement: Statement, words: str, context: Context) -> bool:
    """Whether the sentence names a place where these letters are right all year: MST in Phoenix, EST in Jamaica."""
    first, last = sentence(context.document.text, *statement.span)
    year = statement.local.year if isinstance(statement.local, datetime) else 0
    named = localities(context.document.text, first, last)
    return year > 0 and any(keeps_all_year(words, place.zone, year) is not None for place in named if place.zone)


def _wrong_all_along(statement: Statement, zone: str, start: datetime, context: Context) -> bool:
    """Whether the day is known, or the season changes neither around the day taken for it nor until a day to come."""
    if not any(step.rule in _GUESSED for step in (*statement.assumed, *statement.steps)):
        return True
    at = bisect_right(context.statements, statement.span, key=lambda other: other.span)
    headed = (_begin(other) for other in context.statements[at : at + _HEADED])
    told = (begin for begin in headed if begin is not None and begin > start)
    try:
        days = (*(start + days for days in (timedelta(), *_AROUND)), *told)
        return len({offset_at(zone, day) for day in days}) == 1
    except OverflowError:
        return False


def _has_unread_year(statement: Statement, text: str) -> bool:
    """Whether another year than that of its day stands beside it: a date that was not read, «08:00 CET 20 de mayo de
    2002»."""
    if not isinstance(statement.local, datetime):
        return False
    start, end = statement.span
    beside = text[max(0, start - _NEAR) : start] + " " + text[end : end + _NEAR]
    return any(year != str(statement.local.year) for year in _A_YEAR.findall(beside))


def _is_cited(statement: Statement, text: str) -> bool:
    """Whether the text speaks of the letters and of no day: «EST is always UTC-5», «parsing "2 July 2026 3pm EST"»."""
    start, end = statement.span
    marked = start > 0 and end < len(text) and text[start - 1] in _MARK and text[end] in _MARK
    as_such = _LETTERS_AS_SUCH.search(text, *sentence(text, start, end)) is not None
    guessed = any(step.rule in _GUESSED for step in (*statement.assumed, *statement.steps))
    return is_example(text, start) or (marked and as_such) or (guessed and (marked or as_such))


def _begin(statement: Statement) -> datetime | None:
    """The beginning of a stated day or moment."""
    match statement.when:
        case Placed(start=start):
            return start
        case AllDay(first=first):
            return datetime.combine(first, time(12), UTC)
    return None


@lru_cache(4096)
def _right(words: str, zone: str, season: str, usual: str) -> str | None:
    """The words that claim the right season: EDT for EST, "Pacific Standard Time" for "Pacific Daylight Time".

    ``usual`` is what the zone's own clock is called then; it comes first where it is one of several.
    """
    if named := _SEASON_NAME.search(words):
        new = season.title() if named[0][0].isupper() else season
        return words[: named.start()] + new + words[named.end() :]
    letters = words.upper()
    if not any(m.season for m in abbreviations.of(letters)):
        return None
    family = [
        w
        for w in sorted(abbreviations.known())
        if any(m.zone == zone and m.season == season for m in abbreviations.of(w))
    ]
    family = family or _family(letters, season)
    best = (
        usual if usual in family else max(family, key=lambda w: SequenceMatcher(None, w, letters).ratio(), default=None)
    )
    return best.lower() if best and words.islower() else best


def _family(letters: str, season: str) -> list[str]:
    """Abbreviations of the same region: Toronto's EST and New York's are one family."""
    zones = {m.zone for m in abbreviations.of(letters)[:1]}
    return [
        w
        for w in sorted(abbreviations.known())
        if any(m.zone in zones and m.season == season for m in abbreviations.of(w))
    ]


def _generic(words: str, zone: str) -> str | None:
    """The seasonless short form of American zones: ET for EST; none for CET, since CT is Chicago's."""
    short = words.upper()[:-2] + "T"
    fits = any(m.offset is None and m.zone == zone for m in abbreviations.of(short))
    return short if len(words) in {3, 4} and fits else None


def _beside(statement: Statement, context: Context) -> set[datetime]:
    """The instants of its equivalents that have not this fault: they confirm the remedy, or forbid it."""
    if statement.group is None:
        return set()
    others = [s for s in context.statements if s.group == statement.group and s is not statement and not s.literal]
    return {when.start for s in others if (when := placed(s.when))}
