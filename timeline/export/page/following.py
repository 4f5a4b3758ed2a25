"""How to follow the calendar: addresses for calendar programs, and a QR code for phones."""

from __future__ import annotations

import ipaddress
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import quote, urlencode, urlsplit

import segno


@dataclass(frozen=True, slots=True)
class Following:
    """The subscribe panel; only the download where nobody else can reach the server."""

    path: str
    https: str
    webcal: str
    google: str
    outlook: str
    public: bool
    code: str  # path data of the QR code
    size: int  # its side in modules, with the quiet zone


def following(base_url: str, query: Sequence[tuple[str, str]], title: str) -> Following:
    """The panel for a feed with a filter, under the server's public address."""
    path = "/calendar.ics" + (f"?{urlencode(query, safe=',/:', quote_via=quote)}" if query else "")
    https = base_url.rstrip("/") + path
    webcal = "webcal://" + https.partition("://")[2]
    public = not is_loopback(base_url)
    code, size = qr(webcal) if public else ("", 0)
    return Following(
        path,
        https,
        webcal,
        "https://calendar.google.com/calendar/render?" + urlencode({"cid": webcal}),
        "https://outlook.live.com/calendar/0/addfromweb?" + urlencode({"url": https, "name": title}, quote_via=quote),
        public,
        code,
        size,
    )


def is_loopback(base_url: str) -> bool:
    """Whether an address leads only to the machine itself."""
    host = urlsplit(base_url).hostname or "localhost"
    if host == "localhost" or host.endswith(".localhost"):
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def qr(text: str) -> tuple[str, int]:
    """The dark modules of a QR code as SVG path data, and the side of its square with a quiet zone of four modules.

    >>> qr("webcal://example.org/calendar.ics")[1]
    37
    """
    code = segno.make(text, error="m", micro=False)
    parts = []
    for y, row in enumerate(code.matrix):
        x = 0
        while x < len(row):
            run = 0
            while x + run < len(row) and row[x + run]:
                run += 1
            if run:
                parts.append(f"M{x + 4} {y + 4}h{run}v1h-{run}z")
            x += run or 1
    return "".join(parts), len(code.matrix) + 8
