"""Blanks out what is no prose, character for character, so that offsets into the text stay offsets into the file."""

from __future__ import annotations

import re
from collections.abc import Iterable

from timeline.model import Span

_INK = re.compile(r"[^\r\n]")


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
        pieces += (text[done:start], _INK.sub(" ", text[start:end]))
        done = end
    pieces.append(text[done:])
    return "".join(pieces)
