"""Independent calendar programs read our feed, and all must see the same instants."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, make_server

import icalendar
import pytest
import recurring_ical_events

sys.path.insert(0, str(Path(__file__).parent))

from varied import CHANGED, FRAME, Truth, recurring, varied

from timeline.checks.calendar import lint_calendar
from timeline.export.as_ics import calendar, stream
from timeline.export.as_jcal import jcal
from timeline.model import Timeline
from timeline.serve import ServeConfig, create_app

HERE = Path(__file__).parent
SCRIPTS = Path(sys.executable).parent
NUMBER = 330
Seen = dict[str, dict[str, str]]


def said(moment: datetime | date) -> str:
    if isinstance(moment, datetime):
        assert moment.tzinfo is not None, "a floating time"
        return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return moment.isoformat()


def told(reader: str, seen: Seen, truth: Truth) -> list[str]:
    """What the reader sees that is not so."""
    keys = sorted(truth.keys() | seen.keys())
    return [
        f"{reader}: {key}: {seen.get(key)}, not {truth.get(key)}" for key in keys if seen.get(key) != truth.get(key)
    ]


@pytest.fixture(scope="module")
def truth() -> Truth:
    return varied(NUMBER)[1]


@pytest.fixture(scope="module")
def feed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("feed") / "feed.ics"
    path.write_bytes(calendar(varied(NUMBER)[0], FRAME))
    return path


@pytest.fixture(scope="module")
def series(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("series") / "series.ics"
    path.write_bytes(calendar(recurring()[0], FRAME))
    return path


def run(*command: str | Path, **more: object) -> str:
    environment = {**os.environ, "TZ": "Asia/Kolkata", "LC_ALL": "C.UTF-8", "COLUMNS": "1000000"}
    done = subprocess.run(
        [str(part) for part in command], env=environment, capture_output=True, text=True, timeout=120, check=False
    )
    assert done.returncode == 0, done.stderr[-2000:]
    return done.stdout


def test_the_linter_has_nothing_to_say(feed: Path, series: Path) -> None:
    assert lint_calendar(feed.read_bytes(), "feed") == ()
    assert lint_calendar(series.read_bytes(), "series") == ()


def test_icalendar(feed: Path, truth: Truth) -> None:
    found = icalendar.Calendar.from_ical(feed.read_bytes())

    seen = {str(e["UID"]): {"start": said(e["DTSTART"].dt), "end": said(e["DTEND"].dt)} for e in found.walk("VEVENT")}
    assert told("icalendar", seen, truth) == []
    assert [error for part in found.walk() for error in part.errors] == []


def test_recurring_ical_events(feed: Path, truth: Truth) -> None:
    found = icalendar.Calendar.from_ical(feed.read_bytes())
    occurrences = recurring_ical_events.of(found, skip_bad_series=False).between((2020, 1, 1), (2040, 1, 1))

    seen = {str(e["UID"]): {"start": said(e["DTSTART"].dt), "end": said(e["DTEND"].dt)} for e in occurrences}
    assert told("recurring-ical-events", seen, truth) == []


def test_recurring_ical_events_sees_every_occurrence(series: Path) -> None:
    found = icalendar.Calendar.from_ical(series.read_bytes())
    occurrences = recurring_ical_events.of(found, skip_bad_series=False).between((2025, 1, 1), (2030, 1, 1))

    seen: dict[str, list[str]] = {}
    for one in occurrences:
        seen.setdefault(str(one["UID"]), []).append(said(one["DTSTART"].dt))
    assert {uid: sorted(starts) for uid, starts in seen.items()} == recurring()[1]


def test_icaljs(feed: Path, truth: Truth) -> None:
    found = json.loads(run("node", HERE / "icaljs.mjs", feed, "1"))

    seen = {uid: dict(zip(("start", "end"), e["occurrences"][0], strict=True)) for uid, e in found.items()}
    assert told("ical.js", seen, truth) == []
    assert Counter(e["status"] for e in found.values()).keys() == {"CONFIRMED", "TENTATIVE", "CANCELLED"}


def test_icaljs_sees_every_occurrence(series: Path) -> None:
    found = json.loads(run("node", HERE / "icaljs.mjs", series, "100"))

    assert {uid: [start for start, _ in e["occurrences"]] for uid, e in found.items()} == recurring()[1]


@pytest.mark.parametrize("which", ["feed", "series"])
def test_our_jcal_is_what_icaljs_makes_of_the_calendar(which: str, request: pytest.FixtureRequest) -> None:
    path: Path = request.getfixturevalue(which)
    theirs = json.loads(run("node", HERE / "jcal.mjs", path))
    ours = json.loads(b"".join(jcal(stream((varied(NUMBER) if which == "feed" else recurring())[0], FRAME))))

    for one in theirs[1]:
        if one[0] == "name":
            one[2] = "text"  # RFC 7986, 5.1; ical.js takes the name for one that nobody knows
    assert sorted_lines(ours) == sorted_lines(theirs)


def sorted_lines(component: list[Any]) -> list[Any]:
    """A component of jCal with its properties in one order."""
    name, properties, parts = component
    lines = sorted(json.dumps(one, sort_keys=True) for one in properties)
    return [name, lines, [sorted_lines(part) for part in parts]]


def test_libical(feed: Path, truth: Truth) -> None:
    found = json.loads(run("/usr/bin/python3", HERE / "libical.py", feed))

    seen = {uid: dict(zip(("start", "end"), times, strict=True)) for uid, times in found["events"].items()}
    assert told("libical", seen, truth) == []
    assert found["errors"] == []


def test_libical_places_the_first_occurrence(series: Path) -> None:
    found = json.loads(run("/usr/bin/python3", HERE / "libical.py", series))

    assert {uid: start for uid, (start, _) in found["events"].items()} == {u: o[0] for u, o in recurring()[1].items()}
    assert found["errors"] == []


class Quiet(WSGIRequestHandler):
    """A server that does not write to standard error."""

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  the base's name
        """Say nothing."""


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """The feed as the server really serves it, on a free port of this machine."""
    found = Timeline((), (), varied(NUMBER)[0], (), "2026c")
    server = make_server(
        "127.0.0.1", 0, create_app(lambda: found, ServeConfig(now=lambda: CHANGED)), handler_class=Quiet
    )
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/calendar.ics"
    server.shutdown()
    thread.join()
    server.server_close()


def test_khal_subscribes_through_vdirsyncer(address: str, truth: Truth, tmp_path: Path) -> None:
    """vdirsyncer fetches the feed over HTTP, twice; khal then lists what arrived."""
    (tmp_path / "calendars").mkdir()
    (tmp_path / "vdirsyncer.conf").write_text(
        f'[general]\nstatus_path = "{tmp_path}/status/"\n'
        '[pair feed]\na = "there"\nb = "here"\ncollections = null\nconflict_resolution = "a wins"\n'
        f'[storage there]\ntype = "http"\nurl = "{address}"\n'
        f'[storage here]\ntype = "filesystem"\npath = "{tmp_path}/calendars/"\nfileext = ".ics"\n'
    )
    (tmp_path / "khal.conf").write_text(
        f"[calendars]\n[[feed]]\npath = {tmp_path}/calendars\nreadonly = True\n"
        "[locale]\nlocal_timezone = Asia/Kolkata\ndefault_timezone = Asia/Kolkata\n"
        "timeformat = %H:%M\ndateformat = %Y-%m-%d\nlongdateformat = %Y-%m-%d\n"
        "datetimeformat = %Y-%m-%d %H:%M\nlongdatetimeformat = %Y-%m-%d %H:%M\n"
        f"[sqlite]\npath = {tmp_path}/khal.db\n"
    )
    sync = (SCRIPTS / "vdirsyncer", "-c", tmp_path / "vdirsyncer.conf")

    run(*sync, "discover")
    run(*sync, "sync")
    arrived = {path.name: path.read_bytes() for path in (tmp_path / "calendars").iterdir()}
    run(*sync, "sync")

    assert {path.name: path.read_bytes() for path in (tmp_path / "calendars").iterdir()} == arrived
    assert len(arrived) == len(truth)
    fields = ("start-long-full", "start-date-long", "all-day")
    options = [part for field in fields for part in ("--json", field)]
    lines = run(SCRIPTS / "khal", "-c", tmp_path / "khal.conf", "search", *options, "").splitlines()
    listed = [one for line in lines if line.startswith("[") for one in json.loads(line)]
    starts = (one["start-date-long"] if one["all-day"] == "True" else one["start-long-full"] for one in listed)
    assert Counter(starts) == Counter(in_kolkata(one["start"]) for one in truth.values())


def in_kolkata(text: str) -> str:
    """A start as khal shows it; half past five hours east of UTC, all year."""
    if "T" not in text:
        return text
    moment = datetime.fromisoformat(text)
    return datetime.fromtimestamp(moment.timestamp() + 5.5 * 3600, UTC).strftime("%Y-%m-%d %H:%M")
