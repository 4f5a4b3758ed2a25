"""Lines that an editor broke: «on September / 11, 2001» in a mail, a changelog, a standard.

A break between two lines of prose is a space; one that ends an entry, a heading or a row of a table stays.
"""

from __future__ import annotations

import re
from collections.abc import Container

_FIRST = re.compile(r"[ \t>]{0,40}(([^\W_]{1,20})\S{0,20})")
_MARGIN = re.compile(r"[ \t>]*(?:(?:[-*•+]|\d{1,2}[.)])[ \t]+)?")
_QUOTED = re.compile(r"[ \t>]*")
_SMALL = re.compile(r"\b[a-z]{2,}\b")
_PROSE = 3  # words in small letters
_LONGEST = 20  # letters of a word
_NARROWEST = 45  # characters of a line that an editor would break
_WIDEST = 400  # and of one that nobody did


def unwrapped(text: str, words: Container[str]) -> str:
    """The text with spaces for the breaks across which a time may stand, as long as before.

    ``words`` are those that speak of time, in small letters.

    >>> text = "They have been here ever since we met on Friday, September\\n11, and left the town at noon\\n\\n1 May"
    >>> unwrapped(text, {"september"}).count("\\n")
    2
    >>> text = "of all that went on in the town, this was the end of the\\nmonth that we liked best"
    >>> unwrapped(text, {"of", "the", "end", "month"}).count("\\n")
    0
    """
    parts: list[str] = []
    done = begin = above = 0  # what is copied, where the line begins, and how long the one above it is
    at = text.find("\n")
    while at >= 0:
        if _NARROWEST <= at - begin <= _WIDEST and _may_go_on(text, at, words):
            first = _FIRST.match(text, at + 1)
            if (
                first is not None
                and not _entries(text, begin, first[2], words)
                and _goes_with(text[at - 1], first[2], words)
                and _is_soft(text, begin, at, above, first)
            ):
                parts += [text[done:at], " " * (first.start(1) - at)]
                done = first.start(1)
        begin, above, at = at + 1, at - begin, text.find("\n", at + 1)
    return text if not parts else "".join([*parts, text[done:]])


def _entries(text: str, begin: int, first: str, words: Container[str]) -> bool:
    """Whether both lines begin with a word of time, as the entries of a list do: «Tuesday 16 June: sales, 1.30pm»."""
    opening = _FIRST.match(text, begin)
    if opening is None or not (opening[2][0].isupper() and first[0].isupper()):
        return False  # «in March …» over «the year 2000»: prose
    return opening[2].casefold() in words and first.casefold() in words


def _may_go_on(text: str, at: int, words: Container[str]) -> bool:
    """Whether the last word of a line may belong to a time."""
    last = text[text.rfind(" ", at - _LONGEST, at) + 1 : at]
    word = last.rstrip(",.")
    if not word or len(word) > _LONGEST or (last[-1] == "." and len(word) > 4):
        return False  # the end of a sentence
    return word[0].isdigit() or word.casefold() in words


def _goes_with(last: str, first: str, words: Container[str]) -> bool:
    """Whether the next line's first word may: behind a number also half a day or a zone, «3 / p.m.», «15:00 / UTC»."""
    if first[0].isdigit() or first.casefold() in words:
        return True
    return last.isdigit() and (first.isupper() or first in ("a", "p"))


def _is_soft(text: str, begin: int, at: int, above: int, first: re.Match[str]) -> bool:
    """Whether the line ends for want of room: the next word would have made it longer than its neighbours."""
    stop = text.find("\n", first.end(), at + _WIDEST)
    line, after = text[begin:at], text[at + 1 : stop if stop >= 0 else at + _WIDEST]
    if "|" in line or "|" in after or len(_SMALL.findall(line)) < _PROSE:
        return False
    margin, quoted = _MARGIN.match(line), _QUOTED.match(after)
    if margin is None or quoted is None or (quoted.end() != margin.end() and quoted[0] != line[: quoted.end()]):
        return False
    return len(line) + 1 + len(first[1]) > max(len(line), len(after), above)
