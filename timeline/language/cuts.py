"""Cuts: where a row of tokens falls into stretches, for no rule joins what stands on either side.

A stretch is read by itself, and known again whatever stands beside it: «of the» before «last year» makes no new row.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from timeline.language.chart import GOAL, MOST_ROWS, Leaves
from timeline.language.rules import Grammar, reach
from timeline.language.tokens import Token


def stretches(tokens: tuple[Token, ...], grammar: Grammar) -> Iterator[tuple[Token, ...]]:
    """The stretches of a row that may hold a mention, in order; a row with forms of several tokens is left whole."""
    for token in tokens:
        if token.longer:
            yield tokens
            return
    known = _known(grammar)
    sides = [known.get(id(token.row)) or _sides(token.row, grammar) for token in tokens]
    begin = 0
    for place in range(1, len(tokens) + 1):
        if place < len(tokens):
            before = sides[place - 1]
            if (before.opens if place - 1 == begin else before.wants) & sides[place].begins:
                continue
        end = place
        while end - begin > 1 and not sides[end - 2].wants_last & sides[end - 1].closes:
            end -= 1  # no rule ends with the last
        if end - begin > 1 or sides[begin].mention:
            yield tokens[begin:end]
        for alone in range(end, place):
            if sides[alone].mention:
                yield tokens[alone : alone + 1]
        begin = place


class _Sides(NamedTuple):
    """What leaves offer their neighbours: sets of symbols that a rule wants behind another, each symbol a bit.

    ``begins`` has what something that begins with the leaves may become, ``closes`` what they may become by themselves;
    ``wants`` what a rule wants behind something that ends with them, ``opens`` the same of rules that begin with them,
    ``wants_last`` the same of what ends a rule.  ``mention`` says that they may be one by themselves.
    """

    leaves: Leaves  # kept, so that nothing else gets their identity
    begins: int = 0
    closes: int = 0
    wants: int = 0
    opens: int = 0
    wants_last: int = 0
    mention: bool = False


def _sides(leaves: Leaves, grammar: Grammar) -> _Sides:
    known, of = _known(grammar), _of_symbols(grammar)
    if len(known) >= MOST_ROWS:
        known.clear()
    begins = closes = wants = opens = wants_last = 0
    mention = False
    for symbol, _, _ in leaves:
        one = of.get(symbol)
        if one is not None:
            begins |= one.begins
            closes |= one.closes
            wants |= one.wants
            opens |= one.opens
            wants_last |= one.wants_last
            mention = mention or one.mention
    known[id(leaves)] = found = _Sides(leaves, begins, closes, wants, opens, wants_last, mention)
    return found


@cache
def _known(grammar: Grammar) -> dict[int, _Sides]:
    """What is known of the leaves met so far, by their identity."""
    del grammar
    return {}


@cache
def _of_symbols(grammar: Grammar) -> dict[str, _Sides]:
    """The sides of each symbol that a leaf may have."""
    bits = {symbol: 1 << nth for nth, symbol in enumerate(sorted(grammar.symbols))}
    next_to: dict[str, set[str]] = {}
    second: dict[str, set[str]] = {}
    final: dict[str, set[str]] = {}
    for rule in grammar.rules:
        for one, other in pairwise(rule.symbols):
            next_to.setdefault(one, set()).add(other)
        if len(rule.symbols) > 1:
            second.setdefault(rule.symbols[0], set()).add(rule.symbols[1])
            final.setdefault(rule.symbols[-2], set()).add(rule.symbols[-1])
    ends = reach(grammar.rules, last=True)

    def mask(symbols: Iterable[str]) -> int:
        return sum({bits.get(symbol, 0) for symbol in symbols})

    def behind(symbols: Iterable[str], wanted: dict[str, set[str]]) -> int:
        return mask({other for symbol in symbols for other in wanted.get(symbol, ())})

    return {
        symbol: _Sides(
            (),
            mask(grammar.reach.get(symbol, {symbol})),
            mask(alone := grammar.alone.get(symbol, {symbol})),
            behind(ends.get(symbol, {symbol}), next_to),
            behind(alone, second),
            behind(ends.get(symbol, {symbol}), final),
            GOAL in alone,
        )
        for symbol in grammar.symbols
    }
