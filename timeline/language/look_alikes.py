"""Words of time that speak of none: counts, shares, titles, names, compounds («the night shift»)."""

from __future__ import annotations

import re
from functools import lru_cache

from timeline.language.lexicon import Sets

_WEEKDAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
SHOW = re.compile(  # «Monday Night Football»
    _WEEKDAY + r" (?:Night|Morning|Afternoon|Evening)s? (?!(?:At|In|On|The|From|And|With|For|Is|Will|To)\b)[A-Z][a-z]+"
)
_FRACTION_COUNT = re.compile(r"\d{1,3} [1-9]/[1-9]\d?")  # «rose 4 5/8 to 37»
_FROM_TO = re.compile(r"\d{1,2} to \d{1,2}")  # «fell 4 to 15»
_TITLE = re.compile(r"[A-Z][a-z]+(?: [A-Z][a-z]+)+")
_OPENING = ("“", '"', "``", "‘", "«")
_OPERATION = re.compile(r"\bOperation $")
_SHARE = re.compile(
    r"(?:(?:(?:just )?(?:more|less) than |nearly |almost |over )?(?:an?|one|two|three) )?quarters?", re.I
)
_OF_SOMETHING = re.compile(r"[ ]of[ ](?!(?:the )?(?:\d|year|fiscal|last|this|next|that|same|current))", re.I)
_FINAL = re.compile(r"[ -]?final", re.I)  # «the quarter-finals»
_PLAYED = re.compile(r"\d:\d\d(?: (?:left|remaining|to (?:go|play)))? (?:of|in|into) $")  # «4:35 of the fourth quarter»
_DECLINATION = re.compile(r"Dec\.?(?: ?\(?J?2000(?:\.0)?\)?)?[ \t]*[:=]?[ \t]*[+\-−][ \t]?\d{1,2}(?:[d°:]|[ ]\d\d\b)")
_SCORE = re.compile(r"(\d{1,3})[-–](\d{1,3})(?!\d|[:–-]|\.\d)")
_VOTES = re.compile(r"\d{1,3} to \d{1,3}(?!\d|:|\.\d| ?[ap]\.?m)")
_WORD = re.compile(r"[a-z]+")
_PART = re.compile(r"\d{1,2}/\d{1,2}")  # «RWY 02/20», «part 2/11»
_NUMBERED = re.compile(r"([^\W\d_]+)[ ]$")
_MOON = re.compile(r"\b(?:moon|lunar)\b[^.!?\n]*$", re.I)
_MOON_BEHIND = re.compile(r"[ ]moon\b", re.I)
_CLOCK_OF = re.compile(r"[ -]time\b", re.I)
_BY = re.compile(r"\b(?:by|(?:by|of) (?:about|around|nearly|almost|some|roughly)) $")  # «fell by a quarter»
_OF_WHICH = re.compile(r"[ ](?:the|he|she|they|it|we|when|that|his|her|their)\b")
_THE_ONE = re.compile(r"\b(?:on|of|from|since|about|remembers?|recalled|recalls?)[ ]$", re.I)
_EARLY_YEARS = re.compile(r"(?:the )?(?:earlier|early|late|later|middle) (?:year|month|week|day)s", re.I)
_DAYPART = re.compile(r"the (?:morning|afternoon|evening|night)", re.I)
_WHOLE = re.compile(r"the (?:day|week|month|quarter|year|summer|season)", re.I)
_BEST_OF = re.compile(
    r"\b(?:man|woman|person|player|rookie|coach|manager|driver|team|club|book|song|album|film|movie|artist|car|company"
    r"|teacher|athlete|goal|match|game|photo|word|joke|quote|entrepreneur|scientist) of $",
    re.I,
)
_ROMAN = re.compile(r" [IVX]+\b")  # «the Year II», of a calendar of its own
_ON_THE = re.compile(r"(?:%|\b(?:percent|per cent|points|up|down|higher|lower)) on $", re.I)
_YEARS = re.compile(r"years\b.*", re.I)
_DAWN = re.compile(r"the (?:dawn|dusk|sunset|sunrise|(?:early|small|wee) hours)", re.I)
_OF_AN_AGE = re.compile(r"[ ]of[ ][a-z]")  # «the dawn of a new era»
_SEASON_NAME = re.compile(r"(?:[Tt]he )?(?:Spring|Summer|Autumn|Fall|Winter)")
_ENTRY = 24  # characters of an entry in a field: «since march»
_MARCH = re.compile(r"(?:(?:this|that) )?[Mm]arch")
_THE_MARCH = re.compile(r"\b(?:the|an?|that|their|his|our|each|every)[ ](?:``|[\"“‘'])?$", re.I)
_UNIT_BY_UNIT = re.compile(r"-(?:to|over|on|by|after)-([a-z]+)", re.I)  # «the quarter-to-quarter comparison»
_STATION = re.compile(r"\b[A-Z]{2,4}[ ]$")  # «VOA Today», a programme
_OF_OUR_AGE = re.compile(r"['’]s[ ](?:([a-z-]+)[ ])?([a-z]+)\b(?!['’-])")  # «in today's world», «today's young voters»
_OF_THE_CLOCK = re.compile("Midnight|Noon|High Noon")
_OF_A_TITLE = re.compile(r"\b(?:The|An?)[ ](?:[A-Z][a-z]+[ ])+$")  # «The Long Noon», a film
_AT_THE_HOUR = re.compile(r"\b(?:at|by|from|to|till|until|since|before|after|around)[ ]$|(?:^|\n)[ \t]*$", re.I)
_LISTED = re.compile(r"\d ?(?:[ap]\.?m\.?)? $", re.I)  # «11.55pm Midnight Carols», what is shown then
_TITLED = re.compile(r"[ ][A-Z]")
_OF_THEM = re.compile(r"\b([a-z]+) of $")  # «the children of today», «the leaders of tomorrow»
_FOLLOWER = re.compile(r"[ ]([^\W\d_]+)")
_NAMED = re.compile(_WEEKDAY + r"|April|May|June|August")


