"""Measure the timeline page beside drawing libraries, in the same Chromium with the same events.

    npm install --prefix benchmarks/pages && python benchmarks/page_speed.py --events 10000 [--json]

For each page: first byte, ready (the frame after everything is drawn), bytes over the wire (gzip, all files of the
page), and how long it takes until a reader who zooms in once sees the finer drawing.
Then, with 1 000 marks in view, how long each step of a zoom and of a drag takes from the handler until its frame is
done, and how much of the page's main thread it takes.
The libraries get the events as JSON in their page and draw one zone; none of them draws several.
Every page is opened ``--rounds`` times in a fresh context, and the median is given.
On a busy machine the main thread's work, by the processor's clock, tells more than what the wall's clock says.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import random
import statistics
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from flask import Flask, Response, abort, request
from playwright.sync_api import Browser, Page, sync_playwright
from playwright.sync_api import TimeoutError as TooSlow
from waitress import create_server

from timeline.model import Event, Grain, Placed, Rival, Role, Status, Timeline
from timeline.serve import ServeConfig, create_app

MODULES = Path(__file__).parent / "pages" / "node_modules"
START = datetime(2025, 8, 1, tzinfo=UTC)
CROWDED = "/?from=20250901T0000Z&to=20250919T0000Z"  # nearly 500 of 10 000 events
LONGEST = 180_000  # milliseconds after which a page counts as not usable
SWITCHES = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]

PEERS = {
    "vis-timeline": (
        ("vis-timeline/standalone/umd/vis-timeline-graph2d.min.js", "vis-timeline/styles/vis-timeline-graph2d.min.css"),
        "const t = new vis.Timeline(document.getElementById('at'), new vis.DataSet(events.map((e, id) =>"
        " ({id, content: e.title, start: e.start}))), {height: 700}); t.on('currentTimeTick', () => 0);",
        "t.zoomIn(0.5, {animation: false})",
        "t.setWindow(+new Date('2025-07-20') + n % 2 * 4e8, +new Date('2026-08-20') - n % 2 * 4e8, {animation: false})",
    ),
    "FullCalendar": (
        ("fullcalendar/index.global.min.js",),
        "const t = new FullCalendar.Calendar(document.getElementById('at'), {initialView: 'listYear',"
        " initialDate: '2025-09-01', events}); t.render();",
        "t.changeView('listMonth')",
        "t.changeView(n % 2 ? 'listYear' : 'multiMonthYear')",
    ),
    "ECharts": (
        ("echarts/dist/echarts.min.js",),
        "const t = echarts.init(document.getElementById('at'), null, {height: 700}); t.setOption({animation: false,"
        " xAxis: {type: 'time'}, yAxis: {type: 'value', show: false}, dataZoom: [{type: 'inside'}], series: [{type:"
        " 'scatter', data: events.map((e, n) => [e.start, n % 40])}]});",
        "t.dispatchAction({type: 'dataZoom', start: 25, end: 75})",
        "t.dispatchAction({type: 'dataZoom', start: n % 2 ? 0 : 2, end: n % 2 ? 100 : 98})",
    ),
}
# A step in a frame of its own; the message comes when the frame's layout and painting are done.
STEPS = """async () => { const times = []; %s
  for (let n = 0; n < 40; n += 1) times.push(await new Promise(done => requestAnimationFrame(() => {
    const {port1, port2} = new MessageChannel, before = performance.now();
    %s;
    port1.onmessage = () => done(performance.now() - before); port2.postMessage(0); })));
  return times; }"""
MARKS = 1000
OUR_STEPS = {
    "zoom": (
        "const pane = document.querySelector('.wide .pane'), box = pane.getBoundingClientRect();"
        " const wheel = deltaY => pane.dispatchEvent(new WheelEvent('wheel', {ctrlKey: true, deltaY, bubbles: true,"
        " cancelable: true, clientX: box.left + box.width / 2, clientY: box.top + 20}));",
        "wheel(n % 2 ? 20 : -20)",
    ),
    "drag": (
        "const pane = document.querySelector('.wide .pane'), box = pane.getBoundingClientRect();"
        " const point = (name, x) => pane.dispatchEvent(new PointerEvent(name, {pointerId: 1, pointerType: 'mouse',"
        " button: 0, bubbles: true, clientX: box.left + x, clientY: box.top + 20})); point('pointerdown', 500);",
        "point('pointermove', 500 + n % 8 * 9)",
    ),
}
# Two frames after the work, what was drawn is on the screen.
READY = "new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => done(performance.now()))))"


def many(count: int) -> tuple[Event, ...]:
    """Events of a year; one in fifty is disputed."""
    chance = random.Random(7)
    events = []
    for n in range(count):
        start = START + timedelta(minutes=chance.randrange(365 * 24 * 60))
        when, other = (
            Placed(s, s + timedelta(minutes=1), Grain.MINUTE) for s in (start, start + timedelta(minutes=30))
        )
        disputed = n % 50 == 0
        rivals = (Rival(Role.START, when, (), ()), Rival(Role.START, other, (), ()))[: 1 + disputed]
        zone = chance.choice(("America/Anchorage", "America/New_York", "Europe/Kyiv"))
        events.append(
            Event(
                f"event-{n}@timeline", f"Event number {n}", when, None, (), Status.CONFIRMED, disputed, rivals, (),
                zone=zone, grain=Grain.MINUTE,
            )
        )  # fmt: skip
    return tuple(events)


def site(events: tuple[Event, ...]) -> Flask:
    """Our application, with the pages of the libraries beside it."""
    found = Timeline((), (), events, (), "benchmark")
    zones = ("America/New_York", "America/Anchorage", "Europe/London", "Europe/Kyiv", "Europe/Moscow")
    app = create_app(lambda: found, ServeConfig(zones=zones, now=lambda: START))
    told = [{"title": e.title, "start": e.when.start.isoformat()} for e in events]  # type: ignore[union-attr]

    @app.get("/peer/<name>")
    def peer(name: str) -> Response:
        files, draw, *_ = PEERS[name]
        data = json.dumps(told[: request.args.get("first", len(told), type=int)])
        links = "".join(
            f'<link rel="stylesheet" href="/module/{f}">'
            if f.endswith(".css")
            else f'<script src="/module/{f}"></script>'
            for f in files
        )
        page = (
            f"<!doctype html><html lang=en><meta charset=utf-8><title>{name}</title>{links}<div id=at></div>"
            f"<script>const events = {data}; {draw}</script>"
        )
        return Response(page, headers={"Content-Security-Policy": "", "Cache-Control": "no-store"})

    @app.get("/module/<path:name>")
    def module(name: str) -> Response:
        path = MODULES / name
        if not path.is_file():
            abort(404)
        kind = "text/css" if name.endswith(".css") else "text/javascript"
        packed = gzip.compress(path.read_bytes(), 6)
        return Response(packed, mimetype=kind, headers={"Content-Encoding": "gzip", "Cache-Control": "no-store"})

    @app.after_request
    def pack(response: Response) -> Response:
        if request.path.startswith("/peer/"):
            response.headers["Content-Security-Policy"] = "default-src 'self' 'unsafe-inline' 'unsafe-eval' data:"
        return response

    return app


@contextmanager
def serving(app: Flask) -> Iterator[str]:
    server = create_server(app, host="127.0.0.1", port=0, threads=4)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.effective_port}"
    server.close()


def visitor(browser: Browser, address: str) -> Page:
    """A fresh page of somebody who has been here before."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, timezone_id="America/New_York")
    host = address.split("/", 3)[2]
    context.add_cookies([{"name": "zone", "value": "America/New_York", "url": f"http://{host}"}])
    page = context.new_page()
    page.set_default_timeout(LONGEST)
    return page


