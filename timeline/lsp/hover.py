"""What an editor shows of the time under the cursor: its clocks, and the steps from the words to UTC."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from timeline import zones
from timeline.export.derivation import sentence
from timeline.model import AllDay, Floating, Grain, Placed, Repeated, Skipped, Statement, Unplaceable
from timeline.report.wording import one_line
from timeline.rulers.words import clock, day, full_day

# Only what could become markup, since some editors show the escapes too: within a line, and where a block begins.
_MARKUP = re.compile(r"([\\`*_\[\]<>&~|$])")
_BLOCK = re.compile(r"^(\d*)([#+\-.)])")
MOST_STEPS = 20
_LENGTH = {Grain.SECOND: timedelta(seconds=1), Grain.MINUTE: timedelta(minutes=1), Grain.HOUR: timedelta(hours=1)}


@dataclass(frozen=True, slots=True)
class Card:
    """A heading, lines of a list, numbered steps; not yet in any markup."""

    heading: str
    lines: tuple[str, ...]
    steps: tuple[str, ...]


def under(statements: Iterable[Statement], offset: int) -> Statement | None:
    """The statement at an offset: of those that hold it, the shortest."""
    around = [s for s in statements if s.span[0] <= offset <= s.span[1]]
    return min(around, key=lambda s: (offset == s.span[1], s.span[1] - s.span[0]), default=None)


def card(statement: Statement, reader: str | None, audience: Sequence[str]) -> Card:
    """What there is to say about a statement; ``reader`` is the zone of whoever looks."""
    lines = list(_when(statement, reader, audience))
    if statement.literal is not None:
        lines.append(f"to the letter: {_moment(statement.literal.start, 'UTC')} UTC")
    if statement.recurrence:
        lines.append(f"repeats: {statement.recurrence}")
    steps = [sentence(step) for step in statement.steps]
    steps += [f"assumed: {sentence(step)}" for step in statement.assumed]
    if len(steps) > MOST_STEPS:
        steps[MOST_STEPS:] = [f"and {len(steps) - MOST_STEPS} more"]
    heading = ("about " if statement.approximate else "") + one_line(statement.text)
    return Card(heading, tuple(lines), tuple(map(one_line, steps)))


def markdown(shown: Card) -> str:
    """The card in Markdown, with nothing of the text taken for markup."""
    parts = [f"**{_plain(shown.heading)}**", "\n".join(f"* {_plain(line)}" for line in shown.lines)]
    parts.append("\n".join(f"{n}. {_plain(step)}" for n, step in enumerate(shown.steps, 1)))
    return "\n\n".join(filter(None, parts))


def text(shown: Card) -> str:
    """The card in plain text, for editors that show no markup."""
    parts = [shown.heading, "\n".join(shown.lines), "\n".join(f"{n}. {s}" for n, s in enumerate(shown.steps, 1))]
    return "\n\n".join(filter(None, parts))


def _plain(words: str) -> str:
    return _BLOCK.sub(r"\1\\\2", _MARKUP.sub(r"\\\1", words))


def _when(statement: Statement, reader: str | None, audience: Sequence[str]) -> Iterator[str]:
    match statement.when:
        case Placed() as placed:
            yield from _clocks(placed, statement.zone, reader, audience)
        case AllDay() as days:
            yield _days(days)
        case Repeated(first, second):
            yield f"comes twice in {_city(statement.zone)}; the first:"
            yield from _clocks(first, statement.zone, reader, audience)
            yield "the second:"
            yield from _clocks(second, statement.zone, reader, audience)
        case Skipped(before, after):
            yield f"does not exist in {_city(statement.zone)}: the clocks skip it"
            yield f"{_moment(before.start, 'UTC')} UTC by the clock before the change"
            yield f"{_moment(after.start, 'UTC')} UTC by the clock after it"
        case Floating(reason) | Unplaceable(reason):
            yield one_line(reason)
        case None:
            yield f"{statement.timex.type.lower()}: {one_line(statement.timex.value)}"


def _city(zone: str | None) -> str:
    return zones.zone_label(zone) if zone else "UTC"


def _clocks(placed: Placed, stated: str | None, reader: str | None, audience: Sequence[str]) -> Iterator[str]:
    """The time on each clock once: UTC, the text's, the reader's, the audience's."""
    seen: set[str] = set()
    for zone, whose in (("UTC", ""), (stated, ""), (reader, "your clock, "), *((zone, "") for zone in audience)):
        key = zones.canonical(zone) if zone and zones.offset_of(zone) is None else zone
        if key is None or key in seen:
            continue
        seen.add(key)
        name = "" if key == "UTC" or zones.offset_of(key) is not None else f" ({_name(key, placed.start)})"
        yield f"{whose}{zones.zone_label(key)}: {_stretch(placed, key)}{name}"


def _name(zone: str, instant: datetime) -> str:
    try:
        return zones.clock_name(zone, instant)
    except (OverflowError, ValueError):  # at the ends of the calendar no clock has a season
        return zones.clock_name(zone)


def _stretch(placed: Placed, zone: str) -> str:
    """From start to end where the words give both; the end of a minute or an hour is only its grain."""
    length = placed.end - placed.start
    if placed.grain.rank <= Grain.HOUR.rank and length <= _LENGTH.get(placed.grain, timedelta()):
        return _moment(placed.start, zone)
    start, end = zones.local(placed.start, zone), zones.local(placed.end, zone)
    until = clock(end) if end.date() == start.date() else f"{day(end)}, {clock(end)}"
    return f"{_moment(placed.start, zone)} to {until}"


def _moment(instant: datetime, zone: str) -> str:
    there = zones.local(instant, zone)
    return f"{day(there)} {there.year}, {clock(there)}"


def _days(days: AllDay) -> str:
    last = max(days.first, _day_before(days.until))
    said = full_day(days.first) if last == days.first else f"{full_day(days.first)} to {full_day(last)}"
    return f"{said}, in {zones.zone_label(days.zone)}" if days.zone else said


def _day_before(until: date) -> date:
    return until - timedelta(days=1) if until > date.min else until
