"""Where a mention stands: its clause, sentence, line and paragraph, told from the gaps between mentions alone."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from timeline.model import Span

# The newlines behind a full stop go with the sentence and begin no paragraph: news sets every sentence as one of its
# own, and carries its day on over them.
_BREAK = re.compile(
    r"[\n.!?…](?:(?<=\n)(?=(?P<empty>[ \t\r]{0,39}(?:\n|\Z))|)|"  # an empty line, or the text's end, follows
    r"[\"”’')\]*_]*\s+(?=[\"“‘'(\[*_#]*[A-Z0-9]))"
)
_NEXT_SENTENCE = re.compile(r"[\"”’')\]*_]*\s+[\"“‘'(\[]*[A-Z][a-z]+\s+[a-z]")
_ABBREVIATIONS = (
    *("Mr", "Mrs", "Ms", "Dr", "St", "No", "vs", "Inc", "Ltd", "Co", "Gen", "Sen", "Rep", "Gov", "Lt", "Col", "Prof"),
    *("Jr", "Sr", "e.g", "i.e", "approx", "Jan", "Feb", "Mar", "Apr", "Jun", "Jul", "Aug", "Sep", "Sept", "Oct", "Nov"),
    *("Dec", "Mon", "Tue", "Tues", "Wed", "Thur", "Thurs", "Fri", "Sat", "Sun", "a.m", "p.m"),
)
_ABBREVIATED = re.compile(rf"\b(?:[A-Z]|{'|'.join(map(re.escape, _ABBREVIATIONS))})$")
_ENDINGS = frozenset([word[-3:] for word in _ABBREVIATIONS])
_MARKER = re.compile(  # of a list's item, a label, an entry of a log
    r"[ \t]*(?:[-*+•–—>|#]|\d{1,3}[.)]\s|[A-Z][\w ]{0,30}:|\[?\d{4}-\d\d-\d\d[T ]\d\d:)"
)
_WRAPPED = 50  # a line at least this long that ends in mid-sentence was broken by its writer's program
_WIDEST = 100  # a line longer than this was broken by nobody's program: what begins big below it is another entry
_REACH = 240  # characters of a clause that are looked at on each side of a mention
_LABEL = re.compile(r"[\s#*_>|•\-–—\d.)(\[]*(?:(?:date|day|when|on)\b[\w &]{0,12}:)?[\s*_]*", re.IGNORECASE)
_GOVERNS = re.compile(r"[\s*_#]*(?:$|\n|[:|—–]|-\s|\(|,\s*$)")


@dataclass(slots=True)  # never changed; not frozen, for that makes it three times as slow to make
class Scope:
    """The numbers of the sentence, line and paragraph that a mention begins in."""

    sentence: int
    line: int
    paragraph: int


def scopes(text: str, spans: Sequence[Span]) -> tuple[list[Scope], list[Span]]:
    """The scope of each span and the sentence around it, in one pass over the gaps between them.

    A sentence is cut at a fixed distance from the span, so that looking around costs the same everywhere.
    """
    found: list[Scope] = []
    begins: list[int] = []
    ends: list[int] = []
    sentence = line = paragraph = position = begin = 0
    for start, end in (*spans, (len(text), len(text))):
        if position > 0 and text[position - 1] == "." and _NEXT_SENTENCE.match(text, position, position + 60):
            sentence, begin = sentence + 1, position
            ends.extend([position] * (len(found) - len(ends)))
        for match in _BREAK.finditer(text, position, start + 1):  # a sentence may begin with the mention
            at = match.start()
            if match.end() > start:
                break
            if text[at] == "\n":
                sort = 2 if match["empty"] is not None else _newline(text, at)
                if not sort:
                    continue
                line, paragraph = line + 1, paragraph + (sort == 2)
            elif _is_abbreviated(text, position, at):
                continue
            sentence, begin = sentence + 1, match.end()
            ends.extend([at] * (len(found) - len(ends)))
        found.append(Scope(sentence, line, paragraph))
        begins.append(begin)
        position = max(position, end)
    found.pop()
    ends.extend([len(text)] * (len(found) - len(ends)))
    around = [
        (max(begin, start - _REACH), max(end, min(stop, end + _REACH)))
        for (start, end), begin, stop in zip(spans, begins, ends, strict=False)
    ]
    return found, around


def _is_abbreviated(text: str, first: int, at: int) -> bool:
    """Whether what would end a sentence stands behind an abbreviation: «Mr. Smith», «J. Smith»."""
    ending = text[max(0, at - 3) : at]
    if ending.isalpha() and len(ending) == 3 and ending not in _ENDINGS:
        return False  # a longer word, as nearly always
    return _ABBREVIATED.search(text, max(first, at - 8), at) is not None


def _newline(text: str, at: int) -> int:
    """0 where a line is only wrapped, 1 where a new line begins, 2 where a paragraph does; the next is not empty."""
    before = text.rfind("\n", max(0, at - 200), at)
    width = at - (before if before >= 0 else max(0, at - 200))
    if width < _WRAPPED or _MARKER.match(text, at + 1, at + 40):
        return 1
    after = at + 1
    while after < at + 40 and text[after] in " \t\r":
        after += 1
    goes_on = text[after].isalnum() and (width <= _WIDEST or text[after].islower())
    if text[at - 1] not in ".:!?" and goes_on:
        return 0
    return 2 if text[after - 1] == "\n" and text[at - 1] in ".!?" else 1


def own_line(text: str, start: int, end: int) -> Span:
    """The line around a span."""
    before = text.rfind("\n", max(0, start - _REACH), start)
    after = text.find("\n", end, end + _REACH)
    return (before + 1 if before >= 0 else max(0, start - _REACH)), (
        after if after >= 0 else min(len(text), end + _REACH)
    )


def in_row(text: str, at: int) -> bool:
    """Whether a line of the text is a row of a table or an item of a list."""
    return _MARKER.match(text, own_line(text, at, at)[0], at) is not None


def heads(text: str, start: int, end: int) -> bool:
    """Whether a mention heads the lines below it: it stands alone on its line, or begins it before a colon or dash."""
    first, last = own_line(text, start, end)
    rest = (start - first) + (last - end)
    if _LABEL.fullmatch(text, first, start) and _GOVERNS.match(text, end, min(last + 1, len(text))):
        return True
    line = text[first:last].rstrip()
    return rest <= 60 and not line.endswith((".", "!", "?", ";")) and last - first <= 90
