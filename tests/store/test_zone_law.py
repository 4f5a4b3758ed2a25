"""A country changes its clocks: the whole way with two releases of the zone data."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

ARTICLE = """---
published: 2026-10-01
zone: Europe/Chisinau
---
The council meeting starts on Monday, 2 November 2026 at 9:00 a.m. in Chisinau.
The rocket launch starts on Monday, 2 November 2026 at 9:00 a.m. GMT.
"""


@pytest.fixture
def newer(tmp_path: Path) -> Path:
    """A folder with a tzdata package in which Chisinau keeps Moscow's time."""
    spec = find_spec("tzdata")
    assert spec is not None
    assert spec.origin is not None
    package = tmp_path / "newer" / "tzdata"
    shutil.copytree(Path(spec.origin).parent, package)
    zones = package / "zoneinfo"
    shutil.copy(zones / "Europe" / "Moscow", zones / "Europe" / "Chisinau")
    source = zones / "tzdata.zi"
    text = source.read_text()
    source.write_text("# version 2099z\n" + text.partition("\n")[2])
    return package.parent


def timeline(*arguments: str, zones: Path | None = None, folder: Path) -> tuple[str, str]:
    environment = {**os.environ, "SOURCE_DATE_EPOCH": "1790000000"}
    if zones is not None:
        environment["PYTHONPATH"] = os.pathsep.join(filter(None, (str(zones), os.environ.get("PYTHONPATH"))))
    command = [sys.executable, "-m", "timeline", *arguments]
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout, done.stderr


def test_build_moves_what_is_stated_in_local_time_and_names_it(tmp_path: Path, newer: Path) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "news.md").write_text(ARTICLE)
    timeline("build", "docs", folder=tmp_path)
    before, _ = timeline("events", "--format", "csv", folder=tmp_path)

    _, told = timeline("build", "docs", zones=newer, folder=tmp_path)

    after, _ = timeline("events", "--format", "csv", zones=newer, folder=tmp_path)
    assert "2026-11-02T07:00:00Z" in before
    assert "2026-11-02T06:00:00Z" in after
    assert before.count("2026-11-02T09:00:00Z") == after.count("2026-11-02T09:00:00Z") > 0
    assert "events: 1 moved" in told
    assert "to 2099z; moved by it:" in told
    assert "2026-11-02 09:00:00 Europe/Chisinau is now 2026-11-02T06:00:00Z" in told
    _, again = timeline("build", "docs", zones=newer, folder=tmp_path)
    assert "documents: 1 unchanged (tz 2099z)" in again
