"""The chart: every reading of a row of tokens, bottom-up, and the best cover of the row by mentions.

A leaf or a rule's result is an item (symbol, value) over tokens; an edge is rules that still wait for symbols.
Nothing here knows a language or a text.
Items and edges of one row are capped, so that no text makes it slow.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from timeline.language.rules import Grammar, Rule

MOST_ITEMS = 2500  # one row's cap on items and edges
MOST_RIVALS = 4  # values kept for one symbol over the same tokens

_NONE: Mapping[str | None, tuple[Rule, ...]] = {}


@dataclass(slots=True)  # never changed; not frozen, for that makes them three times as slow to make
class Item:
    """A symbol over tokens ``start`` to ``end`` with its value; ``left`` to ``right`` is what lies inside its span."""

    symbol: str
    value: Any
    start: int
    end: int
    left: int
    right: int
    score: float
    rule: str
    parts: tuple[Item, ...] = ()
    latent: bool = False
    company: int = 0  # leaves that are no connectors, hidden ones included


Edge = tuple[Sequence[Rule], tuple[Item, ...], int]  # rules, their first parts as found, where they start
Leaves = Sequence[tuple[str, Any, bool]]  # symbol, value, latent


def parse(rows: Sequence[Leaves], longer: Sequence[Sequence[tuple[int, Leaves]]], grammar: Grammar) -> list[list[Item]]:
    """The items that end at each token border; the row is read up to there only where the cap is reached before.

    ``rows`` has the leaves of each token, ``longer`` the leaves that span several tokens from there.
    """
    count = len(rows)
    wide: list[list[Item]] = [[] for _ in range(count + 1)]
    for start, forms in enumerate(longer):
        for size, leaves in forms:
            if start + size <= count:
                end = start + size
                wide[end].extend(
                    Item(symbol, value, start, end, start, end, 0.0, symbol, (), latent, 0 if value is None else 1)
                    for symbol, value, latent in leaves
                )
    waiting: list[dict[str, list[Edge]]] = [{} for _ in range(count + 1)]
    complete: list[list[Item]] = [[] for _ in range(count + 1)]
    budget = MOST_ITEMS
    starting, ahead = grammar.starting, _ahead(rows, longer, grammar)
    for end in range(1, count + 1):
        agenda = [
            Item(symbol, value, end - 1, end, end - 1, end, 0.0, symbol, (), latent, 0 if value is None else 1)
            for symbol, value, latent in rows[end - 1]
        ]
        agenda.extend(wide[end])
        known: dict[tuple[str, int], list[Any]] = {}
        while agenda:
            item = agenda.pop()
            values = known.setdefault((item.symbol, item.start), [])
            same = (item.value, item.left, item.right, item.latent)
            if same in values or len(values) >= MOST_RIVALS:
                continue
            values.append(same)
            complete[end].append(item)
            budget -= 1
            if budget <= 0:
                return complete[: max(end, 2)]
            for begun, found, start in waiting[item.start].get(item.symbol, ()):
                parts = (*found, item)
                size = len(parts)
                for rule in begun:
                    if len(rule.symbols) == size:
                        budget -= 1
                        _complete(rule, parts, start, end, agenda)
                    elif (wanted := rule.symbols[size]) in ahead[end]:
                        budget -= 1
                        waiting[end].setdefault(wanted, []).append(((rule,), parts, start))
            for second, rules in starting.get(item.symbol, _NONE).items():
                if second is None:
                    budget -= len(rules)
                    for rule in rules:
                        _complete(rule, (item,), item.start, end, agenda)
                elif second in ahead[end]:
                    budget -= len(rules)
                    waiting[end].setdefault(second, []).append((rules, (item,), item.start))
    return complete


def _ahead(
    rows: Sequence[Leaves], longer: Sequence[Sequence[tuple[int, Leaves]]], grammar: Grammar
) -> list[frozenset[str]]:
    """The symbols that may begin at each token border; none at the last."""
    found = []
    for row, forms in zip(rows, longer, strict=True):
        symbols = [leaf[0] for leaf in row]
        for _, leaves in forms:
            symbols += [leaf[0] for leaf in leaves]
        found.append(_reachable(grammar, tuple(symbols)))
    return [*found, frozenset()]


@lru_cache(maxsize=4096)
def _reachable(grammar: Grammar, symbols: tuple[str, ...]) -> frozenset[str]:
    """The symbols, and all that something beginning with one of them may become."""
    return frozenset(symbols).union(*[grammar.reach[symbol] for symbol in symbols if symbol in grammar.reach])


def _complete(rule: Rule, parts: tuple[Item, ...], start: int, end: int, agenda: list[Item]) -> None:
    """Put what a rule makes of its parts on the agenda, if it makes something."""
    made = rule.make(*[part.value for part in parts if part.value is not None])
    if made is None:
        return
    if len(parts) == 1:
        part = parts[0]
        latent = rule.latent or (not rule.strong and part.latent and part.value is not None)
        score, company = part.score + rule.bonus, part.company
        agenda.append(
            Item(rule.gives, made, start, end, part.left, part.right, score, rule.name, parts, latent, company)
        )
        return
    shown = [part for part, hidden in zip(parts, rule.hidden, strict=True) if not hidden]
    agenda.append(
        Item(
            rule.gives,
            made,
            start,
            end,
            shown[0].left,
            shown[-1].right,
            sum([part.score for part in parts]) + rule.bonus,
            rule.name,
            parts,
            rule.latent or (not rule.strong and _all_latent(parts)),
            sum([part.company for part in parts]),
        )
    )


def _all_latent(parts: tuple[Item, ...]) -> bool:
    """Whether every part that carries a value counts only in company, and no two keep each other company."""
    valued = [part for part in parts if part.value is not None]
    return len(valued) == 1 and valued[0].latent


def cover(complete: Sequence[Sequence[Item]], goal: str = "mention") -> list[Item]:
    """The items of the goal symbol that cover a row best: most tokens, then fewest mentions, then the rules' bonus."""
    count = len(complete) - 1
    best: list[tuple[float, Item | None, int]] = [(0.0, None, 0)]
    for end in range(1, count + 1):
        choice: tuple[float, Item | None, int] = (best[end - 1][0], None, end - 1)
        for item in complete[end]:
            if item.symbol != goal:
                continue
            gain = best[item.start][0] + worth(item)
            if gain > choice[0]:
                choice = (gain, item, item.start)
        best.append(choice)
    found: list[Item] = []
    at = count
    while at > 0:
        _, chosen, before = best[at]
        if chosen is not None:
            found.append(chosen)
        at = before
    return found[::-1]


def worth(item: Item) -> float:
    """How much a mention is worth in a cover."""
    return (
        3.0 * (item.right - item.left)
        + 1.0 * (item.end - item.start - item.right + item.left)
        - 1.5
        + item.score
        - (1.0 if item.latent else 0.0)
    )
