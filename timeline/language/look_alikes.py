"""Words of time that speak of none: counts, shares, titles, names, compounds («the night shift»)."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

from timeline.language.lexicon import Sets

_WEEKDAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
SHOW = re.compile(  # «Monday Night Football»
    _WEEKDAY + r" (?:Night|Morning|Afternoon|Evening)s? (?!(?:At|In|On|The|From|And|With|For|Is|Will|To)\b)[A-Z][a-z]+"
)
_OPENING = ("“", '"', "``", "‘", "«")
_OPERATION = re.compile(r"\bOperation $")
_OF_SOMETHING = re.compile(r"[ ]of[ ](?!(?:the )?(?:\d|year|fiscal|last|this|next|that|same|current))", re.I)
_FINAL = re.compile(r"[ -]?final", re.I)  # «the quarter-finals»
_PLAYED = re.compile(r"\d:\d\d(?: (?:left|remaining|to (?:go|play)))? (?:of|in|into) $")  # «4:35 of the fourth quarter»
_DECLINATION = re.compile(r"Dec\.?(?: ?\(?J?2000(?:\.0)?\)?)?[ \t]*[:=]?[ \t]*[+\-−][ \t]?\d{1,2}(?:[d°:]|[ ]\d\d\b)")
_SCORE = re.compile(r"(\d{1,3})[-–](\d{1,3})(?!\d|[:–-]|\.\d)")
_VOTES = re.compile(r"\d{1,3} to \d{1,3}(?!\d|:|\.\d| ?[ap]\.?m)")
_WORD = re.compile(r"[a-z]+")
_NUMBERED = re.compile(r"([^\W\d_]+)[ ]$")
_MOON = re.compile(r"\b(?:moon|lunar)\b[^.!?\n]*$", re.I)
_MOON_BEHIND = re.compile(r"[ ]moon\b", re.I)
_CLOCK_OF = re.compile(r"[ -]time\b", re.I)
_BY = re.compile(r"\b(?:by|(?:by|of) (?:about|around|nearly|almost|some|roughly)) $")  # «fell by a quarter»
_OF_WHICH = re.compile(r"[ ](?:the|he|she|they|it|we|when|that|his|her|their)\b")
_THE_ONE = re.compile(r"\b(?:on|of|from|since|about|remembers?|recalled|recalls?)[ ]$", re.I)
_BEST_OF = re.compile(
    r"\b(?:man|woman|person|player|rookie|coach|manager|driver|team|club|book|song|album|film|movie|artist|car|company"
    r"|teacher|athlete|goal|match|game|photo|word|joke|quote|entrepreneur|scientist) of $",
    re.I,
)
_ROMAN = re.compile(r" [IVX]+\b")  # «the Year II», of a calendar of its own
_OF_QUARTERS = re.compile(r"\bquarter\b[^.;:\n]{0,50}\b(?:from|than|over|to|and|or|in) $", re.I)
_ON_THE = re.compile(r"(?:%|\b(?:percent|per cent|points|up|down|higher|lower)) on $", re.I)
_OF_AN_AGE = re.compile(r"[ ]of[ ][a-z]")  # «the dawn of a new era»
_ENTRY = 24  # characters of an entry in a field: «since march»
_THE_MARCH = re.compile(r"\b(?:the|an?|that|their|his|our|each|every)[ ](?:``|[\"“‘'])?$", re.I)
_UNIT_BY_UNIT = re.compile(r"-(?:to|over|on|by|after)-([a-z]+)", re.I)  # «the quarter-to-quarter comparison»
_STATION = re.compile(r"\b[A-Z]{2,4}[ ]$")  # «VOA Today», a programme
_OF_OUR_AGE = re.compile(r"['’]s[ ](?:([a-z-]+)[ ])?([a-z]+)\b(?!['’-])")  # «in today's world», «today's young voters»
_OF_A_TITLE = re.compile(r"\b(?:The|An?)[ ](?:[A-Z][a-z]+[ ])+$")  # «The Long Noon», a film
_AT_THE_HOUR = re.compile(r"\b(?:at|by|from|to|till|until|since|before|after|around)[ ]$|(?:^|\n)[ \t]*$", re.I)
_LISTED = re.compile(r"\d ?(?:[ap]\.?m\.?)? $", re.I)  # «11.55pm Midnight Carols», what is shown then
_TITLED = re.compile(r"[ ][A-Z]")
_OF_THEM = re.compile(r"\b([a-z]+) of $")  # «the children of today», «the leaders of tomorrow»
_FOLLOWER = re.compile(r"[ ]([^\W\d_]+)")
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


def is_no_time(text: str, start: int, end: int, sets: Sets) -> bool:
    """Whether words that could be a time are a count, a share, a title, a name, or part of a compound."""
    words = text[start:end]
    if text.endswith("Operation ", 0, start) and _OPERATION.search(text, start - 10, start):
        return True
    pair = _UNIT_BY_UNIT.match(text, end) if text.startswith("-", end) else None
    if pair is not None and words.casefold().endswith(pair[1].casefold()):
        return True
    doubts = _doubts(words, sets)
    return bool(doubts) and any(is_other(text, start, end, sets) for is_other in doubts)


_Doubt = Callable[[str, int, int, Sets], bool]  # whether the text around words says that they are something else


@lru_cache(maxsize=8192)
def _doubts(words: str, sets: Sets) -> tuple[_Doubt, ...]:
    """What to ask of words of time that may be something else; most are nothing else, whatever stands around them."""
    if words.casefold().removeprefix("the ") in sets.idioms:
        return (_always,)
    return tuple(doubt for pattern, doubt in _LOOKS if pattern.fullmatch(words))


def _always(_text: str, _start: int, _end: int, _sets: Sets) -> bool:
    return True


def _in_a_sentence(text: str, start: int, end: int, _sets: Sets) -> bool:
    """«fell 4 to 15», «on the eve of the vote»."""
    return not alone(text, start, end)


def _is_quoted(text: str, start: int, _end: int, _sets: Sets) -> bool:
    """«“Friday Night Lights”»."""
    return text.endswith(_OPENING, max(0, start - 2), start)


def _is_as_many(text: str, start: int, _end: int, _sets: Sets) -> bool:
    """«six murders in as many weeks»."""
    return text.endswith("as ", max(0, start - 3), start)


def _is_to_the_day(text: str, start: int, _end: int, _sets: Sets) -> bool:
    """«two years to the day after the fire»."""
    return text.endswith(" to ", 0, start)


def _is_in_the_end(text: str, start: int, end: int, _sets: Sets) -> bool:
    """«at the end of the day, it is about trust»."""
    return text.startswith(",", end) and text.endswith(("at ", "At "), 0, start)


def _is_late(text: str, start: int, _end: int, _sets: Sets) -> bool:
    """«cancelled at the last minute»."""
    return text.endswith(("at ", "At "), 0, start)


def _is_of_a_game(text: str, start: int, end: int, _sets: Sets) -> bool:
    """«the quarter-finals», «4:35 of the fourth quarter», «the Moon's last quarter»."""
    if _FINAL.match(text, end) or _PLAYED.search(text, max(0, start - 24), start):
        return True
    return of_the_moon(text, start, end)


