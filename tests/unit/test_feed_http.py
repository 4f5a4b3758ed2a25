"""The feed over HTTP: validators, filters, compression, and what a subscriber must be able to rely on."""

from __future__ import annotations

import gzip
import threading
from dataclasses import replace
from datetime import timedelta
from email.utils import format_datetime

import pytest
from calendar_events import CHANGED, DOCUMENTS, at, day, disputed, event, instant, said
from flask.testing import FlaskClient

from timeline.checks.calendar import lint_calendar
from timeline.model import Event, Grain, Status, Timeline
from timeline.serve import ServeConfig, create_app
from timeline.serve.kept import made
from timeline.serve.loading import keep_ready

EVENTS = (
    disputed(),
    event("early@example.org", at("2026-08-20T09:00Z"), title="Opening", place="Town Hall", participants=("Ada",)),
    event("whole@example.org", day("2026-12-24", "2026-12-27"), title="Holiday"),
    event("gone@example.org", status=Status.CANCELLED, sequence=1, title="Picnic"),
    event("past@example.org", day("1990-05-01", "1990-05-02"), title="Founding", in_calendar=False),
    event("month@example.org", day("2026-10-01", "2026-11-01"), title="Season", in_calendar=False, grain=Grain.MONTH),
    replace(event("never@example.org"), when=None),
)
SAMPLE = Timeline(tuple(DOCUMENTS.values()), (), EVENTS, (), "2026c", changed=CHANGED + timedelta(days=1))


class Server:
    """An application whose timeline and clock a test may change."""

    def __init__(self) -> None:
        self.timeline = SAMPLE
        self.now = CHANGED + timedelta(days=2)
        config = ServeConfig(base_url="http://localhost", now=lambda: self.now)
        self.client: FlaskClient = create_app(lambda: self.timeline, config).test_client()

    def events(self, query: str = "") -> list[str]:
        answer = self.client.get(f"/calendar.ics{query}")
        assert answer.status_code == 200, answer.text
        assert {f.name for f in lint_calendar(answer.data, "feed")} <= {"no-component"}
        return [line[4:-12] for line in answer.text.split("\r\n") if line.startswith("UID:")]


@pytest.fixture
def server() -> Server:
    return Server()


def test_the_feed_says_what_it_is(server: Server) -> None:
    headers = server.client.get("/calendar.ics").headers

    assert headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert headers["Content-Disposition"] == 'inline; filename="timeline.ics"'
    assert headers["Cache-Control"] == "public, max-age=300, must-revalidate"
    assert headers["Vary"] == "Accept-Encoding"
    assert headers["Last-Modified"] == "Sun, 02 Aug 2026 12:00:00 GMT"


def test_it_holds_what_belongs_on_a_calendar_by_start(server: Server) -> None:
    assert server.events() == ["early", "disputed", "gone", "whole"]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("?status=tentative", ["disputed"]),
        ("?status=confirmed,cancelled", ["early", "gone", "whole"]),
        ("?status=disputed", ["disputed"]),
        ("?cancelled=hide", ["early", "disputed", "whole"]),
        ("?place=town", ["early"]),
        ("?participant=ada", ["early"]),
        ("?q=opening", ["early"]),
        ("?q=society", ["disputed"]),
        ("?source=letter", ["disputed"]),
        ("?since=2026-12-01", ["whole"]),
        ("?since=1990-01-01&until=1990-12-31", ["past"]),
        ("?since=2026-12-02&until=2026-12-01", []),
        ("?grain=month&q=season", ["month"]),
        ("?utm_source=mail", ["early", "disputed", "gone", "whole"]),
    ],
)
def test_filters(server: Server, query: str, expected: list[str]) -> None:
    assert server.events(query) == expected


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("?place=" + "x" * 1000, "place is longer"),
        ("?participant=" + "x" * 1000, "participant is longer"),
        ("?since=2026-13-01", "since '2026-13-01' is no date"),
        ("?until=9999-12-31", "beyond the calendar"),
        ("?status=confirmed,cancelled,perhaps", "unknown status 'perhaps'"),
        ("?cancelled=", "for cancelled"),
        ("?tz=%00", "unknown zone"),
        ("?tz=Mars/Olympus", "unknown zone 'Mars/Olympus'"),
        ("?status=maybe", "unknown status 'maybe'"),
        ("?cancelled=perhaps", "'perhaps' for cancelled"),
        ("?since=yesterday", "since 'yesterday' is no date"),
        ("?since=0000-00-00", "is no date"),
        ("?grain=fortnight", "unknown grain 'fortnight'"),
        ("?q=" + "x" * 1000, "q is longer"),
    ],
)
def test_a_filter_that_means_nothing_is_refused_by_a_problem_document(server: Server, query: str, words: str) -> None:
    answer = server.client.get(f"/calendar.ics{query}")

    assert answer.status_code == 400
    assert answer.headers["Content-Type"] == "application/problem+json; charset=utf-8"
    assert words in answer.get_json(force=True)["detail"]


