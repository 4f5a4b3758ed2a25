"""Rules of the chart: patterns over language-free symbols, read from data and expanded once.

A pattern is a row of symbols: ``a|b`` either, ``x?`` optional, ``~x`` needed but outside the mention's span.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from types import MappingProxyType
from typing import Any

from timeline.language import build


@dataclass(frozen=True, slots=True)
class Rule:
    """``gives`` from a row of symbols; ``hidden`` says which of them lie outside the span."""

    name: str
    gives: str
    symbols: tuple[str, ...]
    hidden: tuple[bool, ...]
    make: Callable[..., Any]
    bonus: float
    latent: bool
    strong: bool  # keeps a latent word company


@dataclass(frozen=True, slots=True, eq=False)
class Grammar:
    """Rules by their first symbol and then by their second, and every symbol that a rule wants.

    ``reach`` has the symbols that something beginning with a symbol may become, so that no rule waits for what the next
    token cannot begin.
    """

    starting: Mapping[str, Mapping[str | None, tuple[Rule, ...]]]  # None: a rule of one symbol
    reach: Mapping[str, frozenset[str]]
    symbols: frozenset[str]
    names: frozenset[str]


def grammar(tables: Sequence[Mapping[str, Any]]) -> Grammar:
    """The rules of these tables, each alternative and option written out."""
    starting: dict[str, dict[str | None, list[Rule]]] = {}
    symbols: set[str] = set()
    names: set[str] = set()
    for table in tables:
        make = build.constructor(table["build"])
        names.add(table["id"])
        for pattern in table["patterns"]:
            for row in expand(pattern):
                plain = tuple(symbol.removeprefix("~") for symbol in row)
                rule = Rule(
                    table["id"],
                    table["gives"],
                    plain,
                    tuple(symbol.startswith("~") for symbol in row),
                    make,
                    float(table.get("bonus", 0)),
                    bool(table.get("latent", False)),
                    bool(table.get("strong", False)),
                )
                second = plain[1] if len(plain) > 1 else None
                starting.setdefault(plain[0], {}).setdefault(second, []).append(rule)
                symbols.update(plain)
    return Grammar(
        MappingProxyType(
            {first: {second: tuple(rules) for second, rules in rest.items()} for first, rest in starting.items()}
        ),
        MappingProxyType(_reach(starting)),
        frozenset(symbols),
        frozenset(names),
    )


def _reach(starting: Mapping[str, Mapping[str | None, Sequence[Rule]]]) -> dict[str, frozenset[str]]:
    """For each symbol that begins a rule: itself, and all that rules make of something beginning with it."""
    gives = {first: {rule.gives for rules in rest.values() for rule in rules} for first, rest in starting.items()}
    found: dict[str, frozenset[str]] = {}
    for symbol in starting:
        seen, todo = {symbol}, [symbol]
        while todo:
            new = gives.get(todo.pop(), set()) - seen
            seen |= new
            todo.extend(new)
        found[symbol] = frozenset(seen)
    return found


def expand(pattern: str) -> tuple[tuple[str, ...], ...]:
    """Every plain row of symbols that a pattern stands for.

    >>> expand("the? day|dayord ~of")
    (('day', '~of'), ('dayord', '~of'), ('the', 'day', '~of'), ('the', 'dayord', '~of'))
    """
    choices: list[tuple[tuple[str, ...], ...]] = []
    for part in pattern.split():
        optional = part.endswith("?") and len(part) > 1
        mark = "~" if part.startswith("~") and len(part) > 1 else ""
        options = tuple(
            (mark + option,) for option in part.removesuffix("?" if optional else "").removeprefix(mark).split("|")
        )
        choices.append((((),) if optional else ()) + options)
    rows = (tuple(symbol for option in row for symbol in option) for row in product(*choices))
    return tuple(row for row in rows if row)
