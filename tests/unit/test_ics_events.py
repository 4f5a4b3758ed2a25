"""An event's VEVENT: how times, status, words and identity are said."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, datetime

import pytest
from calendar_events import CHANGED, DOCUMENTS, at, day, disputed, event, instant, said
from hypothesis import given
from hypothesis import strategies as st

from timeline.checks.calendar import lint_calendar
from timeline.export.as_ics import Frame, calendar, in_order, left_out, stamp, stream, vevent
from timeline.model import Event, Floating, Grain, Modality, Repeated, Rival, Role, Skipped, Status, Unplaceable

FRAME = Frame(base_url="https://times.example.org", documents=DOCUMENTS)


def lines(one: Event, frame: Frame = FRAME) -> list[str]:
    """The unfolded lines of the event's VEVENT."""
    block = vevent(one, frame)
    assert isinstance(block, bytes), block
    return block.decode().replace("\r\n ", "").split("\r\n")


def value(one: Event, name: str, frame: Frame = FRAME) -> str:
    (found,) = (line.partition(":")[2] for line in lines(one, frame) if re.match(rf"{name}[;:]", line))
    return found


def test_an_instant_is_said_in_utc_with_its_end() -> None:
    one = event(when=at("2026-09-15T11:00+02:00", 90))

    assert [line for line in lines(one) if line.startswith("DT")] == [
        "DTSTAMP:20260801T120000Z",
        "DTSTART:20260915T090000Z",
        "DTEND:20260915T103000Z",
    ]


def test_a_time_without_a_stated_end_gets_a_minute_and_says_so() -> None:
    one = event(when=at("2026-09-15T09:00Z", 0))

    assert value(one, "DTEND") == "20260915T090100Z"
    assert "No end is stated" in value(one, "DESCRIPTION")


def test_a_deadline_says_that_its_length_has_no_meaning() -> None:
    due = at("2026-09-15T09:00Z", 1)
    one = event(when=due, readings=(Rival(Role.DEADLINE, due, (), ()),))

    assert "This is a deadline" in value(one, "DESCRIPTION")


def test_a_date_is_a_date() -> None:
    found = lines(event(when=day("2026-12-24", "2026-12-27")))

    assert "DTSTART;VALUE=DATE:20261224" in found
    assert "DTEND;VALUE=DATE:20261227" in found
    assert "TRANSP:TRANSPARENT" in found


def test_a_part_of_a_day_is_a_whole_day_that_quotes_its_words() -> None:
    evening = at("2026-09-15T22:00Z", 8 * 60, Grain.DAYPART)
    one = event(
        when=evening,
        zone="America/New_York",
        local=datetime(2026, 9, 15, 18, 0),
        links=(said("notice", "this evening", "The talk is this evening.", evening),),
    )

    assert value(one, "DTSTART") == "20260915"
    assert value(one, "DTEND") == "20260916"
    assert "“this evening”" in value(one, "DESCRIPTION")


def test_the_day_of_a_part_of_a_day_is_that_of_its_zone() -> None:
    morning = at("2026-09-14T22:00Z", 4 * 60, Grain.DAYPART)

    assert value(event(when=morning, zone="Asia/Tokyo"), "DTSTART") == "20260915"


def test_a_clock_time_without_zone_is_never_floating() -> None:
    one = event(when=Floating("no zone"), local=datetime(2026, 9, 15, 9, 0))

    assert value(one, "DTSTART") == "20260915"
    assert "09:00" in value(one, "DESCRIPTION")


@pytest.mark.parametrize(
    ("one", "reason"),
    [
        (replace(event(), when=None), "no time is known"),
        (event(when=Unplaceable("September 31 does not exist")), "September 31 does not exist"),
        (event(when=Floating("no date"), local=None), "no date"),
        (event(uid=" \n"), "no UID"),
        (event(when=day("1066-10-14", "1066-10-15")), "the year 1066 is beyond what calendar programs read"),
        (event(when=day("2026-07-05", "9999-07-05")), "the year 9999 is beyond what calendar programs read"),
    ],
)
def test_what_has_no_place_in_a_calendar_is_left_out_and_listed(one: Event, reason: str) -> None:
    assert left_out([event("other"), one], FRAME) == ((one, reason),)
    assert calendar([one], FRAME).count(b"BEGIN:VEVENT") == 0