def _is_next_quarter(text: str, start: int, _end: int, _sets: Sets) -> bool:
    """«grew faster in the third quarter than in the second»."""
    return _OF_QUARTERS.search(text, max(0, start - 70), start) is not None


def _names_a_clock(text: str, _start: int, end: int, _sets: Sets) -> bool:
    """«Europe is on summer time»."""
    return _CLOCK_OF.match(text, end) is not None


def _is_of_the_whole(text: str, start: int, end: int, _sets: Sets) -> bool:
    """«1.9 percent on the year», «the song of the summer»."""
    return _ON_THE.search(text, max(0, start - 16), start) is not None or _is_prize(text, start, end)


def _is_of_our_days(text: str, start: int, _end: int, _sets: Sets) -> bool:
    """«one of these days», «to this day»."""
    return text.endswith(("One of ", "one of ", "To ", ", to "), 0, start)


def _is_counted(text: str, start: int, _end: int, _sets: Sets) -> bool:
    """«3.6 million years ago»."""
    return text.endswith(("million ", "billion "), 0, start)


def _is_numbered(text: str, start: int, _end: int, sets: Sets) -> bool:
    """«RWY 02/20», «part 2/11»."""
    part = _NUMBERED.search(text, max(0, start - 16), start)
    return part is not None and part[1].casefold() in sets.numbered


def _is_declination(text: str, start: int, _end: int, _sets: Sets) -> bool:
    """«Dec +10 25 14», of a star."""
    return _DECLINATION.match(text, start) is not None


def _is_of_an_age(text: str, _start: int, end: int, _sets: Sets) -> bool:
    """«the dawn of a new era»."""
    return _OF_AN_AGE.match(text, end) is not None


def _is_share(text: str, start: int, end: int, _sets: Sets) -> bool:
    """«a quarter of the votes», «fell by a quarter»."""
    return _OF_SOMETHING.match(text, end) is not None or _BY.search(text, max(0, start - 14), start) is not None


