"""How far a candidate is from a time: by the words, commas and clauses between, and on which side it stands."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from timeline.happening.candidates import Candidate
from timeline.happening.sentences import Token
from timeline.happening.words import Lexicon
from timeline.model import Happening

CLAUSE, KNOWN = 6.0, -3.0  # a clause between; a happening that a list knows
REACH = 45  # words looked at on each side of a time
_COMMA, _AND, _RIGHT, _NOMINAL = 4.0, 4.0, 3.0, 2.0
_LABELLED = 6.0  # what stands before the colon is what the time is of
_NAMED = 7.0  # «Supreme Court», «Recovery Center»
_RELATIVE = frozenset(("who", "which"))
_ASIDE = frozenset(("who", "which", "whose", "where", "aged"))  # words that open what stands between two commas


def distance(
    one: Candidate, tokens: Sequence[Token], first: int, last: int, words: Lexicon, beside: Mapping[int, int]
) -> float:
    """How far a candidate is from the time in tokens ``first``..``last``, and how little it looks like a happening.

    ``beside`` are the asides of the sentence, which do not count.
    """
    right = one.first > last
    low, high = (last + 1, one.first) if right else (one.last + 1, first)
    cost = _RIGHT if right and first > 2 else 0.0
    if right and first and tokens[first - 1].text == ":":
        cost += _LABELLED
    cost += CLAUSE * any(opens < one.first and one.last < closes for closes, opens in beside.items())
    for at in _in_the_open(tokens, low, high, beside):
        opening = right and first <= 2 and at == low  # "On Saturday, a climber fell"
        labels = tokens[at].text == ":" and at == first - 1  # "Power cut, Mill Lane: Thursday"
        cost += 0.0 if labels else _toll(tokens[at], words, right=right, opening=opening)
    if one.kinds or one.carrier:
        cost += KNOWN
        if tokens[one.first].capital and _in_name(tokens, one):
            cost += _NAMED
    elif one.nominal and not one.carrier:
        cost += _NOMINAL
    return cost


def asides(tokens: Sequence[Token], first: int, before: Happening | None) -> dict[int, int]:
    """Where what is said besides ends and begins, before a time; ``before`` has the time before it."""
    return _between_commas(tokens, first) | _relative(tokens, first, before) | _during(tokens, first)


def _in_the_open(tokens: Sequence[Token], low: int, high: int, beside: Mapping[int, int]) -> Iterator[int]:
    """The places of a stretch that are in no aside and in no brackets."""
    aside = {n for closes, opens in beside.items() if opens >= low for n in range(opens, closes + 1)}
    depth = 0
    for at in range(low, high):
        if at in aside:
            continue
        if tokens[at].text in "([":
            depth += 1
        elif tokens[at].text in ")]":
            depth = max(0, depth - 1)
        elif not depth:
            yield at


def _toll(token: Token, words: Lexicon, *, right: bool, opening: bool) -> float:
    """What it costs that a token stands between a candidate and its time."""
    if token.text == ";":
        return 2 * CLAUSE
    if token.text in ",–—:":
        return 0.0 if opening else _COMMA
    if not token.word:
        return 0.0
    text = token.text.casefold()
    if text == "and":
        return 1.0 + _AND
    about = right and text in words.particles["about"] and text != "on"
    return 1.0 + CLAUSE if about or text in words.clause else 1.0


def _in_name(tokens: Sequence[Token], one: Candidate) -> bool:
    beside = [tokens[n] for n in (one.first - 1, one.last + 1) if 0 <= n < len(tokens)]
    return any(t.capital for t in beside) and sum(t.capital for t in tokens) * 2 < len(tokens)


def _between_commas(tokens: Sequence[Token], first: int) -> dict[int, int]:
    """Where what stands between two commas ends and begins: «the boy, who was six, died on Monday»."""
    found: dict[int, int] = {}
    commas = [n for n in range(max(0, first - REACH), first) if tokens[n].text == ","]
    for opens, closes in pairwise(commas):
        text = tokens[opens + 1].text
        if any(t.text in ";:" for t in tokens[opens:closes]):
            continue
        age = text.isdigit() and closes == opens + 2
        if text in _ASIDE or age or (text.endswith("ing") and text.islower()):
            found[closes] = opens
    return found


def _relative(tokens: Sequence[Token], first: int, before: Happening | None) -> dict[int, int]:
    """The clause that has the time before: «the driver of a bus which crashed on 1 May was sentenced on Friday»."""
    stated = before.statement if before is not None else None
    if before is None or stated is None:
        return {}
    opens = [n for n in range(first) if tokens[n].text in _RELATIVE and tokens[n].start < before.trigger_span[0]]
    closes = [n for n in range(first) if tokens[n].end <= stated.span[1]]
    return {closes[-1]: opens[-1]} if opens and closes and opens[-1] < closes[-1] else {}


def _during(tokens: Sequence[Token], first: int) -> dict[int, int]:
    """What was being done besides: «fell to his death while climbing to a hut on Saturday»."""
    for at in range(first - 2, max(-1, first - REACH), -1):
        if not tokens[at].word:
            break
        if tokens[at].text == "while" and at and tokens[at + 1].text.endswith("ing"):
            return {first - 1: at}
    return {}
