"""What is known of a document beside its text, gathered from several places of which the nearest to the user wins.

Values come as strings (or TOML dates) and leave checked: a zone is a key of the zone database, a publication is a
date or an aware datetime, an address is http(s).
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace
from datetime import UTC, date, datetime, time, timezone
from typing import Final, cast

from timeline.model import Document, Origin
from timeline.sources.fault import CONTROL, Fault
from timeline.zones.convert import to_utc, tzinfo_of
from timeline.zones.places import lookup
from timeline.zones.places import suggestion as suggestion_of_place
from timeline.zones.rules import is_key, suggestion

KEYS: Final = ("id", "title", "url", "publisher", "published", "zone", "place", "lang")

_SPACED_OFFSET = re.compile(r"(?<=\d)\s+(?=[+-]\d\d:?\d\d$|Z$)")
_SURROGATE = re.compile(r"[\ud800-\udfff]")  # mail and JSON can decode to them; no UTF-8 has them
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{1,8})*")  # RFC 5646, 2.1; with "_" as locales are written


@dataclass(frozen=True, slots=True)
class Metadata:
    """What one source of metadata says; None where it says nothing."""

    id: str | None = None
    title: str | None = None
    url: str | None = None
    publisher: str | None = None
    published: datetime | date | None = None
    zone: str | None = None
    place: str | None = None
    lang: str | None = None


def first(*found: Metadata) -> Metadata:
    """Each value from the first that has it.

    >>> first(Metadata(zone="UTC"), Metadata(id="a", zone="Asia/Tokyo"))
    Metadata(id='a', title=None, url=None, publisher=None, published=None, zone='UTC', place=None, lang=None)
    """
    merged = Metadata()
    for other in found:
        known = {f.name: getattr(other, f.name) for f in fields(other) if getattr(merged, f.name) is None}
        merged = replace(merged, **known)
    return merged


def document(known: Metadata, name: str, text: str, origin: Origin) -> Document:
    """The document of a text and what is known of it."""
    return Document(
        id=name,
        text=_SURROGATE.sub("\ufffd", text),
        title=known.title,
        url=known.url,
        publisher=known.publisher,
        published=known.published,
        zone=known.zone,
        place=known.place,
        language=known.lang or "en",
        origin=origin,
    )


def checked(
    values: Mapping[str, object], path: str, line: int | None = None, zone: str | None = None
) -> Metadata | Fault:
    """Metadata from raw values, or the first thing that is wrong with them.  Keys that are not ours are passed over.

    A publication without an offset is read on the clock of the zone beside it, else of ``zone``; with neither, its date
    is all that is known.
    """
    wall: datetime | None = None
    known: dict[str, str | date | None] = {}
    for key in KEYS:
        value = values.get(key)
        if value is None or value == "":
            continue
        if key == "published":
            when = _published(value)
            if isinstance(when, Fault):
                return when.at(path, line)
            if isinstance(when, datetime) and when.tzinfo is None:
                wall = when
            else:
                known[key] = when
            continue
        text = _text(key, value)
        if isinstance(text, Fault):
            return text.at(path, line)
        known[key] = text
    if wall is not None:
        beside = known.get("zone")
        zone = beside if isinstance(beside, str) else zone
        if zone is None:
            return Metadata(**known, published=wall.date())  # type: ignore[arg-type]  # as below
        instants = to_utc(wall, zone).instants
        if not instants:
            return Fault(
                "TL905", path, f"published {wall.isoformat()!r} lies outside the calendar", "correct the year", line
            )
        known["published"] = _with_offset(instants[0], zone)
    return Metadata(**known)  # type: ignore[arg-type]  # each value was checked for its key


class BadOptionError(ValueError):
    """A value on the command line that cannot be meant; the message names it and the remedy."""


def from_options(
    published: str | None = None, zone: str | None = None, place: str | None = None, lang: str | None = None
) -> Metadata:
    """Metadata from the command line's options.  Raises BadOptionError."""
    values = {"published": published, "zone": zone, "place": place, "lang": lang}
    found = checked(values, "the command line")
    fault = found if isinstance(found, Fault) else foreign(found, "the command line") or _nowhere(found.place)
    if fault is not None:
        raise BadOptionError(f"{fault.message}; {fault.remedy}")
    return cast("Metadata", found)


