"""`timeline events`: times in chosen zones, rivals, reasons, and the three forms of output."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from computing import at_once
from marked_documents import case
from sample_timeline import SAMPLE

from timeline.cli.events import command
from timeline.config import Config
from timeline.happening import happenings_of
from timeline.link import link
from timeline.model import Document, Event, Timeline
from timeline.store import Store


@pytest.fixture
def store(tmp_path: Path) -> str:
    """A store that holds a disputed call and a note."""
    one = case("earnings_zone")

    def compute(documents: Sequence[Document], _config: Config, previous: Sequence[Event]) -> Timeline:
        found = [h for d in documents for h in happenings_of(d, [s for s in one.statements if s.document == d.id])]
        return Timeline(tuple(documents), one.statements, link(documents, found, previous), (), "2026x")

    path = str(tmp_path / "timeline.db")
    with Store(path, Config(), create=True, compute=at_once(compute)) as opened:
        opened.add(one.documents)
    return path


def run(store: str, *arguments: str) -> Result:
    return CliRunner().invoke(command, ["--store", store, *arguments])


def test_an_event_is_shown_on_the_clocks_that_its_sources_name(store: str) -> None:
    found = run(store).output

    assert "sources disagree" in found
    assert "Thu 2026-07-23 17:00  America/New_York" in found
    assert "Thu 2026-07-23 22:00  Europe/London" in found
    assert "start: Thu 2026-07-23 17:00 UTC (Thu 2026-07-23 18:00 Europe/London), says calendar" in found


def test_other_clocks_can_be_asked_for(store: str) -> None:
    found = run(store, "--in", "Asia/Tokyo").output

    assert "Fri 2026-07-24 06:00  Asia/Tokyo" in found
    assert "America/New_York" not in found


def test_an_unknown_zone_is_wrong_use(store: str) -> None:
    found = run(store, "--in", "Asia/Tokio")

    assert found.exit_code == 2
    assert "Asia/Tokio" in found.output


def test_reasons_are_shown_on_demand(store: str) -> None:
    assert "documents share" in run(store, "--why").output
    assert "documents share" not in run(store).output


def test_json_and_csv_hold_every_event(store: str) -> None:
    form = json.loads(run(store, "--format", "json", "--in", "America/New_York").output)
    table = list(csv.DictReader(io.StringIO(run(store, "--format", "csv").output)))

    assert form["schema"] == 1
    assert len(form["events"]) == len(table) == 2
    (call,) = (event for event in form["events"] if event["disputed"])
    assert call["start"] == "2026-07-23T21:00:00Z"
    assert call["in"] == {"America/New_York": "2026-07-23T17:00-04:00[America/New_York]"}
    assert [reading["documents"] for reading in call["readings"]] == [["broker", "release"], ["calendar"]]


def test_a_store_that_is_not_there_is_wrong_use(tmp_path: Path) -> None:
    found = run(str(tmp_path / "none.db"))

    assert found.exit_code == 2
    assert "none.db" in found.output


def test_an_event_without_a_zone_begins_on_its_day(tmp_path: Path) -> None:
    store = str(tmp_path / "exam.db")
    with Store(store, Config(), create=True) as opened:
        opened.add([Document("faculty", "The chemistry exam is on 9 June 2026 at 9:00.")])

    (exam,) = json.loads(run(store, "--format", "json").output)["events"]

    assert (exam["start"], exam["end"], exam["local"]) == ("2026-06-09", "2026-06-10", "2026-06-09T09:00")
    assert exam["zone"] is None


def test_an_order_is_shown_where_no_hour_is_told(tmp_path: Path) -> None:
    store = str(tmp_path / "talks.db")
    with Store(store, Config(), create=True) as opened:
        text = (
            "The summit in Oslo begins on 9 June 2026 at 9:00. A joint press conference is expected after the summit."
        )
        opened.add([Document("wire", text)])

    found = run(store, "--all").output

    assert "Joint press conference  (tentative)\n  no time is stated\n  after Summit, Oslo, says wire\n" in found


def test_the_end_of_a_range_is_no_rival_of_its_start(tmp_path: Path) -> None:
    store = str(tmp_path / "exam.db")
    with Store(store, Config(), create=True) as opened:
        opened.add([Document("faculty", "The chemistry exam is on 9 June 2026, 9:00-12:00 CEST.")])

    assert run(store).output == (
        "Chemistry exam\n  Tue 2026-06-09 09:00–12:00  Europe/Berlin\n  Tue 2026-06-09 07:00–10:00  UTC\n"
    )


def test_no_text_orders_the_terminal_about(tmp_path: Path) -> None:
    store = str(tmp_path / "calls.db")
    told = replace(SAMPLE, events=(replace(SAMPLE.events[0], title="\x1b[31mred\x9b2J\u202e"),))
    with Store(store, Config(), compute=at_once(lambda *_: told)) as opened:
        opened.synchronise(told.documents)

    shown = CliRunner().invoke(command, ["--store", store, "--why"], color=True).output

    assert shown.startswith("␛[31mred\ufffd2J\ufffd")
