"""The way in: files, folders and standard input become documents; whatever cannot be read becomes a fault.

One module a format.
A document is read in one of two ways.
*As it is* (``read``, ``check``): markup is blanked by spaces, so an offset into the text is an offset into the file.
*Extracted* (``build``, ``add``): the prose of a web page, without the page around it.
"""

from __future__ import annotations

import importlib
import io
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from typing import BinaryIO, Final

from timeline.model import Document, Origin
from timeline.sources import files, folds, html, jsonl, markdown, plain, rest
from timeline.sources.decode import decode
from timeline.sources.fault import CONTROL, NAMES, Fault
from timeline.sources.files import MEDIA, File
from timeline.sources.limits import LIMIT
from timeline.sources.metadata import BadOptionError, Metadata, checked, document, first, foreign, from_options
from timeline.sources.piece import Piece

__all__ = [
    "LIMIT",
    "MEDIA",
    "NAMES",
    "BadOptionError",
    "Blanked",
    "Fault",
    "Metadata",
    "blanked",
    "from_options",
    "read",
    "read_bytes",
    "read_text",
]

Blanked = tuple[str, dict[str, str]] | Fault  # prose that keeps the file's offsets, and the metadata stated beside it

_AS_IT_IS: Final[dict[str, Callable[[str, str], Blanked]]] = {
    "text": plain.read,
    "markdown": markdown.read,
    "html": html.read,
    "rst": rest.read,
    "calendar": folds.blank,
}
# Formats whose documents are taken out of the file: module and function, imported when such a file is met.
_TAKEN_OUT: Final = {
    "mail": ("mail", "read"),
    "mbox": ("mail", "read_mailbox"),
    "feed": ("feed", "read"),
    "html": ("page", "read"),
    "calendar": ("calendar", "read"),
}
_ALWAYS_TAKEN_OUT: Final = {"mail", "mbox", "feed"}
_BY_TYPE: Final = {
    "text/html": "html",
    "application/xhtml+xml": "html",
    "application/rss+xml": "feed",
    "application/atom+xml": "feed",
    "application/rdf+xml": "feed",
    "application/xml": "feed",
    "text/xml": "feed",
    "text/calendar": "calendar",
    "text/markdown": "markdown",
    "message/rfc822": "mail",
    "application/mbox": "mbox",
    "application/jsonl": "jsonl",
    "application/x-ndjson": "jsonl",
}
# How the heads of mail begin, so that the mail parser is loaded only where one may stand.
_FIELD: Final = (b"From:", b"Date:", b"To:", b"Subject:", b"Message-", b"Return-", b"Received:", b"Delivered-")


def blanked(media: str, text: str, path: str) -> Blanked:
    """The prose of a file's text in a format that is read as it is; the path is for a fault to name.

    >>> blanked("markdown", "At `7` on **Friday**", "a.md")
    ('At     on   Friday  ', {})
    """
    return _AS_IT_IS[media](text, path)


@dataclass(frozen=True, slots=True)
class _Way:
    """How files are read."""

    extract: bool
    limit: int
    stdin: BinaryIO | None
    blank: Callable[[str, str, str], Blanked]


def read(
    paths: Iterable[str],
    overrides: Metadata = Metadata(),  # noqa: B008  # frozen
    *,
    form: str = "auto",
    extract: bool = False,
    limit: int = LIMIT,
    stdin: BinaryIO | None = None,
    stdin_name: str | None = None,
    as_git: bool = False,
    dated_by_git: bool = False,
    blank: Callable[[str, str, str], Blanked] = blanked,
) -> Iterator[Document | Fault]:
    """Documents and faults, in the order of the paths.

    ``overrides`` come from the command line and win.
    ``form`` says how to read standard input (``-``): "auto" goes by ``stdin_name``, else takes it for plain text.
    ``as_git`` leaves out what ``.gitignore`` files name, unless the user named it.
    ``dated_by_git`` asks git when a document was written that does not say so; BadOptionError where it cannot tell.
    ``blank`` is for who knows a file's prose from before.
    Two equal ids are a fault of the second, except that files of one name are told apart by their folders,
    and those named one by one by their endings too.
    """
    way = _Way(extract, limit, stdin, blank)
    stated: dict[str, str] = {}  # id -> where it was met
    for file in files.walk(paths, form, stdin_name, as_git=as_git):
        if isinstance(file, Fault):
            yield file
            continue
        for found in _file(file, overrides, way):
            told = _told_apart(found, file, stated) if isinstance(found, Document) else found
            yield _by_git(told) if dated_by_git and isinstance(told, Document) and not file.piped else told


def _told_apart(document: Document, file: File, stated: dict[str, str]) -> Document | Fault:
    """The document under an id of its own, which is added to those ``stated``."""
    if document.id in stated and document.id == file.name and not file.piped:
        document = replace(document, id=_by_path(file, stated[document.id]))
    if document.id in stated:
        line = document.origin.line if document.origin and file.media == "jsonl" else None
        taken = f"id {document.id!r} is that of {stated[document.id]} too"
        return Fault("TL908", file.shown, taken, "give one of them another id", line)
    stated[document.id] = file.shown
    return document


def _by_path(file: File, other: str) -> str:
    """The id of a file whose name another has: its path as the user named it, with its ending where only that differs.

    Two files of one folder that was named as a whole stay rivals: their ids are to last.
    """
    path = Path(file.shown)
    if path.with_suffix("") != Path(other).with_suffix(""):
        return path.with_suffix("").as_posix()
    return file.name if file.found else path.as_posix()


