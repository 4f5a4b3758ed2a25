"""Readings: the spans of a document whose words mean a time.  Nothing is placed here.

Islands of tokens come from the lattice, their parses from the chart; a parse depends on the tokens alone, so it is
kept for the next island that reads the same.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache

from timeline.algebra.expressions import At, Clock, Every, Length, This, Vague
from timeline.language import Language, load
from timeline.language.chart import Item, cover, parse
from timeline.language.lattice import LONGEST, island
from timeline.language.leading import led
from timeline.language.look_alikes import alone, is_no_time
from timeline.language.rejected import rejected
from timeline.language.scan import triggers
from timeline.language.tokens import Token, View
from timeline.model import Document, Reading, Rejected, Step, Tree

MOST_PARSES = 50_000  # kept at a time
AHEAD = 8  # tokens behind a place from which one can tell that no mention stands across it


def recognise(document: Document, *, why: bool = False) -> tuple[Reading, ...]:
    """Every stated time of a document, in order; ``why`` adds the parses, and the readings that lost.

    >>> [reading.span for reading in recognise(Document("a", "Come on Friday at 3 pm ET."))]
    [(8, 25)]
    """
    language = load(document.language)
    view = View(document.text, language)
    known = _memory(language)
    found: list[Reading] = []
    done = 0
    for trigger in triggers(view.text, view.folded, language):
        while done <= trigger:
            tokens, done = island(view, trigger, done)
            if not tokens:
                continue
            key = tuple([token.key for token in tokens])
            plan = known.get(key)
            if plan is None:
                if len(known) >= MOST_PARSES:
                    known.clear()
                plan = known[key] = _plan(tokens, language)
            if plan.rest < len(tokens):
                done = tokens[plan.rest].start
            for item in plan.mentions:
                if stands(item, tokens, view.text) and not _measures(item, tokens, view.text, language):
                    reading = _reading(item, tokens, view.text, plan.torn)
                    found.append(_explained(reading, item, tokens, language) if why else reading)
    return tuple(found)


@dataclass(frozen=True, slots=True)
class _Plan:
    """How a row of tokens is read: its mentions, and the token from which the rest is read anew.

    ``torn`` tells that a mention may go on behind that token.
    """

    mentions: tuple[Item, ...]
    rest: int
    torn: bool = False


@cache
def _memory(language: Language) -> dict[tuple[str, ...], _Plan]:
    """The parses of this process so far, a store for each language; a parse depends on the tokens' characters alone."""
    del language
    return {}


def _plan(tokens: tuple[Token, ...], language: Language) -> _Plan:
    """The best cover of a row; of one that is too long or too rich, that of its first part.

    That part ends where no mention stands across, with as many words known behind as a mention has.
    """
    complete = _chart(tokens, language)
    mentions = tuple(cover(complete))
    reached = len(complete) - 1
    if reached == len(tokens) < LONGEST:
        return _Plan(mentions, reached)
    inside = {place for item in mentions for place in range(item.start + 1, item.end)}
    border = next((place for place in range(max(reached - AHEAD, 1), 0, -1) if place not in inside), None)
    if border is None:
        border = mentions[0].end if mentions else reached
    torn = reached - border < AHEAD
    return _Plan(tuple(item for item in mentions if item.end <= border), border, torn)


def _chart(tokens: tuple[Token, ...], language: Language) -> list[list[Item]]:
    return parse([token.row for token in tokens], [token.longer for token in tokens], language.grammar)


def _reading(item: Item, tokens: tuple[Token, ...], text: str, torn: bool) -> Reading:
    end = tokens[item.right - 1].end
    start, expression = led(item.value, text, tokens[item.left].start, end)
    return Reading((start, end), expression, latent=item.latent, torn=torn)


def _explained(reading: Reading, item: Item, tokens: tuple[Token, ...], language: Language) -> Reading:
    """The reading with its parse and its rivals, from the chart that it came from."""
    rivals = tuple(
        Rejected(tree(rival, tokens), Step(reason)) for rival, reason in rejected(item, _chart(tokens, language))
    )
    return replace(reading, tree=tree(item, tokens), rivals=rivals)


