"""A stranger reads the API's description and tries whatever it allows and forbids."""

from __future__ import annotations

import subprocess
import sys
import threading
from dataclasses import replace
from pathlib import Path

from calendar_events import CHANGED, DOCUMENTS, disputed
from werkzeug.serving import make_server

from timeline.model import Timeline
from timeline.serve import ServeConfig, create_app

TOKEN = "a secret of some length"


def test_schemathesis_finds_no_fault_with_the_api(tmp_path: Path) -> None:
    sample = Timeline(tuple(DOCUMENTS.values()), (), (disputed(),), (), "2026c")
    kept = {document.id for document in sample.documents}
    config = ServeConfig(
        now=lambda: CHANGED,
        token=TOKEN,
        posts_a_minute=1_000_000,
        add=lambda documents: kept.update(d.id for d in documents),
        remove=lambda ids, _purge: kept.difference_update(ids),
    )
    load = lambda: replace(sample, documents=tuple(d for d in sample.documents if d.id in kept))  # noqa: E731
    server = make_server("127.0.0.1", 0, create_app(load, config), threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        done = subprocess.run(
            [
                *(Path(sys.executable).parent / "schemathesis", "run"),
                f"http://127.0.0.1:{server.server_port}/api/v1/openapi.json",
                *("--checks", "all", "--phases", "coverage,fuzzing", "--max-examples", "5", "--seed", "5545"),
                *("--header", f"Authorization: Bearer {TOKEN}"),
            ],
            cwd=tmp_path,
            capture_output=True,
            text=True,
            check=False,
        )
    finally:
        server.shutdown()
        thread.join()

    assert done.returncode == 0, done.stdout[-4000:]
    assert "No issues found" in done.stdout
