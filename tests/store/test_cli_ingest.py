"""build, add, remove and update, as a user meets them.  Events are computed by the store tests' reader."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from types import SimpleNamespace

import pytest
from click.testing import CliRunner, Result
from serving import send, serving
from store_fixtures import compute

from timeline.cli import main
from timeline.model import Status
from timeline.store import Store

Run = Callable[..., Result]
LAUNCH = "launch = 2025-09-01T10:00Z\n"
PARTY = "party = 2025-09-02T10:00Z\n"


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """A command's result, in a folder of its own with two documents."""
    monkeypatch.setitem(sys.modules, "timeline.renew", SimpleNamespace(renew=compute))
    monkeypatch.chdir(tmp_path)
    Path("docs").mkdir()
    Path("docs/a.txt").write_text(LAUNCH)
    Path("docs/b.md").write_text(f"---\nid: bee\npublished: 2025-08-14\n---\n{PARTY}")
    return lambda *arguments, stdin="": CliRunner().invoke(main, list(arguments), input=stdin)


def titles() -> dict[str, Status]:
    with Store("timeline.db") as store:
        return {event.title: event.status for event in store.timeline().events}


def test_build_makes_the_store_and_says_what_it_did(run: Run) -> None:
    done = run("build", "docs")

    assert done.exit_code == 0, done.output
    assert done.stdout == ""
    assert done.stderr.startswith("timeline.db: documents: 2 new; events: 2 new (tz ")
    assert titles() == {"launch": Status.CONFIRMED, "party": Status.CONFIRMED}


def test_build_again_changes_nothing_and_says_so(run: Run) -> None:
    run("build", "docs")

    done = run("build", "docs")

    assert done.stderr.startswith("timeline.db: documents: 2 unchanged (tz ")


def test_build_withdraws_what_is_gone(run: Run) -> None:
    run("build", "docs")
    Path("docs/a.txt").unlink()

    done = run("build", "docs")

    assert "documents: 1 withdrawn, 1 unchanged; events: 1 cancelled" in done.stderr
    assert titles() == {"party": Status.CONFIRMED, "launch": Status.CANCELLED}


def test_build_keeps_what_cannot_be_read_today_and_exits_with_three(run: Run) -> None:
    run("build", "docs")
    Path("docs/a.txt").write_bytes(b"launch \xff")
    Path("docs/b.md").write_text(f"---\nid: bee\npublished: 2025-08-15\n---\n{PARTY}")

    done = run("build", "docs")

    assert done.exit_code == 3
    assert "docs/a.txt:1: TL902 byte 0xff at offset 7 is not UTF-8 text; save the file as UTF-8" in done.stderr
    assert "documents: 1 revised" in done.stderr
    assert titles() == {"launch": Status.CONFIRMED, "party": Status.CONFIRMED}


def test_build_of_nothing_readable_leaves_the_store_alone(run: Run) -> None:
    run("build", "docs")

    done = run("build", "dosc")

    assert done.exit_code == 3
    assert done.stderr == "dosc: TL901 no such file or folder; check the spelling\n"
    assert len(titles()) == 2


def test_build_without_paths_computes_again(run: Run) -> None:
    run("build", "docs")

    done = run("build")

    assert done.exit_code == 0
    assert "documents: none; events: no change" in done.stderr


@pytest.mark.parametrize("command", [["build"], ["update"], ["remove", "a"]])
def test_without_a_store_the_remedy_is_named(run: Run, command: list[str]) -> None:
    done = run(*command)

    assert done.exit_code == 2
    assert "there is no store at 'timeline.db'; make one with: timeline build PATH --store timeline.db" in done.stderr
    assert not Path("timeline.db").exists()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["build", "docs", "--zone", "Europe/Berln"], "unknown zone 'Europe/Berln'; did you mean 'Europe/Berlin'?"),
        (["build", "docs", "--published", "soon"], "published 'soon' is no possible time"),
        (["add", "-", "--from", "word"], "--from 'word' is no form; choose one of auto, calendar"),
        (["build", "docs", "--store", "no/where/t.db"], "there is no folder 'no/where'"),
        (["build", "docs", "--store", "docs/a.txt"], "docs/a.txt is no timeline store"),
        (["add"], "Missing argument"),
    ],
)
def test_wrong_use_is_told_with_its_remedy(run: Run, arguments: list[str], said: str) -> None:
    done = run(*arguments)

    assert done.exit_code == 2
    assert said in done.stderr
    assert "Traceback" not in done.stderr


def test_the_configuration_may_name_the_store(run: Run) -> None:
    Path("timeline.toml").write_text('store = "kept.db"\n')

    run("build", "docs")

    assert Path("kept.db").exists()
    assert not Path("timeline.db").exists()


def test_add_prints_the_ids_of_what_is_new(run: Run) -> None:
    run("build", "docs")
    line = json.dumps({"id": "wire-1", "text": "talk = 2025-09-03T10:00Z"})

    done = run("add", "-", "--from", "jsonl", stdin=line)

    assert done.exit_code == 0, done.output
    assert done.stdout == "wire-1\n"
    assert set(titles()) == {"launch", "party", "talk"}


