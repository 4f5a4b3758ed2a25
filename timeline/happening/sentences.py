"""Sentences and words of a document, in one pass and with the document's own offsets."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
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
_GAP = re.compile("[" + re.escape("".join(sorted(_MAY_END))) + r"\n](?:(?<=\n)[\s_]*|[\s_]+)")
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
    """The sentences of a text; none ends inside one of the ``fixed`` spans ("11:30 a.m. local time").

    Words are looked at only beside the gaps where a sentence may end.
    """
    words = lexicon(language)
    found: list[Sentence] = []
    inside = _Inside(fixed)
    wrapped = _wrapped(text)
    entries = _entries(text, fixed) if wrapped else frozenset()
    begin = counted = _behind_blanks(text, 0)
    size = 0  # words from the sentence's beginning to where they are counted
    for at, last in _gaps(text, begin):
        if last - begin >= _LONGEST:
            for token in _TOKEN.finditer(text, counted, last):
                if size == _LONGEST:
                    found.append(Sentence((begin, counted), text, words))
                    begin, size = token.start(), 0
                size, counted = size + 1, token.end()
        ends = at == len(text) or size == _LONGEST
        if not ends and "\n" in text[last:at]:
            ends = not wrapped or at in entries or _line_ends(text, begin, last, at)
        if ends or (text[last - 1] in _MAY_END and _sentence_ends(text, begin, last, at, inside, words)):
            found.append(Sentence((begin, last), text, words))
            begin, counted, size = at, at, 0
    return tuple(found)


def _gaps(text: str, begin: int) -> Iterator[Span]:
    """Where a sentence may end: at which place the next word begins, and where the one before ends."""
    for match in _GAP.finditer(text, begin):
        at, end = match.span()
        if end < len(text):
            yield end, _before_blanks(text, at) if text[at] == "\n" else at + 1
    if begin < len(text):
        yield len(text), _before_blanks(text, len(text))


def _before_blanks(text: str, at: int) -> int:
    while at and (text[at - 1].isspace() or text[at - 1] == "_"):
        at -= 1
    return at


def _behind_blanks(text: str, at: int) -> int:
    while at < len(text) and (text[at].isspace() or text[at] == "_"):
        at += 1
    return at


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


def _line_ends(text: str, begin: int, last: int, at: int) -> bool:
    """Whether a line's end is a sentence's too, in a text whose lines were broken; ``begin`` is the sentence's."""
    if text.count("\n", last, at) > 1 or text[at] in "-*•–#|":
        return True
    line_start = text.rfind("\n", begin, last) + 1 or begin
    return last - line_start < _WRAPPED or text[last - 1] in ".!?:"


def _sentence_ends(text: str, begin: int, last: int, at: int, inside: _Inside, words: Lexicon) -> bool:
    """Whether a sentence that begins at one place and would end at another does; the next word begins at ``at``."""
    if inside.holds(at):
        return False
    stop = last - 1
    closed = text[stop] in _CLOSING and (before := _before_blanks(text, stop)) > begin
    if closed:
        stop = before - 1
    if text[stop] not in ".!?…":
        return False
    capital = text[at].isupper()
    if text[stop] == "." and not closed:
        word = _last_word(text, begin, stop)
        if word in words.particles["abbreviated"] or (len(word) == 1 and word.isalpha()):
            # "p.m." also ends sentences: then a capital follows that no time goes on with
            following = _TOKEN.match(text, at)
            shouted = following is not None and following.group().isupper()
            return word in ("a.m", "p.m", "am", "pm") and capital and not shouted
    return capital or text[at].isdigit() or not text[at].isalnum()


def _last_word(text: str, begin: int, end: int) -> str:
    """The last word or mark of a stretch, in small letters; nothing where there is none."""
    end = _before_blanks(text, end)
    start = end
    while start > begin and not (text[start - 1].isspace() or text[start - 1] == "_"):
        start -= 1
    *_, last = ("", *_TOKEN.findall(text, start, end)) if end > begin else ("",)
    return str(last).casefold()


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