def is_no_time(text: str, start: int, end: int, sets: Sets) -> bool:
    """Whether words that could be a time are a count, a share, a title, a name, or part of a compound."""
    words = text[start:end]
    if text.endswith("Operation ", 0, start) and _OPERATION.search(text, start - 10, start):
        return True
    pair = _UNIT_BY_UNIT.match(text, end) if text.startswith("-", end) else None
    if pair is not None and words.casefold().endswith(pair[1].casefold()):
        return True
    looks = _looks(words, sets)
    return bool(looks) and _is_other(text, start, end, looks, sets)


@lru_cache(maxsize=8192)
def _looks(words: str, sets: Sets) -> frozenset[str]:
    """What words of time may be besides a time; most are nothing else, whatever stands around them."""
    folded = words.casefold()
    looks = {look for look, pattern in _LOOKS.items() if pattern.fullmatch(words)}
    if folded.removeprefix("the ") in sets.idioms:
        looks.add("idiom")
    if words.startswith("many "):
        looks.add("many")
    if folded.endswith("quarter"):
        looks.add("quarter")
    if words.startswith("Dec"):
        looks.add("declination")
    return frozenset(looks | ({folded} & _SPOKEN))


_LOOKS = {
    "count": _FRACTION_COUNT,
    "from to": _FROM_TO,
    "title": _TITLE,
    "years": _EARLY_YEARS,
    "million": _YEARS,
    "whole": _WHOLE,
    "part": _PART,
    "dawn": _DAWN,
    "share": _SHARE,
    "daypart": _DAYPART,
    "season": _SEASON_NAME,
    "march": _MARCH,
    "name": _NAMED,
    "listed": _OF_THE_CLOCK,
}
_SPOKEN = frozenset(
    [
        "the eve",
        "today",
        "tomorrow",
        "the day after",
        "the day before",
        "the end of the day",
        "the last minute",
        "these days",
        "this day",
        "summer",
        "winter",
    ]
)


