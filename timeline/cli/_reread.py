"""Paths and addresses to documents, now and again: what add reads and update reads later."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from timeline import fetch
from timeline.sources import LIMIT, Fault, Metadata, from_options, read, read_bytes
from timeline.store import Source, clock

if TYPE_CHECKING:
    from timeline.model import Document


@dataclass(frozen=True, slots=True)
class Manner:
    """How to read: standard input's form, and how far a fetch may go."""

    form: str = "auto"
    max_bytes: int = LIMIT
    full_text: bool = False
    private: bool = False
    seconds: float = fetch.TIMEOUT

    @property
    def limits(self) -> fetch.Limits:
        """The same for a fetch."""
        return fetch.Limits(self.seconds, self.max_bytes, self.private)


def manner(form: str, max_bytes: int, full_text: bool, private: bool, seconds: float | None) -> Manner:
    """The manner that the command line asks for."""
    return Manner(form, max_bytes, full_text, private, seconds or fetch.TIMEOUT)


def built(sources: Sequence[Source], manner: Manner) -> Iterator[Document | Fault]:
    """The documents of what the last build named, with the metadata that it stated; they share one corpus."""
    options = dict(sources[0].options)
    stated = from_options(*(options.get(name) for name in ("published", "zone", "place", "lang")))
    yield from read([_shown(source.path) for source in sources], stated, extract=True, limit=manner.max_bytes)


def is_address(path: str) -> bool:
    """Whether a path is an http(s) address."""
    return path.lower().startswith(("http://", "https://"))


def sources_of(paths: Sequence[str], via: str, options: dict[str, str | None]) -> tuple[Source, ...]:
    """What ``update`` will read again; standard input cannot be."""
    kept = tuple(sorted((name, value) for name, value in options.items() if value))
    return tuple(Source(p if is_address(p) else str(Path(p).absolute()), via, kept) for p in paths if p != "-")


def documents_of(source: Source, manner: Manner, seen: list[Source]) -> Iterator[Document | Fault]:
    """The documents of one source; ``seen`` receives it with what the server said of its version."""
    options = dict(source.options)
    stated = from_options(*(options.get(name) for name in ("published", "zone", "place", "lang")))
    manner = replace(manner, full_text=manner.full_text or options.get("full-text") == "yes")
    if not is_address(source.path):
        seen.append(source)
        yield from read([_shown(source.path)], stated, extract=True, limit=manner.max_bytes)
        return
    found = fetch.fetch(source.path, etag=source.etag, modified=source.modified, limits=manner.limits)
    match found:
        case fetch.Unchanged():
            seen.append(source)
        case fetch.Refused():
            yield Fault("TL911", source.path, found.message, found.remedy)
        case fetch.Fetched():
            seen.append(replace(source, etag=found.etag, modified=found.modified, retrieved=clock()))
            yield from _fetched(found, source.path, stated, manner)


def _fetched(found: fetch.Fetched, path: str, stated: Metadata, manner: Manner) -> Iterator[Document | Fault]:
    """Documents from an answer, each with the address where it can be read."""
    for document in read_bytes(found.content, path, stated, media=found.media, charset=found.charset, url=found.url):
        feed = not isinstance(document, Fault) and document.origin is not None and document.origin.media == "feed"
        if isinstance(document, Fault) or not (feed and manner.full_text and document.url):
            yield document
            continue
        yield from _article(document, document.url, stated, manner)


def _article(entry: Document, url: str, stated: Metadata, manner: Manner) -> Iterator[Document | Fault]:
    """The whole article that a feed's entry leads to, with the metadata of the feed where the page is silent."""
    found = fetch.fetch(url, limits=manner.limits)
    if not isinstance(found, fetch.Fetched):
        refused = found if isinstance(found, fetch.Refused) else fetch.Refused(url, "sends nothing", "try again later")
        yield Fault("TL911", url, refused.message, refused.remedy)
        yield entry
        return
    told = Metadata(entry.id, entry.title, url, entry.publisher, entry.published)
    yield from read_bytes(found.content, url, stated, told, media=found.media, charset=found.charset, url=url)


def _shown(path: str) -> str:
    """A file's path as the user would name it here."""
    near = os.path.relpath(path)
    return path if near.startswith("..") else near
