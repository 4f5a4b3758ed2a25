"""Placing: one behaviour of one operator each, values spelt out."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import pytest

from timeline.algebra.expressions import (
    Amount,
    At,
    Between,
    Clock,
    Date,
    Daypart,
    Every,
    Fields,
    Holiday,
    Last,
    Length,
    Next,
    Nth,
    Part,
    Previous,
    Shift,
    This,
)
from timeline.algebra.place import Context, Placing, place
from timeline.algebra.timex import rrule_text
from timeline.language import load
from timeline.model import Grain, Unplaceable

WRITTEN = Context(datetime(2025, 8, 14, 9, 30), holidays=load("en").holidays)  # a Thursday


def placed(expression: At | Between | Every | Length | Date, context: Context = WRITTEN) -> Placing:
    found = place(expression, context)
    assert isinstance(found, Placing)
    return found


def days(expression: At | Between | Date, context: Context = WRITTEN) -> tuple[object, object]:
    found = placed(expression, context)
    return found.start, found.end


@pytest.mark.parametrize(
    ("expression", "first", "until"),
    [
        (This(Grain.DAY), date(2025, 8, 14), date(2025, 8, 15)),
        (This(Grain.WEEK), date(2025, 8, 11), date(2025, 8, 18)),
        (Next(Grain.MONTH), date(2025, 9, 1), date(2025, 10, 1)),
        (Last(Grain.YEAR), date(2024, 1, 1), date(2025, 1, 1)),
        (Last(Grain.YEAR, 2), date(2023, 1, 1), date(2025, 1, 1)),
        (Next(Fields(weekday=4)), date(2025, 8, 22), date(2025, 8, 23)),
        (This(Fields(weekday=4)), date(2025, 8, 15), date(2025, 8, 16)),
        (Last(Fields(weekday=4)), date(2025, 8, 8), date(2025, 8, 9)),
        (Nth(-1, Fields(weekday=4), Fields(year=2025, month=5)), date(2025, 5, 30), date(2025, 5, 31)),
        (Nth(-1, Grain.DAY, Fields(year=2024, month=2)), date(2024, 2, 29), date(2024, 3, 1)),
        (Nth(1, Grain.MONTH, Fields(year=1998), count=9), date(1998, 1, 1), date(1998, 10, 1)),
        (Part("start", Fields(year=2025, month=6)), date(2025, 6, 1), date(2025, 6, 11)),
        (Shift((Amount(2, Grain.DAY),), -1, Holiday("christmas")), date(2025, 12, 23), date(2025, 12, 24)),
        (Shift((Amount(2, Grain.WEEK),), -1), date(2025, 7, 31), date(2025, 8, 1)),
        (Fields(year=2024, quarter=3), date(2024, 7, 1), date(2024, 10, 1)),
        (Fields(decade=1990), date(1990, 1, 1), date(2000, 1, 1)),
        (Fields(year=2013, week=6), date(2013, 2, 4), date(2013, 2, 11)),
        (Holiday("thanksgiving", 2017), date(2017, 11, 23), date(2017, 11, 24)),
        (Holiday("good-friday", 2025), date(2025, 4, 18), date(2025, 4, 19)),
        (Holiday("eid-al-fitr", 2018), date(2018, 6, 15), date(2018, 6, 16)),
    ],
)
def test_an_operator_is_placed_from_the_day_of_writing(expression: Date, first: date, until: date) -> None:
    assert days(expression) == (first, until)


def test_a_tense_turns_a_weekday() -> None:
    monday = Fields(weekday=0)

    assert days(monday, replace(WRITTEN, tense="past"))[0] == date(2025, 8, 11)
    assert days(monday, replace(WRITTEN, tense="future"))[0] == date(2025, 8, 18)


def test_the_year_that_the_text_governs_wins_over_the_year_of_writing() -> None:
    assert days(Fields(month=9), replace(WRITTEN, year=1939))[0] == date(1939, 9, 1)


def test_the_previous_day_is_reckoned_from_the_time_last_spoken_of() -> None:
    context = replace(WRITTEN, reference=date(1918, 11, 11))

    assert days(Shift((Amount(1, Grain.DAY),), 1, Previous(Grain.DAY)), context)[0] == date(1918, 11, 12)


def test_a_slip_of_the_weekday_beside_a_near_date_stays_a_slip() -> None:
    assert days(Fields(month=8, day=15, weekday=3))[0] == date(2025, 8, 15)


def test_a_quarter_told_before_any_has_gone_is_placed() -> None:
    assert days(Fields(quarter=2), Context(datetime(1, 1, 2), tense="past"))[0] == date(1, 4, 1)


def test_a_range_may_cross_midnight() -> None:
    nine, one = Clock(9, meridiem="pm", style="12h"), Clock(1, meridiem="am", style="12h")

    assert days(Between(At(This(Grain.DAY), nine), At(clock=one))) == (
        datetime(2025, 8, 14, 21),
        datetime(2025, 8, 15, 1),
    )


def test_a_clock_without_a_date_keeps_its_time_of_day() -> None:
    found = placed(At(clock=Clock(3, 30, meridiem="pm", style="12h")))

    assert (found.start, found.clock, found.timex.value) == (None, "15:30", "T15:30")


def test_a_day_part_has_its_letters_in_the_value() -> None:
    assert placed(At(This(Grain.DAY), Daypart("afternoon"))).timex.value == "2025-08-14TAF"


def test_without_a_time_of_writing_a_weekday_stays_open() -> None:
    found = placed(Fields(weekday=4), Context())

    assert (found.start, found.timex.value) == (None, "XXXX-WXX-5")


@pytest.mark.parametrize(
    "expression",
    [Fields(year=2025, month=9, day=31), Shift((Amount(9000, Grain.YEAR),), 1), Fields(year=2025, week=53)],
)
def test_what_cannot_be_is_a_value(expression: Date) -> None:
    assert isinstance(place(expression, WRITTEN), Unplaceable)


@pytest.mark.parametrize(
    ("every", "rule"),
    [
        (Every(Grain.WEEK, 2, weekdays=(1,)), "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU"),
        (Every(Grain.MONTH, weekdays=(3,), ordinal=-1), "FREQ=MONTHLY;BYDAY=-1TH"),
        (Every(Grain.MONTH, days=(15,)), "FREQ=MONTHLY;BYMONTHDAY=15"),
        (Every(Grain.QUARTER), "FREQ=MONTHLY;INTERVAL=3"),
        (Every(Grain.DAY, count=5), "FREQ=DAILY;COUNT=5"),
    ],
)
def test_a_recurrence_becomes_an_rrule(every: Every, rule: str) -> None:
    assert rrule_text(every) == rule
