"""The configuration file: every key known, every value checked, the nearest file taken."""

from __future__ import annotations

from pathlib import Path

import pytest

from timeline.config import Config
from timeline.model import Level
from timeline.sources.settings import KEYS, BadSettingsError, load


def said(folder: Path, text: str, name: str = "timeline.toml") -> Config:
    (folder / name).write_text(text, encoding="utf-8")
    return load(folder).config


def test_every_key(tmp_path: Path) -> None:
    text = """
        select = ["TL1", "equivalents-disagree"]
        ignore = "TL113, TL114"
        per-file-ignores = {"archive/*" = ["TL117"]}
        levels = {TL101 = "error", TL2 = "info"}
        fail-on = "error"
        home-zone = "Europe/Kiev"
        audience = ["America/New_York", "Europe/Paris"]
        date-order = "day-first"
        published-from = "git"
        baseline = "known.json"
        store = "times.db"
        max-bytes = 1000
    """
    config = said(tmp_path, text)

    assert config == Config(
        home_zone="Europe/Kyiv",
        audience=("America/New_York", "Europe/Paris"),
        day_first=True,
        select=("TL1", "equivalents-disagree"),
        ignore=("TL113", "TL114"),
        per_file_ignores=(("archive/*", ("TL117",)),),
        levels=(("TL101", Level.ERROR), ("TL2", Level.INFO)),
        fail_on=Level.ERROR,
    )
    assert load(tmp_path).baseline == tmp_path / "known.json"
    assert load(tmp_path).store == str(tmp_path / "times.db")
    assert load(tmp_path).max_bytes == 1000
    assert load(tmp_path).dated_by_git
    assert all(key in text for key in KEYS)


def test_the_nearest_file_upwards_is_taken(tmp_path: Path) -> None:
    inner = tmp_path / "docs" / "notes"
    inner.mkdir(parents=True)
    (tmp_path / "timeline.toml").write_text('ignore = ["TL101"]')
    (tmp_path / "docs" / "pyproject.toml").write_text('[tool.timeline]\nignore = ["TL102"]')
    (inner / "pyproject.toml").write_text('[tool.other]\nignore = ["TL103"]')

    assert load(inner).config.ignore == ("TL102",)


def test_without_a_file_the_defaults_hold(tmp_path: Path) -> None:
    assert load(tmp_path, None).config.select == ("ALL",)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("selects = []", "unknown key 'selects'; did you mean 'select'?"),
        ("home_zone = 'UTC'", "unknown key 'home_zone'; did you mean 'home-zone'?"),
        ("select = ['TL1O1']", "select names no rule with 'TL1O1'; did you mean 'TL101'?"),
        ("ignore = ['wrong-season']", "did you mean 'wrong-season-abbreviation'?"),
        ("select = ['']", "select names no rule with ''"),
        ("select = 3", "select is 3; write a list of words"),
        ("levels = {TL101 = 'grave'}", "levels.TL101 is 'grave'; write 'error', 'warning' or 'info'"),
        ("max-bytes = 0", "max-bytes is 0; write a number of bytes such as 20000000"),
        ("store = 5", "store is 5; write the name of a file"),
        ("levels = 'error'", "levels is 'error'; write a table"),
        ("per-file-ignores = {'*.md' = ['TL999']}", "per-file-ignores.*.md names no rule with 'TL999'"),
        ("home-zone = 'Europe/Berln'", "home-zone is 'Europe/Berln'; write an IANA zone"),
        ("audience = ['EST5PDT']", "audience is 'EST5PDT'"),
        ("date-order = 'iso'", "date-order is 'iso'; write 'day-first' or 'month-first'"),
        ("baseline = 1", "baseline is 1; write the name of a file"),
        ("select = [", "is not TOML"),
    ],
)
def test_what_cannot_be_meant_is_named_with_its_remedy(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(BadSettingsError) as told:
        said(tmp_path, text)

    assert message in str(told.value)
    assert "timeline.toml" in str(told.value)


def test_a_named_file_must_be_there(tmp_path: Path) -> None:
    with pytest.raises(BadSettingsError, match="cannot be read"):
        load(tmp_path, tmp_path / "none.toml")
