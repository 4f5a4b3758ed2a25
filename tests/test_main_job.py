"""``exports/`` is what the main job writes for ``seeds/``."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
TIMELINE = [sys.executable, "-m", "timeline"]


def files(folder: Path) -> dict[str, bytes]:
    return {str(p.relative_to(folder)): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def export_seeds(into: Path, home: Path) -> dict[str, bytes]:
    environment = {**os.environ, "TZ": "Pacific/Chatham", "LC_ALL": "C"}
    store = str(home / "timeline.db")
    subprocess.run([*TIMELINE, "build", "seeds", "--store", store], cwd=ROOT, env=environment, check=True)
    subprocess.run([*TIMELINE, "export", "--store", store, "-o", str(into)], cwd=ROOT, env=environment, check=True)
    return files(into)


def test_exports_are_what_the_main_job_writes(tmp_path: Path) -> None:
    written = export_seeds(tmp_path / "exports", tmp_path)

    kept = files(ROOT / "exports")

    assert written.keys() == kept.keys(), "run scripts/run --no-serve and commit exports/"
    for name, content in kept.items():
        assert written[name] == content, f"{name} differs; run scripts/run --no-serve and read the diff"


def test_a_second_run_writes_the_same_bytes(tmp_path: Path) -> None:
    first = export_seeds(tmp_path / "one", tmp_path)

    assert export_seeds(tmp_path / "two", tmp_path) == first
