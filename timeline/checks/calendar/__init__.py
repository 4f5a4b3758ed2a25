"""The linter for calendar files (RFC 5545, 7986, 5546), one file a rule; we are its first customer.

The rules are files like those of the folder above; their subject is the ``calendar`` (a file as it stands) or a
``component`` (each VEVENT alone).
"""

from __future__ import annotations

import importlib
import inspect
import pkgutil
from collections.abc import Callable, Iterator
from functools import cache
from itertools import islice
from typing import Any

from timeline.checks.calendar.lines import Calendar, fault, read
from timeline.checks.rule import Context, Fault, Rule
from timeline.config import Config
from timeline.model import Document, Finding

__all__ = ["example", "faults_of_event", "lint_calendar", "rules"]

Find = Callable[[Any, Context], Iterator[Fault]]

_MOST = 200  # findings of one rule in one file: a hostile file must not become a mountain of them
# What an event cannot answer for without its calendar.
_OF_THE_WHOLE = frozenset({"no-calendar", "no-component", "undefined-timezone", "text-contradicts-time"})
_NOBODY = Context(Document("", ""), (), Config(), {})
# Of what the examples of the rules' pages are made.
_FRAME = "BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//example//calendar//EN\n{}\nEND:VCALENDAR"
_EVENT = {
    "UID": "UID:talk@example.org",
    "DTSTAMP": "DTSTAMP:20260801T120000Z",
    "DTSTART": "DTSTART:20260915T090000Z",
    "DTEND": "DTEND:20260915T100000Z",
    "SUMMARY": "SUMMARY:Talk",
}
_BERLIN = """\
BEGIN:VTIMEZONE
TZID:Europe/Berlin
BEGIN:STANDARD
DTSTART:19961027T030000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:19810329T020000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
END:DAYLIGHT
END:VTIMEZONE
"""


@cache
def rules() -> tuple[Rule, ...]:
    """Every rule of this folder, by code."""
    found = []
    for name in sorted(m.name for m in pkgutil.iter_modules(__path__) if m.name.startswith("tl")):
        module = importlib.import_module(f"{__name__}.{name}")
        subject = next(iter(inspect.signature(module.check).parameters))
        page = (module.__doc__ or "").strip()
        found.append(Rule(module.CODE, module.NAME, module.LEVEL, subject, page, module.check))
    return tuple(found)


def lint_calendar(raw: bytes | str, document: str | Document, config: Config | None = None) -> tuple[Finding, ...]:
    """What is wrong with a calendar file, in the order of the file; spans are offsets of its text."""
    calendar = read(raw)
    if isinstance(document, str):
        document = Document(document, calendar.text)
    context = Context(document, (), config or Config(), {document.id: document})
    chosen = rules()
    if any(_faults(chosen[0], calendar, context)):
        chosen = chosen[:1]  # of a web page only that much is worth saying
    findings = [rule.finding(f, document.id) for rule in chosen for f in _faults(rule, calendar, context)]
    end = (len(calendar.text), len(calendar.text))
    return tuple(sorted(findings, key=lambda finding: (finding.spans[:1] or (end,), finding.code)))


def faults_of_event(block: bytes) -> tuple[Finding, ...]:
    """What is wrong with the bytes of one VEVENT, before they leave in a feed of ours.

    A feed has as many of them as it has events, so the way through the rules is a short one.
    """
    calendar = read(block)
    events = tuple(calendar.every("VEVENT"))
    return tuple(
        rule.finding(found, "")
        for rule, find, of_event in _of_events()
        for subject in (events if of_event else (calendar,))
        for found in islice(find(subject, _NOBODY), _MOST)
    )


@cache
def _of_events() -> tuple[tuple[Rule, Find, bool], ...]:
    """The rules that one event can answer for, and whether it or the file is their subject."""
    own = (rule for rule in rules() if rule.name not in _OF_THE_WHOLE)
    return tuple((rule, rule.find, rule.subject != "calendar") for rule in own if rule.find is not None)


def _faults(rule: Rule, calendar: Calendar, context: Context) -> Iterator[Fault]:
    find = rule.find
    if find is None:
        return
    subjects = [calendar] if rule.subject == "calendar" else calendar.every("VEVENT")
    faults = (f for subject in subjects for f in find(subject, context))
    number = 0
    for number, found in enumerate(islice(faults, _MOST), 1):  # noqa: B007  how many there were
        yield found
    if number == _MOST and next(faults, None) is not None:
        yield fault(f"more than {_MOST} of these; the rest is not listed", ())


def example(page: str) -> bytes:
    """The calendar that an example of a rule's page means.

    A page shows what matters: some properties of an event, or some components; Europe/Berlin is defined where it is
    used. Lines end with CRLF except at «␊» (a bare LF); the pictures of control characters mean these, and «�»
    means an octet that is no UTF-8.
    """
    text = page.strip("\n")
    if not text.startswith("BEGIN:") and "␍" not in text and not text.startswith("<"):
        stated = {line.partition(":")[0].partition(";")[0] for line in text.split("\n")}
        given = "\n".join(line for name, line in _EVENT.items() if name not in stated)
        text = f"BEGIN:VEVENT\n{given}\n{text}\nEND:VEVENT"
        text = _BERLIN + text if "TZID=Europe/Berlin" in text else text
    if text.startswith("BEGIN:") and not text.startswith("BEGIN:VCALENDAR"):
        text = _FRAME.format(text)
    text = text.replace("\n", "\r\n").replace("␊\r\n", "\n") + "\r\n"
    pictures = {0x2400 + code: code for code in range(0x20)} | {0x2421: 0x7F}
    return text.translate(pictures).encode().replace("�".encode(), b"\xfc")