def _is_other(text: str, start: int, end: int, looks: frozenset[str], sets: Sets) -> bool:
    """Whether the text around words that may be something else says that they are."""
    if "idiom" in looks or "count" in looks:
        return True
    if "from to" in looks or "the eve" in looks:
        return not alone(text, start, end)
    if "title" in looks and text.endswith(_OPENING, max(0, start - 2), start):
        return True
    if "many" in looks and text.endswith("as ", max(0, start - 3), start):
        return True  # «six murders in as many weeks»
    if "listed" in looks and _is_title_of_hour(text, start, end):
        return True
    if not looks.isdisjoint(("today", "tomorrow")):
        return _is_our_age(text, start, end, looks, sets)
    if not looks.isdisjoint(("the day after", "the day before")):
        return text.endswith(" to ", 0, start)  # «two years to the day after the fire»
    if "the end of the day" in looks and text.startswith(",", end):
        return text.endswith(("at ", "At "), 0, start)  # «at the end of the day, it is about trust»
    if "the last minute" in looks:
        return text.endswith(("at ", "At "), 0, start)
    if "quarter" in looks:
        if _FINAL.match(text, end) or _PLAYED.search(text, max(0, start - 24), start):
            return True
        if of_the_moon(text, start, end):
            return True
    if not looks.isdisjoint(("summer", "winter")) and _CLOCK_OF.match(text, end):
        return True  # «Europe is on summer time»
    if "years" in looks:
        return True
    if not looks.isdisjoint(("whole", "these days", "this day")) and _is_phrase(text, start, end, looks):
        return True
    if "million" in looks and text.endswith(("million ", "billion "), 0, start):
        return True  # «3.6 million years ago»
    if "part" in looks and (part := _NUMBERED.search(text, max(0, start - 16), start)):
        return part[1].casefold() in sets.numbered
    if "declination" in looks and _DECLINATION.match(text, start):
        return True
    if "dawn" in looks:
        return _OF_AN_AGE.match(text, end) is not None
    if "share" in looks:
        return _OF_SOMETHING.match(text, end) is not None or _BY.search(text, max(0, start - 14), start) is not None
    return (
        (("season" in looks or "daypart" in looks) and _is_compound(text, start, end, looks, sets))
        or ("march" in looks and _is_march(text, start, end, sets))
        or ("name" in looks and _is_name(text, start, end, sets))
    )


def _is_title_of_hour(text: str, start: int, end: int) -> bool:
    """«11.55pm Midnight Carols», «The Long Noon», «the film High Noon»; «at High Noon» is an hour all the same."""
    if _TITLED.match(text, end):
        return _LISTED.search(text, max(0, start - 8), start) is not None
    if _OF_A_TITLE.search(text, max(0, start - 32), start):
        return True
    return text.startswith("High", start) and _AT_THE_HOUR.search(text, max(0, start - 8), start) is None


def _is_phrase(text: str, start: int, end: int, looks: frozenset[str]) -> bool:
    """«1.9 percent on the year», «one of these days», «to this day»."""
    if "whole" in looks:
        return _ON_THE.search(text, max(0, start - 16), start) is not None or _is_prize(text, start, end)
    return text.endswith(("One of ", "one of ", "To ", ", to "), 0, start)


def _is_prize(text: str, start: int, end: int) -> bool:
    """«Rookie of the Year», «the song of the summer», «Man of the Match»."""
    named = text[start + 4 : start + 5].isupper() and text.endswith(" of ", 0, start) and not _ROMAN.match(text, end)
    return named or _BEST_OF.search(text, max(0, start - 16), start) is not None


def _is_our_age(text: str, start: int, end: int, looks: frozenset[str], sets: Sets) -> bool:
    """Whether «today» is the time we live in, or a programme: «the youth of today», «today's world», «VOA Today»."""
    if (of := _OF_THEM.search(text, max(0, start - 20), start)) is not None:
        return of[1] in sets.of_our_age
    if "today" in looks and (age := _OF_OUR_AGE.match(text, end)) is not None:
        return age[2] in sets.of_our_age or (age[1] in sets.of_our_age and age[2] in sets.function)
    if text.startswith("Today", start):
        named = _STATION.search(text, max(0, start - 6), start) is not None
        return named and not _TITLED.match(text, end)
    return False


