"""What a change of one document costs in stores of growing size, beside building the store.

    python benchmarks/make_markdown.py /tmp/markdown
    python benchmarks/change_cost.py /tmp/markdown [SIZE...]        default 125 250 500 1000

Each command is a process of its own, so the times hold Python's start; CPU seconds, the best of three changes.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import tempfile
from pathlib import Path

CHANGES = 3


def run(*arguments: str) -> float:
    """CPU seconds of one command."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, "-m", "timeline", *arguments], capture_output=True, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main(folder: Path, sizes: list[int]) -> None:
    files = sorted(folder.rglob("*.md"))
    print("documents    build      add   revise   remove")
    for size in sizes:
        with tempfile.TemporaryDirectory() as home:
            store, given = f"{home}/timeline.db", [str(path) for path in files[:size]]
            built = run("build", *given, "--store", store)
            costs: dict[str, list[float]] = {"add": [], "revise": [], "remove": []}
            for number in range(CHANGES):
                late = Path(home, f"late-{number}.md")
                text = files[size - 1 - number].read_text(encoding="utf-8")
                late.write_text(text, encoding="utf-8")
                costs["add"].append(run("add", str(late), "--store", store))
                late.write_text(f"{text}\nThe regatta starts at 10:00 UTC on 9 May 2026.\n", encoding="utf-8")
                costs["revise"].append(run("add", str(late), "--store", store))
                costs["remove"].append(run("remove", late.stem, "--store", store))
            print(f"{size:9} {built:8.1f}" + "".join(f" {min(taken):8.2f}" for taken in costs.values()))


if __name__ == "__main__":
    main(Path(sys.argv[1]), [int(word) for word in sys.argv[2:]] or [125, 250, 500, 1000])
