"""Numeric shapes: dates, clocks and numbers in digits, read at one place of a text.

The shapes are the same for every language; what follows a number («pm», «th») is the lattice's work.
"""

from __future__ import annotations

import re

from timeline.algebra import civil
from timeline.algebra.expressions import At, Clock, Fields
from timeline.language.figures import Leaves, date_of, day_month, full_year, numeric_date, plain
from timeline.model import ZoneSort, ZoneWords
from timeline.zones.rules import is_key

Shape = tuple[int, Leaves]  # where it ends, and what it may be

MONTHS = [name[:3].upper() for name in civil.MONTHS]

_ISO = re.compile(
    r"(\d{4})-(\d\d)-(\d\d)(?:[Tt]| +)(\d\d):(\d\d)(?::(\d\d)(?:[.,]\d{1,9})?)?"
    r"(?: ?([Zz](?!\w)|[+\-−]\d\d(?::?\d\d)?(?![\d:])))?(?:\[(!?[A-Za-z][\w/+\-]{1,40})\])?(?:\[u-ca=[\w\-]+\])?"
)
_COMPACT = re.compile(r"(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)?(Z|[+\-]\d{4})?(?!\w)")
_GLUED_ZULU = re.compile(
    r"(\d{4})(\d\d)(\d\d)/(\d\d)(\d\d)()(Z)(?!\w)"
)  # «20250115/2212Z», a notice of ash (ICAO Doc 9766)
_GROUP = re.compile(
    r"(\d\d)(\d\d)(\d\d)? ?([A-IK-Z]|UTC) ?(" + "|".join(MONTHS) + r")[A-Z]* ?(\d{4}|\d\d)?(?!\w)", re.IGNORECASE
)
_ZULU = re.compile(r"(\d\d):?(\d\d)(?::?(\d\d))?Z(?!\w)")
_LOCAL_LETTER = re.compile(r"([01]\d|2[0-4])([0-5]\d)L(?!\w)")  # «1630L», local time in flying and at sea
_DAY_ZULU = re.compile(r"(\d\d)(\d\d)([0-5]\d)Z(?!\w)")  # a weather report's or a message's group: day, hour, minute
_ACCESS = re.compile(
    r"(\d\d)/([A-Z][a-z]{2})/(\d{4}):(\d\d):(\d\d):(\d\d)(?: ([+\-]\d{4})(?!\d))?"
)  # a web server's log
_DAY_MONTH_GLUED = re.compile(r"(\d{1,2})(" + "|".join(MONTHS) + r")[a-z]{0,6}(\d{4}|\d\d)(?!\w)", re.IGNORECASE)
_BUDDHIST = re.compile(r"(2[2-6]\d\d) B\.?E\b\.?")  # the Thai calendar counts from 543 BC
_DAY_GLUED = re.compile(r"((?:19|20)\d\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?!\w)")  # «20250814»
_NOTAM = re.compile(
    r"(2\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])([01]\d|2[0-4])([0-5]\d)(?:EST|[ ]UTC)?(?!\w)"
)  # EST: estimated
_NOTAM_RANGE = re.compile(r"\d{10}[-–]\d{10}(?!\d)")
_NOTAM_LEAD = re.compile(
    r"(?:\b[BC]\)|\b(?:WEF|TIL|TILL|FROM|UNTIL|UFN|EFF|EFFECTIVE|as|NOTAM)|\d{10}[ ]?[-–])[ ]?\Z", re.IGNORECASE
)
_YMD = re.compile(r"(\d{4})([\-/.])(\d{1,2})\2(\d{1,2})(?![\d])")
_DMY = re.compile(r"(\d{1,2})([\-/.])(\d{1,2})\2(\d{4}|'?\d\d)(?![\d:/])")
_SORTED = re.compile(  # «25/08/09 02:11:40 GMT»: what writes seconds of UTC sorts its lines (notices of GCN)
    r"(\d\d)/(\d\d)/(\d\d)(?= \d\d:\d\d:\d\d (?:GMT|UTC?)\b)"
)
_YM = re.compile(r"(\d{4})([\-/])(\d\d)(?![\d/\-])")
_MY = re.compile(r"(\d{1,2})([/\-.])(\d{4})(?![\d/\-])")
_DM = re.compile(r"(\d{1,2})/(\d{1,2})(?![\d/]|:\d)")
_CLOCK = re.compile(r"(\d{1,2}):(\d\d)(?::(\d\d)(?:[.,]\d{1,9})?)?(?!\d|:\d)")
_TWIN = re.compile(r"(\d{1,2})(:\d\d)?/(\d{1,2})(:\d\d)?c(?![^\W_])", re.IGNORECASE)
_TENTHS = re.compile(r"[.]\d")
_LETTER_O = re.compile(r"(\d{1,2}):[oO]{2}(?!\w)")
_OFFSET = re.compile(r"([+\-−])(\d\d):?(\d\d)(?![\d:])")
_DATE_BEFORE = re.compile(r"\d{4}-?\d\d-?\d\d[Tt ]\Z")
_DOTCLOCK = re.compile(r"(\d{1,2})[.](\d\d)(?![\d])")
_HCLOCK = re.compile(r"(\d{1,2}) ?[hH] ?(\d\d)(?!\w)")
_DECIMAL = re.compile(r"\d+[.]\d+(?![\d])|\d{1,3}(?:,\d{3})+(?![\d])")
_FRACTION = re.compile(r"(\d+ )?(\d)/(\d)(?![\d/])")
_WEEK = re.compile(r"(\d{4})-?W(\d\d)(?:-?([1-7]))?(?!\w)")
_QUARTER = re.compile(r"(\d{4})[qQ]([1-4])(?!\w)")
_INT = re.compile(r"\d+")
_SUFFIX = re.compile(r"(st|nd|rd|th)(?![^\W_])", re.IGNORECASE)
_DECADE = re.compile(r"(\d{3,4}|['’]?\d0)['’]?s(?!\w)")
_THE_DECADE = re.compile(r"(?:\b(?:the|early|mid|late|roaring)[ -]|['’])\Z", re.IGNORECASE)  # «30s» alone are seconds


