"""The pre-commit hook and the GitHub Action run as their files say."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parents[2]
WRONG = "The open call is on Friday, August 14, 2025 at 3pm EST (8pm UTC).\n"
FINE = "The open call is on Thursday, August 14, 2025 at 19:00 UTC.\n"


def hook() -> dict[str, Any]:
    hooks = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text())

    return {one["id"]: one for one in hooks}["timeline-check"]


def action() -> dict[str, Any]:
    found = yaml.safe_load((ROOT / "action.yml").read_text())
    assert isinstance(found, dict)

    return found


def run_hook(folder: Path, *names: str) -> subprocess.CompletedProcess[str]:
    program, *arguments = [*shlex.split(hook()["entry"]), *hook()["args"]]
    assert program == "timeline"

    return subprocess.run(
        [sys.executable, "-m", "timeline", *arguments, *names], cwd=folder, capture_output=True, text=True, check=False
    )


def test_the_hook_stops_a_commit_with_a_wrong_weekday(tmp_path: Path) -> None:
    (tmp_path / "call.md").write_text(WRONG)

    done = run_hook(tmp_path, "call.md")

    assert done.returncode == 1, done.stderr
    assert "TL111" in done.stdout


def test_the_hook_takes_a_file_whose_name_begins_with_a_dash(tmp_path: Path) -> None:
    (tmp_path / "-d.md").write_text(WRONG)

    done = run_hook(tmp_path, "-d.md")

    assert done.returncode == 1, done.stderr
    assert "TL111" in done.stdout


def test_the_hook_lets_clean_files_pass(tmp_path: Path) -> None:
    (tmp_path / "one.md").write_text(FINE)
    (tmp_path / "two.txt").write_text("Nothing about times.\n")

    done = run_hook(tmp_path, "one.md", "two.txt")

    assert (done.returncode, done.stdout) == (0, "")


def test_all_files_of_a_commit_meet_in_one_process() -> None:
    assert hook()["require_serial"] is True


@pytest.mark.parametrize(
    ("name", "checked"),
    [("README.md", True), ("docs/a.RST", True), ("feed.ics", True), ("x.html", True), ("a.py", False), ("md", False)],
)
def test_the_hook_takes_the_files_that_check_reads(name: str, checked: bool) -> None:
    assert bool(re.search(hook()["files"], name)) is checked


def test_the_hook_takes_every_ending_that_is_read_as_it_is() -> None:
    from timeline.sources import MEDIA

    apart = {"jsonl", "feed", "mbox"}  # data of programs, which nobody writes by hand

    missing = [e for e, media in MEDIA.items() if media not in apart and not re.search(hook()["files"], f"name{e}")]

    assert missing == []


def test_the_action_is_composite_and_keeps_inputs_out_of_its_scripts() -> None:
    runs = action()["runs"]

    assert runs["using"] == "composite"
    assert all(step["shell"] == "bash" for step in runs["steps"])
    assert [step["name"] for step in runs["steps"] if "${{" in step["run"]] == []


def test_no_file_of_the_checked_repository_is_taken_for_a_module_of_python() -> None:
    install = action()["runs"]["steps"][0]["run"]

    assert re.findall(r'"\$(?:PYTHON|bin/python)"(.{3})', install) == [" -I"] * 3


def test_every_input_of_the_action_reaches_a_script() -> None:
    found = action()
    passed = " ".join(value for step in found["runs"]["steps"] for value in step["env"].values())

    assert [name for name in found["inputs"] if f"inputs.{name} " not in passed] == []


def run_action(folder: Path, paths: str, arguments: str = "", output: str = "") -> subprocess.CompletedProcess[str]:
    """The action's last step, with this checkout's program where the first step would have installed it."""
    (folder / "bin").mkdir()
    program = folder / "bin" / "timeline"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m timeline "$@"\n')
    program.chmod(0o755)
    values = {"TIMELINE_BIN": str(folder / "bin"), "PATHS": paths, "ARGUMENTS": arguments, "FORMAT": "github"}

    return subprocess.run(
        ["bash", "-c", action()["runs"]["steps"][-1]["run"]],
        cwd=folder,
        env={**os.environ, **values, "OUTPUT": output},
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_action_annotates_the_line(tmp_path: Path) -> None:
    (tmp_path / "some notes.md").write_text(f"# Notes\n\n{WRONG}")

    done = run_action(tmp_path, "some notes.md\n")

    assert done.returncode == 1, done.stderr
    assert re.search(r"^::error .*file=some notes\.md,line=3,.*TL111", done.stdout, re.MULTILINE)


def test_the_action_passes_arguments_line_by_line(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(WRONG)
    (tmp_path / "b.md").write_text(WRONG)

    done = run_action(tmp_path, "a.md\nb.md", "--select=TL111\n--exit-zero\n", "report.txt")

    assert done.returncode == 0, done.stderr
    assert (tmp_path / "report.txt").read_text().count("TL111") == 2


def test_a_path_of_the_action_runs_no_command(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(FINE)

    done = run_action(tmp_path, "$(touch hacked)\n`touch hacked`\na.md; touch hacked")

    assert done.returncode == 3
    assert not (tmp_path / "hacked").exists()
