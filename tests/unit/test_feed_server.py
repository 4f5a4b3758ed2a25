"""``timeline serve`` as it really runs: a process that answers, logs, and stops gracefully."""

from __future__ import annotations

import http.client
import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
TIMELINE = [sys.executable, "-m", "timeline"]
TEXT = "---\npublished: 2026-08-01\n---\nThe opening of the bridge is on 15 September 2026 at 9:00 UTC.\n"


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("store")
    (folder / "note.md").write_text(TEXT, encoding="utf-8")
    subprocess.run(
        [*TIMELINE, "build", folder / "note.md", "--store", folder / "t.db"], check=True, capture_output=True
    )
    return folder / "t.db"


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def _heed_interrupts() -> None:
    """A shell starts what runs in the background with SIGINT ignored, and children inherit that."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


class Running:
    """A server process with what it said on standard error."""

    def __init__(self, store: Path, log: Path, *options: str, alien: bool = False) -> None:
        self.port = free_port()
        self.log = log
        with log.open("wb") as file:
            command = [*TIMELINE, "serve", "--store", str(store), "--port", str(self.port), *options]
            if alien:  # a server of one's own
                command = [sys.executable, "-m", "waitress", f"--listen=127.0.0.1:{self.port}", "web.wsgi:application"]
            environment = {**os.environ, "PYTHONUNBUFFERED": "1", "TIMELINE_STORE": str(store), "PYTHONPATH": str(ROOT)}
            self.process = subprocess.Popen(command, stderr=file, env=environment, preexec_fn=_heed_interrupts)
        for _ in range(400):
            if b"serving" in log.read_bytes().lower() or self.process.poll() is not None:
                break
            time.sleep(0.05)

    def get(self, path: str, **headers: str) -> tuple[int, bytes]:
        request = urllib.request.Request(f"http://127.0.0.1:{self.port}{path}", headers=headers)
        try:
            with urllib.request.urlopen(request, timeout=20) as answer:
                return answer.status, answer.read()
        except urllib.error.HTTPError as error:
            with error:
                return error.code, error.read()

    def stop(self, how: signal.Signals = signal.SIGTERM) -> int:
        if self.process.poll() is None:
            self.process.send_signal(how)
        return self.process.wait(20)


@pytest.fixture
def server(store: Path, tmp_path: Path) -> Iterator[Running]:
    running = Running(store, tmp_path / "log")
    yield running
    running.stop()


def test_it_answers_and_logs_each_answer_as_json(server: Running) -> None:
    status, body = server.get("/calendar.ics?q=bridge", **{"User-Agent": "test"})
    assert server.stop() == 0

    assert status == 200
    assert b"DTSTART:20260915T090000Z" in body
    (entry,) = [json.loads(line) for line in server.log.read_text().splitlines() if line.startswith("{")]
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z", entry.pop("time"))
    assert entry.pop("ms") >= 0
    assert entry == {
        "remote": "127.0.0.1",
        "method": "GET",
        "path": "/calendar.ics",
        "query": "q=bridge",
        "status": 200,
        "bytes": len(body),
        "agent": "test",
    }


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT])
def test_it_stops_gracefully(server: Running, how: signal.Signals) -> None:
    assert json.loads(server.get("/healthz")[1])["status"] == "ok"

    assert server.stop(how) == 0
    assert server.log.read_text().splitlines()[-1] == "stopped"


def test_an_answer_that_is_being_made_is_sent_before_it_stops(server: Running) -> None:
    text = "The meeting starts on Friday, 15 August 2025 at 11:30 a.m. in Berlin. " * 300
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=60)
    connection.request("POST", "/api/v1/read", json.dumps({"text": text}), {"Content-Type": "application/json"})
    time.sleep(0.3)
    server.process.send_signal(signal.SIGTERM)

    with closing(connection):
        answer = connection.getresponse()
        body = answer.read()
    assert answer.status == 200
    assert len(json.loads(body)["mentions"]) == 300
    assert server.process.wait(30) == 0


@pytest.mark.parametrize("head", [b"Content-Length: 99999999999", b"Transfer-Encoding: chunked"])
def test_a_body_beyond_what_any_page_takes_is_not_kept(server: Running, head: bytes) -> None:
    with socket.create_connection(("127.0.0.1", server.port), timeout=30) as raw:
        raw.sendall(b"POST /api/v1/read HTTP/1.1\r\nHost: 127.0.0.1\r\n" + head + b"\r\n\r\n")
        piece = b"10000\r\n" + b"x" * 65_536 + b"\r\n"
        for _ in range(60):  # 4 MB; it may hang up before
            try:
                raw.sendall(piece)
            except OSError:
                break
        answer = raw.recv(100)

    assert answer.startswith(b"HTTP/1.1 413 ")


@pytest.mark.parametrize(
    ("head", "status"),
    [
        (b"POST /api/v1/read HTTP/1.1\r\nContent-Length: 99999999999", 413),
        (b"GET / HTTP/1.1\r\nContent-Length: many", 400),
        (b"GET / HTTP/1.1\r\nX: " + b"x" * 300_000, 431),
    ],
)
def test_what_is_refused_before_it_is_read_is_a_problem_document(server: Running, head: bytes, status: int) -> None:
    with socket.create_connection(("127.0.0.1", server.port), timeout=30) as raw:
        raw.sendall(head + b"\r\nHost: 127.0.0.1\r\n\r\n")
        answer = http.client.HTTPResponse(raw)
        answer.begin()
        told = json.loads(answer.read())

    assert (answer.status, told["status"]) == (status, status)
    assert answer.headers["Content-Type"].startswith("application/problem+json")
    assert answer.headers["Connection"] == "close"


@pytest.mark.parametrize("size", [1_000_000, 4_000_000])  # what the application refuses, and what the server does
def test_a_form_that_is_too_long_is_refused_with_a_page(server: Running, size: int) -> None:
    head = b'--b\r\nContent-Disposition: form-data; name="file"; filename="a.txt"\r\n\r\n'
    part = head + b"x" * size + b"\r\n--b--\r\n"
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=60)
    with closing(connection):
        connection.putrequest("POST", "/check")
        for name, value in (
            ("Accept", "text/html,*/*;q=0.8"),
            ("Content-Type", "multipart/form-data; boundary=b"),
            ("Content-Length", str(len(part))),
        ):
            connection.putheader(name, value)
        connection.endheaders()
        with suppress(OSError):  # it may hang up before it has all
            connection.send(part)
        answer = connection.getresponse()
        page = answer.read().decode()

    assert (answer.status, answer.headers["Content-Type"]) == (413, "text/html; charset=utf-8")
    assert "send at most 200000 characters" in page


def test_a_server_of_ones_own_answers_for_what_was_removed_too(store: Path, tmp_path: Path) -> None:
    (tmp_path / "gone.md").write_text(TEXT, encoding="utf-8")
    here = shutil.copy(store, tmp_path / "t.db")
    for command in (["add", tmp_path / "gone.md"], ["remove", "gone"]):
        subprocess.run([*TIMELINE, *command, "--store", here], check=True, capture_output=True)
    other = Running(here, tmp_path / "log", alien=True)
    status, body = other.get("/sources/gone.ics")
    other.stop()

    assert status == 200
    assert b"BEGIN:VEVENT" not in body


def test_granian_serves_the_same(store: Path, server: Running, tmp_path: Path) -> None:
    other = Running(
        store, tmp_path / "granian.log", "--server", "granian", "--base-url", f"http://127.0.0.1:{server.port}"
    )
    status, body = 0, b""
    for _ in range(100):
        try:
            status, body = other.get("/calendar.ics", Host=f"127.0.0.1:{server.port}")
            break
        except urllib.error.URLError:
            time.sleep(0.1)
    code = other.stop()

    assert (status, body) == (200, server.get("/calendar.ics")[1])
    assert code == 0, other.log.read_text()


def test_a_change_of_the_store_shows_in_the_feed(server: Running, store: Path, tmp_path: Path) -> None:
    before = server.get("/calendar.ics")[1]
    (tmp_path / "more.md").write_text(TEXT.replace("bridge", "tunnel").replace("15 Sept", "16 Sept"), encoding="utf-8")
    command = [*TIMELINE, "add", str(tmp_path / "more.md"), "--store", str(store)]
    subprocess.run(command, check=True, capture_output=True)

    assert server.get("/calendar.ics")[1].count(b"BEGIN:VEVENT") == before.count(b"BEGIN:VEVENT") + 1


def test_only_the_own_host_is_answered(server: Running) -> None:
    assert server.get("/calendar.ics", Host="evil.example")[0] == 400


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--host", "0.0.0.0"], "--base-url"),
        (["--host", "here"], "no address"),
        (["--base-url", "times.example.org"], "no http(s) address"),
        (["--store", "nowhere.db"], "nowhere.db"),
    ],
)
def test_wrong_use_is_explained(store: Path, tmp_path: Path, options: list[str], words: str) -> None:
    given = options if "--store" in options else [*options, "--store", str(store)]
    done = subprocess.run(
        [*TIMELINE, "serve", *given], cwd=tmp_path, capture_output=True, text=True, timeout=30, check=False
    )

    assert done.returncode == 2
    assert words in done.stderr


def test_a_short_token_is_refused(store: Path, tmp_path: Path) -> None:
    (tmp_path / "token").write_text("short")
    command = [*TIMELINE, "serve", "--store", str(store), "--token-file", str(tmp_path / "token")]
    done = subprocess.run(command, capture_output=True, text=True, timeout=30, check=False)

    assert done.returncode == 2
    assert "16 characters" in done.stderr


def test_a_taken_port_is_explained(server: Running, store: Path) -> None:
    command = [*TIMELINE, "serve", "--store", str(store), "--port", str(server.port)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=30, check=False)

    assert done.returncode == 2
    assert f"port {server.port}" in done.stderr
