"""The files of the languages: ``data/<code>.toml`` and what goes with it."""

from __future__ import annotations

import re
import tomllib
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

_DATA = files("timeline.language") / "data"
# ISO 639 codes; «rules.toml» is for all languages, and «en_observances.toml» goes with English.
_LANGUAGE_FILE = re.compile(r"[a-z]{2,3}\.toml")


@cache
def languages() -> tuple[str, ...]:
    """The codes of the languages that there are data for; a language's file is its registration.

    >>> "en" in languages()
    True
    """
    names = (path.name for path in _DATA.iterdir())
    return tuple(sorted(name.removesuffix(".toml") for name in names if _LANGUAGE_FILE.fullmatch(name)))


@lru_cache(maxsize=2)  # modules that share a file are loaded one after the other
def read(name: str) -> dict[str, Any]:
    """The tables of a file; none where there is no such file."""
    path = _DATA / name
    return tomllib.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}