def test_a_repeated_wall_time_is_said_in_utc_and_tentative() -> None:
    twice = Repeated(at("2026-10-25T00:30Z", 1), at("2026-10-25T01:30Z", 1))
    one = event(when=twice, zone="Europe/Berlin", local=datetime(2026, 10, 25, 2, 30))

    assert value(one, "DTSTART") == "20261025T003000Z"
    assert value(one, "STATUS") == "TENTATIVE"
    assert "at 00:30 UTC and at 01:30 UTC" in value(one, "DESCRIPTION")


def test_a_skipped_wall_time_names_both_instants() -> None:
    never = Skipped(at("2027-03-28T01:30Z", 1), at("2027-03-28T00:30Z", 1))
    one = event(when=never, zone="Europe/Berlin", local=datetime(2027, 3, 28, 2, 30))

    assert value(one, "DTSTART") == "20270328T013000Z"
    assert "01:30 UTC or 00:30 UTC" in value(one, "DESCRIPTION")


def test_a_disputed_event_is_tentative_and_names_its_rivals_and_sources_last() -> None:
    one = disputed()

    told = value(one, "DESCRIPTION").replace("\\n", "\n").replace("\\,", ",").split("\n")
    assert value(one, "STATUS") == "TENTATIVE"
    assert value(one, "TRANSP") == "TRANSPARENT"
    assert value(one, "CATEGORIES") == "conflict"
    assert value(one, "SEQUENCE") == "2"
    assert told[-7:] == [
        "The sources disagree:",
        "- start: 2026-09-15 09:00 UTC (The Society)",
        "- start: 2026-09-15 10:00 UTC (A letter)",
        "Sources:",
        "- Notice of the talk (The Society, 2026-08-01T09:00+00:00) https://example.org/notice: "
        "“The talk begins at 9:00 UTC on 15 September.”",
        "- A letter (2026-08-02): “It begins at 10:00 UTC.”",
        "https://times.example.org/events/disputed@example.org",
    ]


def test_a_time_that_no_longer_stands_is_named() -> None:
    one = event(superseded=(Rival(Role.START, at("2026-09-15T08:00Z"), ("letter",), ()),))

    told = value(one, "DESCRIPTION").split("\\n")
    assert told[-3:-1] == ["No longer stands:", "- start: 2026-09-15 08:00 UTC (A letter)"]


def test_our_own_properties_name_conflict_source_and_words() -> None:
    own = [line for line in lines(disputed()) if line.startswith("X-")]

    assert own == [
        "X-TIMELINE-CONFLICT:TL301",
        "X-TIMELINE-SOURCE:notice:19-27",
        "X-TIMELINE-SOURCE:letter:13-22",
        "X-TIMELINE-STATED:9:00 UTC",
        "X-TIMELINE-STATED:10:00 UTC",
    ]


def test_only_asserted_words_are_quoted_as_the_stated_time() -> None:
    nine = at("2026-09-15T09:00Z")
    links = (
        said("notice", "9:00 UTC", "Not at 9:00 UTC.", nine, Modality.NEGATED),
        said("letter", "10:00 UTC", "It begins at 10:00 UTC.", nine),
    )

    assert [v for v in lines(event(links=links)) if v.startswith("X-TIMELINE-STATED")] == [
        "X-TIMELINE-STATED:10:00 UTC"
    ]


def test_nothing_of_the_sources_is_quoted_where_nothing_may_be_published() -> None:
    block = vevent(disputed(), replace(FRAME, publish="none"))

    assert isinstance(block, bytes)
    text = block.decode().replace("\r\n ", "")
    assert "begins at" not in text
    assert "9:00 UTC" not in text.replace("2026-09-15 09:00 UTC", "")


