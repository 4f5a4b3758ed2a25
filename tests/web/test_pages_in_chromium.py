"""The pages as a reader uses them: on a desk and on a phone, without JavaScript, by pointer and by keyboard."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Literal

import pytest
from conftest import AXE, CONFIG, LABELS, NOW, OVERLAPS, Watched, running, serving
from playwright.sync_api import Page, expect
from sample_timeline import SAMPLE
from werkzeug.wrappers import Request, Response

Open = Callable[..., Watched]
PAGES = {
    "timeline": "/",
    "everything": "/?view=all",
    "clock-change": "/?from=20251025T2000Z&to=20251026T0800Z&tz=Europe/London,Australia/Lord_Howe",
    "choices": "/?add=CST",
    "filtered": "/?conflict=1",
    "event": "/events/summit-7f3a@timeline",
    "recurring": "/events/call-8d10@timeline",
    "date": "/events/closed-9e9e@timeline",
    "source": "/sources/harbour",
    "conflicts": "/conflicts",
    "check": "/check",
    "embed": "/embed",
    "missing": "/events/nobody",
    "notices": "/?tz=Mars,PST&since=1.8.2025&view=year&colour=red",
    "twelve-zones": "/?tz=Europe/Kyiv,UTC,Asia/Tokyo,America/Anchorage,Asia/Kathmandu,Pacific/Chatham,Australia/Eucla,"
    "Asia/Tehran,Pacific/Kiritimati,Pacific/Niue,America/St_Johns,Australia/Lord_Howe",
}
LOOKS: dict[str, tuple[int, Literal["light", "dark"]]] = {
    "desk-light": (1280, "light"),
    "desk-dark": (1280, "dark"),
    "phone-light": (390, "light"),
    "phone-dark": (390, "dark"),
}


def overflow(page: Page) -> int:
    return int(page.evaluate("document.documentElement.scrollWidth - innerWidth"))


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_accessible_and_fits_in_every_look(name: str, site: str, opened: Open, tmp_path: Path) -> None:
    if not AXE.exists():
        pytest.skip("axe-core is not installed; run npm ci")
    seen = opened(site + PAGES[name])
    page = seen.page
    page.evaluate(AXE.read_text())
    pictures = Path(os.environ.get("PICTURES", tmp_path))
    for look, (width, scheme) in LOOKS.items():
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme=scheme)
        page.screenshot(path=pictures / f"{name}-{look}.png", full_page=True)

        result = page.evaluate("axe.run({resultTypes: ['violations']})")

        faults = [(v["id"], [n["html"][:120] for n in v["nodes"]][:3]) for v in result["violations"]]
        assert faults == [], look
        assert overflow(page) <= 0, look
    if name == "missing":
        seen.faults.clear()  # Chromium itself reports the 404


def test_the_reader_sees_the_own_zone_first(site: str, opened: Open) -> None:
    page = opened(site, zone="Asia/Calcutta", new=True).page

    expect(page.locator(".zone").first).to_contain_text("Kolkata")
    expect(page.locator(".zone").first).to_contain_text("you")
    assert "tz=" not in page.url  # a link that is passed on does not carry the sender's zone


def test_a_zone_is_added_in_place_and_stays_in_the_address(site: str, opened: Open) -> None:
    page = opened(site).page
    page.evaluate("window.kept = true")
    page.fill("#add", "Tokyo")
    page.press("#add", "Enter")

    expect(page.locator(".wide .zone").last).to_contain_text("Tokyo")
    assert page.evaluate("window.kept") is True
    assert page.url.endswith(
        "tz=America/New_York,America/Anchorage,Europe/London,Europe/Kyiv,Asia/Kathmandu,Asia/Tokyo"
    )
    page.click("text=Kathmandu ×")
    expect(page.locator(".wide .names")).not_to_contain_text("Kathmandu")
    page.go_back()
    expect(page.locator(".wide .names")).to_contain_text("Kathmandu")


def test_an_abbreviation_offers_a_choice(site: str, opened: Open) -> None:
    page = opened(site + "/?tz=UTC").page
    page.fill("#add", "CST")
    page.press("#add", "Enter")
    page.click("text=Shanghai")

    expect(page.locator(".wide .zone").last).to_contain_text("Shanghai")


@pytest.mark.parametrize("width", [1280, 390])
def test_everything_works_without_javascript(width: int, site: str, opened: Open) -> None:
    page = opened(site, width, java_script_enabled=False).page
    page.fill("#add", "Chile")
    page.click("text=Add >> nth=-1")
    first = page.locator("text=Santiago").first
    if page.locator("#which").count():
        first.click()
    expect(page.locator(".chips").last).to_contain_text("Santiago")
    before = page.locator("figure").get_attribute("data-from")
    page.click("[aria-label='Zoom in']")
    assert page.locator("figure").get_attribute("data-from") != before
    page.click("summary:has-text('Search and filter')")
    page.fill("#q", "dinner")
    page.click("button:has-text('Show')")
    expect(page.locator("tbody th[scope=row]")).to_have_count(1)
    page.click("tbody th a")
    expect(page.locator("h1")).to_have_text("Dinner of the delegation")
    assert overflow(page) <= 0


def length(page: Page) -> int:
    """Seconds that the drawing shows."""
    shown = page.locator("figure")
    return int(shown.get_attribute("data-to") or 0) - int(shown.get_attribute("data-from") or 0)


def changed(page: Page, act: Callable[[], object]) -> int:
    """Seconds that the drawing shows after something has changed its stretch of time."""
    figure = page.locator("figure")
    before = [figure.get_attribute(name) or "" for name in ("data-from", "data-to")]
    act()
    moved = page.locator(f"figure:not([data-from='{before[0]}'][data-to='{before[1]}'])")
    expect(moved).to_have_count(1)
    return length(page)


def test_the_keyboard_is_enough(site: str, opened: Open) -> None:
    page = opened(site).page
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_text("Skip to the content")
    before = length(page)
    inside = changed(page, lambda: page.keyboard.press("+"))
    assert inside < before
    assert changed(page, lambda: page.keyboard.press("ArrowRight")) == inside
    assert changed(page, lambda: page.keyboard.press("0")) == before
    page.locator(".wide .mark").first.focus()
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("Summit of the two presidents")


def test_focus_stays_on_the_button_that_was_pressed(site: str, opened: Open) -> None:
    page = opened(site).page
    page.locator("[data-key='+']").focus()
    changed(page, lambda: page.keyboard.press("Enter"))

    expect(page.locator("[data-key='+']")).to_be_focused()


def test_dragging_and_the_wheel_move_the_stretch_of_time(site: str, opened: Open) -> None:
    page = opened(site).page
    box = page.locator(".wide .pane").bounding_box()
    assert box is not None
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    before = length(page)

    def drag() -> None:
        page.mouse.move(x, y)
        page.mouse.down()
        page.mouse.move(x - 120, y, steps=4)
        page.mouse.up()

    start = int(page.locator("figure").get_attribute("data-from") or 0)
    assert abs(changed(page, drag) - before) <= 60
    moved = int(page.locator("figure").get_attribute("data-from") or 0) - start
    assert abs(moved - before * 120 / box["width"]) <= 60
    page.keyboard.down("Control")
    assert changed(page, lambda: page.mouse.wheel(0, -100)) < before
    page.keyboard.up("Control")
    assert "from=" in page.url


def test_conflict_comes_first_and_never_by_colour_alone(site: str, opened: Open) -> None:
    page = opened(site).page

    expect(page.locator("main > section").first).to_contain_text(
        "Sources disagree on “Summit of the two presidents” by 30 minutes"
    )
    assert page.locator(".wide .lA").evaluate("e => getComputedStyle(e).strokeDasharray") == "none"
    assert page.locator(".wide .lB").evaluate("e => getComputedStyle(e).strokeDasharray") != "none"


@pytest.mark.parametrize("width", [800, 1280])
@pytest.mark.parametrize(
    "query", ["", "?view=all", "?view=week&day=2025-08-20", "?view=month&day=2025-10-20", "?view=day&day=2025-10-26"]
)
def test_labels_never_lie_upon_each_other(query: str, width: int, site: str, opened: Open) -> None:
    page = opened(site + "/" + query, width).page

    assert page.evaluate(OVERLAPS, LABELS) == []


@pytest.mark.parametrize("query", ["", "?view=day&day=2025-10-26"])
def test_labels_of_the_columns_never_lie_upon_each_other(query: str, site: str, opened: Open) -> None:
    page = opened(site + "/" + query, 390).page

    assert page.evaluate(OVERLAPS, ".tall .over text, .tall text.hour, .tall text.day, .tall .no") == []


def test_paper_shows_the_sideways_drawing_without_the_tools(site: str, opened: Open) -> None:
    page = opened(site, 390).page
    page.emulate_media(media="print")

    expect(page.locator(".wide")).to_be_visible()
    expect(page.locator(".tall")).to_be_hidden()
    expect(page.locator(".zones")).to_be_hidden()


def test_forced_colours_keep_the_text_readable(site: str, opened: Open) -> None:
    page = opened(site, forced_colors="active").page

    fill = page.locator(".wide .over .time").first.evaluate("e => getComputedStyle(e).fill")
    ground = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert fill != ground


NOW_AT = """() => { const line = document.querySelector('.wide .now line').getBoundingClientRect();
  const pane = document.querySelector('.wide .pane').getBoundingClientRect();
  const {from, to} = document.querySelector('figure').dataset;
  return +from + (line.x + line.width / 2 - pane.x) / pane.width * (to - from); }"""


def test_now_moves_with_the_clock(site: str, opened: Open) -> None:
    page = opened(site + "/?from=20250815T1200Z&to=20250816T0000Z").page
    page.clock.install(time=NOW)
    page.reload()
    before = page.evaluate(NOW_AT)
    page.clock.run_for("01:00:00")
    after = page.evaluate(NOW_AT)

    assert abs(before - NOW.timestamp()) < 60
    assert abs(after - before - 3600) < 60
    page.clock.run_for("12:00:00")
    expect(page.locator(".now")).to_have_count(0)  # the stretch shown is over


def test_the_share_text_is_copied(site: str, opened: Open) -> None:
    page = opened(site + "/events/summit-7f3a@timeline", permissions=["clipboard-read", "clipboard-write"]).page
    page.click("[data-copy='s-chat']")
    expect(page.locator("[data-copy='s-chat']")).to_have_text("Copied")

    assert page.evaluate("navigator.clipboard.readText()") == (
        "Summit of the two presidents: <t:1755286200:F>; or, as others say, <t:1755284400:F>"
    )


def test_a_mention_shows_every_clock_on_focus(site: str, opened: Open) -> None:
    page = opened(site + "/sources/gulf", 390).page
    page.locator(".mention").first.focus()

    tip = page.locator(".tip").first
    expect(tip).to_be_visible()
    expect(tip).to_contain_text("Anchorage Fri 15 Aug, 11:30")
    assert overflow(page) <= 0


def test_the_subscribe_panel_has_a_code_that_carries_the_filters(public_site: str, opened: Open) -> None:
    page = opened(public_site + "/?conflict=1").page

    expect(page.locator("#feed")).to_have_value("https://times.example/calendar.ics?conflict=1")
    expect(page.locator(".qr")).to_be_visible()


@pytest.mark.parametrize("shown", [True, False])
def test_the_embed_is_framed_by_whom_the_settings_name(shown: bool, opened: Open) -> None:
    frames: list[str] = []  # addresses that the outer page frames

    @Request.application
    def page_of_another(request: Request) -> Response:
        return Response(f"<!doctype html><title>Outer</title><iframe src='{frames[0]}'></iframe>", mimetype="text/html")

    with running(page_of_another) as address:
        config = replace(CONFIG, frame_ancestors=(address if shown else "https://other.example",))
        with serving(lambda: SAMPLE, config) as framed:
            frames.append(framed + "/embed")
            seen = opened(address)
            seen.page.wait_for_load_state("networkidle")
            inside = [f.locator("figure.rulers").count() for f in seen.page.frames[1:]]
            seen.page.close()  # what it may still load, as its icon, must not outlive the servers

    seen.foreign.clear()
    seen.faults.clear()  # Chromium reports the frame that it refused
    assert inside == ([1] if shown else [0])


def test_a_pasted_text_is_checked_on_a_phone(site: str, opened: Open) -> None:
    page = opened(site + "/check", 390).page
    page.fill("#text", "The club meets on Friday, 14 August 2025 at 15:30 UTC.")
    page.click("main button")

    expect(page.locator(".notes")).to_contain_text("14 August 2025 is a Thursday")
    page.locator(".mention").first.focus()
    expect(page.locator(".tip").first).to_contain_text("Kathmandu Thu 14 Aug, 21:15")
    assert overflow(page) <= 0
