"""Mail: one message a file, or a mailbox of them (RFC 5322, RFC 4155).

The text is the plain part, else the HTML part without its markup.
What the writer quotes from an earlier mail was written on another day, and is blanked.
"""

from __future__ import annotations

import email
import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from email.message import EmailMessage, MIMEPart
from email.policy import EmailPolicy
from email.utils import parseaddr, parsedate_to_datetime
from itertools import chain
from typing import cast

from timeline.sources import calendar, html
from timeline.sources.decode import decode
from timeline.sources.fault import Fault
from timeline.sources.mask import mask
from timeline.sources.piece import Piece

_FROM = re.compile(rb"(?:\A|(?<=\n\n)|(?<=\r\n\r\n))From ([^\n]{1,300})\n")
_CLOCK = re.compile(rb"\d\d:\d\d")  # tells a separator from a sentence that begins with "From"
_QUOTED = re.compile(  # with the line that says who wrote it and when
    r"^(?:On [^\n]{4,100}(?:\n[^\n]{1,60})?wrote:[ \t]*\r?\n(?=[ \t\r\n]{0,4}>)|[ \t]{0,3}>(?!From ).*$)", re.MULTILINE
)
_PASTED = re.compile(  # fields and nothing else until an empty line, as RFC 5322 2.2 has them
    rb"\A(?:\xef\xbb\xbf)?(?:[A-Z][A-Za-z-]{1,40}:[ \t][^\n]{0,998}\n(?:[ \t]+[^\s][^\n]{0,998}\n)*+){2,40}+\r?\n"
)
_PROSE = frozenset({"text/plain", "text/html"})
_HEAD_END = re.compile(r"\r?\n\r?\n")
_LONGEST = 2000  # characters of a header that are read
_CONTROL = re.compile(r"[\x00-\x1f\x7f]+")


class _Bounded(EmailPolicy):
    """The standard policy with headers cut short: the library's parser takes quadratic time over a long one."""

    def header_source_parse(self, sourcelines: list[str]) -> tuple[str, str]:
        name, value = super().header_source_parse(sourcelines)
        return name, value[:_LONGEST]


_POLICY = _Bounded()


def is_pasted(content: bytes) -> bool:
    """Whether text that nobody calls mail is a message with its head: fields, sender and date among them.

    >>> is_pasted(b"From: Ana <ana@example.org>\\nDate: Thu, 26 Nov 2026 18:20:00 +0100\\n\\nWe meet on Friday.")
    True
    """
    head = _PASTED.match(content[: 40 * _LONGEST])
    if head is None:
        return False
    message = email.message_from_bytes(head[0], policy=_POLICY)
    with suppress(Exception):  # the standard library raises many kinds on malformed heads
        part = b"\n--" + (message.get_boundary() or "\n").encode()
        if message.get_content_type() not in _PROSE and part not in content:
            return False  # an article with a head of its own
        return bool(message["From"]) and parsedate_to_datetime(str(message["Date"])) is not None
    return False


def read(content: bytes, path: str, _charset: str | None = None) -> Iterator[Piece | Fault]:
    """The message's document, and one for each event of a calendar that it carries."""
    yield from _message(content, path, "", 1)


def read_mailbox(content: bytes, path: str, _charset: str | None = None) -> Iterator[Piece | Fault]:
    """A document for each message."""
    starts = [(found.start(), found.end()) for found in _FROM.finditer(content) if _CLOCK.search(found[1])]
    if not starts or starts[0][0] != 0:
        yield Fault(
            "TL907", path, "is no mailbox: it does not begin with 'From '", "rename it to .eml if it is one message"
        )
        return
    ends = [start for start, _ in starts[1:]] + [len(content)]
    line = 1
    for number, ((start, begin), end) in enumerate(zip(starts, ends, strict=True), 1):
        yield from _message(content[begin:end], path, str(number), line + 1)
        line += content.count(b"\n", start, end)


