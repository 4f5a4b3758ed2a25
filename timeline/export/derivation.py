"""Steps of a derivation as sentences, rendered only when somebody looks."""

from __future__ import annotations

import re

from timeline.algebra.civil import MONTHS, WEEKDAYS
from timeline.model import Step

# One line a rule of the algebra, of discourse and of linking; {0}, {1} are the step's arguments.
_SENTENCES = {
    "stated": "stated: {0:time}",
    "this": "this {0}, seen from {1}",
    "next": "next {0:time}, seen from {1}",
    "last": "last {0:amount}, seen from {1}",
    "nth": "the {0:ordinal} {1} of {2:time}",
    "after-end": "from the end of {0:time} on",
    "counted": "the {0:ordinal} {1} {2} {3:time}",
    "within": "within {0:time}",
    "part": "the {0:part} of {1:time}",
    "shift": "{1:amount} {0} {2}",
    "previous": "the time last spoken of: {0:time}",
    "holiday": "{0:name} is {1:time}",
    "week-of": "the week of {0:time}",
    "weekend": "the weekend, seen from {0:time}",
    "weekday": "{0:weekday}: the one {2:side} {3} is {1}",
    "month": "month: {0:time}, the one nearest to {1}",
    "year": "year: {0}, {1:tense} {2}",
    "year-of-document": "year: {0}, the one that the document is about",
    "few": "a few are taken for {0} {1}s",
    "clock": "clock time: {0}",
    "daypart": "the usual hours of the {0:name}",
    "now": "the time of publication",
    "recurrence": "it recurs",
    "duration": "a length of time, {0}",
    "date-stated": "{0} is {1}",
    "date-carried": "date: {0}, from “{1}”",
    "date-of-heading": "date: {0}, from “{1}” above",
    "date-counted": "date: {0}, counted from “{1}”",
    "date-of-equivalent": "date: {0}, from its equivalent “{1}”",
    "date-from-publication": "date: the day of publication, {0}",
    "date-of-event": "date: the day of the event in other sources, {0}",
    "date-after-publication": "date: {0}, the first such hour after publication on {1}",
    "date-before-publication": "date: {0}, the last such hour before publication on {1}",
    "day-rolled": "{0}: the day that agrees with “{1}”",
    "day-after": "{0}: after midnight, behind “{1}”",
    "day-shift": "{0}: “{1}” says the other day",
    "weekday-near-publication": "“{0}”: the one nearest to publication on {1} is {2}",
    "year-near-publication": "“{0}”: the one nearest to publication on {1} is {2}",
    "year-carried": "“{0}”: the year of {1}, last spoken of",
    "from-previous": "“{0}”: reckoned from {1}, last spoken of",
    "reckoned": "“{0}” is {1}",
    "order-assumed": "“{0}”: the day comes {1}",
    "order-settled": "“{0}”: the day comes {1}, as elsewhere in the text",
    "zone-stated": "“{0}” is {1}",
    "zone-by-context": "“{0}”: {2}, so it is {1}",
    "zone-of-equivalent": "“{0}”: only {1} agrees with “{2}”",
    "zone-of-heading": "“{0}” governs it: {1}",
    "zone-carried": "zone: {0}, from “{1}”",
    "zone-of-text": "zone: {0}, the one that the text names",
    "local-time": "“{0}”: {1}, {2} -> {3}",
    "zone-of-place": "zone: {0}, the time at {1}",
    "zone-of-publisher": "zone: {0}, the publisher's",
    "zone-of-settings": "zone: {0}, by the settings",
    "meant-not-literal": "“{0}” claims UTC{1}, but {2} keeps UTC{3} on that day; its clock is meant",
    "letter-agrees": "“{0}” to the letter, UTC{1}: only so it agrees with “{2}”",
    "meridiem-shared": "{0}: as in “{1}”",
    "meridiem-of-equivalent": "{0}: the half of the day that agrees with “{1}”",
    "meridiem-of-daypart": "{0}: “{1}”",
    "meridiem-coming": "{0}: the next such hour after the writing",
    "meridiem-assumed": "{0}: the usual half of the day",
    "to-utc": "{0} in {1} is {2}",
    "comes-twice": "{0} comes twice in {1}: {2} and {3}",
    "skipped": "{0} does not exist in {1}: the clocks go forward over it",
    "ambiguous-abbreviation": "“{0}” may be {1}; nothing settles it",
    "end-of-day": "the end of {0} in UTC-12, the last place where it is that day",
    "midnight-ends-day": "“{0}”: as an end it is the midnight that ends the day",
    "range-over-midnight": "{0}: the range ends on the next day",
    "end-inherits": "{0}: {1} from the start of the range",
    "first-occurrence": "the first after publication on {0} is {1}",
    "first-occurrence-undated": "the day is not known without a date of publication",
    "lost-by-words": "it leaves words out",
    "lost-to-neighbours": "what it takes from beside is read better otherwise",
    "lost-without-company": "it counts only in company",
    "lost-by-weight": "its rules are the less usual ones",
    "lost-by-order": "it is worth as much, and was found later",
    "group": "offered as the same instant as “{0}”",
}


