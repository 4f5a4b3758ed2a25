"""The whole way, from documents to a timeline."""

from __future__ import annotations

from collections.abc import MutableMapping, Sequence
from typing import NamedTuple

from timeline.cache import dumps, key_of, loads, program
from timeline.checks import found_about, found_in
from timeline.checks.rule import rules
from timeline.checks.selection import shown
from timeline.config import Config
from timeline.discourse import statements_of
from timeline.happening import happenings_of
from timeline.link import link
from timeline.link.portrait import Portrait, portrait_of
from timeline.model import Document, Event, Finding, Happening, Statement, Timeline
from timeline.zones import version


class _Told(NamedTuple):
    """What one text tells by itself."""

    statements: tuple[Statement, ...]
    happenings: tuple[Happening, ...]
    portrait: Portrait
    findings: tuple[Finding, ...]


def run(
    documents: Sequence[Document],
    config: Config,
    previous: Sequence[Event] = (),
    kept: MutableMapping[str, bytes] | None = None,
) -> Timeline:
    """Read documents, place what they state, join it into events and look for conflicts.

    ``kept`` is what an earlier run has read, which is not read again; what this one knows of its documents replaces it.
    """
    told = [_read(document, config) for document in documents] if kept is None else _known(documents, config, kept)
    statements = tuple(statement for one in told for statement in one.statements)
    happenings = [happening for one in told for happening in one.happenings]
    portraits = {document.id: one.portrait for document, one in zip(documents, told, strict=True)}
    events = link(documents, happenings, previous, portraits=portraits)
    found = [finding for one in told for finding in one.findings]
    findings = shown([*found, *found_about(events, documents, config)], documents, config)
    return Timeline(tuple(documents), statements, events, findings, version())


def _read(document: Document, config: Config) -> _Told:
    """What one text tells by itself, and what any rule has to say of it."""
    statements = tuple(statements_of(document, config))
    findings = found_in(document, statements, config, rules())
    return _Told(statements, happenings_of(document, statements), portrait_of(document), findings)


def _known(documents: Sequence[Document], config: Config, kept: MutableMapping[str, bytes]) -> list[_Told]:
    """What each document tells: of those that are as they were, under the same settings and program, what was kept."""
    keys = [key_of(document, config, program()) for document in documents]
    told = []
    for document, key in zip(documents, keys, strict=True):
        found = _loaded(kept.get(key))
        if found is None:
            found = _read(document, config)
            kept[key] = dumps(tuple(found))
        told.append(found)
    for key in kept.keys() - set(keys):
        del kept[key]
    return told


def _loaded(content: bytes | None) -> _Told | None:
    if content is None:
        return None
    try:
        return _Told(*loads(content))
    except Exception:  # whatever is wrong with it, the document can be read
        return None
