"""Which instants notices, listings and invitations mean: bare hours, lists of days, towns before a colon."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from timeline.discourse import statements_of
from timeline.model import Document, Kind, Placed

MARCH = date(2026, 3, 2)  # a Monday


def starts(text: str, published: date | datetime | None = MARCH, zone: str | None = "America/New_York") -> list[str]:
    """The UTC start of each clock time, its day without a year."""
    return [
        f"{stated.when.start:%m-%d %H:%M}" if isinstance(stated.when, Placed) else "-"
        for stated in statements_of(Document("d", text, published=published, zone=zone))
        if stated.kind in {Kind.INSTANT, Kind.RANGE, Kind.RECURRENCE} and (stated.timex.type != "DATE")
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Doors at 7, band at 8 this Friday.", ["03-07 00:00", "03-07 01:00"]),
        ("Breakfast at 9, then we leave at 10.", ["03-02 14:00", "03-02 15:00"]),
    ],
)
def test_a_bare_hour_is_of_the_half_in_which_such_things_are_held(text: str, expected: list[str]) -> None:
    assert starts(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The pool is drained on April 7, 14 and 21 at 6pm ET.", ["04-07 22:00", "04-14 22:00", "04-21 22:00"]),
        ("April 7, 14, and 21, 2027 at 6pm ET.", ["04-07 22:00", "04-14 22:00", "04-21 22:00"]),
        ("We rehearse on 3, 10 and 17 June at 18:30 BST.", ["06-03 17:30", "06-10 17:30", "06-17 17:30"]),
        ("The tides are low on Mon 6 and Tue 7 April at 19:00 BST.", ["04-06 18:00", "04-07 18:00"]),
        ("Tours: July 4 and July 11, 8 p.m. ET.", ["07-05 00:00", "07-12 00:00"]),
        ("8 p.m. ET on June 5, 6 and 9.", ["06-06 00:00", "06-07 00:00", "06-10 00:00"]),
        ("The desk is open June 5 & 6 from 7-9pm ET.", ["06-05 23:00", "06-06 23:00"]),
        ("It was filed on June 3, and June 5 at 5pm ET is the hearing.", ["06-05 21:00"]),
        ("On March 3, 5 and 7 people came at 6pm ET.", ["03-03 23:00"]),
    ],
)
def test_each_day_of_a_list_has_its_clock_time(text: str, expected: list[str]) -> None:
    assert starts(text) == expected
