"""Text that wants to run, to turn the direction of reading, to hide or to burst the page is shown harmlessly."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace

import pytest
from conftest import CONFIG, Host, Watched
from sample_timeline import DOCUMENTS, EVENTS, SAMPLE

from timeline.config import Publish
from timeline.model import Document, Event, Timeline

Open = Callable[..., Watched]
EVIL = (
    "<script>document.title='taken'</script><svg onload=\"document.title='taken'\">"
    "<img src=x onerror=\"document.title='taken'\">"
    "</script></style></textarea>' \" `{{ 7*7 }}` \u202egnihtyreve nrut\u202c \u200b\u200d\ufeff\u2066x \x00\x07 "
    + "w"
    * 10_000
)


def poisoned(document: Document) -> Document:
    """The document with the poison behind its text, so that spans stay true, and in everything that names it."""
    return replace(
        document,
        text=document.text + EVIL,
        title=EVIL,
        publisher=EVIL,
        place=EVIL,
        url="javascript:document.title='taken'",
    )


def hurt(event: Event) -> Event:
    links = tuple(replace(link, reason=EVIL) for link in event.links)
    return replace(event, title=EVIL, place=EVIL, participants=(EVIL, EVIL), links=links)


HOSTILE = Timeline(
    tuple(map(poisoned, DOCUMENTS)), SAMPLE.statements, tuple(map(hurt, EVENTS)), SAMPLE.findings, SAMPLE.tz
)
PATHS = [
    "/",
    "/?view=all",
    "/events/summit-7f3a@timeline",
    "/sources/harbour",
    "/conflicts",
    "/embed",
    "/?add=%3Csvg%20onload%3D1%3E",
]


@pytest.mark.parametrize("path", PATHS)
def test_hostile_text_does_nothing(path: str, hosted: Host, opened: Open) -> None:
    page = opened(hosted(lambda: HOSTILE, replace(CONFIG, publish=Publish.FULL)) + path).page

    assert page.title() != "taken"
    assert page.locator("main script, main img, main [onload], main a[href^=javascript]").count() == 0
    assert "\u202e" not in page.locator("body").inner_text()
    for width in (1280, 390):
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0


def test_structured_data_survives_what_would_end_it(hosted: Host, opened: Open) -> None:
    page = opened(hosted(lambda: HOSTILE, CONFIG) + "/events/summit-7f3a@timeline").page

    data = json.loads(page.locator("script[type='application/ld+json']").text_content() or "")

    assert data["@type"] == "Event"
    assert data["startDate"] == "2025-08-15T11:30:00-08:00"
    assert data["name"].startswith("<script>document.title")
