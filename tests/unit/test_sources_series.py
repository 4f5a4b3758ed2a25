"""A calendar's series is one event that recurs as its programs show it, and articles are held against it."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import icalendar
import pytest
import recurring_ical_events
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from timeline.config import Config
from timeline.export.as_ics import calendar
from timeline.model import Document, Event, Grain, Placed, Status, Timeline
from timeline.pipeline import run
from timeline.sources import Fault, read, read_bytes

LONDON = "DTSTART;TZID=Europe/London:20260903T193000\nDTEND;TZID=Europe/London:20260903T210000"


def file_of(*events: str) -> bytes:
    blocks = "".join(
        f"BEGIN:VEVENT\nUID:choir@club.example\nDTSTAMP:20260801T080000Z\nSUMMARY:Choir rehearsal\n{text}\nEND:VEVENT\n"
        for text in events
    )
    text = f"BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//Club//EN\nX-WR-CALNAME:Club\n{blocks}END:VCALENDAR\n"
    return text.replace("\n", "\r\n").encode()


def documents(raw: bytes) -> list[Document]:
    found = list(read_bytes(raw, "club.ics"))
    assert not [one for one in found if isinstance(one, Fault)]
    return [one for one in found if isinstance(one, Document)]


def timeline(raw: bytes, *more: Document) -> Timeline:
    return run([*documents(raw), *more], Config())


def occurrences(raw: bytes, until: tuple[int, int, int]) -> list[datetime | date]:
    """The starts that a calendar program shows, in UTC."""
    found = recurring_ical_events.of(icalendar.Calendar.from_ical(raw), skip_bad_series=False)
    starts = (one["DTSTART"].dt for one in found.between((2026, 8, 1), until) if one.get("STATUS") != "CANCELLED")
    return sorted(start.astimezone(UTC) if isinstance(start, datetime) else start for start in starts)


def ours(raw: bytes) -> bytes:
    """The calendar that we make of one."""
    return calendar(event for event in timeline(raw).events if event.in_calendar)


@pytest.mark.parametrize(
    "rule",
    [
        "RRULE:FREQ=DAILY",
        "RRULE:FREQ=DAILY;INTERVAL=3;COUNT=40",
        "RRULE:FREQ=WEEKLY",
        "RRULE:FREQ=WEEKLY;COUNT=16\nEXDATE;TZID=Europe/London:20261029T193000,20261112T193000",
        "RRULE:FREQ=WEEKLY;BYDAY=MO,TH;UNTIL=20261217T193000Z",
        "RRULE:FREQ=WEEKLY;BYDAY=MO,TH;UNTIL=20261217T120000Z",  # before that day's rehearsal
        "RRULE:FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,TH;WKST=SU",
        "RRULE:FREQ=DAILY;BYDAY=MO,TU,WE,TH,FR",
        "RRULE:FREQ=MONTHLY",
        "RRULE:FREQ=MONTHLY;BYDAY=1TH",
        "RRULE:FREQ=MONTHLY;BYDAY=TH;BYSETPOS=1",
        "RRULE:FREQ=MONTHLY;BYDAY=1TH,3TH",
        "RRULE:FREQ=MONTHLY;INTERVAL=2;BYDAY=1TH,2MO",
        "RRULE:FREQ=MONTHLY;INTERVAL=2;BYDAY=1TH,-1TH",
        "RRULE:FREQ=MONTHLY;BYMONTHDAY=3",
        "RRULE:FREQ=MONTHLY;BYMONTHDAY=3,17;COUNT=20",
        "RRULE:FREQ=YEARLY",
        "RRULE:FREQ=YEARLY;BYMONTH=9;BYMONTHDAY=3",
        "RRULE:FREQ=MONTHLY;INTERVAL=5;BYMONTHDAY=3;COUNT=9",  # no words of ours say this: it is told one by one
        "RRULE:FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1;COUNT=5\nEXDATE;TZID=Europe/London:20260903T193000",
        "RRULE:FREQ=WEEKLY;COUNT=6\nRDATE;TZID=Europe/London:20261225T193000",
        "RRULE:FREQ=WEEKLY;COUNT=30\nEXDATE;TZID=Europe/London:"
        + ",".join(f"{day}T193000" for day in ("20260910", "20260917", "20261001", "20261008", "20261022", "20261105"))
        + ",20261112T193000,20261126T193000,20261203T193000",
    ],
)
def test_a_series_recurs_as_a_calendar_program_shows_it(rule: str) -> None:
    raw = file_of(f"{LONDON}\n{rule}")

    assert occurrences(ours(raw), (2027, 9, 1)) == occurrences(raw, (2027, 9, 1))


@pytest.mark.parametrize(
    "start",
    [
        "DTSTART:20260903T193000Z\nDTEND:20260903T210000Z",
        "DTSTART;VALUE=DATE:20260903",
        "DTSTART;TZID=America/New_York:20260903T233000\nDTEND;TZID=America/New_York:20260904T013000",
        "DTSTART;TZID=Asia/Kolkata:20260903T003000\nDURATION:PT45M",
    ],
)
@pytest.mark.parametrize("rule", ["FREQ=WEEKLY", "FREQ=DAILY;COUNT=9", "FREQ=MONTHLY;BYDAY=1TH", "FREQ=YEARLY"])
def test_it_recurs_on_its_own_clock(start: str, rule: str) -> None:
    raw = file_of(f"{start}\nRRULE:{rule}")

    assert occurrences(ours(raw), (2027, 9, 20)) == occurrences(raw, (2027, 9, 20))


def test_a_changed_instance_is_an_event_of_its_own_and_a_cancelled_one_is_none() -> None:
    moved = "RECURRENCE-ID;TZID=Europe/London:20261015T193000\nDTSTART;TZID=Europe/London:20261016T180000"
    dropped = "RECURRENCE-ID;TZID=Europe/London:20261105T193000\nDTSTART;TZID=Europe/London:20261105T193000"
    raw = file_of(f"{LONDON}\nRRULE:FREQ=WEEKLY;COUNT=16", moved, f"{dropped}\nSTATUS:CANCELLED")

    assert occurrences(ours(raw), (2027, 9, 1)) == occurrences(raw, (2027, 9, 1))
    series = next(event for event in timeline(raw).events if event.recurrence)
    assert series.exdates == (date(2026, 10, 15), date(2026, 11, 5))


def test_a_series_ends_where_an_instance_changes_all_that_follow() -> None:
    later = (
        "RECURRENCE-ID;RANGE=THISANDFUTURE;TZID=Europe/London:20261015T193000\n"
        "DTSTART;TZID=Europe/London:20261015T180000"
    )
    raw = file_of(f"{LONDON}\nRRULE:FREQ=WEEKLY", later)

    series, other = sorted(timeline(raw).events, key=lambda event: not event.recurrence)
    assert series.recurrence == "FREQ=WEEKLY;BYDAY=TH;UNTIL=20261014"
    assert "2026, 10, 15, 17, 0" in repr(other.when)


def test_what_is_over_by_its_last_change_is_told_from_its_beginning() -> None:
    raw = file_of("DTSTART:20200903T193000Z\nRRULE:FREQ=WEEKLY;COUNT=4")

    (event,) = timeline(raw).events
    assert event.when is not None
    assert repr(event.when).count("2020, 9, 3") == 2
    assert event.recurrence == "FREQ=WEEKLY;BYDAY=TH;UNTIL=20200924"


def test_a_series_under_way_is_told_from_its_next_occurrence_in_step() -> None:
    raw = file_of("DTSTART:20240104T100000Z\nRRULE:FREQ=WEEKLY;INTERVAL=2")

    assert occurrences(ours(raw), (2026, 12, 31)) == occurrences(raw, (2026, 12, 31))


def test_a_cancelled_event_withdraws_what_an_older_article_announced() -> None:
    article = Document(
        "news",
        "The choir rehearsal in London starts on 3 September 2026 at 19:30.",
        published=datetime(2026, 7, 1, tzinfo=UTC),
        zone="Europe/London",
    )

    (event,) = timeline(file_of(f"{LONDON}\nSTATUS:CANCELLED"), article).events
    assert event.status is Status.CANCELLED


def article(text: str) -> Document:
    return Document("news", text, published=datetime(2026, 9, 20, tzinfo=UTC), zone="Europe/London")


def with_article(text: str) -> tuple[list[Event], list[str]]:
    found = timeline(file_of(f"{LONDON}\nLOCATION:London\nRRULE:FREQ=WEEKLY"), article(text))
    return list(found.events), [f"{one.code} {one.message}" for one in found.findings if one.code.startswith("TL3")]


@pytest.mark.parametrize("clock", ["at 19:30", "at 7:30 p.m. BST", "at 18:30 UTC", "at 2:30 p.m. ET"])
def test_an_article_on_one_of_its_occurrences_belongs_to_the_series(clock: str) -> None:
    events, findings = with_article(f"The choir rehearsal on Thursday, 22 October 2026 starts {clock} in London.")

    assert len(events) == 1
    assert findings == []


def test_an_article_that_gives_an_occurrence_another_time_is_a_finding() -> None:
    events, findings = with_article("The choir rehearsal on Thursday, 22 October 2026 starts at 18:30 in London.")

    assert [(event.recurrence, event.disputed) for event in events] == [("FREQ=WEEKLY;BYDAY=TH", True)]
    assert findings == [
        'TL301 "Choir rehearsal" is at 18:30 UTC on 22 October in club.ics/choir@club.example, '
        "17:30 UTC on 22 October in news: one hour apart"
    ]


@pytest.mark.parametrize(
    "text",
    [
        "The choir rehearsal on Friday, 23 October 2026 starts at 18:30 in London.",  # no day of the series
        "The poetry reading on Thursday, 22 October 2026 starts at 18:30 in London.",  # something else
        "The choir rehearsal on Thursday, 22 October 2026 starts at 10:00 in London.",  # hours away
        "The choir rehearsal of Thursday, 22 October 2026 is moved to 18:30.",  # a change, and it says so
    ],
)
def test_another_thing_or_a_change_is_no_contradiction(text: str) -> None:
    assert with_article(text)[1] == []


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(st.text(max_size=60), st.text(alphabet="0123456789TZ:;=,-+", max_size=40), st.sampled_from("RE"))
def test_hostile_rules_and_dates_break_nothing(tmp_path: Path, rule: str, dates: str, which: str) -> None:
    rule = "".join(rule.splitlines())
    path = tmp_path / "a.ics"
    path.write_bytes(file_of(f"{LONDON}\nRRULE:{rule}", f"{LONDON}\nRRULE:FREQ=WEEKLY;{rule}\n{which}XDATE:{dates}"))

    for one in read([str(path)], extract=True):
        assert isinstance(one, Document | Fault)


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=MONTHLY;BYDAY=5MO;BYSETPOS=300",
        "FREQ=WEEKLY;COUNT=999999999",
        "FREQ=DAILY;UNTIL=99991231T235959Z",
        "FREQ=DAILY;UNTIL=20250229",
        "FREQ=HOURLY;BYHOUR=3",
        "FREQ=WEEKLY;INTERVAL=999999999",
    ],
)
def test_a_rule_without_end_or_sense_is_one_event_all_the_same(rule: str) -> None:
    found = list(read_bytes(file_of(f"{LONDON}\nRRULE:{rule}"), "club.ics"))

    assert [one.title for one in found if isinstance(one, Document)] == ["Choir rehearsal"]


def test_entries_of_one_calendar_are_as_many_events() -> None:
    starts = ("20260901T080000Z", "20260901T090000Z", "20260901T130000Z", "20260902T080000Z")
    raw = file_of(*(f"DTSTART:{start}\nDURATION:PT30M" for start in starts))
    for number in range(len(starts)):
        raw = raw.replace(b"UID:choir@club.example", f"UID:{number}@club.example".encode(), 1)

    events = timeline(raw).events

    assert [one.disputed for one in events] == [False] * len(starts)
    assert [len({link.happening.document for link in one.links}) for one in events] == [1] * len(starts)
    article = Document(
        "wire", "The choir rehearsal on 1 September 2026 begins at 13:10 UTC.", published=date(2026, 8, 20)
    )
    (doubted,) = (one for one in timeline(raw, article).events if one.disputed)
    assert sorted(link.happening.document for link in doubted.links)[-1] == "wire"


def test_two_calendars_may_disagree() -> None:
    one, other = file_of("DTSTART:20260901T080000Z"), file_of("DTSTART:20260901T090000Z")

    (event,) = run(
        [*documents(one), *(d for d in read_bytes(other, "choir.ics") if isinstance(d, Document))], Config()
    ).events

    assert event.disputed


@pytest.mark.parametrize(
    "name", ["Members' evening", "Members only", "Zumba with Lea", "1:1 Ana / Tom", "Board meeting, small hall", "Q&A?"]
)
def test_an_entry_is_one_event_from_its_start_to_its_end_and_keeps_its_name(name: str) -> None:
    raw = file_of("DTSTART:20270422T220000Z\nDTEND:20270423T020000Z")

    (event,) = timeline(raw.replace(b"Choir rehearsal", name.replace(",", "\\,").encode())).events

    assert event.title == name
    assert event.when == Placed(
        datetime(2027, 4, 22, 22, tzinfo=UTC), datetime(2027, 4, 23, 2, tzinfo=UTC), Grain.MINUTE
    )


def test_parallel_entries_of_one_calendar_stay_apart() -> None:
    """Two talks at one hour are two (RFC 5545, 3.8.4.7): no entry lends another its name or its start."""
    talks = ("Track A: talk on storage", "Track B: talk on networks", "Track C: workshop on storage")
    entries = (
        f"SUMMARY:{name}\nUID:{n}@club.example\nDTSTART:20260901T080000Z\nDTEND:20260901T090000Z"
        for n, name in enumerate(talks)
    )
    raw = file_of(*entries).replace(b"UID:choir@club.example\r\n", b"").replace(b"SUMMARY:Choir rehearsal\r\n", b"")

    found = {event.title: event.when for event in timeline(raw).events}

    hour = Placed(datetime(2026, 9, 1, 8, tzinfo=UTC), datetime(2026, 9, 1, 9, tzinfo=UTC), Grain.MINUTE)
    assert found == dict.fromkeys(talks, hour)
