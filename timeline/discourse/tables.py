"""The zone of a table's cell, by the head of its column or the town of its row: «CET» over «16:00» in Markdown."""

from __future__ import annotations

import re

from timeline.discourse.headings import named
from timeline.discourse.localities import localities, well_known
from timeline.discourse.scope import own_line
from timeline.model import Span, ZoneSort, ZoneWords

_RULE = re.compile(r"[ \t]*\|?[ \t:|-]*-{2,}[ \t:|-]*")
_MOST_ROWS = 40  # rows between a cell and its table's head
_WIDEST = 400  # characters of a row
_LONGEST_HEAD = 40  # characters of a column's or a row's head that names a zone
_IN_BRACKETS = re.compile(r"\(([^()]+)\)")
_LETTERS = re.compile(r"[ ]\(([A-Z]{1,4}T|UTC|(?:UTC|GMT)[ ]?[+−–-][ ]?\d{1,2}(?::\d\d)?)(?:,[^()]{1,20})?\)$")
_EXPLAINED = re.compile(r"(?<=T)[ ]\([^()]+[ ][Tt]ime\)$")  # «ET (Eastern Time)»
_SLASH = re.compile(r"[ ]?/[ ]?")
_OF_EUROPE = re.compile(r"(?:EU|Europe) ?/ ?(Western|Central|Eastern)")  # the sister of «US / Pacific»
_LOCALLY = re.compile(r"\blocal\b", re.IGNORECASE)
_LAST_WORD = re.compile(r"\w[\w .'’-]*[ ]([A-Z]{2,4}T|UTC)$")  # «Race GMT», «Doors CET»
_OF_TIME = re.compile(r"(?:time|clock)?", re.IGNORECASE)


def column_head(text: str, at: int) -> str | None:
    """The head of the column in which a place of the text stands; None outside a table with a head.

    >>> column_head("| Day | CET |\\n|---|---|\\n| Monday | 16:00 |", 37)
    'CET'
    """
    span = head_span(text, at)
    return text[slice(*span)].strip(" \t*_`") if span is not None else None


def head_span(text: str, at: int) -> Span | None:
    """Where the head of the column stands; None outside a table with a head."""
    begin = _row_begin(text, at)
    column = text.count("|", begin, at)
    if not column:
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
            for _ in range(column):
                start = text.find("|", start, above - 1) + 1
                if not start:
                    return None
            stop = text.find("|", start, above - 1)
            return start, stop if stop >= 0 else above - 1
        begin = above
    return None


def _row_begin(text: str, at: int) -> int:
    """Where the row of a place begins; the place itself where that is too far away to be a table's."""
    begin = text.rfind("\n", max(0, at - _WIDEST), at) + 1
    return begin if at - begin < _WIDEST else at


def column_zone(text: str, start: int, end: int, language: str) -> ZoneWords | None:
    """The zone that the head of a clock time's column names, of the row's town where it says «local»."""
    head = column_head(text, start) if "|" in text else None
    if not head or len(head) > _LONGEST_HEAD:
        return None
    inner = _IN_BRACKETS.search(head)
    if _LOCALLY.search(head):  # «Local time (PST)»
        known = named(inner[1], language) if inner is not None else None
        return known or row_town(text, start, end) or _row_country(text, start)
    if inner is None and (behind := _LAST_WORD.fullmatch(head)) is not None:
        inner = behind
    return named(inner[1] if inner is not None else head, language) or well_known(head)


def is_local(text: str, at: int) -> bool:
    """Whether a column's head says that its hours are those of each row's own place."""
    head = column_head(text, at) if "|" in text else None
    return head is not None and len(head) <= _LONGEST_HEAD and _LOCALLY.search(head) is not None


def clock_column(text: str, start: int, language: str) -> ZoneWords | None:
    """The zone of a column that is headed by nothing else: its row tells one instant on several clocks.

    «Departs (CET)» beside «Arrives (EST)» is another matter.
    """
    head = column_head(text, start) if "|" in text else None
    if not head or len(head) > _LONGEST_HEAD or _LOCALLY.search(head):
        return None
    inner = _IN_BRACKETS.search(head)
    if inner is None:
        return named(head, language) or well_known(head)
    around = (head[: inner.start()] + head[inner.end() :]).strip()
    return named(inner[1], language) if _OF_TIME.fullmatch(around) or well_known(around) else None


def clock_cell(text: str, start: int, end: int, language: str) -> ZoneWords | None:
    """The zone of a cell that is its column's alone, or its row's: «| Japan (JST, May 13) | 02:00 | 06:00 |»."""
    column = clock_column(text, start, language)
    if column is not None or column_zone(text, start, end, language) is not None:
        return column
    return row_zone(text, start, language)


def row_town(text: str, start: int, end: int) -> ZoneWords | None:
    """The one town that the row of a table names: its clock is the row's «local time»."""
    towns = {
        place.zone: place
        for place in localities(text, *own_line(text, start, end))
        if place.kind == "city" and place.zone
    }
    if len(towns) != 1:
        return None
    (town,) = towns.values()
    return ZoneWords(town.name, ZoneSort.PLACE, town.name)


def _row_country(text: str, at: int) -> ZoneWords | None:
    """The one country of one clock that a cell before a place in its row is: «| 3 April | Bahrain | 18:00 |»."""
    cells = [cell.strip(" \t*_`") for cell in text[_row_begin(text, at) : at].split("|")]
    found = [words for cell in cells if 0 < len(cell) <= _LONGEST_HEAD and (words := well_known(cell)) is not None]
    return found[0] if len(found) == 1 else None


def row_zone(text: str, at: int, language: str) -> ZoneWords | None:
    """The zone that the first cell of a table's row is, or has in brackets: «| US / Pacific |», «| UK (BST) |»."""
    cells = text[_row_begin(text, at) : at].split("|")
    first = next((cell.strip(" \t*_`") for cell in cells[:-1] if cell.strip()), "")
    if (part := _OF_EUROPE.fullmatch(first)) is not None:
        return ZoneWords(first, ZoneSort.NAME, f"{part[1].lower()} european time")
    if (letters := _LETTERS.search(first)) is not None and len(first) <= _LONGEST_HEAD:
        return named(letters[1], language)
    first = _EXPLAINED.sub("", first)
    return named(_SLASH.sub("/", first), language) if 0 < len(first) <= _LONGEST_HEAD else None


def row_label(text: str, start: int, end: int) -> ZoneWords | None:
    """The town or country that a row of two cells gives one clock for: «| Japan | Thu 3 September, 02:00 |»."""
    first, last = own_line(text, start, end)
    cells = [cell.strip(" \t*_`") for cell in text[first:last].strip(" \t|").split("|")]
    return well_known(cells[0]) if len(cells) == 2 and len(cells[0]) <= _LONGEST_HEAD else None
