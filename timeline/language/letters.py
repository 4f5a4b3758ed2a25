"""The letters of a text: folded without moving one, and cut into words."""

from __future__ import annotations

import re

WORD = re.compile(r"[^\W\d_]+(?:['’](?!s\b|S\b)[^\W\d_]+)*")
BLANK = re.compile(r"[ \t\u00a0\u202f\u2009*_`]*")


def fold(text: str) -> str:
    """The text in lower case, letter for letter: offsets stay true («İ» would grow).

    >>> len(fold("İstanbul")) == len("İstanbul")
    True
    """
    lowered = text.lower()
    if len(lowered) != len(text):
        lowered = "".join(letter if len(small := letter.lower()) != 1 else small for letter in text)
    return lowered.replace("’", "'")