def _message(content: bytes, path: str, number: str, line: int) -> Iterator[Piece | Fault]:
    try:
        message = cast(EmailMessage, email.message_from_bytes(content, policy=_POLICY))
        values = _values(message)
        body = cast(EmailMessage | None, message.get_body(preferencelist=("plain", "html")))
        text = None if body is None else _text(body, path)
        parts = [part for part in message.walk() if part.get_content_type() == "text/calendar"]
        carried = [part.get_payload(decode=True) for part in parts]
    except Exception as error:  # the standard library raises many kinds on malformed mail
        wrong = f"is mail that cannot be read ({type(error).__name__}: {error})"
        yield Fault("TL907", path, wrong, "save it again from the mail program", line)
        return
    if not values and not number:
        wrong = "is no mail: it has neither subject, sender nor date"
        yield Fault("TL907", path, wrong, "save it as .txt if it is plain text", line)
        return
    name = _clean(str(message.get("Message-ID", ""))).strip("<> ") or number if number else ""
    calendars = [one for one in carried if isinstance(one, bytes)]
    if text is not None and body is not None:
        raw = None if number else _as_it_is(content, message, path)
        if raw is None:
            yield Piece(_unquoted(text, body), values, None, name, line + _lines_before(content, body))
        else:
            yield Piece(_without_head(raw), values, raw, name, line)
    elif not calendars:
        yield Fault("TL907", path, "holds no text", "save the message with its text", line)
    for piece in chain.from_iterable(calendar.read(one, path) for one in calendars):
        if isinstance(piece, Piece):
            piece = replace(piece, raw=None, name=f"{name}/{piece.name}".strip("/"), line=line)
        yield piece


def _text(body: EmailMessage, path: str) -> str:
    """A part's text, as its charset says, else as UTF-8; bytes that are neither become replacement characters."""
    content = cast(bytes, body.get_payload(decode=True) or b"")
    found = decode(content, path, body.get_content_charset())
    return content.decode("utf-8", "replace") if isinstance(found, Fault) else found


def _unquoted(text: str, body: EmailMessage) -> str:
    """The prose of a part, what it quotes blanked."""
    prose = html.plain(text) if body.get_content_type() == "text/html" else text
    return mask(prose, (found.span() for found in _QUOTED.finditer(prose)))


def _as_it_is(content: bytes, message: EmailMessage, path: str) -> str | None:
    """The file's text, where the body stands in it as it is read; no part of several, not encoded."""
    encoding = str(message.get("Content-Transfer-Encoding", "7bit")).strip().lower()
    if (
        message.is_multipart()
        or message.get_content_type() != "text/plain"
        or encoding not in {"7bit", "8bit", "binary"}
    ):
        return None
    text = decode(content, path, message.get_content_charset())
    return None if isinstance(text, Fault) else text


def _lines_before(content: bytes, body: MIMEPart) -> int:
    """How many lines of a message stand before its body, which is encoded or one part of several."""
    first = next(iter(str(body.get_payload()).strip().splitlines()), "")
    head = re.search(rb"\n\r?\n", content)
    at = content.find(first.encode("latin-1", "replace"), head.end()) if head and first else 0
    return content.count(b"\n", 0, max(at, 0))


def _without_head(raw: str) -> str:
    found = _HEAD_END.search(raw)
    begin = found.end() if found else len(raw)
    quoted = [one.span() for one in _QUOTED.finditer(raw, begin)]
    return mask(raw, [(0, begin), *quoted])


def _values(message: EmailMessage) -> dict[str, object]:
    values: dict[str, object] = {}
    if subject := _clean(str(message.get("Subject", ""))):
        values["title"] = subject
    name, address = parseaddr(str(message.get("From", "")))
    if sender := _clean(name) or _clean(address):
        values["publisher"] = sender
    if (when := _moment(str(message.get("Date", "")))) is not None:
        values["published"] = when
    return values


def _moment(written: str) -> datetime | None:
    """The moment of a Date header; -0000 says that the sender's zone is unknown (RFC 5322, 3.3), the instant is not."""
    try:
        found = parsedate_to_datetime(written)
        found = found.replace(tzinfo=UTC) if found.tzinfo is None else found
        found.astimezone(UTC)
    except (ValueError, TypeError, OverflowError, IndexError):
        return None
    return found


def _clean(text: str) -> str:
    return " ".join(_CONTROL.sub(" ", text).split())
