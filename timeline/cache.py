"""What was read before, kept between runs: the same document under the same settings is not read twice.

Nothing that an entry depends on is left out of its name: the document with all its metadata, the settings, the zone
data's version, and the program itself.
So an entry is never out of date, only unused, and unused ones are thrown away after a while.
An entry that is damaged, or that another program wrote there, is as good as none.

The folder is the user's own, not one beside the documents: whoever hands us documents must not hand us their reading.
"""

from __future__ import annotations

import contextlib
import hashlib
import io
import os
import pickle
import shutil
import sys
import tempfile
import zlib
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from enum import Enum
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from timeline import __version__, model, zones
from timeline.algebra import expressions
from timeline.config import Config
from timeline.model import Document

KEEP: Final = 30 * 86400  # seconds that an unused entry is kept
_PRUNE: Final = 86400  # seconds between two looks for unused ones
_MARK: Final = b"timeline 1\n"
_DIGEST: Final = 16
# What a finding is called and whether it is shown does not change what a text states.
_NOT_FOR_READING: Final = {"select", "ignore", "per_file_ignores", "levels", "fail_on"}
_SAFE: Final = {
    ("datetime", "datetime"),
    ("datetime", "date"),
    ("datetime", "timedelta"),
    ("datetime", "timezone"),
}


class Cache:
    """Values by name in a folder; several programs may use it at once."""

    def __init__(self, folder: Path) -> None:
        self.home = folder
        self.folder = folder / program()
        with contextlib.suppress(OSError):
            self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            self._prune()

    def get(self, key: str) -> Any | None:
        """The value of a name; None where there is none that can be trusted."""
        path = self._path(key)
        try:
            value = loads(_checked(path.read_bytes(), key))
            os.utime(path)  # it is in use
        except Exception:  # whatever is wrong with an entry, the document can be read
            return None
        return value

    def put(self, key: str, content: bytes) -> None:
        """Keep what ``dumps`` made of a value in one step: others see the whole entry or none.

        A full disk is no fault of the documents.
        """
        path = self._path(key)
        with contextlib.suppress(OSError):
            path.parent.mkdir(exist_ok=True, mode=0o700)
            new = tempfile.NamedTemporaryFile(dir=path.parent, prefix=".", delete=False)  # noqa: SIM115  # closed below
            try:
                with new:
                    new.write(_MARK + _digest(content, key) + content)
                Path(new.name).replace(path)
            except BaseException:
                Path(new.name).unlink(missing_ok=True)
                raise

    def _path(self, key: str) -> Path:
        return self.folder / key[:2] / key[2:]

    def _prune(self) -> None:
        """Throw away what has not been used for long, by the clock of the file system; at most once a day."""
        stamp = self.home / "looked-through"
        last = stamp.stat().st_mtime if stamp.exists() else 0.0
        self.folder.touch()
        now = self.folder.stat().st_mtime
        if now - last < _PRUNE:
            return
        stamp.touch()
        for version in self.home.iterdir():
            if version.is_dir() and version != self.folder and now - version.stat().st_mtime > KEEP:
                shutil.rmtree(version, ignore_errors=True)
        for entry in self.folder.glob("*/*"):
            with contextlib.suppress(OSError):
                if now - entry.stat().st_mtime > KEEP:
                    entry.unlink()


def key_of(document: Document, config: Config, what: str) -> str:
    """The name of what was worked out from a document under the settings."""
    settings = [(f.name, getattr(config, f.name)) for f in fields(config) if f.name not in _NOT_FOR_READING]
    # repr tells values of different types apart, and every field is in it
    return key_of_text(repr((what, document, settings)))


def key_of_text(text: str, what: str = "") -> str:
    """The name of what was worked out from a text alone."""
    return hashlib.sha256(f"{what}\0{text}".encode("utf-8", "surrogatepass")).hexdigest()


@lru_cache(maxsize=1)
def program() -> str:
    """A name for this very program: its version and files, the zone data, and the Python that runs it."""
    root = Path(model.__file__).parent
    files = sorted(
        (path.relative_to(root).as_posix(), found.st_size, found.st_mtime_ns)
        for folder, _, names in os.walk(root)
        for name in names
        if name.endswith((".py", ".toml", ".tsv", ".txt", ".bin"))
        for path in (Path(folder, name),)
        for found in (path.stat(),)
    )
    said = repr((__version__, files, zones.version(), sys.version))
    return hashlib.sha256(said.encode()).hexdigest()[:24]


def dumps(value: object) -> bytes:
    """A value of the model as bytes."""
    written = io.BytesIO()
    pickler = pickle.Pickler(written, pickle.HIGHEST_PROTOCOL)
    pickler.dispatch_table = _by_value()
    pickler.dump(value)
    return zlib.compress(written.getvalue(), 1)


def loads(content: bytes) -> Any:
    """The value that ``dumps`` made bytes of."""
    return _Values(io.BytesIO(zlib.decompress(content))).load()


def _checked(content: bytes, key: str) -> bytes:
    start = len(_MARK) + _DIGEST
    if content[:start] != _MARK + _digest(content[start:], key):
        raise pickle.UnpicklingError("damaged, or of another program")
    return content[start:]


def _digest(payload: bytes, key: str) -> bytes:
    return hashlib.blake2b(payload, digest_size=_DIGEST, key=key[:64].encode()).digest()


class _Values(pickle.Unpickler):
    """Reads values of the model and nothing else: no name in a file makes it call a function."""

    def find_class(self, module: str, name: str) -> Any:
        found = _classes().get((module, name))
        if found is None:
            raise pickle.UnpicklingError(f"{module}.{name} is no value")
        return found


@lru_cache(maxsize=1)
def _by_value() -> dict[type, Callable[[Any], Any]]:
    """How values are written: members of enumerations by their value, others by those of their fields.

    Python 3.11.2 would call ``getattr`` to read a member, and it takes a dataclass twice as long to get its fields back
    as to be made.
    """
    classes = _classes().values()
    made = {kind: _made_of(kind) for kind in classes if is_dataclass(kind)}
    return made | {kind: _member for kind in classes if issubclass(kind, Enum)}


def _made_of(kind: type) -> Callable[[Any], Any]:
    """How a value of a dataclass is written: as what it is made of."""
    names = [f.name for f in fields(kind)]
    return lambda value: (kind, tuple([getattr(value, name) for name in names]))


def _member(member: Enum) -> tuple[type[Enum], tuple[Any]]:
    return type(member), (member.value,)


@lru_cache(maxsize=1)
def _classes() -> dict[tuple[str, str], type]:
    import datetime

    ours = {
        (module.__name__, name): kind
        for module in (model, expressions)
        for name, kind in vars(module).items()
        if isinstance(kind, type) and (is_dataclass(kind) or issubclass(kind, Enum))
    }
    return ours | {(module, name): getattr(datetime, name) for module, name in _SAFE}
