"""Mail, feeds, calendars and web pages give documents with the metadata that they carry."""

from __future__ import annotations

import builtins
import socket
import sys
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from timeline.model import Document
from timeline.sources import Fault, Metadata, read, read_bytes

MAIL = """\
From: "Ada, of the club" <ada@club.example>
To: all@club.example
Subject: =?utf-8?q?Board_caf=C3=A9?= moved
Date: Thu, 14 Aug 2025 12:00:00 -0400
Message-ID: <one@club.example>
Content-Type: text/plain; charset=utf-8

The board meets on Friday at 3 pm.

> We meet on Thursday at 2 pm.
"""
CALENDAR = """\
BEGIN:VCALENDAR\r
VERSION:2.0\r
PRODID:-//Club//EN\r
X-WR-CALNAME:Club\r
BEGIN:VEVENT\r
UID:board@club.example\r
DTSTAMP:20250801T080000Z\r
DTSTART;TZID=America/Anchorage:20250815T113000\r
DTEND;TZID=America/Anchorage:20250815T123000\r
SUMMARY:Board meeting\\, yearly\r
DESCRIPTION:We meet at 11:30 am\\nand the line is fol\r
 ded here.\r
LOCATION:Anchorage\r
URL:https://club.example/board\r
END:VEVENT\r
BEGIN:VEVENT\r
UID:fair@club.example\r
DTSTAMP:20250801T080000Z\r
DTSTART;VALUE=DATE:20250816\r
DTEND;VALUE=DATE:20250818\r
SUMMARY:Fair!\r
END:VEVENT\r
BEGIN:VEVENT\r
UID:gone@club.example\r
DTSTAMP:20250801T080000Z\r
DTSTART:20250816T100000Z\r
SUMMARY:Cancelled walk\r
STATUS:CANCELLED\r
END:VEVENT\r
BEGIN:VEVENT\r
UID:float@club.example\r
DTSTAMP:20250801T080000Z\r
DTSTART:20250816T100000\r
DURATION:PT90M\r
SUMMARY:Breakfast\r
END:VEVENT\r
END:VCALENDAR\r
"""
FEED = """<?xml version="1.0"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><title>Wire &amp; co</title><id>urn:wire</id>
<updated>2025-08-14T00:00:00Z</updated>
<entry><title>Launch set</title><id>urn:1</id><link href="https://wire.example/1"/>
<published>2025-08-14T12:00:00-04:00</published><updated>2025-08-15T12:00:00Z</updated>
<content type="html">&lt;p&gt;It is at &lt;b&gt;3 pm&lt;/b&gt;.&lt;/p&gt;&lt;p&gt;Twice.&lt;/p&gt;</content></entry>
<entry><title>No link</title><id>urn:2</id><link href="javascript:alert(1)"/><summary>Short.</summary></entry></feed>
"""
PAGE = """<!doctype html><html lang="en-GB"><head><meta charset="iso-8859-1"><title>Caf\xe9 talks &amp; more</title>
<meta property="og:site_name" content="The Wire">
<meta property="article:published_time" content="2025-08-14T12:00:00+02:00"></head><body>
<nav><a href="/">Home</a> <a href="/x">News of 1 January 2020</a></nav>
<article><h1>Talks</h1><p>The talks begin on Friday at 3&nbsp;pm in Berlin, the ministry said in a statement on
Wednesday, and they are expected to last for the whole afternoon.</p><p>A second round is planned for Saturday from
10&ndash;11 am; nobody would say what it will be about, or who is going to take part in it.</p></article>
<footer>Copyright 2019, printed at noon</footer></body></html>
"""


def only(path: Path, **options: bool) -> Document:
    (found,) = read([str(path)], **options)
    assert isinstance(found, Document), str(found)
    return found


def test_a_mail_has_its_headers_metadata_and_its_offsets(tmp_path: Path) -> None:
    (tmp_path / "a.eml").write_text(MAIL)

    found = only(tmp_path / "a.eml")

    assert (found.id, found.title, found.publisher) == ("a", "Board café moved", "Ada, of the club")
    assert found.published == datetime(2025, 8, 14, 16, tzinfo=UTC)
    assert found.text.split() == ["The", "board", "meets", "on", "Friday", "at", "3", "pm."]
    assert found.text.index("The board") == MAIL.index("The board")


