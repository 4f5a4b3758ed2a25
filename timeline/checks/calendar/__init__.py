"""The linter for calendar files (RFC 5545, 7986, 5546), one file a rule; we are its first customer.

A rule's file defines ``CODE``, ``NAME``, ``LEVEL`` and ``check``, and its docstring is its page with a bad and a good
example.  ``check`` names what it looks at by its argument: ``calendar`` (the file) or ``event`` (each VEVENT alone).
"""

from __future__ import annotations

import importlib
import inspect
import pkgutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import islice

from timeline.checks.calendar._lines import Calendar, Component, Fault, read
from timeline.model import Finding, Level

__all__ = ["Rule", "example", "faults_of_event", "lint_calendar", "rules"]

_MOST = 200  # findings of one rule in one file: a hostile file must not become a mountain of them


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule of this folder."""

    code: str
    name: str
    level: Level
    page: str
    check: Callable[[Calendar], Iterator[Fault]] | Callable[[Component], Iterator[Fault]]
    subject: str  # "calendar" or "event"


@cache
def rules() -> tuple[Rule, ...]:
    """Every rule, by code."""
    found = []
    for module in pkgutil.iter_modules(__path__):
        if module.name.startswith("_"):
            continue
        rule = importlib.import_module(f"{__name__}.{module.name}")
        subject = next(iter(inspect.signature(rule.check).parameters))
        found.append(Rule(rule.CODE, rule.NAME, rule.LEVEL, rule.__doc__ or "", rule.check, subject))
    return tuple(sorted(found, key=lambda rule: rule.code))


def lint_calendar(raw: bytes | str, document: str) -> tuple[Finding, ...]:
    """What is wrong with a calendar file, in the order of the file; spans are offsets of its text."""
    calendar = read(raw)
    findings = []
    for rule in rules():
        faults = _faults(rule, calendar)
        found = [_finding(rule, fault, document) for fault in islice(faults, _MOST)]
        findings += found
        if len(found) == _MOST and next(faults, None) is not None:
            findings.append(_finding(rule, Fault(f"more than {_MOST} of these; the rest is not listed", ()), document))
    return tuple(
        sorted(findings, key=lambda finding: (finding.spans[:1] or ((len(calendar.text),) * 2,), finding.code))
    )


def faults_of_event(block: bytes) -> tuple[Finding, ...]:
    """What is wrong with the bytes of one VEVENT, before they leave in a feed of ours."""
    calendar = read(block)
    return tuple(_finding(rule, fault, "") for rule in _inside() for fault in islice(_faults(rule, calendar), _MOST))


@cache
def _inside() -> tuple[Rule, ...]:
    """The rules that need to see no more of a calendar than one event."""
    whole = {"no-calendar", "no-component", "undefined-timezone"}
    return tuple(rule for rule in rules() if rule.name not in whole)


def _faults(rule: Rule, calendar: Calendar) -> Iterator[Fault]:
    if rule.subject == "calendar":
        yield from rule.check(calendar)  # type: ignore[arg-type]  # the subject says which
        return
    for event in calendar.every("VEVENT"):
        yield from rule.check(event)  # type: ignore[arg-type]


def _finding(rule: Rule, fault: Fault, document: str) -> Finding:
    return Finding(rule.code, rule.name, rule.level, fault.message, document, fault.spans)


_FRAME = "BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//example//calendar//EN\n{}\nEND:VCALENDAR"
_EVENT = {
    "UID": "UID:talk@example.org",
    "DTSTAMP": "DTSTAMP:20260801T120000Z",
    "DTSTART": "DTSTART:20260915T090000Z",
    "DTEND": "DTEND:20260915T100000Z",
    "SUMMARY": "SUMMARY:Talk",
}


def example(page: str) -> bytes:
    """The calendar that an example of a rule's page means.

    A page shows what matters: some properties of an event, or some components.  Lines end with CRLF except at «␊»
    (a bare LF); the pictures of control characters mean these, and «�» means an octet that is no UTF-8.
    """
    text = page.strip("\n")
    if not text.startswith("BEGIN:") and "␍" not in text and not text.startswith("<"):
        stated = {line.partition(":")[0].partition(";")[0] for line in text.split("\n")}
        given = "\n".join(line for name, line in _EVENT.items() if name not in stated)
        text = f"BEGIN:VEVENT\n{given}\n{text}\nEND:VEVENT"
    if text.startswith("BEGIN:") and not text.startswith("BEGIN:VCALENDAR"):
        text = _FRAME.format(text)
    text = text.replace("\n", "\r\n").replace("␊\r\n", "\n") + "\r\n"
    pictures = {0x2400 + code: code for code in range(0x20)} | {0x2421: 0x7F}
    return text.translate(pictures).encode().replace("�".encode(), b"\xfc")
