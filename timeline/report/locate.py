"""Where a finding stands in its file: lines, columns, and the fingerprint that survives edits elsewhere.

Offsets are code points of the document's text, which for a file has the same length as the file's own text.
Where it is taken out of the file (JSON Lines, encoded mail), a finding stands on the line where the document begins.
Lines end at LF, CRLF or CR, as editors and the Language Server Protocol have it.
Lines and columns count from 1, columns in code points.
"""

from __future__ import annotations

import hashlib
import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from timeline.model import Document, Finding, Span

_LINE_END = re.compile(r"\r\n|\n|\r")
_SPACE = re.compile(r"\s+")
_LONG = 1000


@dataclass(frozen=True, slots=True)
class Position:
    """A place in a file, counted from 1."""

    line: int
    column: int


class Lines:
    """The lines of a text, for looking up offsets: logarithmic, not a walk from the start.

    >>> Lines("one\\r\\ntwo\\rthree").position(5)
    Position(line=2, column=1)
    """

    def __init__(self, text: str) -> None:
        self.text = text
        first = 1 if text.startswith("\ufeff") else 0  # editors show no byte order mark and count none
        self._starts = [first, *(m.end() for m in _LINE_END.finditer(text))]

    def position(self, offset: int) -> Position:
        """The line and column of an offset."""
        line = bisect_right(self._starts, offset) or 1
        return Position(line, max(offset - self._starts[line - 1], 0) + 1)

    def line(self, number: int) -> str:
        """The text of a line without its end."""
        return self.start(number)[1]

    def start(self, number: int) -> tuple[int, str]:
        """The offset of a line, and its text without its end; behind the last line there is an empty one."""
        if not 1 <= number <= len(self._starts):
            return len(self.text), ""
        start = self._starts[number - 1]
        until = self._starts[number] if number < len(self._starts) else len(self.text)
        return start, self.text[start:until].rstrip("\r\n")


@dataclass(frozen=True, slots=True)
class Place:
    """A span with its file."""

    document: str
    path: str
    span: Span
    start: Position
    end: Position
    message: str = ""


@dataclass(frozen=True, slots=True)
class Located:
    """A finding with its places: the first is where it is reported."""

    finding: Finding
    path: str
    places: tuple[Place, ...]
    related: tuple[Place, ...]
    fingerprint: str
    text: str  # the words of its spans
    source: Lines  # of its file
    url: str
    known_as: str  # what a baseline calls its file
    exact: bool = True  # whether its spans are stretches of the file, and its lines the file's

    @property
    def start(self) -> Position:
        """Where it begins."""
        return self.places[0].start

    @property
    def end(self) -> Position:
        """Where its first place ends."""
        return self.places[0].end

    def position(self, offset: int) -> Position:
        """The place of an offset in the file."""
        return self.source.position(offset) if self.exact else self.start


def path_of(document: Document) -> str:
    """What to call a document's file: its path, else its address or name."""
    return document.origin.path if document.origin else document.url or document.id


def _known_as(document: Document) -> str:
    stated = document.origin.known_as if document.origin else ""
    return stated or path_of(document).replace("\\", "/")


def as_it_is(document: Document) -> str:
    """The text in which people look: the file's own where the offsets fit it."""
    return document.origin.raw if document.origin and document.origin.raw is not None else document.text


def _taken_out(document: Document) -> bool:
    return document.origin is not None and document.origin.raw is None


def locate(findings: Sequence[Finding], documents: Sequence[Document], urls: dict[str, str]) -> tuple[Located, ...]:
    """Findings with their lines and columns; ``urls`` has the page of each code."""
    by_id = {document.id: document for document in documents}
    lines: dict[str, Lines] = {}
    known: dict[tuple[str, int, int], str] = {}  # what stands around: once a stretch of lines, not once a finding
    seen: Counter[str] = Counter()

    def place(document_id: str, span: Span, message: str = "") -> Place | None:
        document = by_id.get(document_id)
        if document is None:
            return None
        if document_id not in lines:  # once a document, not once a finding
            lines[document_id] = Lines(as_it_is(document))
        text = lines[document_id]
        start, end = (text.position(min(max(0, offset), len(text.text))) for offset in span)
        if document.origin and _taken_out(document):
            start = end = Position(document.origin.line, 1)
        return Place(document_id, path_of(document), span, start, end, message)

    located = []
    for finding in findings:
        places = tuple(p for span in finding.spans or ((0, 0),) if (p := place(finding.document, span)))
        if not places:
            continue
        text = lines[finding.document]
        quote = " / ".join(_SPACE.sub(" ", text.text[a:b]).strip() for a, b in finding.spans)
        first, last = _lines_of(text, finding.spans[0] if finding.spans else (0, 0))
        if (stretch := (finding.document, first, last)) not in known:
            known[stretch] = _around(text, first, last)
        known_as = _known_as(by_id[finding.document])
        print_of = "\0".join((finding.code, known_as, quote, known[stretch]))
        seen[print_of] += 1
        digest = hashlib.sha256(f"{print_of}\0{seen[print_of]}".encode(errors="surrogatepass")).hexdigest()[:32]
        related = tuple(p for r in finding.related if (p := place(r.document, r.span, r.message)))
        url, exact = urls.get(finding.code, ""), not _taken_out(by_id[finding.document])
        located.append(Located(finding, places[0].path, places, related, digest, quote, text, url, known_as, exact))
    return tuple(located)


def _lines_of(text: Lines, span: Span) -> tuple[int, int]:
    first, last = (text.position(min(offset, len(text.text))).line for offset in (span[0], max(span)))
    return first, min(last, first + 3)


def _around(text: Lines, first: int, last: int) -> str:
    """What a fingerprint knows of its surroundings, so that edits elsewhere do not change it.

    A digest stands for long lines, so that the fingerprints of a line with thousands of findings cost no more than it.
    """
    words = _SPACE.sub(" ", " ".join(text.line(number) for number in range(first, last + 1))).strip()
    return words if len(words) <= _LONG else hashlib.sha256(words.encode(errors="surrogatepass")).hexdigest()