def opened(browser: Browser, address: str, zoom: Callable[[object], None] | str) -> dict[str, float] | None:
    """Milliseconds and bytes of one visit; None where the page was not usable in time."""
    page = visitor(browser, address)
    try:
        page.goto(address, wait_until="load")
        ready = page.evaluate(READY)
        if callable(zoom):
            before = page.evaluate("performance.now()")
            zoom(page)
        else:
            before = page.evaluate(f"(() => {{ const t0 = performance.now(); {zoom}; return t0; }})()")
        after = page.evaluate(READY)
        timing = page.evaluate(
            "(() => { const n = performance.getEntriesByType('navigation')[0];"
            " const files = performance.getEntriesByType('resource').filter(r => r.initiatorType !== 'fetch');"
            " const all = [n, ...files];"
            " return [n.responseStart, all.reduce((sum, r) => sum + r.encodedBodySize, 0), n.encodedBodySize]; })()"
        )
        return {"first": timing[0], "ready": ready, "bytes": timing[1], "page": timing[2], "zoom": after - before}
    except TooSlow:
        return None
    finally:
        page.context.close()


def zoom_ours(page: object) -> None:
    """Press + and wait for the new drawing."""
    figure = page.locator("figure")  # type: ignore[attr-defined]
    before = figure.get_attribute("data-from")
    page.keyboard.press("+")  # type: ignore[attr-defined]
    page.locator(f"figure:not([data-from='{before}'])").wait_for(state="attached")  # type: ignore[attr-defined]


