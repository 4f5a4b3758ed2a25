"""A server over the sample timeline and Debian's Chromium; skipped where there is none."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright
from sample_timeline import SAMPLE
from waitress import wasyncore
from waitress.server import create_server

from timeline.model import Timeline
from timeline.serve import ServeConfig, create_app

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication

ROOT = Path(__file__).parent.parent.parent
CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
NOW = datetime(2025, 8, 15, 16, 20, tzinfo=UTC)
ZONES = ("America/New_York", "America/Anchorage", "Europe/London", "Europe/Kyiv", "Asia/Kathmandu")
SWITCHES = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


# Which labels lie upon each other, two and two.
LABELS = ".over text, .mark text"
OVERLAPS = """selector => {
  const seen = [...document.querySelectorAll(selector)].filter(e => e.checkVisibility());
  const boxes = seen.map(e => [e.textContent, e.getBoundingClientRect()]), found = [];
  boxes.forEach(([a, r], i) => boxes.slice(i + 1).forEach(([b, s]) => {
    const across = Math.min(r.right, s.right) - Math.max(r.left, s.left);
    const down = Math.min(r.bottom, s.bottom) - Math.max(r.top, s.top);
    if (across > 1 && down > 4) found.push(`${a} / ${b}`);
  }));
  return found;
}"""


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    if not Path(CHROMIUM).exists():
        pytest.skip("no Chromium on this machine")
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=CHROMIUM, args=SWITCHES)
        yield running
        running.close()


@contextmanager
def running(application: WSGIApplication) -> Iterator[str]:
    """The address of a server that runs meanwhile."""
    server = create_server(application, host="127.0.0.1", port=0, threads=4)
    thread = threading.Thread(target=server.run)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.effective_port}"
    finally:
        # The loop ends when its map is empty, and sockets are closed by the thread that polls them.
        server.trigger.pull_trigger(lambda: wasyncore.close_all(server._map))
        thread.join()
        server.task_dispatcher.shutdown()


def serving(load: Callable[[], Timeline], config: ServeConfig) -> AbstractContextManager[str]:
    """The address of our server that runs meanwhile."""
    return running(create_app(load, config))


CONFIG = ServeConfig(title="Harbour summit", zones=ZONES, now=lambda: NOW)


@pytest.fixture(scope="session")
def site() -> Iterator[str]:
    with serving(lambda: SAMPLE, CONFIG) as address:
        yield address


@pytest.fixture(scope="session")
def public_site() -> Iterator[str]:
    config = replace(CONFIG, base_url="https://times.example", trusted_hosts=("127.0.0.1",))
    with serving(lambda: SAMPLE, config) as address:
        yield address


@dataclass
class Watched:
    """A page with everything that went wrong on it."""

    page: Page
    faults: list[str] = field(default_factory=list)
    foreign: list[str] = field(default_factory=list)


Host = Callable[[Callable[[], Timeline], ServeConfig], str]


@pytest.fixture
def hosted() -> Iterator[Host]:
    """Serve a timeline until the test's pages are closed: what one may still load, as its icon, is answered."""
    with ExitStack() as servers:
        yield lambda load, config: servers.enter_context(serving(load, config))


@pytest.fixture
def opened(browser: Browser, hosted: Host) -> Iterator[Callable[..., Watched]]:
    """Open an address in a fresh context; at the end nothing may have gone wrong on any page."""
    contexts: list[BrowserContext] = []
    watched: list[Watched] = []

    def open_(
        address: str,
        width: int = 1280,
        scheme: str = "light",
        zone: str = "America/New_York",
        new: bool = False,
        **settings: Any,
    ) -> Watched:
        context = browser.new_context(
            viewport={"width": width, "height": 900}, color_scheme=scheme, timezone_id=zone, **settings
        )
        contexts.append(context)
        if not new:  # what the page's script leaves behind on a first visit
            context.add_cookies([{"name": "zone", "value": zone, "url": address}])
        page = context.new_page()
        seen = Watched(page)
        watched.append(seen)
        page.add_init_script(
            "addEventListener('securitypolicyviolation',"
            " e => console.error('policy: ' + e.violatedDirective + ' ' + e.blockedURI))"
        )
        page.on("console", lambda m: seen.faults.append(m.text) if m.type in ("error", "warning") else None)
        page.on("pageerror", lambda e: seen.faults.append(str(e)))
        page.on("request", lambda r: seen.foreign.append(r.url) if not r.url.startswith(address[:21]) else None)
        page.goto(address)
        return seen

    yield open_
    for context in contexts:
        context.close()
    for seen in watched:
        assert seen.faults == []
        assert seen.foreign == []
