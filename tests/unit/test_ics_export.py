"""``timeline export``: what it writes, under which names, and what it takes away."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from pathlib import Path

import pytest
from calendar_events import DOCUMENTS, at, day, disputed, event
from click.testing import CliRunner
from computing import at_once

from timeline.checks.calendar import lint_calendar
from timeline.cli.export import command, file_name, files
from timeline.config import Config
from timeline.export.as_csv import table
from timeline.model import Event, Repeated, Skipped, Status, Timeline
from timeline.serve.feed import is_shown
from timeline.store import Store

EVENTS = (disputed(), event("whole@example.org", day("2026-12-24", "2026-12-25")), event("b", in_calendar=False))
SAMPLE = Timeline(tuple(DOCUMENTS.values()), (), EVENTS, (), "2026c")


def test_every_calendar_is_clean_and_each_source_has_one() -> None:
    written = dict(files(SAMPLE, "Talks", "https://example.org/times/", "quotes"))

    calendars = {name for name in written if name.endswith(".ics")}
    assert calendars == {"calendar.ics", "sources/notice.ics", "sources/letter.ics"}
    assert all(lint_calendar(written[name], name) == () for name in calendars)
    assert b"SOURCE;VALUE=URI:https://example.org/times/calendar.ics" in written["calendar.ics"]
    assert b"URL:https://example.org/times/#e-disputed@example.org" in written["calendar.ics"]
    assert b"UID:b\r\n" not in written["calendar.ics"]
    assert {"index.html", "events.json", "events.csv"} <= written.keys()


def test_the_json_is_the_contracts_and_holds_the_background() -> None:
    written = dict(files(SAMPLE, "Talks", None, "quotes"))

    body = json.loads(written["events.json"])
    assert (body["schema"], body["tz"]) == (1, "2026c")
    assert [one["uid"] for one in body["events"]] == [one.uid for one in EVENTS]


@pytest.mark.parametrize(
    ("one", "status"),
    [
        (event("a", at("2026-10-25T01:00Z")), "confirmed"),
        (disputed(), "tentative"),
        (event("a", Repeated(at("2026-10-25T00:30Z"), at("2026-10-25T01:30Z"))), "tentative"),
        (event("a", Skipped(at("2026-03-29T00:30Z"), at("2026-03-29T01:30Z"))), "tentative"),
        (replace(disputed(), status=Status.CANCELLED), "cancelled"),
    ],
)
def test_every_form_says_the_same_status(one: Event, status: str) -> None:
    written = dict(files(replace(SAMPLE, events=(one,)), "Talks", None, "quotes"))

    assert f"STATUS:{status.upper()}\r\n" in written["calendar.ics"].decode()
    assert json.loads(written["events.json"])["events"][0]["status"] == status
    assert [row["status"] for row in csv.DictReader(io.StringIO(written["events.csv"].decode()))] == [status]
    assert is_shown(one, (status,))
    assert not is_shown(one, tuple({*Status} - {status}))


def test_nothing_is_quoted_where_nothing_may_be_published() -> None:
    written = dict(files(SAMPLE, "Talks", None, "none"))

    assert [name for name, content in written.items() if b"begins at" in content] == []


def test_the_table_has_a_row_for_each_event() -> None:
    rows = list(csv.DictReader(io.StringIO(table(EVENTS).decode(), newline="")))

    assert rows[0] == {
        "uid": "disputed@example.org",
        "title": "Talk",
        "start": "2026-09-15T09:00:00Z",
        "end": "2026-09-15T10:00:00Z",
        "all_day": "false",
        "local": "",
        "zone": "",
        "rrule": "",
        "place": "",
        "participants": "",
        "status": "tentative",
        "disputed": "true",
        "in_calendar": "true",
        "sources": "notice; letter",
    }
    assert (rows[1]["start"], rows[1]["end"], rows[1]["all_day"]) == ("2026-12-24", "2026-12-25", "true")


@pytest.mark.parametrize("title", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1"])
def test_no_text_becomes_a_formula(title: str) -> None:
    (row,) = csv.DictReader(io.StringIO(table([event(title=title)]).decode(), newline=""))

    assert row["title"] == f"'{title.strip()}"


@pytest.mark.parametrize(
    "name", ["../../etc/passwd", "/abs", "con", "Nul.txt", "a" * 300, "дом", ".", "..", "a\x00b", "A", "x/y"]
)
def test_a_file_name_is_plain_and_tells_ids_apart(name: str) -> None:
    made = file_name(name)

    assert made not in {"", ".", ".."}
    assert not set(made) - set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-")
    assert len(made) < 100
    assert made.lower() != file_name(name + "x").lower()


def stored(path: Path, timeline: Timeline) -> None:
    def compute(*_given: object) -> Timeline:
        return timeline

    with Store(str(path), Config(), compute=at_once(compute)) as store:
        store.synchronise(timeline.documents)


def test_a_second_export_changes_nothing_and_takes_away_what_is_gone(tmp_path: Path) -> None:
    store, out = tmp_path / "t.db", tmp_path / "out"
    stored(store, SAMPLE)
    runner = CliRunner()
    assert runner.invoke(command, ["--store", str(store), "-o", str(out)]).exit_code == 0
    (out / "sources" / "mine.ics").write_text("BEGIN:VCALENDAR\r\nPRODID:somebody else\r\n")
    first = {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in out.rglob("*") if path.is_file()}

    assert runner.invoke(command, ["--store", str(store), "-o", str(out)]).exit_code == 0
    assert {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in out.rglob("*") if path.is_file()} == first

    stored(store, replace(SAMPLE, documents=SAMPLE.documents[:1], events=EVENTS[1:]))
    assert runner.invoke(command, ["--store", str(store), "-o", str(out)]).exit_code == 0
    assert sorted(path.name for path in (out / "sources").iterdir()) == ["mine.ics", "notice.ics"]


def test_what_no_calendar_can_show_is_named(tmp_path: Path) -> None:
    unplaced = replace(event("u", title="Someday"), when=None)
    stored(tmp_path / "t.db", replace(SAMPLE, events=(unplaced, event("v", at("2026-09-15T09:00Z")))))

    done = CliRunner().invoke(command, ["--store", str(tmp_path / "t.db"), "-o", str(tmp_path / "out")])

    assert "not in the calendar: 'Someday' (no time is known)" in done.stderr


def test_a_folder_that_cannot_be_written_is_explained(tmp_path: Path) -> None:
    stored(tmp_path / "t.db", SAMPLE)
    (tmp_path / "file").write_text("")

    done = CliRunner().invoke(command, ["--store", str(tmp_path / "t.db"), "-o", str(tmp_path / "file" / "out")])

    assert done.exit_code == 2
    assert "cannot write to" in done.stderr
