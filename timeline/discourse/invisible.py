"""What no reader sees, as mails and pages carry it: «15:<zero width>00», «<b>7 PM</b> EST» are read as if it were not
there."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from timeline.model import Document, Rejected, Span, Statement, Tree

# Soft hyphens, blanks of no width, and the marks of a writing direction; the joiners are letters of their scripts.
_UNSEEN = "\u00ad\u200b\u200e\u200f\u2060\ufeff\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
_RUN = re.compile(rf"[{_UNSEEN}]|</?(?:b|strong|em|i|u|span)(?: [^<>\n]{{0,80}})?>")


def without(document: Document) -> tuple[Document, Sequence[int]] | None:
    """The document without such letters and tags, and where each letter that is left stood; None where it has none.

    The end of the text is the last of these places.
    """
    text = document.text
    if "</" not in text and (text.isascii() or not any(letter in text for letter in _UNSEEN)):
        return None
    seen = bytearray(b"\1" * len(text))
    for match in _RUN.finditer(text):
        seen[slice(*match.span())] = bytes(match.end() - match.start())
    places = [at for at, shown in enumerate(seen) if shown]
    if len(places) == len(text):
        return None
    dated = tuple((sum(seen[:at]), when) for at, when in document.dated)
    return replace(document, text=_RUN.sub("", text), dated=dated), [*places, len(text)]


def restored(stated: Statement, text: str, places: Sequence[int]) -> Statement:
    """The statement with its places and words in the whole text."""

    def there(span: Span) -> Span:
        return places[span[0]], places[span[1] - 1] + 1 if span[1] > span[0] else places[span[1]]

    def tree(node: Tree) -> Tree:
        return replace(node, span=there(node.span), parts=tuple(tree(part) for part in node.parts))

    reading = stated.reading
    span = there(stated.span)
    rivals = tuple(Rejected(tree(rival.tree), rival.why) for rival in reading.rivals)
    shown = replace(reading, span=there(reading.span), tree=reading.tree and tree(reading.tree), rivals=rivals)
    return replace(stated, span=span, text=text[slice(*span)], reading=shown)
