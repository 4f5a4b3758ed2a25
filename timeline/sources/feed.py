"""RSS and Atom: one document an entry.

feedparser is given a stream only; given a string, or bytes that are a path, it would open files and addresses.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from timeline.sources import front_matter, html
from timeline.sources.fault import Fault
from timeline.sources.piece import Piece


def read(content: bytes, path: str, _charset: str | None = None) -> Iterator[Piece | Fault]:
    """A document for each entry, and a fault where the feed breaks off."""
    try:
        import feedparser
    except ModuleNotFoundError:
        yield Fault("TL909", path, "feeds need another package", "run: pip install 'timeline-utc[feeds]'")
        return
    try:
        found = feedparser.parse(io.BytesIO(content))
    except Exception as error:  # the parser guards itself against most of what hostile feeds do, not against all
        yield Fault(
            "TL907", path, f"is a feed that cannot be read ({type(error).__name__})", "check it with a feed validator"
        )
        return
    entries = found.get("entries", [])
    broken = found.get("bozo") and not isinstance(found.get("bozo_exception"), feedparser.CharacterEncodingOverride)
    if not entries and (broken or not found.get("version")):
        reason = " ".join(str(found.get("bozo_exception", "no RSS or Atom in it")).split())[:200]
        yield Fault("TL907", path, f"is no feed ({reason})", "name an RSS or Atom feed")
        return
    publisher = html.plain(str(found.get("feed", {}).get("title") or ""))
    language = str(found.get("feed", {}).get("language") or "")
    for number, entry in enumerate(entries, 1):
        yield _entry(entry, number, publisher, language)
    if broken:
        reason = " ".join(str(found.get("bozo_exception", "")).split())[:200]
        yield Fault("TL907", path, f"is malformed ({reason}); {len(entries)} entries were read", "tell its publisher")


def _entry(entry: Any, number: int, publisher: str, language: str) -> Piece:
    link = str(entry.get("link", ""))
    link = link if link.startswith(("http://", "https://")) else ""
    title = html.plain(str(entry.get("title") or ""))
    whole = " \n\n".join(str(part.get("value", "")) for part in entry.get("content", ())) or str(
        entry.get("summary", "")
    )
    body = html.plain(whole)
    detail = (*entry.get("content", ()), entry.get("summary_detail") or {})[0]
    stated = str(detail.get("language") or language)  # Atom's xml:lang, nearer than the feed's
    values: dict[str, object] = {
        "id": link[:500] if len(link) <= 500 else None,
        "title": title,
        "url": link,
        "publisher": publisher,
        "published": _moment(entry),
        "lang": stated if front_matter.usable("lang", stated) else None,
    }
    text = body if body.startswith(title) or not title else f"{title}\n\n{body}"
    return Piece(text.strip(), values, None, str(entry.get("id") or number)[:300])


def _moment(entry: Any) -> datetime | None:
    """When the entry was published, else last changed; feedparser gives it in UTC."""
    for name in ("published_parsed", "updated_parsed"):
        try:
            parts = entry.get(name)
            if parts is not None:
                year, month, day, hour, minute, second = parts[:6]
                return datetime(year, month, day, hour, minute, min(second, 59), tzinfo=UTC)
        except (TypeError, ValueError):
            continue
    return None
