"""A program without standard streams, or with a full disk behind them, says so or is silent; it never fails."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from timeline.cli import main

TEXT = "The call is on Thursday, August 28, 2025 at 3pm EST.\n"


def run(line: str, folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    (folder / "call.txt").write_text(TEXT)
    return subprocess.run(
        ["sh", "-c", f'"$0" -m timeline {line}', sys.executable],
        cwd=folder,
        env={**os.environ, **environment},
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
@pytest.mark.parametrize(
    "line",
    [
        "--help", "--version", "check --help", "rule TL101", "rule", "read call.txt", "read call.txt --format jsonl",
        "check call.txt", "check call.txt --format sarif", "check call.txt --statistics",
        "events",
    ],
)  # fmt: skip
def test_a_full_disk_is_told_of(tmp_path: Path, line: str) -> None:
    if line == "events":
        run("build call.txt", tmp_path)

    done = run(f"{line} >/dev/full", tmp_path)

    assert done.returncode == 2
    assert "the output cannot be written (No space left on device)" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("line", ["--help", "rule", "check call.txt --format json", "read call.txt", "events"])
def test_nobody_listens_any_more(tmp_path: Path, line: str) -> None:
    if line == "events":
        run("build call.txt", tmp_path)

    done = run(f"{line} | true", tmp_path)

    assert done.stderr == ""


@pytest.mark.parametrize(
    ("line", "code"), [("read call.txt >&-", 0), ("check call.txt >&-", 1), ("read - <&-", 3), ("check - <&-", 3)]
)
def test_closed_streams_are_empty_ones(tmp_path: Path, line: str, code: int) -> None:
    done = run(line, tmp_path)

    assert done.returncode == code
    assert "Traceback" not in done.stderr


def test_an_interruption_is_no_finding(monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object, **__: object) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr("timeline.cli._check.run", interrupted)

    done = CliRunner().invoke(main, ["check", "."])

    assert (done.exit_code, done.stderr) == (130, "interrupted\n")


@pytest.mark.parametrize("encoding", ["ascii", "cp1252"])
@pytest.mark.parametrize(
    "line", ["read {}", "read {} --format jsonl", "check {}", "events --why", "events --format json"]
)
def test_what_is_written_is_utf_8_whatever_the_locale(tmp_path: Path, line: str, encoding: str) -> None:
    (tmp_path / "מסע.txt").write_text(TEXT)
    if line.startswith("events"):
        run("build מסע.txt", tmp_path)

    done = run(line.format("מסע.txt"), tmp_path, PYTHONIOENCODING=encoding)

    assert done.returncode in {0, 1}
    assert "מסע" in done.stdout
