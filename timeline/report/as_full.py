"""For people: each finding with its lines, carets, derivation and remedy."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from timeline.report.excerpt import caret_line
from timeline.report.locate import Located, Place
from timeline.report.wording import one_line, painted, visible

MOST_LINES = 4


def report(located: Sequence[Located], *, colour: bool = False) -> str:
    """One block a finding, an empty line between them."""
    return "".join("\n".join(_block(one, colour)) + "\n\n" for one in located)


def _block(one: Located, colour: bool) -> Iterator[str]:
    finding = one.finding
    message = painted(one_line(finding.message), None, colour)
    yield f"{painted(finding.code, finding.level, colour)} {finding.name}: {message}"
    yield f"  --> {visible(one.path)}:{one.start.line}:{one.start.column}"
    rows = list(_rows(one))
    gutter = max((len(str(number)) for number, _, _ in rows), default=1)
    last = None
    for number, line, carets in rows:
        if last is not None and number > last + 1:
            yield f"{'...':>{gutter + 1}}"
        yield f" {number:>{gutter}} | {line}"
        if carets:
            yield f" {'':>{gutter}} | {painted(carets, finding.level, colour)}"
        last = number
    pad = " " * (gutter + 2)
    for place in one.related:
        where = f"{visible(place.path)}:{place.start.line}:{place.start.column}"
        yield f"{pad}= see {where}: {one_line(place.message)}"
    if finding.fix:
        yield f"{pad}= {'fix' if finding.fix.safe else 'perhaps'}: {one_line(finding.fix.title)}"


def _rows(one: Located) -> Iterator[tuple[int, str, str]]:
    """Line numbers with the line and its carets, for all places of the finding."""
    marks: dict[int, list[tuple[int, int]]] = {}
    for place in one.places:
        for number, a, b in _by_line(place, one):
            marks.setdefault(number, []).append((a, b))
    for number in sorted(marks)[:MOST_LINES]:
        yield number, *caret_line(one.source.line(number), marks[number])


def _by_line(place: Place, one: Located) -> Iterator[tuple[int, int, int]]:
    start, end = (one.source.position(offset) for offset in place.span)
    for number in range(start.line, min(end.line, start.line + MOST_LINES) + 1):
        line = one.source.line(number)
        a = start.column - 1 if number == start.line else 0
        b = end.column - 1 if number == end.line else len(line)
        if number == start.line or b > a:
            yield number, min(a, len(line)), min(b, len(line))
