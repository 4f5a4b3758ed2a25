"""Run rules over small texts, as ``timeline check`` does over files."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from timeline.checks import check, suppression
from timeline.config import Config
from timeline.discourse import statements_of
from timeline.happening import happenings_of
from timeline.link import link
from timeline.model import Document, Finding
from timeline.sources import from_options, read_text


def documents(texts: Sequence[str], **settings: str) -> list[Document]:
    """Markdown documents; ``settings`` are published, zone, place, lang."""
    found = [
        read_text(text, f"text-{n}.md", "markdown", defaults=from_options(**settings)) for n, text in enumerate(texts)
    ]
    assert all(isinstance(document, Document) for document in found), found
    return [document for document in found if isinstance(document, Document)]


def findings(
    texts: str | Sequence[str], select: Sequence[str] = ("ALL",), config: Config | None = None, **settings: str
) -> list[Finding]:
    """What the chosen rules say of the texts, taken as one corpus."""
    config = replace(config or Config(), select=tuple(select))
    read = documents([texts] if isinstance(texts, str) else texts, **settings)
    stated = {document.id: statements_of(document, config) for document in read}
    events = link(read, [h for document in read for h in happenings_of(document, stated[document.id])])
    found = check(read, [s for own in stated.values() for s in own], events, config)
    return list(suppression.silenced(found, read, config))


def codes(texts: str | Sequence[str], select: Sequence[str] = ("ALL",), **settings: str) -> list[str]:
    """The codes of what the chosen rules say."""
    return [finding.code for finding in findings(texts, select, **settings)]
