"""The parts of a statement that rules look at: its times of day, its dates, its instants."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from timeline.algebra.expressions import At, Between, Clock, Every, Fields
from timeline.model import AllDay, Modality, Placed, Repeated, Skipped, Statement, When

# «dates such as September 31», «for example, 3pm EST»
_EXAMPLE = re.compile(
    r"(?:\be\. ?g\.|\bfor example|\bfor instance|\bsuch as|\b(?:dates?|times?|forms?) like)[,:]? *[\"'“‘`(]*\Z",
    re.IGNORECASE,
)
# «2025-03-09 02:30 does not exist there», «01:30 happens twice»: a text that knows what is odd about a time
_KNOWN = re.compile(
    r"[\"'”’`)]*(?:,? which)? (?:(?:does|do|did|will)(?: not|n[’']t) (?:exist|occur|happen)|"
    r"never (?:exists|occurs|happens|comes)|"
    r"(?:is|was|will be|gets) (?:skipped|invalid|ambiguous|repeated)|(?:happens?|occurs?|exists?|comes?) twice)",
)
_CHANGE = re.compile(
    r"\b(?:DST|(?:daylight|summer|standard)[ -](?:saving|time)|clocks?\s+(?:go|goes|went|are|is|turn|fall|move|change)|"
    r"fall(?:s|ing)?\s+back|set\s+back|turned?\s+back)",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"[.!?](?=\s+[\"“'(\[]?[A-Z0-9])|\n\s*\n|\n\s*(?:[-*+|#>]|\d+[.)])\s")


def points(statement: Statement) -> Iterator[At]:
    """The points that a mention states: one, or the ends of a range."""
    expr = statement.reading.expr
    if isinstance(expr, At):
        yield expr
    elif isinstance(expr, Between):
        if expr.start:
            yield expr.start
        if expr.end:
            yield expr.end
    elif isinstance(expr, Every) and expr.at:
        yield expr.at


def clocks(statement: Statement) -> Iterator[Clock]:
    """The clock times that a mention states."""
    expr = statement.reading.expr
    for point in points(statement):
        if isinstance(point.clock, Clock):
            yield point.clock
        if point.twin:
            yield point.twin
    if isinstance(expr, Every) and expr.until_clock:
        yield expr.until_clock


def minute_of_day(point: At) -> int | None:
    """Minutes since midnight of a clock time that leaves no doubt about its half of the day."""
    clock = point.clock
    if not isinstance(clock, Clock) or clock.hour > 24:
        return None
    hour = clock.hour
    if clock.meridiem:
        hour = hour % 12 + (12 if clock.meridiem == "pm" else 0)
    elif clock.style not in {"24h", "military"} or clock.minute is None:
        return None
    return hour * 60 + (clock.minute or 0)


def dates(statement: Statement) -> Iterator[Fields]:
    """The dates that a mention states by their parts."""
    for point in points(statement):
        if isinstance(point.date, Fields):
            yield point.date


def has_clock(statement: Statement) -> bool:
    """Whether it states a time of day by the clock."""
    return any(True for _ in clocks(statement))


def states_day(statement: Statement) -> bool:
    """Whether its own words say anything about its day."""
    expr = statement.reading.expr
    return isinstance(expr, Every) or any(p.date is not None for p in points(statement))


def placed(when: When | None) -> Placed | None:
    """The stretch of the UTC line of what is an instant, the first where it comes twice or never."""
    match when:
        case Placed():
            return when
        case Repeated(first=first):
            return first
        case Skipped(before=before):
            return before
    return None


@dataclass(frozen=True, slots=True)
class Moment:
    """A clock time of the text with its place on the UTC line and its zone."""

    statement: Statement
    when: Placed
    zone: str

    @property
    def start(self) -> datetime:
        """The instant."""
        return self.when.start

    @property
    def text(self) -> str:
        """The words."""
        return self.statement.text


def moments(statements: Iterable[Statement]) -> list[Moment]:
    """The clock times among statements that the text offers and that lie on the UTC line."""
    told = (s for s in statements if offered(s) and has_clock(s))
    return [Moment(s, when, s.zone) for s in told if s.zone and (when := placed(s.when))]


def civil_day(statement: Statement) -> date | None:
    """Its day on the calendar of its own zone."""
    if isinstance(statement.local, datetime):
        return statement.local.date()
    if isinstance(statement.local, date):
        return statement.local
    return statement.when.first if isinstance(statement.when, AllDay) else None


def asserted(statement: Statement) -> bool:
    """Whether the text stands by it."""
    return statement.modality is Modality.ASSERTED


def offered(statement: Statement) -> bool:
    """Whether the text stands by it or proposes it: «how about 3pm EST?» is wrong before anybody agrees to it."""
    return statement.modality in {Modality.ASSERTED, Modality.PROPOSED}


def is_example(text: str, start: int) -> bool:
    """Whether what begins there is an instance of how times are written, and tells of none."""
    return _EXAMPLE.search(text, max(0, start - 20), start) is not None


def tells_of_change(text: str, start: int, end: int) -> bool:
    """Whether the words around a span speak of the change of the clocks: «clocks go back: at 2 am it will be 1 am»."""
    return _CHANGE.search(text, max(0, start - 200), min(len(text), end + 100)) is not None


def knows(text: str, end: int) -> bool:
    """Whether the words behind a time say that the clocks skip it or show it twice."""
    return _KNOWN.match(text, end) is not None


def sentence(text: str, start: int, end: int, reach: int = 300) -> tuple[int, int]:
    """The sentence around a span, looked for within reach of it so that the cost stays that of the span."""
    low, high = max(0, start - reach), min(len(text), end + reach)
    first = low
    for match in _SENTENCE_END.finditer(text, low, start):
        first = match.end()
    following = _SENTENCE_END.search(text, end, high)
    return first, following.start() if following else high
