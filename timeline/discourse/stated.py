"""Sorts of stated dates, told from their expressions alone: «Thursday», «12 June», «an hour later», «last Tuesday»."""

from __future__ import annotations

from dataclasses import replace

from timeline.algebra.expressions import Amount, Date, Fields, Last, Next, Nth, Part, Previous, Shift, This
from timeline.model import Grain

_SAME_DAY, _THIS_YEAR = Previous(Grain.DAY), This(Grain.YEAR)
_THE_QUARTER = (Previous(Grain.QUARTER), Last(Grain.QUARTER))


def bare_weekday(stated: object) -> bool:
    """«Thursday», «later Thursday»."""
    if isinstance(stated, Part):
        stated = stated.of
    return isinstance(stated, Fields) and stated.weekday is not None and stated.month is None and stated.day is None


def hours_on(stated: object) -> bool:
    """«40 minutes later», «an hour earlier»."""
    return (
        isinstance(stated, Shift)
        and isinstance(stated.anchor, Previous)
        and stated.amounts[-1].unit.rank < Grain.DAY.rank
    )


def of_these_days(stated: object, words: str) -> bool:
    """«last Tuesday», «this week»: counted from the day of writing, whatever years the text tells of besides."""
    if isinstance(stated, Shift):
        stated = stated.anchor
    elif words.casefold().startswith("the "):
        return False
    if not isinstance(stated, This | Last | Next):
        return False
    if not isinstance(stated, This) and (stated.count != 1 or stated.spoken):
        return False
    named = isinstance(stated.of, Fields) and (stated.of.month is not None or stated.of.season is not None)
    return stated.of is Grain.WEEK or bare_weekday(stated.of) or (named and isinstance(stated, Last))


def points_from_now(stated: object, words: str) -> bool:
    """«today», «a month ago», «last night»."""
    if isinstance(stated, Shift):
        return stated.anchor is None and not stated.limit
    return isinstance(stated, This | Last) and not words.casefold().startswith("the ")


def to_the_day(stated: object) -> bool:
    """«that day», «later in the day», «the next day», «three hours later»."""
    if isinstance(stated, Part):
        stated = stated.of
    if isinstance(stated, Shift):
        to_the_day = stated.amounts[-1].unit.rank <= Grain.DAY.rank
        return to_the_day and isinstance(stated.anchor, Previous) and stated.anchor.grain in (None, Grain.DAY)
    return stated == _SAME_DAY


def has_day(stated: object) -> bool:
    return isinstance(stated, Fields) and stated.month is not None and stated.day is not None


def yearless(stated: object) -> bool:
    """«12 June», «Friday, 12 June»."""
    return isinstance(stated, Fields) and has_day(stated) and stated.year is None


def lacks_year(stated: object) -> bool:
    """«May», «12 June», «late April», «the second week of April»."""
    while isinstance(stated, Part | Nth):
        stated = stated.within if isinstance(stated, Nth) else stated.of
    return isinstance(stated, Fields) and stated.month is not None and stated.year is None


def tells_of_quarter(stated: object) -> bool:
    """«the third quarter», «the latest quarter», «this year's third quarter»."""
    if isinstance(stated, Nth):
        return stated.of is Grain.QUARTER and stated.within == _THIS_YEAR
    if isinstance(stated, Fields):
        return stated.quarter is not None and stated.year is None
    return stated in _THE_QUARTER


def is_quarter(stated: object) -> bool:
    """«the quarter», «the latest quarter»."""
    return stated in _THE_QUARTER


def takes_year(stated: Date) -> bool:
    """Whether a range's end takes its year from the start."""
    fields = stated.of if isinstance(stated, Part) else stated
    return isinstance(fields, Fields) and fields.year is None


def in_era(stated: Date, year: int) -> Date:
    """A date told of in a year before our era, with that year: «in spring», «the following year», «14 years later»."""
    match stated:
        case Fields(year=None) if stated.month is not None or stated.season is not None:
            return replace(stated, year=year)
        case Part():
            return replace(stated, of=in_era(stated.of, year))
        case Previous(grain=Grain.YEAR) | This(of=Grain.YEAR):
            return Fields(year=year)
        case Shift(amounts=(Amount(n=float() | int() as n, unit=Grain.YEAR),), anchor=Previous()):
            return Fields(year=min(year + stated.sign * int(n), 0))
    return stated
