"""Where a text says which zone its times are in: «all times ET», «FIXTURES (BST)», «server time, which is UTC-5»."""

from __future__ import annotations

import re
from collections.abc import Iterator

from timeline.discourse.scope import own_line
from timeline.language.files import read
from timeline.model import ZoneSort, ZoneWords
from timeline.zones import abbreviations, places

_WORDS = read("en_discourse.toml")["headings"]
LISTED = "|".join(_WORDS["listed"])
_OFFSETS = r"(?:UTC|GMT)[ ]?[+−–-][ ]?\d{1,2}(?::\d\d)?"
_REGIONS = rf"(?:{'|'.join(abbreviations.AMERICAN)}|Atlantic)\b(?![ ](?:Europe|Africa|Asia|Austral|Indones|Brazil))"
_SHORT = rf"(?:{_OFFSETS}|{_REGIONS}|[A-Z]{{2,5}})"
_NAMES = r"(?:[A-Z][a-z]+[ ]){1,3}[Tt]ime\b"
_HEADER = re.compile(
    r"(?i:times?)[ \t](?:(?i:are|is|as|in|listed|given|shown|displayed|converted|to)[ \t]+)+"
    r"(?P<own>your (?:own )?(?:local )?time)|"
    r"\b(?:(?i:all|the|any|these|listed|stated|following)[ \t]+)?(?i:times?|hours|timestamps?|"
    r"clocks?)\b(?!\s*zone)[ \t\w,/*_()]{0,50}?"
    r"(?:\b(?:are|is|in|as|listed|given|shown|stated|stored|expressed)\b|(?<!\d):(?!\d)|=)[ \t\w,]{0,30}?[\s(*_]*"
    rf"(?P<zone>{_OFFSETS}|(?:[A-Z][a-z]+ ){{1,3}}(?i:time)\b|{_REGIONS}|[A-Z]{{2,5}}\b)|"
    r"\b[Aa]ll times(?:[ \t]+(?:are|in|shown))*[ \t]+(?P<short>"
    rf"{_NAMES}|{_REGIONS}|[A-Z]{{1,5}}\b)",
)
_LABELLED = re.compile(  # «Time (UTC)» over a column, «Timeline (all times UTC)» over a list, «Time zone: Eastern»
    r"(?i:time(?:s|line|table)?)(?:[ ]?\((?:(?:all times[ ])?in[ ]|all times[ ])?|[ ]?(?i:zone)[ \t*_]*[:=][ \t*_]*)"
    rf"(?P<zone>{_OFFSETS}|[A-Z]{{2,5}}\b|[A-Z][a-z]+(?:/[A-Z][A-Za-z_]+)?(?:[ ][A-Z][a-z]+)?(?:[ ][Tt]ime)?\b)"
)
_OF_ONE = re.compile(r"\d[ ]?(?:[ap]\.?m\.?)?[ ](?:your|my|our|their|his|her)[ ]$")  # «2pm your time (CET)»
_NAMED = re.compile(r"\b(?:[A-Z][a-z]+[ ]){1,3}$")
_GOVERNING = ("s", "line (", "table (", " (", "(", " zone", "zone", " Zone", " in ")
READER = ZoneWords("your time", ZoneSort.READER, "")
_LOCAL = ZoneWords("local time", ZoneSort.LOCAL, "")
_MOST_HEADERS = 20


_FOR = re.compile(  # «Times for New York (EDT):», «Times for Chicago:»
    r"imes for (?P<place>[A-Z][a-z]+(?: [A-Z][a-z]+)*)(?: \((?P<zone>[A-Z]{2,5})\))?(?=[ \t*_]*(?:[:.\n]|$))"
)
_LOCALLY = re.compile(  # «all kick-offs local time», «All times are local», «all times are local (Nairobi)»
    rf"ll (?:[a-z-]+ )?(?:times|{LISTED})"
    r"(?:,? (?:are|is|in|at|given|shown|listed|the|their))*,? local\b(?: times?\b)?"
    r"(?:(?:,? ?[(–-] ?|, | )(?:in |to |at |= ?)?(?:the )?"
    r"(?P<place>[A-Z][a-z]+(?:[ -][A-Z][a-z]+)*)(?= time|[ \t]*(?:[);:,.]|$)))?",
    re.MULTILINE,
)


