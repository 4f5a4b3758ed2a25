"""Constructors: what a rule makes of the values of its symbols.  A pattern in data may name only these.

Each takes the values in order (symbols that only connect carry none) and gives a value, or None where the words do
not fit together ("32 January").
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from timeline.language.build import clocks, dates, mentions, numbers, parts, ranges, recurrences, relative

Constructor = Callable[..., Any]


def constructor(written: str) -> Constructor:
    """The constructor that data name, with its literal arguments bound: "shift -1"."""
    name, *arguments = written.split()
    made = CONSTRUCTORS[name]
    if not arguments:
        return made
    return partial(made, tuple(_literal(argument) for argument in arguments))


def _literal(text: str) -> int | str:
    return int(text) if text.lstrip("+-").isdigit() else text


CONSTRUCTORS: dict[str, Constructor] = {
    name.rstrip("_"): made
    for module in (numbers, dates, relative, parts, clocks, mentions, ranges, recurrences)
    for name, made in vars(module).items()
    if callable(made) and not name.startswith("_") and getattr(made, "__module__", None) == module.__name__
}