@pytest.mark.parametrize("path", ["/calendar.ics?source=nobody", "/sources/nobody.ics", "/api/v1/events?source=nobody"])
def test_a_source_that_never_was_is_told_and_one_that_was_removed_is_empty(server: Server, path: str) -> None:
    answer = server.client.get(path)
    assert (answer.status_code, answer.get_json(force=True)["title"]) == (404, "Not Found")
    assert "no document 'nobody'" in answer.get_json(force=True)["detail"]

    config = ServeConfig(base_url="http://localhost", held=lambda name: name == "nobody")
    assert create_app(lambda: SAMPLE, config).test_client().get(path).status_code == 200


def test_a_zone_may_be_asked_for_by_an_old_name(server: Server) -> None:
    text = server.client.get("/calendar.ics?tz=Europe/Kiev").text

    assert "DTSTART;TZID=Europe/Kyiv:20260915T120000" in text
    assert "BEGIN:VTIMEZONE" in text


def test_an_unchanged_feed_is_304_by_tag_alone_or_in_a_list(server: Server) -> None:
    tag = server.client.get("/calendar.ics").headers["ETag"]

    for sent in (tag, f'"old", {tag}', f"W/{tag}", "*"):
        answer = server.client.get("/calendar.ics", headers={"If-None-Match": sent})
        assert (answer.status_code, answer.data, answer.headers["ETag"]) == (304, b"", tag)


def test_the_tag_decides_before_the_date(server: Server) -> None:
    modified = server.client.get("/calendar.ics").headers["Last-Modified"]
    sent = {"If-None-Match": '"other"', "If-Modified-Since": modified}

    assert server.client.get("/calendar.ics", headers=sent).status_code == 200


@pytest.mark.parametrize(
    ("date", "status"),
    [
        ("Sun, 02 Aug 2026 12:00:00 GMT", 304),
        ("Sun, 02 Aug 2026 11:59:59 GMT", 200),
        ("Thu, 01 Jan 1970 00:00:00 GMT", 200),
        ("not a date", 200),
        ("", 200),
    ],
)
def test_the_date_decides_alone(server: Server, date: str, status: int) -> None:
    assert server.client.get("/calendar.ics", headers={"If-Modified-Since": date}).status_code == status


def test_the_compressed_feed_has_a_tag_of_its_own(server: Server) -> None:
    plain = server.client.get("/calendar.ics")
    packed = server.client.get("/calendar.ics", headers={"Accept-Encoding": "gzip"})
    tag = packed.headers["ETag"]

    assert gzip.decompress(packed.data) == plain.data
    assert tag != plain.headers["ETag"]
    again = server.client.get("/calendar.ics", headers={"Accept-Encoding": "gzip", "If-None-Match": tag})
    assert again.status_code == 304
    assert server.client.get("/calendar.ics", headers={"If-None-Match": tag}).status_code == 200
    assert "Content-Encoding" not in server.client.get("/calendar.ics", headers={"Accept-Encoding": "gzip;q=0"}).headers


def test_head_is_get_without_its_body(server: Server) -> None:
    got, asked = server.client.get("/calendar.ics"), server.client.head("/calendar.ics")

    assert asked.data == b""
    for name in ("ETag", "Content-Length", "Last-Modified", "Content-Type"):
        assert asked.headers[name] == got.headers[name]


def test_errors_are_not_kept_by_caches_and_vary_by_who_asks(server: Server) -> None:
    for accept, kind in (("text/html", "text/html"), ("*/*", "application/problem+json")):
        answer = server.client.get("/nowhere", headers={"Accept": accept})
        assert (answer.status_code, answer.mimetype) == (404, kind)
        assert "Accept" in answer.headers["Vary"]
    assert server.client.get("/events/none.ics").headers["Cache-Control"] == "no-store"


def test_a_part_of_a_feed_cannot_be_asked_for(server: Server) -> None:
    answer = server.client.get("/calendar.ics", headers={"Range": "bytes=0-99"})

    assert (answer.status_code, answer.headers["Accept-Ranges"]) == (200, "none")


