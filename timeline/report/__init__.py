"""Findings -> text: what ``timeline check`` prints, one module a format; pure functions.

The room stands beside ``export``, which writes events; findings have their own readers: people, editors, and the
machines of continuous integration.
The module's presence is its registration: ``report/as_<format>.py`` has ``report(located, ...) -> str``.
"""

from __future__ import annotations

import importlib
import pkgutil
import re
from collections.abc import Callable, Sequence

from timeline.report.locate import Located

_SURROGATE = re.compile("[\ud800-\udfff]")


def formats() -> tuple[str, ...]:
    """The names of all formats.

    >>> "sarif" in formats()
    True
    """
    return tuple(sorted(m.name.removeprefix("as_") for m in pkgutil.iter_modules(__path__) if m.name.startswith("as_")))


def report(form: str, located: Sequence[Located], *, colour: bool = False) -> str:
    """The findings in a format; ``colour`` is for ``full`` and ``concise``, which people read."""
    module = importlib.import_module(f"timeline.report.as_{form}")
    write: Callable[..., str] = module.report
    text = write(located, colour=colour) if form in {"full", "concise"} else write(located)
    return _SURROGATE.sub("\N{REPLACEMENT CHARACTER}", text)  # file names can hold what no UTF-8 can
