"""Sentences with their times marked inline, «the fair is on [9 May]{2026-05-09}», in files below headers of when."""

from __future__ import annotations

import re
from pathlib import Path

_MARK = re.compile(r"\[(.+?)\]\{([^}]*)\}")
_HEADER = re.compile(r"# written (\S+)")


def marked_lines(folder: str) -> list[tuple[str, str, str]]:
    """Every line of a folder of the tests: its place, which begins with its language, when it was written, the line."""
    found: list[tuple[str, str, str]] = []
    for path in sorted((Path(__file__).parent.parent / folder).glob("*_*.txt")):
        written = ""
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            if header := _HEADER.match(line):
                written = header[1]
            elif line.strip() and not line.startswith("#"):
                found.append((f"{path.stem}:{number}", written, line))
    return found


def unmarked(line: str) -> tuple[str, list[tuple[str, str]]]:
    """The sentence without its marks, and what they say: words and value."""
    return _MARK.sub(lambda mark: mark[1], line), [(mark[1], mark[2]) for mark in _MARK.finditer(line)]
