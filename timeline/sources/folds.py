r"""The words of a calendar at their place in its file, though lines are folded in the midst of words (RFC 5545, 3.1).

«14 Aug␍␊ ust» is «14 August»: the text that is read has the word in one piece and the blanks behind it, as long as the
file.
So a place inside of such a word lies a few characters further on in the file, and every other place where it lies.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from timeline.model import Document, Finding, Span
from timeline.sources.fault import Fault

_VALUE = re.compile(
    r"^(?:SUMMARY|DESCRIPTION|COMMENT)(?:;[^:\r\n]*)?:((?:[^\r\n]|\r?\n[ \t])*)", re.MULTILINE | re.IGNORECASE
)
_FOLD = re.compile(r"\r?\n[ \t]")
_ESCAPE = re.compile(r"\\[nN,;\\]")
_INK = re.compile(r"[^\r\n]")
_SPACE = re.compile(r"\s")


@dataclass(frozen=True, slots=True)
class _Value:
    """The value of a property: where it begins, its words, and the stretches of them that lie elsewhere in the file."""

    start: int
    words: str
    moved: tuple[tuple[int, int, int], ...]  # place in the text, place in the file, length


def blank(raw: str, _path: str) -> tuple[str, dict[str, str]] | Fault:
    """The words of a calendar, escapes and folds resolved, the rest blanked: character for character."""
    pieces: list[str] = []
    done = 0
    for value in _values(raw):
        pieces += (_INK.sub(" ", raw[done : value.start]), value.words)
        done = value.start + len(value.words)
    pieces.append(_INK.sub(" ", raw[done:]))
    return "".join(pieces), {}


def in_file(findings: Iterable[Finding], documents: Sequence[Document]) -> Iterator[Finding]:
    """The findings with the places of folded words as they are in the calendar's file."""
    moved = {document.id: _moved(document) for document in documents}
    for finding in findings:
        if not moved.get(finding.document) and not any(moved.get(other.document) for other in finding.related):
            yield finding
            continue
        yield replace(
            finding,
            spans=tuple(_span(span, moved[finding.document]) for span in finding.spans),
            related=tuple(replace(r, span=_span(r.span, moved.get(r.document, {}))) for r in finding.related),
        )


def _moved(document: Document) -> dict[int, int]:
    """The characters of a calendar that lie elsewhere in the file."""
    if document.origin is None or document.origin.media != "calendar" or document.origin.raw is None:
        return {}
    stretches = (stretch for value in _values(document.origin.raw) for stretch in value.moved)
    return {text + n: file + n for text, file, length in stretches for n in range(length)}


def _span(span: Span, moved: dict[int, int]) -> Span:
    """The place in the file; it may end among the blanks behind a word, which lie before the word's own end there."""
    start, end = span
    first = moved.get(start, start)
    return first, max(first, moved.get(end - 1, end - 1)) + 1 if end > start else first


def _values(raw: str) -> Iterator[_Value]:
    for found in _VALUE.finditer(raw):
        start, value = found.start(1), found[1]
        folds = [fold.span() for fold in _FOLD.finditer(value)]
        words = _ESCAPE.sub(_plain, _FOLD.sub("", value))
        yield _laid_out(start, words, folds)


def _laid_out(start: int, words: str, folds: Sequence[Span]) -> _Value:
    """Each fold's blanks behind the word that it cuts."""
    pieces: list[str] = []
    moved: list[tuple[int, int, int]] = []
    done = owed = due = folded = 0  # due: where the blanks that are owed find room; folded: how many came before

    def put(until: int) -> None:
        nonlocal done
        if owed and until > done:
            moved.append((start + done + folded - owed, start + done + folded, until - done))
        pieces.append(words[done:until])
        done = until

    for begin, end in (*folds, (len(words) + sum(e - b for b, e in folds),) * 2):
        cut = begin - folded
        if owed and due <= cut:
            put(due)
            pieces.append(" " * owed)
            owed = 0
        put(cut)
        folded += end - begin
        owed += end - begin
        if cut == 0 or words[cut - 1].isspace():
            due = cut
        elif due <= cut:
            due = _word_end(words, cut)
    return _Value(start, "".join(pieces) + " " * owed, tuple(moved))


def _word_end(words: str, at: int) -> int:
    found = _SPACE.search(words, at)
    return found.start() if found else len(words)


def _plain(found: re.Match[str]) -> str:
    """What an escape stands for, as long as the escape."""
    written = found.group()
    return " \n" if written in {"\\n", "\\N"} else written[1] + " "
