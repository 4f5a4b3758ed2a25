"""Cues: words near a mention without which a pattern cannot match, all of them looked for at once.

A pattern costs many times more than to know that none of its words stands there, and most mentions have no cue at all.
"""

from __future__ import annotations

from ahocorasick_rs import AhoCorasick

from timeline.language.files import read

REACH = 60  # characters on each side of a mention

_WORDS = read("en_discourse.toml")["cues"]  # the beginnings of words, by what they may tell
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