def test_a_withdrawn_event_is_cancelled_and_its_title_says_so() -> None:
    one = event(status=Status.CANCELLED, sequence=3, disputed=True)

    assert value(one, "STATUS") == "CANCELLED"
    assert value(one, "SUMMARY") == "Cancelled: Talk"
    assert value(one, "SEQUENCE") == "3"


def test_withdrawn_events_are_kept_for_ninety_days_or_hidden() -> None:
    gone = event(status=Status.CANCELLED)

    def count(frame: Frame) -> int:
        return calendar([gone], frame).count(b"BEGIN:VEVENT")

    assert count(FRAME) == 1
    assert count(replace(FRAME, as_of=instant("2026-10-30T11:59Z"))) == 1
    assert count(replace(FRAME, as_of=instant("2026-10-30T12:00Z"))) == 0
    assert count(replace(FRAME, keep_cancelled=False)) == 0


def test_stamps_follow_the_content_and_not_the_clock() -> None:
    one = event(updated=instant("2026-08-03T10:00:00.75Z"))

    assert value(one, "DTSTAMP") == value(one, "LAST-MODIFIED") == "20260803T100000Z"
    assert value(one, "CREATED") == "20260801T120000Z"


def test_without_a_store_the_stamp_is_the_latest_publication() -> None:
    one = replace(disputed(), created=None, updated=None)

    assert stamp(one, FRAME) == instant("2026-08-01T09:00Z")
    assert stamp(one, Frame()) == instant("1970-01-01T00:00Z")


def test_the_uid_is_the_events_and_its_page_is_linked() -> None:
    one = event("a b/c@example.org")

    assert value(one, "UID") == "a b/c@example.org"
    assert value(one, "URL") == "https://times.example.org/events/a%20b%2Fc@example.org"


def test_without_a_public_address_nothing_is_linked() -> None:
    assert not [line for line in lines(event(), Frame()) if line.startswith("URL")]


def test_one_uid_is_written_once() -> None:
    text = calendar([event("a"), event("a", at("2026-10-01T09:00Z"))], FRAME)

    assert text.count(b"UID:a\r\n") == 1


def test_events_stand_in_the_order_of_their_times() -> None:
    late, early, whole = (
        event("late", at("2026-10-01T09:00Z")),
        event("early"),
        event("day", day("2026-09-20", "2026-09-21")),
    )

    assert [one.uid for one in in_order([late, whole, early, replace(late, when=None)])] == ["early", "day", "late"]


def test_hostile_text_stays_text() -> None:
    evil = "Talk\x00\r\nATTENDEE:mailto:a@b\nBEGIN:VALARM\u2028x;y,z\\ \ud800\ufffe\x7f\x85"
    one = event(title=evil, place=evil, participants=(evil,), links=(said(evil, evil, evil, None),), uid=f"u{evil}")

    found = lines(one)
    assert not [line for line in found if line.startswith(("ATTENDEE", "BEGIN:VALARM"))]
    assert value(one, "SUMMARY") == "Talk ATTENDEE:mailto:a@b BEGIN:VALARM x\\;y\\,z\\\\"
    assert lint_calendar(calendar([one], FRAME), "feed") == ()


