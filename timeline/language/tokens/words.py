"""Tokens that begin with a letter: words of the language, zones beside a clock, names that are no time."""

from __future__ import annotations

import re
from typing import Any

from timeline.language.letters import WORD
from timeline.language.look_alikes import SHOW
from timeline.language.shapes import read as read_number
from timeline.language.tokens.rows import ADDRESS_WORDS, row_of
from timeline.language.tokens.view import Token, View, goes_on, has, phrase_at, skip
from timeline.language.tokens.zone_forms import AOE, AOE_WORDS
from timeline.language.tokens.zones import zone_at
from timeline.model import ZoneSort, ZoneWords
from timeline.zones.abbreviations import AMERICAN

_CLOCK_BEHIND = re.compile(  # «UTC 17:00», «ET 3pm», «UTC 1900»; «EST 1945» says since when
    r" (?:[012]?\d:[0-5]\d|1?\d ?[apAP]\.?[mM]|(?<=UTC )(?:[01]\d|2[0-3])[0-5]\d\b)"
)
_FIGURE = re.compile(r"(\d+)(?!\w)")
_ADDRESS = re.compile(rf"(?:{'|'.join(ADDRESS_WORDS)})\b[:.]\S*", re.IGNORECASE)
CLOCKISH = frozenset(
    {
        "clk",
        "mil",
        "hm",
        "hour",
        "mer",
        "mershort",
        "clkdot",
        "clockword",
        "hclk",
        "oclock",
        "zone",
        "hoursword",
        "hrsword",
        "digit",
        "teen",
        "stamp",
        "hmark",
        "ish",
    }
)
ABBREVIATED_CLOCKISH = frozenset({"mer", "mershort", "clk", "hclk", "mil", "oclock", "clockword"})
_OF_READER = frozenset(["your", "whatever", "whichever"])
_DECIMAL, _MONTH = frozenset(["decimal"]), frozenset(["month"])
_FRACTION, _INT = frozenset(["fraction"]), frozenset(["int"])
_BETWEEN_CLOCK_AND_ZONE = frozenset("()[/,")
_ADDRESS_MARKS = frozenset(":.")
NUMERIC = CLOCKISH | ABBREVIATED_CLOCKISH | {"dayend", "daypart", "fraction", "int"}  # what a word behind may hang on
_DAY = frozenset(["weekday", "daypart"])
_CLOSED = re.compile(r"[ \t]*(?:$|[).,;:/\n])")
_TIMED = ABBREVIATED_CLOCKISH | {"dayend", "daypart"}


def word_at(view: View, at: int, before: list[Token]) -> tuple[int, list[Token] | None]:
    """The tokens of the word here and where they end; None where it has no part in a time."""
    match = WORD.match(view.text, at)
    if match is None:
        return at + 1, None
    end = match.end()
    word, first = match.group(), view.folded[at:end]
    follower = view.text[end : end + 1]
    if _is_code(view.text, at, end):
        return end, None
    if follower in _ADDRESS_MARKS and (address := _ADDRESS.match(view.text, at)):
        return address.end(), None
    if (before or first.startswith(AOE_WORDS)) and (zone := _zone_near_clock(view, at, word, before)) is not None:
        return zone.end, [zone]
    if word.isupper() and word in view.zones.sure and _CLOCK_BEHIND.match(view.text, end):
        lead = zone_at(view, at, False)
        if lead is not None and lead.end == end:
            return end, [Token(at, end, lead.key + "<", (("leadzone", lead.row[0][1], False),))]
    if first in view.heads and (form := phrase_at(view, at, first)) is not None:
        if form.row[0][0] == "title" and _named(view.text[at : form.end]):
            return form.end, None
        if form.row[0][0] == "zoneregion":
            words = view.text[at : form.end]
            made_words = ZoneWords(words, ZoneSort.NAME, form.row[0][1].key)
            return form.end, [Token(at, form.end, f"@{words}", (("zoneregion", made_words, False),))]
        return form.end, [form]
    if first.endswith("day") and (show := SHOW.match(view.text, at)):
        return show.end(), None
    if follower.isdigit() or follower == "_":
        return _lettered(view, at, end)
    made = leaves_of(view, word, first, at, end, bool(before) and _counts_on(before))
    if made is None:
        return end, None
    return made.end, [made]


def _is_code(text: str, at: int, end: int) -> bool:
    """«$July», «now()», «--winter»: words of a program."""
    if text.startswith("()", end) or text[at - 1 : at] == "$":
        return True
    return text[at - 2 : at] == "--" and text[at].islower() and text[at - 3 : at - 2] in ("", " ", "\n", "`", "'")


def _behind_decimal_day(before: list[Token]) -> bool:
    """«Sep 28.7 UT», «Sep 28.7 (UT)»."""
    row = before[:-1] if before[-1].key == "(" else before
    return len(row) > 1 and has(row[-1], _DECIMAL) and has(row[-2], _MONTH)