def tree(item: Item, tokens: tuple[Token, ...]) -> Tree:
    """The parse as a tree over the text."""
    return Tree(
        item.rule,
        (tokens[item.left].start, tokens[item.right - 1].end),
        tuple(tree(part, tokens) for part in item.parts),
    )


_FIGURES = re.compile(r"([^\W\d_]+)\.?(?:[ \t]+of|[ \t]+an?|[ \t]+\d{1,3})?[ \t]+$")
_TAKEN = re.compile(
    r"(?<!check)(?<!sign)(?<!clock)(?<!log)[ \t]in[ \t]+(?:an?[ \t]+)?$", re.IGNORECASE
)  # «the marathon in 12:09»
_MEASURE = re.compile(r"[ \t-]?([^\W\d_]+)(?:[ \t]+the[ \t]+[a-z-]+[ \t]+([a-z]+))?")
_GAME_PARTS = frozenset({"period", "quarter", "half", "inning", "round", "set", "game", "race", "match"})


def _measures(item: Item, tokens: tuple[Token, ...], text: str, language: Language) -> bool:
    """Whether figures with a colon are a verse, a score or a length of play: «John 3:16», «2:35 left», «at 12:34 of the
    first period»."""
    token = tokens[item.left]
    if item.right - item.left != 1 or not any(symbol == "clk" for symbol, _, _ in token.row):
        return False
    follower = _MEASURE.match(text, token.end, token.end + 40)
    if follower is not None:
        word = follower[1].casefold()
        if word in language.measures or (word == "of" and follower[2] in _GAME_PARTS):
            return True
    if _TAKEN.search(text, max(0, token.start - 12), token.start):
        return True
    leader = _FIGURES.search(text, max(0, token.start - 24), token.start)
    return leader is not None and leader[1].casefold() in language.figures


_FOLLOWING = re.compile(r"[ \t]*([^\W\d_]+)")
_PRECEDING = re.compile(r"([^\W\d_]+)[ \t]+(?:the[ \t]+)?$")


def stands(item: Item, tokens: tuple[Token, ...], text: str) -> bool:
    """Whether a latent reading has the company or the look that it needs."""
    if item.value == "silent":
        return False
    span = tokens[item.left].start, tokens[item.right - 1].end
    if item.right - item.left == 2 and _FINAL_DAY.fullmatch(text, *span) and not alone(text, *span):
        return False  # «Last day: 12 June», «last day to enrol»
    if isinstance(item.value, Vague) and not _vague_stands(item, tokens, text):
        return False
    if not _amount_stands(item, tokens, text) or not _adverb_stands(item, tokens, text):
        return False
    if is_no_time(text, tokens[item.left].start, tokens[item.right - 1].end):
        return False
    if not _may_stands(item, tokens, text):
        return False
    if not item.latent:
        return True
    start, end = tokens[item.left].start, tokens[item.right - 1].end
    follower = _FOLLOWING.match(text, end)
    leader = _PRECEDING.search(text, max(0, start - 24), start)
    hidden = item.start < item.left
    if alone(text, tokens[item.start].start, tokens[item.end - 1].end):
        return True
    made = _made_by(item)
    if made & _ENTRIES or ("to-figure" in made and not hidden):  # a vote of «ten to seven»
        return False
    symbols = {symbol for symbol, _, _ in tokens[item.right - 1].row}
    clocked = isinstance(item.value, At) and isinstance(item.value.clock, Clock)
    if "year" in symbols and not clocked:
        return _year_stands(int(tokens[item.right - 1].key), follower, leader, text, start, end)
    if symbols & {"hour", "mil", "digit", "teen", "tens", "mershort", "hmark", "ish"}:
        after = text[end : end + 1]
        if follower is not None and follower.start(1) <= end + 1:
            return follower[1] in _LINKING
        return (
            after != "-"
            and not text[end : end + 2].strip()[:1].isdigit()
            and not _ANOTHER_FIGURE.match(text, end)
            and (after not in ".," or not text[end + 1 : end + 2].isdigit())
        )
    if item.rule == "mention" and symbols & {"ord", "ordinal"}:
        return hidden and (follower is None or follower.start(1) > end + 1 or follower[1] in _LINKING)
    if "overnight" in symbols:  # «an overnight train» is none
        return follower is None or follower.start(1) > end + 1 or follower[1] in _LINKING
    if "season" in symbols:
        return (
            hidden
            and item.start + 1 <= item.left
            and not (follower and follower[1] == "of")
            and leader is not None
            and leader[1].casefold() in _INSIDE
            and (follower is None or follower.start(1) > end + 1 or follower[1] in _LINKING)
        )
    if hidden and tokens[item.right - 1].key in _SHORT_MONTHS and tokens[item.start].key in _MONTH_LEADERS:
        return True
    if not text[start].isupper():
        return False
    if hidden and "weekday" in symbols and tokens[item.start].key not in _DAY_LEADERS:
        return False  # «for Sun to say»
    return hidden or (follower is None and leader is not None and leader[1].islower())


