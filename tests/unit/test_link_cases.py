"""Small worlds of several documents: what belongs together is together, with the right time and the right flags."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from itertools import combinations

import pytest
from marked_documents import CASES, Case, case

from timeline.checks import check
from timeline.config import Config
from timeline.happening import happenings_of
from timeline.link import link
from timeline.model import AllDay, Event, Happening, Placed

NAMES = sorted(path.stem for path in CASES.glob("*.toml"))


def told_of(one: Case) -> list[Happening]:
    return [
        happening
        for document in one.documents
        for happening in happenings_of(document, [s for s in one.statements if s.document == document.id])
    ]


def events_of(one: Case) -> tuple[Event, ...]:
    return link(one.documents, told_of(one))


def home(events: Sequence[Event], document: str, offset: int) -> Event:
    return next(e for e in events for s in e.statements if (s.document, s.span[0]) == (document, offset))


def begin(event: Event) -> str | None:
    if isinstance(event.when, Placed):
        return f"{event.when.start:%Y-%m-%dT%H:%MZ}"
    return event.when.first.isoformat() if isinstance(event.when, AllDay) else None


def test_there_are_at_least_ten_cases() -> None:
    assert len(NAMES) >= 10


@pytest.mark.parametrize("name", NAMES)
def test_statements_share_an_event_exactly_where_they_should(name: str) -> None:
    one = case(name)

    events = events_of(one)

    wrong = []
    for (a, first), (b, second) in combinations(one.owner.items(), 2):
        together = home(events, *a).uid == home(events, *b).uid
        if together != (first == second):
            wrong.append((a, first, b, second))
    assert wrong == []


@pytest.mark.parametrize("name", NAMES)
def test_the_best_time_and_the_flags_are_right(name: str) -> None:
    one = case(name)
    events = events_of(one)

    for expected in one.events:
        places = [place for place, owner in one.owner.items() if owner == expected["name"]]
        event = home(events, *places[0])
        found = {
            "start": begin(event),
            "title": event.title,
            "disputed": event.disputed,
            "superseded": bool(event.superseded),
            "findings": list(event.findings),
            "status": str(event.status),
            "recurrence": event.recurrence,
            "exdates": list(event.exdates),
        }
        assert {key: found[key] for key in expected if key != "name"} == {
            k: v for k, v in expected.items() if k != "name"
        }


@pytest.mark.parametrize("name", NAMES)
def test_contested_events_are_all_that_rules_need(name: str) -> None:
    one = case(name)
    every = events_of(one)

    contested = link(one.documents, told_of(one), only_contested=True)

    assert {event.uid for event in contested} <= {event.uid for event in every}
    assert check(one.documents, one.statements, contested, Config()) == check(
        one.documents, one.statements, every, Config()
    )


@pytest.mark.parametrize("name", NAMES)
def test_every_link_says_why(name: str) -> None:
    for event in events_of(case(name)):
        assert event.links[0].reason
        assert all(link.reason for link in event.links)
        assert event.title
        assert isinstance(event.created, date | datetime)
