"""Whether a text announces a happening whose time it does not tell: «a joint press conference is expected»."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from timeline.happening.candidates import Candidate
from timeline.happening.sentences import Token
from timeline.happening.words import Lexicon

_DESCRIBED = 5  # words between an article and its noun
_FAR = 8  # words between the noun and the verb that announces it


def announced(one: Candidate, tokens: Sequence[Token], words: Lexicon) -> bool:
    """A noun of a known kind that is new, told apart from others of its kind, and carried by a verb about the future.

    >>> from timeline.happening.sentences import sentences
    >>> from timeline.happening.candidates import candidates
    >>> from timeline.happening.words import lexicon
    >>> def heard(text):
    ...     tokens = sentences(text, "en")[0].tokens
    ...     return [one.stem for one in candidates(tokens, lexicon("en"), ()) if announced(one, tokens, lexicon("en"))]
    >>> heard("A joint press conference is expected after the talks.")
    ['press_conferenc']
    >>> heard("A press conference was held after the talks.")
    []
    """
    if not one.kinds or not one.nominal or one.carrier:
        return False
    start = one.first
    described = "_" in one.stem
    while start > 0 and one.first - start < _DESCRIBED:
        text = tokens[start - 1].text.casefold()
        if text in words.particles["indefinite"]:
            break
        described = described or text in words.modifiers
        if text != "," and (not tokens[start - 1].word or text in words.particles["preposition"]):
            return False
        start -= 1
    if start == 0 or tokens[start - 1].text.casefold() not in words.particles["indefinite"] or not described:
        return False
    lead = [t.text.casefold() for t in tokens[max(0, start - 1 - _FAR) : start - 1]]
    tail = [t.text.casefold() for t in tokens[one.last + 1 : one.last + 1 + _FAR // 2]]
    if not words.particles["doubtful"].isdisjoint((*lead, *tail)):
        return False
    planned = any(a in words.particles["being"] and b == "to" for a, b in pairwise(lead))
    return planned or not words.particles["announcing"].isdisjoint((*lead, *tail))
