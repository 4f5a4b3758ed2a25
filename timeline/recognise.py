"""Readings: the spans of a document whose words mean a time.  Nothing is placed here.

Islands of tokens come from the lattice and are cut where no rule joins two tokens; their parses come from the chart.
A parse depends on the tokens alone, so it is kept for the next stretch that reads the same.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache

from timeline.algebra.expressions import At, Between, Clock, Every, Fields, Part
from timeline.language import Language, load
from timeline.language.chart import Item, cover, parse
from timeline.language.cuts import stretches
from timeline.language.lattice import LONGEST, island
from timeline.language.leading import compared, led
from timeline.language.rejected import rejected
from timeline.language.scan import triggers
from timeline.language.standing import stands
from timeline.language.tokens import Token, View
from timeline.model import Document, Reading, Rejected, Step, Tree

MOST_PARSES = 50_000  # kept at a time
_BRACKETED = "date-and-time-in-brackets"
_MORE_HOURS = "more-hours"
_COUNTED = re.compile(r"[ ](?!and\b|at\b|from\b|or\b)[a-z]")  # «the first since May», «the second straight day»
_DAY = re.compile(r" (?:day|night|morning|evening)\b")
_COUNTS = frozenset(["on", "of", "the", "last", ","])  # between a clock time and the day that is counted
_SAME_CLAUSE = re.compile(r" [^\W\d_][^.!?;:()\n]{0,70} ")  # between a clock and its day
_OWNER = re.compile(r"['’]s [a-z]")
AHEAD = 8  # tokens behind a place from which one can tell that no mention stands across it


def recognise(document: Document, *, why: bool = False) -> tuple[Reading, ...]:
    """Every stated time of a document, in order; ``why`` adds the parses, and the readings that lost.

    >>> [reading.span for reading in recognise(Document("a", "Come on Friday at 3 pm ET."))]
    [(8, 25)]
    """
    language = load(document.language)
    view = View(document.text, language)
    known = _memory(language)
    found: list[Reading] = []
    done = 0
    for trigger in triggers(view.text, view.folded, language):
        while done <= trigger:
            tokens, done = island(view, trigger, done)
            if not tokens:
                continue
            for row in stretches(tokens, language.grammar) if len(tokens) < LONGEST else (tokens,):
                key = tuple([token.key for token in row])
                plan = known.get(key)
                if plan is None:
                    if len(known) >= MOST_PARSES:
                        known.clear()
                    plan = known[key] = _plan(row, language)
                found += _standing(plan, row, found, view, why=why)
                if plan.rest < len(row):
                    done = row[plan.rest].start
                    break
    return tuple(found)


def _standing(plan: _Plan, tokens: tuple[Token, ...], before: list[Reading], view: View, *, why: bool) -> list[Reading]:
    """The readings of a row that the text around them lets stand."""
    found: list[Reading] = []
    for item in plan.mentions:
        told = found or before
        if item.rule == _MORE_HOURS and not _goes_on(tokens[item.start].start, told):
            continue
        if (named := _before_count(item, tokens, view.text)) is not None:
            found.append(named)
        elif stands(item, tokens, view.text, view.language.sets):
            reading = _reading(item, tokens, view.text, plan.torn)
            reading = _explained(reading, item, tokens, view.language) if why else reading
            found += _apart(reading, item, tokens, told, view.text)
    return found


def _before_count(item: Item, tokens: tuple[Token, ...], text: str) -> Reading | None:
    """The weekday of «on Wednesday, the first trading day of the year», whose first is no day of a month, and the clock
    time of «at 8am on the first day»."""
    if not isinstance(item.value, At):
        return None
    day, words = item.value.date, tokens[item.left : item.right]
    if isinstance(item.value.clock, Clock):
        return _clock_before_count(item.value, words, text)
    if not isinstance(day, Fields) or item.value.clock is not None:
        return None
    if day.weekday is None or day.month is not None or day.day is None or not words[-1].key.isalpha():
        return None
    if words[1].key != "," or _COUNTED.match(text, words[-1].end) is None:
        return None
    return Reading((words[0].start, words[0].end), At(Fields(weekday=day.weekday)))


def _clock_before_count(value: At, words: tuple[Token, ...], text: str) -> Reading | None:
    """The clock time of «at 8am on the first day», «at 9am on the last day», of which no day is told."""
    last = words[-1].start
    if isinstance(value.date, Fields):
        counts = value.date == Fields(day=value.date.day) and words[-1].key.isalpha()
        counts = counts and _DAY.match(text, words[-1].end) is not None
    else:
        counts = text.startswith("day", last) and text.endswith(" the last ", 0, last)
    kept = next((n for n in range(len(words) - 1, 0, -1) if words[n - 1].key not in _COUNTS), 0)
    if not counts or not kept or words[kept - 1].end >= last:
        return None
    return Reading((words[0].start, words[kept - 1].end), replace(value, date=None))


@dataclass(frozen=True, slots=True)
class _Plan:
    """How a row of tokens is read: its mentions, and the token from which the rest is read anew.

    ``torn`` tells that a mention may go on behind that token.
    """

    mentions: tuple[Item, ...]
    rest: int
    torn: bool = False


@cache
def _memory(language: Language) -> dict[tuple[str, ...], _Plan]:
    """The parses of this process so far, a store for each language; a parse depends on the tokens' characters alone."""
    del language
    return {}


