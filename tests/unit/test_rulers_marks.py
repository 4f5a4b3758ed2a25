"""What is drawn for an event, and where labels go."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from itertools import pairwise

import pytest
from dateutil.rrule import rrulestr
from hypothesis import given
from hypothesis import strategies as st
from sample_timeline import EVENTS, PRESS, SUMMIT, minute, moment, single

from timeline.model import AllDay, Event, Grain, Placed, Rival, Role, Skipped
from timeline.rulers import labels
from timeline.rulers.focus import everything, focus
from timeline.rulers.marks import Shape, claims_of, drawn, extent, floating_days, marks_of, spread
from timeline.rulers.occurrences import occurrences
from timeline.rulers.window import Window

BY_TITLE = {event.title: event for event in EVENTS}
AUTUMN = Window(moment("2025-08-01T00:00Z"), moment("2025-11-10T00:00Z"))


def only(event: Event) -> tuple[Shape, datetime, datetime]:
    (mark,) = marks_of(event, AUTUMN)
    return mark.shape, mark.start, mark.end


def test_a_dispute_reaches_from_the_first_claim_to_the_last_and_the_best_is_a() -> None:
    assert only(SUMMIT) == (Shape.DISPUTED, moment("2025-08-15T19:00Z"), moment("2025-08-15T19:30Z"))
    assert [(c.letter, c.start, c.documents) for c in claims_of(SUMMIT)] == [
        ("A", moment("2025-08-15T19:30Z"), ("harbour", "gulf")),
        ("B", moment("2025-08-15T19:00Z"), ("morning",)),
    ]


def test_a_date_against_an_instant_is_a_claim_at_its_own_midnight() -> None:
    rivals = (
        *SUMMIT.readings[:1],
        Rival(Role.START, AllDay(date(2025, 8, 16), date(2025, 8, 17), "Europe/Moscow", Grain.DAY), ("morning",), ()),
    )

    claims = claims_of(replace(SUMMIT, readings=rivals))

    assert claims[1].start == moment("2025-08-15T21:00Z")


def test_an_hour_that_comes_twice_has_two_claims_of_its_own() -> None:
    assert only(BY_TITLE["Change of the night watch"]) == (
        Shape.DISPUTED,
        moment("2025-10-26T00:30Z"),
        moment("2025-10-26T01:30Z"),
    )


def test_a_skipped_hour_shows_both_readings() -> None:
    when = Skipped(minute("2025-10-26T00:30Z"), minute("2025-10-26T01:30Z"))
    event = replace(
        BY_TITLE["Change of the night watch"], when=when, readings=(Rival(Role.START, when, ("club",), ()),)
    )

    assert only(event)[0] is Shape.DISPUTED


def test_an_approximate_hour_is_a_band_about_it() -> None:
    assert only(BY_TITLE["Press conference"]) == (Shape.ABOUT, moment("2025-08-15T22:30Z"), moment("2025-08-15T23:30Z"))


def test_a_part_of_the_day_is_a_band_of_its_hours() -> None:
    assert only(BY_TITLE["Dinner of the delegation"])[0] is Shape.ABOUT


def test_a_date_with_a_zone_is_a_band_between_its_midnights() -> None:
    assert only(BY_TITLE["Exhibition"]) == (Shape.DAY, moment("2025-08-16T08:00Z"), moment("2025-08-17T08:00Z"))


def test_a_date_without_a_zone_is_never_shifted_onto_the_rulers() -> None:
    closed = BY_TITLE["Town hall closed"]

    assert list(marks_of(closed, AUTUMN)) == []
    assert [when.first for _, when in floating_days(spread([closed]), AUTUMN)] == [date(2025, 8, 18)]


def test_an_end_makes_a_range() -> None:
    rivals = (
        Rival(Role.START, minute("2025-08-15T17:00Z"), (), ()),
        Rival(Role.END, minute("2025-08-15T19:00Z"), (), ()),
    )
    event = replace(
        single("x", "Walk", replace(PRESS, when=minute("2025-08-15T17:00Z"), approximate=False), "press"),
        readings=rivals,
    )

    assert only(event) == (Shape.RANGE, moment("2025-08-15T17:00Z"), moment("2025-08-15T19:00Z"))


def test_a_weekly_call_keeps_its_hour_when_the_clocks_change() -> None:
    marks = list(marks_of(BY_TITLE["Map Club call"], Window(moment("2025-10-27T00:00Z"), moment("2025-11-08T00:00Z"))))

    assert [m.start for m in marks] == [moment("2025-10-28T17:00Z"), moment("2025-11-04T18:00Z")]


def test_occurrences_stop_at_until_and_leave_exceptions_out() -> None:
    first = Placed(moment("2025-08-19T17:00Z"), moment("2025-08-19T17:01Z"), Grain.MINUTE)
    found = occurrences(
        first,
        "FREQ=WEEKLY;BYDAY=TU;UNTIL=20250909T170000Z",
        "America/New_York",
        AUTUMN.start,
        AUTUMN.end,
        (date(2025, 8, 26),),
    )

    assert [each.start.day for each in found] == [19, 2, 9]


def test_a_rule_that_cannot_be_read_leaves_the_first_time() -> None:
    first = minute("2025-08-19T17:00Z")

    for rule in ("FREQ=OFTEN", "", "BYDAY=XX", "FREQ=WEEKLY;UNTIL=20259999T000000Z"):
        assert [o.start for o in occurrences(first, rule, "UTC", AUTUMN.start, AUTUMN.end)] == [first.start], rule


def test_a_rule_that_never_ends_is_cut() -> None:
    first = minute("1970-01-01T00:00Z")
    found = occurrences(first, "FREQ=DAILY", "UTC", moment("1970-01-01T00:00Z"), moment("2500-01-01T00:00Z"))

    assert len(list(found)) == 400


@pytest.mark.parametrize("rule", ["FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", "FREQ=MINUTELY;BYMONTH=2;BYMONTHDAY=30"])
def test_a_rule_that_never_falls_is_given_up(rule: str) -> None:
    assert list(occurrences(minute("1900-01-01T00:00Z"), rule, "UTC", AUTUMN.start, AUTUMN.end)) == []


@pytest.mark.parametrize(
    ("rule", "starts"),
    [
        ("FREQ=WEEKLY;INTERVAL=2;BYDAY=TU", ["2026-01-06", "2026-01-20"]),
        ("FREQ=DAILY;INTERVAL=10", ["2026-01-06", "2026-01-16", "2026-01-26"]),
        ("FREQ=MONTHLY;BYDAY=-1TU", ["2026-01-27"]),
        ("FREQ=WEEKLY;COUNT=3", []),
        ("FREQ=MONTHLY;BYMONTHDAY=31", ["2026-01-31"]),
    ],
)
def test_occurrences_long_after_the_first_stay_in_phase(rule: str, starts: list[str]) -> None:
    # rules of dateutil, which cannot be used for hostile ones, say the same
    first = minute("2025-08-19T17:00Z")
    window = moment("2026-01-01T00:00Z"), moment("2026-02-01T00:00Z")
    told = rrulestr(rule, dtstart=datetime(2025, 8, 19, 17)).between(datetime(2026, 1, 1), datetime(2026, 2, 1))

    found = [o.start.date().isoformat() for o in occurrences(first, rule, "UTC", *window)]

    assert found == starts
    assert found == [each.date().isoformat() for each in told]


def test_only_what_touches_the_window_is_drawn() -> None:
    hour = Window(moment("2025-08-15T19:10Z"), moment("2025-08-15T20:10Z"))

    assert [m.event.title for m in drawn(spread(EVENTS), hour)] == ["Summit of the two presidents"]


def test_the_first_view_is_about_the_dispute() -> None:
    shown = focus(spread(EVENTS), moment("2025-08-01T00:00Z"))

    assert shown.start < moment("2025-08-15T19:00Z") < shown.end
    assert timedelta(hours=12) <= shown.length <= timedelta(hours=30)


def test_without_events_the_first_view_is_now() -> None:
    now = moment("2025-08-01T12:34Z")

    assert focus(spread(()), now).start < now < focus(spread(()), now).end
    assert extent(spread(())) is None
    assert everything(spread(()), now).start < now


def test_everything_reaches_from_the_first_to_the_last() -> None:
    shown = everything(spread(e for e in EVENTS if e.in_calendar), moment("2025-08-01T00:00Z"))

    assert shown.start < moment("2025-08-15T19:00Z")
    assert shown.end > moment("2025-10-26T01:30Z")


@given(st.lists(st.tuples(st.floats(0, 100), st.text("abcdefgh ", min_size=1, max_size=30)), max_size=30))
def test_labels_in_lanes_never_overlap(wanted: list[tuple[float, str]]) -> None:
    positions, texts = [p for p, _ in wanted], [t for _, t in wanted]
    placed = labels.in_lanes(positions, texts, 560, 6)

    boxes = []
    for position, text, place in zip(positions, texts, placed, strict=True):
        if place is not None:
            at, wide = position * 5.6, labels.text_width(text)
            boxes.append((place.lane, at - wide, at) if place.leftward else (place.lane, at, at + wide))
    for n, (lane, left, right) in enumerate(boxes):
        assert all(lane != other or right <= low or left >= high for other, low, high in boxes[n + 1 :])


@given(st.lists(st.floats(0, 100, allow_nan=False), min_size=1, max_size=60).map(sorted), st.floats(100, 1200))
def test_kept_labels_have_room(positions: list[float], width: float) -> None:
    texts = ["00:00"] * len(positions)
    chosen = sorted(labels.kept(positions, texts, width))

    for one, two in pairwise(chosen):
        assert (positions[two] - positions[one]) / 100 * width >= labels.text_width("00:00", 12)