# Arguments that are words of the source though no quotation marks say so.
_NAMED = {
    "zone-by-context": {2},
    "local-time": {1},
    "zone-of-place": {1},
    "date-stated": {0},
    "meridiem-of-daypart": {0},
}
_QUOTED = re.compile(r"“\{(\d)")
# For rules that may know less.
_SHORTER = {"this": "seen from {0:time}"}

_ORDINALS = {"-1": "last", "-2": "last but one", "1": "first", "2": "second", "3": "third"}
_WORDS = {
    "part": {"mid": "middle", "close": "end", "half1": "first half", "half2": "second half"},
    "side": {"before": "on or before"},
    "tense": {"past": "the last before", "future": "the next after", "nearest": "the one nearest to"},
    "weekday": {str(number): name for number, name in enumerate(WEEKDAYS)},
}
_MONTH = re.compile(r"(\d{4})-(\d\d)", re.ASCII)
_WEEK = re.compile(r"(\d{4})-W(\d\d)(-WE)?", re.ASCII)
_SHARE = re.compile(r"(\d{4})-([QH])(\d)", re.ASCII)
_COUNTED = re.compile(r"(\d[\d.]*) ([a-z]+)", re.ASCII)


class _Argument(str):
    """An argument that a sentence may ask for in words: "{0:time}"."""

    __slots__ = ()

    def __format__(self, how: str) -> str:
        match how:
            case "time":
                return _time(self)
            case "amount":
                return _COUNTED.sub(lambda m: m[0] if m[1] == "1" else f"{m[0]}s", _time(self))
            case "ordinal":
                return _ORDINALS.get(self, f"{self.removeprefix('-')}th" + (" last" if self.startswith("-") else ""))
            case "name":
                return self.replace("-", " ")
            case _:
                return _WORDS.get(how, {}).get(self, str(self))


def _time(value: str) -> str:
    """A TIMEX3 value that is no plain date in words.

    >>> _time("2025-08"), _time("2025-W33-WE"), _time("2025-Q2"), _time("2025-08-15")
    ('August 2025', 'the weekend of week 33 of 2025', 'quarter 2 of 2025', '2025-08-15')
    """
    if (month := _MONTH.fullmatch(value)) and 1 <= int(month[2]) <= 12:
        return f"{MONTHS[int(month[2]) - 1]} {month[1]}"
    if week := _WEEK.fullmatch(value):
        return f"{'the weekend of ' if week[3] else ''}week {int(week[2])} of {week[1]}"
    if share := _SHARE.fullmatch(value):
        return f"{'quarter' if share[2] == 'Q' else 'half'} {share[3]} of {share[1]}"
    return value


def sentence(step: Step, shown: bool = True) -> str:
    """A step in words; ``shown`` is false where no word of the source may be.

    >>> sentence(Step("to-utc", ("2025-08-15T11:30", "America/Anchorage", "2025-08-15T19:30Z")))
    '2025-08-15T11:30 in America/Anchorage is 2025-08-15T19:30Z'
    >>> sentence(Step("nth", ("-1", "Friday", "2025-05")))
    'the last Friday of May 2025'
    >>> sentence(Step("zone-stated", ("Moscow time", "Europe/Moscow")), shown=False)
    '“…” is Europe/Moscow'
    """
    for templates in (_SENTENCES, _SHORTER):
        template = templates.get(step.rule)
        if template is not None and template.count("{") <= len(step.arguments):
            hidden = set() if shown else {int(n) for n in _QUOTED.findall(template)} | _NAMED.get(step.rule, set())
            said = ("…" if n in hidden else argument for n, argument in enumerate(step.arguments))
            return template.format(*map(_Argument, said))
    # A store may hold a step of an earlier version.
    name = step.rule.replace("-", " ")
    return f"{name}: {', '.join(step.arguments)}" if step.arguments and shown else name
