"""What the words before a mention make of it: «the smallest gain in a year», «to last six months», «W 2:15-4 PM»."""

from __future__ import annotations

import re
from dataclasses import replace

from timeline.algebra.expressions import (
    Amount,
    At,
    Between,
    Clock,
    Every,
    Expression,
    Fields,
    Holiday,
    Last,
    Length,
    Next,
    Nth,
    Previous,
    Shift,
    Vague,
)
from timeline.language.build.recurrences import every_at
from timeline.language.look_alikes import alone, of_the_moon
from timeline.model import Grain, ZoneSort, ZoneWords
from timeline.zones.rules import canonical, is_key

_MOST = (
    r"\b(?:first|second|third|fourth|fifth|sixth|only|once|twice|times?|best|worst|most|least"
    r"|(?!(?:w|l|at|r|t|e|n|g|qu|ch|for|arr|prot|requ|inter|inv|harv|hon|cont|mod|sugg|earn|dig)est\b)[a-z]{2,}est)\b"
)
_IN = r"\bin\s+(?:(?:about|around|some|roughly|approximately)\s+)?$"
_COMES = r"\b(?:is|are|will|would|opens?|begins?|starts?|ends?|closes?|comes?|expires?|runs|takes)\b"
_SINCE_THEN = re.compile(  # not «the second trial opens in three weeks»
    _MOST + rf"(?:(?!{_COMES})[^.;:\n]){{0,40}}" + _IN, re.IGNORECASE
)
_THE_MOST = re.compile(_MOST + r"\s+$", re.IGNORECASE)
_NOT_SINCE = re.compile(  # «has not won in 15 years»; not «has not said whether it opens in two weeks»
    r"\b(?:has|have|had)(?:n['’]t| not| never)\b"
    r"(?:(?!\b(?:to|will|would|if|whether|that|when)\b)(?:[^.;:\n]|(?<=[A-Z])\.)){0,60}" + _IN,
    re.IGNORECASE,
)
_SO_LONG = re.compile(  # «has been ill for the last week»
    r"\b(?:has|have|had|['’]ve)(?:n['’]t| not| never)?[ ](?:been|[a-z]+(?:ed|en|wn|ne))\b[^.;:\n]{0,60}\bfor\s+$",
    re.IGNORECASE,
)
_THAT = re.compile(r"[ ](?:that|when|where|in which|of)[ ]")  # «in a quarter that saw few orders»
_PAST = re.compile(r"(?:the )?past\b", re.IGNORECASE)
_BEHIND = re.compile(r"[ ](after|before)\b")
_AFTER = re.compile(r"\bafter\s+$", re.IGNORECASE)
_VERB = re.compile(  # before «last», which then is one
    r"\b(?:to|will|would|could|may|might|can|should|must|shall|not|only|usually|often|generally|typically|tours?)\s+$",
    re.IGNORECASE,
)
_PHASE = re.compile(r"(?:the )?last quarter,?(?: on)? ", re.IGNORECASE)
_THAN = re.compile(r"\sthan\b")
_LAST, _OVER, _FOLLOWING = "last ", "over ", "following "
_OWNER = ("'s", "’s", " 's")
_MORE_THAN = re.compile(  # before «over», which then is no preposition
    r"(?:^|\b(?:in|for|after|within|just|well|by|of|than|last(?:s|ed|ing)?|took|takes?|taken|taking|wait(?:s|ed|ing)?"
    r"|spen[dt]s?|spending|is|was|were|are|be|been|a|and|or|to|with|from|at)|[^\w\s])\s*$",
    re.IGNORECASE,
)

_DAYS = {"M": 0, "Tu": 1, "Th": 3, "TH": 3, "TU": 1, "T": 1, "W": 2, "R": 3, "F": 4}
_LETTERS = re.compile("|".join(sorted(_DAYS, key=len, reverse=True)))
_CLASS = re.compile(  # «Lab: W 2:15-4 PM», «MWF | 9:00-9:50»; «room W 2:15» and «Vitamin K 3:15» are none
    rf"(?:^|[\n,;:(|/\t])[ ]*(?P<days>(?:(?:{_LETTERS.pattern})[/,&]?)+)(?P<cell>[,:]?[ ]|[ ]*[|\t][ ]*)$"
)
_TZID = re.compile(r"\bTZID=\"?(?P<key>[A-Z][\w/+-]+)\"?(?:;[A-Z]+=[\w-]+)*:$")  # of a line of iCalendar (RFC 5545)