def _is_title_of_hour(text: str, start: int, end: int, _sets: Sets) -> bool:
    """«11.55pm Midnight Carols», «The Long Noon», «the film High Noon»; «at High Noon» is an hour all the same."""
    if _TITLED.match(text, end):
        return _LISTED.search(text, max(0, start - 8), start) is not None
    if _OF_A_TITLE.search(text, max(0, start - 32), start):
        return True
    return text.startswith("High", start) and _AT_THE_HOUR.search(text, max(0, start - 8), start) is None


def _is_prize(text: str, start: int, end: int) -> bool:
    """«Rookie of the Year», «the song of the summer», «Man of the Match»."""
    named = text[start + 4 : start + 5].isupper() and text.endswith(" of ", 0, start) and not _ROMAN.match(text, end)
    return named or _BEST_OF.search(text, max(0, start - 16), start) is not None


def _is_our_future(text: str, start: int, _end: int, sets: Sets) -> bool:
    """«the leaders of tomorrow»."""
    of = _OF_THEM.search(text, max(0, start - 20), start)
    return of is not None and of[1] in sets.of_our_age


def _is_our_age(text: str, start: int, end: int, sets: Sets) -> bool:
    """Whether «today» is the time we live in, or a programme: «the youth of today», «today's world», «VOA Today»."""
    if (of := _OF_THEM.search(text, max(0, start - 20), start)) is not None:
        return of[1] in sets.of_our_age
    if (age := _OF_OUR_AGE.match(text, end)) is not None:
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


def _is_night_of(text: str, start: int, end: int, sets: Sets) -> bool:
    """«the night shift», «on the night she died»."""
    if _OF_WHICH.match(text, end):
        return _THE_ONE.search(text, max(0, start - 12), start) is not None
    return _is_compound(text, end, sets)


def _is_season_of(text: str, start: int, end: int, sets: Sets) -> bool:
    """«the Winter recess»."""
    return start > 1 and text[start - 1] == " " and _is_compound(text, end, sets)


def _is_compound(text: str, end: int, sets: Sets) -> bool:
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
    return not before.strip(" \t*-•|") and not after.strip(" \t*.:|?!") and len(before) < 80 and len(after) < 80


def _spoken(*phrases: str) -> re.Pattern[str]:
    return re.compile("|".join(phrases), re.I)


# What words may be besides a time, by their looks.
_LOOKS: tuple[tuple[re.Pattern[str], _Doubt], ...] = (
    (re.compile(r"\d{1,3} [1-9]/[1-9]\d?"), _always),  # «rose 4 5/8 to 37»
    (_spoken("(?:the )?(?:earlier|early|late|later|middle) (?:year|month|week|day)s"), _always),
    (re.compile(r"\d{1,2} to \d{1,2}"), _in_a_sentence),
    (_spoken("the eve"), _in_a_sentence),
    (re.compile(r"[A-Z][a-z]+(?: [A-Z][a-z]+)+"), _is_quoted),
    (re.compile("many .*", re.DOTALL), _is_as_many),
    (re.compile("Midnight|Noon|High Noon"), _is_title_of_hour),
    (_spoken("today"), _is_our_age),
    (_spoken("tomorrow"), _is_our_future),
    (_spoken("the day after", "the day before"), _is_to_the_day),
    (_spoken("the end of the day"), _is_in_the_end),
    (_spoken("the last minute"), _is_late),
    (re.compile(".*quarter", re.I | re.DOTALL), _is_of_a_game),
    (_spoken("the (?:first|second|third|fourth)"), _is_next_quarter),
    (_spoken("summer", "winter"), _names_a_clock),
    (_spoken("the (?:day|week|month|quarter|year|summer|season)"), _is_of_the_whole),
    (_spoken("these days", "this day"), _is_of_our_days),
    (_spoken(r"years\b.*"), _is_counted),
    (re.compile(r"\d{1,2}/\d{1,2}"), _is_numbered),
    (re.compile("Dec.*", re.DOTALL), _is_declination),
    (_spoken("the (?:dawn|dusk|sunset|sunrise|(?:early|small|wee) hours)"), _is_of_an_age),
    (
        _spoken("(?:(?:(?:just )?(?:more|less) than |nearly |almost |over )?(?:an?|one|two|three) )?quarters?"),
        _is_share,
    ),
    (_spoken("the (?:morning|afternoon|evening|night)"), _is_night_of),
    (re.compile("(?:[Tt]he )?(?:Spring|Summer|Autumn|Fall|Winter)"), _is_season_of),
    (re.compile("(?:(?:this|that|the following) )?[Mm]arch"), _is_march),
    (re.compile(_WEEKDAY + "|April|May|June|August"), _is_name),
)
