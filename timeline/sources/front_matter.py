"""The lines between two ``---`` at the top of a file: ``key: value``, every value a string.

It is no YAML: ``id: 000`` is "000" and ``published: no`` is the word "no".  Lists and nested values belong to other
programs and are passed over.
"""

from __future__ import annotations

import re

from timeline.sources.fault import Fault
from timeline.sources.metadata import is_language, parsed
from timeline.zones.rules import is_key

_OPEN = re.compile(r"\ufeff?---[ \t]*\r?\n(?=[A-Za-z_][\w-]*[ \t]*:|---[ \t]*\r?$)", re.MULTILINE)
_PAIR = re.compile(r"([A-Za-z_][\w.-]*)[ \t]*:(?:[ \t]+(.*?))?[ \t]*")
_COMMENT = re.compile(r"[ \t]+#.*")
# What other programs call the same thing; a value of theirs that is no time is simply theirs.
_ALIASES = {"date": "published", "pubdate": "published", "language": "lang", "timezone": "zone", "source": "publisher"}


def split(text: str, path: str) -> tuple[dict[str, str], int] | Fault:
    """The values and where the prose begins; ({}, 0) for a text without front matter."""
    opened = _OPEN.match(text)
    if opened is None:
        return {}, 0
    values: dict[str, str] = {}
    place, number = opened.end(), 1
    while place < len(text):
        end = text.find("\n", place) + 1 or len(text)
        line, place, number = text[place:end].rstrip("\r\n"), end, number + 1
        if line.rstrip() in {"---", "..."}:
            return _named(values), place
        if not line.strip() or line[0] in " \t#-]}":
            continue
        pair = _PAIR.fullmatch(line)
        if pair is None:
            return Fault(
                "TL905",
                path,
                f"front matter line {line[:60]!r} is no 'key: value'",
                "correct it, or close the front matter with a line '---' above it",
                number,
            )
        values.setdefault(pair[1], _value(pair[2] or ""))
    return Fault("TL905", path, "the front matter that '---' opens is never closed", "end it with a line '---'", 1)


def _value(written: str) -> str:
    if len(written) >= 2 and written[0] == written[-1] and written[0] in "\"'":
        return written[1:-1]
    return _COMMENT.sub("", written)


def _named(values: dict[str, str]) -> dict[str, str]:
    for theirs, ours in _ALIASES.items():
        if theirs in values and ours not in values and usable(ours, values[theirs]):
            values[ours] = values[theirs]
    return values


def usable(key: str, value: str) -> bool:
    """Whether a value that another program left there means for us what its name says."""
    if key == "zone":
        return is_key(value)
    if key == "published":
        try:
            parsed(value)
        except ValueError:
            return False
        return True
    return key != "lang" or is_language(value)
