"""Happenings that are announced without a time, and titles in the documents' own words."""

from __future__ import annotations

from datetime import date

import pytest

from timeline.config import Config
from timeline.discourse import statements_of
from timeline.happening import happenings_of
from timeline.link import link
from timeline.model import Document, Event, Status

MEETING = "The harbour board meets the mayor of Ostend on 14 May 2026 at 10:00 UTC to talk about the new quay."


def events_of(*texts: str) -> tuple[Event, ...]:
    documents = [Document(f"d{n}", text, published=date(2026, 5, 10)) for n, text in enumerate(texts)]
    told = [h for d in documents for h in happenings_of(d, statements_of(d, Config()))]
    return link(documents, told)


def test_an_announced_happening_is_an_event_of_its_own_in_no_calendar() -> None:
    events = events_of(f"{MEETING} A joint press conference is expected after the talks.")
    briefing = next(event for event in events if "press conference" in event.title.casefold())
    assert (briefing.when, briefing.in_calendar, briefing.status) == (None, False, Status.TENTATIVE)
    assert len(events) == 2


@pytest.mark.parametrize(
    "sentence",
    [
        "A joint press conference was held after last year's talks.",
        "A joint press conference is not expected after the talks.",
        "The joint press conference will be watched by many.",
    ],
)
def test_what_is_past_denied_or_known_founds_nothing(sentence: str) -> None:
    assert all(event.when is not None for event in events_of(f"{MEETING} {sentence}"))


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("The May planning meeting is on Thursday, May 28, 2026 at 3:30pm UTC.", "May planning meeting"),
        ("Please register for the workshop by Monday, 11 May 2026.", "Registration deadline: workshop"),
    ],
)
def test_titles_use_the_words_of_the_text(text: str, title: str) -> None:
    assert title in [event.title for event in events_of(text)]


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Train drivers will go on strike on 6 March 2026, the union said.", "Train drivers go on strike"),
        ("Version 4.2 of Fenix will be released on 12 March 2026.", "Version 4.2 of Fenix released"),
        ("Parliament is to vote on the fish bill on 11 March 2026.", "Parliament votes on the fish bill"),
        ("Per the Kremlin, he flew to Magadan on 1 April 2026.", "Travel to Magadan"),
        ("The recall takes effect on 3 March 2026.", "Recall"),
    ],
)
def test_a_title_says_who_does_what_and_never_who_told_of_it(text: str, title: str) -> None:
    titles = [event.title for event in events_of(text)]

    assert titles == [title]
