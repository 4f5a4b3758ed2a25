"""Tokens that begin with a mark: short years, offsets behind a clock, dashes and brackets."""

from __future__ import annotations

import re
from functools import cache

from timeline.algebra.expressions import Fields
from timeline.language.figures import full_year
from timeline.language.lexicon import Language
from timeline.language.tokens.rows import Row
from timeline.language.tokens.view import Token, View, has, phrase_at
from timeline.language.tokens.words import CLOCKISH
from timeline.language.tokens.zones import zone_at, zone_token
from timeline.model import ZoneSort

_WINDOWS = re.compile(  # «(UTC-08:00) Pacific Time (US & Canada)», as calendar programs write it
    r"\((?:UTC|GMT)[+\-−]\d\d:\d\d\) (?P<name>[A-Z][a-z]+(?: [A-Z][a-z]+)?(?: Standard)? Time)"
    r"(?: \(US (?:&|and) Canada\))?"
)
_BARE_OFFSET = re.compile(r"([+−\-])(\d\d):?(\d\d)(?![\d:\w])")
_SHORT_YEAR = re.compile(r"['’](\d\d)(?![\d\w])")
_DECADE = re.compile(r"['’](\d0)s(?!\w)")
_DASHES = {"–": "-", "—": "-", "−": "-", "‐": "-", "‑": "-", "‒": "-", "’": "'", "‘": "'"}


def mark_at(view: View, at: int, letter: str, before: list[Token]) -> tuple[int, list[Token] | None]:
    """The token of a mark and where it ends; None where it has no part in a time."""
    text = view.text
    if letter in "'’" and (made := _apostrophe(view, at)) is not None:
        return made.end, [made]
    if letter in "+-−" and before and has(before[-1], CLOCKISH) and (match := _BARE_OFFSET.match(text, at)):
        spaced = before[-1].end < at
        if spaced and int(match[2]) <= 14 and int(match[3]) < 60:
            sign = "+" if match[1] == "+" else "-"
            offset = zone_token(view, at, match.end(), ZoneSort.OFFSET, f"{sign}{match[2]}:{match[3]}")
            return match.end(), [offset]
    if letter == "(" and before and (match := _WINDOWS.match(text, at)):
        inner = zone_at(view, match.start("name"), False)
        if inner is not None and inner.end == match.end("name"):
            return match.end(), [Token(at, match.end(), match[0], inner.row)]
    if letter in view.heads and (form := phrase_at(view, at, letter)) is not None:
        return form.end, [form]
    row = _row(view.language, letter)
    return at + 1, [Token(at, at + 1, _DASHES.get(letter, letter), row)] if row else None


@cache
def _row(language: Language, mark: str) -> Row:
    """The leaves of a mark, made once: the chart knows a row again by its identity."""
    plain = _DASHES.get(mark, mark)
    own: Row = ((plain, None, False),) if plain in language.grammar.symbols else ()
    return (*own, *((symbol, value, False) for symbol, value in language.words.get(mark, ())))


def _apostrophe(view: View, at: int) -> Token | None:
    """«'98», «'s», «'90s»."""
    text = view.text
    if (match := _SHORT_YEAR.match(text, at)) and text[match.end() : match.end() + 1] != "s":
        year = Fields(year=full_year(int(match[1])), short_year=True)
        return Token(at, match.end(), match[0], (("yy", year, False),))
    if view.folded.startswith("'s", at) and not text[at + 2 : at + 3].isalnum():
        return Token(at, at + 2, "'s", (("'s", None, False),))
    if match := _DECADE.match(text, at):
        return Token(at, match.end(), match[0], (("decadenum", int(match[1]), False),))
    return None
