"""Steps in words: every rule that the source emits has its sentence."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import timeline
from timeline.export import derivation
from timeline.export.derivation import sentence
from timeline.model import Step

_SOURCE = Path(timeline.__file__).parent
_EMITS = {"Step": 0, "by": 0, "lent": 1}  # what makes a step, and which argument is its rule


def _trees() -> Iterator[ast.Module]:
    for room in ("algebra", "discourse", "link", "checks"):
        for path in sorted((_SOURCE / room).rglob("*.py")):
            yield ast.parse(path.read_text(encoding="utf-8"))


def _texts(value: ast.expr) -> set[str]:
    match value:
        case ast.Constant(value=str(text)):
            return {text}
        case ast.IfExp(body=body, orelse=other):
            return _texts(body) | _texts(other)
        case ast.Dict(values=values):
            return {text for one in values for text in _texts(one)}
        case _:
            return set()


def _rules(tree: ast.Module) -> Iterator[set[str]]:
    """The names that each emitting call may use; a variable stands for what is assigned to it."""
    for call in ast.walk(tree):
        if not isinstance(call, ast.Call):
            continue
        name = getattr(call.func, "id", None) or getattr(call.func, "attr", None)
        if name not in _EMITS or len(call.args) <= _EMITS[name]:
            continue
        rule = call.args[_EMITS[name]]
        if isinstance(rule, ast.Subscript):  # the row of a table
            rule = rule.value
        if not isinstance(rule, ast.Name):
            yield _texts(rule)
        elif rule.id != "rule" or name != "Step":  # within "by" and "lent", whose callers are seen
            yield {
                text
                for node in ast.walk(tree)
                if isinstance(node, ast.Assign) and any(getattr(t, "id", None) == rule.id for t in node.targets)
                for text in _texts(node.value)
            }
        else:
            for node in ast.walk(tree):
                if isinstance(node, ast.Assign) and any(getattr(t, "id", None) == "rule" for t in node.targets):
                    yield _texts(node.value)


def emitted() -> set[str]:
    return {rule for tree in _trees() for rules in _rules(tree) for rule in rules}


def test_the_rules_of_the_source_are_found_however_they_are_named() -> None:
    assert {"next", "last", "to-utc", "zone-of-heading", "zone-of-settings", "date-of-event", "now"} <= emitted()


def test_every_rule_has_a_sentence() -> None:
    assert sorted(emitted() - set(derivation._SENTENCES)) == []


@pytest.mark.parametrize(
    ("rule", "arguments", "words"),
    [
        ("this", ("day", "2025-08-15"), "this day, seen from 2025-08-15"),
        ("this", ("2025",), "seen from 2025"),
        ("next", ("month", "2025-08-14"), "next month, seen from 2025-08-14"),
        ("last", ("5 day", "2025-08-14"), "last 5 days, seen from 2025-08-14"),
        ("last", ("year", "2025-08-14"), "last year, seen from 2025-08-14"),
        ("nth", ("-1", "weekend", "2025-10"), "the last weekend of October 2025"),
        ("nth", ("4", "Thursday", "2025-11"), "the 4th Thursday of November 2025"),
        ("part", ("mid", "2025-W33"), "the middle of week 33 of 2025"),
        ("shift", ("before", "1 day", "2025-08-15"), "1 day before 2025-08-15"),
        ("shift", ("after", "2 week 1 day", "2025-08-15"), "2 weeks 1 day after 2025-08-15"),
        ("weekday", ("4", "2025-08-15", "after", "2025-08-14"), "Friday: the one after 2025-08-14 is 2025-08-15"),
        (
            "weekday",
            ("4", "2025-08-15", "before", "2025-08-15"),
            "Friday: the one on or before 2025-08-15 is 2025-08-15",
        ),
        ("year", ("2025", "past", "2025-08-14"), "year: 2025, the last before 2025-08-14"),
        ("few", ("3", "month"), "a few are taken for 3 months"),
        ("holiday", ("christmas-eve", "2025-12-24"), "christmas eve is 2025-12-24"),
        ("now", (), "the time of publication"),
        ("of-an-older-version", ("one", "two"), "of an older version: one, two"),
    ],
)
def test_a_step_reads_as_a_person_would_write_it(rule: str, arguments: tuple[str, ...], words: str) -> None:
    assert sentence(Step(rule, arguments)) == words


def test_braces_in_an_argument_stay_as_they_are() -> None:
    assert sentence(Step("date-carried", ("2025-08-15", "{0.__class__}"))) == "date: 2025-08-15, from “{0.__class__}”"
