"""Write docs/pictures/page.png: the timeline page over seeds/, as README shows it.

    python scripts/picture.py

Needs Chromium (CHROMIUM names another than Debian's) and the packages of the tests.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import threading
from pathlib import Path

from playwright.sync_api import sync_playwright
from waitress.server import create_server

from timeline.serve import ServeConfig
from timeline.serve.loading import served

ROOT = Path(__file__).parent.parent
PICTURE = ROOT / "docs" / "pictures" / "page.png"
ZONES = ("America/Anchorage", "America/New_York", "Europe/London", "Europe/Moscow")


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        store = f"{folder}/timeline.db"
        build = [sys.executable, "-m", "timeline", "build", "seeds", "--store", store]
        subprocess.run(build, cwd=ROOT, check=True)
        app = served(store, ServeConfig(title="Alaska summit", zones=ZONES), False)
        server = create_server(app, host="127.0.0.1", port=0)
        threading.Thread(target=server.run, daemon=True).start()
        photograph(f"http://127.0.0.1:{server.effective_port}/")


def photograph(address: str) -> None:
    """Take the page from its top to the end of the drawing."""
    with sync_playwright() as playwright:
        path = os.environ.get("CHROMIUM", "/usr/bin/chromium")
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page(viewport={"width": 1180, "height": 820}, timezone_id="UTC", color_scheme="light")
        page.goto(address)
        end = page.locator("figcaption").bounding_box()
        height = round(end["y"] + end["height"] + 16) if end else 820
        page.screenshot(path=PICTURE, clip={"x": 0, "y": 0, "width": 1180, "height": height}, full_page=True)
        browser.close()


if __name__ == "__main__":
    main()
