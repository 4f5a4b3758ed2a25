"""Cues: words near a mention without which a pattern cannot match, all of them looked for at once.

A pattern costs many times more than to know that none of its words stands there, and most mentions have no cue at all.
"""

from __future__ import annotations

from ahocorasick_rs import AhoCorasick

REACH = 60  # characters on each side of a mention

# The beginnings of words, in small letters, by what the patterns that need one of them tell.
_WORDS = {
    "superseded": (
        *("(was", "(it was", "instead of", "in place of", "in lieu of", "replac", "usual", "normal", "origin", "old"),
        *("previous", "former", "initial", "earlier", "first", "due", "meant", "suppos", "from"),
    ),
    "negated": ("not", "never", "n't", "n’t", "rather", "oppos", "no longer"),
    "proposed": (
        *("propos", "suggest", "tentativ", "perhaps", "maybe", "possib", "how about", "what about", "could we"),
        *("shall we", "might be", "penc"),
    ),
    "conditional": ("if", "unless", "in case", "provided", "should"),
    "called off": (
        *("cancel", "postpon", "called off", "moved", "resched", "scrapped", "vacated", "deferred", "put ", "pushed"),
        *("brought", "reset", "adjourned", "continued"),
    ),
    "put off": ("until", "till"),
    "deadline": ("by", "later than", "deadline", "due", "submit", "before"),
    "end": (*("until", "til", "thr", "end", "clos", "shut", "conclud", "finish", "wrap", "over by", "expir", "last"),),
    "start": ("beg", "start", "open", "kick", "commenc", "from", "launch", "under way", "since", "after"),
    "since": ("since",),
    "said": ("said", "told", "announced", "added", "confirmed", "wrote", "tweeted", "posted"),
}
_SORTS = tuple([sort for sort, words in _WORDS.items() for _ in words])
_SCAN = AhoCorasick([word for words in _WORDS.values() for word in words])


def cues(text: str, start: int, end: int) -> frozenset[str]:
    """What the words around a mention may tell.

    >>> text = "It was to start on Friday, unless it rains"
    >>> sorted(cues(text, 19, 25))
    ['conditional', 'start']
    """
    around = text[max(0, start - REACH) : end + REACH].lower()
    return frozenset([_SORTS[nth] for nth, _, _ in _SCAN.find_matches_as_indexes(around, overlapping=True)])
