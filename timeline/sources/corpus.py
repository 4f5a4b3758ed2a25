"""``corpus.toml``, beside the documents: what they do not say of themselves."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from timeline.sources.fault import Fault
from timeline.sources.metadata import KEYS, Metadata, checked, nearest
from timeline.sources.waiting import endless

NAME = "corpus.toml"
_DEFAULTS = ("published", "zone", "place", "publisher", "lang")


@dataclass(frozen=True, slots=True)
class Corpus:
    """Defaults of a folder, and what is said of single files, by their path in the folder."""

    path: str = ""
    defaults: Metadata = field(default_factory=Metadata)
    documents: dict[str, Metadata] = field(default_factory=dict)
    wrong: dict[str, Fault] = field(default_factory=dict)  # files whose entry cannot be used
    faults: tuple[Fault, ...] = ()  # what concerns no single file


def load(folder: Path) -> Corpus:
    """What the folder's ``corpus.toml`` says; an empty one where there is none."""
    path = folder / NAME
    if (kind := endless(path)) is not None:
        return Corpus(str(path), faults=(Fault("TL901", str(path), kind, "put a file there, or take it away"),))
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        return Corpus()
    except OSError as error:
        return Corpus(
            str(path),
            faults=(Fault("TL901", str(path), f"cannot be read ({error.strerror})", "give permission to read it"),),
        )
    try:
        found = tomllib.loads(content.decode("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError, ValueError) as error:
        return Corpus(
            str(path),
            faults=(
                Fault("TL905", str(path), f"is no TOML ({error})", "correct it; the documents are read without it"),
            ),
        )
    return _corpus(found, str(path))


def _corpus(found: dict[str, object], path: str) -> Corpus:
    faults = [
        _unknown(key, (*_DEFAULTS, "document"), path) for key in found if key not in _DEFAULTS and key != "document"
    ]
    defaults = checked({key: found.get(key) for key in _DEFAULTS}, path)
    if isinstance(defaults, Fault):
        faults.append(defaults)
        defaults = Metadata()
    entries = found.get("document", [])
    if not isinstance(entries, list):
        entries = [entries]
    documents: dict[str, Metadata] = {}
    wrong: dict[str, Fault] = {}
    for number, entry in enumerate(entries, 1):
        file = entry.get("file") if isinstance(entry, dict) else None
        if not isinstance(file, str) or not file:
            faults.append(
                Fault("TL905", path, f"[[document]] number {number} names no file", 'add a line: file = "name.txt"')
            )
            continue
        file = str(PurePosixPath(file.replace("\\", "/")))
        faults += [_unknown(key, ("file", *KEYS), path) for key in entry if key not in KEYS and key != "file"]
        stated = checked(entry, path, zone=defaults.zone)
        if file in documents or file in wrong:
            faults.append(Fault("TL905", path, f"{file!r} has two [[document]] entries", "join them"))
        elif isinstance(stated, Fault):
            wrong[file] = Fault(stated.code, path, f"{stated.message} for {file!r}", stated.remedy)
        else:
            documents[file] = stated
    return Corpus(path, defaults, documents, wrong, tuple(faults))


def _unknown(key: str, known: tuple[str, ...], path: str) -> Fault:
    meant = nearest(key, known)
    remedy = f"did you mean {meant!r}?" if meant else f"the keys are {', '.join(known)}"
    return Fault("TL905", path, f"unknown key {key[:60]!r}", remedy)
