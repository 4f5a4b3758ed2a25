"""What the rules say: the fact, both readings, and the evidence."""

from __future__ import annotations

import pytest
from checking import codes, findings

from timeline.checks import check
from timeline.config import Config
from timeline.discourse import statements_of
from timeline.model import Document
from timeline.sources import read_text

SAID = [
    (
        "TL201",
        "On 2 December 2025\n\n| Step | UTC | US Eastern | India |\n|---|---|---|---|\n| Up | 06:15 | 02:15 | 11:45 |",
        '"02:15" stands alone: it is 07:15 UTC on 2 December, "06:15" and "11:45" are both 06:15: one hour apart '
        "(US Eastern is UTC-5 then)",
    ),
    (
        "TL201",
        "On 29 October 2025\n\n| Zone | Time |\n|---|---|\n| PDT | 3:00 PM |\n| EDT | 6:00 PM |\n| GMT | 11:00 PM |",
        '"11:00 PM" stands alone: it is 23:00 UTC on 29 October, "3:00 PM" and "6:00 PM" are both 22:00: '
        "one hour apart",
    ),
    (
        "TL201",
        "Boarding closes at 19:35 BST on 10 July 2026 (18:35 UTC / 02:35 AEST on 11 July).",
        '"02:35 AEST on 11 July" stands alone: it is 16:35 UTC on 10 July 2026, "19:35 BST on 10 July 2026" and '
        '"18:35 UTC" are both 18:35: 2 hours apart (AEST is UTC+10 then)',
    ),
    (
        "TL201",
        "Could we do Thursday 30 October 2025 at 3pm London (10am New York)?",
        '"Thursday 30 October 2025 at 3pm" is 15:00 UTC on 30 October, "10am" is 14:00: one hour apart '
        "(London is UTC then, New York is UTC-4 then)",
    ),
    (
        "TL201",
        "On 14 August 2025 we meet at 3pm ET (8pm UTC).",
        '"3pm ET" is 19:00 UTC on 14 August, "8pm UTC" is 20:00: one hour apart (ET is UTC-4 then)',
    ),
    (
        "TL201",
        "On 14 August 2025 we meet at 11 am PDT, 1 pm EDT, 7 pm BST and 8 pm CEST.",
        '"1 pm EDT" stands alone: it is 17:00 UTC on 14 August, "11 am PDT", "7 pm BST" and "8 pm CEST" are all 18:00: '
        "one hour apart (EDT is UTC-4 then)",
    ),
    (
        "TL201",
        "On 14 August 2025 we meet from 14:00 to 15:00 UTC (10:00-12:00 EDT).",
        '"14:00 to 15:00 UTC" ends at 15:00 UTC, "10:00-12:00 EDT" at 16:00 UTC: one hour apart, '
        "though both start at 14:00",
    ),
    (
        "TL201",
        "On 12 December 2025 we meet at 17:00 UTC (10 am PDT).",
        '"17:00 UTC" is 17:00 UTC on 12 December, "10 am PDT" is 18:00: one hour apart (Los Angeles is UTC-8 then); '
        'they agree only if "PDT" is taken to the letter, as UTC-7',
    ),
    (
        "TL201",
        "It was 5 a.m. EST on 31 December 2025 and 11 a.m. UTC when they sang.",
        '"5 a.m. EST on 31 December 2025" is 10:00 UTC on 31 December, "11 a.m. UTC" is 11:00: one hour apart '
        "(EST is UTC-5 then)",
    ),
    (
        "TL101",
        "The call is on 14 August 2025 at 3 pm EST.",
        '"EST" claims UTC-5, but New York keeps UTC-4 (EDT) on 14 August: '
        '"14 August 2025 at 3 pm EST" is 19:00 UTC by New York\'s clock, 20:00 by the letter',
    ),
    (
        "TL101",
        "The call is on 14 August 2025 at 14:00 CET (UTC+1).",
        '"CET" and "UTC+1" both claim UTC+1, but Berlin keeps UTC+2 (CEST) on 14 August: '
        '"14 August 2025 at 14:00 CET" is 12:00 UTC by Berlin\'s clock, 13:00 by the letter',
    ),
    (
        "TL121",
        "The stall is open from 3pm to 1pm EDT on 15 September 2025.",
        '"3pm to 1pm EDT on 15 September 2025" ends before it starts, or lasts 22 hours into the next day',
    ),
    (
        "TL101",
        "The call is on 14 August 2025 at 9 pm Pacific Standard Time.",
        '"Pacific Standard Time" claims UTC-8, but Los Angeles keeps UTC-7 (Pacific Daylight Time) on 14 August: '
        '"14 August 2025 at 9 pm Pacific Standard Time" is 04:00 UTC on 15 August by Los Angeles\'s clock, '
        "05:00 by the letter",
    ),
    (
        "TL101",
        "On 14 August 2025 (all times EST)\n\n9:00 am Talks\n5:00 pm Close",
        '"EST" claims UTC-5, but New York keeps UTC-4 (EDT) on 14 August: '
        '"9:00 am" is 13:00 UTC by New York\'s clock, 14:00 by the letter',
    ),
    (
        "TL101",
        "| Date | Time (PST) |\n|---|---|\n| 14 August 2025 | 9:00 am |\n| 15 August 2025 | 9:00 am |",
        '"PST" claims UTC-8, but Los Angeles keeps UTC-7 (PDT) on 14 August: '
        '"9:00 am" is 16:00 UTC by Los Angeles\'s clock, 17:00 by the letter',
    ),
    (
        "TL101",
        "The call begins on 14 August 2025 at 10:00 a.m. EST (GMT-4).",
        '"EST" claims UTC-5, but New York keeps UTC-4 (EDT) on 14 August: "14 August 2025 at 10:00 a.m. EST" is '
        "14:00 UTC by New York's clock, 15:00 by the letter",
    ),
    (
        "TL102",
        "The review is at 14:00 IST on 16 December 2025.",
        '"IST" may be the time of Kolkata, Jerusalem or Dublin, and nothing here says which: '
        '"14:00 IST on 16 December 2025" is 08:30, 12:00 or 14:00 UTC; name a place or the offset',
    ),
    (
        "TL104",
        "The backup starts on 30 March 2025 at 2:30 a.m. Berlin time.",
        '"30 March 2025 at 2:30 a.m. Berlin time" does not exist: the clocks of Berlin go forward over it; '
        "the clock before the change makes it 01:30 UTC on 30 March, the one after it 00:30 UTC",
    ),
    (
        "TL104",
        "The signing is on 30 December 2011 at 10:00 in Apia.",
        '"30 December 2011 at 10:00" does not exist: the clocks of Apia go forward over it; the clock before the '
        "change makes it 20:00 UTC on 30 December 2011, the one after it 20:00 UTC on 29 December 2011",
    ),
    (
        "TL105",
        "The restart is on 2 November 2025 at 1:30 a.m. New York time.",
        '"2 November 2025 at 1:30 a.m. New York time" comes twice: the clocks of New York go back over it; '
        '05:30 UTC on 2 November, and again at 06:30 UTC; "EDT" or "EST" would say which',
    ),
    (
        "TL106",
        "The stream starts on 14 August 2025 at 9 am PDT (UTC-8).",
        '"PDT" is UTC-7, not "UTC-8": "14 August 2025 at 9 am PDT" is 16:00 UTC by the one, 17:00 by the other',
    ),
    (
        "TL106",
        "The stream starts on 14 August 2025 at 18:00 (Paris, UTC+1).",
        'Paris keeps UTC+2 on 14 August, not "UTC+1": '
        '"14 August 2025 at 18:00" is 16:00 UTC by the one, 17:00 by the other',
    ),
    (
        "TL106",
        "The doors open on 12 June 2025 at 14:00 GMT (UTC+1).",
        '"GMT" is not "UTC+1": "12 June 2025 at 14:00 GMT" is 14:00 UTC by the one, 13:00 by the other',
    ),
    (
        "TL106",
        "Papers are due on 12 June 2025, 23:59 AoE (UTC+12).",
        '"AoE" is UTC-12, not "UTC+12": "12 June 2025, 23:59 AoE" is 11:59 UTC on 13 June by the one, '
        "11:59 UTC on 12 June by the other",
    ),
    (
        "TL106",
        "Saved Fri Dec 19 2025 22:54:33 GMT-0500 (Eastern Daylight Time)",
        '"Eastern Daylight Time" is UTC-4, not "GMT-0500": "Fri Dec 19 2025 22:54:33 GMT-0500" is '
        "02:54:33 UTC by the one, 03:54:33 by the other",
    ),
    (
        "TL106",
        "The call on 15 August 2025 is at 9:00 EDT; in Chicago it is 8:00 CST (UTC-5).",
        '"CST" is UTC-6, not "UTC-5": "8:00 CST" is 14:00 UTC by the one, 13:00 by the other',
    ),
    ("TL107", "We begin on 14 August 2025 at 14:00 QST.", '"QST" names no zone'),
    ("TL115", "Open 9:00 a.m.-17:00 p.m.", '"17:00 p.m." counts the hours twice: to 24, and by halves of the day'),
    (
        "TL107",
        "The release is at 14:00 Europe/Berln on 14 August 2025.",
        '"Europe/Berln" names no zone; did you mean Europe/Berlin?',
    ),
    (
        "TL107",
        "The release is at 14:00 Asia/Beijing on 14 August 2025.",
        '"Asia/Beijing" names no zone; did you mean Asia/Shanghai?',
    ),
    (
        "TL107",
        "The release is at 14:00 America/Chigaco on 14 August 2025.",
        '"America/Chigaco" names no zone; did you mean America/Chicago?',
    ),
    ("TL111", "Friday, August 14, 2025", "14 August 2025 is a Thursday, not a Friday; the Friday is 15 August"),
    (
        "TL111",
        "Lent begins on Ash Wednesday, 12 February 2027.",
        "12 February 2027 is a Friday, not a Wednesday; the Wednesday is 10 February",
    ),
    (
        "TL122",
        "The database was slow from 09:14 to 10:02 UTC on 8 July 2026, that is for 38 minutes.",
        '"09:14 to 10:02 UTC on 8 July 2026" lasts 48 minutes, not "38 minutes"',
    ),
    ("TL112", "Apply until September 31, 2025.", '"September 31, 2025" does not exist: September has 30 days'),
    ("TL112", "Released on 2025-13-05.", '"2025-13-05" does not exist: a year has 12 months'),
    ("TL112", "Released on 2025-08-32.", '"2025-08-32" does not exist: no month has more than 31 days'),
    ("TL112", "Apply by January 32, 2026.", '"January 32, 2026" does not exist: no month has more than 31 days'),
    (
        "TL113",
        "The workshop moved to 03/04/2025.",
        '"03/04/2025" is 4 March or 3 April: nothing here says which comes first, day or month; '
        "write the month as a word",
    ),
    (
        "TL114",
        "Send it by midnight on Friday.",
        '"midnight on Friday" may be the midnight that begins the day, or the one that ends it; '
        "11:59 p.m. or 00:01 would say which",
    ),
    ("TL115", "The deadline is 2026-12-04T25:00Z.", '"25:00Z" does not exist: a day has 24 hours'),
    ("TL115", "Due 2026-12-04T12:75:00+02:00.", '"12:75:00+02:00" does not exist: an hour has 60 minutes'),
    ("TL115", "Doors open at 15:30 pm.", '"15:30 pm" counts the hours twice: to 24, and by halves of the day'),
    (
        "TL121",
        "The call is from 3 pm to 2 pm UTC.",
        '"3 pm to 2 pm UTC" ends before it starts, or lasts 23 hours into the next day',
    ),
    ("TL121", "The challenge runs from June 20 to June 6, 2025.", '"June 20 to June 6, 2025" ends before it starts'),
    ("TL121", "The symposium will be held August 14–12, 2025.", '"August 14–12, 2025" ends before it starts'),
    (
        "TL122",
        "A three-day workshop will be held on 14–15 October 2025 in Ghent.",
        '"14–15 October 2025" has 2 days, not 3',
    ),
    (
        "TL122",
        "A two-day school, Monday 13 to Thursday 16 October 2025.",
        '"Monday 13 to Thursday 16 October 2025" has 4 days, not 2',
    ),
    (
        "TL122",
        "The outage on 14 August 2025 lasted 60 minutes, from 14:02 to 15:10 UTC.",
        '"14:02 to 15:10 UTC" lasts 1 hour and 8 minutes, not "60 minutes"',
    ),
    (
        "TL122",
        "The course on 14 August 2025 lasts three hours, from 9 a.m. to 11 a.m.",
        '"9 a.m. to 11 a.m." lasts 2 hours, not "three hours"',
    ),
    (
        "TL122",
        "A two-hour session from 09:00 to 12:00 UTC.",
        '"09:00 to 12:00 UTC" lasts 3 hours, not "two-hour"',
    ),
    (
        "TL202",
        "The launch is on 14 August 2025 at 10 pm PT / 6 am BST.",
        '"6 am BST" is on the next day, 15 August, in London; "14 August 2025 at 10 pm PT" is on 14 August',
    ),
    (
        "TL203",
        "We meet every Tuesday at 1 pm ET (17:00 UTC).",
        '"every Tuesday at 1 pm ET" is "17:00 UTC" only until 2 November: '
        "New York and UTC are 4 hours apart until then, 5 hours from then on",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("code", "text", "message"), SAID, ids=[f"{code}-{text[:30]}" for code, text, _ in SAID])
def test_a_finding_says_what_is_the_matter(code: str, text: str, message: str) -> None:
    assert [f.message for f in findings(text, [code], published="2025-08-01")] == [message]


FIXED = [
    ("The call is on 14 August 2025 at 3 pm EST.", "The call is on 14 August 2025 at 3 pm EDT.", False),
    ("On 14 August 2025 at 3 pm EST (19:00 UTC).", "On 14 August 2025 at 3 pm EDT (19:00 UTC).", True),
    ("On 12 December 2025 at 9 pm CEST.", "On 12 December 2025 at 9 pm CET.", False),
    ("On 14 August 2025 at 9 pm Mountain Standard Time.", "On 14 August 2025 at 9 pm Mountain Daylight Time.", False),
    ("On Fri, 14 August 2025.", "On Thu, 14 August 2025.", False),
    ("ON FRIDAY, 14 AUGUST 2025.", "ON THURSDAY, 14 AUGUST 2025.", False),
    ("Doors open at 15:30 pm.", "Doors open at 3:30 pm.", False),
    ("On 14 August 2025 (all times EST)\n\n9:00 am Talks", "On 14 August 2025 (all times EDT)\n\n9:00 am Talks", False),
    ("On 14 August 2025 from 3 pm EST to 4 pm EST.", "On 14 August 2025 from 3 pm EDT to 4 pm EDT.", False),
    ("From 10 PM PST on 1 November 2025 to 4 AM PST.", "From 10 PM PDT on 1 November 2025 to 4 AM PST.", False),
    ("At 14:00 Europe/Berln on 14 August 2025.", "At 14:00 Europe/Berlin on 14 August 2025.", False),
]


@pytest.mark.parametrize(("text", "mended", "safe"), FIXED)
def test_a_remedy_mends_its_text(text: str, mended: str, safe: bool) -> None:
    from timeline.report.fixes import fixed

    found = findings(text, published="2025-08-01")

    assert fixed(text, found, unsafe=True)[0] == mended
    assert (fixed(text, found, unsafe=False)[0] == mended) is safe


def test_no_remedy_is_offered_against_an_equivalent_that_takes_the_letter() -> None:
    found = findings("On 14 August 2025 we meet at 3 pm EST (20:00 UTC).", ["TL101", "TL201"])

    assert [(f.code, f.fix) for f in found] == [("TL101", None), ("TL201", None)]


def test_one_finding_speaks_for_all_places_of_an_abbreviation() -> None:
    (found,) = findings("At 14:00 IST on 16 December 2025.\n\nAgain at 15:00 IST on 17 December 2025.", ["TL102"])

    assert len(found.spans) == 2


def test_a_disagreement_of_sources_names_both() -> None:
    one = (
        "---\npublished: 2025-08-12\nplace: Anchorage, Alaska\n---\n"
        "The summit in Anchorage begins on 15 August 2025 at 11:30 a.m. local time."
    )
    other = "---\npublished: 2025-08-13\n---\nThe Anchorage summit begins on 15 August 2025 at 19:00 UTC."

    (found,) = findings([one, other], ["TL301"])

    assert "19:30 UTC on 15 August in text-0, 19:00 UTC on 15 August in text-1: 30 minutes apart" in found.message
    assert {found.document, found.related[0].document} == {"text-0", "text-1"}
    assert len(found.utc) == 2


def test_a_weekday_without_a_year_is_judged_where_the_date_comes_soon() -> None:
    text = "Please reply by Sunday, November 2nd."

    assert [f.code for f in findings(text, ["TL111"], published="2026-10-20")] == ["TL111"]
    assert findings(text, ["TL111"], published="2025-11-20") == []


def test_the_remedy_for_a_season_is_what_people_call_the_clock() -> None:
    (european,) = findings("The call is on 10 September 2025 at 20:45 CET.", ["TL101"])
    (american,) = findings("The call is on 10 September 2025 at 20:45 EST.", ["TL101"])

    assert european.fix is not None
    assert european.fix.title == 'write "CEST"'
    assert american.fix is not None
    assert american.fix.title == 'write "EDT" or "ET"'


def test_an_equivalent_in_utc_makes_no_second_readership() -> None:
    """A translation for everybody tells where nobody is; two cities' clocks tell of readers in both."""
    due = "\n\nPapers are due by 5:00 p.m. on 18 June 2027."

    assert findings(f"The hearing is on 7 July 2027 at 10:30 a.m. PDT (17:30 UTC).{due}", ["TL103"]) == []
    assert codes(f"The hearing is on 7 July 2027 at 10:30 a.m. PDT (1:30 p.m. EDT).{due}", ["TL103"]) == ["TL103"]


def test_a_weekday_in_a_calendars_entry_is_the_entrys() -> None:
    lines = ("BEGIN:VCALENDAR", "BEGIN:VEVENT", "DTSTART:20261120T180000Z", "SUMMARY:Party (Fri 18:00 CET)")
    calendar = read_text("\r\n".join((*lines, "END:VEVENT", "END:VCALENDAR", "")), "party.ics", "calendar")
    assert isinstance(calendar, Document)

    assert not check([calendar], statements_of(calendar, Config()), (), Config(select=("TL116",)))
    assert codes("Party (Fri 18:00 CET)", ["TL116"]) == ["TL116"]


def test_twelve_at_night_is_doubtful_where_something_is_taken_until_then() -> None:
    assert codes("Proposals are accepted until Friday, 30 October 2026, 12 a.m. CET.", ["TL114"]) == ["TL114"]
    assert codes("The bar is open until Saturday, 31 October 2026, 12 a.m. CET.", ["TL114"]) == []


def test_a_weekday_in_brackets_behind_a_clock_time_is_beside_the_day_spoken_of() -> None:
    cities = "London: 21:00", "Delhi: 01:30 (Friday)", "Singapore: 04:00 (Friday)", "Sydney: 07:00 (Friday)"
    hall = "\n* ".join(("The town hall is on Thursday, 9 April 2026.\n", *cities))

    (found,) = findings(hall, published="2026-03-01")

    assert (found.code, f"{found.utc[-1]:%Y-%m-%d %H:%M}") == ("TL201", "2026-04-09 21:00")


def test_what_a_firm_will_host_is_announced() -> None:
    said = "The firm will host a webcast for investors on 2 September 2026."

    assert codes(said, ["TL117"], published="2026-09-07") == ["TL117"]
    assert codes(said, ["TL117"], published="2026-08-07") == []


def test_two_hours_of_one_day_disagree_though_nobody_says_whose_clock_it_is() -> None:
    one = "Ravi Menon's seminar on causal trees is on Tuesday 20 October 2026 at 16:15."
    other = "The seminar of Ravi Menon on causal trees starts on Tuesday 20 October 2026 at 16:30."

    (found,) = findings([one, other], ["TL301"], published="2026-10-12")

    assert "at 16:15 on 20 October in text-0, 16:30 in text-1: 15 minutes apart" in found.message
    assert findings([one, other.replace("16:30", "16:15")], ["TL301"], published="2026-10-12") == []
    assert findings([one, other.replace("16:30", "17:15")], ["TL301"], published="2026-10-12") == []  # of another zone?
