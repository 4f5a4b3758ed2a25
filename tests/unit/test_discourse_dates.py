"""Which days words mean in running text: tense, the quarter that is reported on, the year of a history."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from timeline.discourse import statements_of
from timeline.model import Document

THURSDAY = date(2024, 11, 14)


def values(text: str, published: date | None = THURSDAY) -> list[str]:
    """The TIMEX3 values of what a text states."""
    return [statement.timex.value for statement in statements_of(Document("d", text, published=published))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The mill closed Tuesday, and the owners will meet Friday.", ["2024-11-12", "2024-11-15"]),
        ("The owners would look for ways around Tuesday's ruling.", ["2024-11-12"]),
        ("At the close of trade Tuesday, three ships lay idle.", ["2024-11-12"]),
        ("The blasts shook the house next to the mill on Tuesday.", ["2024-11-12"]),
        ("Until Tuesday, they had not named him.", ["2024-11-12"]),
        ("Until Tuesday he had been free.", ["2024-11-12"]),
        ("Until Tuesday the shop is shut.", ["2024-11-19"]),
        ("It ended at 4 p.m., and will resume Monday at 9 a.m.", ["2024-11-14T16:00", "2024-11-18T09:00"]),
        ("They struck as previously planned Tuesday night.", ["2024-11-12TNI"]),
        ("The school will stay closed on Friday and remain closed on Monday.", ["2024-11-15", "2024-11-18"]),
        ("If Tuesday is no good, ring us.", ["2024-11-19"]),
        ("I'm away from Monday, and we are off on Tuesday.", ["2024-11-18", "2024-11-19"]),
        ("The envoys meet in Hull Monday.", ["2024-11-18"]),
        ("They met early Thursday. Later Thursday, the owners left.", ["2024-11-14", "2024-11-14"]),
        ("His permit expires on Saturday.", ["2024-11-16"]),
        ("Both brothers go on trial Monday; the film of their life comes out on Friday.", ["2024-11-18", "2024-11-15"]),
        ("The offer, which had been free to expire on Monday, stands.", ["2024-11-11"]),
        ("The clerk resigned the day after Monday's vote.", ["2024-11-12"]),
        ("Ice could disrupt the ferries on Monday.", ["2024-11-18"]),
        ("She could not be found Tuesday.", ["2024-11-12"]),
        ("The tug undocked at 10:41 p.m. Wednesday.", ["2024-11-13T22:41"]),
        ("An unpaid, unexpected bill is read at 9 a.m. Wednesday.", ["2024-11-20T09:00"]),
        ("The clerk will resign the day after Monday's vote.", ["2024-11-19"]),
        ("The old miller died Tuesday at 4:25 p.m. after a fall.", ["2024-11-12T16:25"]),
        ("The council rejected a first plan Tuesday.", ["2024-11-12"]),
        ("The workers plan a walkout Tuesday.", ["2024-11-19"]),
        ("The flood hit Tuesday; another may hit Friday.", ["2024-11-12", "2024-11-15"]),
        ("The fair is held Tuesday at 3 pm.", ["2024-11-19T15:00"]),
        ("The mayor declared three days of mourning from Wednesday.", ["P3D", "2024-11-20"]),
        ("The council was recalled for Wednesday.", ["2024-11-20"]),
        ("The mayor called for Wednesday's marchers to go home.", ["2024-11-13"]),
        ("The funeral is Saturday.", ["2024-11-16"]),
        ("Shares rose ahead of Friday's report.", ["2024-11-15"]),
        ("Shares fell ahead of the weekend.", ["2024-W46-WE"]),
        ("Monday's race goes ahead, and so does Saturday's dance.", ["2024-11-18", "2024-11-09"]),
        ("The mayor called off Wednesday's dance; the fair was canceled Monday.", ["2024-11-13", "2024-11-11"]),
        ("The mayor called Tuesday's fire a crime.", ["2024-11-12"]),
        ("The tug goes on to Hull Saturday; the barge follows Monday.", ["2024-11-16", "2024-11-18"]),
        ("The guests heard shouts Tuesday and beat on the door.", ["2024-11-12"]),
        ("The dam could burst, perhaps on Saturday.", ["2024-11-16"]),
        ("Neither of them could be reached Tuesday.", ["2024-11-12"]),
        ("Riders face delays Monday.", ["2024-11-18"]),
        ("The mayor receives the envoys Monday. They are glad.", ["2024-11-18"]),
        ("The miller estimates her mill, worth a lot in May, at half of that. She is sad.", ["2024-05"]),
        ("The tanker docks Saturday.", ["2024-11-16"]),
        ("The mayor with five envoys at the dams on Monday.", ["2024-11-11"]),
        ("The judge may rule on Friday. They heard shots at 2 a.m.", ["2024-11-15", "2024-11-14T02:00"]),
        ("Today is Thursday.", ["2024-11-14", "2024-11-14"]),
        ("The envoy flies to Rome on Monday and heads back Friday.", ["2024-11-18", "2024-11-15"]),
        ("The miller faces sentencing Tuesday.", ["2024-11-19"]),
        ("The ferry expects crossings to resume Saturday.", ["2024-11-16"]),
        ("They won the Hull Open Tuesday.", ["2024-11-12"]),
        ("The fire of May 4 was told of Tuesday.", ["2024-05-04", "2024-11-12"]),
        ("She left a fair starting Saturday.", ["2024-11-16"]),
        ("Snow is forecast for Saturday.", ["2024-11-16"]),
        ("The blast comes a day after Tuesday's fire.", ["2024-11-13"]),
        ("The bid follows Tuesday's vote by a firm, which holds a tenth.", ["2024-11-12"]),
    ],
)
def test_a_bare_weekday_follows_the_tense(text: str, expected: list[str]) -> None:
    assert values(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Since the family bought the mill in February, it has lost money.", ["2024-02"]),
        ("In February, the family brought in a new chief, who will stay.", ["2024-02"]),
        ("The fair is in June.", ["2025-06"]),
        ("The last fair was in January.", ["2024-01"]),
        ("Its team finished third in December.", ["2023-12"]),
        ("The pact, signed on Dec. 9, has failed.", ["2023-12-09"]),
        ("The pact will be signed on Dec. 9.", ["2024-12-09"]),
        ("The ship that was in June's storm is in dock.", ["2024-06"]),
        ("The sale would be paid for on a still unspecified date in January.", ["2025-01"]),
        ("Ms. Hale, 52, will succeed Mr. P. Ross Feb. 1.", ["2025-02-01"]),
        ("The sale, which had been expected, is part of a plan to pay off a loan by February.", ["2025-02"]),
    ],
)
def test_a_month_follows_the_tense(text: str, expected: list[str]) -> None:
    assert values(text) == expected


def test_a_date_that_the_text_has_in_full_keeps_its_year() -> None:
    text = "It was found on 2024-01-15 and mended. In short: 15 Jan first report. Her talk of 15 January."

    assert values(text) == ["2024-01-15", "2024-01-15", "2024-01-15"]
    assert values(text.replace("Her talk of", "She will speak on")) == ["2024-01-15", "2024-01-15", "2025-01-15"]
    assert values(text.replace("2024-01", "2022-01")) == ["2022-01-15", "2025-01-15", "2025-01-15"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It lost money in the third quarter, after a profit a year earlier.", ["2024-Q3", "2023-Q3"]),
        ("It earned more in the third quarter than in the year-ago quarter.", ["2024-Q3", "2023-Q3"]),
        ("The mill burned down a year ago.", ["2023"]),
        ("Costs in the quarter fell.", ["2024-Q3"]),
        ("It earned less in the third quarter than in the 1988 period.", ["2024-Q3", "1988-Q3"]),
        ("This year's third quarter was better than a year earlier.", ["2024-Q3", "2023-Q3"]),
        (
            "Profit fell in the third quarter. After a flat second quarter, it lost more than in the year-ago period.",
            ["2024-Q3", "2024-Q2", "2023-Q3"],
        ),
        ("Profit rose in the third quarter. It was half of that in the same quarter of 2021.", ["2024-Q3", "2021-Q3"]),
        ("Exports rose 5 percent in September from a year earlier.", ["2024-09", "2023-09"]),
        ("Sales fell last month, compared with a year ago.", ["2024-10", "2023-10"]),
        ("Sales in October rose to $3 million from $2.5 million a year earlier.", ["2024-10", "2023-10"]),
        (
            "Costs fell in October, the first fall since May 2022, to 3 percent from 4 percent a month earlier.",
            ["2024-10", "2022-05", "2024-09"],
        ),
        ("In nine months in office she has changed the town.", ["P9M"]),
        ("In nine months of talks nothing will change.", ["2025-08"]),
        ("The mill that burned in September was built a year earlier.", ["2024-09", "2023"]),
        ("It fell in August from the same month of 2022.", ["2024-08", "2022-08"]),
    ],
)
def test_what_a_quarter_is_compared_with_is_a_quarter(text: str, expected: list[str]) -> None:
    assert values(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "It lost money in the third quarter. For the nine months, profit is down from a year earlier.",
            ["2024-Q3", "P9M", "2023"],
        ),
        ("It won in the third quarter. In the first half of the year, it lost more than in the 2022 period.", "2022"),
        ("It lost money in the third quarter. For the year, costs rose from a year earlier.", "2023"),
        (
            "In the first nine months it won. In the third quarter costs rose from a year earlier.",
            ["P9M", "2024-Q3", "2023-Q3"],
        ),
        ("It lost money in the third quarter. A six-month loan costs what it did a year ago.", "2023-Q3"),
        ("It lost money in the third quarter. For the nine months, it won.\n\nIt was slow a year ago.", "2023-Q3"),
    ],
)
def test_what_a_longer_stretch_is_compared_with_is_a_year(text: str, expected: list[str] | str) -> None:
    assert values(text) == expected if isinstance(expected, list) else values(text)[-1] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The mill reported a fall in fourth-quarter net to $4 million, from $9 million a year earlier.", "2023-Q4"),
        ("The mill lost money in the third quarter. It feared for the fourth quarter a year ago.", "2023-Q3"),
        ("The mill will earn more in the fourth quarter than a year earlier.", "2023"),
    ],
)
def test_a_quarter_that_was_reported_on_may_end_before_the_calendars(text: str, expected: str) -> None:
    assert values(text)[-1] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("She was last seen Nov. 3, the day before the ship sank.", ["2024-11-03", "2024-11-03"]),
        ("He was found on Nov. 4, 2023 -- the day before the storm.", ["2023-11-04", "2023-11-04"]),
        ("He was found on Nov. 9. The day before, he had been seen in Hull.", ["2024-11-09", "2024-11-08"]),
        ("He was found on Nov. 9, the day after, in Hull.", ["2024-11-09", "2024-11-10"]),
        ("Prices fell on Friday to end the week lower.", ["2024-11-08", "2024-W45"]),
        ("Prices will fall on Monday. It was the best day of the week.", ["2024-11-18", "2024-W46"]),
        ("In October they fished. What they caught that day was eaten.", ["2024-10", "PAST_REF"]),
        ("What they caught that day was eaten.", ["2024-11-14"]),
    ],
)
def test_a_day_and_a_week_are_those_that_were_told_of(text: str, expected: list[str]) -> None:
    assert values(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Net rose in the fourth quarter. For the full year, it was $9 million.", ["2023-Q4", "2023"]),
        ("It lost much in the fourth quarter of 2023, and more in the entire year.", ["2023-Q4", "2023"]),
        ("Net rose in the fourth quarter. It will be higher for the full year.", ["2023-Q4", "2024"]),
        ("Net fell in the fourth quarter of 2023 from a year earlier.", ["2023-Q4", "2022-Q4"]),
        ("Net fell in the fourth quarter of 2021 from a year earlier.", ["2021-Q4", "2020"]),
        ("Net was $9 million for the full year.", ["2024"]),
    ],
)
def test_a_report_of_the_last_quarter_tells_of_its_year(text: str, expected: list[str]) -> None:
    assert values(text, date(2024, 2, 1)) == expected


def test_the_same_month_of_another_year_is_a_month() -> None:
    text = "Sales fell in September from the same month last year. In May they rose from the same month a year ago."

    assert values(text) == ["2024-09", "2023-09", "2024-05", "2023-05"]


def test_a_bond_that_matures_makes_no_history() -> None:
    text = "The notes fall due Oct. 1, 2031, Oct. 1, 2036, and Oct. 1, 2041. They rose Tuesday."

    assert values(text)[-1] == "2024-11-12"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The mill stopped at 9 a.m. UTC Tuesday. An hour later it was running.", "2024-11-12T10:00"),
        ("About 40 minutes later, the mill was running.", "PT40M"),
        ("We meet at 9 am UTC; an hour later we eat.", "2024-11-14T10:00"),
        ("Let us meet an hour later.", "2024-11-14T08:00"),
    ],
)
def test_an_hour_later_counts_from_the_clock_time_before_it(text: str, expected: str) -> None:
    written = datetime(2024, 11, 14, 7, tzinfo=UTC)

    assert values(text, written)[-1] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The strike lasted until late Wednesday night.", "2024-11-13TNI"),
        ("The strike was extended until Wednesday.", "2024-11-20"),
        ("Orders in the three months through March rose.", "2024-03"),
        ("The mill is shut through March.", "2025-03"),
    ],
)
def test_an_end_that_was_reached_is_past(text: str, expected: str) -> None:
    assert values(text)[-1] == expected


def test_a_report_that_tells_history_counts_this_week_from_its_own_day() -> None:
    text = "She left in 1966, came back in 1979 and left in 1983. It was quiet until last Tuesday; this week it is not."

    found = values(text, date(2000, 2, 24))

    assert found[-2:] == ["2000-02-22", "2000-W08"]


def test_the_dates_of_a_history_take_the_year_of_their_heading() -> None:
    years = "\n".join(f"It was founded in {year}." for year in range(1901, 1910))

    assert values(f"{years}\n\n1937\n\nOn 21 February the town fell.")[-1] == "1937-02-21"


HISTORY = "In May 1939 the dyke broke. In June 1940 it was mended. "  # no date of writing


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("In January it froze. In March 1941 it thawed.", ["1941-01", "1941-03"]),
        (
            "Papers found in 2005 tell that in August a ship sank. In October 1940 it was raised.",
            ["1940-08", "1940-10"],
        ),
        ("The treaty (in force until 14 September 1978) was signed. In July it was read out.", ["1940-07"]),
    ],
)
def test_a_history_goes_on_to_its_next_full_date(text: str, expected: list[str]) -> None:
    found = values(HISTORY + text + " In December 1940 it stood.", None)

    assert [value for value in found if value in expected][: len(expected)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("in the evening", ["2024-11-14TEV"]),
        ("Send it by EOD.", ["2024-11-14"]),
        ("We saw him in the evening.", ["TEV"]),
        ("It burned on Tuesday. In the morning the roof had gone.", ["2024-11-12", "2024-11-12TMO"]),
        ("It opens on Tuesday. It was shut in the evening.", ["2024-11-19", "TEV"]),
        ("It burned on Tuesday. The lamps of the night the mill burned were lit.", ["2024-11-12"]),
        ("At the end of the day, it is a matter of taste.", []),
        ("A ruling is due by the end of the day.", ["2024-11-14"]),
        ("The guests will stay overnight.", ["2024-11-14TNI"]),
        ("The guests stayed overnight.", ["2024-11-13TNI"]),
    ],
)
def test_a_part_of_the_day_alone_or_as_a_limit_is_of_the_day_of_writing(text: str, expected: list[str]) -> None:
    assert values(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [("since March", ["2024-03"]), ("It has rained since December.", ["2023-12"])],
)
def test_since_speaks_of_what_is_gone(text: str, expected: list[str]) -> None:
    assert values(text) == expected


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        ("Toronto, Canada", ["2025-10-13", "2025-09-01"]),
        ("Sydney, Australia", ["2025-11-27", "2025-10-06"]),
        (None, ["2025-11-27", "2025-05-01"]),
    ],
)
def test_a_named_day_is_kept_as_the_country_keeps_it(place: str | None, expected: list[str]) -> None:
    text = "We will close on Thanksgiving and on Labour Day."
    document = Document("d", text, published=date(2025, 2, 3), place=place)

    assert [statement.timex.value for statement in statements_of(document)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It fell to its lowest since October 1982. The index ended the day at 8,017.", ["1982-10", "2024-11-14"]),
        ("It closed low Tuesday. For the day, the index fell 2 percent.", ["2024-11-12", "2024-11-12"]),
        ("The ship sank on May 3, 2020, as in 1987. The next day a boat came.", ["2020-05-03", "1987", "2020-05-04"]),
    ],
)
def test_a_day_spoken_of_is_the_last_that_was_a_day(text: str, expected: list[str]) -> None:
    assert values(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("3:30", "2024-11-14T15:30"),
        ("at 8:10", "2024-11-14T20:10"),
        ("12:50", "2024-11-14T12:50"),
        ("03:30", "2024-11-15T03:30"),
    ],
)
def test_an_hour_in_a_field_is_the_next_that_comes_or_one_just_over(text: str, expected: str) -> None:
    written = datetime(2024, 11, 14, 13, 0, tzinfo=UTC)
    [statement] = statements_of(Document("d", text, published=written, zone="UTC"))

    assert statement.timex.value == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The price fell by a quarter in two years.", ["P2Y"]),
        ("The carpenters finished in two days.", ["P2D"]),
        ("He was told to come back in two weeks.", ["2024-W48"]),
        ("They agreed to meet again in six months.", ["2025-05"]),
        ("In one day, 300 people crossed.", ["P1D"]),
        ("In two days, 300 people will cross.", ["2024-11-16"]),
        ("The vote was in two weeks.", ["2024-W48"]),
    ],
)
def test_in_some_days_tells_how_long_what_was_done_took(text: str, expected: list[str]) -> None:
    assert values(text) == expected


def test_a_weekday_repeats_no_date_of_long_ago() -> None:
    assert values("The raid, the worst since Sept. 11, 2001, came Tuesday.") == ["2001-09-11", "2024-11-12"]


def test_nobody_knows_when_today_was_in_a_text_of_no_date() -> None:
    text = "The mill was built on 5 May 1987. Today it is shut; it burned a month ago."

    assert values(text, None) == ["1987-05-05", "PRESENT_REF", "PAST_REF"]
    assert values("5 May 1987\n\nToday it is shut.", None) == ["1987-05-05", "1987-05-05"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Doors open on Friday at 9 a.m. as ever.", "XXXX-WXX-5T09:00"),
        ("Doors open on 13 September at 9 a.m. as ever.", "XXXX-09-13T09:00"),
        ("Doors open at 9 a.m. as ever.", "T09:00"),
    ],
)
def test_a_clock_time_without_its_date_keeps_what_is_stated_of_the_day(text: str, expected: str) -> None:
    assert values(text, None) == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The owners of the mill have said that it was built on 29 December\n1999 and has run since then",
            ["1999-12-29"],
        ),
        (
            "The owners of the mill and of the old bridge met on September\n11, 2001, and again in May",
            ["2001-09-11", "2024-05"],
        ),
        (
            "  * They shut down the old mill by the river, as they said, on Sep\n    11, 2001, at noon.",
            ["2001-09-11T12:00"],
        ),
        ("> We put the whole thing off, as we would rather, to the 14\n> October 2025, then.", ["2025-10-14"]),
        (
            "The court will hear all the owners of the old mill on Friday at 3\np.m. and no sooner.",
            ["2024-11-15T15:00"],
        ),
    ],
)
def test_a_line_that_an_editor_broke_goes_on(text: str, expected: list[str]) -> None:
    assert values(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("We will all sing on 29 December\n1999 was a good year", ["2024-12-29", "1999"]),
        (
            "15 November: an introduction to the theory of mills, in room 3\n"
            "16 November: more of it, and a long walk to the river and back",
            ["2024-11-15", "2024-11-16"],
        ),
        (
            "The hall where the owners of the mill will meet is open on Friday\n\n3 December: a talk",
            ["2024-11-15", "2024-12-03"],
        ),
    ],
)
def test_a_line_that_ends_by_itself_does_not(text: str, expected: list[str]) -> None:
    assert values(text) == expected


def test_what_is_told_of_years_before_our_era_lies_in_none_of_ours() -> None:
    text = (
        "In 490 BC they landed. The following year they came in August, and left in late spring. "
        "Fourteen years later there was war; the next day they fled. In 1990 it was dug up, a year later shown."
    )

    found = values(text, None)

    assert found[:5] == ["BC0490", "BC0489", "BC0489-08", "BC0489-SP", "BC0475"]
    assert found[5:] == ["FUTURE_REF", "1990", "1991"]


def test_a_text_of_no_date_carries_a_day_not_far() -> None:
    told = "It was mended. " * 120

    assert values("It broke on 27 December 2005.\n\nThey came at 14:30.", None)[1] == "2005-12-27T14:30"
    assert values(f"It broke on 27 December 2005.\n\n{told}\n\nThey come at 14:30.", None)[1] == "T14:30"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "She was hired last year, in May; the roof comes next year, in March.",
            ["2023", "2023-05", "2025", "2025-03"],
        ),
        ("The miller was fined in December for dumping flour.", ["2023-12"]),
        ("The weir was to be mended in December.", ["2024-12"]),
        ("The sale is planned in December.", ["2024-12"]),
        ("The strike was put off until December.", ["2024-12"]),
        ("Prices dropped in October.", ["2024-10"]),
    ],
)
def test_a_month_is_of_the_year_beside_it_or_of_what_was_done(text: str, expected: list[str]) -> None:
    assert values(text) == expected
