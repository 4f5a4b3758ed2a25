"""What somebody pastes into /check, as a document, and what the engine says of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import PurePath

from werkzeug.datastructures import FileStorage

from timeline.config import Config, Publish
from timeline.export.page.faces import Face
from timeline.export.page.source import Source, events_of, source
from timeline.export.page.text import plain
from timeline.model import Document
from timeline.serve.zone_picker import picked

NAME = "text"
_FORMS = {".md": "markdown", ".markdown": "markdown", ".html": "html", ".htm": "html", ".rst": "rst"}


@dataclass(frozen=True, slots=True)
class Given:
    """The form as it was filled in."""

    text: str = ""
    published: str = ""
    zone: str = ""
    place: str = ""


class UnfitError(ValueError):
    """What is wrong with a filled-in form, in a sentence that names the value and the remedy."""


def given(form: Mapping[str, str]) -> Given:
    """The form as it was filled in."""
    return Given(
        form.get("text", "").replace("\r\n", "\n"),
        form.get("published", "").strip()[:40],
        form.get("zone", "").strip()[:80],
        form.get("place", "").strip()[:200],
    )


def document(filled: Given, file: FileStorage | None, longest: int, now: datetime) -> Document:
    """The document of a form, read as the command line reads a file.  Raises UnfitError."""
    from timeline.sources import Fault, read_text  # with the readers of every format, which no other page needs
    from timeline.sources.metadata import Metadata

    text, name = filled.text, "text.txt"
    if not text.strip() and file is not None and file.filename:
        text, name = _decoded(file.stream.read(4 * longest + 4)), PurePath(file.filename).name
    if not text.strip():
        raise UnfitError("there is no text to check; paste one or choose a file")
    if len(text) > longest:
        raise UnfitError(f"the text has {len(text)} characters; at most {longest} are checked here")
    stated = Metadata(NAME, published=_day(filled.published, now), zone=_zone(filled.zone), place=filled.place or None)
    found = read_text(text, name, _FORMS.get(PurePath(name).suffix.lower(), "text"), stated)
    if isinstance(found, Fault):
        raise UnfitError(f"{found.message}; {found.remedy}")
    return found


def _decoded(content: bytes) -> str:
    try:
        return content.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError:
        raise UnfitError("the file is not UTF-8 text; save it as UTF-8 or paste its text") from None


def _zone(typed: str) -> str | None:
    choice = picked(typed)
    if choice.typed and choice.key is None:
        raise UnfitError(
            f"no single time zone is known for “{plain(choice.typed)}”; try America/New_York or a large city"
        )
    return choice.key


def _day(typed: str, now: datetime) -> date | None:
    try:
        return date.fromisoformat(typed) if typed else None
    except ValueError:
        raise UnfitError(f"“{plain(typed)}” is no date; write it as {now.date().isoformat()}") from None


def checked(pasted: Document, faces: Sequence[Face], config: Config) -> Source:
    """The document with its times and findings, by the same engine as the command line's."""
    from timeline.pipeline import run  # loads the lexicons, which no other page needs

    found = run((pasted,), config)
    return source(pasted, found.statements, found.findings, events_of(found.events), faces, Publish.FULL)
