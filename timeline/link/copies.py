"""Which documents are one voice: near-duplicates of a text (a wire story printed twice) are counted once."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping
from functools import lru_cache
from itertools import chain
from zlib import crc32

from timeline.model import Document

_WORD = re.compile(r"\w+")
_SHINGLE = 5  # words
_SKETCH = 64  # smallest hashes kept of a document
_COPY = 0.5  # share of a sketch that must be common
_FEW = 8  # a text shorter than this many shingles is compared by all of them
_CROWD = 50


Sketch = frozenset[int]


def voices(sketches: Mapping[str, Sketch]) -> Mapping[str, str]:
    """For each document the id of the one it repeats, itself where it stands alone; found by min-wise hashing."""
    holders: dict[int, list[str]] = defaultdict(list)
    voice: dict[str, str] = {}
    for name in sorted(sketches):
        sketch = sketches[name]
        shared = Counter(chain.from_iterable([holders[shingle] for shingle in sketch]))
        best = max(sorted(shared), key=lambda other: shared[other], default=None)
        voice[name] = name
        if best is not None and sketch:
            least = min(len(sketch), len(sketches[best]))
            if shared[best] >= max(3, _COPY * least):
                voice[name] = voice[best]
        for shingle in sketch:
            if len(holders[shingle]) < _CROWD:
                holders[shingle].append(name)
    return voice


def sketch_of(document: Document) -> Sketch:
    """The smallest hashes of a document's rows of five words."""
    text = document.text.casefold()
    numbers = list(chain.from_iterable(map(_numbers, text.split())))
    if len(numbers) < _SHINGLE + _FEW:
        return frozenset({crc32(" ".join(_WORD.findall(text)).encode())} if numbers else ())
    # tuples of integers hash alike in every process, unlike those of text
    hashes = set(map(hash, zip(*(numbers[n:] for n in range(_SHINGLE)), strict=False)))
    return frozenset(sorted(hashes)[:_SKETCH])


@lru_cache(maxsize=65536)
def _numbers(unspaced: str) -> tuple[int, ...]:
    """The words of a stretch without blanks as numbers."""
    return tuple([crc32(word.encode()) for word in _WORD.findall(unspaced)])