def headers(text: str, language: str) -> tuple[tuple[int, ZoneWords], ...]:
    """Where a text says which zone its times are in: «all times ET», «times are listed in UTC»."""
    found: list[tuple[int, ZoneWords]] = []
    at = 0
    while len(found) < _MOST_HEADERS:
        spot = text.find("ime", at)
        if spot < 0:
            break
        at = spot + 3
        if text.startswith("Time", spot - 1) and (section := _section(text, spot, language)):
            found.append((spot, section))
            continue
        if text[spot - 1 : spot].lower() != "t" or not text.startswith(_GOVERNING, at):
            continue
        if _OF_ONE.search(text, max(0, spot - 12), spot - 1):
            continue
        if label := _LABELLED.match(text, spot - 1, spot + 40):
            name = _NAMED.search(text, max(0, spot - 40), spot - 1) if label[0][4] in " (" else None
            if name is not None and named(f"{name[0]}Time", language):
                continue  # «at 12AM Pacific Time (PT)» says a name twice; «Incident timeline (UTC)» has none
            words = label["zone"]
        else:
            match = _HEADER.search(text, max(0, spot - 12), min(len(text), spot + 110))
            if match is None or match.start() > spot:
                continue
            words = match["zone"] or match["short"] or match["own"]
        known = READER if words.startswith("your") else named(words, language)
        if known is not None:
            found.append((spot, known))
    return tuple(sorted((*found, *_headings(text, language))[:_MOST_HEADERS]))


_SECTION = re.compile(
    r"[ \t#*_]*(?P<zone>(?:[A-Z][a-z]+ ){1,3}Time)(?: Zone)?(?: \([^()\n]{2,20}\))?[ \t*_]*:?[ \t*_]*"
)


def _section(text: str, spot: int, language: str) -> ZoneWords | None:
    """The zone that is all that a line says, over the hours told in it: «Central Time Zone (CT)»."""
    begin, stop = own_line(text, spot, spot)
    line = _SECTION.fullmatch(text, begin, stop) if begin < stop <= begin + _LONGEST_LINE else None
    known = named(line["zone"], language) if line is not None else None
    return known if known is not None and (known.sort is ZoneSort.NAME or places.lookup(known.key)) else None


_ALL_FOR = re.compile(  # «all timings are for the UK»
    r"ll (?:the )?(?:times|timings|hours|kick-offs|games)(?: (?:are|given|shown|listed|stated|here|below))* for "
    r"(?:the )?(?P<place>[A-Z][A-Za-z]+(?: [A-Z][a-z]+)*)\b"
)
_HEADED = re.compile(  # «Fall schedule (ET)», «FIXTURES (all BST)», «Schedule (local time, UTC+1)»
    rf"\((?:[^()\n\d]{{0,40}}[ ,])??(?P<zone>{_SHORT})\)[ \t*_]*(?::|$)", re.MULTILINE
)
_ALL = re.compile(  # «(all ET; tickets at the door)», «(both UTC)»
    rf"\((?:times[ ])?(?:all|both)[ ](?:in[ ])?(?P<zone>{_OFFSETS}|{_NAMES}|{_REGIONS}|[A-Z]{{2,5}}\b)(?=[);,])"
)
_IN = re.compile(rf"\bin (?P<zone>{_SHORT})[*_]*:")  # «Race weekend in BST: Practice Fri 11:30»
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
_DAY = rf"(?:\d{{1,2}}(?:st|nd|rd|th)? {_MONTH}|{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?)(?:,? 20\d\d)?"
_LISTING = re.compile(  # «Agenda, 18 March 2027 (CET)»
    rf"\b(?:{'|'.join(_WORDS['lists'])}|{LISTED})\b[^:\d\n]*(?:{_DAY}[^:\d\n]*)?$",
    re.IGNORECASE,
)
_ALL_OF = re.compile(  # «All games ET», «all kick-offs in BST»
    rf"ll[ ](?:[a-z-]+[ ])?(?:{LISTED})"
    rf"(?:[ ](?:are|is|in|at|shown|listed))*[ ,:(]{{1,3}}(?P<zone>{_SHORT}\b)"
)


def _headings(text: str, language: str) -> Iterator[tuple[int, ZoneWords]]:
    """Where the heading of a list, or a word on all that it lists, names a zone."""
    for match in _HEADED.finditer(text):
        begin, _ = own_line(text, match.start(), match.end())
        if _LISTING.search(text, begin, match.start()) and (known := named(match["zone"], language)):
            yield match.start(), known
    for match in (*_IN.finditer(text), *_ALL.finditer(text)):
        if known := named(match["zone"], language):
            yield match.start(), known
    for match in _FOR.finditer(text) if "imes for " in text else ():
        place = ZoneWords(match["place"], ZoneSort.PLACE, match["place"])
        known = named(match["zone"], language) if match["zone"] else place if places.lookup(match["place"]) else None
        if known:
            yield match.start(), known
    at = -1
    while (at := text.find("ll ", at + 1)) >= 0:
        locally = _LOCALLY.match(text, at) if at and text[at - 1] in "aA" else None
        if locally is not None:
            town = locally["place"]
            yield at, ZoneWords(town, ZoneSort.PLACE, town) if town and places.lookup(town) else _LOCAL
        stated = _ALL_OF.match(text, at, at + 80) if at and text[at - 1] in "aA" else None
        if stated is not None and (known := named(stated["zone"], language)):
            yield at, known
        theirs = _ALL_FOR.match(text, at, at + 80) if at and text[at - 1] in "aA" else None
        if theirs is not None and places.is_well_known(theirs["place"]) and places.lookup(theirs["place"])[0].zone:
            yield at, ZoneWords(theirs["place"], ZoneSort.PLACE, theirs["place"])  # not March, nor Christmas


