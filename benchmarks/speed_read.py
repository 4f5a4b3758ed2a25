"""How fast documents are read, side by side with the peers: one process each, CPU time, median of several passes.

    python benchmarks/speed_read.py DOCUMENTS.jsonl [--passes 5] [--peers chrono,metadate,duckling]

DOCUMENTS holds one JSON object a line with "text" and "published".
The peers are installed on the first run into benchmarks/peers/ (not kept in git).
Passes of all programs are interleaved by running each program once with all its passes, in the order given, twice;
the better median of the two runs counts, so that a noisy moment does not decide.
"""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent / "peers"


def install() -> tuple[Path, Path]:
    """The peers' Python and their node folder, installed where they are missing."""
    python = HERE / ".venv" / "bin" / "python"
    if not python.exists():
        subprocess.run([sys.executable, "-m", "venv", HERE / ".venv"], check=True)
        subprocess.run([python, "-m", "pip", "install", "-q", "-r", HERE / "requirements.txt"], check=True)
    if not (HERE / "node_modules").exists():
        subprocess.run(["npm", "install", "--silent", "--no-audit", "--no-fund"], cwd=HERE, check=True)
    return python, HERE


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("documents", type=Path)
    arguments.add_argument("--passes", type=int, default=5)
    arguments.add_argument("--peers", default="chrono,metadate,timefhuman")
    given = arguments.parse_args()
    path = given.documents.resolve()
    size = sum(len(json.loads(line)["text"].encode()) for line in path.read_text().splitlines() if line)
    python, _ = install()

    commands: dict[str, list[str | Path]] = {
        "timeline": [sys.executable, HERE / "timeline_reader.py", path, str(given.passes)]
    }
    for peer in filter(None, given.peers.split(",")):
        passes = "1" if peer in {"dateparser", "duckling"} else str(given.passes)
        if peer == "chrono":
            commands[peer] = ["node", HERE / "chrono.mjs", path, passes]
        else:
            commands[peer] = [python, HERE / "python_peers.py", peer, path, passes]

    best: dict[str, dict[str, float]] = {}
    for _ in range(2):
        for name, command in commands.items():
            done = subprocess.run(command, capture_output=True, text=True, check=False)
            if done.returncode:
                print(f"{name}: {done.stderr.strip().splitlines()[-1:]}", file=sys.stderr)
                continue
            row = json.loads(done.stdout.splitlines()[-1])
            median = statistics.median(row["seconds"])
            if name not in best or median < best[name]["seconds"]:
                best[name] = {"seconds": median, "mentions": row["mentions"], "rss": row["rss_mb"]}

    print(f"{size / 1e6:.2f} MB")
    print(f"{'program':<12} {'MB/s':>8} {'ours/theirs':>12} {'mentions':>9} {'RSS MB':>7}")
    ours = size / 1e6 / best["timeline"]["seconds"]
    for name, row in best.items():
        speed = size / 1e6 / row["seconds"]
        print(f"{name:<12} {speed:8.3f} {ours / speed:12.2f} {row['mentions']:9.0f} {row['rss']:7.0f}")


if __name__ == "__main__":
    main()