def test_a_feed_takes_nothing(server: Server) -> None:
    assert server.client.post("/calendar.ics").status_code == 405


def test_two_servers_send_the_same_bytes_on_one_day() -> None:
    one, two = Server(), Server()
    two.now += timedelta(hours=3)

    assert one.client.get("/calendar.ics").data == two.client.get("/calendar.ics").data


def test_a_change_changes_the_tag_and_the_date_rises_even_when_an_event_is_deleted(server: Server) -> None:
    before = server.client.get("/calendar.ics").headers
    server.timeline = replace(SAMPLE, events=EVENTS[1:], changed=CHANGED + timedelta(days=2))
    after = server.client.get("/calendar.ics").headers

    assert after["ETag"] != before["ETag"]
    assert after["Last-Modified"] == format_datetime(CHANGED + timedelta(days=2), usegmt=True)


def test_a_filtered_feed_does_not_go_back_when_its_event_leaves(server: Server) -> None:
    moved = replace(EVENTS[1], place="Library", updated=CHANGED + timedelta(hours=1))
    before = server.client.get("/calendar.ics?place=town").headers["Last-Modified"]
    server.timeline = replace(SAMPLE, events=(moved, *EVENTS[2:]))

    answer = server.client.get("/calendar.ics?place=town", headers={"If-None-Match": '"x"'})
    assert b"BEGIN:VEVENT" not in answer.data
    assert answer.headers["Last-Modified"] >= before


def test_a_withdrawn_event_leaves_after_ninety_days(server: Server) -> None:
    server.now = instant("2026-10-31T00:00Z")

    assert server.events() == ["early", "disputed", "whole"]


def test_the_date_tells_that_a_withdrawn_event_has_left(server: Server) -> None:
    off = event("off@example.org", status=Status.CANCELLED, updated=CHANGED)
    server.timeline = replace(SAMPLE, events=(*EVENTS[:3], off))
    server.now = CHANGED + timedelta(days=90, hours=6)
    before = server.client.get("/calendar.ics")
    server.now += timedelta(days=1)

    after = server.client.get("/calendar.ics", headers={"If-Modified-Since": before.headers["Last-Modified"]})

    assert "off@example.org" in before.text
    assert after.status_code == 200
    assert "off@example.org" not in after.text
    again = server.client.get("/calendar.ics", headers={"If-Modified-Since": after.headers["Last-Modified"]})
    assert again.status_code == 304