def _zone_near_clock(view: View, at: int, word: str, before: list[Token]) -> Token | None:
    """The zone here, in the company of a clock; a word that may mean something else as well keeps both meanings."""
    if bool(before) and (
        has(before[-1], CLOCKISH)
        or _behind_decimal_day(before)
        or (
            len(before) > 1
            and (
                before[-1].key in _BETWEEN_CLOCK_AND_ZONE
                or (before[-1].key in ("in", "for") and word.casefold() in _OF_READER)
            )
            and has(before[-2], CLOCKISH)
        )
    ):
        zone = zone_at(view, at, has(before[-1], ABBREVIATED_CLOCKISH))
        if zone is None:
            return None
        end = at + len(word)
        form = view.folded[at:end]
        other = phrase_at(view, at, form) or leaves_of(view, word, form, at, end, False)
        if other is not None and other.end == zone.end:
            return Token(at, zone.end, zone.key, (*zone.row, *other.row))
        return zone if other is None or zone.end > other.end else None
    capital = word[0].isupper() or word == "local"
    if not ((capital and _clock_near(before)) or (word[0] in "aA" and view.folded.startswith(AOE, at))):
        return None
    zone = zone_at(view, at, False)
    if zone is None or not any(symbol in ("zonesure", "aoezone") for symbol, _, _ in zone.row):
        return None
    written = word.isupper() or view.folded.endswith(" time", at, zone.end) or "aoezone" in zone.row[-1]
    behind_day = word in AMERICAN and _ends_day(before) and _CLOSED.match(view.text, zone.end) is not None
    return zone if written or behind_day else None  # «11pm Monday Pacific», «10 in the morning Eastern»


def _ends_day(before: list[Token]) -> bool:
    """Whether a day stands before: «end of day Friday, Eastern», «end of day August 29, Pacific»."""
    row = before[:-1] if before[-1].key == "," else before
    return bool(row) and (has(row[-1], _DAY) or (len(row) > 1 and has(row[-1], _INT) and has(row[-2], _MONTH)))


def _named(form: str) -> bool:
    """Whether words are written as a name is: «Easter Island»."""
    words = [word for word in form.split() if len(word) > 3]
    return all(word[0].isupper() for word in words)


def _clock_near(before: list[Token]) -> bool:
    """Whether a clock stands a few tokens before («12:00 AM Dec 1st, PST»)."""
    for token in before[-7:]:  # noqa: SIM110  # a generator costs more than its loop, and this runs for every word
        if has(token, _TIMED):
            return True
    return False


def _lettered(view: View, at: int, end: int) -> tuple[int, list[Token] | None]:
    """«Q3», «FY2024», «H1», «W06», «Aug15»."""
    match = _FIGURE.match(view.text, end)
    if match is None:
        return skip(view, at), None
    letters, number = view.folded[at:end], int(match[1][:6])
    leaf: tuple[str, Any, bool] | None = None
    if letters == "q" and 1 <= number <= 4:
        leaf = ("quarternum", number, False)
    elif letters == "h" and number in (1, 2) and view.text[at] == "H":
        leaf = ("halfnum", number, False)
    elif letters == "t":
        return skip(view, at), None
    if leaf is not None:
        return match.end(), [Token(at, match.end(), view.text[at : match.end()], (leaf,))]
    word = leaves_of(view, view.text[at:end], letters, at, end, False)
    shape = read_number(view.text, end)
    if word is None or shape is None or not any(symbol in ("month", "fiscal", "weekday") for symbol, _, _ in word.row):
        return skip(view, at), None
    stop, leaves = shape
    weekday = any(symbol == "weekday" for symbol, _, _ in word.row)
    if view.text[stop : stop + 1].isalpha() or (weekday and view.text[end:stop].isdigit()):
        return skip(view, at), None  # «SUN3/3X», «sun4», machines
    return stop, [word, Token(end, stop, view.text[end:stop], tuple((s, v, False) for s, v in leaves))]


def leaves_of(view: View, word: str, form: str, at: int, end: int, glued: bool) -> Token | None:
    """The token of a word by what the language says it may mean; ``glued`` where it hangs on a number."""
    if form not in view.words:
        return zone_at(view, at, glued) if glued else None
    latent = form in view.latent
    stop = end
    text = view.text
    if form in view.language.abbreviations and text[end : end + 1] == "." and goes_on(view, end + 1):
        stop = end + 1
    row = row_of(view.language, form, glued and (word.islower() or len(word) > 1 or word in "HAP"))
    if not row or (word == "SEC" and not text[max(0, at - 2) : at].rstrip(" -").isdigit()):
        return None  # the commission
    key = f"+{form}" if glued else word if latent else form
    return Token(at, stop, key, row)


def _counts_on(before: list[Token]) -> bool:
    """Whether a letter behind a number stands for a unit: «21 h» in «1d 21 h 25m», «h» behind «3/4»."""
    if not before:
        return False
    return has(before[-1], _FRACTION) or (
        len(before) > 1 and before[-2].key in ("+d", "+h", "+w", "+y") and has(before[-1], _INT)
    )
