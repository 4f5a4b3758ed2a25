"""What of an address is not understood is told, with what may have been meant, and the rest of the page works."""

from __future__ import annotations

import re

import pytest
from sample_timeline import SAMPLE
from werkzeug.test import Client

from timeline.serve import ServeConfig, create_app

CLIENT = Client(create_app(lambda: SAMPLE, ServeConfig(zones=("Europe/Kyiv",))))
# address: what is said, addresses that are offered
TOLD = {
    "/?tz=Mars": ("No time zone is called “Mars”", ["/?tz=America/New_York"]),  # there is a Mars in Pennsylvania
    "/?tz=Nowhereland": ("No time zone is called “Nowhereland”; try a large city nearby", []),
    "/?tz=Europe/Kyev,UTC": ("No time zone is called “Europe/Kyev”", ["/?tz=UTC,Europe/Kyiv"]),
    "/?tz=PST&q=x": ("“PST”", ["/?tz=America/Los_Angeles&amp;q=x", "/?tz=Asia/Manila&amp;q=x"]),
    "/?tz=" + ",".join(f"%2B{n:02}:00" for n in range(13)): ("The first 12 zones are shown", []),
    "/?since=1.2.2025": ("“1.2.2025” is no date; write it as 2025-08-15", []),
    "/?day=2025-02-30": ("“2025-02-30” is no date", []),
    "/?from=noon&to=20250816T0000Z": ("“noon” is no moment; write it as 20250815T1930Z", []),
    "/?from=20250816T0000Z": ("needs both “from” and “to”", []),
    "/?since=2025-09-01&until=2025-08-01": ("after the last one", ["/?since=2025-08-01&amp;until=2025-09-01"]),
    "/?view=year": ("There is no view “year”", [f"/?view={view}" for view in ("day", "week", "month", "all")]),
    "/?page=last": ("“last” is no page", []),
    "/?page=0": ("“0” is no page", []),
    "/?source=harbor": ("No source is called “harbor”; did you mean “harbour”?", []),
    "/?sinc=2025-08-01": ("This page knows no “sinc”; did you mean “since”?", []),
    "/?colour=red": ("This page knows no “colour”.", []),
    "/events/summit-7f3a@timeline?tz=Asia/Katmandoo": (
        "“Asia/Katmandoo”",
        ["/events/summit-7f3a@timeline?tz=Asia/Kathmandu"],
    ),
    "/embed?tz=Nowhereland": ("“Nowhereland”", []),
    "/conflicts?tz=Nowhereland": ("“Nowhereland”", []),
}
SILENT = [
    "/",
    "/?tz=Europe/Kiev,+05:30,Asia/Calcutta",
    "/?tz=",
    "/?view=week&day=2025-08-15&page=1",
    "/?from=20250815T0000Z&to=20250816T0000Z",
    "/?source=harbour&place=x&participant=y&conflict=1&since=2025-08-01&until=2025-08-31&q=z",
    "/?utm_source=letter&fbclid=1",
    "/?add=Mars",
]


def notice(path: str) -> str:
    answer = CLIENT.get(path, headers={"Accept": "text/html"}, follow_redirects=True)
    assert answer.status_code == 200
    assert "<h1" in answer.text
    found = re.search(r'<div class="alert" role="status">(.*?)</div>', answer.text, re.DOTALL)
    return found[1] if found else ""


@pytest.mark.parametrize("path", TOLD)
def test_what_has_no_effect_is_told(path: str) -> None:
    says, offered = TOLD[path]
    found = notice(path)

    assert says in found
    assert re.findall(r'href="([^"]+)"', found) == offered


@pytest.mark.parametrize("path", SILENT)
def test_nothing_is_told_of_an_address_that_is_understood(path: str) -> None:
    assert notice(path) == ""


def test_a_hostile_address_is_told_harmlessly() -> None:
    found = notice("/?tz=%3Cscript%3E&view=" + "x" * 5000 + "&day=%E2%80%AE")

    assert "<script" not in found
    assert "⟨U+202E⟩" in found
    assert len(found) < 1500


@pytest.mark.parametrize("path", ["/events/none", "/sources/none", "/nowhere", "/events/none?tz=Mars"])
def test_what_is_missing_is_a_page_for_browsers_and_a_problem_for_programs(path: str) -> None:
    browser = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8"

    assert CLIENT.get(path, headers={"Accept": browser}).mimetype == "text/html"
    assert CLIENT.get(path, headers={"Accept": "application/json"}).mimetype == "application/problem+json"
