"""Numeric shapes: dates, clocks and numbers in digits, read at one place of a text.

The shapes are the same for every language; what follows a number («pm», «th») is the lattice's work.
"""

from __future__ import annotations

import re

from timeline.algebra.expressions import At, Clock, Fields
from timeline.language import stamps
from timeline.language.figures import Leaves, Shape, date_of, day_month, full_year, numeric_date, plain

_YMD = re.compile(r"(\d{4})([\-/.])(\d{1,2})\2(\d{1,2})(?![\d])")
_DMY = re.compile(r"(\d{1,2})([\-/.])(\d{1,2})\2(\d{4}|'?\d\d)(?![\d:/])")
_SORTED = re.compile(  # «25/08/09 02:11:40 GMT»: what writes seconds of UTC sorts its lines (notices of GCN)
    r"(\d\d)/(\d\d)/(\d\d)(?= \d\d:\d\d:\d\d (?:GMT|UTC?)\b)"
)
_YM = re.compile(r"(\d{4})([\-/])(\d\d)(?![\d/\-])")
_MY = re.compile(r"(\d{1,2})([/\-.])(\d{4})(?![\d/\-])")
_DM = re.compile(r"(\d{1,2})/(\d{1,2})(?![\d/]|:\d)")
_DM_DOTS = re.compile(r"(\d{1,2})\.(\d{1,2})\.(?=,? (?:at )?\d{1,2}[:.]\d\d)")  # «14.1. 16:00», as in Vienna and Prague
_CLOCK = re.compile(r"(\d{1,2}):(\d\d)(?::(\d\d)(?:[.,]\d{1,9})?)?(?!\d|:\d)")
_TENTHS = re.compile(r"[.]\d")
_DATE_BEFORE = re.compile(r"\d{4}-?\d\d-?\d\d[Tt ]\Z")
_DOTCLOCK = re.compile(r"(\d{1,2})[.](\d\d)(?![\d])")
_HCLOCK = re.compile(r"(\d{1,2}) ?[hH] ?(\d\d)(?:m(?= (?:UTC?|GMT)\b)|(?![\w/]))")  # «19h45m UT»
_DECIMAL = re.compile(r"\d+[.]\d+(?![\d])|\d{1,3}(?:,\d{3})+(?![\d])")
_INT = re.compile(r"\d+")
_SUFFIX = re.compile(r"(st|nd|rd|th)(?![^\W_])", re.IGNORECASE)
_DECADE = re.compile(r"(\d{3,4}|['’]?\d0)['’]?s(?!\w)")
_THE_DECADE = re.compile(r"(?:\b(?:the|early|mid|late|roaring)[ -]|['’])\Z", re.IGNORECASE)  # «30s» alone are seconds
_MERIDIEMS = frozenset({" a", " p", " A", " P"})  # how «8 PM/7c» goes on
_CLOCK_BEHIND = re.compile(
    r",? (?:(?:at|@) ?)?\d{1,2}(?::\d\d ?(?:[ap]\.?m\b|[A-Z]{2,4}\b)|(?::\d\d)? ?[ap]\.?m\b)", re.I
)
_TOLD_IN = re.compile(r"\b(?:in|during|of|the|for|since)[ ]$", re.IGNORECASE)
_PRESSURE = re.compile(r" [QA]\d{4}\b")  # «14/09 Q1021», temperature and dew point of a weather report (WMO FM 15)
_DOCKET = re.compile(r"-[a-z]{2}-\d")  # «1:24-cv-01530», a case of a court
_DOTTED_END = re.compile(  # «9.30-4.30pm», «12.30-13.30», «7.30-9pm»
    r" ?[-–] ?\d{1,2}(?:\.[0-5]\d(?!\d|\.\d)| ?[ap]\.?m\b)", re.IGNORECASE
)
_SAME_AGAIN = re.compile(r"-\d{1,2}[/:]\d")  # «10/1-11/7»


