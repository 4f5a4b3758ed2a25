"""Bare phrases, entries in a field and requests, placed: what is coming, how long it lasts, where a stretch ends."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from timeline.discourse import statements_of
from timeline.model import Document, Floating, Statement

WRITTEN = datetime(2025, 8, 14, 10, 30, tzinfo=UTC)  # a Thursday


def read(text: str, written: datetime | date = WRITTEN) -> Statement:
    (statement,) = statements_of(Document("phrase", text, published=written, zone="UTC"))
    return statement


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("tuesday", date(2025, 8, 19)),
        ("fri", date(2025, 8, 15)),
        ("thursday", date(2025, 8, 21)),
        ("on Monday.", date(2025, 8, 18)),
        ("12 August", date(2026, 8, 12)),
        ("christmas eve", date(2025, 12, 24)),
        ("new year's day", date(2026, 1, 1)),
        ("Sunday, August 10", date(2025, 8, 10)),
        ("We met on Tuesday.", date(2025, 8, 12)),
        ("The vote could come as soon as Tuesday.", date(2025, 8, 19)),
    ],
)
def test_a_phrase_alone_speaks_of_what_is_coming_and_a_sentence_of_what_its_verb_says(text: str, day: date) -> None:
    assert read(text).local == day


def test_a_clock_time_alone_that_is_over_today_is_tomorrows() -> None:
    assert read("at 3am").local == datetime(2025, 8, 15, 3)
    assert read("at 11am").local == datetime(2025, 8, 14, 11)


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("10am for 2 hours", datetime(2025, 8, 15, 10), datetime(2025, 8, 15, 12)),
        ("2 weeks starting May 20th", date(2026, 5, 20), date(2026, 6, 3)),
        ("last 2 minutes", datetime(2025, 8, 14, 10, 28), datetime(2025, 8, 14, 10, 30)),
        ("next three hours", datetime(2025, 8, 14, 11), datetime(2025, 8, 14, 14)),
        ("in a few hours", datetime(2025, 8, 14, 13, 30), datetime(2025, 8, 14, 13, 31)),
        ("late tonight", datetime(2025, 8, 14, 21), datetime(2025, 8, 15)),
        ("labor day weekend", datetime(2025, 8, 29, 18), datetime(2025, 9, 2)),
        ("Hanukkah 2025", date(2025, 12, 15), date(2025, 12, 23)),
        ("Friday 11:30-1:30", datetime(2025, 8, 15, 11, 30), datetime(2025, 8, 15, 13, 30)),
        ("Friday 22:00-1:30", datetime(2025, 8, 15, 22), datetime(2025, 8, 16, 1, 30)),
        ("Friday 11:30 am to 12:30", datetime(2025, 8, 15, 11, 30), datetime(2025, 8, 15, 12, 30)),
        ("Monday 3-8", datetime(2025, 8, 18, 15), datetime(2025, 8, 18, 20)),
    ],
)
def test_a_stretch_ends_where_its_words_say(text: str, start: datetime | date, end: datetime | date) -> None:
    statement = read(text)

    assert (statement.local, statement.local_end) == (start, end)


def test_a_deadline_far_ahead_of_a_start_and_a_length_beyond_the_calendar_stay_values() -> None:
    assert read("9999-12-30 for 9000 years").local == date(9999, 12, 30)


def test_a_clock_time_on_the_readers_own_clock_is_on_nobodys() -> None:
    text = "All times are in UTC.\n\nThe session starts on 14 August 2025 at 14:00.\n\nIt ends at 15:30.\n"
    text += "The alarm goes off at 6:00 in your own time zone."

    assert isinstance(statements_of(Document("phrase", text, published=WRITTEN))[-1].when, Floating)
