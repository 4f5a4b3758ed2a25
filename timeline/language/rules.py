"""Rules of the chart: patterns over language-free symbols, read from data and expanded once.

A pattern is a row of symbols: ``a|b`` either, ``x?`` optional, ``~x`` needed but outside the mention's span.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Any

from timeline.language import build


@dataclass(frozen=True, slots=True, eq=False)
class Rule:
    """``gives`` from a row of symbols, whose ``first`` and ``last`` bound its span; others lie outside."""

    name: str
    gives: str
    symbols: tuple[str, ...]
    first: int
    last: int
    make: Callable[..., Any]
    bonus: float
    latent: bool
    strong: bool  # keeps a latent word company


@dataclass(slots=True, eq=False)
class Branch:
    """The rules that have their first ``depth`` symbols in common; the tree is worked out as far as somebody asks."""

    rules: Sequence[Rule]
    depth: int = 0
    _done: list[Rule] | None = None
    _after: Mapping[str, Branch] | None = None

    @property
    def done(self) -> list[Rule]:
        """Those that want no more."""
        if self._done is None:
            self._done = [rule for rule in self.rules if len(rule.symbols) == self.depth]
        return self._done

    @property
    def after(self) -> Mapping[str, Branch]:
        """The others by what they want next."""
        if self._after is None:
            after: dict[str, list[Rule]] = {}
            for rule in self.rules:
                if len(rule.symbols) > self.depth:
                    after.setdefault(rule.symbols[self.depth], []).append(rule)
            self._after = {symbol: Branch(rest, self.depth + 1) for symbol, rest in after.items()}
        return self._after


@dataclass(frozen=True, slots=True, eq=False)
class Grammar:
    """Rules as a tree over their symbols, and every symbol that a rule wants.

    ``reach`` has the symbols that something beginning with a symbol may become, so that no rule waits for what the next
    token cannot begin; ``alone`` those that it may become by itself, so that nothing is made that no rule waits for.
    """

    rules: Sequence[Rule]
    starting: Mapping[str, Branch]
    reach: Mapping[str, frozenset[str]]
    alone: Mapping[str, frozenset[str]]
    symbols: frozenset[str]
    names: frozenset[str]


def grammar(tables: Sequence[Mapping[str, Any]]) -> Grammar:
    """The rules of these tables, each alternative and option written out."""
    rules: list[Rule] = []
    names: set[str] = set()
    for table in tables:
        make = build.constructor(table["build"])
        names.add(table["id"])
        for pattern in table["patterns"]:
            for row in expand(pattern):
                shown = [place for place, symbol in enumerate(row) if not symbol.startswith("~")]
                rules.append(
                    Rule(
                        table["id"],
                        table["gives"],
                        tuple(symbol.removeprefix("~") for symbol in row),
                        shown[0],
                        shown[-1],
                        make,
                        float(table.get("bonus", 0)),
                        bool(table.get("latent", False)),
                        bool(table.get("strong", False)),
                    )
                )
    return Grammar(
        rules,
        Branch(rules).after,
        reach(rules),
        reach([rule for rule in rules if len(rule.symbols) == 1]),
        frozenset(symbol for rule in rules for symbol in rule.symbols),
        frozenset(names),
    )


def reach(rules: Sequence[Rule], *, last: bool = False) -> dict[str, frozenset[str]]:
    """For each symbol that begins one of these rules: itself, and all that they make of something beginning with it.

    With ``last`` the same of symbols that end one, and of something ending with them.
    """
    gives: dict[str, set[str]] = {}
    for rule in rules:
        gives.setdefault(rule.symbols[-1 if last else 0], set()).add(rule.gives)
    found: dict[str, frozenset[str]] = {}
    for symbol in gives:
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
