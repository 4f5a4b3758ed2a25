"""Whether a mention stands: words that may mean a time need company, or a look that says so.

The chart reads tokens alone; here the text around a mention has its say.  The words asked for are data of the language.
"""

from __future__ import annotations

import re

from timeline.algebra.expressions import At, Clock, Every, Fields, Length, Next, This, Vague
from timeline.language.chart import Item
from timeline.language.lexicon import Sets
from timeline.language.look_alikes import alone, is_no_time
from timeline.language.tokens import Token
from timeline.language.tokens.view import has

_FOLLOWING = re.compile(r"[ \t]*([^\W\d_]+)")
_PRECEDING = re.compile(r"([^\W\d_]+)\s{1,12}(?:the\s{1,12})?$")
_BY = re.compile(r"([^\W\d_]+)\s{1,12}by[ \t]+$")
_OFFSET = re.compile(r"[^\w)]?[+-]\d\d(?::?\d\d){0,2} \(?[A-Z]{3,4}\)?")  # «2001-07-01-00:00:00 -0400 (EDT)»
_CHANGED_FROM = re.compile(r"\b(?:up|down|rose|fell|risen|fallen|dropped|grew) from $")  # «down from three»
_FINAL_DAY = re.compile(r"(?:the )?last day", re.IGNORECASE)
_BESIDE = re.compile(r" (?:after|before|earlier|ahead|short) ")
_DURING = re.compile(r"\b(?:for|by|within|than|only|just|least|lasted|lasts|took|takes|another) $", re.IGNORECASE)
_WILL = re.compile(r"\b(?:will|would|could|may|might|can|must|shall|to) $", re.IGNORECASE)  # «she will one day return»
_NOT_OF_ITSELF = re.compile(r"\b(?:most|that|so|too) $", re.IGNORECASE)  # «most recently in 2009», «not that long ago»
_ANY_DAY = re.compile(r"\bany (?:day|minute|moment|time) $", re.IGNORECASE)
_SO_MANY = re.compile(
    r"[ ](?:\d|(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozen|few|several|many|couple)\b)"
)
_OF_TO = re.compile(r" (?:of|to|for|on which|that) ")
_OPENS = re.compile(r"Now(?: ?,| for) ")  # «Now, lenders are in trouble», «Now for the news», and no time
_ANY = re.compile(r"\ban?[ ](?:[a-z]+[ ])?$", re.IGNORECASE)
_ANOTHER_FIGURE = re.compile(r" [-–] \d")  # «at 10 - 10.1»
# Rules of what stands in a field alone.
_ENTRIES = frozenset(["entry", "half-alone", "hours-in-words", "signed-amount"])
_QUALIFIED = re.compile(r"[ \t]+(?!(?:and|or|of|in|at|to|that|which|is|was|from|for|with|through|flow)\b)[a-z]")
_A_STRONG = re.compile(r"\ban?[ \t]+[a-z]+[ \t]+$", re.IGNORECASE)
_A_UNIT = re.compile(r"an? [a-z]+", re.IGNORECASE)
_MUCH = "percent|million|billion|trillion|dollars|pounds|euros|tons|tonnes|barrels|units|copies|visitors|passengers"
_RATE = re.compile(
    rf"(?:\d|\b(?:{_MUCH}|times|once|twice|thousand|hundred|people|hours|days|flights|miles|games|cents|pence|cars"
    r"|seats))\s+$",
    re.IGNORECASE,
)
_SO_MUCH = re.compile(rf"(?:%|\b(?:{_MUCH})) $", re.IGNORECASE)  # «$18 million annually», «10,000 units annually»
_SO_OFTEN = re.compile(
    r"[ ](?:an?|per|each|every|out of every)[ ](?:minute|hour|day|night|week|month|year)\b", re.IGNORECASE
)
_OF_SUCH = re.compile(r" of (?!the\b|operation\b|experience\b|our\b|their\b|its\b|his\b|her\b)[a-z]")
_PAPER = re.compile(r"[A-Z][\w-]+[ ](?:daily|weekly)[ ][A-Z]")  # «the Paris daily Le Monde»
_NAMED = re.compile(r" [A-Z][a-z]+\b")
_HANGING = re.compile(r"::|-bit\b|[-/–](?:0\d\d|1[0-4]\d\d|[3-9]\d{3}|\d{5})")
_CODE = re.compile(r"(?!AD|CE|IN|BY)[A-Z]{2,5}")
_LABEL = re.compile(  # «No. 1984», «passcode: 1630», «the code is 2026»
    r"\b(?:(?:u\.s\.c|c\.f\.r|doc|dkt|no|nos|nr|num|ref|art|sec|ext|ex|ch|p|pp)\.|"
    r"(?:pass|pin |zip |access |dial-?in )?(?:code|id|pin|word|number)(?::| is)) ?$",
    re.IGNORECASE,
)
_DIGITS_BEFORE = re.compile(r"\d[ -]$")
_FIGURES = re.compile(r"([^\W\d_]+)\.?(?:[ \t]+of|[ \t]+an?|[ \t]+\d{1,3})?[ \t]+$")
_PERIOD = re.compile(
    r"\s{1,20}(?:(?:and|or|through|to) [a-z]{4,9} )?"  # «the second and fourth quarters»
    r"(?:day|weekday|week|month|quarter|year|hour|minute|second|night|morning|evening|weekend)s?\b"
)
_WEEK_GOES_ON = re.compile(  # «Sat: vigil 6.30pm; Sun 9am»
    r":?[ ][^.;\n]{0,24}\d{1,2}(?:[.:]\d\d)?[ ]?[ap]\.?m\.?[;,][ ](?:and[ ])?(?:Sun|Mon|Tue|Wed|Thu|Fri|Sat)[a-z]*\b"
)
_WHOSE = re.compile(r"\b(?:an?|the|his|her|its|their|our|my|your|last|this)[ ]$", re.IGNORECASE)
_GOES = re.compile(  # «the March for Life», «a March on Rome», «the May queen»
    r"(?:and|or|but|to|on|for|in|with|at|of|is|was|will|by|from|into|through|against|past|over|across|began|ended|began"
    r"|queen|queens|hare|tree|pole|flower|family|government|ministry|have|be|not)$"
)
_CLAUSE = re.compile(r"[^.!?;\n]*$")
_GOES_ON = re.compile(  # «he won by one / second.»: no entry of a list
    r"\b(?:an?|one|last|next|first|and|or|in|of|than|his|her|its|their)[ \t]*\n[ \t]*$"
)
_WORDS = re.compile(r"[^\W\d_]+")
_SHARED = re.compile(r"[ ]?(?:,|/|&|and|or)[ ]?\d{1,2}(?:[:.]\d\d)?[ ]?(?:[ap]\.?m\b|noon|midnight)", re.IGNORECASE)
_MARKED = frozenset(["mershort", "hmark", "ish", "unitshort"])  # what makes a number a time: «at 18h»
_HELD = 60  # characters before a bare hour in which something is named that begins then
_RESULT = re.compile(r"\d:\d\d:\d\d")  # «Assefa's 2:15:50», a runner's; a log writes «02:15:50»
_AT = re.compile(r"\b(?:at|by|until|till|from|since|around|about|before|after|to)[ ]$", re.IGNORECASE)
_LENGTH_OF = re.compile(r"\b(?:time of (?:game|play)|elapsed|duration|length)[ ]?[:=][ ]*$", re.IGNORECASE)
_DAYS = re.compile(r"\bdays?,[ ]{1,2}$")  # «up 12 days, 3:04»
_SKY = re.compile(  # a place in the sky, in hours of right ascension: «RA = 14h 35m 46.9s», «R.A. 14:35:46»
    r"\b(?:R\.A\.|RA)(?:[ ]?\(?J?2000(?:\.0)?\)?)?[ \t]*[:=]?[ \t]*$"
)
_VERSE = re.compile(r"\d{1,2}:(\d\d)(?:[-–](\d{1,3})(?::(\d\d))?)?")
_BOOK = re.compile(r"([^\W\d_]+)\.?[ \t]+(?:\d{1,3}:\d{1,3}(?:[-–][\d:]{1,6})?(?:[,;]| and) ?){0,4}$")
_TAKEN = re.compile(  # «the marathon in 12:09»
    r"(?<!check)(?<!sign)(?<!clock)(?<!log)[ \t]in[ \t]+(?:an?[ \t]+)?$", re.IGNORECASE
)
_TOOK = re.compile(  # «the outage took 2:53 h»
    r"\b(?:took|takes|taking|lasted|lasts|lasting)[ ](?:(?:about|around|some|only|just|a total of)[ ])?$", re.IGNORECASE
)
_SHORT = 2  # tokens of a length of time: «2:53 h»
_ORDINALS, _CLOCK = frozenset(["ord", "ordinal"]), frozenset(["clk"])
_MEASURE = re.compile(r"[ \t-]?([^\W\d_]+)(?:[ \t]+the[ \t]+[a-z-]+[ \t]+([a-z]+))?")


