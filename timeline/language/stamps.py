"""Stamps: what machines, forces and services write as one word: ISO 8601, «151930ZAUG25», «1630L», a log's line."""

from __future__ import annotations

import re

from timeline.algebra import civil
from timeline.algebra.expressions import At, Clock, Fields
from timeline.language.figures import Shape, date_of, full_year
from timeline.model import ZoneSort, ZoneWords
from timeline.zones.rules import is_key

_MONTHS = [name[:3].upper() for name in civil.MONTHS]

_ISO = re.compile(
    r"(\d{4})-(\d\d)-(\d\d)(?:[Tt]| +)(\d\d):(\d\d)(?::(\d\d)(?:[.,]\d{1,9})?)?"
    r"(?: ?([Zz](?!\w)|[+\-−]\d\d(?::?\d\d)?(?![\d:])))?(?:\[(!?[A-Za-z][\w/+\-]{1,40})\])?(?:\[u-ca=[\w\-]+\])?"
)
_COMPACT = re.compile(r"(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)?(Z|[+\-]\d{4})?(?!\w)")
_GLUED_ZULU = re.compile(  # «20250115/2212Z», a notice of ash (ICAO Doc 9766)
    r"(\d{4})(\d\d)(\d\d)/(\d\d)(\d\d)()(Z)(?!\w)"
)
_GROUP = re.compile(
    r"(\d\d)(\d\d)(\d\d)? ?([A-IK-Z]|UTC) ?(" + "|".join(_MONTHS) + r")[A-Z]* ?(\d{4}|\d\d)?(?!\w)", re.IGNORECASE
)
_ZULU = re.compile(r"(\d\d):?(\d\d)(?::?(\d\d))?[Zz](?!\w)")
_LOCAL_LETTER = re.compile(r"([01]\d|2[0-4])([0-5]\d)L(?!\w)")  # «1630L», local time in flying and at sea
_DAY_ZULU = re.compile(r"(\d\d)/?(\d\d)([0-5]\d)Z(?!\w)")  # a weather report's group: day, hour, minute; «13/0600Z»
_ACCESS = re.compile(  # a web server's log
    r"(\d\d)/([A-Z][a-z]{2})/(\d{4}):(\d\d):(\d\d):(\d\d)(?: ([+\-]\d{4})(?!\d))?"
)
_DAY_MONTH_GLUED = re.compile(r"(\d{1,2})(" + "|".join(_MONTHS) + r")[a-z]{0,6}(\d{4}|\d\d)(?!\w)", re.IGNORECASE)
_BUDDHIST = re.compile(r"(2[2-6]\d\d) B\.?E\b\.?")  # the Thai calendar counts from 543 BC
_DAY_GLUED = re.compile(r"((?:19|20)\d\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?!\w)")  # «20250814»
_NOTAM = re.compile(  # EST: estimated
    r"(2\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])([01]\d|2[0-4])([0-5]\d)(?:EST|[ ]UTC)?(?!\w)"
)
_NOTAM_RANGE = re.compile(r"\d{10}[-–]\d{10}(?!\d)")
_NOTAM_LEAD = re.compile(
    r"(?:\b[BC]\)|\b(?:WEF|TIL|TILL|FROM|UNTIL|UFN|EFF|EFFECTIVE|as|NOTAM)|\d{10}[ ]?[-–])[ ]?\Z", re.IGNORECASE
)
_TWIN = re.compile(  # «9/8c», «8 p.m./7c», «8/7 Central»
    r"(\d{1,2})(:\d\d)?(?: ?([ap])\.?m\.?|e)?/(\d{1,2})(:\d\d)?(?: ?\3\.?m\.?)?"
    r"(?:c(?:entral)?(?![^\W_])| (?:Central|CT)\b(?! (?-i:[A-Z])))",
    re.IGNORECASE,
)
_LETTER_O = re.compile(r"(\d{1,2}):[oO]{2}(?!\w)")
_WEEK = re.compile(r"(\d{4})-?W(\d\d)(?:-?([1-7]))?(?!\w)")
_QUARTER = re.compile(r"(\d{4})[qQ]([1-4])(?!\w)")
OFFSET = re.compile(r"([+\-−])(\d\d):?(\d\d)(?![\d:])")
UTC_BEHIND = re.compile(r" ?[(\[]?(?:UTC|GMT|Z|[PMCE][SD]?T|CES?T|BST|JST|IST)\b")


def read(text: str, at: int) -> Shape | None:
    """The stamp that begins with the digit at this place, the most specific first; None where none does."""
    if found := twin(text, at):
        return found
    if match := _LETTER_O.match(text, at):  # «1:oo PM»
        return (match.end(), [("clk", Clock(int(match[1]), 0))]) if int(match[1]) <= 24 else None
    if match := _ISO.match(text, at):
        return _iso(text, match)
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
    return _lettered_clock(text, at) or _part_of_year(text, at)


