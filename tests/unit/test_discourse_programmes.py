"""Programmes, listings and addresses: whose day and whose clock the hours of a list are."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from timeline.discourse import statements_of
from timeline.model import Document, Kind, Placed

MARCH = date(2026, 3, 3)  # a Tuesday


def starts(
    text: str, zone: str | None = "America/New_York", published: date | datetime = MARCH, place: str | None = None
) -> list[str]:
    """The UTC start of each clock time, its day without a year."""
    return [
        f"{stated.when.start:%m-%d %H:%M}" if isinstance(stated.when, Placed) else "-"
        for stated in statements_of(Document("d", text, published=published, zone=zone, place=place))
        if stated.kind in {Kind.INSTANT, Kind.RANGE, Kind.RECURRENCE}
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("New episodes Monday at 8:00 PM/7c.", ["03-10 00:00"]),
        ("8 p.m./7c Lantern Street", ["03-04 01:00"]),
        ("Thursday at 9/8 Central on the Oak network", ["03-06 02:00"]),
        ("On 8/7 Central Bank staff met.", []),
        ("A ratio of 8 parts/7c was used.", []),
    ],
)
def test_eastern_and_central_are_told_in_one(text: str, expected: list[str]) -> None:
    assert starts(text, zone=None) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The run starts at 9 a.m. Saturday at Riverside Park.", ["03-07 14:00"]),
        ("Doors open at 7pm at the Boston Arms.", ["03-04 00:00"]),
        ("We meet at 6 p.m. in Denver Street.", ["03-03 23:00"]),
        ("The talk is at 6 p.m. in Denver.", ["03-04 01:00"]),
        ("The talk is at 6 p.m. in Oslo City Hall.", ["03-03 17:00"]),
        ("The talk is at 6 p.m. at Riverside Park, Chicago.", ["03-04 00:00"]),
    ],
)
def test_a_town_in_the_name_of_a_street_or_a_park_lends_no_clock(text: str, expected: list[str]) -> None:
    assert starts(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Marlow Hall, London\nSaturday 14 March, 7.30pm\n\nIn Tokyo it begins at 4:30 a.m. JST.", "03-14 19:30"),
        ("Piano night\n14 March, 7.30pm\nMarlow Hall, London\n\nA later show: 9 a.m. JST.", "03-14 19:30"),
        ("Harbour Apollo, London\n14 March, 7.30pm", "03-14 19:30"),
        ("Venue: Sydney\n\n14 March, 7.30pm", "03-14 08:30"),
        ("14 March, 7.30pm\n\nBy Ada Wren, London", "03-14 23:30"),
        ("Bring bread, milk, Turkey\n14 March, 7.30pm", "03-14 23:30"),
    ],
)
def test_the_address_on_a_line_of_its_own_lends_its_clock(text: str, expected: str) -> None:
    assert starts(text)[0] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The school is on 19 March 2026.\n\nProgramme\n\n10:15 - 11:00 Keynote\n11:00 - 12:30 Talks",
            ["03-19 14:15", "03-19 15:00"],
        ),
        ("The vote is on 19 March 2026.\n\nMinutes\n\n10:15 - 11:00 Talks", ["03-03 15:15"]),
        ("FRIDAY, MARCH 6\n\n10:35 PM Ferry\n\n12:35 AM Notes", ["03-07 03:35", "03-07 05:35"]),
        ("Friday, March 6\n11:45 AM Panel\n12:00 AM Close", ["03-06 16:45", "03-07 05:00"]),
        ("Lift-off is on 19 March. A rehearsal is on 17 March. We walk out at 09:47 on launch day.", ["03-19 13:47"]),
        ("11 a.m.: We go on March 9 at 1 p.m.\n10:45 a.m.: On hold.", ["03-03 16:00", "03-09 17:00", "03-03 15:45"]),
        ("March 5\n11 a.m.: On hold.\nMarch 6\n10:45 a.m.: We go.", ["03-05 16:00", "03-06 15:45"]),
        ("A rehearsal is on 17 March. The crew walks out at 09:47.", ["03-17 13:47"]),
    ],
)  # fmt: skip
def test_the_hours_of_a_programme_are_of_its_day(text: str, expected: list[str]) -> None:
    assert starts(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Minutes\n\nThe call started at 15:02 UTC and ended at 15:58 UTC.", ["03-02 15:02", "03-02 15:58"]),
        ("The call starts at 15:02 UTC.", ["03-03 15:02"]),
        ("The call started at 08:02 UTC.", ["03-03 08:02"]),
    ],
)
def test_what_is_told_as_past_lies_before_the_moment_of_writing(text: str, expected: list[str]) -> None:
    assert starts(text, published=datetime.fromisoformat("2026-03-03T09:00+00:00")) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The hearing on Thursday was moved to 6pm, a day earlier than scheduled.", ["03-04 23:00"]),
        ("Thursday's hearing has been moved to 6pm.", ["03-05 23:00"]),
        ("The hearing on Thursday was moving.", []),
        ("The walk is at 8:30 a.m. Thursday, half an hour earlier than it used to be.", ["03-05 13:30"]),
        ("Our Monday stand-up stays at 9:30; in Berlin this means 15:30.", ["03-09 13:30", "03-09 14:30"]),
        ("Wed 7pm doors, 8pm show", ["03-05 00:00", "03-05 01:00"]),
        ("Sat 7pm doors, 8pm show", ["03-08 00:00", "03-08 01:00"]),
        ("The winners heard on Monday at 11:30.", ["03-02 16:30"]),
    ],
)
def test_what_was_moved_is_to_come(text: str, expected: list[str]) -> None:
    assert starts(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The call is on 12 March at 15:\u200b00 UTC.", ["03-12 15:00"]),
        ("\u200e8 p\u00adm EST\u200e.", ["03-04 01:00"]),
        ("The call is at 15:\u200c00.", ["-"]),
        ("When: Thursday, 5 March, <b>7:00 PM</b> EST<br>Where: online", ["03-06 00:00"]),
        ('On <strong class="day">5 March</strong> at <i>3pm</i> ET', ["03-05 20:00"]),
        ("The list<b> holds 3pm, </ET>.", ["-"]),
    ],
)
def test_letters_that_nobody_sees_are_not_there(text: str, expected: list[str]) -> None:
    assert starts(text, zone=None) == expected


def test_a_time_with_unseen_letters_keeps_its_place_and_its_words() -> None:
    text = "The\u200b call is at 15:\u200b00 UTC."
    (stated,) = statements_of(Document("d", text, published=MARCH), why=True)

    assert text[slice(*stated.span)] == stated.text == "15:\u200b00 UTC"
    assert stated.reading.tree is not None
    assert stated.reading.tree.span == stated.span


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        ("Birmingham, West Midlands", ["07-03 13:30"]),
        ("London, Westminster", ["07-03 13:30"]),
        ("Springfield, Nowhere", ["-"]),
    ],
)
def test_a_great_city_is_known_whatever_stands_behind_its_comma(place: str, expected: list[str]) -> None:
    assert starts("The session opens at 2.30 pm.", None, date(2026, 7, 3), place) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It starts at 14:00 UTC. For Japanese viewers that is 23:00.", ["03-03 14:00", "03-03 14:00"]),
        ("It starts at 2pm ET. British fans can watch from 6:30 pm.", ["03-03 19:00", "03-03 18:30"]),
        ("Australian viewers can watch from 6am AEDT. First ball 7pm.", ["03-02 19:00", "03-04 00:00"]),
        ("Sunday fans can watch from 6:30 pm.", ["03-08 22:30"]),
    ],
)
def test_the_clock_told_to_one_people_is_theirs_alone(text: str, expected: list[str]) -> None:
    assert starts(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Fixtures (all kick-offs local time)\n\nSaturday 7 March\nToronto: Reds v Whites, 15:00\n"
            "Seattle: Greens v Blues, 18:00",
            ["03-07 20:00", "03-08 02:00"],
        ),
        ("All kick-offs are shown locally.\nToronto: Reds v Whites, 15:00", ["03-03 15:00"]),
        ("Moonrise. Times for New York (EST):\n5:40 pm", ["03-03 22:40"]),
        ("Moonrise. Times for Chicago:\n5:40 pm", ["03-03 23:40"]),
        (
            "On 6 March\n\nEastern Time Zone (ET)\n- start at 2:05 PM\n\nCentral Time (CT):\n- start at 1:05 PM",
            ["03-06 19:05", "03-06 19:05"],
        ),
        ("On 6 March\n\nStart Time\n2:05 PM", ["03-06 14:05"]),
        ("Times for Sunday:\n5:40 pm", ["03-08 17:40"]),
    ],
)
def test_a_heading_names_the_clock_of_each_line(text: str, expected: list[str]) -> None:
    assert starts(text, zone="Europe/London") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The ferry leaves Oslo at 17:30 on 8 March and reaches Dublin at 09:35 (+1).", ["03-08 16:30", "03-09 09:35"]),
        ("Sat 7 March: 12:30 PM lunch, midnight snacks.", ["03-07 17:30", "03-08 05:00"]),
        ("Sat 7 March: midnight snacks, 12:30 PM lunch.", ["03-07 05:00", "03-07 17:30"]),
        ("M 4.8, 21 km S of Heraklion, Greece / local time: 01:51 2026-03-03", ["03-02 23:51"]),
        ("Local time here is odd: we met at 01:51.", ["03-03 06:51"]),
        ("Polls close in Iowa at 10 p.m. ET; Hawaii at midnight.", ["03-04 03:00", "03-04 05:00"]),
        ("The stream is at 3 p.m. ET; London at 8 p.m.", ["03-03 20:00", "03-03 20:00"]),
        ("All polls in Georgia close at 7 p.m. today.", ["03-04 00:00"]),
        ("It is at 14:00 UTC; in Raleigh it's 9:00, and in Pune 19:30.", ["03-03 14:00"] * 3),
        ("It is at 15:00 UTC. That's 7am for you and 4pm in Vienna.", ["03-03 15:00"] * 3),
        (
            "All times Eastern. The final is at 11 a.m. (4 p.m. in London). Tea is at 4 p.m.",
            ["03-03 16:00", "03-03 16:00", "03-03 21:00"],
        ),
        (
            "The freeze is 02:00 UTC Wednesday 3rd December / 18:00 PST Tuesday 2nd December.",
            ["12-03 02:00", "12-03 02:00"],
        ),
        ("It is at 9:30 EST; for Berlin this means 15:30.", ["03-03 14:30"] * 2),
        ("We begin on Mon 9 March. It is 10:00 JST = 18:00 PDT on the previous day.", ["03-09 01:00"] * 2),
        ("Fireworks lit up the bay at midnight (1300 GMT) in Sydney.", ["03-03 13:00"] * 2),
        ("It is at 3pm EST. That's 3 o'clock.", ["03-03 20:00"] * 2),
        (
            "They meet at 11:30 a.m. (10 p.m. in Delhi). She lands at 9:50.",
            ["03-03 16:30", "03-03 16:30", "03-03 14:50"],
        ),
        ("Heard at 10:30 a.m., in Room 4 of the Courthouse, 844 King Street, Boise, Idaho.", ["03-03 17:30"]),
    ],
)
def test_a_town_lends_its_clock_to_its_own_hour(text: str, expected: list[str]) -> None:
    assert starts(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Resolved\nMarch 2, 03:12 UTC\nWe are looking into it.\nMarch 1, 23:31 UTC", ["03-02 03:12", "03-01 23:31"]),
        ("March 2, 03:12 UTC", ["03-02 03:12"]),
        ("March 9, 03:12 UTC", ["03-09 03:12"]),
    ],
)
def test_a_date_with_its_clock_alone_on_a_line_is_the_nearest(text: str, expected: list[str]) -> None:
    assert starts(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It begins at 9pm on Thursday and ends at 9pm on Friday.", ["03-12 21:00", "03-13 21:00"]),
        ("It begins at 9pm on Friday.", ["03-06 21:00"]),
        ("The talks began on Thursday. It begins at 9pm on Friday.", ["03-06 21:00"]),
    ],
)
def test_the_weekday_of_writing_behind_a_day_to_come_is_to_come_too(text: str, expected: list[str]) -> None:
    assert starts(text, zone="UTC", published=date(2026, 3, 6)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Roadmap\nTuesday, March 10, 10:00 – 11:00am\nTime zone: America/New_York", ["03-10 14:00"]),
        (
            "| Session | Local (PST) | GMT |\n|---|---|---|\n| Final, Wed 4 Mar | 20:00 | 04:00 (Thu) |",
            ["03-05 04:00"] * 2,
        ),
        (
            "Monday, May 11\nClasses meeting MWF at 8:00 a.m.: 8:30–10:00 a.m. EDT",
            ["03-04 13:00", "05-11 12:30"],
        ),
    ],
)
def test_the_zone_of_a_label_or_a_column(text: str, expected: list[str]) -> None:
    assert starts(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Seen on 02/03/2026 at 21:40 UTC.", ["03-02 21:40"]),
        ("Seen on 03/02/2026 at 21:40 UTC.", ["03-02 21:40"]),
        ("Seen on 04/05/2026 at 21:40 UTC.", ["04-05 21:40"]),
        ("Seen on 04/05/2026 at 21:40 UTC, and on 02/03/2026 at 22:00 UTC.", ["05-04 21:40", "03-02 22:00"]),
    ],
)
def test_a_numeric_date_at_the_day_of_writing_tells_the_order_of_all(text: str, expected: list[str]) -> None:
    assert starts(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It begins at 4:51 a.m. EST (1:51 a.m. PST). It ends at 5:52 EST.", ["03-04 09:51"] * 2 + ["03-04 10:52"]),
        ("Doors open at 11:30 a.m. EST. The show starts at 1:15 EST.", ["03-03 16:30", "03-03 18:15"]),
        (
            "TV on March 7 (ET)\n12:45 – Owls at Terns\n3:30 – Jays at Kites\n10:15 – Crows at Swifts",
            ["03-07 17:45", "03-07 20:30", "03-08 03:15"],
        ),
        ("March 7\n9:30 – Opening\n10:15 – Talk", ["03-07 14:30", "03-07 15:15"]),
        ("Work is on Monday, March 9 at 6 a.m.\n- Login disabled from 9:35 a.m.", ["03-09 10:00", "03-09 13:35"]),
    ],
)
def test_the_hours_of_one_half_go_on(text: str, expected: list[str]) -> None:
    assert starts(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Tee: Friday 27 March, 7am. Draw: Thursday 4pm. Sunday, noon.", ["03-27 11:00", "03-26 20:00", "03-29 16:00"]),
        ("The fair is on Friday 27 March. We will talk about it on Thursday at 4pm.", ["03-05 21:00"]),
        ("The fair is on Friday 6 March. Talk: Wednesday 4pm.", ["03-04 21:00"]),
    ],
)
def test_a_weekday_without_a_verb_is_of_the_week_told_of(text: str, expected: list[str]) -> None:
    assert starts(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("SNOW UNTIL NOON CST TUESDAY\nIssued 341 AM CST Mon Mar 2 2026", ["03-03 18:00", "03-02 09:41"]),
        ("DST ends on Sunday, November 1. Church starts at 10:30 a.m. CST.", ["11-01 16:30"]),
        ("Snow until noon CST on Tuesday.", ["-"]),
        ("It is hidden on 9 March at 19h45m UT, for 19h45m.", ["03-09 19:45"]),
    ],
)
def test_bulletins_and_almanacs(text: str, expected: list[str]) -> None:
    assert starts(text, zone=None) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The call is on 4 March at 16:00 IST (UTC+5:30).", ["03-04 10:30"]),
        ("The call is on 4 March at 16:00 CST (UTC+8).", ["03-04 08:00"]),
        ("The call is on 4 March at 16:00 IST (UTC+9).", ["-"]),
        ("The call is on 4 March at 10am/1pm PT/ET.", ["03-04 18:00", "03-04 18:00"]),
        ("4 March:\n* US West: 9:00 AM\n* US East: 12:00 PM\n* Central Europe: 6:00 PM", ["03-04 17:00"] * 3),
        ("4 March:\nPacific 9:00 AM\nCentral 11:00 AM", ["03-04 17:00"] * 2),
        ("4 March:\nGrand Central 9:30 AM", ["-"]),
        ("The show is on 4 March at 8e/7c.", ["03-05 01:00"]),
        ("The work is on 4 March, 16:00 → 17:00 UTC.", ["03-04 16:00", "03-04 17:00"]),
        ("Net check-in is at 1600z.", ["03-03 16:00"]),
        ("The call is on 4.3. 16:00 CET, in room 4.3. And 14 people came.", ["03-04 15:00"]),
        ("The call is Wed (4th) 4pm GMT, and on the 5th, 16:00Z.", ["03-04 16:00", "03-05 16:00"]),
    ],
)
def test_how_a_clock_its_zone_and_its_day_are_set_together(text: str, expected: list[str]) -> None:
    assert starts(text, zone=None) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (  # the same clock goes on past midnight, though its hour was told on another's too
            "Polls in Reykjavik close on Saturday at 10 p.m. local time (2200 GMT); results come after midnight.",
            ["03-07 22:00", "03-07 22:00", "03-08 00:00"],
        ),
        (  # the second line's clocks are of the day that begins it, not of the one below
            "**Friday** workshops 10:00, main stage from 19:00 until 1:00\n**Saturday** parade 11 am",
            ["03-06 15:00", "03-07 00:00", "03-07 16:00"],
        ),
        (
            "Friday workshops 10:00–16:00, main stage from 19:00 until 1:00\nSaturday parade 11 am",
            ["03-06 15:00", "03-07 00:00", "03-07 16:00"],
        ),
        ("The board of the harbour and the town council meet at 8 pm\nSaturday to vote.", ["03-08 01:00"]),
        (  # counters, of which none begins another day
            "4 March\n\nroot 0:00\ninit 01:37\nroot 0:00\nsshd 01:37\n",
            ["03-04 05:00", "03-04 06:37", "03-04 05:00", "03-04 06:37"],
        ),
        (  # told once more for others, in letters and for a town; the text's own clock goes on
            "The call is on Wednesday at 4pm IST (10:30 UTC), not Tuesday.\n"
            "That's 5:30am for those of you in New York.\nPapers are due by noon tomorrow.",
            ["03-04 10:30", "03-04 10:30", "03-04 10:30", "03-04 06:30"],
        ),
    ],
)
def test_what_is_told_once_more_or_begins_a_line_leaves_the_clock_as_it_was(text: str, expected: list[str]) -> None:
    assert starts(text, zone=None if "IST" in text or "GMT" in text else "America/New_York") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Forum, 21-22 April\n\nDay 1\n09:00 Desk\n\nDay 2\n09:30 Talks", ["04-21 13:00", "04-22 13:30"]),
        ("Forum, 21–23 April\nDay One: 9:30 - 17:00\nDay Two: 9:30 - 17:00", ["04-21 13:30", "04-22 13:30"]),
        ("April 21-22 (second day: vote 1400 EDT/1800 GMT)", ["04-22 18:00"] * 2),
        (
            "It runs from 21 to 23 April. Doors open at 8am on the first day and 9am on the last day.",
            ["04-21 12:00", "04-23 13:00"],
        ),
        ("We sail on 21 and 22 April. The bus goes at 9am on the second day.", ["04-22 13:00"]),
        ("The desk opens at 8am on the first day.", []),
        ("Day 2 (Wed 22 April): 9am tea", ["04-22 13:00"]),
        ("Sprint, 21-22 April.\nDay 2 | Thursday, 30 April\n9am tea", ["04-30 13:00"]),
        ("Sprint, 21-22 April, 9am. It was a first day to remember. Tea is at 4pm.", ["04-21 13:00", "04-21 20:00"]),
        ("Jam 24 – 26 April\nDay 1 – Friday\n18:00 Doors\nDay 2 – Saturday\n9:00 Tea", ["04-24 22:00", "04-25 13:00"]),
        ("The jam is on 24-26 April.\n\nFriday: 6pm to late\nMonday: 6pm", ["04-24 22:00", "04-27 22:00"]),
        ("The jam is on 24-26 April.\n\nTickets go on sale on Friday at 10am.", ["03-06 15:00"]),
        ("The jam is on Friday 24 April. It begins on Friday at 10am.", ["04-24 14:00"]),
    ],
)
def test_a_day_is_counted_from_the_first_of_several(text: str, expected: list[str]) -> None:
    assert [start for start in starts(text) if start != "-"] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("## 2025\n- Sat 6 December, 7pm: carols\n\n## 2026\n- 4 January, 11am: walk", ["2025-12-07", "2026-01-04"]),
        ("2028\n4 January: 11am", ["2028-01-04"]),
        ("2025\n2024\n4 January: 11am", ["2026-01-04"]),  # heads of columns
        ("2024\nThe walk is on 4 April at 11am.", ["2026-04-04"]),
        ("2025\nJuly 4: 11am\nNOTES\nFriday, March 6: 11am", ["2025-07-04", "2026-03-06"]),
        ("2024\n30 February: 11am", ["-"]),
    ],
)
def test_a_year_on_a_line_of_its_own_is_that_of_the_entries_below(text: str, expected: list[str]) -> None:
    stated = statements_of(Document("d", text, published=MARCH, zone="America/New_York"))
    clocked = [one.when for one in stated if one.kind in {Kind.INSTANT, Kind.RANGE}]
    assert [f"{when.start:%Y-%m-%d}" if isinstance(when, Placed) else "-" for when in clocked] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "February 20, 2026, 3:50 pm\nFrom 2:12 PM the gate was shut.\nFebruary 18, 2026, 11:50 am\nStarting 10:04 "
            "AM the gate is shut. It opens on Friday at 9 am.",
            ["02-20 20:50", "02-20 19:12", "02-18 16:50", "02-18 15:04", "02-20 14:00"],
        ),
        ("March 9, 2026, 3:50 pm\nDoors open on Friday at 9 am.", ["03-09 19:50", "03-06 14:00"]),
        ("It was shut on February 18, 2026, at 11:50 am.\nIt opens on Friday at 9 am.", ["02-18 16:50", "03-06 14:00"]),
    ],
)
def test_an_entry_below_a_stamp_was_written_then(text: str, expected: list[str]) -> None:
    assert starts(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "On 5 May it opens at 6 am and closes at midnight. Lessons start at 5 pm.",
            ["05-05 10:00", "05-06 04:00", "05-05 21:00"],
        ),
        (
            "On 5 May polls do not close until midnight ET (4 am GMT). News comes at 7 pm ET.",
            ["05-06 04:00", "05-06 04:00", "05-05 23:00"],
        ),
        ("On 5 May it is open until midnight. The last bus goes at 00:30.", ["05-06 04:00", "05-06 04:30"]),
        ("On 5 May the doors do not open until midnight.", ["05-05 04:00"]),
        ("The bar is open Thursday to midnight.", ["03-06 05:00"]),
        ("This weekend the pool opens at 10am.", ["-"]),
        ("The pool opens at 10am this weekend.", ["-"]),
        ("Tell me by 10am today, or come this weekend.", ["03-03 15:00"]),
        ("On Saturday 7 March we shut from 5 am to 11 pm. It needs an extended rest from 5 am.", ["03-07 10:00"] * 2),
    ],
)
def test_a_midnight_that_ends_a_day_and_a_weekend_leave_the_day_spoken_of(text: str, expected: list[str]) -> None:
    assert starts(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "| Date | Prix | Race (local) | Race (GMT) |\n|---|---|---|---|\n| 7 March | Canada | 16:00 | 20:00 |\n"
            "| 3 April | Bahrain | 18:00 | 15:00 |",
            ["-", "03-07 20:00", "04-03 15:00", "04-03 15:00"],
        ),
        ("| Date | Doors CET | Size Q1 |\n|---|---|---|\n| 7 March | 16:00 | 5 |", ["03-07 15:00"]),
        (
            "7 March\n\n| Zone | Card | Bout |\n|---|---|---|\n| ET (Eastern Time) | 8:00 PM | 11:15 PM |\n"
            "| PT (Pacific Time) | 5:00 PM | 8:15 PM |",
            ["03-08 01:00", "03-08 04:15", "03-08 01:00", "03-08 04:15"],
        ),
        ("On 7 March it is at 4pm Oslo local (3pm GMT).", ["03-07 15:00"] * 2),
        ("On 7 March it is at 4pm Oslo local time.", ["03-07 15:00"]),
        ("On 7 March it is at 10am local pacific time.", ["03-07 18:00"]),
        ("On 7 March at 4pm Oslo local news begins.", ["03-07 21:00"]),
        (
            "It is out on 7 March at 12AM Pacific Time (PT).\nUnited States (ET) - 03:00 AM\nUK (GMT) - 08:00 AM",
            ["03-07 08:00"] * 3,
        ),
        ("On 7 March it left Doha, Qatar, at 12:23 p.m. (8:23 p.m. Doha time).", ["03-07 17:23"] * 2),
    ],
)
def test_the_clock_of_a_column_a_row_or_a_town(text: str, expected: list[str]) -> None:
    assert starts(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("From 12 May the call is at 16:00 UTC, until then at 17:00 UTC (9am PST).", ["05-12 16:00", "-", "-"]),
        ("The call is at 15:00 UTC (8am PDT) until 31 May, 16:00 UTC (8am PST) afterwards.", ["-", "-"]),
        ("The talk is on 31 May, 16:00 UTC, afterwards there is tea.", ["05-31 16:00"]),
        ("The doors are open until 31 May, 16:00 UTC. Afterwards we rest.", ["05-31 16:00"]),
        ("The wave comes on 26 June at 0:02 PM UTC, or at 0:02 AM UTC.", ["06-26 12:02", "06-26 00:02"]),
    ],
)
def test_what_holds_until_a_day_is_not_of_that_day(text: str, expected: list[str]) -> None:
    assert starts(text)[-len(expected) :] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It begins on 9 May at Eden Park, Auckland, at 8.30pm (8.30am GMT).", ["05-09 08:30", "05-09 08:30"]),
        (
            "• 5:29 AM\n\nWe will wait.\n\n• 7:13 AM\n\nDone, until 9 a.m. MST.\n\n• 8:00 AM",
            ["03-03 10:29", "03-03 12:13"],
        ),
        ("Ring at 5:29 AM, we will be there.", ["03-04 10:29"]),
        ("Vote: 1 May 2026 through 14 May 2026 AoE.", ["05-01 12:00"]),
        ("Vote by 14 May 2026 AoE.", ["05-15 12:00"]),
        ("8 May\nSydney (+11hrs) Sat 9 May – 3.00am\nNZ (+13hrs) Sat 9 May – 5.00am", ["05-08 17:00", "05-08 17:00"]),
        ("On 9 May\nUK: 4 a.m. BST\nIndia: 8:30 a.m. IST\nMexico: 9 p.m.", ["05-09 03:00", "05-09 03:00", "-"]),
        ("From 1 May it is at 18:00 CEST (instead of 17:00 CET).", ["05-01 16:00", "05-01 15:00"]),
        ("The Thursday call stays. It is at 18:00 CEST (instead of 17:00 CET) starting 30 March.", ["03-30 16:00"]),
    ],
)
def test_labels_entries_and_halves_keep_clocks_apart(text: str, expected: list[str]) -> None:
    found = [start for start in starts(text) if start != "-" or "-" in expected]
    assert found[: len(expected)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("10:00 – 11:30 am ET – Tuesday, May 12\n\nWe begin at 10:00 am ET on Tuesday.", ["05-12 14:00"] * 2),
        (
            "4:00 pm ET – Monday, May 11\n\nThe doors open.\n\n11:45 am – 4:30 pm ET – Talks\n\nThere are five.",
            ["05-11 20:00", "05-11 15:45"],
        ),
        ("On Thursday, Rhyl will have one pass at 5:37 a.m. EST.", ["03-05 10:37"]),
        ("Rhyl would have had a pass at 5:37 a.m. EST on Friday.", ["02-27 10:37"]),
        ("The truce starts at 6 pm and goes on until 6 pm next day.", ["03-03 23:00", "03-04 23:00"]),
        ("The truce came into effect at 2 a.m. Monday local time in Oslo.", ["03-02 01:00"]),
        ("At 2 p.m. Monday local timetables changed.", ["03-02 19:00"]),
    ],
)
def test_entries_and_headings_tell_their_day_again(text: str, expected: list[str]) -> None:
    assert starts(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Doors 7pm, show 8pm\nSaturday, May 9 at the Fillmore, San Francisco", ["05-10 02:00", "05-10 03:00"]),
        ("Saturday's fixtures (kick-off 15:00 unless stated, all times BST).", ["05-09 14:00"]),
        ("Saturday's games (tip-off 7 p.m. ET unless otherwise noted).", ["05-09 23:00"]),
        ("Saturday: Hull v Stoke (1500), Ayr v Alloa (1930). All times BST.", ["05-09 14:00", "05-09 18:30"]),
    ],
)
def test_a_fixture_or_a_gig_is_to_come(text: str, expected: list[str]) -> None:
    assert starts(text, published=date(2026, 5, 4)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It is due on Wednesday at 2 p.m.; shares rose 0.4% by 7:15 a.m. ET.", ["05-06 18:00", "05-04 11:15"]),
        ("The watch lasts until 2 a.m. Tuesday. Rain will come by 10 p.m. here.", ["05-05 06:00", "05-05 02:00"]),
        ("Brill reports before the bell Thursday. Its call starts at 8:00.", ["05-07 12:00"]),
        ("It left Doha at 2:15 a.m. and was diverted to Muscat, landing at 4:05 a.m. local time.", ["23:15", "00:05"]),
        ("Ayr on Friday at 7 p.m., then Hull at 6:30 p.m. CT on Sunday.", ["05-08 23:00", "05-10 23:30"]),
        ("It lands at 5:57 p.m. on Friday, 17 hours after leaving at 1:05 a.m.", ["05-08 21:57", "05-08 05:05"]),
        ("He speaks at 3 p.m., after talks that ended at 3 a.m.", ["05-04 19:00", "05-04 07:00"]),
        ("Sat vigil 6.30pm; Sun 9am.", ["05-09 22:30", "05-10 13:00"]),
        (
            "It meets in closed session at 4:30 p.m. and in open session at 6:00 p.m., Friday, May 8.",
            ["20:30", "22:00"],
        ),
        ("The pool closes on 7 May and reopens at 9 a.m. on Monday.", ["05-11 13:00"]),
        ("The pool closed on 1 May and reopens at 9 p.m. on Monday.", ["05-05 01:00"]),
    ],
)
def test_what_a_clause_tells_of_is_its_own(text: str, expected: list[str]) -> None:
    found = starts(text, published=date(2026, 5, 4))
    assert [instant[-len(told) :] for instant, told in zip(found, expected, strict=True)] == expected


@pytest.mark.parametrize("row", ["| Japan | Thu 14-May-2026 02:00 (02:00 AM) |", "| India | Wed 13-May-2026 22:30 |"])
def test_a_row_of_two_cells_tells_the_instant_on_the_clock_of_its_label(row: str) -> None:
    head = "Council call, Wed 13-May-2026 17:00 (UTC+00:00):\n\n| Timezone | Time |\n| --- | --- |\n"

    assert starts(head + row) == ["05-13 17:00", "05-13 17:00"]


def test_a_row_of_two_cells_that_tells_no_day_is_on_the_heading_s_clock() -> None:
    assert starts("Wednesday 13 May (all times GMT)\n\n| Japan | 14:00 |\n| India | 16:00 |", zone=None) == [
        "05-13 14:00",
        "05-13 16:00",
    ]


ROUNDS = "The cup begins on Saturday 9 May at {}.\n\n9.30 - 1st round\n\n13.00 - 2nd round\n\n17.15 - Final"


def test_dotted_hours_of_a_day_are_a_timetable() -> None:
    assert starts(ROUNDS.format("09:30"), zone="UTC") == ["05-09 09:30", "05-09 09:30", "05-09 13:00", "05-09 17:15"]


@pytest.mark.parametrize(
    "lines",
    [
        "7.50 - Child\n10.00 - Adult\n20.00 - Family",
        "1.00 - First\n2.00 - Second\n3.00 - Third",
        "9.30 - One\n9.12 - Two\n17.00 - Three",
    ],
)
def test_prices_and_versions_are_none(lines: str) -> None:
    assert starts(f"Doors open on Saturday 9 May at 09:30.\n\n{lines}", zone="UTC") == ["05-09 09:30"]


def test_all_timings_may_be_for_a_country() -> None:
    text = "It opens at 10am (all timings are for the UK) on Monday, and ends at 7pm."

    assert starts(text, published=date(2026, 5, 4), place="Doha, Qatar")[-1] == "05-04 18:00"


def test_what_is_usually_the_same_tells_the_letters() -> None:
    text = "On 14 May we meet at 11:00am CST (usually 18:00 CEST)."

    assert starts(text, zone=None) == ["05-14 16:00", "05-14 16:00"]
