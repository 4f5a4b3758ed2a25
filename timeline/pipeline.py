"""The whole way, from documents to a timeline."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

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


class Told(NamedTuple):
    """What one text tells by itself."""

    statements: tuple[Statement, ...]
    happenings: tuple[Happening, ...]
    portrait: Portrait
    findings: tuple[Finding, ...]


def run(documents: Sequence[Document], config: Config, previous: Sequence[Event] = ()) -> Timeline:
    """Read documents, place what they state, join it into events and look for conflicts."""
    told = [told_by(document, config) for document in documents]
    statements = tuple(statement for one in told for statement in one.statements)
    happenings = [happening for one in told for happening in one.happenings]
    portraits = {document.id: one.portrait for document, one in zip(documents, told, strict=True)}
    events = link(documents, happenings, previous, portraits=portraits)
    found = [finding for one in told for finding in one.findings]
    found += (finding for _, finding in found_about(events, documents, config))
    return Timeline(tuple(documents), statements, events, shown(found, documents, config), version())


def told_by(document: Document, config: Config) -> Told:
    """What one text tells by itself, and what any rule has to say of it."""
    statements = tuple(statements_of(document, config))
    findings = found_in(document, statements, config, rules())
    return Told(statements, happenings_of(document, statements), portrait_of(document), findings)