_FINAL_DAY = re.compile(r"last day", re.IGNORECASE)
_ANOTHER_FIGURE = re.compile(r" [-–] \d")  # «at 10 - 10.1»
# Rules of what stands in a field alone.
_ENTRIES = frozenset(["entry", "half-alone", "hours-in-words", "signed-amount"])


def _made_by(item: Item) -> set[str]:
    """The rules that a mention owes its value to, down to the first that joins two."""
    rules = {item.rule}
    while len(valued := [part for part in item.parts if part.value is not None]) == 1:
        item = valued[0]
        rules.add(item.rule)
    return rules


def _may_stands(item: Item, tokens: tuple[Token, ...], text: str) -> bool:
    """«This may take longer» names no month."""
    if not isinstance(item.value, At) or not isinstance(item.value.date, This) or tokens[item.right - 1].key != "may":
        return True
    follower = _FOLLOWING.match(text, tokens[item.right - 1].end)
    return follower is None or follower[1] in _LINKING


_SHORT_MONTHS = frozenset({"jan", "feb", "apr", "jun", "jul", "aug", "sep", "oct", "nov", "dec"})  # no other words
_MONTH_LEADERS = frozenset({"in", "since", "by", "until", "during"})
_LINKING = frozenset(
    [
        "and",
        "or",
        "but",
        "to",
        "on",
        "for",
        "in",
        "with",
        "at",
        "so",
        "then",
        "when",
        "if",
        "because",
        "of",
        "is",
        "was",
        "will",
        "we",
        "by",
    ]
)
_DAY_LEADERS = frozenset({"on", "by", "until", "till", "since", "from", "before", "after", "@"})
_INSIDE = frozenset(
    {"in", "during", "since", "by", "until", "of", "through", "before", "after", "for", "from", "late", "early"}
)


def _vague_stands(item: Item, tokens: tuple[Token, ...], text: str) -> bool:
    """«soon» and «one day» in a sentence say next to nothing of when; alone on a line they answer a question."""
    words = text[tokens[item.left].start : tokens[item.right - 1].end].casefold()
    if words == "current":  # «the current price», not «a strong current»
        start = tokens[item.left].start
        flows = _A_STRONG.search(text, max(0, start - 20), start) is not None
        return not flows and _QUALIFIED.match(text, tokens[item.right - 1].end) is not None
    return words not in _EMPTY or alone(text, tokens[item.left].start, tokens[item.right - 1].end)


_QUALIFIED = re.compile(r"[ \t]+(?!(?:and|or|of|in|at|to|that|which|is|was|from|for|with|through|flow)\b)[a-z]")
_A_STRONG = re.compile(r"\ban?[ \t]+[a-z]+[ \t]+$", re.IGNORECASE)
_EMPTY = frozenset(["soon", "shortly", "one day", "someday", "formerly"])
_A_UNIT = re.compile(r"an? [a-z]+", re.IGNORECASE)
_RATE = re.compile(
    r"(?:\d|\b(?:times|once|twice|million|billion|trillion|thousand|hundred|dollars|people|hours|days|flights|pounds|euros"
    r"|miles|tons|tonnes|barrels|games|cents|pence|percent|cars|units|copies|visitors|passengers|seats))\s+$",
    re.IGNORECASE,
)


def _amount_stands(item: Item, tokens: tuple[Token, ...], text: str) -> bool:
    """«four flights a week», «24 hours a day» tell how often, not how long."""
    if not isinstance(item.value, Length):
        return True
    start, end = tokens[item.left].start, tokens[item.right - 1].end
    return not (_A_UNIT.fullmatch(text, start, end) and _RATE.search(text, max(0, start - 16), start))


