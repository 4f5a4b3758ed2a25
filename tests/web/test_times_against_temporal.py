"""Chromium's ``Temporal`` as an independent oracle for every time that a page shows; page, feed and API agree."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta

import icalendar
import pytest
from conftest import CONFIG, Watched, serving
from sample_timeline import PRESS, SAMPLE, moment, single
from werkzeug.test import Client

from timeline.model import AllDay, Grain, Placed
from timeline.rulers.window import compact
from timeline.serve import create_app

Open = Callable[..., Watched]
# A zone whose clock changes at the instant, with neighbours at odd offsets, and one where midnight itself is skipped.
CHANGES = {
    "London back": ("2025-10-26T01:00Z", "Europe/London"),
    "London forward": ("2025-03-30T01:00Z", "Europe/London"),
    "Lord Howe forward by half an hour": ("2025-10-04T15:30Z", "Australia/Lord_Howe"),
    "Lord Howe back by half an hour": ("2025-04-05T15:00Z", "Australia/Lord_Howe"),
    "St. John's forward": ("2025-03-09T05:30Z", "America/St_Johns"),
    "Santiago skips midnight": ("2025-09-07T04:00Z", "America/Santiago"),
    "Apia skipped a day": ("2011-12-30T10:00Z", "Pacific/Apia"),
}
ODD = ("Asia/Kathmandu", "Pacific/Chatham", "Asia/Kolkata")

TABLE = """zones => [...document.querySelectorAll('#list tbody')].flatMap(body => {
  const day = Temporal.PlainDate.from(body.querySelector('[scope=rowgroup]').id.slice(2));
  return [...body.querySelectorAll('tr:not(.on)')].flatMap(row => [...row.children].slice(1).map((cell, column) => {
    const instant = Temporal.Instant.from(cell.querySelector('time').dateTime);
    const local = instant.toZonedDateTimeISO(zones[column]);
    const shift = day.until(local.toPlainDate(), {largestUnit: 'day'}).days;
    const wanted = local.toPlainTime().toString({smallestUnit: 'minute'});
    const words = shift ? `${shift > 0 ? '+' : '−'}${Math.abs(shift)} day${Math.abs(shift) > 1 ? 's' : ''}` : '';
    const shown = cell.querySelector('time').textContent.split(' ')[0];
    const said = cell.querySelector('.shift')?.textContent ?? '';
    if (shown === wanted && said === words) return null;
    return `${zones[column]} ${instant}: ${shown} ${said}, not ${wanted} ${words}`;
  }));
})"""
RULERS = """zones => {
  const {from, to} = document.querySelector('figure').dataset, wrong = [];
  const groups = document.querySelectorAll('.wide .over > svg');
  let seen = 0;
  groups.forEach((group, n) => group.querySelectorAll('.hour, .time').forEach(label => {
    if (!/^\\d\\d:\\d\\d/.test(label.textContent)) return;
    const at = parseFloat(label.getAttribute('x')) / 100;
    const minutes = Math.round((+from + at * (to - from)) / 60);
    const local = Temporal.Instant.fromEpochMilliseconds(minutes * 6e4).toZonedDateTimeISO(zones[n]);
    const wanted = local.toPlainTime().toString({smallestUnit: 'minute'});
    seen += 1;
    if (!label.textContent.startsWith(wanted)) wrong.push(`${zones[n]} ${label.textContent}, not ${wanted}`);
  }));
  return [seen, wrong];
}"""


def at(instant: datetime, n: int) -> Placed:
    start = instant + timedelta(minutes=30 * n)
    return Placed(start, start + timedelta(minutes=1), Grain.MINUTE)


@pytest.mark.parametrize("name", CHANGES)
def test_every_time_is_what_temporal_says(name: str, opened: Open) -> None:
    change, zone = CHANGES[name]
    instant = moment(change)
    whens = [at(instant, n) for n in range(-10, 11)]
    events = tuple(
        replace(
            single(f"e{n}", f"Event {n}", replace(PRESS, when=when, approximate=False), "press"), grain=Grain.MINUTE
        )
        for n, when in enumerate(whens)
    )
    zones = (zone, *ODD)
    window = f"from={compact(instant - timedelta(hours=7))}&to={compact(instant + timedelta(hours=7))}"
    with serving(lambda: replace(SAMPLE, events=events), CONFIG) as address:
        page = opened(f"{address}/?tz={','.join(zones)}&{window}", zone=zone).page

        told = page.evaluate(TABLE, list(zones))
        seen, wrong = page.evaluate(RULERS, list(zones))
        page.close()  # what it may still load, as its icon, must not outlive the server

    assert len(told) == len(events) * len(zones)
    assert [fault for fault in told if fault] == []
    assert seen > 30
    assert wrong == []


def test_page_feed_and_api_agree_to_the_second() -> None:
    client = Client(create_app(lambda: SAMPLE, CONFIG))
    calendar = icalendar.Calendar.from_ical(client.get("/calendar.ics").get_data())
    fed = {str(e["UID"]): e["DTSTART"].dt for e in calendar.walk("VEVENT")}
    told = {e["uid"]: e["start"] for e in client.get("/api/v1/events").get_json()["events"]}
    compared = 0
    for event in SAMPLE.events:
        if not event.in_calendar:
            continue
        page = client.get(f"/events/{event.uid}", headers={"Accept": "text/html"}).get_data(as_text=True)
        shown = re.findall(r'<time datetime="([^"]+)"', page)[0]
        start = fed[event.uid]
        if isinstance(event.when, AllDay):
            day = start if isinstance(start, date) and not isinstance(start, datetime) else None
            assert day == event.when.first
            assert told[event.uid] == event.when.first.isoformat()
        elif event.grain is not Grain.DAYPART:
            instant = datetime.fromisoformat(told[event.uid])
            assert start == instant
            if not event.approximate and not event.recurrence:
                assert datetime.fromisoformat(shown) == instant
        compared += 1

    assert compared == len([e for e in SAMPLE.events if e.in_calendar])
