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
