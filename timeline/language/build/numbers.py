"""Numbers and amounts of time."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

from timeline.algebra.expressions import Amount
from timeline.model import Grain


def value(*values: Any) -> Any:
    return values[-1] if values else None


def add(*values: float) -> float:
    return sum(values)


def times(*values: float) -> float:
    product = 1.0
    for factor in values:
        product *= factor
    return product


def times_sum(*values: float) -> float:
    """«twenty two hundred»: all before the last is added up and multiplied by it."""
    return sum(values[:-1]) * values[-1]


def counted(n: float | None, unit: tuple[int, Grain]) -> Amount:
    count, grain = unit
    return Amount(None if n is None else n * count, grain)


def same_number(words: float, figures: int) -> float | None:
    """«ten (10)», as contracts write it."""
    return words if words == figures else None


def amount(*values: Any) -> Amount:
    """A number and a unit; a unit with no number is one of it («an hour»)."""
    *numbers, unit = values
    return counted(numbers[0] if numbers else 1, unit)


def amount_between(low: float, high: float, unit: tuple[int, Grain]) -> Amount | None:
    """«two to three weeks»: the shorter, which is sure, and which TimeBank takes."""
    return counted(low, unit) if low < high else None


def few_amount(*values: Any) -> Amount:
    return counted(None, next(unit for unit in values if isinstance(unit, tuple)))


def amount_plus(literal: tuple[float, ...], *values: Any) -> Amount:
    """«two and a half hours»; the literal is in hundredths."""
    numbers = [v for v in values if isinstance(v, int | float)]
    unit = next(v for v in values if isinstance(v, tuple))
    return counted((numbers[0] if numbers else 1) + literal[0] / 100, unit)


def amount_of(literal: tuple[float, ...], *values: Any) -> Amount:
    """«half an hour»: hundredths of a unit."""
    return counted(literal[0] / 100, values[-1])


def amounts(*values: Any) -> tuple[Amount, ...] | None:
    found: list[Amount] = []
    for part in values:
        found.extend(part if isinstance(part, tuple) else (part,))
    if len(found) > 1 and any(a.unit.rank <= b.unit.rank for a, b in pairwise(found)):
        return None
    return tuple(found)
