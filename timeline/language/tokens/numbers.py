"""Tokens that begin with a digit, with what hangs on it: «3pm», «1h30m», «830pmUTC»."""

from __future__ import annotations

import re
from functools import lru_cache

from timeline.algebra.expressions import Clock
from timeline.language.figures import Leaves, plain
from timeline.language.letters import WORD
from timeline.language.look_alikes import score_at
from timeline.language.shapes import read as read_number
from timeline.language.tokens.dotted import dotted_hour, is_price
from timeline.language.tokens.listings import hour_of_agenda, kick_off, listed
from timeline.language.tokens.rows import Row
from timeline.language.tokens.view import Token, View, has, phrase_at, skip
from timeline.language.tokens.words import leaves_of
from timeline.language.tokens.zones import zone_at

_DIGITS = re.compile(r"\d+")
_CURRENCIES = frozenset("$€£¥")
_SIGNS = _CURRENCIES | {"#", "§"}
_ITEM_MARKS = frozenset(".)")
_ITEM = re.compile(r"\d{1,3}[.)][ \t]+(?!(?:[A-Z][a-z]+)[ \t]+\d{4}\b)")
_LABEL_MARKS = frozenset(" –—-:|")
_LABEL = re.compile(r"([^\W\d_]+)[ ]$")
_NEXT = re.compile(r"[ ]([^\W\d_]+)")
_LABELLED = re.compile(r"[ ]?(?:[–—|]|-(?=[ ])|:(?=[ ]))")
_AMOUNT = re.compile(r"(\d{1,3})([^\W\d_]+)")
_MERIDIEM = re.compile(r"([ap])(?:m|\.m\.|\.m)?(?=[A-Z])|h")  # with a zone behind it
_CLOCKED = re.compile(r"\d{1,2}(?:[:.]\d\d| ?[ap]\.?m\b)", re.IGNORECASE)
_MORE = re.compile(r"1?\d(?::[0-5]\d)? ?[ap]\.?m\b", re.IGNORECASE)
_STAMPED = re.compile(r"(?<=:)\d{4}(-?)\d\d\1\d\dT\d\d:?[0-5]\d")  # «DTSTART:20250814T100000», «at:2025-08-14T10:00Z»
_COUNTED = re.compile(r" ?[-–] ?\d{4}-\d\d-\d\d(?!\d)")
_SIDE_OF_YEAR = re.compile(r"\b(?:post|pre)-$", re.IGNORECASE)  # «the post-1959 years»
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d(?![\w/-])")
_CHAIN = re.compile(r"\d{3}-\d\d-\d{4}(?!\d)|\d{3,}-\d{3,}-\d+|\d+-\d+-\d+-[\d-]+")
_TAKEN = re.compile(r"[ \t](?:in|time of)[ \t]+(?:an?[ \t]+)?$", re.IGNORECASE)
_LASTED = re.compile(
    r"\b(?:took|takes?|taking|last(?:s|ed|ing)|for|spent|needs?|needed|within|after|in)[ \t]+$", re.IGNORECASE
)
_HOURS = re.compile(r"[ \t]?(?:hours?|hrs?)\b", re.IGNORECASE)
_LONG = re.compile(r"[ \t-]?(?:(?:hours?|hrs?)[ \t-](?:long|of|total|in length|each)|hour[ \t])\b", re.IGNORECASE)
_DAYS = frozenset(["deictic", "tonight", "this", "last", "weekday"])
_MONTH, _DAY = frozenset(["month"]), frozenset(["day", "ord"])
_QUARTERS = frozenset(["2000", "2015", "2030", "2045"])


def number_at(view: View, at: int, before: list[Token]) -> tuple[int, list[Token] | None]:
    """The tokens of the number here and where they end; None where it has no part in a time."""
    text = view.text
    if not text[at].isascii() or _hangs(text, at, before):
        return skip(view, at), None
    digits = _DIGITS.match(text, at)
    run = digits.end() if digits is not None else at + 1
    if (passed := _past_a_count(view, at, run, before)) is not None:
        return passed, None
    first = text[at : min(run, at + 4)]
    if first in view.heads and (form := phrase_at(view, at, first)) is not None:
        return form.end, [form]
    shape = read_number(text, at)
    if shape is None:
        return skip(view, at), None
    end, leaves = shape
    if any(symbol == "clk" for symbol, _ in leaves) and _is_length(text, at, end):
        return end, None
    if not leaves or text[end : end + 1] == "%":
        return skip(view, end), None
    made = _number(view, at, end, leaves, before)
    if end < len(text) and text[end].isalpha():
        glued = _glued(view, end)
        return (glued[-1].end, [made, *glued]) if glued is not None else (skip(view, at), None)
    return end, [made]


