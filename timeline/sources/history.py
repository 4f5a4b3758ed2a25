"""When each line of a file was written, as git knows it: for ``published-from = "git"``, and only then.

Git gives the author's date of each line; a line that is not committed yet was written when the file was last changed.
One git process a file.
"""

from __future__ import annotations

import os
import re
import subprocess
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from functools import cache
from pathlib import Path
from typing import Final

from timeline.config import Config
from timeline.discourse.publication import publication
from timeline.model import Document
from timeline.recognise import recognise
from timeline.sources.metadata import BadOptionError

_MOST: Final = 100  # dates of one file; each is reasoned from anew
_COMMIT: Final = re.compile(rb"([0-9a-f]{40,64}) \d+ (\d+)")
_WHEN: Final = re.compile(rb"author-(time|tz) ([+-]?\d{1,12})")
_NEW: Final = b"0"  # the name of what is not committed yet is all zeros
_UNBORN: Final = (b"no such path", b"no such ref: HEAD")  # a file, or a repository, without a commit
_LINE_END: Final = re.compile("\n")
_HEAD: Final = 2000  # characters in which a text says when it was published
_REMEDY: Final = "check files of a repository, or take published-from out of the configuration"


class NoHistoryError(BadOptionError):
    """Git cannot say when a file was written; the message names the file and the remedy."""


def dated(document: Document) -> Document:
    """The document with the dates of its lines, if nothing else says when it was published.  Raises NoHistoryError."""
    if document.origin is None or not Path(document.origin.path).is_file() or _says_itself(document):
        return document
    dates = _dates(Path(document.origin.path))
    text = document.origin.raw
    starts = [0, *(found.end() for found in _LINE_END.finditer(text or ""))]
    if text is None:  # no stretch of its file: a line of JSON Lines, or what was taken out of a mail
        return replace(document, published=dates[min(document.origin.line, len(dates)) - 1] if dates else None)
    if text.endswith("\n"):
        starts.pop()
    newest = max(dates, default=None)
    if len(starts) != len(dates) or len(set(dates)) < 2:  # not as git counts lines, as in UTF-16
        return replace(document, published=newest)
    oldest = sorted(set(dates), reverse=True)[:_MOST][-1]
    known = [one if one >= oldest else None for one in dates]
    parts = [(at, one) for n, (at, one) in enumerate(zip(starts, known, strict=True)) if n == 0 or one != known[n - 1]]
    return replace(document, published=newest, dated=tuple(parts))


def _says_itself(document: Document) -> bool:
    """Whether its metadata or a dateline in its text says when the document was published."""
    if document.published is not None:
        return True
    head = replace(document, text=document.text[:_HEAD])
    return publication(head, recognise(head), Config()).day is not None


def _dates(path: Path) -> list[datetime]:
    """The author's date of each line, in order."""
    changed = datetime.fromtimestamp(int(path.stat().st_mtime), UTC)
    _refuse_shallow(path.parent)
    said = _git(path.parent, "blame", "--porcelain", "--no-textconv", "--", path.name)
    if said is None:
        return [changed]  # no commit has it yet: all of it was written when the file was changed
    times: dict[bytes, dict[bytes, bytes]] = {}
    order: list[bytes] = []
    for line in said.split(b"\n"):
        if line.startswith(b"\t"):
            continue
        if found := _COMMIT.match(line):
            order.append(found[1])
        elif (found := _WHEN.fullmatch(line)) and order:
            times.setdefault(order[-1], {})[found[1]] = found[2]
    return [changed if not name.strip(_NEW) else _moment(times[name]) for name in order]


def _moment(said: dict[bytes, bytes]) -> datetime:
    """Seconds since 1970 at the author's own offset; what the calendar does not hold is the nearest it does."""
    offset = int(said[b"tz"])
    hours, minutes = divmod(abs(offset), 100)
    shift = timedelta(hours=min(hours, 23), minutes=min(minutes, 59)) * (1 if offset >= 0 else -1)
    seconds = min(max(int(said[b"time"]), 0), 200_000_000_000)
    return (datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=seconds)).astimezone(timezone(shift) if shift else UTC)


@cache
def _refuse_shallow(folder: Path) -> None:
    if _git(folder, "rev-parse", "--is-shallow-repository") == b"true\n":
        raise NoHistoryError(f"{folder} is in a shallow clone, which has lost its dates; run git fetch --unshallow")


def _git(folder: Path, *arguments: str) -> bytes | None:
    """What git answers in a folder; None where it knows the repository, but no commit of the file."""
    environment = {**os.environ, "LC_ALL": "C", "GIT_OPTIONAL_LOCKS": "0"}
    try:
        done = subprocess.run(  # noqa: S603  # no shell, and a file's name stands behind "--"
            ["git", "-C", os.fspath(folder), *arguments],  # noqa: S607  # whichever git the user has
            capture_output=True,
            check=False,
            env=environment,
            stdin=subprocess.DEVNULL,
        )
    except OSError as error:
        raise NoHistoryError(f"git cannot be run ({error.strerror}); {_REMEDY}") from error
    if not done.returncode:
        return done.stdout
    if any(words in done.stderr for words in _UNBORN):
        return None
    reason = done.stderr.decode(errors="replace").strip().partition("\n")[0].removeprefix("fatal: ")[:200]
    raise NoHistoryError(f"git does not know when the files of {folder} were written ({reason}); {_REMEDY}")
