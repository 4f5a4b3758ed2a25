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
_BRACKET = re.compile(r"\[([!^]?)(\]?(?:\[:[a-z]+:\]|[^\]])*)\]")
_STAR, _FOLDERS, _ALL = "[^/]*", "(?:[^/]+/)*", ".+"
_CROSSING = ("/", _FOLDERS, _ALL)
_LONGEST = 4096  # characters of a pattern; no path has more
_CLASS = re.compile(r"\[(?::([a-z]+):\])?")
_CLASSES = {
    "alpha": "A-Za-z",
    "digit": "0-9",
    "alnum": "A-Za-z0-9",
    "upper": "A-Z",
    "lower": "a-z",
    "space": "\\s",
    "xdigit": "0-9A-Fa-f",
    "punct": "!-/:-@\\[-`{-~",
}


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
        text = path.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return []
    return patterns_of(text, folder or path.parent)


def patterns_of(text: str, folder: Path) -> list[Pattern]:
    """The patterns of a file's lines, which hold for what lies below its folder."""
    return [pattern for line in text.splitlines() if (pattern := _pattern(line, folder))]


def _pattern(line: str, folder: Path) -> Pattern | None:
    line = re.sub(r"(?<!\\)[ \t\r]+\Z", "", line)
    if not line or line.startswith("#") or len(line) > _LONGEST:
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
            found.append(_FOLDERS)
            at += 3
        elif rest == "**" and (at == 0 or glob[at - 1] == "/"):
            found.append(_ALL)
            at += 2
        elif rest.startswith("*"):
            found.append(_STAR)
            at += 2 if rest.startswith("**") else 1
        elif rest[0] == "?":
            found.append("[^/]")
            at += 1
        elif rest[0] == "[" and (bracket := _BRACKET.match(rest)):
            inside = bracket[2].replace("\\", "\\\\")
            inside = _CLASS.sub(lambda found: _CLASSES.get(found[1] or "", "\\["), inside)
            found.append(f"(?!/)[{'^' if bracket[1] else ''}{inside}]")
            at += bracket.end()
        elif rest[0] == "\\" and len(rest) > 1:
            found.append(re.escape(rest[1]))
            at += 2
        else:
            found.append(re.escape(rest[0]))
            at += 1
    return _joined(found)


def _joined(parts: list[str]) -> str:
    """The expression of its parts; what stands between two stars of one name is looked for once, from the left.

    Tried at every place again, «*a*a*a*a*b» would take years over a name of many a's.
    """
    text = ""
    for at, part in enumerate(parts):
        if part == _STAR:
            following = next((n for n in range(at + 1, len(parts)) if parts[n] == _STAR or parts[n] in _CROSSING), None)
            if following is not None and parts[following] == _STAR:
                parts[at], parts[following - 1] = f"(?>{_STAR}?", f"{parts[following - 1]})"
                part = parts[at]
        text += part
    return text
