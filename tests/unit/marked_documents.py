"""Documents whose times are marked in the text: «[13 June at 8 p.m.]{2026-06-13T18:00Z Europe/Brussels @concert}».

A mark holds the value (an instant, a day, a month; or ``weekly TH 19:30 <first>``), the zone, the event, a modality;
``/`` and an instant where the text states an end, ``open`` where it names no day, ``named`` where it names the zone,
``about`` where it says no more than about when.  A document whose marks hold nothing but the event,
«[late on Saturday]{@blaze}», is read, as it would be outside of tests.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from timeline.algebra.expressions import Vague
from timeline.config import Config
from timeline.discourse import statements_of
from timeline.model import (
    AllDay,
    Document,
    Grain,
    Kind,
    Modality,
    Placed,
    Reading,
    Statement,
    Step,
    Timex,
    Tree,
    When,
    ZoneSort,
    ZoneWords,
)

CASES = Path(__file__).parent.parent / "link"
_MARK = re.compile(r"\[([^\[\]]+)\]\{([^{}]+)\}")


@dataclass(frozen=True, slots=True)
class Case:
    """Documents, what they state, which statement belongs to which event, and what is expected of the events."""

    documents: tuple[Document, ...]
    statements: tuple[Statement, ...]
    owner: dict[tuple[str, int], str]
    events: tuple[dict[str, Any], ...]


def case(name: str) -> Case:
    """The case of a file in tests/link."""
    table = tomllib.loads((CASES / f"{name}.toml").read_text(encoding="utf-8"))
    documents: list[Document] = []
    statements: list[Statement] = []
    owner: dict[tuple[str, int], str] = {}
    for entry in table["document"]:
        document, found, owners = marked(entry["id"], entry["text"].strip(), entry.get("published"), entry.get("place"))
        documents.append(document)
        statements += found
        owner |= owners
    return Case(tuple(documents), tuple(statements), owner, tuple(table["event"]))


def marked(
    name: str, text: str, published: date | datetime | None = None, place: str | None = None
) -> tuple[Document, list[Statement], dict[tuple[str, int], str]]:
    """A document without its marks, and the statements they describe."""
    plain = ""
    at = 0
    statements: list[Statement] = []
    read: list[tuple[tuple[int, int], str]] = []
    owner: dict[tuple[str, int], str] = {}
    for match in _MARK.finditer(text):
        plain += text[at : match.start()]
        span = (len(plain), len(plain) + len(match.group(1)))
        plain += match.group(1)
        at = match.end()
        mark = match.group(2).split()
        if mark[0].startswith("@"):
            read.append((span, mark[0][1:]))
            continue
        statement, event = _statement(name, span, match.group(1), mark)
        statements.append(statement)
        if event:
            owner[name, span[0]] = event
    document = Document(name, plain + text[at:], published=published, place=place)
    statements += statements_of(document, Config()) if read else ()
    for span, event in read:
        owner[name, _over(span, statements)] = event
    return document, statements, owner


def _over(span: tuple[int, int], statements: Sequence[Statement]) -> int:
    """Where the statement begins that has most of a span."""
    common = {s.span[0]: min(s.span[1], span[1]) - max(s.span[0], span[0]) for s in statements}
    best = max(common, key=lambda start: common[start])
    assert common[best] > 0, f"nothing was read at {span}"
    return best


def _statement(document: str, span: tuple[int, int], text: str, mark: list[str]) -> tuple[Statement, str | None]:
    recurrence = None
    if mark[0] == "weekly":
        recurrence = f"FREQ=WEEKLY;BYDAY={mark[1]}"
        mark = mark[3:]
    value, *rest = mark
    zone = next((word for word in rest if "/" in word or word == "UTC"), None)
    event = next((word[1:] for word in rest if word.startswith("@")), None)
    modality = Modality.SUPERSEDED if "superseded" in rest else Modality.ASSERTED
    assumed = (Step("date-from-publication", (value[:10],)),) if "open" in rest else ()
    when, local, grain = _when(value, zone)
    kind = Kind.RECURRENCE if recurrence else Kind.INSTANT if grain is Grain.MINUTE else Kind.DATE
    reading = Reading(span, Vague("PRESENT_REF"), Tree("mark", span))
    statement = Statement(
        document, span, text, kind, when, Timex("TIME", value), reading,
        grain=grain, local=local, zone=zone, recurrence=recurrence, modality=modality, assumed=assumed,
        approximate="about" in rest,
        zone_words=ZoneWords(zone or "UTC", ZoneSort.IANA, zone or "UTC") if "named" in rest else None,
    )  # fmt: skip
    return statement, event


def _when(value: str, zone: str | None) -> tuple[When, datetime | date, Grain]:
    if "T" in value:
        value, _, end = value.partition("/")
        start = datetime.fromisoformat(value).astimezone(UTC)
        finish = datetime.fromisoformat(end) if end else start + timedelta(minutes=1)
        local = start.astimezone(ZoneInfo(zone or "UTC")).replace(tzinfo=None)
        return Placed(start, finish, Grain.MINUTE), local, Grain.MINUTE
    if len(value) == 7:
        first = date.fromisoformat(value + "-01")
        until = (first + timedelta(days=31)).replace(day=1)
        return AllDay(first, until, None, Grain.MONTH), first, Grain.MONTH
    day = date.fromisoformat(value)
    return AllDay(day, day + timedelta(days=1), zone, Grain.DAY), day, Grain.DAY
