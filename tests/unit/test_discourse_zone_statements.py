"""Sentences that state times with zones, and the instants that they mean; each is read as a whole document."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from timeline.discourse import statements_of
from timeline.model import Document, Grain, Modality, Placed, Repeated, Role, Statement

MONDAY = date(2025, 8, 4)
_THU = "MO,TU,WE,TH"


def read(
    text: str, zone: str | None = "America/New_York", published: date | datetime | None = MONDAY
) -> tuple[Statement, ...]:
    return statements_of(Document("a", text, published=published, zone=zone))


def instants(statements: tuple[Statement, ...]) -> list[tuple[str, str]]:
    """The words of each time that is placed, and the minute that it begins in UTC."""
    found = []
    for one in statements:
        when = one.when.first if isinstance(one.when, Repeated) else one.when
        if isinstance(when, Placed):
            found.append((one.text, f"{when.start.astimezone(UTC):%m-%d %H:%M}"))
    return found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The talk is at 3 p.m. in London (10 a.m. in New York) on August 14.",
            [("3 p.m.", "08-14 14:00"), ("10 a.m.", "08-14 14:00")],
        ),
        (  # the listed towns tell the kick-off once more, and what follows goes on with its day and its zone
            "Sat 9 August, KO 3pm BST.\nSydney: midnight. Auckland: 2 a.m. Sunday.\n\nBuses leave at 4:50pm.",
            [
                ("3pm BST", "08-09 14:00"),
                ("midnight", "08-09 14:00"),
                ("2 a.m. Sunday", "08-09 14:00"),
                ("4:50pm", "08-09 15:50"),
            ],
        ),
        (  # «local time» is rather the clock that the text tells than that of a small namesake in a name
            "Work on the Lakeside ring: 12 August 22:00 CEST (20:00 UTC). It ends by 23:30 local time.",
            [
                ("12 August 22:00 CEST", "08-12 20:00"),
                ("20:00 UTC", "08-12 20:00"),
                ("23:30 local time", "08-12 21:30"),
            ],
        ),
        (  # a place beside an equivalent is where that is told, and not where «local» is
            "The tanker docked at 10:55 local time (18:55 GMT; 20:55 in Oslo) on 8 August.",
            [("10:55 local time", "08-08 18:55"), ("18:55 GMT", "08-08 18:55"), ("20:55", "08-08 18:55")],
        ),
        (
            "The derby in Oslo is at 19:00 local time (18:00 in London) on 8 August.",
            [("19:00 local time", "08-08 17:00"), ("18:00", "08-08 17:00")],
        ),
        (  # of two weekdays of one instant that nearer to the writing is told first
            "The volcano erupted at 11:24 a.m. on Tuesday local time (7:24 p.m. EDT Monday).",
            [("11:24 a.m. on Tuesday local time", "08-04 23:24"), ("7:24 p.m. EDT Monday", "08-04 23:24")],
        ),
        (
            "Bids are due by 2:00 PM, Local Prevailing Time, on September 3, at City Hall, Tucson, Arizona.",
            [("2:00 PM, Local Prevailing Time, on September 3", "09-03 21:00")],
        ),
        (
            "The archive is shut from 22:00 on August 9 until 05:00 on August 11 (both UTC).",
            [("22:00 on August 9 until 05:00 on August 11", "08-09 22:00")],
        ),
        (  # a column is of the day at its head
            "| | Tue 5 Aug | Wed 6 Aug |\n|---|---|---|\n| Open | 9:00 EDT | - |\n| Talk | 14:00 EDT | 10:00 EDT |",
            [("9:00 EDT", "08-05 13:00"), ("14:00 EDT", "08-05 18:00"), ("10:00 EDT", "08-06 14:00")],
        ),
        (  # and a row of the day that it states itself
            "| On | 9 Aug | Place |\n|---|---|---|\n| 7 Aug | 9:00 EDT | hall |",
            [("9:00 EDT", "08-07 13:00")],
        ),
        (
            "Outage timeline (UTC)\n- 06:49 the pager rings\n- 07:11 all is well",
            [("06:49", "08-04 06:49"), ("07:11", "08-04 07:11")],
        ),
        (  # the day that was is not the day of what follows
            "Now August 18 (was August 11), 11:59pm Hawaii time.",
            [("11:59pm Hawaii time", "08-19 09:59")],
        ),
        (  # a last sentence that is a town and its region is an address; a signature is none
            "Swim on Saturday, August 9. Start 8:15pm. Lake Elsinore, CA.",
            [("8:15pm", "08-10 03:15")],
        ),
        ("We met on August 9, at 7pm. It was fun. Yours Anna, Oslo", [("August 9, at 7pm", "08-09 23:00")]),
        (  # whoever is told the hour elsewhere is told it of the same day
            "The hearing is on Tuesday, August 12 at 6:30 pm BST. Comments close on Friday, August 8 at 3 p.m. BST. "
            "Viewers in Oslo should tune in at 7:30 p.m.",
            [
                ("Tuesday, August 12 at 6:30 pm BST", "08-12 17:30"),
                ("Friday, August 8 at 3 p.m. BST", "08-08 14:00"),
                ("7:30 p.m.", "08-12 17:30"),
            ],
        ),
        (  # a day goes on as it is on the clock that tells it
            "T-0: August 8 02:14 UTC (Aug. 7, 7:14 p.m. PDT)\nBackup: Saturday, Aug. 9, same window\n"
            "Briefing: 8:30 p.m. PDT. Report: 04:30 UTC.",
            [
                ("August 8 02:14 UTC", "08-08 02:14"),
                ("Aug. 7, 7:14 p.m. PDT", "08-08 02:14"),
                ("8:30 p.m. PDT", "08-08 03:30"),
                ("04:30 UTC", "08-08 04:30"),
            ],
        ),
        (  # an hour earlier than usual, not than what was spoken of
            "The call is on August 7 at 14:00 UTC. On August 21 we meet an hour earlier.",
            [("August 7 at 14:00 UTC", "08-07 14:00")],
        ),
        (  # «there» is the place last named
            "The call with Lima is at 3pm there. The engineer (in Denver, 17:05 there) joins.",
            [("3pm", "08-04 20:00"), ("17:05", "08-04 23:05")],
        ),
        (  # behind equivalents the first of them goes on; each time has the day said of it
            "Polls close on August 11 at 7pm in Hawaii (1 a.m. ET). The poll comes at 5 p.m. EDT (21:00 UTC) on Monday "
            "11 August; it opens at 10 a.m. Central/11 a.m. Eastern, for members from 9.",
            [
                ("August 11 at 7pm", "08-12 05:00"),
                ("1 a.m. ET", "08-12 05:00"),
                ("5 p.m. EDT", "08-11 21:00"),
                ("21:00 UTC", "08-11 21:00"),
                ("10 a.m. Central", "08-11 15:00"),
                ("11 a.m. Eastern", "08-11 15:00"),
                ("9", "08-11 14:00"),
            ],
        ),
        (
            "The council votes on Sept. 10. A hearing is set for Thursday at 7 p.m. ET.",
            [("Thursday at 7 p.m. ET", "08-07 23:00")],
        ),
        (  # «there» of the sentence's place, «here» of the text's home
            "The call is on Wed 13 August @ 4pm BST. If you're in Singapore the call is at 11pm. It is 11am here.",
            [("Wed 13 August @ 4pm BST", "08-13 15:00"), ("11pm", "08-13 15:00"), ("11am", "08-13 15:00")],
        ),
        (  # chat writes the American clocks small
            "Raid on Saturday at 20:30 CEST, thats 2:30pm eastern / 11:30am pacific. See you at 3pm central London.",
            [
                ("Saturday at 20:30 CEST", "08-09 18:30"),
                ("2:30pm eastern", "08-09 18:30"),
                ("11:30am pacific", "08-09 18:30"),
                ("3pm", "08-09 13:00"),
            ],
        ),
        (  # behind a night's range its morning
            "Aug 5, 2025 23:00 - Aug 6, 2025 05:00 PDT\nThe work has been extended to 06:00 PDT (13:00 UTC).",
            [
                ("Aug 5, 2025 23:00 - Aug 6, 2025 05:00 PDT", "08-06 06:00"),
                ("06:00 PDT", "08-06 13:00"),
                ("13:00 UTC", "08-06 13:00"),
            ],
        ),
        (
            "The freeze is on Fri 8 August, 18:00 BST. The candidate comes the Monday after, by 10am Pacific.",
            [("Fri 8 August, 18:00 BST", "08-08 17:00"), ("10am Pacific", "08-11 17:00")],
        ),
        (  # nothing tells the day of what happened in a year long gone
            "It struck at 3:42 a.m. on Thursday. In July 2024 a quake shook Napier at 11:06 p.m.",
            [("3:42 a.m. on Thursday", "07-31 07:42")],
        ),
        (  # the day of a deadline is that of no other time
            "Meeting on Thu Aug 7, 7:30pm ET. Comments by Aug 18! We stream from 7:15pm, and the form closes at 9pm.",
            [("Thu Aug 7, 7:30pm ET", "08-07 23:30"), ("7:15pm", "08-07 23:15"), ("9pm", "08-08 01:00")],
        ),
        (
            "London: 15:00, New York: 10:00, Tokyo: 23:00 on August 12",
            [("15:00", "08-12 14:00"), ("10:00", "08-12 14:00"), ("23:00 on August 12", "08-12 14:00")],
        ),
        (
            "UTC: 18:00\nEDT: 14:00\nPDT: 11:00\nDate: 14 August 2025",
            [("18:00", "08-14 18:00"), ("14:00", "08-14 18:00"), ("11:00", "08-14 18:00")],
        ),
        (
            "The party is on Saturday 3am and 3pm server time, which is in UTC-3.50.",
            [("Saturday 3am", "08-09 06:50"), ("3pm server time", "08-09 18:50")],
        ),
        (
            "Applications are due by 5 p.m. local time (Central European Time) on September 1.",
            [("5 p.m. local time (Central European Time) on September 1", "09-01 15:00")],
        ),
        (
            "We start at 18h in Paris, 17h in Lisbon, on 14 August. He spent 17h in Lisbon.",
            [("18h", "08-14 16:00"), ("17h", "08-14 16:00")],
        ),
        ("MONDAYS: 9/8c Chicago Nights", [("9/8c", "08-12 01:00")]),
        ("Gates close 14/08/2025 0530 LT in Jakarta.", [("14/08/2025 0530 LT", "08-13 22:30")]),
        ("The call is at 15:00 UTC+99.", []),
        (
            "Toss at 2 PM ET. Fans in the UK can watch from 6:30 pm BST. First ball 2:30 PM.",
            [("2 PM ET", "08-04 18:00"), ("6:30 pm BST", "08-04 17:30"), ("2:30 PM", "08-04 18:30")],
        ),
        (
            "It is Friday 2025-08-15 15:00 UTC = 08:00 Pacific.",
            [("Friday 2025-08-15 15:00 UTC", "08-15 15:00"), ("08:00 Pacific", "08-15 15:00")],
        ),
        (
            "Premiere: 8.14.25 12PM PT / 7PM GMT / 8.15.25 4AM JST",
            [("8.14.25 12PM PT", "08-14 19:00"), ("7PM GMT", "08-14 19:00"), ("8.15.25 4AM JST", "08-14 19:00")],
        ),
        (
            "The session starts at 7pm AEST. For US fans that is 5am ET.",
            [("7pm AEST", "08-04 09:00"), ("5am ET", "08-04 09:00")],
        ),
        ("At 500 AM AST (0900 UTC) the storm was near.", [("500 AM AST", "08-04 09:00"), ("0900 UTC", "08-04 09:00")]),
        ("Voice chat: UTC 1900.", [("UTC 1900", "08-04 19:00")]),
        ("Coffee is at 2000h CEST.", [("2000h CEST", "08-04 18:00")]),
        (
            "- Boston: Fri, Aug 15, 8:00 PM\n- London: Sat, Aug 16, 1:00 AM",
            [("Fri, Aug 15, 8:00 PM", "08-16 00:00"), ("Sat, Aug 16, 1:00 AM", "08-16 00:00")],
        ),
        ("It is at 2:00pm UK/3:00pm CEST.", [("2:00pm", "08-04 13:00"), ("3:00pm CEST", "08-04 13:00")]),
        ("It airs at 9PM AEST (7PM WST).", [("9PM AEST", "08-04 11:00"), ("7PM WST", "08-04 11:00")]),
        (
            "It lands on 14 August, around 18:04 hrs IST. Live from 17:20 hrs IST (11:50 UTC).",
            [
                ("14 August, around 18:04 hrs IST", "08-14 12:34"),
                ("17:20 hrs IST", "08-14 11:50"),
                ("11:50 UTC", "08-14 11:50"),
            ],
        ),
        (
            "Down: Fri Aug 15 07:00-09:00 CEST, Thu Aug 14 10 PM-12 AM PDT.",
            [("Fri Aug 15 07:00-09:00 CEST", "08-15 05:00"), ("Thu Aug 14 10 PM-12 AM PDT", "08-15 05:00")],
        ),
        ("It is at 11:00 EVE Time (UTC) on August 14.", [("11:00 EVE Time (UTC) on August 14", "08-14 11:00")]),
        ("It is at 8pm server time (PST).", [("8pm server time (PST)", "08-05 03:00")]),
        (
            "The job runs at 0:30 UTC daily, i.e. 17:30 PDT the day before.",
            [("0:30 UTC daily", "08-05 00:30"), ("17:30 PDT the day before", "08-05 00:30")],
        ),
        (
            "The keynote is on 14 August at 9.30h CEST, the briefing 12h, drinks from 18.00 h.",
            [("14 August at 9.30h CEST", "08-14 07:30"), ("12h", "08-14 10:00"), ("18.00 h", "08-14 16:00")],
        ),
        (
            "We meet on 14 August at 10am Denver time, which is 5pm in London and 6pm in\nBerlin this summer.",
            [("14 August at 10am Denver time", "08-14 16:00"), ("5pm", "08-14 16:00"), ("6pm", "08-14 16:00")],
        ),
        (
            "Early access begins on 14 August at 6am PT, 9am ET, 2pm UK. See you there.",
            [("14 August at 6am PT", "08-14 13:00"), ("9am ET", "08-14 13:00"), ("2pm", "08-14 13:00")],
        ),
        (
            "It begins at 17:34 UTC on August 12 (18:34 in Lisbon, 17:34 in Reykjavik).",
            [("17:34 UTC on August 12", "08-12 17:34"), ("18:34", "08-12 17:34"), ("17:34", "08-12 17:34")],
        ),
        (
            "It is at 9am ET and 2pm UK and 3pm Germany.",
            [("9am ET", "08-04 13:00"), ("2pm", "08-04 13:00"), ("3pm", "08-04 13:00")],
        ),
        (
            "We start on 14 August at 7pm CEST. Ireland play at 8pm.",
            [("14 August at 7pm CEST", "08-14 17:00"), ("8pm", "08-14 18:00")],
        ),
        ("Papers are due end of day Friday, Pacific time.", [("end of day Friday, Pacific time", "08-09 07:00")]),
        (
            "2 p.m. ET (1 p.m. CT, noon MT) Saturday",
            [("2 p.m. ET", "08-09 18:00"), ("1 p.m. CT", "08-09 18:00"), ("noon MT", "08-09 18:00")],
        ),
    ],
)
def test_zones_come_from_the_words_beside_a_clock_time(text: str, expected: list[tuple[str, str]]) -> None:
    assert instants(read(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Times are in UTC.\n| Day | Start |\n| Aug 12 | 14:00 |", "08-12 14:00"),
        ("| Date | Time (UTC) |\n|---|---|\n| 2025-08-14 | 14:00 |", "08-14 14:00"),
        ("| Date | CET | EST |\n|---|---|---|\n| 14 Aug 2025 | | 10:00 |", "08-14 14:00"),
        ("| Date | India | Peru |\n|---|---|---|\n| 14 Aug 2025 | | 10:00 |", "08-14 15:00"),
        ("| Date | Home | Away |\n|---|---|---|\n| 14 Aug 2025 | | 10:00 |", "08-14 16:00"),
        ("| Who | When (UTC) |\n|---|---|\n| Ann | 14 Aug 2025, 14:00 |", "08-14 14:00"),
        ("| City | Local time |\n|---|---|\n| Tokyo | Fri 15 Aug 2025 00:00 |", "08-14 15:00"),
        ("Please note that times are Pacific.\nAug 14: 10 a.m.", "08-14 17:00"),
        ("The bridge closes at 10 p.m. on Aug 13, all times Pacific.", "08-14 05:00"),
        ("Race day in BST: Thu 14 August 15:00", "08-14 14:00"),
        ("Timing for Nashville (CDT): it begins at 9 a.m. on Aug 14.", "08-14 14:00"),
        ("Times are in CEST.\nDay 3 – 14 August\n09:00 Registration", "08-14 07:00"),
        ("| Match | Kick-off (local) |\n|---|---|\n| 14 Aug 2025, Chile v Japan, Osaka | 19:00 |", "08-14 10:00"),
        ("Summer schedule (PT)\nAug 14\n10 a.m. Open day", "08-14 17:00"),
        ("Evening classes (PT)\nAug 14\n10 a.m. Drawing", "08-14 17:00"),
        ("Aug 14 lectures, all screenings in BST: Vertigo, 7 p.m.", "08-14 18:00"),
        ("Our physiotherapists (PT)\nOpen on Aug 14 at 10 a.m.", "08-14 16:00"),
        ("Aug 14 slate, all kick-offs in BST: Leeds v Hull, 7 p.m.", "08-14 18:00"),
        ("Date: August 14, 2025\nTime: 2:00 pm - 3:00 pm\nTimezone: CET", "08-14 12:00"),
        ("Time: 3:00 PM\nTime zone: Eastern\nDate: August 14, 2025", "08-14 19:00"),
    ],
)
def test_a_heading_or_a_label_gives_the_zone_and_the_day(text: str, expected: str) -> None:
    assert [when for _, when in instants(read(text, zone="America/Denver"))] == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "| Talk | Time |\n|---|---|\n| Open | 9:00 |\n| Shut | 17:30 |\n\nAll times on 14 August 2025, in CEST.",
            ["08-14 07:00", "08-14 15:30"],
        ),
        ("- 9:00 Coffee\n- 14:00 Panel\n\nTimes are BST, on 18 August 2025.", ["08-18 08:00", "08-18 13:00"]),
        ("10:00 Doors\n11:00 Talk\nDate: 14 August 2025", ["08-14 14:00", "08-14 15:00"]),
        ("On 12 August: 10:00 Doors\n\nAll talks are on 14 August 2025.", ["08-12 14:00"]),
        ("The ferry leaves at 22:15 on 14 August and lands at 10:45 the next day.", ["08-15 02:15", "08-15 14:45"]),
        (
            "The bus leaves on 14 August at 23:30. It is there at 06:10 the following day.",
            ["08-15 03:30", "08-15 10:10"],
        ),
        ("We shut at 5 p.m. ET, with a tape until November 4.", ["08-04 21:00"]),
        ("A replay is up from 11:30 a.m. ET through August 18.", ["08-04 15:30"]),
        ("Until August 29 the call is at 3 p.m. ET.", ["08-04 19:00"]),
        ("The hall opens on August 14 at 7 p.m. Not 6 p.m. as was printed.", ["08-14 23:00", "08-14 22:00"]),
        ("Game 4: Thursday, 8 ET, TNT", ["08-08 00:00"]),
        ("The office opens Thursday, 8 ET.", ["08-07 12:00"]),
        ("Trivia night Thurs. Aug. 14 @ 7:30!", ["08-14 23:30"]),
        ("Invites go out on Thursday at 8:30pm. The raid is at 8:45.", ["08-08 00:30", "08-08 00:45"]),
        ("The desk shuts on Thursday at 5:30pm. It opens at 8:45.", ["08-07 21:30", "08-07 12:45"]),
        ("The bus leaves on Thursday at 3:30.", ["08-07 19:30"]),
        ("The log ends on Thursday at 3:30.", ["08-07 19:30"]),
        ("Down on 15 Aug 2025 (Fri), 0200hrs to 0600hrs.", ["08-15 06:00"]),
        ("Trains run to a Sunday timetable. The last is at 21:48.", ["08-05 01:48"]),
        ("Lessons start at 10:15 a.m. The club ends at 5.", ["08-04 14:15", "08-04 21:00"]),
        ("It begins tonight at 6:40pm MT. New first pitch 7:25 MT.", ["08-05 00:40", "08-05 01:25"]),
        ("Sunday slate: Jets at Bills, 1 p.m.; Bears at Lions, 4:25 p.m.", ["08-10 17:00", "08-10 20:25"]),
        ("DST ends at 2 a.m. on Sunday, Nov. 2.", ["11-02 06:00"]),
        ("Daylight Saving Time ends Sunday, Nov. 2 at 2 a.m. ET.", ["11-02 06:00"]),
        ("I can do 10:30 or 14:00 EDT on Thursday.", ["08-07 14:30", "08-07 18:00"]),
        ("Tonight's game tips off at 7:30 Eastern.", ["08-04 22:00", "08-04 23:30"]),
        ("The clocks go back at 2am on 26 October in the UK.", ["10-26 01:00"]),
        ("The bar shuts at 2 a.m. on Sunday, Nov. 2.", ["11-02 07:00"]),
        ("On Friday, shops close early at 1 p.m. ET.", ["08-08 17:00"]),
        ("The stall is open from 10pm to 2am EDT on August 15.", ["08-16 02:00"]),
        ("The call is at 9:00 EDT. The reset is at 07:00 CST (UTC+8).", ["08-04 13:00", "08-03 23:00"]),
        ("The first is at 5 pm IST (Bengaluru). The second is at 7 pm IST.", ["08-04 11:30", "08-04 13:30"]),
        ("see you tmrw at 3", ["08-05 19:00"]),
        ("Doors 19:00, show 20:30. Sat 23 Aug.", ["08-23 23:00", "08-24 00:30"]),
        ("The call stays at 16:00 UTC (8am PST/9am PDT).", ["08-04 16:00"] * 3),
        ("Results by August 15th, EOD PT.", ["08-16 07:00"]),
        ("Doors: 7 PM | Show: 8 PM | August 14, 2025 | All ages", ["08-14 23:00", "08-15 00:00"]),
        ("New York 10:00 – 14 August", ["08-14 14:00"]),
        ("Kick-off: 21:00 (CEST), 15:00 EDT. August 17, 2025.", ["08-17 19:00"] * 2),
        ("Time: 8:00 AM Pacific / 5:00 PM Central European", ["08-04 15:00"] * 2),
        ("No power on August 9 (Sat) 12NN-3PM PHT.", ["08-09 04:00"]),
        ("The clocks change, so from 14 August the call is at 3pm CEST.", ["08-14 13:00"]),
        ("This Friday I am away. I have a class from 3-4 pm.", ["08-08 19:00"]),
        ("- Clinic: Fri 9:00am\n- No booking is required, but do come by 9:15 am.", ["08-08 13:00", "08-08 13:15"]),
        ("Date: Sunday 10 August Kick-off time: 7pm", ["08-10 23:00"]),
        ("Our weekly call is at 15:00 UTC.", []),
        ("Doors open early. For tonight that is 5:30.", ["08-04 22:00", "08-04 21:30"]),
        ("Now it is 1000AEST/1500PDT.\nThe 2 pm PDT slot is odd.", ["08-04 00:00", "08-03 22:00", "08-04 21:00"]),
        ("The Forest play City on Saturday at noon.", ["08-09 16:00"]),
    ],
)
def test_the_day_comes_from_the_line_that_governs(text: str, expected: list[str]) -> None:
    assert [when for _, when in instants(read(text))] == expected


@pytest.mark.parametrize(
    ("text", "rules"),
    [
        ("The bell rings at 8am and 10:30am every Sunday.", ["FREQ=WEEKLY;BYDAY=SU"] * 2),
        ("MWF 10-11:15, Room 204, starting August 11.", ["FREQ=WEEKLY;BYDAY=MO,WE,FR"]),
        ("Tours run daily at 9 am in the hall, until 31 August.", ["FREQ=DAILY;UNTIL=20250831"]),
        ("See me Mondays 2-3:30pm and Friday 1-2pm.", ["FREQ=WEEKLY;BYDAY=MO", "FREQ=WEEKLY;BYDAY=FR"]),
        ("We meet on the following Fridays: August 8 and August 15.", []),
        ("Office hour: Fri 9:00am-12:00 in the lobby.", ["FREQ=WEEKLY;BYDAY=FR"]),
        (
            "Opening hours\n- Monday: 9:00 - 17:00\n- Tuesday: 9:00 - 19:00",
            [f"FREQ=WEEKLY;BYDAY={d}" for d in ("MO", "TU")],
        ),
        ("Opening hours this week\n- Monday: 9:00 - 17:00", []),
        ("Mon-Thu: 8am - 8pm\nFri: 8am - 3.30pm", ["FREQ=WEEKLY;BYDAY=MO,TU,WE,TH", "FREQ=WEEKLY;BYDAY=FR"]),
        ("Camp\nMonday: 9:00 - 17:00 hike\nTuesday: 9:00 - 19:00 swim", []),
        ("The mill is open 10 to 4 Sundays.", ["FREQ=WEEKLY;BYDAY=SU"]),
        ("The mill is open Saturday and Sunday from 2-4 pm.", []),
        ("Mass is Sat 6pm, Sun 10am & 6pm; weekdays 12.15pm.", ["FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR"]),
        ("June 2 to June 27, 2026, Mon–Fri, 9:00–13:00 EEST.", ["FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR;UNTIL=20260627"]),
        ("7pm-9pm (EDT), Tuesdays, September 2 - October 7.", ["FREQ=WEEKLY;BYDAY=TU;UNTIL=20251007"]),
        ("The mill is open daily 10-5.", ["FREQ=DAILY"]),
        ("Lab: W 2:15-4 PM in Room 5; (Th 9-10:15 am)", ["FREQ=WEEKLY;BYDAY=WE", "FREQ=WEEKLY;BYDAY=TH"]),
        ("HIST 210-01 | MWF | 9:00-9:50 AM | Hall 114", ["FREQ=WEEKLY;BYDAY=MO,WE,FR"]),
        (
            "Early voting: weekdays 8 a.m.–8 p.m., weekends 10 a.m.–4 p.m.",
            ["FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", "FREQ=WEEKLY;BYDAY=SA,SU"],
        ),
        ("It is in room W 2:15-4 PM, see Vitamin K 3:15-4:20.", []),
        ("Sunday services: 8:00, 9:30 and 11:00", ["FREQ=WEEKLY;BYDAY=SU"] * 4),
        ("Sunday services were held at 9:30.", []),
        ("The desk is open Mon–Thu 9–12 and 14–16, Fri 9–12.", [f"FREQ=WEEKLY;BYDAY={d}" for d in (_THU, _THU, "FR")]),
        ("Ages 9–12 and 14–16 pay half.", []),
        ("The final Saturday 22:00 is sold out.", []),
        ("Buses run every 30 min until 10pm.", []),
        ("Buses run every 30 minutes from 9am to 5pm.", []),
    ],
)
def test_what_comes_again_by_days_has_a_rule(text: str, rules: list[str]) -> None:
    assert [one.recurrence for one in read(text) if one.recurrence] == rules


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Start: Sep 3\nBreak: Dec 22 – Jan 2\nHalf term: Apr 6 – Apr 10\nEnd: Jun 12",
            "2025-09-03 2025-12-22 2026-04-06 2026-06-12",
        ),
        ("Fair: Sep 20\nBall: Oct 5\n\nQuiz: Sep 12", "2025-09-20 2025-10-05 2025-09-12"),
        ("On Friday, markets close early.", "2025-08-08"),
        ("The hall is closed from 3pm 23 December.", "2025-12-23"),
        ("Come on Sunday.", "2025-08-10"),
        ("Please join us Friday.", "2025-08-08"),
        ("On Friday, the close was weak.", "2025-08-01"),
    ],
)
def test_days_lie_where_the_list_and_the_verb_put_them(text: str, expected: str) -> None:
    assert [f"{one.local:%Y-%m-%d}" for one in read(text) if isinstance(one.local, date)] == expected.split()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The raid is on Monday at 3am UTC.", "08-11 03:00"),
        ("The raid starts on Monday at 9pm UTC.", "08-04 21:00"),
        ("The raid took place on Monday at 3am UTC.", "08-04 03:00"),
    ],
)
def test_a_weekday_that_is_over_today_and_announced_is_next_weeks(text: str, expected: str) -> None:
    written = datetime(2025, 8, 4, 20, tzinfo=UTC)

    assert [when for _, when in instants(read(text, published=written))] == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The raid is on Monday 3am and 3pm UTC, which is Monday 6.30am and 6.30pm IRST.",
            ["08-11 03:00", "08-11 15:00"],
        ),
        ("The raid is on Monday at 7am UTC.", ["08-04 07:00", ""]),
        ("The train left on Monday at 3am UTC.", ["08-04 03:00", ""]),
    ],
)
def test_nobody_announces_the_small_hours_of_the_day_of_writing(text: str, expected: list[str]) -> None:
    placed = [when for _, when in instants(read(text))]

    assert [*placed[:2], ""][:2] == expected


def test_the_days_of_a_second_time_are_those_of_the_first() -> None:
    """The second is still to come on the day of writing, the first is not."""
    statements = read("Open Mon-Thu 9:00-12:00 and 14:00-16:00.", published=datetime(2025, 8, 4, 17, tzinfo=UTC))

    assert [one.recurrence for one in statements] == ["FREQ=WEEKLY;BYDAY=MO,TU,WE,TH"] * 2


def test_the_dates_of_a_series_are_no_rivals() -> None:
    one, other = read("Calls: 2025-08-12T14:00:00Z, 2025-08-26T16:00:00+02:00[Europe/Berlin].")

    assert one.group is None
    assert other.group is None


def test_a_deadline_that_is_extended_is_two_dates() -> None:
    old, new = read("The deadline for papers was extended from August 10 to August 24.")

    assert (old.local, old.modality) == (date(2025, 8, 10), Modality.SUPERSEDED)
    assert (new.local, new.modality) == (date(2025, 8, 24), Modality.ASSERTED)


def test_what_a_bracket_says_was_is_given_up() -> None:
    new, old = read("Our call is now 17:00 UTC (was 18:00 UTC).")[-2:]

    assert (new.modality, old.modality) == (Modality.ASSERTED, Modality.SUPERSEDED)
    assert new.group is None


def test_what_is_earlier_by_an_hour_is_not_given_up() -> None:
    assert [one.modality for one in read("- Start an hour earlier (15:30 UTC)")][-1] is Modality.ASSERTED


def test_an_undated_text_tells_the_year_by_its_full_date() -> None:
    first, _ = read("The hearing is Tuesday, September 16. Comments are due by October 1, 2025.", published=None)

    assert first.local == date(2025, 9, 16)


def test_times_in_the_reader_s_own_zone_are_not_placed() -> None:
    assert instants(read("Times are shown in your local time zone. Aug 14, 3 pm.")) == []
    assert instants(read("The sale opens on Aug 14 at 3 pm in your timezone.")) == []


def test_doors_and_show_share_the_day_behind_them() -> None:
    found = instants(read("Doors 7pm, show 8pm on Friday."))

    assert found == [("7pm", "08-08 23:00"), ("8pm on Friday", "08-09 00:00")]


def test_what_is_moved_is_still_to_come() -> None:
    found = read("The game was rescheduled from 7 p.m. to 6 p.m. ET on Saturday.")

    assert instants(found)[-1] == ("6 p.m. ET on Saturday", "08-09 22:00")
    assert found[0].modality is Modality.SUPERSEDED


@pytest.mark.parametrize("moved", ["postponed", "adjourned", "put back", "deferred", "pushed back", "shifted"])
def test_put_off_until_names_a_start(moved: str) -> None:
    (one,) = read(f"The call has been {moved} until August 20 at 15:00 UTC.")

    assert one.role is Role.START


def test_the_clock_before_a_change_and_the_one_after_it_are_one_instant() -> None:
    found = instants(read("Daylight saving time will end on November 2. At 2am, it will be 1am again."))

    assert found == [("2am", "11-02 06:00"), ("1am", "11-02 06:00")]


def test_a_night_hour_of_a_change_comes_twice_where_no_second_clock_is_named() -> None:
    (one,) = read("The job ran at 1:30 a.m. on November 2, 2025.")

    assert isinstance(one.when, Repeated)


@pytest.mark.parametrize(
    ("text", "rule", "first"),
    [
        ("Every other Tuesday at 9:30am PT.", "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU", "08-05 16:30"),
        ("| Core | Last Wed, 17:00 - 18:00 UTC | link |", "FREQ=MONTHLY;BYDAY=-1WE", "08-27 17:00"),
        ("2nd Tuesday, 17:00 UTC", "FREQ=MONTHLY;BYDAY=2TU", "08-12 17:00"),
        (
            "Office hours are on the first and third Tuesday of every month at 17:00 UTC.",
            "FREQ=MONTHLY;BYDAY=1TU,3TU",
            "08-05 17:00",
        ),
        ("Open Monday to Friday, 9am to 5pm ET.", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", "08-05 13:00"),
        ("The call is Wednesdays 16:00-17:00 UTC (biweekly).", "FREQ=WEEKLY;INTERVAL=2;BYDAY=WE", "08-06 16:00"),
        (
            "They meet the first Tuesday of every month, except September, at 7pm UTC.",
            "FREQ=MONTHLY;BYMONTH=1,2,3,4,5,6,7,8,10,11,12;BYDAY=1TU",
            "08-05 19:00",
        ),
        ("Open daily except Sundays, 9am-5pm ET.", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR,SA", "08-05 13:00"),
        ("We are open daily (except Tuesdays) from 10 to 5.", "FREQ=WEEKLY;BYDAY=MO,WE,TH,FR,SA,SU", "08-06 14:00"),
        ("The ferry runs daily at 8:00 UTC except on weekends.", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", "08-05 08:00"),
        ("Every weekday except Friday at 9am ET.", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH", "08-05 13:00"),
        ("Tue/Thu 10-4", "FREQ=WEEKLY;BYDAY=TU,TH", "08-05 14:00"),
        ("Room 5, 2:00-2:50 MTWF", "FREQ=WEEKLY;BYDAY=MO,TU,WE,FR", "08-05 18:00"),
        ("The pumps stop on Sundays 2:00-4:00 UTC.", "FREQ=WEEKLY;BYDAY=SU", "08-10 02:00"),
        ("Each year on March 1 at noon GMT.", "FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=1", "03-01 12:00"),
        (
            "Alternate Wednesdays at 9:00 PT until December 17.",
            "FREQ=WEEKLY;INTERVAL=2;BYDAY=WE;UNTIL=20251217",
            "08-06 16:00",
        ),
    ],
)
def test_series_have_their_rule_and_first_occurrence(text: str, rule: str, first: str) -> None:
    (one,) = read(text)

    assert one.recurrence == rule
    assert instants((one,)) == [(one.text, first)]


def test_each_day_of_a_list_keeps_its_own_hours() -> None:
    once = instants(read("Fri 7-9pm, Sat 10am-4pm, Sun 10am-2pm"))
    weekly = read("Mon-Thu 9am-12pm and 2pm-5pm, Fri 9am-1pm")

    assert once == [("Fri 7-9pm", "08-08 23:00"), ("Sat 10am-4pm", "08-09 14:00"), ("Sun 10am-2pm", "08-10 14:00")]
    assert [one.text for one in weekly] == ["Mon-Thu 9am-12pm", "2pm-5pm", "Fri 9am-1pm"]
    assert [one.recurrence for one in weekly] == [*["FREQ=WEEKLY;BYDAY=MO,TU,WE,TH"] * 2, "FREQ=WEEKLY;BYDAY=FR"]


def test_a_day_behind_a_comma_belongs_to_the_hours_before_it() -> None:
    assert [one.text for one in read("The party is 8-10pm, Friday, in the hall.")] == ["8-10pm, Friday"]
    assert [one.text for one in read("The show is at 8pm, Friday.")] == ["8pm, Friday"]


def test_a_series_ends_with_the_dates_behind_its_hours() -> None:
    hours, days = read("The market is on Saturdays 8am–noon, May 3 to Oct 25.", published=date(2025, 4, 1))

    assert (hours.text, days.text) == ("Saturdays 8am–noon", "May 3 to Oct 25")
    assert hours.recurrence == "FREQ=WEEKLY;BYDAY=SA;UNTIL=20251025"
    assert instants((hours,)) == [(hours.text, "05-03 12:00")]


def test_a_series_leaves_its_exceptions_out() -> None:
    (one,) = read("Every Tuesday at 9:30am PT except August 5.")

    assert one.exdates == (date(2025, 8, 5),)
    assert instants((one,)) == [(one.text, "08-12 16:30")]


def test_a_weekly_call_s_day_recurs() -> None:
    found = read("The weekly call is on Thursday at 15:00 UTC.")

    assert found[-1].recurrence == "FREQ=WEEKLY;BYDAY=TH"


def test_a_weekly_call_moved_once_does_not_recur() -> None:
    found = read("This week our weekly call moved to Friday, 15:00 UTC.")

    assert found[-1].recurrence is None


@pytest.mark.parametrize(
    "text",
    [
        "METAR KJFK 141651Z 18012KT",
        "Stamped 14AUG2025 1651Z by the tower.",
        "NOTAM B) 2508141651 C) 2508141800",
        "[14/Aug/2025:16:51:00 +0000] GET /",
    ],
)
def test_logs_and_messages_are_read_to_the_minute(text: str) -> None:
    assert instants(read(text))[0][1] == "08-14 16:51"


def test_a_range_in_utc_is_no_clock_with_an_offset() -> None:
    (one,) = read("Maintenance window: 2025-08-14 02:00-04:00 UTC")

    assert isinstance(one.when, Placed)
    assert (one.when.start.hour, one.when.end.hour) == (2, 4)


@pytest.mark.parametrize(
    ("text", "zone", "utc"),
    [
        ("The talk starts at 3pm MST in Phoenix on 12 August 2025.", "America/Phoenix", "22:00"),
        ("The race begins at 9 am EST in Kingston, Jamaica, on 12 August 2025.", "America/Jamaica", "14:00"),
        ("The talk starts at 3pm MST in Denver on 12 August 2025.", "America/Denver", "21:00"),
        ("Join us at 3pm MST on 12 August 2025.", "America/Denver", "21:00"),
    ],
)
def test_letters_are_the_clock_of_a_place_beside_them_that_keeps_them_all_year(text: str, zone: str, utc: str) -> None:
    statement = statements_of(Document("a", text, published=datetime(2025, 8, 1, tzinfo=UTC)))[0]

    assert statement.zone == zone
    assert isinstance(statement.when, Placed)
    assert f"{statement.when.start:%H:%M}" == utc


def test_what_a_later_time_takes_over_is_the_clock_and_not_its_letters() -> None:
    text = "The hearing is on 7 July 2027 at 10:30 a.m. MST in Phoenix.\n\nPapers are due by 5 p.m. on 18 June 2027."

    assert [s.zone for s in read(text)] == ["America/Phoenix"] * 2


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The webinar is on Saturday 30 August 2025 at 22:00 UTC. In Sydney this is 8am on Sunday.",
            [("Saturday 30 August 2025 at 22:00 UTC", "08-30 22:00"), ("8am on Sunday", "08-30 22:00")],
        ),
        (
            "We meet at 6pm BST on 2 September 2025. For our friends in India that will be 10:30pm, and for folks in "
            "California it's 10am.",
            [
                ("6pm BST on 2 September 2025", "09-02 17:00"),
                ("10:30pm", "09-02 17:00"),
                ("10am", "09-02 17:00"),
            ],
        ),
        (
            "The draw is at noon Eastern on 3 September 2025, or 9 a.m. if you are on the West Coast.",
            [("noon Eastern on 3 September 2025", "09-03 16:00"), ("9 a.m.", "09-03 16:00")],
        ),
        (
            "Kick-off is at 7pm in the UK, 2pm on the East Coast and 11am on the West Coast on 4 September 2025.",
            [
                ("7pm", "09-04 18:00"),
                ("2pm on the East Coast", "09-04 18:00"),
                ("11am on the West Coast", "09-04 18:00"),
            ],
        ),
    ],
)
def test_a_time_is_told_by_the_clock_of_those_it_is_told_to(text: str, expected: list[tuple[str, str]]) -> None:
    statements = read(text)
    clocks = [one for one in statements if isinstance(one.when, Placed)]

    assert instants(statements) == expected
    assert len({one.group for one in clocks} - {None}) == 1


@pytest.mark.parametrize(
    ("text", "clock", "utc"),
    [
        ("The derby starts at 7.35pm NZST on Friday. UK fans can catch it at 8.35am.", "8.35am", "08-08 07:35"),
        ("The derby starts at 19:30 UTC on Friday. For UK fans that is 8.30pm.", "8.30pm", "08-08 19:30"),
        ("Readers on the US east coast can follow it live from 3.30pm.", "3.30pm", "08-04 19:30"),
        ("Viewers in Fiji can watch from 6.35pm; in Samoa it is 7.35pm.", "6.35pm", "08-04 06:35"),
    ],
)
def test_a_crowd_told_when_to_watch_is_told_by_its_own_clock(text: str, clock: str, utc: str) -> None:
    assert (clock, utc) in instants(read(text))


@pytest.mark.parametrize(
    "text",
    [
        "Ruth Lima can watch from 9am.",
        "Rangers fans can watch from 9am.",
        "UK fans will queue from 9am.",
        "US viewers can watch from 9am.",
    ],
)
def test_a_name_with_no_one_clock_or_that_is_told_no_time_leaves_the_publishers(text: str) -> None:
    assert instants(read(text)) == [("9am", "08-04 13:00")]


@pytest.mark.parametrize(
    "text",
    [
        "The morning show is at 8 a.m. ET. For viewers in Chicago it is repeated at 10 a.m. CT.",
        "Lunch in Paris is at 1pm and the bus leaves Lyon at 3pm.",
        "The museum opens at 10am in Berlin. In London the shop opens at 9:30.",
    ],
)
def test_times_of_several_places_are_no_equivalents_unless_they_are_said_to_be(text: str) -> None:
    assert {one.group for one in read(text)} == {None}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The talk is on Saturday 27 September 2025 at 22:00 UTC (Sunday 8am AEST).", "2025-09-28"),
        ("On Saturday 27 September 2025 we go live at 22:00 UTC (8am on Sunday in Sydney).", "2025-09-28"),
        ("It is on Sunday 28 September 2025 at 01:00 UTC (Saturday 9pm ET).", "2025-09-27"),
        ("It is down on Saturday 27 September 2025, 22:00-23:00 EDT (02:00-03:00 UTC Sunday).", "2025-09-28"),
        ("It is down on Saturday 27 September 2025, 22:00-23:00 EDT (19:00-20:00 PDT Saturday).", "2025-09-27"),
        ("Work begins on Sat 27 Sep 2025 at 22:00 UTC. In Sydney this is Sunday morning.", "2025-09-28"),
        ("When: Wed 3 September 2025, 15:00 UTC\n\n| Paris | Wed 17:00 |\n| Tokyo | Thu 00:00 |", "2025-09-04"),
        ("When: Wed 3 September 2025, 15:00 UTC\n\n- Thu 9:00 the next stand-up", "2025-08-07"),
        ("The fair is on Saturday 27 September 2025. The mayor met guests on Friday at 9am.", "2025-08-01"),
        ("The fair is on Saturday 27 September 2025, said the mayor on Friday.", "2025-08-01"),
    ],
)
def test_a_weekday_in_an_equivalent_lies_beside_its_full_date(text: str, expected: str) -> None:
    last = read(text)[-1].local

    assert last is not None
    assert str(last)[:10] == expected


def test_a_weekday_behind_a_range_is_the_day_of_both_its_ends() -> None:
    ranges = read("It is down on Saturday 27 September 2025, 22:00-23:00 EDT (02:00-03:00 UTC Sunday).")

    assert len({(one.when, one.group) for one in ranges}) == 1


def test_a_weekday_that_translates_a_series_comes_every_week_too() -> None:
    statements = read("The radio net is every Tuesday 0100Z on 14.290 MHz (that's Monday 9 PM EDT, 6 PM PDT).")

    assert [one.recurrence for one in statements] == [
        "FREQ=WEEKLY;BYDAY=TU",
        "FREQ=WEEKLY;BYDAY=MO",
        "FREQ=WEEKLY;BYDAY=MO",
    ]
    assert {one.group for one in statements} == {1}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A statement comes at 2:00 p.m. EDT, and the chair speaks at 2:30. London closes at 16:30 BST.", "14:30"),
        ("The statement comes at 14:00 EDT. The chair had breakfast at 7:30. London closes at 16:30 BST.", "07:30"),
    ],
)
def test_a_clock_of_twelve_hours_takes_its_half_from_its_sentence(text: str, expected: str) -> None:
    assert str(read(text)[1].local)[11:16] == expected


def test_a_day_from_which_on_a_new_hour_holds_is_that_of_the_hour() -> None:
    assert str(read("The stand-up moves from 9:30 to 10:00 starting Wednesday.")[1].local) == ("2025-08-06 10:00:00")


def test_a_clock_time_before_a_noun_has_the_day_behind_it() -> None:
    text = "The ferries stop on Sunday, so the 9:00 BST call on Monday is at 8:00 UTC."
    assert [str(one.local) for one in read(text)][1::2] == ["2025-08-11 09:00:00", "2025-08-11 08:00:00"]


def test_a_bracket_that_compares_a_clock_with_another_day_is_no_time_of_its_own() -> None:
    statements = read("We meet again on 7 September at 1400 UTC (one hour earlier). Doors open one hour earlier.")

    assert instants(statements) == [("7 September at 1400 UTC", "09-07 14:00"), ("one hour earlier", "09-07 13:00")]


@pytest.mark.parametrize(
    ("text", "group"),
    [
        ("It starts at 17:30 BST on Sunday 10 August, live on Channel 9 (12.30pm ET in the US).", 1),
        ("It starts at 17:30 BST on Sunday 10 August, live on Channel 9 (doors 4pm ET).", None),
        ("It starts at 17:30 BST on Sunday 10 August, live on Channel 9 (3pm ET for the repeat).", None),
    ],
)
def test_a_bracket_behind_a_remark_is_an_equivalent_where_it_agrees(text: str, group: int | None) -> None:
    assert {one.group for one in read(text)} == {group}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Gala, 9 a.m. at the hall; ball, 8 p.m. All times Pacific.",
            [("9 a.m.", "08-04 16:00"), ("8 p.m.", "08-05 03:00")],
        ),
        (
            "The call is at 10:00 in New York. The Sydney folks: midnight.",
            [("10:00", "08-04 14:00"), ("midnight", "08-04 14:00")],
        ),
        ("Doors 19:00, show 20:00. Friday 22 August, the Ritz.", [("19:00", "08-22 23:00"), ("20:00", "08-23 00:00")]),
        (
            "AGENDA\n9:00 Welcome\n14:00 Workshop\nTuesday, 12 August 2025, Vienna",
            [("9:00", "08-12 13:00"), ("14:00", "08-12 18:00")],
        ),
    ],
)
def test_headings_crowds_and_the_one_day_of_a_text_say_whose_time_it_is(
    text: str, expected: list[tuple[str, str]]
) -> None:
    assert instants(read(text)) == expected


def test_towns_before_their_clocks_tell_one_instant_on_the_day_behind_them() -> None:
    clocks = "Berlin 21:00, Lagos 20:00, New Delhi 00:30 (+1), Tokyo 04:00 (+1), Los Angeles 12:00"
    statements = read(f"Kick-off around the world: {clocks}. Sunday 10 August 2025.")

    assert {minute for _, minute in instants(statements)} == {"08-10 19:00"}
    assert {one.group for one in statements[:5]} == {1}


@pytest.mark.parametrize(
    ("text", "at", "expected"),
    [
        (
            "It lifts at 00:01 BST on Wednesday 13 August (19:01 EDT Tuesday 12 August). Ask us at 9:00.",
            2,
            "2025-08-13",
        ),
        ("The strike ends at 6am on Thursday 14 August, the union said on Thursday.", 1, "2025-07-31"),
        ("The bar is open from 0900-1100.", 0, "2025-08-04"),
    ],
)
def test_a_day_is_that_of_what_is_announced_and_not_of_who_told_it(text: str, at: int, expected: str) -> None:
    assert str(read(text)[at].local)[:10] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Schedule (local time, Milan, UTC+1):\nMon 9 Feb 10:30 downhill\nTue 10 Feb 19:05 pairs (1:05 p.m. ET)",
            [("Mon 9 Feb 10:30", "02-09 09:30"), ("Tue 10 Feb 19:05", "02-10 18:05"), ("1:05 p.m. ET", "02-10 18:05")],
        ),
        (
            "On 12 August the flight departs Doha at 02:10 and arrives in Boston at 08:45.",
            [("02:10", "08-11 23:10"), ("08:45", "08-12 12:45")],
        ),
        (
            "On 12 August the train leaves from Paris at 9:05 and arrives at 10:30.",
            [("9:05", "08-12 07:05"), ("10:30", "08-12 08:30")],
        ),
        (
            "The draw is on Monday, Aug 11: Phoenix 9:00 = Los Angeles 9:00 = Denver 10:00 = New York 12:00.",
            [("9:00", "08-11 16:00"), ("9:00", "08-11 16:00"), ("10:00", "08-11 16:00"), ("12:00", "08-11 16:00")],
        ),
    ],
)
def test_a_heading_s_bracket_and_signs_of_equality_give_the_clock(text: str, expected: list[tuple[str, str]]) -> None:
    assert instants(read(text, published=date(2025, 2, 3) if "Feb" in text else MONDAY)) == expected


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        ("Perth, Scotland", "08-14 17:00"),
        ("Perth, Western Australia", "08-14 10:00"),
        ("Dundee, Scotland", "08-14 10:00"),
    ],
)
@pytest.mark.parametrize("words", ["at 18:00 in Perth", "at 18:00, Perth time", "at 18:00 local time in Perth"])
def test_a_bare_name_is_that_of_the_documents_own_place(place: str, expected: str, words: str) -> None:
    document = Document("a", f"The choir sings {words} on 14 August.", published=MONDAY, place=place)

    assert {instant for _, instant in instants(statements_of(document))} == {expected}


_TWO = "Cup fixtures (local / BST)\n\nFriday 8 August\n"
_ROWS = "| Zone | Start |\n|---|---|\n| US / Central | Tue 12 Aug 08:00 |\n| Asia / Seoul | Tue 12 Aug 22:00 |\n"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (_TWO + "Boars v Herons, Atlanta, 12:00 / 17:00", [("12:00", "08-08 16:00"), ("17:00", "08-08 16:00")]),
        (
            "On air (ET / PT)\n\nSunday, Aug. 10\nBoars at Herons, 4:15 / 1:15\nElks at Otters, 8:00",
            [("4:15", "08-10 20:15"), ("1:15", "08-10 20:15"), ("8:00", "08-10 12:00")],
        ),
        (
            "| Race | Start (ET / BST) |\n|---|---|\n| Sprint | Sun 10 August 14:00 / 19:00 |",
            [("Sun 10 August 14:00", "08-10 18:00"), ("19:00", "08-10 18:00")],
        ),
        ("The drill is at 9:30 (ET / PT rules apply), then 7:30 / 4:30.", [("9:30", "08-04 13:30")]),
    ],
)
def test_a_heading_of_two_zones_gives_each_of_a_pair_its_own(text: str, expected: list[tuple[str, str]]) -> None:
    assert instants(read(text))[: len(expected)] == expected


def test_a_row_headed_by_a_zone_tells_its_clock() -> None:
    assert [instant for _, instant in instants(read(_ROWS, zone=None))] == ["08-12 13:00", "08-12 13:00"]
    assert (
        instants(read(_ROWS.replace("US / Central", "Grand Hall").replace("Asia / Seoul", "Cellar"), zone=None)) == []
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Weather Bureau Norman OK\nRain from 3 PM CST.", ["08-04 20:00"]),
        ("The bulletin is OK\nRain from 3 PM CST.", []),
    ],
)
def test_a_town_before_the_letters_of_its_state_tells_its_country(text: str, expected: list[str]) -> None:
    assert [instant for _, instant in instants(read(text, zone=None))] == expected


@pytest.mark.parametrize(
    "text",
    [
        "On 12 August the comet nears Mars. In Leeds it culminates at 19:13 BST, with a third of it covered.",
        "On 12 August the comet nears Mars. In Leeds it culminates at 19:13 BST.",
    ],
)
def test_what_goes_with_a_thing_tells_no_tense(text: str) -> None:
    assert instants(read(text)) == [("19:13 BST", "08-12 18:13")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The patch is out Tuesday, August 12. Work: Americas 7 a.m. PDT; Europe 3:00 CEST Wednesday.",
            ["08-12 14:00", "08-13 01:00"],
        ),
        ("The fair ends August 10. Doors 7 p.m. ET; show 8 p.m. ET Saturday.", ["08-09 23:00", "08-10 00:00"]),
    ],
)
def test_a_day_behind_a_semicolon_is_of_its_own_clock_s_entry(text: str, expected: list[str]) -> None:
    assert [instant for _, instant in instants(read(text))] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "She left at 2 a.m. EDT and came at 5 a.m. EDT. They set off at 7:05 a.m., with landing at 9 a.m. PDT.",
            ["06:00", "09:00", "11:05", "16:00"],
        ),
        ("She left at 2 a.m. EDT. They set off at 7:05 a.m., with landing at 9 a.m. PDT.", ["14:05", "16:00"]),
        ("On 8 August she leaves Oslo at 17:30 and lands in Doha at 03:20 (+1) local time.", ["15:30", "08-09 00:20"]),
        (
            "The run at 2pm local time in Suzuka on 8 August means a 6am alarm in the UK.",
            ["08-08 05:00", "08-08 05:00"],
        ),
    ],
)
def test_whose_clock_it_is_and_whose_day(text: str, expected: list[str]) -> None:
    found = [instant for _, instant in instants(read(text))][-len(expected) :]
    assert [instant[-len(told) :] for instant, told in zip(found, expected, strict=True)] == expected


@pytest.mark.parametrize(
    ("hours", "zone"),
    [
        (5.5, "Asia/Kolkata"),
        (1, None),  # a Londoner's summer, and a Parisian's winter
        (2, None),
        (0, None),
    ],
)
def test_the_writers_offset_settles_letters_only_where_it_tells_a_country(hours: float, zone: str | None) -> None:
    sent = datetime(2026, 1, 12, 10, tzinfo=timezone(timedelta(hours=hours)))

    (statement,) = read("The call is on Friday 16 January 2026 at 3pm IST.", None, sent)

    assert statement.zone == zone


@pytest.mark.parametrize("month", ["March 2027", "Christmas", "Easter Monday"])
def test_a_heading_of_a_month_or_a_feast_is_no_place(month: str) -> None:
    told = read(f"All times are for {month}.\n\nThe doors open at 10:00 on 4 March 2027.", None, None)

    assert told[-1].zone is None


def test_years_behind_a_pairing_are_no_kick_offs() -> None:
    told = read("Two decisions: Bush v Gore (2000) and Obergefell v Hodges (2015).")

    assert [(one.text, one.grain) for one in told] == [("2000", Grain.YEAR), ("2015", Grain.YEAR)]


def test_what_was_is_replaced_only_by_a_time_that_follows() -> None:
    text = "The call moves.\nWas Friday 4 December 2026 7pm UTC, now Saturday 5 December 2026 7pm UTC."

    told = [one.modality for one in read(text) if one.when is not None]
    assert told == [Modality.SUPERSEDED, Modality.ASSERTED]
    assert Modality.SUPERSEDED not in {one.modality for one in read("It was 3 May 2020, now it is fixed.")}
