"""Where nothing of the sources may be published, no word of theirs comes out by a derivation or a reason."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest

from timeline.config import Config, Publish
from timeline.export import as_page
from timeline.export.page.index import index_of
from timeline.export.publishing import events_text
from timeline.model import Document, Timeline
from timeline.pipeline import run

TEXT = (
    "The Quixotic council convenes on Friday. "
    "The Quixotic council convenes at 3pm Eastern Time, or 8pm local time in Zagreb."
)
HIDDEN = ("Eastern Time", "local time", "sentences alike", "same words")


@pytest.fixture(scope="module")
def found() -> Timeline:
    written = datetime(2026, 3, 4, 12, tzinfo=UTC)
    return run([Document("one", TEXT, published=written), Document("two", TEXT, published=written)], Config())


@pytest.mark.parametrize("publish", [Publish.QUOTES, Publish.NONE])
def test_the_page_and_the_events_tell_words_of_the_source_only_where_they_may(
    found: Timeline, publish: Publish
) -> None:
    page = as_page.page(found, "Timeline", (), publish)
    told = json.dumps(json.loads(events_text(found.events, found.tz, str(publish)))["events"])

    for words in HIDDEN[:2]:
        assert (words in page) is (words in told) is (publish is Publish.QUOTES)
    for words in HIDDEN[2:]:
        assert (words in page or words in told) is False or publish is Publish.QUOTES
    assert ('"linked_because": ""' in told) is (publish is Publish.NONE)


def test_a_page_shows_every_zone_of_its_clock_times_up_to_six() -> None:
    text = (
        "The council convenes on Friday 6 March 2026 at 11:30 Anchorage time, 15:30 Eastern Time, "
        "20:30 London time, 23:30 Moscow time and 21:30 Berlin time."
    )
    found = run([Document("one", text, published=datetime(2026, 3, 4, 12, tzinfo=UTC))], Config())

    assert set(index_of(found).stated_zones) == {
        *("America/Anchorage", "America/New_York", "Europe/London", "Europe/Moscow", "Europe/Berlin")
    }
