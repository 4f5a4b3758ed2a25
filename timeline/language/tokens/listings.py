"""Listings: lines that begin with a clock time, one below the other, dotted as British papers set them."""

from __future__ import annotations

import re

_LINE = re.compile(
    r"[ \t*_•-]*(?P<hour>\d{1,2})\.(?P<minute>[0-5]\d)[ ]?(?P<half>[ap]\.?m\.?|noon)?[*_:]*[ \t]+[*_\"‘“']*[A-Z]"
)
_MOST_LINES = 30  # above one, among which another is looked for that states its half of the day
_LONGEST = 160  # characters of a line


def listed(text: str, at: int) -> bool:
    """Whether a dotted number begins a line of a listing: «7.00 The Repair Yard» below «6.30pm The News».

    Prices and the numbers of chapters stand so too, but none beside it says «pm», and none goes up by five minutes.
    """
    begin = text.rfind("\n", max(0, at - _LONGEST), at) + 1
    own = _LINE.match(text, begin)
    if own is None or own.start("hour") != at:
        return False
    return _half_above(text, begin)


def _half_above(text: str, begin: int) -> bool:
    """Whether a line of the run above states its half of the day."""
    for _ in range(_MOST_LINES):
        begin = text.rfind("\n", max(0, begin - 1 - _LONGEST), begin - 1) + 1 if begin else -1
        line = _LINE.match(text, begin) if begin >= 0 else None
        if line is None or int(line["minute"]) % 5 or not 1 <= int(line["hour"]) <= 24:
            return False
        if line["half"]:
            return True
    return False