def stands(item: Item, tokens: tuple[Token, ...], text: str, sets: Sets) -> bool:
    """Whether the text around a mention lets it be a time."""
    if item.value == "silent":
        return False
    span = tokens[item.left].start, tokens[item.right - 1].end
    if item.right - item.left <= 3 and _is_final_day(text, *span):
        return False
    opens = text.startswith("Now", span[0]) and _OPENS.match(text, span[0]) is not None
    if item.right - item.left == 1 and (opens or _is_any_weekend(text, *span, sets)):
        return False
    if _counts_units(item, tokens, text) or _OFFSET.fullmatch(text, max(0, span[0] - 2), span[1]):
        return False
    if isinstance(item.value, Vague) and not _vague_stands(item, tokens, text, sets):
        return False
    if not _amount_stands(item, tokens, text, sets) or not _adverb_stands(item, tokens, text, sets):
        return False
    if is_no_time(text, *span, sets) or not _may_stands(item, tokens, text, sets):
        return False
    if _is_measure(item, tokens, text, sets):
        return False
    return not item.latent or _latent_stands(item, tokens, text, sets)


def _is_final_day(text: str, start: int, end: int) -> bool:
    """«Last day: 12 June», «last day to enrol», «the last day of school»; «the last day» alone was yesterday."""
    if text[end - 8 : end].lower() != "last day" or _FINAL_DAY.fullmatch(text, start, end) is None:
        return False
    if alone(text, start, end):
        return False
    return text[start] in "Ll" or _OF_TO.match(text, end) is not None


