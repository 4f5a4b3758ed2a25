"""The one place that speaks to the network as a client.

It connects to the very address that it checked, so a name cannot point elsewhere a moment later; it checks every
redirect again, refuses private addresses unless told otherwise, and caps time and decompressed size.
Proxies of the environment are not used: behind one, the address that is reached cannot be checked.
"""

from __future__ import annotations

import contextlib
import http.client
import ipaddress
import socket
import ssl
import threading
import time
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import quote, urljoin, urlsplit, urlunsplit

from timeline import __version__

TIMEOUT: Final = 30.0  # seconds for the whole of it, redirects included
LIMIT: Final = 20_000_000  # bytes after decompression
REDIRECTS: Final = 5
_CHUNK: Final = 64 * 1024
_MEMBER: Final = b"\x1f"  # how a member of gzip begins
_MOVED: Final = {301, 302, 303, 307, 308}
_NAT64: Final = ipaddress.ip_network("64:ff9b::/96")

Address = ipaddress.IPv4Address | ipaddress.IPv6Address


@dataclass(frozen=True, slots=True)
class Fetched:
    """What an address gave."""

    url: str  # where the redirects led
    content: bytes = field(repr=False)
    media: str  # "text/html"; empty where the server does not say
    charset: str | None
    etag: str | None
    modified: str | None


@dataclass(frozen=True, slots=True)
class Unchanged:
    """The server says that nothing has changed since."""

    url: str


@dataclass(frozen=True, slots=True)
class Refused:
    """Why nothing came, and what would help."""

    url: str
    message: str
    remedy: str


@dataclass(frozen=True, slots=True)
class Limits:
    """How far a fetch may go."""

    seconds: float = TIMEOUT
    size: int = LIMIT
    private: bool = False  # whether private and loopback addresses may be reached


class _StopError(Exception):
    """Ends a fetch with a message and a remedy."""


def fetch(
    url: str,
    *,
    etag: str | None = None,
    modified: str | None = None,
    limits: Limits = Limits(),
) -> Fetched | Unchanged | Refused:
    """What is at an http(s) address; Unchanged where it still is what ``etag`` or ``modified`` describe."""
    deadline = time.monotonic() + limits.seconds
    place = url
    try:
        for _ in range(REDIRECTS + 1):
            found = _once(place, etag, modified, limits, deadline)
            if isinstance(found, str):
                place = _followed(place, found)
                continue
            return found
    except _StopError as stop:
        return Refused(url, str(stop.args[0]), str(stop.args[1]))
    except TimeoutError:
        return _late(url, limits)
    except (OSError, http.client.HTTPException, ssl.SSLError) as error:
        if time.monotonic() >= deadline:
            return _late(url, limits)
        said = " ".join(str(getattr(error, "strerror", None) or error).split()) or type(error).__name__
        return Refused(url, f"cannot be reached ({said[:200]})", "check the address and the network")
    return Refused(url, f"redirects more than {REDIRECTS} times", "name the address it leads to in the end")


def refusal(address: Address) -> str | None:
    """Why an address of the network may not be reached; None for a public one.

    >>> refusal(ipaddress.ip_address("::ffff:10.0.0.1"))
    '10.0.0.1 is not a public address'
    """
    if isinstance(address, ipaddress.IPv6Address):
        inner = address.ipv4_mapped or address.sixtofour or (address.teredo or (None, None))[1]
        if inner is None and address in _NAT64:
            inner = ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
        if inner is not None:
            return refusal(inner)
    if not address.is_global or address.is_multicast or address.is_reserved or address.is_unspecified:
        return f"{address} is not a public address"
    return None


def _late(url: str, limits: Limits) -> Refused:
    return Refused(url, f"took longer than {limits.seconds:g} s", "try again later")


def _followed(place: str, target: str) -> str:
    found = urljoin(place, target)
    if urlsplit(place).scheme == "https" and urlsplit(found).scheme == "http":
        raise _StopError(f"redirects from https to {found[:200]!r}", "name that address yourself if you trust it")
    return found


def _once(
    url: str, etag: str | None, modified: str | None, limits: Limits, deadline: float
) -> Fetched | Unchanged | str:
    """One request; the target of a redirect as a str."""
    scheme, host, port, target, shown = _parts(url)
    address = _resolved(host, port, limits.private)
    connection = _connection(scheme, host, port, address, deadline)
    watch = threading.Timer(max(deadline - time.monotonic(), 0), _cut, [connection.sock])
    watch.daemon = True
    watch.start()
    try:
        connection.request("GET", target, headers=_headers(scheme, host, port, etag, modified))
        answer = connection.getresponse()
        if answer.status in _MOVED and (location := answer.getheader("Location")):
            return location
        if answer.status == 304:
            return Unchanged(shown)
        if answer.status != 200:
            raise _StopError(f"answers {answer.status} {answer.reason}"[:200], "check the address")
        content = _body(answer, limits.size, deadline)
        return Fetched(
            url=shown,
            content=content,
            media=answer.headers.get_content_type() if answer.headers["Content-Type"] else "",
            charset=answer.headers.get_content_charset(),
            etag=_kept(answer.getheader("ETag")),
            modified=_kept(answer.getheader("Last-Modified")),
        )
    finally:
        watch.cancel()
        connection.close()


