"""What git leaves alone: ``.gitignore`` files from the repository's root down to a folder (gitignore(5)).

Of the patterns that fit a path the last one decides, those of deeper folders come after those of higher ones, and
nothing below an ignored folder can be taken back.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from timeline.sources.waiting import answered

_LARGEST = 1_000_000  # bytes of a .gitignore


@dataclass(frozen=True, slots=True)
class Pattern:
    """One line of a ``.gitignore``."""

    fits: re.Pattern[str]  # on the path below the file's folder
    folder: Path
    taken_back: bool
    only_folders: bool


@dataclass(frozen=True, slots=True)
class Ignored:
    """The patterns that hold in a folder."""

    patterns: tuple[Pattern, ...] = ()

    def below(self, folder: Path) -> Ignored:
        """The patterns that hold in a folder below, with those of its own file."""
        return Ignored((*self.patterns, *_read(folder / ".gitignore")))

    def __contains__(self, path: Path) -> bool:
        """Whether git ignores a file or folder whose parents it does not ignore."""
        is_folder: bool | None = None
        for pattern in reversed(self.patterns):
            if not pattern.fits.fullmatch(path.relative_to(pattern.folder).as_posix()):
                continue
            if pattern.only_folders:
                is_folder = path.is_dir() if is_folder is None else is_folder
                if not is_folder:
                    continue
            return not pattern.taken_back
        return False


def of(folder: Path) -> Ignored:
    """The patterns that hold in a folder before its own file is read; none outside of a repository."""
    folder = folder.resolve()
    root = next((place for place in (folder, *folder.parents) if answered((place / ".git").exists)), None)
    if root is None:
        return Ignored()
    ignored = Ignored(tuple(_read(root / ".git" / "info" / "exclude", root)))
    for place in reversed([folder, *folder.parents]):
        if place != folder and place.is_relative_to(root):
            ignored = ignored.below(place)
    return ignored


def _read(path: Path, folder: Path | None = None) -> list[Pattern]:
    try:
        if not path.is_file() or path.stat().st_size > _LARGEST:
            return []
        lines = path.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return []
    return [pattern for line in lines if (pattern := _pattern(line, folder or path.parent))]


def _pattern(line: str, folder: Path) -> Pattern | None:
    line = re.sub(r"(?<!\\)[ \t\r]+\Z", "", line)
    if not line or line.startswith("#"):
        return None
    taken_back = line.startswith("!")
    line = line[1:] if taken_back else line
    only_folders = line.endswith("/")
    line = line.rstrip("/")
    if not line:
        return None
    anchored = "/" in line
    line = line.removeprefix("/")
    words = _expression(line)
    try:
        fits = re.compile(words if anchored else f"(?:.*/)?{words}", re.DOTALL)
    except re.error:
        return None
    return Pattern(fits, folder, taken_back, only_folders)


def _expression(glob: str) -> str:
    """A glob of gitignore as a regular expression: ``**`` crosses folders, ``*`` and ``?`` do not."""
    glob = re.sub(r"\*{3,}", "**", glob)
    found = []
    at = 0
    while at < len(glob):
        rest = glob[at:]
        if rest.startswith("**/") and (at == 0 or glob[at - 1] == "/"):
            found.append("(?:[^/]+/)*")
            at += 3
        elif rest == "**" and (at == 0 or glob[at - 1] == "/"):
            found.append(".+")
            at += 2
        elif rest.startswith("*"):
            found.append("[^/]*")
            at += 2 if rest.startswith("**") else 1
        elif rest[0] == "?":
            found.append("[^/]")
            at += 1
        elif rest[0] == "[" and (bracket := re.match(r"\[([!^]?)(\]?[^\]]*)\]", rest)):
            inside = bracket[2].replace("\\", "\\\\").replace("[", "\\[")
            found.append(f"(?!/)[{'^' if bracket[1] else ''}{inside}]")
            at += bracket.end()
        elif rest[0] == "\\" and len(rest) > 1:
            found.append(re.escape(rest[1]))
            at += 2
        else:
            found.append(re.escape(rest[0]))
            at += 1
    return "".join(found)
