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
        if stated.kind in {Kind.INSTANT, Kind.RANGE, Kind.RECURRENCE}
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


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("We sing every Thursday at 19:00. No rehearsal on 2 April or 9 April.", [date(2026, 4, 2), date(2026, 4, 9)]),
        ("We sing every Thursday at 19:00. No rehearsal on 31 December.", [date(2026, 12, 31)]),
        ("We sing on Fridays at 2pm except November 27 and December 25.", [date(2026, 11, 27), date(2026, 12, 25)]),
        ("We sing every Thursday at 19:00, but the one of July 30 is cancelled.", [date(2026, 7, 30)]),
        ("We sing every Friday at 2pm. There is no news from October 9 yet.", []),
    ],
)
def test_a_day_without_its_rehearsal_is_left_out_of_the_series(text: str, expected: list[date]) -> None:
    series = statements_of(Document("d", text, published=MARCH))[0]

    assert list(series.exdates) == expected


@pytest.mark.parametrize(
    ("text", "rule", "first"),
    [
        ("The loft is open every other Thursday at 16:00 UTC, next on 12 March.", "INTERVAL=2;BYDAY=TH", "03-12 16:00"),
        ("Every Friday at 2pm UTC we glue. The next session is on 20 March.", "BYDAY=FR", "03-20 14:00"),
        ("Fortnightly glueing, Fridays 2pm UTC.", "INTERVAL=2;BYDAY=FR", "03-06 14:00"),
    ],
)
def test_a_series_begins_on_the_day_named_next_and_comes_as_often_as_said(text: str, rule: str, first: str) -> None:
    series = next(s for s in statements_of(Document("d", text, published=MARCH)) if isinstance(s.when, Placed))

    assert series.recurrence == f"FREQ=WEEKLY;{rule}"
    assert starts(text)[-1] == first or starts(text)[0] == first


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Rooftop feast, 12 March.\nLA: 07:00\nNY: 10:00\nTokyo: 23:00", ["03-12 14:00"] * 3),
        ("Rooftop feast, 12 March. LA: 07:00 / JP: 23:00", ["03-12 14:00"] * 2),
        ("Rooftop feast, 12 March: \U0001f1ec\U0001f1e7 14:00 | \U0001f1ef\U0001f1f5 23:00", ["03-12 14:00"] * 2),
        ("Thursday 12 March\nParis – 3:00 PM\nSydney – 1:00 AM (Friday)", ["03-12 14:00"] * 2),
    ],
)
def test_a_town_or_flag_before_a_clock_time_gives_it_its_clock(text: str, expected: list[str]) -> None:
    assert starts(text, zone=None) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The dome opens on June 11 at 9am MST (Arizona).", ["06-11 16:00"]),
        ("The dome in Tucson opens on June 11 at 9am MST.", ["06-11 16:00"]),
        ("Arizona keeps its clocks. The dome opens on June 11 at 9am MST.", ["06-11 16:00"]),
        ("The dome in Denver opens on June 11 at 9am MST. A guest flies in from Phoenix.", ["06-11 15:00"]),
        ("The Packers play at 3:25 p.m. CST on March 8.", ["03-08 20:25"]),
        ("We shall sing on Christmas Day at noon EST.", ["12-25 17:00"]),
    ],
)
def test_what_a_text_is_about_tells_which_clock_or_year_is_meant(text: str, expected: list[str]) -> None:
    assert starts(text, zone=None) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Fine.\nOn Tue, 24 Feb 2026 at 10:12, A. Loom wrote:\n> May we sew tomorrow at 15:00?\n\nTomorrow 16:00.",
            ["02-24 15:12", "02-25 20:00", "03-03 21:00"],
        ),
        (
            "See below.\n\nFrom: A. Loom\nSent: Monday, February 23, 2026 9:14 AM\n\nWe sew next Friday at 2pm.",
            ["02-23 14:14", "03-06 19:00"],
        ),
        ("> May we sew tomorrow at 15:00?\nYes.", ["03-03 20:00"]),
    ],
)
def test_what_a_mail_quotes_is_counted_from_the_day_it_was_written(text: str, expected: list[str]) -> None:
    assert starts(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("All deadlines are 11:59 PM AoE.\nAbstracts: May 8, 2026\nNotification: June 20, 2026", ["-", "05-09 11:59"]),
        ("Key dates (all deadlines are AoE)\n- Papers: May 8, 2026\n- Conference: June 20, 2026", ["05-09 12:00"]),
        ("DEADLINES (11:59 p.m. ET)\nEarly: April 1\nRegular: May 5", ["-", "04-02 03:59", "05-06 03:59"]),
        ("Papers are due May 5. The desk closes at 5 p.m. ET.", ["05-05 21:00"]),
    ],
)
def test_the_hour_of_all_deadlines_is_that_of_each(text: str, expected: list[str]) -> None:
    assert starts(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("FIXTURES (all times Eastern)\nSunday, March 8\nOtters at Geese, 1:00, CBS", ["03-08 17:00"]),
        (
            "FIXTURES (all times Eastern)\nSunday, March 8\nOtters at Geese, 13:00\nHares at Owls, 9:30",
            ["03-08 17:00", "03-08 13:30"],
        ),
        ('FRIDAY\'S PICKS\n"Kites" (8/7c, CBS)', ["03-07 01:00"]),
        ("Friday's televised games: Otters v Geese (12:30).", ["03-06 17:30"]),
        ("The kiln is lit nightly at 9.", ["03-04 02:00"]),
        ("From March 17 we glue at 15:00 UTC every Tuesday.", ["03-17 15:00"]),
        ("Glue is on Monday, March 9 at 10am ET. Pacific folks, that's 7am for you.", ["03-09 14:00", "03-09 14:00"]),
    ],
)
def test_listings_tell_the_half_and_the_day_of_what_they_list(text: str, expected: list[str]) -> None:
    assert starts(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Feast (April 7)\n| City | Doors |\n|---|---|\n| Berlin | 18:30 |\n| Tokyo (Apr 8) | 01:30 |",
            ["04-07 16:30"] * 2,
        ),
        ("On 31 May, not before 8:15pm, night session (that's 2:15pm in New York).", ["05-31 18:15"] * 2),
    ],
)
def test_a_place_tells_the_clock_of_its_own_row_or_bracket(text: str, expected: list[str]) -> None:
    assert starts(text, zone=None) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("TIMETABLE - all times Central European Time\n10 March\n09:00 Glue", ["03-10 08:00"]),
        (
            "Glue 1: Mon 3/9, 8:08pm; Glue 2: Thu 3/12, 5:08pm (all ET; *at the pier, 4:08 CT).",
            ["03-10 00:08", "03-12 21:08", "03-12 21:08"],
        ),
        (
            "Glue on 9 March from 9.30 to 11.00 a.m.; friends in Pune dial in at 1 p.m. IST.",
            ["03-09 13:30", "03-09 07:30"],
        ),
        ("Glue on 12 March at noon for the west coast, 3pm for the east coast.", ["03-12 19:00", "03-12 19:00"]),
        ("The glue call is at 4 my time (GMT+1).", ["03-02 15:00"]),
    ],
)
def test_words_on_all_times_and_on_whose_clock_are_heard(text: str, expected: list[str]) -> None:
    assert starts(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Clocks go back on 25 October 2026: at 3am CEST (01:00 UTC) it becomes 2am CET again.", ["10-25 01:00"] * 3),
        ("The clocks change tonight! At 3am CET we sleep.", ["03-02 18:00", "03-03 02:00"]),
        ("Glue Sunday 3/8: doors 3:30pm PT.", ["03-08 22:30"]),
        ("Glue hours: Mon 14-15 UTC.", ["03-02 14:00"]),
        ("Summer time began Sunday, so the Thursday calls are now at 9am UTC.", ["03-05 09:00"]),
        ("Glue on Wednesdays at noon UTC. First session 3/18.", ["03-18 12:00"]),
    ],
)
def test_days_and_hours_of_changes_and_short_forms(text: str, expected: list[str]) -> None:
    assert starts(text, zone="UTC") == expected


@pytest.mark.parametrize("text", ["It is at 0001-01-01T00:00Z.", "It is at 9999-12-31 23:59 UTC."])
def test_the_edge_of_our_calendar_has_no_day_beside_it(text: str) -> None:
    assert len(starts(text)) == 1
