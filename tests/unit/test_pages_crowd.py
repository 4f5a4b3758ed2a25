"""Many marks: what has no room for a name is drawn together, and what is named or disputed by itself."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from sample_timeline import PRESS, SUMMIT, minute, single

from timeline.export.page.crowd import outlines
from timeline.export.page.drawing import Drawing, drawing
from timeline.export.page.faces import face
from timeline.export.page.shown import shown_marks
from timeline.model import Event
from timeline.rulers.marks import drawn, spread
from timeline.rulers.window import between

START = datetime(2025, 8, 15, tzinfo=UTC)
DAY = between(START, START + timedelta(days=1))


def event(n: int, count: int) -> Event:
    when = minute((START + timedelta(days=1) / count * n).isoformat())
    return single(f"e{n}", f"Event number {n}", replace(PRESS, when=when, approximate=False), "press")


def day(count: int) -> Drawing:
    marks = tuple(drawn(spread([SUMMIT, *(event(n, count) for n in range(count))]), DAY))
    return drawing(DAY, [face("UTC")], marks, None, str)


@pytest.mark.parametrize(("count", "crowded", "counted"), [(40, False, False), (300, True, False), (600, False, True)])
def test_few_are_drawn_each_many_together_and_very_many_are_counted(count: int, crowded: bool, counted: bool) -> None:
    found = day(count)

    assert bool(found.crowd) is crowded
    assert (not found.marks) is counted
    assert bool(found.bins) is (crowded or counted)
    assert sum(each.count for each in found.bins) in (0, count + 1)


def test_every_mark_of_a_crowd_is_either_named_or_in_the_outline() -> None:
    found = day(300)
    together = sum(each.sideways.count("m") for each in found.crowd)

    assert together + len(found.marks) == 301
    assert any(mark.mark.event is SUMMIT for mark in found.marks)
    assert all(mark.lane is not None or mark.lines for mark in found.marks)
    assert all(mark.number == 0 for mark in found.marks)  # there is no room for 300 numbers


def test_an_outline_goes_to_each_mark_whichever_way_it_runs() -> None:
    shown = shown_marks(DAY, tuple(drawn(spread([event(n, 300) for n in range(300)]), DAY)), 600, str)
    (outline,) = outlines(shown)

    for path, along in ((outline.sideways, 0), (outline.downwards, 1)):
        here, seen = [0, 0], []
        for command, values in re.findall(r"([mhv])([-\d ]+)", path):
            steps = [int(n) for n in re.findall(r"-?\d+", values)]
            if command == "m":
                here = [here[0] + steps[0], here[1] + steps[1]]
                seen.append(here[along])
            else:
                here[command == "v"] += steps[0]
            assert here[1 - along] in (0, 1)
        assert seen == [round(mark.at * 100) for mark in shown]


def test_numbers_of_the_columns_stay_inside() -> None:
    found = day(45)

    assert {mark.number for mark in found.marks} - {0}
    assert all(0 <= mark.down <= 100 for mark in found.marks)