def read(text: str, at: int) -> Shape | None:
    """What begins with the digit at this place, the most specific shape first; None where no shape fits."""
    whole = _INT.match(text, at)
    if whole is None:
        return None
    end = whole.end()
    after = text[end : end + 2]
    mark, size = after[:1], end - at
    if (mark in "-:/" or mark.isalpha() or size == 10 or (size in (4, 6) and mark == " ")) and (
        found := _long(text, at)
    ):
        return found
    if after[:1] in ("-", "/", ".", ":", ",") and after[1:2].isdigit():
        return _joined(text, at, end)
    if after[:1] in "sS'’nNrRtTh" and after and (found := _suffixed(text, at, end)):
        return found
    if after[:1] in "hH " and (match := _HCLOCK.match(text, at)) and after[:1] != " ":
        hour, minute = int(match[1]), int(match[2])
        return (match.end(), [("hclk", Clock(hour, minute))]) if hour <= 24 and minute < 60 else None
    return end, plain(whole.group())


def _long(text: str, at: int) -> Shape | None:
    if match := _TWIN.match(text, at):
        first, second = int(match[1]), int(match[3])
        if 1 <= first <= 12 and second == (first - 2) % 12 + 1 and match[2] == match[4]:
            return match.end(), [("twinclock", (first, second, int(match[2][1:]) if match[2] else None))]
    if match := _LETTER_O.match(text, at):  # «1:oo PM»
        return (match.end(), [("clk", Clock(int(match[1]), 0))]) if int(match[1]) <= 24 else None
    if match := _ISO.match(text, at):
        shown = _CLOCK.match(text, match.start(4)) if match[7] and not match[6] else None
        offset = _OFFSET.match(text, shown.end()) if shown is not None else None
        if offset is None or offset[1] == "+" or not _UTC_BEHIND.match(text, offset.end()):
            return _iso(match)
        match = _ISO.match(text, at, offset.start())  # «2025-08-14 02:00-04:00 UTC» is a range
        return _iso(match) if match else None
    if match := _DAY_MONTH_GLUED.match(text, at):
        return _glued_date(match)
    if match := _BUDDHIST.match(text, at):
        return match.end(), [("year", Fields(year=int(match[1]) - 543))]
    if match := _GLUED_ZULU.match(text, at):
        return _compact(match)
    if match := _DAY_GLUED.match(text, at):
        date = date_of(int(match[1]), int(match[2]), int(match[3]))
        return (match.end(), [("gluedate", date)]) if date is not None else None
    if match := _ACCESS.match(text, at):
        return _access(match)
    if (match := _NOTAM.match(text, at)) and (
        _NOTAM_RANGE.match(text, at) or _NOTAM_LEAD.search(text, max(0, at - 16), at)
    ):
        return _compact_utc(match)
    if match := _COMPACT.match(text, at):
        return _compact(match)
    if match := _GROUP.match(text, at):
        return _group(match)
    if (match := _DAY_ZULU.match(text, at)) and 1 <= int(match[1]) <= 31 and int(match[2]) < 24:
        clock = Clock(int(match[2]), int(match[3]), None, None, "military")
        return match.end(), [("stamp", At(Fields(day=int(match[1])), clock, ZoneWords("Z", ZoneSort.UTC, "UTC")))]
    if match := _ZULU.match(text, at):
        hour, minute, seconds = int(match[1]), int(match[2]), match[3]
        if hour <= 24 and minute < 60:
            clock = Clock(
                hour, minute, int(seconds) if seconds else None, None, "military" if ":" not in match[0] else "24h"
            )
            return match.end(), [("stamp", At(clock=clock, zone=ZoneWords("Z", ZoneSort.UTC, "UTC")))]
    if match := _LOCAL_LETTER.match(text, at):
        local = ZoneWords("L", ZoneSort.LOCAL, "")
        return match.end(), [("stamp", At(None, Clock(int(match[1]), int(match[2]), None, None, "military"), local))]
    if match := _QUARTER.match(text, at):
        return match.end(), [("numdate", Fields(year=full_year(int(match[1])), quarter=int(match[2])))]
    if match := _WEEK.match(text, at):
        weekday = int(match[3]) - 1 if match[3] else None
        if 1 <= int(match[2]) <= 53:
            return match.end(), [("numdate", Fields(year=int(match[1]), week=int(match[2]), weekday=weekday))]
    return None


