"""How fast documents are read, side by side with the peers: one process each, CPU time, median of several passes.

    python benchmarks/speed_read.py DOCUMENTS.jsonl [--passes 5] [--peers chrono,metadate,duckling] [--limit 120]

DOCUMENTS holds one JSON object a line with "text" and "published".
They are read twice: document by document, and as one text, all of them one after the other.
The peers are installed on the first run into benchmarks/peers/ (not kept in git).
Each program is run with all its passes, in the order given, twice; the better median of the two runs counts, so that a
noisy moment does not decide.  A run that takes longer than the limit is stopped, and said to be.
The first pass stands beside the median: ours keeps the parses of words it has met, and a first pass has met none.
"""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys
import tempfile
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


def measured(command: list[str | Path], limit: float) -> dict[str, float] | None:
    """What a program reports of itself, in CPU seconds; None where it fails or is over the limit."""
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=limit)
    except subprocess.TimeoutExpired:
        return None
    if done.returncode:
        print(f"{command[1]}: {done.stderr.strip().splitlines()[-1:]}", file=sys.stderr)
        return None
    row = json.loads(done.stdout.splitlines()[-1])
    spent = row["seconds"]
    return {
        "seconds": statistics.median(spent),
        "first": spent[0],
        "mentions": row["mentions"],
        "rss": row["rss_mb"],
    }


def table(title: str, path: Path, peers: list[str], passes: int, limit: float) -> None:
    """Print how fast each program reads a file, the programs by turns."""
    size = sum(len(json.loads(line)["text"].encode()) for line in path.read_text().splitlines() if line) / 1e6
    python, _ = install()
    commands: dict[str, list[str | Path]] = {
        "timeline": [sys.executable, HERE / "timeline_reader.py", path, str(passes)]
    }
    for peer in peers:
        own = "1" if peer in {"dateparser", "duckling"} else str(passes)
        if peer == "chrono":
            commands[peer] = ["node", HERE / "chrono.mjs", path, own]
        else:
            commands[peer] = [python, HERE / "python_peers.py", peer, path, own]
    best: dict[str, dict[str, float]] = {}
    slow: set[str] = set()
    for _ in range(2):
        for name, command in commands.items():
            if name in slow:
                continue
            row = measured(command, limit)
            if row is None:
                slow.add(name)
            elif name not in best or row["seconds"] < best[name]["seconds"]:
                best[name] = row
    print(f"\n{title}: {size:.2f} MB")
    print(f"{'program':<12} {'MB/s':>8} {'first pass':>10} {'ours/theirs':>12} {'mentions':>9} {'RSS MB':>7}")
    for name in commands:
        if name not in best:
            print(f"{name:<12} {f'stopped after {limit:g} s, or failed':>40}")
            continue
        row = best[name]
        ratio = row["seconds"] / best["timeline"]["seconds"]
        speed, first = size / row["seconds"], size / row["first"]
        print(
            f"{name:<12} {speed:8.3f} {first:10.3f} {ratio:12.2f} {row['mentions']:9.0f} {row['rss']:7.0f}", flush=True
        )


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("documents", type=Path)
    arguments.add_argument("--passes", type=int, default=5)
    arguments.add_argument("--peers", default="chrono,metadate,timefhuman")
    arguments.add_argument("--limit", type=float, default=120, help="seconds for one run of one program")
    given = arguments.parse_args()
    path, peers = given.documents.resolve(), [peer for peer in given.peers.split(",") if peer]
    table("document by document", path, peers, given.passes, given.limit)
    rows = [json.loads(line) for line in path.read_text().splitlines() if line]
    with tempfile.TemporaryDirectory() as folder:
        joined = Path(folder) / "joined.jsonl"
        text = "\n\n".join(row["text"] for row in rows)
        joined.write_text(json.dumps({"text": text, "published": rows[0]["published"]}) + "\n")
        table("as one text", joined, peers, given.passes, given.limit)


if __name__ == "__main__":
    main()
