"""A web page's article without the page around it, by trafilatura.

Its publication is what the page's own metadata say, else what htmldate finds.

Neither may reach the network: htmldate would fetch a string that looks like an address, so both get a parsed tree.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from timeline.sources import html
from timeline.sources.decode import decode
from timeline.sources.fault import Fault
from timeline.sources.piece import Piece


def read(content: bytes, path: str, charset: str | None = None) -> Iterator[Piece | Fault]:
    """The article of a page."""
    try:
        import htmldate
        import trafilatura
    except ModuleNotFoundError:
        yield Fault("TL909", path, "web pages need another package", "run: pip install 'timeline-utc[html]'")
        return
    raw = decode(content, path, charset or html.declared(content))
    if isinstance(raw, Fault):
        yield raw
        return
    values: dict[str, object] = dict(html.values(raw))
    text: str | None = None
    try:
        tree = trafilatura.load_html(raw)
        if tree is not None:
            found = (
                htmldate.find_date(tree, original_date=True, extensive_search=False)
                if "published" not in values
                else None
            )
            if found:
                values["published"] = date.fromisoformat(found)
            text = trafilatura.extract(tree, include_comments=False, include_tables=True, deduplicate=False)
    except Exception as error:  # whatever a hostile page makes the libraries raise, the page is what is wrong
        yield Fault(
            "TL907", path, f"is a page that cannot be read ({type(error).__name__}: {error})", "save its text as .txt"
        )
        return
    if not text:
        text = html.plain(raw)
    if not text.strip():
        yield Fault("TL910", path, "is a page without text", "name the article's own page")
        return
    yield Piece(text, values)
