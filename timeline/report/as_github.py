"""Workflow commands of GitHub Actions, which annotate the lines of a change."""

from __future__ import annotations

from collections.abc import Sequence

from timeline.model import Level
from timeline.report.locate import Located
from timeline.report.wording import visible

_COMMANDS = {Level.ERROR: "error", Level.WARNING: "warning", Level.INFO: "notice"}


def report(located: Sequence[Located]) -> str:
    """``::warning file=...,line=...::message``, with the escapes of actions/toolkit."""
    return "".join(
        f"::{_COMMANDS[one.finding.level]} file={_property(one.path)},line={one.start.line},endLine={one.end.line}"
        f"{_columns(one)},title={_property(f'{one.finding.code} {one.finding.name}')}::{_value(one.finding.message)}\n"
        for one in located
    )


def _columns(one: Located) -> str:
    """Columns are taken only where start and end share a line."""
    if one.start.line != one.end.line:
        return ""
    return f",col={one.start.column},endColumn={max(one.end.column, one.start.column)}"


def _value(text: str) -> str:
    """With the escapes of actions/toolkit; whatever else moves a cursor is shown, since logs are read on terminals."""
    return visible(text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A"))


def _property(text: str) -> str:
    return _value(text).replace(":", "%3A").replace(",", "%2C")
