"""The whole way, from documents to a timeline."""

from __future__ import annotations

from collections.abc import Sequence

from timeline.checks import check
from timeline.config import Config
from timeline.discourse import statements_of
from timeline.happening import happenings_of
from timeline.link import link
from timeline.model import Document, Event, Timeline
from timeline.zones import version


def run(documents: Sequence[Document], config: Config, previous: Sequence[Event] = ()) -> Timeline:
    """Read documents, place what they state, join it into events and look for conflicts."""
    stated = [(document, statements_of(document, config)) for document in documents]
    statements = tuple(statement for _, found in stated for statement in found)
    happenings = [happening for document, found in stated for happening in happenings_of(document, found)]
    events = link(documents, happenings, previous)
    findings = check(documents, statements, events, config)
    return Timeline(tuple(documents), statements, events, findings, version())
