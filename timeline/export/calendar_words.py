"""What a calendar entry says in words: the time as stated, who claims which time, and the sources, last."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime

from timeline.export.calendar_times import Times
from timeline.export.content_lines import capped, clean, one_line
from timeline.model import AllDay, Document, Event, Modality, Placed, Repeated, Rival, Role, Skipped, Status, When
from timeline.zones.convert import local

SUMMARY = 200  # characters
DESCRIPTION = 8000
_TAIL = 6000  # of those, at most for rivals and sources
_TITLE = 2000
_QUOTE = 280
_MOST = 25  # sources, rivals


def summary(event: Event) -> str:
    """The title on one line, "Cancelled: " before that of a withdrawn event."""
    return capped(_title(event), SUMMARY)


def _title(event: Event) -> str:
    title = one_line(event.title) or "(no title)"
    return f"Cancelled: {title}" if event.status is Status.CANCELLED else title


def description(event: Event, times: Times, documents: Mapping[str, Document], publish: str, page: str | None) -> str:
    """The entry's text; rivals and sources are plain lines at its end, which every reader shows."""
    tail = "\n".join(_tail(event, documents, publish, page))
    if len(tail) > _TAIL:
        tail = tail[:_TAIL].rpartition("\n")[0] + "\n…"
    body = capped("\n".join(_body(event, times, publish)), DESCRIPTION - len(tail) - 2)
    return "\n\n".join(part for part in (body, tail) if part)


def _body(event: Event, times: Times, publish: str) -> Iterator[str]:
    if publish != "none" and len(title := _title(event)) > SUMMARY:
        yield capped(title, _TITLE)  # a summary is cut to what a grid of days can show; nothing of it is lost here
    if clock := _local(event, times):
        yield clock
    if publish != "none" and (words := stated(event)):
        yield "Stated as " + ", ".join(f"“{text}”" for text in words[:6]) + "."
    yield from times.notes
    if event.approximate:
        yield "The time is approximate."
    if event.readings and event.readings[0].role is Role.DEADLINE:
        yield "This is a deadline; the length shown has no meaning."
    if event.participants:
        yield "With " + ", ".join(capped(one_line(name), 80) for name in event.participants[:_MOST]) + "."


def _local(event: Event, times: Times) -> str | None:
    if times.all_day or event.zone is None or not isinstance(event.local, datetime):
        return None
    zone, wall = one_line(event.zone), event.local
    if times.repeats is not None and isinstance(times.start, datetime):
        wall = local(times.start, event.zone)  # the first occurrence may be a later one than was stated
    return f"{wall:%Y-%m-%d %H:%M} {f'UTC{zone}' if zone[:1] in {'+', '-'} else zone}."


def stated(event: Event) -> tuple[str, ...]:
    """The words in which its time is stated, each once."""
    asserted = (s for s in event.statements if s.modality is Modality.ASSERTED)
    return tuple(dict.fromkeys(capped(one_line(s.text), 120) for s in asserted))


def sources(event: Event) -> tuple[str, ...]:
    """The documents that speak of it, each once, in the order of its statements."""
    return tuple(dict.fromkeys(link.happening.document for link in event.links))


def _tail(event: Event, documents: Mapping[str, Document], publish: str, page: str | None) -> Iterator[str]:
    if event.disputed and event.readings:
        yield "The sources disagree:"
        yield from (_claim(rival, documents) for rival in event.readings[:_MOST])
    if event.superseded:
        yield "No longer stands:"
        yield from (_claim(rival, documents) for rival in event.superseded[:_MOST])
    names = sources(event)
    if names:
        yield "Sources:"
    for name in names[:_MOST]:
        yield f"- {_source(name, documents)}" + (_quoted(event, name) if publish != "none" else "")
    if len(names) > _MOST:
        yield f"- and {len(names) - _MOST} more"
    if page:
        yield page


def _claim(rival: Rival, documents: Mapping[str, Document]) -> str:
    who = ", ".join(_name(name, documents) for name in rival.documents[:_MOST])
    return f"- {rival.role}: {moment(rival.when)} ({who})"


def moment(when: When) -> str:
    """A time in words that need no calendar: "2025-08-15 19:30 UTC".

    >>> from timeline.model import Grain
    >>> moment(AllDay(date(2025, 8, 15), date(2025, 8, 17), None, Grain.DAY))
    '2025-08-15 to 2025-08-16'
    """
    match when:
        case Placed(start):
            return f"{start.astimezone(UTC):%Y-%m-%d %H:%M} UTC"
        case AllDay(first, until):
            last = date.fromordinal(max(until.toordinal() - 1, first.toordinal()))
            return first.isoformat() if last == first else f"{first} to {last}"
        case Repeated(one, two):
            return f"{moment(one)} or {moment(two)}"
        case Skipped(before, after):
            return f"{moment(before)} or {moment(after)}"
        case _:
            return one_line(when.reason)


def _name(document: str, documents: Mapping[str, Document]) -> str:
    known = documents.get(document)
    return capped(one_line((known and (known.publisher or known.title)) or document), 80)


def _source(document: str, documents: Mapping[str, Document]) -> str:
    known = documents.get(document)
    if known is None:
        return capped(one_line(document), 200)
    about = [one_line(known.publisher or "")]
    if known.published is not None:
        about.append(
            known.published.isoformat(timespec="minutes")
            if isinstance(known.published, datetime)
            else known.published.isoformat()
        )
    told = ", ".join(filter(None, about))
    text = capped(one_line(known.title or document), 200) + (f" ({capped(told, 120)})" if told else "")
    return f"{text} {capped(one_line(known.url), 500)}" if known.url else text


def _quoted(event: Event, document: str) -> str:
    quote = next((link.happening.quote for link in event.links if link.happening.document == document), "")
    quote = capped(one_line(clean(quote)), _QUOTE)
    return f": “{quote}”" if quote else ""
