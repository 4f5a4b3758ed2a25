"""What a token is, and a text as the readers of tokens see it: with its folded letters and its language at hand."""

from __future__ import annotations

import re
from collections.abc import Sequence
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
        "plain",
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
        self.heads = _heads(language)
        self.latent = language.latent
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
def _heads(language: Language) -> dict[str, dict[str, tuple[str, ...]]]:
    """For each word that begins longer forms, those forms by the two characters behind it, longest first."""
    heads: dict[str, dict[str, tuple[str, ...]]] = {}
    for first, forms in language.phrases.items():
        behind = {form: form[len(first) : len(first) + 2] for form in forms}
        heads[first] = {
            two: tuple([form for form in forms if behind[form] in (two, two[:1])]) for two in behind.values()
        }
        heads[first]["  "] = forms  # the words of a form may stand several spaces apart
    return heads


def longer_forms(view: View, first: str, end: int) -> Sequence[str]:
    """The longer forms that begin with a word and with what stands right behind it, longest first.

    To look at every form that begins with «the» costs much more.
    """
    heads = view.heads.get(first)
    if heads is None:
        return ()
    behind = view.folded[end : end + 2]
    return heads.get(behind) or heads.get(behind[:1], ())


def phrase_at(view: View, at: int, first: str) -> Token | None:
    """The longest form of several words that begins here."""
    folded = view.folded
    for form in longer_forms(view, first, at + len(first)) if view.whole else ():
        end = _form_end(folded, form, at)
        if end and not (end < len(folded) and folded[end - 1].isalnum() and folded[end].isalnum()):
            if form[-1] == "." and "." not in form[:-1] and not goes_on(view, end):
                continue
            return Token(at, end, form, _row(view.language, form), several=True)
    return None


@cache
def _row(language: Language, form: str) -> Row:
    """The leaves of a form of several words, made once: the chart knows a row again by its identity."""
    return tuple([(symbol, value, False) for symbol, value in language.words[form]])


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