def of_the_moon(text: str, start: int, end: int) -> bool:
    """Whether a first or last quarter is one of the Moon's: «the Moon reaches last quarter», «first quarter moon»."""
    return _MOON_BEHIND.match(text, end) is not None or _MOON.search(text, max(0, start - 80), start) is not None


def score_at(text: str, at: int, sets: Sets) -> int | None:
    """Where the result of a game or a vote ends that begins here: «beat the Pirates 3-1», «voted by 11 to 6»."""
    if text.endswith("by ", 0, at):
        votes = _VOTES.match(text, at)
        return votes and votes.end()
    score = _SCORE.match(text, at)
    if score is None or score[1] == score[2]:
        return score and score.end()  # «the score at 1–1»: no stretch of time ends where it begins
    before = text[max(0, at - 50) : at]
    clause = before[max(map(before.rfind, ".;:\n")) + 1 :].casefold()
    return score.end() if not sets.outcomes.isdisjoint(_WORD.findall(clause)) else None


def _is_compound(text: str, start: int, end: int, looks: frozenset[str], sets: Sets) -> bool:
    """«the night shift», «the Winter recess», «on the night she died»."""
    if "daypart" in looks and _OF_WHICH.match(text, end):
        return _THE_ONE.search(text, max(0, start - 12), start) is not None
    season = "season" in looks and start > 1 and text[start - 1] == " "
    if not season and "daypart" not in looks:
        return False
    noun = _FOLLOWER.match(text, end)
    return noun is not None and noun[1].islower() and noun[1] not in sets.function and not noun[1].endswith("ed")


def _is_march(text: str, start: int, end: int, sets: Sets) -> bool:
    """«the March to Versailles», «arrested at this march»: people walk."""
    if alone(text, start, end) or len(text) <= _ENTRY:
        return False
    if text.endswith("march", start, end):
        return True
    noun = _FOLLOWER.match(text, end)
    led = _THE_MARCH.search(text, max(0, start - 8), start) is not None
    return led and (noun is None or noun[1] in sets.function)


_SURNAME = re.compile(
    rf" (?!{_WEEKDAY}|[A-Z][a-z]{{2}}\b)(?:O['’])?[A-Z][a-z]+(?: [A-Z][a-z]+)?"
    r"(?= [a-z]|['’]s |[.,;])"
)
_NO_NAME_BEFORE = re.compile(
    r"\b(?:on|in|by|since|until|till|from|of|for|and|or|to|at|last|next|this|that|every|each|late|early|mid|before"
    r"|after|through|between|during|his|her|its|their|our|my|coming|past|previous|following|said|says|told)[ ]+$",
    re.IGNORECASE,
)
_SIGNED = re.compile(r"(?:\n[ \t]*|,[ \t]*)\n[ \t]*$")  # «See you there.  May», the writer's name below a letter
_HONORIFIC = re.compile(r"\b(?:M(?:r|s|rs)|Dr|Miss|Sir|Prof)\b\.? $")


def _is_name(text: str, start: int, end: int, sets: Sets) -> bool:
    """«the June Carter songs», «August Wilson wrote», «Ms. April Jones»: no preposition before, a surname behind."""
    if len(text) - end < _ENTRY and not text[end:].strip() and start > _ENTRY:
        return _SIGNED.search(text, max(0, start - 8), start) is not None
    if text[end : end + 1] != " ":
        return False
    if _HONORIFIC.search(text, max(0, start - 12), start):
        return True
    opens = start == 0 or text[start - 1] == "\n"
    if opens and text[start:end].casefold() not in sets.forenames:
        return False
    return _SURNAME.match(text, end) is not None and not _NO_NAME_BEFORE.search(text, max(0, start - 12), start)


def alone(text: str, start: int, end: int) -> bool:
    """Whether nothing else stands on the line."""
    before = text[max(0, start - 80) : start].rpartition("\n")[2]
    after = text[end : end + 80].partition("\n")[0]
    return not before.strip(" \t*-|") and not after.strip(" \t*.:|?!") and len(before) < 80 and len(after) < 80
