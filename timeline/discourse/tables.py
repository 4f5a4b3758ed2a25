"""The words at the head of a table's column: «CET» over «16:00» in a Markdown table."""

from __future__ import annotations

import re

_RULE = re.compile(r"[ \t]*\|?[ \t:|-]*-{2,}[ \t:|-]*")
_MOST_ROWS = 40  # rows between a cell and its table's head
_WIDEST = 400  # characters of a row


def column_head(text: str, at: int) -> str | None:
    """The head of the column in which a place of the text stands; None outside a table with a head.

    >>> column_head("| Day | CET |\\n|---|---|\\n| Monday | 16:00 |", 37)
    'CET'
    """
    begin = text.rfind("\n", max(0, at - _WIDEST), at) + 1
    column = text.count("|", begin, at)
    if not column or at - begin >= _WIDEST:
        return None
    for _ in range(_MOST_ROWS):
        if begin == 0:
            return None
        above = text.rfind("\n", max(0, begin - 1 - _WIDEST), begin - 1) + 1
        line = text[above : begin - 1]
        if "|" not in line or len(line) >= _WIDEST:
            return None
        if _RULE.fullmatch(line) and above:
            start = text.rfind("\n", max(0, above - 1 - _WIDEST), above - 1) + 1
            cells = text[start : above - 1].split("|")
            return cells[column].strip(" \t*_`") if column < len(cells) else None
        begin = above
    return None
