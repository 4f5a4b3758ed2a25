"""Text of sources, made harmless to show, and cut into sentences with the mentions in them.

A document's text is hostile: it may reverse the reading order of what follows it or hide characters.
Escaping is the templates' work, isolation of direction is that of ``<bdi>``; here the invisible is made visible.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime

from timeline.model import Document, Span

# Bidirectional controls (Unicode 9, section 2), zero-width characters that mean nothing alone, C0 and C1 controls.
# ZWJ and ZWNJ stay: Persian, Hindi and emoji need them.
_HIDDEN = [
    *range(0x09),
    0x0B,
    0x0C,
    *range(0x0E, 0x20),
    *range(0x7F, 0xA0),
    0x061C,
    0x200B,
    0x200E,
    0x200F,
    *range(0x202A, 0x202F),
    *range(0x2060, 0x2070),
    0xFEFF,
    *range(0xFFF9, 0xFFFC),
    *range(0xD800, 0xE000),
]
_SHOWN = {code: f"⟨U+{code:04X}⟩" for code in _HIDDEN}
_SHOWN[0x0D] = "\n"
_BREAK = re.compile(r"(?<![.!?…。！？])[.!?…。！？]+[\"'”’»)\]]*\s+(?=[\"'“‘«(\[]*[^\Wa-z_])|\n\s*")
_HOLES = re.compile(r"\n[ \t]*\n\s+")
LONGEST_QUOTE = 400
LONGEST_NAME = 90


def plain(value: object) -> str:
    """The text with every character visible that would hide or turn others.

    >>> plain("a\\u202eb")
    'a⟨U+202E⟩b'
    """
    return str(value).translate(_SHOWN)


def brief(value: object) -> str:
    """Plain text, cut where a list has no room for more of it.

    >>> brief("meeting " * 30)[-12:]
    'ing meeting…'
    """
    text = plain(value)
    if len(text) <= LONGEST_NAME:
        return text
    cut = text[:LONGEST_NAME]
    words = cut.rpartition(" ")[0]
    return (words if len(words) > LONGEST_NAME / 2 else cut) + "…"


def prose(value: object) -> str:
    """Plain text whose masked markup leaves no holes.

    >>> prose("one\\n   \\n\\n  \\ntwo")
    'one\\n\\ntwo'
    """
    return _HOLES.sub("\n\n", plain(value))


def iso(when: datetime | date) -> str:
    """The machine-readable form of an instant or a day.

    >>> iso(datetime(2025, 8, 15, 19, 30, tzinfo=UTC))
    '2025-08-15T19:30:00Z'
    """
    if isinstance(when, datetime):
        return when.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="seconds") + "Z"
    return when.isoformat()


def number(value: float) -> str:
    """A coordinate without needless digits: a hundredth of a per cent is a tenth of a pixel.

    >>> number(25.0), number(33.333)
    ('25', '33.33')
    """
    return f"{value:.2f}".rstrip("0").rstrip(".")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a document's text; ``mark`` is the index of the mention it is, None between mentions."""

    text: str
    mark: int | None = None


def pieces(text: str, within: Span, marks: Sequence[Span]) -> tuple[Piece, ...]:
    """The text of a stretch, cut at the mentions in it; of overlapping mentions the first is marked.

    >>> pieces("We meet at noon.", (0, 16), [(11, 15)])
    (Piece(text='We meet at ', mark=None), Piece(text='noon', mark=0), Piece(text='.', mark=None))
    """
    found: list[Piece] = []
    at, end = within
    for index, (first, last) in sorted(enumerate(marks), key=lambda each: each[1]):
        if first < at or last > end or first >= last:
            continue
        if first > at:
            found.append(Piece(text[at:first]))
        found.append(Piece(text[first:last], index))
        at = last
    if at < end:
        found.append(Piece(text[at:end]))
    return tuple(found)


def sentence(text: str, span: Span) -> Span:
    """The sentence around a mention, shortened about it where a sentence has no end.

    >>> text = "It rains. We meet at 3 p.m. local time. Bring tea."
    >>> sentence(text, (21, 38))
    (10, 39)
    """
    first, last = span
    low, high = max(0, first - LONGEST_QUOTE), min(len(text), last + LONGEST_QUOTE)
    start, end = low, high
    for found in _BREAK.finditer(text, low, first):
        start = found.end()
    after = _BREAK.search(text, last - 1 if last > first else last, high)
    while after is not None and after.end() <= last:
        after = _BREAK.search(text, after.end(), high)
    if after is not None:
        end = max(last, after.start() + len(after.group().rstrip()))
    while start < first and text[start].isspace():
        start += 1
    while end > last and text[end - 1].isspace():
        end -= 1
    return start, end


def quotes(document: Document, spans: Iterable[Span]) -> tuple[Span, ...]:
    """The sentences around a document's mentions, joined where they touch: what ``--publish quotes`` shows of it."""
    joined: list[Span] = []
    for start, end in sorted(sentence(document.text, span) for span in spans):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return tuple(joined)
