"""Dotted hours in a sentence: what happens at them tells that they are none of the decimals that look like them."""

from __future__ import annotations

import re

from timeline.language.lexicon import Sets

_BEFORE = 80  # characters of a clause in which something is named that has an hour
_LED = re.compile(r"(\w+)[ ](?:on[ ])?(?:at|from|until|till|by|before|after)[ ]$")
_CLAUSE = re.compile(r"[^.!?;\n]*$")
_WORDS = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_CLOSES = re.compile(
    r"[ \t]*(?:$|[\n,;:!?)–—-](?![\d])|[.](?!\d)|(?:and|but|on|in|with|sharp|at|outside|from|so|when)\b)"
)
_PLACE = re.compile(r"[ ]\([A-Z][^\W\d_]*\)")


def dotted_hour(text: str, at: int, end: int, sets: Sets) -> bool:
    """Whether a dotted number is the hour of what its clause names: «the film starts at 18.00».

    Prices, measures and versions stand so too: the thing named must have an hour, nothing priced may stand beside it,
    and no unit may follow.
    """
    led = _LED.search(text, max(0, at - 24), at)
    if led is None:
        return False
    placed = _PLACE.match(text, end) is not None
    if not placed and _CLOSES.match(text, end) is None:
        return False
    clause = _CLAUSE.search(text, max(0, at - _BEFORE), at)
    words = set(_WORDS.findall(clause[0].casefold())) if clause is not None else set()
    if not sets.priced.isdisjoint(words) or "%" in text[max(0, at - _BEFORE) : at]:
        return False
    leader = led[1].casefold()
    if leader in sets.parting:
        return True
    return not sets.timed.isdisjoint(words) and (placed or leader in sets.beginning or leader in sets.timed)
