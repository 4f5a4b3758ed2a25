"""The wheel alone, in a bare environment, serves the page."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
import urllib.request
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("dist")
    subprocess.run(
        [sys.executable, "-m", "build", "--no-isolation", "--outdir", folder, ROOT], check=True, capture_output=True
    )
    assert list(folder.glob("*.tar.gz"))
    (built,) = folder.glob("*.whl")
    return built


def test_the_wheel_carries_templates_data_and_notices(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()

    assert "timeline/_web/static/app.css" in names
    assert any(name.startswith("timeline/_web/templates/") for name in names)
    assert any(name.startswith("timeline/language/data/") for name in names)
    assert any(name.endswith("/NOTICE") for name in names)
    assert "timeline/py.typed" in names


def test_the_wheel_alone_serves_the_page(wheel: Path, tmp_path: Path) -> None:
    venv.create(tmp_path / "bare", with_pip=True)
    program = tmp_path / "bare" / "bin"
    subprocess.run(
        [
            program / "python",
            "-m",
            "pip",
            "install",
            "-q",
            "--disable-pip-version-check",
            "-c",
            ROOT / "constraints.txt",
            wheel,
        ],
        check=True,
    )
    text = tmp_path / "notes.txt"
    text.write_text("The launch is on 2 March 2026 at 14:00 UTC.")
    subprocess.run([program / "timeline", "build", text, "--store", tmp_path / "t.db"], check=True, cwd=tmp_path)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    server = subprocess.Popen(
        [program / "timeline", "serve", "--store", tmp_path / "t.db", "--port", str(port)], cwd=tmp_path
    )
    try:
        for _ in range(100):
            try:
                with urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=5) as answer:
                    page = answer.read().decode()
                break
            except OSError:
                time.sleep(0.1)
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/static/app.css", timeout=5) as answer:
            css = answer.read()
    finally:
        server.terminate()
        server.wait(10)

    assert "14:00" in page
    assert css
