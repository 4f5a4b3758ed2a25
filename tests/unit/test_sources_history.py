"""``published-from = "git"``: each line was written when its commit's author says, and nothing else is guessed."""

from __future__ import annotations

import os
import shutil
import subprocess
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path

import pytest
from click.testing import CliRunner

from timeline.cli import main
from timeline.config import Config
from timeline.discourse import statements_of
from timeline.model import Document
from timeline.sources import read
from timeline.sources.history import NoHistoryError

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")
LINE = "The call is on Friday at 15:00 UTC.\n"


def git(folder: Path, *arguments: str, at: str = "2025-08-04T12:00:00+0000") -> None:
    names = {f"GIT_{who}_{what}": "x@example.org" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    settings = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
    # the committer's date is another one, as after a rebase
    dates = {"GIT_AUTHOR_DATE": at, "GIT_COMMITTER_DATE": "2026-06-01T12:00:00+0000"}
    subprocess.run(
        ["git", "-C", folder, *arguments],
        check=True,
        capture_output=True,
        env={**os.environ, **names, **settings, **dates},
    )


def commit(folder: Path, name: str, text: str, at: str) -> None:
    (folder / name).write_bytes(text.encode())
    git(folder, "add", name)
    git(folder, "commit", "-m", "change", at=at)


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    git(tmp_path, "init")
    return tmp_path


def documents(*paths: Path) -> list[Document]:
    found = list(read([str(path) for path in paths], dated_by_git=True))
    assert all(isinstance(one, Document) for one in found), found
    return [one for one in found if isinstance(one, Document)]


def days(document: Document) -> list[str]:
    return [str(one.local)[:10] for one in statements_of(document, Config())]


def test_a_line_was_written_when_its_author_says(repository: Path) -> None:
    commit(repository, "calls.md", "# Calls\n\n" + LINE, "2025-08-04T12:00:00+0000")
    commit(repository, "calls.md", "# Calls\n\n" + LINE + "\n" + LINE, "2025-08-18T23:30:00-0700")

    (document,) = documents(repository / "calls.md")

    assert days(document) == ["2025-08-08", "2025-08-22"]
    assert document.published == datetime(2025, 8, 18, 23, 30, tzinfo=timezone(timedelta(hours=-7)))
    assert document.published_at(0) == datetime(2025, 8, 4, 12, tzinfo=UTC)


def test_what_is_not_committed_has_the_date_of_its_file(repository: Path) -> None:
    commit(repository, "calls.md", LINE, "2025-08-04T12:00:00+0000")
    (repository / "calls.md").write_text(LINE + "\n" + LINE)
    (repository / "new.md").write_text(LINE + "\n" + LINE)
    for name in ("calls.md", "new.md"):
        os.utime(repository / name, (1_757_000_000, 1_757_000_000))  # 2025-09-04

    changed, new = documents(repository / "calls.md", repository / "new.md")

    assert days(changed) == ["2025-08-08", "2025-09-05"]
    assert days(new) == ["2025-09-05", "2025-09-05"]


def test_a_repository_without_a_commit_has_new_files_only(repository: Path) -> None:
    (repository / "new.md").write_text(LINE)
    os.utime(repository / "new.md", (1_757_000_000, 1_757_000_000))

    (document,) = documents(repository / "new.md")

    assert document.published == datetime(2025, 9, 4, 15, 33, 20, tzinfo=UTC)


@pytest.mark.parametrize(
    "head", ["---\npublished: 2025-05-05\n---\n\n", "Published: 5 May 2025\n\n"], ids=["front matter", "its text"]
)
def test_what_the_document_says_of_itself_is_nearer(repository: Path, head: str) -> None:
    commit(repository, "note.md", head + LINE, "2025-08-04T12:00:00+0000")

    (document,) = documents(repository / "note.md")

    assert days(document)[-1] == "2025-05-09"
    assert document.published in (None, date(2025, 5, 5))


@pytest.mark.parametrize("end", ["\n", "\r\n", ""], ids=["LF", "CRLF", "no last end"])
def test_lines_are_counted_as_git_counts_them(repository: Path, end: str) -> None:
    first = f"One.{end or chr(10)}\x0c\x85\u2028 Two.{end or chr(10)}"
    commit(repository, "odd.md", first, "2025-08-04T12:00:00+0000")
    commit(repository, "odd.md", first + LINE.rstrip() + end, "2025-08-18T12:00:00+0000")

    (document,) = documents(repository / "odd.md")

    assert days(document) == ["2025-08-22"]
    assert len(document.dated) == 2


def test_a_file_of_many_dates_keeps_the_newest_hundred(repository: Path) -> None:
    text = ""
    for n in range(103):
        text += f"Line {n}.\n"
        commit(repository, "log.md", text, f"2025-01-{1 + n // 24:02}T{n % 24:02}:00:00+0000")

    (document,) = documents(repository / "log.md")

    assert len(document.dated) == 101
    assert document.published_at(0) is None
    assert document.published_at(len(text) - 2) == datetime(2025, 1, 5, 6, tzinfo=UTC)


def test_no_repository_is_told(tmp_path: Path) -> None:
    (tmp_path / "note.md").write_text(LINE)

    with pytest.raises(NoHistoryError, match=r"git does not know when .* \(not a git repository.*\); check files of"):
        documents(tmp_path / "note.md")


def test_a_shallow_clone_is_refused(repository: Path) -> None:
    commit(repository, "note.md", LINE, "2025-08-04T12:00:00+0000")
    commit(repository, "note.md", LINE + LINE, "2025-08-05T12:00:00+0000")
    git(repository, "clone", "--depth", "1", f"file://{repository}", str(repository / "clone"))

    with pytest.raises(NoHistoryError, match="shallow clone, which has lost its dates; run git fetch --unshallow"):
        documents(repository / "clone" / "note.md")


def test_a_missing_git_is_told(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    commit(repository, "note.md", LINE, "2025-08-04T12:00:00+0000")
    monkeypatch.setenv("PATH", str(repository))

    with pytest.raises(NoHistoryError, match=r"git cannot be run \(No such file or directory\); check files of"):
        documents(repository / "note.md")


def test_the_configuration_asks_for_it(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    commit(repository, "calls.md", "The next call will be held on Friday at 15:00 UTC.\n", "2025-08-04T12:00:00+0000")
    monkeypatch.chdir(repository)
    undated = CliRunner().invoke(main, ["check", "calls.md", "--format", "concise", "--no-cache"])
    (repository / "timeline.toml").write_text('published-from = "git"\n')

    dated = CliRunner().invoke(main, ["check", "calls.md", "--format", "concise", "--no-cache"])
    shown = CliRunner().invoke(main, ["read", "calls.md", "--format", "jsonl"])

    assert "TL116" in undated.output
    assert (dated.exit_code, dated.output) == (0, "")
    assert '"2025-08-08T15:00:00Z"' in shown.output


def test_a_configuration_of_another_sort_is_refused(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (repository / "timeline.toml").write_text('published-from = "mtime"\n')
    monkeypatch.chdir(repository)

    done = CliRunner().invoke(main, ["check", "."])

    assert done.exit_code == 2
    assert "published-from is 'mtime'; write 'git' or 'front-matter'" in done.output
