"""What hovering shows: each clock once, values that are no instant as what they are, and nothing taken for markup."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from timeline.algebra.expressions import At, Clock
from timeline.lsp import hover
from timeline.model import (
    AllDay,
    Floating,
    Grain,
    Kind,
    Placed,
    Reading,
    Repeated,
    Skipped,
    Statement,
    Step,
    Timex,
    Tree,
    Unplaceable,
    When,
)

START = datetime(2025, 8, 15, 19, 30, tzinfo=UTC)


def minute(start: datetime) -> Placed:
    return Placed(start, start + timedelta(minutes=1), Grain.MINUTE)


def stated(when: When | None, text: str = "11:30 a.m. local time", span: tuple[int, int] = (0, 21)) -> Statement:
    reading = Reading(span, At(clock=Clock(11, 30)), Tree("clock", span))

    return Statement(
        "doc", span, text, Kind.INSTANT, when, Timex("TIME", "2025-08-15T11:30"), reading, zone="America/Anchorage"
    )


def lines(statement: Statement, reader: str | None = None, *audience: str) -> tuple[str, ...]:
    return hover.card(statement, reader, audience).lines


def test_the_readers_and_the_audiences_clocks_are_shown_once_each() -> None:
    shown = lines(stated(minute(START)), "Europe/Berlin", "America/New_York", "Europe/Berlin", "UTC")

    assert shown == (
        "UTC: Fri 15 Aug 2025, 19:30",
        "Anchorage: Fri 15 Aug 2025, 11:30 (Alaska Daylight Time)",
        "your clock, Berlin: Fri 15 Aug 2025, 21:30 (Central European Summer Time)",
        "New York: Fri 15 Aug 2025, 15:30 (Eastern Daylight Time)",
    )


def test_another_day_is_shown_as_another_day() -> None:
    assert "your clock, Tokyo: Sat 16 Aug 2025, 04:30 (Japan Standard Time)" in lines(
        stated(minute(START)), "Asia/Tokyo"
    )


def test_a_range_has_both_ends() -> None:
    placed = Placed(START, START + timedelta(hours=6), Grain.MINUTE)

    assert lines(stated(placed))[0] == "UTC: Fri 15 Aug 2025, 19:30 to Sat 16 Aug, 01:30"


def test_a_day_is_no_instant() -> None:
    days = AllDay(date(2025, 8, 15), date(2025, 8, 17), "Asia/Tokyo", Grain.DAY)

    assert lines(stated(days)) == ("Friday 15 August 2025 to Saturday 16 August 2025, in Tokyo",)


@pytest.mark.parametrize(
    ("when", "line"),
    [
        (Floating("no zone is known"), "no zone is known"),
        (Unplaceable("September 31 does not exist"), "September 31 does not exist"),
        (None, "time: 2025-08-15T11:30"),
        (AllDay(date.min, date.min, None, Grain.DAY), "Monday 1 January 1"),
    ],
)
def test_what_cannot_be_placed_says_why(when: When | None, line: str) -> None:
    assert lines(stated(when)) == (line,)


def test_a_repeated_time_shows_both_moments() -> None:
    twice = Repeated(
        minute(datetime(2025, 11, 2, 9, 30, tzinfo=UTC)), minute(datetime(2025, 11, 2, 10, 30, tzinfo=UTC))
    )

    shown = lines(stated(twice))

    assert shown[:2] == ("comes twice in Anchorage; the first:", "UTC: Sun 2 Nov 2025, 09:30")
    assert shown[3:5] == ("the second:", "UTC: Sun 2 Nov 2025, 10:30")


def test_a_skipped_time_shows_both_ways_to_mean_it() -> None:
    never = Skipped(minute(datetime(2025, 3, 9, 11, 30, tzinfo=UTC)), minute(datetime(2025, 3, 9, 10, 30, tzinfo=UTC)))

    assert lines(stated(never)) == (
        "does not exist in Anchorage: the clocks skip it",
        "Sun 9 Mar 2025, 11:30 UTC by the clock before the change",
        "Sun 9 Mar 2025, 10:30 UTC by the clock after it",
    )


@pytest.mark.parametrize("start", [datetime(1, 1, 1, tzinfo=UTC), datetime(9999, 12, 31, 23, 58, tzinfo=UTC)])
def test_the_ends_of_the_calendar_are_shown_too(start: datetime) -> None:
    assert len(lines(stated(minute(start)), "Asia/Tokyo", "America/New_York")) == 4


def test_steps_and_assumptions_are_told() -> None:
    statement = replace(
        stated(minute(START)),
        steps=(Step("local-time", ("local time", "Anchorage", "named in the sentence", "America/Anchorage")),),
        assumed=(Step("date-from-publication", ("2025-08-15",)),),
    )

    assert hover.card(statement, None, ()).steps == (
        "“local time”: Anchorage, named in the sentence -> America/Anchorage",
        "assumed: date: the day of publication, 2025-08-15",
    )


def test_markup_in_the_text_stays_text() -> None:
    statement = replace(stated(Floating("# 1")), text="3pm [x](http://e.org)\n# <b>`y`*")
    shown = hover.markdown(hover.card(replace(statement, steps=(Step("2. a"), Step("b"))), None, ()))

    assert shown.split("\n\n") == [
        r"**3pm \[x\](http://e.org) # \<b\>\`y\`\***",
        r"* \# 1",
        "1. 2\\. a\n2. b",
    ]


def test_the_shortest_statement_under_the_cursor_counts() -> None:
    outer, inner = stated(None, span=(0, 30)), stated(None, span=(10, 20))

    assert hover.under([outer, inner], 15) is inner
    assert hover.under([outer, inner], 5) is outer
    assert hover.under([outer, inner], 31) is None


def test_behind_the_last_letter_is_still_on_the_time() -> None:
    first, second = stated(None, span=(0, 5)), stated(None, span=(5, 30))

    assert hover.under([first], 5) is first
    assert hover.under([first, second], 5) is second
