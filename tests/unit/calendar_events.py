"""Events made by hand for the tests of calendars, with nothing computed by the code under test."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

from timeline.algebra.expressions import At
from timeline.model import (
    AllDay,
    Document,
    Event,
    Grain,
    Happening,
    Kind,
    Link,
    Modality,
    Placed,
    Reading,
    Rival,
    Role,
    Statement,
    Status,
    Timex,
    Tree,
    When,
)

CHANGED = datetime(2026, 8, 1, 12, 0, tzinfo=UTC)

DOCUMENTS = {
    "notice": Document(
        "notice",
        "The talk begins at 9:00 UTC on 15 September.",
        title="Notice of the talk",
        url="https://example.org/notice",
        publisher="The Society",
        published=datetime(2026, 8, 1, 9, 0, tzinfo=UTC),
    ),
    "letter": Document("letter", "It begins at 10:00 UTC.", title="A letter", published=date(2026, 8, 2)),
}


def instant(text: str) -> datetime:
    return datetime.fromisoformat(text).astimezone(UTC)


def at(start: str, minutes: int = 60, grain: Grain = Grain.MINUTE) -> Placed:
    begun = instant(start)
    return Placed(begun, begun + timedelta(minutes=minutes), grain)


def day(first: str, until: str, zone: str | None = None) -> AllDay:
    return AllDay(date.fromisoformat(first), date.fromisoformat(until), zone, Grain.DAY)


def said(document: str, words: str, quote: str, when: When | None, modality: Modality = Modality.ASSERTED) -> Link:
    span = (quote.find(words), quote.find(words) + len(words))
    reading = Reading(span, At(), Tree("test", span))
    statement = Statement(
        document, span, words, Kind.INSTANT, when, Timex("TIME", "2026-09-15T09:00"), reading, modality=modality
    )
    happening = Happening(document, (0, len(quote)), quote, "talk", (4, 8), "talk", "meeting", statement=statement)
    return Link(happening, "same title")


def event(uid: str = "talk@example.org", when: When | None = None, **more: Any) -> Event:
    given: dict[str, Any] = {
        "uid": uid,
        "title": "Talk",
        "when": when or at("2026-09-15T09:00Z"),
        "place": None,
        "participants": (),
        "status": Status.CONFIRMED,
        "disputed": False,
        "readings": (),
        "links": (),
        "created": CHANGED,
        "updated": CHANGED,
    }
    return Event(**{**given, **more})


def disputed() -> Event:
    nine, ten = at("2026-09-15T09:00Z"), at("2026-09-15T10:00Z")
    return event(
        "disputed@example.org",
        nine,
        disputed=True,
        findings=("TL301",),
        readings=(
            Rival(Role.START, nine, ("notice",), (("notice", 19, 27),)),
            Rival(Role.START, ten, ("letter",), (("letter", 13, 22),)),
        ),
        links=(
            said("notice", "9:00 UTC", "The talk begins at 9:00 UTC on 15 September.", nine),
            said("letter", "10:00 UTC", "It begins at 10:00 UTC.", ten),
        ),
        sequence=2,
    )