def _nowhere(place: str | None) -> Fault | None:
    """A fault if no place of that name is known: given for all documents, it would silently do nothing."""
    if place is None or lookup(place):
        return None
    meant = suggestion_of_place(place)
    remedy = f"did you mean {meant!r}?" if meant else "name a larger town nearby, or its --zone"
    return Fault("TL905", "the command line", f"unknown place {_short(place)}", remedy)


def foreign(known: Metadata, path: str, line: int | None = None) -> Fault | None:
    """A fault if the document is in a language that there are no words for; read as English it would be misread."""
    if known.lang in {None, "en"}:
        return None
    from timeline.language import LanguageError, load

    try:
        load(known.lang or "en")
    except LanguageError as error:
        return Fault("TL905", path, str(error), "leave it out, or say lang 'en' to have it read as English", line)
    return None


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known word that was probably meant."""
    near = difflib.get_close_matches(word[:64], list(known), n=1, cutoff=0.6)
    return near[0] if near else None


def parsed(written: str) -> datetime | date:
    """An ISO date or date-time.  Raises ValueError.

    >>> parsed("2025-08-14 12:00 -0400").isoformat()
    '2025-08-14T12:00:00-04:00'
    """
    written = written.strip()
    if len(written) <= 10:
        return date.fromisoformat(written)
    return datetime.fromisoformat(_SPACED_OFFSET.sub("", written))


def is_language(tag: str) -> bool:
    """Whether this is a language tag, as far as its form tells.

    >>> is_language("en-GB"), is_language("tlh"), is_language("English")
    (True, True, False)
    """
    return _LANGUAGE.fullmatch(tag) is not None


def _with_offset(instant: datetime, zone: str) -> datetime:
    """The instant with its zone's offset; a fixed one, since values carry no ZoneInfo."""
    offset = instant.astimezone(tzinfo_of(zone)).utcoffset()
    return instant.astimezone(timezone(offset) if offset else UTC)


def _published(value: object) -> datetime | date | Fault:
    """A publication as a date, an aware datetime, or a naive one that still needs a zone."""
    if isinstance(value, str):
        written = value.strip()
        try:
            value = parsed(written)
        except ValueError as error:
            reason = str(error) if "range" in str(error) else "not an ISO date or date-time"
            return Fault(
                "TL905",
                "",
                f"published {_short(written)} is no possible time ({reason})",
                "write it like 2025-08-14 or 2025-08-14T12:00:00-04:00",
            )
    if isinstance(value, date):  # a datetime is a date, too
        if not 1000 <= value.year < 9000:  # so that days and weeks around it stay inside the calendar
            return Fault("TL905", "", f"published {value.isoformat()!r} lies outside the calendar", "correct the year")
        return value
    if isinstance(value, time):
        return Fault(
            "TL905", "", f"published {value.isoformat()!r} has no date", "write it like 2025-08-14T12:00:00-04:00"
        )
    return Fault(
        "TL905", "", f"published {_short(value)} is no time", "write it like 2025-08-14 or 2025-08-14T12:00:00-04:00"
    )


def _text(key: str, value: object) -> str | Fault:
    if isinstance(value, int | float) and not isinstance(value, bool) and key == "id":
        value = str(value)
    if not isinstance(value, str):
        return Fault("TL905", "", f"{key} {_short(value)} is no text", "write it as a string")
    text = " ".join(value.split()) if key in {"title", "publisher", "place"} else value.strip()
    if key == "zone" and not is_key(text):
        meant = suggestion(text)
        return Fault(
            "TL905",
            "",
            f"unknown zone {_short(text)}",
            f"did you mean {meant!r}?" if meant else "use an IANA name such as 'America/New_York'",
        )
    if key == "id" and (CONTROL.search(text) or len(text) > 500):
        return Fault(
            "TL905",
            "",
            f"id {_short(text)} cannot be used",
            "use at most 500 characters, none of them a control character",
        )
    if key == "url" and not text.lower().startswith(("http://", "https://")):
        return Fault(
            "TL905", "", f"url {_short(text)} is no web address", "begin it with http:// or https://, or leave it out"
        )
    if key == "lang":
        if not is_language(text):
            return Fault("TL905", "", f"unknown language {_short(text)}", "use a code such as 'en'")
        return text.replace("_", "-").split("-")[0].lower()
    return CONTROL.sub("\ufffd", text)


def _short(value: object) -> str:
    shown = repr(value)
    return shown if len(shown) <= 80 else shown[:77] + "..."