def _is_any_weekend(text: str, start: int, end: int, sets: Sets) -> bool:
    """«a weekend of talks», «a long weekend»; «a weekend meeting» was that of this one."""
    if text[start:end] != "weekend" or not _ANY.search(text, max(0, start - 20), start):
        return False
    follower = _FOLLOWING.match(text, end)
    return follower is None or follower[1] in sets.function


def _counts_units(item: Item, tokens: tuple[Token, ...], text: str) -> bool:
    """«midnight on the first day of the week», «the second-floor chambers», «Mahler's Second»: no days of a month."""
    last = tokens[item.right - 1]
    if not has(last, _ORDINALS):
        return False
    if item.right - item.left == 1 and text[last.start - 3 : last.start] in ("'s ", "’s "):
        return True
    joined = text[last.end : last.end + 1] == "-" and text[last.end + 1 : last.end + 2].isalpha()
    return joined or _PERIOD.match(text, last.end) is not None


def _latent_stands(item: Item, tokens: tuple[Token, ...], text: str, sets: Sets) -> bool:
    """Whether words that are mostly something else have the company that they need."""
    start, end = tokens[item.left].start, tokens[item.right - 1].end
    follower = _FOLLOWING.match(text, end)
    leader = _PRECEDING.search(text, max(0, start - 24), start)
    hidden = item.start < item.left
    if alone(text, tokens[item.start].start, tokens[item.end - 1].end):
        return not (has(tokens[item.right - 1], _ORDINALS) and _GOES_ON.search(text, max(0, start - 24), start))
    made = _made_by(item)
    if made & _ENTRIES or ("to-figure" in made and not hidden):  # a vote of «ten to seven»
        return False
    closed = follower is None or follower.start(1) > end + 1 or follower[1] in sets.linking
    symbols = {symbol for symbol, _, _ in tokens[item.right - 1].row}
    clocked = isinstance(item.value, At) and isinstance(item.value.clock, Clock)
    if "year" in symbols and not clocked:
        return _year_stands(int(tokens[item.right - 1].key), follower, leader, text, start, end, sets)
    figure = bool(symbols & {"hour", "digit", "teen"})
    if ("hour" in symbols and tokens[item.right - 1].key == "0") or (figure and _adds_by(text, start, sets)):
        return False  # «centred at 0», «increased by 1»
    if symbols & {"hour", "mil", "digit", "teen", "tens", "mershort", "hmark", "ish"}:
        unmarked = tokens[item.start].key == "at" and symbols.isdisjoint(_MARKED)
        near = follower is not None and follower.start(1) <= end + 1
        held = not unmarked or _is_held(item, text, start, end, sets)
        return held and closed and (near or _ends_figure(text, end))
    if item.rule == "mention" and symbols & {"ord", "ordinal"}:
        return hidden and closed
    if "overnight" in symbols:  # «an overnight train» is none
        return closed
    if "season" in symbols:
        led = hidden and leader is not None and leader[1].casefold() in sets.before_season
        return led and closed and not (follower and follower[1] == "of")
    if tokens[item.right - 1].key in ("March", "May") and _is_that_months(text, start, follower):
        return True
    if hidden and tokens[item.right - 1].key in sets.short_months and tokens[item.start].key in sets.before_month:
        return True
    if "weekday" in symbols and isinstance(item.value, Every):
        return text[tokens[item.right - 1].start].isupper()  # «every Mon», not «every sun»
    if not text[start].isupper():
        return False
    if "weekday" in symbols and _WEEK_GOES_ON.match(text, end):
        return True
    if hidden and "weekday" in symbols and tokens[item.start].key not in sets.before_weekday:
        return False  # «for Sun to say»
    owner = text[end : end + 1] in ("'", "’")  # «the offer lifted Sun's shares»
    return hidden or (follower is None and not owner and leader is not None and leader[1].islower())


