"""A document's stated times for people at a terminal: words, instant, clock, derivation."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from timeline.export.as_json import line_and_column, moment
from timeline.export.derivation import sentence
from timeline.model import (
    AllDay,
    Document,
    Finding,
    Floating,
    Modality,
    Placed,
    Repeated,
    Skipped,
    Statement,
    Tree,
    Unplaceable,
)

_INDENT = "    "


def document(
    read: Document, statements: Sequence[Statement], findings: Sequence[Finding], tz: str, *, why: bool = False
) -> str:
    """The text form of ``timeline read``; ``why`` adds the parse of each mention and what lost against it."""
    published = f", published {read.published.isoformat()}" if read.published else ", not dated"
    lines = [f"{plain(read.id)}{published} (tz {tz})", ""]
    for statement in statements:
        lines.extend(_statement(read, statement, why))
    if not statements:
        lines.extend(["  no times stated", ""])
    for finding in findings:
        line = line_and_column(read.text, finding.spans[0][0])[0] if finding.spans else 1
        lines.append(f"  {finding.code} {finding.name} (line {line}): {plain(finding.message)}")
    if findings:
        lines.append("")
    return "\n".join(lines) + "\n"


def plain(text: str) -> str:
    """Text on one line, without what could steer a terminal.

    >>> plain("3 pm\\n\\x1b[31mET")
    '3 pm [31mET'
    """
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())


def _statement(read: Document, statement: Statement, why: bool) -> Iterator[str]:
    line, _ = line_and_column(read.text, statement.span[0])
    note = "" if statement.modality is Modality.ASSERTED else f" [{statement.modality}]"
    note += f" [{statement.role}]" if statement.role else ""
    note += f" [group {statement.group}]" if statement.group is not None else ""
    yield f"  line {line}: “{plain(statement.text)}”{note}"
    yield f"{_INDENT}= {_result(statement)}"
    for step in statement.steps:
        yield f"{_INDENT}- {plain(sentence(step))}"
    for step in statement.assumed:
        yield f"{_INDENT}? assumed: {plain(sentence(step))}"
    if why and statement.reading.tree is not None:
        yield from _tree(read, statement.reading.tree, 3)
        for lost in statement.reading.rivals:
            yield f"{_INDENT}lost, {sentence(lost.why)}:"
            yield from _tree(read, lost.tree, 3)
    yield ""


def _result(statement: Statement) -> str:
    about = "about " if statement.approximate else ""
    local = _local(statement)
    recurs = f", {statement.recurrence}" if statement.recurrence else ""
    letter = f"; to the letter {moment(statement.literal.start)}" if statement.literal else ""
    match statement.when:
        case Placed() as placed:
            end = f" to {moment(placed.end)}" if statement.kind == "range" else ""
            return f"{about}{moment(placed.start)}{end}{local}{recurs}{letter}"
        case Repeated(first=first, second=second):
            return f"{about}{moment(first.start)}, and again {moment(second.start)}{local}{recurs}"
        case Skipped(before=before, after=after):
            return f"does not exist{local}: {moment(before.start)} or {moment(after.start)}"
        case AllDay(first=start, until=until):
            return f"{about}{statement.timex.value} ({start.isoformat()} until {until.isoformat()}){recurs}"
        case Floating(reason=reason) | Unplaceable(reason=reason):
            return f"{about}{statement.timex.value}: {plain(reason)}{local}{recurs}"
    return f"{about}{statement.timex.value}"


def _local(statement: Statement) -> str:
    if statement.zone is None:
        return ""
    clock = statement.local
    if clock is None:
        return f" ({statement.zone})"
    shown = clock if isinstance(clock, str) else clock.isoformat()[:16]
    return f" ({shown} {statement.zone})"


def _tree(read: Document, node: Tree, depth: int) -> Iterator[str]:
    """The parse, a line a node; each is a part of the one above it."""
    waiting = [(node, depth)]
    while waiting:
        one, at = waiting.pop()
        yield f"{'  ' * at}{one.rule}: {plain(read.text[one.span[0] : one.span[1]])}"
        waiting.extend((part, at + 1) for part in reversed(one.parts))