def test_an_empty_feed_is_a_valid_calendar(server: Server) -> None:
    server.timeline = Timeline((), (), (), (), "2026c")

    answer = server.client.get("/calendar.ics")
    assert answer.status_code == 200
    assert answer.data.startswith(b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n")


def test_one_event_has_a_calendar_of_its_own(server: Server) -> None:
    answer = server.client.get("/events/disputed@example.org.ics")

    assert answer.status_code == 200
    assert answer.text.count("BEGIN:VEVENT") == 1
    assert "SOURCE;VALUE=URI:http://localhost/events/disputed@example.org.ics" in answer.text


@pytest.mark.parametrize("path", ["/events/nobody.ics", "/events/never@example.org.ics", "/sources/nobody.ics"])
def test_what_is_not_there_is_a_404_problem(server: Server, path: str) -> None:
    answer = server.client.get(path)

    assert answer.status_code == 404
    assert answer.headers["Content-Type"].startswith("application/problem+json")


@pytest.mark.parametrize("number", [0, 3, 900])
def test_the_feed_is_there_as_jcal_too(server: Server, number: int) -> None:
    server.timeline = replace(SAMPLE, events=many(number))
    answer = server.client.get("/calendar.json")
    name, properties, components = answer.get_json(force=True)

    assert (name, answer.headers["Content-Type"]) == ("vcalendar", "application/calendar+json")
    assert ["version", {}, "text", "2.0"] in properties
    assert [part[0] for part in components] == ["vevent"] * number
    tag = answer.headers["ETag"]
    assert server.client.get("/calendar.json", headers={"If-None-Match": tag}).status_code == 304
    assert server.client.get("/calendar.json?status=maybe").status_code == 400


def test_each_source_has_a_calendar(server: Server) -> None:
    answer = server.client.get("/sources/letter.ics")

    assert "X-WR-CALNAME:Timeline: A letter" in answer.text
    assert answer.text.count("BEGIN:VEVENT") == 1


def test_robots_may_fetch_the_feed(server: Server) -> None:
    rules = server.client.get("/robots.txt").text

    assert "Allow: /\n" in rules
    assert "Disallow: /check" in rules


def test_links_come_from_the_settings_and_other_hosts_are_refused(server: Server) -> None:
    answer = server.client.get("/calendar.ics", headers={"Host": "evil.example"})

    assert answer.status_code == 400


def many(number: int) -> tuple[Event, ...]:
    return tuple(
        event(f"{n}@example.org", links=(said("notice", "9:00", "At 9:00 " * 20, None),)) for n in range(number)
    )


def test_a_long_feed_is_kept_on_disk_and_sent_in_pieces(server: Server) -> None:
    server.timeline = replace(SAMPLE, events=many(6500))

    answer = server.client.get("/calendar.ics")
    pieces = list(answer.iter_encoded())
    assert len(pieces) > 10
    assert sum(map(len, pieces)) == int(answer.headers["Content-Length"]) > 4_000_000


def test_a_body_on_disk_has_the_octets_that_were_written() -> None:
    plain, packed = made(bytes([n % 251]) * 100_000 for n in range(60))

    octets = b"".join(plain.chunks())
    assert octets == b"".join(bytes([n % 251]) * 100_000 for n in range(60))
    assert gzip.decompress(b"".join(packed.chunks())) == octets


@pytest.mark.parametrize("path", ["/calendar.ics?q=talk", "/calendar.ics?cancelled=hide", "/sources/notice.ics"])
def test_a_part_of_the_feed_takes_over_what_the_whole_has_written(
    server: Server, monkeypatch: pytest.MonkeyPatch, path: str
) -> None:
    from timeline.export import as_ics

    server.timeline = replace(SAMPLE, events=(*EVENTS, *many(200)))
    config = ServeConfig(base_url="http://localhost", now=lambda: server.now)
    anew = create_app(lambda: server.timeline, config).test_client().get(path).data
    server.client.get("/calendar.ics")
    monkeypatch.setattr(as_ics, "_lines", lambda *_: pytest.fail("written again"))

    assert b"BEGIN:VEVENT" in anew
    assert server.client.get(path).data == anew


def test_after_a_change_only_what_changed_is_written_anew(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    from timeline.export import as_ics

    server.timeline = replace(SAMPLE, events=many(6500))
    server.client.get("/calendar.ics")
    written: list[str] = []
    lines = as_ics._lines
    monkeypatch.setattr(as_ics, "_lines", lambda one, *given: written.append(one.uid) or lines(one, *given))
    events = list(server.timeline.events)
    events[7] = replace(events[7], title="Another title")
    documents = tuple(replace(one, title="Another notice") for one in SAMPLE.documents)

    server.timeline = replace(server.timeline, events=tuple(events[:-1]))
    changed = server.client.get("/calendar.ics").data
    assert written == ["7@example.org"]
    assert changed.count(b"\r\nBEGIN:VEVENT") == 6499
    assert b"SUMMARY:Another title" in changed
    server.timeline = replace(server.timeline, documents=documents)
    by_document = server.client.get("/calendar.ics").data
    assert len(written) == 1 + 6499
    monkeypatch.undo()
    config = ServeConfig(base_url="http://localhost", now=lambda: server.now)
    anew = create_app(lambda: server.timeline, config).test_client()
    assert anew.get("/calendar.ics").data == by_document


def test_the_feed_is_made_before_it_is_asked_for(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    from timeline.serve import feed

    stop = threading.Event()
    stop.set()
    keep_ready(server.client.application, 0, stop)
    monkeypatch.setattr(feed, "pieces", None)

    assert server.client.get("/calendar.ics").data.count(b"BEGIN:VEVENT") == 4


def test_a_feed_that_cannot_be_made_is_told_in_the_log(server: Server, caplog: pytest.LogCaptureFixture) -> None:
    stop = threading.Event()
    stop.set()
    server.timeline = replace(SAMPLE, events=(None,))  # type: ignore[arg-type]

    keep_ready(server.client.application, 0, stop)

    assert "the feed cannot be made" in caplog.text


def test_a_body_is_made_once(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    from timeline.serve import feed

    calls = []
    write = feed.pieces
    monkeypatch.setattr(feed, "pieces", lambda *given: calls.append(given) or write(*given))
    for _ in range(3):
        server.client.get("/calendar.ics?q=opening")

    assert len(calls) == 1