def _is_that_months(text: str, start: int, follower: re.Match[str] | None) -> bool:
    """Whether something of a month is told of: «the March election», «his May speech», «March sales fell»."""
    if follower is None or not follower[1].islower() or _GOES.match(follower[1]):
        return False
    if _WHOSE.search(text, max(0, start - 8), start):
        return True
    opens = not text[:start].strip() or text[:start].rstrip()[-1] in ".!?\n"
    return opens and text.startswith("March", start) and follower[1].endswith("s") and len(follower[1]) > 3


def _is_held(item: Item, text: str, start: int, end: int, sets: Sets) -> bool:
    """Whether a bare hour is one of a clock: «doors at 7», «at 7 and 8 pm», not «he left school at 12»."""
    value = item.value
    if not isinstance(value, At) or value.date is not None or value.zone is not None:
        return True
    if not isinstance(value.clock, Clock) or value.clock.style != "bare":
        return True
    if _SHARED.match(text, end, end + 16):
        return True
    clause = _CLAUSE.search(text, max(0, start - _HELD), start)
    return clause is not None and not sets.held.isdisjoint(_WORDS.findall(clause[0].casefold()))


def _adds_by(text: str, start: int, sets: Sets) -> bool:
    if _CHANGED_FROM.search(text, max(0, start - 16), start):
        return True
    before = _BY.search(text, max(0, start - 24), start)
    return before is not None and before[1].casefold() in sets.growing


def _ends_figure(text: str, end: int) -> bool:
    """Whether a figure ends here: not in «10-12», «10 12», «10 - 10.1», «10.5»."""
    after = text[end : end + 1]
    return (
        after != "-"
        and not text[end : end + 2].strip()[:1].isdigit()
        and not _ANOTHER_FIGURE.match(text, end)
        and (after not in ".," or not text[end + 1 : end + 2].isdigit())
    )