def _plan(tokens: tuple[Token, ...], language: Language) -> _Plan:
    """The best cover of a row; of one that is too long or too rich, that of its first part.

    That part ends where no mention stands across, with as many words known behind as a mention has.
    """
    complete = _chart(tokens, language)
    mentions = tuple(cover(complete))
    reached = len(complete) - 1
    if reached == len(tokens) < LONGEST:
        return _Plan(mentions, reached)
    inside = {place for item in mentions for place in range(item.start + 1, item.end)}
    border = next((place for place in range(max(reached - AHEAD, 1), 0, -1) if place not in inside), None)
    if border is None:
        border = mentions[0].end if mentions else reached
    torn = reached - border < AHEAD
    return _Plan(tuple(item for item in mentions if item.end <= border), border, torn)


def _chart(tokens: tuple[Token, ...], language: Language) -> list[list[Item]]:
    return parse([token.row for token in tokens], [token.longer for token in tokens], language.grammar)


def _goes_on(start: int, found: list[Reading]) -> bool:
    """Whether hours stand right behind those of a recurrence: «Mon–Thu 9–12 and 14–16»."""
    before = found[-1].expr if found and start - found[-1].span[1] <= 1 else None
    return isinstance(before, Every) and before.until_clock is not None


def _reading(item: Item, tokens: tuple[Token, ...], text: str, torn: bool) -> Reading:
    end = tokens[item.right - 1].end
    start, expression = led(item.value, text, tokens[item.left].start, end)
    if isinstance(expression, Between) and _OWNER.match(text, end):
        expression = _unbound(expression)
    return Reading((start, end), expression, latent=item.latent, torn=torn)


def _unbound(stated: Between) -> At | Between:
    """«last week» of «since last week's vote»: the vote was then, and what is since has another bound."""
    if stated.start is None or stated.end is None:
        whole = stated.end if stated.start is None else stated.start
        if isinstance(whole, At):
            date = whole.date
            return replace(whole, date=date.of) if isinstance(date, Part) and date.which == "after" else whole
    return stated


def _apart(
    reading: Reading, item: Item, tokens: tuple[Token, ...], found: list[Reading], text: str
) -> tuple[Reading, ...]:
    """«19:00 local time in Doha on 29 November (16:00 GMT)»: the day is the first clock's; and what is compared."""
    pair, named = compared(reading.expr, text, reading.span[0]), tokens[item.left].end
    if pair is not None and item.left + 2 < item.right and text[named : tokens[item.left + 2].start].strip() == "in":
        month = replace(reading, span=(reading.span[0], named), expr=pair[0])
        return month, replace(reading, span=(tokens[item.left + 2].start, reading.span[1]), expr=pair[1])
    whole, inner, before = reading.expr, item.parts[-1] if item.parts else item, found[-1] if found else None
    if before is None or inner.rule != _BRACKETED or not isinstance(whole, At) or whole.zone is None:
        return (reading,)
    between = text[before.span[1] : reading.span[0]]
    if not isinstance(before.expr, At) or before.expr.date is not None or not isinstance(before.expr.clock, Clock):
        return (reading,)
    if not _SAME_CLAUSE.fullmatch(between):
        return (reading,)
    day, _, clock, _ = inner.parts
    return (
        replace(reading, span=(reading.span[0], tokens[day.right - 1].end), expr=At(date=whole.date)),
        replace(
            reading,
            span=(tokens[clock.left].start, tokens[clock.right - 1].end),
            expr=replace(whole, date=None),
        ),
    )


def _explained(reading: Reading, item: Item, tokens: tuple[Token, ...], language: Language) -> Reading:
    """The reading with its parse and its rivals, from the chart that it came from."""
    rivals = tuple(
        Rejected(tree(rival, tokens), Step(reason)) for rival, reason in rejected(item, _chart(tokens, language))
    )
    return replace(reading, tree=tree(item, tokens), rivals=rivals)


def tree(item: Item, tokens: tuple[Token, ...]) -> Tree:
    """The parse as a tree over the text."""
    return Tree(
        item.rule,
        (tokens[item.left].start, tokens[item.right - 1].end),
        tuple(tree(part, tokens) for part in item.parts),
    )
