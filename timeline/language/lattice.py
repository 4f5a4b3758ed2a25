"""The lattice: one cheap scan finds where a time may be spoken of, and the words around each such place become tokens.

A row of neighbouring tokens, all known to the language, is an island; the chart reads islands only.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from ahocorasick_rs import AhoCorasick, MatchKind

from timeline.language.lexicon import Language
from timeline.language.shapes import read as read_number
from timeline.model import ZoneSort, ZoneWords
from timeline.zones import names
from timeline.zones.rules import canonical, is_key

LONGEST = 40  # tokens of one island; a longer row is cut
SHORT = 16  # characters of a text so short, an entry in a field, that any number in it is worth a look
BEFORE = 48  # how far back from a trigger its island may begin, in characters

Row = tuple[tuple[str, Any, bool], ...]  # leaves of a token: symbol, value, latent


@dataclass(frozen=True, slots=True)
class Token:
    """Some characters and what they may mean."""

    start: int
    end: int
    key: str  # the characters, for the cache of parses
    row: Row
    longer: tuple[tuple[int, Row], ...] = ()  # forms of several tokens that begin with this one


_NUMBERS = re.compile(r"(?<![^\W_])\d[\d:/.\-–]*[^\W_]*")
_WORD = re.compile(r"[^\W\d_]+(?:['’](?!s\b|S\b)[^\W\d_]+)*")
_BLANK = re.compile(r"[ \t\u00a0\u202f\u2009*_`]*")
_GLUED = re.compile(
    r"([ap])\.?m?\.?(?=$|[^\W\d_]{2,5}(?!\w)|\W|_)|h(?:rs?|ours?)?|min(?:s|utes?)?|m|s(?:ecs?)?|d(?:ays?)?|w(?:ks?)?|y(?:rs?)?|mo",
    re.IGNORECASE,
)
_OFFSET = re.compile(r" ?([+\-−–]) ?(\d{1,2})(?::?(\d\d))?(?![\d:])")
_BOTH = re.compile(r"/(?:GMT|UTC)(?= ?[+\-−–])")
_WINDOWS = re.compile(  # «(UTC-08:00) Pacific Time (US & Canada)», as calendar programs write it
    r"\((?:UTC|GMT)[+\-−]\d\d:\d\d\) (?P<name>[A-Z][a-z]+(?: [A-Z][a-z]+)?(?: Standard)? Time)"
    r"(?: \(US (?:&|and) Canada\))?"
)
_BARE_OFFSET = re.compile(r"([+−\-])(\d\d):?(\d\d)(?![\d:\w])")
_PLACE_TIME = re.compile(
    r"((?:[A-Z][^\W\d_]*(?:[.'’\-][^\W\d_]+)*[ ]){1,3})(?:standard |daylight |summer |winter )?[Tt]ime(?!\w)"
)
_LOCAL_TIME = re.compile(r"[Ll]ocal (?:((?:[A-Z][^\W\d_]*[ ]){1,3}))?[Tt]ime(?!\w)")
_NAMED_TIME = re.compile(r"(server|game|realm|forum|event|system) time(?!\w)", re.IGNORECASE)
_READER = re.compile(r"(?:your|his|her|my) (?:own )?(?:local )?(?:time ?zone|time)(?!\w)", re.IGNORECASE)
_IANA = re.compile(r"[A-Z][A-Za-z_]+(?:/[A-Z][A-Za-z_+\-]*[A-Za-z0-9]+)+")
_ITEM = re.compile(r"\d{1,3}[.)][ \t]+(?!(?:[A-Z][a-z]+)[ \t]+\d{4}\b)")
_SHOW = re.compile(  # «Monday Night Football»
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day (?:Night|Morning|Afternoon|Evening)s? "
    r"(?!(?:At|In|On|The|From|And|With|For|Is|Will|To)\b)[A-Z][a-z]+"
)
_ENTRY = re.compile(r"\W*(?:[^\W\d]+\W+)?\d")
_AMOUNT = re.compile(r"(\d{1,3})([^\W\d_]+)")
_CHAIN = re.compile(r"\d{3}-\d\d-\d{4}(?!\d)|\d{3,}-\d{3,}-\d+|\d+-\d+-\d+-[\d-]+")
_ADDRESS = re.compile(r"(?:https?|ftp|www|mailto|file)\b[:.]\S*", re.IGNORECASE)
_SHORT_YEAR = re.compile(r"['’](\d\d)(?![\d\w])")
_AOE = ("aoe", "anywhere on earth", "anywhere-on-earth")
_DASHES = {"–": "-", "—": "-", "−": "-", "‐": "-", "‑": "-", "‒": "-", "’": "'", "‘": "'"}
_CLOCKISH = frozenset(
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
        "digit",
        "teen",
        "stamp",
        "hmark",
    }
)
_ABBREVIATED_CLOCKISH = frozenset({"mer", "mershort", "clk", "hclk", "mil", "oclock", "clockword"})

_TIMED = _ABBREVIATED_CLOCKISH | {"dayend", "daypart"}


def fold(text: str) -> str:
    """The text in lower case, letter for letter: offsets stay true («İ» would grow).

    >>> len(fold("İstanbul")) == len("İstanbul")
    True
    """
    lowered = text.lower()
    if len(lowered) != len(text):
        lowered = "".join(letter if len(small := letter.lower()) != 1 else small for letter in text)
    return lowered.replace("’", "'")


@cache
def _automaton(language: Language) -> AhoCorasick:
    zones = _zone_forms(language.code)
    words = {*language.triggers, *(zone.lower() for zone in zones.sure), *_AOE}
    return AhoCorasick(sorted(words), matchkind=MatchKind.LeftmostLongest)


def triggers(text: str, folded: str, language: Language) -> list[int]:
    """Where words or numbers stand that may speak of time, in order."""
    found: list[int] = []
    length = len(text)
    for _, start, end in _automaton(language).find_matches_as_indexes(folded):
        if start and folded[start - 1].isalpha():
            continue
        if end < length and folded[end].isalpha() and folded[end - 1].isalpha():
            continue
        found.append(start)
    entry = length <= SHORT and _ENTRY.match(text) is not None
    for match in _NUMBERS.finditer(text):
        word = match.group()
        if word.isdigit():
            if entry or (len(word) == 4 and "0" <= word < "2401") or (len(word) == 10 and word[0] == "2"):
                found.append(match.start())
        else:
            found.append(match.start())
    found.sort()
    return found


def islands(text: str, language: Language) -> Iterator[tuple[Token, ...]]:
    """Rows of neighbouring tokens around each trigger."""
    folded = fold(text)
    done = 0
    reader = _Reader(text, folded, language)
    for trigger in triggers(text, folded, language):
        if trigger < done:
            continue
        tokens, done = reader.around(trigger, done)
        if tokens:
            yield tokens


class _Reader:
    """Reads tokens of one text; holds no result, only what is asked again and again."""

    __slots__ = ("folded", "language", "latent", "phrases", "symbols", "text", "whole", "words", "zones")

    def __init__(self, text: str, folded: str, language: Language) -> None:
        self.text = text
        self.folded = folded
        self.whole = True  # whether forms of several words are looked for
        self.language = language
        self.words = language.words
        self.phrases = language.phrases
        self.latent = language.latent
        self.symbols = language.grammar.symbols
        self.zones = _zone_forms(language.code)

    def around(self, trigger: int, done: int) -> tuple[tuple[Token, ...], int]:
        """The island that holds the trigger, not before ``done``, and where to look on."""
        at = self._begin(trigger, done)
        tokens: list[Token] = []
        text, length = self.text, len(self.text)
        while at < length:
            blank = _BLANK.match(text, at)
            at = blank.end() if blank else at
            if at >= length or text[at] == "\n":
                at += 1
                if tokens and tokens[-1].end > trigger:
                    break
                if at > trigger + 1:
                    break
                tokens.clear()
                continue
            end, made = self.token(at, tokens)
            if made is None:
                if end > trigger:
                    at = end if not tokens else at
                    break
                tokens.clear()
                at = end
                continue
            tokens.extend(made)
            at = end
            if len(tokens) >= LONGEST:
                break
        return tuple(tokens), max(at, trigger + 1)

    def _begin(self, trigger: int, done: int) -> int:
        lowest = max(done, trigger - BEFORE)
        if lowest == done or lowest == 0:
            return lowest
        line = self.text.rfind("\n", lowest, trigger)
        if line >= 0:
            return line + 1
        space = self.text.find(" ", lowest, trigger)
        return space + 1 if space >= 0 else trigger

    def token(self, at: int, before: list[Token]) -> tuple[int, list[Token] | None]:
        """The token here and its end; None where no word of the language stands here."""
        letter = self.text[at]
        if letter.isdigit():
            return self._number(at, before)
        if letter.isalpha():
            return self._word(at, before)
        return self._mark(at, letter, before)

    # -- numbers ---------------------------------------------------------------

    def _number(self, at: int, before: list[Token]) -> tuple[int, list[Token] | None]:
        text = self.text
        if not text[at].isascii() or (at and (text[at - 1].isalnum() or text[at - 1] in "$€£¥#§")):
            return self._skip(at), None
        if at > 1 and text[at - 1] == " " and text[at - 2] in "$€£¥":
            return self._skip(at), None
        if at > 1 and text[at - 1] in "-:/." and text[at - 2].isalnum() and (not before or _mark_only(before, at)):
            return self._skip(at), None  # the tail of something longer that is no time
        if (item := _ITEM.match(text, at)) and not before and self._begins_line(at):
            return item.end(), None  # «1. July 10: ...», the number of a list's item
        if chain := _CHAIN.match(text, at):
            return chain.end(), None  # a telephone or part number
        form = self._phrase(at, self._digits(at))
        if form is not None:
            return form.end, self._compound(at, form)
        shape = read_number(text, at)
        if shape is None:
            return self._skip(at), None
        end, leaves = shape
        if not leaves or text[end : end + 1] == "%":
            return self._skip(end), None
        made = Token(at, end, text[at:end], tuple((symbol, value, False) for symbol, value in leaves))
        if end < len(text) and text[end].isalpha():
            glued = self._glued(end)
            if glued is None:
                return self._skip(at), None
            return glued[-1].end, [made, *glued]
        return end, [made]

    def _compound(self, at: int, form: Token) -> list[Token]:
        """A form of several words over its own words, where all of them are known: both readings stay."""
        self.whole = False
        parts: list[Token] = []
        place = at
        while place < form.end:
            place = match.end() if (match := _BLANK.match(self.text, place)) else place
            place, made = self.token(place, parts)
            if made is None or place > form.end:
                parts = []
                break
            parts.extend(made)
        self.whole = True
        if not parts or parts[-1].end != form.end:
            return [form]
        if len(parts) == 1:
            return [Token(at, form.end, form.key, (*form.row, *parts[0].row))]
        first = parts[0]
        return [Token(first.start, first.end, first.key, first.row, ((len(parts), form.row),)), *parts[1:]]

    def _begins_line(self, at: int) -> bool:
        """Whether nothing but a list's or a quotation's marks stands before this place on its line."""
        line = self.text.rfind("\n", max(0, at - 12), at) + 1
        return (line > 0 or at <= 12) and not self.text[line:at].strip(" \t>*|-")

    def _digits(self, at: int) -> str:
        end = at
        while end < len(self.text) and self.text[end].isdigit() and end < at + 4:
            end += 1
        return self.text[at:end]

    def _glued(self, at: int) -> list[Token] | None:
        """What hangs on a number: «pm», «h», «pmUTC», «UTC», «Aug»."""
        text = self.text
        word = _WORD.match(text, at)
        if word is None:
            return None
        whole = self._leaves(word.group(), self.folded[at : word.end()], at, word.end(), True)
        if text[word.end() : word.end() + 1].isdigit():
            return self._amounts(whole)
        dotted = self._phrase(at, self.folded[at : word.end()])
        if dotted is not None:
            return [dotted]
        if whole is not None:
            return [whole]
        match = re.compile(r"([ap])(?:m|\.m\.|\.m)?(?=[A-Z])|h").match(text, at)
        if match and match.group(1):
            rest = text[match.end() : word.end()]
            zone = self._zone(match.end(), True)
            if rest and zone is not None:
                meridiem = "am" if match.group(1) == "a" else "pm"
                return [Token(at, match.end(), match.group(), (("mer", meridiem, False),)), zone]
        return None

    def _amounts(self, first: Token | None) -> list[Token] | None:
        """«h30m» of «1h30m»: units and numbers in turn, to a unit at the end."""
        tokens: list[Token] = []
        unit = first
        while unit is not None and any(symbol.startswith("unit") for symbol, _, _ in unit.row):
            tokens.append(unit)
            if (match := _AMOUNT.match(self.text, unit.end)) is None:
                return tokens if not self.text[unit.end : unit.end + 1].isalnum() else None
            at = match.start(2)
            tokens.append(Token(unit.end, at, match[1], (("int", int(match[1]), False),)))
            unit = self._leaves(match[2], self.folded[at : match.end()], at, match.end(), True)
        return None

    # -- words -------------------------------------------------------------------

    def _word(self, at: int, before: list[Token]) -> tuple[int, list[Token] | None]:
        match = _WORD.match(self.text, at)
        if match is None:
            return at + 1, None
        end = match.end()
        if address := _ADDRESS.match(self.text, at):
            return address.end(), None
        clockish = (bool(before) and any(symbol in _CLOCKISH for symbol, _, _ in before[-1].row)) or (
            len(before) > 1
            and before[-1].key in ("(", ")", "[", "/", ",")
            and any(s in _CLOCKISH for s, _, _ in before[-2].row)
        )
        if clockish:
            zone = self._zone(at, any(s in _ABBREVIATED_CLOCKISH for s, _, _ in before[-1].row))
            if zone is not None:
                other = self._phrase(at, self.folded[at:end]) or self._leaves(
                    match.group(), self.folded[at:end], at, end, False
                )
                if other is not None and other.end == zone.end:
                    return zone.end, [Token(at, zone.end, zone.key, (*zone.row, *other.row))]
                if other is None or zone.end > other.end:
                    return zone.end, [zone]
        elif (match.group()[0].isupper() and self._clock_near(before)) or self.folded.startswith(_AOE, at):
            zone = self._zone(at, False)
            if (
                zone is not None
                and any(symbol in ("zonesure", "aoezone") for symbol, _, _ in zone.row)
                and (
                    match.group().isupper() or self.folded.endswith(" time", at, zone.end) or "aoezone" in zone.row[-1]
                )
            ):
                return zone.end, [zone]
        form = self._phrase(at, self.folded[at:end])
        if form is not None:
            if form.row[0][0] == "title" and self._named(at, form.end):
                return form.end, None
            if form.row[0][0] == "zoneregion":
                words = self.text[at : form.end]
                made_words = ZoneWords(words, ZoneSort.NAME, form.row[0][1].key)
                return form.end, [Token(at, form.end, f"@{words}", (("zoneregion", made_words, False),))]
            return form.end, self._compound(at, form)
        if show := _SHOW.match(self.text, at):
            return show.end(), None
        if end < len(self.text) and (self.text[end].isdigit() or self.text[end] == "_"):
            return self._lettered(at, end)
        made = self._leaves(match.group(), self.folded[at:end], at, end, _counts_on(before))
        if made is None:
            return end, None
        return made.end, [made]

    def _named(self, at: int, end: int) -> bool:
        """Whether words are written as a name is: «Easter Island»."""
        words = [word for word in self.text[at:end].split() if len(word) > 3]
        return all(word[0].isupper() for word in words)

    def _clock_near(self, before: list[Token]) -> bool:
        """Whether a clock stands a few tokens before («12:00 AM Dec 1st, PST»)."""
        return any(symbol in _TIMED for token in before[-7:] for symbol, _, _ in token.row)

    def _lettered(self, at: int, end: int) -> tuple[int, list[Token] | None]:
        """«Q3», «FY2024», «H1», «W06», «Aug15»."""
        match = re.compile(r"(\d+)(?!\w)").match(self.text, end)
        if match is None:
            return self._skip(at), None
        letters, number = self.folded[at:end], int(match[1][:6])
        leaf: tuple[str, Any, bool] | None = None
        if letters == "q" and 1 <= number <= 4:
            leaf = ("quarternum", number, False)
        elif letters == "h" and number in (1, 2) and self.text[at] == "H":
            leaf = ("halfnum", number, False)
        elif letters == "t":
            return self._skip(at), None
        if leaf is not None:
            return match.end(), [Token(at, match.end(), self.text[at : match.end()], (leaf,))]
        word = self._leaves(self.text[at:end], letters, at, end, False)
        shape = read_number(self.text, end)
        if (
            word is None
            or shape is None
            or not any(symbol in ("month", "fiscal", "weekday") for symbol, _, _ in word.row)
        ):
            return self._skip(at), None
        stop, leaves = shape
        return stop, [word, Token(end, stop, self.text[end:stop], tuple((s, v, False) for s, v in leaves))]

    def _leaves(self, word: str, form: str, at: int, end: int, glued: bool) -> Token | None:
        leaves = self.words.get(form)
        if leaves is None:
            return self._zone(at, glued) if glued else None
        latent = form in self.latent
        stop = end
        text = self.text
        if form in self.language.abbreviations and text[end : end + 1] == "." and self._goes_on(end + 1):
            stop = end + 1
        row = tuple(
            (symbol, value, latent and symbol in ("month", "weekday", "season", "unit", "holiday"))
            for symbol, value in leaves
            if not (
                symbol in ("unitshort", "unitlatent", "mershort")
                and not (glued and (word.islower() or len(word) > 1 or word in "HAP"))
            )
        )
        if not row:
            return None
        key = f"+{form}" if glued else word if latent else form
        return Token(at, stop, key, row)

    def _goes_on(self, at: int) -> bool:
        """Whether the full stop before this place ends an abbreviation and no sentence."""
        rest = self.text[at : at + 3].lstrip(" ")
        return bool(rest) and (rest[0].isdigit() or rest[0].islower() or rest[0] in ",;:)-–/'")

    def _phrase(self, at: int, first: str) -> Token | None:
        """The longest form of several words that begins here."""
        folded = self.folded
        if not self.whole:
            return None
        for form in self.phrases.get(first, ()):
            end = at + len(form)
            if folded.startswith(form, at) and not (
                end < len(folded) and folded[end - 1].isalnum() and folded[end].isalnum()
            ):
                if form[-1] == "." and "." not in form[:-1] and not self._goes_on(end):
                    continue
                leaves = self.words[form]
                return Token(at, end, form, tuple((symbol, value, False) for symbol, value in leaves))
        return None

    # -- zones -----------------------------------------------------------------------

    def _zone(self, at: int, sure: bool) -> Token | None:
        """Words here that name a zone, in the company of a clock; ``sure`` where lower case may do («8pm est»)."""
        text = self.text
        for pattern, sort in ((_READER, ZoneSort.READER), (_LOCAL_TIME, ZoneSort.LOCAL)):
            if match := pattern.match(text, at):
                if sort is ZoneSort.LOCAL and match[1]:
                    return self._zone_token(at, match.end(), ZoneSort.PLACE, match[1].strip())
                return self._zone_token(at, match.end(), sort, "")
        if match := _NAMED_TIME.match(text, at):
            return self._zone_token(at, match.end(), ZoneSort.PLACE, match[1])
        if (match := _IANA.match(text, at)) and is_key(match[0]):
            return self._zone_token(at, match.end(), ZoneSort.IANA, canonical(match[0]))
        word = _WORD.match(text, at)
        if word is None:
            return None
        region = self._phrase(at, self.folded[at : word.end()])
        if region is not None and region.row[0][0] == "zoneregion":
            return self._zone_token(at, region.end, ZoneSort.NAME, region.row[0][1].key)
        found = self._zone_form(at, self.folded[at : word.end()])
        if found is not None:
            end, sort, key = found
            if (
                sort is ZoneSort.PLACE
                and (match := _PLACE_TIME.match(text, at))
                and match.end() > end
                and not self._says_half(match[1])
            ):
                found = None
            else:
                return self._zone_token(at, end, sort, key)
        if (match := _PLACE_TIME.match(text, at)) and not self._says_half(match[1]):
            return self._zone_token(at, match.end(), ZoneSort.PLACE, match[1].strip())
        letters = word.group()
        upper = letters.upper()
        known = self.zones.abbreviations.get(upper)
        if known is None or not (letters.isupper() or (sure and letters.islower() and upper in self.zones.sure)):
            if letters == "local":
                return self._zone_token(at, word.end(), ZoneSort.LOCAL, "")
            return None
        end = word.end()
        if known[0] is ZoneSort.UTC and (twice := _BOTH.match(text, end)):
            end = twice.end()
        if known[0] is ZoneSort.UTC and (match := _OFFSET.match(text, end)):
            hours, minutes = int(match[2]), int(match[3] or 0)
            if hours <= 14 and minutes < 60:
                sign = "+" if match[1] == "+" else "-"
                return self._zone_token(at, match.end(), ZoneSort.OFFSET, f"{sign}{hours:02}:{minutes:02}")
        return self._zone_token(at, end, known[0], known[1])

    def _says_half(self, name: str) -> bool:
        """Whether what looks like a place begins with a half of the day or is an abbreviation: «AM Eastern Time»."""
        first = name.partition(" ")[0]
        return first in self.zones.abbreviations or any(
            symbol == "mer" for symbol, _ in self.words.get(first.lower(), ())
        )

    def _zone_form(self, at: int, first: str) -> tuple[int, ZoneSort, str] | None:
        for form, sort, key in self.zones.forms.get(first, ()):
            end = at + len(form)
            if self.folded.startswith(form, at) and not self.folded[end : end + 1].isalnum():
                if " " not in form and form not in ("aoe",) and not self.text[at].isupper():
                    continue
                return end, sort, key
        return None

    def _zone_token(self, at: int, end: int, sort: ZoneSort, key: str) -> Token:
        words = self.text[at:end]
        made = ZoneWords(words, sort, key)
        row: list[tuple[str, Any, bool]] = [("zone", made, False)]
        if sort is not ZoneSort.ABBREVIATION or key not in self.zones.weak:
            row.append(("zonesure", made, False))
        if sort is ZoneSort.AOE:
            row.append(("aoezone", made, False))
        return Token(at, end, f"@{words}", tuple(row))

    # -- marks -------------------------------------------------------------------------

    def _mark(self, at: int, letter: str, before: list[Token]) -> tuple[int, list[Token] | None]:
        text = self.text
        if letter in "'’":
            if match := _SHORT_YEAR.match(text, at):
                from timeline.algebra.expressions import Fields
                from timeline.language.shapes import full_year

                if text[match.end() : match.end() + 1] not in ("s",):
                    year = Fields(year=full_year(int(match[1])), short_year=True)
                    return match.end(), [Token(at, match.end(), text[at : match.end()], (("yy", year, False),))]
            if self.folded.startswith("'s", at) and not text[at + 2 : at + 3].isalnum():
                return at + 2, [Token(at, at + 2, "'s", (("'s", None, False),))]
            if match := re.compile(r"['’](\d0)s(?!\w)").match(text, at):
                return match.end(), [Token(at, match.end(), match[0], (("decadenum", int(match[1]), False),))]
        if (
            letter in "+-−"
            and before
            and any(s in _CLOCKISH for s, _, _ in before[-1].row)
            and (match := _BARE_OFFSET.match(text, at))
        ):
            spaced = before[-1].end < at
            if spaced and int(match[2]) <= 14 and int(match[3]) < 60:
                sign = "+" if match[1] == "+" else "-"
                made = self._zone_token(at, match.end(), ZoneSort.OFFSET, f"{sign}{match[2]}:{match[3]}")
                return match.end(), [made]
        if letter == "(" and before and (match := _WINDOWS.match(text, at)):
            inner = self._zone(match.start("name"), False)
            if inner is not None and inner.end == match.end("name"):
                return match.end(), [Token(at, match.end(), match[0], inner.row)]
        form = self._phrase(at, letter)
        if form is not None:
            return form.end, [form]
        plain = _DASHES.get(letter, letter)
        row: list[tuple[str, Any, bool]] = []
        if plain in self.symbols:
            row.append((plain, None, False))
        for symbol, value in self.words.get(letter, ()):
            row.append((symbol, value, False))
        if not row:
            return at + 1, None
        return at + 1, [Token(at, at + 1, plain, tuple(row))]

    def _skip(self, at: int) -> int:
        """Past the letters, digits and marks that hang together here."""
        match = re.compile(r"[^\s()\[\]]*").match(self.text, at)
        return max(match.end() if match else at, at + 1)


def _mark_only(before: list[Token], at: int) -> bool:
    """Whether all that was read before a number is the mark that hangs it on something unknown: «CVE-2024-1234»."""
    return len(before) == 1 and before[0].end == at and before[0].start == at - 1


def _counts_on(before: list[Token]) -> bool:
    """Whether a letter behind a number stands for a unit: «21 h» in «1d 21 h 25m», «h» behind «3/4»."""
    if not before:
        return False
    symbols = {symbol for symbol, _, _ in before[-1].row}
    return "fraction" in symbols or (
        "int" in symbols and len(before) > 1 and before[-2].key in ("+d", "+h", "+w", "+y")
    )


@dataclass(frozen=True, slots=True)
class _Zones:
    forms: dict[str, tuple[tuple[str, ZoneSort, str], ...]]
    abbreviations: dict[str, tuple[ZoneSort, str]]
    sure: frozenset[str]
    weak: frozenset[str]


@cache
def _zone_forms(code: str) -> _Zones:
    """The language's words for zones, by their first word."""
    forms: dict[str, list[tuple[str, ZoneSort, str]]] = {}
    abbreviations: dict[str, tuple[ZoneSort, str]] = {"Z": (ZoneSort.UTC, "UTC")}
    for phrase, sort, key in names.phrases(code):
        if " " not in phrase and phrase.isupper():
            abbreviations[phrase] = (sort, key)
            continue
        folded = phrase.casefold()
        word = _WORD.match(folded)
        if word is not None:
            forms.setdefault(word.group(), []).append((folded, sort, key))
    from timeline.zones.abbreviations import weak

    ordered = {first: tuple(sorted(found, key=lambda form: -len(form[0]))) for first, found in forms.items()}
    ambiguous = weak()
    lower = frozenset(short for short in abbreviations if short not in ambiguous and len(short) >= 3) | {"PT", "ET"}
    return _Zones(
        ordered,
        abbreviations,
        lower - {"EAST", "HAT", "HAST", "TOT", "ART", "MET"},
        frozenset(ambiguous) - {"PT", "CT", "MT"},
    )