def compared(expression: Expression, text: str, start: int) -> tuple[At, Length] | None:
    """The month and the length of «the coldest March in 50 years», which is no March to come."""
    match expression:
        case At(
            date=Nth(of=(Fields() | Holiday()) as named, within=Shift(amounts=amounts, sign=1, anchor=None)), clock=None
        ):
            if _THE_MOST.search(text, max(0, start - 24), start):
                return At(named), Length(amounts)
    return None


def led(expression: Expression, text: str, start: int, end: int) -> tuple[int, Expression]:
    """Where a mention begins and what it means, once the words before it are read."""
    match expression:
        case At(clock=Clock(), zone=None) as stamp if text[start - 1 : start] == ":" and stamp.date is not None:
            zone = _TZID.search(text, max(0, start - 48), start)
            if zone is not None and is_key(zone["key"]):
                key = canonical(zone["key"])
                return start, replace(stamp, zone=ZoneWords(zone["key"], ZoneSort.IANA, key))
        case At() as at:
            return _led_date(at, text, start, end)
        case Vague() if text[start:end].casefold() == "one day" and not alone(text, start, end):
            if _VERB.search(text, max(0, start - 12), start):
                return start, expression  # «it will one day be ours»
            return start, Length((Amount(1, Grain.DAY),))  # «one day after the vote», «for one day»
        case Length() as length:
            return _led_length(length, text, start, end)
        case Between(start=At(date=None, clock=Clock())):
            return _led_by_days(expression, text, start)
    return start, expression


def _led_date(at: At, text: str, start: int, end: int) -> tuple[int, Expression]:
    match at:
        case At(date=Nth(of=Fields() as date, within=Last(of=Grain.QUARTER))):
            phase = _PHASE.match(text, start, end)
            if phase is not None and of_the_moon(text, start, phase.end()):
                return phase.end(), replace(at, date=date)
        case At(date=Shift(amounts=amounts, sign=1, anchor=None, limit=False), clock=None):
            if any(lead.search(text, max(0, start - 96), start) for lead in (_SINCE_THEN, _NOT_SINCE)):
                return start, Length(amounts)
            if amounts == (Amount(1, amounts[0].unit),) and _THAT.match(text, end):
                return start, Length(amounts)
        case At(date=Shift(amounts=amounts, anchor=Previous()), clock=None) if _THAN.match(text, end):
            return start, Length(amounts)  # «35 minutes later than planned»
        case At(date=Next(of=Fields() as named, spoken=True), clock=None) if text.startswith(_OWNER, end):
            if text[start : start + len(_FOLLOWING)].casefold() == _FOLLOWING:
                return start + len(_FOLLOWING), At(named)  # «he resigned following Friday's vote»
        case At(date=Last(of=Grain() as unit, count=1), clock=None) if unit.rank > Grain.DAY.rank:
            century = unit is Grain.CENTURY and _PAST.match(text, start)  # the hundred years up to now
            if century or (unit is not Grain.QUARTER and _SO_LONG.search(text, max(0, start - 96), start)):
                return start, Length((Amount(1, unit),))
        case At(date=Last(of=Grain() as unit, count=count), clock=None) if count != 1:
            if text.startswith(_LAST, start) and _VERB.search(text, max(0, start - 12), start):
                return start + len(_LAST), Length((Amount(count or None, unit),))  # «is expected to last six months»
    return start, at


def _led_length(length: Length, text: str, start: int, end: int) -> tuple[int, Expression]:
    amounts = length.amounts
    if length.approximate:
        if text.startswith(_OVER, start) and not _MORE_THAN.search(text, max(0, start - 12), start):
            return start + len(_OVER), Length(amounts)  # «paid over three years»
        return start, length
    after = _AFTER.search(text, max(0, start - 8), start)
    if after is not None and alone(text, after.start(), end):  # an answer: «after two days»
        return start, At(Shift(amounts, 1))
    behind = _BEHIND.match(text, end)
    if behind is not None and alone(text, start, behind.end()):  # «5 minutes before»
        return start, At(Shift(amounts, 1 if behind[1] == "after" else -1, Previous()))
    return start, length


def _led_by_days(hours: Between, text: str, start: int) -> tuple[int, Expression]:
    """«MWF | 9:00-9:50» of a timetable; the days in a cell of their own are no part of the mention."""
    days = _CLASS.search(text, max(0, start - 20), start)
    if days is None:
        return start, hours
    letters = sorted({_DAYS[letter] for letter in _LETTERS.findall(days["days"])})
    every = every_at(Every(Grain.WEEK, weekdays=tuple(letters)), hours)
    if every is None:
        return start, hours
    apart = days["cell"].strip(" ,:") or "\t" in days["cell"]
    return (start if apart else days.start("days")), every
