"""The chart: every reading of a row of tokens, bottom-up, and the best cover of the row by mentions.

A leaf or a rule's result is an item (symbol, value) over tokens; an edge is rules that still wait for symbols.
Nothing here knows a language or a text.
Items and edges of one row are capped, so that no text makes it slow.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from timeline.language.rules import Branch, Grammar, Rule

MOST_ITEMS = 2500  # one row's cap on items and edges
MOST_RIVALS = 4  # values kept for one symbol over the same tokens
MOST_ROWS = 10_000  # rows of leaves whose seeds are kept at a time
GOAL = "mention"


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
    seed: _Seed | None = None


Edge = tuple[Branch, tuple[Item, ...]]  # rules that still wait, and their first parts as found
Leaves = Sequence[tuple[str, Any, bool]]  # symbol, value, latent


def parse(rows: Sequence[Leaves], longer: Sequence[Sequence[tuple[int, Leaves]]], grammar: Grammar) -> list[list[Item]]:
    """The items that end at each token border; the row is read up to there only where the cap is reached before.

    ``rows`` has the leaves of each token, ``longer`` the leaves that span several tokens from there.
    An item is made only if it, or what rules of one symbol make of it, is a mention, or is waited for before it, or
    begins a rule that may go on behind it.
    """
    seeds, borders = _sown(rows, longer, grammar)
    waiting: list[dict[str, list[Edge]]] = [{} for _ in borders]
    complete: list[list[Item]] = [[]]
    left = MOST_ITEMS
    for end in range(1, len(borders)):
        complete.append([])
        rest = _fill(complete[end], end, seeds[end], borders[end], waiting, left)
        if rest is None:
            return complete[: max(end, 2)]
        left = rest
    return complete


def _fill(
    complete: list[Item],
    end: int,
    seeds: Sequence[tuple[int, _Seed]],
    border: _Border,
    waiting: list[dict[str, list[Edge]]],
    left: int,
) -> int | None:
    """Find the items that end at a border; what is left of the cap on items and edges, None where it is reached."""
    agenda: list[Item] = []
    for start, seed in seeds:
        idle = border.idle(seed.symbol)
        if idle is None or not waiting[start].keys().isdisjoint(idle):
            agenda.append(_planted(seed, (), start, end))
    edges = waiting[end]
    starting = border.grammar.starting
    known: dict[tuple[str, int], list[Item]] = {}
    while agenda:
        item = agenda.pop()
        symbol, start = item.symbol, item.start
        rivals = known.get((symbol, start))
        if rivals is None:
            known[symbol, start] = [item]
        elif len(rivals) >= MOST_RIVALS or _repeats(item, rivals):
            continue
        else:
            rivals.append(item)
        complete.append(item)
        left -= 1
        if left <= 0:
            return None
        begun = starting.get(symbol)
        waited = waiting[start].get(symbol, ())
        for branch, found in waited if begun is None else (*waited, (begun, ())):
            parts = (*found, item)
            ways = border.ways(branch)
            left -= ways.count
            for wanted, rest in ways.on:
                edges.setdefault(wanted, []).append((rest, parts))
            for rule, idle in ways.done:
                if idle is None or not waiting[parts[0].start].keys().isdisjoint(idle):
                    made = _made(rule, parts, end)
                    if made is not None:
                        agenda.append(made)
    return left


def _repeats(item: Item, rivals: list[Item]) -> bool:
    """Whether an item says what one of its rivals says already."""
    same = (item.left, item.right, item.latent, item.value)
    return any((rival.left, rival.right, rival.latent, rival.value) == same for rival in rivals)


@dataclass(frozen=True, slots=True, eq=False)
class _Ways:
    """How the rules of a branch may go on at a border: by waiting, or by making something.

    With what they make stands what it may become, if that matters only where it is waited for.
    """

    count: int  # of the rules
    on: tuple[tuple[str, Branch], ...]
    done: tuple[tuple[Rule, frozenset[str] | None], ...]


@dataclass(slots=True, eq=False)
class _Border:
    """The symbols that may begin at a token border; what follows from them is worked out once for all such borders."""

    grammar: Grammar
    symbols: frozenset[str]
    _ways: dict[Branch, _Ways] = field(default_factory=dict)
    _idle: dict[str, frozenset[str] | None] = field(default_factory=dict)

    def ways(self, branch: Branch) -> _Ways:
        found = self._ways.get(branch)
        if found is None:
            after = branch.after if self.symbols else {}  # nothing begins at the end of a row
            on = tuple([(symbol, rest) for symbol, rest in after.items() if symbol in self.symbols])
            done = tuple([(rule, self.idle(rule.gives)) for rule in branch.done])
            count = len(done) + sum([len(rest.rules) for _, rest in on])
            found = self._ways[branch] = _Ways(count, on, done)
        return found

    def idle(self, symbol: str) -> frozenset[str] | None:
        """All that something with this symbol may become by itself, if none of that goes on or is a mention."""
        if symbol not in self._idle:
            become = self.grammar.alone.get(symbol, frozenset([symbol]))
            self._idle[symbol] = None if GOAL in become or any(map(self._goes_on, become)) else become
        return self._idle[symbol]

    def _goes_on(self, symbol: str) -> bool:
        """Whether a rule that begins with a symbol may want more here."""
        branch = self.grammar.starting.get(symbol) if self.symbols else None
        return branch is not None and not self.symbols.isdisjoint(branch.after)


@lru_cache(maxsize=4096)
def _border(grammar: Grammar, symbols: tuple[str, ...]) -> _Border:
    """The border at which these symbols begin, and all that something beginning with one of them may become."""
    reach = [grammar.reach[symbol] for symbol in symbols if symbol in grammar.reach]
    return _Border(grammar, frozenset(symbols).union(*reach))


@dataclass(slots=True, eq=False)
class _Seed:
    """A leaf, or what a rule of one symbol makes of one, which is the same wherever the leaf stands.

    ``shoots`` has what such rules make of it in turn, as far as somebody has asked.
    """

    symbol: str
    value: Any
    score: float
    rule: str
    latent: bool
    company: int
    shoots: dict[Rule, _Seed | None] = field(default_factory=dict)


def _sown(
    rows: Sequence[Leaves], longer: Sequence[Sequence[tuple[int, Leaves]]], grammar: Grammar
) -> tuple[list[list[tuple[int, _Seed]]], list[_Border]]:
    """The seeds that end at each token border, with where they begin, and the borders; nothing begins at the last."""
    count = len(rows)
    seeds: list[list[tuple[int, _Seed]]] = [[] for _ in range(count + 1)]
    borders = []
    for start, (row, forms) in enumerate(zip(rows, longer, strict=True)):
        symbols = [leaf[0] for leaf in row]
        seeds[start + 1] = [(start, seed) for seed in _seeds(row)] + seeds[start + 1]
        for size, leaves in forms:
            symbols += [leaf[0] for leaf in leaves]
            if start + size <= count:
                seeds[start + size] += [(start, seed) for seed in _seeds(leaves)]
        borders.append(_border(grammar, tuple(symbols)))
    return seeds, [*borders, _border(grammar, ())]


def _seeds(leaves: Leaves) -> tuple[_Seed, ...]:
    """The seeds of a row of leaves.

    Most words have the same row wherever they stand, and it is known by its identity: to look it up by its values would
    cost half as much as to parse it.
    """
    found = _KNOWN.get(id(leaves))
    if found is None:
        if len(_KNOWN) >= MOST_ROWS:
            _KNOWN.clear()
        seeds = tuple(
            [_Seed(symbol, value, 0.0, symbol, latent, 0 if value is None else 1) for symbol, value, latent in leaves]
        )
        found = _KNOWN[id(leaves)] = leaves, seeds  # the row is kept, and so its identity is
    return found[1]


_KNOWN: dict[int, tuple[Leaves, tuple[_Seed, ...]]] = {}


def _shoot(seed: _Seed, rule: Rule) -> _Seed | None:
    """What a rule of one symbol makes of a seed."""
    if rule not in seed.shoots:
        made = rule.make() if seed.value is None else rule.make(seed.value)
        latent = rule.latent or (seed.latent and not rule.strong and seed.value is not None)
        seed.shoots[rule] = (
            None if made is None else _Seed(rule.gives, made, seed.score + rule.bonus, rule.name, latent, seed.company)
        )
    return seed.shoots[rule]


def _planted(seed: _Seed, parts: tuple[Item, ...], start: int, end: int) -> Item:
    return Item(
        seed.symbol, seed.value, start, end, start, end, seed.score, seed.rule, parts, seed.latent, seed.company, seed
    )


def _made(rule: Rule, parts: tuple[Item, ...], end: int) -> Item | None:
    """What a rule makes of its parts, if it makes something.

    It counts only in company where a single part carries a value and counts only in company.
    """
    first = parts[0]
    if len(parts) == 1 and first.seed is not None:
        shoot = _shoot(first.seed, rule)
        return None if shoot is None else _planted(shoot, parts, first.start, end)
    values = []
    score, company, latent = 0.0, 0, False
    for part in parts:
        score += part.score
        company += part.company
        if part.value is not None:
            values.append(part.value)
            latent = part.latent
    made = rule.make(*values)
    if made is None:
        return None
    return Item(
        rule.gives,
        made,
        first.start,
        end,
        parts[rule.first].left,
        parts[rule.last].right,
        score + rule.bonus,
        rule.name,
        parts,
        rule.latent or (latent and len(values) == 1 and not rule.strong),
        company,
    )


def cover(complete: Sequence[Sequence[Item]], goal: str = GOAL) -> list[Item]:
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
