"""What somebody pastes into /check, as a document, and what the engine says of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from werkzeug.datastructures import FileStorage

from timeline.config import Config, Publish
from timeline.export.page.faces import Face
from timeline.export.page.source import Source, events_of, source
from timeline.export.page.text import plain
from timeline.model import Document
from timeline.serve.zone_picker import picked

NAME = "text"


@dataclass(frozen=True, slots=True)
class Given:
    """The form as it was filled in."""

    text: str = ""
    published: str = ""
    zone: str = ""
    place: str = ""


def read(
    form: Mapping[str, str], file: FileStorage | None, longest: int, now: datetime
) -> tuple[Given, Document | None, str]:
    """The form's document, or None and what is wrong with it."""
    given = Given(
        form.get("text", "").replace("\r\n", "\n"),
        form.get("published", "").strip()[:40],
        form.get("zone", "").strip()[:80],
        form.get("place", "").strip()[:200],
    )
    text = given.text
    if not text.strip() and file is not None and file.filename:
        try:
            text = file.stream.read(4 * longest + 4).decode("utf-8-sig")
        except UnicodeDecodeError:
            return given, None, "the file is not UTF-8 text; save it as UTF-8 or paste its text"
    if not text.strip():
        return given, None, "there is no text to check; paste one or choose a file"
    if len(text) > longest:
        return given, None, f"the text has {len(text)} characters; at most {longest} are checked here"
    zone = picked(given.zone) if given.zone else None
    if zone is not None and zone.key is None:
        return (
            given,
            None,
            f"no single time zone is known for “{plain(given.zone)}”; try America/New_York or a large city",
        )
    published: date | None = None
    if given.published:
        try:
            published = date.fromisoformat(given.published)
        except ValueError:
            return given, None, f"“{plain(given.published)}” is no date; write it as {now.date().isoformat()}"
    document = Document(
        NAME, text, title=None, published=published, zone=zone.key if zone else None, place=given.place or None
    )
    return given, document, ""


def checked(document: Document, faces: Sequence[Face], config: Config) -> Source:
    """The document with its times and findings, by the same engine as the command line's."""
    from timeline.pipeline import run  # loads the lexicons, which no other page needs

    found = run((document,), config)
    return source(document, found.statements, found.findings, events_of(found.events), faces, Publish.FULL)
