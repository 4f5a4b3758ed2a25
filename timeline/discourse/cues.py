"""Cues: words near a mention without which a pattern cannot match, all of them looked for at once.

A pattern costs many times more than to know that none of its words stands there, and most mentions have no cue at all.
"""

from __future__ import annotations

import re

from ahocorasick_rs import AhoCorasick

from timeline.language.files import read

REACH = 60  # characters on each side of a mention

_DATA = read("en_discourse.toml")
BEFORE: dict[str, list[str]] = _DATA["before"]  # forms of words before a time, by what they tell
_LETTERS = re.compile(r"(?:[^\\\[(?*+](?![?*]))*")  # with which begins whatever a form matches
_FORMS = {**BEFORE, "dropped": _DATA["changes"]["dropped"]}
_BEGINNINGS = [(sort, _LETTERS.findall(form)[0]) for sort, forms in _FORMS.items() for form in forms]
_BEGINNINGS += [(sort, word) for sort, words in _DATA["cues"].items() for word in words]
_SORTS = tuple([sort for sort, _ in _BEGINNINGS])
_SCAN = AhoCorasick([word for _, word in _BEGINNINGS])


def cues(text: str, start: int, end: int) -> frozenset[str]:
    """What the words around a mention may tell.

    >>> text = "It was to start on Friday, unless it rains"
    >>> sorted(cues(text, 19, 25))
    ['conditional', 'start']
    """
    around = text[max(0, start - REACH) : end + REACH].lower()
    return frozenset([_SORTS[nth] for nth, _, _ in _SCAN.find_matches_as_indexes(around, overlapping=True)])
