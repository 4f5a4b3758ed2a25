"""The fetcher reaches what it may, and no further."""

from __future__ import annotations

import gzip
import ipaddress
import socket
import threading
import time
from http.server import BaseHTTPRequestHandler

import pytest
from serving import send, serving

from timeline.fetch import Fetched, Limits, Refused, Unchanged, fetch, refusal

NEAR = Limits(private=True, seconds=5)


def test_a_page_comes_with_its_type_and_version() -> None:
    def answer(handler: BaseHTTPRequestHandler) -> None:
        assert handler.path == "/a%20b?c=%C3%A9"
        assert handler.headers["Host"].startswith("127.0.0.1:")
        send(handler, b"At noon.", Content_Type="text/html; charset=latin-1", ETag='"1"', Last_Modified="yesterday")

    with serving(answer) as base:
        found = fetch(f"{base}/a b?c=é#part", limits=NEAR)

    assert isinstance(found, Fetched)
    assert (found.content, found.media, found.charset) == (b"At noon.", "text/html", "latin-1")
    assert (found.etag, found.modified) == ('"1"', "yesterday")
    assert found.url == f"{base}/a b?c=é"


def test_what_has_not_changed_is_not_sent_again() -> None:
    def answer(handler: BaseHTTPRequestHandler) -> None:
        if handler.headers["If-None-Match"] == '"1"' and handler.headers["If-Modified-Since"] == "then":
            send(handler, b"", 304)
        else:
            send(handler, b"new")

    with serving(answer) as base:
        assert fetch(base, etag='"1"', modified="then", limits=NEAR) == Unchanged(base)
        assert isinstance(fetch(base, etag='"2"', limits=NEAR), Fetched)


def test_packed_pages_are_unpacked() -> None:
    def answer(handler: BaseHTTPRequestHandler) -> None:
        send(handler, gzip.compress(b"At noon."), Content_Encoding="gzip")

    with serving(answer) as base:
        found = fetch(base, limits=NEAR)

    assert isinstance(found, Fetched)
    assert found.content == b"At noon."


@pytest.mark.parametrize("end", [b"", b"\0" * 100, gzip.compress(b"") * 200 + gzip.compress(b"")])
def test_members_of_a_packed_page_are_joined_and_what_is_none_is_dropped(end: bytes) -> None:
    packed = gzip.compress(b"At noon, ") + gzip.compress(b"not at one.") + end

    with serving(lambda handler: send(handler, packed, Content_Encoding="gzip")) as base:
        found = fetch(base, limits=NEAR)

    assert isinstance(found, Fetched)
    assert found.content == b"At noon, not at one."


def test_an_endless_tail_of_a_packed_page_is_not_read() -> None:
    packed = gzip.compress(b"At noon.") + b"\0" * 30_000

    with serving(lambda handler: send(handler, packed, Content_Encoding="gzip")) as base:
        found = fetch(base, limits=Limits(private=True, size=20_000))

    assert isinstance(found, Refused)
    assert "is larger than 20,000 bytes" in found.message


def test_a_bomb_is_not_unpacked_beyond_the_limit() -> None:
    def answer(handler: BaseHTTPRequestHandler) -> None:
        send(handler, gzip.compress(b"a" * 50_000_000), Content_Encoding="gzip")

    with serving(answer) as base:
        found = fetch(base, limits=Limits(private=True, size=1_000_000))

    assert isinstance(found, Refused)
    assert (found.message, found.remedy) == ("is larger than 1,000,000 bytes", "raise max-bytes in timeline.toml")


def test_what_just_fits_comes_whole() -> None:
    with serving(lambda handler: send(handler, b"a" * 1000)) as base:
        assert isinstance(fetch(base, limits=Limits(private=True, size=1000)), Fetched)
        assert isinstance(fetch(base, limits=Limits(private=True, size=999)), Refused)


@pytest.mark.parametrize("coding", ["br", "gzip"])
def test_a_packing_that_cannot_be_read_is_told(coding: str) -> None:
    with serving(lambda handler: send(handler, b"no gzip at all", Content_Encoding=coding)) as base:
        found = fetch(base, limits=NEAR)

    assert isinstance(found, Refused)
    assert coding in found.message


def test_half_an_answer_is_none() -> None:
    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Length", "100")
        handler.end_headers()
        handler.wfile.write(b"At")

    with serving(answer) as base:
        found = fetch(base, limits=NEAR)

    assert isinstance(found, Refused)
    assert "ends too early" in found.message


@pytest.mark.parametrize("part", ["head", "body"])
def test_an_answer_that_drips_is_cut_before_its_end(part: str) -> None:
    ended = threading.Event()

    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(b"HTTP/1.1 200 OK\r\n" + (b"" if part == "head" else b"\r\n"))
        for _ in range(1000):
            handler.wfile.write(b"a: b\r\n")
            handler.wfile.flush()
            time.sleep(0.05)
        ended.set()

    with serving(answer) as base:
        found = fetch(base, limits=Limits(seconds=0.4, private=True))

    assert isinstance(found, Refused)
    assert found.message == "took longer than 0.4 s"
    assert not ended.is_set()


