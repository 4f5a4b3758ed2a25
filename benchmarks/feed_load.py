"""Load on the feed: how many answers a second, how late the last of a hundred, and how much memory.

    python benchmarks/feed_load.py [EVENTS] [SECONDS]

Starts the production server on loopback with made events and asks it from four threads.
The feed is made ready in the background, as ``timeline serve`` does; the signal USR1 changes one event.
"""

from __future__ import annotations

import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

THREADS = 4


def serve(number: int, port: int) -> None:
    """The server's process."""
    import logging
    from dataclasses import replace

    from waitress import serve as run

    logging.getLogger("waitress.queue").setLevel(logging.ERROR)
    from timeline.model import Event, Grain, Placed, Status, Timeline
    from timeline.serve import ServeConfig, create_app
    from timeline.serve.loading import keep_ready

    first = datetime(2026, 1, 1, tzinfo=UTC)
    events = tuple(
        Event(
            f"event-{n}@example.org",
            f"Meeting {n} of the council",
            Placed(start := first + timedelta(minutes=37 * n), start + timedelta(hours=1), Grain.MINUTE),
            "Town Hall",
            ("Ada", "Bert"),
            Status.CONFIRMED,
            disputed=False,
            readings=(),
            links=(),
            created=first,
            updated=first,
        )
        for n in range(number)
    )
    state = [Timeline((), (), events, (), "2026c")]

    def change(*_: object) -> None:
        moved = replace(events[number // 2], title="Another title", sequence=len(state), updated=datetime.now(UTC))
        state.insert(0, replace(state[0], events=(*events[: number // 2], moved, *events[number // 2 + 1 :])))

    signal.signal(signal.SIGUSR1, change)
    app = create_app(lambda: state[0], ServeConfig(base_url=f"http://127.0.0.1:{port}"))
    threading.Thread(target=keep_ready, args=(app,), daemon=True).start()
    run(app, host="127.0.0.1", port=port, threads=8)


def memory(process: int) -> int:
    """Resident megabytes of a process."""
    for line in Path(f"/proc/{process}/status").read_text().splitlines():
        if line.startswith("VmRSS"):
            return int(line.split()[1]) // 1024
    return 0


def processor(process: int) -> float:
    """Processor seconds that a process has used, which a busy machine does not change."""
    times = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return (int(times[11]) + int(times[12])) / os.sysconf("SC_CLK_TCK")


def ask(connection: http.client.HTTPConnection, headers: dict[str, str]) -> tuple[int, int, str]:
    connection.request("GET", "/calendar.ics", headers=headers)
    answer = connection.getresponse()
    length = 0
    while piece := answer.read(65_536):
        length += len(piece)
    return answer.status, length, answer.headers["ETag"]


def measure(port: int, seconds: float, headers: dict[str, str]) -> dict[str, float]:
    """Answers a second and the 50th and 99th of a hundred waiting times in milliseconds."""
    waits: list[float] = []
    stop = time.perf_counter() + seconds

    def work() -> None:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
        while time.perf_counter() < stop:
            began = time.perf_counter()
            ask(connection, headers)
            waits.append((time.perf_counter() - began) * 1000)
        connection.close()

    threads = [threading.Thread(target=work) for _ in range(THREADS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    waits.sort()
    at = lambda share: round(waits[min(int(len(waits) * share), len(waits) - 1)], 1)  # noqa: E731
    return {"answers/s": round(len(waits) / seconds, 1), "p50 ms": at(0.5), "p99 ms": at(0.99)}


def main() -> None:
    """Measure and print."""
    if sys.argv[1:2] == ["--serve"]:
        serve(int(sys.argv[2]), int(sys.argv[3]))
        return
    number = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    seconds = float(sys.argv[2]) if len(sys.argv) > 2 else 5.0
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port = one.getsockname()[1]
    process = subprocess.Popen([sys.executable, __file__, "--serve", str(number), str(port)], env=dict(os.environ))
    try:
        while True:
            try:
                socket.create_connection(("127.0.0.1", port), 1).close()
                break
            except OSError:
                time.sleep(0.2)
        before = memory(process.pid)
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=600)
        began = time.perf_counter()
        _, length, tag = ask(connection, {})
        first, used = time.perf_counter() - began, processor(process.pid)
        os.kill(process.pid, signal.SIGUSR1)
        time.sleep(0.05)
        began = time.perf_counter()
        changed = ask(connection, {})[2]
        again = time.perf_counter() - began
        assert changed != tag
        tag = changed
        packed, packed_tag = ask(connection, {"Accept-Encoding": "gzip"})[1:]
        connection.close()
        after = memory(process.pid)
        print(f"{number} events, {length / 1e6:.1f} MB, {packed / 1e6:.2f} MB compressed")
        print(f"first answer after {first:.2f} s, the processor busy for {used:.2f} s since the start")
        print(f"memory {before} MB before, {after} MB after it")
        print(f"first answer after one event has changed: {again:.2f} s")
        print("unchanged (304):", json.dumps(measure(port, seconds, {"If-None-Match": tag})))
        gzip = {"Accept-Encoding": "gzip"}
        print("unchanged, compressed (304):", json.dumps(measure(port, seconds, {**gzip, "If-None-Match": packed_tag})))
        print("whole, compressed:", json.dumps(measure(port, seconds, gzip)))
        print("whole, plain:", json.dumps(measure(port, seconds, {})))
        print(f"memory {memory(process.pid)} MB in the end")
    finally:
        process.terminate()
        process.wait(10)


if __name__ == "__main__":
    main()
