"""A text that tells one thing twice, at two hours, contradicts itself; one that tells two things does not."""

from __future__ import annotations

from datetime import date

import pytest

from timeline.config import Config
from timeline.discourse import statements_of
from timeline.happening import happenings_of
from timeline.link import link
from timeline.model import Document


def disputed(text: str) -> list[str]:
    document = Document("a", text, published=date(2026, 4, 1))
    events = link([document], happenings_of(document, statements_of(document, Config())))
    return [code for event in events if event.disputed for code in event.findings]


@pytest.mark.parametrize(
    "text",
    [
        "The concert begins on 7 May 2026 at 19:30 UTC. Come!\n\nThe concert begins at 20:00 UTC on 7 May 2026.",
        "Board meeting: 12 May 2026, 15:00 UTC\n\nThe board meeting on 12 May 2026 is at 16:00 UTC in room 4.",
        "Webinar on moss: 3 March 2026, 14:00 UTC.\n\nThe webinar is on 3 March 2026 at 15:00 UTC.",
        "The lecture takes place on 9 July 2026 at 18:00 UTC.\n\nThe lecture begins on 9 July 2026 at 18:30 UTC.",
        "Subject: Budget meeting on 7 May 2026 at 10:00 UTC\n\nCome to the budget meeting on 7 May 2026 at 11:00 UTC.",
    ],
)
def test_one_thing_told_twice(text: str) -> None:
    assert disputed(text) == ["TL301"]


@pytest.mark.parametrize(
    "text",
    [
        "The webinar is on 9 July 2026 at 10:00 UTC. The webinar opens on 9 July 2026 at 9:50 UTC for sound checks.",
        "The run is on 9 July 2026 at 10:00 UTC. Registration for the run starts on 9 July 2026 at 9:00 UTC.",
        "The update was at 10:21:26 UTC on 1 April 2026.\n\nThe update was at 10:14:24 UTC on 1 April 2026.",
        "The opening concert is on 7 May 2026 at 18:00 UTC.\n\nThe closing concert is on 7 May 2026 at 20:00 UTC.",
        "The concert begins about 19:30 UTC on 7 May 2026.\n\nThe concert on 7 May 2026 is at 20:00 UTC.",
        "The concert is on 7 May 2026 at 19:30 UTC.\n\nThe concert on 8 May 2026 is at 20:00 UTC.",
        "Tours of the mill start on 7 May 2026 at 11:00 UTC.\n\nTours of the mill start on 7 May 2026 at 13:00 UTC.",
        "The concert is on 7 May 2026 at 19:30 UTC.\n\nThe second concert is on 7 May 2026 at 21:00 UTC.",
        "| Window | Opens |\n|---|---|\n| A | Mon 4 May, 08:00 UTC |\n| B | Mon 4 May, 20:00 UTC |\n\n"
        "Window A is 10:00 in Berlin and 13:30 in Delhi.",
    ],
)
def test_two_things(text: str) -> None:
    assert disputed(text) == []
