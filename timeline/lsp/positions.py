"""Offsets into a text as lines and characters of the Language Server Protocol, and back.

Ours are code points; an editor counts UTF-16 code units unless it has agreed to UTF-8 bytes or code points
("utf-32").
Lines end at LF, CRLF or CR and nowhere else, unlike those of ``str.splitlines``.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from lsprotocol.types import Position, PositionEncodingKind, Range, TextDocumentContentChangeEvent

from timeline.model import Span

_LINE_END = re.compile(r"\r\n|\n|\r")
# Characters that take one unit more; each unit beyond the first has its pattern.
_WIDER = {
    PositionEncodingKind.Utf32: (),
    PositionEncodingKind.Utf16: (re.compile("[\U00010000-\U0010ffff]"),),
    PositionEncodingKind.Utf8: (
        re.compile("[\x80-\U0010ffff]"),
        re.compile("[\u0800-\U0010ffff]"),
        re.compile("[\U00010000-\U0010ffff]"),
    ),
}


class Positions:
    """The lines of a text, for looking positions up in both directions: logarithmic, not a walk from the start.

    >>> Positions("one\\r\\n🕒 two").position(7)
    1:3
    >>> Positions("one\\r\\n🕒 two", "utf-32").position(7)
    1:2
    """

    def __init__(self, text: str, encoding: PositionEncodingKind | str | None = PositionEncodingKind.Utf16) -> None:
        ends = list(_LINE_END.finditer(text))
        self._length = len(text)
        self._starts = [0, *(end.end() for end in ends)]
        self._ends = [*(end.start() for end in ends), len(text)]
        wider = _WIDER.get(PositionEncodingKind(encoding or PositionEncodingKind.Utf16), ())
        self._wider: Sequence[list[int]] = (
            () if text.isascii() else tuple([at.start() for at in pattern.finditer(text)] for pattern in wider)
        )

    def position(self, offset: int) -> Position:
        """The line and character of an offset; one beyond the text is at its end."""
        offset = min(max(offset, 0), self._length)
        line = bisect_right(self._starts, offset) - 1
        return Position(line, self._units(self._starts[line], offset))

    def offset(self, position: Position) -> int:
        """The offset of a position; one beyond its line is at the line's end, one within a character before it."""
        if position.line >= len(self._starts):
            return self._length
        start, end = self._starts[position.line], self._ends[position.line]
        places = range(start, end + 1)
        return places[bisect_right(places, position.character, key=lambda place: self._units(start, place)) - 1]

    def range(self, span: Span) -> Range:
        """The range of a span."""
        return Range(self.position(span[0]), self.position(span[1]))

    def span(self, found: Range) -> Span:
        """The span of a range."""
        start, end = self.offset(found.start), self.offset(found.end)
        return min(start, end), max(start, end)

    def line_end(self, offset: int) -> int:
        """Where the line of an offset ends, before its line end."""
        return self._ends[bisect_right(self._starts, min(max(offset, 0), self._length)) - 1]

    def line_span(self, number: int) -> Span:
        """The span of a line, counted from 0; the last one for a number beyond it."""
        number = min(max(number, 0), len(self._starts) - 1)
        return self._starts[number], self._ends[number]

    def _units(self, start: int, offset: int) -> int:
        wider = sum(bisect_left(places, offset) - bisect_left(places, start) for places in self._wider)
        return offset - start + wider


def changed(
    text: str, changes: Sequence[TextDocumentContentChangeEvent], encoding: PositionEncodingKind | str | None
) -> str:
    """The text after an editor's changes; each one counts in what the one before has left."""
    for change in changes:
        stretch: Range | None = getattr(change, "range", None)
        if stretch is None:
            text = change.text
        else:
            start, end = Positions(text, encoding).span(stretch)
            text = text[:start] + change.text + text[end:]
    return text
