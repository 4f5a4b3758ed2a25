"""The configuration file: the nearest ``timeline.toml``, or ``pyproject.toml`` with a ``[tool.timeline]``, upwards.

Every key is known or an error: a key that is silently ignored is a rule that silently does not run.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from pathlib import Path
from typing import Any, Final

from timeline import zones
from timeline.checks.selection import unknown_words
from timeline.config import Config
from timeline.model import Level
from timeline.sources.limits import LIMIT
from timeline.sources.waiting import answered, endless

KEYS: Final = {
    "select": "rules that run: codes, beginnings of codes, names, or ALL",
    "ignore": "rules that do not",
    "per-file-ignores": "a table: a pattern of paths, and the rules silent there",
    "levels": "a table: a rule, and the level it has here: error, warning or info",
    "fail-on": "the slightest level that makes `timeline check` exit with 1",
    "home-zone": "IANA zone of documents that do not say where they are from",
    "audience": "IANA zones of the readers",
    "date-order": "day-first or month-first: how 03/04/2025 is read",
    "published-from": "git: a document that does not say when it was published is dated by its lines' commits",
    "store": "where documents and events are kept: a file, relative to the configuration's folder, or a PostgreSQL URL",
    "max-bytes": "size of the largest document that is read",
    "baseline": "file of the findings that are known, relative to the configuration's folder",
}
_ORDERS: Final = {"day-first": True, "month-first": False}


class BadSettingsError(ValueError):
    """A configuration that cannot be meant; the message names the file, the value and the remedy."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What a configuration file says."""

    config: Config = field(default_factory=Config)
    baseline: Path | None = None
    path: Path | None = None  # the file; None where there is none
    store: str | None = None
    max_bytes: int = LIMIT
    dated_by_git: bool = False  # documents that do not say when they were published are dated by git


def load(folder: Path, named: Path | None = None) -> Settings:
    """The settings of the file that the user named, else of the nearest one from the folder upwards."""
    if named is not None:
        return _read(named, _table(named) if named.name == "pyproject.toml" else _toml(named))
    for place in (folder, *folder.parents):
        path = place / "timeline.toml"
        if answered(path.is_file):
            return _read(path, _toml(path))
        project = place / "pyproject.toml"
        if answered(project.is_file) and (table := _table(project)) is not None:
            return _read(project, table)
    return Settings()


def _toml(path: Path) -> dict[str, Any]:
    if (kind := endless(path)) is not None:
        raise BadSettingsError(f"{path}: {kind}; name a file")
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise BadSettingsError(f"{path}: cannot be read ({error.strerror}); name another file") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BadSettingsError(f"{path}: is not TOML ({error}); mend it there") from error


def _table(path: Path) -> dict[str, Any] | None:
    tool = _toml(path).get("tool")
    table = tool.get("timeline") if isinstance(tool, dict) else None
    return table if isinstance(table, dict) else None


def _read(path: Path, table: Mapping[str, Any] | None) -> Settings:
    table = table or {}
    for key in table:
        if key not in KEYS:
            raise BadSettingsError(f"{path}: unknown key {key!r}{_meant(key)}")
    try:
        config = _config(table)
    except BadSettingsError as error:
        raise BadSettingsError(f"{path}: {error}") from error
    baseline = table.get("baseline")
    if baseline is not None and not isinstance(baseline, str):
        raise BadSettingsError(f"{path}: baseline is {baseline!r}; write the name of a file")
    store = table.get("store")
    if store is not None and not isinstance(store, str):
        raise BadSettingsError(f"{path}: store is {store!r}; write the name of a file or postgresql://...")
    if store and "://" not in store:
        store = str(path.parent / store)
    largest = table.get("max-bytes", LIMIT)
    if not isinstance(largest, int) or isinstance(largest, bool) or largest < 1:
        raise BadSettingsError(f"{path}: max-bytes is {largest!r}; write a number of bytes such as {LIMIT}")
    dated = table.get("published-from", "front-matter")
    if dated not in ("front-matter", "git"):
        raise BadSettingsError(f"{path}: published-from is {dated!r}; write 'git' or 'front-matter'")
    return Settings(
        config, path.parent / baseline if baseline else None, path, store or None, largest, dated_by_git=dated == "git"
    )


def _meant(key: str) -> str:
    near = get_close_matches(key.replace("_", "-"), KEYS, n=1)
    return f"; did you mean {near[0]!r}?" if near else f"; known are {', '.join(KEYS)}"


def _config(table: Mapping[str, Any]) -> Config:
    config = Config()
    if "select" in table:
        config = replace(config, select=codes("select", table["select"]))
    if "ignore" in table:
        config = replace(config, ignore=codes("ignore", table["ignore"]))
    if "per-file-ignores" in table:
        patterns = _subtable("per-file-ignores", table["per-file-ignores"])
        config = replace(
            config, per_file_ignores=tuple((p, codes(f"per-file-ignores.{p}", w)) for p, w in patterns.items())
        )
    if "levels" in table:
        levels = _subtable("levels", table["levels"])
        for word in levels:
            codes("levels", [word])
        config = replace(config, levels=tuple((word, level(f"levels.{word}", said)) for word, said in levels.items()))
    if "fail-on" in table:
        config = replace(config, fail_on=level("fail-on", table["fail-on"]))
    if "home-zone" in table:
        config = replace(config, home_zone=zone("home-zone", table["home-zone"]))
    if "audience" in table:
        config = replace(
            config, audience=tuple(zone("audience", said) for said in _words("audience", table["audience"]))
        )
    if "date-order" in table:
        order = table["date-order"]
        if order not in _ORDERS:
            raise BadSettingsError(f"date-order is {order!r}; write 'day-first' or 'month-first'")
        config = replace(config, day_first=_ORDERS[order])
    return config


def _subtable(key: str, value: object) -> Mapping[str, Any]:
    if not isinstance(value, dict):
        raise BadSettingsError(f"{key} is {value!r}; write a table")
    return value


def _words(key: str, value: object) -> tuple[str, ...]:
    if isinstance(value, str):
        value = [word.strip() for word in value.split(",")]
    if not isinstance(value, list) or not all(isinstance(word, str) for word in value):
        raise BadSettingsError(f"{key} is {value!r}; write a list of words")
    return tuple(value)


def codes(key: str, value: object) -> tuple[str, ...]:
    """Rules as a user names them, each known."""
    words = _words(key, value)
    for word, near in unknown_words(words):
        remedy = f"did you mean {near!r}?" if near else "`timeline rule` lists them all"
        raise BadSettingsError(f"{key} names no rule with {word!r}; {remedy}")
    return words


def level(key: str, value: object) -> Level:
    """A level by its name."""
    try:
        return Level(str(value).lower())
    except ValueError as error:
        raise BadSettingsError(f"{key} is {value!r}; write 'error', 'warning' or 'info'") from error


def zone(key: str, value: object) -> str:
    """An IANA zone, canonical."""
    if not isinstance(value, str) or not zones.is_key(value):
        raise BadSettingsError(f"{key} is {value!r}; write an IANA zone such as 'Europe/Paris'")
    return zones.canonical(value)
