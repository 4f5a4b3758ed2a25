"""What holds for every text: nothing raises, intervals are half-open, a week later is a week later."""

from __future__ import annotations

import os
import time
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.discourse import statements_of
from timeline.model import AllDay, Document, Placed

_WORDS = st.sampled_from(
    [
        "Friday",
        "next",
        "last",
        "3",
        "pm",
        "11:30",
        "a.m.",
        "24:00",
        "12:00",
        "ET",
        "EST",
        "UTC",
        "GMT+5",
        "(",
        ")",
        "/",
        ",",
        ".",
        "-",
        "until",
        "from",
        "to",
        "every",
        "other",
        "Tuesday",
        "15",
        "August",
        "2025",
        "03/04/2025",
        "noon",
        "midnight",
        "local",
        "time",
        "Anchorage",
        "not",
        "moved",
        "tomorrow",
        "now",
        "2200",
        "Moscow",
        "IST",
        "99:99",
        "31",
        "February",
        "\n",
        "the",
        "at",
        "on",
        "9999-12-31",
        "0001-01-01",
        "23:59",
        "anywhere",
        "on",
        "earth",
    ]
)


@given(
    st.lists(_WORDS, max_size=25).map(" ".join) | st.text(max_size=80),
    st.dates(),
    st.sampled_from([None, "Asia/Kolkata", "UTC"]),
)
def test_no_text_raises_and_every_interval_has_a_length(text: str, published: date, zone: str | None) -> None:
    for statement in statements_of(Document("d", text, published=published, zone=zone)):
        assert text[slice(*statement.span)] == statement.text
        match statement.when:
            case Placed(start=start, end=end):
                assert start < end
            case AllDay(first=first, until=until):
                assert first < until or until == date.max


@given(st.dates(date(1980, 1, 1), date(2060, 1, 1)), st.sampled_from(["Monday", "Friday", "Sunday"]))
def test_a_week_later_weekdays_mean_a_week_later(published: date, weekday: str) -> None:
    text = f"We will meet on {weekday} at 15:00 UTC, and they met on {weekday}."
    one, other = (
        [statement.when for statement in statements_of(Document("d", text, published=day))]
        for day in (published, published + timedelta(days=7))
    )

    for before, after in zip(one, other, strict=True):
        if isinstance(before, Placed) and isinstance(after, Placed):
            assert after.start - before.start == timedelta(days=7)
        else:
            assert isinstance(before, AllDay)
            assert isinstance(after, AllDay)
            assert after.first - before.first == timedelta(days=7)


def test_reading_does_not_depend_on_the_machines_clock_zone(monkeypatch: pytest.MonkeyPatch) -> None:
    document = Document("d", "We meet on Friday at 3 pm ET (19:00 GMT) and tomorrow at 9.", published=date(2025, 8, 14))
    here = statements_of(document)
    before = os.environ.get("TZ")
    try:
        monkeypatch.setenv("TZ", "Asia/Kathmandu")
        time.tzset()
        assert statements_of(document) == here
    finally:
        monkeypatch.setenv("TZ", before or "UTC")
        time.tzset()


@pytest.mark.parametrize("piece", ["3 pm ET / 4 pm ET, ", "at 9 (10 UTC) ", "Friday at 3 pm local time. ", "1/2/3/4 "])
def test_a_text_of_many_times_is_read_to_its_end(piece: str) -> None:
    document = Document("d", f"{piece * 2000}. We met on Tuesday.", published=date(2025, 8, 14))

    assert statements_of(document)[-1].text == "Tuesday"