def _zone(words: str) -> ZoneWords:
    if words in ("Z", "z"):
        return ZoneWords(words, ZoneSort.UTC, "UTC")
    digits = words[1:].replace(":", "").ljust(4, "0")
    sign = "-" if words[0] in "-−" else "+"
    return ZoneWords(words, ZoneSort.OFFSET, f"{sign}{digits[:2]}:{digits[2:]}")


def _iso(match: re.Match[str]) -> Shape | None:
    year, month, day, hour, minute = (int(match[n]) for n in range(1, 6))
    date = date_of(year, month, day)
    if date is None or hour > 24 or minute > 59:
        return None
    clock = Clock(hour, minute, int(match[6]) if match[6] else None)
    zone = _zone(match[7]) if match[7] else None
    also: tuple[ZoneWords, ...] = ()
    key = (match[8] or "").lstrip("!")
    if key and is_key(key):
        named = ZoneWords(key, ZoneSort.IANA, key)
        zone, also = named, (zone,) if zone else ()
    return match.end(), [("stamp", At(date, clock, zone, also))]


def _compact(match: re.Match[str]) -> Shape | None:
    date = date_of(int(match[1]), int(match[2]), int(match[3]))
    hour, minute = int(match[4]), int(match[5])
    if date is None or hour > 24 or minute > 59:
        return None
    clock = Clock(hour, minute, int(match[6]) if match[6] else None)
    return match.end(), [("stamp", At(date, clock, _zone(match[7]) if match[7] else None))]


def _glued_date(match: re.Match[str]) -> Shape | None:
    """«14AUG2025», «14AUG25»."""
    year = int(match[3])
    date = date_of(full_year(year), MONTHS.index(match[2].upper()) + 1, int(match[1]))
    return (match.end(), [("numdate", date)]) if date is not None else None


