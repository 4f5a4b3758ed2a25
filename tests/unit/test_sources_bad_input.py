"""Whatever cannot be read is a sentence that names file, value and remedy; the other documents are read."""

from __future__ import annotations

import contextlib
import io
import os
import re
import socket
from pathlib import Path

import pytest

from timeline.model import Document
from timeline.sources import BadOptionError, Fault, from_options, read

BAD = {
    "empty.txt": (b"", "TL910", "is empty"),
    "blank.md": (b" \n\t\n", "TL910", "is empty"),
    "binary.txt": (b"abc\0def", "TL903", "holds binary data, no text"),
    "latin.txt": (b"line\ncaf\xe9 at 3 pm", "TL902", "byte 0xe9 at offset 8 is not UTF-8 text; save the file as UTF-8"),
    "cut.txt": (b"\xff\xfea\0b", "TL902", "is not UTF-16 text"),
    "huge.txt": (b"a" * 3000, "TL904", "is larger than 2,000 bytes; split it, or raise max-bytes in timeline.toml"),
    "nothing.eml": (b"just words\n", "TL907", "is no mail"),
    "nothing.mbox": (b"just words\n", "TL907", "is no mailbox"),
    "broken.ics": (b"BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:soon", None, None),
    "broken.rss": (b"no feed at all", "TL907", "is no feed"),
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_file_is_told_and_its_neighbour_is_read(tmp_path: Path, name: str) -> None:
    content, code, said = BAD[name]
    (tmp_path / name).write_bytes(content)
    (tmp_path / "zzz.txt").write_text("At noon.")

    *found, good = read([str(tmp_path)], limit=2000)

    assert isinstance(good, Document)
    assert good.id == "zzz"
    if code is None or said is None:
        return  # as it is, a broken calendar is still text; the linter for calendars tells what is wrong
    (fault,) = found
    assert isinstance(fault, Fault)
    assert (fault.code, fault.path) == (code, str(tmp_path / name))
    assert said in str(fault)


def test_a_calendar_that_cannot_be_parsed_is_told_when_its_events_are_wanted(tmp_path: Path) -> None:
    (tmp_path / "broken.ics").write_bytes(BAD["broken.ics"][0])

    (fault,) = read([str(tmp_path)], extract=True)

    assert isinstance(fault, Fault)
    assert "is a calendar that cannot be read" in str(fault)
    assert "timeline check" in fault.remedy


def test_what_is_told_of_an_input_does_not_speak_to_the_terminal() -> None:
    told = str(Fault("TL911", "http://a.example/\x1b[2J", "answers 500 \x1b]0;mine\x07\nTL101", "check the address"))

    assert told == "http://a.example/\ufffd[2J: TL911 answers 500 \ufffd]0;mine\ufffd\ufffdTL101; check the address"


def test_a_missing_file_is_named() -> None:
    (fault,) = read(["nowhere/at-all.txt"])

    assert str(fault) == "nowhere/at-all.txt: TL901 no such file or folder; check the spelling"


def test_a_folder_without_documents_is_named(tmp_path: Path) -> None:
    (tmp_path / "picture.png").write_bytes(b"\x89PNG")

    (fault,) = read([str(tmp_path)])

    assert isinstance(fault, Fault)
    assert fault.code == "TL901"
    assert "the folder holds no documents; put files there that end in .txt, " in str(fault)


@pytest.mark.skipif(os.geteuid() == 0, reason="root reads everything")
def test_a_file_without_permission_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("At noon.")
    (tmp_path / "a.txt").chmod(0)

    (fault,) = read([str(tmp_path)])

    assert "cannot be read (Permission denied)" in str(fault)


@pytest.mark.parametrize("path", ["nul\0byte", "x" * 5000, "/dev/null"])
def test_a_path_that_cannot_be_a_document_is_told(path: str) -> None:
    (fault,) = read([path])

    assert isinstance(fault, Fault)


def test_links_in_circles_end(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("At noon.")
    (tmp_path / "loop").symlink_to(tmp_path, target_is_directory=True)

    assert [type(found) for found in read([str(tmp_path)])] == [Document]


def test_the_same_file_twice_is_one_document(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("At noon.")

    assert len(list(read([str(tmp_path), str(tmp_path / "a.txt")]))) == 1


def test_two_equal_ids_are_an_error_of_the_second(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("At noon.")
    (tmp_path / "a.md").write_text("At one.")

    first, second = read([str(tmp_path)])

    assert isinstance(first, Document)
    assert f"id 'a' is that of {tmp_path / 'a.md'} too; give one of them another id" in str(second)


@pytest.mark.parametrize(
    ("mark", "encoding"), [(b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be")]
)
def test_byte_order_marks_are_understood(tmp_path: Path, mark: bytes, encoding: str) -> None:
    (tmp_path / "a.txt").write_bytes(mark + "Café at noon.".encode(encoding))

    (found,) = read([str(tmp_path)])

    assert isinstance(found, Document)
    assert found.text.strip() == "Café at noon."


def lines(text: str | bytes, **options: object) -> list[Document | Fault]:
    content = text if isinstance(text, bytes) else text.encode()
    return list(read(["-"], form="jsonl", stdin=io.BytesIO(content), **options))  # type: ignore[arg-type]


FOREIGN = {  # in Klingon (ISO 639-2)
    "page.html": b'<html lang="tlh"><body><p>Qapla, 15h00.</p></body></html>',
    "notes.md": b"---\nlang: tlh\n---\nQapla, 15h00.\n",
    "line.jsonl": b'{"id": "a", "text": "Qapla, 15:00.", "lang": "tlh"}\n',
    "feed.rss": b'<?xml version="1.0"?><rss version="2.0"><channel><title>QIn</title><language>tlh</language>'
    b"<item><title>QIn</title><description>Qapla, 15h00.</description></item></channel></rss>",
}


@pytest.mark.parametrize("name", FOREIGN)
def test_a_document_in_a_language_without_words_is_told_and_its_neighbour_is_read(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(FOREIGN[name])
    (tmp_path / "zzz.txt").write_text("At noon.")

    fault, good = read([str(tmp_path)])

    assert isinstance(fault, Fault)
    assert fault.code == "TL905"
    assert "no data for language 'tlh'" in fault.message
    assert "say lang" in fault.remedy
    assert isinstance(good, Document)


@pytest.mark.parametrize("name", FOREIGN)
def test_a_document_that_claims_another_language_is_read_as_english_on_request(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(FOREIGN[name])

    (found,) = read([str(tmp_path)], overrides=from_options(lang="en"))

    assert isinstance(found, Document)
    assert found.language == "en"


def test_a_json_line_becomes_a_document_with_its_metadata() -> None:
    (found,) = lines(
        '{"id": "wire-1", "text": "At\\nnoon.", "published": "2025-08-14", "zone": "America/New_York", '
        '"place": "Anchorage, Alaska", "lang": "en", "title": null, "url": null, "publisher": "Wire", "extra": 1}\n'
    )

    assert isinstance(found, Document)
    assert (found.id, found.text, str(found.published)) == ("wire-1", "At\nnoon.", "2025-08-14")
    assert (found.zone, found.place, found.title, found.publisher) == (
        "America/New_York",
        "Anchorage, Alaska",
        None,
        "Wire",
    )


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("no json", "the line is not JSON"),
        ("[1]", "the line holds a list, no object"),
        ('{"id": "a"}', "the object has no 'text'"),
        ('{"text": 5}', "'text' is a number, no string"),
        ('{"text": null}', "'text' is null, no string"),
        ('{"text": "a", "id": "b\\nc"}', "id 'b\\nc' cannot be used"),
        ('{"text": "a", "zone": "Europe/Berln"}', "did you mean 'Europe/Berlin'?"),
        ('{"text": "a", "published": 20250814}', "published 20250814 is no time"),
        ('{"text": "a", "published": "2025-08-14T99:00Z"}', "is no possible time"),
        ("[" * 100_000, "the line is"),
        ('{"text": ' + "9" * 10_000 + "}", "cannot be read"),
        ('{"id": "good", "text": "again"}', "id 'good' is that of <stdin> too"),
    ],
)
def test_a_bad_line_is_told_with_its_number_and_the_others_are_read(line: str, said: str) -> None:
    good, fault, last = lines('{"id": "good", "text": "At noon."}\n\n' + line + '\n{"text": "At one."}')

    assert isinstance(good, Document)
    assert isinstance(fault, Fault)
    assert fault.line == 3
    assert said in str(fault)
    assert isinstance(last, Document)
    assert last.id == "stdin:4"


def test_undecodable_bytes_spoil_one_line_only() -> None:
    fault, good = lines(b'{"text": "caf\xe9"}\n{"text": "At noon."}\n')

    assert isinstance(fault, Fault)
    assert "byte 0xe9 at offset 13 of the line is not UTF-8 text" in str(fault)
    assert isinstance(good, Document)


def test_a_line_that_is_too_long_is_passed_over() -> None:
    fault, good = lines('{"text": "' + "a" * 500 + '"}\n{"text": "At noon."}\n', limit=100)

    assert isinstance(fault, Fault)
    assert fault.code == "TL904"
    assert isinstance(good, Document)


def test_half_a_character_in_json_is_replaced() -> None:
    (found,) = lines('{"text": "\\ud800 at noon"}')

    assert isinstance(found, Document)
    assert found.text == "\ufffd at noon"


def test_no_lines_are_no_documents() -> None:
    assert lines("") == []


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes")
def test_what_may_never_end_is_not_opened(tmp_path: Path) -> None:
    for name in ("pipe.md", "pipe.xml", ".gitignore", "inner/corpus.toml"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        os.mkfifo(tmp_path / name)
    (tmp_path / "zero.md").symlink_to("/dev/zero")
    (tmp_path / "loop").symlink_to(tmp_path)
    (tmp_path / "self.md").symlink_to("self.md")
    (tmp_path / "inner" / "note.md").write_text("At noon.")
    listening = socket.socket(socket.AF_UNIX)
    with contextlib.chdir(tmp_path), contextlib.closing(listening):
        listening.bind("socket.md")

    told, good = read([str(tmp_path)], as_git=True)

    assert isinstance(good, Document)
    assert str(told) == (f"{tmp_path}/inner/corpus.toml: TL901 is a named pipe; put a file there, or take it away")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes")
def test_a_pipe_is_read_only_where_it_is_open_already(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.md")
    reading, writing = os.pipe()
    os.write(writing, b"At noon.")
    os.close(writing)

    (refused,) = read([str(tmp_path / "pipe.md")])
    (taken,) = read([f"/dev/fd/{reading}"])

    assert "TL901 is a named pipe; name a file" in str(refused)
    assert isinstance(taken, Document)
    assert taken.text == "At noon."


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="no devices")
def test_a_device_is_refused() -> None:
    (fault,) = read(["/dev/zero"])

    assert "TL901 is a device" in str(fault)


@pytest.mark.parametrize(
    ("place", "remedy"), [("Ancorage", "did you mean 'Anchorage'?"), ("Qqqq", "name a larger town nearby")]
)
def test_a_place_on_the_command_line_must_be_known(place: str, remedy: str) -> None:
    with pytest.raises(BadOptionError, match=re.escape(remedy)):
        from_options(place=place)


@pytest.mark.skipif(os.geteuid() == 0, reason="root reads everything")
def test_a_folder_without_permission_hides_no_other_file(tmp_path: Path) -> None:
    for name in ("a.txt", "closed/b.txt", "z.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("At noon.")
    (tmp_path / "closed").chmod(0)

    first, fault, last = read([str(tmp_path)])
    (tmp_path / "closed").chmod(0o755)

    assert isinstance(first, Document)
    assert isinstance(fault, Fault)
    assert isinstance(last, Document)
    assert (fault.path, fault.message) == (str(tmp_path / "closed"), "the folder cannot be read (Permission denied)")