def twin(text: str, at: int) -> Shape | None:
    """«9/8c», «8:00 PM/7c»: Eastern, then Central an hour before it."""
    match = _TWIN.match(text, at)
    if match is None:
        return None
    first, second = int(match[1]), int(match[4])
    if not 1 <= first <= 12 or second != (first - 2) % 12 + 1 or (match[2] or ":00") != (match[5] or ":00"):
        return None
    meridiem = match[3] and f"{match[3].lower()}m"
    return match.end(), [("twinclock", (first, second, int(match[2][1:]) if match[2] else None, meridiem))]


def _lettered_clock(text: str, at: int) -> Shape | None:
    """«141930Z», «1930Z», «1630L»."""
    universal = ZoneWords("Z", ZoneSort.UTC, "UTC")
    if (match := _DAY_ZULU.match(text, at)) and 1 <= int(match[1]) <= 31 and int(match[2]) < 24:
        clock = Clock(int(match[2]), int(match[3]), None, None, "military")
        return match.end(), [("stamp", At(Fields(day=int(match[1])), clock, universal))]
    if (match := _ZULU.match(text, at)) and int(match[1]) <= 24 and int(match[2]) < 60:
        style = "24h" if ":" in match[0] else "military"
        clock = Clock(int(match[1]), int(match[2]), int(match[3]) if match[3] else None, None, style)
        return match.end(), [("stamp", At(clock=clock, zone=universal))]
    if match := _LOCAL_LETTER.match(text, at):
        clock = Clock(int(match[1]), int(match[2]), None, None, "military")
        return match.end(), [("stamp", At(None, clock, ZoneWords("L", ZoneSort.LOCAL, "")))]
    return None


def _part_of_year(text: str, at: int) -> Shape | None:
    """«2025Q3», «2025-W33-4»."""
    if match := _QUARTER.match(text, at):
        return match.end(), [("numdate", Fields(year=full_year(int(match[1])), quarter=int(match[2])))]
    if (match := _WEEK.match(text, at)) and 1 <= int(match[2]) <= 53:
        weekday = int(match[3]) - 1 if match[3] else None
        return match.end(), [("numdate", Fields(year=int(match[1]), week=int(match[2]), weekday=weekday))]
    return None


def _iso(text: str, match: re.Match[str]) -> Shape | None:
    """«2025-08-14T14:30Z»; «2025-08-14 02:00-04:00 UTC» is a range, and its end is read on its own."""
    offset = OFFSET.match(text, match.end(5)) if match[7] and not match[6] else None
    if offset is not None and offset[1] != "+" and UTC_BEHIND.match(text, offset.end()):
        shorter = _ISO.match(text, match.start(), offset.start())
        if shorter is None:
            return None
        match = shorter
    year, month, day, hour, minute = (int(match[n]) for n in range(1, 6))
    date = date_of(year, month, day)
    if date is None or hour > 24 or minute > 59:
        return None
    clock = Clock(hour, minute, int(match[6]) if match[6] else None)
    zone = zone_of(match[7]) if match[7] else None
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
    return match.end(), [("stamp", At(date, clock, zone_of(match[7]) if match[7] else None))]


def _glued_date(match: re.Match[str]) -> Shape | None:
    """«14AUG2025», «14AUG25»."""
    year = int(match[3])
    date = date_of(full_year(year), _MONTHS.index(match[2].upper()) + 1, int(match[1]))
    return (match.end(), [("numdate", date)]) if date is not None else None


def _access(match: re.Match[str]) -> Shape | None:
    """«14/Aug/2025:03:12:45 +0000»."""
    letters = match[2].upper()
    date = date_of(int(match[3]), _MONTHS.index(letters) + 1, int(match[1])) if letters in _MONTHS else None
    hour, minute, second = (int(match[n]) for n in (4, 5, 6))
    if date is None or hour > 23 or minute > 59 or second > 60:
        return None
    return match.end(), [("stamp", At(date, Clock(hour, minute, second), zone_of(match[7]) if match[7] else None))]


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
    month = _MONTHS.index(match[5].upper()) + 1
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


def zone_of(words: str) -> ZoneWords:
    """The zone of an offset's words, or of «Z»."""
    if words in ("Z", "z"):
        return ZoneWords(words, ZoneSort.UTC, "UTC")
    digits = words[1:].replace(":", "").ljust(4, "0")
    sign = "-" if words[0] in "-−" else "+"
    return ZoneWords(words, ZoneSort.OFFSET, f"{sign}{digits[:2]}:{digits[2:]}")
