"""The letters of a text: folded without moving one, and cut into words."""

from __future__ import annotations

import re

WORD = re.compile(r"[^\W\d_]+(?:['’](?!s\b|S\b)[^\W\d_]+)*")
BLANKS = frozenset(" \t\u00a0\u202f\u2009*_`")
BLANK = re.compile(f"[{''.join(sorted(BLANKS))}]*")


_DASHED_DATE = re.compile(r"(?<!\d)(\d{4})–(\d\d)–(\d\d)(?!\d)")


def hyphenated(text: str) -> str:
    """The text with plain hyphens for those that do not break and for the dashes of a date, letter for letter.

    >>> hyphenated("2025\u201105\u201125, 2025–05–25, 1915–16")
    '2025-05-25, 2025-05-25, 1915–16'
    """
    if "\u2010" in text or "\u2011" in text:
        text = text.replace("\u2010", "-").replace("\u2011", "-")
    return _DASHED_DATE.sub(r"\1-\2-\3", text) if "–" in text else text


def fold(text: str) -> str:
    """The text in lower case, letter for letter: offsets stay true («İ» would grow).

    >>> len(fold("İstanbul")) == len("İstanbul")
    True
    """
    lowered = text.lower()
    if len(lowered) != len(text):
        lowered = "".join(letter if len(small := letter.lower()) != 1 else small for letter in text)
    return lowered.replace("’", "'")
