"""Blanks out what is no prose, character for character, so that offsets into the text stay offsets into the file."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from timeline.model import Span

_ADDRESS = re.compile(r"://[^\s<>\"`|]+")
_MAILTO = re.compile(r"mailto:[^\s<>\"`|]+")
_INK = re.compile(r"[^\r\n]+")


def mask(text: str, spans: Iterable[Span]) -> str:
    """The text with the spans blanked; line ends stay.  Spans may overlap and come in any order.

    >>> mask("ab<i>cd</i>", [(2, 5), (7, 11)])
    'ab   cd    '
    """
    pieces: list[str] = []
    done = 0
    for start, end in sorted(spans):
        if end <= done:
            continue
        start = max(start, done)
        pieces += (text[done:start], _blank(text[start:end]))
        done = end
    pieces.append(text[done:])
    return "".join(pieces)


def _blank(text: str) -> str:
    if "\n" in text or "\r" in text:
        return _INK.sub(_spaces, text)
    return " " * len(text)


def _spaces(found: re.Match[str]) -> str:
    return " " * (found.end() - found.start())


def addresses(text: str) -> Iterator[Span]:
    """Web and mail addresses: the dates in them are nobody's statement."""
    for found in _ADDRESS.finditer(text):
        start = found.start()
        word = text[max(start - 6, 0) : start].lower()
        scheme = next((name for name in ("webcal", "https", "http", "ftp") if word.endswith(name)), None)
        if scheme is not None:
            yield start - len(scheme), found.end()
    yield from (found.span() for found in _MAILTO.finditer(text))