def test_remove_cancels_and_purge_erases(run: Run) -> None:
    run("build", "docs")

    done = run("remove", "bee", "--purge")

    assert done.exit_code == 0, done.output
    assert "documents: 1 withdrawn; events: 1 cancelled" in done.stderr
    assert titles() == {"launch": Status.CONFIRMED, "Withdrawn": Status.CANCELLED}


def test_remove_names_an_id_that_is_not_there(run: Run) -> None:
    run("build", "docs")

    done = run("remove", "b")

    assert done.exit_code == 2
    assert "timeline.db holds no document 'b'" in done.stderr


def test_update_reads_what_build_and_add_have_read(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    Path("extra.txt").write_text("talk = 2025-09-03T10:00Z")
    run("build", "docs", "--published", "2025-08-13")
    run("add", "extra.txt")
    Path("docs/a.txt").write_text("launch = 2025-09-01T12:00Z")
    Path("extra.txt").write_text("talk = 2025-09-03T12:00Z")
    (tmp_path / "elsewhere").mkdir()
    monkeypatch.chdir("elsewhere")

    done = run("update", "--store", "../timeline.db")

    assert done.exit_code == 0, done.output
    monkeypatch.chdir(tmp_path)
    with Store("timeline.db") as store:
        held = store.timeline()
    assert {event.title: (event.sequence, event.when.start.hour) for event in held.events} == {  # type: ignore[union-attr]
        "launch": (1, 12),
        "party": (0, 10),
        "talk": (1, 12),
    }
    assert {str(document.published) for document in held.documents if document.id != "extra"} == {"2025-08-13"}


def test_an_address_is_added_once_and_asked_for_changes(run: Run) -> None:
    asked: list[str | None] = []
    text = "launch = 2025-09-01T10:00Z"

    def answer(handler: BaseHTTPRequestHandler) -> None:
        asked.append(handler.headers["If-None-Match"])
        tag = f'"{len(text)}"'
        if handler.headers["If-None-Match"] == tag:
            send(handler, b"", 304)
        else:
            send(handler, text.encode(), Content_Type="text/plain; charset=utf-8", ETag=tag)

    with serving(answer) as base:
        refused = run("add", f"{base}/a")
        first = run("add", f"{base}/a", "--allow-private")
        same = run("update", "--allow-private")
        text = "launch = 2025-09-01T10:00Z @ Oslo"
        changed = run("update", "--allow-private")

    assert refused.exit_code == 3
    assert "TL911 '127.0.0.1' leads into a private network: 127.0.0.1 is not a public address" in refused.stderr
    assert first.stdout == f"{base}/a\n"
    assert asked == [None, '"26"', '"26"']
    assert "documents: none" in same.stderr
    assert "documents: 1 revised; events: 1 moved" in changed.stderr
    with Store("timeline.db") as store:
        (document,) = store.documents()
        (event,) = store.timeline().events
    assert (document.id, document.url) == (f"{base}/a", f"{base}/a")
    assert (event.place, event.sequence) == ("Oslo", 1)


def test_a_feeds_articles_are_fetched_when_asked(run: Run) -> None:
    pytest.importorskip("feedparser")
    feed = (
        "<rss version='2.0'><channel><title>Wire</title><item><title>Soon</title><link>{base}/1</link>"
        "<pubDate>Thu, 14 Aug 2025 12:00:00 GMT</pubDate><description>short</description></item></channel></rss>"
    )

    def answer(handler: BaseHTTPRequestHandler) -> None:
        base = f"http://{handler.headers['Host']}"
        if handler.path == "/feed":
            send(handler, feed.format(base=base).encode(), Content_Type="application/rss+xml")
        else:
            send(handler, LAUNCH.encode(), Content_Type="text/plain")

    with serving(answer) as base:
        done = run("add", f"{base}/feed", "--full-text", "--allow-private")

    assert done.exit_code == 0, done.output
    with Store("timeline.db") as store:
        (document,) = store.documents()
    assert (document.id, document.publisher, document.title) == (f"{base}/1", "Wire", "Soon")
    assert str(document.published) == "2025-08-14 12:00:00+00:00"
    assert set(titles()) == {"launch"}


def test_a_defect_of_ours_says_so(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("boom")

    monkeypatch.setitem(sys.modules, "timeline.renew", SimpleNamespace(renew=broken))

    done = run("build", "docs")

    assert done.exit_code == 4
    assert "a defect of ours: RuntimeError; please report it" in done.stderr


def test_the_store_does_not_depend_on_the_machines_zone(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    import time

    held = []
    for zone in ("Asia/Kathmandu", "America/St_Johns"):
        monkeypatch.setitem(os.environ, "TZ", zone)
        time.tzset()
        run("build", "docs", "--store", f"{zone[:4]}.db", "--published", "2025-08-13")
        with Store(f"{zone[:4]}.db") as store:
            held.append(store.timeline())
    monkeypatch.undo()
    time.tzset()

    assert held[0] == held[1]
