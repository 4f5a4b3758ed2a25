"""Private feeds: an address that is a key, and that can be taken back."""

from __future__ import annotations

import json
from io import StringIO
from pathlib import Path

import pytest
from calendar_events import CHANGED, DOCUMENTS, disputed
from click.testing import CliRunner
from computing import at_once

from timeline.cli.token import command
from timeline.config import Config
from timeline.model import Timeline
from timeline.serve import ServeConfig, create_app
from timeline.serve.access_log import logged
from timeline.store import Store

SAMPLE = Timeline(tuple(DOCUMENTS.values()), (), (disputed(),), (), "2026c")


@pytest.fixture
def store(tmp_path: Path) -> str:
    path = str(tmp_path / "t.db")
    with Store(path, Config(), compute=at_once(lambda *_: SAMPLE)) as opened:
        opened.synchronise(SAMPLE.documents)
    return path


def run(*arguments: str) -> str:
    done = CliRunner().invoke(command, arguments)
    assert done.exit_code == 0, done.output
    return done.stdout.strip()


def status(store: str, path: str, private: bool = True) -> int:
    with Store(store, Config(), create=False) as opened:
        settings = ServeConfig(
            base_url="http://localhost",
            now=lambda: CHANGED,
            admits=lambda key: opened.token(key) is not None,
            private=private,
        )
        return create_app(lambda: SAMPLE, settings).test_client().get(path).status_code


def test_a_key_opens_the_feed_until_it_is_revoked(store: str) -> None:
    key, other = run("add", "Ada", "--store", store), run("add", "Bert", "--store", store)

    assert len(key) >= 43
    assert status(store, f"/feeds/{key}/calendar.ics") == 200
    run("revoke", "Ada", "--store", store)
    assert status(store, f"/feeds/{key}/calendar.ics") == 404
    assert status(store, f"/feeds/{other}/calendar.ics") == 200


def test_the_key_is_not_kept(store: str) -> None:
    key = run("add", "Ada", "--store", store)

    assert not [path for path in Path(store).parent.iterdir() if key.encode() in path.read_bytes()]
    assert run("list", "--store", store).split("\t")[::2] == ["Ada", "valid"]


@pytest.mark.parametrize(
    "path", ["/feeds/guess/calendar.ics", "/feeds/%00/calendar.ics", f"/feeds/{'x' * 500}/calendar.ics"]
)
def test_a_guess_opens_nothing(store: str, path: str) -> None:
    assert status(store, path) == 404


@pytest.mark.parametrize(
    "path", ["/", "/calendar.ics", "/events/disputed@example.org.ics", "/api/v1/events", "/robots.txt", "/healthz"]
)
def test_a_private_server_answers_nothing_else(store: str, path: str) -> None:
    expected = 200 if path in {"/robots.txt", "/healthz"} else 404

    assert status(store, path) == expected
    assert status(store, path, private=False) == 200


def test_shared_caches_do_not_keep_a_private_feed(store: str) -> None:
    settings = ServeConfig(base_url="http://localhost", now=lambda: CHANGED, admits=lambda _: True, private=True)
    answer = create_app(lambda: SAMPLE, settings).test_client().get("/feeds/key/calendar.ics")

    assert answer.headers["Cache-Control"] == "private, max-age=300, must-revalidate"
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert "key" not in answer.text
    assert "localhost" not in answer.text


@pytest.mark.parametrize(
    "path", ["/feeds/KEY/calendar.ics", "//feeds//KEY/x", "/feeds/x/../KEY/calendar.ics", "/feeds/KEY"]
)
def test_the_access_log_does_not_tell_the_key(path: str) -> None:
    told = StringIO()
    application = logged(lambda _environ, _start: [], told)

    answer = application({"PATH_INFO": path, "REQUEST_METHOD": "GET"}, lambda *_: lambda _: None)
    answer.close()  # type: ignore[attr-defined]

    assert json.loads(told.getvalue())["path"] == "/feeds/..."
    assert "KEY" not in told.getvalue()
