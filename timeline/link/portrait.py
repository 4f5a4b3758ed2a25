"""What linking asks of a whole text: its heaviest words, which of them are names, and a sketch that tells copies.

It depends on that text alone, so whoever keeps what was read of a document keeps this with it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from timeline.happening.words import lexicon
from timeline.link.copies import Sketch, sketch_of
from timeline.link.words import Vector, document_vector, surface
from timeline.model import Document

_TELLING = 4.0  # weight of a word that may be a name

Portrait = tuple[Vector, frozenset[str], Sketch]


def portrait_of(document: Document) -> Portrait:
    """The portrait of one document."""
    vector = document_vector(document)
    return vector, _named_in(document, vector), sketch_of(document)


def _named_in(document: Document, vector: Vector) -> frozenset[str]:
    """The heaviest words of a document that may be names and are written as such."""
    words = lexicon(document.language)
    telling = [stem for stem in vector if words.weight(stem) >= _TELLING]
    return frozenset(stem for stem in telling if surface(stem, document)[0].isupper())


def portraits_of(documents: Sequence[Document], known: Mapping[str, Portrait]) -> dict[str, Portrait]:
    """The portrait of each document by its id, as it is known or else drawn now."""
    return {document.id: known.get(document.id) or portrait_of(document) for document in documents}