_ADJECTIVES = frozenset(["annual", "quarterly", "monthly", "bimonthly", "nightly"])
_PAPERS = frozenset(["newspaper", "newspapers", "paper", "papers", "tabloid", "bread"])


def _adverb_stands(item: Item, tokens: tuple[Token, ...], text: str) -> bool:
    """«the annual meeting», «a quarterly dividend» name a sort of thing; «a daily newspaper» names another."""
    if not isinstance(item.value, Every) or item.right - item.left > 1:
        return True
    start, end = tokens[item.left].start, tokens[item.right - 1].end
    word = text[start:end].casefold()
    follower = _FOLLOWING.match(text, end)
    leader = _PRECEDING.search(text, max(0, start - 24), start)
    if item.value.weekdays and leader is not None and leader[1].casefold() in _NAMELY:
        return False  # «on the following Fridays: 13 February, ...»
    if word in _ADJECTIVES:
        return alone(text, start, end) or (follower is None and word != "annual")
    return follower is None or word not in ("daily", "weekly") or follower[1].casefold() not in _PAPERS


_NAMELY = frozenset(["following", "these", "those"])
_COUNTING = frozenset(
    [
        "and",
        "or",
        "about",
        "some",
        "over",
        "nearly",
        "than",
        "only",
        "all",
        "another",
        "almost",
        "roughly",
        "around",
        "up",
        "least",
    ]
)


def _year_stands(
    year: int, follower: re.Match[str] | None, leader: re.Match[str] | None, text: str, start: int, end: int
) -> bool:
    """Whether a bare number of four digits is a year: in a sensible range, and no count of the things named next."""
    if not 1400 <= year <= 2100 or text[end : end + 1] in ("%", "°") or text[end : end + 2] in (".0", ",0"):
        return False
    if _HANGING.match(text, end):
        return False  # «2025-0920-A», «2012-1400», the head of something longer
    if year < 1900 and leader is not None and _CODE.fullmatch(leader[1]):
        return False  # «CS 1620», a course
    if _DIGITS_BEFORE.search(text, max(0, start - 4), start):
        return False
    if (leader is not None and leader[1].casefold() in _NUMBERED) or _LABEL.search(text, max(0, start - 24), start):
        return False
    counted = follower is not None and follower.start(1) <= end + 1 and follower[1].islower()
    counting = leader is None or leader[1].casefold() in _COUNTING
    if counted and counting and follower is not None and follower[1] not in _LINKING:
        return not (follower[1].endswith("s") and len(follower[1]) > 3) and follower[1] not in _COUNTED
    return True


_HANGING = re.compile(r"[-/–](?:0\d\d|1[0-4]\d\d|[3-9]\d{3}|\d{5})")
_CODE = re.compile(r"(?!AD|CE|IN|BY)[A-Z]{2,5}")
_LABEL = re.compile(  # «No. 1984», «passcode: 1630», «the code is 2026»
    r"\b(?:(?:no|nos|nr|num|ref|art|sec|ext|ex|ch|p|pp)\.|"
    r"(?:pass|pin |zip |access |dial-?in )?(?:code|id|pin|word|number)(?::| is)) ?$",
    re.IGNORECASE,
)
_DIGITS_BEFORE = re.compile(r"\d[ -]$")
_NUMBERED = frozenset(
    {
        "code",
        "extension",
        "id",
        "passcode",
        "password",
        "pin",
        "room",
        "bus",
        "exit",
        "flight",
        "port",
        "page",
        "gate",
        "route",
        "no",
        "number",
        "error",
        "resolution",
        "regulation",
        "highway",
        "boeing",
        "suite",
        "rte",
        "apt",
        "unit",
        "order",
        "ticket",
        "sku",
        "po",
        "iso",
        "rfc",
        "ieee",
        "course",
    }
)
_COUNTED = frozenset(
    [
        "people",
        "men",
        "women",
        "troops",
        "miles",
        "km",
        "metres",
        "meters",
        "feet",
        "tons",
        "tonnes",
        "pounds",
        "dollars",
        "euros",
        "yen",
        "words",
    ]
)
