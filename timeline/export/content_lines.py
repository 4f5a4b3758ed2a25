"""Content lines of iCalendar (RFC 5545, 3.1): clean text, escapes and folds.

Written here and not by the icalendar package: its only guard against a line break in an X- value is an ``assert``
(gone under ``python -O``), it lets control characters pass that hide a whole feed from libical and KDE, and a feed
of 100 000 events needs a writer that costs microseconds a line.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import UTC, date, datetime, timedelta
from urllib.parse import quote

from timeline.zones.convert import offset_key

LIMIT = 75  # octets of a line without its CRLF

# C0 controls and DEL (one NUL hides the feed from libical, KDE, ical and ics.py), C1 controls, halves of surrogate
# pairs (no UTF-8 for them) and the two code points that no character has; and what turns the direction of all that
# follows until it is closed (UAX #9, 3.1.2 and 3.1.3: embeddings, overrides, isolates), which a source may leave open
# and a cut would: a title must not turn the words that a reader writes behind it.
_UNSAFE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]"
)
# Readers in Python split lines at NEL, LS and PS.
_BREAKS = re.compile("[\t\x85\u2028\u2029]")
_ESCAPES = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"})
_JOINED = frozenset("\u200d\ufe0e\ufe0f")


def clean(text: str) -> str:
    """The text without characters that break readers or turn what stands behind it; line breaks become LF.

    >>> clean("a\\0b\\r\\nc\\u2028d")
    'ab\\nc d'
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return _BREAKS.sub(" ", _UNSAFE.sub("", text))


def one_line(text: str) -> str:
    """Clean text on one line, its runs of space made single.

    >>> one_line(" a\\n  b ")
    'a b'
    """
    return " ".join(clean(text).split())


def capped(text: str, length: int) -> str:
    """At most so many characters, the last an ellipsis where something is cut; no accent is torn from its letter.

    >>> capped("abcdef", 4)
    'abc…'
    """
    if len(text) <= length:
        return text
    end = length - 1
    while end and (text[end] in _JOINED or text[end - 1] == "\u200d" or unicodedata.combining(text[end])):
        end -= 1
    return text[: end or length - 1].rstrip() + "…"


def escaped(text: str) -> str:
    """A TEXT value (RFC 5545, 3.3.11) of clean text.

    >>> escaped("one, two; three")
    'one\\\\, two\\\\; three'
    """
    return text.translate(_ESCAPES)


def line(name: str, value: str) -> str:
    """A content line, folded at 75 octets but never inside a character, with its CRLF.

    >>> line("STATUS", "CONFIRMED")
    'STATUS:CONFIRMED\\r\\n'
    """
    whole = f"{name}:{value}"
    if "\n" in whole or "\r" in whole:
        raise ValueError(f"line break in {name}")
    if whole.isascii():
        if len(whole) <= LIMIT:
            return whole + "\r\n"
        rest = (whole[at : at + LIMIT - 1] for at in range(LIMIT, len(whole), LIMIT - 1))
        return "\r\n ".join((whole[:LIMIT], *rest)) + "\r\n"
    return _folded(whole.encode())


def _folded(octets: bytes) -> str:
    parts = []
    start, room = 0, LIMIT
    while len(octets) - start > room:
        end = start + room
        while octets[end] & 0xC0 == 0x80:  # a continuation octet of UTF-8
            end -= 1
        parts.append(octets[start:end].decode())
        start, room = end, LIMIT - 1  # the space that marks a fold counts
    parts.append(octets[start:].decode())
    return "\r\n ".join(parts) + "\r\n"


def text_line(name: str, text: str) -> str:
    """A content line whose value is clean text."""
    return line(name, escaped(text))


def utc(instant: datetime) -> str:
    """An instant as a DATE-TIME in UTC.

    >>> utc(datetime(2025, 8, 15, 19, 30, tzinfo=UTC))
    '20250815T193000Z'
    """
    return wall(instant.astimezone(UTC)) + "Z"


def wall(moment: datetime) -> str:
    """A wall time as a DATE-TIME without zone."""
    return f"{day(moment)}T{moment.hour:02}{moment.minute:02}{moment.second:02}"


def day(value: date) -> str:
    """A DATE; four digits of year, which ``strftime`` does not promise."""
    return f"{value.year:04}{value.month:02}{value.day:02}"


def offset(value: timedelta) -> str:
    """A UTC-OFFSET.

    >>> offset(timedelta(hours=-9, minutes=-30))
    '-0930'
    """
    return offset_key(value).replace(":", "")


def uri(text: str) -> str:
    """The text as a URI: what may not stand in one is percent-encoded."""
    return quote(one_line(text).encode("utf-8", "replace"), safe="%/:=&?~#+!$,;'@()*[]")
