"""Listings: lines that begin with clock times, one below the other, set as nothing but their neighbours tells.

British papers dot them («7.00 The Shed»), agendas run their hours together («1300-1500 Session II»), and lists of
fixtures bracket them behind the pairing («Hull v Stoke (1930)»).
"""

from __future__ import annotations

import re

_LINE = re.compile(
    r"[ \t*_•-]*(?P<hour>\d{1,2})\.(?P<minute>[0-5]\d)[ ]?(?P<half>[ap]\.?m\.?|noon)?[*_:]*[ \t]+[*_\"‘“']*[A-Z]"
)
_ROUND = re.compile(  # «13.30 - 2nd round»
    r"^[ \t*_•-]*(?P<hour>(?:[01]?\d|2[0-3]))\.(?P<minute>[0-5][05])[*_]*[ ][-–—][ ][^\W_]", re.MULTILINE
)
_CLOCKED = re.compile(
    r"\d:[0-5]\d|\d ?[ap]\.?m\b|\b(?:schedule|programme|timetable|agenda|running order)\b", re.IGNORECASE
)
_PRICED = re.compile(
    r"[£$€]|\b(?:adults?|child(?:ren)?|concessions?|students?|seniors?|prices?|tickets?)\b", re.IGNORECASE
)
_STRETCH = re.compile(
    r"^[ \t*_•-]*(?P<start>(?:(?P<nil>0)|[12])\d[0-5][05])[ ]?[-–][ ]?(?P<end>(?:[01]\d|2[0-4])[0-5][05])"
    r"[*_:]*(?=[ \t]+\S)",
    re.MULTILINE,
)
_PAIRING = re.compile(r"(?<=[^\W\d_][ ])vs?\.?[ ][A-Z][^()\n;:]{1,40}?[ ]\((\d{4})\)")
_KICKED_OFF = re.compile(r"\b(?:(?i:kick-?offs?|kicks? off|fixtures)|KO|GMT|BST)\b")
_COURTS = re.compile(r"\b(?:court|cases?|judge|judgment|law|ruling|appeal|bench|held that|cite[sd]?)\b")
_QUARTERS = frozenset(["00", "15", "30", "45"])
_MOST_LINES = 30  # above one, among which another is looked for that states its half of the day
_MORNING = 7 * 60  # minutes: a timetable begins no earlier, and versions hardly so high
_FEWEST = 3  # lines of a timetable by which it is known
_LONGEST = 160  # characters of a line
_AROUND = 1200  # characters of an agenda on either side of one of its lines


def listed(text: str, at: int) -> bool:
    """Whether a dotted number begins a line of a listing: «7.00 The Repair Yard» below «6.30pm The News».

    Prices and the numbers of chapters stand so too, but none beside it says «pm», and none goes up by five minutes.
    """
    begin = text.rfind("\n", max(0, at - _LONGEST), at) + 1
    if _ROUND.match(text, begin) is not None:
        return _of_a_day(text, begin, at)
    own = _LINE.match(text, begin)
    if own is None or own.start("hour") != at:
        return False
    return _half_above(text, begin)


def _of_a_day(text: str, begin: int, at: int) -> bool:
    """Whether a line is one of three or more that go through a day by fives of minutes, below a clock time or the name
    of a timetable: «10.00 - 1st round» over «13.30 - 2nd round»; the lines of prices and versions go so by chance."""
    rounds = list(_ROUND.finditer(text, max(0, begin - _AROUND // 2), begin + _AROUND // 2))
    if not any(line.start("hour") == at for line in rounds) or len(rounds) < _FEWEST:
        return False
    told = [int(line["hour"]) * 60 + int(line["minute"]) for line in rounds]
    if told != sorted(set(told)) or told[0] < _MORNING or told[-1] - told[0] < 2 * 60:
        return False
    if _PRICED.search(text, rounds[0].start(), rounds[-1].end() + _LONGEST // 4) is not None:
        return False
    return _CLOCKED.search(text, max(0, rounds[0].start() - _AROUND // 2), rounds[0].start()) is not None


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


def hour_of_agenda(text: str, at: int) -> tuple[int, int] | None:
    """The hour and minute of four figures in a line of an agenda: «1300-1500 Session II» below «0930-1130 Session I».

    Years stand so too, but none of them begins with a nought.
    """
    begin = text.rfind("\n", max(0, at - _LONGEST), at) + 1
    own = _STRETCH.match(text, begin)
    if own is None or at not in (own.start("start"), own.start("end")) or own["start"] >= own["end"]:
        return None
    around = _STRETCH.finditer(text, max(0, begin - _AROUND), begin + _AROUND)
    if not any(line["nil"] for line in around):
        return None
    return int(text[at : at + 2]), int(text[at + 2 : at + 4])


def kick_off(text: str, at: int) -> tuple[int, int] | None:
    """The hour and minute of four figures bracketed behind a pairing: «Hull v Stoke (1930)».

    Years stand so too, behind finals and cases of courts: all such brackets around must be quarters of an hour of the
    afternoon, and the text must speak of kick-offs where there is one alone, or where all may be years.
    """
    if text[at - 1 : at] != "(" or text[at + 4 : at + 5] != ")":
        return None
    begin, end = max(0, at - _AROUND // 2), at + _AROUND // 2
    told = {pairing.start(1): pairing[1] for pairing in _PAIRING.finditer(text, begin, end)}
    if at not in told or _COURTS.search(text, begin, end) is not None:
        return None
    if not all("1100" <= hour < "2300" and hour[2:] in _QUARTERS for hour in told.values()):
        return None
    years = all("1900" <= hour < "2060" for hour in told.values())
    if (len(told) == 1 or years) and _KICKED_OFF.search(text, begin, end) is None:
        return None
    return int(told[at][:2]), int(told[at][2:])