def test_pasted_mail_is_read_as_mail(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(MAIL)
    (tmp_path / "b.txt").write_text("Date: Friday\nFrom: 5 pm\n\nBring cake.\n")
    (tmp_path / "c.txt").write_text(MAIL.replace("\n\n", "\nContent-type: text/asciidoc\n\n", 1))
    (tmp_path / "d.txt").write_text(MAIL.replace("\n\n", "\nContent-type: multipart/mixed; boundary=x\n\n", 1))

    assert only(tmp_path / "a.txt").published == datetime(2025, 8, 14, 16, tzinfo=UTC)
    assert only(tmp_path / "b.txt").published is None
    assert "The board" in only(tmp_path / "c.txt").text  # no mail program would show it
    assert "The board" in only(tmp_path / "d.txt").text  # what was pasted has no parts any more


def test_an_encoded_mail_is_decoded_and_says_that_its_offsets_are_its_own(tmp_path: Path) -> None:
    encoded = MAIL.replace("\n\nThe", "\nContent-Transfer-Encoding: quoted-printable\n\nThe").replace("3 pm", "3=20pm")
    (tmp_path / "a.eml").write_text(encoded)

    found = only(tmp_path / "a.eml")

    assert "Friday at 3 pm." in found.text
    assert found.origin is not None
    assert found.origin.raw is None


def test_a_mail_of_parts_gives_its_plain_text_and_its_invitation(tmp_path: Path) -> None:
    parts = (
        "Subject: Invitation\nFrom: a@b.example\nMIME-Version: 1.0\nContent-Type: multipart/alternative; boundary=X\n\n"
        "--X\nContent-Type: text/html\n\n<p>At <b>noon</b></p>\n--X\nContent-Type: text/plain\n\nAt noon.\n"
        f"--X\nContent-Type: text/calendar\n\n{CALENDAR}\n--X--\n"
    )
    (tmp_path / "a.eml").write_text(parts)

    found = list(read([str(tmp_path)]))

    assert [document.id for document in found if isinstance(document, Document)] == [
        "a",
        "a/board@club.example",
        "a/fair@club.example",
        "a/gone@club.example",
        "a/float@club.example",
    ]
    assert isinstance(found[0], Document)
    assert found[0].text.strip() == "At noon."


@pytest.mark.parametrize("charset", ["klingon", "undefined", "punycode", "idna", "unicode_escape", "us-ascii"])
def test_a_mail_or_page_whose_charset_cannot_be_right_is_read_as_utf_8(charset: str) -> None:
    mail = f"Subject: Talk\nContent-Type: text/plain; charset={charset}\n\nThe café opens at noon."
    page = f"<meta charset={charset}><p>The café opens at noon.</p>"

    (letter,) = read_bytes(mail.encode(), "a.eml", media="message/rfc822")
    found = list(read_bytes(page.encode(), "a.html", media="text/html"))

    assert isinstance(letter, Document)
    assert "café opens" in letter.text
    if charset != "us-ascii":  # what can be right and is not is told of a page
        assert isinstance(found[0], Document)
        assert "café opens" in found[0].text


def test_a_charset_in_an_answers_head_may_be_anything() -> None:
    for charset in ("undefined", "a\0b", "é", "rot13", "zlib"):
        (found,) = read_bytes("At noon in the café.".encode(), "a", media="text/plain", charset=charset)

        assert isinstance(found, Document)
        assert found.text == "At noon in the café."


def test_an_endless_header_is_read_past(tmp_path: Path) -> None:
    (tmp_path / "a.eml").write_text(f"From: {'=?utf-8?q?a?=' * 100_000}\n\nAt noon.\n")

    found = only(tmp_path / "a.eml")

    assert found.text.strip() == "At noon."


def test_a_mailbox_gives_each_message(tmp_path: Path) -> None:
    second = "Subject: Two\nDate: not a date\n\nFrom here on, at noon.\n"
    (tmp_path / "box.mbox").write_text(
        f"From a@b Thu Aug 14 12:00:00 2025\n{MAIL}\nFrom c@d Thu Aug 14 13:00:00 2025\n{second}"
    )

    first, last = read([str(tmp_path)])

    assert isinstance(first, Document)
    assert isinstance(last, Document)
    assert (first.id, last.id, last.title, last.published) == ("box/one@club.example", "box/2", "Two", None)
    assert "From here on, at noon." in last.text
    assert last.origin is not None
    assert last.origin.line == 17


def test_events_of_a_calendar_say_in_a_sentence_when_they_are(tmp_path: Path) -> None:
    (tmp_path / "club.ics").write_bytes(CALENDAR.encode())

    board, fair, gone, breakfast = read([str(tmp_path)], extract=True)

    assert isinstance(board, Document)
    assert board.id == "club/board@club.example"
    assert board.text == (
        "Board meeting, yearly\n\n"
        "Board meeting, yearly starts on 2025-08-15 at 11:30 America/Anchorage"
        " and ends on 2025-08-15 at 12:30 America/Anchorage.\n"
        "\nWe meet at 11:30 am\nand the line is folded here.\n"
    )
    assert (board.place, board.publisher, board.url) == ("Anchorage", "Club", "https://club.example/board")
    assert (board.zone, board.published) == ("America/Anchorage", datetime(2025, 8, 1, 8, tzinfo=UTC))
    assert isinstance(fair, Document)
    assert "Fair starts on 2025-08-16 and ends on 2025-08-17." in fair.text
    assert isinstance(gone, Document)
    assert "Cancelled walk at 2025-08-16T10:00Z is cancelled." in gone.text
    assert isinstance(breakfast, Document)
    assert "Breakfast starts on 2025-08-16 at 10:00 and ends on 2025-08-16 at 11:30." in breakfast.text


@pytest.mark.parametrize(
    ("start", "said"),
    [
        ("DTSTART:20250815T193000Z", "at 2025-08-15T19:30Z"),
        ("DTSTART:20250815T193015Z", "at 2025-08-15T19:30:15Z"),
        ("DTSTART;TZID=Europe/Berlin:20251026T013000", "on 2025-10-26 at 01:30 Europe/Berlin"),
        ("DTSTART;TZID=Europe/Berlin:20251026T023000", "at 2025-10-26T00:30Z"),  # twice: the first, RFC 5545 3.3.5
        ("DTSTART;TZID=Europe/Berlin:20250330T023000", "at 2025-03-30T01:30Z"),  # never: the offset before, ibidem
        ("DTSTART;TZID=Nowhere:20250815T113000", "on 2025-08-15 at 11:30"),
    ],
)
def test_a_wall_time_that_is_no_single_instant_is_said_in_utc(tmp_path: Path, start: str, said: str) -> None:
    event = f"BEGIN:VCALENDAR\nVERSION:2.0\nBEGIN:VEVENT\nUID:1\nSUMMARY:Talk\n{start}\nEND:VEVENT\nEND:VCALENDAR\n"
    (tmp_path / "a.ics").write_text(event)

    found = only(tmp_path / "a.ics", extract=True)

    assert f"Talk starts {said}." in found.text


@pytest.mark.parametrize(
    ("description", "said"),
    [
        ("<p>Doors open at 9:30&nbsp;UTC</p><script>at 1 am</script>", "Doors open at 9:30 UTC"),
        ("Agenda:<br><b>Tea</b> at 10", "Agenda: Tea at 10"),
        ("Write to Ann <ann@example.org> if 3 < 4", "Write to Ann <ann@example.org> if 3 < 4"),
    ],
)
def test_an_events_description_is_read_without_its_markup(description: str, said: str) -> None:
    lines = f"BEGIN:VEVENT\r\nUID:1\r\nDTSTART:20260710T100000Z\r\nDESCRIPTION:{description}\r\nEND:VEVENT"
    raw = f"BEGIN:VCALENDAR\r\n{lines}\r\nEND:VCALENDAR\r\n".encode()

    (found,) = read_bytes(raw, "a.ics")

    assert isinstance(found, Document)
    assert " ".join(found.text.split("\n", 3)[3].split()) == said


def test_a_zone_with_a_vendors_name_before_it_is_that_zone() -> None:
    start = "DTSTART;TZID=/vendor.example/20050126_1/Europe/Berlin:20260710T100000"
    raw = f"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:1\r\n{start}\r\nSUMMARY:Tea\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"

    (found,) = read_bytes(raw.encode(), "a.ics")

    assert isinstance(found, Document)
    assert found.zone == "Europe/Berlin"
    assert "on 2026-07-10 at 10:00 Europe/Berlin" in found.text


def test_a_calendar_as_it_is_keeps_its_words_at_their_place(tmp_path: Path) -> None:
    (tmp_path / "club.ics").write_bytes(CALENDAR.encode())

    found = only(tmp_path / "club.ics")

    assert found.text.split() == (
        [
            "Board",
            "meeting,",
            "yearly",
            "We",
            "meet",
            "at",
            "11:30",
            "am",
            "and",
            "the",
            "line",
            "is",
            "folded",
            "here.",
            "Fair!",
            "Cancelled",
            "walk",
            "Breakfast",
        ]
    )
    assert found.text.index("We meet") == CALENDAR.index("We meet")


def test_entries_of_a_feed_are_documents(tmp_path: Path) -> None:
    pytest.importorskip("feedparser")
    (tmp_path / "wire.atom").write_text(FEED)

    first, second = read([str(tmp_path)])

    assert isinstance(first, Document)
    assert (first.id, first.url) == ("https://wire.example/1", "https://wire.example/1")
    assert (first.title, first.publisher) == ("Launch set", "Wire & co")
    assert first.published == datetime(2025, 8, 14, 16, tzinfo=UTC)
    assert first.text == "Launch set\n\nIt is at 3 pm.\n\nTwice."
    assert isinstance(second, Document)
    assert (second.id, second.url, second.published) == ("wire/urn:2", None, None)


@pytest.mark.parametrize(
    ("feeds", "entrys", "expected"),
    [
        ("en-GB", "", "en"),
        ("EN_us", "", "en"),
        ("English", "", "en"),  # no tag, so nothing is known, and English is supposed
        ("de", "en-AU", "en"),
        ("en", "de-CH-1996", "no data for language 'de'"),
        ("sr-Latn-RS", "", "no data for language 'sr'"),
        ("gsw", "", "no data for language 'gsw'"),
    ],
)
def test_a_feeds_language_is_the_one_it_names(tmp_path: Path, feeds: str, entrys: str, expected: str) -> None:
    pytest.importorskip("feedparser")
    own = f' xml:lang="{entrys}"' if entrys else ""
    feed = f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{feeds}"><title>Wire</title><id>urn:w</id>'
    entry = f"<entry{own}><id>urn:1</id><title>Launch</title><summary>At noon.</summary></entry></feed>"
    (tmp_path / "a.atom").write_text(feed + entry)

    (found,) = read([str(tmp_path)])

    assert (found.language if isinstance(found, Document) else found.message.partition(";")[0]) == expected


def test_a_feed_that_breaks_off_gives_what_it_has_and_a_fault(tmp_path: Path) -> None:
    pytest.importorskip("feedparser")
    (tmp_path / "wire.atom").write_text(FEED[: FEED.index("<entry><title>No link")])

    first, fault = read([str(tmp_path)])

    assert isinstance(first, Document)
    assert isinstance(fault, Fault)
    assert fault.code == "TL907"
    assert "1 entries were read" in fault.message


def test_a_feed_is_never_taken_for_a_file_or_an_address(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """feedparser would open what looks like one."""
    pytest.importorskip("feedparser")

    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("the network was asked")

    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    (tmp_path / "secret.txt").write_text(FEED)

    for content in (str(tmp_path / "secret.txt").encode(), b"http://localhost/feed.xml"):
        (found,) = read_bytes(content, "x", media="application/rss+xml")
        assert isinstance(found, Fault)


def test_other_xml_is_passed_over_in_a_folder_and_told_where_it_is_named(tmp_path: Path) -> None:
    pytest.importorskip("feedparser")
    (tmp_path / "a.txt").write_text("At noon.")
    (tmp_path / "pom.xml").write_text("<project/>")

    assert [type(found) for found in read([str(tmp_path)])] == [Document]
    (fault,) = read([str(tmp_path / "pom.xml")])
    assert "is no feed" in str(fault)


def test_a_page_as_it_is_has_the_metadata_of_its_head(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(PAGE, encoding="iso-8859-1")

    found = only(tmp_path / "a.html")

    assert (found.title, found.publisher, found.language) == ("Café talks & more", "The Wire", "en")
    assert found.published == datetime(2025, 8, 14, 10, tzinfo=UTC)
    assert found.text.index("The talks begin") == PAGE.index("The talks begin")
    assert "Café" not in found.text


def test_an_extracted_page_is_the_article_without_the_page_around_it(tmp_path: Path) -> None:
    pytest.importorskip("trafilatura")
    (tmp_path / "a.html").write_text(PAGE, encoding="iso-8859-1")

    found = only(tmp_path / "a.html", extract=True)

    assert "The talks begin on Friday at 3" in found.text
    assert "10–11 am" in found.text
    assert "2020" not in found.text
    assert "2019" not in found.text
    assert found.published == datetime(2025, 8, 14, 10, tzinfo=UTC)


def test_a_page_without_metadata_is_dated_by_its_text() -> None:
    pytest.importorskip("htmldate")
    page = PAGE.replace("article:published_time", "x").replace(
        "<h1>", '<time datetime="2025-08-13" pubdate>Aug 13</time><h1>'
    )

    (found,) = read_bytes(
        page.encode("latin-1"), "https://wire.example/1", media="text/html", url="https://wire.example/1"
    )

    assert isinstance(found, Document)
    assert found.published == date(2025, 8, 13)
    assert (found.id, found.url) == ("https://wire.example/1", "https://wire.example/1")


def test_what_is_fetched_goes_by_its_type_else_its_ending_else_its_look() -> None:
    pytest.importorskip("trafilatura")
    asked = Metadata(zone="UTC")

    (plain,) = read_bytes(b"At <b>noon</b>.", "https://a.example/x", asked, media="text/plain")
    (marked,) = read_bytes(b"At `noon`.", "https://a.example/x.md", asked)
    (page,) = read_bytes(PAGE.encode("latin-1"), "https://a.example/x", asked)

    assert isinstance(plain, Document)
    assert plain.text == "At <b>noon</b>."
    assert isinstance(marked, Document)
    assert marked.text == "At       ."
    assert isinstance(page, Document)
    assert page.title == "Café talks & more"


@pytest.mark.parametrize(
    ("name", "package", "extra"), [("a.html", "trafilatura", "html"), ("a.rss", "feedparser", "feeds")]
)
def test_a_missing_package_is_named_with_the_command_that_installs_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, package: str, extra: str
) -> None:
    real = builtins.__import__

    def without(wanted: str, *rest: object) -> object:
        if wanted.split(".")[0] in {package, "htmldate"}:
            raise ModuleNotFoundError(f"No module named {wanted!r}", name=wanted)
        return real(wanted, *rest)  # type: ignore[arg-type]

    monkeypatch.delitem(sys.modules, package, raising=False)
    monkeypatch.setattr(builtins, "__import__", without)
    (tmp_path / name).write_text(PAGE if extra == "html" else FEED)

    (fault,) = read([str(tmp_path)], extract=True)

    assert isinstance(fault, Fault)
    assert fault.code == "TL909"
    assert fault.remedy == f"run: pip install 'timeline-utc[{extra}]'"


def test_what_we_exported_is_no_source(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("We meet on 3 March 2027 at 9 am UTC.\n")
    (tmp_path / "site").mkdir()
    exported = Path(__file__).parents[2] / "exports"
    (tmp_path / "site" / "calendar.ics").write_bytes((exported / "calendar.ics").read_bytes())

    assert [found.id for found in read([str(tmp_path)]) if isinstance(found, Document)] == ["a"]
    assert [found.id for found in read([str(tmp_path / "site")]) if isinstance(found, Document)] == ["calendar"]


@pytest.mark.parametrize("encoding", ["quoted-printable", "base64"])
def test_an_encoded_mail_begins_where_its_words_do(tmp_path: Path, encoding: str) -> None:
    words = {"quoted-printable": "At noon =E2=80=93 or later.", "base64": "QXQgbm9vbi4="}[encoding]
    (tmp_path / "call.eml").write_text(
        "Subject: Call\nContent-Type: multipart/mixed; boundary=cut\n\nThis is MIME.\n--cut\n"
        f"Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: {encoding}\n\n{words}\n--cut--\n"
    )

    (found,) = read([str(tmp_path)])

    assert isinstance(found, Document)
    assert found.origin is not None
    assert found.origin.line == 9
