"""Every finding in folders of real prose, with its surroundings, to be judged by hand: is it true?

    python benchmarks/false_alarms.py FOLDER... [--extension .md .rst .txt] > findings.tsv

Each file is taken for itself, since files that merely share a disk are no corpus.
The last line on standard error counts files, characters and findings.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter
from pathlib import Path

from timeline.checks import check
from timeline.config import Config
from timeline.discourse import statements_of
from timeline.model import Document
from timeline.sources import MEDIA, read_text

LARGEST = 1_000_000


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("folders", nargs="+", type=Path)
    arguments.add_argument("--extension", nargs="+", default=[".md", ".rst", ".txt"])
    given = arguments.parse_args()
    begun, files, characters, found = time.perf_counter(), 0, 0, Counter[str]()
    seen = set()
    for path in sorted(p for folder in given.folders for p in folder.rglob("*") if p.suffix in given.extension):
        try:
            text = path.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError):
            continue
        if not 200 <= len(text) <= LARGEST or hash(text) in seen:
            continue
        seen.add(hash(text))
        document = read_text(text, str(path), MEDIA.get(path.suffix, "text"))
        if not isinstance(document, Document):
            continue
        files, characters = files + 1, characters + len(text)
        for finding in check([document], statements_of(document, Config()), (), Config()):
            start, end = finding.spans[0]
            around = " ".join(text[max(0, start - 60) : end + 60].split())
            found[finding.code] += 1
            print(path, finding.code, finding.level, finding.message, around, sep="\t")
    took = time.perf_counter() - begun
    print(
        f"{files} files, {characters} characters, {found.total()} findings {dict(found)}, {took:.0f} s", file=sys.stderr
    )


if __name__ == "__main__":
    main()
