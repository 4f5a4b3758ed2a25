"""Zoom and pan happen in the browser at once, on what is drawn; the server's finer drawing follows and agrees."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from conftest import AXE, CONFIG, LABELS, OVERLAPS, Watched, serving
from playwright.sync_api import Page, Route, expect
from sample_timeline import PRESS, SAMPLE, minute, single

Open = Callable[..., Watched]
STRIP = {1280: (".wide", "x", "width"), 390: (".tall", "y", "height")}
SHOWN = "document.querySelector('figure').dataset"


def strip(page: Page, width: int) -> list[str]:
    drawing, at, size = STRIP[width]
    return page.locator(f"{drawing} .strip").evaluate("(e, names) => names.map(n => e.getAttribute(n))", [at, size])  # type: ignore[no-any-return]


def length(page: Page) -> int:
    return int(page.evaluate(f"{SHOWN}.to - {SHOWN}.from"))


def held(page: Page) -> None:
    """Let no further page come from the server."""
    page.route("**/*", lambda route: None)


def prepared(page: Page) -> None:
    """Let the page fetch what lies before and after."""
    page.locator("figure").dispatch_event("pointerenter")
    expect(page.locator(".wide .tile")).to_have_count(2)


@pytest.mark.parametrize("width", STRIP)
def test_zoom_and_move_need_no_answer(width: int, site: str, opened: Open) -> None:
    page = opened(site, width).page
    held(page)

    page.keyboard.press("+")
    assert strip(page, width) == ["-50%", "200%"]
    page.click("[aria-label='Zoom out']")
    assert strip(page, width) == ["0%", "100%"]
    page.keyboard.press("ArrowRight")
    assert strip(page, width) == ["-50%", "100%"]
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("ArrowLeft")
    assert strip(page, width) == ["50%", "100%"]


def test_steps_add_up_to_one_stretch_and_one_step_back(site: str, opened: Open) -> None:
    page = opened(site).page
    before, start = length(page), page.locator("figure").get_attribute("data-from")
    for key in "+++-":
        page.keyboard.press(key)
    page.wait_for_url("**from=**")
    zoomed = page.url

    assert abs(length(page) - before / 4) <= 60
    page.keyboard.press("ArrowRight")
    page.wait_for_url(lambda url: url != zoomed)
    page.go_back()

    expect(page.locator(f"figure[data-from='{start}']")).to_have_count(1)
    assert length(page) == before


LINES = """() => Object.fromEntries([...document.querySelectorAll('.wide .mark :is(.instant, .claim)')].map(e =>
  [e.closest('a').getAttribute('href') + ' ' + e.getAttribute('class'), e.getBoundingClientRect().x]))"""


@pytest.mark.parametrize(
    ("hour", "keys"),
    [(0, ("ArrowRight",)), (12, ("ArrowLeft",)), (0, ("-",)), (0, ("+",)), (0, ("-", "ArrowRight"))],
)
def test_what_is_moved_lies_where_the_server_draws_it(
    hour: int, keys: tuple[str, ...], site: str, opened: Open
) -> None:
    page = opened(f"{site}/?from=20250815T{hour:02}00Z&to=2025081{6 + hour // 12}T{12 - hour:02}00Z").page
    prepared(page)
    asked: list[Route] = []
    page.route("**/*", lambda route: asked.append(route))
    for key in keys:
        page.keyboard.press(key)
    moved = page.evaluate(LINES)
    page.wait_for_timeout(300)  # the reader pauses, so the page asks
    asked[-1].continue_()
    expect(page.locator("figure.live")).to_have_count(0)
    drawn = page.evaluate(LINES)

    assert drawn.keys() & moved.keys()
    for mark in drawn.keys() & moved.keys():
        assert abs(drawn[mark] - moved[mark]) < 1, mark


def test_neighbours_show_what_comes_next_and_are_out_of_the_way_at_rest(site: str, opened: Open) -> None:
    page = opened(site + "/?from=20250815T0000Z&to=20250815T1200Z").page
    prepared(page)

    assert page.locator(".tile").evaluate_all("all => all.every(e => !e.checkVisibility())")
    held(page)
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    summit = page.locator(".wide .tile .mark").first
    assert "Summit" in (summit.locator("title").text_content() or "")
    box, pane = page.locator(".wide .tile .claim").first.bounding_box(), page.locator(".wide .pane").bounding_box()
    assert box is not None
    assert pane is not None
    assert pane["x"] < box["x"] < pane["x"] + pane["width"]
    rows = page.locator(".wide .draw").evaluate_all(
        "all => all.map(e => e.querySelector('.row').getBoundingClientRect().y)"
    )
    assert len(set(rows)) == 1


def test_calendar_pages_are_turned_one_by_one(site: str, opened: Open) -> None:
    page = opened(site + "/?view=month&day=2025-01-31").page
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")

    page.wait_for_url("**day=2025-03-01")
    assert length(page) == 31 * 86400 - 3600  # New York's clocks go forward


PINCH = """() => {
  const pane = document.querySelector('.pane'), box = pane.getBoundingClientRect();
  const finger = (name, id, share) => pane.dispatchEvent(new PointerEvent(name, {pointerId: id, pointerType: 'touch',
    button: 0, bubbles: true, clientX: box.left + share * box.width, clientY: box.top + 30}));
  finger('pointerdown', 1, 0.4); finger('pointerdown', 2, 0.6);
  finger('pointermove', 1, 0.3); finger('pointermove', 2, 0.7);
}"""


def test_two_fingers_zoom_about_what_is_between_them(site: str, opened: Open) -> None:
    page = opened(site).page
    held(page)
    page.evaluate(PINCH)
    at, size = (float(value.rstrip("%")) for value in strip(page, 1280))

    assert abs(size - 200) < 0.01
    assert abs(at + 50) < 0.01


def test_the_wheel_keeps_the_time_under_the_pointer(site: str, opened: Open) -> None:
    page = opened(site).page
    held(page)
    page.locator(".wide .pane").evaluate(
        "e => { const box = e.getBoundingClientRect(); e.dispatchEvent(new WheelEvent('wheel', {ctrlKey: true,"
        " deltaY: -100, clientX: box.left + box.width / 4, clientY: box.top + 9, bubbles: true, cancelable: true})); }"
    )

    assert strip(page, 1280) == ["-25%", "200%"]


def test_a_drag_is_no_click(site: str, opened: Open) -> None:
    page = opened(site).page
    box = page.locator(".wide .mark").first.locator("rect").first.bounding_box()
    assert box is not None
    x, y = box["x"] + box["width"] / 2, box["y"] + 9
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x - 80, y, steps=3)
    page.mouse.up()

    page.wait_for_url("**from=**")
    assert "/events/" not in page.url


@pytest.fixture(scope="module")
def crowded() -> Iterator[str]:
    start = datetime(2025, 8, 11, tzinfo=UTC)
    statements = (
        replace(PRESS, when=minute((start + timedelta(minutes=32 * n)).isoformat()), approximate=False)
        for n in range(900)
    )
    events = tuple(single(f"e{n}", f"Event number {n}", said, "press") for n, said in enumerate(statements))
    with serving(lambda: replace(SAMPLE, events=(*SAMPLE.events, *events)), CONFIG) as address:
        yield address


CROWDS = {"together": "/?view=week&day=2025-08-14", "counted": "/?view=month&day=2025-08-14"}


@pytest.mark.parametrize("width", STRIP)
@pytest.mark.parametrize("name", CROWDS)
def test_a_crowd_is_accessible_and_each_of_its_parts_opens(
    name: str, width: int, crowded: str, opened: Open, tmp_path: Path
) -> None:
    page = opened(crowded + CROWDS[name], width).page
    page.screenshot(path=Path(os.environ.get("PICTURES", tmp_path)) / f"crowd-{name}-{width}.png", full_page=True)
    page.evaluate(AXE.read_text())
    faults = page.evaluate("axe.run({resultTypes: ['violations']})")["violations"]
    assert [fault["id"] for fault in faults] == []
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    if width == 1280:
        assert page.evaluate(OVERLAPS, LABELS) == []

    before = length(page)
    page.locator(f"{STRIP[width][0]} {'.hit' if name == 'together' else '.bin'}").nth(20).dispatch_event("click")
    page.wait_for_url("**from=**")
    assert length(page) < before / 30
    assert page.locator(".wide .mark").count() > 0


def test_a_crowd_moves_as_one(crowded: str, opened: Open) -> None:
    page = opened(crowded + CROWDS["together"]).page
    held(page)
    before = page.locator(".wide .crowd").evaluate(BOX)
    page.keyboard.press("+")
    after = page.locator(".wide .crowd").evaluate(BOX)

    assert after[1] == pytest.approx(2 * before[1])
    assert after[0] == pytest.approx(2 * before[0] - before[1] / 2, abs=0.1)


# How far the first mark of a crowd lies from the pane's edge, and how wide all of it is.
BOX = """e => [e.getBoundingClientRect().x - e.closest('.pane').getBoundingClientRect().x, e.width.baseVal.value]"""
