"""Tokens that name a zone, in the company of a clock."""

from __future__ import annotations

import re
from typing import Any

from timeline.language.letters import WORD
from timeline.language.tokens.view import Token, View, phrase_at
from timeline.model import ZoneSort, ZoneWords
from timeline.zones import places
from timeline.zones.abbreviations import AMERICAN, one_zone
from timeline.zones.rules import canonical, is_key

_OFFSET = re.compile(r" ?([+\-−–]) ?(\d{1,2})(?::?(\d\d))?(?![\d:]| ?[ap]\.?m\b)", re.I)
_CLOCK_BEFORE = re.compile(r"(?<!\d)(\d{1,2})[:.]?(\d\d)[ ]?$")
_SPACED = re.compile(r" [-–] \d{1,2}:?\d\d")
_ZONE_BEHIND = re.compile(r" ?\(?(?:UTC|GMT|Z|[A-Z]{1,4}T)\b")
_BOTH = re.compile(r"/(?:GMT|UTC)(?= ?[+\-−–])")
_BOTH_SEASONS = re.compile(r"([A-Z]{3,4})(?:/| / | or )([A-Z]{3,4})(?![\w/])")
_NAMED_SEASONS = re.compile(  # «Pacific Standard or Daylight Time», «Eastern Standard/Daylight Time»
    rf"({'|'.join(AMERICAN)}) (?:[Ss]tandard|[Dd]aylight)(?: or |/| / )(?:[Ss]tandard|[Dd]aylight) [Tt]ime(?!\w)"
)
_PLACE_TIME = re.compile(
    r"((?:[A-Z][^\W\d_]*(?:[.'’\-][^\W\d_]+)*[ ]){1,3})"
    r"(?:(?:standard |daylight |summer |winter |local )?[Tt]ime(?!\w)|local(?=[ \t]*(?:\Z|[\n(),.;/])))"
)
_LOCAL_TIME = re.compile(r"(?:[Pp]revailing )?[Ll]ocal (?:[Pp]revailing |((?:[A-Z][^\W\d_]*[ ]){1,3}))?[Tt]ime(?!\w)")
_LOCAL = re.compile(rf"[Ll]ocal (?=(?i:{'|'.join(AMERICAN)})\b|[A-Z]{{3,4}}\b)")  # «10am local pacific time»
_TOLD_TIME = re.compile(r"(?P<name>[A-Za-z][\w-]*) [Tt]ime \((?P<zone>[A-Z]{2,5})\)")  # «EVE Time (UTC)»
_NAMED_TIME = re.compile(r"(server|game|realm|forum|event|system) time(?!\w)", re.IGNORECASE)
_US = re.compile(  # «5 p.m. US Pacific», «4:00 p.m. (prevailing Eastern Time)»
    rf"(?:(?:US|U\.S\.|[Pp]revailing) )+(?=(?:{'|'.join(AMERICAN)}|[ECMP][SD]?T)\b)"
)
_OWN_CLOCKS = frozenset(
    ["server", "game", "studio", "league", "station", "ship", "mission", "office", "company", "track", "race", "site"]
)
_READER = re.compile(
    r"(?:(?:your|his|her|my) (?:own )?(?:local )?(?:time ?zone|time)|"
    r"(?:whatever|whichever|any) time ?zone you(?:['’]re| are) in|wherever you(?:['’]re| are| live))(?!\w)",
    re.IGNORECASE,
)
_SMALL = frozenset(name.lower() for name in AMERICAN)  # «2:30pm eastern / 11:30am pacific», but «3pm central London»
_SAYS_NO_MORE = re.compile(r"[ \t]*(?:$|[/,.;:!?)(=\n]|(?:and|or|on|for|this|today|tomorrow)\b)")
_IANA = re.compile(r"[A-Z][A-Za-z_]+(?:/[A-Z][A-Za-z_+\-]*[A-Za-z0-9]+)+")


def zone_at(view: View, at: int, sure: bool) -> Token | None:
    """Words here that name a zone, in the company of a clock; ``sure`` where lower case may do («8pm est»)."""
    text = view.text
    if (local := _LOCAL.match(text, at)) and (inner := zone_at(view, local.end(), sure=True)) is not None:
        return _with_lead(view, at, inner)
    if (clock := _clock_named(view, at)) is not None:
        return clock
    word = WORD.match(text, at)
    if word is None:
        return None
    region = phrase_at(view, at, view.folded[at : word.end()])
    longer = region is not None and view.folded.startswith(" time", region.end)  # «Central European Time» has a name
    if region is not None and region.row[0][0] == "zoneregion" and not longer:
        return zone_token(view, at, region.end, ZoneSort.NAME, region.row[0][1].key)
    if (found := _zone_form(view, at, view.folded[at : word.end()], sure)) is not None:
        end, sort, key = found
        match = _PLACE_TIME.match(text, at) if sort is ZoneSort.PLACE else None
        if match is None or match.end() <= end or _says_half(view, match[1]):
            return zone_token(view, at, end, sort, key)
    if (country := _US.match(text, at)) and (inner := zone_at(view, country.end(), sure)) is not None:
        return _with_lead(view, at, inner)
    if (match := _PLACE_TIME.match(text, at)) and _names_place(match[1].strip()):
        return zone_token(view, at, match.end(), ZoneSort.PLACE, match[1].strip())
    return _abbreviation(view, at, word.group(), sure)


def _with_lead(view: View, at: int, inner: Token) -> Token:
    """A zone with the words before it that say no more: «local Pacific time», «US Pacific»."""
    return Token(at, inner.end, f"@{view.text[at : inner.end]}", inner.row)


