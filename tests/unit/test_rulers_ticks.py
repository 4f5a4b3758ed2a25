"""Ticks, headings, nights and clock changes of one zone's ruler."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.rulers.ruler import MOST_DAYS, ruler, step_for
from timeline.rulers.window import Window
from timeline.zones import local


def window(start: str, end: str) -> Window:
    return Window(datetime.fromisoformat(start).astimezone(UTC), datetime.fromisoformat(end).astimezone(UTC))


def test_the_hour_that_comes_twice_has_two_ticks() -> None:
    drawn = ruler(window("2025-10-26T00:00Z", "2025-10-26T04:00Z"), "Europe/London")

    hours = [t.label for t in drawn.ticks if t.label.endswith(":00")]
    assert hours == ["01:00", "01:00", "02:00", "03:00"]
    assert [(c.at, c.label, c.short) for c in drawn.changes] == [(25.0, "clocks back 1 h", "−1 h")]
    assert drawn.offset == "UTC+1 → +0"


def test_the_hour_that_is_skipped_has_no_tick() -> None:
    drawn = ruler(window("2025-03-30T00:00Z", "2025-03-30T04:00Z"), "Europe/London")

    assert [t.label for t in drawn.ticks if t.label.endswith(":00")] == ["00:00", "02:00", "03:00", "04:00"]
    assert drawn.changes[0].label == "clocks forward 1 h"


def test_half_an_hour_is_said_in_minutes() -> None:
    drawn = ruler(window("2025-10-04T12:00Z", "2025-10-04T18:00Z"), "Australia/Lord_Howe")

    assert drawn.changes[0].label == "clocks forward 30 min"


def test_odd_offsets_tick_between_the_hours_of_utc() -> None:
    drawn = ruler(window("2025-08-15T00:00Z", "2025-08-16T00:00Z"), "Asia/Kathmandu")

    assert (drawn.ticks[0].at, drawn.ticks[0].label) == (1.042, "06:00")  # 00:15 UTC
    assert [h.label for h in drawn.headings] == ["Fri 15 Aug", "Sat 16 Aug"]


def test_a_month_ticks_at_local_midnights() -> None:
    drawn = ruler(window("2025-10-01T00:00Z", "2025-11-01T00:00Z"), "Europe/London")

    # 26 October begins under summer time, the 27th under winter time
    assert [t.at for t in drawn.ticks if t.label in {"Sun 26", "Mon 27"}] == [80.511, 83.871]


@pytest.mark.parametrize(
    ("start", "end", "first", "headings"),
    [
        ("2025-01-10T00:00Z", "2026-01-10T00:00Z", "20", ["Jan 2025", "Feb 2025"]),
        ("2020-01-10T00:00Z", "2026-01-10T00:00Z", "Apr", ["2020", "2021"]),
        ("1900-01-10T00:00Z", "2026-01-10T00:00Z", "1905", []),
    ],
)
def test_long_stretches_tick_in_weeks_months_and_years(start: str, end: str, first: str, headings: list[str]) -> None:
    drawn = ruler(window(start, end), "UTC")

    assert drawn.ticks[0].label == first
    assert [h.label for h in drawn.headings[:2]] == headings


def test_night_is_from_ten_to_six_and_in_one_piece() -> None:
    drawn = ruler(window("2025-10-25T18:00Z", "2025-10-26T18:00Z"), "Europe/London")

    # 22:00 BST is 21:00 UTC; 06:00 GMT is 06:00 UTC: nine hours
    assert drawn.nights == ((12.5, 37.5),)


ZONES = (
    "Europe/London",
    "Australia/Lord_Howe",
    "Asia/Kathmandu",
    "America/Santiago",
    "Pacific/Apia",
    "Africa/Casablanca",
)


@given(
    st.datetimes(datetime(1970, 1, 1), datetime(2040, 1, 1), timezones=st.just(UTC)),
    st.integers(31, 60 * 24 * 400),
    st.sampled_from(ZONES),
)
def test_a_tick_says_what_the_clock_says(start: datetime, minutes: int, zone: str) -> None:
    start = start.replace(second=0, microsecond=0)
    shown = Window(start, start + timedelta(minutes=minutes))
    drawn = ruler(shown, zone)

    assert len(drawn.ticks) <= MOST_DAYS + 2
    assert all(0 <= t.at <= 100 for t in drawn.ticks)
    assert [t.at for t in drawn.ticks] == sorted(t.at for t in drawn.ticks)
    if step_for(shown).unit == "minutes":
        for tick in drawn.ticks:
            instant = start + timedelta(minutes=round(minutes * tick.at / 100))
            assert f"{local(instant, zone):%H:%M}" == tick.label