def _hangs(text: str, at: int, before: list[Token]) -> bool:
    """Whether figures belong to what stands right before them, and tell no time."""
    if not at:
        return False
    mark, letter = text[at - 1], text[at - 2 : at - 1]
    if mark.isalnum() or mark in _SIGNS:
        return True
    match mark:
        case " ":
            return letter in _CURRENCIES
        case "@":  # «port@1», an address
            return letter.isalnum() and not _CLOCKED.match(text, at)
        case "[":  # «worker[12:30:45]», «rows[2010]», an index
            return letter.isalnum()
        case "+" | "-" | "−" | "–" if letter in ("T", "L") and not text[max(0, at - 3) : at - 2].isalnum():
            return True  # «T+6:20», counted from a launch
        case "+" | "-" | "−" | "–" if text[max(0, at - 5) : at - 1].strip() in ("UTC", "GMT"):
            return at > 4  # «the zone is GMT +01:00», an offset of no clock time
        case "-" | ":" | "/" | ".":
            return letter.isalnum() and not (before and not _mark_only(before, at)) and not _is_apart(text, at)
    return False


def _is_apart(text: str, at: int) -> bool:
    """Whether figures behind a mark are a time of their own: «post-1959», «2:00pm UK/3:00pm CET»."""
    mark = text[at - 1]
    if mark == "-" and _YEAR.match(text, at) and _SIDE_OF_YEAR.search(text, max(0, at - 5), at):
        return True
    return (_MORE if mark == "/" else _STAMPED).match(text, at) is not None


def _past_a_count(view: View, at: int, run: int, before: list[Token]) -> int | None:
    """Where figures end that count, score or name something; the first of them end at ``run``."""
    text, follower = view.text, view.text[run : run + 1]
    if follower in _ITEM_MARKS and not before and (item := _ITEM.match(text, at)) and _begins_line(view, at):
        return item.end()  # «1. July 10: ...», the number of a list's item
    if follower == "-" and (chain := _CHAIN.match(text, at)):
        return chain.end()  # a telephone or part number
    if follower in ("-", "–") or text.startswith(" to ", run):
        score = score_at(text, at, view.language.sets)
        if score is not None:
            return score
    if run - at <= 2 and follower in " -–" and _COUNTED.match(text, run):
        return run  # «Patch 17 - 2019-11-15»
    return run if follower in _LABEL_MARKS and _numbers(view, at, run) else None  # «Day 1 – 8 June», «Round 2: 13:00»


def _number(view: View, at: int, end: int, leaves: Leaves, before: list[Token]) -> Token:
    """The token of figures that may be part of a time."""
    text = view.text
    key = text[at:end]
    if len(key) == 4 and _closes_date(text, at, end, before):
        leaves = [leaf for leaf in leaves if leaf[0] != "mil"]
    if (hour := _named_hour(view, at, key, leaves)) is not None:
        return Token(at, end, f"@{key}", _row([("clk", hour)]))
    if any(symbol == "clkdot" for symbol, _ in leaves) and is_price(text, at, view.language.sets):
        return Token(at, end, f"${key}", _row([leaf for leaf in leaves if leaf[0] != "clkdot"]))
    return Token(at, end, key, _plain_row(key) if key.isdecimal() and leaves is plain(key) else _row(leaves))


def _named_hour(view: View, at: int, key: str, leaves: Leaves) -> Clock | None:
    """The hour that figures are of an entry in a list («9.30 Opening», «0930 Opening») or of what is told."""
    text = view.text
    dotted: Clock | None = next((clock for symbol, clock in leaves if symbol == "clkdot"), None)
    if dotted is not None and (listed(text, at) or dotted_hour(text, at, at + len(key), view.language.sets)):
        return dotted
    if len(key) == 4 and key.isdecimal() and (hour := hour_of_agenda(text, at) or kick_off(text, at)) is not None:
        return Clock(*hour, style="military")
    return None


def _row(leaves: Leaves) -> Row:
    return tuple([(symbol, value, False) for symbol, value in leaves])


