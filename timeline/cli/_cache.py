"""Statements kept between runs, so that a second look at the same files is quick.

A key covers all that statements depend on: text and metadata, settings, zone data, and this program to the
byte; so an entry is right or is not found.
The cache lies in the user's own folder and never beside the texts: its values are pickles, and a stranger's repository
must not be able to bring some along.
Without such a folder nothing is kept.
"""

from __future__ import annotations

import hashlib
import os
import pickle
import sqlite3
import sys
import time
from collections.abc import Iterable, Mapping
from pathlib import Path

import timeline
from timeline.config import Config
from timeline.model import Document, Statement
from timeline.zones import version

_KEPT = 30 * 24 * 3600  # seconds that an entry outlives its last use
_TOUCH = 24 * 3600  # seconds after which a use is written down again


def folder() -> Path | None:
    """The user's cache folder for this program (XDG Base Directory Specification), if there is one."""
    if os.name != "posix":
        home = os.environ.get("LOCALAPPDATA")
        return Path(home) / "timeline" / "cache" if home else None
    home = os.environ.get("XDG_CACHE_HOME") or (os.environ.get("HOME") and os.path.join(os.environ["HOME"], ".cache"))  # noqa: PTH118
    return Path(home) / "timeline" if home and Path(home).is_absolute() else None


class Cache:
    """Statements by the key of their document; a cache that cannot be opened knows nothing and keeps nothing."""

    def __init__(self, place: Path | None, config: Config) -> None:
        self._common = repr(
            (_program(), version(), sys.version_info[:2], config.home_zone, config.day_first, config.audience)
        )
        self._base = _opened(place) if place else None

    def key(self, document: Document) -> bytes:
        """What the statements of a document depend on."""
        d = document
        stated = (d.id, d.text, d.title, d.publisher, d.published, d.zone, d.place, d.language, d.url)
        return hashlib.sha256(f"{self._common}\0{stated!r}".encode(errors="surrogatepass")).digest()

    def known(self, keys: Iterable[bytes]) -> dict[bytes, tuple[Statement, ...]]:
        """The statements that are kept under these keys."""
        if self._base is None:
            return {}
        found: dict[bytes, tuple[Statement, ...]] = {}
        now = int(time.time())
        try:
            for key in keys:
                row = self._base.execute("SELECT value, used FROM statements WHERE key = ?", (key,)).fetchone()
                if row is None:
                    continue
                found[key] = pickle.loads(row[0])  # noqa: S301  # of the user's own folder, see above
                if now - row[1] > _TOUCH:
                    self._base.execute("UPDATE statements SET used = ? WHERE key = ?", (now, key))
        except (sqlite3.Error, pickle.UnpicklingError, EOFError, AttributeError, ImportError):
            self._base = None
        return found

    def keep(self, made: Mapping[bytes, tuple[Statement, ...]]) -> None:
        """Write statements down, and let go of what nobody has asked for in a month."""
        if self._base is None:
            return
        now = int(time.time())
        rows = [(key, pickle.dumps(value, protocol=5), now) for key, value in made.items()]
        try:
            with self._base:
                self._base.executemany("INSERT OR REPLACE INTO statements VALUES (?, ?, ?)", rows)
                if made:
                    self._base.execute("DELETE FROM statements WHERE used < ?", (now - _KEPT,))
            self._base.close()
        except sqlite3.Error:
            pass
        self._base = None


def _opened(place: Path) -> sqlite3.Connection | None:
    try:
        place.mkdir(parents=True, exist_ok=True, mode=0o700)
        about = place.stat()
        if os.name == "posix" and (about.st_uid != os.getuid() or about.st_mode & 0o022):
            return None
        base = sqlite3.connect(place / "statements.db", timeout=0.2)
        base.execute("PRAGMA journal_mode = WAL")
        base.execute("PRAGMA synchronous = OFF")
        base.execute(
            "CREATE TABLE IF NOT EXISTS statements (key BLOB PRIMARY KEY, value BLOB NOT NULL, used INTEGER NOT NULL)"
        )
    except (OSError, sqlite3.Error):
        return None
    return base


def _program() -> str:
    """This program: its version, and the sizes and times of its files, which change while it is being developed."""
    root = Path(timeline.__file__).parent
    files = (p for p in root.rglob("*") if p.suffix in {".py", ".toml", ".tsv"})
    stamps = sorted((str(p), (s := p.stat()).st_size, s.st_mtime_ns) for p in files)
    return hashlib.sha256(repr((timeline.__version__, stamps)).encode()).hexdigest()
