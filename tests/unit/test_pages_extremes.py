"""Times at the edges of the calendar, without a place on it, and without anything else: no page breaks on them."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from sample_timeline import DOCUMENTS, FINDINGS, PRESS, SUMMIT, minute, single
from werkzeug.test import Client

from timeline.export import as_page
from timeline.model import (
    AllDay,
    Event,
    Floating,
    Grain,
    Placed,
    Repeated,
    Rival,
    Role,
    Skipped,
    Timeline,
    Unplaceable,
    When,
)
from timeline.serve import ServeConfig, create_app

FIRST, LAST = datetime(1, 1, 1, tzinfo=UTC), datetime(9999, 12, 31, 23, 59, 59, tzinfo=UTC)
WHENS: dict[str, When | None] = {
    "nothing": None,
    "floating": Floating("no zone is known"),
    "unplaceable": Unplaceable("September 31 does not exist"),
    "the first moment": Placed(FIRST, FIRST + timedelta(minutes=1), Grain.MINUTE),
    "the last moment": Placed(LAST - timedelta(minutes=1), LAST, Grain.MINUTE),
    "all of time": Placed(FIRST, LAST, Grain.CENTURY),
    "no length": Placed(FIRST.replace(year=2025), FIRST.replace(year=2025), Grain.SECOND),
    "the first day": AllDay(date.min, date(1, 1, 2), "Pacific/Kiritimati", Grain.DAY),
    "the last day": AllDay(date(9999, 12, 30), date.max, "Pacific/Niue", Grain.DAY),
    "nobody's days": AllDay(date.min, date.max, None, Grain.CENTURY),
    "twice": Repeated(minute("2025-10-26T00:30Z"), minute("2025-10-26T01:30Z")),
    "never": Skipped(minute("2025-03-30T01:30Z"), minute("2025-03-30T00:30Z")),
}
PATHS = [
    "/",
    "/?view=all",
    "/?view=month",
    "/?conflict=1",
    "/?since=2025-01-01&until=2025-12-31",
    "/conflicts",
    "/embed",
]


def event(name: str, when: When | None, **changes: object) -> Event:
    plain = single("x", name, replace(PRESS, approximate=False), "press")
    readings = () if when is None else (Rival(Role.START, when, ("harbour",), ()),)
    return replace(plain, when=when, readings=readings, **changes)  # type: ignore[arg-type]


def check(*events: Event) -> None:
    statements = tuple(statement for each in events for statement in each.statements)
    found = Timeline(DOCUMENTS, statements, events, FINDINGS, "test")
    client = Client(create_app(lambda: found, ServeConfig(zones=("Pacific/Kiritimati", "Pacific/Niue", "-12:00"))))
    for path in [*PATHS, f"/events/{events[0].uid}", "/sources/harbour"]:
        answer = client.get(path, headers={"Accept": "text/html"})
        assert answer.status_code == 200, path
    assert as_page.files(found)["index.html"]


@pytest.mark.parametrize("name", WHENS)
def test_a_page_shows_an_event_with(name: str) -> None:
    check(event(name, WHENS[name]))


@pytest.mark.parametrize("name", WHENS)
def test_a_page_shows_a_dispute_with(name: str) -> None:
    when = WHENS[name]
    if when is not None:
        rival = Rival(Role.START, when, ("morning",), ())
        check(replace(SUMMIT, readings=(*SUMMIT.readings[:1], rival)), replace(SUMMIT, uid="other", readings=(rival,)))


@pytest.mark.parametrize("rule", ["FREQ=DAILY", "FREQ=SECONDLY", "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", "nonsense"])
@pytest.mark.parametrize("name", ["the first moment", "the last moment", "no length"])
def test_a_page_shows_a_repetition_from(name: str, rule: str) -> None:
    check(event(name, WHENS[name], recurrence=rule, zone="Asia/Kathmandu"))


def test_a_page_shows_nothing() -> None:
    empty = Timeline((), (), (), (), "test")
    client = Client(create_app(lambda: empty, ServeConfig()))

    for path in PATHS:
        assert client.get(path).status_code == 200
    assert b"No event falls into this stretch of time" in client.get("/").data
    assert as_page.files(empty)["index.html"]


def test_documents_and_mentions_that_are_gone_are_left_out() -> None:
    gone = replace(SUMMIT, readings=(Rival(Role.START, minute("2025-08-15T19:00Z"), ("gone",), (("gone", 1, 2),)),))
    found = Timeline(DOCUMENTS[3:], (), (gone,), FINDINGS, "test")
    client = Client(create_app(lambda: found, ServeConfig()))

    for path in ("/", f"/events/{SUMMIT.uid}", "/conflicts", "/sources/club"):
        assert client.get(path, headers={"Accept": "text/html"}).status_code == 200