def _made_by(item: Item) -> set[str]:
    """The rules that a mention owes its value to, down to the first that joins two."""
    rules = {item.rule}
    while len(valued := [part for part in item.parts if part.value is not None]) == 1:
        item = valued[0]
        rules.add(item.rule)
    return rules


def _may_stands(item: Item, tokens: tuple[Token, ...], text: str, sets: Sets) -> bool:
    """«This may take longer», «error 1020 may occur» name no month."""
    if not isinstance(item.value, At) or tokens[item.right - 1].key != "may":
        return True
    if not isinstance(item.value.date, This | Fields | Next):
        return True
    follower = _FOLLOWING.match(text, tokens[item.right - 1].end)
    return follower is None or follower[1] in sets.linking


def _vague_stands(item: Item, tokens: tuple[Token, ...], text: str, sets: Sets) -> bool:
    """«soon» and «one day» in a sentence say next to nothing of when; alone on a line they answer a question."""
    words = text[tokens[item.left].start : tokens[item.right - 1].end].casefold()
    if words == "current":  # «the current price», not «a strong current»
        start = tokens[item.left].start
        flows = _A_STRONG.search(text, max(0, start - 20), start) is not None
        return not flows and _QUALIFIED.match(text, tokens[item.right - 1].end) is not None
    start, end = tokens[item.left].start, tokens[item.right - 1].end
    before = text[max(0, start - 12) : start]
    if text.startswith(" than ", end):
        return False  # «months earlier than expected»
    if words == "now" and _ANY_DAY.search(before):
        return False
    if words == "at this time" and text.startswith(" of ", end):
        return False  # «at this time of year»
    if words == "the past" and _SO_MANY.match(text, end):
        return False  # «the past 15 games»
    if words in ("long ago", "recently") and _NOT_OF_ITSELF.search(before):
        return False
    if words == "one day" and _WILL.search(before):
        return True
    if words == "one day" and (_BESIDE.match(text, end) or _DURING.search(text, max(0, start - 12), start)):
        return True
    return words not in sets.empty or alone(text, start, end)


def _amount_stands(item: Item, tokens: tuple[Token, ...], text: str, sets: Sets) -> bool:
    """«four flights a week», «24 hours a day» tell how often, not how long."""
    if not isinstance(item.value, Length):
        return True
    start, end = tokens[item.left].start, tokens[item.right - 1].end
    if item.rule == "unknown-amount-of":
        leader = _PRECEDING.search(text, max(0, start - 24), start)
        led = leader is not None and leader[1].casefold() in sets.enduring
        return led and _OF_SUCH.match(text, end) is not None
    if _SO_OFTEN.match(text, end):
        return False
    return not (_A_UNIT.fullmatch(text, start, end) and _RATE.search(text, max(0, start - 16), start))


def _adverb_stands(item: Item, tokens: tuple[Token, ...], text: str, sets: Sets) -> bool:
    """«the annual meeting», «a quarterly dividend» name a sort of thing; «a daily newspaper» names another."""
    if not isinstance(item.value, Every) or item.right - item.left > 1:
        return True
    start, end = tokens[item.left].start, tokens[item.right - 1].end
    if text[end : end + 1] == "-" and text[end + 1 : end + 2].isalpha():
        return False  # «nightly-rollup», «daily-driver»
    if text[start - 1 : start] == "." and text[start - 2 : start - 1].isalpha():
        return False  # «cron.weekly»
    if _SO_MUCH.search(text, max(0, start - 16), start):
        return False
    word = text[start:end].casefold()
    follower = _FOLLOWING.match(text, end)
    leader = _PRECEDING.search(text, max(0, start - 24), start)
    if word == "daily" and leader is not None and leader[1].casefold() == "average":
        return False  # «the average daily volume»
    if item.value.weekdays and leader is not None and leader[1].casefold() in sets.listing:
        return False  # «on the following Fridays: 13 February, ...»
    if text[start].isupper() and text.endswith(("The ", "the "), 0, start) and _NAMED.match(text, end):
        return False  # «The Weekly Standard»
    if word in ("daily", "weekly") and _PAPER.search(text, max(0, start - 24), end + 4) is not None:
        return False
    if word in sets.sorts:
        return alone(text, start, end) or (follower is None and word != "annual")
    return follower is None or word not in ("daily", "weekly") or follower[1].casefold() not in sets.papers


