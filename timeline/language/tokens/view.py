"""What a token is, and a text as the readers of tokens see it: with its folded letters and its language at hand."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from timeline.language.letters import fold, hyphenated
from timeline.language.lexicon import Language
from timeline.language.tokens.rows import Row, plain
from timeline.language.tokens.zone_forms import zone_forms
from timeline.language.wrapped import unwrapped

_LETTERS = re.compile(r"[^\W\d_]+")
_SHAPED = frozenset("abcdefghijklmnopqrstuvwxyz") | {  # words of zones that are told by their shape
    *("your", "his", "her", "my", "own", "local", "time", "timezone", "zone", "server", "game", "realm", "forum"),
    *("event", "system", "standard", "daylight", "summer", "winter", "prevailing"),
}
_HANGS_TOGETHER = re.compile(r"[^\s()\[\]]*")


@dataclass(slots=True)  # never changed; not frozen, for that makes them three times as slow to make
class Token:
    """Some characters and what they may mean."""

    start: int
    end: int
    key: str  # the characters, for the cache of parses
    row: Row
    longer: tuple[tuple[int, Row], ...] = ()  # forms of several tokens that begin with this one
    several: bool = False  # a form of several words, which may be read one by one as well


def has(token: Token, symbols: frozenset[str]) -> bool:
    """Whether one of the leaves of a token is one of these symbols."""
    for leaf in token.row:  # noqa: SIM110  # a generator costs more than its loop, and this runs for every word
        if leaf[0] in symbols:
            return True
    return False


class View:
    """One text while its tokens are read; holds no result, only what is asked again and again."""

    __slots__ = (
        "company",
        "folded",
        "heads",
        "language",
        "latent",
        "phrases",
        "plain",
        "symbols",
        "text",
        "whole",
        "words",
        "zones",
    )

    def __init__(self, text: str, language: Language) -> None:
        self.text = hyphenated(unwrapped(text, language.words))
        self.folded = fold(self.text)
        self.whole = True  # whether forms of several words are looked for
        self.language = language
        self.words = language.words
        self.phrases = language.phrases
        self.heads = _heads(language)
        self.latent = language.latent
        self.symbols = language.grammar.symbols
        self.zones = zone_forms(language.code)
        self.company = _company(language)
        self.plain = plain(language)


@cache
def _company(language: Language) -> frozenset[str]:
    """Every word that some form of the language or some name of a zone holds; no time reaches across another."""
    zones = zone_forms(language.code)
    forms = [*language.words, *zones.abbreviations, *(form for forms in zones.forms.values() for form, _, _ in forms)]
    return frozenset(word for form in forms for word in _LETTERS.findall(form.lower())) | _SHAPED


@cache
def _heads(language: Language) -> dict[str, frozenset[str]]:
    """For each word that begins longer forms, the two characters that stand behind it in one of them."""
    return {
        first: frozenset([form[len(first) : len(first) + 2] for form in forms])
        for first, forms in language.phrases.items()
    }


def begins_form(view: View, first: str, end: int) -> bool:
    """Whether what stands behind a word fits a longer form that begins with it; its other words are yet to be seen.

    To look at every form that begins with «the» costs much more.
    """
    heads = view.heads.get(first)
    if heads is None:
        return False
    behind = view.folded[end : end + 2]
    return behind in heads or behind[:1] in heads or behind == "  "


def phrase_at(view: View, at: int, first: str) -> Token | None:
    """The longest form of several words that begins here."""
    folded = view.folded
    if not view.whole or not begins_form(view, first, at + len(first)):
        return None
    for form in view.phrases[first]:
        end = _form_end(folded, form, at)
        if end and not (end < len(folded) and folded[end - 1].isalnum() and folded[end].isalnum()):
            if form[-1] == "." and "." not in form[:-1] and not goes_on(view, end):
                continue
            leaves = view.words[form]
            return Token(at, end, form, tuple((symbol, value, False) for symbol, value in leaves), several=True)
    return None


def _form_end(folded: str, form: str, at: int) -> int:
    """Where a form that begins here ends, 0 where it does not; its words may stand several spaces apart."""
    if folded.startswith(form, at):
        return at + len(form)
    if "  " not in folded[at : at + len(form)]:
        return 0
    for word in form.split(" "):
        while folded.startswith(" ", at):
            at += 1
        if not folded.startswith(word, at):
            return 0
        at += len(word)
    return at


def goes_on(view: View, at: int) -> bool:
    """Whether the full stop before this place ends an abbreviation and no sentence."""
    rest = view.text[at : at + 3].lstrip(" ")
    return bool(rest) and (rest[0].isdigit() or rest[0].islower() or rest[0] in ",;:)-–/'")


def skip(view: View, at: int) -> int:
    """Past the letters, digits and marks that hang together here."""
    match = _HANGS_TOGETHER.match(view.text, at)
    return max(match.end() if match else at, at + 1)