def _access(match: re.Match[str]) -> Shape | None:
    """«14/Aug/2025:03:12:45 +0000»."""
    letters = match[2].upper()
    date = date_of(int(match[3]), MONTHS.index(letters) + 1, int(match[1])) if letters in MONTHS else None
    hour, minute, second = (int(match[n]) for n in (4, 5, 6))
    if date is None or hour > 23 or minute > 59 or second > 60:
        return None
    return match.end(), [("stamp", At(date, Clock(hour, minute, second), _zone(match[7]) if match[7] else None))]


def _compact_utc(match: re.Match[str]) -> Shape | None:
    """A notice to pilots writes year, month, day, hour and minute in ten digits, in UTC (ICAO Annex 15)."""
    date = date_of(2000 + int(match[1]), int(match[2]), int(match[3]))
    if date is None or (int(match[4]) == 24 and match[5] != "00"):
        return None
    clock = Clock(int(match[4]), int(match[5]), None, None, "military")
    return match.end(), [("stamp", At(date, clock, ZoneWords(match[0], ZoneSort.UTC, "UTC")))]


def _group(match: re.Match[str]) -> Shape | None:
    """A military date-time group: 151930ZAUG25."""
    if not match[3]:
        return None
    day, hour, minute = int(match[1]), int(match[2]), int(match[3])
    if not 1 <= day <= 31 or hour > 24 or minute > 59:
        return None
    month = MONTHS.index(match[5].upper()) + 1
    year = match[6]
    letter = match[4].upper()
    sort = ZoneSort.UTC if letter in ("Z", "UTC") else ZoneSort.OFFSET
    key = "UTC" if letter in ("Z", "UTC") else military_offset(letter)
    date = Fields(
        year=full_year(int(year)) if year else None, month=month, day=day, short_year=bool(year) and len(year) == 2
    )
    return match.end(), [
        ("stamp", At(date, Clock(hour, minute, None, None, "military"), ZoneWords(match[4], sort, key)))
    ]


def military_offset(letter: str) -> str:
    """The offset of a military zone letter.

    >>> military_offset("R"), military_offset("B")
    ('-05:00', '+02:00')
    """
    east, west = "ABCDEFGHIKLM", "NOPQRSTUVWXY"
    if letter in east:
        return f"+{east.index(letter) + 1:02}:00"
    return f"-{west.index(letter) + 1:02}:00"


_UTC_BEHIND = re.compile(r" ?[(\[]?(?:UTC|GMT|Z|[PMCE][SD]?T|CES?T|BST|JST|IST)\b")


def _is_offset(offset: re.Match[str], text: str, at: int, to_the_second: bool) -> bool:
    """Whether digits behind a clock are its offset: «10:00-11:30» is a range, «2025-08-14T10:00-05:00» is none."""
    if int(offset[2]) > 14 or offset[3] not in {"00", "15", "30", "45"}:
        return False
    if not to_the_second and offset[1] != "+" and _UTC_BEHIND.match(text, offset.end()):
        return False  # «2025-08-14 02:00-04:00 UTC» is a range
    stamped = to_the_second or ":" not in offset[0] or _DATE_BEFORE.search(text, max(0, at - 12), at) is not None
    return stamped if offset[1] != "+" else True