def _clock_named(view: View, at: int) -> Token | None:
    """The zone of words that name a clock by whose it is, or by its key: «your time», «server time», «Asia/Tokyo»."""
    text = view.text
    for pattern, sort in ((_READER, ZoneSort.READER), (_LOCAL_TIME, ZoneSort.LOCAL)):
        if match := pattern.match(text, at):
            if sort is ZoneSort.LOCAL and match[1]:
                return zone_token(view, at, match.end(), ZoneSort.PLACE, match[1].strip())
            return zone_token(view, at, match.end(), sort, "")
    told = _TOLD_TIME.match(text, at)
    if told is not None and (told["name"].casefold() in _OWN_CLOCKS or not _known(view, told["name"])):
        inner = _abbreviation(view, told.start("zone"), told["zone"], False)
        if inner is not None and inner.end == told.end("zone"):
            return Token(at, told.end(), f"@{told[0]}", inner.row)
    if match := _NAMED_SEASONS.match(text, at):
        return zone_token(view, at, match.end(), ZoneSort.NAME, f"{match[1].lower()} time")
    if match := _NAMED_TIME.match(text, at):
        return zone_token(view, at, match.end(), ZoneSort.PLACE, match[1])
    if (match := _IANA.match(text, at)) and is_key(match[0]):
        return zone_token(view, at, match.end(), ZoneSort.IANA, canonical(match[0]))
    return None


def _abbreviation(view: View, at: int, letters: str, sure: bool) -> Token | None:
    """The zone of an abbreviation, with an offset behind it: «EST», «UTC+2», «GMT/UTC -5»."""
    end = at + len(letters)
    upper = letters.upper()
    if letters == "pt" and at and view.text[at - 1].isdigit():
        return None  # «12pt», the size of a letter
    if view.text[end : end + 1] in ("/", " ") and (both := _BOTH_SEASONS.match(view.text, at)):
        zone = one_zone(letters, both[2]) if both[1] == letters else None
        if zone is not None:  # «MST/MDT», «GMT/BST»: the clock there, whatever the season
            return zone_token(view, at, both.end(), ZoneSort.IANA, zone)
    known = view.zones.abbreviations.get(upper)
    if known is None or not (letters.isupper() or (sure and letters.islower() and upper in view.zones.sure)):
        if letters in ("local", "LOCAL", "LT"):  # LT: local time, in flying and at sea (ICAO Doc 8400)
            return zone_token(view, at, end, ZoneSort.LOCAL, "")
        return None
    if known[0] is ZoneSort.UTC and (twice := _BOTH.match(view.text, end)):
        end = twice.end()
    if known[0] is ZoneSort.UTC and (match := _OFFSET.match(view.text, end)) and not _ends_range(view.text, at, match):
        hours, minutes = int(match[2]), int(match[3] or 0)
        if (hours <= 14 and minutes < 60) or match[1] == "+":  # «UTC+99» is no zone on earth, and not UTC either
            sign = "+" if match[1] == "+" else "-"
            return zone_token(view, at, match.end(), ZoneSort.OFFSET, f"{sign}{hours:02}:{minutes:02}")
    return zone_token(view, at, end, known[0], known[1])


def _ends_range(text: str, at: int, offset: re.Match[str]) -> bool:
    """Whether an offset is rather the end of a range: «01:00 UTC – 03:30», «22:00 UTC - 02:00 UTC»."""
    before = _CLOCK_BEFORE.search(text, max(0, at - 6), at)
    if before is None or _SPACED.fullmatch(offset[0]) is None:
        return False
    if offset[1] == "–" or _ZONE_BEHIND.match(text, offset.end()):
        return True
    return (int(before[1]), int(before[2])) < (int(offset[2]), int(offset[3]))


def _names_place(name: str) -> bool:
    """Whether words before «time» name a place, or a clock that a text may define: «Kick-off time» is neither."""
    return bool(places.lookup(name)) or name.casefold() in _OWN_CLOCKS


def _known(view: View, name: str) -> bool:
    """Whether a name before «time» names a clock by itself: «London time (BST)», «local time (CET)»."""
    folded = name.casefold()
    return folded in view.zones.forms or folded in view.words or name == "local" or bool(places.lookup(name))


def _says_half(view: View, name: str) -> bool:
    """Whether what looks like a place begins with a half of the day or is an abbreviation: «AM Eastern Time»."""
    first = name.partition(" ")[0]
    return first in view.zones.abbreviations or any(symbol == "mer" for symbol, _ in view.words.get(first.lower(), ()))


def _zone_form(view: View, at: int, first: str, sure: bool) -> tuple[int, ZoneSort, str] | None:
    """The longest zone phrase that begins here, with its first word given: where it ends and what it names."""
    for form, sort, key in view.zones.forms.get(first, ()):
        end = at + len(form)
        if view.folded.startswith(form, at) and not view.folded[end : end + 1].isalnum():
            small = " " not in form and form not in ("aoe",) and not view.text[at].isupper()
            if small and not (sure and form in _SMALL and _SAYS_NO_MORE.match(view.text, end)):
                continue
            return end, sort, key
    return None


def zone_token(view: View, at: int, end: int, sort: ZoneSort, key: str) -> Token:
    """The token of words that name a zone."""
    words = view.text[at:end]
    made = ZoneWords(words, sort, key)
    row: list[tuple[str, Any, bool]] = [("zone", made, False)]
    if sort is not ZoneSort.ABBREVIATION or key not in view.zones.weak:
        row.append(("zonesure", made, False))
    if sort is ZoneSort.READER:
        row.append(("readerzone", made, False))
    if sort is ZoneSort.AOE:
        row.append(("aoezone", made, False))
    return Token(at, end, f"@{words}", tuple(row))