def read(text: str, at: int) -> Shape | None:
    """What begins with the digit at this place, the most specific shape first; None where no shape fits."""
    whole = _INT.match(text, at)
    if whole is None:
        return None
    end = whole.end()
    after = text[end : end + 2]
    mark, size = after[:1], end - at
    if mark and mark in "sS'’nNrRtTh" and (found := _suffixed(text, at, end)):
        return found
    spaced = size == 6 or (size == 4 and after == " B")  # «151930 Z Aug 25», «2568 BE»
    if (mark in "-:/" or mark.isalpha() or size == 10 or (spaced and mark == " ")) and (found := stamps.read(text, at)):
        return found
    if after in _MERIDIEMS and size <= 2 and (found := stamps.twin(text, at)):
        return found
    if mark in ("-", "/", ".", ":", ",") and after[1:].isdigit():
        return _joined(text, at, end)
    if mark and mark in "hH" and (match := _HCLOCK.match(text, at)):
        hour, minute = int(match[1]), int(match[2])
        return (match.end(), [("hclk", Clock(hour, minute))]) if hour <= 24 and minute < 60 else None
    return end, plain(whole.group())


def _is_offset(offset: re.Match[str], text: str, at: int, to_the_second: bool) -> bool:
    """Whether digits behind a clock are its offset: «10:00-11:30» is a range, «2025-08-14T10:00-05:00» is none."""
    if int(offset[2]) > 14 or offset[3] not in {"00", "15", "30", "45"}:
        return False
    if not to_the_second and offset[1] != "+" and stamps.UTC_BEHIND.match(text, offset.end()):
        return False  # «2025-08-14 02:00-04:00 UTC» is a range
    stamped = to_the_second or ":" not in offset[0] or _DATE_BEFORE.search(text, max(0, at - 12), at) is not None
    return stamped if offset[1] != "+" else True


def _joined(text: str, at: int, end: int) -> Shape | None:
    """Digits with marks between: dates, clocks, decimals."""
    if match := _CLOCK.match(text, at):
        return _clock(text, match)
    if match := _YMD.match(text, at):
        made = date_of(int(match[1]), int(match[3]), int(match[4]))
        return (match.end(), [("numdate", made)]) if made and _clean(text, match.end()) else None
    if (match := _SORTED.match(text, at)) and int(match[1]) > 12:
        made = date_of(full_year(int(match[1])), int(match[2]), int(match[3]))
        return (match.end(), [("numdate", made)]) if made else None
    if match := _DMY.match(text, at):
        if stamp := _dated_clock(text, match):
            return stamp
        if _clean(text, match.end()) and (numeric := _numeric(text, match)):
            return match.end(), [("numdate", numeric)]
        if match[2] == ".":
            return None
    if (match := _DM_DOTS.match(text, at)) and 1 <= int(match[1]) <= 31 and 1 <= int(match[2]) <= 12:
        return match.end(), [("numdate", Fields(month=int(match[2]), day=int(match[1])))]
    if month := _month_of_year(text, at):
        return month
    if match := _DM.match(text, at):
        return _slash(text, match)
    if match := _DOTCLOCK.match(text, at):
        return _dotted(text, match)
    if match := _DECIMAL.match(text, at):
        return (match.end(), [("decimal", float(match[0].replace(",", "")))]) if _clean(text, match.end()) else None
    if text[end] in "-," or (text[end] == "/" and end - at == 4):  # a range: the second number is read on its own
        return end, plain(text[at:end])
    return None


def _clock(text: str, match: re.Match[str]) -> Shape | None:
    """«14:30», «14:30:05+02:00»."""
    hour, minute, second = int(match[1]), int(match[2]), match[3]
    if hour > 24 or minute > 59 or (second and int(second) > 60) or (hour == 24 and minute):
        return None
    if second is None and (_TENTHS.match(text, match.end()) or _DOCKET.match(text, match.end())):
        return None  # «12:34.567», a lap
    made = Clock(hour, minute, int(second) if second else None)
    offset = stamps.OFFSET.match(text, match.end())
    if offset is not None and _is_offset(offset, text, match.start(), second is not None):
        return offset.end(), [("stamp", At(clock=made, zone=stamps.zone_of(offset[0])))]
    return match.end(), [("clk", made)]


