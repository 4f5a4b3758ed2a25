"""Recurring events and their zones: RRULE on the wall clock, VTIMEZONE by the zone's own rule."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from calendar_events import CHANGED, DOCUMENTS, at, day, disputed, event
from dateutil.rrule import rrulestr
from dateutil.tz import tzical
from hypothesis import given
from hypothesis import strategies as st

from timeline.checks.calendar import lint_calendar
from timeline.checks.calendar.recurrence import days, parts_of, written
from timeline.export.as_ics import Frame, calendar
from timeline.export.vtimezone import vtimezone
from timeline.model import Event, Repeated, Skipped, Status
from timeline.zones.convert import transitions
from timeline.zones.rules import load, packaged

BERLIN = "Europe/Berlin"


def properties(one: Event, frame: Frame | None = None) -> list[str]:
    """What the event says of its times."""
    raw = calendar([one], frame or Frame())
    assert lint_calendar(raw, "feed") == ()
    inside = raw.decode().replace("\r\n ", "").split("BEGIN:VEVENT")[1].split("\r\n")
    return [line for line in inside if re.match("DTSTART|DTEND|RRULE|EXDATE", line)]


def weekly(**more: object) -> Event:
    given = {"zone": BERLIN, "local": datetime(2026, 9, 15, 11, 0), "recurrence": "FREQ=WEEKLY;BYDAY=TU", **more}
    return event(when=at("2026-09-15T09:00Z"), **given)


def test_what_recurs_is_the_wall_clock() -> None:
    assert properties(weekly()) == [
        "DTSTART;TZID=Europe/Berlin:20260915T110000",
        "DTEND;TZID=Europe/Berlin:20260915T120000",
        "RRULE:FREQ=WEEKLY;BYDAY=TU",
    ]


def test_left_out_days_carry_the_wall_time_and_the_zone() -> None:
    one = weekly(exdates=(date(2026, 12, 29), date(2026, 12, 22), date(2020, 1, 7)))

    assert properties(one)[3:] == [
        "EXDATE;TZID=Europe/Berlin:20261222T110000",
        "EXDATE;TZID=Europe/Berlin:20261229T110000",
    ]


@pytest.mark.parametrize(
    ("until", "said"),
    [
        ("20261231", "20261231T225959Z"),
        ("20261229T110000", "20261229T100000Z"),
        ("20261229T100000Z", "20261229T100000Z"),
    ],
)
def test_the_end_of_a_rule_is_in_utc_where_its_start_has_a_zone(until: str, said: str) -> None:
    assert properties(weekly(recurrence=f"FREQ=WEEKLY;UNTIL={until};BYDAY=TU"))[2] == (
        f"RRULE:FREQ=WEEKLY;UNTIL={said};BYDAY=TU"
    )


def test_the_end_of_a_rule_of_days_is_a_day() -> None:
    one = event(when=day("2026-09-15", "2026-09-16"), recurrence="FREQ=WEEKLY;UNTIL=20261231T225959Z")

    assert properties(one)[:3] == [
        "DTSTART;VALUE=DATE:20260915",
        "DTEND;VALUE=DATE:20260916",
        "RRULE:FREQ=WEEKLY;UNTIL=20261231",
    ]


def test_the_first_occurrence_is_one_that_the_rule_gives() -> None:
    one = weekly(recurrence="FREQ=MONTHLY;COUNT=5;BYDAY=-1TH", exdates=(date(2026, 9, 24),))

    assert properties(one) == [
        "DTSTART;TZID=Europe/Berlin:20261029T110000",
        "DTEND;TZID=Europe/Berlin:20261029T120000",
        "RRULE:FREQ=MONTHLY;COUNT=4;BYDAY=-1TH",
    ]


@pytest.mark.parametrize(
    ("when", "local"),
    [
        (Skipped(at("2027-03-28T01:30Z", 1), at("2027-03-28T00:30Z", 1)), datetime(2027, 3, 28, 2, 30)),
        (Repeated(at("2026-10-25T00:30Z", 1), at("2026-10-25T01:30Z", 1)), datetime(2026, 10, 25, 2, 30)),
    ],
)
def test_no_first_occurrence_is_missing_or_comes_twice(when: Skipped | Repeated, local: datetime) -> None:
    one = event(when=when, zone=BERLIN, local=local, recurrence="FREQ=DAILY")

    following = local + timedelta(days=1)
    assert properties(one)[0] == f"DTSTART;TZID=Europe/Berlin:{following:%Y%m%dT%H%M%S}"


def test_a_fixed_offset_recurs_in_utc_on_the_days_that_fall_there() -> None:
    one = event(
        when=at("2026-09-14T22:30Z"),
        zone="+05:30",
        local=datetime(2026, 9, 15, 4, 0),
        recurrence="FREQ=WEEKLY;BYDAY=TU,TH",
        exdates=(date(2026, 9, 22),),
    )

    assert properties(one) == [
        "DTSTART:20260914T223000Z",
        "DTEND:20260914T233000Z",
        "RRULE:FREQ=WEEKLY;BYDAY=MO,WE",
        "EXDATE:20260921T223000Z",
    ]


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=FORTNIGHTLY",
        "FREQ=SECONDLY",
        "FREQ=DAILY;COUNT=3;UNTIL=20270101",
        "FREQ=DAILY;X=1",
        "FREQ=DAILY\r\nATTENDEE:mailto:a@b",
        "FREQ=DAILY;UNTIL=20261399",
        "BYDAY=TU",
        "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=DAILY;INTERVAL=7;BYDAY=WE",
        "FREQ=WEEKLY;UNTIL=20200101",
        "FREQ=YEARLY;BYDAY=" + "MO," * 5000 + "TU",
    ],
)
def test_a_rule_that_cannot_be_said_leaves_one_event(rule: str) -> None:
    found = properties(weekly(recurrence=rule))

    assert found == ["DTSTART:20260915T090000Z", "DTEND:20260915T100000Z"]


def test_a_zone_may_be_asked_for_except_where_its_clock_is_ambiguous() -> None:
    frame = Frame(zone=BERLIN)

    assert properties(event(), frame)[0] == "DTSTART;TZID=Europe/Berlin:20260915T110000"
    assert properties(event(when=at("2026-10-25T01:30Z", 10)), frame)[0] == "DTSTART:20261025T013000Z"
    assert properties(event(when=at("2026-10-24T23:50Z", 120)), frame)[0] == "DTSTART:20261024T235000Z"


def test_a_vtimezone_tells_the_rule_of_the_years_to_come() -> None:
    assert vtimezone("America/Nuuk", datetime(2026, 5, 1, tzinfo=UTC)).split("\r\n") == [
        "BEGIN:VTIMEZONE",
        "TZID:America/Nuuk",
        "BEGIN:DAYLIGHT",
        "DTSTART:20250329T230000",
        "RRULE:FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=24,25,26,27,28,29,30;BYDAY=SA",
        "TZOFFSETFROM:-0200",
        "TZOFFSETTO:-0100",
        "TZNAME:-01",
        "END:DAYLIGHT",
        "BEGIN:STANDARD",
        "DTSTART:20251026T000000",
        "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU",
        "TZOFFSETFROM:-0100",
        "TZOFFSETTO:-0200",
        "TZNAME:-02",
        "END:STANDARD",
        "END:VTIMEZONE",
        "",
    ]


def zones_with_rules_of_their_own() -> list[str]:
    """One zone for each rule of the years to come, and those with special histories."""
    found: dict[str, str] = {}
    for key in sorted(packaged().names()):
        rule = packaged().rules(key).footer
        if "," in rule and "/" in key:
            found.setdefault(rule, key)
    special = [
        "Africa/Casablanca",
        "America/Vancouver",
        "Europe/Istanbul",
        "Asia/Kathmandu",
        "Asia/Tokyo",
        "Africa/Juba",
    ]
    return [*found.values(), *special]


@pytest.mark.parametrize("key", zones_with_rules_of_their_own())
@pytest.mark.parametrize("year", [1997, 2026])
def test_a_vtimezone_agrees_with_the_zone(key: str, year: int) -> None:
    """dateutil reads what we wrote, and zoneinfo reads the zone: both must show one clock."""
    text = vtimezone(key, datetime(year, 1, 1, tzinfo=UTC))
    written_zone = tzical(io.StringIO(text.replace("\r\n", "\n"))).get(key)
    zone = load(key)
    first = datetime(year, 1, 1, tzinfo=UTC)
    probes = [first + timedelta(days=30 * n) for n in range(12 * 12)]
    for change in transitions(key, first, first + timedelta(days=12 * 365)):
        probes += [change.instant + timedelta(hours=h) for h in (-3, 3)]

    wrong = [
        wall.isoformat()
        for probe in probes
        if (wall := probe.astimezone(zone).replace(tzinfo=None))
        and wall.replace(tzinfo=written_zone).utcoffset() != probe.astimezone(zone).utcoffset()
    ]

    assert wrong == []


FREQUENCIES = st.sampled_from(["DAILY", "WEEKLY", "MONTHLY", "YEARLY"])
PLAIN_DAYS = st.lists(st.sampled_from(["MO", "TU", "WE", "TH", "FR", "SA", "SU"]), min_size=1, max_size=3, unique=True)


@given(FREQUENCIES, st.integers(1, 4), st.none() | PLAIN_DAYS, st.none() | st.integers(1, 12), st.integers(0, 900))
def test_the_days_of_a_rule_are_those_that_dateutil_finds(
    frequency: str, interval: int, weekdays: list[str] | None, month: int | None, shift: int
) -> None:
    # dateutil counts to the year 9999 where days that are skipped never meet the weekday
    parts = {"FREQ": frequency, "INTERVAL": str(interval if frequency != "DAILY" else 1)}
    if weekdays:
        parts["BYDAY"] = ",".join(weekdays)
    if month and frequency in {"DAILY", "YEARLY"}:
        parts["BYMONTH"] = str(month)
    start = date(2026, 1, 1) + timedelta(days=shift)
    until = start + timedelta(days=800)

    assert parts_of(written(parts)) == parts
    midnight = datetime(start.year, start.month, start.day)
    expected = rrulestr(written(parts), dtstart=midnight).between(midnight, midnight + timedelta(days=800), inc=True)
    assert list(days(parts, start, until)) == [moment.date() for moment in expected]


def test_a_feed_of_every_kind_reads_as_it_did(golden: Callable[[str, bytes], None]) -> None:
    events = [
        disputed(),
        event("whole-days@example.org", day("2026-12-24", "2026-12-27"), title="Three days, all told"),
        event("withdrawn@example.org", status=Status.CANCELLED, sequence=1),
        replace(weekly(exdates=(date(2026, 12, 29),)), uid="weekly@example.org", title="Weekly call"),
        event("unicode@example.org", title="Überprüfung 日本語の会議 " + "👩‍👩‍👧 " * 9, place="Raum 7; links, hinten"),
        event("deadline@example.org", at("2026-09-30T21:59Z", 0), title="Papers due", updated=CHANGED),
    ]
    frame = Frame("Golden feed", "A feed of every kind", "https://times.example.org", documents=DOCUMENTS)

    raw = calendar(events, frame)

    assert lint_calendar(raw, "feed") == ()
    golden("feed.ics", raw)
    golden("feed-in-kyiv.ics", calendar(events, replace(frame, zone="Europe/Kyiv")))