def _joined(text: str, at: int, end: int) -> Shape | None:
    """Digits with marks between: dates, clocks, decimals."""
    if match := _CLOCK.match(text, at):
        hour, minute, second = int(match[1]), int(match[2]), match[3]
        if hour > 24 or minute > 59 or (second and int(second) > 60) or (hour == 24 and minute):
            return None
        if second is None and (_TENTHS.match(text, match.end()) or _DOCKET.match(text, match.end())):
            return None  # «12:34.567», a lap
        made = Clock(hour, minute, int(second) if second else None)
        if (offset := _OFFSET.match(text, match.end())) and _is_offset(offset, text, at, second is not None):
            return offset.end(), [("stamp", At(clock=made, zone=_zone(offset[0])))]
        return match.end(), [("clk", made)]
    if match := _YMD.match(text, at):
        made_date = date_of(int(match[1]), int(match[3]), int(match[4]))
        return (match.end(), [("numdate", made_date)]) if made_date and _clean(text, match.end()) else None
    if (match := _SORTED.match(text, at)) and int(match[1]) > 12:
        year = full_year(int(match[1]))
        made_date = date_of(year, int(match[2]), int(match[3]))
        return (match.end(), [("numdate", made_date)]) if made_date else None
    if match := _DMY.match(text, at):
        if stamp := _dated_clock(text, match):
            return stamp
        if _clean(text, match.end()) and (numeric := _numeric(text, match)):
            return match.end(), [("numdate", numeric)]
        if match[2] == ".":
            return None
    if (match := _YM.match(text, at)) and not _two_years(match, text, at):
        leaves: Leaves = []
        if 1 <= int(match[3]) <= 12:
            leaves.append(("numdate", Fields(year=int(match[1]), month=int(match[3]))))
        if leaves and _clean(text, match.end()) and 1000 <= int(match[1]) < 2200:
            return match.end(), leaves
    if (
        (match := _MY.match(text, at))
        and 1 <= int(match[1]) <= 12
        and (1000 if match[2] == "-" else 1700) <= int(match[3]) < 2200  # «3.1415»
        and _clean(text, match.end())
    ):
        return match.end(), [("numdate", Fields(year=int(match[3]), month=int(match[1])))]
    if match := _DM.match(text, at):
        return _slash(text, match)
    if match := _DOTCLOCK.match(text, at):
        leaves = [("decimal", float(match[0]))]
        if int(match[1]) <= 24 and int(match[2]) < 60:
            made = Clock(int(match[1]), int(match[2]))
            if (offset := _OFFSET.match(text, match.end())) and offset[1] == "+" and int(offset[2]) <= 14:
                return offset.end(), [("stamp", At(clock=made, zone=_zone(offset[0])))]  # «23.00+1400»
            leaves.append(("clkdot", made))
        ranged = len(leaves) > 1 and _DOTTED_END.match(text, match.end())
        return (match.end(), leaves) if ranged or _clean(text, match.end()) else None
    if match := _DECIMAL.match(text, at):
        if not _clean(text, match.end()):
            return None
        return match.end(), [("decimal", float(match[0].replace(",", "")))]
    if text[end] in "-,":  # a range: the second number is read on its own
        return end, plain(text[at:end])
    if text[end] == "/" and end - at == 4:
        return end, plain(text[at:end])
    return None


_CLOCK_BEHIND = re.compile(
    r",? (?:(?:at|@) ?)?\d{1,2}(?::\d\d ?(?:[ap]\.?m\b|[A-Z]{2,4}\b)|(?::\d\d)? ?[ap]\.?m\b)", re.I
)


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


_TOLD_IN = re.compile(r"\b(?:in|during|of|the|for|since)[ ]$", re.IGNORECASE)


def _two_years(match: re.Match[str], text: str, at: int) -> bool:
    """Whether a year and two digits are two years that follow each other, told in a sentence: «fell in 2009-10»."""
    follow = match[2] == "-" and (int(match[1]) + 1) % 100 == int(match[3])
    return follow and _TOLD_IN.search(text, max(0, at - 8), at) is not None


_PRESSURE = re.compile(r" [QA]\d{4}\b")  # «14/09 Q1021», temperature and dew point of a weather report (WMO FM 15)
_DOCKET = re.compile(r"-[a-z]{2}-\d")  # «1:24-cv-01530», a case of a court


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


_DOTTED_END = re.compile(r" ?[-–] ?\d{1,2}\.[0-5]\d(?!\d|\.\d)")  # «9.30-4.30pm», «12.30-13.30»
_SAME_AGAIN = re.compile(r"-\d{1,2}[/:]\d")  # «10/1-11/7»


def _suffixed(text: str, at: int, end: int) -> Shape | None:
    if match := _SUFFIX.match(text, end):
        number = int(text[at:end]) if end - at <= 3 else 0
        return (match.end(), [("ord", number)]) if number else None
    if (match := _DECADE.match(text, at)) and (end - at > 2 or _THE_DECADE.search(text, max(0, at - 8), at)):
        number = int(match[1].strip("'’"))
        return (match.end(), [("decadenum", number)]) if number % 10 == 0 and number < 2200 else None
    return None