def _month_of_year(text: str, at: int) -> Shape | None:
    """«2025-08», «8/2025»."""
    if (match := _YM.match(text, at)) and not _two_years(match, text, at):
        year, month, earliest = int(match[1]), int(match[3]), 1000
    elif match := _MY.match(text, at):
        year, month, earliest = int(match[3]), int(match[1]), 1000 if match[2] == "-" else 1700  # «3.1415»
    else:
        return None
    if not 1 <= month <= 12 or not earliest <= year < 2200 or not _clean(text, match.end()):
        return None
    return match.end(), [("numdate", Fields(year=year, month=month))]


def _dotted(text: str, match: re.Match[str]) -> Shape | None:
    """«9.30», a clock or a decimal."""
    leaves: Leaves = [("decimal", float(match[0]))]
    if int(match[1]) <= 24 and int(match[2]) < 60:
        made = Clock(int(match[1]), int(match[2]))
        offset = stamps.OFFSET.match(text, match.end())
        if offset is not None and offset[1] == "+" and int(offset[2]) <= 14:  # «23.00+1400»
            return offset.end(), [("stamp", At(clock=made, zone=stamps.zone_of(offset[0])))]
        leaves.append(("clkdot", made))
    ranged = len(leaves) > 1 and _DOTTED_END.match(text, match.end())
    return (match.end(), leaves) if ranged or _clean(text, match.end()) else None


def _numeric(text: str, match: re.Match[str]) -> Fields | None:
    timed = match[2] == "." and _CLOCK_BEHIND.match(text, match.end()) is not None
    return numeric_date(match[1], match[3], match[4], match[2], timed)


def _dated_clock(text: str, match: re.Match[str]) -> Shape | None:
    """«05/31/2024.14:15»: a clock behind the date's full stop."""
    clock = _CLOCK.match(text, match.end() + 1) if text[match.end() : match.end() + 1] == "." else None
    date = numeric_date(match[1], match[3], match[4], match[2])
    if clock is None or date is None or int(clock[1]) > 24 or int(clock[2]) > 59:
        return None
    made = Clock(int(clock[1]), int(clock[2]), int(clock[3]) if clock[3] else None)
    return clock.end(), [("stamp", At(date, made))]


def _two_years(match: re.Match[str], text: str, at: int) -> bool:
    """Whether a year and two digits are two years that follow each other, told in a sentence: «fell in 2009-10»."""
    follow = match[2] == "-" and (int(match[1]) + 1) % 100 == int(match[3])
    return follow and _TOLD_IN.search(text, max(0, at - 8), at) is not None


def _slash(text: str, match: re.Match[str]) -> Shape | None:
    first, second = int(match[1]), int(match[2])
    if _PRESSURE.match(text, match.end()):
        return None
    leaves: Leaves = []
    if numeric := day_month(first, second):
        leaves.append(("numdate" if len(match[0]) > 3 and match[0] != "24/7" else "slashdate", numeric))
    if 0 < first < second <= 8 and len(match[1]) == len(match[2]) == 1:
        leaves += [("decimal", first / second), ("fraction", first / second)]
    if leaves and _clean(text, match.end()):
        return match.end(), leaves
    if 1 <= first <= 12 and second <= 12:
        return match.start(2) - 1, plain(match[1])
    return None


def _clean(text: str, end: int) -> bool:
    """Whether no further digits hang on («1/2/3/4», «12.5.1.9»)."""
    if text[end : end + 1] not in ("/", ".", "-", ":") or not text[end + 1 : end + 2].isdigit():
        return True
    return _SAME_AGAIN.match(text, end) is not None


def _suffixed(text: str, at: int, end: int) -> Shape | None:
    if match := _SUFFIX.match(text, end):
        number = int(text[at:end]) if end - at <= 3 else 0
        return (match.end(), [("ord", number)]) if number else None
    if (match := _DECADE.match(text, at)) and (end - at > 2 or _THE_DECADE.search(text, max(0, at - 8), at)):
        number = int(match[1].strip("'’"))
        return (match.end(), [("decadenum", number)]) if number % 10 == 0 and number < 2200 else None
    return None
