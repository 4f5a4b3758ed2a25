"""The verbs of a stretch of text, English ones, and whether each tells what was or announces what will be."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from timeline.language.files import read
from timeline.language.letters import fold

_DATA = read("en_discourse.toml")["verbs"]
OF_PLANS, PLANNED = frozenset(_DATA["of_plans"]), frozenset(_DATA["planned"])
PRESENT, DONE_BEHIND, _NO_DEEDS = (frozenset(_DATA[use]) for use in ("present", "done_behind", "no_deeds"))
_BEING, _UNFINISHED = tuple(_DATA["being"]), tuple(_DATA["unfinished"])


def _any_of(use: str) -> str:
    return f"(?:{'|'.join(_DATA[use])})"


def _unless_behind(words: Iterable[str]) -> str:
    return "".join(rf"(?<!\b{word} )" for word in words)


# It is matched with folded text: a pattern that ignores case takes more than twice as long.  It begins with what stands
# before a word, so that it is tried at words only, and what looks back stands behind what tells the word.
_REGULAR = (
    rf"(?=[a-z]++(?<={_DATA['ending']})){_unless_behind(_DATA['no_past_behind'])}(?!{_any_of('not_regular')})"
    + _any_of("regular")
)
_GONE = rf"(?:{_any_of('gone')}|(?P<done>{_any_of('done')})|(?P<same>{_any_of('same')})|{_REGULAR})"
_VERBS = re.compile(
    rf"\W(?=\w)(?:(?:{_any_of('coming')}|(?P<noun>{_any_of('nouns')})|{_any_of('several')} {_any_of('bare')}|"
    rf"(?P<before_name>{_any_of('before_name')}(?= \w))|(?P<gone>(?<!\bbe ){_GONE}))\b|(?<=')ll\b)"
)
_IS_SO = re.compile(r" (?:is|are|be) [a-z]+ly$")
_ITS = (" the", " an", " its", " our")
_A_PLAN = re.compile(  # «rejected a first plan», «its $10 billion plan»
    r"(?:\b(?:an?|the|this|that|no|any|its|his|her|their|our|my)|['’]s)[ ](?:[^\s.,;:!?]+[ ]){0,3}$", re.IGNORECASE
)


class Verb(NamedTuple):
    """A verb in folded letters, whether it tells what was (-1) or announces (+1), and where it ends."""

    words: str
    direction: int
    end: int

    @property
    def is_deed(self) -> bool:
        """Whether it tells what was done, which takes its time."""
        return self.direction < 0 and self.words not in _NO_DEEDS


def verbs(text: str, first: int, last: int) -> Iterator[Verb]:
    """The verbs of a stretch of the text."""
    # What stands before a stretch tells whether a word begins there.
    begin, low = first - 1, 0 if first else 1
    folded = fold(text[begin:last] if first else f" {text[:last]}")
    for match in _VERBS.finditer(folded):
        start, stop = begin + match.start() + 1, begin + match.end()
        words, gone = match[0][1:], match["gone"] is not None
        if start and text[start : start + 2].istitle() and (gone or words == "open"):
            continue  # «the Rose Hall», «Left Bank», «the French Open»
        if words == "open" and folded.endswith(_ITS, low, match.start()):
            continue  # «came to the open day»
        if (
            gone
            and words.endswith("ed")
            and folded.endswith("ly", low, match.start() + 1)
            and _IS_SO.search(folded, max(low, match.start() - 24), match.start() + 1)
        ):
            continue  # «before it is officially reported»
        if (match["done"] or match["same"]) is not None and folded.endswith(_BEING, low, match.start() + 1):
            continue  # «the fair is held on Monday», «the road is shut from Monday»
        if match["same"] is not None and folded.endswith(_UNFINISHED, 0, match.start() + 1):
            continue  # «will hit», «a cut»
        if match["noun"] is not None and _A_PLAN.search(text, max(0, start - 48), start):
            continue
        if match["before_name"] is None or "A" <= text[stop + 1] <= "Z":
            yield Verb(words, -1 if gone else 1, stop)


def last_verb(text: str, first: int, last: int) -> Verb | None:
    """The verb nearest to the end of a stretch."""
    found = None
    for found in verbs(text, first, last):  # noqa: B007  # the last of them
        pass
    return found
