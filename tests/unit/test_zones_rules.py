"""Keys, links, versions, and rules of another release."""

from __future__ import annotations

import shutil
import subprocess
import sys
import zoneinfo
from datetime import UTC, datetime
from pathlib import Path

import pytest
import tzdata

from timeline.zones import Database, ZoneError, canonical, is_key, load, offset_at, to_utc, transitions, version
from timeline.zones.rules import packaged


def test_the_release_is_the_one_of_the_tzdata_package() -> None:
    assert version() == tzdata.IANA_VERSION


def test_zones_come_from_the_package_even_where_the_machine_has_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(zoneinfo, "TZPATH", ())

    assert load("America/Anchorage").utcoffset(datetime(2025, 8, 15)) is not None


@pytest.mark.parametrize(
    ("key", "present"),
    [
        ("Europe/Kiev", "Europe/Kyiv"),
        ("Asia/Calcutta", "Asia/Kolkata"),
        ("US/Eastern", "America/New_York"),
        ("America/Buenos_Aires", "America/Argentina/Buenos_Aires"),
        ("Africa/Asmera", "Africa/Asmara"),
        ("Pacific/Truk", "Pacific/Chuuk"),
        ("EST5EDT", "America/New_York"),
        ("Iceland", "Atlantic/Reykjavik"),
        ("Etc/UTC", "UTC"),
        ("Zulu", "UTC"),
        ("GMT", "UTC"),
    ],
)
def test_an_old_name_leads_to_the_present_one(key: str, present: str) -> None:
    assert canonical(key) == present


@pytest.mark.parametrize("key", ["Europe/Oslo", "Europe/Amsterdam", "Africa/Accra", "America/Nassau", "Asia/Kuwait"])
def test_a_city_that_shares_its_clock_keeps_its_name(key: str) -> None:
    assert canonical(key) == key


def test_every_key_loads_and_has_a_canonical_name_that_is_canonical() -> None:
    for key in packaged().names():
        present = canonical(key)

        assert load(key).key == key
        assert canonical(present) == present
        assert is_key(present)


@pytest.mark.parametrize(
    ("wrong", "meant"),
    [
        ("Europe/Berln", "Europe/Berlin"),
        ("new york", "America/New_York"),
        ("europe/paris", "Europe/Paris"),
        ("Asia/Tokio", "Asia/Tokyo"),
    ],
)
def test_an_unknown_key_is_named_with_a_suggestion(wrong: str, meant: str) -> None:
    with pytest.raises(ZoneError, match=f"unknown zone '{wrong}'; did you mean '{meant}'\\?"):
        load(wrong)


@pytest.mark.parametrize(
    "key", ["../../etc/passwd", "/etc/localtime", "", "zone.tab", "Europe", "Europe/", "\0", "__init__.py"]
)
def test_a_path_is_not_a_key(key: str) -> None:
    assert not is_key(key)
    with pytest.raises(ZoneError):
        load(key)


def test_another_release_of_the_rules_can_be_asked_beside_the_packaged_one(tmp_path: Path) -> None:
    # A law that moves Anchorage to Hawaii's clock, in a release of its own.
    folder = tmp_path / "zoneinfo"
    original = Path(tzdata.__file__).parent / "zoneinfo"
    for name in ("America", "Pacific"):
        (folder / name).mkdir(parents=True)
    shutil.copy(original / "Pacific" / "Honolulu", folder / "America" / "Anchorage")
    shutil.copy(original / "zone.tab", folder)
    shutil.copy(original / "zone1970.tab", folder)
    (folder / "tzdata.zi").write_text("# version 2031a\nZ America/Anchorage -10 - HST\nL America/Anchorage US/Alaska\n")
    future = Database(folder)

    assert future.version() == "2031a"
    assert future.names() == {"America/Anchorage", "US/Alaska"}
    assert canonical("US/Alaska", future) == "America/Anchorage"
    noon = datetime(2025, 8, 15, 12)
    assert to_utc(noon, "America/Anchorage", future).instants == (datetime(2025, 8, 15, 22, tzinfo=UTC),)
    assert to_utc(noon, "America/Anchorage").instants == (datetime(2025, 8, 15, 20, tzinfo=UTC),)


def test_transitions_and_zoneinfo_agree_on_every_zone() -> None:
    start, end = datetime(2020, 1, 1, tzinfo=UTC), datetime(2045, 1, 1, tzinfo=UTC)
    for key in packaged().names():
        for change in transitions(key, start, end):
            assert offset_at(key, change.instant) == change.after
            assert offset_at(key, change.instant.replace(microsecond=0) - (change.instant.resolution)) == change.before


def test_importing_the_room_loads_neither_zones_nor_tables() -> None:
    code = (
        "import sys, timeline.zones; print([m for m in ('zoneinfo', 'mmap', 'tomllib', 'tzdata') if m in sys.modules])"
    )
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert found.stdout.strip() == "[]"
