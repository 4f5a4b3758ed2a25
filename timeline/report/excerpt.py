"""The lines of a finding with carets under what it means, at any width of character."""

from __future__ import annotations

from collections.abc import Sequence

from timeline.report.wording import TAB, visible, width

ROOM = 110  # columns of a line that are shown


def caret_line(line: str, marks: Sequence[tuple[int, int]]) -> tuple[str, str]:
    """A line as it is shown, and the line of carets under it; marks are offsets within the line.

    >>> caret_line("\\tat 3pm", [(4, 7)])
    ('    at 3pm', '       ^^^')
    """
    start, line, marks = _window(line, marks)
    shown: list[str] = []
    carets: list[str] = []
    column = 0
    for n, character in enumerate(visible(line)):
        columns = TAB - column % TAB if character == "\t" else width(character)
        marked = any(a <= n < b or (a == b == n) for a, b in marks)
        shown.append(" " * columns if character == "\t" else character)
        carets.append(("^" if marked else " ") * columns)
        column += columns
    if any(a == b == len(line) for a, b in marks):
        carets.append("^")
    before = "…" if start else ""
    return before + "".join(shown), (" " * len(before) + "".join(carets)).rstrip()


def _window(line: str, marks: Sequence[tuple[int, int]]) -> tuple[int, str, list[tuple[int, int]]]:
    """The part of a long line around its marks."""
    if len(line) <= ROOM:
        return 0, line, list(marks)
    first = min((a for a, _ in marks), default=0)
    start = max(0, first - ROOM // 3)
    part = line[start : start + ROOM]
    moved = [(max(0, a - start), min(len(part), b - start)) for a, b in marks if a - start < len(part) and b > start]
    return start, part + ("…" if start + ROOM < len(line) else ""), moved
