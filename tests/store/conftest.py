"""The store's tests run on SQLite and on a PostgreSQL of their own, which lives on loopback in a temporary folder."""

from __future__ import annotations

import contextlib
import os
import pwd
import shutil
import socket
import subprocess
import tempfile
import uuid
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from store_fixtures import Hands, compute

from timeline.store import Store


@pytest.fixture
def hands() -> Hands:
    return Hands(datetime(2026, 1, 1, 12, tzinfo=UTC))


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "sqlite":
        return str(tmp_path / "timeline.db")
    server: str = request.getfixturevalue("server")
    import psycopg

    name = f"t{uuid.uuid4().hex}"
    with psycopg.connect(f"{server}/postgres", autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}" TEMPLATE template0 ENCODING UTF8')
    return f"{server}/{name}"


@pytest.fixture
def store(url: str, hands: Hands) -> Iterator[Store]:
    with Store(url, compute=compute, now=hands) as made:
        yield made


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """The address of a PostgreSQL server; skips where none is installed."""
    pytest.importorskip("psycopg")
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda p: int(p.parts[-3]))
    binaries = found[-1].parent if found else Path(shutil.which("initdb") or "/nowhere/initdb").parent
    if not (binaries / "initdb").exists():
        pytest.skip("no PostgreSQL server is installed")
    as_user = []
    if os.getuid() == 0:  # initdb refuses to run as root
        if shutil.which("runuser") is None or not _user_exists("postgres"):
            pytest.skip("PostgreSQL cannot run as root, and there is no user postgres")
        as_user = ["runuser", "-u", "postgres", "--"]
    folder = tempfile.mkdtemp(prefix="timeline-pg-")
    if as_user:
        shutil.chown(folder, "postgres")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    data = f"{folder}/data"
    settings = f"-c listen_addresses=127.0.0.1 -p {port} -k {folder} -c fsync=off -c shared_buffers=16MB"

    def run(program: str, *arguments: str) -> None:
        command = [*as_user, str(binaries / program), *arguments]
        subprocess.run(command, cwd=folder, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    try:
        run("initdb", "-D", data, "-A", "trust", "-U", "timeline", "--no-sync", "-E", "UTF8", "--locale=C")
        run("pg_ctl", "-D", data, "-w", "-l", f"{folder}/log", "-o", settings, "start")
        yield f"postgresql://timeline@127.0.0.1:{port}"
    finally:
        with contextlib.suppress(subprocess.CalledProcessError):
            run("pg_ctl", "-D", data, "-m", "immediate", "stop")
        shutil.rmtree(folder, ignore_errors=True)


def _user_exists(name: str) -> bool:
    try:
        pwd.getpwnam(name)
    except KeyError:
        return False
    return True
