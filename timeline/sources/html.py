"""HTML as it is: tags, comments, scripts and styles are blanked; an entity becomes its character and spaces.

The scanner never looks at a stretch twice: an unclosed quote, tag or comment is found out once.
"""

from __future__ import annotations

import html
import re

from timeline.model import Span
from timeline.sources.mask import mask

_OPEN = re.compile(r"<(?:!--|[!?]|/?([A-Za-z][A-Za-z0-9:-]*))")
_STOP = re.compile(r"[\"'>]")
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});")
_SILENT = {
    "script",
    "style",
    "template",
    "noscript",
    "svg",
    "math",
    "code",
    "pre",
    "kbd",
    "samp",
    "textarea",
    "del",
    "s",
}


def blank(text: str) -> str:
    """The text with HTML's markup blanked, of the same length."""
    text = mask(text, tags(text))
    return _ENTITY.sub(_character, text) if "&" in text else text


def tags(text: str) -> list[Span]:
    """Spans of tags, comments and elements that hold no prose."""
    spans: list[Span] = []
    closers: dict[str, int] = {}  # element -> where the next closing tag was found; -1: there is none
    place, unclosed_comment = 0, False
    while (found := _OPEN.search(text, place)) is not None:
        start = found.start()
        if found.group() == "<!--" and not unclosed_comment:
            end = text.find("-->", found.end())
            unclosed_comment = end < 0
            if end >= 0:
                spans.append((start, end + 3))
                place = end + 3
                continue
        close = _tag_end(text, found.end())
        if close is None:
            break  # nothing further closes either
        name = (found[1] or "").lower()
        end = close
        if name in _SILENT and text[start + 1] != "/" and text[close - 2] != "/":
            end = _element_end(text, name, close, closers)
        spans.append((start, end))
        place = end
    return spans


def _tag_end(text: str, place: int) -> int | None:
    """Where a tag ends, quotes minded; None where no ``>`` follows."""
    quoted = True
    while (found := _STOP.search(text, place) if quoted else None) is not None:
        if found.group() == ">":
            return found.end()
        closing = text.find(found.group(), found.end())
        if closing < 0:
            quoted = False
        place = closing + 1 if quoted else found.end()
    end = text.find(">", place)
    return end + 1 if end >= 0 else None


def _element_end(text: str, name: str, place: int, closers: dict[str, int]) -> int:
    """Where an element that holds no prose ends; its start tag alone where it is never closed."""
    known = closers.get(name, 0)
    if 0 <= known < place:
        closing = re.compile(rf"</{name}\s*>", re.IGNORECASE).search(text, place)
        known = closers[name] = closing.end() if closing else -1
    return known if known >= 0 else place


def _character(found: re.Match[str]) -> str:
    """The entity's character, padded to the entity's length."""
    meant = html.unescape(found.group())
    if len(meant) != 1 or not meant.isprintable():
        meant = " "
    return meant + " " * (len(found.group()) - 1)
