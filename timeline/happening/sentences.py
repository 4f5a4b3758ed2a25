"""Sentences and words of a document, in one pass and with the document's own offsets."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property, lru_cache
from typing import NamedTuple

from timeline.happening.words import Lexicon, lexicon
from timeline.model import Span

_TOKEN = re.compile(r"\d+(?:[.:,/]\d+)*|[^\W\d_]+(?:[-'’.&][^\W_]+)*|[^\w\s]")
_ENTRY = re.compile(
    r"[ \t]*(?::|[-–—][ \t])"
)  # behind a time that begins an entry of a list: «Sunday, 2 pm: open gardens»
_CLOSING = frozenset("\"'”’)]»")
_MAY_END = _CLOSING | frozenset(".!?…")
_WRAPPED = 55  # a line at least this long that ends in mid-sentence was broken by a mail program
_WIDEST = 100  # no wrapped line is longer
_MOST_FORMS = 65536  # words kept at a time
_LONGEST = 400  # words; a "sentence" beyond this is cut, so that hostile text costs no more than its length


class Token(NamedTuple):
    """A word, a number or a sign of punctuation; a tuple, since there are millions of them."""

    start: int
    end: int
    text: str
    stem: str
    word: bool
    capital: bool


@dataclass(frozen=True)
class Sentence:
    """A sentence, a heading or a list item."""

    span: Span
    text: str = field(repr=False)  # of the whole document
    words: Lexicon = field(repr=False)

    @cached_property
    def tokens(self) -> tuple[Token, ...]:
        """Its words; most sentences state no time, and nobody asks for theirs."""
        forms = _forms(self.words)
        return tuple(
            Token(match.start(), match.end(), word, *(forms.get(word) or _form(word, self.words, forms)))
            for match in _TOKEN.finditer(self.text, *self.span)
            for word in (match.group(),)
        )


@lru_cache(maxsize=64)
def sentences(text: str, language: str, fixed: tuple[Span, ...] = ()) -> tuple[Sentence, ...]:
    """The sentences of a text; none ends inside one of the ``fixed`` spans ("11:30 a.m. local time")."""
    words = lexicon(language)
    found: list[Sentence] = []
    run: list[re.Match[str]] = []
    inside = _Inside(fixed)
    wrapped = _wrapped(text)
    entries = _entries(text, fixed) if wrapped else frozenset()
    previous_end = 0
    last = ""
    for match in _TOKEN.finditer(text):
        start, end = match.span()
        gap = text[previous_end:start]
        ends = bool(run) and "\n" in gap and (not wrapped or start in entries or _line_ends(text, gap, run, match))
        ends = ends or (last in _MAY_END and bool(run) and _sentence_ends(run, match, gap, inside, words))
        if ends or len(run) >= _LONGEST:
            found.append(Sentence((run[0].start(), previous_end), text, words))
            run = []
        run.append(match)
        previous_end = end
        last = match.group()
    if run:
        found.append(Sentence((run[0].start(), previous_end), text, words))
    return tuple(found)


@cache
def _forms(_words: Lexicon) -> dict[str, tuple[str, bool, bool]]:
    """What is known of words already met: stem, whether it is a word, whether it has a capital."""
    return {}


def _form(text: str, words: Lexicon, forms: dict[str, tuple[str, bool, bool]]) -> tuple[str, bool, bool]:
    word = text[0].isalnum()
    form = (words.stem(text) if word else text, word, word and text[0].isupper())
    if len(forms) >= _MOST_FORMS:
        forms.clear()
    forms[text] = form
    return form


def _wrapped(text: str) -> bool:
    """Whether a mail program broke the lines: then a line's end is no sentence's end."""
    lengths = [len(line) for line in text.splitlines() if line.strip()]
    return len(lengths) > 2 and max(lengths) <= _WIDEST and sum(n >= _WRAPPED for n in lengths) * 2 >= len(lengths)


def _entries(text: str, times: Sequence[Span]) -> frozenset[int]:
    """Where an entry of a list begins: at times that open several lines, or before a colon."""
    opening = [span for span in times if not text[text.rfind("\n", 0, span[0]) + 1 : span[0]].strip()]
    return frozenset(span[0] for span in opening if len(opening) > 1 or _ENTRY.match(text, span[1]))


def _line_ends(text: str, gap: str, run: Sequence[re.Match[str]], following: re.Match[str]) -> bool:
    if gap.count("\n") > 1 or following.group() in "-*•–#|":
        return True
    first, last = run[0].start(), run[-1]
    line_start = text.rfind("\n", first, last.start()) + 1 or first
    long = last.end() - line_start >= _WRAPPED
    return not long or last.group() in ".!?:"


def _sentence_ends(
    run: Sequence[re.Match[str]], following: re.Match[str], gap: str, inside: _Inside, words: Lexicon
) -> bool:
    if not gap or inside.holds(following.start()):
        return False
    last = run[-1]
    if last.group() in _CLOSING and len(run) > 1:
        last = run[-2]
    if last.group() not in (".", "!", "?", "…"):
        return False
    before = run[-2].group().casefold() if len(run) > 1 and last is run[-1] else ""
    begins = following.group()
    capital = begins[0].isupper()
    if last.group() == "." and (before in words.particles["abbreviated"] or (len(before) == 1 and before.isalpha())):
        # "p.m." also ends sentences: then a capital follows that no time goes on with
        return before in ("a.m", "p.m", "am", "pm") and capital and not begins.isupper()
    return capital or begins[0].isdigit() or not begins[0].isalnum()


class _Inside:
    """Answers whether offsets, asked in rising order, lie inside one of the given spans."""

    def __init__(self, spans: Sequence[Span]) -> None:
        self._spans = sorted(spans)
        self._next = 0

    def holds(self, offset: int) -> bool:
        """True where the offset is inside a span, its first character apart."""
        while self._next < len(self._spans) and self._spans[self._next][1] <= offset:
            self._next += 1
        return self._next < len(self._spans) and self._spans[self._next][0] < offset
