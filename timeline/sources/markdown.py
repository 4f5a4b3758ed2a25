"""Markdown: code, addresses, markup and front matter are no prose and are blanked.

The syntax is CommonMark 0.31 with tables and strikethrough.

Headings' ``#``, list bullets and table bars stay: they carry the structure that a reader sees.
Every search below moves forward only, so the cost stays linear in the text's length.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from timeline.model import Span
from timeline.sources import front_matter, html
from timeline.sources.fault import Fault
from timeline.sources.mask import addresses, mask

_FENCE = re.compile(r"[ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)?(`{3,}(?=[^`\n]*$)|~{3,})", re.MULTILINE)
_ITEM = re.compile(r"[ \t]*(?:[-*+]|\d{1,9}[.)])(?:[ \t]|$)")
_DEFINITION = re.compile(r" {0,3}\[[^\]\n]{1,999}\]:")
_TICKS = re.compile(r"`(?<![`\\]`)`*")
_BLANK = re.compile(r"\n[ \t]*\r?(?=\n)")
_TARGET = re.compile(r"\]\((?:[^()\n]|\([^()\n]{0,200}\)){0,2000}\)|\]\[[^\]\n]{0,200}\]")
_STRUCK = re.compile(r"~~(?=\S)[^~\n]{1,2000}~~")
# Stars or underscores that touch a word; underscores inside of one are its own.
_STARS = re.compile(
    r"[*_](?<![*_\\][*_])"  # where a run begins, and not behind a backslash
    r"(?:(?<=\*)|(?<![^\W_]_)|(?=[*_]{0,2}(?:[^\w*]|\Z)))"
    r"(?:(?<=\S[*_])|(?=[*_]{0,2}[^\s*_]))"
    r"[*_]{0,2}(?![*_])"
)
_BRACKET = re.compile(r"\[(?=[^\]\n]{0,500}\][(\[])")


def read(raw: str, path: str) -> tuple[str, dict[str, str]] | Fault:
    """The text with everything blanked that is no prose, and the front matter's values."""
    found = front_matter.split(raw, path)
    if isinstance(found, Fault):
        return found
    values, begin = found
    code = (
        [(0, begin), *_code_blocks(raw, begin)]
        if begin
        else list(_code_blocks(raw, 1 if raw.startswith("\ufeff") else 0))
    )
    if raw.startswith("\ufeff"):
        code.append((0, 1))
    text = mask(raw, code)
    text = mask(text, _code_spans(text)) if "`" in text else text
    text = html.blank(text) if "<" in text or "&" in text else text
    return mask(text, _markup(text)), values


def _code_blocks(text: str, begin: int) -> Iterator[Span]:
    """Fenced and indented code, and link definitions."""
    fence, opened = "", 0
    blank, listed, indented = True, False, False
    end = begin
    for line in text[begin:].split("\n"):
        start, end = end, min(end + len(line) + 1, len(text))
        if fence:
            closing = line.strip().lstrip("> \t")
            if closing.startswith(fence) and not closing.strip(fence[0]):
                yield opened, end
                fence = ""
            continue
        if line[:1].isalpha():  # prose, as most lines are
            indented, listed, blank = False, listed and not blank, False
            continue
        bare = line.strip()
        if ("```" in line or "~~~" in line) and (mark := _FENCE.match(line)) is not None:
            fence, opened = mark[1], start
            blank = indented = False
            continue
        if not bare:
            blank = True
            continue
        deep = line.startswith(("    ", "\t"))
        if _ITEM.match(line) and not (deep and not listed and blank):
            listed, indented = True, False
        elif deep and not listed and (blank or indented):
            indented = True
            yield start, end
        elif bare[0] == "[" and _DEFINITION.match(line):
            yield start, end
        else:
            indented = False
            listed = listed and (line[0] in " \t" or not blank)
        blank = False
    if fence:
        yield opened, len(text)


def _code_spans(text: str) -> Iterator[Span]:
    """Inline code: a run of backticks up to the next run of the same length in the same block."""
    runs = [one.span() for one in _TICKS.finditer(text)]
    blanks = [found.start() for found in _BLANK.finditer(text)]
    following: dict[int, int] = {}
    closers = [-1] * len(runs)
    for index in range(len(runs) - 1, -1, -1):
        length = runs[index][1] - runs[index][0]
        closers[index] = following.get(length, -1)
        following[length] = index
    index = 0
    while index < len(runs):
        start, closer = runs[index][0], closers[index]
        if closer < 0 or bisect_left(blanks, start) != bisect_left(blanks, runs[closer][0]):
            index += 1
            continue
        yield start, runs[closer][1]
        index = closer + 1


def _markup(text: str) -> Iterator[Span]:
    yield from addresses(text)
    for pattern in (_TARGET, _STRUCK, _STARS):
        yield from (found.span() for found in pattern.finditer(text))
    for found in _BRACKET.finditer(text):
        start, end = found.span()
        yield start - (start > 0 and text[start - 1] == "!"), end
