"""What linking asks of a whole text: its heaviest words, and a sketch by which a copy of it is known.

It depends on that text alone, so whoever keeps what was read of a document keeps this with it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from timeline.link.copies import Sketch, sketch_of
from timeline.link.words import Vector, document_vector
from timeline.model import Document

Portrait = tuple[Vector, Sketch]


def portrait_of(document: Document) -> Portrait:
    """The portrait of one document."""
    return document_vector(document), sketch_of(document)


def portraits_of(documents: Sequence[Document], known: Mapping[str, Portrait]) -> dict[str, Portrait]:
    """The portrait of each document by its id, as it is known or else drawn now."""
    return {document.id: known.get(document.id) or portrait_of(document) for document in documents}