@pytest.mark.parametrize("turn", "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
def test_no_text_turns_the_words_behind_it(turn: str) -> None:
    words = f"Open {turn}hour"
    one = event(title=words, place=words, participants=(words,), links=(said("a", words, words, None),))

    assert turn not in "".join(lines(one))
    assert value(one, "SUMMARY") == "Open hour"


def test_letters_written_from_the_right_keep_their_marks_and_joiners() -> None:
    title = "\u200fשלום (2) \u200eok می\u200cخواهم"

    assert value(event(title=title), "SUMMARY") == title


def test_a_title_too_long_for_a_summary_stands_whole_in_the_description() -> None:
    one = event(title="Meeting of " + "very " * 60 + "old friends")

    assert len(value(one, "SUMMARY")) == 200
    assert value(one, "DESCRIPTION").startswith(one.title)
    assert "old friends" not in value(one, "DESCRIPTION", replace(FRAME, publish="none"))


def test_long_text_is_cut_between_characters() -> None:
    family = "\U0001f469\u200d\U0001f469\u200d\U0001f467"
    title = value(event(title=family * 100), "SUMMARY")

    assert len(title) <= 200
    assert title.removesuffix("…").replace(family, "") == ""


def test_a_long_description_keeps_its_rivals_and_sources() -> None:
    many = tuple(said(f"doc-{n}", "9:00", "9:00 " + "long " * 500, None) for n in range(60))
    text = value(event(links=many, participants=tuple(f"Person {'x' * 70} {n}" for n in range(200))), "DESCRIPTION")
    unescaped = text.replace("\\n", "\n").replace("\\,", ",")

    assert len(unescaped) <= 8000
    assert "Sources:\n- doc-0: “9:00 long" in unescaped


@pytest.mark.parametrize("size", range(70, 82))
@pytest.mark.parametrize("letter", ["a", "é", "語", "😀"])
def test_lines_are_folded_at_75_octets_and_never_inside_a_character(size: int, letter: str) -> None:
    raw = calendar([event(title=letter * size)], FRAME)

    assert all(len(line) <= 75 for line in raw.split(b"\r\n"))
    assert all(line.decode() is not None for line in raw.split(b"\r\n"))
    assert raw.decode().replace("\r\n ", "").count(letter * size) == 1


def test_the_frame_has_what_subscribers_need_and_nothing_that_hurts_them() -> None:
    frame = replace(FRAME, name="Talks, all", description="What is said")
    head = calendar([event()], frame).decode().replace("\r\n ", "").split("BEGIN:VEVENT")[0].split("\r\n")

    assert head == [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//timeline-utc//timeline//EN",
        "CALSCALE:GREGORIAN",
        "NAME:Talks\\, all",
        "X-WR-CALNAME:Talks\\, all",
        "DESCRIPTION:What is said",
        "X-WR-CALDESC:What is said",
        "LAST-MODIFIED:20260801T120000Z",
        "REFRESH-INTERVAL;VALUE=DURATION:PT1H",
        "X-PUBLISHED-TTL:PT1H",
        "SOURCE;VALUE=URI:https://times.example.org/calendar.ics",
        "",
    ]


def test_an_empty_calendar_is_a_valid_frame() -> None:
    found = lint_calendar(calendar([], FRAME), "feed")

    assert [finding.name for finding in found] == ["no-component"]


def test_the_same_events_give_the_same_bytes() -> None:
    events = [
        disputed(),
        event("b", day("2026-12-24", "2026-12-25")),
        event("c", recurrence="FREQ=DAILY", zone="Asia/Tokyo"),
    ]

    assert calendar(events, FRAME) == calendar(list(events), FRAME)


def test_the_stream_gives_one_event_at_a_time() -> None:
    pieces = list(stream([event(f"{n}") for n in range(5)], FRAME))

    assert len(pieces) == 7
    assert all(piece.count(b"BEGIN:VEVENT") == 1 for piece in pieces[1:-1])


TEXTS = st.text(max_size=300)


@given(TEXTS, TEXTS, st.lists(TEXTS, max_size=3), TEXTS, st.integers(-5, 500))
def test_any_text_gives_bytes_that_the_linter_passes(
    title: str, place: str, people: list[str], quote: str, minutes: int
) -> None:
    one = event(
        f"x{title}",
        at("2026-09-15T09:00Z", minutes),
        title=title,
        place=place,
        participants=tuple(people),
        links=(said(place, quote, quote, None),),
        disputed=bool(people),
        updated=CHANGED,
    )
    raw = calendar([one], replace(FRAME, name=title, description=quote))

    assert lint_calendar(raw, "feed") == ()
    assert raw.count(b"BEGIN:VEVENT") == 1


def test_dates_at_the_ends_of_the_calendar_do_no_harm() -> None:
    last = event(when=day("9999-12-31", "9999-12-31"), local=date(9999, 12, 31))

    assert calendar([last], FRAME).count(b"BEGIN:VEVENT") == 0