def frames(browser: Browser, address: str, steps: dict[str, tuple[str, str]], ours: bool) -> dict[str, float]:
    """Milliseconds of a step's frame, the median and the worst in twenty, and of the main thread's work for it."""
    page = visitor(browser, address)
    result: dict[str, float] = {}
    for name, (before, act) in steps.items():
        page.goto(address, wait_until="load")
        page.evaluate(READY)
        if ours:
            page.locator("figure").dispatch_event("pointerenter")
            page.locator(".wide .tile").nth(1).wait_for(state="attached")
            page.evaluate("() => {" + OUR_STEPS["zoom"][0] + " wheel(100); wheel(20); }")
            result["marks"] = page.evaluate(IN_VIEW)
        else:
            result["marks"] = MARKS
        browser.start_tracing(page=page, categories=["devtools.timeline", "disabled-by-default-devtools.timeline"])
        times = page.evaluate(STEPS % (before, act))
        result[f"{name}, CPU"] = busy(json.loads(browser.stop_tracing())) / len(times)
        result[name] = statistics.median(times)
        result[f"{name}, worst"] = sorted(times)[-max(1, len(times) // 20)]
    page.context.close()
    return result


def work(browser: Browser, address: str) -> float:
    """Milliseconds that the page's main thread works until everything is drawn."""
    page = visitor(browser, address)
    browser.start_tracing(page=page, categories=["devtools.timeline", "disabled-by-default-devtools.timeline"])
    page.goto(address, wait_until="load")
    page.evaluate(READY)
    found = busy(json.loads(browser.stop_tracing()))
    page.context.close()
    return found


# Steps of an outline's path are marks, and so is each mark that is drawn by itself.
IN_VIEW = """() => { const pane = document.querySelector('.wide .pane').getBoundingClientRect();
  const inside = x => x >= pane.left && x <= pane.right; let count = 0;
  document.querySelectorAll('.wide .mark').forEach(e => { count += inside(e.getBoundingClientRect().x) });
  document.querySelectorAll('.wide .crowd path').forEach(e => { const box = e.ownerSVGElement.getBoundingClientRect();
    let at = 0;
    for (const [, step] of e.getAttribute('d').matchAll(/m(-?\\d+)/g)) { at += +step;
      count += inside(box.left + at / 1e4 * e.ownerSVGElement.width.baseVal.value); } });
  return count; }"""


def busy(trace: dict[str, list[dict[str, Any]]]) -> float:
    """Milliseconds that the page's main thread has worked, by the processor's clock."""
    events = trace["traceEvents"]
    mains = {
        (e["pid"], e["tid"]) for e in events if e["name"] == "thread_name" and e["args"]["name"] == "CrRendererMain"
    }
    work = [e.get("tdur", 0) for e in events if e["name"] == "RunTask" and (e["pid"], e["tid"]) in mains]
    return float(sum(work)) / 1000


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--events", type=int, default=10_000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--only", help="measure this page alone")
    parser.add_argument("--json", action="store_true")
    chosen = parser.parse_args()
    events = many(chosen.events)
    pages: dict[str, tuple[str, Callable[[object], None] | str]] = {
        "timeline, all": ("/?view=all", zoom_ours),
        "timeline, first view": ("/", zoom_ours),
        "timeline, week": ("/?view=week&day=2025-09-03", zoom_ours),
    }
    pages |= {
        name: (f"/peer/{name}", zoom) for name, (files, _, zoom, _) in PEERS.items() if (MODULES / files[0]).exists()
    }
    if chosen.only:
        pages = {name: page for name, page in pages.items() if chosen.only in name}
    results: dict[str, dict[str, float] | None] = {}
    with serving(site(events)) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=os.environ.get("CHROMIUM", "/usr/bin/chromium"), args=SWITCHES
        )
        opened(browser, address + "/?view=all", "0")  # the first visit wakes server and browser
        for name, (path, zoom) in pages.items():
            rounds = []
            for _ in range(chosen.rounds):
                visit = opened(browser, address + path, zoom)
                rounds.append(visit)
                if visit is None or visit["ready"] > 20_000:
                    break
            kept = [visit for visit in rounds if visit is not None]
            results[name] = {k: statistics.median(v[k] for v in kept) for k in kept[0]} if kept else None
            if found := results[name]:
                found["work"] = min(work(browser, address + path) for _ in range(3))
            if not chosen.json:
                print(line(name, results[name]), flush=True)
        moved = {"timeline": frames(browser, address + CROWDED, OUR_STEPS, True)}
        for name in PEERS.keys() & pages.keys():
            step = {"zoom": ("", PEERS[name][3])}
            moved[name] = frames(browser, f"{address}/peer/{name}?first={MARKS}", step, False)
        if not chosen.json:
            for name, found in moved.items():
                print(f"{name:22} " + "   ".join(f"{k} {v:.1f}" for k, v in found.items()))
        browser.close()
    if chosen.json:
        json.dump({"events": chosen.events, "pages": results, "frames": moved}, sys.stdout, indent=1)


def line(name: str, result: dict[str, float] | None) -> str:
    if result is None:
        return f"{name:22} not usable within {LONGEST // 1000} s"
    return (
        f"{name:22} first byte {result['first']:6.0f} ms   ready {result['ready']:7.0f} ms   "
        f"work {result['work']:6.0f} ms   "
        f"page {result['page'] / 1000:6.1f} kB   all files {result['bytes'] / 1000:6.1f} kB   "
        f"zoom {result['zoom']:6.0f} ms"
    )


if __name__ == "__main__":
    main()