def _parts(url: str) -> tuple[str, str, int, str, str]:
    """Scheme, host, port, request target, and the address without its fragment."""
    try:
        parts = urlsplit(url)
        port = parts.port
        host = (
            (parts.hostname or "").encode("idna").decode("ascii")
            if ":" not in (parts.hostname or "")
            else parts.hostname
        )
    except (ValueError, UnicodeError):
        raise _StopError(f"{url[:200]!r} is no web address", "write http://host/path or https://host/path") from None
    if parts.scheme not in {"http", "https"} or not host:
        raise _StopError(f"{url[:200]!r} is no web address", "write http://host/path or https://host/path")
    if parts.username is not None or parts.password is not None:
        raise _StopError("the address holds a user name or password", "leave them out: they would be stored")
    path = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._")
    query = quote(parts.query, safe="/%:@!$&'()*+,;=~-._?")
    target = f"{path}?{query}" if query else path
    shown = urlunsplit((parts.scheme, parts.netloc, parts.path, parts.query, ""))
    return parts.scheme, host, port or (443 if parts.scheme == "https" else 80), target, shown


def _resolved(host: str, port: int, private: bool) -> str:
    """The address to connect to: the host's first, and none of its addresses may be private."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (socket.gaierror, UnicodeError):
        raise _StopError(f"there is no host {host[:200]!r}", "check the spelling and the network") from None
    addresses = [str(entry[4][0]) for entry in found]
    if not private:
        for address in addresses:
            if reason := refusal(ipaddress.ip_address(address.partition("%")[0])):
                raise _StopError(
                    f"{host!r} leads into a private network: {reason}", "allow it with --allow-private if you mean it"
                )
    return addresses[0]


def _connection(scheme: str, host: str, port: int, address: str, deadline: float) -> http.client.HTTPConnection:
    left = deadline - time.monotonic()
    if left <= 0:
        raise TimeoutError
    sock: socket.socket = socket.create_connection((address, port), timeout=left)
    if scheme == "https":
        try:
            sock = ssl.create_default_context().wrap_socket(sock, server_hostname=host)
        except BaseException:
            sock.close()
            raise
    connection = http.client.HTTPConnection(host, port)
    connection.sock = sock  # connected to the address that was checked, whatever the name says now
    return connection


def _cut(sock: socket.socket) -> None:
    """End a connection that outlives its time, however slowly it drips."""
    with contextlib.suppress(OSError):
        sock.shutdown(socket.SHUT_RDWR)


def _kept(header: str | None) -> str | None:
    """A validator that can be sent back; a strange one is none."""
    return header if header and header.isascii() and header.isprintable() and len(header) <= 500 else None


def _headers(scheme: str, host: str, port: int, etag: str | None, modified: str | None) -> dict[str, str]:
    name = f"[{host}]" if ":" in host else host
    usual = port == (443 if scheme == "https" else 80)
    headers = {
        "Host": name if usual else f"{name}:{port}",
        "User-Agent": f"timeline-utc/{__version__}",
        "Accept": "text/html, application/xhtml+xml, application/atom+xml, application/rss+xml, text/*, */*;q=0.1",
        "Accept-Encoding": "gzip",
        "Connection": "close",
    }
    if etag:
        headers["If-None-Match"] = etag
    if modified:
        headers["If-Modified-Since"] = modified
    return headers


def _body(answer: http.client.HTTPResponse, limit: int, deadline: float) -> bytes:
    """The decompressed content, no more than the limit."""
    coding = (answer.getheader("Content-Encoding") or "identity").strip().lower()
    if coding not in {"identity", "gzip", "x-gzip"}:
        raise _StopError(f"is packed as {coding[:40]!r}", "ask its owner to send gzip or plain text")
    arriving = _within(limit, _arriving(answer, deadline))
    return b"".join(arriving if coding == "identity" else _within(limit, _inflated(arriving, coding, limit)))


def _arriving(answer: http.client.HTTPResponse, deadline: float) -> Iterator[bytes]:
    """What the server sends, as it comes."""
    while piece := answer.read1(_CHUNK):
        if time.monotonic() > deadline:
            raise TimeoutError
        yield piece
    if time.monotonic() > deadline:
        raise TimeoutError  # cut by the watch, which looks like an end
    if answer.length:
        raise _StopError("ends too early", "try again later")


def _within(limit: int, pieces: Iterable[bytes]) -> Iterator[bytes]:
    """The pieces, as long as all of them together are no larger than the limit."""
    size = 0
    for piece in pieces:
        size += len(piece)
        if size > limit:
            raise _StopError(f"is larger than {limit:,} bytes", "raise max-bytes in timeline.toml")
        yield piece


def _inflated(packed: Iterable[bytes], coding: str, limit: int) -> Iterator[bytes]:
    """The content of gzip's members, of which several may follow each other (RFC 1952, 2.2); other ends are dropped."""
    inflate = zlib.decompressobj(zlib.MAX_WBITS | 32)
    for rest in packed:
        while rest:
            if inflate.eof and not rest.startswith(_MEMBER):
                break
            inflate = zlib.decompressobj(zlib.MAX_WBITS | 32) if inflate.eof else inflate
            try:
                yield inflate.decompress(rest, limit + 1)
            except zlib.error:
                raise _StopError(f"is broken {coding}", "try again later") from None
            rest = inflate.unused_data
    if not inflate.eof:
        raise _StopError("ends too early", "try again later")
