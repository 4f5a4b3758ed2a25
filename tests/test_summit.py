"""The running example, end to end: five articles in, one summit with its conflict out."""

from __future__ import annotations

import json
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
TIMELINE = [sys.executable, "-m", "timeline"]


@cache
def reading() -> dict[str, dict[str, Any]]:
    done = subprocess.run([*TIMELINE, "read", "seeds", "--format", "jsonl"], cwd=ROOT, capture_output=True, check=True)
    return {row["id"]: row for row in map(json.loads, done.stdout.splitlines())}


def mentions(document: str) -> dict[str, dict[str, Any]]:
    return {m["text"]: m for m in reversed(reading()[document]["mentions"])}


def test_local_time_is_anchorages_and_its_equivalents_agree() -> None:
    for document, other in (("000", "3:30 p.m. Eastern Time"), ("002", "19:30 GMT")):
        local, equivalent = mentions(document)["11:30 a.m. local time"], mentions(document)[other]

        assert local["utc_start"] == equivalent["utc_start"] == "2025-08-15T19:30:00Z"
        assert local["zone"] == "America/Anchorage"
        assert local["group"] == equivalent["group"] is not None


def test_four_zones_say_one_instant() -> None:
    found = mentions("004")
    stated = ["2200 Moscow time", "2000 London time", "1500 Eastern time", "1100 Anchorage time"]

    assert {found[s]["utc_start"] for s in stated} == {"2025-08-15T19:00:00Z"}
    assert len({found[s]["group"] for s in stated}) == 1
    assert [found[s]["zone"] for s in stated] == [
        "Europe/Moscow",
        "Europe/London",
        "America/New_York",
        "America/Anchorage",
    ]


def test_every_other_time_has_its_timex_value() -> None:
    expected = {
        "000": {"Friday": "2025-08-15"},
        "001": {"Friday": "2025-08-15", "June 2021": "2021-06", "February": "2026-02"},
        "002": {"this Friday": "2025-08-15", "2022": "2022"},
        "003": {
            "Friday": "2025-08-15",
            "February 2022": "2022-02",
            "1867": "1867",
            "Wednesday": "2025-08-13",
            "last week": "2025-W32",
        },
        "004": {
            "this afternoon": "2025-08-15TAF",
            "last night": "2025-08-14TNI",
            "this morning": "2025-08-15TMO",
            "2019": "2019",
            "this week": "2025-W33",
            "today": "2025-08-15",
        },
    }
    for document, values in expected.items():
        found = mentions(document)

        assert {words: found[words]["timex"]["value"] for words in values if words in found} == values


def test_numbers_that_are_no_times_stay_silent() -> None:
    covered = [m["text"] for row in reading().values() for m in row["mentions"]]

    for silent in ("1,550", "9M730", "Il-96", "100 km", "one-on-one", "five officials", "four regions"):
        assert not any(part in text.split() for text in covered for part in silent.split())


@cache
def events(folder: Path) -> list[dict[str, Any]]:
    store = str(folder / "t.db")
    subprocess.run([*TIMELINE, "build", "seeds", "--store", store], cwd=ROOT, check=True)
    done = subprocess.run(
        [*TIMELINE, "events", "--store", store, "--format", "json"], cwd=ROOT, capture_output=True, check=True
    )
    found: list[dict[str, Any]] = json.loads(done.stdout)["events"]
    return found


def test_one_summit_with_two_rival_readings(tmp_path_factory: Any) -> None:
    found = events(tmp_path_factory.getbasetemp())
    (summit,) = [e for e in found if e["disputed"]]

    assert summit["start"] == "2025-08-15T19:30:00Z"
    assert summit["status"] == "tentative"
    assert summit["zone"] == "America/Anchorage"
    assert "TL301" in summit["findings"]
    clocks = [(r["utc"], sorted(r["documents"])) for r in summit["readings"] if r["utc"]]
    assert clocks == [("2025-08-15T19:30:00Z", ["000", "002"]), ("2025-08-15T19:00:00Z", ["004"])]
    assert {s["document"] for s in summit["statements"]} == {"000", "001", "002", "003", "004"}


def test_what_happens_beside_the_summit_is_another_event(tmp_path_factory: Any) -> None:
    found = events(tmp_path_factory.getbasetemp())
    (summit,) = [e for e in found if e["disputed"]]
    quotes = [s["quote"] for s in summit["statements"]]

    assert not any("Magadan" in q or "treaty" in q for q in quotes)
    titles = " ".join(e["title"].casefold() for e in found if e is not summit)
    assert "magadan" in titles
    assert "treaty" in titles or "expir" in titles
