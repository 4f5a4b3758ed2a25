"""Whether the cost of a text is flat: CPU time for each byte of natural and of hostile text, from 10 kB up.

    python benchmarks/speed_hostile.py [--sizes 10,100,1000] [--natural DOCUMENTS.jsonl] [--limit 120] [--only WORDS]

Each text is read in a process of its own: once as `timeline read` does, and once all the way through happenings,
linking and checks, as `timeline check` does, at a tenth of the sizes; what is loaded once is not counted.
A text that takes longer than the limit is stopped, and said to be.
Natural text is the documents of a file, one after the other as one document, again and again up to the size.
The last column is the growth of the cost for each byte from the smallest to the largest size: 1 is flat.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from datetime import date
from pathlib import Path

HOSTILE = {
    "digits": "0123456789",
    "Monday ": "Monday ",
    "(": "(",
    "1/2/3/4": "1/2/3/4",
    "last next ": "last next ",
    "3pm ": "3pm ",
    "1:30 ": "1:30 ",
    "every ": "every ",
    "UTC+": "UTC+",
    "and ": "and ",
    "- ": "- ",
    "newlines": "\n",
    "1 ": "1 ",
    "3pm ET / ": "3pm ET / ",
    "from 3 to ": "from 3 to ",
    "in two days ": "in two days ",
    "1:30\\n": "1:30\n",
    "the second of the ": "the second of the ",
    "A": "A",
    "https://": "https://",
    "A.B ": "A.B ",
    "moved from ": "moved from ",
    "12:30 at City Hall. ": "12:30 at City Hall. ",
}
CHILD = """
import resource, sys, time
from datetime import date
from timeline.config import Config
from timeline.discourse import statements_of
from timeline.model import Document
from timeline.pipeline import run
unit, size, whole = sys.stdin.read(), int(sys.argv[1]), sys.argv[2] != "read"
run((Document("first", "Come on Friday at 3 pm ET.", published=date(2025, 8, 14)),), Config())
document = Document("hostile", (unit * (size // len(unit) + 1))[:size], published=date(2025, 8, 14))
began = time.process_time()
if whole:
    run((document,), Config())
else:
    statements_of(document)
print(time.process_time() - began, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)
"""


def seconds(unit: str, size: int, what: str, limit: float) -> tuple[float, int] | None:
    """CPU seconds and megabytes that a text takes, None where it is over the limit."""
    command = [sys.executable, "-c", CHILD, str(size), what]
    try:
        done = subprocess.run(command, input=unit, capture_output=True, text=True, timeout=limit, check=True)
    except subprocess.TimeoutExpired:
        return None
    spent, memory = done.stdout.split()
    return float(spent), int(memory)


def row(name: str, unit: str, sizes: list[int], what: str, limit: float) -> str:
    """A line of the table: microseconds for each byte at each size, and how much that grows."""
    cells, costs, memory = [], [], 0
    for size in sizes:
        found = seconds(unit, size, what, limit)
        if found is None:
            cells.append(f"over {limit:g} s")
            break
        spent, memory = found
        costs.append(spent / size)
        cells.append(f"{1e6 * spent / size:.2f}")
    growth = f"{costs[-1] / costs[0]:.1f}" if len(costs) == len(sizes) and costs[0] else "-"
    cells += [""] * (len(sizes) - len(cells))
    return f"| {name} | {what} | " + " | ".join(cells) + f" | {growth} | {memory} |"


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--sizes", default="10,100,1000", help="kilobytes")
    arguments.add_argument("--natural", type=Path)
    arguments.add_argument("--limit", type=float, default=120)
    arguments.add_argument("--only", default="")
    given = arguments.parse_args()
    sizes = [int(float(size) * 1000) for size in given.sizes.split(",")]
    texts = dict(HOSTILE)
    if given.natural:
        rows = (json.loads(line) for line in given.natural.read_text().splitlines() if line)
        texts = {"natural": "\n\n".join(row["text"] for row in rows), **texts}
    print(f"{date.today().isoformat()}, microseconds for each byte")
    print("| text | what | " + " | ".join(f"{size / 1000:g} kB" for size in sizes) + " | growth | MB |")
    print("| --- | --- |" + " ---: |" * (len(sizes) + 2))
    for name, unit in texts.items():
        if given.only and name.strip() not in given.only.split(","):
            continue
        print(row(name, unit, sizes, "read", given.limit), flush=True)
        print(row(name, unit, [size // 10 for size in sizes], "whole, 1/10", given.limit), flush=True)


if __name__ == "__main__":
    main()
