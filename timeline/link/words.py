"""Word vectors of documents and sentences, weighted by a table that ships with the language and never by the corpus."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from math import inf, log, sqrt

from timeline.happening.words import Lexicon, lexicon
from timeline.model import Document

_TERMS = 60
_MOST = 65536  # stretches without blanks that are remembered
_ENDING = 4  # letters that a form may have behind its stem
_WORD = re.compile(r"[^\W\d_]+(?:[-'’.&][^\W_]+)*")
_WORD_OR_MARK = re.compile(r"\d{1,3}(?:[.,]\d{3})+(?!\d)|[^\W_]+(?:[-'’.&][^\W_]+)*|[^\w\s]")
Vector = Mapping[str, float]


def words_and_marks(text: str) -> list[str]:
    """The words of a text as they are written, and its marks.

    >>> words_and_marks("Mayor's 2nd call, at 9")
    ["Mayor's", '2nd', 'call', ',', 'at', '9']
    """
    return _WORD_OR_MARK.findall(text)


def document_vector(document: Document) -> Vector:
    """The sixty heaviest words of a document, normalised."""
    words = lexicon(document.language)
    text = f"{document.title}\n{document.text}" if document.title else document.text
    counts: Counter[str] = Counter()
    known = _stems(words)
    for unspaced, count in Counter(text.split()).items():
        for stem in known.get(unspaced) or _stems_of(unspaced, words, known):
            counts[stem] += count
    weighted = ((stem, (1 + log(count)) * words.weight(stem)) for stem, count in counts.items())
    heaviest = sorted((pair for pair in weighted if pair[1] > 1.5), key=lambda pair: (-pair[1], pair[0]))[:_TERMS]
    return _normal(dict(heaviest))


@cache
def _stems(_words: Lexicon) -> dict[str, tuple[str, ...]]:
    """The stems of what stands between blanks, as far as it was met before."""
    return {}


def _stems_of(unspaced: str, words: Lexicon, known: dict[str, tuple[str, ...]]) -> tuple[str, ...]:
    found = tuple(map(words.stem, _WORD.findall(unspaced)))
    if len(known) >= _MOST:
        known.clear()
    known[unspaced] = found
    return found


def word_vector(stems: Iterable[str], words: Lexicon) -> Vector:
    """The weighted words of a sentence, normalised."""
    return _normal({stem: weight for stem in stems if (weight := words.weight(stem)) > 0})


def _normal(vector: dict[str, float]) -> Vector:
    length = sqrt(sum(weight * weight for weight in vector.values()))
    return {stem: weight / length for stem, weight in vector.items()} if length else {}


def speaks_of(document: Document, stem: str) -> bool:
    """Whether a stem, which has no blank in it, stands in the document or its title."""
    return stem in _vocabulary(document.text) or stem in (document.title or "").lower()


@lru_cache(maxsize=4096)
def _vocabulary(text: str) -> str:
    """What stands between the blanks of a text, in small letters and each once: a fraction of it to search in."""
    return "\n".join(set(_lower(text).split()))


def surface(stem: str, document: Document) -> str:
    """A word of the document as it is written there, for a stem.

    >>> surface("putin", Document("a", "Putin's visit"))
    'Putin'
    """
    text, lower = document.text, _lower(document.text)
    at = lower.find(stem)
    while at > 0 and (lower[at - 1].isalnum() or lower[at - 1] == "_"):
        at = lower.find(stem, at + 1)
    if at < 0:
        return stem
    end = over = at + len(stem)
    while end < len(text) and end - over < _ENDING and text[end].isalpha():
        end += 1
    return text[at:end]


@lru_cache(maxsize=256)
def _lower(text: str) -> str:
    """The text in small letters, no shorter and no longer than it was."""
    lower = text.lower()
    return lower if len(lower) == len(text) else "".join(c if len(c.lower()) > 1 else c.lower() for c in text)


def cosine(one: Vector, other: Vector, enough: float = inf) -> float:
    """How alike two normalised vectors are, 0 to 1; of those that reach ``enough`` any number from there on."""
    if len(one) > len(other):
        one, other = other, one
    total = 0.0
    for stem, weight in one.items():
        if stem in other:
            total += weight * other[stem]
            if total >= enough:
                break
    return total