_PAIR = re.compile(  # «Week 1 (ET / PT)», «Kick-off (local / BST)» over «7:30 / 4:30»
    rf"(?<![\d.m][ ])\((?:(?i:all|times|in)[ ])*(?P<one>(?i:local)(?:[ ][Tt]ime)?|{_SHORT})"
    rf"[ ]?/[ ]?(?P<other>(?i:local)(?:[ ][Tt]ime)?|{_SHORT})\)"
)


def pairs(text: str, language: str) -> tuple[tuple[int, tuple[ZoneWords, ZoneWords]], ...]:
    """Where a heading names two zones, for the two clock times of each line below it."""
    found = []
    for match in _PAIR.finditer(text) if "/" in text else ():
        one, other = (
            _LOCAL if name.lower().startswith("local") else named(name, language)
            for name in match.group("one", "other")
        )
        if one is not None and other is not None and one != other:
            found.append((match.start(), (one, other)))
    return tuple(found[:_MOST_HEADERS])


_LONGEST_LINE = 40  # characters of one that says nothing but a zone


def named(words: str, language: str) -> ZoneWords | None:
    return offset_words(words) or zone_words(words, language)


_TIME = re.compile(r"[ \t][Tt]ime\b")
_OWNER = re.compile(
    r"\b(?:server|game|system|event|site|forum|realm|in-game|our|studio|league|board|station|ship|mission|"
    r"office|company|track|race)(?=[ \t]*$)",
    re.IGNORECASE,
)
_DEFINED = re.compile(
    r"[ \t]+[Tt]ime\b[^.!?\n\d]{0,30}?"
    r"(?P<zone>\b(?:UTC|GMT)(?:[ ]?[+−–-][ ]?\d{1,2}(?:[.:]?\d{1,2})?)?|\b[A-Z]{2,4}T\b|\b[A-Z][a-z]+ [Tt]ime\b)"
)
_OFFSET = re.compile(r"(?:UTC|GMT)[ ]?([+−–-])[ ]?(\d{1,2})(?:([.:]?)(\d{1,2}))?")


def definitions(text: str, language: str) -> dict[str, ZoneWords]:
    """The clocks that a text gives a name: «server time, which is UTC-5»."""
    found: dict[str, ZoneWords] = {}
    done = 0
    for time in _TIME.finditer(text):  # the names are looked for behind it, for it is rarer than where one may begin
        owner = _OWNER.search(text, max(done, time.start() - _LONGEST_NAME), time.start())
        match = _DEFINED.match(text, owner.end()) if owner is not None else None
        if owner is None or match is None:
            continue
        done = match.end()
        known = named(match["zone"], language)
        if known is not None:
            found.setdefault(owner[0].casefold(), known)
    return found


_LONGEST_NAME = 16  # with the blanks behind it


def offset_words(words: str) -> ZoneWords | None:
    """The symbol of «UTC-5», «GMT+5.5», «UTC-3.50»; None for other words.

    One digit behind a dot is a decimal of an hour, two are minutes unless there are not so many.
    """
    match = _OFFSET.fullmatch(words)
    if match is None:
        return None
    hours, fraction = int(match[2]), match[4] or "0"
    decimal = match[3] == "." and (len(fraction) == 1 or int(fraction) > 59)
    minutes = round(float(f"0.{fraction}") * 60) if decimal else int(fraction)
    if hours > 14 or minutes > 59:
        return None
    return ZoneWords(words, ZoneSort.OFFSET, f"{'+' if match[1] == '+' else '-'}{hours:02}:{minutes:02}")


def zone_words(words: str, language: str) -> ZoneWords | None:
    """The symbol of words that name a zone by themselves."""
    from timeline.zones import names, rules

    words = words.strip()
    if words.upper() in abbreviations.universal():
        return ZoneWords(words, ZoneSort.UTC, "UTC")
    if words.isupper() and abbreviations.of(words):
        return ZoneWords(words, ZoneSort.ABBREVIATION, words)
    if names.of(words, language):
        return ZoneWords(words, ZoneSort.NAME, words.casefold())
    if "/" in words and rules.is_key(words):
        return ZoneWords(words, ZoneSort.IANA, rules.canonical(words))
    if words.endswith((" time", " Time")) and words[0].isupper():
        return ZoneWords(words, ZoneSort.PLACE, words[:-5])
    country = places.lookup(words)[:1] if words.isupper() and len(words) < 4 else ()  # «All times stated are UK»
    if country and country[0].kind == "country" and country[0].zone:
        return ZoneWords(words, ZoneSort.PLACE, words)
    return None
