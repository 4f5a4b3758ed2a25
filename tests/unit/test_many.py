"""Reading many documents gives the same by one process, by several, and from the cache."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import time
from datetime import date
from pathlib import Path

import pytest

from timeline import many
from timeline.config import Config
from timeline.many import Reader, blanked_once, read_many
from timeline.model import Document
from timeline.sources import Fault

SENTENCES = (
    "The club meets on Friday, 14 August 2025, at 3 pm in Boston.",
    "The summit in Anchorage begins on 15 August 2025 at 19:00 UTC.",
    "Nothing is said here.",
)
DOCUMENTS = [
    Document(f"doc {n}", f"{SENTENCES[n % 3]} Paragraph {n}.", published=date(2025, 8, 1 + n % 20)) for n in range(30)
]


@pytest.fixture
def pooled(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let even these few texts be worth several processes, a few documents each."""
    monkeypatch.setattr(many, "_WORTH_IT", 0)
    monkeypatch.setattr(many, "_BATCH", 200)


@pytest.mark.usefixtures("pooled")
@pytest.mark.parametrize("linking", [True, False])
def test_several_processes_read_the_same_as_one(linking: bool) -> None:
    reader = Reader(Config(), linking)

    alone = list(read_many(DOCUMENTS, reader, 1))

    assert list(read_many(DOCUMENTS, reader, 2)) == alone
    assert [finding.document for read in alone for finding in read.findings][:2] == ["doc 0", "doc 3"]
    assert any(read.happenings for read in alone) is linking


@pytest.mark.usefixtures("pooled")
def test_what_is_kept_is_what_was_read(tmp_path: Path) -> None:
    reader = Reader(Config(), cache=tmp_path)

    first = list(read_many(DOCUMENTS, reader, 2))

    assert list(read_many(DOCUMENTS, reader, 2)) == first
    assert first == list(read_many(DOCUMENTS, Reader(Config()), 1))


def test_the_second_time_only_what_changed_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    reader = Reader(Config(), cache=tmp_path)
    list(read_many(DOCUMENTS, reader))
    seen: list[str] = []
    real = many.statements_of
    monkeypatch.setattr(
        many, "statements_of", lambda document, config: (seen.append(document.id), real(document, config))[1]
    )
    changed = Document("doc 7", "The club meets on Monday at 4 pm in Boston.")

    list(read_many([*DOCUMENTS[:7], changed, *DOCUMENTS[8:]], reader))

    assert seen == ["doc 7"]


def test_the_prose_of_a_text_is_looked_for_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = "---\npublished: 2025-08-01\n---\n" + "Doors open at `12` on **Friday** at 7 pm.\n" * 100
    alone, known = many.blanked("markdown", text, "a.md"), blanked_once(tmp_path)
    assert known("markdown", text, "a.md") == alone
    asked: list[str] = []
    real = many.blanked
    monkeypatch.setattr(many, "blanked", lambda *given: (asked.append(given[0]), real(*given))[1])

    assert known("markdown", text, "elsewhere.md") == alone
    assert asked == []
    assert known("html", text, "a.html") != alone
    assert known("markdown", text.replace("7 pm", "8 pm"), "a.md") != alone
    assert asked == ["html", "markdown"]


def test_a_text_that_cannot_be_read_is_told_of_by_its_own_name(tmp_path: Path) -> None:
    text, known = "---\ntitle: never closed\n" + "Doors open at 7.\n" * 200, blanked_once(tmp_path)

    faults = [known("markdown", text, path) for path in ("a.md", "b.md")]

    assert [fault.path for fault in faults if isinstance(fault, Fault)] == ["a.md", "b.md"]


def _killed(part: slice) -> list[bytes]:
    os._exit(9)


@pytest.mark.usefixtures("pooled")
def test_a_killed_process_loses_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(many, "_batch", _killed)

    assert list(read_many(DOCUMENTS, Reader(Config()), 2)) == list(read_many(DOCUMENTS, Reader(Config()), 1))


@pytest.mark.usefixtures("pooled")
def test_a_defect_in_another_process_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(document: Document, config: Config) -> tuple[()]:
        if document.id == "doc 20":
            raise ZeroDivisionError
        return ()

    monkeypatch.setattr(many, "statements_of", broken)

    with pytest.raises(ZeroDivisionError):
        list(read_many(DOCUMENTS, Reader(Config(), linking=False), 2))


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="no /proc to see processes in")
@pytest.mark.parametrize("sent", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_ends_the_processes_that_read_too(tmp_path: Path, sent: signal.Signals) -> None:
    for name in "abcd":
        (tmp_path / f"{name}.txt").write_text("Monday and " * 50_000, encoding="utf-8")
    command = [sys.executable, "-m", "timeline", "check", str(tmp_path), "--no-cache", "--jobs", "2"]
    kept = signal.signal(sent, signal.default_int_handler)  # what ignores it, as a background job does, passes that on
    running = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, start_new_session=True)
    signal.signal(sent, kept)
    try:
        children = Path(f"/proc/{running.pid}/task/{running.pid}/children")
        deadline = time.monotonic() + 60
        while len(children.read_text().split()) < 2 and time.monotonic() < deadline:
            time.sleep(0.05)

        running.send_signal(sent)

        running.communicate(timeout=30)  # the pipe is closed once nobody holds it
        assert running.returncode in (130, -signal.SIGTERM)
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(running.pid, signal.SIGKILL)
        running.communicate()
