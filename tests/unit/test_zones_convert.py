"""Wall time to UTC and back: gaps, folds, odd offsets, the calendar's edges."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.zones import (
    Beyond,
    Never,
    Once,
    Twice,
    footer,
    is_daylight,
    local,
    offset_at,
    offset_key,
    offset_of,
    to_utc,
    transitions,
)
from timeline.zones.rules import packaged
from timeline.zones.tzif import Yearly, parse, posix

KEYS = sorted(packaged().names())


def wall(text: str) -> datetime:
    return datetime.fromisoformat(text)


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def test_an_ordinary_wall_time_has_one_instant() -> None:
    assert to_utc(wall("2025-08-15T11:30"), "America/Anchorage") == Once(utc("2025-08-15T19:30"))


def test_a_repeated_wall_time_names_both_instants() -> None:
    found = to_utc(wall("2025-11-02T01:30"), "America/New_York")

    assert found == Twice(utc("2025-11-02T05:30"), utc("2025-11-02T06:30"))


def test_a_skipped_wall_time_is_read_with_the_offsets_of_both_sides() -> None:
    found = to_utc(wall("2025-03-30T02:30"), "Europe/Berlin")

    assert found == Never(before=utc("2025-03-30T01:30"), after=utc("2025-03-30T00:30"))


def test_the_edges_of_a_gap_and_of_a_fold_belong_where_the_clock_shows_them() -> None:
    assert isinstance(to_utc(wall("2025-03-30T01:59:59"), "Europe/Berlin"), Once)
    assert isinstance(to_utc(wall("2025-03-30T02:00"), "Europe/Berlin"), Never)
    assert isinstance(to_utc(wall("2025-03-30T03:00"), "Europe/Berlin"), Once)
    assert isinstance(to_utc(wall("2025-10-26T02:59:59"), "Europe/Berlin"), Twice)
    assert isinstance(to_utc(wall("2025-10-26T03:00"), "Europe/Berlin"), Once)


def test_lord_howe_moves_by_half_an_hour() -> None:
    assert to_utc(wall("2025-04-06T01:45"), "Australia/Lord_Howe") == Twice(
        utc("2025-04-05T14:45"), utc("2025-04-05T15:15")
    )
    assert isinstance(to_utc(wall("2025-10-05T02:15"), "Australia/Lord_Howe"), Never)
    assert isinstance(to_utc(wall("2025-10-05T02:45"), "Australia/Lord_Howe"), Once)


def test_apia_left_out_a_whole_day() -> None:
    assert to_utc(wall("2011-12-30T12:00"), "Pacific/Apia") == Never(utc("2011-12-30T22:00"), utc("2011-12-29T22:00"))


@pytest.mark.parametrize(
    ("key", "instant"),
    [
        ("Asia/Kathmandu", "2025-06-01T06:15"),
        ("Asia/Kolkata", "2025-06-01T06:30"),
        ("Australia/Eucla", "2025-06-01T03:15"),
        ("Pacific/Chatham", "2025-05-31T23:15"),
        ("Pacific/Kiritimati", "2025-05-31T22:00"),
        ("UTC", "2025-06-01T12:00"),
        ("+05:30", "2025-06-01T06:30"),
        ("-12:00", "2025-06-02T00:00"),
    ],
)
def test_noon_on_the_first_of_june(key: str, instant: str) -> None:
    assert to_utc(wall("2025-06-01T12:00"), key) == Once(utc(instant))


def test_a_fold_flag_or_a_tzinfo_on_the_wall_time_changes_nothing() -> None:
    night = wall("2025-11-02T01:30")

    assert to_utc(night.replace(fold=1), "America/New_York") == to_utc(night, "America/New_York")
    assert to_utc(night.replace(tzinfo=UTC), "America/New_York") == to_utc(night, "America/New_York")


@pytest.mark.parametrize(
    ("moment", "key"), [("0001-01-01T00:00", "Asia/Tokyo"), ("9999-12-31T23:00", "America/New_York")]
)
def test_beyond_the_calendar_is_a_value(moment: str, key: str) -> None:
    assert to_utc(wall(moment), key) == Beyond(wall(moment))


@pytest.mark.parametrize("key", ["America/New_York", "Asia/Tokyo", "Africa/Monrovia", "-12:00", "+14:00", "UTC"])
def test_nothing_raises_at_the_calendars_edges(key: str) -> None:
    for instant in (datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC)):
        assert abs(local(instant, key).year - instant.year) == 0
        assert abs(offset_at(key, instant)) <= timedelta(hours=14)
        assert is_daylight(key, instant) in (True, False)
    assert transitions(key, datetime.min.replace(tzinfo=UTC), datetime.min.replace(tzinfo=UTC)) == ()


@given(st.datetimes(datetime(1880, 1, 1), datetime(2200, 1, 1)), st.sampled_from(KEYS))
def test_every_instant_of_a_wall_time_shows_it_or_the_wall_time_does_not_exist(moment: datetime, key: str) -> None:
    found = to_utc(moment, key)

    shown = [local(instant, key) for instant in found.instants]
    match found:
        case Once():
            assert shown == [moment]
        case Twice(first, second):
            assert first < second
            assert shown == [moment, moment]
        case Never(before, after):
            assert after < before
            assert shown[0] > moment > shown[1]


@given(st.datetimes(datetime(1880, 1, 1), datetime(2200, 1, 1)), st.sampled_from(KEYS))
def test_there_and_back_again_gives_the_instant(moment: datetime, key: str) -> None:
    instant = moment.replace(tzinfo=UTC)

    assert instant in to_utc(local(instant, key), key).instants


@given(st.timedeltas(timedelta(hours=-23), timedelta(hours=23)))
def test_an_offset_and_its_key_say_the_same(offset: timedelta) -> None:
    whole = timedelta(seconds=round(offset.total_seconds()))

    assert offset_of(offset_key(offset)) == whole


@pytest.mark.parametrize("key", ["", "+5", "+24:00", "+05:60", "Europe/Berlin", "５:30", "+05:30 "])
def test_what_is_no_offset(key: str) -> None:
    assert offset_of(key) is None


@pytest.mark.parametrize(
    ("key", "summer", "winter"),
    [
        ("America/New_York", True, False),
        ("Europe/Dublin", True, False),
        ("Australia/Sydney", False, True),
        ("America/Phoenix", False, False),
        ("Asia/Kolkata", False, False),
        ("+05:30", False, False),
    ],
)
def test_daylight_time_is_summers_even_where_the_law_says_otherwise(key: str, summer: bool, winter: bool) -> None:
    assert is_daylight(key, utc("2025-07-15T12:00")) is summer
    assert is_daylight(key, utc("2025-01-15T12:00")) is winter


def test_a_month_of_ramadan_makes_no_summer_of_the_rest() -> None:
    assert not is_daylight("Africa/Casablanca", utc("2024-01-15T12:00"))
    assert not is_daylight("Africa/Casablanca", utc("2024-03-20T12:00"))


def test_changes_of_a_year() -> None:
    spring, autumn = transitions("America/New_York", utc("2025-01-01T00:00"), utc("2026-01-01T00:00"))

    assert (spring.instant, spring.before, spring.after, spring.abbreviation) == (
        utc("2025-03-09T07:00"),
        timedelta(hours=-5),
        timedelta(hours=-4),
        "EDT",
    )
    assert (autumn.instant, autumn.after) == (utc("2025-11-02T06:00"), timedelta(hours=-5))


def test_changes_go_on_by_the_rule_after_the_end_of_the_table() -> None:
    changes = transitions("Europe/Paris", utc("2200-01-01T00:00"), utc("2201-01-01T00:00"))

    assert [change.instant for change in changes] == [utc("2200-03-30T01:00"), utc("2200-10-26T01:00")]


def test_an_interval_of_changes_is_half_open() -> None:
    change = utc("2025-03-09T07:00")

    assert len(transitions("America/New_York", change, change + timedelta(seconds=1))) == 1
    assert transitions("America/New_York", change - timedelta(days=1), change) == ()


@pytest.mark.parametrize(
    ("key", "rule"),
    [
        ("America/New_York", "EST5EDT,M3.2.0,M11.1.0"),
        ("Asia/Kathmandu", "<+0545>-5:45"),
        ("+05:30", "<+0530>-05:30"),
        ("UTC", "UTC0"),
    ],
)
def test_the_rule_for_the_years_to_come(key: str, rule: str) -> None:
    assert footer(key) == rule


def test_yearly_changes_by_day_of_the_year() -> None:
    assert Yearly("J", (60,), timedelta(hours=2)).on(2024) == wall("2024-03-01T02:00")
    assert Yearly("J", (60,), timedelta(hours=2)).on(2025) == wall("2025-03-01T02:00")
    assert Yearly("", (59,), timedelta()).on(2024) == wall("2024-02-29T00:00")


def test_a_rule_with_a_stated_summer_offset_and_times_beyond_the_day() -> None:
    rule = posix("<-02>2<-01>,M3.5.0/-1,M10.5.0/0")

    assert rule is not None
    assert rule[1].offset == timedelta(hours=-1)
    assert rule[2].on(2025) == wall("2025-03-29T23:00")


def test_what_is_not_a_zone_file_says_so() -> None:
    with pytest.raises(ValueError, match="not a TZif file"):
        parse(b"# version 2026a")
