"""Dotted hours in a sentence: what happens at them tells that they are none of the decimals that look like them."""

from __future__ import annotations

import re

from timeline.language.lexicon import Sets

_BEFORE = 80  # characters of a clause in which something is named that has an hour
_LED = re.compile(r"((?:\w+[ ]){1,4})(?:at|from|until|till|by|before|after)[ ]$")
_BARE = re.compile(r"(\w+):?[ ]$")
_CLAUSE = re.compile(r"[^.!?;\n]*$")
_WORDS = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_CLOSES = re.compile(r"[ \t]*(?:$|[\n,;:!?)–—-](?!\d)|[.](?!\d)|([^\W\d_]+))")
_TRAVELS = re.compile(r"\b(?:from|for|to|in)[ ][A-Z]")
_PLACE = re.compile(r"[ ]\([A-Z][^\W\d_]*\)")


def dotted_hour(text: str, at: int, end: int, sets: Sets) -> bool:
    """Whether a dotted number is the hour of what its clause names: «the film starts at 18.00».

    Prices, measures and versions stand so too: the thing named must have an hour, nothing priced may stand beside it,
    and no unit may follow.
    """
    hour, minute = text[at:end].split(".")
    if hour in ("0", "24"):
        return False
    led = _LED.search(text, max(0, at - _BEFORE), at)
    opens = _BARE.search(text, max(0, at - _BEFORE // 4), at) if led is None else None
    if opens is not None and opens[1].casefold() in sets.opening:  # «doors 7.00»
        closed = _CLOSES.match(text, end)
        return closed is not None and (closed[1] is None or closed[1].casefold() in sets.behind_hour | sets.timed)
    if led is None or "%" in text[max(0, at - _BEFORE) : at]:
        return False
    placed = _PLACE.match(text, end) is not None
    closed = _CLOSES.match(text, end)
    if not placed and (closed is None or (closed[1] is not None and closed[1].casefold() not in sets.behind_hour)):
        return False
    words = _clause(text, at)
    if not sets.priced.isdisjoint(words) or not sets.traded.isdisjoint(words):
        return False
    *apart, leader = led[1].casefold().split()
    if leader in sets.parting:
        return True
    moved = not (sets.parting | sets.parted).isdisjoint((leader, *apart))
    if int(minute) % 5 and not moved:
        return False  # but a train leaves at 7.14
    if moved and _TRAVELS.search(led[1]) is not None:
        return True  # «return from Whitby at 16.30»
    told = placed or moved or leader in sets.beginning or leader in sets.timed
    return told and not sets.timed.isdisjoint(words)


def is_price(text: str, at: int, sets: Sets) -> bool:
    """Whether a dotted number is told of something that is traded: «the yuan opened at 7.14 today»."""
    return not sets.traded.isdisjoint(_clause(text, at))


def _clause(text: str, at: int) -> frozenset[str]:
    """The words of a clause before a place of it."""
    clause = _CLAUSE.search(text, max(0, at - _BEFORE), at)
    return frozenset(_WORDS.findall(clause[0].casefold())) if clause is not None else frozenset()