def test_redirects_are_followed_and_counted() -> None:
    def answer(handler: BaseHTTPRequestHandler) -> None:
        step = int(handler.path.strip("/"))
        if step:
            send(handler, b"", 302, Location=f"/{step - 1}")
        else:
            send(handler, b"At noon.")

    with serving(answer) as base:
        near, far = fetch(f"{base}/5", limits=NEAR), fetch(f"{base}/6", limits=NEAR)

    assert isinstance(near, Fetched)
    assert near.url == f"{base}/0"
    assert isinstance(far, Refused)
    assert "redirects more than 5 times" in far.message


@pytest.mark.parametrize("target", ["file:///etc/passwd", "ftp://a.example/", "http://u:p@a.example/", "gopher://x"])
def test_a_redirect_out_of_the_web_is_not_followed(target: str) -> None:
    with serving(lambda handler: send(handler, b"", 302, Location=target)) as base:
        assert isinstance(fetch(base, limits=NEAR), Refused)


def test_every_redirect_is_checked_again(monkeypatch: pytest.MonkeyPatch) -> None:
    """A public page must not lead to a private one: the second host is looked up and judged like the first."""
    with serving(lambda handler: send(handler, b"", 302, Location="http://inside.example/")) as base:
        port = int(base.rpartition(":")[2])
        asked = []

        def lookup(host: str, *_: object, **__: object) -> list[object]:
            asked.append(host)
            address = "10.1.2.3" if host == "inside.example" else "127.0.0.1"
            return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port))]

        monkeypatch.setattr(socket, "getaddrinfo", lookup)
        monkeypatch.setattr("timeline.fetch.refusal", lambda a: None if str(a) == "127.0.0.1" else refusal(a))
        connected = []
        connect = socket.create_connection

        def watched(where: tuple[str, int], **options: float) -> socket.socket:
            connected.append(where[0])
            return connect(("127.0.0.1", port), **options)

        monkeypatch.setattr(socket, "create_connection", watched)
        found = fetch("http://outside.example/", limits=Limits(seconds=5))

    assert isinstance(found, Refused)
    assert "10.1.2.3 is not a public address" in found.message
    assert "outside.example" in asked
    assert connected == ["127.0.0.1"]


@pytest.mark.parametrize(
    "address",
    [
        *(
            "127.0.0.1",
            "10.0.0.1",
            "172.16.5.4",
            "192.168.1.1",
            "169.254.169.254",
            "0.0.0.0",
            "100.64.0.1",
            "224.0.0.1",
        ),
        *("255.255.255.255", "::1", "::", "fe80::1", "fc00::1", "ff02::1", "::ffff:127.0.0.1", "64:ff9b::7f00:1"),
        *("2002:7f00:1::", "240.0.0.1"),
    ],
)
def test_private_addresses_are_refused(address: str) -> None:
    assert refusal(ipaddress.ip_address(address)) is not None


@pytest.mark.parametrize("address", ["93.184.215.14", "2606:2800:21f:cb07:6820:80da:af6b:8b2c"])
def test_public_addresses_are_not(address: str) -> None:
    assert refusal(ipaddress.ip_address(address)) is None


@pytest.mark.parametrize("url", ["http://127.0.0.1:1/", "http://[::1]/", "http://2130706433/", "http://0x7f.1/"])
def test_loopback_is_refused_however_it_is_written(url: str) -> None:
    found = fetch(url, limits=Limits(seconds=5))

    assert isinstance(found, Refused)
    assert "is not a public address" in found.message
    assert "--allow-private" in found.remedy


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("http://", "is no web address"),
        ("http://[::1", "is no web address"),
        ("http://a:99999/", "is no web address"),
        ("http://user:secret@a.example/", "holds a user name or password"),
        ("http://" + "a" * 70 + ".example/", "is no web address"),
    ],
)
def test_an_address_that_is_none_is_told(url: str, said: str) -> None:
    found = fetch(url, limits=NEAR)

    assert isinstance(found, Refused)
    assert said in found.message


def test_a_server_that_does_not_answer_is_told() -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        port = closed.getsockname()[1]

        found = fetch(f"http://127.0.0.1:{port}/", limits=NEAR)

    assert isinstance(found, Refused)
    assert found.message == "cannot be reached (Connection refused)"


@pytest.mark.parametrize("status", [404, 410, 500])
def test_an_error_is_told_with_its_number(status: int) -> None:
    with serving(lambda handler: send(handler, b"gone", status)) as base:
        found = fetch(base, limits=NEAR)

    assert isinstance(found, Refused)
    assert f"answers {status}" in found.message