@lru_cache(maxsize=4096)
def _plain_row(digits: str) -> Row:
    """The leaves of a bare number, made once: the chart knows a row again by its identity."""
    return _row(plain(digits))


def _is_length(text: str, at: int, end: int) -> bool:
    """Whether figures with a colon say how long something took: «won in 2:03:45», «took 3:45 hours»."""
    if text.count(":", at, end) == 2 and _TAKEN.search(text, max(0, at - 14), at):
        return True
    if _HOURS.match(text, end) is None:
        return False
    short = end - at == 4 and _LONG.match(text, end) is not None  # «3:45 hours long»; an hour of the day has its zero
    return short or _LASTED.search(text, max(0, at - 14), at) is not None


def _closes_date(text: str, at: int, end: int, before: list[Token]) -> bool:
    """Whether four figures are the year of the day and month before them, whatever zone follows: «March 1, 2026 (UTC)».

    A quarter of an hour stays a clock («28 Aug 2030 UTC»); nobody announces 20:26.
    """
    if not "2000" < text[at:end] < "2060" or text[at:end] in _QUARTERS or _HOURS.match(text, end):
        return False
    near = [token for token in before[-4:] if token.key not in (",", "of")][-2:]
    return len(near) == 2 and (
        (has(near[0], _MONTH) and has(near[1], _DAY)) or (has(near[0], _DAY) and has(near[1], _MONTH))
    )


def _numbers(view: View, at: int, end: int) -> bool:
    """Whether figures are the number of a day, a round or the like, which names what follows, or has its day behind it.

    «Game 7 tonight», «building 4 this afternoon»: no hour.
    """
    if not view.text[max(0, at - 2) : at - 1].isalpha():
        return False
    label, sets = _LABEL.search(view.text, max(0, at - 16), at), view.language.sets
    if label is None:
        return False
    if _LABELLED.match(view.text, end) is not None:
        return label[1].casefold() in sets.turns
    day = _NEXT.match(view.folded, end)
    leaves = view.language.words.get(day[1], ()) if day is not None and end - at <= 2 else ()
    return any(symbol in _DAYS for symbol, _ in leaves) and label[1].casefold() in sets.turns | sets.numbered


def _begins_line(view: View, at: int) -> bool:
    """Whether nothing but a list's or a quotation's marks stands before this place on its line."""
    line = view.text.rfind("\n", max(0, at - 12), at) + 1
    return (line > 0 or at <= 12) and not view.text[line:at].strip(" \t>*|-")


def _glued(view: View, at: int) -> list[Token] | None:
    """What hangs on a number: «pm», «h», «pmUTC», «UTC», «Aug»."""
    text = view.text
    word = WORD.match(text, at)
    if word is None:
        return None
    whole = leaves_of(view, word.group(), view.folded[at : word.end()], at, word.end(), True)
    if text[word.end() : word.end() + 1].isdigit():
        return _amounts(view, whole)
    dotted = phrase_at(view, at, view.folded[at : word.end()])
    if dotted is not None:
        return [dotted]
    if whole is not None:
        return [whole]
    match = _MERIDIEM.match(text, at)
    if match and match.group(1):
        rest = text[match.end() : word.end()]
        zone = zone_at(view, match.end(), True)
        if rest and zone is not None:
            meridiem = "am" if match.group(1) == "a" else "pm"
            return [Token(at, match.end(), match.group(), (("mer", meridiem, False),)), zone]
    return None


def _amounts(view: View, first: Token | None) -> list[Token] | None:
    """«h30m» of «1h30m»: units and numbers in turn, to a unit at the end."""
    tokens: list[Token] = []
    unit = first
    while unit is not None and any(symbol.startswith("unit") for symbol, _, _ in unit.row):
        tokens.append(unit)
        if (match := _AMOUNT.match(view.text, unit.end)) is None:
            return tokens if not view.text[unit.end : unit.end + 1].isalnum() else None
        at = match.start(2)
        tokens.append(Token(unit.end, at, match[1], (("int", int(match[1]), False),)))
        unit = leaves_of(view, match[2], view.folded[at : match.end()], at, match.end(), True)
    return None


def _mark_only(before: list[Token], at: int) -> bool:
    """Whether all that was read before a number is the mark that hangs it on something unknown: «CVE-2024-1234»."""
    return len(before) == 1 and before[0].end == at and before[0].start == at - 1
