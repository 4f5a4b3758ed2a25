"""How rules name times, zones and differences in their messages."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from timeline.algebra.civil import MONTHS
from timeline.model import Document
from timeline.zones import offset_at, offset_of

LONGEST_QUOTE = 60


def quoted(text: str) -> str:
    """Words of the text in quotation marks, on one line, not too many.

    >>> quoted("3pm\\n   ET")
    '"3pm ET"'
    """
    words = " ".join(text.split())
    return f'"{words}"' if len(words) <= LONGEST_QUOTE else f'"{words[: LONGEST_QUOTE - 2]}…"'


def clock(instant: datetime) -> str:
    """The time of day in UTC.

    >>> clock(datetime(2025, 8, 14, 19, tzinfo=UTC))
    '19:00'
    """
    instant = instant.astimezone(UTC)
    return f"{instant:%H:%M:%S}" if instant.second else f"{instant:%H:%M}"


def day(value: date, document: Document) -> str:
    """A day, with its year where it is not that of the document's publication."""
    words = f"{value.day} {MONTHS[value.month - 1]}"
    published = document.published
    return words if published is not None and published.year == value.year else f"{words} {value.year}"


def moment(instant: datetime, document: Document) -> str:
    """An instant: «19:00 UTC on 14 August»."""
    return f"{clock(instant)} UTC on {day(instant.astimezone(UTC).date(), document)}"


def apart(difference: timedelta) -> str:
    """How far two instants are apart, in words.

    >>> apart(timedelta(hours=1)), apart(timedelta(hours=-25)), apart(timedelta(minutes=90)), apart(timedelta(days=56))
    ('one hour', '1 day and 1 hour', '1 hour and 30 minutes', '56 days')
    """
    minutes, seconds = divmod(abs(int(difference.total_seconds())), 60)
    if (minutes, seconds) == (60, 0):
        return "one hour"
    hours, minutes = divmod(minutes, 60)
    days, hours = divmod(hours, 24)
    counted = [(days, "day"), (hours, "hour"), (minutes, "minute"), (seconds, "second")]
    words = [f"{n} {unit}{'' if n == 1 else 's'}" for n, unit in counted if n]
    return " and ".join(words[:2]) or "the same"


def offset(value: timedelta) -> str:
    """An offset as people write it.

    >>> offset(timedelta(hours=-4)), offset(timedelta(hours=5, minutes=30)), offset(timedelta(0))
    ('UTC-4', 'UTC+5:30', 'UTC')
    """
    minutes = int(value.total_seconds()) // 60
    if not minutes:
        return "UTC"
    hours, rest = divmod(abs(minutes), 60)
    return f"UTC{'+' if minutes > 0 else '-'}{hours}" + (f":{rest:02}" if rest else "")


def offset_then(zone: str, instant: datetime) -> str:
    """The offset of a zone at an instant, as people write it."""
    return offset(offset_at(zone, instant))


def city(zone: str) -> str:
    """The place in a zone's key; an offset as people write it.

    >>> city("America/Argentina/Buenos_Aires"), city("+05:30"), city("UTC")
    ('Buenos Aires', 'UTC+5:30', 'UTC')
    """
    stated = offset_of(zone)
    return offset(stated) if stated is not None else zone.rsplit("/", 1)[-1].replace("_", " ")


def listed(words: list[str], last: str = "and") -> str:
    """Words in a row.

    >>> listed(["a", "b", "c"])
    'a, b and c'
    """
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} {last} {words[-1]}"
