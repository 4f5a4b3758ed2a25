"""Which instants announcements mean, as they stand in bulletins, on pages of status, in listings and invitations."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from timeline.discourse import statements_of
from timeline.model import Document, Floating, Kind, Modality, Placed, Statement

MAY = date(2026, 5, 4)  # a Monday


def _told(stated: Statement) -> str:
    match stated.when:
        case Placed(start=start):
            return f"{start:%m-%d %H:%M}"
        case Floating():
            return f"{stated.local:%m-%d %H:%M}" if hasattr(stated.local, "hour") else str(stated.local)
    return "-"


def starts(text: str, published: date | None = MAY, zone: str | None = None) -> list[str]:
    """The UTC start of each clock time without a year; its wall time where no zone is known."""
    return [
        _told(stated)
        for stated in statements_of(Document("d", text, published=published, zone=zone))
        if stated.kind in {Kind.INSTANT, Kind.RANGE, Kind.RECURRENCE}
    ]


def test_a_bulletin_tells_its_letters_by_the_equivalent_behind_dots() -> None:
    text = "1100 AM AST Sat Sep 12 2026\n\nSUMMARY OF 1100 AM AST...1500 UTC...\n\nNext advisory at 500 PM AST."

    assert starts(text, date(2026, 9, 12)) == ["09-12 15:00", "09-12 15:00", "09-12 15:00", "09-12 21:00"]


@pytest.mark.parametrize(
    "heading",
    [
        "all times are local, Nairobi",
        "all times local (Nairobi)",
        "all times are local to Nairobi",
        "all times in local Nairobi time",
    ],
)
def test_local_may_be_said_of_a_town(heading: str) -> None:
    assert starts(f"Programme for 16 May ({heading})\n09:00 Registration\n10:30 Plenary") == [
        "05-16 06:00",
        "05-16 07:30",
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Polls in Honolulu open at 9 a.m. on Tuesday and close at 10 p.m. local time.",
            ["05-05 19:00", "05-06 08:00"],
        ),
        ("Second leg on 13 May, 20:15 (local, UTC+2).", ["05-13 18:15"]),
        (
            "On Thursday, May 7, from 06:00 to 18:00 (GMT+9, about 12 hours) the pumps rest.",
            ["05-06 21:00"],
        ),
        ("On Thursday, May 7, doors 18:00 (CEST; the bar an hour before).", ["05-07 16:00"]),
        ("On 7 May our dashboard (Europe/Paris) showed the flood from 08:10 on.", ["05-07 06:10"]),
        ("The dashboards (Europe/Paris, Asia/Tokyo) showed the flood from 08:10 on 7 May.", ["05-07 08:10"]),
    ],
)
def test_the_zone_stands_behind_or_in_a_bracket_with_a_remark(text: str, expected: list[str]) -> None:
    assert starts(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Saturday 9 May: doors 22:00, last act 01:30.", ["05-09 22:00", "05-10 01:30"]),
        ("Saturday 9 May: doors 08:00, last act 01:30.", ["05-09 08:00", "05-09 01:30"]),
    ],
)
def test_midnight_passes_without_a_zone_too(text: str, expected: list[str]) -> None:
    assert starts(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The board releases its figures at 2 p.m. ET on Wednesday, followed by questions.",
            ["05-06 18:00"],
        ),
        (
            "The pier opens Wednesday at noon UTC. The exam opens Thursday at 1 p.m. UTC and closes 24 hours later.",
            ["05-06 12:00", "05-07 13:00", "05-08 13:00"],
        ),
        (
            "The Ravens play on Tuesday at 7 p.m. ET and have a 7:20 p.m. start on Friday.",
            ["05-05 23:00", "05-08 23:20"],
        ),
        (
            "We agreed on 11:00 BST / 15:30 IST / 19:00 JST, first session Thursday 7 May.",
            ["05-07 10:00"] * 3,
        ),
        (
            "Takeoff is on Tuesday, May 12, 14:00 UTC.\n\n## Launch day\n- 13:30 smoke test\n- 20:00 review",
            ["05-12 14:00", "05-12 13:30", "05-12 20:00"],
        ),
    ],
)
def test_the_day_is_found(text: str, expected: list[str]) -> None:
    assert starts(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (  # what is due on another day says nothing of the meeting
            "The council meets Tuesday, May 12, at 5:30 p.m. UTC on the second-floor landing. Comments must be "
            "received by noon Monday, May 11. The meeting can be seen live at 7 p.m. UTC.",
            ["05-12 17:30", "05-11 12:00", "05-12 19:00"],
        ),
        ("The eye will be at 13/0600Z near the cape, and is due ashore at 14/1200Z.", ["05-13 06:00", "05-14 12:00"]),
        ("12H 13/1800Z 15.5N", ["05-13 18:00"]),
        ("Next week 4pm CEST would be 8am PDT instead of 7am.", ["16:00", "08:00", "07:00"]),
        (
            "Play begins on 5 May at 2:00 PM IST (0830 GMT).\n\nMay 7 - Elms v Oaks, 2:00 PM",
            ["05-05 08:30", "05-05 08:30", "05-07 08:30"],
        ),
        ("The next bulletin is issued at 1430 IST, based on 0900 UTC.", ["05-04 09:00"] * 2),
    ],
)
def test_the_day_and_the_zone_are_those_of_what_is_spoken_of(text: str, expected: list[str]) -> None:
    assert starts(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The servers rest every Tuesday night, 23:00 server time (11PM Pacific Standard or Daylight Time), "
            "06:00 Greenwich Mean Time (6 AM GMT), 14:00 Beijing time (2 PM).",
            ["05-06 06:00"] * 6,
        ),
        (
            "The raid is on Friday at 20:00 server time (7pm GMT). Bosses come at 21:00 server time.",
            ["05-08 19:00", "05-08 19:00", "05-08 20:00"],
        ),
        ("On 14 May the pumps rest at 15:30 MST/MDT, the match is at 7.45pm GMT/BST.", ["05-14 21:30", "05-14 18:45"]),
        ("Live reporting. All times stated are UK\n\nThe court in Boston sits at 14:30.", ["05-04 13:30"]),
        (
            "**UTC Tue 12-May-2026 18:00 (06:00 PM)**:\n\n| Timezone | Date/Time |\n|---|---|\n"
            "| EU / Western | Tue 12-May-2026 19:00 (07:00 PM) |\n"
            "| EU / Eastern | Tue 12-May-2026 21:00 (09:00 PM) |\n",
            ["05-12 18:00"] * 3,
        ),
        (
            "Dues on 7 May at 8:50 a.m. Tokyo time (2350 GMT Wednesday), jobs at 0130 GMT.",
            ["05-06 23:50"] * 2 + ["05-07 01:30"],
        ),
        (
            "The fair in Oslo runs from 16 to 20 May. Gates open at 11am CEST each day, lunch is at 1pm.",
            ["05-16 09:00", "05-16 11:00"],
        ),
        (
            "Tuesday, May 12\nThe reworked submissions of manuscripts are due: by 5pm UTC\nMonday, June 8\n"
            "Papers by 5pm UTC",
            ["05-12 17:00", "06-08 17:00"],
        ),
    ],
)
def test_tables_and_clocks_of_games_and_desks(text: str, expected: list[str]) -> None:
    assert [told for told in starts(text) if told != "-"] == expected


def test_a_clause_of_its_own_has_the_clock_of_its_place() -> None:
    text = "The bells ring in Oslo on Sunday at 1am, so for our friends here it is 7:00 PM EDT on Saturday."

    assert starts(text, zone="America/New_York") == ["05-09 23:00", "05-09 23:00"]


def test_what_is_told_once_more_lends_no_clock_to_what_is_at_home() -> None:
    text = "Today's talk moves to 15:30 (from 15:00), that's 9:30 EDT."

    assert starts(text, zone="Europe/Warsaw") == ["05-04 13:30", "05-04 13:00", "05-04 13:30"]


def test_a_listing_of_dotted_hours_goes_on_from_its_first() -> None:
    listing = "Saturday 9 May\n6.15pm Ponds\n7.00 The Shed\n10.20 News\n12.05am Weather"

    assert starts(listing, zone="Europe/London") == ["05-09 17:15", "05-09 18:00", "05-09 21:20", "05-09 23:05"]


@pytest.mark.parametrize(
    "text", ["Menu\n7.00 Fish pie\n8.50 Steak", "6.15pm Ponds\n\n7.00 Pies", "1.10 Pumps\n1.15 Locks"]
)
def test_prices_and_chapters_are_no_listing(text: str) -> None:
    assert len(starts(text)) == text.count("pm")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Apr 24-25, 2026: down 58 min (23:50Z deployment, 00:48Z rollback), of which\n"
            "customers saw errors 23:50Z - 00:37Z, until 00:48Z",
            ["04-24 23:50", "04-25 00:48", "04-24 23:50", "04-25 00:48"],
        ),
        (
            "The show opens at 7pm on Saturday 16 May and ends at the same time on Sunday 17. The hall opens at "
            "8.15 pm on Saturday and closes at 6 am the next day.",
            ["05-16 19:00", "05-16 20:15", "05-17 06:00"],
        ),
        ("1339 - Sat Apr 04 2026 00:00:00 GMT-0300 (summer)", ["04-04 03:00"]),
        (
            "There is a statement at noon on Wednesday, 6 May. She gives evidence the same day at 2pm.",
            ["05-06 12:00", "05-06 14:00"],
        ),
        ("Booked guests have up to noon on Thursday to change it.", ["05-07 12:00"]),
        ("Fifty years ago today, at 09:32, the buoy was lost.", ["05-04 09:32"]),
        (
            "Sprints: Saturday 9 May and Sunday 10 May, 10:00-18:00.",
            ["05-09 10:00", "05-10 10:00"],
        ),
        ("How is the second Monday each month at 17:00?", ["05-11 17:00"]),
        (
            "It sails on Tuesday, 12 May at 17:30, calls at 22:45 that evening and lands at 08:10 the next morning.",
            ["05-12 17:30", "05-12 22:45", "05-13 08:10"],
        ),
        ("Sunday's rite of spring: timings\n\n6:30am: the gates open\n11am: the rite", ["05-10 06:30", "05-10 11:00"]),
        ("Sunday's rite: results\n\n6:30am: the gates opened", ["05-03 06:30"]),
        ("The clocks changed, and the Wednesday sync is now 16:00.", ["05-06 16:00"]),
        (
            "On Tuesday we meet at 10:00 PDT, 17:00 UTC (was 16:00 UTC). The line opens at 09:55.",
            ["05-05 17:00", "05-05 17:00", "05-05 16:00", "05-05 16:55"],
        ),
        (
            "On Wednesday, 13 May, the wikis rest. The test starts at 14:00 UTC (16:00 CEST), and in New Zealand at "
            "02:00 NZST on Thursday, 14 May.",
            ["05-13 14:00"] * 3,
        ),
        (
            "We heard of it at 22:00 UTC on May 2 and mended it by 02:30 UTC the next day. It was tested at 13:00 UTC.",
            ["05-02 22:00", "05-03 02:30", "05-03 13:00"],
        ),
        (
            "The drawing is Friday, May 8 at 11 p.m. UTC. Sales cut off at 10:45 p.m. in the shops.",
            ["05-08 23:00", "05-08 22:45"],
        ),
        (
            "They aim for Thursday, 7 May, at 8:28. Monday's attempt was scrubbed by a valve. The show begins at 7:45.",
            ["05-07 08:28", "05-07 07:45"],
        ),
        (
            "Booths close at 7pm on Friday. On Saturday 9 May they are open from 9am to 7pm; counts appear from 7pm.",
            ["05-08 19:00", "05-09 09:00", "05-09 19:00"],
        ),
        ("On Thursday 7 May doors open at 7:40 and the bell rings at 8:05 a.m.", ["05-07 07:40", "05-07 08:05"]),
    ],
)
def test_days_told_before_hold_for_the_same_hours(text: str, expected: list[str]) -> None:
    assert [told for told in starts(text, zone="UTC") if told != "-"] == expected


def test_the_offset_of_a_zone_is_no_clock_time() -> None:
    assert starts("All times are in the zone GMT +01:00.\n\n7 May, 03:00: the pumps rest.") == ["05-07 02:00"]


def test_an_agenda_runs_its_hours_together() -> None:
    agenda = "Tuesday, May 12, 2026 (all times JST)\n\n0930-1130 Session I\n1300-1500 Session II\n1530-1630 Talks"

    assert starts(agenda) == ["05-12 00:30", "05-12 04:00", "05-12 06:30"]


def test_ages_stand_in_lines_too() -> None:
    assert "T" not in "".join(s.timex.value for s in statements_of(Document("d", "1300-1500 Tombs\n1530-1630 Forts")))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "We sail from Cozumel at 17:00 local on Thursday, May 7 and arrive in Miami at 07:00 on Saturday, May 9.",
            ["05-07 22:00", "05-09 11:00"],
        ),
        ("Liftoff is on 7 May at 7:20 a.m. EST (8:20 a.m. in Kourou).", ["05-07 11:20"] * 2),
        ("On 7 May at 7:20 a.m. EDT it lifts off from Kourou (8:20 a.m. local).", ["05-07 11:20"] * 2),
        ("School of knots, 9-10 May, Ljubljana, 9:00-17:30 each day", ["05-09 07:00"]),
        (
            "We leave Budapest at 06:05 on 7 May and arrive at London Luton at 07:45. The gate closes at 05:35.",
            ["05-07 04:05", "05-07 06:45", "05-07 03:35"],
        ),
        ("Tonight polls close in Alaska at midnight and 1am ET.", ["05-05 04:00", "05-05 05:00"]),
        (
            "On 7 May it begins at 9:16pm AEST; in Perth it begins at 7:16pm.",
            ["05-07 11:16", "05-07 11:16"],
        ),
        ("We stop at 0700 UTC on 5 May (11pm Monday Pacific, without fail).", ["05-05 07:00", "05-05 06:00"]),
        (
            "The fair opens on Sunday 10 May. The bell rings at 10:00 GMT; guests speak from 12:00 on Monday.",
            ["05-10 10:00", "05-11 12:00"],
        ),
        ("Liftoff is at 5:24 a.m. Baikonur time on 24 February 2023.", ["02-24 00:24"]),
    ],
)
def test_small_places_have_clocks(text: str, expected: list[str]) -> None:
    assert [told for told in starts(text) if told != "-"] == expected


_ENTRY = "Published 2026-05-04\n\nMay 6, 9 a.m. EDT: Kite flies from Cape Canaveral, Florida.\n\nMay 7 - Heron\n"


@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        ("Launch time: 2134 GMT (5:34 p.m. EDT; 6:34 p.m. local)", ["05-07 21:34"] * 3),
        ("Launch time: 2134 GMT (6:34 p.m. local time)", ["05-07 21:34"] * 2),
        ("Launch time: 2134 GMT (5:34 p.m. EDT; 6:34 p.m. local)\nSite: Kourou, French Guiana", ["05-07 21:34"] * 3),
        ("Launch time: 6:34 p.m. local\nLaunch site: Mahia Peninsula, New Zealand", ["05-07 06:34"]),
        ("Launch time: 6:34 p.m. local", ["05-07 22:34"]),
        ("It flies from Kourou at 2134 GMT (6:34 p.m. local).\nViewers in Oslo stay up.", ["05-07 21:34"] * 2),
    ],
)
def test_local_is_where_the_equivalents_prove_it(entry: str, expected: list[str]) -> None:
    assert starts(_ENTRY + entry)[1:] == expected


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ("- UK (BST): 18:00–22:00\n- EU (CEST) 19:00", ["05-07 17:00"] * 2),
        ("- **Japan (JST, May 8):** 02:00\n- India (IST): 22:30", ["05-07 17:00"] * 2),
        ("UK (BST) 18:00, EU (CEST) 19:00, Pakistan (UTC+5): 22:00", ["05-07 17:00"] * 3),
        ("Black Sheep Theatre (BST) 18:00", ["05-08 01:00"]),
        ("The show (BST fans, take note) 18:00", ["05-08 01:00"]),
        (
            "| Where | From | To |\n|---|---|---|\n| UK (BST) | 18:00 | 22:00 |\n"
            "| Japan (JST, May 8) | 02:00 | 06:00 |\n| New York (EDT) | 13:00 | 17:00 |",
            ["05-07 17:00", "05-07 21:00"] * 3,
        ),
        ("| Who | From |\n|---|---|\n| A. Smith (GB) | 18:00 |", ["05-08 01:00"]),
    ],
)
def test_a_zone_heads_its_row(rows: str, expected: list[str]) -> None:
    assert starts(f"The servers rest on Thursday, May 7 at 10:00 AM PDT.\n\n{rows}")[1:] == expected


@pytest.mark.parametrize(
    ("entries", "expected"),
    [
        ("10:00 – talks (streamed, 4 a.m. in New York)", ["05-07 08:00"] * 2),
        ("14:00 – panel, live at 9 p.m. in Tokyo", ["05-07 12:00"] * 2),
        ("18:00 – panel (1 a.m. in Tokyo)", ["05-07 16:00"] * 2),
        ("17:00 Closing, then drinks at 19:00 in Paris", ["05-07 15:00", "05-07 17:00"]),
        ("17:00 Closing, then a talk from New York at 19:00", ["05-07 15:00", "05-07 17:00"]),
        ("15:00 in London: the other hub watches", ["05-07 13:00"]),
        ("14:00 Talk (8 a.m. in New York, 5 a.m. in Los Angeles)", ["05-07 12:00"] * 3),
        ("15:00 Talk in London, 14:30 tea", ["05-07 13:00", "05-07 12:30"]),
        ("15:00 Talk, then from 17:00 in Athens", ["05-07 13:00", "05-07 15:00"]),
    ],
)
def test_a_place_tells_an_hour_once_more_below_the_zone_of_all(entries: str, expected: list[str]) -> None:
    assert starts(f"Programme of 7 May (all times CEST)\n\n- {entries}") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Join us live on May 20th!\n\n- Americas: 10am PT / 1pm ET\n- EMEA: 2pm BST, May 21\n- Questions: 3pm BST",
            ["05-20 17:00", "05-20 17:00", "05-21 13:00", "05-21 14:00"],
        ),
        ("We met on April 12.\n\n1. 10:00 UTC Opening\n2. 11:00 UTC Votes", ["04-12 10:00", "04-12 11:00"]),
        ("See you on 20 May. Pick an hour:\n\n| When | What |\n|---|---|\n| 18:00 UTC | Soup |", ["05-20 18:00"]),
        ("Abstracts are due May 20.\n\n- Hotline: 1pm UTC", ["05-04 13:00"]),
        ("The next call is on May 20, the last was on April 20.\n\n- Hotline: 1pm UTC", ["05-04 13:00"]),
        ("Join us on May 20.\n\nBring a mug.\n\n- Hotline: 1pm UTC", ["05-04 13:00"]),
    ],
)
def test_the_day_above_a_list_is_that_of_its_hours(text: str, expected: list[str]) -> None:
    assert starts(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Polls open at 8 a.m. on 7 May, close at 6 p.m. (1700 GMT).",
            ["05-07 07:00", "05-07 17:00", "05-07 17:00"],
        ),
        (
            "Gates open at 5:30 p.m. on 7 May and the final starts at 9 p.m. (8 p.m. in London).",
            ["05-07 15:30", "05-07 19:00", "05-07 19:00"],
        ),
        (
            "Polls in Tbilisi open at 8 a.m. on 7 May and close at 8 p.m. (1600 GMT).",
            ["05-07 04:00", "05-07 16:00", "05-07 16:00"],
        ),
        (
            "The call is at 9 a.m. ET on 7 May, and ends at 10 (1400 UTC).",
            ["05-07 13:00", "05-07 14:00", "05-07 14:00"],
        ),
    ],
)
def test_an_equivalent_proves_the_clock_of_its_sentence(text: str, expected: list[str]) -> None:
    assert starts(text) == expected


def _hours(text: str) -> str:
    """The hours between which the last range lies."""
    found = statements_of(Document("d", text, published=MAY, zone="UTC"))[-1]
    assert isinstance(found.local, datetime) and isinstance(found.local_end, datetime)  # noqa: PT018
    return f"{found.local:%H}-{found.local_end:%H}"


@pytest.mark.parametrize(
    ("text", "hours"),
    [
        ("The concert is at 7:30 p.m. on Saturday. The box office is open Mon-Fri 10-6.", "10-18"),
        ("We sing at 8 p.m. on Friday. Drop in from 9 to 17 on Thursday.", "09-17"),
        ("We sing at 8 p.m. on Friday. The dinner is 9 to 1 on Thursday.", "21-01"),
        ("We sing at 8 p.m. on Friday. The choir meets 9-11 on Thursday.", "21-23"),
    ],
)
def test_bare_hours_turn_at_noon(text: str, hours: str) -> None:
    assert _hours(text) == hours


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "We sing at 7:30 p.m. on Saturday. The livestream starts at 23:30 GMT. The rehearsal is Friday, 2-4pm.",
            ["05-09 19:30", "05-09 23:30", "05-08 14:00"],
        ),
        (
            "We sing at 7 p.m. on Saturday. The stream is at 23:00 GMT. Answer by noon EDT on Friday.",
            ["05-09 23:00", "05-09 23:00", "05-08 16:00"],
        ),
        ("The stream starts on Friday at 18:00 GMT. Chat opens at 17:30.", ["05-08 18:00", "05-08 17:30"]),
        ("Answer by the end of day Thursday, 7 May (midnight EDT).", ["05-08 04:00"]),
        ("The sale opens on Thursday, 7 May (midnight EDT).", ["05-07 04:00"]),
    ],
)
def test_hours_for_others_and_hours_that_end_a_day(text: str, expected: list[str]) -> None:
    assert [told for told in starts(text) if told != "-"] == expected


_LOG = "Outage (all times UTC)\n\nMay 2, 2026\n22:03 - Alerts.\n23:58 - Calm.\nMay 3, 2026\n00:30 - Closed.\n\n"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (_LOG + "Impact: between 22:03 and 23:58 a few requests failed.", ["05-02 22:03"]),
        (_LOG + "The alert was seen at 22:03 by nobody.", ["05-02 22:03"]),
        (_LOG + "Impact: from 21:00 to 22:00 nothing failed.", ["05-03 21:00"]),
        (_LOG + "22:03 - Second alert.", ["05-03 22:03"]),
        (
            "Meeting minutes 2026-04-20\n\nNext meeting: 2026-05-01, 1400 UTC.\n\n14:00:12 <ann> hello\n14:02 <bob> hi",
            ["04-20 14:00", "04-20 14:02"],
        ),
        (
            "Chat log 2026-04-20 (all times UTC)\n\n[23:58] <ann> hello\n[00:02] <bob> hi",
            ["04-20 23:58", "04-21 00:02"],
        ),
        (
            "From: a@example.org\nSubject: Slots\nDate: Mon, 20 Apr 2026 16:20:00 +0000\n\nTomorrow 3-4pm London?",
            ["04-21 14:00"],
        ),
        (
            "BERGEN, 20 April 2026 - The first train leaves at 06:05 on Monday 27 April. Sales begin Friday at 9am.",
            ["04-27 04:05", "04-24 07:00"],
        ),
        (
            "Date: Mon, 20 Apr 2026 16:20:00 +0000\n\nTomorrow 3-4pm London, or after 2pm your time (CEST) on Friday.",
            ["04-21 14:00", "04-24 12:00"],
        ),
    ],
)
def test_a_text_tells_when_it_was_written_and_a_log_its_day(text: str, expected: list[str]) -> None:
    assert [told for told in starts(text, published=None) if told != "-"][-len(expected) :] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Meeting minutes 2026-04-20\n\nNext meeting: 2026-05-01.\n\nPapers go out before the 24th.", "2026-04-24"),
        ("Meeting minutes 2026-04-20\n\nThe next fair is on 2026-05-01. It lasts until the 5th.", "2026-05-05"),
        ("Concert\nDate: 12 May 2026\nVenue: the barn\n\nAnswer by tomorrow.", None),
        ("Notes on trains, 12 May 2026\n\nAnswer by tomorrow.", None),
        ("BERGEN, 3 May 2026 - The first train is full.", "2026-05-03"),
    ],
)
def test_the_last_day_told(text: str, expected: str | None) -> None:
    last = statements_of(Document("d", text, published=None))[-1]

    assert (str(last.local) if last.local is not None else None) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Our call moves from Tuesdays to Thursdays.", ["BYDAY=TU superseded", "BYDAY=TH asserted"]),
        ("It is shifted from Fridays to Mondays at 6pm.", ["BYDAY=FR superseded", "BYDAY=MO asserted"]),
        ("The shop is open from Tuesdays to Thursdays.", ["BYDAY=TU,WE,TH asserted"]),
    ],
)
def test_a_day_of_the_week_gives_way(text: str, expected: list[str]) -> None:
    found = statements_of(Document("d", text, published=MAY, zone="UTC"))

    assert [f"{(s.recurrence or '').partition(';')[2]} {s.modality.value}" for s in found] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("We meet in Oslo on 7 May at 6.30pm. Those abroad note that 6.30pm is 1630 UTC.", ["05-07 16:30"] * 3),
        (
            "7 May: departs Doha 23:55, arrives Berlin 06:40 (+1).\nDeparts Berlin 08:15, arrives Lisbon 10:20.",
            ["05-07 20:55", "05-08 04:40", "05-08 06:15", "05-08 09:20"],
        ),
        (
            "On 7 May it begins at 18:00 and ends at 00:30 (+1).\nThe bar shuts at 23:00.",
            ["05-07 18:00", "05-08 00:30", "05-07 23:00"],
        ),
        (
            "The tap is off on Tuesday between 9am and 3.30pm. We will try again on Thursday at the same times.",
            ["05-05 09:00", "05-07 09:00"],
        ),
        ("Say tomorrow 3-4pm London / 10-11 New York, or call.", ["05-05 14:00", "05-05 14:00"]),
        ("Say tomorrow at 3pm London / 10 New York.", ["05-05 14:00", "05-05 14:00"]),
        ("Say tomorrow at 3pm London / 10 Downing Street.", ["05-05 14:00"]),
        (
            "The call is 3-4pm London (10-11am New York) on 7 May.",
            ["05-07 14:00", "05-07 14:00"],
        ),
        ("Tonight at 8: songs. Tomorrow at the same time: a quiz.", ["05-04 20:00", "05-05 20:00"]),
        ("On 7 May talks run 6-8:30 p.m. in the gym. Tea is offered until 8:45.", ["05-07 18:00", "05-07 20:45"]),
        (
            "Join us on 7 May at 8:30 p.m. The peak is at 7 a.m. EDT (4 a.m. PDT). Gates lock at 11 p.m.",
            ["05-07 20:30", "05-07 11:00", "05-07 11:00", "05-07 23:00"],
        ),
    ],
)
def test_what_goes_on_from_what_was_told(text: str, expected: list[str]) -> None:
    assert [told for told in starts(text, zone="UTC") if told != "-"] == expected


@pytest.mark.parametrize(
    ("text", "day"),
    [("Join us Wednesday night, May 13.", "05-13"), ("Join us Wednesday night, May 14.", "05-06")],
)
def test_a_night_of_the_week_is_of_the_date_behind_it(text: str, day: str) -> None:
    night = statements_of(Document("d", text, published=MAY, zone="UTC"))[0]

    assert f"{night.local:%m-%d}" == day


def test_clock_times_in_brackets_are_those_listed_before_them() -> None:
    text = "The polls close at 9pm and midnight AEST (11:00 and 14:00 GMT)."

    assert starts(text) == ["05-04 11:00", "05-04 14:00", "05-04 11:00", "05-04 14:00"]


def test_what_begins_before_an_hour_is_on_its_clock() -> None:
    assert starts("The desk opens 30 minutes before the 18:00 WAT start on 8 May.") == ["05-08 16:30"]


@pytest.mark.parametrize(
    "heading", ["Agenda 8 May 2026 (CEST)", "Schedule for May 8 (CEST)", "Fixtures, 8th May (CEST)"]
)
def test_a_heading_may_tell_its_day_and_its_zone(heading: str) -> None:
    assert starts(f"{heading}\n09:00 Arrival\n14:00 Session") == ["05-08 07:00", "05-08 12:00"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They change now and we not until 9 May, so this week's call is at 16:00 UTC on Thursday.", ["05-07 16:00"]),
        ("The call is not until 9 May. It begins at 16:00 UTC.", ["05-09 16:00"]),
    ],
)
def test_a_bound_is_not_when_it_is(text: str, expected: list[str]) -> None:
    assert starts(text)[-1:] == expected


def test_what_was_until_now_is_given_up() -> None:
    before, after = statements_of(Document("d", "Moved: was Fri 7pm, now Sat 7pm GMT.", published=MAY))[0::2]

    assert (before.text, before.modality) == ("Fri 7pm", Modality.SUPERSEDED)
    assert (_told(after), after.modality) == ("05-09 19:00", Modality.ASSERTED)


def test_equal_signs_join_the_hours_of_places() -> None:
    assert starts("On 26 October 2026: 4 p.m. London = noon New York.") == ["10-26 16:00", "10-26 16:00"]
