"""Which instant stated times mean: day, zone and equivalents settled together."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from timeline.config import Config
from timeline.discourse import statements_of
from timeline.model import (
    AllDay,
    Document,
    Floating,
    Kind,
    Modality,
    Placed,
    Repeated,
    Role,
    Skipped,
    Statement,
)

THURSDAY = date(2025, 8, 14)


def read(text: str, published: date | datetime | None = THURSDAY, **known: str) -> tuple[Statement, ...]:
    return statements_of(Document("d", text, published=published, **known))  # type: ignore[arg-type]


def starts(text: str, published: date | datetime | None = THURSDAY, **known: str) -> list[str | None]:
    """The UTC start of each clock time, None for one that is not placed."""
    found = []
    for statement in read(text, published, **known):
        if statement.kind in {Kind.DATE, Kind.DURATION, Kind.RELATIVE}:
            continue
        match statement.when:
            case Placed(start=start) | Repeated(first=Placed(start=start)) | Skipped(before=Placed(start=start)):
                found.append(f"{start:%Y-%m-%dT%H:%MZ}")
            case _:
                found.append(None)
    return found


@pytest.mark.parametrize(
    "text",
    [
        "It starts at 19:00 local time in Doha on 29 November 2026 (16:00 GMT).",
        "It starts at 7 p.m. in Doha, Qatar, on Sunday, 29 November 2026 (4 p.m. GMT).",
    ],
)
def test_a_day_between_a_clock_and_its_bracket_is_that_of_both(text: str) -> None:
    assert starts(text, date(2026, 11, 20)) == ["2026-11-29T16:00Z"] * 2


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The talks are on Friday and begin at 11:30 a.m. local time (3:30 p.m. Eastern Time) in Anchorage.",
            ["2025-08-15T19:30Z"] * 2,
        ),
        ("In Anchorage they meet on Friday at 11:30 a.m. local time (19:30 GMT).", ["2025-08-15T19:30Z"] * 2),
        ("We start on 21 August 2025 at 11 am PDT (2 pm EDT / 7 pm BST / 3 am JST).", ["2025-08-21T18:00Z"] * 4),
        ("Doors open on 21 August 2025 at 10 pm PDT (6 am BST).", ["2025-08-22T05:00Z"] * 2),
        ("On 26 March 2026 we talk from 18:00 to 19:00 CET / 1pm-2pm EDT.", ["2026-03-26T17:00Z"] * 2),
        ("The final starts at 20:45 (19:45 BST).", ["2025-08-14T18:45Z"] * 2),
        ("Today at 10 suits me (that's 16:00 in Berlin).", ["2025-08-14T14:00Z"] * 2),
        ("Kick-off is at 20.45 local time in Munich (19:45 BST).", ["2025-08-14T18:45Z"] * 2),
        ("They meet at 3 p.m. local time in Abu Dhabi, United Arab Emirates (11:00 GMT).", ["2025-08-14T11:00Z"] * 2),
    ],
)
def test_equivalents_mean_one_instant(text: str, expected: list[str]) -> None:
    assert starts(text) == expected
    assert len({statement.group for statement in read(text) if statement.kind is not Kind.DATE}) == 1


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Bids close at 17h00 UTC on Monday 1/9.", "2025-09-01T17:00Z"),
        ("Bids close at 17h00 UTC on Tuesday 5/8/2025.", "2025-08-05T17:00Z"),
        ("It is shut on Friday 04/07/2025. Bids close at 17h00 UTC on 06/10/2025.", "2025-10-06T17:00Z"),
        ("Bids close at 17h00 UTC on 5/9.", "2026-05-09T17:00Z"),
    ],
)
def test_a_weekday_tells_the_order_of_a_numeric_date(text: str, expected: str) -> None:
    assert starts(text) == [expected]


def test_a_heading_of_a_list_gives_the_zone_of_its_lines() -> None:
    expected = ["2025-08-12T07:41Z"]
    for head in ("Timeline (CEST)", "Timeline (all times CEST)", "Timetable (all times in CEST)"):
        assert starts(f"Report of 12 August 2025\n\n{head}\n\n09:41 The release begins") == expected


def test_a_name_below_a_letter_is_no_month() -> None:
    assert read("See you at the usual place, then.\n\nMay\n") == ()
    assert read("We will send it in time.\nBest wishes,\nApril") == ()
    assert len(read("These months are free:\nApril\nMay\n")) == 2


def test_a_move_without_an_ending_is_two_times() -> None:
    assert starts("Can we push the review from Monday at 3 pm ET to Tuesday at 2 pm ET?") == [
        "2025-08-18T19:00Z",
        "2025-08-19T18:00Z",
    ]


def test_a_small_namesake_abroad_gives_no_zone() -> None:
    text = "Kick-off is 3pm on Saturday at Villa Park."
    assert starts(text, zone="Europe/London") == ["2025-08-16T14:00Z"]
    assert starts(text, zone="America/New_York") == ["2025-08-16T20:00Z"]


def test_the_town_of_an_address_gives_the_zone() -> None:
    assert starts("Hearing: Tuesday, 1:30 p.m., U.S. District Court, Phoenix, Arizona") == ["2025-08-19T20:30Z"]


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("Down 2025-08-16 01:00 UTC – 03:30 UTC.", "2025-08-16T01:00Z", "2025-08-16T03:30Z"),
        ("Down on 16 August 2025, 22:00 UTC - 02:00 UTC.", "2025-08-16T22:00Z", "2025-08-17T02:00Z"),
        ("Down on 16 August 2025, 0100 UTC - 0330 UTC.", "2025-08-16T01:00Z", "2025-08-16T03:30Z"),
        ("Down on 16 August 2025, 2pm UTC - 4pm UTC.", "2025-08-16T14:00Z", "2025-08-16T16:00Z"),
        ("Up on 16 August 2025 at 10:00 UTC - 05:00.", "2025-08-16T15:00Z", "2025-08-16T15:01Z"),
        ("Up on 16 August 2025 at 10:00 (UTC - 05:00).", "2025-08-16T15:00Z", "2025-08-16T15:01Z"),
    ],
)
def test_a_dash_behind_utc_is_an_offset_or_leads_to_an_end(text: str, start: str, end: str) -> None:
    (statement,) = read(text)

    assert isinstance(statement.when, Placed)
    assert [f"{instant:%Y-%m-%dT%H:%MZ}" for instant in (statement.when.start, statement.when.end)] == [start, end]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The call is at 22:00 UTC (6 pm EDT). We open half an hour earlier.", "2025-08-14T21:30Z"),
        ("The gate opens at 9 am UTC on 21 August and shuts two hours later.", "2025-08-21T11:00Z"),
        ("The bus left at 23:40 BST on 25 October 2025 and stopped three hours later.", "2025-10-26T01:40Z"),
        ("The gate opens at 6 a.m. UTC on 21 August and shuts at midnight.", "2025-08-22T00:00Z"),
        ("They meet on Friday at 9 am UTC, he said today. A briefing is expected at 1 pm.", "2025-08-15T13:00Z"),
        ("They meet on Friday at 9 am UTC, he said on Thursday. A briefing is expected at 1 pm.", "2025-08-15T13:00Z"),
        ("He said the talks on Friday would be short. They begin at 9 am UTC.", "2025-08-15T09:00Z"),
        ("It starts at 7 p.m. UTC at the Rose Hall on Monday. We close at 9 p.m.", "2025-08-18T21:00Z"),
        ("We land at 22:10 UTC, and leave at 10:05 UTC the next day.", "2025-08-15T10:05Z"),
        ("The sale is on 22 August at 10:00 BST. Early access: 21 August at the same time.", "2025-08-21T09:00Z"),
        ("The final of 16 August, 3pm UTC, is put off to 23 August, same time.", "2025-08-23T15:00Z"),
    ],
)
def test_a_time_counts_on_from_the_one_before_it(text: str, expected: str) -> None:
    last = read(text)[-1]

    assert isinstance(last.when, Placed)
    assert f"{last.when.start:%Y-%m-%dT%H:%MZ}" == expected


@pytest.mark.parametrize(
    "text",
    [
        "The sale is on 22 August at 10:00 BST. They met on 21 August at the same time as the board.",
        "The sale is on 22 August at 10:00 BST. On 21 August, at the same time, the shop shut.",
        "The sale opens at 10:00 BST on 22 August, a Friday, in all shops\n\nThe rest follows on 23 August, same time.",
    ],
)
def test_what_happens_meanwhile_has_no_clock_of_its_own(text: str) -> None:
    assert isinstance(read(text)[-1].when, AllDay)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The window opens at 22:00 UTC (17:00 EST)\nand the room at 21:45.", "2025-08-14T21:45Z"),
        ("The final starts at 20:45 (19:45 BST). The other one starts at 18:00.", "2025-08-14T16:00Z"),
        ("All times are Eastern. The call starts at 3pm (19:00 UTC) and ends at 4pm.", "2025-08-14T20:00Z"),
        ("We meet at 14:00 in Brussels. The final is at 20:45 local time in Munich (19:45 BST).", "2025-08-14T12:00Z"),
    ],
)
def test_the_clock_that_a_bracket_translates_is_the_text_s_own(text: str, expected: str) -> None:
    assert expected in (starts(text)[0], starts(text)[-1])


def test_equivalents_that_disagree_keep_their_own_instants() -> None:
    assert starts("All times are Eastern. The call is at 3pm (20:00 UTC).") == [
        "2025-08-14T19:00Z",
        "2025-08-14T20:00Z",
    ]
    assert starts("On 21 August 2025 at 3pm ET (8pm UTC).") == ["2025-08-21T19:00Z", "2025-08-21T20:00Z"]


def test_a_winter_abbreviation_in_summer_means_the_clock_there_and_keeps_the_letter() -> None:
    (statement,) = read("The call is on 21 August 2025 at 3 pm EST.")

    assert isinstance(statement.when, Placed)
    assert statement.when.start == datetime(2025, 8, 21, 19, tzinfo=UTC)
    assert statement.literal is not None
    assert statement.literal.start == datetime(2025, 8, 21, 20, tzinfo=UTC)


def test_gmt_is_taken_to_the_letter_in_summer() -> None:
    (statement,) = read("The call is on 21 August 2025 at 3 pm GMT.")

    assert isinstance(statement.when, Placed)
    assert statement.when.start == datetime(2025, 8, 21, 15, tzinfo=UTC)
    assert statement.literal is None


def test_a_range_may_cross_midnight() -> None:
    (statement,) = read("Power is off on 21 August 2025 from 22:00 to 02:00 UTC.")[-1:]

    assert isinstance(statement.when, Placed)
    assert statement.when.end - statement.when.start == timedelta(hours=4)


def test_the_first_occurrence_lies_after_publication() -> None:
    assert starts("We meet every Thursday at 9:00 UTC.") == ["2025-08-21T09:00Z"]
    assert starts("We meet every Thursday at 9:00 UTC.", datetime(2025, 8, 14, 8, tzinfo=UTC)) == ["2025-08-14T09:00Z"]


def test_a_recurrence_has_its_rule_in_the_stated_zone() -> None:
    (statement,) = read("We meet every other Tuesday at 9:30 am PT.")

    assert statement.recurrence == "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU"
    assert statement.zone == "America/Los_Angeles"


def test_a_repeated_wall_time_keeps_both_instants() -> None:
    (statement,) = read("The job ran on 2 November 2025 at 1:30 a.m. New York time.")

    assert isinstance(statement.when, Repeated)
    assert statement.when.second.start == datetime(2025, 11, 2, 6, 30, tzinfo=UTC)


def test_an_abbreviation_of_the_season_tells_the_two_apart() -> None:
    assert starts("The job ran on 2 November 2025 at 1:30 a.m. EST.") == ["2025-11-02T06:30Z"]


def test_a_skipped_wall_time_keeps_both_readings() -> None:
    (statement,) = read("The job is set for 8 March 2026 at 2:30 a.m. New York time.")

    assert isinstance(statement.when, Skipped)


def test_a_clock_without_a_zone_floats_on_its_day() -> None:
    (statement,) = read("We meet on 21 August 2025 at 15:00.")

    assert isinstance(statement.when, Floating)
    assert statement.local == datetime(2025, 8, 21, 15)
    assert statement.zone is None


def test_a_clock_without_a_date_of_publication_keeps_its_bare_reading() -> None:
    (statement,) = read("We start at 15:30 UTC.", None)

    assert isinstance(statement.when, Floating)
    assert statement.local == "15:30"
    assert statement.zone == "UTC"


def test_the_publication_day_is_an_assumption() -> None:
    (statement,) = read("The shop closed at 17:30 UTC.")

    assert [step.rule for step in statement.assumed] == ["date-from-publication"]


def test_a_zone_of_the_publisher_is_an_assumption() -> None:
    (statement,) = read("We meet on 21 August 2025 at 15:00.", zone="Europe/Berlin")

    assert starts("We meet on 21 August 2025 at 15:00.", zone="Europe/Berlin") == ["2025-08-21T13:00Z"]
    assert [step.rule for step in statement.assumed] == ["zone-of-publisher"]


def test_a_line_about_all_times_governs_them() -> None:
    assert starts("All times are in ET.\n\nOn 21 August 2025 the doors open at 9 am.") == ["2025-08-21T13:00Z"]


def test_a_heading_gives_the_day_of_the_lines_below() -> None:
    assert starts("Date: 21 August 2025\n\nStart: 9:00 UTC\nEnd: 10:00 UTC") == [
        "2025-08-21T09:00Z",
        "2025-08-21T10:00Z",
    ]


def test_letters_of_several_countries_stay_open_without_context() -> None:
    (statement,) = read("The review is on 21 August 2025 at 14:00 IST.")

    assert isinstance(statement.when, Floating)
    assert any(step.rule == "ambiguous-abbreviation" for step in statement.assumed)


@pytest.mark.parametrize(
    ("known", "expected"),
    [
        ({"zone": "Asia/Kolkata"}, "2025-08-21T08:30Z"),
        ({"place": "Dublin"}, "2025-08-21T13:00Z"),
        ({"place": "Tel Aviv"}, "2025-08-21T11:00Z"),
    ],
)
def test_context_settles_letters_of_several_countries(known: dict[str, str], expected: str) -> None:
    assert starts("The review is on 21 August 2025 at 14:00 IST.", **known) == [expected]


def test_an_equivalent_settles_letters_of_several_countries() -> None:
    assert starts("On 21 August 2025 at 12:00 UTC (17:30 IST).") == ["2025-08-21T12:00Z"] * 2


def test_a_weekday_follows_the_tense() -> None:
    past, coming = read("They met on Monday. They will meet again on Monday.")

    assert (past.local, coming.local) == (date(2025, 8, 11), date(2025, 8, 18))


def test_history_carries_its_year_on() -> None:
    text = "War began on 3 May 1911. On 9 June 1911 they fled. In 4 July 1911 it ended. In August peace came."

    assert read(text)[-1].timex.value == "1911-08"


def test_dates_of_the_document_tell_the_order_of_its_numeric_dates() -> None:
    found = read("Seen on 25/07/2025 and on 03/04/2025.")

    assert found[1].local == date(2025, 4, 3)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The call is at 15:00 UTC, not 16:00 UTC.", Modality.NEGATED),
        ("Join at 15:00 UTC instead of the usual 16:00 UTC.", Modality.SUPERSEDED),
        ("The deadline is 17:00 UTC (extended from 16:00 UTC).", Modality.SUPERSEDED),
        ("The call was originally scheduled for 16:00 UTC.", Modality.SUPERSEDED),
        ("The part was first due for delivery at 16:00 UTC.", Modality.SUPERSEDED),
        ("The ship was initially meant to sail at 16:00 UTC.", Modality.SUPERSEDED),
        ("The bridge was first opened at 16:00 UTC.", Modality.ASSERTED),
    ],
)
def test_times_that_the_text_takes_back_are_not_asserted(text: str, expected: Modality) -> None:
    assert read(text)[-1].modality is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The gate opens at 15:00 UTC.", Role.START),
        ("Voting is open until 15:00 UTC.", Role.END),
        ("Send it no later than 15:00 UTC.", Role.DEADLINE),
    ],
)
def test_the_words_before_a_time_tell_which_end_it_is(text: str, expected: Role) -> None:
    assert read(text)[-1].role is expected


def test_a_date_is_a_stretch_of_days() -> None:
    (statement,) = read("It was in June 2021.")

    assert statement.when == AllDay(date(2021, 6, 1), date(2021, 7, 1), None, statement.when.grain)  # type: ignore[union-attr]


def test_the_settings_give_a_home_zone() -> None:
    (statement,) = statements_of(
        Document("d", "We meet on 21 August 2025 at 15:00."), Config(home_zone="Europe/Berlin")
    )

    assert statement.zone == "Europe/Berlin"
    assert [step.rule for step in statement.assumed] == ["zone-of-settings"]


def test_a_move_is_two_times_of_which_the_first_is_given_up() -> None:
    before, after = read("The call moved from 3 pm ET to 4 pm ET on 21 August 2025.")

    assert (before.text, before.modality) == ("3 pm ET", Modality.SUPERSEDED)
    assert after.modality is Modality.ASSERTED
    assert isinstance(after.when, Placed)
    assert after.when.start == datetime(2025, 8, 21, 20, tzinfo=UTC)


@pytest.mark.parametrize("moved", ["adjourned", "put back", "deferred", "held over"])
def test_a_day_put_off_is_two_days_and_no_range(moved: str) -> None:
    before, after = read(f"The hearing has been {moved} from 28 August to Friday, 5 September.")

    assert (before.text, before.modality) == ("28 August", Modality.SUPERSEDED)
    assert (after.text, after.modality) == ("Friday, 5 September", Modality.ASSERTED)


def test_a_clock_time_has_no_day_from_a_weekend() -> None:
    _, clock = read("Two died over the weekend. A man was arrested shortly after 5 a.m., the mayor said.")

    assert str(clock.local) == "2025-08-14 05:00:00"


@pytest.mark.parametrize("name", ["Aa-" * 40 + "Ab", "De " * 40, "al-" * 40, "Umm al-Quwain, " * 12])
@pytest.mark.parametrize("around", ["In {} 9 am on Monday.", "9 am for friends in {}; Monday.", "The {} folks: 9 am."])
def test_a_name_of_many_parts_is_cut_into_words_in_one_way(name: str, around: str) -> None:
    text = around.format(name)

    assert [text[slice(*one.span)][:4] for one in read(text) if one.kind is not Kind.DATE] == ["9 am"]
