"""An abbreviation or name of winter time for a day in summer, or the other way round.

## What it does
Compares the season that a zone's words claim (EST, PDT, CET) with the one that is kept there on the stated day.
GMT and UTC are always meant to the letter.
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
from collections.abc import Iterator
from datetime import UTC, datetime, time, timedelta
from difflib import SequenceMatcher
from functools import lru_cache

from timeline.checks.parts import is_example, offered, placed, points, sentence
from timeline.checks.rule import Context, Fault
from timeline.checks.wording import city, clock, day, moment, offset, offset_then, quoted
from timeline.discourse.localities import localities
from timeline.model import AllDay, Edit, Fix, Level, Placed, Span, Statement, ZoneSort
from timeline.zones import abbreviation, abbreviations, is_daylight, keeps_all_year, offset_at

CODE, NAME, LEVEL = "TL101", "wrong-season-abbreviation", Level.WARNING

_SEASON_NAME = re.compile(r"\b(standard|daylight)(?= (?:saving )?time\b)", re.IGNORECASE)
# Where only the publication gives the day, the letters must be wrong for some days on end.
_GUESSED = ("date-from-publication", "date-after-publication", "date-before-publication")
_LETTERS_AS_SUCH = re.compile(
    r"\b(?:always|never|(?:all|whole) year|year[- ]round|in (?:the )?(?:winter|summer)|pars(?:es?|ed|er|ing)|"
    r"format(?:s|ted)?|convert(?:s|ed|ing)?|strings?|[A-Z]{2,4}T(?: is|:| =|,) (?:UTC|GMT) ?[+−–-]\d)",
)
_MARK = "\"'“”‘’`"
_HEADED = 20  # times below one of which it may be the heading: «all kick-offs 3pm BST»
_MOMENT = timedelta(seconds=1)
_AROUND = (timedelta(days=-2), timedelta(days=3))


def check(statement: Statement, context: Context) -> Iterator[Fault]:
    """A statement whose letter differs from what is meant."""
    when, literal, words = placed(statement.when), statement.literal, statement.zone_words
    if when is None or literal is None or words is None or statement.zone is None or not offered(statement):
        return
    if literal.start == when.start or not _wrong_all_along(statement, statement.zone, when.start, context):
        return
    zone, start = statement.zone, when.start
    if offset_at(zone, literal.start - _MOMENT) == offset_at(zone, start) - (literal.start - start):
        return  # «summer time ends at 3 am CEST», the moment at which the letters change
    kept = "daylight" if is_daylight(zone, start) else "standard"
    if _kept_all_year(statement, words.words, context):
        return
    span = _words_span(statement, words.words, context)
    right = _right(words.words, zone, kept, abbreviation(zone, start))
    day_there = (statement.local if isinstance(statement.local, datetime) else start).date()
    by_clock = f"{clock(start)} UTC" if start.date() == day_there else moment(start, context.document)
    message = (
        f"{_letters(statement, words.words)} {_claimed(zone, start, literal.start)}, but {city(zone)} keeps "
        f"{offset_then(zone, start)}{f' ({right})' if right else ''} on {day(day_there, context.document)}: "
        f"{quoted(statement.text)} is {by_clock} by {city(zone)}'s clock, {clock(literal.start)} by the letter"
    )
    fix = None
    if right and span and literal.start not in _beside(statement, context):
        generic = _generic(words.words, zone)
        title = f"write {quoted(right)}" + (f" or {quoted(generic)}" if generic else "")
        fix = Fix(title, (Edit(span, right),), safe=start in _beside(statement, context))
    yield Fault(message, (statement.span,), utc=(start, literal.start), fix=fix)


def _letters(statement: Statement, words: str) -> str:
    """The words that make the claim: the letters alone, or with the offset beside them, which agrees."""
    also = [w for point in points(statement) for w in point.also if w.sort is ZoneSort.OFFSET]
    return f"{quoted(words)} and {quoted(also[0].words)} both claim" if also else f"{quoted(words)} claims"


def _claimed(zone: str, start: datetime, literal: datetime) -> str:
    """The offset that the letter of a statement implies."""
    return offset(offset_at(zone, start) - (literal - start))


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
    if _is_cited(statement, context.document.text):
        return False
    at = bisect_right(context.statements, statement.span, key=lambda other: other.span)
    headed = (_begin(other) for other in context.statements[at : at + _HEADED])
    told = (begin for begin in headed if begin is not None and begin > start)
    try:
        days = (*(start + days for days in (timedelta(), *_AROUND)), *told)
        return len({offset_at(zone, day) for day in days}) == 1
    except OverflowError:
        return False


def _is_cited(statement: Statement, text: str) -> bool:
    """Whether the text speaks of the letters and of no day: «EST is always UTC-5», «forms such as `3pm EST`»."""
    start, end = statement.span
    marked = start > 0 and end < len(text) and text[start - 1] in _MARK and text[end] in _MARK
    return marked or is_example(text, start) or _LETTERS_AS_SUCH.search(text, *sentence(text, start, end)) is not None


def _begin(statement: Statement) -> datetime | None:
    """The beginning of a stated day or moment."""
    match statement.when:
        case Placed(start=start):
            return start
        case AllDay(first=first):
            return datetime.combine(first, time(12), UTC)
    return None


def _words_span(statement: Statement, words: str, context: Context) -> Span | None:
    """Where the zone's words stand, if within the mention."""
    at = context.document.text.rfind(words, *statement.span)
    return (at, at + len(words)) if words and at >= 0 else None


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
