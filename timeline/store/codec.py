"""Values of the model as JSON and back.

A value object is ``{"Name": [fields in order]}`` with trailing defaults left off, so a field added at the end needs no
migration; a date is ``{"d": ...}``, a moment ``{"t": ...}``, a tuple a list.
Parse trees are left out: the steps of a statement tell what a reader wants to know, and reading again gives the tree.
"""

from __future__ import annotations

import dataclasses
import hashlib
import json
from collections.abc import Callable
from datetime import date, datetime
from enum import Enum
from functools import cache
from typing import Any, Final

from timeline import model
from timeline.algebra import expressions

VERSION: Final = 1  # of this form; a change that older programs cannot read raises it

_EMPTY = object()
_PLAIN = frozenset({type(None), bool, int, float, str})


@cache
def _classes() -> dict[str, type]:
    named = [pair for module in (expressions, model) for pair in vars(module).items()]
    return {
        name: value
        for name, value in named
        if isinstance(value, type) and (dataclasses.is_dataclass(value) or issubclass(value, Enum))
    }


@cache
def _defaults(kind: type[Any]) -> tuple[tuple[str, object], ...]:
    """The fields of a value object with their defaults."""
    return tuple(
        (field.name, _EMPTY if field.default is dataclasses.MISSING else field.default)
        for field in dataclasses.fields(kind)
    )


def dumps(value: object) -> str:
    """The value as compact ASCII JSON, the same text for the same value."""
    return json.dumps(encode(value), separators=(",", ":"), ensure_ascii=True)


def digest(text: str) -> str:
    """SHA-256 of a text, in hexadecimal."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


class DamagedError(ValueError):
    """A text that ``dumps`` did not write, or not as it is now."""


def loads(text: str) -> Any:
    """The value that ``dumps`` wrote.  Raises DamagedError for any other text, and says nothing of what is in it."""
    try:
        return decode(json.loads(text))
    except (ValueError, LookupError, TypeError, AttributeError) as error:
        raise DamagedError(type(error).__name__) from None


def number(text: str) -> int:
    """A number in a column of its own.  Raises DamagedError for what is none."""
    try:
        return int(text)
    except ValueError as error:
        raise DamagedError(type(error).__name__) from None


def moment(text: str) -> datetime:
    """A moment in a column of its own.  Raises DamagedError for what is none."""
    try:
        return datetime.fromisoformat(text)
    except ValueError as error:
        raise DamagedError(type(error).__name__) from None


def encode(value: object) -> Any:
    """The value in terms of JSON."""
    kind = value.__class__
    if kind in _PLAIN:
        return value
    if kind is tuple:
        return [encode(part) for part in value]  # type: ignore[attr-defined]  # a tuple is iterable
    if _classes().get(kind.__name__) is kind:
        return {kind.__name__: value.value if isinstance(value, Enum) else _fields(value)}
    if isinstance(value, datetime):
        return {"t": value.isoformat()}
    if isinstance(value, date):
        return {"d": value.isoformat()}
    if isinstance(value, list | frozenset):
        return [encode(part) for part in value]
    raise TypeError(f"no form for {kind.__name__}")


def _fields(value: Any) -> list[Any]:
    known = _defaults(value.__class__)
    parts = [getattr(value, name) for name, _ in known]
    if isinstance(value, model.Reading):
        parts[2], parts[4] = None, ()
    if isinstance(value, model.Origin):
        parts[2] = None  # the file as it is stays on disk
    while parts and parts[-1] == known[len(parts) - 1][1] and type(parts[-1]) is type(known[len(parts) - 1][1]):
        parts.pop()
    return [encode(part) for part in parts]


def decode(found: Any) -> Any:
    """The value of a JSON form that ``encode`` made."""
    if isinstance(found, list):
        return tuple([decode(part) for part in found])
    if not isinstance(found, dict):
        return found
    ((name, content),) = found.items()
    if name == "t":
        return datetime.fromisoformat(content)
    if name == "d":
        return date.fromisoformat(content)
    kind: Callable[..., Any] = _classes()[name]
    if isinstance(content, list):
        return kind(*[decode(part) for part in content])
    return kind(content)
