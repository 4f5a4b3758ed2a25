"""HTML as it is: tags, comments, scripts and styles are blanked; an entity becomes its character and spaces.

What the page says of itself (title, language, publication) comes from its head.
The scanner never looks at a stretch twice: an unclosed quote, tag or comment is found out once.
"""

from __future__ import annotations

import html
import json
import re

from timeline.model import Span
from timeline.sources import front_matter
from timeline.sources.fault import Fault
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


_BREAKS = {
    **dict.fromkeys(("br", "li", "td", "th", "dt", "dd", "option", "figcaption"), "\n"),
    **dict.fromkeys(
        ("p", "div", "section", "article", "header", "footer", "main", "nav", "aside", "blockquote"), "\n\n"
    ),
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "dl", "table", "tr", "hr", "pre", "form"), "\n\n"),
    **dict.fromkeys(("title", "body", "script", "style"), "\n\n"),
}
_SPACES = re.compile(r"\s+")
_EMPTY_LINES = re.compile(r"\n{3,}")
_META = re.compile(r"<(?:meta|time|html)\b(?:[^<>\"']|\"[^\"]{0,2000}\"|'[^']{0,2000}'){0,200}>", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"([A-Za-z:-]{1,40})\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))")
_TITLE = re.compile(r"<title\b[^<>]{0,200}>([^<]{1,2000})</title", re.IGNORECASE)
_LINKED = re.compile(r"\"datePublished\"\s*:\s*(\"[^\"\\]{8,40}\")")
_CHARSET = re.compile(rb"<meta[^<>]{0,200}?charset\s*=\s*[\"']?([A-Za-z0-9_.:-]{2,40})", re.IGNORECASE)
_PUBLISHED = (
    "article:published_time",
    "datepublished",
    "dc.date.issued",
    "dcterms.created",
    "dc.date",
    "pubdate",
    "date",
)
_HEAD = 100_000  # characters in which a page tells of itself


def read(raw: str, path: str) -> tuple[str, dict[str, str]] | Fault:
    """The page's prose, everything else blanked, and what its head or front matter says."""
    found = front_matter.split(raw, path)
    if isinstance(found, Fault):
        return found
    stated, begin = found
    text = mask(raw, [(0, begin)]) if begin else raw
    text = blank(text)
    title = _TITLE.search(raw, 0, _HEAD)
    return (mask(text, [title.span(1)]) if title else text), {**values(raw), **stated}


def plain(raw: str) -> str:
    """The prose without markup, paragraphs apart; for text that keeps no offsets.

    >>> plain("<p>At <b>noon</b>.</p>\\n<p>Tea &amp; talk</p>")
    'At noon.\\n\\nTea & talk'
    """
    pieces: list[str] = []
    done = 0
    for start, end in tags(raw):
        pieces += (_SPACES.sub(" ", raw[done:start]), _break(raw, start))
        done = end
    text = html.unescape("".join((*pieces, _SPACES.sub(" ", raw[done:]))))
    lines = [" ".join(line.split()) for line in text.split("\n")]
    return _EMPTY_LINES.sub("\n\n", "\n".join(lines)).strip()


def declared(content: bytes) -> str | None:
    """The encoding that a page's head declares (HTML Standard, 13.2.3.2, simplified)."""
    found = _CHARSET.search(content[:4096])
    return found[1].decode("ascii") if found else None


def values(raw: str) -> dict[str, str]:
    """Title, language and publication, as far as the page states them in a form that can be relied on."""
    found: dict[str, str] = {}
    if (title := _TITLE.search(raw, 0, _HEAD)) is not None:
        found["title"] = " ".join(html.unescape(title[1]).split())
    dates: dict[str, str] = {}
    for tag in _META.finditer(raw, 0, _HEAD):
        said = {name.lower(): html.unescape(a or b or c) for name, a, b, c in _ATTRIBUTE.findall(tag.group())}
        if tag.group()[1:5].lower() == "html":
            if front_matter.usable("lang", said.get("lang", "")):
                found["lang"] = said["lang"]
            continue
        name = (said.get("property") or said.get("name") or said.get("itemprop") or "").lower()
        if name in _PUBLISHED:
            dates.setdefault(name, said.get("content") or said.get("datetime") or "")
        elif name == "og:site_name" and said.get("content"):
            found["publisher"] = said["content"]
    if (linked := _LINKED.search(raw)) is not None:
        dates["datepublished"] = json.loads(linked[1])
    for name in _PUBLISHED:
        if front_matter.usable("published", dates.get(name, "")):
            found["published"] = dates[name].strip()
            break
    return found


def blank(text: str) -> str:
    """The text with HTML's markup blanked, of the same length; where an element begins a new line, a line ends.

    >>> blank("<p>Noon</p>")
    '\\n\\n Noon\\n\\n  '
    """
    pieces: list[str] = []
    done = 0
    for start, end in tags(text):
        hidden = mask(text[start:end], [(0, end - start)])
        breaks = _break(text, start)
        pieces += (text[done:start], breaks, hidden[len(breaks) :])
        done = end
    text = "".join((*pieces, text[done:]))
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


def _break(text: str, start: int) -> str:
    """The line ends that a tag stands for."""
    name = _OPEN.match(text, start)
    return _BREAKS.get((name[1] or "").lower(), "") if name else ""


def _character(found: re.Match[str]) -> str:
    """The entity's character, padded to the entity's length."""
    meant = html.unescape(found.group())
    if meant == found.group():
        return meant  # no entity after all
    if len(meant) != 1 or not meant.isprintable():
        meant = " "
    return meant + " " * (len(found.group()) - 1)