def _by_git(document: Document) -> Document:
    from timeline.sources.history import dated

    return dated(document)


def read_text(
    text: str,
    path: str,
    media: str = "text",
    overrides: Metadata = Metadata(),  # noqa: B008  # frozen
    defaults: Metadata = Metadata(),  # noqa: B008  # frozen
    name: str | None = None,
) -> Document | Fault:
    """A document from text at hand, markup blanked; ``name`` is its id if it states none."""
    name = name or Path(path).stem
    return _of_text(text, path, name, media, overrides, defaults, blanked(media, text, path))


def _of_text(
    text: str, path: str, name: str, media: str, overrides: Metadata, defaults: Metadata, found: Blanked
) -> Document | Fault:
    if isinstance(found, Fault):
        return found
    prose, values = found
    return _joined(Piece(prose, values, text), path, name, media, overrides, defaults)


def _file(file: File, overrides: Metadata, way: _Way) -> Iterator[Document | Fault]:
    """What one file gives; standard input is a file too."""
    if file.entry in file.corpus.wrong:
        yield file.corpus.wrong[file.entry]
        return
    known = first(overrides, file.corpus.documents.get(file.entry, Metadata()))
    try:
        if file.piped:
            yield from _stream(way.stdin or sys.stdin.buffer, file, known, way)
        else:
            with file.path.open("rb") as stream:
                yield from _stream(stream, file, known, way)
    except OSError as error:
        yield Fault(
            "TL901", file.shown, f"cannot be read ({error.strerror or error})", "check the file and its permissions"
        )


def read_bytes(
    content: bytes,
    path: str,
    overrides: Metadata = Metadata(),  # noqa: B008  # frozen
    defaults: Metadata = Metadata(),  # noqa: B008  # frozen
    *,
    media: str = "",
    charset: str | None = None,
    url: str | None = None,
) -> Iterator[Document | Fault]:
    """Documents of something fetched, extracted; its form goes by the Content-Type, else by the address' ending."""
    from urllib.parse import urlsplit

    form = _BY_TYPE.get(media) or MEDIA.get(PurePosixPath(urlsplit(url or path).path).suffix.lower(), "text")
    if media in {"", "text/plain", "application/octet-stream"} and form == "text" and _looks_like_html(content):
        form = "html"
    defaults = first(defaults, Metadata(url=url))
    way = _Way(extract=True, limit=LIMIT, stdin=None, blank=blanked)
    yield from _content(content, path, path, form, overrides, defaults, way, charset)


def _looks_like_html(content: bytes) -> bool:
    head = content[:1024].lstrip().lower()
    return head.startswith((b"<!doctype html", b"<html"))


def _stream(stream: BinaryIO, file: File, known: Metadata, way: _Way) -> Iterator[Document | Fault]:
    if file.media == "jsonl":
        yield from jsonl.read(stream, file.shown, file.name, known, file.corpus.defaults, way.limit)
        return
    content = stream.read(way.limit + 1)
    if len(content) > way.limit:
        yield Fault(
            "TL904",
            file.shown,
            f"is larger than {way.limit:,} bytes",
            "split it, or raise max-bytes in timeline.toml",
        )
        return
    yield from _content(content, file.shown, file.name, file.media, known, file.corpus.defaults, way)


def _content(
    content: bytes,
    path: str,
    name: str,
    media: str,
    known: Metadata,
    defaults: Metadata,
    way: _Way,
    charset: str | None = None,
) -> Iterator[Document | Fault]:
    if media == "text" and content.startswith(_FIELD) and _is_mail(content):
        media = "mail"
    if not content.strip():
        yield Fault("TL910", path, "is empty", "write something into it, or leave it out")
    elif media == "jsonl":
        yield from jsonl.read(io.BytesIO(content), path, name, known, defaults, LIMIT)
    elif media in _ALWAYS_TAKEN_OUT or (way.extract and media in _TAKEN_OUT):
        for piece in _taken_out(media)(content, path, charset):
            yield piece if isinstance(piece, Fault) else _joined(piece, path, name, media, known, defaults)
    else:
        declared = charset or (html.declared(content) if media == "html" else None)
        text = decode(content, path, declared)
        if isinstance(text, Fault):
            yield text
        else:
            yield _of_text(text, path, name, media, known, defaults, way.blank(media, text, path))


def _is_mail(content: bytes) -> bool:
    from timeline.sources.mail import is_pasted

    return is_pasted(content)


def _taken_out(media: str) -> Callable[[bytes, str, str | None], Iterator[Piece | Fault]]:
    """The reader of a format whose documents are taken out of the file."""
    module, function = _TAKEN_OUT[media]
    reader: Callable[[bytes, str, str | None], Iterator[Piece | Fault]] = getattr(
        importlib.import_module(f"{__name__}.{module}"), function
    )
    return reader


def _joined(
    piece: Piece, path: str, name: str, media: str, overrides: Metadata, defaults: Metadata
) -> Document | Fault:
    """The document of a piece, with the metadata that others know of it."""
    stated = checked(piece.values, path, piece.line if piece.line > 1 else None, overrides.zone or defaults.zone)
    if isinstance(stated, Fault):
        return stated
    known = first(overrides, stated, defaults)
    if fault := foreign(known, path, piece.line if piece.line > 1 else None):
        return fault
    identity = known.id or CONTROL.sub("\ufffd", f"{name}/{piece.name}" if piece.name else name)[:500]
    return document(known, identity, piece.text, Origin(path, media, piece.raw, piece.line))
