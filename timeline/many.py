"""Many documents read: a map over them in several processes, and what was read before taken from the cache.

A document is independent of the others up to linking, so nothing but time depends on how many processes there are.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from timeline.cache import Cache, dumps, key_of, key_of_text, loads
from timeline.checks import found_in
from timeline.checks.rule import rules
from timeline.config import Config
from timeline.discourse import statements_of
from timeline.happening import happenings_of
from timeline.link.portrait import Portrait, portrait_of
from timeline.model import Document, Finding, Happening, Statement
from timeline.sources import Blanked, Fault, blanked

_WORTH_IT: Final = 300_000  # code points; below that, starting processes takes longer than they save
_BATCH: Final = 100_000  # code points handed over at a time
_LONG: Final = 2_000  # code points from which marked-up text takes longer to blank than its prose to fetch
_MARKED: Final = {"markdown", "html", "rst"}


@dataclass(frozen=True, slots=True)
class Read:
    """What is wrong in one document by any rule, and what happens at its times, to be compared with other documents.

    Happenings without a time join no events; they only lend them names, and take most of the time.
    Statements are not among it: whoever compares documents does without them, and most of the time would go into
    handing them over.
    """

    findings: tuple[Finding, ...] = ()
    happenings: tuple[Happening, ...] = ()
    portrait: Portrait | None = None  # None where nobody asked for it, or nothing happens


@dataclass(frozen=True, slots=True)
class Reader:
    """How documents are read; ``linking`` says whether happenings are wanted too."""

    config: Config
    linking: bool = True
    cache: Path | None = None

    def key(self, document: Document) -> str:
        """The name of what is read of a document."""
        return key_of(document, self.config, "linking" if self.linking else "alone")

    def read(self, document: Document) -> Read:
        """What there is to say of a document."""
        statements = statements_of(document, self.config)
        findings = found_in(document, statements, self.config, rules())
        if not self.linking:
            return Read(findings)
        happenings = timed(document, statements)
        return Read(findings, happenings, portrait_of(document) if happenings else None)


def blanked_once(folder: Path | None) -> Callable[[str, str, str], Blanked]:
    """What ``sources.read`` may ask for the prose of a file's text, so that it is looked for once."""
    cache = Cache(folder) if folder else None

    def blank(media: str, text: str, path: str) -> Blanked:
        if cache is None or media not in _MARKED or len(text) < _LONG:
            return blanked(media, text, path)
        key = key_of_text(text, f"{media} blanked")
        known: tuple[str, dict[str, str]] | None = cache.get(key)
        if known is not None:
            return known
        found = blanked(media, text, path)
        if not isinstance(found, Fault):
            cache.put(key, dumps(found))
        return found

    return blank


def timed(document: Document, statements: Sequence[Statement]) -> tuple[Happening, ...]:
    """What happens at the times that a document states, and what the same sentences put before or after it."""
    return happenings_of(document, statements, untimed=False)


def read_many(documents: Sequence[Document], reader: Reader, jobs: int = 1) -> Iterator[Read]:
    """What there is to say of each document, in their order.

    What the cache has costs less to fetch than to hand over, so other processes get only what must be read.
    """
    cache = Cache(reader.cache) if reader.cache else None
    kept = [cache.get(reader.key(document)) if cache else None for document in documents]
    missing = [document for document, found in zip(documents, kept, strict=True) if found is None]
    fresh = _fresh(missing, reader, jobs)
    for found in kept:
        yield Read(*found) if found is not None else next(fresh)


def _fresh(documents: Sequence[Document], reader: Reader, jobs: int) -> Iterator[Read]:
    done = 0
    if jobs > 1 and sum(len(document.text) for document in documents) >= _WORTH_IT:
        try:
            for content in _in_processes(documents, reader, jobs):
                done += 1
                yield Read(*loads(content))
        except (BrokenProcessPool, OSError):
            # A process was killed, or the system has no semaphores to give: the rest is read here.
            pass
    cache = Cache(reader.cache) if reader.cache else None
    for document in documents[done:]:
        yield Read(*loads(_one(document, reader, cache)))


def _in_processes(documents: Sequence[Document], reader: Reader, jobs: int) -> Iterator[bytes]:
    # A fork shares the words that are loaded already; elsewhere each process loads them itself.
    method = "fork" if sys.platform == "linux" else "spawn"
    batches = list(_batches(documents))
    others = set(multiprocessing.active_children())
    context = multiprocessing.get_context(method)
    # The texts go with the process and not through its queue: whoever writes what a pipe cannot hold to a process that
    # was ended waits for ever (python/cpython#94777, mended in 3.11.5; Debian 12 has 3.11.2).
    with _held_back():
        reader.read(Document("", "The meeting is on Friday at 3 pm."))
        pool = ProcessPoolExecutor(min(jobs, len(batches)), context, _begin, (documents, reader))
    with pool:
        try:
            with _held_back():
                answers = pool.map(_batch, batches)  # starts the processes
            for found in answers:
                yield from found
        except BaseException:  # interrupted: nobody wants what is still under way
            for process in set(multiprocessing.active_children()) - others:
                process.terminate()
            raise


_SIGNALS = {signal.SIGINT, signal.SIGTERM}


@contextmanager
def _held_back() -> Iterator[None]:
    """Signals wait until it is over: what one raises in the middle of a fork or an import is lost, and work goes on.

    The interpreter drops what is raised in a callback of its own, as those of ``os.register_at_fork`` are.
    """
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, _SIGNALS)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


_task: tuple[Sequence[Document], Reader] = (), Reader(Config())  # of a process of its own


def _begin(documents: Sequence[Document], reader: Reader) -> None:
    """Know what is to be read, and end when the process that started this one is gone and nobody takes it."""
    global _task  # an executor hands its processes no other state
    _task = documents, reader
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, _SIGNALS)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _batches(documents: Sequence[Document]) -> Iterator[slice]:
    begin = size = 0
    for number, document in enumerate(documents):
        size += len(document.text)
        if size >= _BATCH:
            yield slice(begin, number + 1)
            begin, size = number + 1, 0
    if begin < len(documents):
        yield slice(begin, len(documents))


def _batch(part: slice) -> list[bytes]:
    """In a process of its own: read, and keep.  What is kept is what is handed over, so it is written once."""
    documents, reader = _task
    cache = Cache(reader.cache) if reader.cache else None
    return [_one(document, reader, cache) for document in documents[part]]


def _one(document: Document, reader: Reader, cache: Cache | None) -> bytes:
    read = reader.read(document)
    content = dumps((read.findings, read.happenings, read.portrait))
    if cache is not None:
        cache.put(reader.key(document), content)
    return content
