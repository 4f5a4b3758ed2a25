"""The stretch of time that a drawing shows."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.rulers.window import Window, around, beside, between, compact, midnight, parsed


def moment(text: str) -> datetime:
    return datetime.fromisoformat(text).astimezone(UTC)


@pytest.mark.parametrize(
    ("day", "zone", "begins"),
    [
        (date(2025, 8, 15), "America/Anchorage", "2025-08-15T08:00Z"),
        (date(2025, 8, 15), "Asia/Kathmandu", "2025-08-14T18:15Z"),
        (date(2025, 8, 15), "UTC", "2025-08-15T00:00Z"),
        (date(2025, 9, 7), "America/Santiago", "2025-09-07T04:00Z"),  # midnight does not exist: the day begins at 01:00
        (date(2025, 4, 6), "America/Santiago", "2025-04-06T04:00Z"),  # 23:00 comes twice the evening before
        (date(2025, 11, 2), "America/Havana", "2025-11-02T04:00Z"),  # midnight comes twice: the day begins at the first
        (date(2011, 12, 30), "Pacific/Apia", "2011-12-30T10:00Z"),  # the day that was left out
        (date(2011, 12, 31), "Pacific/Apia", "2011-12-30T10:00Z"),
    ],
)
def test_a_day_begins_where_its_zone_says(day: date, zone: str, begins: str) -> None:
    assert midnight(day, zone) == moment(begins)


@pytest.mark.parametrize(
    ("day", "zone", "hours"),
    [
        (date(2025, 3, 30), "Europe/London", 23),
        (date(2025, 10, 26), "Europe/London", 25),
        (date(2025, 10, 5), "Australia/Lord_Howe", 23.5),
        (date(2025, 8, 15), "Europe/London", 24),
    ],
)
def test_a_day_is_as_long_as_the_clocks_make_it(day: date, zone: str, hours: float) -> None:
    assert around(day, "day", zone).length == timedelta(hours=hours)


def test_a_week_begins_on_monday_and_a_month_on_its_first() -> None:
    assert around(date(2025, 8, 15), "week", "UTC") == Window(moment("2025-08-11T00:00Z"), moment("2025-08-18T00:00Z"))
    assert around(date(2025, 8, 15), "month", "UTC") == Window(moment("2025-08-01T00:00Z"), moment("2025-09-01T00:00Z"))


@pytest.mark.parametrize(
    ("day", "view", "steps", "there"),
    [
        (date(2025, 1, 31), "month", 1, date(2025, 2, 1)),
        (date(2025, 1, 31), "month", -1, date(2024, 12, 1)),
        (date(2025, 8, 15), "week", -1, date(2025, 8, 8)),
        (date(2025, 12, 31), "day", 1, date(2026, 1, 1)),
    ],
)
def test_the_neighbour_of_a_day_a_week_a_month(day: date, view: str, steps: int, there: date) -> None:
    assert beside(day, view, steps) == there


def test_zooming_keeps_the_point_under_the_pointer() -> None:
    window = Window(moment("2025-08-15T00:00Z"), moment("2025-08-16T00:00Z"))

    assert window.zoomed(2, 0.25) == Window(moment("2025-08-15T03:00Z"), moment("2025-08-15T15:00Z"))


def test_an_address_may_name_the_ends_in_either_order() -> None:
    assert between(moment("2025-08-16T00:00Z"), moment("2025-08-15T00:00Z")).start == moment("2025-08-15T00:00Z")


@pytest.mark.parametrize(
    "text", ["", "soon", "99999999T9999Z", "0001-01-01T00:00Z", "9999-12-31T23:59Z", "2025-08-15T12:00+99:00"]
)
def test_an_address_that_names_no_instant_is_left_out(text: str) -> None:
    assert parsed(text) is None


instants = st.datetimes(datetime(2, 1, 2), datetime(9997, 12, 31), timezones=st.just(UTC)).map(
    lambda when: when.replace(second=0, microsecond=0)
)


@given(instants)
def test_an_instant_comes_back_from_its_address(instant: datetime) -> None:
    assert parsed(compact(instant)) == instant


@given(instants, instants, st.floats(0.001, 1000), st.floats(0, 1))
def test_windows_stay_inside_the_calendar_and_never_shrink_to_nothing(
    start: datetime, end: datetime, factor: float, point: float
) -> None:
    window = between(start, end).zoomed(factor, point).moved(0.5).moved(-2)

    assert timedelta(minutes=30) <= window.length
    assert window.start.year >= 2
    assert window.end.year <= 9998