def _year_stands(
    year: int, follower: re.Match[str] | None, leader: re.Match[str] | None, text: str, start: int, end: int, sets: Sets
) -> bool:
    """Whether a bare number of four digits is a year: in a sensible range, and no count of the things named next."""
    if not 1400 <= year <= 2100 or text[end : end + 1] in ("%", "°") or text[end : end + 2] in (".0", ",0"):
        return False
    if text[start - 1 : start] in ("+", "-", "<") and not text[start - 2 : start - 1].isalnum():
        return False  # «-2016+14900» of a map, «<2048>»
    if _HANGING.match(text, end):
        return False  # «2025-0920-A», «2012-1400», the head of something longer
    if year < 1900 and leader is not None and _CODE.fullmatch(leader[1]):
        return False  # «CS 1620», a course
    if _DIGITS_BEFORE.search(text, max(0, start - 4), start):
        return False
    if (leader is not None and leader[1].casefold() in sets.numbered) or _LABEL.search(text, max(0, start - 24), start):
        return False
    counted = follower is not None and follower.start(1) <= end + 1 and follower[1].islower()
    if follower is not None and follower[1] in sets.measures and follower.start(1) == end + 1:
        return leader is not None and leader[1].casefold() in sets.before_year  # «he won the 1500 meters»
    beside = text[start - 1 : start] == "-"  # «the post-1959 politics»
    counting = not beside and (leader is None or leader[1].casefold() in sets.counting)
    if follower is not None and follower[1].casefold() in sets.makes and follower.start(1) == end + 1:
        return leader is not None and leader[1].casefold() in sets.before_year  # «a silver 2004 Honda»
    if counted and counting and follower is not None and follower[1] not in sets.linking:
        return not (follower[1].endswith("s") and len(follower[1]) > 3) and follower[1] not in sets.counted
    return True


def _is_measure(item: Item, tokens: tuple[Token, ...], text: str, sets: Sets) -> bool:
    """«John 3:16», «2:35 left», «at 12:34 of the first period»: a verse, a score, a length of play."""
    token = tokens[item.left]
    if text.find("R", max(0, token.start - 20), token.start) >= 0 and _SKY.search(
        text, max(0, token.start - 20), token.start
    ):
        return True
    if not has(token, _CLOCK):
        return False
    if item.right - item.left == 1 and _RESULT.fullmatch(text, token.start, token.end):
        return _AT.search(text, max(0, token.start - 10), token.start) is None and not alone(
            text, token.start, token.end
        )
    if _is_verse(text, token.start, tokens[item.right - 1].end, sets):
        return True
    if item.right - item.left <= _SHORT and _TOOK.search(text, max(0, token.start - 24), token.start):
        return True
    if item.right - item.left != 1:
        return False
    follower = _MEASURE.match(text, token.end, token.end + 40)
    if follower is not None:
        word = follower[1].casefold()
        if word in sets.after_figures or (word == "of" and follower[2] in sets.game_parts):
            return True
    if _LENGTH_OF.search(text, max(0, token.start - 24), token.start):
        return True
    if _TAKEN.search(text, max(0, token.start - 12), token.start):
        return True
    if _DAYS.search(text, max(0, token.start - 8), token.start):
        return True
    leader = _FIGURES.search(text, max(0, token.start - 24), token.start)
    return leader is not None and leader[1].casefold() in sets.before_figures


def _is_verse(text: str, start: int, end: int, sets: Sets) -> bool:
    """«John 3:16», «Romans 8:18-30; 12:11», «Luke 22:14-23:56»; people have such names too: «Ruth 10:00-11:30»."""
    verse, book = _VERSE.fullmatch(text, start, end), _BOOK.search(text, max(0, start - 60), start)
    if verse is None or book is None or book[1].casefold() not in sets.books:
        return False
    return verse[3] is None or bool(int(verse[1]) % 5 or int(verse[3]) % 5)
