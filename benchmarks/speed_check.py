"""How long `timeline check FOLDER` takes: cold, with a cache that has nothing, and again with what it kept.

    python benchmarks/make_markdown.py /tmp/markdown
    python benchmarks/speed_check.py /tmp/markdown [--runs 3] [--jobs N] [--profile]

Each run is a process of its own with a cache folder of its own, so the times hold everything: Python's start, the
reading of the files, the report.
The best of the runs counts; CPU seconds are those of all processes, so that a busy machine shows.
`--profile` runs it once more in one process under cProfile, and prints where the time goes.
"""

from __future__ import annotations

import argparse
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

PROFILE = """
import cProfile, pstats, sys
from timeline.cli import main
profile = cProfile.Profile()
try:
    profile.runcall(main, sys.argv[1:])
except SystemExit:
    pass
pstats.Stats(profile, stream=sys.stderr).sort_stats("tottime").print_stats(25)
"""


def run(folder: Path, cache: str, *arguments: str) -> tuple[float, float, Counter[str]]:
    """Seconds, CPU seconds, and findings by code of one run."""
    command = [sys.executable, "-m", "timeline", "check", str(folder), "--format", "concise", "--exit-zero", *arguments]
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.perf_counter()
    done = subprocess.run(
        command, env={**os.environ, "XDG_CACHE_HOME": cache}, capture_output=True, text=True, check=True
    )
    seconds = time.perf_counter() - start
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    codes = Counter(word for line in done.stdout.splitlines() for word in line.split() if word.startswith("TL"))
    return seconds, cpu, codes


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("folder", type=Path)
    arguments.add_argument("--runs", type=int, default=3)
    arguments.add_argument("--jobs", type=int)
    arguments.add_argument("--profile", action="store_true")
    given = arguments.parse_args()
    size = sum(path.stat().st_size for path in given.folder.rglob("*") if path.is_file()) / 1e6
    extra = ["--jobs", str(given.jobs)] if given.jobs else []

    best: dict[str, tuple[float, float, Counter[str]]] = {}
    for _ in range(given.runs):
        with tempfile.TemporaryDirectory() as cache:
            for name, more in (("without cache", ["--no-cache"]), ("cold", []), ("again", [])):
                found = run(given.folder, cache, *extra, *more)
                best[name] = min(best.get(name, found), found, key=lambda row: row[0])
    print(f"{size:.1f} MB, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}")
    print(f"{'':<14} {'seconds':>8} {'CPU s':>8} {'MB/s':>8} {'findings':>9}")
    for name, (seconds, cpu, codes) in best.items():
        print(f"{name:<14} {seconds:8.2f} {cpu:8.2f} {size / seconds:8.2f} {sum(codes.values()):9d}")
    print(", ".join(f"{code} {count}" for code, count in best["cold"][2].most_common(12)))
    if len({tuple(sorted(codes.items())) for _, _, codes in best.values()}) > 1:
        sys.exit("the runs differ in what they found")

    if given.profile:
        command = [sys.executable, "-c", PROFILE, "check", str(given.folder), "--format", "concise", "--exit-zero"]
        done = subprocess.run(
            [*command, "--no-cache", "--jobs", "1"],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
            check=True,
        )
        print(done.stderr)


if __name__ == "__main__":
    main()
