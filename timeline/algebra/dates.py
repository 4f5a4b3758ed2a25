"""Dates: where a date expression lies in civil time, seen from the time of writing.

``located`` has one arm for each operator, and each arm writes its own steps.
"""

from __future__ import annotations

from dataclasses import replace
from typing import assert_never

from timeline.algebra.expressions import (
    Clock,
    Counted,
    Date,
    Fields,
    Holiday,
    Last,
    Next,
    Nth,
    Part,
    Previous,
    Shift,
    This,
)
from timeline.algebra.found import Context, Found, written_on
from timeline.algebra.named import named_day, stated_parts
from timeline.algebra.parts import counted, nth, part
from timeline.algebra.reckoned import coming, gone, shifted_by, spoken_of, this


def located(expression: Date, context: Context) -> Found:
    match expression:
        case Fields():
            return stated_parts(expression, context)
        case Holiday():
            return named_day(expression, context)
        case This():
            return this(expression, context)
        case Next():
            return coming(expression, context)
        case Last():
            return gone(expression, context)
        case Nth():
            return nth(expression, located(expression.within, context), context)
        case Counted():
            return counted(expression, located(expression.anchor, context), context)
        case Part():
            return part(expression, located(expression.of, context))
        case Shift():
            anchor = expression.anchor
            if anchor is None or isinstance(anchor, Clock | Previous):
                return shifted_by(expression, None, context)
            return _counted_on(expression, anchor, context) or shifted_by(expression, located(anchor, context), context)
        case Previous():
            return spoken_of(expression, context)
        case _:
            assert_never(expression)


def _counted_on(expression: Shift, anchor: Date, context: Context) -> Found | None:
    """«I'll be back three weeks after Christmas», written in January: of the last one, where that still lies ahead."""
    written, yearly = written_on(context), isinstance(anchor, Holiday | Fields) and anchor.year is None
    if written is None or not yearly or context.tense not in ("future", "coming") or expression.sign < 0:
        return None
    if isinstance(anchor, Fields) and anchor.month is None:
        return None
    found = shifted_by(expression, located(anchor, replace(context, tense="gone")), context)
    return found if found.stretch is not None and found.stretch.start > written else None
