"""Which files the user's paths mean, in order, each with its place in its corpus."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from timeline.sources import corpus, ignored
from timeline.sources.corpus import Corpus
from timeline.sources.fault import Fault
from timeline.sources.ignored import Ignored
from timeline.sources.waiting import REMEDY, answered, endless

MEDIA = {
    ".txt": "text",
    ".text": "text",
    ".md": "markdown",
    ".markdown": "markdown",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".rst": "rst",
    ".eml": "mail",
    ".mbox": "mbox",
    ".ics": "calendar",
    ".rss": "feed",
    ".atom": "feed",
    ".xml": "feed",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
}


STDIN = "-"


@dataclass(frozen=True, slots=True)
class File:
    """One file to read."""

    path: Path
    shown: str  # as the user named it
    name: str  # the default id: the path in the folder without suffix
    entry: str  # how corpus.toml names it
    corpus: Corpus
    media: str
    found: bool  # met in a folder, not named by the user
    piped: bool = False  # standard input


def walk(
    paths: Iterable[str], form: str = "auto", stdin_name: str | None = None, *, as_git: bool = False
) -> Iterator[File | Fault]:
    """Every file once: those of a folder in the order of their names, hidden ones left out; ``-`` is standard input.

    ``as_git`` leaves out what the repository's ``.gitignore`` files name, unless the user named it.
    """
    seen: set[Path] = set()
    corpora: dict[Path, Corpus] = {}
    told: set[Path] = set()
    for path in paths:
        any_file = False
        if path == STDIN:
            yield _piped(form, stdin_name)
            continue
        for found in _one(path, corpora, as_git):
            if isinstance(found, Fault):
                any_file = True
                yield found
                continue
            if found.found and found.media == "feed" and not _is_feed(found.path):
                continue
            any_file = True
            real = found.path.resolve()
            if real in seen:
                continue
            seen.add(real)
            home = Path(found.corpus.path)
            if found.corpus.path and home not in told:
                told.add(home)
                yield from found.corpus.faults
                yield from _missing(found.corpus)
            yield found
        if not any_file:
            kinds = ", ".join(MEDIA)
            yield Fault("TL901", path, "the folder holds no documents", f"put files there that end in {kinds}")


def _piped(form: str, name: str | None) -> File:
    """Standard input as a file; its form goes by the name it is given, else it is plain text."""
    path = Path(name or "stdin")
    media = form if form != "auto" else MEDIA.get(path.suffix.lower(), "text")
    return File(path, name or "<stdin>", path.stem, path.name, Corpus(), media, found=True, piped=True)


def _one(path: str, corpora: dict[Path, Corpus], as_git: bool) -> Iterator[File | Fault]:
    root = Path(path)
    try:
        if root.is_dir():
            yield from _folder(root, root, corpora, None, ignored.of(root) if as_git else None)
        elif not root.exists():
            yield Fault("TL901", path, "no such file or folder", "check the spelling")
        elif (kind := endless(root)) is not None:
            yield Fault("TL901", path, kind, REMEDY)
        else:
            found = corpora.setdefault(root.parent, corpus.load(root.parent))
            yield File(root, path, root.stem, root.name, found, MEDIA.get(root.suffix.lower(), "text"), False)
    except (OSError, ValueError) as error:
        yield Fault("TL901", path, f"cannot be read ({error})", "check the name and the permissions")


def _folder(
    root: Path,
    folder: Path,
    corpora: dict[Path, Corpus],
    above: tuple[Path, Corpus] | None,
    passed: Ignored | None,
) -> Iterator[File | Fault]:
    """The files below a folder; a corpus.toml governs its folder and those below it that have none."""
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError as error:
        yield Fault("TL901", str(folder), f"the folder cannot be read ({error.strerror})", "give permission to read it")
        return
    if folder not in corpora:
        corpora[folder] = corpus.load(folder)
    home, told = (folder, corpora[folder]) if corpora[folder].path or above is None else above
    if passed is not None:
        passed = passed.below(folder.resolve())
    for entry in entries:
        if entry.name.startswith("."):
            continue
        path = folder / entry.name
        if passed is not None and passed.patterns and folder.resolve() / entry.name in passed:
            continue
        if entry.is_dir(follow_symlinks=False):
            if _exported(path):
                continue
            yield from _folder(root, path, corpora, (home, told), passed)
        elif path.suffix.lower() in MEDIA and answered(entry.is_file):
            name = path.relative_to(root).with_suffix("").as_posix()
            yield File(path, str(path), name, path.relative_to(home).as_posix(), told, MEDIA[path.suffix.lower()], True)


def _exported(folder: Path) -> bool:
    """Whether we wrote a folder ourselves (`timeline export`): what comes out of a corpus is no source for it."""
    calendar = folder / "calendar.ics"
    if not answered(calendar.is_file):
        return False
    from timeline.export.as_ics import PRODID  # slow to load, and few folders hold a calendar

    try:
        with calendar.open("rb") as stream:
            return PRODID.encode() in stream.read(400)
    except OSError:
        return False


def _missing(found: Corpus) -> Iterator[Fault]:
    """Entries of a corpus.toml whose file is not there."""
    folder = Path(found.path).parent
    for file in sorted({*found.documents, *found.wrong}):
        if ".." in file.split("/") or not (folder / file).is_file():
            yield Fault(
                "TL905",
                found.path,
                f"names {file!r}, which is not in the folder",
                "correct the name or take the entry out",
            )


def _is_feed(path: Path) -> bool:
    """Whether a file that was only met on the way is the feed that its name says; any other XML may be called so."""
    if path.suffix.lower() != ".xml":
        return True
    try:
        with path.open("rb") as stream:
            head = stream.read(4096).lower()
    except OSError:
        return True  # so that the fault is told where it is read
    return any(mark in head for mark in (b"<rss", b"<feed", b"<rdf:rdf"))
